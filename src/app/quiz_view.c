// A question with its options, hints, feedback and buttons.
#include "app/quiz_view.h"

#include "app/quiz_words.h"

#include <math.h>
#include <string.h>

typedef struct Question {
    View *view;
    const Task *task;
    const Attempt *attempt;
    TaskForm form;
    Rect column;
    double y;
} Question;

static FlowStyle text_style(TypeId type, ColorId color) {
    return (FlowStyle){.type = type, .color = color};
}

// A text of the task with the numbers of this form.
static const Doc *filled(const Question *q, const Doc *doc) {
    Doc *text = arena_alloc(q->view->ui->arena, sizeof *text);
    *text = task_text(q->view->ui->arena, doc, &q->form);
    return text;
}

static void result_link(Question *q, Rect r) {
    Ui *ui = q->view->ui;
    UiId id = ui_id(0, "to the result");
    ui_line(ui, r, TYPE_LABEL, ui_hot(ui, id) ? COLOR_ACCENT : COLOR_MUTED, str_of(STR_RESULT));
    ui_ring(ui, id, rect_inset(r, 1), 4);
    ui_item(
        ui,
        (UiItem){
            .id = id, .role = UI_LINK, .state = UI_FOCUSABLE, .name = str_of(STR_RESULT), .r = r});
    if (ui_clicked(ui, id)) wish(q->view->wishes, (Action){.kind = ACT_RESULTS});
}

static void question_head(Question *q) {
    Ui *ui = q->view->ui;
    Rect r = {q->column.x, q->y, q->column.w, ui_leading(ui, TYPE_OVERLINE)};
    ui_label(ui, ui_id(0, "question of"), UI_TEXT, r, (UiInk){TYPE_OVERLINE, COLOR_ACCENT},
             quiz_place_words(ui->arena, &q->view->app->quiz));
    result_link(q, rect_cut_right(&r, ui_text_width(ui, TYPE_LABEL, str_of(STR_RESULT))));
    q->y += r.h + 10;
    q->y += quiz_row(q->view, (Rect){q->column.x, q->y, q->column.w, 0}) + 18 * ui->k;
    Rect prompt = {q->column.x, q->y, q->column.w, 0};
    FlowResult flow =
        ui_flow(ui, ui_id(ui_id(0, "prompt"), q->task->id), filled(q, &q->task->prompt), prompt,
                text_style(TYPE_H2, COLOR_TEXT), true);
    q->y += flow.height + 18 * ui->k;
}

// How an option stands: untouched, chosen now, tried and wrong, right, or shown as the key.
typedef enum Look { LOOK_PLAIN, LOOK_CHOSEN, LOOK_WRONG, LOOK_RIGHT, LOOK_FADED } Look;

static Look option_look(const Question *q, int option) {
    bool correct = q->task->options[option].correct;
    if (q->attempt->done && correct) return LOOK_RIGHT;
    if (quiz_picked(q->attempt, q->task, option) && !correct) return LOOK_WRONG;
    if (q->attempt->done) return LOOK_FADED;
    bool chosen = answer_has(q->view->app->quiz.answer, q->task->options[option].id);
    return chosen ? LOOK_CHOSEN : LOOK_PLAIN;
}

static const struct {
    ColorId face, edge, mark;
    double width;
} LOOKS[] = {[LOOK_PLAIN] = {COLOR_SURFACE, COLOR_CONTROL, COLOR_CONTROL, 1},
             [LOOK_CHOSEN] = {COLOR_TINT, COLOR_ACCENT, COLOR_ACCENT, 1.5},
             [LOOK_WRONG] = {COLOR_WRONG_TINT, COLOR_WRONG, COLOR_WRONG, 1.5},
             [LOOK_RIGHT] = {COLOR_RIGHT_TINT, COLOR_RIGHT, COLOR_RIGHT, 1.5},
             [LOOK_FADED] = {COLOR_SURFACE, COLOR_BORDER, COLOR_CONTROL, 1}};

