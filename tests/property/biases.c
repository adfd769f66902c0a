// Laws of what is added to logits, removed from them, or told another distance: windows, kernels, remapped positions.
#include "engine/attend.h"
#include "engine/schemes/attention_sinks.h"
#include "engine/schemes/fire.h"
#include "engine/schemes/kerple.h"
#include "engine/schemes/remap.h"
#include "engine/schemes/rerope.h"
#include "engine/schemes/rotary.h"
#include "engine/schemes/sandwich.h"
#include "engine/schemes/shaw.h"
#include "engine/schemes/sliding_window.h"
#include "support/any_scheme.h"

#include <stdlib.h>

enum { ROUNDS = 40, TOKENS = 150, WIDTH = 40 };

static bool is(const Pe *pe, const char *id) {
    return strcmp(pe->scheme->id, id) == 0;
}

static int below(Rng *rng, int n) {
    return (int)rng_below(rng, (uint32_t)n);
}

static double distance_of(const Pe *pe, int64_t i, int64_t j) {
    double out = 0;
    pe->scheme->distance(pe, i, j, 1, &out);
    return out;
}

static double bias_of(const Pe *pe, int head, int64_t i, int64_t j) {
    double out = 0;
    if (pe->scheme->bias) pe->scheme->bias(pe, head, i, j, 1, &out);
    return out;
}

static bool same(double a, double b, double tolerance) {
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    return a == b || fabs(a - b) <= tolerance;
}

// A query and a key of the scheme's width.
typedef struct Content {
    double q[WIDTH], k[WIDTH];
    int D;
} Content;

static Content any_content(const Pe *pe, Rng *rng) {
    Content c = {.D = pe->D ? pe->D : 1 + below(rng, WIDTH)};
    any_normals(rng, WIDTH, c.q);
    any_normals(rng, WIDTH, c.k);
    return c;
}

static double logit_of(const Pe *pe, int head, const Content *c, int64_t i, int64_t j) {
    Arena scratch = {0};
    double logit = attend_pair(pe, head, (AttendPair){c->q, c->k, i, j, c->D}, &scratch);
    arena_free(&scratch);
    return logit;
}

// ⟨R_δ q, k⟩ / √D: plain RoPE at a distance that may be a fraction.
static double plain_logit(const Pe *pe, const Content *c, double distance) {
    double q[WIDTH];
    memcpy(q, c->q, sizeof q);
    rotary_turn_to(pe, PE_QUERY, distance, q);
    return any_dot(q, c->k, c->D) / sqrt(c->D);
}

static void spans_are_their_cells(const Pe *pe, Rng *rng) {
    enum { SPAN = 7 };

    double run[SPAN], one = 0, q[WIDTH], k[SPAN * WIDTH];
    int head = below(rng, pe->H);
    int64_t i = below(rng, TOKENS), j = below(rng, TOKENS);
    any_normals(rng, WIDTH, q);
    any_normals(rng, SPAN * WIDTH, k);
    for (int t = 0; pe->scheme->relate && t < SPAN; t++) {
        if (t == 0) pe->scheme->relate(pe, q, k, i, j, SPAN, run);
        pe->scheme->relate(pe, q, k + (ptrdiff_t)t * pe->D, i, j + t, 1, &one);
        any_law(one == run[t], pe, "relate by spans");
    }
    for (int t = 0; pe->scheme->weigh && t < SPAN; t++) {
        if (t == 0) pe->scheme->weigh(pe, head, i, j, SPAN, run);
        pe->scheme->weigh(pe, head, i, j + t, 1, &one);
        any_law(one == run[t], pe, "weigh by spans");
    }
    for (int t = 0; pe->scheme->distance && t < SPAN; t++) {
        if (t == 0) pe->scheme->distance(pe, i, j, SPAN, run);
        any_law(same(distance_of(pe, i, j + t), run[t], 0), pe, "distance by spans");
    }
}

