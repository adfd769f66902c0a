// RoPE's speeds pair by pair, as trained and under each repair for longer text, with the numbers of one pair.
#include "app/figure_parts.h"
#include "app/scaling_plot.h"
#include "base/num.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_SCALE, 1, 512}, {KEY_TRAIN, 256, 131072}, {KEY_BASE, 100, 1000000}, {KEY_GAUGES, 0, 1}};

static const double degrees = 57.29577951308232;

// The windows of the LongRoPE paper are 64 and 512 times the trained one.
static const double STAGES[] = {1, 64, 512};

enum { WINDOW_COUNT = 3 };

static ScalingChart chart_of(FigureView *figure) {
    const FigureState *state = figure->state;
    ScalingChart chart = {.figure = figure,
                          .scaling = scaling_of_state(state),
                          .methods = (unsigned)figure_int(state, KEY_METHODS),
                          .ratio = figure_int(state, KEY_AXIS) == 1};
    chart.pairs = scaling_pairs(&chart.scaling);
    chart.pair = (int)fmin(figure_int(state, KEY_PAIR), chart.pairs - 1);
    return chart;
}

static bool only(const ScalingChart *chart, ScalingMethod method) {
    return (chart->methods & ~1U) == 1U << method;
}

// A position that the card marks, and where interpolation reads it.
static bool marked(const ScalingChart *chart, double *mark) {
    const FigureState *state = chart->figure->state;
    if (state->mark_count == 0 || !scaling_shown(chart, SCALING_PI)) return false;
    *mark = state->marks[0].i;
    return *mark <= chart->scaling.train * chart->scaling.scale;
}

static const char *short_count(View *view, double value) {
    if (value < 100) return arena_format(view->ui->arena, "%.4g", value);
    return format_count(view->ui->arena, round(value));
}

static const char *yarn_headline(const ScalingChart *chart) {
    ScalingZones zones = scaling_zones(&chart->scaling);
    return arena_format(chart->figure->view->ui->arena,
                        "YaRN keeps %d pairs, blends %d and interpolates %d.", zones.kept,
                        zones.blended, zones.interpolated);
}

static const char *longrope_headline(const ScalingChart *chart) {
    int count;
    const double *factors = scaling_longrope_factors(chart->scaling.scale > 1, &count);
    return arena_format(chart->figure->view->ui->arena,
                        "LongRoPE: a factor for each pair, %.2f to %.2f, found by search.",
                        factors[0], factors[count - 1]);
}

static const char *headline(const ScalingChart *chart) {
    View *view = chart->figure->view;
    Arena *arena = view->ui->arena;
    const char *scale = format_count(view->ui->arena, chart->scaling.scale);
    double mark;
    if (marked(chart, &mark)) {
        return arena_format(arena, "Position interpolation: %s → %s.",
                            format_count(view->ui->arena, mark),
                            short_count(view, mark / chart->scaling.scale));
    }
    if (scaling_shown(chart, SCALING_YARN)) return yarn_headline(chart);
    if (only(chart, SCALING_LONGROPE)) return longrope_headline(chart);
    if (scaling_shown(chart, SCALING_NTK)) {
        return arena_format(arena, "Base %s → %s: the last pair is %s times slower.",
                            format_count(view->ui->arena, chart->scaling.base),
                            format_count(view->ui->arena, round(scaling_ntk_base(&chart->scaling))),
                            scale);
    }
    if (only(chart, SCALING_PI)) {
        return arena_format(arena, "Position interpolation: every pair is %s times slower.", scale);
    }
    return "Each pair of RoPE has a speed of its own, fast to slow.";
}

// Switches that are the legend too.
static double switch_width(const ScalingChart *chart, ScalingMethod method) {
    const Ui *ui = chart->figure->view->ui;
    return ui_text_width(ui, TYPE_CAPTION, scaling_name(method)) + 44 * ui->k;
}

static void draw_switch(const ScalingChart *chart, ScalingMethod method, Rect r) {
    Ui *ui = chart->figure->view->ui;
    UiId id = ui_id_at(ui_id(chart->figure->id, "method"), (int)method);
    bool on = scaling_shown(chart, method);
    if (on || ui_hot(ui, id)) {
        draw_round(ui->draw, r, 8, ui_color(ui, on ? COLOR_TINT : COLOR_SUNKEN));
    }
    draw_ring(ui->draw, r, 8, on ? 1.5 : 1, ui_color(ui, on ? COLOR_ACCENT : COLOR_CONTROL));
    ui_ring(ui, id, r, 8);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SWITCH,
                         .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                         .name = scaling_name(method),
                         .value = on ? "on" : "off",
                         .r = r});
    if (ui_clicked(ui, id)) {
        figure_wish_set(chart->figure, KEY_METHODS, chart->methods ^ 1U << method);
    }
    Rect inner = rect_pad(r, 8 * ui->k, 0);
    scaling_sample(chart, method, rect_cut_left(&inner, 20 * ui->k));
    rect_cut_left(&inner, 7 * ui->k);
    ui_line(ui, inner, TYPE_CAPTION, on ? COLOR_TEXT : COLOR_SECONDARY, scaling_name(method));
}

