// The handlers of app_apply, one for each row of actions.def, spread over the app_*.c files. What cannot be done changes
// nothing, says so in *err and returns false.
#ifndef APP_APP_HANDLERS_H
#define APP_APP_HANDLERS_H

#include "app/app.h"

#define ACTION(NAME, name, text, arguments) \
    bool apply_##name(App *app, const Action *action, Err *err);
#include "app/actions.def"
#undef ACTION

// Shared between the handlers.
void app_say(App *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_remember(App *app); // where one is, for ACT_BACK
void quiz_begin(App *app);   // the queue of the card shown, at the first question that is not done
void quiz_at(App *app, int at);     // at this place of the queue, with nothing answered yet
bool quiz_show(App *app, Err *err); // makes sure that the task at hand has an attempt
// Asks the first `count` tasks of the queue, those that are done with a fresh attempt.
bool quiz_ask(App *app, int count, Err *err);
bool review_load(App *app, Err *err); // reads the log for the Progress screen
void review_forget(App *app);

#endif
