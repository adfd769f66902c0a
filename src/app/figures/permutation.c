// Attention over six tokens before and after shuffling them: what moves, and what changes.
#include "app/figure_parts.h"
#include "base/rng.h"
#include "base/str.h"
#include "engine/shuffle.h"

#include <assert.h>
#include <math.h>

enum { TOKENS = SHUFFLE_TOKENS };

static const FigureControl CONTROLS[] = {{KEY_MASK, 0, 1}};

static const char *const WORDS[TOKENS] = {"the", "cat", "sat", "on", "a", "mat"};

static const double rounding = 1e-9; // what is smaller is the arithmetic's, not the scheme's

typedef struct Shuffle {
    FigureView *figure;
    const Pe *pe;
    ShuffleView view;
    int order[TOKENS]; // the token at each place, 0 … TOKENS − 1
    double before[TOKENS * TOKENS], after[TOKENS * TOKENS]; // weights
    double error;                                           // NaN: the scheme has no such position
    int from, to; // the tokens under the cursor, −1: none
} Shuffle;

static Shuffle shuffle_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Arena *arena = figure->view->ui->arena;
    const PeScheme *scheme = pe_scheme_at(state->schemes[0]);
    Shuffle s = {.figure = figure, .from = -1, .to = -1};
    s.pe = figures_pe(figure->view->app->figures, scheme, state);
    LogitView logits = figure_logit_view(state, s.pe, TOKENS);
    s.view = (ShuffleView){.n = TOKENS,
                           .D = s.pe->D ? s.pe->D : logits.D,
                           .head = logits.head,
                           .causal = logits.causal,
                           .seed = logits.seed};
    int own[TOKENS];
    shuffle_order(0, TOKENS, own);
    shuffle_order(figure_int(state, KEY_ORDER), TOKENS, s.order);
    double *out = arena_array(arena, TOKENS * (size_t)s.view.D, sizeof *out);
    s.error = shuffle_error(s.pe, &s.view, s.order, arena);
    if (!isnan(s.error)) {
        shuffle_attend(s.pe, &s.view, own, arena, s.before, out);
        shuffle_attend(s.pe, &s.view, s.order, arena, s.after, out);
    }
    if (!figure_cursor(state, TOKENS, &s.from, &s.to)) s.from = s.to = -1;
    return s;
}

static void wish_order(const Shuffle *s, const int *order) {
    figure_wish_set(s->figure, KEY_ORDER, shuffle_number(order, TOKENS));
}

// Moves the token at slot `at` to slot `to`; those between make room.
static void move_token(const Shuffle *s, int at, int to) {
    int order[TOKENS];
    for (int p = 0; p < TOKENS; p++) order[p] = s->order[p];
    to = to < 0 ? 0 : to < TOKENS ? to : TOKENS - 1;
    for (int step = to > at ? 1 : -1; at != to; at += step) {
        int token = order[at];
        order[at] = order[at + step];
        order[at + step] = token;
    }
    wish_order(s, order);
}

// The tokens in their new order: each is dragged, or moved by the arrow keys.
static void draw_tokens(const Shuffle *s, Rect r) {
    Ui *ui = s->figure->view->ui;
    for (int p = 0; p < TOKENS; p++) {
        Rect slot = rect_column(r, p, TOKENS, 6 * ui->k);
        int token = s->order[p];
        assert(token >= 0 && token < TOKENS);
        UiId id = ui_id(ui_id(s->figure->id, "token"), WORDS[token]);
        bool lit = ui_hot(ui, id) || token == s->from || token == s->to;
        draw_round(ui->draw, slot, 8, ui_color(ui, lit ? COLOR_TINT : COLOR_SUNKEN));
        draw_ring(ui->draw, slot, 8, 1, ui_color(ui, COLOR_CONTROL));
        ui_line_center(ui, slot, TYPE_LABEL, COLOR_TEXT, WORDS[token]);
        ui_ring(ui, id, rect_inset(slot, 3), 8);
        ui_item(ui, (UiItem){.id = id,
                             .role = UI_SLIDER,
                             .state = UI_FOCUSABLE,
                             .name = WORDS[token],
                             .value = arena_format(ui->arena, "place %d of %d", p + 1, TOKENS),
                             .r = slot});
        int to = p + ui_arrows(ui, id).right;
        if (ui_held(ui, id)) to = (int)floor((ui->in.mouse.x - r.x) / r.w * TOKENS);
        if (to != p && to >= 0 && to < TOKENS) move_token(s, p, to);
    }
}

