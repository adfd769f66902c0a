// When to ask again: FSRS-6, a model of memory with 21 weights. Pure numbers; days and times are given.
//
// R(t, S) = (1 + F·t/S)^(−w20), F = 0.9^(−1/w20) − 1: the share that is remembered t days after a review that left stability
// S, in days; R(S, S) = 0.9. Difficulty D is in 1 … 10. Source: the algorithm's description by its authors
// (open-spaced-repetition, "The Algorithm", FSRS-6); learning steps as in ts-fsrs 5.4.2, which the reference numbers come from.
#ifndef PROGRESS_FSRS_H
#define PROGRESS_FSRS_H

#include <stdbool.h>
#include <stdint.h>

#define FSRS_NAME "fsrs-6"

enum { FSRS_WEIGHT_COUNT = 21, FSRS_STEP_MAX = 8 };

typedef enum FsrsRating { FSRS_AGAIN = 1, FSRS_HARD, FSRS_GOOD, FSRS_EASY } FsrsRating;

typedef enum FsrsState { FSRS_NEW, FSRS_LEARNING, FSRS_REVIEW, FSRS_RELEARNING } FsrsState;

// Minutes until the next step, in turn, before the first interval of days.
typedef struct FsrsSteps {
    int count;
    double minutes[FSRS_STEP_MAX];
} FsrsSteps;

typedef struct FsrsModel {
    double weights[FSRS_WEIGHT_COUNT];
    double retention; // asked for when something is due, in 0 … 1, exclusive
    int days_most;    // longest interval
    bool short_term;  // reviews of the same day have a formula of their own, and steps come first
    FsrsSteps learning, relearning;
} FsrsModel;

// What is remembered. Zero is "never reviewed".
typedef struct FsrsMemory {
    double stability, difficulty;
} FsrsMemory;

// Where one item stands. Zero is new.
typedef struct FsrsItem {
    FsrsState state;
    FsrsMemory memory;
    int reps, lapses;
    int step;                // of the steps
    int days;                // of the interval; 0 while there are steps
    int64_t last_ms, due_ms; // UTC
} FsrsItem;

// The published default weights, retention 0.9, intervals up to 36,500 days, steps of 1 and 10 minutes.
FsrsModel fsrs_default(void);

// The share remembered t ≥ 0 days after the review.
double fsrs_retrievability(const FsrsModel *model, double days, double stability);
FsrsMemory fsrs_recall(const FsrsModel *model, FsrsMemory memory, double days, FsrsRating rating);
// Whole days, at least 1, until the retention asked for is reached.
int fsrs_interval(const FsrsModel *model, double stability);

// The item after a review at now_ms, `days` ≥ 0 after the last one (days of the calendar; 0: the same day). A due time is
// now_ms and whole minutes or days.
FsrsItem fsrs_review(const FsrsModel *model, FsrsItem item, FsrsRating rating, int64_t now_ms,
                     int days);

#endif
