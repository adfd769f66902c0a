// The panel of a prediction: a slider and a button; then what was said and what came, on the same scale.
#include "app/predict_view.h"

#include "app/task_view.h"
#include "base/str.h"

#include <math.h>

typedef struct Panel {
    View *view;
    const Predict *predict;
    const Predicting *now;
    UiId id;
    int lesson;
    Rect column;
    double y;
    const Run *followed;
    bool draw; // else it is only measured
} Panel;

// "2,048", "−1.39", "0.25": three digits, or as many as tell one step from the next.
static const char *number_words(Arena *arena, const Predict *predict, double value) {
    double size = fabs(value);
    bool whole = fabs(size - round(size)) < 1e-9 * fmax(size, 1) || size >= 1e4;
    int digits_of_step = whole ? 0 : 1 + (int)ceil(log10(size / predict->step));
    int places = digits_of_step < 3 ? 3 : digits_of_step > 9 ? 9 : digits_of_step;
    const char *digits =
        whole ? format_count(arena, size) : arena_format(arena, "%.*g", places, size);
    return value < 0 ? arena_format(arena, "−%s", digits) : digits;
}

// With its unit: "2,048 tokens", "45°", "4 %".
static const char *value_words(Arena *arena, const Predict *predict, double value) {
    const char *number = number_words(arena, predict, value), *unit = predict->unit;
    const char *space = *unit && !str_starts(unit, "°") ? " " : "";
    return arena_format(arena, "%s%s%s", number, space, unit);
}

const char *predict_distance_words(Arena *arena, double distance) {
    if (distance < 1e-9) return str_of(STR_PREDICT_EXACT);
    if (distance < 0.01) return str_of(STR_PREDICT_NEAR);
    return str_fill(arena, STR_PREDICT_OFF, arena_format(arena, "%.0f", 100 * distance), NULL);
}

static void line(Panel *p, const char *name, UiRole role, UiInk ink, const char *text) {
    Ui *ui = p->view->ui;
    Rect r = {p->column.x, p->y, p->column.w, 0};
    UiId id = p->draw ? ui_id(p->id, name) : 0;
    p->y += ui_wrapped(ui, id, r, ink, text, p->draw);
    if (p->draw) ui_role(ui, role);
}

static void text(Panel *p, const char *name, const Doc *doc, UiInk ink) {
    Rect r = {p->column.x, p->y, p->column.w, 0};
    FlowResult flow =
        ui_flow(p->view->ui, ui_id(p->id, name), doc, r, task_style(ink.type, ink.color), p->draw);
    if (p->draw && flow.followed) p->followed = flow.followed;
    p->y += flow.height;
}

// The ends of the scale below its track.
static void ends(Panel *p) {
    Ui *ui = p->view->ui;
    const Predict *predict = p->predict;
    Rect r = {p->column.x, p->y, p->column.w, ui_leading(ui, TYPE_CAPTION)};
    p->y += r.h;
    if (!p->draw) return;
    ui_line(ui, r, TYPE_CAPTION, COLOR_MUTED, number_words(ui->arena, predict, predict->least));
    ui_line_right(ui, r, TYPE_CAPTION, COLOR_MUTED,
                  number_words(ui->arena, predict, predict->most));
    if (predict->log) {
        ui_line_center(ui, r, TYPE_CAPTION, COLOR_MUTED, str_of(STR_PREDICT_SCALE));
    }
}

// True when it is pressed.
static bool push(Panel *p, StrId label, ButtonLook look) {
    Ui *ui = p->view->ui;
    const char *words = str_of(label);
    Rect r = {p->column.x, p->y, ui_button_width(ui, words, ""), 40 * ui->k};
    p->y += r.h;
    return p->draw && ui_button(ui, ui_id(p->id, words), r, look, words, "");
}

// The focus goes to what can be done next, unless there is no guess yet.
static void show(Panel *p) {
    wish(p->view->wishes, (Action){.kind = ACT_PREDICT, .target = TARGET_LESSON + p->lesson});
    const char *next = p->now->placed ? str_of(STR_PREDICT_AGAIN) : "slider";
    ui_focus(p->view->ui, ui_id(p->id, next));
}

