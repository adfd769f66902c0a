// Requests about learned positions: which row of the table a token gets, its vectors, the four terms of a logit, resizing.
#include "compute/family.h"
#include "engine/attend.h"
#include "engine/schemes/learned.h"

enum { ROWS_MOST = 65536, ID_MOST = 1 << 30 };

// The table must be as large as "rows" and "dim" say, where they say it.
static Numbers read_table(Request *request) {
    int shape[2] = {request_count_or(request, "rows", 1, ROWS_MOST, -1),
                    request_count_or(request, "dim", 1, PE_DIM_MAX, -1)};
    return request_shaped(request, "table", 2, shape);
}

static void add_resized(Request *request, Numbers table, Result *result) {
    int rows = request_count(request, "new_rows", 1, ROWS_MOST), D = table.shape[1];
    bool corners = request_flag_or(request, "align_corners", false);
    double *out = request_space(request, (int64_t)rows * D);
    if (!out) return;
    learned_resize(table.at, table.shape[0], D, rows, corners, out);
    result_add(result, "table_new", (ResultShape){2, {rows, D}}, out);
}

// Rows of the table by the rule whose input is there, and the key of that input.
static Integers find_rows(Request *request, const char **key) {
    bool ids = request_has(request, "input_ids"), mask = request_has(request, "attention_mask");
    *key = request_has(request, "positions") ? "positions"
           : ids                             ? "input_ids"
           : mask                            ? "attention_mask"
                                             : "positions";
    int offset = request_count_or(request, "offset", 0, ROWS_MOST, 0);
    int past = request_count_or(request, "past_length", 0, PE_POSITION_MAX, 0);
    if (*key[0] == 'p') {
        Integers given = request_positions(request, *key);
        int64_t *rows = arena_array(request->arena, (size_t)given.count + 1, sizeof *rows);
        learned_rows_at(given.at, given.count, offset, rows);
        return (Integers){rows, given.count};
    }
    Integers given = request_integers(request, *key, 0, mask && !ids ? 1 : ID_MOST);
    int64_t *rows = arena_array(request->arena, (size_t)given.count + 1, sizeof *rows);
    if (ids) {
        int padding = request_count(request, "padding_idx", 0, ID_MOST);
        learned_rows_of_ids(given.at, given.count, padding, past, rows);
        return (Integers){rows, given.count};
    }
    if (request_ok(request) && past >= given.count) {
        request_fail(request, "past_length", "found %d, expected less than the %d of %s", past,
                     given.count, *key);
    }
    if (!request_ok(request)) return (Integers){0};
    learned_rows_of_mask(given.at, given.count, past, offset, rows);
    return (Integers){rows, given.count - past};
}

static bool check_rows(Request *request, const char *key, Integers at, int rows) {
    for (int t = 0; request_ok(request) && t < at.count; t++) {
        if (at.at[t] >= 0 && at.at[t] < rows) continue;
        const char *place = arena_format(request->arena, "%s/%d", key, t);
        return request_fail(request, place, "found row %lld, expected a row from 0 to %d",
                            (long long)at.at[t], rows - 1);
    }
    return request_ok(request);
}

// The four terms of a logit: what tokens and their rows of the table give each other.
typedef struct Term {
    const char *key;
    AttendRows a, b;
} Term;

static void add_term(Request *request, Term term, int D, double scale, Result *result) {
    double *out = request_space(request, (int64_t)term.a.count * term.b.count);
    if (!out) return;
    attend_dots(term.a, term.b, D, scale, out);
    result_add(result, term.key, (ResultShape){2, {term.a.count, term.b.count}}, out);
}

static void add_terms(Request *request, const Pe *pe, Integers at, const double *rows,
                      Result *result) {
    int n = at.count, D = pe->D;
    Numbers x = request_shaped(request, "x", 2, (const int[]){n, D});
    double scale = request_number(request, "scale", -1e6, 1e6);
    if (!request_afford(request, 5.0 * n * n * D)) return;
    double *out = request_space(request, (int64_t)n * n);
    if (!out) return;
    Err err = {0};
    AttendInput in = {x.at, x.at, at.at, at.at, n, n, D, scale};
    if (!attend_logits(pe, 0, in, request->arena, out, &err)) {
        request_fail(request, NULL, "%s", err.text);
        return;
    }
    result_add(result, "logits", (ResultShape){2, {n, n}}, out);
    const AttendRows content = {x.at, n}, position = {rows, n};
    add_term(request, (Term){"content_content", content, content}, D, scale, result);
    add_term(request, (Term){"content_position", content, position}, D, scale, result);
    add_term(request, (Term){"position_content", position, content}, D, scale, result);
    add_term(request, (Term){"position_position", position, position}, D, scale, result);
}

static bool use_table(Request *request, Numbers table, Pe *pe) {
    Err err = {0};
    pe_init(pe, pe_scheme_find("learned"));
    bool ok = pe_set(pe, "dim", table.shape[1], &err) && pe_set(pe, "rows", table.shape[0], &err) &&
              pe_prepare(pe, request->arena, &err) &&
              pe_use_table(pe, table.at, table.shape[0], table.shape[1], &err);
    return ok || request_fail(request, "table", "%s", err.text);
}

bool family_learned_absolute(Request *request, Result *result) {
    Numbers table = read_table(request);
    if (!request_ok(request)) return false;
    if (request_has(request, "new_rows")) {
        add_resized(request, table, result);
        return request_ok(request);
    }
    Pe pe;
    const char *key = "positions";
    Integers at = find_rows(request, &key);
    if (!check_rows(request, key, at, table.shape[0]) || !use_table(request, table, &pe)) {
        return false;
    }
    double *rows = request_space(request, (int64_t)at.count * pe.D),
           *index = request_space(request, at.count);
    if (!request_ok(request)) return false;
    Err err = {0};
    if (!pe_embed_at(&pe, at.at, at.count, rows, &err)) {
        return request_fail(request, key, "%s", err.text);
    }
    for (int t = 0; t < at.count; t++) index[t] = (double)at.at[t];
    result_add_whole(result, "row_index", (ResultShape){1, {at.count}}, index);
    result_add(result, "pe", (ResultShape){2, {at.count, pe.D}}, rows);
    if (request_has(request, "x")) add_terms(request, &pe, at, rows, result);
    return request_ok(request);
}
