// The Compare screen: panels side by side under one set of controls and one cursor.
#include "app/panel.h"
#include "app/readout.h"
#include "app/tuner.h"
#include "base/str.h"

#include <math.h>

// The engine's own ranges are wider.
static const FigureControl CONTROLS[] = {{KEY_N, 8, PANEL_TOKENS_MOST},
                                         {KEY_TRAIN, 8, PANEL_TOKENS_MOST},
                                         {KEY_HEAD, 0, 127},
                                         {KEY_D, 4, 256},
                                         {KEY_BASE, 10, 10000000}};

enum { CONTROL_COUNT = sizeof CONTROLS / sizeof *CONTROLS };

// Said only where the line is drawn.
static const char *dashed(const FigureState *state) {
    return state->value[KEY_TRAIN] < state->value[KEY_N] ? str_of(STR_DASHED_LINE) : "";
}

static const char *subtitle(FigureView *figure) {
    const FigureState *s = figure->state;
    Arena *arena = figure->view->ui->arena;
    const char *head = arena_format(arena, "head %d of 0–%d", figure_int(s, KEY_HEAD),
                                    figure_int(s, KEY_HEADS) - 1);
    if (!(s->value[KEY_AS] > 0)) {
        return arena_format(arena, "%s. %s", head, dashed(s));
    }
    static const StrId CONTENT[] = {STR_CONTENT_POSITION, STR_CONTENT_ONES, STR_CONTENT_EQUAL,
                                    STR_CONTENT_RANDOM, STR_CONTENT_EFFECT};
    const char *content = str_of(CONTENT[figure_int(s, KEY_CONTENT)]);
    const char *toy = figure_int(s, KEY_CONTENT) ? str_of(STR_TOY) : dashed(s);
    return arena_format(arena, "content: %s, %s. %s", content, head, toy);
}

// At the right of the title, as long as there is room for another panel.
static void draw_add(FigureView *figure, Rect *r) {
    Ui *ui = figure->view->ui;
    int count = figure->state->scheme_count;
    double w = ui_button_width(ui, str_of(STR_ADD_PANEL), "A");
    if (count >= FIGURE_PANEL_MAX || r->w < w) return;
    Rect place = rect_center(rect_cut_right(r, w), w, 38 * ui->k);
    if (ui_button(ui, ui_id(figure->id, "add"), place, BUTTON_PLAIN, str_of(STR_ADD_PANEL), "A")) {
        wish(figure->view->wishes,
             (Action){.kind = ACT_PICK, .target = figure->target, .a = count});
    }
    rect_cut_right(r, 16);
}

