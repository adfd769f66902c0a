// Draws the chart of RoPE's speeds: axes, zones, one curve per method with its name where there is room, and the marked pair.
#include "app/scaling_plot.h"

#include "app/figure_parts.h"
#include "base/num.h"

#include <math.h>

static const struct {
    const char *name;
    ColorId color;
    double dash, gap; // LongRoPE is drawn as bars
} LOOKS[SCALING_COUNT] = {
    [SCALING_NONE] = {.name = "plain", .color = COLOR_SERIES_NOPE, .dash = 2, .gap = 4},
    [SCALING_PI] = {.name = "PI", .color = COLOR_SERIES_SINUSOIDAL, .dash = 12, .gap = 5},
    [SCALING_NTK] = {.name = "NTK-aware", .color = COLOR_SERIES_LEARNED, .dash = 6, .gap = 4},
    [SCALING_YARN] = {.name = "YaRN", .color = COLOR_SERIES_ROPE},
    [SCALING_LONGROPE] = {.name = "LongRoPE", .color = COLOR_SERIES_ALIBI},
};

Scaling scaling_of_state(const FigureState *state) {
    double beta = state->value[KEY_BETA];
    return (Scaling){.D = (int)fmax(2 * floor(state->value[KEY_D] / 2), 2),
                     .base = state->value[KEY_BASE],
                     .train = state->value[KEY_TRAIN],
                     .scale = state->value[KEY_SCALE],
                     .alpha = fmin(state->value[KEY_ALPHA], beta * 0.9),
                     .beta = beta,
                     .ramp = figure_int(state, KEY_RAMP) ? SCALING_RAMP_CODE : SCALING_RAMP_PAPER};
}

bool scaling_shown(const ScalingChart *chart, ScalingMethod method) {
    return chart->methods >> method & 1;
}

const char *scaling_name(ScalingMethod method) {
    return LOOKS[method].name;
}

Color scaling_color(const ScalingChart *chart, ScalingMethod method) {
    return ui_color(chart->figure->view->ui, LOOKS[method].color);
}

ScalingZones scaling_zones(const Scaling *scaling) {
    ScalingZones zones = {0};
    for (int r = 0; r < scaling_pairs(scaling); r++) {
        double keep = scaling_keep(scaling, r);
        *(keep >= 1 ? &zones.kept : keep > 0 ? &zones.blended : &zones.interpolated) += 1;
    }
    return zones;
}

// Points of a line that runs in the method's way; a short sample has its dashes shortened.
typedef struct Way {
    const Vec2 *points;
    int count;
    double shorten;
} Way;

static void stroke(const ScalingChart *chart, ScalingMethod method, Way way) {
    DrawList *draw = chart->figure->view->ui->draw;
    Color ink = scaling_color(chart, method);
    if (LOOKS[method].dash > 0) {
        draw_dashes(
            draw, way.points, way.count,
            (Stroke){2.5, LOOKS[method].dash * way.shorten, LOOKS[method].gap * way.shorten}, ink);
    } else {
        draw_path(draw, way.points, way.count, 2.5, ink);
    }
}

void scaling_sample(const ScalingChart *chart, ScalingMethod method, Rect r) {
    DrawList *draw = chart->figure->view->ui->draw;
    double middle = r.y + r.h / 2, bar = r.w / 7;
    Vec2 line[] = {{r.x, middle}, {r.x + r.w, middle}};
    if (method != SCALING_LONGROPE) {
        stroke(chart, method, (Way){line, 2, method == SCALING_PI ? 0.6 : 1});
    }
    for (int b = 0; method == SCALING_LONGROPE && b < 4; b++) {
        double h = r.w * (0.25 + 0.15 * b);
        draw_fill(draw, (Rect){r.x + 2 * b * bar, middle + r.w * 0.35 - h, bar, h},
                  scaling_color(chart, method));
    }
}

// What the chart shows of a speed. `at` is a pair, not always a whole one.
static double chart_value(const ScalingChart *chart, double at, double slowed) {
    double plain = pow(chart->scaling.base, -2 * at / chart->scaling.D);
    return chart->ratio ? 1 / slowed : TURN / plain * slowed;
}

static double pair_value(const ScalingChart *chart, ScalingMethod method, int pair) {
    double slowed =
        scaling_plain(&chart->scaling, pair) / scaling_speed(&chart->scaling, method, pair);
    return chart_value(chart, pair, slowed);
}