static void draw_switches(const ScalingChart *chart, Rect *r) {
    Ui *ui = chart->figure->view->ui;
    double h = 30 * ui->k, gap = 6, x = r->x, y = r->y;
    for (int m = 0; m < SCALING_COUNT; m++) {
        double w = switch_width(chart, (ScalingMethod)m);
        if (x > r->x && x + w > r->x + r->w) {
            x = r->x;
            y += h + gap;
        }
        draw_switch(chart, (ScalingMethod)m, (Rect){x, y, w, h});
        x += w + gap;
    }
    rect_cut_top(r, y + h + gap - r->y);
}

// LongRoPE's windows: the stairs, and the button that climbs them.
static int stage_of(const ScalingChart *chart) {
    int stage = 0;
    while (stage < WINDOW_COUNT - 1 && chart->scaling.scale >= STAGES[stage + 1]) stage++;
    return stage;
}

static void draw_next(const ScalingChart *chart, Rect row) {
    Ui *ui = chart->figure->view->ui;
    Rect r = rect_cut_right(&row, ui_button_width(ui, "Next stage", ""));
    if (!ui_button(ui, ui_id(chart->figure->id, "next"), r, BUTTON_PLAIN, "Next stage", "")) return;
    figure_wish_set(chart->figure, KEY_SCALE, STAGES[(stage_of(chart) + 1) % WINDOW_COUNT]);
}

static void draw_stages(const ScalingChart *chart, Rect *r) {
    static const char *const STEPS[] = {"trained", "searched, fine-tuned", "searched again"};
    View *view = chart->figure->view;
    Ui *ui = view->ui;
    double line = ui_leading(ui, TYPE_CAPTION), stair = 6 * ui->k;
    Rect row = rect_cut_top(r, 2 * line + 3 * stair), whole = row;
    rect_cut_top(r, 4 * ui->k);
    int now = stage_of(chart);
    for (int stage = 0; stage < WINDOW_COUNT; stage++) {
        Rect cell = rect_column(row, stage, WINDOW_COUNT, 3);
        rect_cut_top(&cell, stair * (WINDOW_COUNT - 1 - stage));
        Color ink = scaling_color(chart, SCALING_LONGROPE);
        draw_fill(ui->draw, rect_cut_top(&cell, 5 * ui->k),
                  stage == now ? ink : color_fade(ink, 0.3));
        ui_line(ui, rect_cut_top(&cell, line), TYPE_MONO, stage == now ? COLOR_TEXT : COLOR_MUTED,
                format_count(ui->arena, chart->scaling.train * STAGES[stage]));
        ui_line(ui, rect_cut_top(&cell, line), TYPE_CAPTION, COLOR_SECONDARY, STEPS[stage]);
    }
    ui_item(ui,
            (UiItem){.id = ui_id(chart->figure->id, "stages"),
                     .role = UI_TEXT,
                     .name = "Window",
                     .value = arena_format(
                         ui->arena, "%s tokens, %s",
                         format_count(ui->arena, chart->scaling.train * STAGES[now]), STEPS[now]),
                     .r = whole});
}

// What the height shows, and which YaRN is drawn.
static void draw_choices(const ScalingChart *chart, Rect *r) {
    static const char *const AXES[] = {"wavelength", "new / old", NULL};
    static const char *const RAMPS[] = {"YaRN: paper", "YaRN: released code", NULL};
    Ui *ui = chart->figure->view->ui;
    FigureView *figure = chart->figure;
    bool yarn = scaling_shown(chart, SCALING_YARN);
    Rect row = rect_cut_top(r, 34 * ui->k), axis;
    axis = rect_cut_left(&row, fmin(yarn ? (row.w - 8) * 0.42 : row.w, 260 * ui->k));
    figure_segments(figure, KEY_AXIS, axis, AXES);
    rect_cut_top(r, 8 * ui->k);
    if (only(chart, SCALING_LONGROPE)) draw_next(chart, row);
    if (!yarn) return;
    rect_cut_left(&row, 8);
    row.w = fmin(row.w, 330 * ui->k);
    figure_segments(figure, KEY_RAMP, row, RAMPS);
}