static void again(Panel *p) {
    if (!push(p, STR_PREDICT_AGAIN, BUTTON_PLAIN)) return;
    wish(p->view->wishes, (Action){.kind = ACT_PREDICT_AGAIN, .target = TARGET_LESSON + p->lesson});
    ui_focus(p->view->ui, ui_id(p->id, "slider"));
}

static void slider(Panel *p) {
    View *view = p->view;
    Ui *ui = view->ui;
    const Predict *predict = p->predict;
    Rect r = {p->column.x, p->y, p->column.w, 52 * ui->k};
    p->y += r.h;
    if (!p->draw) return;
    SliderRange range = {predict->least, predict->most, predict->step, predict->log, 0};
    const char *value =
        p->now->placed ? value_words(ui->arena, predict, p->now->guess) : str_of(STR_PREDICT_PLACE);
    UiId id = ui_id(p->id, "slider");
    UiSlide slide =
        ui_slider(ui, id, r, (UiLabel){str_of(STR_PREDICT_YOURS), value}, p->now->guess, range);
    // Enter, like a press where it stands, says that it is to stand there; once it does, it asks for the outcome.
    bool enter = ui_take_key_on(ui, id, UI_KEY_ENTER);
    bool here = !p->now->placed && (enter || ui_held(ui, id));
    if (slide.changed || here) {
        wish(view->wishes,
             (Action){.kind = ACT_GUESS, .target = TARGET_LESSON + p->lesson, .a = slide.value});
    } else if (enter) {
        show(p);
    }
}

static const char *kept_words(Kept kept) {
    static const StrId WORDS[] = {[KEPT_NOTHING] = STR_PREDICT_NOTE,
                                  [KEPT_SAVED] = STR_SAVED,
                                  [KEPT_MEMORY] = STR_MEMORY_ONLY,
                                  [KEPT_FAILED] = STR_NOT_SAVED};
    return str_of(WORDS[kept]);
}

static void open_part(Panel *p) {
    double k = p->view->ui->k;
    slider(p);
    ends(p);
    p->y += 14 * k;
    if (push(p, STR_PREDICT_SHOW, BUTTON_PRIMARY)) show(p);
    p->y += 8 * k;
    bool failed = p->now->kept == KEPT_FAILED, warn = p->now->waiting || failed;
    line(p, "note", UI_STATUS, (UiInk){TYPE_CAPTION, warn ? COLOR_WARNING : COLOR_SECONDARY},
         p->now->waiting ? str_of(STR_PREDICT_WAITING) : kept_words(p->now->kept));
}

// A label of a mark, centred on it as far as the column allows.
static void mark_label(Panel *p, double x, double y, ColorId color, const char *words) {
    Ui *ui = p->view->ui;
    double w = ui_text_width(ui, TYPE_LABEL, words) + 2;
    double left = fmin(fmax(x - w / 2, p->column.x), p->column.x + p->column.w - w);
    ui_line(ui, (Rect){left, y, w, ui_leading(ui, TYPE_LABEL)}, TYPE_LABEL, color, words);
}

static void marks_draw(Panel *p, const Prediction *made, Rect r) {
    Ui *ui = p->view->ui;
    Arena *arena = ui->arena;
    double label = ui_leading(ui, TYPE_LABEL), knob = 9 * ui->k, middle = r.y + r.h / 2;
    Rect track = rect_pad(r, knob, 0);
    double you = track.x + track.w * fmin(fmax(predict_place(p->predict, made->guess), 0), 1),
           is = track.x + track.w * fmin(fmax(predict_place(p->predict, made->outcome), 0), 1);
    draw_round(ui->draw, (Rect){track.x, middle - 2, track.w, 4}, 2, ui_color(ui, COLOR_BORDER));
    draw_fill(ui->draw, (Rect){fmin(you, is), middle - 2, fabs(is - you), 4},
              ui_color(ui, COLOR_WARNING));
    draw_disc(ui->draw, (Vec2){is, middle}, knob, ui_color(ui, COLOR_RIGHT));
    draw_disc(ui->draw, (Vec2){you, middle}, knob - 2, ui_color(ui, COLOR_SURFACE));
    draw_circle(ui->draw, (Vec2){you, middle}, knob - 2, 2, ui_color(ui, COLOR_ACCENT));
    mark_label(
        p, you, r.y, COLOR_ACCENT,
        str_fill(arena, STR_PREDICT_MARK_YOU, number_words(arena, p->predict, made->guess), NULL));
    mark_label(
        p, is, r.y + r.h - label, COLOR_RIGHT,
        str_fill(arena, STR_PREDICT_MARK_IS, number_words(arena, p->predict, made->outcome), NULL));
}

