// FSRS-6 where the reference sequences do not go: bounds, laws between ratings, and models without steps.
#include "progress/fsrs.h"

#include "support/test.h"

// 1.4835·5^(−0.0614)·((S + 1)^0.2629 − 1)·e^(1.6483·(1 − R)) is above both bounds here; e^(0.5425·0.0912) = 1.0507183…
static void forgetting_never_leaves_more_than_there_was(void) {
    FsrsModel model = fsrs_default();
    FsrsMemory little = {0.05, 5};
    CHECK_NEAR(fsrs_recall(&model, little, 300, FSRS_AGAIN).stability, 0.0475863999667175, 1e-12);
    model.short_term = false;
    CHECK_NEAR(fsrs_recall(&model, little, 300, FSRS_AGAIN).stability, 0.05, 1e-15);
    FsrsMemory least = {0.001, 5};
    model.short_term = true;
    CHECK_NEAR(fsrs_recall(&model, least, 30, FSRS_AGAIN).stability, 0.001, 0);
}

static void half_is_remembered_after_the_time_that_the_curve_says(void) {
    FsrsModel model = fsrs_default();
    CHECK_NEAR(fsrs_retrievability(&model, 0, 7), 1, 0);
    CHECK_NEAR(fsrs_retrievability(&model, 7, 7), 0.9, 1e-15);
    model.retention = 0.9;
    CHECK(fsrs_interval(&model, 12.4) == 12 && fsrs_interval(&model, 12.6) == 13);
    CHECK(fsrs_interval(&model, 0.01) == 1 && fsrs_interval(&model, 36500) == 36500);
    model.days_most = 100;
    CHECK(fsrs_interval(&model, 36500) == 100);
}

static void better_ratings_never_come_back_sooner(void) {
    FsrsModel model = fsrs_default();
    for (int variant = 0; variant < 3; variant++) {
        if (variant == 1) model.learning.count = model.relearning.count = 0;
        if (variant == 2) model.short_term = false;
        FsrsItem item = {0};
        for (int n = 0; n < 40; n++) {
            int days = n % 5 * n;
            int64_t now = item.last_ms + days * (int64_t)86400000;
            int64_t due = now;
            for (FsrsRating r = FSRS_AGAIN; r <= FSRS_EASY; r++) {
                FsrsItem next = fsrs_review(&model, item, r, now, days);
                CHECK(next.due_ms > now && next.due_ms >= due);
                CHECK(next.memory.difficulty >= 1 && next.memory.difficulty <= 10);
                CHECK(next.memory.stability >= 0.001 && next.memory.stability <= 36500);
                due = next.due_ms;
            }
            item = fsrs_review(&model, item, (FsrsRating)(1 + n * n % 4), now, days);
        }
    }
}

static void without_steps_every_interval_is_in_days(void) {
    FsrsModel model = fsrs_default();
    model.learning.count = model.relearning.count = 0;
    FsrsItem item = fsrs_review(&model, (FsrsItem){0}, FSRS_AGAIN, 1000, 0);
    CHECK(item.state == FSRS_REVIEW && item.days == 1 && item.due_ms == 86401000);
    item = fsrs_review(&model, (FsrsItem){0}, FSRS_GOOD, 1000, 0);
    CHECK(item.days == 2 && item.lapses == 0 && item.reps == 1);
    item = fsrs_review(&model, item, FSRS_AGAIN, 2000, 3);
    CHECK(item.lapses == 1 && item.days >= 1);
}

int main(void) {
    forgetting_never_leaves_more_than_there_was();
    half_is_remembered_after_the_time_that_the_curve_says();
    better_ratings_never_come_back_sooner();
    without_steps_every_interval_is_in_days();
    return test_end();
}
