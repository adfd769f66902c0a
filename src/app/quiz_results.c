// The row of questions and the result page.
#include "app/quiz_view.h"
#include "app/quiz_words.h"

#include <math.h>

static const ColorId STANDING_COLORS[] = {
    [STANDING_OPEN] = COLOR_MUTED,   [STANDING_STARTED] = COLOR_ACCENT,
    [STANDING_HELD] = COLOR_ACCENT,  [STANDING_KNOWN] = COLOR_RIGHT,
    [STANDING_PART] = COLOR_WARNING, [STANDING_RIGHT] = COLOR_WARNING,
    [STANDING_MISSED] = COLOR_WRONG};

// A disc of which the left half is full.
static void draw_half(Ui *ui, Vec2 c, double radius, Color ink) {
    Rect before;
    ui_clip(ui, (Rect){c.x - radius - 1, c.y - radius - 1, radius + 1, 2 * radius + 2}, &before);
    draw_disc(ui->draw, c, radius, ink);
    ui_unclip(ui, before);
    draw_circle(ui->draw, c, radius, 2, ink);
}

// A tick, half a disc, a dash, a cross or three dots in a square.
static void draw_standing(Ui *ui, Rect r, Standing standing, Color ink) {
    Vec2 c = {r.x + r.w / 2, r.y + r.h / 2};
    double s = r.w * 0.2;
    if (standing == STANDING_STARTED) {
        for (int dot = -1; dot <= 1; dot++) {
            draw_disc(ui->draw, (Vec2){c.x + dot * r.w * 0.22, c.y}, fmax(r.w * 0.07, 1.5), ink);
        }
    } else if (standing == STANDING_KNOWN) {
        draw_tick(ui->draw, c, s, 0.8, ink);
    } else if (standing == STANDING_HELD) {
        draw_disc(ui->draw, c, s, ink);
    } else if (standing == STANDING_PART) {
        draw_half(ui, c, s * 1.1, ink);
    } else if (standing == STANDING_RIGHT) {
        draw_line(ui->draw, (Vec2){c.x - s, c.y}, (Vec2){c.x + s, c.y}, 2, ink);
    } else if (standing == STANDING_MISSED) {
        draw_cross(ui->draw, c, s, ink);
    }
}

static void go_to(View *view, Asked asked) {
    const Card *card = &asked.shelf->card;
    const char *name = arena_format(view->ui->arena, "%s#%s", card->id, card->tasks[asked.task].id);
    wish(view->wishes, (Action){.kind = ACT_TASK, .text = name});
}

static UiId square_id(int place) {
    return ui_id_at(ui_id(0, "square"), place);
}

// The square at which Tab stops: the one that has the focus, else that of the question at hand.
static int row_stop(const View *view) {
    const Quiz *quiz = &view->app->quiz;
    for (int i = 0; i < quiz->count; i++) {
        if (view->ui->focus == square_id(i)) return i;
    }
    return quiz->at < quiz->count ? quiz->at : 0;
}

// Inside the row the arrows, Home and End go from square to square; `across` are in a line.
static void row_keys(View *view, int across, int at) {
    Ui *ui = view->ui;
    int count = view->app->quiz.count;
    if (count == 0 || !ui_focused(ui, square_id(at))) return;
    UiArrows go = ui_arrows(ui, square_id(at));
    int to = at + go.right + go.down * across;
    if (ui_take_key_on(ui, square_id(at), UI_KEY_HOME)) to = 0;
    if (ui_take_key_on(ui, square_id(at), UI_KEY_END)) to = count - 1;
    to = to < 0 ? 0 : to >= count ? count - 1 : to;
    if (to != at) ui_focus(ui, square_id(to));
}

