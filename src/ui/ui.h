// The widget layer: one frame's input and last frame's list in, draw list and this frame's list out.
//
// Every widget adds one item {id, role, name, value, state, rectangle}. Last frame's list is what the person saw, so hit
// testing and Tab order read that; `--text`, the tests and assistive technology read this frame's.
#ifndef UI_UI_H
#define UI_UI_H

#include "ui/input.h"
#include "ui/math.h"
#include "ui/metrics.h"
#include "ui/theme.h"

typedef uint64_t UiId;

typedef enum UiRole {
    UI_TEXT,
    UI_HEADING,
    UI_LINK,
    UI_BUTTON,
    UI_TAB,
    UI_RADIO,
    UI_CHECKBOX,
    UI_SWITCH,
    UI_SLIDER,
    UI_FIELD, // a line of text that can be edited
    UI_ENTRY, // one of a list whose order can be changed
    UI_FIGURE,
    UI_STATUS,
    UI_DIALOG,
    UI_ROLE_COUNT
} UiRole;

enum {
    UI_FOCUSABLE = 1, // takes part in Tab order and in clicking
    UI_DISABLED = 2,
    UI_CHECKED = 4,
    UI_RIGHT = 8,
    UI_WRONG = 16,
    UI_CONTINUED = 32, // a further rectangle of the item before, same id
    UI_FIRST = 64,     // where the focus begins when its overlay appears
    UI_SKIPPED = 128,  // one of a group of which Tab stops at another: arrows lead there
};

typedef struct UiItem {
    UiId id;
    UiRole role;
    unsigned state;
    const char *name, *value; // in the frame's arena
    Rect r;                   // cut to what is visible
    Rect whole;               // as laid out
    int layer;                // 0 page, 1 overlay
    bool scrolls;             // lies in the page's scrolled part
} UiItem;

typedef struct UiItems {
    Arena arena; // owns the items and their texts
    UiItem *at;
    int count, capacity;
} UiItems;

// A caret at the end of a text stays there, whatever the text becomes.
enum { UI_CARET_END = 1 << 30 };

typedef struct Ui {
    // Set by the program before the first frame.
    Metrics metrics;
    MathFont *math; // NULL: formulas are shown as their source
    // Set for each frame by ui_begin.
    ThemeId theme;
    double k; // text scale; lengths that hold text are multiplied by it
    UiInput in;
    DrawList *draw;
    Arena *arena;  // the frame's
    UiItems items; // of this frame
    Rect clip;
    int layer;
    bool in_scroll;
    // Between frames. May be zeroed: only a gesture is lost.
    UiItems before;
    UiId hot, active, clicked, focus;
    int top;      // the topmost layer that was shown
    UiId below;   // what had the focus before an overlay took it
    UiId typing;  // the field that had the focus before the mouse was pressed, if it was one
    UiId offered; // the field that was last given the focus unasked, and the occasion
    int occasion;
    bool offering;  // in this frame: what is offered no more comes up anew the next time
    UiId tab_start; // where Tab goes on while nothing has the focus, and the occasion
    int64_t tab_occasion;
    UiId caret_of;     // the field in which the caret stands
    int caret, anchor; // where it is, and where the selection began: bytes before it
    char copied
        [UI_LINE_MOST +
         1];     // for the clipboard, until who set up the program has put it there; "" if nothing
    bool walked; // arrow keys were used since the mouse moved: what lies under it is not pointed to
    bool focus_shown;    // keyboard was used last: draw the ring
    bool focus_moved;    // by Tab in this frame: bring it into view
    double drag_from;    // value when the drag began
    uint64_t keys_taken; // bit i: in.keys[i] was used by a widget

    struct {
        struct MathSlot **buckets;
        Arena arena;
    } math_cache;
} Ui;

// Ids are hashes of names, chained: ui_id(ui_id(0, "options"), "b").
UiId ui_id(UiId parent, const char *name);
UiId ui_id_at(UiId parent, int index);