// A filled circle, a cross or a tick: the mark does not rest on colour alone.
static void option_mark(Ui *ui, Vec2 at, Look look) {
    double r = 9.5 * ui->k, s = r * 0.42;
    Color ink = ui_color(ui, LOOKS[look].mark), paper = ui_color(ui, COLOR_SURFACE);
    if (look == LOOK_WRONG || look == LOOK_RIGHT) {
        draw_disc(ui->draw, at, r, ink);
    } else {
        draw_circle(ui->draw, at, r, 1.5, ink);
    }
    if (look == LOOK_CHOSEN) draw_disc(ui->draw, at, r * 0.52, ink);
    if (look == LOOK_WRONG) {
        draw_line(ui->draw, (Vec2){at.x - s, at.y - s}, (Vec2){at.x + s, at.y + s}, 2, paper);
        draw_line(ui->draw, (Vec2){at.x - s, at.y + s}, (Vec2){at.x + s, at.y - s}, 2, paper);
    }
    if (look == LOOK_RIGHT) {
        Vec2 tick[] = {
            {at.x - s, at.y}, {at.x - s * 0.2, at.y + s * 0.85}, {at.x + s * 1.1, at.y - s * 0.8}};
        draw_path(ui->draw, tick, 3, 2, paper);
    }
}

static double feedback(Question *q, int option, Rect r, bool draw) {
    Ui *ui = q->view->ui;
    const Option *what = &q->task->options[option];
    Look look = option_look(q, option);
    ColorId color = look == LOOK_WRONG   ? COLOR_WRONG
                    : look == LOOK_RIGHT ? COLOR_RIGHT
                                         : COLOR_SECONDARY;
    const char *word = quiz_verdict_word(q->attempt, q->task, option);
    double h = 0;
    if (*word) {
        double line = ui_leading(ui, TYPE_LABEL);
        if (draw) {
            ui_label(ui, ui_id_at(ui_id(0, "verdict"), option), UI_STATUS,
                     (Rect){r.x, r.y, r.w, line}, (UiInk){TYPE_LABEL, color}, word);
        }
        h = line;
    }
    Rect text = {r.x, r.y + h, r.w, 0};
    UiId id = ui_id_at(ui_id(0, "feedback"), option);
    return h + ui_flow(ui, id, filled(q, &what->feedback), text,
                       text_style(TYPE_LABEL_PLAIN, COLOR_SECONDARY), draw)
                   .height;
}

static void option_draw(Question *q, int place) {
    View *view = q->view;
    Ui *ui = view->ui;
    int option = q->attempt->order[place];
    const Option *what = &q->task->options[option];
    const Doc *words = filled(q, &what->text);
    Look look = option_look(q, option);
    UiId id = ui_id(ui_id(0, "option"), what->id);
    double pad = 12 * ui->k, left = 49 * ui->k, right = 44 * ui->k;
    Rect text = {q->column.x + left, q->y + pad, q->column.w - left - right, 0};
    bool tell = attempt_shows(q->attempt, option);
    double h = ui_flow(ui, id, words, text, text_style(TYPE_INTERFACE, COLOR_TEXT), false).height;
    Rect below = {text.x, text.y + h + 4, text.w, 0};
    double more = tell ? feedback(q, option, below, false) + 4 : 0;
    Rect r = {q->column.x, q->y, q->column.w, fmax(44 * ui->k, h + more + 2 * pad)};
    bool open = !q->attempt->done && look != LOOK_WRONG;
    unsigned state = (open ? (unsigned)UI_FOCUSABLE : (unsigned)UI_DISABLED) |
                     (look == LOOK_CHOSEN ? (unsigned)UI_CHECKED : 0u) |
                     (look == LOOK_RIGHT ? (unsigned)UI_RIGHT : 0u) |
                     (look == LOOK_WRONG ? (unsigned)UI_WRONG : 0u);
    draw_round(ui->draw, r, 8,
               ui_color(ui, open && look == LOOK_PLAIN && ui_hot(ui, id) ? COLOR_SUNKEN
                                                                         : LOOKS[look].face));
    draw_ring(ui->draw, r, 8, LOOKS[look].width, ui_color(ui, LOOKS[look].edge));
    ui_ring(ui, id, r, 8);
    double middle = r.y + pad + ui_leading(ui, TYPE_INTERFACE) / 2;
    option_mark(ui, (Vec2){r.x + 25 * ui->k, middle}, look);
    const char *letter = arena_format(ui->arena, "%c", 'A' + place);
    ui_chip(ui, r.x + r.w - pad - ui_chip_width(ui, letter), middle, letter);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_RADIO,
                         .state = state,
                         .name = flow_plain(ui->arena, words),
                         .value = letter,
                         .r = r});
    ui_flow(ui, id, words, text, text_style(TYPE_INTERFACE, COLOR_TEXT), true);
    if (tell) feedback(q, option, below, true);
    if (open && ui_clicked(ui, id)) wish(view->wishes, (Action){.kind = ACT_CHOOSE, .a = place});
    q->y += r.h + 10;
}