static void square(View *view, Rect r, int place, int stop) {
    Ui *ui = view->ui;
    const App *app = view->app;
    Standing standing = quiz_standing_at(app, place);
    Color ink = ui_color(ui, STANDING_COLORS[standing]);
    bool here = !app->quiz.results && app->quiz.at == place, judged = standing >= STANDING_HELD;
    UiId id = square_id(place);
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
    if (standing == STANDING_STARTED) { // the number stays, above it
        double low = r.h * 0.36;
        draw_standing(ui, (Rect){r.x, r.y + low, r.w, r.h}, standing, ink);
    }
    ui_ring(ui, id, r, 6);
    const char *name =
        str_fill(ui->arena, STR_QUESTION_NAME, format_whole(ui->arena, place + 1), NULL);
    unsigned state = UI_FOCUSABLE | (here ? (unsigned)UI_CHECKED : 0u);
    if (place != stop) state |= UI_SKIPPED;
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = state,
                         .name = name,
                         .value = quiz_standing_word(standing),
                         .r = r});
    if (ui_clicked(ui, id)) go_to(view, app->quiz.queue[place]);
}

// How many squares stand side by side: as many as there is room for, less what would leave the last row almost empty.
static int row_columns(const View *view, double width, double step) {
    int count = view->app->quiz.count, most = (int)fmax(1, floor(width / step));
    int rows = (count + most - 1) / most;
    return rows ? (count + rows - 1) / rows : 1;
}

double quiz_row(View *view, Rect r) {
    double side = 28 * view->ui->k, gap = 6, step = side + gap;
    int count = view->app->quiz.count, columns = row_columns(view, r.w + gap, step);
    const Attempt *attempt = app_attempt(view->app);
    // Tab begins behind the row, at the question, and not at the head of the page.
    if (attempt) {
        ui_tab_from(view->ui, square_id(view->app->quiz.at), (int64_t)(attempt->seed >> 1));
    }
    int stop = row_stop(view);
    row_keys(view, columns, stop);
    for (int i = 0; i < count; i++) {
        int row = i / columns;
        square(view, (Rect){r.x + i % columns * step, r.y + row * step, side, side}, i, stop);
    }
    int rows = count ? (count + columns - 1) / columns : 1;
    return rows * step - gap;
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

// The points at the right end, what came of it before them.
static void result_verdict(View *view, Rect *line, int place, Standing standing) {
    Ui *ui = view->ui;
    if (standing > STANDING_HELD) {
        ui_line_right(ui, rect_cut_right(line, 90 * ui->k), TYPE_LABEL_PLAIN, COLOR_SECONDARY,
                      format_points(ui->arena, quiz_points_at(view->app, place)));
    } else {
        rect_cut_right(line, 90 * ui->k);
    }
    ui_line(ui, rect_cut_right(line, 120 * ui->k), TYPE_LABEL, STANDING_COLORS[standing],
            quiz_standing_word(standing));
    rect_cut_right(line, 12);
}

static double result_line(View *view, Rect r, int place) {
    Ui *ui = view->ui;
    Asked asked = view->app->quiz.queue[place];
    const Card *card = &asked.shelf->card;
    Standing standing = quiz_standing_at(view->app, place);
    UiId id = ui_id(ui_id(ui_id(0, "result"), card->id), card->tasks[asked.task].id);
    r.h = (view->app->quiz.review ? 60 : 44) * ui->k;
    if (ui_hot(ui, id)) draw_round(ui->draw, r, 8, ui_color(ui, COLOR_SUNKEN));
    ui_ring(ui, id, r, 8);
    Rect inner = rect_pad(r, 8, 0), mark = rect_cut_left(&inner, 24 * ui->k);
    Color ink = ui_color(ui, STANDING_COLORS[standing]);
    draw_standing(ui, rect_center(mark, 22 * ui->k, 22 * ui->k), standing, ink);
    rect_cut_left(&inner, 10);
    result_verdict(view, &inner, place, standing);
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

static double result_head(View *view, Rect r, RoundSum sum) {
    Ui *ui = view->ui;
    Arena *arena = ui->arena;
    double y = r.y;
    StrId title = quiz_result_title(view->app);
    int count = view->app->quiz.count;
    ui_label(ui, ui_id(0, "result title"), UI_HEADING, (Rect){r.x, y, r.w, ui_leading(ui, TYPE_H1)},
             (UiInk){TYPE_H1, COLOR_TEXT}, str_of(title));
    y += ui_leading(ui, TYPE_H1) + 12;
    if (view->app->quiz.test.asked) {
        Rect test = {r.x, y, r.w, 0};
        y += ui_wrapped(ui, ui_id(0, "result test"), test, (UiInk){TYPE_INTERFACE, COLOR_TEXT},
                        quiz_test_result_words(ui->arena, view->app), true) +
             12;
    }
    const char *known = quiz_known_words(arena, STR_RESULT_KNOWN, sum.known, count);
    ui_label(ui, ui_id(0, "result known"), UI_STATUS, (Rect){r.x, y, r.w, ui_leading(ui, TYPE_H2)},
             (UiInk){TYPE_H2, COLOR_RIGHT}, known);
    y += ui_leading(ui, TYPE_H2);
    Rect note = {r.x, y, r.w, 0};
    y += ui_wrapped(ui, ui_id(0, "result note"), note, (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY},
                    str_of(STR_RESULT_KNOWN_NOTE), true) +
         4;
    const char *points = quiz_points_words(arena, sum.points, count);
    if (sum.open) {
        points = arena_format(arena, "%s · %s", points, quiz_open_words(arena, sum.open));
    }
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
    return pressed || (first && view_enter(view));
}

static const Asked *first_open(const App *app) {
    for (int i = 0; i < app->quiz.count; i++) {
        if (!quiz_done(app, i)) return &app->quiz.queue[i];
    }
    return NULL;
}

// From a round of some back to all, and where one came from.
static void result_leave(View *view, Rect r, Rect *at, bool first) {
    const Quiz *quiz = &view->app->quiz;
    bool part = quiz->review || quiz->retry || quiz->test.asked;
    if (part && result_button(view, r, at, first, STR_ALL_QUESTIONS)) {
        wish(view->wishes, (Action){.kind = ACT_QUESTIONS});
    }
    if (!part && result_button(view, r, at, false, STR_TAKE_TEST)) {
        wish(view->wishes, (Action){.kind = ACT_TEST});
    }
    StrId back = quiz->review ? STR_BACK_TO_PROGRESS : STR_BACK_TO_READING;
    if (result_button(view, r, at, first && !part, back)) {
        const char *screen = quiz->review ? "progress" : "read";
        wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = screen});
    }
}

