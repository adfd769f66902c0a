// What the person did since the last frame: plain data that widgets read and tests write.
//
// A frame never hides a click or a drag: press and release of one button arrive in two frames, and so do a press and a
// movement after it, and a movement with a button held and its release. Keys and typed characters share one list, in the
// order in which they happened.
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include "gfx/geom.h"

typedef enum UiKey {
    UI_KEY_NONE,
    // A character: `code` is what was typed ('a', 'A', '?', ' ', 'é'). With Ctrl, Alt or the system key, which type nothing,
    // it is what is written on the key, in lower case (Ctrl+C is 'c').
    UI_KEY_CHAR,
    UI_KEY_ENTER, // also the one on the number pad
    UI_KEY_TAB,
    UI_KEY_ESCAPE,
    UI_KEY_BACKSPACE,
    UI_KEY_DELETE,
    UI_KEY_INSERT,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_COUNT
} UiKey;

enum { UI_SHIFT = 1, UI_CTRL = 2, UI_ALT = 4, UI_SUPER = 8 }; // mods

enum { UI_MOUSE_LEFT = 1, UI_MOUSE_MIDDLE = 2, UI_MOUSE_RIGHT = 4 }; // down, pressed, released

typedef struct UiKeyPress {
    UiKey key;
    uint32_t code; // UI_KEY_CHAR: never a control character
    unsigned mods;
} UiKeyPress;

enum { UI_KEYS_MOST = 32 }; // more wait for the next frame

enum { UI_LINE_MOST = 250 }; // bytes that a line of text to edit holds

// Zero is a frame in which nothing happened.
typedef struct UiInput {
    double now_ms;        // a clock that only goes forward; the caller's, so that tests decide
    double width, height; // the window in logical pixels
    double scale;         // device pixels per logical pixel

    Vec2 mouse;                 // logical pixels; far outside when the pointer left the window
    unsigned down;              // buttons held at the end of the frame
    unsigned pressed, released; // buttons that went down or up in this frame
    bool dragged;               // the pointer moved in this frame with a button held
    int clicks;                 // with `pressed`: 1 single, 2 double, 3 triple
    Vec2 wheel; // notches, may be fractions; y > 0 scrolls towards the start, x > 0 to the right

    UiKeyPress keys[UI_KEYS_MOST];
    int key_count;
    unsigned mods; // held at the end of the frame
    // The beginning of the clipboard, with a key press for which input_pastes() holds, as input_set_pasted() makes it.
    char pasted[UI_LINE_MOST + 1];

    bool focus_lost; // another window took the keyboard: end every gesture
    bool quit;       // the person closed the window
} UiInput;

// Ctrl+V, Shift+Insert.
bool input_pastes(const UiKeyPress *press);

// A clipboard's text as one line: what is not a character is left out, every run of spaces, tabs and line ends is one space,
// none at either end, and what is over UI_LINE_MOST bytes is cut. NULL is "".
void input_set_pasted(UiInput *in, const char *text);

#endif
