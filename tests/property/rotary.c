// Laws of the rotary schemes: what turning keeps, how each scheme relates to plain RoPE, and where they meet.
#include "engine/schemes/rotary.h"

#include "engine/schemes/rope_dynamic_ntk.h"
#include "engine/schemes/rope_longrope.h"
#include "engine/schemes/rope_ntk.h"
#include "engine/schemes/rope_yarn.h"
#include "support/any_scheme.h"

enum { ROUNDS = 80, REACH = 60 };

typedef struct Setting {
    const char *param;
    double value;
} Setting;

// A scheme with random parameters but those that are named; ends with {NULL}.
static Pe any_with(const char *id, const Setting *settings, Rng *rng, Arena *arena) {
    const PeScheme *scheme = pe_scheme_find(id);
    Pe pe;
    bool ok = false;
    while (!ok) {
        pe = any_scheme(scheme, rng, arena);
        for (const Setting *s = settings; s->param; s++) {
            CHECK(pe_set(&pe, s->param, s->value, NULL));
        }
        ok = pe_prepare(&pe, arena, NULL);
    }
    return pe;
}

static const Setting ANY[] = {{NULL, 0}};

// RoPE over the same features.
static Pe plain_of(const Pe *pe, Arena *arena) {
    Pe plain;
    pe_init(&plain, pe_scheme_find("rope"));
    CHECK(pe_set(&plain, "dim", pe->turned, NULL) && pe_set(&plain, "layout", pe->layout, NULL) &&
          pe_set(&plain, "base", pe_get(pe, "base", 0), NULL) && pe_prepare(&plain, arena, NULL));
    return plain;
}

// Whether pairs `from` … `to` − 1 have the frequencies of `other`, times `ratio`.
static bool same_speeds(const Pe *pe, const Pe *other, double ratio) {
    bool same = pe->pairs == other->pairs;
    for (int m = 0; same && m < pe->pairs; m++) {
        same = fabs(pe->freq[m] - ratio * other->freq[m]) <= 1e-14 * other->freq[m];
    }
    return same;
}

// Whether every pair is slowed by 1 … `most`, and none by less than the pair before it.
static bool slowed_more_and_more(const Pe *pe, const Pe *plain, double most) {
    double before = 1;
    bool holds = true;
    for (int m = 0; holds && m < pe->pairs; m++) {
        double slowed = plain->freq[m] / pe->freq[m];
        holds = slowed >= before * (1 - 1e-12) && slowed <= most * (1 + 1e-12);
        before = slowed;
    }
    return holds;
}

static bool is_rotary(const PeScheme *scheme) {
    return scheme->turn && scheme->place == PE_AT_QUERY_KEY &&
           pe_param_index(scheme, "base") >= 0 && !scheme->distance;
}

static void turn_copy(const Pe *pe, PeSide side, const double *x, int64_t position, double *out) {
    memcpy(out, x, (size_t)pe->D * sizeof *out);
    pe->scheme->turn(pe, (PeTurn){.side = side}, position, 1, out);
}

static double turned_dot(const Pe *pe, const double *q, const double *k, int64_t i, int64_t j) {
    double a[PE_DIM_MAX], b[PE_DIM_MAX];
    turn_copy(pe, PE_QUERY, q, i, a);
    turn_copy(pe, PE_KEY, k, j, b);
    return any_dot(a, b, pe->D);
}

// The most that sizes can grow to between a query and a key so far apart.
static double most_growth(const Pe *pe, int64_t distance) {
    double most = 0;
    for (int m = 0; pe->growth && m < pe->pairs; m++) {
        most = fmax(most, pe->growth[m] * (double)distance);
    }
    return exp(most);
}

static void only_differences_count(const Pe *pe, Rng *rng) {
    if (!pe->relative) return;
    double q[PE_DIM_MAX] = {0}, k[PE_DIM_MAX] = {0};
    any_normals(rng, pe->D, q);
    any_normals(rng, pe->D, k);
    int64_t i = rng_below(rng, REACH), j = rng_below(rng, REACH), shift = rng_below(rng, REACH);
    double here = turned_dot(pe, q, k, i, j), there = turned_dot(pe, q, k, i + shift, j + shift);
    double size = pe->D * pe->factor * pe->factor * most_growth(pe, i - j);
    any_law(fabs(here - there) <= 1e-10 * size, pe, "moving both changes nothing");
}

