// Bytes against length: the scores of one head, plain or fused, and the key-value cache of all heads, grouped heads and MLA.
#include "app/figure_parts.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_N, 64, 2097152}, {KEY_KERNEL, 0, 1}, {KEY_LAYERS, 1, 128}, {KEY_KV_HEADS, 1, 128}};

enum { LEAST_N = 6, MOST_N = 21, MOST_BYTES = 45 }; // as powers of two

// The axes never move. Their ticks, in bytes and in tokens, are the figure's own.
static const PlotSpec PLOT = {.x0 = 1 << LEAST_N,
                              .x1 = 1 << MOST_N,
                              .y0 = 1 << 9,
                              .y1 = (double)(1LL << MOST_BYTES),
                              .log_x = true,
                              .log_y = true};

typedef enum LineId { LINE_SCORES, LINE_MHA, LINE_GQA, LINE_MLA, LINE_COUNT } LineId;

typedef struct MemoryLine {
    const char *name, *formula;
    double token; // bytes for every token
    double extra; // of it, MLA's rotary key
    bool square;  // grows with n²: token is the factor of n²
    ColorId color;
    double dash;
} MemoryLine;

typedef struct Meter {
    FigureView *figure;
    double n;
    MemoryLine lines[LINE_COUNT];
    Rect inner; // of the plot
} Meter;

static void fill_scores(Meter *m) {
    const FigureState *state = m->figure->state;
    Arena *arena = m->figure->view->ui->arena;
    double bytes = state->value[KEY_BYTES];
    bool fused = state->value[KEY_KERNEL] > 0;
    m->lines[LINE_SCORES] = (MemoryLine){
        .name = fused ? "scores of a head, fused" : "scores of a head, plain",
        .formula = fused ? "4 · n bytes: one 32-bit log-sum a row, as FlashAttention-2 keeps"
                         : arena_format(arena, "n · n · %.0f bytes", bytes),
        .token = fused ? 4 : bytes,
        .square = !fused,
        .color = COLOR_SERIES_ROPE};
}

static void fill_caches(Meter *m) {
    const double *v = m->figure->state->value;
    Arena *arena = m->figure->view->ui->arena;
    double d = v[KEY_D], layers = v[KEY_LAYERS], bytes = v[KEY_BYTES], heads = v[KEY_HEADS];
    double groups = fmin(v[KEY_KV_HEADS], heads);
    m->lines[LINE_MHA] = (MemoryLine){
        .name = "cache, all heads (MHA)",
        .token = 2 * layers * heads * d * bytes,
        .formula = arena_format(arena, "2 · %.0f layers · %.0f heads · %.0f · %.0f bytes", layers,
                                heads, d, bytes),
        .color = COLOR_SERIES_SINUSOIDAL,
        .dash = 10};
    m->lines[LINE_GQA] =
        (MemoryLine){.name = "cache, grouped (GQA)",
                     .token = 2 * layers * groups * d * bytes,
                     .formula = arena_format(arena, "2 · %.0f · %.0f KV heads · %.0f · %.0f",
                                             layers, groups, d, bytes),
                     .color = COLOR_SERIES_LEARNED,
                     .dash = 5};
    m->lines[LINE_MLA] =
        (MemoryLine){.name = "cache, latent (MLA)",
                     .token = layers * (v[KEY_LATENT] + v[KEY_ROPE_KEY]) * bytes,
                     .extra = layers * v[KEY_ROPE_KEY] * bytes,
                     .formula = arena_format(arena, "%.0f · (%.0f latent + %.0f rotary) · %.0f",
                                             layers, v[KEY_LATENT], v[KEY_ROPE_KEY], bytes),
                     .color = COLOR_SERIES_ALIBI,
                     .dash = 2};
}

// The scores always; the caches as far as the card compares them.
static bool is_shown(const Meter *m, int line) {
    int caches = figure_int(m->figure->state, KEY_COMPARE);
    return line == LINE_SCORES || (caches >> (line - LINE_MHA) & 1);
}

static int shown_count(const Meter *m) {
    int count = 0;
    for (int l = 0; l < LINE_COUNT; l++) count += is_shown(m, l);
    return count;
}

static double total(const MemoryLine *line, double n) {
    return line->token * n * (line->square ? n : 1);
}

static Vec2 place(const Meter *m, double n, double bytes) {
    return plot_point(&PLOT, m->inner, fmax(n, PLOT.x0), bytes);
}