static void relative_schemes_are_toeplitz(const Pe *pe, Rng *rng) {
    if (!pe->relative || pe->scheme->embed || pe->growth) return;
    Content c = any_content(pe, rng);
    int head = below(rng, pe->H);
    memcpy(c.k, c.q, sizeof c.k); // equal content
    int64_t i = below(rng, TOKENS), j = below(rng, TOKENS), shift = below(rng, 1000);
    double here = logit_of(pe, head, &c, i, j),
           there = logit_of(pe, head, &c, i + shift, j + shift);
    any_law(same(here, there, 1e-9 * (1 + fabs(here))), pe, "each diagonal has one logit");
    if (!pe->scheme->distance) return;
    any_law(same(distance_of(pe, i, j), distance_of(pe, i + shift, j + shift), 0), pe,
            "each diagonal has one distance");
}

static void what_is_removed_is_removed_everywhere(const Pe *pe, Rng *rng) {
    int64_t i = below(rng, TOKENS), j = below(rng, TOKENS);
    double bias = bias_of(pe, below(rng, pe->H), i, j);
    bool outside = i - j < pe->least || i - j > pe->most;
    any_law(!outside || isinf(bias), pe, "distances out of range have a bias of −∞");
    any_law(!isnan(bias) && bias < (double)INFINITY, pe, "a bias is a number or −∞");
    if (!pe->scheme->distance) return;
    double distance = distance_of(pe, i, j);
    any_law((isnan(distance) != 0) == (isinf(bias) != 0), pe, "removed keys have no distance");
    bool there = (double)i < pe_get(pe, "length", TOKENS) && j <= i && !isnan(distance);
    bool within = !there || pe->distance_reach <= 0 || fabs(distance) <= pe->distance_reach;
    any_law(within, pe, "distances stay within the reach that colours show");
}

static void pairs_are_turned_by_the_distance_they_show(const Pe *pe, Rng *rng) {
    if (!pe->scheme->distance || !pe->scheme->turn) return;
    Content c = any_content(pe, rng);
    int64_t i = below(rng, TOKENS), j = below(rng, TOKENS);
    double distance = distance_of(pe, i, j), scale = 1, logit = logit_of(pe, 0, &c, i, j);
    if (is(pe, "rerope") && pe_get_int(pe, "log_scale") == 1) {
        scale = fmax(1, log((double)i + 1) / log(pe_get(pe, "training_length", 0)));
    }
    if (isnan(distance)) {
        any_law(isinf(logit), pe, "a pair without a distance has no logit");
    } else {
        any_law(same(logit, scale * plain_logit(pe, &c, distance), 1e-9), pe,
                "a pair's logit is RoPE's at the distance that is shown");
    }
}

static void softmax_rows_are_shares(const Pe *pe, Rng *rng) {
    double row[TOKENS], sum = 0;
    Content c = any_content(pe, rng);
    int head = below(rng, pe->H), seen = 0;
    int64_t i = below(rng, TOKENS);
    for (int j = 0; j < TOKENS && (!pe->rows || j < pe->rows); j++) {
        row[j] = j <= i ? logit_of(pe, head, &c, i, j) : (double)NAN;
        seen += isfinite(row[j]);
    }
    if ((pe->rows && pe->rows < TOKENS) || !seen) return;
    attend_softmax(row, TOKENS);
    for (int j = 0; j < TOKENS; j++) sum += isnan(row[j]) ? 0 : row[j];
    any_law(fabs(sum - 1) < 1e-12, pe, "the shares of a query sum to 1");
}

static void kerple_falls_with_distance(const Pe *pe, Rng *rng) {
    if (!is(pe, "kerple")) return;
    double here = 0, next = 0;
    int head = below(rng, pe->H);
    int64_t i = 1000, j = below(rng, 1000);
    any_law(bias_of(pe, head, i, i) == 0, pe, "no penalty for the query's own key");
    any_law(bias_of(pe, head, i, j) < bias_of(pe, head, i, j + 1), pe, "further keys cost more");
    pe->scheme->weigh(pe, head, i, j, 1, &here);
    pe->scheme->weigh(pe, head, i, j + 1, 1, &next);
    bool weighs = pe_get_int(pe, "kind") == KERPLE_POWER_W;
    any_law(weighs ? here < next && next <= 1 && here > 0 : here == 1 && next == 1, pe,
            "only power_w weighs, less with distance");
}

