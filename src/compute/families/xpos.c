// Requests about xPos: turned vectors as two programs centre them, and their logits.
#include "engine/schemes/xpos.h"

#include "compute/family.h"
#include "engine/schemes/rotary.h"

#include <math.h>
#include <string.h>

// Where the exponent of the size is 0 of n vectors from `offset` on. It cancels in logits.
typedef struct Frame {
    int64_t offset, centre;
} Frame;

// The texts name the rule as its program writes it.
static Frame read_frame(Request *request, int n) {
    Frame frame = {.offset = request_count_or(request, "offset", 0, PE_POSITION_MAX / 2, 0)};
    const char *rule = request_text(request, "centering");
    if (!*rule || strncmp(rule, "min_pos", 7) == 0) {
        frame.centre = (n + frame.offset + 1) / 2; // torchscale: the negative is rounded down
    } else if (strncmp(rule, "pos - n//2", 10) == 0) {
        frame.centre = n / 2; // rotary-embedding-torch
    } else if (strcmp(rule, "none") != 0) {
        request_fail(request, "centering",
                     "found \"%.60s\", expected \"min_pos=-((n+offset)//2)\", \"pos - n//2\" or "
                     "\"none\"",
                     rule);
    }
    return frame;
}

static void add_turned(Request *request, const Pe *pe, PeSide side, Result *result) {
    const char *key = side == PE_QUERY ? "q" : "k";
    if (!request_has(request, key)) return;
    Numbers x = request_numbers(request, key);
    if (!request_ok(request)) return;
    if (x.rank < 2 || x.shape[x.rank - 1] != pe->D) {
        request_fail(request, key, "found another shape, expected vectors of %d", pe->D);
        return;
    }
    int n = x.shape[x.rank - 2];
    Frame frame = read_frame(request, n);
    if (!request_afford(request, 50.0 * x.count)) return;
    double *out = request_space(request, x.count);
    if (!out) return;
    memcpy(out, x.at, (size_t)x.count * sizeof *out);
    Integers at = {0};
    if (request_has(request, "positions")) at = request_positions(request, "positions");
    if (request_ok(request) && at.count && at.count != n) {
        request_fail(request, "positions", "found %d positions, expected %d, one per vector",
                     at.count, n);
    }
    for (int t = 0; request_ok(request) && t < x.count / pe->D; t++) {
        int64_t position = at.count ? at.at[t % n] : frame.offset + t % n;
        rotary_turn_sized(pe, side, (double)position, (double)(position - frame.centre),
                          out + (int64_t)t * pe->D);
    }
    ResultShape shape = {.rank = x.rank};
    memcpy(shape.at, x.shape, sizeof shape.at);
    result_add(result, side == PE_QUERY ? "q_out" : "k_out", shape, out);
}

// Sizes grow without end: an answer that a double cannot hold is none.
static bool check_finite(Request *request, const Result *result) {
    for (int i = 0; i < result->count; i++) {
        const ResultItem *item = &result->item[i];
        for (int t = 0; t < item->count; t++) {
            if (isfinite(item->at[t])) continue;
            return request_fail(request, "scale_base",
                                "gives numbers that a double cannot hold in %s, expected a larger "
                                "one or positions nearer to the centre",
                                item->key);
        }
    }
    return request_ok(request);
}

static void add_zeta(Request *request, const Pe *pe, Result *result) {
    double *zeta = request_space(request, pe->pairs);
    if (!zeta) return;
    for (int m = 0; m < pe->pairs; m++) zeta[m] = xpos_zeta(pe, m);
    result_add(result, "zeta", (ResultShape){1, {pe->pairs}}, zeta);
}

bool family_xpos(Request *request, Result *result) {
    Pe pe;
    family_read_width(request, "dim");
    if (!family_prepare(request, "xpos", &pe)) return false;
    read_frame(request, 0);
    result_add(result, "inv_freq", (ResultShape){1, {pe.pairs}}, pe.freq);
    add_zeta(request, &pe, result);
    add_turned(request, &pe, PE_QUERY, result);
    add_turned(request, &pe, PE_KEY, result);
    if (request_has(request, "k") || request_has(request, "k_all")) {
        family_add_logits(request, &pe, result);
    }
    return check_finite(request, result);
}
