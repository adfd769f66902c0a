// The place in a text across layouts: what stands at the top of the page stays there when width or text size change.
#ifndef APP_READ_PLACE_H
#define APP_READ_PLACE_H

#include "app/view.h"

// A heading, paragraph or formula, as laid out now.
typedef struct Landmark {
    int section, block; // counted within the section
    double y, h;
} Landmark;

typedef struct Landmarks {
    Landmark *at; // in the frame's arena, from the top down
    int count, capacity;
} Landmarks;

void landmarks_add(View *view, Landmarks *marks, int section, double y, double h);
// The texts among the items from `first` on, each a landmark.
void landmarks_add_items(View *view, Landmarks *marks, int section, int first);

// After the page's end: follows the reader who scrolled, to `scroll`, and scrolls the page where its layout has changed.
// `most` is as far as the page scrolls.
void read_place_keep(View *view, const Landmarks *marks, const Page *page, double scroll,
                     double most);

#endif
