// The widgets: each looks at a value, draws it, adds its item, and returns what the person wished.
#ifndef UI_WIDGETS_H
#define UI_WIDGETS_H

#include "ui/ui.h"

typedef enum ButtonLook { BUTTON_PRIMARY, BUTTON_PLAIN, BUTTON_QUIET } ButtonLook;

// Type and colour of a text.
typedef struct UiInk {
    TypeId type;
    ColorId color;
} UiInk;

// A push button. `key` is shown as a chip ("" for none). True when activated.
bool ui_button(Ui *ui, UiId id, Rect r, ButtonLook look, const char *label, const char *key);
double ui_button_width(const Ui *ui, const char *label, const char *key);

// A tab of a row; the one shown is `on`.
bool ui_tab(Ui *ui, UiId id, Rect r, const char *label, const char *key, bool on);

// An on/off switch with its label and key chip. True when it should flip.
bool ui_switch(Ui *ui, UiId id, Rect r, const char *label, const char *key, bool on);

// A row of exclusive choices, `labels` ending in NULL; the index chosen, or −1 when nothing was.
int ui_segments(Ui *ui, UiId id, Rect r, const char *name, const char *const *labels, int now);

typedef struct UiSlide {
    bool changed;
    double value;
} UiSlide;

// A name, and the value as the reader sees it.
typedef struct UiLabel {
    const char *name, *text;
} UiLabel;

typedef struct SliderRange {
    double lo, hi, step; // step 0: continuous
    bool log;
    double per_doubling; // arrow steps of a logarithmic slider; 0: 16
} SliderRange;

// A labelled slider: name left, value text right, track below. Arrows step, Home and End jump, Page keys take ten steps; with
// Shift a step is the smallest that the range has.
UiSlide ui_slider(Ui *ui, UiId id, Rect r, UiLabel label, double value, SliderRange range);

typedef struct UiEdit {
    bool changed;
    const char *text; // in the frame's arena
} UiEdit;

// A line of text to edit, at most `most` bytes. It takes every character while it has the focus; Escape leaves it.
UiEdit ui_field(Ui *ui, UiId id, Rect r, const char *name, const char *text, int most);

// One line of text, cut with an ellipsis at the width of the rectangle; no item.
void ui_line(Ui *ui, Rect r, TypeId type, ColorId color, const char *text);
void ui_line_right(Ui *ui, Rect r, TypeId type, ColorId color, const char *text);
void ui_line_center(Ui *ui, Rect r, TypeId type, ColorId color, const char *text);

// A line that is an item of its own.
void ui_label(Ui *ui, UiId id, UiRole role, Rect r, UiInk ink, const char *text);

// Text wrapped to the width from (r.x, r.y); returns the height it took. `draw` false only measures. Adds one UI_TEXT item.
double ui_wrapped(Ui *ui, UiId id, Rect r, UiInk ink, const char *text, bool draw);

// A formula at the type's size, made smaller where it is wider than r, or higher than r if that has a height: at the top of r, or
// in its middle if that has a height; centred or at the left. Returns the height it took. Adds one UI_TEXT item.
double ui_formula(Ui *ui, UiId id, Rect r, const char *tex, ColorId color, bool center);
double ui_formula_height(Ui *ui, double width, const char *tex);

// A small mono chip with a key or a tag; returns its width.
double ui_chip(Ui *ui, double x, double middle, const char *text);
double ui_chip_width(const Ui *ui, const char *text);

// A raised surface with border and shadow.
void ui_surface(Ui *ui, Rect r, double radius);

// The ring of keyboard focus around r, if the item has it.
void ui_ring(Ui *ui, UiId id, Rect r, double radius);

#endif
