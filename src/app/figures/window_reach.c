// A sliding window: the band in one layer, and the cone of what the last token can know after several.
#include "app/figure_parts.h"
#include "engine/reach.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_WINDOW, 2, 32}, {KEY_LAYERS, 1, 16}, {KEY_N, 8, 64}, {KEY_KEEP, 0, 0.99}};

enum { TOKENS_MOST = 128, LAYERS_DRAWN = 32, WINDOW_MOST = 4096 };

static const double SHARE = 0.99; // of the influence: what counts as all that matters

static const char BAND_CAPTION[] = "one layer";

typedef struct Reach {
    FigureView *figure;
    int n, window, layers;
    double keep;
    int64_t most, within; // tokens back: in theory, and for SHARE of the influence
    const double *influence;
} Reach;

static Reach reach_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Reach w = {.figure = figure};
    w.n = (int)fmin(state->value[KEY_N], TOKENS_MOST);
    w.window = (int)fmin(state->value[KEY_WINDOW], WINDOW_MOST);
    w.layers = figure_int(state, KEY_LAYERS);
    w.keep = state->value[KEY_KEEP];
    w.most = reach_most(w.window, w.layers);
    w.influence = reach_influence(w.window, w.layers, w.keep, figure->view->ui->arena);
    w.within = reach_within(w.influence, w.most + 1, SHARE);
    return w;
}

// Query rows against keys: what one layer lets through.
static void draw_band(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    double cell = r.w / w->n;
    Color lit = figure_series_color(w->figure, "rope"), dark = ui_color(ui, COLOR_SUNKEN);
    draw_fill(ui->draw, r, dark);
    draw_hatch(ui->draw, r, 7, color_fade(ui_color(ui, COLOR_TEXT), 0.12));
    for (int i = 0; i < w->n; i++) {
        int first = i - w->window + 1 > 0 ? i - w->window + 1 : 0;
        double y = round(r.y + i * cell), x = round(r.x + first * cell);
        Rect row = {x, y, round(r.x + (i + 1) * cell) - x, round(r.y + (i + 1) * cell) - y};
        draw_fill(ui->draw, row, i == w->n - 1 ? lit : color_mix(dark, lit, 0.45));
    }
    draw_ring(ui->draw, rect_inset(r, -1), 0, 1, ui_color(ui, COLOR_BORDER));
    const char *value = arena_format(ui->arena, "each query sees %d keys", w->window);
    ui_item(ui, (UiItem){.id = ui_id(w->figure->id, "band"),
                         .role = UI_FIGURE,
                         .name = "Band of one layer",
                         .value = value,
                         .r = r});
}

// Layer 0, the input, lies at the bottom. A cell is lit if the last token's output depends on it.
static void draw_cone(const Reach *w, Rect r, int layers) {
    Ui *ui = w->figure->view->ui;
    double cell = r.w / w->n, high = r.h / (layers + 1);
    Color lit = figure_series_color(w->figure, "rope"), dark = ui_color(ui, COLOR_SUNKEN);
    draw_fill(ui->draw, r, dark);
    for (int row = 0; row <= layers; row++) {
        int64_t back = reach_most(w->window, row);
        double y = round(r.y + row * high), bottom = round(r.y + (row + 1) * high);
        int first = back >= w->n - 1 ? 0 : w->n - 1 - (int)back;
        Rect strip = {round(r.x + first * cell), y, r.x + r.w - round(r.x + first * cell),
                      bottom - y - 1};
        draw_fill(ui->draw, strip, color_mix(dark, lit, 0.45));
        Rect self = {round(r.x + (w->n - 1) * cell), y, r.x + r.w - round(r.x + (w->n - 1) * cell),
                     bottom - y - 1};
        if (row == 0) draw_fill(ui->draw, self, lit);
    }
    for (int t = 1; t < w->n && cell >= 6; t++) {
        draw_fill(ui->draw, (Rect){round(r.x + t * cell), r.y, 1, r.h},
                  ui_color(ui, COLOR_SURFACE));
    }
}

// Where the influence on the last token really comes from, over the same tokens as the cone.
static void draw_influence(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    double cell = r.w / w->n, most = 0;
    for (int64_t d = 1; d <= w->most; d++) most = fmax(most, w->influence[d]);
    Color ink = figure_series_color(w->figure, "rope");
    for (int d = 0; d < w->n && d <= w->most; d++) {
        double h = most > 0 ? fmin(w->influence[d] / most, 1) * (r.h - 2) : 0;
        double x = round(r.x + (w->n - 1 - d) * cell), right = round(r.x + (w->n - d) * cell);
        draw_fill(ui->draw, (Rect){x, r.y + r.h - h, fmax(right - x - (cell >= 4), 1), h},
                  d <= w->within ? ink : color_fade(ink, 0.45));
    }
    draw_fill(ui->draw, (Rect){r.x, r.y + r.h, r.w, 1}, ui_color(ui, COLOR_CONTROL));
    // Itself stands out of the scale: its bar is cut, and says so.
    if (w->influence[0] > most && cell >= 8) {
        Vec2 cut[] = {{r.x + r.w - cell, r.y + 8}, {r.x + r.w, r.y + 4}};
        draw_path(ui->draw, cut, 2, 2, ui_color(ui, COLOR_SURFACE));
    }
}

