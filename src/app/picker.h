// The list from which a panel's scheme is chosen.
#ifndef APP_PICKER_H
#define APP_PICKER_H

#include "app/view.h"

// All schemes, grouped by where they act, in as many columns as r has room for; scrolled where they do not fit. Arrows and the
// first letters of a title move the focus; a press wishes for the scheme in the panel that the overlay is for.
void picker_draw(View *view, Rect r);

#endif
