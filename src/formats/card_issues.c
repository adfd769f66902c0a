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

void issue_add(CardIssues *issues, bool warning, const Card *card, const char *pointer,
               const char *text) {
    // Then it is counted only: looking up the place costs a scan of the file.
    if (issues->count >= CARD_ISSUE_MAX) {
        issue_add_line(issues, (CardIssue){.warning = warning});
        return;
    }
    JsonPlace place = json_find(card->json, pointer);
    const char *colon = *pointer ? ": " : "";
    const char *line = arena_format(&issues->arena, "%s:%d:%d: %s%s%s", card->path, place.line,
                                    place.column, pointer, colon, text);
    issue_add_line(issues, (CardIssue){warning, place.line, place.column, line});
}

static bool before(const CardIssue *a, const CardIssue *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

void issues_sort(CardIssues *issues) {
    for (int i = 1; i < issues->count; i++) {
        CardIssue moving = issues->at[i];
        int at = i;
        for (; at > 0 && before(&moving, &issues->at[at - 1]); at--) {
            issues->at[at] = issues->at[at - 1];
        }
        issues->at[at] = moving;
    }
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
