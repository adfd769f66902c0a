// T5's buckets: the staircase from distance to bucket, the bias that each step carries, and the matrix that they make.
#include "app/figure_parts.h"
#include "base/str.h"
#include "engine/schemes/t5.h"

#include <math.h>

// Within these ranges every combination is allowed: at most 31 exact buckets, and the widest limit beyond them.
static const FigureControl CONTROLS[] = {{KEY_BUCKETS, 4, 62},
                                         {KEY_MAX_DISTANCE, 32, 2048},
                                         {KEY_N, 16, 4096},
                                         {KEY_BIDIRECTIONAL, 0, 1}};

static const double FIRST = 0.55; // where the axis begins: distance 0 fills it up to 1

typedef struct Stairs {
    FigureView *figure;
    const Pe *pe;
    int n, head, side; // side: buckets for one direction
    int i, j;
    bool cursor, both;
} Stairs;

static int bucket_at(const Stairs *s, int relative) {
    return t5_bucket(relative, s->both, s->pe->buckets, s->pe->far);
}

static double bias_at(const Stairs *s, int bucket) {
    return s->pe->table[bucket * s->pe->H + s->head];
}

// Distances [*from, *to) that share a bucket of one side; the last has no end: *to is 0. False if no distance falls into it.
static bool find_range(const Stairs *s, int step, int *from, int *to) {
    const Pe *pe = s->pe;
    *from = *to = -1;
    for (int d = 0; d <= pe->far; d++) {
        if (pe->bucket[d] != step) continue;
        if (*from < 0) *from = d;
        *to = d + 1;
    }
    if (*from < 0) return false;
    if (*to > pe->far) *to = 0;
    return true;
}

static const char *range_text(View *view, int from, int to) {
    Arena *arena = view->ui->arena;
    if (to == 0) {
        return arena_format(arena, "every distance from %s on", format_count(arena, from));
    }
    if (to == from + 1) return arena_format(arena, "distance %d alone", from);
    return arena_format(arena, "distances %s to %s", format_count(arena, from),
                        format_count(arena, to - 1));
}

static const char *bucket_text(const Stairs *s) {
    View *view = s->figure->view;
    Arena *arena = view->ui->arena;
    if (s->figure->withheld) return "";
    if (s->j > s->i && !s->both) return str_of(STR_STAIR_MASKED);
    int bucket = bucket_at(s, s->j - s->i), step = bucket % s->side, from, to;
    if (!find_range(s, step, &from, &to)) return "";
    const char *where =
        s->both && bucket > 0 ? (bucket >= s->side ? ", keys after" : ", keys before") : "";
    const char *what = arena_format(arena, "%s%s", range_text(view, from, to), where);
    return arena_format(arena, "%s Head %d of 0–%d: %s.",
                        str_fill(arena, STR_STAIR_SHARED, arena_format(arena, "%d", bucket), what),
                        s->head, s->pe->H - 1,
                        format_number(view->ui->arena, bias_at(s, bucket), 2));
}

static PlotSpec stair_plot(const Stairs *s) {
    return (PlotSpec){.x0 = FIRST,
                      .x1 = 4096,
                      .log_x = true,
                      .y0 = 0,
                      .y1 = s->pe->buckets * 1.06,
                      .x_label = str_of(STR_STAIR_AXIS),
                      .y_label = str_of(STR_STAIR_BUCKET)};
}

static double place_x(const PlotSpec *plot, Rect inner, double distance) {
    return plot_point(plot, inner, fmin(fmax(distance, plot->x0), plot->x1), 0).x;
}

