// The row of questions and the result page.
#include "app/quiz_view.h"
#include "app/quiz_words.h"

#include <math.h>

static const ColorId STANDING_COLORS[] = {
    [STANDING_OPEN] = COLOR_MUTED,    [STANDING_STARTED] = COLOR_MUTED,
    [STANDING_HELD] = COLOR_ACCENT,   [STANDING_KNOWN] = COLOR_RIGHT,
    [STANDING_RIGHT] = COLOR_WARNING, [STANDING_MISSED] = COLOR_WRONG};

// A tick, a dash or a cross in a square of side s.
static void draw_standing(Ui *ui, Rect r, Standing standing, Color ink) {
    Vec2 c = {r.x + r.w / 2, r.y + r.h / 2};
    double s = r.w * 0.2;
    if (standing == STANDING_KNOWN) {
        Vec2 tick[] = {
            {c.x - s, c.y}, {c.x - s * 0.2, c.y + s * 0.8}, {c.x + s * 1.1, c.y - s * 0.8}};
        draw_path(ui->draw, tick, 3, 2, ink);
    } else if (standing == STANDING_HELD) {
        draw_disc(ui->draw, c, s, ink);
    } else if (standing == STANDING_RIGHT) {
        draw_line(ui->draw, (Vec2){c.x - s, c.y}, (Vec2){c.x + s, c.y}, 2, ink);
    } else if (standing == STANDING_MISSED) {
        draw_line(ui->draw, (Vec2){c.x - s, c.y - s}, (Vec2){c.x + s, c.y + s}, 2, ink);
        draw_line(ui->draw, (Vec2){c.x - s, c.y + s}, (Vec2){c.x + s, c.y - s}, 2, ink);
    }
}

static void go_to(View *view, Asked asked) {
    const Card *card = &asked.shelf->card;
    const char *name = arena_format(view->ui->arena, "%s#%s", card->id, card->tasks[asked.task].id);
    wish(view->wishes, (Action){.kind = ACT_TASK, .text = name});
}

static void square(View *view, Rect r, int place) {
    Ui *ui = view->ui;
    const App *app = view->app;
    Standing standing = quiz_standing_at(app, place);
    Color ink = ui_color(ui, STANDING_COLORS[standing]);
    bool here = !app->quiz.results && app->quiz.at == place, judged = standing >= STANDING_HELD;
    UiId id = ui_id_at(ui_id(0, "square"), place);
    draw_round(ui->draw, r, 6,
               judged ? color_fade(ink, 0.16)
                      : ui_color(ui, ui_hot(ui, id) ? COLOR_SUNKEN : COLOR_SURFACE));
    draw_ring(ui->draw, r, 6, here ? 2 : 1,
              here     ? ui_color(ui, COLOR_ACCENT)
              : judged ? ink
                       : ui_color(ui, COLOR_CONTROL));
    if (judged) {
        draw_standing(ui, r, standing, ink);
    } else {
        ui_line_center(ui, r, TYPE_MONO_SMALL, here ? COLOR_ACCENT : COLOR_MUTED,
                       arena_format(ui->arena, "%d", place + 1));
    }
    ui_ring(ui, id, r, 6);
    const char *name = arena_format(ui->arena, "Question %d", place + 1);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE | (here ? (unsigned)UI_CHECKED : 0u),
                         .name = name,
                         .value = quiz_standing_word(standing),
                         .r = r});
    if (ui_clicked(ui, id)) go_to(view, app->quiz.queue[place]);
}

double quiz_row(View *view, Rect r) {
    double side = 28 * view->ui->k, gap = 6, x = r.x, y = r.y;
    for (int i = 0; i < view->app->quiz.count; i++) {
        if (x > r.x && x + side > r.x + r.w) {
            x = r.x;
            y += side + gap;
        }
        square(view, (Rect){x, y, side, side}, i);
        x += side + gap;
    }
    return y + side - r.y;
}

// What a question earned: in a review this time, else at best.
static double points_of(const View *view, Asked asked) {
    const TaskHistory *history = &asked.shelf->history.tasks[asked.task];
    return view->app->quiz.review ? history->latest.points : history->best;
}