// Equal content meets itself at its own length, times the factor; features that are not turned stay as they are.
static void lengths_are_kept(const Pe *pe, Rng *rng) {
    double x[PE_DIM_MAX] = {0}, turned[PE_DIM_MAX];
    any_normals(rng, pe->D, x);
    int64_t at = pe->relative ? rng_below(rng, REACH) : 65536 + rng_below(rng, REACH);
    int wide = 2 * pe->pairs;
    double *rest = x + wide, factor = pe->factor * pe->factor;
    double want = factor * any_dot(x, x, wide) + any_dot(rest, rest, pe->D - wide);
    any_law(fabs(turned_dot(pe, x, x, at, at) - want) <= 1e-11 * want, pe, "lengths are kept");
    turn_copy(pe, PE_QUERY, x, at, turned);
    bool still = memcmp(turned + wide, rest, (size_t)(pe->D - wide) * sizeof *x) == 0;
    any_law(still, pe, "features that are not turned stay as they are");
}

static void waves_are_the_dot_product_of_equal_content(const Pe *pe, Rng *rng) {
    if (!pe->relative) return;
    double v[PE_DIM_MAX] = {0}, weight[PE_DIM_MAX], sum = 0;
    any_normals(rng, pe->D, v);
    int64_t i = rng_below(rng, REACH), j = rng_below(rng, REACH);
    double d = (double)(i - j), size = pe->D * pe->factor * pe->factor * most_growth(pe, i - j);
    pe->scheme->waves(pe, v, weight, &sum);
    for (int m = 0; m < pe->pairs; m++) {
        double growth = pe->growth ? exp(pe->growth[m] * d) : 1;
        sum += weight[m] * growth * cos(pe->freq[m] * d);
    }
    any_law(fabs(sum - turned_dot(pe, v, v, i, j)) <= 1e-10 * size, pe, "waves add up");
}

static void means_are_means(const Pe *pe, Rng *rng) {
    if (!pe->scheme->turn_mean) return;
    double x[PE_DIM_MAX] = {0}, row[PE_DIM_MAX], sum[PE_DIM_MAX] = {0}, worst = 0;
    int64_t start = (int64_t)pe_get(pe, "start_token_idx", 0), p0 = rng_below(rng, REACH);
    int64_t width = 1 + rng_below(rng, 40);
    if (start > 10) p0 = start - rng_below(rng, 10); // across the border
    any_normals(rng, pe->D, x);
    for (int64_t p = p0; p < p0 + width; p++) {
        turn_copy(pe, PE_KEY, x, p, row);
        for (int f = 0; f < pe->D; f++) sum[f] += row[f] / (double)width;
    }
    pe->scheme->turn_mean(pe, (PeTurn){.side = PE_KEY}, p0, width, x);
    for (int f = 0; f < pe->D; f++) worst = fmax(worst, fabs(x[f] - sum[f]));
    any_law(worst <= 1e-10 * pe->factor, pe, "the closed mean of turned vectors is their mean");
}

static void interpolation_slows_all_alike(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_linear", ANY, rng, arena), plain = plain_of(&pe, arena);
    any_law(same_speeds(&pe, &plain, 1 / pe_get(&pe, "factor", 0)), &pe, "all by the factor");
    pe = any_with("rope_linear", (Setting[]){{"factor", 1}, {0}}, rng, arena);
    plain = plain_of(&pe, arena);
    any_law(same_speeds(&pe, &plain, 1), &pe, "plain at a factor of 1");
}

static void ntk_turns_about_its_first_pair(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_ntk", (Setting[]){{"variant", 0}, {0}}, rng, arena);
    Pe plain = plain_of(&pe, arena);
    double most = pe_get(&pe, "alpha", 0), base = pe_get(&pe, "base", 0);
    int last = pe.pairs - 1;
    any_law(pe.freq[0] == 1.0 && slowed_more_and_more(&pe, &plain, most), &pe,
            "the fastest pair is kept, the others slow down");
    bool even = pe.D % 2 == 0;
    any_law(!even || fabs(plain.freq[last] / pe.freq[last] - most) <= 1e-11 * most, &pe,
            "the slowest pair is interpolated");
    any_law(rope_ntk_base(&pe) >= base, &pe, "the base rises");
}