// A box with a bar at its left: a hint or the explanation.
static void box(Question *q, UiId id, const char *title, const Doc *doc, ColorId bar,
                ColorId face) {
    Ui *ui = q->view->ui;
    double pad = 14 * ui->k, line = ui_leading(ui, TYPE_LABEL);
    Rect text = {q->column.x + pad + 4, q->y + pad * 0.8 + line + 2, q->column.w - 2 * pad - 4, 0};
    double h = ui_flow(ui, id, doc, text, text_style(TYPE_INTERFACE, COLOR_TEXT), false).height;
    Rect r = {q->column.x, q->y, q->column.w, h + line + 2 + 1.6 * pad};
    draw_fill(ui->draw, r, ui_color(ui, face));
    draw_fill(ui->draw, (Rect){r.x, r.y, 3, r.h}, ui_color(ui, bar));
    ui_label(ui, ui_id(id, "title"), UI_HEADING, (Rect){text.x, q->y + pad * 0.8, text.w, line},
             (UiInk){TYPE_LABEL, bar}, title);
    const Run *run =
        ui_flow(ui, id, doc, text, text_style(TYPE_INTERFACE, COLOR_TEXT), true).followed;
    if (run && run->kind == RUN_WIKI) {
        wish(q->view->wishes,
             (Action){.kind = ACT_LINK,
                      .text = arena_format(ui->arena, "%s#%s", run->card, run->section)});
    }
    q->y += r.h + 10;
}

static void hints(Question *q) {
    for (int i = 0; i < q->attempt->hints && i < q->task->hint_count; i++) {
        box(q, ui_id_at(ui_id(0, "hint text"), i), str_of(STR_HINT),
            filled(q, &q->task->hints[i].text), COLOR_ACCENT, COLOR_TINT);
    }
}

// Places buttons one after another, on a new line when there is no room left.
static Rect button_place(Question *q, double *x, double w) {
    Ui *ui = q->view->ui;
    double h = 44 * ui->k;
    if (*x > q->column.x && *x + w > q->column.x + q->column.w) {
        *x = q->column.x;
        q->y += h + 10;
    }
    Rect r = {*x, q->y, w, h};
    *x += w + 12;
    return r;
}

static void push(Question *q, double *x, ButtonLook look, StrId label, const char *key,
                 ActionKind kind) {
    Ui *ui = q->view->ui;
    const char *text = str_of(label);
    Rect r = button_place(q, x, ui_button_width(ui, text, key));
    if (ui_button(ui, ui_id(ui_id(0, "push"), text), r, look, text, key)) {
        wish(q->view->wishes, (Action){.kind = kind});
    }
}

static void status(Question *q) {
    Ui *ui = q->view->ui;
    const char *line = quiz_status_words(ui->arena, q->view->app);
    Rect r = {q->column.x, q->y, q->column.w, ui_leading(ui, TYPE_CAPTION)};
    ui_label(ui, ui_id(0, "points"), UI_STATUS, r, (UiInk){TYPE_CAPTION, COLOR_SECONDARY}, line);
    q->y += r.h + 6;
}