static void draw_axes(const Meter *m, Rect r) {
    View *view = m->figure->view;
    Ui *ui = view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL),
           wide = ui_text_width(ui, TYPE_MONO_SMALL, "2,097,152");
    Color grid = color_fade(ui_color(ui, COLOR_BORDER), 0.8);
    for (int power = 10; power <= MOST_BYTES; power += 10) {
        double y = place(m, 1024, exp2(power)).y;
        draw_fill(ui->draw, (Rect){m->inner.x, round(y), m->inner.w, 1}, grid);
        Rect label = {r.x, y - line / 2, m->inner.x - r.x - 6, line};
        ui_line_right(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, parts_bytes(m->figure, exp2(power)));
    }
    int every = m->inner.w / (MOST_N - LEAST_N) * 2 > wide + 8 ? 2 : 4;
    for (int power = LEAST_N + 2; power < MOST_N; power += every) {
        double x = place(m, exp2(power), 1024).x;
        draw_fill(ui->draw, (Rect){round(x), m->inner.y, 1, m->inner.h}, grid);
        Rect label = {x - wide / 2, m->inner.y + m->inner.h + 3, wide, line};
        ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED,
                       format_count(view->ui->arena, exp2(power)));
    }
    draw_ring(ui->draw, rect_inset(m->inner, -1), 0, 1, ui_color(ui, COLOR_BORDER));
}

static void draw_line_of(const Meter *m, const MemoryLine *line) {
    Ui *ui = m->figure->view->ui;
    Color ink = ui_color(ui, line->color);
    Vec2 ends[] = {place(m, PLOT.x0, total(line, PLOT.x0)),
                   place(m, PLOT.x1, total(line, PLOT.x1))};
    parts_stroke(m->figure, ends, 2, line->dash, ink);
}

static void draw_marker(const Meter *m, const MemoryLine *line) {
    Ui *ui = m->figure->view->ui;
    Vec2 now = place(m, m->n, total(line, m->n));
    parts_dot(m->figure, now, 4.5, ui_color(ui, line->color));
}

// The length, as a line to be dragged; left and right halve and double it.
static void draw_cursor(const Meter *m) {
    Ui *ui = m->figure->view->ui;
    UiId id = ui_id(m->figure->id, "plot");
    double to = m->n;
    plot_cursor(m->figure, m->inner, place(m, m->n, 1024).x);
    if (ui_held(ui, id)) to = round(plot_value(&PLOT, m->inner, ui->in.mouse).x);
    to = floor(to * exp2(ui_arrows(ui, id).right));
    double end = fmin(fmax(to, PLOT.x0), PLOT.x1);
    if (to != m->n && end != m->n) figure_wish_set(m->figure, KEY_N, end);
    ui_ring(ui, id, m->inner, 2);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE,
                         .name = "Bytes against length, logarithmic",
                         .value = arena_format(ui->arena, "%s tokens",
                                               format_count(m->figure->view->ui->arena, m->n)),
                         .r = m->inner});
}

static void draw_plot(Meter *m, Rect r) {
    Ui *ui = m->figure->view->ui;
    m->inner = r;
    rect_cut_left(&m->inner, ui_text_width(ui, TYPE_MONO_SMALL, "1 MiB") + 8);
    rect_cut_bottom(&m->inner, ui_leading(ui, TYPE_MONO_SMALL) + 4);
    rect_cut_top(&m->inner, 4);
    draw_axes(m, r);
    Rect before;
    draw_cursor(m);
    ui_clip(ui, m->inner, &before);
    for (int l = 0; l < LINE_COUNT; l++) {
        if (is_shown(m, l)) draw_line_of(m, &m->lines[l]);
    }
    for (int l = LINE_COUNT - 1; l >= 0; l--) {
        if (is_shown(m, l)) draw_marker(m, &m->lines[l]);
    }
    ui_unclip(ui, before);
}

// The bar of a cache: bytes per token as a share of all heads' or of the largest; MLA's rotary key is its lighter end.
static void draw_bar(const Meter *m, const MemoryLine *line, Rect r) {
    Ui *ui = m->figure->view->ui;
    double most = 0;
    for (int l = LINE_MHA; l < LINE_COUNT; l++) {
        if (is_shown(m, l)) most = fmax(most, m->lines[l].token);
    }
    double bar = r.w * 0.55, w = fmax(bar * line->token / most, 2), h = 10 * ui->k;
    Rect whole = {r.x, r.y + (r.h - h) / 2, bar, h}, part = whole;
    Color ink = ui_color(ui, line->color);
    part.w = w;
    draw_fill(ui->draw, whole, ui_color(ui, COLOR_SUNKEN));
    draw_fill(ui->draw, part, ink);
    if (line->extra > 0) {
        Rect end = {part.x + w - w * line->extra / line->token, part.y,
                    w * line->extra / line->token, h};
        draw_fill(ui->draw, end, ui_color(ui, COLOR_TEXT));
    }
    rect_cut_left(&r, bar + 8);
    if (m->figure->withheld) return;
    ui_line(ui, r, TYPE_MONO_SMALL, COLOR_SECONDARY, parts_bytes(m->figure, line->token));
}

