// What a scheme does to the attention logits, stage by stage, for one head.
//
//   raw      s_ij = (⟨turn(q_i + e_i), turn(k_j + e_j)⟩ + relate(q_i, k_j, i, j)) / √D, as far as the scheme has these
//   bias     raw · weight_ij + b_ij, without the keys that the scheme removes (−∞)
//   mask     bias, with keys j > i removed too
//   softmax  exp over a row of `bias` (or of `mask`, when the causal mask is on), divided by its sum
//
// Content decides q and k. W_q and W_k are the identity: a toy, and the interface says so.
//
// Where the content is the same for every token and the scheme is relative, a logit is one function of i − j
// (engine/distance.h); cells, rows and maps all read it from there, and else from engine/rows.h: at one token per cell
// a map equals the matrix to the last bit. Coarser cells equal the mean over the matrix to 1e-9 of the mean size of the
// logits in the cell (an effect: of the two logits it is the difference of).
#ifndef ENGINE_LOGITS_H
#define ENGINE_LOGITS_H

#include "engine/pe.h"

typedef enum LogitStage {
    STAGE_RAW,
    STAGE_BIAS,
    STAGE_MASK,
    STAGE_SOFTMAX,
    STAGE_COUNT
} LogitStage;

// CONTENT_POSITION is the position part alone: q = k = 0 where the scheme adds vectors (e_i · e_j), and
// q = k = 1 in every entry where it turns them (the sum of cosines) or relates them (then without ⟨q, k⟩ itself); 0 where
// it does none of these.
// ONES: every entry 1. EQUAL: one seeded vector for all tokens. RANDOM: a seeded vector per token, q and k apart.
// EFFECT: what the scheme changes in the logits of random content (with it, less without it); a softmax is that of RANDOM.
typedef enum LogitContent {
    CONTENT_POSITION,
    CONTENT_ONES,
    CONTENT_EQUAL,
    CONTENT_RANDOM,
    CONTENT_EFFECT,
    CONTENT_COUNT
} LogitContent;

// Random queries and keys, computed once: what CONTENT_RANDOM of this seed and width is for tokens 0 … n−1.
typedef struct LogitTokens {
    uint64_t seed;
    int D, n;
    double *side[2]; // queries, keys: (n, D)
} LogitTokens;

LogitTokens logits_tokens(Arena *arena, uint64_t seed, int D, int n);

typedef struct LogitView {
    LogitStage stage;
    LogitContent content;
    bool causal; // applies to mask and softmax; STAGE_MASK is always causal
    int head;    // 0 … H−1
    int D;       // width of q and k when the scheme has none of its own
    int n;       // tokens
    uint64_t seed;
    // Saves computing random content again; NULL is fine, and so are others than asked for.
    const LogitTokens *tokens;
} LogitView;

// The n × n map seen through a window and averaged over screen cells: cell (r, c) is the mean over the
// remaining logits with query rows [i0 + r·di, …) and key columns [j0 + c·dj, …), with cell borders rounded to whole
// tokens, at least one token a cell. A cell without any remaining logit, or beyond the rows that a scheme has, is NaN.
typedef struct MapWindow {
    int i0, i1, j0, j1; // half open, within 0 … n; n up to 2^21
    int rows, cols;     // cells; at most i1 − i0 and j1 − j0
} MapWindow;

// out: (rows, cols) floats. Scratch memory comes from `arena`. With W tokens a side of the window, and D features, it costs
// - content that is the same for every token, a relative scheme: (rows + cols)·D and one look-up a cell where means have
//   a closed form (`waves`, `bias_sum`); W evaluations by distance where not (Shaw, schemes that turn near and far pairs apart)
//   and at one token a cell. Where rows and columns are of different length, p tokens to q, it is (p·rows + q·cols)·D.
//   Softmax: n exponentials and W·cols multiply-adds, with about 100 bytes of scratch memory a distance.
// - else, raw, bias and mask: W·D and rows·cols·D, as long as a bias depends on distance alone;
// - the rest (softmax of random content; biases that do not; `relate`, `weigh` or growing vectors with random content):
//   W·W·D, or W·n·D for a softmax.
// Vectors that grow with distance (xPos, keys after the query) leave the range of double after some hundred thousand tokens:
// such logits, what is averaged or divided by them, are infinite or NaN.
void logits_map(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, float *out);

// What it costs, in multiply-adds: an estimate by these rules, for callers with a budget.
double logits_map_cost(const Pe *pe, const LogitView *view, MapWindow window);

// One cell of the matrix, in double, by definition; NaN if masked or if the row does not exist.
double logits_at(const Pe *pe, const LogitView *view, int i, int j);

// Row i of the matrix, keys 0 … n−1, in double; NaN where masked. out: (n).
void logits_row(const Pe *pe, const LogitView *view, int i, Arena *arena, double *out);

// The width of q and k: the scheme's own D, else view->D.
int logits_width(const Pe *pe, const LogitView *view);

// True if key j is removed for query i at this stage.
bool logits_masked(const Pe *pe, const LogitView *view, int i, int j);

// The fixed colour range [−reach, +reach] (softmax: [0, 1]) for a stage: depends on the scheme's parameters, never on n.
// Raw: the largest size that content can reach (position, ones, equal), 3 for random content at unscaled
// stages (three standard deviations), 3√D where the scheme does not scale, times what turning does to sizes.
// Bias: the raw part, as far as it shows, plus the bias, of which ALiBi shows the first 12 logits (beyond, a key weighs
// less than 1/160,000) and T5 its whole table.
double logits_reach(const Pe *pe, const LogitView *view);

#endif