// One click each for the schemes that tell the story; any other comes from a card or the state.
static void draw_choices(const Shuffle *s, Rect r) {
    static const char *const IDS[] = {"nope", "sinusoidal", "rope", "alibi"};

    enum { COUNT = sizeof IDS / sizeof *IDS };

    const char *labels[COUNT + 1] = {0};
    Ui *ui = s->figure->view->ui;
    double button = ui_button_width(ui, "Shuffle", "");
    Rect right = rect_cut_right(&r, button);
    rect_cut_right(&r, 12 * ui->k);
    int now = -1;
    for (int c = 0; c < COUNT; c++) {
        labels[c] = pe_scheme_find(IDS[c])->title;
        if (str_same(s->pe->scheme->id, IDS[c])) now = c;
    }
    int chosen = ui_segments(ui, ui_id(s->figure->id, "scheme"), r, "Scheme", labels, now);
    if (chosen >= 0) {
        wish(s->figure->view->wishes,
             (Action){.kind = ACT_SCHEME, .target = s->figure->target, .text = IDS[chosen]});
    }
    if (!ui_button(ui, ui_id(s->figure->id, "shuffle"), right, BUTTON_PLAIN, "Shuffle", "")) {
        return;
    }
    uint64_t order = (uint64_t)figure_int(s->figure->state, KEY_ORDER);
    Rng rng = {rng_mix(order)};
    uint64_t by = 1 + rng_below(&rng, SHUFFLE_ORDERS - 1); // any order but this one
    figure_wish_set(s->figure, KEY_ORDER, (double)((order + by) % SHUFFLE_ORDERS));
}

static const char *headline(const Shuffle *s) {
    Arena *arena = s->figure->view->ui->arena;
    if (isnan(s->error)) return "The table of this scheme has fewer rows than there are tokens.";
    if (s->error < rounding) {
        return arena_format(
            arena, "Rows and columns move, no value changes: the largest |f(PX) − P f(X)| is %s.",
            s->error > 0
                ? arena_format(arena, "%.0fe−%.0f, rounding",
                               s->error * pow(10, -floor(log10(s->error))), -floor(log10(s->error)))
                : "0");
    }
    return arena_format(arena, "Values change: the largest |f(PX) − P f(X)| is %.3g.", s->error);
}

static double weight_of(const Shuffle *s, bool shuffled, int from, int to) {
    if (!shuffled) return s->before[from * TOKENS + to];
    int row = 0, col = 0;
    for (int p = 0; p < TOKENS; p++) {
        if (s->order[p] == from) row = p;
        if (s->order[p] == to) col = p;
    }
    return s->after[row * TOKENS + col];
}

static const char *weight_text(const Shuffle *s, bool shuffled) {
    double weight = weight_of(s, shuffled, s->from, s->to);
    return isnan(weight) ? "masked" : arena_format(s->figure->view->ui->arena, "%.3f", weight);
}

static const char *detail(const Shuffle *s) {
    Arena *arena = s->figure->view->ui->arena;
    const char *toy = arena_format(arena,
                                   "Toy: seeded vectors of %d numbers as query, key and value of "
                                   "each word, one head, %s.",
                                   s->view.D, s->pe->scheme->title);
    if (s->from < 0 || isnan(s->error)) return toy;
    return arena_format(arena, "Weight of “%s” on “%s”: %s before, %s after. %s", WORDS[s->from],
                        WORDS[s->to], weight_text(s, false), weight_text(s, true), toy);
}

