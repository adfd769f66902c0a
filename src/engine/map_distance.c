// Windows where the logit depends on i − j alone: one mean for each kind of cell, looked up by every cell of the kind.
#include "base/num.h"
#include "engine/distance_mean.h"
#include "engine/lattice.h"
#include "engine/map.h"

#include <math.h>

enum { CODES = 8 };

// The means of all kinds of cells, (diagonals, codes), and how a cell finds its own.
typedef struct Kinds {
    Lattice lattice;
    MapOut mean;
    const int *col_at; // (cols) where column c's kinds lie, for row 0
    const int64_t *col_part;
} Kinds;

static Kinds open_kinds(const MapJob *job, Lattice lattice) {
    int cols = job->window.cols;
    int *col_at = arena_array(job->arena, (size_t)cols, sizeof *col_at);
    int64_t *col_part = arena_array(job->arena, (size_t)cols, sizeof *col_part);
    size_t count = CODES * (size_t)(lattice.most - lattice.least + 1);
    Kinds kinds = {.lattice = lattice, .col_at = col_at, .col_part = col_part};
    for (int c = 0; c < cols; c++) {
        col_part[c] = lattice_col_part(&lattice, c);
        col_at[c] = (int)(CODES * (-lattice.q * c - lattice.least)) +
                    lattice_col_code(&lattice, col_part[c]);
    }
    if (job->out.exact) kinds.mean.exact = arena_array(job->arena, count, sizeof(double));
    if (job->out.rounded) kinds.mean.rounded = arena_array(job->arena, count, sizeof(float));
    return kinds;
}

static void find_means(const MapJob *job, Kinds *kinds, DistanceMeans *means) {
    const Lattice *l = &kinds->lattice;
    for (int64_t k = l->least; k <= l->most; k++) {
        int64_t base = lattice_base(l, k), at = CODES * (k - l->least);
        int codes = lattice_codes(l, k);
        for (int code = 0; code < CODES; code++) {
            int64_t first = base + (code & 1) - l->width - (code >> 1 & 1) + 1;
            int64_t last = base + (code & 1) + l->height + (code >> 2) - 1;
            bool inside = first >= map_near(job) && last <= map_far(job);
            if (!(codes >> code & 1) || !inside) continue;
            double mean = distance_mean(means, base, code);
            if (kinds->mean.exact) kinds->mean.exact[at + code] = mean;
            if (kinds->mean.rounded) kinds->mean.rounded[at + code] = (float)mean;
        }
    }
}

static void look_up(const MapJob *job, const Kinds *kinds) {
    const Lattice *l = &kinds->lattice;
    int cols = job->window.cols;
    const int *col_at = kinds->col_at;
    const int64_t *col_part = kinds->col_part;
    for (int r = 0; r < job->window.rows; r++) {
        int64_t part = lattice_row_part(l, r),
                row_at = CODES * l->p * r + lattice_row_code(l, part);
        if (kinds->mean.exact) {
            const double *mean = kinds->mean.exact + row_at;
            double *out = job->out.exact + (int64_t)r * cols;
            for (int c = 0; c < cols; c++) out[c] = mean[col_at[c] + (part < col_part[c])];
        } else if (kinds->mean.rounded) {
            const float *mean = kinds->mean.rounded + row_at;
            float *out = job->out.rounded + (int64_t)r * cols;
            for (int c = 0; c < cols; c++) out[c] = mean[col_at[c] + (part < col_part[c])];
        }
    }
}

// Every cell by itself, where hardly two are alike.
static void fill_cells(const MapJob *job, const Lattice *l, DistanceMeans *means) {
    const MapWindow *w = &job->window;
    double *row = arena_array(job->arena, (size_t)w->cols, sizeof *row);
    for (int r = 0; r < w->rows; r++) {
        for (int c = 0; c < w->cols; c++) {
            MapWindow cell = map_cell(job, r, c);
            int code =
                (cell.i1 - cell.i0 > l->height ? 4 : 0) + (cell.j1 - cell.j0 > l->width ? 2 : 0);
            row[c] = distance_mean(means, (int64_t)cell.i0 - cell.j0, code);
        }
        map_put_row(job, r, row);
    }
}

double map_distance_cost(const MapJob *job) {
    enum { CALL = 16 };

    const PeScheme *scheme = job->pe->scheme;
    const MapWindow *w = &job->window;
    Lattice l = lattice_of(*w);
    double distances = (double)(map_far(job) - map_near(job) + 1), D = job->D;
    double kinds = fmin((double)(l.most - l.least + 1), (double)w->rows * w->cols);
    bool paired = scheme->turn && (!scheme->waves || job->pe->near);
    double each = CALL + D * (paired || scheme->relate ? CALL : 1);
    bool weighed = scheme->weigh && job->view->stage != STAGE_RAW;
    bool closed = !paired && !scheme->relate && !weighed && (!job->biased || scheme->bias_sum);
    bool single = l.height == 1 && l.width == 1;
    return closed && !single ? kinds * 8 * (D + CALL) : distances * each + 4 * kinds * CALL;
}

void map_by_distance(const MapJob *job) {
    const MapWindow *w = &job->window;
    Lattice lattice = lattice_of(*w);
    Distance f = distance_open(job->pe, job->view, DISTANCE_LOGIT, map_reach(job), job->arena);
    PeBlock smallest = {.queries = lattice.height, .keys = lattice.width};
    DistanceMeans means = distance_means(&f, smallest, map_near(job), map_far(job), job->arena);
    if (lattice.most - lattice.least + 1 <= (int64_t)w->rows * w->cols) {
        Kinds kinds = open_kinds(job, lattice);
        find_means(job, &kinds, &means);
        look_up(job, &kinds);
    } else {
        fill_cells(job, &lattice, &means);
    }
}
