// The cone of influence under a sliding window.
#include "engine/reach.h"

#include <assert.h>

int64_t reach_most(int window, int layers) {
    return (int64_t)(window - 1) * layers;
}

double *reach_influence(int window, int layers, double keep, Arena *arena) {
    int64_t count = reach_most(window, layers) + 1;
    assert(window >= 1 && layers >= 0 && keep >= 0 && keep <= 1 && count <= 1 << 22);
    double *now = arena_array(arena, (size_t)count, sizeof *now);
    double *next = arena_array(arena, (size_t)count, sizeof *next);
    now[0] = 1;
    for (int layer = 1; layer <= layers; layer++) {
        double inside = 0; // the sum over the window that ends here
        int64_t end = reach_most(window, layer);
        for (int64_t d = 0; d <= end; d++) {
            inside += now[d];
            if (d >= window) inside -= now[d - window];
            next[d] = keep * now[d] + (1 - keep) * inside / window;
        }
        double *spare = now;
        now = next;
        next = spare;
    }
    return now;
}

int64_t reach_within(const double *influence, int64_t count, double share) {
    double sum = 0;
    for (int64_t d = 0; d < count; d++) {
        sum += influence[d];
        if (sum >= share) return d;
    }
    return count - 1;
}
