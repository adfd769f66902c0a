// A question with its options, hints, feedback and buttons.
#include "app/quiz_view.h"

#include "app/quiz_words.h"
#include "app/task_view.h"
#include "card/diagnosis.h"

#include <math.h>

// A link at the right end of the line, which it is cut from.
static void head_link(Question *q, Rect *line, const char *name, StrId label, ActionKind kind) {
    Ui *ui = q->view->ui;
    UiId id = ui_id(0, name);
    const char *text = str_of(label);
    Rect r = rect_cut_right(line, ui_text_width(ui, TYPE_LABEL, text) + 2);
    rect_cut_right(line, 20);
    ui_line(ui, r, TYPE_LABEL, ui_hot(ui, id) ? COLOR_ACCENT : COLOR_MUTED, text);
    ui_ring(ui, id, rect_inset(r, 1), 4);
    ui_item(ui, (UiItem){.id = id, .role = UI_LINK, .state = UI_FOCUSABLE, .name = text, .r = r});
    if (ui_clicked(ui, id)) wish(q->view->wishes, (Action){.kind = kind});
}

static void head_links(Question *q, Rect *line) {
    if (quiz_in_test(q->view->app)) {
        head_link(q, line, "end the test", STR_END_TEST, ACT_TEST_ASK);
        return;
    }
    head_link(q, line, "to the result", STR_RESULT, ACT_RESULTS);
    const Quiz *quiz = &q->view->app->quiz;
    if (quiz->review || quiz->retry) {
        head_link(q, line, "all questions", STR_ALL_QUESTIONS, ACT_QUESTIONS);
    } else {
        head_link(q, line, "take as a test", STR_TAKE_TEST, ACT_TEST);
    }
}

// A review goes from card to card: which one the question is of.
static void review_source(Question *q) {
    Ui *ui = q->view->ui;
    Rect r = {q->column.x, q->y - 8 * ui->k, q->column.w, ui_leading(ui, TYPE_LABEL)};
    const char *title = quiz_shelf(q->view->app)->card.title;
    ui_label(ui, ui_id(0, "review source"), UI_TEXT, r, (UiInk){TYPE_LABEL, COLOR_SECONDARY},
             str_fill(ui->arena, STR_REVIEW_FROM, title, NULL));
    q->y = r.y + r.h + 8 * ui->k;
}

static void question_head(Question *q) {
    Ui *ui = q->view->ui;
    Rect r = {q->column.x, q->y, q->column.w, ui_leading(ui, TYPE_OVERLINE)};
    q->y += r.h + 10;
    head_links(q, &r);
    ui_label(ui, ui_id(0, "question of"), UI_TEXT, r, (UiInk){TYPE_OVERLINE, COLOR_ACCENT},
             quiz_place_words(ui->arena, q->view->app));
    q->y += quiz_row(q->view, (Rect){q->column.x, q->y, q->column.w, 0}) + 18 * ui->k;
    if (q->view->app->quiz.review) review_source(q);
    Rect prompt = {q->column.x, q->y, q->column.w, 0};
    FlowResult flow =
        ui_flow(ui, ui_id(ui_id(0, "prompt"), q->task->id), task_doc(q, &q->task->prompt), prompt,
                task_style(TYPE_H2, COLOR_TEXT), true);
    q->y += flow.height;
    const char *variant = quiz_variant_words(ui->arena, q->task, &q->form);
    if (*variant) {
        q->y += 6;
        task_caption(q, "variant", variant);
        q->y -= 8;
    }
    q->y += 18 * ui->k;
}

