// Every scheme against numbers from published implementations: all files of tests/golden/data, all keys.
#include "engine/attend.h"
#include "engine/schemes/alibi.h"
#include "engine/schemes/learned.h"
#include "engine/schemes/rope.h"
#include "engine/schemes/rotary.h"
#include "engine/schemes/t5.h"
#include "support/golden.h"

#include <dirent.h>
#include <stdlib.h>

static const char data_folder[] = "tests/golden/data";

// A scheme with those parameters of the file that it has.
static bool make_scheme(Golden *g, const char *id, Pe *pe) {
    Err err = {0};
    pe_init(pe, pe_scheme_find(id));
    bool ok = true;
    static const char *const numbers[] = {"dim",   "base",         "rows",
                                          "heads", "max_distance", "bidirectional"};
    for (size_t p = 0; p < sizeof numbers / sizeof numbers[0]; p++) {
        bool both = golden_has(g, numbers[p]) && pe_param_index(pe->scheme, numbers[p]) >= 0;
        if (both) ok = ok && pe_set(pe, numbers[p], golden_number(g, numbers[p], 0), &err);
    }
    bool layout = golden_has(g, "layout") && pe_param_index(pe->scheme, "layout") >= 0;
    if (layout) ok = ok && pe_set_text(pe, "layout", golden_text(g, "layout"), &err);
    ok = ok && pe_prepare(pe, &g->arena, &err);
    test_note(ok, g->name, 0, "the scheme accepts the file's parameters");
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    return ok;
}

static int64_t *count_up(Golden *g, int64_t from, int n) {
    int64_t *at = arena_array(&g->arena, (size_t)n, sizeof(int64_t));
    for (int t = 0; t < n; t++) at[t] = from + t;
    return at;
}

static double *as_doubles(Golden *g, const int64_t *whole, int n) {
    double *out = golden_space(g, n);
    for (int t = 0; t < n; t++) out[t] = (double)whole[t];
    return out;
}

static void check_sinusoidal(Golden *g) {
    Pe pe;
    Err err = {0};
    int n = 0;
    const int64_t *at = golden_integers(g, "positions", &n);
    if (!make_scheme(g, "sinusoidal", &pe)) return;
    if (golden_expects(g, "pe")) {
        CHECK(pe_set(&pe, "scale", golden_number(g, "scale", 1), &err));
        CHECK(pe_prepare(&pe, &g->arena, &err));
    }
    double *rows = golden_space(g, n * pe.D), *out = golden_space(g, n * n);
    CHECK(pe_embed_at(&pe, at, n, rows, &err));
    if (golden_expects(g, "pe")) golden_check(g, "pe", rows, n * pe.D);
    if (!golden_expects(g, "logits")) return;
    attend_dots((AttendRows){rows, n}, (AttendRows){rows, n}, pe.D, 1, out);
    golden_check(g, "pe_dot", out, n * n);
    const double *x = golden_param(g, "x").at;
    AttendInput in = {x, x, at, at, n, n, pe.D, golden_number(g, "scale", 1)};
    CHECK(attend_logits(&pe, 0, in, &g->arena, out, &err));
    golden_check(g, "logits", out, n * n);
}

static void check_resized(Golden *g) {
    Numbers table = golden_param(g, "table");
    int D = table.shape[1], new_rows = (int)golden_number(g, "new_rows", 0);
    double *out = golden_space(g, new_rows * D);
    learned_resize(table.at, table.shape[0], D, new_rows, golden_number(g, "align_corners", 0) > 0,
                   out);
    golden_check(g, "table_new", out, new_rows * D);
}

static int64_t *find_rows(Golden *g, int *n) {
    int past = (int)golden_number(g, "past_length", 0), offset = (int)golden_number(g, "offset", 0);
    const char *rule = golden_has(g, "positions")   ? "positions"
                       : golden_has(g, "input_ids") ? "input_ids"
                                                    : "attention_mask";
    int64_t *given = golden_integers(g, rule, n);
    int64_t *rows = arena_array(&g->arena, (size_t)*n, sizeof(int64_t));
    if (rule[0] == 'p') learned_rows_at(given, *n, offset, rows);
    if (rule[0] == 'i') {
        learned_rows_of_ids(given, *n, (int64_t)golden_number(g, "padding_idx", 0), past, rows);
    }
    if (rule[0] == 'a') {
        learned_rows_of_mask(given, *n, past, offset, rows);
        *n -= past;
    }
    return rows;
}

