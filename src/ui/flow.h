// A Doc set in a column: words, inline formulas, links and citations broken into lines; display formulas centred.
#ifndef UI_FLOW_H
#define UI_FLOW_H

#include "base/doc.h"
#include "ui/ui.h"

typedef struct FlowStyle {
    TypeId type; // of the running text
    ColorId color;
    const char *mark; // words to mark, as written in the source; "" for none
    // Number shown for a citation key, 0 if unknown ("[?]"); may be NULL.
    int (*cite_number)(const void *self, const char *key);
    const void *self;
} FlowStyle;

// What was activated in a flow: a link or a citation, NULL if nothing was.
typedef struct FlowResult {
    double height;
    double mark_y; // top of the marked words, or −1
    const Run *followed;
} FlowResult;

// Sets the doc with its top left corner at (r.x, r.y) in r.w; r.h is not used. With `draw` false it only measures.
FlowResult ui_flow(Ui *ui, UiId id, const Doc *doc, Rect r, FlowStyle style, bool draw);

// The doc as plain text on one line, formulas by math_plain; in the arena.
const char *flow_plain(Arena *arena, const Doc *doc);

#endif