static void kerple_takes_what_training_allows(Rng *rng) {
    int64_t d = 1 + below(rng, 500);
    double over = 2 + rng_unit(rng), under = 0.01 - rng_unit(rng), a = 0.01 + rng_unit(rng);
    CHECK(kerple_bias(KERPLE_POWER, over, a, d) == kerple_bias(KERPLE_POWER, 2, a, d));
    CHECK(kerple_bias(KERPLE_POWER, under, a, d) == kerple_bias(KERPLE_POWER, 0.01, a, d));
    CHECK(kerple_bias(KERPLE_POWER, 1, under, d) == kerple_bias(KERPLE_POWER, 1, 0.01, d));
    CHECK(kerple_bias(KERPLE_LOG, under, a, d) == kerple_bias(KERPLE_LOG, 0.01, a, d));
    CHECK(kerple_bias(KERPLE_LOG, over, under, d) == kerple_bias(KERPLE_LOG, over, 0.01, d));
    CHECK(kerple_bias(KERPLE_LOG, over, a, d) < kerple_bias(KERPLE_LOG, 2, a, d));
    CHECK(kerple_weight(over, under, d) == kerple_weight(2, 0.01, d));
    CHECK_NEAR(kerple_bias(KERPLE_LOG, 0.7, 3, 5), -0.7 * log(16), 1e-15);
    CHECK_NEAR(kerple_bias(KERPLE_POWER, 0.5, 0.25, 9), -0.75, 1e-15);
}

// The same waves without the first and with one more at the end.
static void sandwich_is_the_similarity_of_sinusoids(const Pe *pe, Rng *rng) {
    if (!is(pe, "sandwich")) return;
    Arena arena = {0};
    Pe plain;
    int size = pe_get_int(pe, "hidden_size"), head = below(rng, pe->H);
    pe_init(&plain, pe_scheme_find("sinusoidal"));
    CHECK(pe_set(&plain, "dim", size, NULL) &&
          pe_set(&plain, "base", pe_get(pe, "base", 0), NULL) && pe_prepare(&plain, &arena, NULL));
    double a[64], b[64];
    int64_t d = below(rng, 300);
    plain.scheme->embed(&plain, d, 1, a);
    plain.scheme->embed(&plain, 0, 1, b);
    double last = cos((double)d / pe_get(pe, "base", 0)), first = cos((double)d);
    double similarity = any_dot(a, b, size) - first + last, ratio = 8.0 * (head + 1) / pe->H;
    any_law(same(sandwich_bias(pe, head, d), (similarity - size / 2.0) / ratio, 1e-9), pe,
            "waves 1 … d/2 of the sinusoids, less as many as there are");
    any_law(sandwich_bias(pe, head, 0) == 0, pe, "no penalty for the query's own key");
    arena_free(&arena);
}

static void fire_reads_a_share_of_the_way(const Pe *pe, Rng *rng) {
    if (!is(pe, "fire")) return;
    int64_t i = 1 + below(rng, 100000), j = below(rng, (int)i), later = i + 1 + below(rng, 100000);
    double share = distance_of(pe, i, j), threshold = pe_get(pe, "init_L", 0);
    threshold *= pe_get(pe, "L_multiplier", 1);
    any_law(share > 0 && share < distance_of(pe, i, 0) + 1e-15, pe, "shares grow with distance");
    any_law(distance_of(pe, i, i) == 0, pe, "the query's own key is no way back");
    any_law(distance_of(pe, i, 0) <= 1, pe, "the first key is the whole way back");
    double there = distance_of(pe, later, later - (i - j));
    bool stretched = (double)later > threshold;
    any_law(stretched ? there < share : there == share, pe,
            "beyond L the same distance is a smaller share, up to L the same");
}

static int count_seen(const Pe *pe, int64_t i) {
    int seen = 0;
    for (int j = 0; j < TOKENS; j++) seen += bias_of(pe, 0, i, j) == 0;
    return seen;
}

static void windows_keep_as_many_as_they_say(const Pe *pe, Rng *rng) {
    if (!is(pe, "sliding_window")) return;
    int64_t i = below(rng, TOKENS), j = below(rng, TOKENS), window = pe_get_int(pe, "window");
    bool chunked = pe_get_int(pe, "kind") == WINDOW_CHUNKED;
    int64_t want = chunked ? i % window + 1 : i + 1 < window ? i + 1 : window;
    any_law(count_seen(pe, i) == want, pe, "a window holds W keys, its own among them");
    bool seen = bias_of(pe, 0, i, j) == 0;
    any_law(!seen || !chunked || i / window == j / window, pe, "no query sees another chunk");
    any_law(bias_of(pe, 0, i, i) == 0, pe, "a query sees its own key");
    any_law(window_sees_legacy(window, i, j) == (i >= j && i - j <= window), pe,
            "older code sees one more");
}

