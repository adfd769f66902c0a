// Checks what texts refer to: inside a card when it is loaded, between cards when all are.
#include "formats/card_links.h"

#include "base/str.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"

#include <string.h>

// What is being checked, and against what.
typedef struct Look {
    const Card *card;
    CardParse how;
    const Card *const *cards; // the others
    int count;
    CardIssues *issues;
    const char *pointer; // of the text
} Look;

static void complain(const Look *look, bool warning, const char *text) {
    issue_add(look->issues, warning && !look->how.strict, look->pointer, text);
}

static void check_formula(const Look *look, const Run *run) {
    Err err = {""};
    if (!look->how.formula_ok || look->how.formula_ok(run->text, (int)strlen(run->text), &err)) {
        return;
    }
    Arena scratch = {0};
    complain(look, true,
             arena_format(&scratch, "the formula $%s$ is shown as its source: %s",
                          issue_excerpt(&scratch, run->text), err.text));
    arena_free(&scratch);
}

static void check_citation(const Look *look, const Run *run) {
    if (card_reference_find(look->card, run->text)) return;
    Arena scratch = {0};
    const Card *card = look->card;
    complain(look, false,
             arena_format(&scratch, "[@%s] cites what is not among the references%s",
                          issue_excerpt(&scratch, run->text),
                          guess_item(&scratch, run->text, card->references, card->reference_count,
                                     sizeof(Reference))));
    arena_free(&scratch);
}

static void check_section(const Look *look, bool warning, const Card *card, const char *section) {
    if (!*section || card_section_find(card, section) >= 0) return;
    Arena scratch = {0};
    complain(look, warning,
             arena_format(&scratch, "the card \"%s\" has no section \"%s\"%s", card->id,
                          issue_excerpt(&scratch, section),
                          guess_item(&scratch, section, card->sections, card->section_count,
                                     sizeof(Section))));
    arena_free(&scratch);
}

// The key after an "@" that has no brackets; the reference if there is one of that key.
static const Reference *bare_citation(const Card *card, const char *at, Arena *arena) {
    size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789");
    return n ? card_reference_find(card, arena_text(arena, at + 1, n)) : NULL;
}

// What is nearly a citation or a link, and shown as it is.
static void check_near_misses(const Look *look, const char *text) {
    static const char SLUG[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
    Arena scratch = {0};
    for (const char *at = strchr(text, '@'); at; at = strchr(at + 1, '@')) {
        const Reference *meant = bare_citation(look->card, at, &scratch);
        if (!meant) continue;
        complain(look, true, arena_format(&scratch, "a citation has brackets: [@%s]", meant->key));
    }
    for (const char *at = strchr(text, '['); at; at = strchr(at + 1, '[')) {
        size_t card = strspn(at + 1, SLUG), section = 0;
        if (at[1 + card] == '#') section = strspn(at + 2 + card, SLUG);
        const char *end = at + 2 + card + section;
        if (!section || *end != ']') continue;
        complain(look, true,
                 arena_format(&scratch, "a link has two brackets: [[%.*s|label]]",
                              (int)(end - at - 1), at + 1));
    }
    arena_free(&scratch);
}

static void check_inside(const Look *look, const Run *run) {
    if (run->kind == RUN_TEXT) check_near_misses(look, run->text);
    if (run->kind == RUN_MATH) check_formula(look, run);
    if (run->kind == RUN_CITE) check_citation(look, run);
    if (run->kind == RUN_WIKI && str_same(run->card, look->card->id)) {
        check_section(look, false, look->card, run->section);
    }
}

static void check_target(const Look *look, const char *card, const char *section) {
    if (str_same(card, look->card->id)) return;
    for (int i = 0; i < look->count; i++) {
        if (!str_same(card, look->cards[i]->id)) continue;
        check_section(look, true, look->cards[i], section);
        return;
    }
    Arena scratch = {0};
    Guess guess = {.text = card};
    for (int i = 0; i < look->count; i++) guess_try(&guess, look->cards[i]->id);
    complain(look, true,
             arena_format(&scratch, "there is no card \"%s\"%s", issue_excerpt(&scratch, card),
                          guess_words(&scratch, &guess)));
    arena_free(&scratch);
}

static void check_between(const Look *look, const Run *run) {
    if (run->kind == RUN_WIKI) check_target(look, run->card, run->section);
}

static void each_run(Look *look, void (*check)(const Look *look, const Run *run)) {
    for (int i = 0; i < look->card->text_count; i++) {
        const Doc *doc = look->card->texts[i].doc;
        look->pointer = look->card->texts[i].pointer;
        for (int b = 0; b < doc->block_count; b++) {
            for (int j = 0; j < doc->blocks[b].run_count; j++) check(look, &doc->blocks[b].runs[j]);
        }
    }
}

void card_check_texts(const Card *card, CardParse how, CardIssues *issues) {
    Look look = {.card = card, .how = how, .issues = issues};
    each_run(&look, check_inside);
}

void card_check_links(const Card *card, const Card *const *cards, int count, CardIssues *issues) {
    Look look = {.card = card, .cards = cards, .count = count, .issues = issues};
    each_run(&look, check_between);
    for (int i = 0; i < card->related_count; i++) {
        Arena scratch = {0};
        look.pointer = arena_format(&scratch, "/related/%d/card", i);
        check_target(&look, card->related[i].card, "");
        arena_free(&scratch);
    }
    issues_place(issues, card);
}