// Whether a cell is not what it was before shuffling: another value, or masked on one side only.
static bool changed(const Shuffle *s, int from, int to) {
    double a = weight_of(s, false, from, to), b = weight_of(s, true, from, to);
    if (isnan(a) || isnan(b)) return isnan(a) != isnan(b);
    return fabs(a - b) > rounding;
}

static void draw_cell(const Shuffle *s, Rect cell, int from, int to, bool shuffled) {
    Ui *ui = s->figure->view->ui;
    double weight = weight_of(s, shuffled, from, to);
    bool other = shuffled && changed(s, from, to);
    if (isnan(weight)) {
        draw_fill(ui->draw, cell, ui_color(ui, COLOR_SUNKEN));
        draw_hatch(ui->draw, cell, 6, color_fade(ui_color(ui, COLOR_TEXT), 0.2));
    } else {
        Color face = colormap_at(MAP_SEQUENTIAL, weight);
        draw_fill(ui->draw, cell, face);
        const char *text = arena_format(ui->arena, "%.2f", weight);
        if (*text == '0') text++;
        parts_on_cell(s->figure, cell, face, text);
    }
    if (other) {
        double c = fmin(9 * ui->k, cell.w / 3);
        Vec2 corner[] = {{cell.x + cell.w - c, cell.y},
                         {cell.x + cell.w, cell.y},
                         {cell.x + cell.w, cell.y + c}};
        draw_poly(ui->draw, corner, 3, ui_color(ui, COLOR_WRONG));
    }
    if (from != s->from || to != s->to) return;
    draw_ring(ui->draw, rect_inset(cell, -2), 3, 2, ui_color(ui, COLOR_SURFACE));
    draw_ring(ui->draw, rect_inset(cell, -1), 2, 2, ui_color(ui, COLOR_TEXT));
}

// Mouse and arrows move the cursor; it names tokens, not places, so that both maps mark the same pair.
static void point(const Shuffle *s, UiId id, Rect map, const int *tokens) {
    Ui *ui = s->figure->view->ui;
    Actions *wishes = s->figure->view->wishes;
    Action action = {.kind = ACT_PIN, .target = s->figure->target};
    if (ui_hot(ui, id) && rect_has(map, ui->in.mouse)) {
        int row = (int)fmin((ui->in.mouse.y - map.y) / map.h * TOKENS, TOKENS - 1);
        int col = (int)fmin((ui->in.mouse.x - map.x) / map.w * TOKENS, TOKENS - 1);
        action.a = tokens[row];
        action.b = tokens[col];
        if (!ui_clicked(ui, id)) action.kind = ACT_HOVER;
        bool same = s->from == tokens[row] && s->to == tokens[col];
        if (!same || action.kind == ACT_PIN) wish(wishes, action);
        return;
    }
    UiArrows go = ui_arrows(ui, id);
    if (!go.down && !go.right) return;
    int row = 0, col = 0;
    for (int p = 0; p < TOKENS; p++) {
        if (tokens[p] == s->from) row = p;
        if (tokens[p] == s->to) col = p;
    }
    action.a = tokens[(row + go.down + TOKENS) % TOKENS];
    action.b = tokens[(col + go.right + TOKENS) % TOKENS];
    wish(wishes, action);
}

static double label_width(const Ui *ui) {
    return ui_text_width(ui, TYPE_MONO_SMALL, "the") + 6;
}

static double label_height(const Ui *ui) {
    return ui_leading(ui, TYPE_CAPTION) + ui_leading(ui, TYPE_MONO_SMALL) + 2;
}