static const char *row_value(const Meter *m, const MemoryLine *line) {
    Arena *arena = m->figure->view->ui->arena;
    const char *all = parts_bytes(m->figure, total(line, m->n));
    if (line->square) return arena_format(arena, "%s = %s", all, line->formula);
    return arena_format(arena, "%s, %s a token = %s", all, parts_bytes(m->figure, line->token),
                        line->formula);
}

static void draw_row(const Meter *m, LineId at, Rect r) {
    Ui *ui = m->figure->view->ui;
    const MemoryLine *line = &m->lines[at];
    ui_item(ui, (UiItem){.id = ui_id_at(ui_id(m->figure->id, "row"), (int)at),
                         .role = UI_TEXT,
                         .name = line->name,
                         .value = m->figure->withheld ? "" : row_value(m, line),
                         .r = r});
    Rect mark = rect_cut_left(&r, 26 * ui->k);
    Vec2 ends[] = {{mark.x, mark.y + mark.h / 2}, {mark.x + 19 * ui->k, mark.y + mark.h / 2}};
    parts_stroke(m->figure, ends, 2, line->dash, ui_color(ui, line->color));
    const char *all = m->figure->withheld ? "" : parts_bytes(m->figure, total(line, m->n));
    ui_line_right(ui, rect_cut_right(&r, ui_text_width(ui, TYPE_MONO, "1023.5 GiB")), TYPE_MONO,
                  COLOR_TEXT, all);
    double name = ui_text_width(ui, TYPE_CAPTION, "scores of a head, fused") + 10;
    bool bar = r.w - name > 120 * ui->k;
    ui_line(ui, rect_cut_left(&r, bar ? name : r.w), TYPE_CAPTION, COLOR_TEXT, line->name);
    if (!bar) return;
    if (at != LINE_SCORES) draw_bar(m, line, r);
    if (at != LINE_SCORES) return;
    ui_line(ui, r, TYPE_CAPTION, COLOR_SECONDARY, line->square ? "n² · bytes" : "4 bytes a row");
}

// The scores, and the first of the caches shown by its name.
static const char *headline(const Meter *m) {
    static const char *const NAMES[] = {
        [LINE_MHA] = "all heads", [LINE_GQA] = "grouped heads", [LINE_MLA] = "MLA"};
    Arena *arena = m->figure->view->ui->arena;
    const char *tokens = format_count(arena, m->n);
    const char *scores = parts_bytes(m->figure, total(&m->lines[LINE_SCORES], m->n));
    int cache = LINE_MHA;
    while (cache < LINE_COUNT && !is_shown(m, cache)) cache++;
    if (cache == LINE_COUNT) {
        return arena_format(arena, "%s tokens: %s of scores in each head.", tokens, scores);
    }
    const char *bytes = parts_bytes(m->figure, total(&m->lines[cache], m->n));
    return arena_format(arena, "%s tokens: %s of scores in each head, %s of cache (%s).", tokens,
                        scores, bytes, NAMES[cache]);
}

static const char *detail(const Meter *m) {
    return arena_format(m->figure->view->ui->arena,
                        "Bars: bytes a token. All heads %s. Grouped %s. MLA %s; its dark end is "
                        "the rotary key. Scores %s; "
                        "fused or not, the work stays n².",
                        m->lines[LINE_MHA].formula, m->lines[LINE_GQA].formula,
                        m->lines[LINE_MLA].formula, m->lines[LINE_SCORES].formula);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    Meter m = {.figure = figure, .n = figure->state->value[KEY_N]};
    fill_scores(&m);
    fill_caches(&m);
    parts_headline(figure, &r, headline(&m));
    double text = parts_detail_height(figure, r.w, detail(&m)),
           row = ui_leading(ui, TYPE_CAPTION) + 6;
    double rows = row * shown_count(&m) + 8 * ui->k;
    bool tall = r.h - text - rows > 120 * ui->k;
    if (tall) parts_detail(figure, "detail", rect_cut_bottom(&r, text), detail(&m));
    Rect table = rect_cut_bottom(&r, fmin(rows, r.h * 0.6));
    draw_plot(&m, r);
    rect_cut_top(&table, 4 * ui->k);
    for (int l = 0; l < LINE_COUNT; l++) {
        if (is_shown(&m, l)) draw_row(&m, (LineId)l, rect_cut_top(&table, row));
    }
}

const FigureInfo figure_memory_meter = {FIGURE_CONTROLS(CONTROLS), .height = 430, .draw = draw};
