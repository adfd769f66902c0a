// FSRS-6: memory after a review, the interval to the next, and the steps before the first one.
#include "progress/fsrs.h"

#include "base/utc.h"

#include <assert.h>
#include <math.h>

static const double STABILITY_LEAST = 0.001, STABILITY_MOST = 36500;

enum { DAY_MINUTES = 1440 };

FsrsModel fsrs_default(void) {
    return (FsrsModel){
        .weights = {0.212,  1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194,
                    0.001,  1.8722, 0.1666, 0.796,  1.4835, 0.0614, 0.2629,
                    1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542},
        .retention = 0.9,
        .days_most = 36500,
        .short_term = true,
        .learning = {2, {1, 10}},
        .relearning = {1, {10}},
    };
}

static double clamp(double x, double lo, double hi) {
    return x < lo ? lo : x > hi ? hi : x;
}

double fsrs_retrievability(const FsrsModel *model, double days, double stability) {
    double decay = -model->weights[20], factor = pow(0.9, 1 / decay) - 1;
    return pow(1 + factor * days / stability, decay);
}

int fsrs_interval(const FsrsModel *model, double stability) {
    double decay = -model->weights[20], factor = pow(0.9, 1 / decay) - 1;
    double days = floor(stability * (pow(model->retention, 1 / decay) - 1) / factor + 0.5);
    return (int)clamp(days, 1, model->days_most);
}

// D0(G) = w4 − e^(w5·(G − 1)) + 1
static double first_difficulty(const double *w, FsrsRating rating) {
    return w[4] - exp(w[5] * ((int)rating - 1)) + 1;
}

// D′ = w7·D0(4) + (1 − w7)·(D − w6·(G − 3)·(10 − D)/9), D0(4) not clamped
static double next_difficulty(const double *w, double difficulty, FsrsRating rating) {
    double moved = difficulty - w[6] * ((int)rating - 3) * (10 - difficulty) / 9;
    return clamp(w[7] * first_difficulty(w, FSRS_EASY) + (1 - w[7]) * moved, 1, 10);
}

// S·(1 + e^w8·(11 − D)·S^(−w9)·(e^(w10·(1 − R)) − 1)·[w15 if hard]·[w16 if easy])
static double stability_known(const double *w, FsrsMemory memory, double recall,
                              FsrsRating rating) {
    double growth = exp(w[8]) * (11 - memory.difficulty) * pow(memory.stability, -w[9]) *
                    (exp(w[10] * (1 - recall)) - 1);
    if (rating == FSRS_HARD) growth *= w[15];
    if (rating == FSRS_EASY) growth *= w[16];
    return memory.stability * (1 + growth);
}

// min(w11·D^(−w12)·((S + 1)^w13 − 1)·e^(w14·(1 − R)), S/e^(w17·w18)); without the short term S itself is the bound
static double stability_forgotten(const FsrsModel *model, FsrsMemory memory, double recall) {
    const double *w = model->weights;
    double left = w[11] * pow(memory.difficulty, -w[12]) * (pow(memory.stability + 1, w[13]) - 1) *
                  exp(w[14] * (1 - recall));
    return fmin(left, memory.stability / (model->short_term ? exp(w[17] * w[18]) : 1));
}

// S·q, q = e^(w17·(G − 3 + w18))·S^(−w19), at least 1 unless forgotten
static double stability_same_day(const double *w, double stability, FsrsRating rating) {
    double factor = exp(w[17] * ((int)rating - 3 + w[18])) * pow(stability, -w[19]);
    return stability * (rating >= FSRS_HARD ? fmax(factor, 1) : factor);
}

FsrsMemory fsrs_recall(const FsrsModel *model, FsrsMemory memory, double days, FsrsRating rating) {
    assert(rating >= FSRS_AGAIN && rating <= FSRS_EASY && days >= 0);
    const double *w = model->weights;
    double stability = 0;
    if (!(memory.stability > 0)) {
        return (FsrsMemory){clamp(w[(int)rating - 1], STABILITY_LEAST, STABILITY_MOST),
                            clamp(first_difficulty(w, rating), 1, 10)};
    }
    double recall = fsrs_retrievability(model, days, memory.stability);
    if (model->short_term && days == 0) {
        stability = stability_same_day(w, memory.stability, rating);
    } else if (rating == FSRS_AGAIN) {
        stability = stability_forgotten(model, memory, recall);
    } else {
        stability = stability_known(w, memory, recall, rating);
    }
    return (FsrsMemory){clamp(stability, STABILITY_LEAST, STABILITY_MOST),
                        next_difficulty(w, memory.difficulty, rating)};
}