// Two rulers: the long text above, the trained positions that it is squeezed onto below, drawn to one scale.
static void draw_rulers(const ScalingChart *chart, double mark, Rect *r) {
    View *view = chart->figure->view;
    Ui *ui = view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL), h = 5 * ui->k;
    Rect box = rect_cut_top(r, 2 * line + 48 * ui->k);
    double s = chart->scaling.scale, L = chart->scaling.train, short_w = box.w / s,
           x = box.x + box.w * mark / (L * s), to = box.x + short_w * mark / (L * s),
           top = box.y + line + 2, low = box.y + line + 32 * ui->k;
    Color pi = scaling_color(chart, SCALING_PI);
    draw_fill(ui->draw, (Rect){box.x, top, box.w, h}, color_fade(pi, 0.35));
    draw_fill(ui->draw, (Rect){box.x, low, fmax(short_w, 2), h}, pi);
    Vec2 ends[] = {{box.x + box.w, top + h}, {box.x + short_w, low}};
    draw_dashes(ui->draw, ends, 2, (Stroke){1, 4, 4}, ui_color(ui, COLOR_CONTROL));
    draw_line(ui->draw, (Vec2){x, top + h}, (Vec2){to, low}, 2, ui_color(ui, COLOR_TEXT));
    draw_disc(ui->draw, (Vec2){x, top + h / 2}, 5 * ui->k, ui_color(ui, COLOR_TEXT));
    draw_disc(ui->draw, (Vec2){to, low + h / 2}, 5 * ui->k, ui_color(ui, COLOR_TEXT));
    const char *from_text = format_count(view->ui->arena, mark),
               *to_text = short_count(view, mark / s),
               *whole = arena_format(ui->arena, "0 … %s", format_count(view->ui->arena, L * s));
    double wide = ui_text_width(ui, TYPE_MONO_SMALL, from_text) + 4;
    ui_line(ui, (Rect){box.x, box.y, box.w / 2, line}, TYPE_MONO_SMALL, COLOR_MUTED, whole);
    ui_line(ui, (Rect){fmin(x - wide / 2, box.x + box.w - wide), box.y, wide, line},
            TYPE_MONO_SMALL, COLOR_TEXT, from_text);
    double below = low + h + 3;
    wide = ui_text_width(ui, TYPE_MONO_SMALL, to_text) + 4;
    double at = fmax(to - wide / 2, box.x);
    ui_line(ui, (Rect){at, below, wide, line}, TYPE_MONO_SMALL, COLOR_TEXT, to_text);
    ui_line(ui, (Rect){fmax(at + wide + 10, box.x + short_w + 4), below, box.w / 2, line},
            TYPE_MONO_SMALL, COLOR_MUTED,
            arena_format(ui->arena, "0 … %s, as trained", format_count(view->ui->arena, L)));
    ui_item(ui, (UiItem){.id = ui_id(chart->figure->id, "rulers"),
                         .role = UI_TEXT,
                         .name = "Rulers",
                         .value = arena_format(ui->arena, "%s of %s becomes %s of %s", from_text,
                                               format_count(view->ui->arena, L * s), to_text,
                                               format_count(view->ui->arena, L)),
                         .r = box});
}

// The angle between neighbours on the fastest pair, one small dial for every method shown.
static void draw_gauge(const ScalingChart *chart, ScalingMethod method, Rect r) {
    View *view = chart->figure->view;
    Ui *ui = view->ui;
    double angle = scaling_speed(&chart->scaling, method, 0), radius = 13 * ui->k;
    Rect face = rect_cut_left(&r, 2 * radius);
    Vec2 at = {face.x + face.w / 2, face.y + face.h / 2};
    Color ink = scaling_color(chart, method);
    draw_disc(ui->draw, at, radius, ui_color(ui, COLOR_SUNKEN));
    draw_circle(ui->draw, at, radius, 1, ui_color(ui, COLOR_CONTROL));
    draw_arc(ui->draw, (Arc){at, radius * 0.62, 0, angle}, radius * 0.3, color_fade(ink, 0.5));
    for (int hand = 0; hand < 2; hand++) {
        Vec2 tip = {at.x + radius * cos(hand * angle), at.y - radius * sin(hand * angle)};
        draw_line(ui->draw, at, tip, 2, hand ? ink : ui_color(ui, COLOR_TEXT));
    }
    rect_cut_left(&r, 5 * ui->k);
    const char *text = arena_format(ui->arena, "%.1f°", angle * degrees);
    ui_line(ui, rect_cut_top(&r, r.h / 2), TYPE_MONO, COLOR_TEXT, text);
    ui_line(ui, r, TYPE_CAPTION, COLOR_SECONDARY, scaling_name(method));
    ui_item(ui, (UiItem){.id = ui_id_at(ui_id(chart->figure->id, "gauge"), (int)method),
                         .role = UI_TEXT,
                         .name = arena_format(ui->arena, "Neighbours on the fastest pair, %s",
                                              scaling_name(method)),
                         .value = text,
                         .r = r});
}

