// Collects what is wrong with a card.
#include "formats/card_issues.h"

#include "base/str.h"

#include <string.h>

void issue_add_line(CardIssues *issues, CardIssue issue) {
    if (!issue.warning) issues->errors++;
    if (issues->count >= CARD_ISSUE_MAX) {
        issues->more++;
        return;
    }
    issues->at =
        arena_grow(&issues->arena, issues->at, issues->count, &issues->capacity, sizeof issue);
    issues->at[issues->count++] = issue;
}

// Its place is looked up later, with all the others: that costs a scan of the file.
void issue_add(CardIssues *issues, bool warning, const char *pointer, const char *text) {
    Arena *arena = &issues->arena;
    CardIssue issue = {.warning = warning};
    if (issues->count < CARD_ISSUE_MAX) {
        issue.text = arena_copy(arena, text);
        issue.pointer = arena_copy(arena, pointer);
    }
    issue_add_line(issues, issue);
}

static bool before(const CardIssue *a, const CardIssue *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

static void sort(CardIssues *issues) {
    for (int i = 1; i < issues->count; i++) {
        CardIssue moving = issues->at[i];
        int at = i;
        for (; at > 0 && before(&moving, &issues->at[at - 1]); at--) {
            issues->at[at] = issues->at[at - 1];
        }
        issues->at[at] = moving;
    }
}

void issues_place(CardIssues *issues, const Card *card) {
    const char *pointers[CARD_ISSUE_MAX];
    JsonPlace places[CARD_ISSUE_MAX];
    CardIssue *issue[CARD_ISSUE_MAX];
    int count = 0;
    for (int i = 0; i < issues->count; i++) {
        if (!issues->at[i].pointer) continue;
        issue[count] = &issues->at[i];
        pointers[count++] = issues->at[i].pointer;
    }
    if (count) json_find_all(card->json, pointers, count, places);
    for (int i = 0; i < count; i++) {
        issue[i]->line = places[i].line;
        issue[i]->column = places[i].column;
        issue[i]->text =
            arena_format(&issues->arena, "%s:%d:%d: %s%s%s", card->path, places[i].line,
                         places[i].column, pointers[i], *pointers[i] ? ": " : "", issue[i]->text);
        issue[i]->pointer = NULL;
    }
    sort(issues);
}

const char *issue_excerpt(Arena *arena, const char *text) {
    enum { MOST = 60 };

    size_t n = strlen(text);
    bool cut = n > MOST;
    if (cut) n = MOST;
    while (cut && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
    char *copy = arena_format(arena, "%.*s%s", (int)n, text, cut ? "…" : "");
    for (char *c = copy; *c; c++) {
        if ((unsigned char)*c < 0x20) *c = ' ';
    }
    return copy;
}

void card_issues_free(CardIssues *issues) {
    arena_free(&issues->arena);
    *issues = (CardIssues){0};
}
