// For every pair of RoPE the arc of relative angles met in training, as a second ring what the current length adds, and how much
// of that a repair pulls back inside.
#include "app/dial.h"
#include "app/scaling_plot.h"
#include "engine/schemes/rope.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_TRAIN, 8, 131072}, {KEY_N, 8, 131072}, {KEY_BASE, 100, 1000000}};

static const double degrees = 57.29577951308232;

typedef struct Arcs {
    FigureView *figure;
    const Pe *pe;
    double train, n;
    ScalingMethod method;
    DialFace face;
} Arcs;

// A repair stretches by as much as the length asks for.
static void repair(Arcs *a) {
    Arena *arena = a->figure->view->ui->arena;
    Scaling scaling = scaling_of_state(a->figure->state);
    if (a->method == SCALING_NONE || a->n <= a->train) return;
    scaling.D = 2 * a->pe->pairs;
    scaling.base = pe_get(a->pe, "base", scaling.base);
    scaling.train = a->train;
    scaling.scale = a->n / a->train;
    double *now = arena_array(arena, (size_t)a->pe->pairs, sizeof *now);
    scaling_speeds(&scaling, a->method, now);
    a->face.now = now;
}

static Arcs arcs_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Arcs a = {.figure = figure,
              .pe = parts_rope(figure),
              .train = state->value[KEY_TRAIN],
              .n = state->value[KEY_N],
              .method = (ScalingMethod)figure_int(state, KEY_METHOD)};
    a.face = (DialFace){.train = a.train, .length = a.n, .hands = {(double)NAN, (double)NAN}};
    repair(&a);
    return a;
}

static DialFace face_at(const Arcs *a, int pair) {
    DialFace face = a->face;
    face.speed = a->pe->freq[pair];
    if (face.now) face.repaired = face.now[pair];
    return face;
}

static int count_unseen(const Arcs *a) {
    int count = 0;
    for (int r = 0; r < a->pe->pairs; r++) {
        DialFace face = face_at(a, r);
        DialArc added = dial_added(&face);
        count += added.to > added.from;
    }
    return count;
}

static const char *headline(const Arcs *a) {
    Arena *arena = a->figure->view->ui->arena;
    int closed = rope_closed_pairs(a->pe, (int64_t)a->train), unseen = count_unseen(a);
    const char *met = arena_format(arena, "%d of %d circles are closed by training on %s tokens.",
                                   closed, a->pe->pairs, format_count(arena, a->train));
    const char *under =
        a->face.now ? arena_format(arena, " under %s", scaling_name(a->method)) : "";
    if (unseen == 0) {
        return arena_format(arena, "%s %s tokens%s add no new angle.", met,
                            format_count(arena, a->n), under);
    }
    return arena_format(arena, "%s %s tokens%s add unseen angles to %d.", met,
                        format_count(arena, a->n), under, unseen);
}

// The largest relative angle that a length reaches, in degrees; a full turn is all there is.
static double reach(double speed, double length) {
    return fmin((length - 1) * speed * degrees, 360);
}

// What the current length does to an open pair.
static const char *added_text(const Arcs *a, int pair) {
    Arena *arena = a->figure->view->ui->arena;
    DialFace face = face_at(a, pair);
    DialArc added = dial_added(&face);
    double met = reach(face.speed, a->train), now = reach(face.speed, a->n);
    const char *n = format_count(arena, a->n);
    if (!face.now) return arena_format(arena, "; %s tokens add %.3g° to %.3g°.", n, met, now);
    const char *left = added.to > added.from ? "still beyond" : "inside again";
    const char *whose = a->method == SCALING_LONGROPE ? " (Phi-3-mini-128k’s factors)" : "";
    return arena_format(arena, "; %s tokens would reach %.3g°, under %s%s they reach %.3g°: %s.", n,
                        now, scaling_name(a->method), whose, reach(face.repaired, a->n), left);
}

static const char *detail(const void *self, int pair) {
    const Arcs *a = self;
    Arena *arena = a->figure->view->ui->arena;
    double speed = a->pe->freq[pair];
    const char *head = arena_format(
        arena, "Pair %d of d = %d, base %s: θ = %.4g, once round in %s tokens.", pair, a->pe->D,
        format_count(arena, pe_get(a->pe, "base", 0)), speed, parts_turn(a->figure, speed));
    if (rope_closed(speed, a->train)) {
        return arena_format(arena, "%s Training met every relative angle.", head);
    }
    return arena_format(arena, "%s Training met 0° to %.3g°%s", head, reach(speed, a->train),
                        a->n > a->train ? added_text(a, pair) : ".");
}

static void draw_repairs(const Arcs *a, Rect *r) {
    Ui *ui = a->figure->view->ui;
    const char *labels[SCALING_COUNT + 1] = {0};
    for (int m = 0; m < SCALING_COUNT; m++) labels[m] = scaling_name((ScalingMethod)m);
    figure_segments(a->figure, KEY_METHOD, rect_cut_top(r, 34 * ui->k), labels);
    rect_cut_top(r, 8 * ui->k);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    Arcs a = arcs_of(figure);
    parts_headline(figure, &r, headline(&a));
    draw_repairs(&a, &r);
    const LegendEntry legend[] = {
        {LEGEND_LINE, figure_series_color(figure, "rope"), "met in training"},
        {LEGEND_LINE, ui_color(ui, COLOR_WARNING), "second ring: added by the current length"},
        {LEGEND_LINE, color_fade(ui_color(ui, COLOR_MUTED), 0.35), "pulled back by the repair"},
    };
    DialFigure what = {.name = "Arcs of RoPE pairs",
                       .legend = legend,
                       .legend_count = a.face.now ? 3 : 2,
                       .face = a.face,
                       .self = &a,
                       .detail = detail};
    dial_figure(figure, r, a.pe, &what);
}

const FigureInfo figure_seen_arcs = {FIGURE_CONTROLS(CONTROLS), .height = 460, .draw = draw};
