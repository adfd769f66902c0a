// Requests about FIRE: the bias of given weights, every head, queries and keys at 0 … n − 1.
#include "engine/schemes/fire.h"

#include "compute/family.h"

#include <math.h>

enum { WIDTH_MOST = 65536 };

static FireNet read_net(Request *request, int heads) {
    int width = request_count_or(request, "mlp_width", 1, WIDTH_MOST, -1);
    Numbers w1 = request_shaped(request, "w1", 2, (const int[]){width, 1});
    FireNet net = {.width = w1.shape[0], .w1 = w1.at};
    net.b1 = request_shaped(request, "b1", 1, &net.width).at;
    net.w2 = request_shaped(request, "w2", 2, (const int[]){heads, net.width}).at;
    net.b2 = request_shaped(request, "b2", 1, &heads).at;
    return net;
}

static FireScale read_scale(Request *request) {
    double length = request_number(request, "init_L", -1e9, 1e9);
    double multiplier = request_number_or(request, "L_multiplier", -1e9, 1e9, 1);
    return (FireScale){.c = request_number(request, "c", -1e9, 1e9),
                       .threshold = fabs(multiplier * length),
                       .eps = request_number_or(request, "eps", 0, 1, 1e-6)};
}

// Where c·max(i, L) is 0 and eps is, the distance is divided by nothing.
static bool check_scale(Request *request, FireScale scale) {
    if (!request_ok(request)) return false;
    if (log1p(fabs(scale.c * scale.threshold)) + scale.eps > 0) return true;
    return request_fail(request, "eps", "found 0, expected more where c or L is 0");
}

bool family_fire(Request *request, Result *result) {
    int n = request_count(request, "n", 1, REQUEST_COUNT_MAX),
        heads = request_count(request, "heads", 1, PE_HEAD_MAX);
    FireNet net = read_net(request, heads);
    FireScale scale = read_scale(request);
    if (!check_scale(request, scale)) return false;
    int64_t pairs = (int64_t)n * n;
    if (!request_afford(request, (double)pairs * (100 + (double)heads * net.width))) return false;
    double *out = request_space(request, heads * pairs);
    if (!out) return false;
    for (int64_t pair = 0; pair < pairs; pair++) {
        double input = fire_input(scale, pair / n, pair % n);
        for (int h = 0; h < heads; h++) out[h * pairs + pair] = fire_output(&net, h, input);
    }
    result_add(result, "bias", (ResultShape){3, {heads, n, n}}, out);
    return true;
}