// The prompt; in a review, where it may be of any card, with the card's title below.
static void result_prompt(View *view, Rect r, Asked asked, const char *prompt) {
    Ui *ui = view->ui;
    if (view->app->quiz.review) {
        double line = ui_leading(ui, TYPE_INTERFACE), small = ui_leading(ui, TYPE_CAPTION);
        r = rect_center(r, r.w, line + small);
        ui_line(ui, rect_cut_bottom(&r, small), TYPE_CAPTION, COLOR_SECONDARY,
                asked.shelf->card.title);
    }
    ui_line(ui, r, TYPE_INTERFACE, COLOR_TEXT, prompt);
}

static double result_line(View *view, Rect r, Asked asked) {
    Ui *ui = view->ui;
    const Card *card = &asked.shelf->card;
    const Task *task = &card->tasks[asked.task];
    Standing standing = quiz_standing(&asked.shelf->history.tasks[asked.task]);
    UiId id = ui_id(ui_id(ui_id(0, "result"), card->id), task->id);
    r.h = (view->app->quiz.review ? 60 : 44) * ui->k;
    if (ui_hot(ui, id)) draw_round(ui->draw, r, 8, ui_color(ui, COLOR_SUNKEN));
    ui_ring(ui, id, r, 8);
    Rect inner = rect_pad(r, 8, 0), mark = rect_cut_left(&inner, 24 * ui->k);
    Color ink = ui_color(ui, STANDING_COLORS[standing]);
    draw_standing(ui, rect_center(mark, 22 * ui->k, 22 * ui->k), standing, ink);
    rect_cut_left(&inner, 10);
    const char *points = format_points(ui->arena, points_of(view, asked));
    ui_line_right(ui, rect_cut_right(&inner, 90 * ui->k), TYPE_LABEL_PLAIN, COLOR_SECONDARY,
                  points);
    ui_line(ui, rect_cut_right(&inner, 120 * ui->k), TYPE_LABEL, STANDING_COLORS[standing],
            quiz_standing_word(standing));
    rect_cut_right(&inner, 12);
    const char *prompt = quiz_prompt_words(ui->arena, asked.shelf, asked.task);
    result_prompt(view, inner, asked, prompt);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE,
                         .name = prompt,
                         .value = quiz_standing_word(standing),
                         .r = r});
    if (ui_clicked(ui, id)) go_to(view, asked);
    return r.h;
}

// What the page is about: the questions of the review, else all of the card.
typedef struct Round {
    Asked *asked;
    int count, known, open;
    double points;
} Round;

static void add_asked(Round *round, const View *view, Asked asked) {
    Standing standing = quiz_standing(&asked.shelf->history.tasks[asked.task]);
    round->asked[round->count++] = asked;
    round->known += standing == STANDING_KNOWN;
    round->open += standing <= STANDING_STARTED;
    round->points += points_of(view, asked);
}

static Round round_of(const View *view) {
    const Quiz *quiz = &view->app->quiz;
    Shelf *shelf = view->app->shelf;
    int room = quiz->review ? quiz->count : shelf->card.task_count;
    Round round = {.asked = arena_array(view->ui->arena, (size_t)room, sizeof *round.asked)};
    for (int i = 0; i < room; i++) {
        Asked asked = quiz->review ? quiz->queue[i] : (Asked){shelf, i};
        if (task_is_asked(&asked.shelf->card.tasks[asked.task])) add_asked(&round, view, asked);
    }
    if (!quiz->review) round.known = shelf->history.known; // also what was begun again since
    return round;
}

