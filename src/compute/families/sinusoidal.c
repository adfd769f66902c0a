// Requests about sinusoidal positions: the vectors, their products, logits of inputs that carry them.
#include "compute/family.h"
#include "engine/attend.h"

// Logits of x as queries and keys, and what the vectors alone give.
static void add_products(Request *request, const Pe *pe, Integers at, const double *rows,
                         Result *result) {
    int n = at.count;
    Numbers x = request_shaped(request, "x", 2, (const int[]){n, pe->D});
    double scale = request_number(request, "scale", -1e6, 1e6);
    if (!request_afford(request, 2.0 * n * n * pe->D)) return;
    double *dots = request_space(request, (int64_t)n * n),
           *logits = request_space(request, (int64_t)n * n);
    if (!request_ok(request)) return;
    attend_dots((AttendRows){rows, n}, (AttendRows){rows, n}, pe->D, 1, dots);
    result_add(result, "pe_dot", (ResultShape){2, {n, n}}, dots);
    AttendInput in = {x.at, x.at, at.at, at.at, n, n, pe->D, scale};
    Err err = {0};
    if (!attend_logits(pe, 0, in, request->arena, logits, &err)) {
        request_fail(request, "positions", "%s", err.text);
        return;
    }
    result_add(result, "logits", (ResultShape){2, {n, n}}, logits);
}

bool family_sinusoidal(Request *request, Result *result) {
    Pe pe;
    // "scale" is the size of the vectors, unless there are products: then it is theirs.
    bool products = request_has(request, "x") || request_has(request, "q");
    const FamilyName names[] = {{"scale", products ? "" : "scale"}, {NULL, NULL}};
    family_read_width(request, "dim");
    if (!family_prepare_as(request, "sinusoidal", names, &pe)) return false;
    Integers at = request_positions(request, "positions");
    int64_t count = (int64_t)at.count * pe.D;
    if (!request_afford(request, 50.0 * (double)count)) return false;
    double *rows = request_space(request, count);
    if (!request_ok(request)) return false;
    Err err = {0};
    if (!pe_embed_at(&pe, at.at, at.count, rows, &err)) {
        return request_fail(request, "positions", "%s", err.text);
    }
    result_add(result, "pe", (ResultShape){2, {at.count, pe.D}}, rows);
    if (request_has(request, "x")) add_products(request, &pe, at, rows, result);
    if (!request_has(request, "x")) family_add_logits(request, &pe, result);
    return request_ok(request);
}