static void parts_lie_between_interpolation_and_plain(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_ntk", (Setting[]){{"variant", 1}, {0}}, rng, arena);
    Pe plain = plain_of(&pe, arena);
    bool between = true;
    for (int m = 0; m < pe.pairs; m++) {
        double slowed = plain.freq[m] / pe.freq[m];
        between = between && slowed > 1 - 1e-12 && slowed < pe_get(&pe, "alpha", 0) * (1 + 1e-12);
    }
    any_law(between, &pe, "by parts: between interpolation and plain");
    pe = any_with("rope_ntk", (Setting[]){{"alpha", 1}, {0}}, rng, arena);
    plain = plain_of(&pe, arena);
    any_law(same_speeds(&pe, &plain, 1), &pe, "plain at a scale of 1");
}

static void dynamic_ntk_waits_for_the_limit(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_dynamic_ntk", ANY, rng, arena), plain = plain_of(&pe, arena);
    double max = pe_get(&pe, "max_position_embeddings", 0), length = pe_get(&pe, "length", 0);
    any_law(length > max || same_speeds(&pe, &plain, 1), &pe, "plain up to the limit");
    double base = rope_dynamic_ntk_base(&pe),
           most = pe_get(&pe, "factor", 0) * fmax(length / max, 1);
    any_law(slowed_more_and_more(&pe, &plain, most), &pe, "slower beyond it");
    CHECK(pe_set(&pe, "length", fmin(fmax(length, max) * 2, PE_POSITION_MAX), NULL));
    CHECK(pe_prepare(&pe, arena, NULL));
    any_law(rope_dynamic_ntk_base(&pe) >= base, &pe, "a longer text has a larger base");
}

// Told as the object itself would: what it remembers is the longest text since it started again.
static void calls_are_answered_by_what_was_before(Rng *rng) {
    int64_t lengths[30], used[30], max = 5 + rng_below(rng, 20), memory = max;
    for (int c = 0; c < 30; c++) lengths[c] = 1 + rng_below(rng, 60);
    rope_dynamic_ntk_history(lengths, 30, max, used);
    for (int c = 0; c < 30; c++) {
        if (lengths[c] > memory) memory = lengths[c];
        if (lengths[c] < max) memory = max;
        CHECK(used[c] == memory);
    }
}

static void yarn_lies_between_interpolation_and_plain(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_yarn", (Setting[]){{"dynamic", 0}, {0}}, rng, arena);
    Pe plain = plain_of(&pe, arena);
    double most = pe_get(&pe, "factor", 0), low, high;
    rope_yarn_range(&pe, &low, &high);
    any_law(high < low || slowed_more_and_more(&pe, &plain, most), &pe,
            "between plain and interpolated, the slower the more");
    bool whole = pe_get(&pe, "truncate", 0) < 1 || (floor(low) == low && floor(high) == high);
    any_law(low >= 0 && high <= pe.D - 1 && whole, &pe, "whole indices within the vector");
    for (int m = 0; m < pe.pairs && high >= low; m++) {
        double slowed = plain.freq[m] / pe.freq[m], want = m <= low ? 1 : most;
        bool outside = m <= low || m >= high + 0.002;
        any_law(!outside || fabs(slowed - want) <= 1e-11 * want, &pe, "untouched or interpolated");
    }
}

static void yarn_grows_by_its_rules(Rng *rng, Arena *arena) {
    double factor = 1 + 30 * rng_unit(rng), weight = 0.1 + rng_unit(rng),
           given = 0.5 + rng_unit(rng);
    Setting rules[] = {{"factor", factor}, {"dynamic", 0},        {"attention_factor", 0},
                       {"mscale", weight}, {"mscale_all_dim", 0}, {0}};
    double paper = 0.1 * log(factor) + 1;
    CHECK_NEAR(any_with("rope_yarn", rules, rng, arena).factor, paper, 1e-14);
    rules[4].value = weight;
    CHECK_NEAR(any_with("rope_yarn", rules, rng, arena).factor, 1, 1e-14);
    rules[3].value = 1;
    CHECK_NEAR(any_with("rope_yarn", rules, rng, arena).factor,
               paper / (0.1 * weight * log(factor) + 1), 1e-14);
    rules[2].value = given;
    CHECK_NEAR(any_with("rope_yarn", rules, rng, arena).factor, given, 0);
    rules[2].value = rules[3].value = 0;
    rules[0].value = 1;
    Pe pe = any_with("rope_yarn", rules, rng, arena), plain = plain_of(&pe, arena);
    any_law(pe.factor == 1.0 && same_speeds(&pe, &plain, 1), &pe, "plain at a factor of 1");
}