// What to do next stands first: look at the answers of a test, answer what is left, else retry what was missed, else go on to
// all questions or back to where one came from.
static double result_buttons(View *view, Rect r, RoundSum sum) {
    const Asked *open = first_open(view->app), *look = quiz_first_answered(view->app);
    Rect at = {r.x, r.y, 0, 44 * view->ui->k};
    if (look && result_button(view, r, &at, true, STR_TEST_LOOK)) go_to(view, *look);
    if (open && result_button(view, r, &at, !look, STR_ANSWER_REST)) go_to(view, *open);
    if (sum.missed && result_button(view, r, &at, !look && !open, STR_RETRY_MISSED)) {
        wish(view->wishes, (Action){.kind = ACT_MISSED});
    }
    result_leave(view, r, &at, !look && !open && !sum.missed);
    return at.y + at.h - r.y;
}

double quiz_results(View *view, Rect r) {
    RoundSum sum = quiz_sum(view->app);
    double y = r.y;
    y += result_head(view, (Rect){r.x, y, r.w, 0}, sum);
    y += result_buttons(view, (Rect){r.x, y, r.w, 0}, sum) + 20;
    for (int i = 0; i < view->app->quiz.count; i++) {
        y += result_line(view, (Rect){r.x, y, r.w, 0}, i);
    }
    return y - r.y;
}
