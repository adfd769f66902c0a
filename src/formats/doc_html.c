// Writes blocks and runs as HTML elements.
#include "formats/doc_html.h"

#include "formats/export.h"

#include <string.h>

void doc_html_text(ArenaText *out, const char *text) {
    while (*text) {
        size_t n = strcspn(text, "&<>\"\n\r\t");
        arena_text_add(out, text, n);
        text += n;
        switch (*text) {
        case '\0': return;
        case '&': export_add(out, "&amp;"); break;
        case '<': export_add(out, "&lt;"); break;
        case '>': export_add(out, "&gt;"); break;
        case '"': export_add(out, "&quot;"); break;
        case '\r': break;
        default: export_add(out, " "); break;
        }
        text++;
    }
}

static void put_around(ArenaText *out, const char *before, const char *text, const char *after) {
    export_add(out, before);
    doc_html_text(out, text);
    export_add(out, after);
}

// Code keeps its lines.
static void put_code(ArenaText *out, const char *code, const char *line_end) {
    export_add(out, "<code>");
    for (;; code++) {
        size_t n = strcspn(code, "\n");
        doc_html_text(out, arena_text(out->arena, code, n));
        code += n;
        if (!*code) break;
        export_add(out, line_end);
    }
    export_add(out, "</code>");
}

static void put_link(ArenaText *out, const Run *run) {
    put_around(out, "<a href=\"", run->card, "\">");
    put_around(out, "", run->text, "</a>");
}

static void put_run(ArenaText *out, const Run *run) {
    if (run->style & RUN_STRONG) export_add(out, "<b>");
    if (run->style & RUN_EMPHASIS) export_add(out, "<i>");
    switch (run->kind) {
    case RUN_TEXT:
    case RUN_WIKI: doc_html_text(out, run->text); break;
    case RUN_CODE: put_code(out, run->text, " "); break;
    case RUN_MATH: put_around(out, "\\(", run->text, "\\)"); break;
    case RUN_CITE: put_around(out, "[", run->text, "]"); break;
    case RUN_LINK: put_link(out, run); break;
    case RUN_BREAK: export_add(out, "<br>"); break;
    }
    if (run->style & RUN_EMPHASIS) export_add(out, "</i>");
    if (run->style & RUN_STRONG) export_add(out, "</b>");
}

static void put_runs(ArenaText *out, const Block *block) {
    for (int i = 0; i < block->run_count; i++) put_run(out, &block->runs[i]);
}

static void put_block(ArenaText *out, const Block *block) {
    static const char *const OPEN[] = {"<p>", "<p><b>", "<li>", "\\[", "<pre>", "<blockquote>"};
    static const char *const CLOSE[] = {"</p>", "</b></p>", "</li>",
                                        "\\]",  "</pre>",   "</blockquote>"};
    export_add(out, OPEN[block->kind]);
    if (block->kind == BLOCK_MATH) {
        doc_html_text(out, block->runs[0].text);
    } else if (block->kind == BLOCK_CODE) {
        put_code(out, block->runs[0].text, "<br>");
    } else {
        put_runs(out, block);
    }
    export_add(out, CLOSE[block->kind]);
}

// Depth of the list that a block belongs to; display formulas and code inside a list carry its level too.
static int list_depth(const Block *block) {
    return block->kind == BLOCK_HEADING ? 0 : block->level;
}

enum { DEPTH_MOST = 32 };

typedef struct Lists {
    bool ordered[DEPTH_MOST];
    int depth;
} Lists;

static void close_lists(ArenaText *out, Lists *lists, int depth) {
    for (; lists->depth > depth; lists->depth--) {
        export_add(out, lists->ordered[lists->depth - 1] ? "</ol>" : "</ul>");
    }
}

// Opens and closes lists until the block stands where it belongs.
static void enter_block(ArenaText *out, Lists *lists, const Block *block) {
    int depth = list_depth(block);
    if (depth > DEPTH_MOST) depth = DEPTH_MOST;
    close_lists(out, lists, depth);
    bool item = block->kind == BLOCK_ITEM;
    bool other = item && depth == lists->depth && depth > 0 &&
                 lists->ordered[depth - 1] != (block->number > 0);
    if (other) close_lists(out, lists, depth - 1);
    for (; lists->depth < depth; lists->depth++) {
        lists->ordered[lists->depth] = item && block->number > 0;
        export_add(out, lists->ordered[lists->depth] ? "<ol>" : "<ul>");
    }
}

void doc_html(ArenaText *out, const Doc *doc) {
    if (doc->block_count == 1 && doc->blocks[0].kind == BLOCK_PARAGRAPH) {
        put_runs(out, &doc->blocks[0]);
        return;
    }
    Lists lists = {0};
    for (int i = 0; i < doc->block_count; i++) {
        enter_block(out, &lists, &doc->blocks[i]);
        put_block(out, &doc->blocks[i]);
    }
    close_lists(out, &lists, 0);
}
