// Reads a card's text: atoms are cut out first, then md4c calls back with blocks and spans, which become a Doc.
#include "formats/markdown.h"

#include "base/str.h"
#include "formats/markdown_atoms.h"

#include <md4c.h>
#include <string.h>

typedef struct List {
    bool ordered;
    int next; // number of the next item
} List;

// The Doc as it grows. Every text is packed into `bytes`, twice as long as the source: no text is longer than what it was
// made from, and a terminator is paid for by a delimiter. Only an address that is defined once and used often outgrows it.
typedef struct Builder {
    Arena *arena;
    Atoms atoms;
    const char *home;
    Doc *doc;
    int block_capacity, run_capacity;
    Block *block; // being filled; NULL between blocks
    char *bytes;
    size_t used, size;
    bool full;
    size_t text;  // where the text being joined starts
    bool joining; // a text is being joined
    int emphasis, strong, depth, quotes, lists;
    List list[MARKDOWN_DEPTH_MAX];
    bool verbatim;    // in code: atoms become what they were
    const char *link; // address, in a link
    Err *err;
} Builder;

static void put(Builder *b, const char *text, size_t n) {
    if (b->used + n >= b->size) {
        b->full = true;
        return;
    }
    memcpy(b->bytes + b->used, text, n);
    b->used += n;
}

// A finished piece of text in the pack.
static const char *keep(Builder *b, const char *text, size_t n) {
    const char *kept = b->bytes + b->used;
    put(b, text, n);
    put(b, "", 1);
    return kept;
}

static void open_block(Builder *b, BlockKind kind, int level) {
    Doc *doc = b->doc;
    doc->blocks = arena_grow(b->arena, doc->blocks, doc->block_count, &b->block_capacity,
                             sizeof *doc->blocks);
    b->block = &doc->blocks[doc->block_count++];
    *b->block = (Block){.kind = kind, .level = level};
    b->run_capacity = 0;
}

static void open_paragraph(Builder *b) {
    open_block(b, b->quotes ? BLOCK_QUOTE : BLOCK_PARAGRAPH, b->lists);
}

static Run *add_run(Builder *b, RunKind kind, const char *text) {
    if (!b->block) open_paragraph(b);
    Block *block = b->block;
    block->runs =
        arena_grow(b->arena, block->runs, block->run_count, &b->run_capacity, sizeof *block->runs);
    Run *run = &block->runs[block->run_count++];
    unsigned style = (b->emphasis ? RUN_EMPHASIS : 0u) | (b->strong ? RUN_STRONG : 0u);
    *run = (Run){.kind = kind, .style = style, .text = text, .card = "", .section = ""};
    return run;
}

// Ends the text being joined and makes a run of it.
static void flush(Builder *b, RunKind kind) {
    if (!b->joining) return;
    b->joining = false;
    put(b, "", 1);
    add_run(b, kind, b->bytes + b->text);
}

static void join(Builder *b, const char *text, size_t n) {
    if (n == 0) return;
    if (!b->joining) b->text = b->used;
    b->joining = true;
    put(b, text, n);
}

// A space at the start of a block (what is left of a line end behind a formula) is nothing.
static void join_space(Builder *b) {
    bool inside = b->joining || (b->block && b->block->run_count > 0);
    if (inside) join(b, " ", 1);
}

static void trim_end(Builder *b) {
    while (b->joining && b->used > b->text && b->bytes[b->used - 1] == ' ') b->used--;
    if (b->joining && b->used == b->text) b->joining = false;
}

static void close_block(Builder *b) {
    trim_end(b);
    flush(b, RUN_TEXT);
    b->block = NULL;
}

static void add_display(Builder *b, const char *tex, size_t n) {
    trim_end(b);
    flush(b, RUN_TEXT);
    bool fresh = b->block && b->block->run_count == 0 && b->block->kind != BLOCK_ITEM;
    if (fresh) {
        b->block->kind = BLOCK_MATH;
    } else {
        open_block(b, BLOCK_MATH, b->lists);
    }
    add_run(b, RUN_MATH, keep(b, tex, n))->style = 0;
    b->block = NULL;
}

static bool is_slug(const char *text, size_t n) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return n > 0 && strspn(text, LETTERS) >= n;
}

