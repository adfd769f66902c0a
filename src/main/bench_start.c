// Starting the program as a child and watching it: time to the first frame, processor time at rest, memory.
#include "main/bench.h"
#include "main/command.h"
#include "sdl/window.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SETTLE_MS = 300, RUNS = 3 };

typedef struct Child {
    pid_t pid;
    int out; // its standard output
} Child;

// Does not return. Answers go nowhere, the card is the first one.
static void become_program(bool window, int out) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    if (!window) setenv("SDL_VIDEODRIVER", "dummy", 1);
    if (dup2(out, STDOUT_FILENO) < 0) _exit(1);
    execl("/proc/self/exe", "phasor", "window", "--store", "", "--announce", (char *)NULL);
    _exit(1);
}

static bool child_start(bool window, Child *child, Err *err) {
    int ends[2];
    if (pipe(ends) != 0) return err_set(err, "bench: no pipe can be made");
    child->pid = fork();
    if (child->pid == 0) become_program(window, ends[1]);
    close(ends[1]);
    child->out = ends[0];
    if (child->pid > 0) return true;
    close(ends[0]);
    return err_set(err, "bench: no process can be started");
}

static void child_end(Child *child) {
    kill(child->pid, SIGTERM);
    waitpid(child->pid, NULL, 0);
    close(child->out);
}

static void sleep_ms(int ms) {
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

// Processor time of the child so far, −1 if it is gone.
static double child_ms(const Child *child) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(child->pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
    return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

static double child_resident_mb(const Child *child) {
    char path[64], line[128];
    snprintf(path, sizeof path, "/proc/%d/statm", (int)child->pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    long pages = 0;
    // The second number is what is in memory.
    if (fgets(line, sizeof line, file)) pages = strtol(line + strcspn(line, " "), NULL, 10);
    (void)fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

// Waits until the child has shown its first frame; false if it ended without.
static bool child_ready(const Child *child) {
    char said[8];
    return read(child->out, said, sizeof said) > 0;
}

static bool watch(Child *child, BenchStart *out, Err *err) {
    sleep_ms(SETTLE_MS);
    double from_ms = window_now_ms(), used = child_ms(child);
    sleep_ms(BENCH_IDLE_MS);
    double after = child_ms(child);
    if (used < 0 || after < 0) return err_set(err, "bench: the program ended by itself");
    out->idle_percent = 100 * (after - used) / (window_now_ms() - from_ms);
    out->resident_mb = child_resident_mb(child);
    return true;
}

static bool start_once(bool window, bool stay, BenchStart *out, Err *err) {
    Child child = {0};
    double from_ms = window_now_ms();
    if (!child_start(window, &child, err)) return false;
    bool ok = child_ready(&child);
    double took = window_now_ms() - from_ms;
    if (!ok) err_set(err, "bench: the program showed no frame");
    if (ok && stay) ok = watch(&child, out, err);
    child_end(&child);
    if (ok && (out->first_frame_ms <= 0 || took < out->first_frame_ms)) out->first_frame_ms = took;
    return ok;
}

// The best of a few starts: what else the machine does is not the program's doing.
bool bench_start(BenchStart *out, Err *err) {
    *out = (BenchStart){.window = *command_environment("DISPLAY") ||
                                  *command_environment("WAYLAND_DISPLAY")};
    if (out->window && !start_once(true, false, out, err)) out->window = false;
    for (int run = 0; run < RUNS; run++) {
        if (!start_once(out->window, run == RUNS - 1, out, err)) return false;
    }
    return true;
}
