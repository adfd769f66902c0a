// What a figure is set to: one flat record, described by figure_keys.def, with a short text form.
#ifndef APP_FIGURE_STATE_H
#define APP_FIGURE_STATE_H

#include "base/err.h"
#include "card/task_form.h"
#include "engine/pe.h"

typedef enum FigureKey {

#define KEY(name, id, label, unit, initial, lo, hi, step, log, words) KEY_##name,
#include "app/figure_keys.def"
#undef KEY
    KEY_COUNT
} FigureKey;

typedef struct FigureKeyInfo {
    const char *id, *label, *unit;
    double initial, lo, hi, step;
    bool log;
    const char *const *words; // NULL-terminated, or NULL for a number
} FigureKeyInfo;

enum { FIGURE_PANEL_MAX = 12, FIGURE_MARK_MAX = 8, FIGURE_PROFILE_MAX = 2, FIGURE_DEPTHS = 10 };

// A cell of a map; as a mark of a card also one number, with j = −1.
typedef struct FigureCell {
    int i, j;
} FigureCell;

// What a panel's scheme is set to for this panel alone; the rest follows the figure's keys, or is the scheme's initial value.
typedef struct FigureOwn {
    unsigned set;               // bit p: parameter p of the scheme has a value of its own
    double value[PE_PARAM_MAX]; // in the parameter's range
} FigureOwn;

typedef struct FigureState {
    double value[KEY_COUNT];
    int schemes[FIGURE_PANEL_MAX]; // indices into the engine's table
    int scheme_count;
    FigureOwn own[FIGURE_PANEL_MAX];
    FigureCell marks[FIGURE_MARK_MAX]; // places that the card marks
    int mark_count;
    // Accuracies by depth, 0 … 1, that the card makes up as an example.
    double profiles[FIGURE_PROFILE_MAX][FIGURE_DEPTHS];
    int profile_count;
    // Preview of the cursor while the mouse is over a figure; not part of the text form.
    bool hovering;
    int hover_i, hover_j;
} FigureState;

const FigureKeyInfo *figure_key_info(FigureKey key);
FigureKey figure_key_find(const char *id); // KEY_COUNT if there is none
bool figure_key_is_switch(FigureKey key);  // off and on, shown as a switch
// The words of a key whose value is a set (bit w stands for word w), or NULL.
const char *const *figure_key_set(FigureKey key);

// "2 to 512", or the words a key takes; in the arena.
char *figure_key_range(Arena *arena, FigureKey key);

// Every key at its initial value, the four default schemes.
FigureState figure_state_new(void);

// Whether the value lies in the key's range; the error names key, value and range.
bool figure_check(FigureKey key, double value, Err *err);
// Sets one key, moved into its range and onto its step.
void figure_set(FigureState *state, FigureKey key, double value);
// The same from text: a number or one of the key's words.
bool figure_set_text(FigureState *state, const char *key, const char *text, Err *err);
// Puts a scheme into a panel, the one behind the last being new; false if there is no such scheme or panel. Another scheme than
// before begins without values of the panel's own.
bool figure_set_scheme(FigureState *state, int panel, const char *scheme);
// Takes a panel away; the last one stays.
bool figure_remove_panel(FigureState *state, int panel, Err *err);
// Sets a parameter of a panel's scheme for this panel alone: a number, or one of its words. The error names range or words.
bool figure_set_own(FigureState *state, int panel, const char *param, double value, Err *err);
bool figure_set_own_text(FigureState *state, int panel, const char *param, const char *text,
                         Err *err);
// All parameters of a panel as they were.
bool figure_clear_own(FigureState *state, int panel, Err *err);

int figure_int(const FigureState *state, FigureKey key);

// The cursor to show: the hovered cell, else the pinned one; false if there is none. Within 0 … n−1.
bool figure_cursor(const FigureState *state, int n, int *i, int *j);

// Sets what one entry of a preset or of a prediction asks for; an entry that is no setting of one number, word or switch, or
// permutation, or set of words, is left.
void figure_set_value(FigureState *state, const Value *value);

// What a card's preset asks for, over the initial state. Keys that are not in the table are ignored.
FigureState figure_state_from(const Visual *visual);
// The same of a task's figure, as this form of the task shows it.
FigureState figure_state_of(const Task *task, const TaskForm *form);

// "n=96&train=64&schemes=sinusoidal+t5+rope+alibi&marks=10,13+500&methods=pi+ntk": parse over *state; format writes what
// differs from the initial state.
// "1.factor=8" is a parameter of the second panel's own.
bool figure_state_parse(const char *text, FigureState *state, Err *err);
char *figure_state_text(Arena *arena, const FigureState *state);

#endif
