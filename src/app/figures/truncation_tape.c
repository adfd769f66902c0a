// A chat that outgrows its window: which tokens drop out, what the survivors are called afterwards, and whose logits change.
#include "app/figure_parts.h"
#include "base/rng.h"
#include "engine/attend.h"

#include <math.h>

static const FigureControl CONTROLS[] = {{KEY_WINDOW, 4, 24}, {KEY_ARRIVE, 0, 12}};

enum { WINDOW_MOST = 24, SINKS = 4, POLICY_RENUMBER = 0, POLICY_KEEP, POLICY_SINKS, FEATURES = 8 };

typedef struct Tape {
    FigureView *figure;
    FigureState state; // with a learned table as long as the window
    int window, arrive, total, policy;
    int query, key; // tokens that were there before and still are; −1: fewer than two
} Tape;

static bool survives(const Tape *t, int token) {
    if (t->policy == POLICY_SINKS && token < SINKS && t->arrive < t->window - SINKS) return true;
    return token >=
           t->arrive + (t->policy == POLICY_SINKS && t->arrive < t->window - SINKS ? SINKS : 0);
}

// The index of a token once the new ones have arrived; −1 if it dropped out.
static int index_after(const Tape *t, int token) {
    if (!survives(t, token)) return -1;
    if (t->policy == POLICY_KEEP) return token;
    int index = 0;
    for (int other = 0; other < token; other++) index += survives(t, other);
    return index;
}

static Tape tape_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Tape t = {.figure = figure, .state = *state, .query = -1, .key = -1};
    t.window = (int)fmin(fmax(state->value[KEY_WINDOW], 2), WINDOW_MOST);
    t.arrive = (int)fmin(state->value[KEY_ARRIVE], t.window);
    t.total = t.window + t.arrive;
    t.policy = figure_int(state, KEY_POLICY);
    t.state.value[KEY_TRAIN] = t.state.value[KEY_ROWS] = t.window;
    if (survives(&t, t.window - 1)) t.query = t.window - 1;
    int wanted = figure_int(state, KEY_J);
    if (wanted < t.query && survives(&t, wanted)) t.key = wanted;
    for (int token = 0; token < t.query && t.key < 0; token++) {
        if (survives(&t, token)) t.key = token;
    }
    return t;
}

static const Pe *tape_pe(const Tape *t, const PeScheme *scheme) {
    return figures_pe(t->figure->view->app->figures, scheme, &t->state);
}

// The logit of the marked pair at two positions; NaN if the scheme has no such position.
static double logit(const Tape *t, const Pe *pe, int query_at, int key_at) {
    Arena *arena = t->figure->view->ui->arena;
    int D = pe->D ? pe->D : figure_int(&t->state, KEY_D);
    double *q = arena_array(arena, 2 * (size_t)D, sizeof *q), *k = q + D;
    Rng rng = {rng_mix((uint64_t)t->query * 64 + (uint64_t)t->key)};
    for (int f = 0; f < 2 * D; f++) q[f] = rng_normal(&rng);
    AttendPair pair = {.q = q, .k = k, .q_at = query_at, .k_at = key_at, .D = D};
    return attend_pair(pe, figure_logit_view(&t->state, pe, 2).head, pair, arena);
}

static const char *change_text(const Tape *t, const Pe *pe) {
    if (t->key < 0) return "no pair is left";
    double before = logit(t, pe, t->query, t->key);
    double after = logit(t, pe, index_after(t, t->query), index_after(t, t->key));
    if (isnan(after)) return "no row for this index";
    double change = after - before;
    if (fabs(change) < 1e-9) return "0";
    return format_number(t->figure->view->ui->arena, change, 3);
}