static void check_four_terms(Golden *g, const Pe *pe, const int64_t *at, const double *rows,
                             int n) {
    Err err = {0};
    const double *x = golden_param(g, "x").at;
    double scale = golden_number(g, "scale", 1), *out = golden_space(g, n * n);
    AttendInput in = {x, x, at, at, n, n, pe->D, scale};
    CHECK(attend_logits(pe, 0, in, &g->arena, out, &err));
    golden_check(g, "logits", out, n * n);
    const AttendRows content = {x, n}, position = {rows, n};
    attend_dots(content, content, pe->D, scale, out);
    golden_check(g, "content_content", out, n * n);
    attend_dots(content, position, pe->D, scale, out);
    golden_check(g, "content_position", out, n * n);
    attend_dots(position, content, pe->D, scale, out);
    golden_check(g, "position_content", out, n * n);
    attend_dots(position, position, pe->D, scale, out);
    golden_check(g, "position_position", out, n * n);
}

static void check_learned(Golden *g) {
    if (golden_expects(g, "table_new")) {
        check_resized(g);
        return;
    }
    Pe pe;
    Err err = {0};
    Numbers table = golden_param(g, "table");
    if (!make_scheme(g, "learned", &pe)) return;
    CHECK(pe_use_table(&pe, table.at, table.shape[0], table.shape[1], &err));
    int n = 0;
    const int64_t *at = find_rows(g, &n);
    double *rows = golden_space(g, n * pe.D);
    CHECK(pe_embed_at(&pe, at, n, rows, &err));
    if (golden_expects(g, "row_index")) golden_check(g, "row_index", as_doubles(g, at, n), n);
    if (golden_expects(g, "pe")) golden_check(g, "pe", rows, n * pe.D);
    if (golden_expects(g, "logits")) check_four_terms(g, &pe, at, rows, n);
    CHECK(!pe_embed_at(&pe, &pe.rows, 1, rows, &err)); // the first position beyond the table
}

static void check_buckets(Golden *g) {
    typedef int (*Bucket)(int64_t relative_position, bool bidirectional, int buckets,
                          int max_distance);

    static const struct {
        const char *key;
        Bucket bucket;
    } rules[] = {{"bucket", t5_bucket_float},
                 {"bucket_exact", t5_bucket},
                 {"bucket_f64_log", t5_bucket_double}};

    int n = 0, buckets = (int)golden_number(g, "num_buckets", 0),
        far = (int)golden_number(g, "max_distance", 0);
    bool bidirectional = golden_number(g, "bidirectional", 0) > 0;
    const int64_t *relative = golden_integers(g, "relative_position", &n);
    double *out = golden_space(g, n);
    for (int r = 0; r < 3; r++) {
        for (int t = 0; t < n; t++) {
            out[t] = rules[r].bucket(relative[t], bidirectional, buckets, far);
        }
        golden_check(g, rules[r].key, out, n);
    }
}

// Logits of all heads, head h of q with its key-value head of k: (heads, nq, nk).
static void compute_heads(Golden *g, const Pe *pe, AttendInput in, int heads, int kv_heads,
                          double *out) {
    Err err = {0};
    AttendInput one = in;
    for (int h = 0; h < heads; h++) {
        one.q = in.q + (size_t)h * (size_t)(in.queries * in.D);
        one.k = in.k + (size_t)attend_kv_head(h, heads, kv_heads) * (size_t)(in.keys * in.D);
        CHECK(attend_logits(pe, pe->H > 1 ? h : 0, one, &g->arena,
                            out + (size_t)h * (size_t)(in.queries * in.keys), &err));
    }
}

