// What a test at the far end has to look at: how rarely training met long offsets, one model's measured scores against length,
// and an example of two profiles by depth with the same mean.
#include "app/figure_parts.h"
#include "base/str.h"

#include <math.h>

static const double LENGTH_LEAST = 16, LENGTH_MOST = 131072;

// RULER, Hsieh et al. 2024, table 3, Llama-3.1-8B; the bar that a length has to pass is Llama-2-7B's score at 4K.
static const struct {
    const char *length;
    double score;
} RULER[] = {{"4K", 95.5},  {"8K", 93.8},  {"16K", 91.6},
             {"32K", 87.4}, {"64K", 84.7}, {"128K", 77.0}};

static const double PASS = 85.6;

enum { RULER_COUNT = sizeof RULER / sizeof *RULER };

static const char EXAMPLE_MARK[] = "Example, not a measurement";

// Bars.

typedef struct Bars {
    Rect r; // the bars stand on its lower edge; its height is `top`
    double top;
} Bars;

static double bar_y(const Bars *bars, double value) {
    return bars->r.y + bars->r.h * (1 - value / bars->top);
}

static void draw_bar(Ui *ui, const Bars *bars, Rect cell, double value, Color ink) {
    double y = bar_y(bars, value), w = fmin(cell.w * 0.72, 46 * ui->k);
    Rect bar = {cell.x + (cell.w - w) / 2, y, w, bars->r.y + bars->r.h - y};
    draw_fill(ui->draw, bar, color_fade(ink, 0.55));
    draw_fill(ui->draw, (Rect){bar.x, y, w, 2}, ink);
}

static void draw_floor(Ui *ui, const Bars *bars) {
    draw_fill(ui->draw, (Rect){bars->r.x, bars->r.y + bars->r.h, bars->r.w, 1},
              ui_color(ui, COLOR_CONTROL));
}

static void draw_level(Ui *ui, const Bars *bars, double value) {
    double y = bar_y(bars, value);
    Vec2 level[] = {{bars->r.x, y}, {bars->r.x + bars->r.w, y}};
    draw_dashes(ui->draw, level, 2, (Stroke){1.5, 5, 3}, ui_color(ui, COLOR_TEXT));
}

// The example: two models, one mean.

static double mean_of(const double *profile) {
    double sum = 0;
    for (int d = 0; d < FIGURE_DEPTHS; d++) sum += profile[d];
    return sum / FIGURE_DEPTHS;
}

static double least_of(const double *profile) {
    double least = profile[0];
    for (int d = 1; d < FIGURE_DEPTHS; d++) least = fmin(least, profile[d]);
    return least;
}

static const char *profile_name(int at) {
    return at ? "Model B" : "Model A";
}

static Color profile_color(const FigureView *figure, int at) {
    return ui_color(figure->view->ui, at ? COLOR_SERIES_LEARNED : COLOR_SERIES_SINUSOIDAL);
}

static void add_profile_item(FigureView *figure, int at, Rect r) {
    Ui *ui = figure->view->ui;
    const double *profile = figure->state->profiles[at];
    const char *value = arena_format(ui->arena, "mean %.0f %%, least %.0f %%",
                                     100 * mean_of(profile), 100 * least_of(profile));
    ui_item(ui, (UiItem){.id = ui_id_at(ui_id(figure->id, "profile"), at),
                         .role = UI_TEXT,
                         .name = profile_name(at),
                         .value = value,
                         .r = r});
}

// Ten bars, from the beginning of the text to its end.
static void draw_profile(FigureView *figure, int at, Rect r) {
    Ui *ui = figure->view->ui;
    const double *profile = figure->state->profiles[at];
    double line = ui_leading(ui, TYPE_CAPTION), mono = ui_leading(ui, TYPE_MONO_SMALL);
    add_profile_item(figure, at, r);
    Rect head = rect_cut_top(&r, line + 2);
    ui_line(ui, head, TYPE_LABEL, COLOR_TEXT, profile_name(at));
    ui_line_right(ui, head, TYPE_MONO_SMALL, COLOR_TEXT,
                  arena_format(ui->arena, "mean %.0f %%", 100 * mean_of(profile)));
    rect_cut_top(&r, 6);
    Rect foot = rect_cut_bottom(&r, mono + 4);
    Bars bars = {r, 1};
    for (int d = 0; d < FIGURE_DEPTHS; d++) {
        Rect cell = rect_column(r, d, FIGURE_DEPTHS, 0);
        draw_bar(ui, &bars, cell, profile[d], profile_color(figure, at));
        const char *depth = arena_format(ui->arena, "%d", d * 10 + 5);
        bool room = ui_text_width(ui, TYPE_MONO_SMALL, "95") + 4 < cell.w;
        if (!room && d % 3) continue;
        Rect label = {cell.x - cell.w, foot.y + 3, 3 * cell.w, mono};
        ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, depth);
    }
    draw_floor(ui, &bars);
    draw_level(ui, &bars, mean_of(profile));
}

