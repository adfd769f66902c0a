// What the screens and figures are given: the state to look at, the widgets to draw with, and where to leave their wishes.
#ifndef APP_VIEW_H
#define APP_VIEW_H

#include "app/app.h"
#include "app/figures.h"
#include "app/format.h"
#include "ui/flow.h"
#include "ui/widgets.h"

typedef struct View {
    const App *app;
    Ui *ui;
    Actions *wishes;
} View;

// One frame: looks at the state, fills the draw list and the items of `ui`, and leaves wishes. Changes nothing else.
void view_frame(const App *app, Ui *ui, const UiInput *in, DrawList *draw, Actions *wishes);

// Runs frames until nothing more is wished for, applying the wishes in between: what a loop does with one input.
// Returns true if anything changed.
bool view_step(App *app, Ui *ui, const UiInput *in, Arena *frame, DrawList *draw);

// Screens, one file each.
#define SCREEN(NAME, name, id, label) void screen_##name(View *view, Rect area);
#include "app/screens.def"
#undef SCREEN

// A scrolled page: clips to `area`, moves content by the screen's scroll, and shows a thumb. The content is laid out from the
// returned top; page_end takes its height and wishes for the scroll that wheel, keys and focus ask for, which
// it returns.
typedef enum PageKind { PAGE_SCREEN, PAGE_LIST, PAGE_STRIP } PageKind;

typedef struct Page {
    PageKind kind;
    Rect area, before;
    double scroll, top;
    int first_item;
} Page;

Page page_begin(View *view, Rect area);
// The list of an overlay; a strip of controls below the screen's page.
Page page_begin_kind(View *view, Rect area, PageKind kind);
double page_end(View *view, Page page, double height);
// Wishes for the scroll that brings r, as laid out now, into view; its top if it is higher than the page.
void page_show(View *view, Page page, double height, Rect r);

// The content column: at most 1440 wide, centred, with the page's margins.
Rect page_column(Rect area);

// The column cut into text, `prose` wide at 100 % text size, and a figure beside it; where there is no room for both, the
// text has the column and `figure` is empty. `page` is what scrolls: the area without the figure.
typedef struct Split {
    Rect text, figure, page;
} Split;

Split page_split(const View *view, Rect area, double prose);

// "3 of 16 known", for a card on this machine.
const char *view_known(View *view, const Shelf *shelf);

// Whether Enter presses the main button of the screen: no overlay is open, and nothing else has taken the key.
bool view_enter(const View *view);

// Header, overlays, key bindings.
void view_header(View *view, Rect area);
void view_overlays(View *view, Rect area);
void view_keys(View *view);

// A key for the help: chip and what it does, and the group of which it is a part.
typedef struct KeyHelp {
    const char *group, *chip, *label;
    bool here; // it does something on the screen shown
} KeyHelp;

// Binding `index`; its chip is NULL behind the last.
KeyHelp view_binding(const View *view, int index);
double view_header_height(const View *view);

#endif