static void check_t5(Golden *g) {
    if (golden_expects(g, "bucket")) {
        check_buckets(g);
        return;
    }
    Pe pe;
    Err err = {0};
    Numbers table = golden_param(g, "bias_table"), q = golden_param(g, "q"),
            k = golden_param(g, "k");
    pe_init(&pe, pe_scheme_find("t5"));
    CHECK(pe_set(&pe, "heads", table.shape[1], &err));
    CHECK(pe_set(&pe, "buckets", golden_number(g, "num_buckets", 0), &err));
    CHECK(pe_set(&pe, "max_distance", golden_number(g, "max_distance", 0), &err));
    CHECK(pe_set(&pe, "bidirectional", golden_number(g, "bidirectional", 0), &err));
    CHECK(pe_prepare(&pe, &g->arena, &err));
    CHECK(pe_use_table(&pe, table.at, table.shape[0], table.shape[1], &err));
    CHECK(pe.scheme->unscaled && golden_number(g, "scale", 0) == 1.0);
    int H = pe.H, nq = q.shape[1], nk = k.shape[1];
    const int64_t *q_at = count_up(g, (int64_t)golden_number(g, "query_start", 0), nq),
                  *k_at = count_up(g, 0, nk);
    double *out = golden_space(g, H * nq * nk);
    for (int row = 0; row < H * nq; row++) {
        pe.scheme->bias(&pe, row / nq, q_at[row % nq], 0, nk, out + (size_t)row * (size_t)nk);
    }
    golden_check(g, "bias", out, H * nq * nk);
    compute_heads(g, &pe, (AttendInput){q.at, k.at, q_at, k_at, nq, nk, q.shape[2], 1}, H, H, out);
    golden_check(g, "logits", out, H * nq * nk);
}

static void check_alibi_bias(Golden *g, const Pe *pe) {
    int nq = (int)golden_number(g, "q_len", 0), nk = (int)golden_number(g, "k_len", 0);
    double *out = golden_space(g, pe->H * nq * nk);
    for (int row = 0; row < pe->H * nq; row++) {
        pe->scheme->bias(pe, row / nq, nk - nq + row % nq, 0, nk, out + (size_t)row * (size_t)nk);
    }
    golden_check(g, "bias", out, pe->H * nq * nk);
}

// Logits with the bias in a model's own notation; Falcon scales the bias too.
static void compute_form(Golden *g, const Pe *pe, AlibiForm form, double *out) {
    Numbers q = golden_param(g, "q"), k = golden_param(g, "k");
    int n = q.shape[1], D = q.shape[2];
    double scale = golden_number(g, "scale", 0), of_bias = form == ALIBI_FALCON ? scale : 1;
    for (int h = 0; h < pe->H; h++) {
        double *head = out + (size_t)h * (size_t)(n * n);
        size_t first = (size_t)h * (size_t)n * (size_t)D;
        attend_dots((AttendRows){q.at + first, n}, (AttendRows){k.at + first, n}, D, scale, head);
        for (int e = 0; e < n * n; e++) {
            head[e] += of_bias * alibi_bias(form, pe->slope[h], e / n, e % n, n);
        }
    }
}

// Softmax rows after a causal mask; masked entries as 0, as the files have them.
static void mask_and_normalise(double *logits, int rows, int n) {
    for (int row = 0; row < rows; row++) {
        double *at = logits + (size_t)row * (size_t)n;
        for (int j = row % n + 1; j < n; j++) at[j] = -(double)INFINITY;
        attend_softmax(at, n);
        for (int j = row % n + 1; j < n; j++) at[j] = 0;
    }
}

