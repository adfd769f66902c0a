// Moodle's GIFT: the tasks of a card out, and questions in as a card of format 1.
//
// Texts are Markdown with formulas as \(…\) and \[…\], which Moodle shows; the backslashes and stars of a formula are escaped
// twice, for Markdown and for GIFT. Reading takes the same, $…$, and the formats html, plain and moodle.
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "base/file.h"
#include "card/card.h"
#include "formats/export.h"

enum { GIFT_BYTES_MAX = 8 << 20, GIFT_QUESTION_MAX = 10000, GIFT_NOTE_MAX = 50 };

// Everything in `out->text.arena`, which the caller sets.
void gift_write(const Card *card, Export *out);

typedef enum GiftNoteKind {
    GIFT_ERROR,   // the question is malformed and not taken over
    GIFT_SKIPPED, // the question is of a type that cards do not have
    GIFT_CHANGED  // taken over, but not whole
} GiftNoteKind;

// "path:line: sentence"
typedef struct GiftNote {
    GiftNoteKind kind;
    int line;
    const char *text;
} GiftNote;

// Lives in `arena`. `json` is a card that the loader takes without an error; NULL if no question could be taken over.
typedef struct GiftRead {
    Arena arena;
    const char *json;
    int tasks, errors, skipped;
    GiftNote *notes; // in the order of the file, at most GIFT_NOTE_MAX; `more` counts the rest
    int note_count, note_capacity, more;
} GiftRead;

// What the card is called. What an id holds beside a–z, 0–9 and single hyphens is replaced. A title that is NULL is the only
// category of the file, else the id.
typedef struct GiftNames {
    const char *id, *title;
} GiftNames;

// Categories become sections, called by the last part of their path. `path` is for the notes.
void gift_read(const char *path, Bytes gift, GiftNames names, GiftRead *out);
void gift_read_free(GiftRead *read);

#endif