static const char *headline(const Reach *w) {
    View *view = w->figure->view;
    return arena_format(
        view->ui->arena,
        "%d %s × (%d − 1) = %s tokens back at most; %.0f %% of the influence comes from within %s.",
        w->layers, w->layers == 1 ? "layer" : "layers", w->window,
        format_count(view->ui->arena, (double)w->most), 100 * SHARE,
        format_count(view->ui->arena, (double)w->within));
}

static const char *detail(const Reach *w) {
    return arena_format(w->figure->view->ui->arena,
                        "Influence is a toy: every layer keeps %.0f %% of its input and adds %.0f "
                        "%% of the plain mean over its window. "
                        "%.0f %% lies within %.2f windows; the token itself has %.3g %%.",
                        100 * w->keep, 100 * (1 - w->keep), 100 * SHARE,
                        (double)w->within / w->window, 100 * w->influence[0]);
}

static void caption(const Reach *w, Rect *r, const char *text) {
    Ui *ui = w->figure->view->ui;
    double line = ui_leading(ui, TYPE_CAPTION);
    ui_line(ui, rect_cut_top(r, line + 2), TYPE_CAPTION, COLOR_SECONDARY, text);
}

// Up and down add and take layers, right and left widen and narrow the window.
static void use(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    UiId id = ui_id(w->figure->id, "cone");
    UiArrows go = ui_arrows(ui, id);
    if (ui_held(ui, id)) {
        int to = w->n - (int)fmin(fmax((ui->in.mouse.x - r.x) / r.w * w->n, 0), w->n - 2);
        if (to != w->window) figure_wish_set(w->figure, KEY_WINDOW, to);
    }
    if (go.down) figure_wish_set(w->figure, KEY_LAYERS, w->layers - go.down);
    if (go.right) figure_wish_set(w->figure, KEY_WINDOW, w->window + go.right);
    ui_ring(ui, id, r, 2);
    const char *value = arena_format(ui->arena, "window %d, %d layers", w->window, w->layers);
    if (!w->figure->withheld) {
        value = arena_format(ui->arena, "%s, at most %d tokens back, %.0f %% within %d", value,
                             (int)w->most, 100 * SHARE, (int)w->within);
    }
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = "Cone of the last token",
                         .value = value,
                         .r = r});
}

static void draw_layers(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    int layers = w->layers < LAYERS_DRAWN ? w->layers : LAYERS_DRAWN;
    double bars = fmin(fmax(r.h * 0.25, 30 * ui->k), 90 * ui->k);
    Rect below = rect_cut_bottom(&r, bars + ui_leading(ui, TYPE_CAPTION) + 10);
    rect_cut_top(&below, 8);
    const char *top =
        arena_format(ui->arena,
                     layers < w->layers ? "the last %d of %d layers"
                                        : "output of the last token on top, input below",
                     layers, w->layers);
    caption(w, &r, top);
    r.h = fmin(r.h, (layers + 1) * 40 * ui->k);
    draw_cone(w, r, layers);
    use(w, r);
    caption(w, &below, "influence of each input on it");
    draw_influence(w, below);
}

static void draw_beside(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    Rect text = rect_cut_bottom(&r, parts_detail_height(w->figure, r.w, detail(w)) + 8);
    double line = ui_leading(ui, TYPE_CAPTION) + 2, side = fmin(r.h - line, r.w * 0.38);
    Rect left = rect_cut_left(&r, side);
    rect_cut_left(&r, 20 * ui->k);
    caption(w, &left, BAND_CAPTION);
    draw_band(w, (Rect){left.x, left.y, fmax(side, 1), fmax(side, 1)});
    draw_layers(w, r);
    rect_cut_top(&text, 6);
    parts_detail(w->figure, "detail", text, detail(w));
}

// The band over the cone, with the words beside it.
static void draw_above(const Reach *w, Rect r) {
    Ui *ui = w->figure->view->ui;
    double line = ui_leading(ui, TYPE_CAPTION) + 2, side = fmin(r.w * 0.48, r.h * 0.45 - line);
    Rect top = rect_cut_top(&r, side + line), left = rect_cut_left(&top, side);
    rect_cut_left(&top, 20 * ui->k);
    caption(w, &left, BAND_CAPTION);
    draw_band(w, (Rect){left.x, left.y, fmax(side, 1), fmax(side, 1)});
    rect_cut_top(&top, line);
    parts_detail(w->figure, "detail", top, detail(w));
    rect_cut_top(&r, 10);
    draw_layers(w, r);
}

static void draw(FigureView *figure, Rect r) {
    Reach w = reach_of(figure);
    parts_headline(figure, &r, headline(&w));
    double k = figure->view->ui->k;
    (r.w > 1.35 * r.h || r.h < 320 * k ? draw_beside : draw_above)(&w, r);
}

const FigureInfo figure_window_reach = {FIGURE_CONTROLS(CONTROLS), .height = 430, .draw = draw};