static void draw_means(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    int count = figure->state->profile_count;
    double line = ui_leading(ui, TYPE_LABEL), mono = ui_leading(ui, TYPE_MONO);
    Rect foot = rect_cut_bottom(&r, line + 4);
    rect_cut_top(&r, mono + 2);
    Bars bars = {r, 1};
    for (int at = 0; at < count; at++) {
        double mean = mean_of(figure->state->profiles[at]);
        Rect cell = rect_column(r, at, count, 0), name = rect_column(foot, at, count, 0);
        add_profile_item(figure, at, cell);
        draw_bar(ui, &bars, cell, mean, profile_color(figure, at));
        ui_line_center(ui, (Rect){cell.x, bar_y(&bars, mean) - mono - 1, cell.w, mono}, TYPE_MONO,
                       COLOR_TEXT, arena_format(ui->arena, "%.0f %%", 100 * mean));
        name.y += 4;
        ui_line_center(ui, name, TYPE_LABEL, COLOR_TEXT, profile_name(at));
    }
    draw_floor(ui, &bars);
}

static const char *example_headline(const FigureView *figure) {
    const FigureState *state = figure->state;
    Arena *arena = figure->view->ui->arena;
    double a = mean_of(state->profiles[0]), b = mean_of(state->profiles[state->profile_count - 1]);
    bool same = fabs(a - b) < 0.005;
    if (figure_int(state, KEY_SHOW) == 0) {
        return same ? arena_format(arena, "On average both find %.0f %%.", 100 * a)
                    : arena_format(arena, "On average %.0f %% and %.0f %%.", 100 * a, 100 * b);
    }
    return arena_format(arena, "By depth: at worst %.0f %% in one, %.0f %% in the other.",
                        100 * least_of(state->profiles[0]),
                        100 * least_of(state->profiles[state->profile_count - 1]));
}

static void draw_example(FigureView *figure, Rect r) {
    static const char *const SHOW[] = {"mean", "by depth", NULL};
    Ui *ui = figure->view->ui;
    int show = figure_int(figure->state, KEY_SHOW), count = figure->state->profile_count;
    parts_headline(figure, &r, example_headline(figure));
    Rect row = rect_cut_top(&r, 36 * ui->k),
         choice = rect_cut_left(&row, fmin(r.w * 0.5, 260 * ui->k));
    int chosen = ui_segments(ui, ui_id(figure->id, "show"), choice, "Show", SHOW, show);
    if (chosen >= 0) figure_wish_set(figure, KEY_SHOW, chosen);
    rect_cut_left(&row, 12);
    figure_line(figure, "example", row, TYPE_LABEL, COLOR_WARNING, EXAMPLE_MARK);
    rect_cut_top(&r, 12 * ui->k);
    static const char TEXT[] = "Share of planted facts that are found, by how deep they lie in the "
                               "text, in per cent of its length. The numbers are made up.";
    double text = parts_detail_height(figure, r.w, TEXT);
    parts_detail(figure, "detail", rect_cut_bottom(&r, fmin(text, r.h / 3)), TEXT);
    rect_cut_bottom(&r, 6 * ui->k);
    for (int at = 0; show && at < count; at++) {
        draw_profile(figure, at, rect_column(r, at, count, 24 * ui->k));
    }
    if (!show) draw_means(figure, r);
}

// Otherwise: pairs in a training window at each offset.

typedef struct Offsets {
    FigureView *figure;
    double train, n, at; // at: the offset to talk about
    PlotSpec plot;
    Rect inner;
} Offsets;

