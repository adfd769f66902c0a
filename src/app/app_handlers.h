// The handlers of app_apply, one for each row of actions.def, spread over the app_*.c files. What cannot be done changes
// nothing, says so in *err and returns false.
#ifndef APP_APP_HANDLERS_H
#define APP_APP_HANDLERS_H

#include "app/app.h"

#define ACTION(NAME, name, text, arguments) \
    bool apply_##name(App *app, const Action *action, Err *err);
#include "app/actions.def"
#undef ACTION

// Where another program writes the store, what is done gets numbers from here on, which no store gives.
#define UNSTORED_FIRST (INT64_MAX / 2)

// Shared between the handlers.
void app_say(App *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_remember(App *app);              // where one is, for ACT_BACK
void app_turn_to(App *app, Shelf *shelf); // shows the card, the quiz left as it is
int asked_find(const Asked *list, int count,
               Asked asked); // its place in the list, −1 if it is not there
void quiz_all(App *app);     // the queue becomes all questions of the card shown
void quiz_begin(App *app);   // and the first that is not done is asked
// The queue becomes these questions; none of them is asked yet. They may be in the queue as it is.
void quiz_queue(App *app, const Asked *asked, int count, bool review);
void quiz_at(App *app, int at); // at this place of the queue, with nothing answered yet
// Shows the card of the task at hand.
bool quiz_show(App *app, Err *err);
// Stores the events, all or none and, only when that succeeded, lets them count: of any task or figure; of the quiz; one event
// of the task at hand, made and kept.
bool app_keep_events(App *app, Event *events, int count, Kept *kept, Err *err);
bool quiz_keep_events(App *app, Event *events, int count, Err *err);
Event quiz_event(const App *app, EventKind kind, const char *value);
bool quiz_keep(App *app, EventKind kind, const char *value, Err *err);
// Events of the task at hand, and before them the beginning of its attempt if that is not stored yet; with none only this.
bool quiz_keep_acts(App *app, const Event *acts, int count, Err *err);
// Whether one now looks at the answers of a test, one after another: at one of them, yes.
void quiz_look(App *app);
// The only try at the task at hand, whose answer is valid; then on to the next.
bool quiz_answer_in_test(App *app, const char *answer, Err *err);
// A fresh attempt at the task at hand: with the order of its number, or the one that a value of EVENT_START gives (NULL: none).
void quiz_start(App *app, const char *value);
// A round of the tasks of the queue begins: each is asked anew.
bool quiz_ask(App *app, Err *err);
// The round and the question at hand, kept in the store.
bool quiz_keep_round(App *app, Err *err);
void quiz_resume(App *app); // back to that round and its question, if it is of the card shown
// A lesson's prediction as the log has it, with nothing said yet in this session.
Predicting predict_new(const Shelf *shelf, int lesson);
// A figure was changed by hand: the prediction that was open about what changed is missed.
void predict_follow(App *app, int target);
// Sets a figure to what these entries say, as its controls would.
void figure_move(FigureState *state, const Value *entries, int count);
bool review_load(App *app, Err *err); // reads the log for the Progress screen
void review_forget(App *app);

// The attempt that can still be worked on; NULL and an error if there is none.
const Attempt *quiz_open(const App *app, Err *err);
// Whether an answer in progress can be one of this task: one of options, if all of them are there.
bool answer_still_fits(const Task *task, const char *answer);
// The answer in progress of the question at hand: kept in the store, and taken from there if that attempt has not gone on since.
bool quiz_keep_draft(App *app, Err *err);
void quiz_take_draft(App *app);
// The figure of the question at hand as its form shows it; back to that, with no answer in it; of one that is answered in its
// figure: as it is at the start; with a right answer, once the question is done; and the answer in progress after the figure
// was changed (KEY_COUNT: in any of its keys).
FigureState quiz_figure(const App *app);
void quiz_reset_figure(App *app);
void quiz_start_figure(App *app);
void quiz_show_key(App *app);
void quiz_follow_figure(App *app, int target, FigureKey changed);

#endif