static Vec2 pair_point(const ScalingChart *chart, ScalingMethod method, int pair) {
    return chart->points[method][pair];
}

// Placing the names asks for every point many times.
static void find_points(ScalingChart *chart) {
    Arena *arena = chart->figure->view->ui->arena;
    for (int m = 0; m < SCALING_COUNT; m++) {
        Vec2 *points = arena_array(arena, (size_t)chart->pairs, sizeof *points);
        for (int r = 0; r < chart->pairs; r++) {
            points[r] =
                plot_point(&chart->plot, chart->inner, r, pair_value(chart, (ScalingMethod)m, r));
        }
        chart->points[m] = points;
    }
}

// The range holds all closed forms if it holds one, so that switching another on or off moves nothing.
static void fit_axes(ScalingChart *chart, double height) {
    bool closed =
        (chart->methods & (1U << SCALING_PI | 1U << SCALING_NTK | 1U << SCALING_YARN)) != 0;
    double lo = 1e300, hi = 0;
    for (int m = 0; m < SCALING_COUNT; m++) {
        bool counts = m == SCALING_LONGROPE ? scaling_shown(chart, SCALING_LONGROPE) : closed;
        if (m != SCALING_NONE && !counts) continue;
        for (int end = 0; end < 2; end++) {
            double value = pair_value(chart, (ScalingMethod)m, end ? chart->pairs - 1 : 0);
            lo = fmin(lo, value);
            hi = fmax(hi, value);
        }
    }
    if (chart->ratio) lo = fmin(lo, 0.5);
    hi = fmax(hi, lo * 2); // a single pair, not stretched
    Ui *ui = chart->figure->view->ui;
    bool low = height < 180 * ui->k; // the choices above say what the axes are
    double inner = fmax(height - (low ? 24 : 70) * ui->k, 40 * ui->k),
           room = fmin(ui_leading(ui, TYPE_CAPTION) * 1.5 / inner, 1); // for the zones' names
    const char *across =
                   arena_format(ui->arena, "pair r of d = %d, fast to slow", chart->scaling.D),
               *up = chart->ratio ? "new speed / trained speed" : "wavelength: tokens per turn";
    chart->plot = (PlotSpec){.x0 = -0.5,
                             .x1 = chart->pairs - 0.5,
                             .y0 = lo / pow(hi / lo, 0.04),
                             .y1 = hi * pow(hi / lo, room + 0.04),
                             .log_y = true,
                             .x_label = low ? "" : across,
                             .y_label = low ? "" : up};
}

static void draw_zone(const ScalingChart *chart, int from, int count, double tint,
                      const char *name) {
    Ui *ui = chart->figure->view->ui;
    if (count == 0) return;
    double x0 = plot_point(&chart->plot, chart->inner, from - 0.5, 1).x,
           x1 = plot_point(&chart->plot, chart->inner, from + count - 0.5, 1).x,
           line = ui_leading(ui, TYPE_CAPTION);
    Color ink = scaling_color(chart, SCALING_YARN);
    Rect zone = {x0, chart->inner.y, x1 - x0, chart->inner.h};
    draw_fill(ui->draw, zone, color_fade(ink, tint));
    if (from > 0) {
        draw_fill(ui->draw, (Rect){round(x0), zone.y, 1, zone.h}, color_fade(ink, 0.7));
    }
    bool told = !chart->figure->withheld;
    const char *text = told ? arena_format(ui->arena, "%d %s", count, name) : name;
    if (told && ui_text_width(ui, TYPE_CAPTION, text) + 4 > zone.w) {
        text = arena_format(ui->arena, "%d", count);
    }
    if (ui_text_width(ui, TYPE_CAPTION, text) + 2 > zone.w) return;
    ui_line_center(ui, (Rect){zone.x, zone.y + 2, zone.w, line}, TYPE_CAPTION, COLOR_TEXT, text);
}

static void draw_zones(const ScalingChart *chart) {
    ScalingZones zones = scaling_zones(&chart->scaling);
    draw_zone(chart, 0, zones.kept, 0.04, "kept");
    draw_zone(chart, zones.kept, zones.blended, 0.12, "blended");
    draw_zone(chart, zones.kept + zones.blended, zones.interpolated, 0.22, "interpolated");
}

