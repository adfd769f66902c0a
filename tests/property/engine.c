// Laws of the hooks, for every scheme of the table over random parameters.
#include "engine/attend.h"
#include "engine/schemes/t5.h"
#include "support/any_scheme.h"

#include <stdlib.h>

enum { ROUNDS = 60 };

static bool near(double a, double b, double tolerance) {
    return fabs(a - b) <= tolerance;
}

// Positions whose angles keep ten digits.
static int64_t any_position(Rng *rng, const Pe *pe) {
    return rng_below(rng, pe->rows ? (uint32_t)pe->rows : rng_below(rng, 2) ? 100 : 100000);
}

// Whether vectors are turned and nothing else; tests/property/rotary.c has the laws of those whose size changes, too.
static bool only_turns(const Pe *pe) {
    return pe->scheme->turn && pe->relative && !pe->growth && pe->factor == 1.0;
}

// ⟨turn(q, i), turn(k, j)⟩ of a near pair.
static double turned_dot(const Pe *pe, const double *q, const double *k, int64_t i, int64_t j) {
    double a[PE_DIM_MAX], b[PE_DIM_MAX];
    memcpy(a, q, (size_t)pe->D * sizeof(double));
    memcpy(b, k, (size_t)pe->D * sizeof(double));
    pe->scheme->turn(pe, (PeTurn){PE_QUERY, false}, i, 1, a);
    pe->scheme->turn(pe, (PeTurn){PE_KEY, false}, j, 1, b);
    return any_dot(a, b, pe->D);
}

static void turning_keeps_lengths_and_only_differences_count(const Pe *pe, Rng *rng) {
    if (!only_turns(pe)) return;
    double q[PE_DIM_MAX] = {0}, k[PE_DIM_MAX] = {0}, still[PE_DIM_MAX];
    int D = pe->D;
    any_normals(rng, D, q);
    any_normals(rng, D, k);
    int64_t i = any_position(rng, pe), j = any_position(rng, pe), shift = any_position(rng, pe);
    double length = any_dot(q, q, D), dot = turned_dot(pe, q, k, i, j);
    any_law(near(turned_dot(pe, q, q, i, i), length, 1e-12 * D), pe, "turning keeps lengths");
    any_law(near(turned_dot(pe, q, k, i + shift, j + shift), dot, 1e-9 * D), pe,
            "only i − j counts");
    memcpy(still, q, sizeof still);
    pe->scheme->turn(pe, (PeTurn){0}, 0, 1, still);
    any_law(memcmp(still, q, (size_t)D * sizeof(double)) == 0, pe, "position 0 turns nothing");
}

static void turning_far_out_is_still_a_rotation(const Pe *pe, Rng *rng) {
    if (!only_turns(pe)) return;
    double q[PE_DIM_MAX] = {0}, k[PE_DIM_MAX] = {0};
    int64_t gap = rng_below(rng, 50), far = PE_POSITION_MAX - 1;
    any_normals(rng, pe->D, q);
    any_normals(rng, pe->D, k);
    double here = turned_dot(pe, q, k, gap, 0), there = turned_dot(pe, q, k, far, far - gap);
    any_law(near(here, there, 1e-7 * pe->D), pe, "the last position behaves like the first");
}

static void embedded_positions_meet_by_difference(const Pe *pe, Rng *rng) {
    if (!pe->scheme->embed || !pe->relative) return;
    double a[PE_DIM_MAX], b[PE_DIM_MAX], a2[PE_DIM_MAX], b2[PE_DIM_MAX];
    int64_t i = any_position(rng, pe), j = any_position(rng, pe), shift = any_position(rng, pe);
    pe->scheme->embed(pe, i, 1, a);
    pe->scheme->embed(pe, j, 1, b);
    pe->scheme->embed(pe, i + shift, 1, a2);
    pe->scheme->embed(pe, j + shift, 1, b2);
    double size = any_dot(a, a, pe->D) + 1;
    any_law(near(any_dot(a, b, pe->D), any_dot(a2, b2, pe->D), 1e-9 * size), pe,
            "e_i · e_j depends on i − j");
}

static void an_unrelative_scheme_breaks_the_law(const Pe *pe) {
    if (!pe->scheme->embed || pe->relative || pe->rows < 8) return;
    double e[8 * PE_DIM_MAX];
    int D = pe->D;
    double size = 0, difference = 0;
    pe->scheme->embed(pe, 0, 8, e);
    for (int i = 0; i + 2 < 8; i++) {
        double here = any_dot(e + (ptrdiff_t)i * D, e + (ptrdiff_t)(i + 1) * D, D);
        double next = any_dot(e + (ptrdiff_t)(i + 1) * D, e + (ptrdiff_t)(i + 2) * D, D);
        difference = fmax(difference, fabs(here - next));
        size = fmax(size, fabs(here));
    }
    any_law(difference > 1e-6 * size, pe, "`relative` is only false where it has to be");
}