static void draw_changes(const Tape *t, Rect r) {
    Ui *ui = t->figure->view->ui;
    double line = ui_leading(ui, TYPE_INTERFACE) + 4,
           name = ui_text_width(ui, TYPE_INTERFACE, "Sinusoidal") + 20;
    for (int s = 0; s < t->state.scheme_count && r.h >= line; s++) {
        const PeScheme *scheme = pe_scheme_at(t->state.schemes[s]);
        const char *text = change_text(t, tape_pe(t, scheme));
        Rect row = rect_cut_top(&r, line);
        ui_item(ui, (UiItem){.id = ui_id_at(ui_id(t->figure->id, "change"), s),
                             .role = UI_STATUS,
                             .name = scheme->title,
                             .value = text,
                             .r = row});
        draw_disc(ui->draw, (Vec2){row.x + 6, row.y + row.h / 2}, 5,
                  figure_series_color(t->figure, scheme->id));
        rect_cut_left(&row, 20);
        ui_line(ui, rect_cut_left(&row, name), TYPE_INTERFACE, COLOR_TEXT, scheme->title);
        bool same = *text == '0' && !text[1];
        ui_line(ui, row, TYPE_MONO, same ? COLOR_RIGHT : COLOR_WRONG,
                arena_format(ui->arena, same ? "Δlogit = %s ✓" : "Δlogit: %s", text));
    }
}

static void draw_index(const Tape *t, Rect cell, int index, ColorId color) {
    Ui *ui = t->figure->view->ui;
    const char *text = index < 0 ? "" : arena_format(ui->arena, "%d", index);
    TypeId type = TYPE_MONO_SMALL;
    if (ui_text_width(ui, type, text) > cell.w + 2) return;
    ui_line_center(ui, cell, type, color, text);
}

// What a learned table of this length says about an index: the first features of its row, one below the other.
static void draw_row_colors(const Tape *t, const Pe *pe, Rect r, int index) {
    Ui *ui = t->figure->view->ui;
    if (index < 0) return;
    if (index >= t->window) {
        draw_hatch(ui->draw, r, 5, color_fade(ui_color(ui, COLOR_WRONG), 0.7));
        return;
    }
    double *row = arena_array(ui->arena, (size_t)pe->D, sizeof *row);
    const int64_t at = index;
    if (!pe_embed_at(pe, &at, 1, row, NULL)) return;
    ColormapId map = ui->theme == THEME_LIGHT ? MAP_DIVERGING_LIGHT : MAP_DIVERGING_DARK;
    for (int f = 0; f < FEATURES && f < pe->D; f++) {
        double y = r.y + r.h * f / FEATURES, reach = pe_picture_reach(pe);
        draw_fill(ui->draw, (Rect){r.x, y, r.w, r.h / FEATURES},
                  colormap_at(map, 0.5 + 0.5 * row[f] / reach));
    }
}

static void draw_token(const Tape *t, const Pe *learned, Rect column, int token, double line) {
    Ui *ui = t->figure->view->ui;
    bool fresh = token >= t->window, gone = !survives(t, token),
         marked = token == t->query || token == t->key;
    double strip = fmax((column.h - 3 * line) / 2 - 6, 4);
    Rect old = rect_cut_top(&column, line);
    draw_index(t, old, fresh ? -1 : token, COLOR_SECONDARY);
    Rect colors = rect_cut_top(&column, strip);
    if (!fresh) draw_row_colors(t, learned, colors, token);
    rect_cut_top(&column, 6);
    Rect box = rect_cut_top(&column, line);
    draw_round(ui->draw, box, 4, ui_color(ui, fresh ? COLOR_TINT : COLOR_SUNKEN));
    if (gone) draw_hatch(ui->draw, box, 5, color_fade(ui_color(ui, COLOR_TEXT), 0.4));
    if (marked) {
        draw_ring(ui->draw, box, 4, 2.5, ui_color(ui, COLOR_ACCENT));
        ui_line_center(ui, box, TYPE_MONO_SMALL, COLOR_ACCENT, token == t->query ? "q" : "k");
    }
    rect_cut_top(&column, 6);
    draw_row_colors(t, learned, rect_cut_top(&column, strip), index_after(t, token));
    int index = index_after(t, token);
    bool moved = !fresh && index >= 0 && index != token;
    draw_index(t, column, index, index >= t->window || moved ? COLOR_WRONG : COLOR_SECONDARY);
}

