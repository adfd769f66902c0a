// What the types of task share in the window: options with their looks and feedback, and boxes.
#include "app/quiz_words.h"
#include "app/task_view.h"

#include <math.h>

FlowStyle task_style(TypeId type, ColorId color) {
    return (FlowStyle){.type = type, .color = color};
}

const Doc *task_doc(const Question *q, const Doc *doc) {
    Doc *text = arena_alloc(q->view->ui->arena, sizeof *text);
    *text = task_text(q->view->ui->arena, doc, &q->form);
    return text;
}

static TaskLook option_look(const Question *q, int option) {
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

static void mark_ground(Ui *ui, Vec2 at, double r, TaskLook look, bool square) {
    Color ink = ui_color(ui, LOOKS[look].mark);
    Rect face = {at.x - r, at.y - r, 2 * r, 2 * r};
    bool filled = look == LOOK_WRONG || look == LOOK_RIGHT || (square && look == LOOK_CHOSEN);
    if (square && filled) {
        draw_round(ui->draw, face, r * 0.4, ink);
    } else if (square) {
        draw_ring(ui->draw, face, r * 0.4, 1.5, ink);
    } else if (filled) {
        draw_disc(ui->draw, at, r, ink);
    } else {
        draw_circle(ui->draw, at, r, 1.5, ink);
    }
    if (look == LOOK_CHOSEN && !square) draw_disc(ui->draw, at, r * 0.52, ink);
}

// A filled circle, a cross or a tick: the mark does not rest on colour alone. Where several may be chosen it is square.
static void option_mark(Ui *ui, Vec2 at, TaskLook look, bool square) {
    double r = 9.5 * ui->k, s = r * 0.42;
    Color paper = ui_color(ui, COLOR_SURFACE);
    mark_ground(ui, at, r, look, square);
    if (look == LOOK_WRONG) {
        draw_cross(ui->draw, at, s, paper);
    }
    if (look == LOOK_RIGHT || (square && look == LOOK_CHOSEN)) {
        draw_tick(ui->draw, at, s, 0.85, paper);
    }
}

static double feedback(Question *q, int option, Rect r, bool draw) {
    Ui *ui = q->view->ui;
    const Option *what = &q->task->options[option];
    TaskLook look = option_look(q, option);
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
    return h + ui_flow(ui, id, task_doc(q, &what->feedback), text,
                       task_style(TYPE_LABEL_PLAIN, COLOR_SECONDARY), draw)
                   .height;
}

static void option_draw(Question *q, int place, UiRole role) {
    View *view = q->view;
    Ui *ui = view->ui;
    int option = q->attempt->order[place];
    const Option *what = &q->task->options[option];
    const Doc *words = task_doc(q, &what->text);
    TaskLook look = option_look(q, option);
    UiId id = ui_id(ui_id(0, "option"), what->id);
    double pad = 12 * ui->k, left = 49 * ui->k, right = 44 * ui->k;
    Rect text = {q->column.x + left, q->y + pad, q->column.w - left - right, 0};
    bool tell = attempt_shows(q->attempt, option);
    double h = ui_flow(ui, id, words, text, task_style(TYPE_INTERFACE, COLOR_TEXT), false).height;
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
    option_mark(ui, (Vec2){r.x + 25 * ui->k, middle}, look, role == UI_CHECKBOX);
    const char *letter = arena_format(ui->arena, "%c", 'A' + place);
    ui_chip(ui, r.x + r.w - pad - ui_chip_width(ui, letter), middle, letter);
    ui_item(ui, (UiItem){.id = id,
                         .role = role,
                         .state = state,
                         .name = flow_plain(ui->arena, words),
                         .value = letter,
                         .r = r});
    ui_flow(ui, id, words, text, task_style(TYPE_INTERFACE, COLOR_TEXT), true);
    if (tell) feedback(q, option, below, true);
    if (open && ui_clicked(ui, id)) wish(view->wishes, (Action){.kind = ACT_CHOOSE, .a = place});
    bool judged = look == LOOK_RIGHT || (look == LOOK_WRONG && (q->attempt->done || tell));
    if (judged) q->judged = fmin(q->judged, r.y);
    q->y += r.h + 10;
}

void task_options(Question *q, UiRole role) {
    for (int place = 0; place < q->attempt->order_count; place++) option_draw(q, place, role);
}

void task_letters(Question *q) {
    Ui *ui = q->view->ui;
    for (int place = 0; place < q->attempt->order_count; place++) {
        bool pressed =
            ui_take_char(ui, (uint32_t)('a' + place)) || ui_take_char(ui, (uint32_t)('A' + place));
        if (!pressed) continue;
        ui_blur(ui); // Enter checks now, whatever had the focus
        wish(q->view->wishes, (Action){.kind = ACT_CHOOSE, .a = place});
    }
}

// Words of the program above a text of the card; either may be missing.
static double box_text(Question *q, UiId id, TaskBox what, Rect r, bool draw) {
    Ui *ui = q->view->ui;
    double h = 0;
    if (*what.words) {
        UiId words = draw ? ui_id(id, "words") : 0;
        h = ui_wrapped(ui, words, r, (UiInk){TYPE_INTERFACE, COLOR_TEXT}, what.words, draw);
    }
    if (!what.doc) return h;
    Rect below = {r.x, r.y + h, r.w, 0};
    FlowResult flow =
        ui_flow(ui, id, what.doc, below, task_style(TYPE_INTERFACE, COLOR_TEXT), draw);
    if (flow.followed && flow.followed->kind == RUN_WIKI) {
        const Run *run = flow.followed;
        wish(q->view->wishes,
             (Action){.kind = ACT_LINK,
                      .text = arena_format(ui->arena, "%s#%s", run->card, run->section)});
    }
    return h + flow.height;
}

void task_box(Question *q, UiId id, TaskBox what) {
    Ui *ui = q->view->ui;
    double pad = 14 * ui->k, line = ui_leading(ui, TYPE_LABEL);
    Rect text = {q->column.x + pad + 4, q->y + pad * 0.8 + line + 2, q->column.w - 2 * pad - 4, 0};
    double h = box_text(q, id, what, text, false);
    Rect r = {q->column.x, q->y, q->column.w, h + line + 2 + 1.6 * pad};
    draw_fill(ui->draw, r, ui_color(ui, what.face));
    draw_fill(ui->draw, (Rect){r.x, r.y, 3, r.h}, ui_color(ui, what.bar));
    ui_label(ui, ui_id(id, "title"), UI_HEADING, (Rect){text.x, q->y + pad * 0.8, text.w, line},
             (UiInk){TYPE_LABEL, what.bar}, what.title);
    box_text(q, id, what, text, true);
    q->y += r.h + 10;
}

void task_caption(Question *q, const char *id, const char *text) {
    Ui *ui = q->view->ui;
    Rect r = {q->column.x, q->y, q->column.w, 0};
    UiInk ink = {TYPE_LABEL_PLAIN, COLOR_SECONDARY};
    q->y += ui_wrapped(ui, ui_id(0, id), r, ink, text, true) + 8;
}