static void a_span_is_its_rows_one_by_one(const Pe *pe, Rng *rng) {
    enum { SPAN = 5 };

    double span[SPAN * PE_DIM_MAX], row[PE_DIM_MAX], bias[SPAN], one = 0;
    int64_t p0 = any_position(rng, pe);
    if (pe->rows && p0 + SPAN > pe->rows) p0 = 0;
    if (pe->rows && pe->rows < SPAN) return;
    for (int t = 0; pe->scheme->embed && t < SPAN; t++) {
        if (t == 0) pe->scheme->embed(pe, p0, SPAN, span);
        pe->scheme->embed(pe, p0 + t, 1, row);
        any_law(memcmp(row, span + (ptrdiff_t)t * pe->D, (size_t)pe->D * sizeof(double)) == 0, pe,
                "embed by spans");
    }
    int head = (int)rng_below(rng, (uint32_t)pe->H);
    for (int t = 0; pe->scheme->bias && t < SPAN; t++) {
        if (t == 0) pe->scheme->bias(pe, head, p0 + 2, p0, SPAN, bias);
        pe->scheme->bias(pe, head, p0 + 2, p0 + t, 1, &one);
        any_law(one == bias[t], pe, "bias by spans");
    }
}

static void biases_depend_on_distance_alone(const Pe *pe, Rng *rng) {
    if (!pe->scheme->bias || !pe->relative) return;
    int head = (int)rng_below(rng, (uint32_t)pe->H);
    int64_t i = rng_below(rng, 300), j = rng_below(rng, 300), shift = rng_below(rng, 10000);
    double here = 0, there = 0;
    pe->scheme->bias(pe, head, i, j, 1, &here);
    pe->scheme->bias(pe, head, i + shift, j + shift, 1, &there);
    any_law(here == there, pe, "bias depends on i − j");
}

static void alibi_falls_with_distance_and_never_rewards_the_future(const Pe *pe, Rng *rng) {
    if (strcmp(pe->scheme->id, "alibi") != 0) return;
    double run[64];
    int head = (int)rng_below(rng, (uint32_t)pe->H), i = 32;
    pe->scheme->bias(pe, head, i, 0, 64, run);
    bool rises = true, falls = true;
    for (int j = 1; j <= i; j++) rises = rises && run[j] > run[j - 1];
    for (int j = i + 1; j < 64; j++) falls = falls && run[j] <= run[j - 1] && run[j] < 0;
    any_law(rises && run[i] == 0.0, pe, "nearer keys have the larger bias");
    any_law(falls, pe, "keys after the query are never rewarded");
}

static void t5_reads_the_bucket_of_the_distance(const Pe *pe, Rng *rng) {
    if (!pe->buckets) return;
    bool bidirectional = pe_get_int(pe, "bidirectional") == 1, same = true;
    int head = (int)rng_below(rng, (uint32_t)pe->H);
    for (int j = 0; j < 500; j++) {
        double got = 0;
        pe->scheme->bias(pe, head, 250, j, 1, &got);
        int bucket = t5_bucket(j - 250, bidirectional, pe->buckets, pe->far);
        same = same && got == pe->table[(ptrdiff_t)bucket * pe->H + head];
    }
    any_law(same, pe, "the bias is the table's entry for the bucket");
}

static void synthetic_values_stay_within_two(const Pe *pe) {
    if (pe->scheme->synthetic)
        any_law(pe->table_reach > 0 && pe->table_reach <= 2, pe, "within ±2");
}

static void means_in_closed_form_are_means(const Pe *pe, Rng *rng) {
    double mean[PE_DIM_MAX], sum[PE_DIM_MAX] = {0}, row[PE_DIM_MAX], x[PE_DIM_MAX] = {0};
    int64_t p0 = any_position(rng, pe), width = 1 + rng_below(rng, 40);
    if (!pe->scheme->embed_mean && !pe->scheme->turn_mean) return;
    any_normals(rng, pe->D, x);
    for (int64_t p = p0; p < p0 + width; p++) {
        memcpy(row, x, sizeof row);
        if (pe->scheme->embed) pe->scheme->embed(pe, p, 1, row);
        if (pe->scheme->turn) pe->scheme->turn(pe, (PeTurn){0}, p, 1, row);
        for (int f = 0; f < pe->D; f++) sum[f] += row[f] / (double)width;
    }
    memcpy(mean, x, sizeof mean);
    if (pe->scheme->embed_mean) pe->scheme->embed_mean(pe, p0, width, mean);
    if (pe->scheme->turn_mean) pe->scheme->turn_mean(pe, (PeTurn){0}, p0, width, mean);
    double worst = 0;
    for (int f = 0; f < pe->D; f++) worst = fmax(worst, fabs(mean[f] - sum[f]));
    any_law(worst < 1e-8, pe, "closed-form means");
}