// The intervals of one review rise with the rating: days[rating]. `steps`: forgotten items go to steps, so that its
// interval does not count.
static void spread_intervals(const FsrsModel *model, FsrsItem item, double elapsed, bool steps,
                             int days[FSRS_EASY + 1]) {
    for (FsrsRating r = FSRS_AGAIN; r <= FSRS_EASY; r++) {
        days[r] = fsrs_interval(model, fsrs_recall(model, item.memory, elapsed, r).stability);
    }
    if (steps) {
        if (days[FSRS_HARD] > days[FSRS_GOOD]) days[FSRS_HARD] = days[FSRS_GOOD];
    } else {
        if (days[FSRS_AGAIN] > days[FSRS_HARD]) days[FSRS_AGAIN] = days[FSRS_HARD];
        if (days[FSRS_HARD] <= days[FSRS_AGAIN]) days[FSRS_HARD] = days[FSRS_AGAIN] + 1;
    }
    if (days[FSRS_GOOD] <= days[FSRS_HARD]) days[FSRS_GOOD] = days[FSRS_HARD] + 1;
    if (days[FSRS_EASY] <= days[FSRS_GOOD]) days[FSRS_EASY] = days[FSRS_GOOD] + 1;
}

// Minutes of the step that this rating leads to from step `at`, which moves; 0 if it leads out of the steps.
static double take_step(const FsrsSteps *steps, FsrsRating rating, int *at) {
    const double *minutes = steps->minutes;
    if (*at >= steps->count || rating == FSRS_EASY) return 0;
    if (rating == FSRS_AGAIN) {
        *at = 0;
        return minutes[0];
    }
    if (rating == FSRS_HARD) {
        return steps->count == 1 ? round(minutes[0] * 1.5) : round((minutes[0] + minutes[1]) / 2);
    }
    return ++*at < steps->count ? minutes[*at] : 0;
}

// Where a review leads in the steps, if it does; else to an interval of days.
static void leave(const FsrsModel *model, FsrsItem *item, FsrsRating rating, FsrsState steps_state,
                  const FsrsSteps *steps) {
    double minutes = take_step(steps, rating, &item->step);
    item->days = (int)(minutes / DAY_MINUTES);
    item->state = minutes > 0 && item->days == 0 ? steps_state : FSRS_REVIEW;
    if (minutes > 0) {
        item->due_ms = item->last_ms + (int64_t)round(minutes) * UTC_MINUTE_MS;
        return;
    }
    item->step = 0;
    item->days = fsrs_interval(model, item->memory.stability);
    item->due_ms = item->last_ms + item->days * UTC_DAY_MS;
}

FsrsItem fsrs_review(const FsrsModel *model, FsrsItem item, FsrsRating rating, int64_t now_ms,
                     int days) {
    bool fresh = item.state == FSRS_NEW, review = item.state == FSRS_REVIEW;
    bool steps = model->short_term;
    double elapsed = fresh ? 0 : days;
    int intervals[FSRS_EASY + 1];
    if (review || !steps) spread_intervals(model, item, elapsed, steps, intervals);
    item.memory = fsrs_recall(model, item.memory, elapsed, rating);
    item.reps++;
    item.lapses += review && rating == FSRS_AGAIN;
    item.last_ms = now_ms;
    if (steps && (!review || rating == FSRS_AGAIN)) {
        bool again = review || item.state == FSRS_RELEARNING;
        leave(model, &item, rating, again ? FSRS_RELEARNING : FSRS_LEARNING,
              again ? &model->relearning : &model->learning);
        return item;
    }
    item.state = FSRS_REVIEW;
    item.step = 0;
    item.days = intervals[rating];
    item.due_ms = now_ms + item.days * UTC_DAY_MS;
    return item;
}
