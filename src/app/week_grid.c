// A calendar of squares. A day without learning is no fault: it is a square like the others.
#include "app/week_grid.h"

#include "app/date.h"
#include "base/utc.h"

#include <math.h>

enum { WEEKS_MOST = CALENDAR_DAYS / 7 + 1 };

typedef struct Grid {
    View *view;
    const Calendar *calendar;
    UiId id;
    Rect r; // of the squares
    double side, step;
    int64_t first;  // day at the left end, at the top
    int weeks, day; // day pointed at, as a place in the calendar; −1: none
} Grid;

// How many steps of colour above an empty day: 1, 2 – 3, 4 – 7, 8 or more.
static int grade_of(int count) {
    return count >= 8 ? 4 : count >= 4 ? 3 : count >= 2 ? 2 : count;
}

static Color grade_color(const Ui *ui, int grade) {
    static const double SHARE[] = {0, 0.28, 0.5, 0.75, 1};
    return grade ? color_fade(ui_color(ui, COLOR_ACCENT), SHARE[grade])
                 : ui_color(ui, ui->theme == THEME_CONTRAST ? COLOR_SUNKEN : COLOR_BORDER);
}

static int64_t day_at(const Grid *grid, int place) {
    return grid->calendar->today - (CALENDAR_DAYS - 1 - place);
}

static Rect square_of(const Grid *grid, int place) {
    int64_t since = day_at(grid, place) - grid->first;
    int week = (int)(since / 7), weekday = (int)(since % 7);
    return (Rect){grid->r.x + week * grid->step, grid->r.y + weekday * grid->step, grid->side,
                  grid->side};
}

// By the mouse, else by the keys while the calendar has the focus.
static int pointed(const Grid *grid) {
    const Ui *ui = grid->view->ui;
    for (int i = 0; i < CALENDAR_DAYS && rect_has(grid->r, ui->in.mouse); i++) {
        Rect r = square_of(grid, i);
        r.w = r.h = grid->step;
        if (ui_hot(ui, grid->id) && rect_has(r, ui->in.mouse)) return i;
    }
    if (!ui_focused(ui, grid->id)) return -1;
    return grid->view->app->day >= 0 ? grid->view->app->day : CALENDAR_DAYS - 1;
}

static void draw_squares(const Grid *grid) {
    Ui *ui = grid->view->ui;
    for (int i = 0; i < CALENDAR_DAYS; i++) {
        Rect r = square_of(grid, i);
        int grade = grade_of(grid->calendar->counts[i]);
        draw_round(ui->draw, r, 3, grade_color(ui, grade));
        if (ui->theme == THEME_CONTRAST || i == CALENDAR_DAYS - 1) {
            draw_ring(ui->draw, r, 3, 1, ui_color(ui, COLOR_CONTROL));
        }
        if (i == grid->day) draw_ring(ui->draw, rect_inset(r, -1), 4, 2, ui_color(ui, COLOR_TEXT));
    }
}

// A month's name over the first week that begins in it, where there is room.
static void draw_months(const Grid *grid, double y) {
    Ui *ui = grid->view->ui;
    double free = grid->r.x;
    int before = utc_date(grid->first).month;
    for (int week = 0; week < grid->weeks; week++) {
        int month = utc_date(grid->first + 7 * (int64_t)week).month;
        double x = grid->r.x + week * grid->step;
        const char *name = date_month(month);
        double w = ui_text_width(ui, TYPE_CAPTION, name) + 2;
        x = fmin(x, grid->r.x + grid->r.w - w);
        bool named = month != before && x >= free;
        before = month;
        if (!named) continue;
        ui_line(ui, (Rect){x, y, w, ui_leading(ui, TYPE_CAPTION)}, TYPE_CAPTION, COLOR_MUTED, name);
        free = x + w + 8;
    }
}

// Every second one, from Monday to Friday.
static void draw_weekdays(const Grid *grid, double x, double w) {
    Ui *ui = grid->view->ui;
    for (int i = 0; i < 6; i += 2) {
        ui_line(ui, (Rect){x, grid->r.y + i * grid->step, w, grid->side}, TYPE_CAPTION, COLOR_MUTED,
                date_weekday(i));
    }
}

static const char *words(const Grid *grid) {
    Arena *arena = grid->view->ui->arena;
    const Calendar *calendar = grid->calendar;
    if (grid->day < 0) {
        return str_fill(arena, STR_WEEKS_SUM, format_plural(arena, calendar->total, "question"),
                        format_plural(arena, calendar->days, "day"));
    }
    int count = calendar->counts[grid->day];
    const char *date = date_words(arena, day_at(grid, grid->day));
    if (count == 0) return str_fill(arena, STR_DAY_NONE, date, NULL);
    return str_fill(arena, STR_DAY_DONE, date, format_plural(arena, count, "question"));
}

static void take_arrows(const Grid *grid) {
    UiArrows arrows = ui_arrows(grid->view->ui, grid->id);
    if (!arrows.right && !arrows.down) return;
    int from = grid->view->app->day >= 0 ? grid->view->app->day : CALENDAR_DAYS - 1;
    int to = from + 7 * arrows.right + arrows.down;
    if (to < 0 || to >= CALENDAR_DAYS) return;
    wish(grid->view->wishes, (Action){.kind = ACT_DAY, .a = to});
}

double week_grid(View *view, Rect r) {
    Ui *ui = view->ui;
    double line = ui_leading(ui, TYPE_CAPTION),
           label = ui_text_width(ui, TYPE_CAPTION, date_weekday(0)) + 10;
    Grid grid = {.view = view, .calendar = &view->app->review.calendar};
    int64_t first = day_at(&grid, 0);
    grid.first = first - utc_weekday(first);
    grid.weeks = (int)((grid.calendar->today - grid.first) / 7) + 1;
    grid.step = fmin(floor((r.w - label) / WEEKS_MOST), 24 * ui->k);
    grid.side = grid.step - 3;
    grid.r = (Rect){r.x + label, r.y + line + 4, grid.weeks * grid.step, 7 * grid.step};
    grid.id = ui_id(0, "calendar");
    take_arrows(&grid);
    grid.day = pointed(&grid);
    draw_months(&grid, r.y);
    draw_weekdays(&grid, r.x, label);
    draw_squares(&grid);
    ui_ring(ui, grid.id, grid.r, 4);
    const char *told = words(&grid);
    ui_item(ui, (UiItem){.id = grid.id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = str_of(STR_LAST_WEEKS),
                         .value = told,
                         .r = grid.r});
    double y = grid.r.y + grid.r.h + 6;
    y += ui_wrapped(ui, ui_id(0, "calendar day"), (Rect){r.x, y, r.w, 0},
                    (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, told, true);
    ui_role(ui, UI_STATUS);
    return y - r.y;
}