static void sinks_stay_and_places_have_no_gap(const Pe *pe, Rng *rng) {
    if (!is(pe, "attention_sinks")) return;
    SinkCache cache = {pe_get_int(pe, "start_size"), pe_get_int(pe, "recent_size")};
    int64_t i = below(rng, TOKENS), next = 0, room = cache.start + cache.recent;
    any_law(count_seen(pe, i) == (i + 1 < room ? i + 1 : room), pe, "S + R keys are kept");
    bool ordered = true;
    for (int64_t j = 0; j < TOKENS; j++) {
        if (!sinks_see(cache, i, j)) continue;
        ordered = ordered && sinks_place(cache, i, j) == next;
        next++;
        bool sink = j < cache.start, recent = i - j < cache.recent;
        ordered = ordered && (sink || recent);
        if (recent) ordered = ordered && distance_of(pe, i, j) == (double)(i - j);
    }
    any_law(ordered && next == sinks_count(cache, i), pe,
            "places are 0, 1, 2 … in the text's order");
    bool kept = true;
    for (int64_t j = 0; j < cache.start && j <= i; j++) kept = kept && bias_of(pe, 0, i, j) == 0;
    any_law(kept, pe, "sinks never leave");
}

static void remapped_positions_exist(const Pe *pe, Rng *rng) {
    if (!is(pe, "remap")) return;
    RemapKind kind = (RemapKind)pe_get_int(pe, "kind");
    int64_t most = pe_get_int(pe, "max_positions"), length = pe_get_int(pe, "length");
    int64_t p = below(rng, (int)length), at = remap_position(kind, most, length, p);
    any_law(at < most && at >= (kind == REMAP_TRUNCATE_LEFT ? -1 : 0), pe, "within the trained");
    any_law(length > most || at == p, pe, "short texts keep their positions");
    int64_t last = remap_position(kind, most, length, length - 1);
    any_law(kind == REMAP_MODULO || last == (length < most ? length : most) - 1, pe,
            "the last token stands last");
    any_law(kind != REMAP_MODULO || remap_position(kind, most, length, p + most) == at, pe,
            "positions come back");
    int64_t i = length - 1, j = length - 1 - below(rng, (int)(length < most ? length : most));
    bool shifts = kind == REMAP_TRUNCATE_LEFT;
    any_law(!shifts || distance_of(pe, i, j) == (double)(i - j), pe, "cutting keeps distances");
}

static void far_distances_go_on_from_the_window(const Pe *pe, Rng *rng) {
    bool groups = is(pe, "self_extend");
    if (!is(pe, "rerope") && !groups) return;
    int64_t window = pe_get_int(pe, groups ? "neighbor_window" : "window");
    int64_t i = window + below(rng, TOKENS), j = below(rng, (int)i + 1), gap = i - j;
    double here = distance_of(pe, i, j), next = j > 0 ? distance_of(pe, i, j - 1) : here;
    any_law(gap >= window || here == (double)gap, pe, "distances are true within the window");
    any_law(same(distance_of(pe, i, i - window + 1), (double)window - 1, 0), pe, "up to its edge");
    if (gap < window) return;
    double pace = groups ? pe_get(pe, "group_size", 1) : pe_get(pe, "factor", 1);
    double want = (double)window + (double)(gap - window) / pace;
    if (!groups && pe_get_int(pe, "kind") == 0) want = (double)window;
    any_law(fabs(here - want) < (groups ? 1 : 1e-9), pe, "then they go on at the pace of the kind");
    any_law(next >= here, pe, "and do not shrink");
    int64_t group = groups ? pe_get_int(pe, "group_size") : 1;
    bool together = groups && j > 0 && (j - 1) / group == j / group;
    any_law(!together || next == here, pe, "a group of keys is equally far");
}

