// What `phasor bench` measures of the engine: float kernels beside the bandwidth and the peak of this machine, maps at any
// length, and what a change of a parameter costs.
#ifndef MAIN_BENCH_ENGINE_H
#define MAIN_BENCH_ENGINE_H

#include "engine/kernels.h"

// The median of several runs, and what lies around it.
typedef struct BenchFigure {
    const char *id, *label, *unit;
    double median, least, most;
    double goal;   // 0: none
    bool at_least; // the goal is a lower bound, else an upper one
} BenchFigure;

enum { BENCH_ENGINE_FIGURES = 16, BENCH_CPU_SIZE = 96 };

typedef struct BenchEngine {
    char cpu[BENCH_CPU_SIZE]; // as the system calls it, "unknown" if it does not
    const char *path;         // of the float kernels
    const char *slowest;      // the scheme that takes longest after a change of a parameter
    int runs;
    bool quick;
    BenchFigure at[BENCH_ENGINE_FIGURES];
    int count;
} BenchEngine;

// Eleven runs of everything, after one that does not count, in processor time of one thread: two seconds. `quick`: small
// sizes, once; that it works, not how fast.
void bench_engine(const Kernels *kernels, bool quick, BenchEngine *out);

void bench_engine_print(const BenchEngine *engine);
// One JSON object, behind `indent` spaces from its second line on.
void bench_engine_print_json(const BenchEngine *engine, int indent);

#endif
