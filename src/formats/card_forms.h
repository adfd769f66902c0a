// What ids, dates and the like must look like in a card, as in its published schema.
#ifndef FORMATS_CARD_FORMS_H
#define FORMATS_CARD_FORMS_H

#include "formats/card_shape.h"

extern const Form FORM_SLUG, FORM_KEY, FORM_LANG, FORM_VERSION, FORM_APP, FORM_WHEN, FORM_NAME,
    FORM_HASH;

// Whether a version comes after another, both as FORM_APP has them: 1.10 after 1.9.2.
bool form_newer(const char *version, const char *other);

#endif