static void hints(Question *q) {
    for (int i = 0; i < q->attempt->hints && i < q->task->hint_count; i++) {
        q->hinted = q->y;
        task_box(q, ui_id_at(ui_id(0, "hint text"), i),
                 (TaskBox){str_of(STR_HINT), "", task_doc(q, &q->task->hints[i].text), COLOR_ACCENT,
                           COLOR_TINT});
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

// How sure the learner is, before the first check; it changes no points.
static void confidence(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    if (q->attempt->tries > 0) return;
    const char *labels[] = {str_of(STR_SURE), str_of(STR_THINK), str_of(STR_GUESS), NULL},
               *name = str_of(STR_HOW_SURE);
    Rect r = {q->column.x, q->y, q->column.w, 32 * ui->k};
    Rect head = rect_cut_left(&r, ui_text_width(ui, TYPE_LABEL_PLAIN, name) + 14 * ui->k);
    ui_line(ui, head, TYPE_LABEL_PLAIN, COLOR_SECONDARY, name);
    r.w = fmin(r.w, 290 * ui->k);
    int now = q->attempt->confidence == CONFIDENCE_NONE
                  ? -1
                  : CONFIDENCE_SURE - (int)q->attempt->confidence;
    int to = ui_segments(ui, ui_id(0, "confidence"), r, name, labels, now);
    if (to >= 0) ui_type_on(ui);
    if (to >= 0 && to != now) {
        wish(view->wishes, (Action){.kind = ACT_CONFIDENCE,
                                    .text = confidence_word((Confidence)(CONFIDENCE_SURE - to))});
    }
    q->y += r.h + 14;
}

static void buttons_open(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    const Attempt *attempt = q->attempt;
    double x = q->column.x;
    push(q, &x, BUTTON_PRIMARY, attempt->tries ? STR_CHECK_AGAIN : STR_CHECK, "", ACT_CHECK);
    bool test = quiz_in_test(view->app);
    if (attempt->hints < q->task->hint_count && !test) {
        const char *key = task_view(q->task->type)->typed ? "Ctrl H" : "H";
        push(q, &x, BUTTON_PLAIN, attempt->hints ? STR_ANOTHER_HINT : STR_HINT, key, ACT_HINT);
    }
    if ((attempt->tries || attempt->hints) && !test) {
        push(q, &x, BUTTON_QUIET, STR_REVEAL, "", ACT_REVEAL);
    }
    q->y += 44 * ui->k + 12;
    if (*view->app->quiz.note) {
        Rect r = {q->column.x, q->y, q->column.w, 0};
        q->y += ui_wrapped(ui, ui_id(0, "note"), r, (UiInk){TYPE_LABEL, COLOR_WARNING},
                           view->app->quiz.note, true) +
                4;
        ui_role(ui, UI_STATUS);
    }
    status(q);
}

// When it is asked again, and when instead, if it was easy.
static void again(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    const char *line = quiz_again_words(ui->arena, view->app),
               *label = quiz_rate_words(ui->arena, view->app);
    if (!*line) return;
    double x = q->column.x, w = ui_text_width(ui, TYPE_CAPTION, line) + 2, h = 36 * ui->k;
    Rect text = {x, q->y, w, h};
    ui_label(ui, ui_id(0, "asked again"), UI_STATUS, text, (UiInk){TYPE_CAPTION, COLOR_SECONDARY},
             line);
    Rect r = {x + w + 8, q->y, ui_button_width(ui, label, "E"), h};
    if (r.x + r.w > q->column.x + q->column.w) {
        r.x = x;
        r.y = q->y += h;
    }
    if (ui_button(ui, ui_id(0, "rate"), r, BUTTON_QUIET, label, "E")) {
        const char *to = q->attempt->easy ? RATE_GOOD : RATE_EASY;
        wish(view->wishes, (Action){.kind = ACT_RATE, .text = to});
    }
    q->y += h + 6;
}

static void buttons_done(Question *q) {
    View *view = q->view;
    Ui *ui = view->ui;
    double x = q->column.x;
    push(q, &x, BUTTON_PRIMARY, quiz_has_next(view->app) ? STR_NEXT : STR_SEE_RESULT, "N",
         ACT_NEXT);
    if (*q->task->visual.view) push(q, &x, BUTTON_PLAIN, STR_PROVE, "P", ACT_PROVE);
    StrId where = *q->task->quote ? STR_SENTENCE : STR_SHOW_SECTION;
    if (*q->task->section) push(q, &x, BUTTON_PLAIN, where, "", ACT_SENTENCE);
    push(q, &x, BUTTON_QUIET, STR_AGAIN, "", ACT_AGAIN);
    q->y += 44 * ui->k + 12;
    status(q);
    again(q);
}

static const char *answer_words(const Question *q, const char *answer) {
    return task_kind(q->task->type)->words(q->task, &q->form, answer, q->view->ui->arena);
}

// A try that was not right: what was answered, and what the card says to it.
static void wrong_try(Question *q, int at) {
    const char *answer = attempt_answer(q->attempt, at), *words = answer_words(q, answer);
    int wrong = q->attempt->chosen[at];
    bool expected = wrong >= 0 && wrong < q->task->wrong_count;
    Arena *arena = q->view->ui->arena;
    Doc said = {0};
    if (expected) said = diagnosis_text(arena, q->task, &q->form, answer, wrong);
    StrId title = expected            ? STR_NOT_THIS
                  : q->attempt->right ? STR_TRY_BEFORE
                  : q->attempt->done  ? STR_LAST_TRY
                                      : STR_NOT_YET;
    if (task_view(q->task->type)->key_shown) {
        words = quiz_part_words(arena, q->attempt, q->task, at);
    }
    task_box(
        q, ui_id_at(ui_id(0, "try"), at),
        (TaskBox){str_of(title), words, expected ? &said : NULL, COLOR_WRONG, COLOR_WRONG_TINT});
}

// What the tries so far were, for types whose options do not say it; once it is done, a right answer.
static void verdict(Question *q) {
    const Attempt *attempt = q->attempt;
    const TaskView *type = task_view(q->task->type);
    for (int at = 0; at < attempt->tries; at++) {
        bool last = at == attempt->tries - 1, right = last && attempt->right;
        if (!right && (!type->key_shown || last)) wrong_try(q, at);
    }
    const char *words = quiz_answer_words(q->view->ui->arena, q->view->app);
    if (!attempt->done || (type->key_shown && !attempt->right) || !*words) return;
    task_box(q, ui_id(0, "answer"),
             (TaskBox){str_of(attempt->right ? STR_RIGHT : STR_KEY), type->key_shown ? "" : words,
                       NULL, COLOR_RIGHT, COLOR_RIGHT_TINT});
}

// In a test: what was answered, and nothing about it.
static void held(Question *q) {
    const Attempt *attempt = q->attempt;
    double x = q->column.x;
    const char *words = "";
    if (attempt->tries) words = answer_words(q, attempt_answer(attempt, attempt->tries - 1));
    task_box(q, ui_id(0, "held"),
             (TaskBox){str_of(STR_TEST_ANSWERED), words, NULL, COLOR_ACCENT, COLOR_TINT});
    push(q, &x, BUTTON_PRIMARY, STR_NEXT, "N", ACT_NEXT);
    q->y += 44 * q->view->ui->k + 12;
    status(q);
}

// Before the end of a test: how much of it is not answered.
static void leaving(Question *q) {
    double x = q->column.x;
    const char *words = quiz_leave_words(q->view->ui->arena, q->view->app);
    task_box(q, ui_id(0, "leaving"),
             (TaskBox){str_of(STR_TEST_LEAVE_TITLE), words, NULL, COLOR_WARNING, COLOR_SUNKEN});
    push(q, &x, BUTTON_PRIMARY, STR_TEST_GO_ON, "", ACT_TEST_ASK);
    push(q, &x, BUTTON_PLAIN, STR_END_TEST, "", ACT_TEST_END);
    q->y += 44 * q->view->ui->k + 12;
    status(q);
}

static void judged(Question *q) {
    task_box(q, ui_id(ui_id(0, "why"), q->task->id),
             (TaskBox){str_of(STR_EXPLANATION), "", task_doc(q, &q->task->explanation), COLOR_RIGHT,
                       COLOR_SUNKEN});
    q->y += 4;
    buttons_done(q);
}

// The task with its answer in progress or judged, hints, and what can be done next.
static void question_body(Question *q) {
    const TaskView *type = task_view(q->task->type);
    type->draw(q);
    q->y += 6;
    if (!task_kind(q->task->type)->one_option) {
        if (q->attempt->tries > 0 || q->attempt->done) q->judged = fmin(q->judged, q->y);
        verdict(q);
    }
    if (quiz_was_sure(q->attempt)) task_caption(q, "was sure", str_of(STR_SURE_WRONG));
    hints(q);
    if (q->attempt->done) {
        judged(q);
    } else {
        confidence(q);
        buttons_open(q);
    }
}

static void question_keys(Question *q) {
    const TaskView *view = task_view(q->task->type);
    if (view->keys && !q->attempt->done && !q->view->app->test_ask) view->keys(q);
    if (!ui_take_key(q->view->ui, UI_KEY_ENTER, 0)) return;
    if (q->view->app->test_ask) {
        wish(q->view->wishes, (Action){.kind = ACT_TEST_ASK});
        return;
    }
    wish(q->view->wishes, (Action){.kind = q->attempt->done ? ACT_NEXT : ACT_CHECK});
}

// What the last step brought up begins with the newest hint, or with what was judged.
static double news_of(const Question *q) {
    return q->view->app->quiz.hinted ? q->hinted : q->judged;
}

QuizHeight quiz_question(View *view, Rect r, const Task *task, bool narrow) {
    Question q = {.view = view,
                  .task = task,
                  .attempt = app_attempt(view->app),
                  .column = r,
                  .y = r.y,
                  .narrow = narrow,
                  .judged = (double)INFINITY,
                  .hinted = (double)INFINITY};
    q.form = attempt_form(q.attempt, task);
    question_head(&q);
    if (view->app->test_ask) {
        leaving(&q);
    } else if (quiz_in_test(view->app) && q.attempt->done) {
        held(&q);
    } else {
        question_body(&q);
    }
    if (view->app->overlay == OVERLAY_NONE) question_keys(&q);
    double buttons = q.y - r.y;
    if (task_view(task->type)->figure_last && !q.attempt->done && !view->app->test_ask) {
        q.y += 16;
        task_figure_below(&q);
    }
    return (QuizHeight){q.y - r.y, buttons, news_of(&q) - r.y};
}