// A window of L tokens holds L − δ pairs at offset δ.
static double pairs_at(const Offsets *o, double offset) {
    return fmax(o->train - offset, 0);
}

static Offsets offsets_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Offsets o = {.figure = figure, .train = state->value[KEY_TRAIN], .n = state->value[KEY_N]};
    double far = fmax(o.train, o.n);
    o.at = fmin(fmax(state->value[KEY_POSITION], 1), far);
    o.plot = (PlotSpec){.x1 = far,
                        .y1 = o.train * 1.08,
                        .x_label = "offset δ = i − j",
                        .y_label = "pairs in one training window"};
    return o;
}

static void draw_beyond(const Offsets *o) {
    View *view = o->figure->view;
    Ui *ui = view->ui;
    double x = plot_point(&o->plot, o->inner, o->train, 0).x, end = o->inner.x + o->inner.w;
    if (end - x < 1) return;
    Rect beyond = {x, o->inner.y, end - x, o->inner.h};
    parts_beyond(o->figure, beyond);
    parts_train_line(o->figure, (Vec2){x, o->inner.y}, (Vec2){x, o->inner.y + o->inner.h});
    const char *text =
        arena_format(ui->arena, "beyond L = %s: none", format_count(ui->arena, o->train));
    double line = ui_leading(ui, TYPE_MONO_SMALL);
    Rect room = rect_inset(beyond, 4);
    if (ui_text_width(ui, TYPE_MONO_SMALL, text) + 12 * ui->k > room.w) text = "none";
    if (ui_text_width(ui, TYPE_MONO_SMALL, text) + 12 * ui->k > room.w || room.h < 2 * line) return;
    figure_plate(o->figure, (Vec2){x + beyond.w / 2, beyond.y + beyond.h / 2}, room, COLOR_TEXT,
                 text);
}

static void draw_count(const Offsets *o) {
    Ui *ui = o->figure->view->ui;
    Vec2 shape[] = {plot_point(&o->plot, o->inner, 0, 0),
                    plot_point(&o->plot, o->inner, 0, o->train),
                    plot_point(&o->plot, o->inner, o->train, 0)};
    Color ink = figure_series_color(o->figure, "rope");
    draw_poly(ui->draw, shape, 3, color_fade(ink, 0.25));
    draw_path(ui->draw, shape + 1, 2, 2.5, ink);
    Vec2 at = plot_point(&o->plot, o->inner, o->at, pairs_at(o, o->at));
    plot_cursor(o->figure, o->inner, at.x);
    parts_dot(o->figure, at, 4.5, ink);
}

// Pointing reads an offset; a click or an arrow holds one.
static void take_input(Offsets *o, UiId id) {
    Ui *ui = o->figure->view->ui;
    double held = o->at, to = held, span = o->plot.x1;
    int step = ui_arrows(ui, id).right;
    if (step) to += step * fmax(floor(span / 64), 1);
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) to = 1;
    if (ui_take_key_on(ui, id, UI_KEY_END)) to = o->train - 1;
    if (ui_hot(ui, id) && rect_has(o->inner, ui->in.mouse)) {
        o->at = fmax(round(plot_value(&o->plot, o->inner, ui->in.mouse).x), 1);
        if (ui_clicked(ui, id)) to = o->at;
    }
    to = fmin(fmax(to, 1), span);
    if (to != held) figure_wish_set(o->figure, KEY_POSITION, to);
}

static const char *offset_text(const Offsets *o) {
    Arena *arena = o->figure->view->ui->arena;
    double pairs = pairs_at(o, o->at);
    return arena_format(arena, "offset %s: %s pair%s", format_count(arena, o->at),
                        pairs > 0 ? format_count(arena, pairs) : "no", str_plural(llround(pairs)));
}