// One direction as a step curve, from distance 0 (or 1 for keys after the query) to the end of the axis.
static void draw_steps(const Stairs *s, const PlotSpec *plot, Rect inner, int first) {
    Ui *ui = s->figure->view->ui;
    Vec2 *points = arena_array(ui->arena, 2 * (size_t)s->side, sizeof *points);
    int count = 0;
    for (int step = first / s->side ? 1 : 0; step < s->side; step++) {
        int from, to;
        if (!find_range(s, step, &from, &to)) continue;
        double y = plot_point(plot, inner, 1, first + step + 0.5).y;
        points[count++] = (Vec2){place_x(plot, inner, from), y};
        points[count++] = (Vec2){place_x(plot, inner, to == 0 ? plot->x1 : to), y};
    }
    Color ink = figure_series_color(s->figure, "t5");
    if (first == 0) {
        draw_path(ui->draw, points, count, 2.2, ink);
    } else {
        draw_dashes(ui->draw, points, count, (Stroke){2.2, 5, 3}, ink);
    }
    if (!s->both) return;
    const char *text = str_of(first == 0 ? STR_STAIR_BEFORE : STR_STAIR_AFTER);
    double line = ui_leading(ui, TYPE_MONO_SMALL);
    ui_line(
        ui,
        (Rect){inner.x + 6, plot_point(plot, inner, 1, first + s->side).y + 2, inner.w - 12, line},
        TYPE_MONO_SMALL, COLOR_SECONDARY, text);
}

// The whole step under the cursor, and a dot where the cursor stands.
static void draw_lit(const Stairs *s, const PlotSpec *plot, Rect inner) {
    Ui *ui = s->figure->view->ui;
    if (s->j > s->i && !s->both) return;
    int bucket = bucket_at(s, s->j - s->i), from, to,
        distance = s->i > s->j ? s->i - s->j : s->j - s->i;
    if (!find_range(s, bucket % s->side, &from, &to)) return;
    double left = place_x(plot, inner, from), right = place_x(plot, inner, to == 0 ? plot->x1 : to),
           y = plot_point(plot, inner, 1, bucket + 0.5).y;
    draw_fill(ui->draw, (Rect){left, inner.y, right - left, inner.h},
              color_fade(ui_color(ui, COLOR_ACCENT), 0.14));
    draw_line(ui->draw, (Vec2){left, y}, (Vec2){right, y}, 4, ui_color(ui, COLOR_ACCENT));
    Vec2 dot = {place_x(plot, inner, distance == 0 ? plot_zero(plot) : distance), y};
    parts_dot(s->figure, dot, 4, ui_color(ui, COLOR_TEXT));
}

static void draw_marks(const Stairs *s, const PlotSpec *plot, Rect inner) {
    Ui *ui = s->figure->view->ui;
    const FigureState *state = s->figure->state;
    double last = -1e6, drop = 26 * ui->k;
    for (int at = 0; at < state->mark_count; at++) {
        int distance = state->marks[at].i, bucket = bucket_at(s, -distance);
        double x = place_x(plot, inner, distance), y = plot_point(plot, inner, 1, bucket + 0.5).y,
               size = 6 * ui->k;
        Vec2 diamond[] = {{x, y - size}, {x + size, y}, {x, y + size}, {x - size, y}};
        draw_poly(ui->draw, diamond, 4, ui_color(ui, COLOR_WARNING));
        const char *text = arena_format(ui->arena, "%s: %d",
                                        format_count(s->figure->view->ui->arena, distance), bucket);
        // A plate that would cover the one before hangs lower.
        drop =
            fabs(x - last) < 84 * ui->k ? drop + ui_leading(ui, TYPE_MONO_SMALL) + 6 : 26 * ui->k;
        last = x;
        figure_plate(s->figure, (Vec2){x, y + drop}, rect_inset(inner, 2), COLOR_TEXT, text);
        ui_item(ui, (UiItem){.id = ui_id_at(ui_id(s->figure->id, "mark"), at),
                             .role = UI_STATUS,
                             .name = "marked distance",
                             .value = arena_format(ui->arena, "distance %d, bucket %d", distance,
                                                   bucket),
                             .r = (Rect){x - size, y - size, 2 * size, 2 * size}});
    }
}

static void stair_input(const Stairs *s, UiId id, const PlotSpec *plot, Rect inner) {
    Ui *ui = s->figure->view->ui;
    bool over = ui_hot(ui, id) && rect_has(inner, ui->in.mouse);
    int distance = over ? (int)fmin(floor(plot_value(plot, inner, ui->in.mouse).x), s->n - 1) : 0;
    bool after = s->both && over && (ui->in.mouse.y - inner.y) / inner.h < 0.5 && distance > 0;
    FigureCell at = after ? (FigureCell){0, distance} : (FigureCell){distance, 0};
    // Arrows walk along the distance, whichever side of the diagonal the cursor is on.
    UiArrows go = ui_arrows(ui, id);
    int now = s->i - s->j, to = now + (go.right + go.down) * (now < 0 ? -1 : 1);
    figure_cursor_input(s->figure, id, over, at, (FigureCell){s->i, s->j},
                        (FigureCell){s->n, s->n});
    if (to == now || to >= s->n || -to >= s->n || (to < 0 && !s->both)) return;
    wish(s->figure->view->wishes, (Action){.kind = ACT_PIN,
                                           .target = s->figure->target,
                                           .a = to > 0 ? to : 0,
                                           .b = to < 0 ? -to : 0});
}

