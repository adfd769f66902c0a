// The list of attempts on the Progress screen: what was asked, what came of it, when, and an undo for each.
#ifndef APP_ATTEMPTS_VIEW_H
#define APP_ATTEMPTS_VIEW_H

#include "app/view.h"

// From r.x, r.y downwards in r.w; what lies outside `seen` is not drawn. Returns the height.
double attempts_view(View *view, Rect r, Rect seen);

#endif