// Starts a frame: takes the input, finds what is hot, pressed, clicked and focused from last frame's list.
void ui_begin(Ui *ui, const UiInput *in, ThemeId theme, double text_scale, DrawList *draw);
// Ends it: this frame's list becomes the one that the next frame reads.
void ui_end(Ui *ui);
void ui_free(Ui *ui);
// Nothing has the focus: a shortcut has chosen what the next Enter is for.
void ui_blur(Ui *ui);

// Gives the focus to a field when it appears, also when it comes back, so that one can type at once; not again if the person
// leaves it. On a new occasion (another number) it is given again, and what is in the field selected: typing replaces it.
void ui_offer_focus(Ui *ui, UiId id, int occasion);

// The same for a list that appears, at its first item: the arrows can be used at once.
void ui_offer_first(Ui *ui, UiId list, UiId first);

// Gives the focus back to a field in which one was typing when the mouse pressed what is beside it: one types on.
void ui_type_on(Ui *ui);

// Tab goes on from this item, which has no focus: where the page's own part begins, also after what had the focus is gone, such
// as a button that was pressed and made way for others. Once for each occasion (another number).
void ui_tab_from(Ui *ui, UiId id, int64_t occasion);

// Gives the focus to an item, as Tab does: what a shortcut or a press leads to. The ring is shown if keys are in use.
void ui_focus(Ui *ui, UiId id);

// Shows the ring though the mouse was used last: what was clicked goes on with the keys.
void ui_show_focus(Ui *ui);

// Adds an item: id, role, state, name, value and rectangle (as laid out) are taken, name and value copied (NULL: "").
UiItem *ui_item(Ui *ui, UiItem item);

// The item that was added last is of this role instead: a text that is a heading, a status, or a link, which can be pressed.
void ui_role(Ui *ui, UiRole role);

// The role of what was seen under this id in the last frame; UI_TEXT if nothing was.
UiRole ui_role_before(const Ui *ui, UiId id);

// True if the item was activated in this frame, by mouse or by Enter or Space with the focus on it.
bool ui_clicked(const Ui *ui, UiId id);
bool ui_focused(const Ui *ui, UiId id); // has the focus, and the ring is shown
bool ui_hot(const Ui *ui, UiId id);
bool ui_held(const Ui *ui, UiId id); // the mouse went down on it and is still down

// Takes a key that no widget has used yet: true if it was pressed in this frame (with exactly these modifiers; a
// character counts as typed, whatever it took to type it).
bool ui_take_key(Ui *ui, UiKey key, unsigned mods);
bool ui_take_char(Ui *ui, uint32_t code);
// A character with these modifiers held: Ctrl and 'q'.
bool ui_take_chord(Ui *ui, uint32_t code, unsigned mods);
// The same, only while the item has the focus: by Tab or by a click, Enter by Tab only.
bool ui_take_key_on(Ui *ui, UiId id, UiKey key);

// The arrow keys of an item that has the focus, taken: −1, 0 or 1 each way.
typedef struct UiArrows {
    int right, down;
} UiArrows;

UiArrows ui_arrows(Ui *ui, UiId id);

void ui_clip(Ui *ui, Rect r, Rect *before);
void ui_unclip(Ui *ui, Rect before);

// Everything until ui_layer(ui, 0) lies on an overlay: the page below gets no input while one is shown.
void ui_layer(Ui *ui, int layer);

Color ui_color(const Ui *ui, ColorId id);
TextStyle ui_style(const Ui *ui, TypeId type);
double ui_leading(const Ui *ui, TypeId type);
double ui_text_width(const Ui *ui, TypeId type, const char *text);
// Baseline that centres a line of this type between top and top + height.
double ui_baseline(const Ui *ui, TypeId type, double top, double height);

// A formula laid out once, valid until the frame ends; NULL if it does not parse.
const MathBox *ui_math(Ui *ui, const char *tex, double size, bool display);
// Called by ui_begin: makes room if too much was kept.
void ui_math_begin(Ui *ui);

#endif