static void draw_map(const Shuffle *s, Rect r, double side, bool shuffled) {
    Ui *ui = s->figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL), label = label_width(ui),
           cell = floor(side / TOKENS);
    int tokens[TOKENS];
    shuffle_order(shuffled ? figure_int(s->figure->state, KEY_ORDER) : 0, TOKENS, tokens);
    Rect map = {round(r.x + label), round(r.y + label_height(ui)), cell * TOKENS, cell * TOKENS};
    ui_line(ui, (Rect){map.x, r.y, map.w, ui_leading(ui, TYPE_CAPTION)}, TYPE_CAPTION,
            COLOR_SECONDARY, shuffled ? "after shuffling" : "before");
    for (int p = 0; p < TOKENS; p++) {
        const char *word = WORDS[tokens[p]];
        Rect above = {map.x + p * cell, map.y - line - 2, cell, line};
        Rect left = {map.x - label, map.y + p * cell, label - 6, cell};
        ui_line_center(ui, above, TYPE_MONO_SMALL, tokens[p] == s->to ? COLOR_TEXT : COLOR_MUTED,
                       word);
        ui_line_right(ui, left, TYPE_MONO_SMALL, tokens[p] == s->from ? COLOR_TEXT : COLOR_MUTED,
                      word);
    }
    // The cell under the cursor last, so that its ring lies on top.
    for (int pass = 0; pass < 2; pass++) {
        for (int at = 0; at < TOKENS * TOKENS; at++) {
            int row = at / TOKENS, col = at % TOKENS;
            bool marked = tokens[row] == s->from && tokens[col] == s->to;
            if (marked != (pass == 1)) continue;
            Rect place = {map.x + col * cell, map.y + row * cell, cell - 1, cell - 1};
            draw_cell(s, place, tokens[row], tokens[col], shuffled);
        }
    }
    UiId id = ui_id(s->figure->id, shuffled ? "after" : "before");
    point(s, id, map, tokens);
    ui_ring(ui, id, map, 2);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = shuffled ? "Attention after shuffling" : "Attention before",
                         .value = s->from < 0 ? "" : weight_text(s, shuffled),
                         .r = map});
}

static void draw_maps(const Shuffle *s, Rect r) {
    Ui *ui = s->figure->view->ui;
    double gap = 16 * ui->k, label = label_width(ui), above = label_height(ui);
    double beside = fmin((r.w - gap) / 2 - label, r.h - above);
    double stacked = fmin(r.w - label, (r.h - gap) / 2 - above);
    bool side_by_side = beside >= stacked;
    double side = fmax(side_by_side ? beside : stacked, TOKENS * 4), w = side + label,
           h = side + above;
    Rect first = {r.x, r.y, w, h}, second = first;
    if (side_by_side) {
        first.x = r.x + fmax(0, (r.w - 2 * w - gap) / 2);
        first.y = second.y = r.y + fmax(0, (r.h - h) / 2);
        second.x = first.x + w + gap;
    } else {
        first.x = second.x = r.x + (r.w - w) / 2;
        second.y = r.y + h + gap;
    }
    draw_map(s, first, side, false);
    draw_map(s, second, side, true);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    Shuffle s = shuffle_of(figure);
    parts_headline(figure, &r, headline(&s));
    draw_tokens(&s, rect_cut_top(&r, 36 * ui->k));
    rect_cut_top(&r, 10 * ui->k);
    Rect choices = rect_cut_bottom(&r, 36 * ui->k);
    rect_cut_bottom(&r, 10 * ui->k);
    Rect text =
        rect_cut_bottom(&r, fmin(parts_detail_height(figure, r.w, detail(&s)) + 4, r.h / 2));
    if (!isnan(s.error)) draw_maps(&s, r);
    parts_detail(figure, "detail", text, detail(&s));
    draw_choices(&s, choices);
}

const FigureInfo figure_permutation = {FIGURE_CONTROLS(CONTROLS), .height = 470, .draw = draw};