static void dynamic_yarn_is_yarn_at_the_length(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_yarn", (Setting[]){{"dynamic", 1}, {"attention_factor", 0}, {0}}, rng,
                     arena);
    double train = pe_get(&pe, "original_max_position_embeddings", 0);
    double scale = fmax(pe_get(&pe, "length", 0) / train, 1);
    Pe fixed = pe;
    CHECK(pe_set(&fixed, "dynamic", 0, NULL));
    if (scale > 1e4) return; // more than a fixed factor may be
    CHECK(pe_set(&fixed, "factor", scale, NULL) && pe_prepare(&fixed, arena, NULL));
    any_law(same_speeds(&pe, &fixed, 1) && pe.factor == fixed.factor, &pe,
            "the scale is the length");
}

static void llama3_keeps_what_turns_often(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_llama3", ANY, rng, arena), plain = plain_of(&pe, arena);
    double train = pe_get(&pe, "original_max_position_embeddings", 0);
    double low = pe_get(&pe, "low_freq_factor", 0), high = pe_get(&pe, "high_freq_factor", 0);
    double most = pe_get(&pe, "factor", 0);
    any_law(slowed_more_and_more(&pe, &plain, most), &pe, "between plain and divided");
    for (int m = 0; m < pe.pairs; m++) {
        double turns = train * plain.freq[m] / (8 * atan(1)), slowed = plain.freq[m] / pe.freq[m];
        bool kept = turns < high * 1.000001 || fabs(slowed - 1) < 1e-12;
        bool divided = turns > low * 0.999999 || fabs(slowed - most) < 1e-11 * most;
        any_law(kept && divided, &pe, "kept above, divided below");
    }
    any_law(pe.factor == 1.0, &pe, "no change of size");
}

static void longrope_swaps_its_lists_at_the_limit(Rng *rng, Arena *arena) {
    double original = 100 + rng_below(rng, 900);
    Setting at[] = {{"original_max_position_embeddings", original},
                    {"length", original},
                    {"base", 10000},
                    {"dim", 96},
                    {0}};
    Pe brief = any_with("rope_longrope", at, rng, arena);
    at[1].value++;
    Pe lengthy = any_with("rope_longrope", at, rng, arena), plain = plain_of(&brief, arena);
    CHECK(!rope_longrope_long(&brief) && rope_longrope_long(&lengthy));
    any_law(slowed_more_and_more(&brief, &plain, 3.05), &brief, "short factors");
    any_law(slowed_more_and_more(&lengthy, &plain, 64.82), &lengthy, "long factors");
    double ones[48], before = brief.factor;
    for (int m = 0; m < 48; m++) ones[m] = 1;
    rope_longrope_use(&brief, ones);
    any_law(same_speeds(&brief, &plain, 1) && brief.factor == before, &brief,
            "factors of 1 are plain");
    CHECK_NEAR(rope_longrope_magnitude(LONGROPE_SU, original, original), sqrt(2), 1e-15);
    CHECK_NEAR(rope_longrope_magnitude(LONGROPE_YARN, original, 7), 0.1 * log(original) + 1, 1e-15);
    CHECK_NEAR(rope_longrope_magnitude(LONGROPE_SU, 0.5, original), 1, 0);
}

static void the_first_tokens_of_longrope_stay_plain(Rng *rng, Arena *arena) {
    double start = 1 + rng_below(rng, 8), x[PE_DIM_MAX] = {0}, a[PE_DIM_MAX], b[PE_DIM_MAX];
    Pe pe = any_with("rope_longrope", (Setting[]){{"start_token_idx", start}, {0}}, rng, arena);
    Pe plain = plain_of(&pe, arena);
    any_normals(rng, pe.D, x);
    for (int p = 0; p < 10; p++) {
        turn_copy(&pe, PE_KEY, x, p, a);
        turn_copy(&plain, PE_KEY, x, p, b);
        bool same = memcmp(a, b, (size_t)pe.D * sizeof *a) == 0;
        any_law(p >= start ? !same || pe.factor == 1.0 : same, &pe, "the first tokens stay plain");
    }
    any_law(!pe.relative, &pe, "where both sides start differs, no longer i − j alone counts");
}

