// A formula as one line of text: what a terminal, a label or a screen reader gets.
#include "base/str.h"
#include "ui/math.h"
#include "ui/math_parser.h"

#include <string.h>

typedef struct Writer {
    Arena *arena;
    char *text;
    int size, capacity;
    bool space; // due before the next letter
    bool tight; // inside a script: no spaces around signs
} Writer;

static void write_byte(Writer *writer, char c) {
    writer->text = arena_grow(writer->arena, writer->text, writer->size, &writer->capacity, 1);
    writer->text[writer->size++] = c;
}

static void write_text(Writer *writer, const char *text) {
    if (!*text) return;
    bool blank = writer->size == 0 || writer->text[writer->size - 1] == ' ' || *text == ' ';
    if (writer->space && !blank) write_byte(writer, ' ');
    writer->space = false;
    for (; *text; text++) write_byte(writer, *text);
}

static void write_code(Writer *writer, uint32_t code) {
    char bytes[5] = {0};
    if (code) str_put(code, bytes);
    write_text(writer, bytes);
}

static void write_node(Writer *writer, const MathNode *node);

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_in_parens(Writer *writer, const MathNode *node) {
    write_text(writer, "(");
    write_node(writer, node);
    writer->space = false;
    write_text(writer, ")");
}

static bool is_word_char(const MathNode *node) {
    return node->kind == MATH_CHAR && node->class == CLASS_ORD && node->plain != 0x2212 &&
           node->plain != '/';
}

static const MathNode *only_child(const MathNode *node) {
    while (node->kind == MATH_ROW && node->body && !node->body->next) node = node->body;
    return node;
}

// In brackets of its own, which close at the end and not before.
static bool is_wrapped(const MathNode *node) {
    if (node->kind != MATH_ROW || !node->body || node->body->class != CLASS_OPEN) return false;
    int open = 0;
    for (const MathNode *child = node->body; child; child = child->next) {
        open += (child->class == CLASS_OPEN) - (child->class == CLASS_CLOSE);
        if (open == 0) return !child->next && child->kind == MATH_CHAR;
    }
    return false;
}

static bool is_digit(const MathNode *node) {
    return node->kind == MATH_CHAR && node->plain >= '0' && node->plain <= '9';
}

// A number, as 128 or 10000^x.
static bool is_number(const MathNode *node) {
    if (node->kind != MATH_ROW) return is_digit(node);
    for (const MathNode *child = node->body; child; child = child->next) {
        bool power = !child->next && child->kind == MATH_SCRIPT && is_digit(child->body);
        if (!is_digit(child) && !power) return false;
    }
    return true;
}

// Reads as one thing without parentheses: a letter, a word, a run of letters and digits.
static bool is_simple(const MathNode *node) {
    node = only_child(node);
    if (node->kind == MATH_CHAR) return true;
    if (is_wrapped(node)) return true;
    if (node->kind == MATH_TEXT) return !strchr(node->read, ' ');
    if (node->kind != MATH_ROW || !node->body) return false;
    for (const MathNode *child = node->body; child; child = child->next) {
        if (!is_word_char(child)) return false;
    }
    return true;
}

