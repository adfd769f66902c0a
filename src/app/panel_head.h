// The head of a panel: which scheme stands in it, and the ways to another one and to its parameters.
#ifndef APP_PANEL_HEAD_H
#define APP_PANEL_HEAD_H

#include "app/figure.h"

typedef struct PanelHead {
    UiId id; // the panel's
    int index;
    const PeScheme *scheme;
    bool compact; // smaller title
    bool tools;   // with the button for the parameters
} PanelHead;

// A click or Enter on the title lets another scheme in, on the button shows the parameters below.
void panel_head_draw(FigureView *figure, Rect r, const PanelHead *head);

// Where a scheme acts, in two words.
const char *panel_place_tag(PePlace place);

// The button for the parameters of panel `index`; what has the focus once it was pressed.
UiId panel_head_button(UiId figure, int index);

#endif
