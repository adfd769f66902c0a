// The speeds behind position interpolation, NTK-aware scaling, YaRN and LongRoPE against published code: all files of
// tests/golden/scaling, and the numbers that the texts name.
#include "engine/scaling.h"

#include "support/golden.h"

#include <dirent.h>
#include <stdlib.h>

static const char data_folder[] = "tests/golden/scaling";

static Scaling scaling_of(const Golden *g) {
    return (Scaling){.D = (int)golden_number(g, "dim", 0),
                     .base = golden_number(g, "base", 0),
                     .train = golden_number(g, "original_max_position_embeddings", 1),
                     .scale = golden_number(g, "factor", golden_number(g, "alpha", 1)),
                     .alpha = golden_number(g, "beta_slow", 1),
                     .beta = golden_number(g, "beta_fast", 32),
                     .ramp = golden_number(g, "truncate", 1) > 0 ? SCALING_RAMP_CODE
                                                                 : SCALING_RAMP_SMOOTH};
}

static void check_speeds(Golden *g, const Scaling *scaling, ScalingMethod method) {
    double *out = golden_space(g, scaling_pairs(scaling));
    scaling_speeds(scaling, method, out);
    golden_check(g, "inv_freq", out, scaling_pairs(scaling));
}

static void check_linear(Golden *g) {
    Scaling scaling = scaling_of(g);
    check_speeds(g, &scaling, SCALING_PI);
}

static void check_ntk(Golden *g) {
    Scaling scaling = scaling_of(g);
    double base = scaling_ntk_base(&scaling);
    check_speeds(g, &scaling, SCALING_NTK);
    golden_check(g, "base_effective", &base, 1);
}

static void check_yarn(Golden *g) {
    Scaling scaling = scaling_of(g);
    double range[2], factor = scaling_temperature(scaling.scale);
    check_speeds(g, &scaling, SCALING_YARN);
    scaling_code_range(&scaling, &range[0], &range[1]);
    golden_check(g, "correction_range", range, 2);
    golden_check(g, "attention_factor", &factor, 1);
}

// One row per length: the short factors up to the trained length, the long ones beyond.
static void check_longrope(Golden *g) {
    Scaling scaling = scaling_of(g);
    Numbers lengths = golden_param(g, "seq_lens");
    int pairs = scaling_pairs(&scaling);
    double *out = golden_space(g, lengths.count * pairs);
    for (int row = 0; row < lengths.count; row++) {
        scaling.scale = fmax(lengths.at[row] / scaling.train, 1);
        scaling_speeds(&scaling, SCALING_LONGROPE, out + (ptrdiff_t)row * pairs);
    }
    golden_check(g, "inv_freq", out, lengths.count * pairs);
}

static const struct {
    const char *prefix;
    void (*check)(Golden *g);
} families[] = {{"rope_linear__", check_linear},
                {"rope_ntk__", check_ntk},
                {"rope_yarn__", check_yarn},
                {"rope_longrope__", check_longrope}};

enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

static void check_file(const char *name, int files[FAMILY_COUNT]) {
    Golden golden;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", data_folder, name);
    bool open = golden_open(&golden, path, name);
    test_note(open, name, 0, "the file can be read");
    for (int f = 0; open && f < FAMILY_COUNT; f++) {
        if (strncmp(name, families[f].prefix, strlen(families[f].prefix)) != 0) continue;
        families[f].check(&golden);
        files[f]++;
    }
    golden_close(&golden);
}

static int is_json(const struct dirent *entry) {
    return strstr(entry->d_name, ".json") != NULL;
}

static void every_file_agrees(void) {
    struct dirent **names = NULL;
    int files[FAMILY_COUNT] = {0}, count = scandir(data_folder, &names, is_json, alphasort);
    for (int n = 0; n < count; n++) {
        check_file(names[n]->d_name, files);
        free(names[n]);
    }
    free(names);
    for (int f = 0; f < FAMILY_COUNT; f++) {
        test_note(files[f] > 0, families[f].prefix, 0, "the method has reference numbers");
    }
}

static const Scaling llama = {.D = 128,
                              .base = 10000,
                              .train = 2048,
                              .scale = 4,
                              .alpha = 1,
                              .beta = 32,
                              .ramp = SCALING_RAMP_PAPER};