// A click on a token that stays makes it the key; arrows go from one to the next.
static void point(const Tape *t, Rect tape, double cell) {
    Ui *ui = t->figure->view->ui;
    UiId id = ui_id(t->figure->id, "tape");
    int to = t->key, step = ui_arrows(ui, id).right;
    bool clicked = ui_clicked(ui, id) && rect_has(tape, ui->in.mouse);
    if (clicked) to = (int)((ui->in.mouse.x - tape.x) / cell);
    if (step && to >= 0) to += step;
    bool possible = to >= 0 && to < t->query && survives(t, to);
    if (possible && to != t->key) figure_wish_set(t->figure, KEY_J, to);
    ui_ring(ui, id, tape, 4);
    const char *value = arena_format(ui->arena, "query %d becomes %d, key %d becomes %d", t->query,
                                     t->query < 0 ? -1 : index_after(t, t->query), t->key,
                                     t->key < 0 ? -1 : index_after(t, t->key));
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = "Tape of tokens",
                         .value = value,
                         .r = tape});
}

static void draw_tape(const Tape *t, Rect r) {
    Ui *ui = t->figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL),
           label = ui_text_width(ui, TYPE_CAPTION, "before ");
    const Pe *learned = tape_pe(t, pe_scheme_find("learned"));
    Rect left = rect_cut_left(&r, label);
    ui_line(ui, (Rect){left.x, left.y, label, line}, TYPE_CAPTION, COLOR_SECONDARY, "before");
    ui_line(ui, (Rect){left.x, left.y + left.h - line, label, line}, TYPE_CAPTION, COLOR_SECONDARY,
            "after");
    double cell = fmin(r.w / t->total, 44 * ui->k);
    Rect tape = {r.x, r.y, cell * t->total, r.h};
    for (int token = 0; token < t->total; token++) {
        Rect column = {r.x + token * cell, r.y, fmax(cell - 2, 1), r.h};
        draw_token(t, learned, column, token, line);
    }
    point(t, tape, cell);
}

static const char *headline(const Tape *t) {
    static const char *const POLICIES[] = {
        "the oldest leave, the others are numbered anew",
        "the oldest leave, the others keep their indices",
        "the first four stay as sinks, the next ones leave, the cache is numbered anew"};
    return arena_format(t->figure->view->ui->arena, "%d new tokens arrive in a window of %d: %s.",
                        t->arrive, t->window, POLICIES[t->policy]);
}

static const char *detail(const Tape *t) {
    return arena_format(t->figure->view->ui->arena,
                        "Strips: the first %d numbers of the learned row (made up, not trained) "
                        "for that index; hatched red: the table has no such row. "
                        "Δlogit is for the marked query and key, seeded content. Click a token "
                        "that stays to make it the key.",
                        FEATURES);
}

static void draw(FigureView *figure, Rect r) {
    static const char *const LABELS[] = {"renumber", "keep indices", "keep sinks", NULL};
    Ui *ui = figure->view->ui;
    Tape t = tape_of(figure);
    parts_headline(figure, &r, headline(&t));
    figure_segments(figure, KEY_POLICY, rect_cut_top(&r, 36 * ui->k), LABELS);
    rect_cut_top(&r, 12 * ui->k);
    Rect text =
        rect_cut_bottom(&r, fmin(parts_detail_height(figure, r.w, detail(&t)) + 6, r.h / 2));
    double rows = (ui_leading(ui, TYPE_INTERFACE) + 4) * t.state.scheme_count + 12;
    Rect changes = rect_cut_bottom(&r, fmin(rows, r.h * 0.5));
    r.h = fmin(r.h, 230 * ui->k);
    draw_tape(&t, r);
    rect_cut_top(&changes, 10);
    draw_changes(&t, changes);
    rect_cut_top(&text, 6);
    parts_detail(figure, "detail", text, detail(&t));
}

const FigureInfo figure_truncation_tape = {FIGURE_CONTROLS(CONTROLS), .height = 430, .draw = draw};
