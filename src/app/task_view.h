// How each type of task is answered in the window: what it draws, what acts do to its answer, what is said of it. One file under
// tasks/ for each, ending in one TaskView.
#ifndef APP_TASK_VIEW_H
#define APP_TASK_VIEW_H

#include "app/view.h"

// A question while it is drawn, from the top down.
typedef struct Question {
    View *view;
    const Task *task;
    const Attempt *attempt;
    TaskForm form;
    Rect column;
    double y;      // where the next part begins
    bool narrow;   // there is no room for a figure beside the question
    double judged; // where what was judged last begins; INFINITY if nothing was
    double hinted; // the same of the newest hint
} Question;

// A key, and what it does.
typedef struct TaskKey {
    const char *chip;
    StrId what;
} TaskKey;

typedef struct TaskView {
    void (*draw)(Question *q); // the answer area, open or done
    void (*keys)(Question *q); // what it takes of the keyboard while open; may be NULL
    TaskKey key;               // the one to know
    bool typed;                // every character belongs to the answer: shortcuts need Ctrl or Alt
    bool figure_last;          // while open, Check comes before a figure that is below the question
    // Its area shows the right answer once it is done: of wrong tries the last one has a box, else every one.
    bool key_shown;
    bool points_held; // while open: the points of a wrong try would tell how many options are right
    // While open, its figure has no controls: they would change what is asked for.
    bool figure_fixed;
    // An option is chosen: what becomes of the answer in progress. NULL: there are none to choose.
    bool (*choose)(const Task *task, int option, char answer[ANSWER_MAX + 1], Err *err);
    // In which way an answer that earns this share of the points is not right. NULL: it is or it is not.
    const char *(*part)(Arena *arena, const Task *task, const char *answer, double share);
    // Whether this task is answered in its figure; an answer shown there; and the answer in progress after the figure was changed
    // (KEY_COUNT: in any of its keys). NULL, all three: no task of the type is.
    bool (*in_figure)(const Task *task);
    void (*to_figure)(const Task *task, const char *answer, FigureState *figure);
    void (*from_figure)(App *app, FigureKey changed);
} TaskView;

#define TASK_TYPE(NAME, name) extern const TaskView task_view_##name;
#include "card/task_types.def"
#undef TASK_TYPE

// Of a type that is asked.
const TaskView *task_view(TaskType type);

// The parts that they are made of.

FlowStyle task_style(TypeId type, ColorId color);
// A text of the task with the numbers of this form.
const Doc *task_doc(const Question *q, const Doc *doc);

// How an option stands: untouched, chosen now, tried and wrong, right, or shown as the key.
typedef enum TaskLook { LOOK_PLAIN, LOOK_CHOSEN, LOOK_WRONG, LOOK_RIGHT, LOOK_FADED } TaskLook;

// All options with their feedback, as radio buttons or check boxes; the letters that choose them.
void task_options(Question *q, UiRole role);
void task_letters(Question *q);

// A box with a bar at its left: a hint, what was right or wrong, the explanation.
typedef struct TaskBox {
    const char *title, *words; // "" for no words
    const Doc *doc;            // or NULL
    ColorId bar, face;
} TaskBox;

void task_box(Question *q, UiId id, TaskBox what);

// A line or more of secondary text.
void task_caption(Question *q, const char *id, const char *text);

// The figure in which the question is answered, in the column where there is no room beside it.
void task_figure_below(Question *q);
// The same in r; returns its height.
double task_figure(View *view, Rect r, const Task *task);

#endif
