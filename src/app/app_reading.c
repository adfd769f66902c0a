// Where the reader is in a text, as words that outlive the layout and the session: "SECTION BLOCK OFFSET".
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// The next word at *at, cut to the room there is.
static void next_word(const char **at, char *out, size_t room) {
    *at += strspn(*at, " ");
    size_t n = strcspn(*at, " ");
    snprintf(out, room, "%.*s", (int)(n < room ? n : room - 1), *at);
    *at += n;
}

bool reading_parse(const Card *card, const char *text, Reading *out) {
    char section[CARD_ID_MAX + 1], block[16], offset[40];
    next_word(&text, section, sizeof section);
    next_word(&text, block, sizeof block);
    next_word(&text, offset, sizeof offset);
    int64_t number;
    Reading reading = {.known = true, .section = card_section_find(card, section)};
    bool ok = reading.section >= 0 && str_integer(block, &number) && number >= 0 &&
              number <= 100000 && str_number(offset, &reading.offset) && reading.offset >= 0 &&
              isfinite(reading.offset) && text[strspn(text, " ")] == '\0';
    if (!ok) return false;
    reading.block = (int)number;
    *out = reading;
    return true;
}

char *reading_text(Arena *arena, const Card *card, const Reading *reading) {
    return arena_format(arena, "%s %d %.6g", card->sections[reading->section].id, reading->block,
                        reading->offset);
}

// The page is scrolled to where this place is in the layout of now. What a jump has chosen stays chosen: the place is the same.
bool apply_reading(App *app, const Action *action, Err *err) {
    Shelf *shelf = app->shelf;
    Reading reading;
    if (!isfinite(action->a) || !reading_parse(&shelf->card, action->text, &reading)) {
        return err_set(err,
                       "reading: found \"%g %.80s\", expected a scroll, then a section, "
                       "a block and an offset",
                       action->a, action->text);
    }
    bool jumped = fabs(shelf->jump_scroll - app->scroll[SCREEN_READ]) < 1;
    reading.scroll = fmax(action->a, 0);
    shelf->reading = reading;
    shelf->scroll = app->scroll[SCREEN_READ] = reading.scroll;
    if (jumped) shelf->jump_scroll = reading.scroll;
    return true;
}