static void draw_offsets(Offsets *o, Rect r) {
    Ui *ui = o->figure->view->ui;
    UiId id = ui_id(o->figure->id, "offsets");
    Rect foot = rect_cut_bottom(&r, ui_leading(ui, TYPE_MONO)), before;
    o->inner = figure_plot(o->figure, r, &o->plot);
    take_input(o, id);
    ui_clip(ui, rect_inset(o->inner, -1), &before);
    draw_beyond(o);
    draw_count(o);
    ui_unclip(ui, before);
    ui_ring(ui, id, o->inner, 2);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = "Training pairs at each offset",
                         .value = offset_text(o),
                         .r = o->inner});
    figure_line(o->figure, "offset", foot, TYPE_MONO, COLOR_TEXT, offset_text(o));
}

// The measured row.
static void draw_ruler(FigureView *figure, Rect r) {
    static const char CITE[] =
        "RULER, mean score of Llama-3.1-8B by length (Hsieh et al. 2024, table 3). A "
        "length counts as passed above 85.6, Llama-2-7B’s score at 4K.";
    Ui *ui = figure->view->ui;
    double mono = ui_leading(ui, TYPE_MONO_SMALL), text = parts_detail_height(figure, r.w, CITE);
    parts_detail(figure, "ruler", rect_cut_top(&r, fmin(text, r.h / 2)), CITE);
    rect_cut_top(&r, 6);
    Rect foot = rect_cut_bottom(&r, 2 * mono + 3);
    Bars bars = {r, 100};
    for (int at = 0; at < RULER_COUNT; at++) {
        Rect cell = rect_column(r, at, RULER_COUNT, 0),
             name = rect_column(foot, at, RULER_COUNT, 0);
        bool pass = RULER[at].score > PASS;
        draw_bar(ui, &bars, cell, RULER[at].score,
                 ui_color(ui, pass ? COLOR_SERIES_ALIBI : COLOR_WARNING));
        const char *score = arena_format(ui->arena, "%.1f", RULER[at].score);
        rect_cut_top(&name, 3);
        ui_line_center(ui, rect_cut_top(&name, mono), TYPE_MONO_SMALL, COLOR_TEXT, score);
        ui_line_center(ui, name, TYPE_MONO_SMALL, COLOR_MUTED, RULER[at].length);
        ui_item(ui, (UiItem){.id = ui_id_at(ui_id(figure->id, "score"), at),
                             .role = UI_TEXT,
                             .name = RULER[at].length,
                             .value = arena_format(ui->arena, "%s, %s", score,
                                                   pass ? "passed" : "not passed"),
                             .r = cell});
    }
    draw_floor(ui, &bars);
    draw_level(ui, &bars, PASS);
    Rect label = {r.x, bar_y(&bars, PASS) - mono - 1, r.w, mono};
    ui_line_right(ui, label, TYPE_MONO_SMALL, COLOR_TEXT, "85.6");
}

static const char *headline(const Offsets *o) {
    Arena *arena = o->figure->view->ui->arena;
    return arena_format(arena, "%s pairs at offset 1, one at offset %s, none beyond.",
                        format_count(arena, o->train - 1), format_count(arena, o->train - 1));
}

// The example has no lengths to set, so the sliders are not the card's.
static void draw_length(FigureView *figure, FigureKey key, Rect r) {
    Arena *arena = figure->view->ui->arena;
    const char *text =
        arena_format(arena, "%s tokens", format_count(arena, figure->state->value[key]));
    FigureControl control = {key, LENGTH_LEAST, LENGTH_MOST};
    UiSlide slide = figure_slider(figure, control, r, text);
    if (slide.changed) figure_wish_set(figure, key, slide.value);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    if (figure->state->profile_count > 0) {
        draw_example(figure, r);
        return;
    }
    Offsets o = offsets_of(figure);
    parts_headline(figure, &r, headline(&o));
    Rect sliders = rect_cut_bottom(&r, figure_control_height(figure));
    draw_length(figure, KEY_TRAIN, rect_column(sliders, 0, 2, 20 * ui->k));
    draw_length(figure, KEY_N, rect_column(sliders, 1, 2, 20 * ui->k));
    rect_cut_bottom(&r, 10 * ui->k);
    if (r.h > 300 * ui->k) {
        draw_ruler(figure, rect_cut_bottom(&r, fmin(fmax(r.h * 0.4, 160 * ui->k), 260 * ui->k)));
        rect_cut_bottom(&r, 12 * ui->k);
    }
    draw_offsets(&o, r);
}

const FigureInfo figure_frontier = {.height = 540, .draw = draw};
