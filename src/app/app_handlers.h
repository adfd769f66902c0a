// The handlers of app_apply, one for each row of actions.def, spread over the app_*.c files.
#ifndef APP_APP_HANDLERS_H
#define APP_APP_HANDLERS_H

#include "app/app.h"

#define ACTION(NAME, name, text, arguments) void apply_##name(App *app, const Action *action);
#include "app/actions.def"
#undef ACTION

// Shared between the handlers.
void app_say(App *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_say_about(App *app, StrId id, const char *what);
FigureState *app_figure_of(App *app, int target);
void quiz_begin(App *app); // the queue of the card shown, at the first question that is not done
void quiz_show(App *app);  // makes sure that the task at hand has an attempt

#endif
