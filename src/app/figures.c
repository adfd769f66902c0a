// Remembers prepared schemes and painted maps by the hash of what they are made from.
#include "app/figures.h"

#include "base/rng.h"
#include "base/str.h"

#include <math.h>
#include <string.h>

enum {
    PE_SLOTS = 32,
    MAP_SLOTS = 24,
    ROW_SLOTS = 16,
    TOKENS_LEAST = 512,
    ROW_MOST = 4096,
    FEATURES_KEPT = 1 << 20
};

// Multiply-adds that one map may take for more than TOKENS_LEAST tokens: a few milliseconds.
#define COST_MOST 2.5e7

typedef struct PeSlot {
    uint64_t key, used;
    Arena arena;
    Pe pe;
    bool refused; // pe is not prepared
    Err why;
} PeSlot;

typedef struct MapSlot {
    uint64_t key, used;
    uint64_t place; // where it was shown last
    Arena arena;
    Image image;
} MapSlot;

typedef struct RowSlot {
    uint64_t key, used;
    Arena arena;
    double *row;
} RowSlot;

struct Figures {
    Arena arena;
    uint64_t clock; // counts uses, to find the slot unused for longest
    PeSlot schemes[PE_SLOTS];
    MapSlot maps[MAP_SLOTS];
    RowSlot rows[ROW_SLOTS];
    Arena token_arena;
    LogitTokens tokens;      // the random content that was asked for last
    double budget, spent;    // multiply-adds of this frame; budget 0: no limit
    int turn;                // frames begun
    int stale, stale_before; // maps that had to be made anew: in this frame, in the last one
    int late;                // of these, not made yet
    Arena scratch;
};

Figures *figures_new(void) {
    Arena arena = {0};
    Figures *figures = arena_alloc(&arena, sizeof *figures);
    figures->arena = arena;
    return figures;
}

void figures_free(Figures *figures) {
    if (!figures) return;
    for (int i = 0; i < PE_SLOTS; i++) arena_free(&figures->schemes[i].arena);
    for (int i = 0; i < MAP_SLOTS; i++) arena_free(&figures->maps[i].arena);
    for (int i = 0; i < ROW_SLOTS; i++) arena_free(&figures->rows[i].arena);
    arena_free(&figures->token_arena);
    arena_free(&figures->scratch);
    Arena arena = figures->arena;
    arena_free(&arena);
}

#define TRAINED "original_max_position_embeddings"

// Which of our keys feeds which parameter of a scheme, unless it has another. A learned table has as many rows as were trained.
static const struct {
    FigureKey key;
    const char *param, *unless;
} FEEDS[] = {{KEY_D, "dim", NULL},
             {KEY_BASE, "base", NULL},
             {KEY_HEADS, "heads", NULL},
             {KEY_TRAIN, "rows", NULL},
             {KEY_BUCKETS, "buckets", NULL},
             {KEY_MAX_DISTANCE, "max_distance", NULL},
             {KEY_BIDIRECTIONAL, "bidirectional", NULL},
             {KEY_N, "length", NULL},
             {KEY_TRAIN, "training_length", NULL},
             {KEY_TRAIN, TRAINED, NULL},
             {KEY_TRAIN, "max_position_embeddings", TRAINED}};

static bool feeds(size_t feed, const PeScheme *scheme, const char *param) {
    const char *unless = FEEDS[feed].unless;
    return str_same(FEEDS[feed].param, param) && !(unless && pe_param_index(scheme, unless) >= 0);
}

static void feed(Pe *pe, const FigureState *state) {
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++) {
        int row = pe_param_index(pe->scheme, FEEDS[i].param);
        if (row < 0 || !feeds(i, pe->scheme, FEEDS[i].param)) continue;
        const PeParam *param = &pe->scheme->params[row];
        double value = fmin(fmax(state->value[FEEDS[i].key], param->lo), param->hi);
        if (param->step > 0) {
            value = param->lo + round((value - param->lo) / param->step) * param->step;
        }
        if (!pe_set(pe, FEEDS[i].param, value, NULL)) {
            pe_set(pe, FEEDS[i].param, param->initial, NULL);
        }
    }
}

static uint64_t mix_double(uint64_t h, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return rng_mix(h * 31 + bits);
}