static void rerope_queries_grow_beyond_what_was_trained(Rng *rng) {
    int length = 2 + below(rng, 1000);
    int64_t i = below(rng, 100000);
    double scale = rerope_query_scale(i, length);
    CHECK(i < length ? scale == 1 : scale > 1);
    CHECK_NEAR(rerope_query_scale((int64_t)length * length - 1, length), 2, 1e-12);
}

// A block of any size, small or wide and far out, and a part of the distances.
static PeBlock any_block(Rng *rng) {
    PeBlock block = {.offset = below(rng, below(rng, 2) ? 60 : 2000000),
                     .queries = 1 + below(rng, 40),
                     .keys = 1 + below(rng, below(rng, 4) ? 40 : 3000)};
    if (below(rng, 2)) {
        int64_t swap = block.queries;
        block.queries = block.keys;
        block.keys = swap;
    }
    int64_t first = block.offset - block.keys + 1, last = block.offset + block.queries - 1;
    bool cut = below(rng, 2) == 1;
    block.least = cut ? first + below(rng, (int)(last - first + 1)) : first;
    block.most = cut ? block.least + below(rng, (int)(last - block.least + 1)) : PE_POSITION_MAX;
    return block;
}

static void sums_of_blocks_are_sums(const Pe *pe, Rng *rng) {
    if (!pe->scheme->bias_sum || !pe->relative) return;
    PeBlock block = any_block(rng);
    if (block.least < pe->least) block.least = pe->least;
    if (block.most > pe->most) block.most = pe->most;
    int head = below(rng, pe->H);
    double size = 0, got = pe->scheme->bias_sum(pe, head, block);
    long double exact = 0; // a double would round as often as there are pairs
    for (int64_t u = 0; u < block.queries; u++) {
        for (int64_t v = 0; v < block.keys; v++) {
            int64_t distance = block.offset + u - v, far = PE_POSITION_MAX / 2;
            if (distance < block.least || distance > block.most) continue;
            double bias = bias_of(pe, head, far, far - distance);
            exact += (long double)bias;
            size += fabs(bias);
        }
    }
    double sum = (double)exact, off = fabs(got - sum);
    // Waves: a bias is a difference of numbers as large as they are many, and angles round with distance.
    double angle = 1e-14 + 3e-16 * (double)(block.offset + block.queries + block.keys);
    bool near = off <= 1e-12 * size + angle * (double)(block.queries * block.keys) * pe->pairs;
    any_law(near, pe, "the sum of a block's biases is their sum");
    if (near) return;
    fprintf(stderr, "    %lld+%lldx%lld in %lld…%lld: got %.17g, want %.17g\n",
            (long long)block.offset, (long long)block.queries, (long long)block.keys,
            (long long)block.least, (long long)block.most, got, sum);
}

// A scheme with some parameters set, and otherwise as it is.
typedef struct Setting {
    const char *param;
    double value;
} Setting;

static Pe prepare_with(const char *id, const Setting *settings, int count, Arena *arena) {
    Pe pe;
    pe_init(&pe, pe_scheme_find(id));
    for (int s = 0; s < count; s++) {
        CHECK(pe_set(&pe, settings[s].param, settings[s].value, NULL));
    }
    CHECK(pe_prepare(&pe, arena, NULL));
    return pe;
}

static void without_stretching_all_is_rope(Rng *rng) {
    static const struct {
        const char *id;
        Setting settings[2];
    } ROWS[] = {{"self_extend", {{"group_size", 1}, {"neighbor_window", 5}}},
                {"self_extend", {{"group_size", 9}, {"neighbor_window", TOKENS}}},
                {"rerope", {{"kind", 1}, {"factor", 1}}},
                {"rerope", {{"kind", 0}, {"window", TOKENS}}},
                {"remap", {{"kind", 0}, {"max_positions", TOKENS}}},
                {"remap", {{"kind", 1}, {"max_positions", TOKENS}}},
                {"sliding_window", {{"kind", 0}, {"window", TOKENS}}},
                {"sliding_window", {{"kind", 1}, {"window", TOKENS}}},
                {"attention_sinks", {{"start_size", 0}, {"recent_size", TOKENS}}},
                {"attention_sinks", {{"start_size", TOKENS}, {"recent_size", 1}}}};

    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
        Arena arena = {0};
        Setting settings[3] = {{"dim", 16}, ROWS[r].settings[0], ROWS[r].settings[1]};
        Pe pe = prepare_with(ROWS[r].id, settings, 3, &arena),
           plain = prepare_with("rope", settings, 1, &arena);
        Content c = any_content(&pe, rng);
        int64_t i = below(rng, TOKENS), j = below(rng, (int)i + 1);
        any_law(same(logit_of(&pe, 0, &c, i, j), logit_of(&plain, 0, &c, i, j), 1e-10), &pe,
                "with room for all tokens it is plain RoPE");
        arena_free(&arena);
    }
}