static void draw_gauges(const ScalingChart *chart, Rect *r) {
    Ui *ui = chart->figure->view->ui;
    int count = 0, at = 0;
    for (int m = 0; m < SCALING_COUNT; m++) count += scaling_shown(chart, (ScalingMethod)m);
    ui_line(ui, rect_cut_top(r, ui_leading(ui, TYPE_CAPTION)), TYPE_CAPTION, COLOR_SECONDARY,
            "Angle between neighbours on the fastest pair");
    Rect row = rect_cut_top(r, 36 * ui->k);
    rect_cut_top(r, 6 * ui->k);
    row.w = fmin(row.w, count * 150 * ui->k);
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (!scaling_shown(chart, (ScalingMethod)m)) continue;
        draw_gauge(chart, (ScalingMethod)m, rect_column(row, at++, count, 2));
    }
}

static const char *turns_text(const ScalingChart *chart) {
    return arena_format(chart->figure->view->ui->arena, "Pair %d: %.3g turns", chart->pair,
                        scaling_turns(&chart->scaling, chart->pair));
}

// The same in words, with the zone.
static const char *zone_text(const ScalingChart *chart) {
    Arena *arena = chart->figure->view->ui->arena;
    double keep = scaling_keep(&chart->scaling, chart->pair);
    const char *zone = keep >= 1  ? ", kept"
                       : keep > 0 ? arena_format(arena, ", %.0f %% kept", 100 * keep)
                                  : ", interpolated";
    return arena_format(arena, "%s in %s tokens%s", turns_text(chart),
                        format_count(arena, chart->scaling.train),
                        scaling_shown(chart, SCALING_YARN) ? zone : "");
}

// In one line, where there is no room for the table.
static const char *pair_line(const ScalingChart *chart) {
    Arena *arena = chart->figure->view->ui->arena;
    const char *text = turns_text(chart);
    for (int m = SCALING_PI; m < SCALING_COUNT; m++) {
        if (!scaling_shown(chart, (ScalingMethod)m)) continue;
        double ratio = scaling_speed(&chart->scaling, (ScalingMethod)m, chart->pair) /
                       scaling_plain(&chart->scaling, chart->pair);
        text = arena_format(arena, "%s · %s %.2g", text, scaling_name((ScalingMethod)m), ratio);
    }
    return text;
}

// One row for every method shown: speed, wavelength and ratio of the pair.
static void draw_row(const ScalingChart *chart, ScalingMethod method, Rect r) {
    View *view = chart->figure->view;
    Ui *ui = view->ui;
    double speed = scaling_speed(&chart->scaling, method, chart->pair),
           ratio = speed / scaling_plain(&chart->scaling, chart->pair);
    const char *cells[] = {arena_format(ui->arena, "%.4g", speed), short_count(view, TURN / speed),
                           arena_format(ui->arena, "%.4f", ratio)};
    ui_item(ui, (UiItem){.id = ui_id_at(ui_id(chart->figure->id, "row"), (int)method),
                         .role = UI_TEXT,
                         .name = scaling_name(method),
                         .value = arena_format(ui->arena, "θ = %s, %s tokens a turn, new / old %s",
                                               cells[0], cells[1], cells[2]),
                         .r = r});
    scaling_sample(chart, method, rect_cut_left(&r, 22 * ui->k));
    rect_cut_left(&r, 8 * ui->k);
    Rect name = rect_cut_left(&r, r.w * 0.26);
    ui_line(ui, name, TYPE_CAPTION, COLOR_TEXT, scaling_name(method));
    for (int c = 0; c < 3; c++) {
        ui_line_right(ui, rect_column(r, c, 3, 4), TYPE_MONO_SMALL, COLOR_TEXT, cells[c]);
    }
}

