// What a person can ask for, as plain data with a text form: views wish for actions, app_apply carries them out, tests and the
// command line write them.
#ifndef APP_ACTION_H
#define APP_ACTION_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

typedef enum ActionKind {

#define ACTION(NAME, name, text, arguments) ACT_##NAME,
#include "app/actions.def"
#undef ACTION
    ACTION_COUNT
} ActionKind;

// Which figure an action means: the Compare screen's, the quiz's proof, or TARGET_LESSON + a lesson's index.
enum { TARGET_COMPARE, TARGET_PROOF, TARGET_LESSON };

typedef struct Action {
    ActionKind kind;
    int target;       // t
    int key;          // k
    double a, b;      // n, n
    const char *text; // s, "" if there is none
} Action;

// The wishes of one frame, in order.
typedef struct Actions {
    Arena *arena; // the frame's
    Action *at;
    int count, capacity;
} Actions;

void wish(Actions *wishes, Action action);

// "set compare n 96" and back. The text of *out points into `arena`.
bool action_parse(Arena *arena, const char *line, Action *out, Err *err);
// How an action of this kind is written: "set t k n"; in the arena.
char *action_form(Arena *arena, ActionKind kind);
char *action_text(Arena *arena, const Action *action);

#endif