static void whole_shares_are_plain(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_p", (Setting[]){{"p", 1}, {0}}, rng, arena),
       plain = plain_of(&pe, arena);
    any_law(same_speeds(&pe, &plain, 1), &pe, "p = 1 is plain RoPE");
    pe = any_with("rope_p", (Setting[]){{"p", 0}, {0}}, rng, arena);
    for (int m = 0; m < pe.pairs; m++) any_law(pe.freq[m] == 0.0, &pe, "p = 0 turns nothing");
    pe = any_with("rope_p", ANY, rng, arena);
    plain = plain_of(&pe, arena);
    int turning = 0;
    for (int m = 0; m < pe.pairs; m++) turning += pe.freq[m] == plain.freq[m];
    double share = pe_get(&pe, "p", 0) * pe.D / 2;
    any_law(turning <= share && turning > share - 1, &pe, "the fastest share of the pairs turns");
    pe = any_with("rope_partial", (Setting[]){{"partial_rotary_factor", 1}, {0}}, rng, arena);
    plain = plain_of(&pe, arena);
    any_law(pe.turned == pe.D && same_speeds(&pe, &plain, 1), &pe, "a share of 1 is plain RoPE");
}

static void a_part_is_plain_rope_of_its_own_width(Rng *rng, Arena *arena) {
    Pe pe = any_with("rope_partial", ANY, rng, arena), plain = plain_of(&pe, arena);
    double x[PE_DIM_MAX] = {0}, a[PE_DIM_MAX], b[PE_DIM_MAX];
    any_normals(rng, pe.D, x);
    int64_t at = rng_below(rng, REACH);
    turn_copy(&pe, PE_KEY, x, at, a);
    turn_copy(&plain, PE_KEY, x, at, b);
    any_law(memcmp(a, b, (size_t)pe.turned * sizeof *a) == 0, &pe,
            "the part turns as a whole would");
}

static void xpos_fades_the_fast_pairs_most(Rng *rng, Arena *arena) {
    Pe pe = any_with("xpos", ANY, rng, arena), plain = plain_of(&pe, arena);
    any_law(same_speeds(&pe, &plain, 1), &pe, "xPos turns as RoPE does");
    bool fades = true;
    for (int m = 0; m < pe.pairs; m++) {
        fades = fades && pe.growth[m] < 0 && (m == 0 || pe.growth[m] > pe.growth[m - 1]);
    }
    any_law(fades, &pe, "all pairs fade with distance, the fast ones most");
}

int main(void) {
    static void (*const laws[])(Rng *, Arena *) = {interpolation_slows_all_alike,
                                                   ntk_turns_about_its_first_pair,
                                                   parts_lie_between_interpolation_and_plain,
                                                   dynamic_ntk_waits_for_the_limit,
                                                   yarn_lies_between_interpolation_and_plain,
                                                   yarn_grows_by_its_rules,
                                                   dynamic_yarn_is_yarn_at_the_length,
                                                   llama3_keeps_what_turns_often,
                                                   longrope_swaps_its_lists_at_the_limit,
                                                   the_first_tokens_of_longrope_stay_plain,
                                                   whole_shares_are_plain,
                                                   a_part_is_plain_rope_of_its_own_width,
                                                   xpos_fades_the_fast_pairs_most};
    Rng rng = {20240819};
    for (int round = 0; round < ROUNDS; round++) {
        Arena arena = {0};
        for (int s = 0; s < pe_scheme_count(); s++) {
            if (!is_rotary(pe_scheme_at(s))) continue;
            Pe pe = any_scheme(pe_scheme_at(s), &rng, &arena);
            only_differences_count(&pe, &rng);
            lengths_are_kept(&pe, &rng);
            waves_are_the_dot_product_of_equal_content(&pe, &rng);
            means_are_means(&pe, &rng);
        }
        for (size_t l = 0; l < sizeof laws / sizeof laws[0]; l++) laws[l](&rng, &arena);
        calls_are_answered_by_what_was_before(&rng);
        arena_free(&arena);
    }
    return test_end();
}