static uint64_t pe_key(const Pe *pe) {
    uint64_t key = rng_hash(pe->scheme->id);
    for (int i = 0; i < pe->scheme->param_count; i++) key = mix_double(key, pe->value[i]);
    return key | 1;
}

static PeSlot *pe_slot(Figures *figures, const Pe *asked) {
    uint64_t key = pe_key(asked);
    PeSlot *oldest = &figures->schemes[0];
    for (int i = 0; i < PE_SLOTS; i++) {
        PeSlot *slot = &figures->schemes[i];
        if (slot->key == key) {
            slot->used = ++figures->clock;
            return slot;
        }
        if (slot->used < oldest->used) oldest = slot;
    }
    arena_reset(&oldest->arena);
    oldest->key = key;
    oldest->used = ++figures->clock;
    oldest->pe = *asked;
    oldest->refused = !pe_prepare(&oldest->pe, &oldest->arena, &oldest->why);
    return oldest;
}

const Pe *figures_pe(Figures *figures, const PeScheme *scheme, const FigureState *state) {
    Pe pe;
    pe_init(&pe, scheme);
    feed(&pe, state);
    PeSlot *slot = pe_slot(figures, &pe);
    if (!slot->refused) return &slot->pe;
    // A combination that the scheme refuses (buckets against the widest limit): its own values then.
    pe_init(&pe, scheme);
    return &pe_slot(figures, &pe)->pe;
}

bool figures_feeds(const PeScheme *scheme, const char *param) {
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++) {
        if (feeds(i, scheme, param)) return true;
    }
    return false;
}

Pe figures_panel_values(const FigureState *state, int panel) {
    Pe pe;
    pe_init(&pe, pe_scheme_at(state->schemes[panel]));
    feed(&pe, state);
    for (int p = 0; p < pe.scheme->param_count; p++) {
        if (state->own[panel].set >> p & 1) pe.value[p] = state->own[panel].value[p];
    }
    return pe;
}

const Pe *figures_panel(Figures *figures, const FigureState *state, int panel, const char **why) {
    Pe pe = figures_panel_values(state, panel);
    PeSlot *slot = pe_slot(figures, &pe);
    *why = slot->refused ? slot->why.text : "";
    return slot->refused ? NULL : &slot->pe;
}