static void check_alibi_logits(Golden *g, Pe *pe) {
    const char *name = golden_text(g, "form");
    AlibiForm form = name[0] == 'b' ? ALIBI_KEY : name[0] == 'm' ? ALIBI_FROM_LAST : ALIBI_FALCON;
    Numbers q = golden_param(g, "q"), k = golden_param(g, "k");
    int n = q.shape[1], count = pe->H * n * n;
    double *out = golden_space(g, count);
    compute_form(g, pe, form, out);
    golden_check(g, "logits_reference", out, count);
    if (!golden_expects(g, "logits")) return;
    mask_and_normalise(out, pe->H * n, n);
    golden_check(g, "probs_causal", out, count); // the model's notation gives the same shares
    compute_form(g, pe, ALIBI_RELATIVE, out);
    golden_check(g, "logits", out, count);
    Err err = {0};
    CHECK(pe_set_text(pe, "form", "causal", &err) && pe_prepare(pe, &g->arena, &err));
    const int64_t *at = count_up(g, 0, n);
    compute_heads(g, pe,
                  (AttendInput){q.at, k.at, at, at, n, n, q.shape[2], golden_number(g, "scale", 0)},
                  pe->H, pe->H, out);
    mask_and_normalise(out, pe->H * n, n);
    golden_check(g, "probs_causal", out, count); // and so does the scheme itself
}

static void check_alibi(Golden *g) {
    Pe pe;
    Err err = {0};
    if (!make_scheme(g, "alibi", &pe)) return;
    CHECK(pe_set(&pe, "bias_max", golden_number(g, "alibi_bias_max", 8), &err));
    CHECK(pe_prepare(&pe, &g->arena, &err));
    if (golden_expects(g, "slopes")) golden_check(g, "slopes", pe.slope, pe.H);
    if (golden_expects(g, "bias")) check_alibi_bias(g, &pe);
    if (golden_expects(g, "logits_reference")) check_alibi_logits(g, &pe);
}

static void check_nope(Golden *g) {
    Pe pe;
    if (!make_scheme(g, "nope", &pe)) return;
    Numbers q = golden_param(g, "q"), k = golden_param(g, "k");
    int n = q.shape[0];
    const int64_t *at = count_up(g, 0, n);
    double *out = golden_space(g, n * n);
    compute_heads(g, &pe,
                  (AttendInput){q.at, k.at, at, at, n, n, q.shape[1], golden_number(g, "scale", 0)},
                  1, 1, out);
    golden_check(g, "logits", out, n * n);
    mask_and_normalise(out, n, n);
    golden_check(g, "probs_causal", out, n * n);
}

static void check_permutation(Golden *g) {
    Numbers w = golden_param(g, "w");
    int rows = w.shape[0], cols = w.shape[1];
    int *from = arena_array(&g->arena, (size_t)rows, sizeof(int));
    double *index = golden_space(g, rows), *out = golden_space(g, rows * cols);
    rope_permute_rows((int)golden_number(g, "heads", 0), rows, from);
    for (int r = 0; r < rows; r++) {
        index[r] = from[r];
        for (int c = 0; c < cols; c++) out[r * cols + c] = w.at[from[r] * cols + c];
    }
    golden_check(g, "row_from", index, rows);
    golden_check(g, "w_permuted", out, rows * cols);
}

// x turned in one layout, or in the interleaved one and then stored as halves (DeepSeek).
static void check_turned(Golden *g, Pe *pe, const char *key, const char *layout) {
    Err err = {0};
    int n = 0;
    const int64_t *at = golden_integers(g, "positions", &n);
    double *x = golden_param(g, "x").at;
    bool halves = strstr(g->name, "deepseek") != NULL;
    CHECK(pe_set_text(pe, "layout", halves ? "interleaved" : layout, &err) &&
          pe_prepare(pe, &g->arena, &err));
    CHECK(pe_turn_at(pe, (PeTurn){0}, (PeSpots){at, n}, x, &err));
    if (halves) rope_split_pairs(pe->D, n, x);
    golden_check(g, key, x, n * pe->D);
}

static void check_rope_table(Golden *g, const Pe *pe) {
    int n = 0;
    const int64_t *at = golden_integers(g, "positions", &n);
    double *cosines = golden_space(g, n * pe->pairs), *sines = golden_space(g, n * pe->pairs);
    rotary_table(pe, at, n, cosines, sines);
    golden_check(g, "cos", cosines, n * pe->pairs);
    golden_check(g, "sin", sines, n * pe->pairs);
}

