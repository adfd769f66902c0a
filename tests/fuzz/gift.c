// Any bytes as a GIFT file: every question becomes a task or a note, and the card that comes out loads and goes out again.
#include "formats/gift.h"

#include "formats/anki.h"
#include "formats/card_json.h"
#include "formats/card_lint.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_notes(const GiftRead *read) {
    assert(read->note_count <= GIFT_NOTE_MAX);
    assert(read->more == 0 || read->note_count == GIFT_NOTE_MAX);
    for (int i = 0; i < read->note_count; i++) {
        assert(strncmp(read->notes[i].text, "quiz.gift:", 10) == 0);
        assert(!strchr(read->notes[i].text, '\n') && read->notes[i].line >= 1);
        assert(i == 0 || read->notes[i].line >= read->notes[i - 1].line ||
               read->notes[i].kind == GIFT_CHANGED || read->notes[i - 1].kind == GIFT_ERROR);
    }
}

// What was written is read again with the same tasks: whatever a question said, its escapes hold.
static void check_again(const Card *card, int tasks) {
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}}, anki = out;
    gift_write(card, &out);
    GiftRead again;
    gift_read("quiz.gift", (Bytes){arena_text_done(&out.text), out.text.n},
              (GiftNames){.id = "again"}, &again);
    assert(again.errors == 0 && again.skipped == 0);
    assert(again.tasks == out.tasks && out.tasks <= tasks);
    gift_read_free(&again);
    anki_write(card, &anki);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = {0};
    const char *text = arena_text(&arena, (const char *)data, size);
    GiftRead read;
    gift_read("quiz.gift", (Bytes){text, size}, (GiftNames){.id = "fuzz"}, &read);
    check_notes(&read);
    assert((read.json != NULL) == (read.tasks > 0));
    if (read.json) {
        Card card;
        CardIssues issues;
        Bytes json = {read.json, strlen(read.json)};
        bool ok = card_parse("card.json", json, (CardParse){0}, &card, &issues);
        assert(ok && card.task_count == read.tasks); // perhaps with warnings
        check_again(&card, read.tasks);
        card_lint(&card, &issues);
        card_free(&card);
        card_issues_free(&issues);
    }
    gift_read_free(&read);
    arena_free(&arena);
    return 0;
}
