// A calendar: one square a day, one column a week, the colour for how many attempts were done on it.
#ifndef APP_WEEK_GRID_H
#define APP_WEEK_GRID_H

#include "app/view.h"

// Draws the calendar of app->review at r.x, r.y in r.w; returns the height. The day pointed at, by mouse or arrows, is told
// below.
double week_grid(View *view, Rect r);

#endif