// The published factors, each at its own fraction of the way, from the trained value to the slowed one.
static void draw_bars(const ScalingChart *chart) {
    Ui *ui = chart->figure->view->ui;
    int count;
    const double *factors = scaling_longrope_factors(chart->scaling.scale > 1, &count);
    Color ink = scaling_color(chart, SCALING_LONGROPE);
    double wide = fmin(fmax(chart->inner.w / count * 0.55, 1), 9 * ui->k);
    for (int f = 0; f < count; f++) {
        double at = (double)f * (chart->pairs - 1) / (count - 1);
        Vec2 from = plot_point(&chart->plot, chart->inner, at, chart_value(chart, at, 1)),
             to = plot_point(&chart->plot, chart->inner, at, chart_value(chart, at, factors[f]));
        double top = fmin(from.y, to.y);
        draw_fill(ui->draw, (Rect){from.x - wide / 2, top, wide, fmax(fabs(from.y - to.y), 1)},
                  color_fade(ink, 0.45));
        draw_fill(ui->draw, (Rect){to.x - wide / 2, to.y - 1.5, wide, 3}, ink);
    }
}

static void draw_curve(const ScalingChart *chart, ScalingMethod method) {
    stroke(chart, method, (Way){chart->points[method], chart->pairs, 1});
}

// Names beside curves.
enum { LABELS_MOST = SCALING_COUNT + 3, SAMPLES = 7 };

typedef struct Labels {
    Rect at[LABELS_MOST];
    int count;
} Labels;

static double train_y(const ScalingChart *chart) {
    return plot_point(&chart->plot, chart->inner, 0, chart->scaling.train).y;
}

// How far a label stays from every curve but its own, and from the labels placed so far; negative if it lies on one.
static double clearance(const ScalingChart *chart, const Labels *labels, Rect r,
                        ScalingMethod own) {
    double least = 7, line = chart->ratio ? -1e9 : train_y(chart);
    if (r.y - 2 < line && line < r.y + r.h + 2) return -1;
    if (r.x < chart->inner.x || r.x + r.w > chart->inner.x + chart->inner.w) return -1;
    for (int l = 0; l < labels->count; l++) {
        Rect other = rect_inset(labels->at[l], -3);
        bool apart = r.x > other.x + other.w || r.x + r.w < other.x || r.y > other.y + other.h ||
                     r.y + r.h < other.y;
        if (!apart) return -1;
    }
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (m == (int)own || !scaling_shown(chart, (ScalingMethod)m)) continue;
        for (int s = 0; s < SAMPLES; s++) {
            double x = r.x + r.w * s / (SAMPLES - 1),
                   pair = (x - chart->inner.x) / chart->inner.w * chart->pairs - 0.5;
            int near = (int)fmin(fmax(round(pair), 0), chart->pairs - 1);
            double y = pair_point(chart, (ScalingMethod)m, near).y;
            double mine = pair_point(chart, own, near).y, top = fmin(r.y, mine),
                   low = fmax(r.y + r.h, mine);
            // Neither on the label nor between it and its curve.
            least = fmin(least, y > top && y < low ? -1 : fmin(fabs(y - r.y), fabs(y - r.y - r.h)));
        }
    }
    return least;
}

// A label that stands on its curve, or hangs from it, around a pair.
static Rect label_rect(const ScalingChart *chart, ScalingMethod method, int pair, bool above) {
    Ui *ui = chart->figure->view->ui;
    double w = ui_text_width(ui, TYPE_CAPTION, LOOKS[method].name) + 4,
           h = ui_leading(ui, TYPE_CAPTION), x = pair_point(chart, method, pair).x - w / 2;
    double reach = w / 2 / chart->inner.w * chart->pairs, y = above ? 1e9 : -1e9;
    for (int r = (int)(pair - reach); r <= (int)ceil(pair + reach); r++) {
        if (r < 0 || r >= chart->pairs) continue;
        double at = pair_point(chart, method, r).y;
        y = above ? fmin(y, at) : fmax(y, at);
    }
    return (Rect){x, above ? y - h - 3 : y + 3, w, h};
}