static void draw_head(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    draw_add(figure, &r);
    const char *title =
        str_of(figure->state->value[KEY_AS] > 0 ? STR_COMPARE_LOGIT : STR_COMPARE_ENCODING);
    double w = ui_text_width(ui, TYPE_H2, title);
    ui_label(ui, ui_id(figure->id, "title"), UI_HEADING, r, (UiInk){TYPE_H2, COLOR_TEXT}, title);
    Rect rest = {r.x + w + 16, r.y + 3, r.w - w - 16, r.h - 3};
    if (rest.w > 160) {
        ui_label(ui, ui_id(figure->id, "subtitle"), UI_TEXT, rest,
                 (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, subtitle(figure));
    }
}

// What stays fixed, and the state as --state takes it.
static void draw_footnote(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    const char *note = str_of(STR_RANGES_FIXED),
               *state = figure_state_text(ui->arena, figure->state);
    double w = ui_text_width(ui, TYPE_CAPTION, note);
    if (r.w < w) return;
    ui_label(ui, ui_id(figure->id, "fixed"), UI_TEXT, rect_cut_left(&r, w),
             (UiInk){TYPE_CAPTION, COLOR_MUTED}, note);
    rect_cut_left(&r, 24);
    if (r.w > 160 * ui->k) ui_line_right(ui, r, TYPE_MONO_SMALL, COLOR_MUTED, state);
    ui_item(ui, (UiItem){.id = ui_id(figure->id, "state"),
                         .role = UI_STATUS,
                         .name = str_of(STR_STATE),
                         .value = state,
                         .r = r});
}

// The switch, and in the logit view what goes with it.
static void draw_switches(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    const FigureState *s = figure->state;
    bool logit = s->value[KEY_AS] > 0;
    double w = fmin(r.w, ui_text_width(ui, TYPE_LABEL, str_of(STR_SHOW_AS_LOGIT)) + 110 * ui->k);
    if (ui_switch(ui, ui_id(figure->id, "as"), rect_cut_left(&r, w), str_of(STR_SHOW_AS_LOGIT), "L",
                  logit)) {
        figure_wish_set(figure, KEY_AS, logit ? 0 : 1);
    }
    rect_cut_left(&r, 24 * ui->k);
    double mask = ui_text_width(ui, TYPE_LABEL, str_of(STR_CAUSAL_MASK)) + 110 * ui->k;
    if (logit && r.w >= mask) {
        bool on = s->value[KEY_MASK] > 0;
        if (ui_switch(ui, ui_id(figure->id, "mask"), rect_cut_left(&r, mask),
                      str_of(STR_CAUSAL_MASK), "M", on)) {
            figure_wish_set(figure, KEY_MASK, on ? 0 : 1);
        }
        rect_cut_left(&r, 16 * ui->k);
    }
    draw_footnote(figure, r);
}

// In a strip the parameters of one panel; `most` is the height it may take.
static double draw_own(FigureView *figure, Rect r, double most, bool draw) {
    Ui *ui = figure->view->ui;
    int panel = figure->view->app->tuned;
    double pad = 16 * fmin(ui->k, 1.25), edges = 1.5 * pad, w = r.w - 2 * pad - 8;
    double least = tuner_height_least(figure) + edges, all = tuner_height(figure, w, panel) + edges;
    r.h = fmin(all, fmax(least, most));
    if (!draw) return r.h;
    ui_surface(ui, r, 12);
    tuner_draw(figure, (Rect){r.x + pad + 4, r.y + pad * 0.75, w, r.h - edges}, panel);
    return r.h;
}

// Sliders in a strip; in the logit view stage and content below them.
static double draw_shared(FigureView *figure, Rect r, bool draw) {
    Ui *ui = figure->view->ui;
    double pad = 16 * ui->k;
    Rect inner = {r.x + pad + 4, r.y + pad, r.w - 2 * pad - 8, 0};
    bool logit = figure->state->value[KEY_AS] > 0;
    double sliders = figure_controls(figure, CONTROLS, CONTROL_COUNT, inner, false);
    bool beside = inner.w > 900 * ui->k; // stage and content on one line
    double choices = logit ? (beside ? 62 : 132) * ui->k + 10 : 0,
           height = sliders + choices + 2 * pad;
    if (!draw) return height;
    r.h = height;
    ui_surface(ui, r, 12);
    figure_controls(figure, CONTROLS, CONTROL_COUNT, inner, true);
    if (!logit) return height;
    inner.y += sliders + 10;
    Rect stage = beside ? rect_column(inner, 0, 2, 28) : inner,
         content = beside ? rect_column(inner, 1, 2, 28) : inner;
    if (!beside) content.y += 70 * ui->k;
    const char *contents[] = {str_of(STR_CONTENT_POSITION), str_of(STR_CONTENT_ONES),
                              str_of(STR_CONTENT_EQUAL),    str_of(STR_CONTENT_RANDOM),
                              str_of(STR_CONTENT_EFFECT),   NULL};
    stage.h = content.h = 62 * ui->k;
    figure_choice(figure, KEY_STAGE, stage, NULL);
    figure_choice(figure, KEY_CONTENT, content, contents);
    return height;
}

// Panels in a grid: rows of at most four, narrower windows fewer.
typedef struct Grid {
    int columns, rows;
    double x, y, w, h, gap, pad;
    PanelShape shape;
} Grid;

static Grid grid_of(FigureView *figure, Rect r, double room) {
    Ui *ui = figure->view->ui;
    int count = figure->state->scheme_count;
    double gap = 16, least = 250 * ui->k;
    int columns = (int)fmax(1, fmin(fmin(count, 4), floor((r.w + gap) / (least + gap))));
    int rows = (count + columns - 1) / columns;
    columns = (count + rows - 1) / rows; // as even as they can be
    Grid g = {.columns = columns,
              .rows = rows,
              .x = r.x,
              .y = r.y,
              .w = (r.w - gap * (columns - 1)) / columns,
              .gap = gap,
              .pad = 14 * fmin(ui->k, 1.3),
              .shape = {.profile = true, .tools = true}};
    for (int p = 0; p < count; p++) panel_measure(figure, p, g.w - 2 * g.pad, &g.shape);
    double natural = panel_height(figure, g.w - 2 * g.pad, g.shape) + 2 * g.pad,
           share = (room - gap * (g.rows - 1)) / g.rows;
    // Maps of logits are square: what is left serves the curves of a single row.
    bool logit = figure->state->value[KEY_AS] > 0;
    double more = g.rows == 1 ? 420 : logit ? 0 : 40;
    // In a single row a picture gives up some of its size, so that the words below it need no scrolling.
    double less = g.rows == 1 ? 56 : 0;
    g.h = fmax(natural - less * ui->k, fmin(share, natural + more * ui->k));
    return g;
}

static Rect grid_card(const Grid *g, int panel) {
    int across = panel % g->columns, down = panel / g->columns;
    return (Rect){g->x + across * (g->w + g->gap), g->y + down * (g->h + g->gap), g->w, g->h};
}

static void draw_panels(FigureView *figure, const Grid *g) {
    Ui *ui = figure->view->ui;
    for (int p = 0; p < figure->state->scheme_count; p++) {
        Rect card = grid_card(g, p);
        ui_surface(ui, card, 12);
        if (p == figure->view->app->tuned) {
            draw_ring(ui->draw, card, 12, 2, ui_color(ui, COLOR_ACCENT));
        }
        panel_draw(figure, rect_inset(card, g->pad), p, g->shape);
    }
}

// What lies below the panels: the cursor's numbers, the controls, the switches. Returns the height. The parameters of one panel
// take about half of `area`, and with large letters the place of the switches, too.
static double draw_desk(FigureView *figure, Rect r, double area, bool draw) {
    double k = figure->view->ui->k, y = r.y + 8, switches = 44 * k + 12;
    bool own = figure->view->app->tuned >= 0;
    if (own && area < 520 * k) switches = 4;
    y += readout_draw(figure, (Rect){r.x, y, r.w, 0}, draw) + 8;
    Rect controls = {r.x, y, r.w, 0};
    y += own ? draw_own(figure, controls, 0.55 * area - (y - r.y) - 8 - switches, draw)
             : draw_shared(figure, controls, draw);
    y += 8;
    if (draw && switches > 4) draw_switches(figure, (Rect){r.x, y, r.w, 44 * k});
    return y + switches - r.y;
}

// In a low window the panels scroll above the desk, so that what a control does can be seen; one that would take too much of the
// window scrolls with them.
void screen_compare(View *view, Rect area) {
    Ui *ui = view->ui;
    FigureView figure = {.view = view,
                         .id = ui_id(0, "compare"),
                         .target = TARGET_COMPARE,
                         .state = &view->app->compare};
    Rect column = page_column(area), below = column;
    double whole = area.h, head = 18 + ui_leading(ui, TYPE_H2) + 14,
           desk = draw_desk(&figure, column, whole, false);
    bool fixed = desk < whole * (view->app->tuned >= 0 ? 0.7 : 0.5);
    int first = ui->items.count;
    if (fixed) {
        below = rect_cut_bottom(&area, desk);
        below.x = column.x;
        below.w = column.w;
    }
    Page page = page_begin(view, area);
    double y = page.top + 18, room = area.h - head - (fixed ? 4 : desk);
    draw_head(&figure, (Rect){column.x, y, column.w, ui_leading(ui, TYPE_H2)});
    y = page.top + head;
    Grid grid = grid_of(&figure, (Rect){column.x, y, column.w, 0}, room);
    draw_panels(&figure, &grid);
    y += grid.rows * (grid.h + grid.gap) - grid.gap + 4;
    if (!fixed) y += draw_desk(&figure, (Rect){column.x, y, column.w, 0}, whole, true);
    page_end(view, page, y - page.top);
    int show = view->app->show_panel;
    if (show >= 0 && show < figure.state->scheme_count) {
        page_show(view, page, y - page.top, rect_inset(grid_card(&grid, show), -8));
    }
    if (fixed) {
        draw_fill(ui->draw, (Rect){0, below.y, ui->in.width, below.h},
                  ui_color(ui, COLOR_BACKGROUND));
        if (y > area.y + area.h + 8) {
            draw_fill(ui->draw, (Rect){0, below.y, ui->in.width, 1}, ui_color(ui, COLOR_BORDER));
        }
        draw_desk(&figure, below, whole, true);
    }
    figure_unhover(&figure, first);
}
