// The tasks of a card as a text file that Anki imports: a line for each, with an id, a front, a back and tags.
#ifndef FORMATS_ANKI_H
#define FORMATS_ANKI_H

#include "card/card.h"
#include "formats/export.h"

// Everything in `out->text.arena`, which the caller sets. The id is CARD/TASK, so that importing again updates.
void anki_write(const Card *card, Export *out);

#endif
