// Texts of a card as the linter's rules see them.
#include "base/str.h"
#include "formats/export.h"
#include "formats/lint_rules.h"

#include <string.h>

bool lint_is_choice(const Task *task) {
    int right = 0;
    for (int i = 0; i < task->option_count; i++) right += task->options[i].correct;
    return right == 1 && task->option_count > 1 && task_is_asked(task);
}

int lint_key(const Task *task) {
    for (int i = 0; i < task->option_count; i++) {
        if (task->options[i].correct) return i;
    }
    return -1;
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void add_run(ArenaText *out, const char *text) {
    for (; *text; text++) {
        bool last_space = out->n == 0 || out->at[out->n - 1] == ' ';
        char c = (char)(is_space(*text) ? ' ' : *text);
        if (c == ' ' && last_space) continue;
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        arena_text_add(out, &c, 1);
    }
}

char *lint_words(Lint *lint, const Doc *doc) {
    ArenaText out = {.arena = &lint->arena};
    for (int b = 0; b < doc->block_count; b++) {
        const Block *block = &doc->blocks[b];
        for (int i = 0; i < block->run_count; i++) add_run(&out, block->runs[i].text);
        export_add(&out, " ");
    }
    char *words = arena_copy(&lint->arena, arena_text_done(&out));
    size_t n = strlen(words);
    while (n > 0 && strchr(" .?!:", words[n - 1])) n--;
    words[n] = '\0';
    return words;
}

static int formula_length(const char *tex) {
    int length = 0;
    while (*tex) {
        if (*tex == '\\') {
            size_t n = strspn(tex + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
            length += n > 0;
            tex += n ? 1 + n : tex[1] ? 2 : 1;
            continue;
        }
        length += !strchr("{}^_ \n", *tex) && ((unsigned char)*tex & 0xC0) != 0x80;
        tex++;
    }
    return length;
}

int lint_length(const Doc *doc) {
    int length = 0;
    for (int b = 0; b < doc->block_count; b++) {
        for (int i = 0; i < doc->blocks[b].run_count; i++) {
            const Run *run = &doc->blocks[b].runs[i];
            length += run->kind == RUN_MATH ? formula_length(run->text)
                                            : str_length(run->text, strlen(run->text));
        }
    }
    return length;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool lint_has(const char *words, const char *word) {
    size_t n = strlen(word);
    for (const char *at = strstr(words, word); at; at = strstr(at + 1, word)) {
        bool starts = at == words || !is_letter(at[-1]);
        if (starts && !is_letter(at[n])) return true;
    }
    return false;
}