// The bias of each step in colour, on the same axis as the staircase; the second row is for keys after the query.
static void draw_strip(const Stairs *s, const PlotSpec *plot, Rect strip, const Paint *paint) {
    Ui *ui = s->figure->view->ui;
    int rows = s->both ? 2 : 1;
    for (int bucket = 0; bucket < rows * s->side; bucket++) {
        int from, to;
        if (!find_range(s, bucket % s->side, &from, &to) || (bucket >= s->side && from == 0)) {
            continue;
        }
        double left = place_x(plot, strip, from),
               right = place_x(plot, strip, to == 0 ? plot->x1 : to), h = strip.h / rows;
        double t = (bias_at(s, bucket) - paint->lo) / (paint->hi - paint->lo);
        draw_fill(ui->draw,
                  (Rect){left, strip.y + (bucket < s->side ? rows - 1 : 0) * h, right - left, h},
                  colormap_at(paint->map, t));
    }
    draw_ring(ui->draw, rect_inset(strip, -1), 0, 1, ui_color(ui, COLOR_BORDER));
}

static void draw_stairs(const Stairs *s, Rect r, const Paint *paint) {
    Ui *ui = s->figure->view->ui;
    PlotSpec plot = stair_plot(s);
    double band = fmin(18 * ui->k, r.h * 0.12);
    Rect strip = rect_cut_bottom(&r, band), inner = figure_plot(s->figure, r, &plot), before;
    plot_ends(s->figure, &plot, inner, s->figure->state->value[KEY_TRAIN], s->n);
    ui_clip(ui, inner, &before);
    draw_steps(s, &plot, inner, 0);
    if (s->both) draw_steps(s, &plot, inner, s->side);
    if (s->cursor && !s->figure->withheld) draw_lit(s, &plot, inner);
    ui_unclip(ui, before);
    draw_marks(s, &plot, inner);
    plot_zero_tick(s->figure, &plot, inner);
    ui_line_right(ui, (Rect){strip.x, strip.y, inner.x - strip.x - 8, strip.h}, TYPE_MONO_SMALL,
                  COLOR_MUTED, str_of(STR_STAIR_BIAS));
    strip.x = inner.x;
    strip.w = inner.w;
    draw_strip(s, &plot, strip, paint);
    UiId id = ui_id(s->figure->id, "stairs");
    ui_ring(ui, id, inner, 2);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = arena_format(ui->arena, "Staircase of %d buckets, widest limit %d",
                                              s->pe->buckets, s->pe->far),
                         .value = s->cursor ? bucket_text(s) : "",
                         .r = inner});
    stair_input(s, id, &plot, inner);
}

// The edges of the lit bucket are diagonals of the matrix.
static void draw_diagonals(const Stairs *s, Rect map) {
    Ui *ui = s->figure->view->ui;
    if (s->j > s->i && !s->both) return;
    int bucket = bucket_at(s, s->j - s->i), from, to;
    if (!find_range(s, bucket % s->side, &from, &to)) return;
    Rect before;
    double cell = map.w / s->n, sign = bucket >= s->side ? -1 : 1;
    ui_clip(ui, map, &before);
    for (int edge = 0; edge < 2; edge++) {
        if (edge == 1 && to == 0) continue;
        double shift = sign * (edge == 0 ? from - 0.5 : to - 0.5) * cell;
        Vec2 line[] = {{map.x, map.y + shift}, {map.x + map.w, map.y + map.h + shift}};
        draw_path(ui->draw, line, 2, 1.5, ui_color(ui, COLOR_TEXT));
    }
    ui_unclip(ui, before);
}