static void buttons_open(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    const Attempt *attempt = q->attempt;
    double x = q->column.x;
    push(q, &x, BUTTON_PRIMARY, attempt->tries ? STR_CHECK_AGAIN : STR_CHECK, "", ACT_CHECK);
    if (attempt->hints < q->task->hint_count) {
        push(q, &x, BUTTON_PLAIN, attempt->hints ? STR_ANOTHER_HINT : STR_HINT, "H", ACT_HINT);
    }
    if (attempt->tries || attempt->hints) push(q, &x, BUTTON_QUIET, STR_REVEAL, "", ACT_REVEAL);
    q->y += 44 * ui->k + 12;
    if (*view->app->quiz.note) {
        Rect r = {q->column.x, q->y, q->column.w, ui_leading(ui, TYPE_LABEL)};
        ui_label(ui, ui_id(0, "note"), UI_STATUS, r, (UiInk){TYPE_LABEL, COLOR_WARNING},
                 view->app->quiz.note);
        q->y += r.h + 4;
    }
    status(q);
}

static void buttons_done(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    double x = q->column.x;
    push(q, &x, BUTTON_PRIMARY, app_open_count(view->app) > 0 ? STR_NEXT : STR_SEE_RESULT, "N",
         ACT_NEXT);
    if (*q->task->visual.view) push(q, &x, BUTTON_PLAIN, STR_PROVE, "P", ACT_PROVE);
    StrId where = *q->task->quote ? STR_SENTENCE : STR_SHOW_SECTION;
    if (*q->task->section) push(q, &x, BUTTON_PLAIN, where, "", ACT_SENTENCE);
    push(q, &x, BUTTON_QUIET, STR_AGAIN, "", ACT_AGAIN);
    q->y += 44 * ui->k + 12;
    status(q);
}

static bool is_choice(const Task *task) {
    return task->type == TASK_SINGLE_CHOICE || task->type == TASK_MULTIPLE_CHOICE;
}

// What cannot be answered here yet says where it can.
static void elsewhere(Question *q) {
    Ui *ui = q->view->ui;
    const App *app = q->view->app;
    Rect r = {q->column.x, q->y, q->column.w, 0};
    UiInk ink = {TYPE_INTERFACE, COLOR_SECONDARY};
    const char *words = str_fill(ui->arena, STR_IN_TERMINAL, app->shelf->card.id, NULL);
    if (*app->quiz.key) {
        words = task_kind(q->task->type)->words(q->task, &q->form, app->quiz.key, ui->arena);
    }
    q->y += ui_wrapped(ui, ui_id(0, "elsewhere"), r, ink, words, true) + 10;
}

static void question_keys(Question *q) {
    Ui *ui = q->view->ui;
    int places = is_choice(q->task) ? q->attempt->order_count : 0;
    for (int place = 0; place < places; place++) {
        bool pressed =
            ui_take_char(ui, (uint32_t)('a' + place)) || ui_take_char(ui, (uint32_t)('A' + place));
        if (!pressed) continue;
        ui_blur(ui); // Enter checks now, whatever had the focus
        wish(q->view->wishes, (Action){.kind = ACT_CHOOSE, .a = place});
    }
    if (!ui_take_key(ui, UI_KEY_ENTER, 0)) return;
    wish(q->view->wishes, (Action){.kind = q->attempt->done ? ACT_NEXT : ACT_CHECK});
}

double quiz_question(View *view, Rect r, const Task *task) {
    Question q = {
        .view = view, .task = task, .attempt = app_attempt(view->app), .column = r, .y = r.y};
    q.form = attempt_form(q.attempt, task);
    question_head(&q);
    int places = is_choice(task) ? q.attempt->order_count : 0;
    for (int place = 0; place < places; place++) option_draw(&q, place);
    if (!is_choice(task)) elsewhere(&q);
    q.y += 6;
    hints(&q);
    if (q.attempt->done) {
        box(&q, ui_id(ui_id(0, "why"), task->id), str_of(STR_EXPLANATION),
            filled(&q, &task->explanation), COLOR_RIGHT, COLOR_SUNKEN);
        q.y += 4;
        buttons_done(&q);
    } else {
        buttons_open(&q);
    }
    if (view->app->overlay == OVERLAY_NONE) question_keys(&q);
    return q.y - r.y;
}