static void check_rope_logits(Golden *g, const Pe *pe) {
    bool decode = golden_has(g, "q_last");
    Numbers q = golden_param(g, decode ? "q_last" : "q"),
            k = golden_param(g, decode ? "k_all" : "k");
    int nq = 0, nk = 0, heads = (int)golden_number(g, "heads", 1),
        kv = (int)golden_number(g, "kv_heads", 1);
    const int64_t *q_at = golden_integers(g, decode ? "query_positions" : "positions", &nq);
    const int64_t *k_at = golden_integers(g, decode ? "key_positions" : "positions", &nk);
    double *out = golden_space(g, heads * nq * nk);
    AttendInput in = {q.at, k.at, q_at, k_at, nq, nk, pe->D, golden_number(g, "scale", 1)};
    compute_heads(g, pe, in, heads, kv, out);
    golden_check(g, "logits", out, heads * nq * nk);
}

static void check_rope(Golden *g) {
    if (golden_expects(g, "row_from")) {
        check_permutation(g);
        return;
    }
    Pe pe;
    if (!make_scheme(g, "rope", &pe)) return;
    if (golden_expects(g, "inv_freq")) golden_check(g, "inv_freq", pe.freq, pe.pairs);
    if (golden_expects(g, "attention_factor")) golden_check(g, "attention_factor", &pe.factor, 1);
    if (golden_expects(g, "cos")) check_rope_table(g, &pe);
    if (golden_expects(g, "logits")) check_rope_logits(g, &pe);
    if (golden_expects(g, "out")) check_turned(g, &pe, "out", golden_text(g, "layout"));
    if (golden_expects(g, "half_split")) check_turned(g, &pe, "half_split", "half_split");
    if (golden_expects(g, "interleaved")) check_turned(g, &pe, "interleaved", "interleaved");
}

// One row per scheme of the engine: which files are its own, and how to compare them.
static const struct {
    const char *scheme, *prefix;
    void (*check)(Golden *g);
} families[] = {
    {"sinusoidal", "sinusoidal__", check_sinusoidal},
    {"learned", "learned_absolute__", check_learned},
    {"t5", "t5_bias__", check_t5},
    {"alibi", "alibi__", check_alibi},
    {"rope", "rope__", check_rope},
    {"nope", "nope__", check_nope},
};

enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

static int find_family(const char *name) {
    for (int f = 0; f < FAMILY_COUNT; f++) {
        if (strncmp(name, families[f].prefix, strlen(families[f].prefix)) == 0) return f;
    }
    return -1;
}

static void check_file(const char *name, int files[FAMILY_COUNT]) {
    Golden golden;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", data_folder, name);
    int family = find_family(name);
    test_note(family >= 0, name, 0, "a family claims the file");
    bool open = golden_open(&golden, path, name);
    test_note(open, name, 0, "the file can be read");
    if (open && family >= 0) {
        families[family].check(&golden);
        golden_check_complete(&golden);
        files[family]++;
    }
    golden_close(&golden);
}

static int is_json(const struct dirent *entry) {
    return strstr(entry->d_name, ".json") != NULL;
}

static void check_every_file(int files[FAMILY_COUNT]) {
    struct dirent **names = NULL;
    int count = scandir(data_folder, &names, is_json, alphasort);
    CHECK(count > 0);
    for (int f = 0; f < count; f++) {
        check_file(names[f]->d_name, files);
        free(names[f]);
    }
    free(names);
}

static void a_scheme_without_reference_numbers_fails(const int files[FAMILY_COUNT]) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        int found = 0;
        for (int f = 0; f < FAMILY_COUNT; f++) {
            if (strcmp(families[f].scheme, pe_scheme_at(s)->id) == 0) found += files[f];
        }
        test_note(found > 0, pe_scheme_at(s)->id, 0, "the scheme has reference numbers");
    }
}

int main(void) {
    int files[FAMILY_COUNT] = {0};
    check_every_file(files);
    a_scheme_without_reference_numbers_fails(files);
    return test_end();
}