static void draw_matrix(const Stairs *s, Rect r, const Paint *paint) {
    View *view = s->figure->view;
    Ui *ui = view->ui;
    LogitView logits = {.stage = s->both ? STAGE_BIAS : STAGE_MASK,
                        .content = CONTENT_POSITION,
                        .head = s->head,
                        .D = 2,
                        .n = s->n,
                        .seed = 1};
    HeatmapSpec spec = {.rows = s->n,
                        .cols = s->n,
                        .rows_are_tokens = true,
                        .cols_are_tokens = true,
                        .row_axis = str_of(STR_QUERY_AXIS),
                        .col_axis = str_of(STR_KEY_AXIS),
                        .train_line = true,
                        .missing_from = -1,
                        .bar = true,
                        .square = true,
                        .causal = !s->both,
                        .paint = *paint,
                        .cursor_row = s->cursor ? s->i : -1,
                        .cursor_col = s->cursor ? s->j : -1,
                        .cursor_value = s->cursor && (s->both || s->j <= s->i)
                                            ? bias_at(s, bucket_at(s, s->j - s->i))
                                            : (double)NAN};
    int most = (int)fmax(8, fmin(r.w, r.h) * ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = s->pe,
                                                           .view = &logits,
                                                           .n = s->n,
                                                           .most_rows = most,
                                                           .most_cols = most,
                                                           .paint = *paint});
    UiId id = ui_id(s->figure->id, "matrix");
    FigureCell at = {0, 0};
    spec.name = arena_format(ui->arena, "T5 bias of head %d, %d tokens", s->head, s->n);
    bool over = figure_heatmap(s->figure, id, r, &spec, &at);
    figure_cursor_input(s->figure, id, over, at, (FigureCell){s->i, s->j},
                        (FigureCell){s->n, s->n});
    if (s->cursor && !s->figure->withheld) {
        draw_diagonals(s, figure_heatmap_cells(s->figure, r, &spec));
    }
}

static Stairs stairs_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Stairs s = {.figure = figure,
                .pe = figures_pe(figure->view->app->figures, pe_scheme_find("t5"), state),
                .n = figure_int(state, KEY_N)};
    s.both = pe_get_int(s.pe, "bidirectional") == 1;
    s.side = s.both ? s.pe->buckets / 2 : s.pe->buckets;
    s.head = (int)fmin(state->value[KEY_HEAD], s.pe->H - 1);
    s.cursor = figure_cursor(state, s.n, &s.i, &s.j);
    return s;
}

static void draw(FigureView *figure, Rect r) {
    Stairs s = stairs_of(figure);
    Ui *ui = figure->view->ui;
    Paint paint = figure_paint(figure, s.pe, NULL);
    double small = ui_leading(ui, TYPE_CAPTION);
    const char *text = s.cursor || figure->withheld ? bucket_text(&s) : str_of(STR_CURSOR_NONE);
    double tall =
        ui_wrapped(ui, 0, (Rect){0, 0, r.w, 0}, (UiInk){TYPE_LABEL_PLAIN, COLOR_TEXT}, text, false);
    Rect words = rect_cut_top(&r, tall + 6);
    if (!figure->withheld) {
        ui_wrapped(ui, ui_id(figure->id, "bucket"), words, (UiInk){TYPE_LABEL_PLAIN, COLOR_TEXT},
                   text, true);
    }
    parts_note(figure, "synthetic", rect_cut_bottom(&r, small), str_of(STR_STAIR_SYNTHETIC));
    rect_cut_bottom(&r, 4);
    bool beside = r.w > 1.5 * r.h, matrix = beside || r.h > 300 * ui->k;
    Rect stairs = beside ? rect_cut_left(&r, r.w * 0.56)
                         : rect_cut_top(&r, matrix ? fmax(r.h * 0.48, 180 * ui->k) : r.h);
    draw_stairs(&s, stairs, &paint);
    if (beside) {
        rect_cut_left(&r, 16 * ui->k);
    } else {
        rect_cut_top(&r, 12 * ui->k);
    }
    if (matrix) draw_matrix(&s, r, &paint);
}

const FigureInfo figure_t5_staircase = {FIGURE_CONTROLS(CONTROLS), .height = 520, .draw = draw};