static double ntk_ratio(const Scaling *scaling, int pair) {
    return scaling_speed(scaling, SCALING_NTK, pair) / scaling_plain(scaling, pair);
}

static void ntk_keeps_the_first_pair_and_slows_the_last_by_the_scale(void) {
    Scaling scaling = llama;
    CHECK_NEAR(scaling_ntk_base(&scaling), 40890, 0.1);
    CHECK_NEAR(scaling_speed(&scaling, SCALING_NTK, 0), 1, 0);
    CHECK_NEAR(ntk_ratio(&scaling, 32), 0.4945, 5e-5);
    CHECK_NEAR(ntk_ratio(&scaling, 63), 0.25, 1e-14);
    scaling.scale = 16;
    CHECK_NEAR(scaling_ntk_base(&scaling), 167199, 1);
    CHECK_NEAR(scaling_speed(&scaling, SCALING_PI, 0), 1 / 16.0, 0);
}

static void count_zones(const Scaling *scaling, int zones[3]) {
    for (int r = 0; r < scaling_pairs(scaling); r++) {
        double keep = scaling_keep(scaling, r);
        zones[keep >= 1 ? 0 : keep > 0 ? 1 : 2]++;
    }
}

static void yarn_sorts_the_pairs_into_three_zones(void) {
    for (int ramp = SCALING_RAMP_PAPER; ramp <= SCALING_RAMP_CODE; ramp++) {
        Scaling scaling = llama;
        int zones[3] = {0};
        scaling.ramp = (ScalingRamp)ramp;
        count_zones(&scaling, zones);
        CHECK(zones[0] == 17 && zones[1] == 24 && zones[2] == 23);
    }
    Scaling scaling = llama;
    int zones[3] = {0};
    scaling.train = 4096;
    count_zones(&scaling, zones);
    CHECK(zones[2] == 18);
    CHECK_NEAR(scaling_temperature(16), 1.2773, 5e-5);
    CHECK_NEAR(scaling_temperature(1), 1, 0);
}

// The two ramps of YaRN are not the same: at s = 16 and L = 4096 a pair turns up to three times as fast under one.
static void the_ramps_of_paper_and_code_differ(void) {
    Scaling paper = llama, code = llama;
    paper.train = code.train = 4096;
    paper.scale = code.scale = 16;
    code.ramp = SCALING_RAMP_CODE;
    double most = 0;
    for (int r = 0; r < 64; r++) {
        most = fmax(most,
                    scaling_speed(&code, SCALING_YARN, r) / scaling_speed(&paper, SCALING_YARN, r));
    }
    CHECK_NEAR(most, 3.04, 0.005);
}

static void nothing_changes_at_a_scale_of_one(void) {
    Scaling scaling = llama;
    scaling.scale = 1;
    for (int m = SCALING_NONE; m <= SCALING_YARN; m++) {
        for (int r = 0; r < 64; r += 9) {
            CHECK_NEAR(scaling_speed(&scaling, (ScalingMethod)m, r), scaling_plain(&scaling, r),
                       1e-16);
        }
    }
}

// One pair has no base to raise, and factors for 48 pairs are read at the same fraction of the way.
static void every_width_has_its_speeds(void) {
    Scaling scaling = llama;
    CHECK_NEAR(scaling_longrope_factor(&scaling, 0), 1.03, 1e-6);
    CHECK_NEAR(scaling_longrope_factor(&scaling, 63), 64.81, 1e-4);
    scaling.D = 2;
    CHECK_NEAR(scaling_ntk_base(&scaling), 10000, 0);
    for (int m = 0; m < SCALING_COUNT; m++) {
        double speed = 0;
        scaling_speeds(&scaling, (ScalingMethod)m, &speed);
        CHECK(speed > 0 && speed <= 1);
    }
}

int main(void) {
    every_file_agrees();
    ntk_keeps_the_first_pair_and_slows_the_last_by_the_scale();
    yarn_sorts_the_pairs_into_three_zones();
    the_ramps_of_paper_and_code_differ();
    nothing_changes_at_a_scale_of_one();
    every_width_has_its_speeds();
    return test_end();
}
