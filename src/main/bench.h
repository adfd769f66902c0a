// What `phasor bench` measures: the start of the program as another process, and frames drawn in this one.
#ifndef MAIN_BENCH_H
#define MAIN_BENCH_H

#include "main/session.h"

// The program started as it is for a learner, then left alone.
typedef struct BenchStart {
    bool window;           // a real one; else SDL's dummy driver, which never sleeps for long
    double first_frame_ms; // from just before the process was made to the first frame shown
    double idle_percent;   // of one processor, over BENCH_IDLE_MS
    double resident_mb;
} BenchStart;

enum { BENCH_IDLE_MS = 2000, BENCH_W = 1280, BENCH_H = 800 };

bool bench_start(BenchStart *out, Err *err);

typedef struct BenchFrames {
    int count;
    double median_ms, worst_ms;
} BenchFrames;

enum { BENCH_STEPS = 120, BENCH_STEPS_LEAST = 4, BENCH_STEPS_MOST = 1000 };

typedef struct BenchDrag {
    const char *state; // of the figure
    int steps;         // movements of the mouse
} BenchDrag;

// Drags the length on the Compare screen from 8 to 512 with the mouse.
bool bench_drag(Session *session, Canvas *canvas, BenchDrag how, BenchFrames *out, Err *err);
// Scrolls the Read screen with the wheel, down and up again.
bool bench_scroll(Session *session, Canvas *canvas, int steps, BenchFrames *out, Err *err);

// Every question of every card, before it is answered and after: the median of the slowest one, and the worst frame of all.
bool bench_quiz(Session *session, Canvas *canvas, BenchFrames *slowest, Err *err);

// How long it takes to check a card of so many tasks, strictly.
bool bench_cards(int tasks, double *check_ms, Err *err);

// A store of so many attempts (at least 120), made for it under /tmp: until it is open and what is known and due is there, and
// until its newest attempts are listed; and the slowest page of older ones.
typedef struct BenchStore {
    double open_ms, list_ms, page_ms;
} BenchStore;

bool bench_store(int attempts, BenchStore *out, Err *err);

#endif