// What was said above the track, what is below it.
static void marks(Panel *p, const Prediction *made) {
    Ui *ui = p->view->ui;
    Rect r = {p->column.x, p->y, p->column.w, 2 * ui_leading(ui, TYPE_LABEL) + 30 * ui->k};
    p->y += r.h;
    if (p->draw) marks_draw(p, made, r);
    ends(p);
}

static void made_part(Panel *p, const Prediction *made) {
    Ui *ui = p->view->ui;
    Arena *arena = ui->arena;
    bool earlier = p->now->stage == PREDICT_EARLIER;
    const char *said = str_fill(arena, earlier ? STR_PREDICT_LAST_TIME : STR_PREDICT_YOU_SAID,
                                value_words(arena, p->predict, made->guess), NULL);
    const char *is = str_fill(arena, STR_PREDICT_IS, value_words(arena, p->predict, made->outcome),
                              predict_distance_words(arena, made->distance));
    marks(p, made);
    p->y += 12 * ui->k;
    line(p, "verdict", UI_STATUS, (UiInk){TYPE_INTERFACE_MEDIUM, COLOR_TEXT},
         arena_format(arena, "%s %s", said, is));
    p->y += 6 * ui->k;
    text(p, "explanation", &p->predict->explanation, (UiInk){TYPE_INTERFACE, COLOR_SECONDARY});
    p->y += 14 * ui->k;
    again(p);
    if (earlier) return;
    p->y += 8 * ui->k;
    line(p, "note", UI_STATUS, (UiInk){TYPE_CAPTION, COLOR_SECONDARY}, kept_words(p->now->kept));
}

static void missed_part(Panel *p) {
    double k = p->view->ui->k;
    line(p, "verdict", UI_STATUS, (UiInk){TYPE_INTERFACE, COLOR_SECONDARY},
         str_of(STR_PREDICT_MISSED));
    p->y += 12 * k;
    again(p);
}

static void body(Panel *p) {
    Ui *ui = p->view->ui;
    const Prediction *made = app_prediction(p->view->app->shelf, p->lesson);
    line(p, "over", UI_TEXT, (UiInk){TYPE_OVERLINE, COLOR_ACCENT}, str_of(STR_PREDICT_FIRST));
    p->y += 6 * ui->k;
    text(p, "prompt", &p->predict->prompt, (UiInk){TYPE_INTERFACE, COLOR_TEXT});
    p->y += 12 * ui->k;
    PredictStage stage = p->now->stage;
    if (stage == PREDICT_OPEN) {
        open_part(p);
    } else if (stage == PREDICT_MISSED || !made) {
        missed_part(p);
    } else {
        made_part(p, made);
    }
}

const Run *predict_panel(View *view, Rect *r, int lesson) {
    Ui *ui = view->ui;
    const Shelf *shelf = view->app->shelf;
    const Predict *predict = app_predict(shelf, lesson);
    double pad = 20 * fmin(ui->k, 1.4);
    Panel p = {.view = view,
               .predict = predict,
               .now = &shelf->predicting[lesson],
               .id = ui_id(ui_id(0, "predict"), predict->id),
               .lesson = lesson,
               .column = {r->x + pad, 0, r->w - 2 * pad, 0},
               .y = r->y + pad};
    body(&p);
    r->h = p.y + pad - r->y;
    ui_surface(ui, *r, 12);
    p.y = r->y + pad;
    p.draw = true;
    body(&p);
    return p.followed;
}