// card#section|label, with each part but one of card and section left out at will.
static bool add_wiki(Builder *b, const char *body, size_t n) {
    const char *bar = memchr(body, '|', n);
    size_t target = bar ? (size_t)(bar - body) : n;
    const char *hash = memchr(body, '#', target);
    size_t card = hash ? (size_t)(hash - body) : target, section = hash ? target - card - 1 : 0;
    bool named = card ? is_slug(body, card) : hash && *b->home;
    bool ok = named && (!hash || is_slug(hash + 1, section)) && !(bar && target + 1 == n);
    if (!ok || n > 256) {
        return err_set(b->err,
                       "the link [[%.*s]] is malformed, expected [[card#section|label]], "
                       "[[card|label]] or [[#section]]",
                       n > 256 ? 0 : (int)n, body);
    }
    Run *run = add_run(b, RUN_WIKI, "");
    run->card = card ? keep(b, body, card) : b->home;
    run->section = hash ? keep(b, hash + 1, section) : "";
    run->text = bar ? keep(b, bar + 1, n - target - 1) : hash ? run->section : run->card;
    return true;
}

static bool add_atom(Builder *b, const Atom *atom) {
    const char *source = b->atoms.source, *body = source + atom->body;
    size_t n = atom->body_end - atom->body;
    if (b->verbatim || b->link) {
        join(b, source + atom->start, atom->end - atom->start);
        return true;
    }
    if (atom->kind == ATOM_DISPLAY) {
        add_display(b, body, n);
        return true;
    }
    flush(b, RUN_TEXT);
    if (atom->kind == ATOM_WIKI) return add_wiki(b, body, n);
    add_run(b, atom->kind == ATOM_MATH ? RUN_MATH : RUN_CITE, keep(b, body, n));
    return true;
}

// Ordinary text, which may hold placeholders.
static bool add_text(Builder *b, const char *text, size_t n) {
    if (n == 0) return true; // of an empty address, md4c gives NULL
    const char *plain = text;
    for (const char *at = text, *end = text + n; at < end;) {
        const char *before = at;
        const Atom *atom = atoms_named(&b->atoms, str_next(&at, end));
        if (!atom) continue;
        join(b, plain, (size_t)(before - plain));
        if (!add_atom(b, atom)) return false;
        plain = at;
        bool behind_display = atom->kind == ATOM_DISPLAY && !b->block;
        while (behind_display && plain < end && *plain == ' ') plain = ++at;
    }
    join(b, plain, (size_t)(text + n - plain));
    return true;
}

// The entities that Markdown writers use to escape; others stay as written.
static void add_entity(Builder *b, const char *text, size_t n) {
    static const char *const NAMED[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\u00A0"}};
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++) {
        if (strlen(NAMED[i][0]) == n && memcmp(NAMED[i][0], text, n) == 0) {
            join(b, NAMED[i][1], strlen(NAMED[i][1]));
            return;
        }
    }
    join(b, text, n);
}

// What a callback returns: md4c passes over positive numbers in some places, so failure is negative.
static int go_on(bool ok) {
    return ok ? 0 : -1;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
    Builder *b = user;
    switch (type) {
    case MD_TEXT_HTML:
        return go_on(err_set(b->err, "HTML is not allowed (in JSON, a plain < is written \\\\<)"));
    case MD_TEXT_ENTITY: add_entity(b, text, size); return 0;
    case MD_TEXT_SOFTBR: join_space(b); return 0;
    case MD_TEXT_BR:
        if (b->link) {
            join_space(b);
            return 0;
        }
        trim_end(b);
        flush(b, RUN_TEXT);
        if (b->block && b->block->run_count > 0) add_run(b, RUN_BREAK, "");
        return 0;
    default: return go_on(add_text(b, text, size));
    }
}

static bool enter_item(Builder *b, BlockKind kind) {
    List *list = &b->list[b->lists - 1];
    open_block(b, kind, b->lists);
    b->block->number = list->ordered ? list->next++ : 0;
    return true;
}

static bool enter_list(Builder *b, bool ordered, int start) {
    close_block(b);
    b->list[b->lists++] = (List){ordered, start};
    return true;
}

static bool refuse(Builder *b, const char *what) {
    return err_set(b->err, "%s not allowed in a card's text", what);
}

