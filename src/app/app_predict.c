// What a reader says before a lesson's figure moves: kept before it is answered, and never scored.
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>

const Predict *app_predict(const Shelf *shelf, int lesson) {
    const Predict *predict = &shelf->card.lessons[lesson].predict;
    return *predict->id ? predict : NULL;
}

const Prediction *app_prediction(const Shelf *shelf, int lesson) {
    const PredictHistory *history = &shelf->history.predictions[lesson];
    return history->last ? &history->latest : NULL;
}

int app_prediction_count(const App *app, double *median) {
    int count = 0, room = 1;
    for (int s = 0; s < app->shelf_count; s++) room += app->shelves[s]->card.lesson_count;
    Arena scratch = {0};
    double *distances = arena_array(&scratch, (size_t)room, sizeof *distances);
    for (int s = 0; s < app->shelf_count; s++) {
        const Shelf *shelf = app->shelves[s];
        for (int i = 0; i < shelf->card.lesson_count; i++) {
            const PredictHistory *history = &shelf->history.predictions[i];
            if (history->last) distances[count++] = history->distance;
        }
    }
    *median = count > 0 ? predict_median(distances, count) : 0;
    arena_free(&scratch);
    return count;
}

Predicting predict_new(const Shelf *shelf, int lesson) {
    const Predict *predict = app_predict(shelf, lesson);
    if (!predict) return (Predicting){0};
    // What was said when the card told another outcome was said about something else.
    const Prediction *made = app_prediction(shelf, lesson);
    double size = fabs(predict->outcome);
    bool same = made && fabs(made->outcome - predict->outcome) <= 1e-9 * size;
    return (Predicting){.stage = same ? PREDICT_EARLIER : PREDICT_OPEN,
                        .guess = predict_start(predict)};
}

// Index of the lesson that a target means; −1 and an error if it asks for no prediction.
static int asking(const App *app, int target, Err *err) {
    int lesson = target - TARGET_LESSON;
    bool exists = app->shelf && lesson >= 0 && lesson < app->shelf->card.lesson_count;
    if (exists && app_predict(app->shelf, lesson)) return lesson;
    err_set(err, "%s", str_of(STR_NO_PREDICTION));
    return -1;
}

// The figure beside the text is the one that is spoken of, until the reader scrolls.
static void show_section(Shelf *shelf, int lesson) {
    for (int i = 0; i < shelf->card.section_count; i++) {
        if (shelf->card.sections[i].lesson != lesson) continue;
        shelf->section = i;
        shelf->jump_scroll = shelf->scroll;
        return;
    }
}

// Where the cursor of a figure stands.
static bool is_place(FigureKey key) {
    return key == KEY_I || key == KEY_J || key == KEY_ROW || key == KEY_FEATURE || key == KEY_PAIR;
}

// Whether any of the settings that are to be moved stands elsewhere than in the preset. A prediction that moves the cursor
// along with something else is not about the cursor: one may point at the figure as one likes.
static bool was_moved(const Lesson *lesson, const FigureState *state) {
    const Predict *predict = &lesson->predict;
    FigureState preset = figure_state_from(&lesson->visual);
    bool only_places = true;
    for (int i = 0; i < predict->move_count; i++) {
        only_places = only_places && is_place(figure_key_find(predict->move[i].key));
    }
    for (int i = 0; i < predict->move_count; i++) {
        FigureKey key = figure_key_find(predict->move[i].key);
        if (key == KEY_COUNT || (is_place(key) && !only_places)) continue;
        if (fabs(state->value[key] - preset.value[key]) > 0) return true;
    }
    return false;
}

void predict_follow(App *app, int target) {
    int lesson = target - TARGET_LESSON;
    if (lesson < 0 || !app_predict(app->shelf, lesson)) return;
    Predicting *now = &app->shelf->predicting[lesson];
    bool open = now->stage == PREDICT_OPEN;
    if (open && was_moved(&app->shelf->card.lessons[lesson], &app->shelf->lessons[lesson])) {
        *now = (Predicting){.stage = PREDICT_MISSED, .guess = now->guess};
    }
}

static Predicting *open_prediction(App *app, int lesson, Err *err) {
    Predicting *now = &app->shelf->predicting[lesson];
    if (now->stage == PREDICT_OPEN) return now;
    err_set(err, "%s",
            str_of(now->stage == PREDICT_MISSED ? STR_PREDICT_MISSED : STR_PREDICT_DONE));
    return NULL;
}

// a: where the reader puts the slider; beyond the scale it stays at its end.
bool apply_guess(App *app, const Action *action, Err *err) {
    int lesson = asking(app, action->target, err);
    Predicting *now = lesson < 0 ? NULL : open_prediction(app, lesson, err);
    if (!now) return false;
    if (!isfinite(action->a)) return err_set(err, "guess: found %g, expected a number", action->a);
    *now = (Predicting){.placed = true,
                        .guess = predict_snap(app_predict(app->shelf, lesson), action->a)};
    show_section(app->shelf, lesson);
    return true;
}

static bool keep(App *app, int lesson, Predicting *now, Err *err) {
    const Predict *predict = app_predict(app->shelf, lesson);
    Prediction made = {now->guess, predict->outcome,
                       fmin(predict_distance(predict, now->guess, predict->outcome), 1)};
    Arena scratch = {0};
    Event event = {.utc_ms = app->utc_ms,
                   .kind = EVENT_PREDICT,
                   .card = app->shelf->card.id,
                   .task = predict->id,
                   .value = prediction_text(&scratch, made)};
    bool ok = app_keep_events(app, &event, 1, &now->kept, err);
    arena_free(&scratch);
    return ok;
}

// Nothing is shown that is not kept.
bool apply_predict(App *app, const Action *action, Err *err) {
    int lesson = asking(app, action->target, err);
    Predicting *now = lesson < 0 ? NULL : open_prediction(app, lesson, err);
    if (!now) return false;
    show_section(app->shelf, lesson);
    now->waiting = !now->placed;
    if (now->waiting) return true;
    if (!keep(app, lesson, now, err)) return false;
    now->stage = PREDICT_MADE;
    const Predict *predict = app_predict(app->shelf, lesson);
    figure_move(&app->shelf->lessons[lesson], predict->move, predict->move_count);
    return true;
}

bool apply_predict_again(App *app, const Action *action, Err *err) {
    int lesson = asking(app, action->target, err);
    if (lesson < 0) return false;
    Shelf *shelf = app->shelf;
    shelf->lessons[lesson] = figure_state_from(&shelf->card.lessons[lesson].visual);
    shelf->predicting[lesson] = (Predicting){.guess = predict_start(app_predict(shelf, lesson))};
    show_section(shelf, lesson);
    return true;
}