static double gain_of(const Pe *pe, const Content *c, int64_t i, int64_t j) {
    double out = 0;
    pe->scheme->relate(pe, c->q, c->k, i, j, 1, &out);
    return out;
}

static void shaw_cannot_tell_what_it_clips(const Pe *pe, Rng *rng) {
    if (!is(pe, "shaw")) return;
    Content c = any_content(pe, rng);
    int left = pe_get_int(pe, "clip_left"), right = pe_get_int(pe, "clip_right");
    ShawSign sign = (ShawSign)pe_get_int(pe, "sign");
    int64_t i = 100 + below(rng, 50), distance = below(rng, 200) - 100;
    int64_t j = sign == SHAW_KEY_MINUS_QUERY ? i + distance : i - distance;
    int64_t clipped = distance < -left ? -left : distance > right ? right : distance;
    int64_t end = sign == SHAW_KEY_MINUS_QUERY ? i + clipped : i - clipped;
    any_law(gain_of(pe, &c, i, j) == gain_of(pe, &c, i, end), pe, "clipped keys look like the end");
    double gain = any_dot(c.q, pe->table + (left + clipped) * pe->D, pe->D);
    if (pe_get_int(pe, "variant") == SHAW_KEY_QUERY) {
        gain += any_dot(c.k, pe->table + (left + clipped) * pe->D, pe->D);
    }
    any_law(same(gain, gain_of(pe, &c, i, j), 1e-12), pe, "the row is left + distance");
}

static void a_wide_clip_clips_nothing(Rng *rng) {
    Arena arena = {0};
    Setting settings[] = {{"clip_left", TOKENS - 1}, {"clip_right", TOKENS - 1}, {"sign", 0}};
    Pe pe = prepare_with("shaw", settings, 3, &arena);
    for (int round = 0; round < 20; round++) {
        int64_t i = below(rng, TOKENS), j = below(rng, TOKENS);
        any_law(distance_of(&pe, i, j) == (double)(i - j), &pe, "clip ≥ n keeps all distances");
        any_law(shaw_row(j - i, TOKENS - 1, TOKENS - 1) == j - i + TOKENS - 1, &pe,
                "clip ≥ n gives every distance its row");
    }
    arena_free(&arena);
}

int main(void) {
    Rng rng = {20240911};
    for (int s = 0; s < pe_scheme_count(); s++) {
        bool adds = pe_scheme_at(s)->embed != NULL;
        for (int round = 0; round < ROUNDS && !adds; round++) {
            Arena arena = {0};
            Pe pe = any_scheme(pe_scheme_at(s), &rng, &arena);
            spans_are_their_cells(&pe, &rng);
            relative_schemes_are_toeplitz(&pe, &rng);
            what_is_removed_is_removed_everywhere(&pe, &rng);
            pairs_are_turned_by_the_distance_they_show(&pe, &rng);
            softmax_rows_are_shares(&pe, &rng);
            kerple_falls_with_distance(&pe, &rng);
            sandwich_is_the_similarity_of_sinusoids(&pe, &rng);
            fire_reads_a_share_of_the_way(&pe, &rng);
            windows_keep_as_many_as_they_say(&pe, &rng);
            sinks_stay_and_places_have_no_gap(&pe, &rng);
            remapped_positions_exist(&pe, &rng);
            far_distances_go_on_from_the_window(&pe, &rng);
            shaw_cannot_tell_what_it_clips(&pe, &rng);
            sums_of_blocks_are_sums(&pe, &rng);
            arena_free(&arena);
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        kerple_takes_what_training_allows(&rng);
        rerope_queries_grow_beyond_what_was_trained(&rng);
        without_stretching_all_is_rope(&rng);
        a_wide_clip_clips_nothing(&rng);
    }
    return test_end();
}