static void draw_table(const ScalingChart *chart, Rect r) {
    static const char *const HEADS[] = {"radians/token", "tokens/turn", "new / old"};
    Ui *ui = chart->figure->view->ui;
    double row = ui_leading(ui, TYPE_CAPTION);
    Rect head = rect_cut_top(&r, row);
    ui_item(ui, (UiItem){.id = ui_id(chart->figure->id, "pair"),
                         .role = UI_STATUS,
                         .name = "pair",
                         .value = zone_text(chart),
                         .r = head});
    ui_line(ui, head, TYPE_LABEL, COLOR_TEXT, turns_text(chart));
    rect_cut_left(&head, 30 * ui->k);
    rect_cut_left(&head, head.w * 0.26);
    for (int c = 0; c < 3; c++) {
        ui_line_right(ui, rect_column(head, c, 3, 4), TYPE_CAPTION, COLOR_MUTED, HEADS[c]);
    }
    for (int m = 0; m < SCALING_COUNT; m++) {
        if (!scaling_shown(chart, (ScalingMethod)m)) continue;
        draw_row(chart, (ScalingMethod)m, rect_cut_top(&r, row));
    }
}

static double table_height(const ScalingChart *chart) {
    int rows = 1;
    for (int m = 0; m < SCALING_COUNT; m++) rows += scaling_shown(chart, (ScalingMethod)m);
    return rows * ui_leading(chart->figure->view->ui, TYPE_CAPTION) + 8;
}

// Which YaRN, whose factors.
static const char *yarn_note(const ScalingChart *chart) {
    Arena *arena = chart->figure->view->ui->arena;
    double low, high, factor = scaling_temperature(chart->scaling.scale);
    if (chart->scaling.ramp == SCALING_RAMP_PAPER) {
        return arena_format(arena,
                            "YaRN of the paper: ramp by turns within L, from α = %g to β = %g. It "
                            "also multiplies q and k by %.3f. ",
                            chart->scaling.alpha, chart->scaling.beta, factor);
    }
    scaling_code_range(&chart->scaling, &low, &high);
    return arena_format(arena,
                        "YaRN of the released code: ramp by pair index, from %g to %g (%g turns "
                        "and %g, rounded outwards). It also multiplies q and k by %.3f. ",
                        low, high, chart->scaling.beta, chart->scaling.alpha, factor);
}

static const char *longrope_note(const ScalingChart *chart) {
    Arena *arena = chart->figure->view->ui->arena;
    int count;
    bool longer = chart->scaling.scale > 1;
    scaling_longrope_factors(longer, &count);
    const char *spread =
        chart->pairs == count ? "" : arena_format(arena, " over these %d", chart->pairs);
    return arena_format(arena,
                        "LongRoPE has no formula: these are Phi-3-mini-128k’s published factors "
                        "for %s texts, %d pairs%s, searched for 4,096 → 131,072 tokens whatever s "
                        "is. Another model’s differ.",
                        longer ? "long" : "short", count, spread);
}

// "" where every curve is a closed form that its name says.
static const char *note(const ScalingChart *chart) {
    const char *yarn = scaling_shown(chart, SCALING_YARN) ? yarn_note(chart) : "",
               *search = scaling_shown(chart, SCALING_LONGROPE) ? longrope_note(chart) : "";
    return arena_format(chart->figure->view->ui->arena, "%s%s", yarn, search);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    ScalingChart chart = chart_of(figure);
    double mark, least = 150 * ui->k;
    parts_headline(figure, &r, headline(&chart));
    draw_switches(&chart, &r);
    draw_choices(&chart, &r);
    bool told = !figure->withheld;
    if (told && marked(&chart, &mark) && r.h > least + 60 * ui->k) draw_rulers(&chart, mark, &r);
    if (told && figure->state->value[KEY_GAUGES] > 0 && chart.methods) draw_gauges(&chart, &r);
    if (only(&chart, SCALING_LONGROPE) && r.h > least + 60 * ui->k) draw_stages(&chart, &r);
    const char *below = note(&chart);
    double text = *below ? parts_detail_height(figure, r.w, below) + 2 : 0,
           table = table_height(&chart);
    // The plot first, then what is said about it, then the numbers of a pair.
    if (text > 0 && r.h - text > least) {
        parts_detail(figure, "note", rect_cut_bottom(&r, text), below);
    }
    Rect numbers = {0};
    if (r.h - table > least) numbers = rect_cut_bottom(&r, table);
    if (numbers.h <= 0) {
        figure_line(figure, "pair", rect_cut_bottom(&r, ui_leading(ui, TYPE_LABEL)), TYPE_CAPTION,
                    COLOR_TEXT, pair_line(&chart));
    }
    rect_cut_bottom(&r, 4 * ui->k);
    scaling_plot(&chart, r);
    if (numbers.h > 0 && told) draw_table(&chart, numbers);
}

const FigureInfo figure_scaling_chart = {FIGURE_CONTROLS(CONTROLS), .height = 580, .draw = draw};