static double result_head(View *view, Rect r, const Round *round) {
    Ui *ui = view->ui;
    Arena *arena = ui->arena;
    double y = r.y;
    StrId title = view->app->quiz.review ? STR_REVIEW_RESULT : STR_RESULT;
    ui_label(ui, ui_id(0, "result title"), UI_HEADING, (Rect){r.x, y, r.w, ui_leading(ui, TYPE_H1)},
             (UiInk){TYPE_H1, COLOR_TEXT}, str_of(title));
    y += ui_leading(ui, TYPE_H1) + 12;
    if (view->app->quiz.test.asked) {
        Rect test = {r.x, y, r.w, 0};
        y += ui_wrapped(ui, ui_id(0, "result test"), test, (UiInk){TYPE_INTERFACE, COLOR_TEXT},
                        quiz_test_result_words(ui->arena, view->app), true) +
             12;
    }
    const char *known = quiz_known_words(arena, STR_RESULT_KNOWN, round->known, round->count);
    ui_label(ui, ui_id(0, "result known"), UI_STATUS, (Rect){r.x, y, r.w, ui_leading(ui, TYPE_H2)},
             (UiInk){TYPE_H2, COLOR_RIGHT}, known);
    y += ui_leading(ui, TYPE_H2);
    Rect note = {r.x, y, r.w, 0};
    y += ui_wrapped(ui, ui_id(0, "result note"), note, (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY},
                    str_of(STR_RESULT_KNOWN_NOTE), true) +
         4;
    const char *points = quiz_points_words(arena, round->points, round->count);
    ui_label(ui, ui_id(0, "result points"), UI_STATUS,
             (Rect){r.x, y, r.w, ui_leading(ui, TYPE_LABEL)},
             (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, points);
    return y + ui_leading(ui, TYPE_LABEL) + 18 - r.y;
}

// One after another from *x on; true when pressed, by Enter too for the first.
static bool result_button(View *view, Rect column, Rect *at, bool first, StrId label) {
    Ui *ui = view->ui;
    const char *text = str_of(label);
    at->w = ui_button_width(ui, text, "");
    if (at->x > column.x && at->x + at->w > column.x + column.w) {
        at->x = column.x;
        at->y += at->h + 10;
    }
    ButtonLook look = first ? BUTTON_PRIMARY : BUTTON_PLAIN;
    bool pressed = ui_button(ui, ui_id(ui_id(0, "result"), text), *at, look, text, "");
    at->x += at->w + 12;
    return pressed ||
           (first && view->app->overlay == OVERLAY_NONE && ui_take_key(ui, UI_KEY_ENTER, 0));
}

static const Asked *first_open(const Round *round) {
    for (int i = 0; i < round->count; i++) {
        const Asked *asked = &round->asked[i];
        if (!asked->shelf->history.tasks[asked->task].latest.done) return asked;
    }
    return NULL;
}

// What to do next stands first: look at the answers of a test, answer what is left, else retry what was missed, else go back to
// where one came from.
static double result_buttons(View *view, Rect r, const Round *round) {
    bool review = view->app->quiz.review;
    const Asked *open = first_open(round), *look = quiz_first_answered(view->app);
    bool missed = round->known + (review ? round->open : 0) < round->count;
    Rect at = {r.x, r.y, 0, 44 * view->ui->k};
    if (look && result_button(view, r, &at, true, STR_TEST_LOOK)) go_to(view, *look);
    if (open && result_button(view, r, &at, !look, STR_ANSWER_REST)) go_to(view, *open);
    if (missed && result_button(view, r, &at, !look && !open, STR_RETRY_MISSED)) {
        wish(view->wishes, (Action){.kind = ACT_MISSED});
    }
    if (!review && result_button(view, r, &at, false, STR_TAKE_TEST)) {
        wish(view->wishes, (Action){.kind = ACT_TEST});
    }
    StrId back = review ? STR_BACK_TO_PROGRESS : STR_BACK_TO_READING;
    if (result_button(view, r, &at, !look && !open && !missed, back)) {
        wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = review ? "progress" : "read"});
    }
    return at.y + at.h - r.y;
}

double quiz_results(View *view, Rect r) {
    Round round = round_of(view);
    double y = r.y;
    y += result_head(view, (Rect){r.x, y, r.w, 0}, &round);
    y += result_buttons(view, (Rect){r.x, y, r.w, 0}, &round) + 20;
    for (int i = 0; i < round.count; i++) {
        y += result_line(view, (Rect){r.x, y, r.w, 0}, round.asked[i]);
    }
    return y - r.y;
}