// May stand above a slash (`below`: under it) as it is.
static bool is_factor(const MathNode *node, bool below) {
    node = only_child(node);
    if (node->kind != MATH_ROW) return node->kind != MATH_FRAC && node->kind != MATH_SPACE;
    if (is_wrapped(node)) return true;
    if (below) return is_number(node);
    for (const MathNode *child = node->body; child; child = child->next) {
        bool joins = child->class == CLASS_BIN || child->class == CLASS_REL ||
                     child->class == CLASS_PUNCT || child->kind == MATH_FRAC;
        if (joins) return false;
    }
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_part(Writer *writer, const MathNode *node, bool bare) {
    if (bare) {
        write_node(writer, node);
    } else {
        write_in_parens(writer, node);
    }
}

// An index may be a run of letters (s_ij); a power of several things needs its parentheses (e^(ipθ)).
static bool is_bare_script(const MathNode *node, char mark) {
    node = only_child(node);
    if (mark == '^' && node->kind == MATH_ROW) return is_number(node) || is_wrapped(node);
    return is_simple(node);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_mark(Writer *writer, char mark, const MathNode *node) {
    const char text[] = {mark, 0};
    writer->space = false;
    write_text(writer, text);
    write_part(writer, node, is_bare_script(node, mark));
    writer->space = false;
}

// The primes stand right behind the letter, the rest of the superscript comes last.
static MathNode split_primes(Writer *writer, const MathNode *up) {
    MathNode rest = {.kind = MATH_ROW};
    const MathNode *child = up->kind == MATH_ROW ? up->body : NULL;
    if (!child || child->kind != MATH_CHAR || child->plain != 0x2032) return *up;
    for (; child && child->kind == MATH_CHAR && child->plain == 0x2032; child = child->next) {
        write_code(writer, child->plain);
    }
    rest.body = (MathNode *)child;
    return rest;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_script(Writer *writer, const MathNode *node) {
    const MathNode *body = only_child(node->body);
    bool empty = body->kind == MATH_ROW && !body->body;
    bool bare = body->kind != MATH_FRAC && (body->kind != MATH_ROW || empty || is_simple(body));
    write_part(writer, body, bare);
    bool tight = writer->tight;
    writer->tight = true;
    writer->space = false;
    MathNode up = {.kind = MATH_ROW};
    if (node->up) up = split_primes(writer, node->up);
    if (node->down) write_mark(writer, '_', node->down);
    if (up.kind != MATH_ROW || up.body) write_mark(writer, '^', &up);
    writer->tight = tight;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_fraction(Writer *writer, const MathNode *node) {
    write_part(writer, node->up, is_factor(node->up, false));
    writer->space = false;
    write_text(writer, node->flags & MATH_NO_BAR ? " over " : "/");
    write_part(writer, node->down, is_factor(node->down, true));
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_root(Writer *writer, const MathNode *node) {
    if (node->up) {
        static const uint32_t raised[10] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                            0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
        const MathNode *degree = only_child(node->up);
        if (is_digit(degree)) {
            write_code(writer, raised[degree->plain - '0']);
        } else {
            write_in_parens(writer, degree);
        }
    }
    write_text(writer, "√");
    const MathNode *body = only_child(node->body);
    bool bare = body->kind == MATH_CHAR ||
                (body->kind == MATH_ROW && is_simple(body) && is_digit(body->body));
    write_part(writer, body, bare);
}

// A letter takes the mark itself; more than one letter is named: "hat(AB)".
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_marked(Writer *writer, const MathNode *node, const char *name, uint32_t mark) {
    const MathNode *body = only_child(node->body);
    if (node->flags & MATH_BRACE) {
        write_part(writer, body, is_simple(body));
    } else if (body->kind == MATH_CHAR) {
        write_node(writer, body);
        write_code(writer, mark);
    } else {
        write_text(writer, name);
        write_in_parens(writer, body);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_line(Writer *writer, const MathNode *node) {
    bool under = node->flags & MATH_UNDER;
    write_marked(writer, node, under ? "underline" : "overline", under ? 0x332 : 0x305);
}

static bool ends_with(const Writer *writer, char c) {
    return writer->size > 0 && writer->text[writer->size - 1] == c;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_array(Writer *writer, const MathNode *node, bool framed) {
    bool aligned = node->flags & MATH_STRETCHED;
    uint32_t open = node->open ? node->open : '[', close = node->close;
    if (!close) close = open == '{' ? '}' : ']';
    if (framed) write_code(writer, open);
    for (int i = 0; i < node->rows * node->columns; i++) {
        if (i > 0 && i % node->columns == 0) {
            writer->space = false;
            write_text(writer, ";");
            writer->space = true;
        } else if (i > 0 && !(aligned && i % node->columns % 2)) {
            if (!ends_with(writer, ',')) write_text(writer, ",");
            writer->space = true;
        }
        if (node->cells[i]) write_node(writer, node->cells[i]);
    }
    writer->space = false;
    if (framed) write_code(writer, close);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_fence(Writer *writer, const MathNode *node) {
    const MathNode *body = only_child(node->body);
    write_code(writer, node->open);
    if (body->kind == MATH_ARRAY && !body->open && node->open && node->close) {
        write_array(writer, body, false);
    } else {
        write_node(writer, body);
    }
    writer->space = false;
    write_code(writer, node->close);
}

static bool is_sign(const MathNode *node) {
    uint32_t code = node->plain;
    return node->kind == MATH_CHAR && (code == 0x2212 || code == '+' || code == 0xB1);
}

static bool is_slash(const MathNode *node) {
    return node->kind == MATH_CHAR && node->plain == '/';
}

static bool begins_operand(const MathNode *node) {
    if (node->kind == MATH_FENCE && node->open) return false;
    return node->class == CLASS_ORD || node->class == CLASS_OP || node->class == CLASS_INNER;
}

static bool is_wordy(const MathNode *node) {
    return node->kind == MATH_SCRIPT || node->kind == MATH_FRAC || node->kind == MATH_BIGOP ||
           (node->kind == MATH_TEXT && node->text_size > 1) || node->class == CLASS_OP;
}

static bool is_spaced_sign(const MathNode *node) {
    return node->class == CLASS_BIN || node->class == CLASS_REL;
}

// True if the two would run together, or TeX would put a visible space between them.
static bool needs_space(const Writer *writer, const MathNode *left, const MathNode *right) {
    if (is_spaced_sign(left) || is_spaced_sign(right)) return !writer->tight;
    if (left->class == CLASS_PUNCT) return !writer->tight;
    if (is_sign(left) || is_slash(left) || is_slash(right) || !begins_operand(right)) return false;
    if (left->class == CLASS_OPEN) return false;
    return is_wordy(left) || right->class == CLASS_OP || right->kind == MATH_FRAC;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_row(Writer *writer, const MathNode *first) {
    const MathNode *before = NULL;
    for (const MathNode *node = first; node; node = node->next) {
        if (node->kind == MATH_SPACE) {
            writer->space |= node->amount > 0 && before;
            continue;
        }
        if (node->class == CLASS_NONE) continue;
        if (before) writer->space |= needs_space(writer, before, node);
        write_node(writer, node);
        before = node;
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void write_node(Writer *writer, const MathNode *node) {
    switch (node->kind) {
    case MATH_ROW: write_row(writer, node->body); break;
    case MATH_CHAR:
    case MATH_BIGOP: write_code(writer, node->plain); break;
    case MATH_TEXT: write_text(writer, node->read); break;
    case MATH_SCRIPT: write_script(writer, node); break;
    case MATH_FRAC: write_fraction(writer, node); break;
    case MATH_ROOT: write_root(writer, node); break;
    case MATH_FENCE: write_fence(writer, node); break;
    case MATH_DELIM:
    case MATH_MIDDLE: write_code(writer, node->open); break;
    case MATH_ACCENT: write_marked(writer, node, node->text, node->code); break;
    case MATH_LINE: write_line(writer, node); break;
    case MATH_ARRAY: write_array(writer, node, !(node->flags & MATH_STRETCHED)); break;
    case MATH_SPACE:
    case MATH_STYLE: break;
    }
}

char *math_plain(Arena *arena, const char *tex, int n) {
    Arena scratch = {0};
    Writer writer = {.arena = &scratch};
    const MathNode *tree = math_parse(&scratch, tex, n, NULL);
    if (tree) write_row(&writer, tree->body);
    const char *text = tree ? writer.text : tex;
    char *out = arena_text(arena, text, (size_t)(tree ? writer.size : n));
    arena_free(&scratch);
    return out;
}