// How far a curve keeps from every other at a pair, at most as far as matters.
static double apart_at(const ScalingChart *chart, ScalingMethod method, int pair) {
    double y = pair_point(chart, method, pair).y, least = 12;
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (m == (int)method || !scaling_shown(chart, (ScalingMethod)m)) continue;
        least = fmin(least, fabs(pair_point(chart, (ScalingMethod)m, pair).y - y));
    }
    return least;
}

static void draw_label(const ScalingChart *chart, ScalingMethod method, Labels *labels) {
    Ui *ui = chart->figure->view->ui;
    double best = 0, top = chart->inner.y + ui_leading(ui, TYPE_CAPTION),
           bottom = chart->inner.y + chart->inner.h;
    Rect place = {0};
    for (int side = 0; side < 2; side++) {
        // Bars are named at their tips, not inside them.
        if (method == SCALING_LONGROPE && side != (int)chart->ratio) continue;
        for (int r = 0; r < chart->pairs; r++) {
            Rect at = label_rect(chart, method, r, side == 0);
            if (at.y < top || at.y + at.h > bottom) continue;
            // Where the curve runs alone; of places as clear as each other, well to the right.
            double score = clearance(chart, labels, at, method);
            if (score < 0) continue;
            score += apart_at(chart, method, r) + 1 - fabs(r - 0.7 * chart->pairs) / chart->pairs;
            if (score > best) place = at;
            best = fmax(best, score);
        }
    }
    if (best < 6) return; // the switches above the plot name it too
    labels->at[labels->count++] = place;
    if (scaling_shown(chart, SCALING_LONGROPE)) {
        draw_round(ui->draw, place, 3, color_fade(ui_color(ui, COLOR_SURFACE), 0.8));
    }
    ui_line_center(ui, place, TYPE_CAPTION, LOOKS[method].color, LOOKS[method].name);
}

// Wavelengths beyond the trained length never came round.
static void draw_train(const ScalingChart *chart, Labels *labels) {
    View *view = chart->figure->view;
    Ui *ui = view->ui;
    double y = train_y(chart);
    if (chart->ratio || y < chart->inner.y || y > chart->inner.y + chart->inner.h) return;
    parts_train_line(chart->figure, (Vec2){chart->inner.x, y},
                     (Vec2){chart->inner.x + chart->inner.w, y});
    const char *text =
        arena_format(ui->arena, "L = %s", format_count(view->ui->arena, chart->scaling.train));
    double h = ui_leading(ui, TYPE_MONO_SMALL), w = ui_text_width(ui, TYPE_MONO_SMALL, text) + 6;
    Rect r = {chart->inner.x + 5, y - h - 2, w, h};
    if (r.y < chart->inner.y + ui_leading(ui, TYPE_CAPTION)) r.y = y + 2;
    ui_line(ui, r, TYPE_MONO_SMALL, COLOR_TEXT, text);
    labels->at[labels->count++] = r;
}

static void draw_marked(const ScalingChart *chart) {
    Ui *ui = chart->figure->view->ui;
    double x = plot_point(&chart->plot, chart->inner, chart->pair, 1).x;
    Rect line = chart->inner;
    if (scaling_shown(chart, SCALING_YARN)) rect_cut_top(&line, ui_leading(ui, TYPE_CAPTION) + 3);
    plot_cursor(chart->figure, line, x);
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (!scaling_shown(chart, (ScalingMethod)m)) continue;
        Vec2 at = pair_point(chart, (ScalingMethod)m, chart->pair);
        parts_dot(chart->figure, at, 3.5, scaling_color(chart, (ScalingMethod)m));
    }
}

// Pointing talks about a pair; a click or an arrow marks it.
static void take_input(ScalingChart *chart, UiId id) {
    Ui *ui = chart->figure->view->ui;
    int last = chart->pairs - 1, marked = chart->pair, to = marked;
    int step = ui_arrows(ui, id).right;
    if (ui_hot(ui, id) && rect_has(chart->inner, ui->in.mouse)) {
        double at = (ui->in.mouse.x - chart->inner.x) / chart->inner.w * chart->pairs;
        chart->pair = (int)fmin(fmax(floor(at), 0), last);
        if (ui_clicked(ui, id)) to = chart->pair;
    }
    if (step) to = (int)fmin(fmax(marked + step, 0), last);
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) to = 0;
    if (ui_take_key_on(ui, id, UI_KEY_END)) to = last;
    if (to != marked) figure_wish_set(chart->figure, KEY_PAIR, to);
}