static uint32_t to_argb(Color c) {
    return (uint32_t)c.a << 24 | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static uint64_t view_key(uint64_t key, const LogitView *v) {
    double view[] = {v->stage, v->content, v->causal, v->head, v->D, v->n, (double)v->seed};
    for (size_t i = 0; i < sizeof view / sizeof *view; i++) key = mix_double(key, view[i]);
    return key;
}

// So many random tokens of D features are kept: 16 MB, or 512 of them.
static int tokens_most(int D) {
    int most = FEATURES_KEPT / D;
    return most > TOKENS_LEAST ? most : TOKENS_LEAST;
}

// The view with its random content at hand.
static LogitView with_tokens(Figures *figures, const Pe *pe, const LogitView *view) {
    LogitView with = *view;
    int D = logits_width(pe, view);
    if (view->content != CONTENT_RANDOM && view->content != CONTENT_EFFECT) return with;
    if (view->n > tokens_most(D)) return with; // computed where they are needed
    const LogitTokens *kept = &figures->tokens;
    if (kept->D != D || kept->seed != view->seed || kept->n < view->n) {
        int n = TOKENS_LEAST;
        while (n < view->n) n *= 2;
        arena_reset(&figures->token_arena);
        figures->tokens = logits_tokens(&figures->token_arena, view->seed, D, n);
    }
    with.tokens = &figures->tokens;
    return with;
}

static uint64_t map_key(const MapAsk *ask) {
    uint64_t key = mix_double(pe_key(ask->pe), ask->n);
    double sizes[] = {
        ask->most_rows, ask->most_cols, ask->halves,          ask->paint.map,
        ask->paint.lo,  ask->paint.hi,  ask->paint.log_floor, to_argb(ask->paint.missing)};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) key = mix_double(key, sizes[i]);
    return (ask->view ? view_key(key, ask->view) : key) | 1;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

static void map_size(const MapAsk *ask, int *rows, int *cols) {
    int width = pe_picture_width(ask->pe);
    PePicture picture = pe_picture(ask->pe->scheme);
    bool square = ask->view || picture == PE_PICTURE_DISTANCES,
         heads_down = !square && picture == PE_PICTURE_BIASES;
    *rows = least(ask->most_rows, heads_down ? width : ask->n);
    *cols = least(ask->most_cols, square || heads_down ? ask->n : width);
    if (*rows < 1) *rows = 1;
    if (*cols < 1) *cols = 1;
}

// Columns 0, 2, 4 … first, then 1, 3, 5 …: all sines, then all cosines. Only where every feature has its own column.
static void halve(float *values, int rows, int cols, float *spare) {
    for (int r = 0; r < rows; r++, values += cols) {
        for (int c = 0; c < cols; c++) spare[c % 2 ? (cols + 1) / 2 + c / 2 : c / 2] = values[c];
        memcpy(values, spare, (size_t)cols * sizeof *values);
    }
}

// Weights become their logarithms; what has no value stays without one.
static void to_log(float *values, int count, double lowest) {
    for (int i = 0; i < count; i++) {
        if (!isnan(values[i])) values[i] = (float)log10(fmax((double)values[i], lowest));
    }
}

static void map_fill(Figures *figures, const MapAsk *ask, MapSlot *slot) {
    int rows, cols;
    map_size(ask, &rows, &cols);
    arena_reset(&slot->arena);
    arena_reset(&figures->scratch);
    float *values = arena_array(&figures->scratch, (size_t)rows * (size_t)cols, sizeof *values);
    uint32_t *argb = arena_array(&slot->arena, (size_t)rows * (size_t)cols, sizeof *argb);
    if (ask->view) {
        MapWindow window = {0, ask->n, 0, ask->n, rows, cols};
        LogitView view = with_tokens(figures, ask->pe, ask->view);
        logits_map(ask->pe, &view, window, &figures->scratch, values);
    } else {
        pe_encode_map(ask->pe, 0, ask->n, rows, cols, values);
        bool every =
            cols == pe_picture_width(ask->pe) && pe_picture(ask->pe->scheme) == PE_PICTURE_VECTORS;
        if (ask->halves && every) {
            halve(values, rows, cols, arena_array(&figures->scratch, (size_t)cols, sizeof *values));
        }
    }
    const Paint *p = &ask->paint;
    double lo = p->lo, hi = p->hi;
    if (p->log_floor > 0) {
        to_log(values, rows * cols, p->log_floor);
        lo = log10(p->log_floor);
        hi = 0;
    }
    colormap_paint((ColorScale){p->map, lo, hi, to_argb(p->missing)}, values, rows * cols, argb);
    slot->image = (Image){argb, cols, rows, slot->key, slot->key};
}

void figures_begin(Figures *figures, double budget) {
    figures->budget = budget;
    figures->spent = 0;
    figures->stale_before = figures->stale;
    figures->stale = figures->late = 0;
    figures->turn++;
}

bool figures_behind(const Figures *figures) {
    return figures->late > 0;
}

// Multiply-adds of the picture of an encoding over n positions in at most `cells` a side.
static double encoding_cost(const Pe *pe, double n, double cells) {
    switch (pe_picture(pe->scheme)) {
    case PE_PICTURE_VECTORS: return (pe->scheme->embed_mean ? cells : n) * pe->D;
    case PE_PICTURE_BIASES: return (pe->scheme->bias_sum ? 16 * cells : 16 * n) * pe->H;
    case PE_PICTURE_DISTANCES: return 8 * n * n;
    case PE_PICTURE_COSINES:
    case PE_PICTURE_NONE: break;
    }
    return cells;
}

// The same of a map of logits.
static double map_cost(const Pe *pe, const LogitView *view, int n, int cells) {
    if (view->content >= CONTENT_RANDOM && n > tokens_most(logits_width(pe, view))) {
        return (double)INFINITY;
    }
    LogitView of = *view;
    of.n = n;
    return logits_map_cost(pe, &of, (MapWindow){0, n, 0, n, cells, cells});
}

int figures_tokens(const Pe *pe, const LogitView *view, int n, int cells) {
    for (; n > TOKENS_LEAST; n /= 2) {
        int side = cells < n ? cells : n;
        double cost = view ? map_cost(pe, view, n, side) : encoding_cost(pe, n, side);
        if (cost <= COST_MOST) break;
    }
    return n;
}

// Only the softmax of differing contents may have to wait for a later frame.
static double late_cost(const MapAsk *ask) {
    bool every =
        ask->view && ask->view->stage == STAGE_SOFTMAX && ask->view->content >= CONTENT_RANDOM;
    return every ? (double)ask->n * ask->n * logits_width(ask->pe, ask->view) : 0;
}

// Whether a map may be computed now. Those that are late take turns, so that none waits for ever.
static bool map_may(Figures *figures, double cost) {
    if (figures->budget <= 0 || cost <= 0) return true;
    int index = figures->stale++, all = figures->stale_before > 0 ? figures->stale_before : 1;
    bool turn = index % all == figures->turn % all;
    // Some is left for the one whose turn it is; that one goes ahead even if nothing fits.
    double room = figures->budget - figures->spent - (turn ? cost : 2 * cost);
    if (room < 0 && !(turn && figures->spent <= 0)) {
        figures->late++;
        return false;
    }
    figures->spent += cost;
    return true;
}

static MapSlot *map_shown(Figures *figures, uint64_t place) {
    MapSlot *newest = NULL;
    for (int i = 0; place && i < MAP_SLOTS; i++) {
        MapSlot *slot = &figures->maps[i];
        if (slot->place == place && (!newest || slot->used > newest->used)) newest = slot;
    }
    return newest;
}

static Image map_show(Figures *figures, MapSlot *slot, uint64_t place) {
    slot->used = ++figures->clock;
    slot->place = place;
    return slot->image;
}

Image figures_map(Figures *figures, const MapAsk *ask) {
    uint64_t key = map_key(ask);
    MapSlot *oldest = &figures->maps[0];
    for (int i = 0; i < MAP_SLOTS; i++) {
        MapSlot *slot = &figures->maps[i];
        if (slot->key == key) return map_show(figures, slot, ask->place);
        if (slot->used < oldest->used) oldest = slot;
    }
    MapSlot *shown = map_shown(figures, ask->place);
    if (shown && !map_may(figures, late_cost(ask))) return map_show(figures, shown, ask->place);
    oldest->key = key;
    map_fill(figures, ask, oldest);
    return map_show(figures, oldest, ask->place);
}

// Row i in `count` cells.
static void row_fill(const Pe *pe, const LogitView *view, int i, int count, Arena *scratch,
                     double *row) {
    if (count == view->n) {
        logits_row(pe, view, i, scratch, row);
        return;
    }
    float *cells = arena_array(scratch, (size_t)count, sizeof *cells);
    MapWindow window = {i, i + 1, 0, view->n, 1, count};
    logits_map(pe, view, window, scratch, cells);
    for (int c = 0; c < count; c++) row[c] = (double)cells[c];
}

const double *figures_row(Figures *figures, const Pe *pe, const LogitView *view, int i, int count) {
    uint64_t key = mix_double(mix_double(view_key(pe_key(pe), view), i), count) | 1;
    RowSlot *oldest = &figures->rows[0];
    for (int k = 0; k < ROW_SLOTS; k++) {
        RowSlot *slot = &figures->rows[k];
        if (slot->key == key) {
            slot->used = ++figures->clock;
            return slot->row;
        }
        if (slot->used < oldest->used) oldest = slot;
    }
    LogitView with = with_tokens(figures, pe, view);
    arena_reset(&oldest->arena);
    arena_reset(&figures->scratch);
    oldest->key = key;
    oldest->used = ++figures->clock;
    oldest->row = arena_array(&oldest->arena, (size_t)count, sizeof(double));
    row_fill(pe, &with, i, count, &figures->scratch, oldest->row);
    return oldest->row;
}

double figures_cell(Figures *figures, const Pe *pe, const LogitView *view, int i, int j) {
    if (view->n <= ROW_MOST) return figures_row(figures, pe, view, i, view->n)[j];
    float value;
    LogitView with = with_tokens(figures, pe, view);
    MapWindow window = {i, i + 1, j, j + 1, 1, 1};
    arena_reset(&figures->scratch);
    logits_map(pe, &with, window, &figures->scratch, &value);
    return (double)value;
}
