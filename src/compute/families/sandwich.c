// Requests about Sandwich: its bias for every head, queries and keys at 0 … n − 1.
#include "engine/schemes/sandwich.h"

#include "compute/family.h"

// The bias of every distance, (heads, n).
static double *find_biases(Request *request, const Pe *pe, int n) {
    if (!request_afford(request, 50.0 * pe->H * n * pe->pairs)) return NULL;
    double *out = request_space(request, (int64_t)pe->H * n);
    for (int64_t at = 0; out && at < (int64_t)pe->H * n; at++) {
        out[at] = sandwich_bias(pe, (int)(at / n), at % n);
    }
    return out;
}

// Above the diagonal the reference takes the distance as 0: the causal mask removes what is there.
bool family_sandwich(Request *request, Result *result) {
    Pe pe;
    int n = request_count(request, "n", 1, REQUEST_COUNT_MAX);
    request_count(request, "heads", 1, PE_HEAD_MAX);
    request_count(request, "hidden_size", 2, PE_DIM_MAX);
    if (!family_prepare(request, "sandwich", &pe)) return false;
    const double *biases = find_biases(request, &pe, n);
    double *out = request_space(request, (int64_t)pe.H * n * n);
    if (!biases || !out) return false;
    for (int row = 0; row < pe.H * n; row++) {
        for (int j = 0; j < n; j++) {
            int distance = row % n > j ? row % n - j : 0;
            out[(int64_t)row * n + j] = biases[row / n * n + distance];
        }
    }
    result_add(result, "bias", (ResultShape){3, {pe.H, n, n}}, out);
    return true;
}