static Rect knob_rect(const ScalingChart *chart, int border) {
    double x = plot_point(&chart->plot, chart->inner, border - 0.5, 1).x;
    return (Rect){x - 11, chart->inner.y + chart->inner.h - 22, 22, 22};
}

// A knob on the border of a zone: dragging or arrows set how many turns a pair has to make to lie before it.
static void draw_knob(const ScalingChart *chart, FigureKey key, int border) {
    Ui *ui = chart->figure->view->ui;
    const FigureKeyInfo *info = figure_key_info(key);
    if (border <= 0 || border >= chart->pairs) return;
    UiId id = ui_id(chart->figure->id, info->id);
    double now = chart->figure->state->value[key], to = now;
    Rect grip = knob_rect(chart, border);
    Vec2 middle = {grip.x + 11, grip.y + 11};
    draw_disc(ui->draw, middle, 7, ui_color(ui, COLOR_SURFACE));
    draw_circle(ui->draw, middle, 6, 2, scaling_color(chart, SCALING_YARN));
    if (ui_held(ui, id) && fabs(ui->in.mouse.x - middle.x) > 4) {
        double pair = (ui->in.mouse.x - chart->inner.x) / chart->inner.w * chart->pairs - 0.5;
        to = chart->scaling.train / TURN * pow(chart->scaling.base, -2 * pair / chart->scaling.D);
        to = fmin(fmax(round(to / info->step) * info->step, info->lo), info->hi);
    }
    // To the right turn the slower pairs.
    to -= info->step * ui_arrows(ui, id).right;
    if (to != now) figure_wish_set(chart->figure, key, to);
    ui_ring(ui, id, grip, 11);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE,
                         .name = info->label,
                         .value = arena_format(ui->arena, "%g %s", now, info->unit),
                         .r = grip});
}

// Names of curves keep off the knobs.
static void reserve_knobs(const ScalingChart *chart, Labels *labels) {
    ScalingZones zones = scaling_zones(&chart->scaling);
    labels->at[labels->count++] = knob_rect(chart, zones.kept);
    labels->at[labels->count++] = knob_rect(chart, zones.kept + zones.blended);
}

static void draw_knobs(const ScalingChart *chart) {
    ScalingZones zones = scaling_zones(&chart->scaling);
    draw_knob(chart, KEY_BETA, zones.kept);
    draw_knob(chart, KEY_ALPHA, zones.kept + zones.blended);
}

static void add_item(const ScalingChart *chart, UiId id) {
    Ui *ui = chart->figure->view->ui;
    ui_ring(ui, id, chart->inner, 2);
    ui_item(ui,
            (UiItem){.id = id,
                     .role = UI_FIGURE,
                     .state = UI_FOCUSABLE,
                     .name = chart->ratio ? "Ratio of speeds per pair" : "Wavelength per pair",
                     .value = arena_format(ui->arena, "pair %d of %d", chart->pair, chart->pairs),
                     .r = chart->inner});
}

void scaling_plot(ScalingChart *chart, Rect r) {
    Ui *ui = chart->figure->view->ui;
    UiId id = ui_id(chart->figure->id, "scaling");
    Labels labels = {0};
    Rect before;
    fit_axes(chart, r.h);
    chart->inner = figure_plot(chart->figure, r, &chart->plot);
    find_points(chart);
    take_input(chart, id);
    if (scaling_shown(chart, SCALING_YARN)) {
        draw_zones(chart);
        reserve_knobs(chart, &labels);
    }
    ui_clip(ui, rect_inset(chart->inner, -1), &before);
    draw_train(chart, &labels);
    if (scaling_shown(chart, SCALING_LONGROPE)) draw_bars(chart);
    // The solid line first, so that dashes on the same way show.
    static const ScalingMethod ORDER[] = {SCALING_YARN, SCALING_PI, SCALING_NTK, SCALING_NONE};
    for (int m = 0; m < 4; m++) {
        if (scaling_shown(chart, ORDER[m])) draw_curve(chart, ORDER[m]);
    }
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (scaling_shown(chart, (ScalingMethod)m)) draw_label(chart, (ScalingMethod)m, &labels);
    }
    draw_marked(chart);
    ui_unclip(ui, before);
    add_item(chart, id);
    if (scaling_shown(chart, SCALING_YARN)) draw_knobs(chart);
}