static bool enter(Builder *b, MD_BLOCKTYPE type, void *detail) {
    switch (type) {
    case MD_BLOCK_DOC: return true;
    case MD_BLOCK_QUOTE:
        close_block(b);
        b->quotes++;
        return true;
    case MD_BLOCK_UL: return enter_list(b, false, 0);
    case MD_BLOCK_OL: return enter_list(b, true, (int)((MD_BLOCK_OL_DETAIL *)detail)->start);
    case MD_BLOCK_LI: return enter_item(b, BLOCK_ITEM);
    case MD_BLOCK_H:
        open_block(b, BLOCK_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
        return true;
    case MD_BLOCK_CODE:
        open_block(b, BLOCK_CODE, b->lists);
        b->verbatim = true;
        return true;
    case MD_BLOCK_P:
        if (!(b->block && b->block->kind == BLOCK_ITEM)) open_paragraph(b);
        return true;
    case MD_BLOCK_HR: return refuse(b, "a rule is");
    case MD_BLOCK_HTML: return refuse(b, "HTML is");
    default: return refuse(b, "a table is");
    }
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
    Builder *b = user;
    if (++b->depth > MARKDOWN_DEPTH_MAX) {
        return go_on(err_set(b->err, "nested deeper than %d", MARKDOWN_DEPTH_MAX));
    }
    return go_on(enter(b, type, detail));
}

static void close_code(Builder *b) {
    while (b->joining && b->used > b->text && b->bytes[b->used - 1] == '\n') b->used--;
    if (b->joining) {
        flush(b, RUN_CODE);
    } else {
        add_run(b, RUN_CODE, "");
    }
    b->verbatim = false;
    b->block = NULL;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
    (void)detail;
    Builder *b = user;
    b->depth--;
    if (type == MD_BLOCK_CODE) {
        close_code(b);
    } else {
        close_block(b);
    }
    if (type == MD_BLOCK_QUOTE) b->quotes--;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) b->lists--;
    return 0;
}

// The address of a link, in which placeholders are what they were.
static bool enter_link(Builder *b, MD_SPAN_A_DETAIL *detail) {
    b->verbatim = true;
    bool ok = true;
    b->text = b->used;
    b->joining = true;
    ok = add_text(b, detail->href.text, detail->href.size);
    b->joining = false;
    b->verbatim = false;
    put(b, "", 1);
    b->link = b->bytes + b->text;
    bool known = str_starts(b->link, "https://") || str_starts(b->link, "http://") ||
                 str_starts(b->link, "mailto:");
    return ok &&
           (known || err_set(b->err, "a link's address begins with https://, http:// or mailto:"));
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *user) {
    Builder *b = user;
    if (++b->depth > MARKDOWN_DEPTH_MAX) {
        return go_on(err_set(b->err, "nested deeper than %d", MARKDOWN_DEPTH_MAX));
    }
    if (!b->link) flush(b, RUN_TEXT);
    switch (type) {
    case MD_SPAN_EM: b->emphasis++; return 0;
    case MD_SPAN_STRONG: b->strong++; return 0;
    case MD_SPAN_CODE: b->verbatim = true; return 0;
    case MD_SPAN_A: return go_on(enter_link(b, detail));
    default: return go_on(refuse(b, "an image is"));
    }
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *user) {
    (void)detail;
    Builder *b = user;
    b->depth--;
    if (type == MD_SPAN_A) {
        const char *address = b->link;
        b->link = NULL;
        bool labelled = b->joining;
        flush(b, RUN_LINK);
        if (labelled) b->block->runs[b->block->run_count - 1].card = address;
        return 0;
    }
    if (!b->link) flush(b, type == MD_SPAN_CODE ? RUN_CODE : RUN_TEXT);
    if (type == MD_SPAN_EM) b->emphasis--;
    if (type == MD_SPAN_STRONG) b->strong--;
    if (type == MD_SPAN_CODE) b->verbatim = false;
    return 0;
}

bool markdown_parse(Arena *arena, const char *text, const char *home, Doc *out, Err *err) {
    static const MD_PARSER PARSER = {
        .flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    size_t n = strlen(text);
    *out = (Doc){.source = arena_text(arena, text, n)};
    if (n > MARKDOWN_BYTES_MAX) {
        return err_set(err, "a text of %zu bytes, at most %d are allowed", n, MARKDOWN_BYTES_MAX);
    }
    Err why = {"md4c could not read the text"};
    size_t size = n * 2 + strlen(home) + 64;
    Builder b = {
        .arena = arena, .doc = out, .err = &why, .bytes = arena_alloc(arena, size), .size = size};
    b.home = keep(&b, home, strlen(home));
    bool ok = atoms_find(arena, out->source, &b.atoms, &why) &&
              md_parse(b.atoms.text, (MD_SIZE)b.atoms.size, &PARSER, &b) == 0;
    if (ok && !b.full) return true;
    if (b.full) err_set(&why, "links repeat their addresses too often");
    *out = (Doc){.source = out->source};
    return err_set(err, "%s", why.text);
}
