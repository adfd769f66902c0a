// Numbers in words, and texts with the numbers of a form in the places of their names.
#include "base/str.h"
#include "card/task_form.h"

#include <math.h>
#include <string.h>

char *task_number(Arena *arena, double value) {
    if (!isfinite(value)) return arena_copy(arena, "–");
    char digits[STR_NUMBER_SIZE];
    str_put_number(fabs(value), digits);
    const char *rest = digits + strspn(digits, "0123456789");
    size_t whole = (size_t)(rest - digits);
    ArenaText text = {.arena = arena};
    if (value < 0) arena_text_add(&text, "−", strlen("−"));
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) arena_text_add(&text, ",", 1);
        arena_text_add(&text, &digits[i], 1);
    }
    for (; *rest; rest++) {
        if (*rest == '+') continue; // of an exponent, as are the zeros behind a sign
        if (*rest == '0' && strchr("+-", rest[-1])) continue;
        arena_text_add(&text, *rest == '-' ? "−" : rest, *rest == '-' ? strlen("−") : 1);
    }
    return arena_copy(arena, arena_text_done(&text));
}

// The value whose "{name}" stands at `at`, and its length; NULL if none does.
static const ExprVariable *named_at(const char *at, const TaskForm *form, size_t *n) {
    for (int i = 0; *at == '{' && i < form->count; i++) {
        size_t name = strlen(form->values[i].name);
        if (strncmp(at + 1, form->values[i].name, name) != 0 || at[1 + name] != '}') continue;
        *n = name + 2;
        return &form->values[i];
    }
    return NULL;
}

// The text itself if it names nothing.
static const char *fill(Arena *arena, const char *text, const TaskForm *form) {
    if (form->count == 0 || !strchr(text, '{')) return text;
    ArenaText filled = {.arena = arena};
    arena_text_add(&filled, "", 0);
    for (const char *at = text; *at;) {
        size_t n = 1;
        const ExprVariable *named = named_at(at, form, &n);
        const char *more = named ? task_number(arena, named->value) : at;
        arena_text_add(&filled, more, named ? strlen(more) : 1);
        at += n;
    }
    return arena_text_done(&filled);
}

static bool names_any(const Doc *doc, const TaskForm *form) {
    size_t n;
    for (const char *at = doc->source; form->count && (at = strchr(at, '{')); at++) {
        if (named_at(at, form, &n)) return true;
    }
    return false;
}

bool task_text_names(const Doc *doc, const char *name) {
    TaskForm one = {.values = {{name, 0}}, .count = 1};
    size_t n;
    for (int b = 0; b < doc->block_count; b++) {
        for (int i = 0; i < doc->blocks[b].run_count; i++) {
            const Run *run = &doc->blocks[b].runs[i];
            const char *at = run->kind == RUN_MATH || !run->text ? "" : run->text;
            for (; (at = strchr(at, '{')); at++) {
                if (named_at(at, &one, &n)) return true;
            }
        }
    }
    return false;
}

Doc task_text(Arena *arena, const Doc *doc, const TaskForm *form) {
    if (!doc->source || !names_any(doc, form)) return *doc;
    Doc filled = *doc;
    filled.source = fill(arena, doc->source, form);
    filled.blocks = arena_array(arena, (size_t)doc->block_count, sizeof *filled.blocks);
    for (int b = 0; b < doc->block_count; b++) {
        Block *block = &filled.blocks[b];
        *block = doc->blocks[b];
        block->runs = arena_array(arena, (size_t)block->run_count, sizeof *block->runs);
        for (int i = 0; i < block->run_count; i++) {
            Run *run = &block->runs[i];
            *run = doc->blocks[b].runs[i];
            if (run->kind != RUN_MATH && run->text) run->text = fill(arena, run->text, form);
        }
    }
    return filled;
}