// The entry (row, column) of the full picture.
static double picture_entry(const Pe *pe, int64_t position, int across) {
    double row[PE_DIM_MAX] = {0};
    switch (pe_picture(pe->scheme)) {
    case PE_PICTURE_VECTORS: pe->scheme->embed(pe, position, 1, row); return row[across];
    case PE_PICTURE_COSINES: return cos(pe_angle(position, pe->freq[across]));
    default: pe->scheme->bias(pe, across, position, 0, 1, row); return row[0];
    }
}

typedef struct Span {
    int lo, hi;
} Span;

static double mean_entries(const Pe *pe, Span positions, Span features) {
    double sum = 0;
    for (int p = positions.lo; p < positions.hi; p++) {
        for (int f = features.lo; f < features.hi; f++) sum += picture_entry(pe, p, f);
    }
    return sum / (positions.hi - positions.lo) / (features.hi - features.lo);
}

static void the_picture_is_an_area_mean(const Pe *pe, Rng *rng) {
    PePicture picture = pe_picture(pe->scheme);
    if (picture == PE_PICTURE_NONE || picture == PE_PICTURE_DISTANCES) return;
    if (pe->rows && pe->rows < 30) return;
    bool turned = picture == PE_PICTURE_BIASES;
    int width = pe_picture_width(pe), length = 30, along = 1 + (int)rng_below(rng, 30);
    int across = 1 + (int)rng_below(rng, (uint32_t)width),
        p0 = pe->rows ? 0 : (int)rng_below(rng, 50);
    int rows = turned ? across : along, cols = turned ? along : across;
    float out[30 * PE_DIM_MAX];
    pe_encode_map(pe, p0, p0 + length, rows, cols, out);
    double worst = 0;
    for (int cell = 0; cell < along * across; cell++) {
        int a = cell / across, b = cell % across;
        double want =
            mean_entries(pe, (Span){p0 + length * a / along, p0 + length * (a + 1) / along},
                         (Span){width * b / across, width * (b + 1) / across});
        double got = (double)(turned ? out[b * cols + a] : out[a * cols + b]);
        worst = fmax(worst, fabs(got - want) / (1 + fabs(want)));
    }
    any_law(worst < 1e-6, pe, "the picture shows area means");
}

static void a_softmax_row_is_shares(Rng *rng) {
    double row[20], sum = 0;
    any_normals(rng, 20, row);
    for (int j = 0; j < 20; j++) row[j] = 300 * row[j] + 1e4;
    row[3] = -(double)INFINITY;
    row[4] = (double)NAN;
    attend_softmax(row, 20);
    for (int j = 0; j < 20; j++) sum += isnan(row[j]) ? 0 : row[j];
    CHECK_NEAR(sum, 1, 1e-12);
    CHECK(isnan(row[3]) && isnan(row[4]));
}

int main(void) {
    Rng rng = {20240607};
    for (int s = 0; s < pe_scheme_count(); s++) {
        for (int round = 0; round < ROUNDS; round++) {
            Arena arena = {0};
            Pe pe = any_scheme(pe_scheme_at(s), &rng, &arena);
            turning_keeps_lengths_and_only_differences_count(&pe, &rng);
            turning_far_out_is_still_a_rotation(&pe, &rng);
            embedded_positions_meet_by_difference(&pe, &rng);
            an_unrelative_scheme_breaks_the_law(&pe);
            a_span_is_its_rows_one_by_one(&pe, &rng);
            biases_depend_on_distance_alone(&pe, &rng);
            alibi_falls_with_distance_and_never_rewards_the_future(&pe, &rng);
            t5_reads_the_bucket_of_the_distance(&pe, &rng);
            synthetic_values_stay_within_two(&pe);
            means_in_closed_form_are_means(&pe, &rng);
            the_picture_is_an_area_mean(&pe, &rng);
            arena_free(&arena);
        }
    }
    for (int round = 0; round < ROUNDS; round++) a_softmax_row_is_shares(&rng);
    return test_end();
}
