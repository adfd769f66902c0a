// What expressions ask the engine: numbers of the definitions, laws, and the proofs of the cards.
#include "base/file.h"
#include "support/expressions.h"

#include <cjson/cJSON.h>

// From the definitions, with Python.
static void the_engine_gives_the_numbers_of_the_definitions(void) {
    static const Row rows[] = {
        {"theta(10000, 128, 37)", 0.004869675251658631},
        {"wavelength(500000, 64, 31)", 2084764.7732591254},
        {"scaled_theta(\"none\", 10000, 128, 16, 2048, 37)", 0.004869675251658631},
        {"scaled_theta(\"pi\", 10000, 128, 8, 2048, 10)", 0.02964217132077069},
        {"scaled_theta(\"ntk\", 10000, 128, 8, 2048, 40)", 0.0008445192086307203},
        {"scaled_theta(\"yarn\", 10000, 128, 16, 2048, 25)", 0.008275322166072305},
        {"yarn_keep(10000, 128, 2048, 25)", 0.25567291197312714},
        {"yarn_keep(10000, 128, 4096, 30, 2, 16)", 0.4780862980323522},
        {"yarn_keep(10000, 128, 2048, 16)", 1},
        {"yarn_keep(10000, 128, 2048, 41)", 0},
        {"decay(10000, 64, 0)", 1},
        {"decay(10000, 64, 50)", 0.4898061548597748},
        // By trying every distance in order, with exact sums
        {"decay_zero(100, 64, 1000)", 46},
        {"decay_zero(10000, 128, 4096)", 1707},
        {"decay_zero(10000, 2, 2)", 2}, // cos 2 is the first below 0
        {"logit(\"rope\", 1009, 1000, \"ones\")", 5.371408670384302},
        {"logit(\"rope\", 9, 0, \"position\")", 5.371408670384302},
        {"logit(\"alibi\", 12, 5, \"position\")", -3.5},
        {"softmax(\"alibi\", 7, 5, \"position\")", 0.14744992052145603},
        {"softmax(\"alibi\", 7, 5)", 0.14744992052145603},
        {"softmax(\"alibi\", 5, 7)", 0},
        {"entropy(\"alibi\", 7, \"position\")", 1.6103842825546049},
        {"entropy(\"none\", 15)", 2.772588722239781},
        {"bias(\"alibi\", 12, 9, 30, 10)", -7.071067811865477},
        {"bias(\"alibi\", 8, 7, 10, 0)", -0.0390625},
        {"bias(\"rope\", 8, 3, 5, 3)", 0},
        {"encoding(\"sinusoidal\", 1234, 7)", 0.42584994844397774},
        {"encoding(\"sinusoidal\", 1234, 20)", 0.27431869695201444},
        {"encoding(\"rope\", 100, 5)", 0.1512099222687419},
        {"similarity(\"sinusoidal\", 32, 11, 40)", 6.2748380245158195},
        {"t5_bucket(15, 32, 128)", 15},
        {"t5_bucket(20, 32, 128)", 17},
        {"t5_bucket(100, 32, 128)", 30},
        {"t5_bucket(5000, 32, 128)", 31},
        {"t5_bucket(300, 64, 1024)", 52},
        {"reach(4, 6)", 18},
        {"reach_share(10, 8, 0.9, 0.95)", 13},
        {"reach_share(16, 12, 0.5, 0.5)", 44},
        {"toeplitz_error(\"alibi\")", 0},
        {"decay(10000, 64, 50) - decay(100, 64, 50)", 0.3820300131589436},
    };
    CHECK_ROWS(rows, 1e-12); // of angles up to 500 radians
}

static void laws_of_attention_hold(void) {
    static const Row rows[] = {
        {"abs(logit(\"rope\", 4007, 4003) - logit(\"rope\", 7, 3)) < 1e-12", 1},
        {"abs(logit(\"rope\", 4007, 4003, \"random\") - logit(\"rope\", 7, 3, \"random\")) > 1e-3",
         1},
        {"abs(logit(\"sinusoidal\", 7, 3, \"effect\")) > 1e-3", 1},
        {"logit(\"none\", 7, 3, \"effect\")", 0},
        {"permutation_error(\"none\", \"none\") < 1e-12", 1},
        {"permutation_error(\"none\", \"causal\") > 1e-3", 1},
        {"permutation_error(\"rope\", \"none\") > 1e-3", 1},
        {"toeplitz_error(\"t5\") == 0 and toeplitz_error(\"rope\") > 0.1 and "
         "toeplitz_error(\"sinusoidal\") > 0.1",
         1},
        {"abs(softmax(\"rope\", 2, 0, \"random\") + softmax(\"rope\", 2, 1, \"random\") + "
         "softmax(\"rope\", 2, 2, \"random\") - 1) < 1e-12",
         1},
        {"softmax(\"sliding_window\", 4000, 3)", 0},
        {"abs(similarity(\"sinusoidal\", 64, 100, 107) - decay(10000, 64, 7)*32) < 1e-12", 1},
    };
    CHECK_ROWS(rows, 0);
}

static void a_cache_changes_no_result(void) {
    ExprCache cache = {0};
    Arena arena = {0};
    for (int d = 2; d < 100; d++) {
        ExprVariable variables[] = {{"d", d}};
        ExprScope scope = {.variables = variables, .count = 1}, kept = scope;
        kept.cache = &cache;
        const Expr *expr;
        double once = 0, twice = 1;
        CHECK(expr_parse("similarity(\"sinusoidal\", d, 3, 5) + bias(\"t5\", d, d - 1, 9, 2)",
                         &arena, &expr, NULL));
        CHECK(expr_value(expr, scope, &once, NULL));
        CHECK(expr_value(expr, kept, &twice, NULL) && once == twice);
    }
    expr_cache_free(&cache);
    arena_free(&arena);
}

// What the second of two evaluations is charged, when the schemes are ready.
static double work_of(const char *text) {
    Arena arena = {0};
    ExprCache cache = {0};
    const Expr *expr;
    double value, before = 0;
    bool ok = expr_parse(text, &arena, &expr, NULL);
    for (int time = 0; ok && time < 2; time++) {
        before = cache.work;
        ok = expr_value(expr, (ExprScope){.cache = &cache}, &value, NULL);
    }
    double work = cache.work - before;
    CHECK(ok);
    expr_cache_free(&cache);
    arena_free(&arena);
    return work;
}

// In units of 5 ns, as measured where the program was made; charged is no less, and at most ten times as much.
static void what_the_engine_does_is_charged(void) {
    static const struct {
        const char *text;
        double measured;
    } rows[] = {
        {"1 + 2", 10},
        {"sin(1e300)", 20},
        {"scaled_theta(\"yarn\", 10000, 128, 4, 4096, 7)", 30},
        {"logit(\"nope\", 7, 3)", 300},
        {"logit(\"rope\", 7, 3)", 1300},
        {"logit(\"rope\", 500, 100)", 3300},
        {"logit(\"rope\", 2000000, 1)", 7800},
        {"logit(\"xpos\", 2000000, 1)", 13000},
        {"logit(\"self_extend\", 7, 3, \"random\")", 2100},
        {"logit(\"self_extend\", 7, 3, \"effect\")", 3000},
        {"logit(\"sandwich\", 7, 3, \"effect\")", 2100},
        {"softmax(\"nope\", 8000, 0, \"equal\")", 50000},
        {"softmax(\"rope\", 8000, 0, \"equal\")", 130000},
        {"softmax(\"rerope\", 8000, 0, \"equal\")", 2500000},
        {"softmax(\"sandwich\", 8000, 0, \"position\")", 3600000},
        {"softmax(\"sinusoidal\", 8000, 0, \"equal\")", 2300000},
        {"entropy(\"rope\", 8000, \"random\")", 3500000},
        {"entropy(\"self_extend\", 8000, \"random\")", 9200000},
        {"bias(\"alibi\", 8, 3, 9, 2)", 20},
        {"bias(\"sandwich\", 8, 3, 2000000, 2)", 260},
        {"similarity(\"sinusoidal\", 4096, 500, 499)", 15000},
        {"encoding(\"sinusoidal\", 2000000, 1)", 200},
        {"decay(10000, 4096, 2000000)", 13000},
        {"t5_bucket(256, 256, 512)", 1600},
        {"reach_share(1, 4096, 0.5, 0.9)", 8600},
        {"permutation_error(\"rerope\", \"none\")", 20000},
        {"toeplitz_error(\"sinusoidal\")", 380000},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double work = work_of(rows[i].text);
        bool fair = work >= rows[i].measured && work <= 10 * rows[i].measured;
        CHECK(fair);
        if (!fair) fprintf(stderr, "    %s: charged %.0f\n", rows[i].text, work);
    }
}

static void what_never_comes_is_no_value(void) {
    Arena arena = {0};
    const Expr *expr;
    Err err = {0};
    double value = 0;
    CHECK(expr_parse("decay_zero(10000, 128, 1706)", &arena, &expr, &err));
    CHECK(!expr_value(expr, (ExprScope){0}, &value, &err));
    CHECK(strstr(err.text, "up to a distance of 1706 the score stays above 0") != NULL);
    arena_free(&arena);
}

// Proofs

// The key of a numeric task, which its proof may name; NaN for the others.
static double key_of(const cJSON *answer) {
    Arena arena = {0};
    const Expr *expr;
    double value = (double)NAN;
    if (cJSON_IsNumber(answer)) value = answer->valuedouble;
    if (cJSON_IsString(answer)) {
        CHECK(expr_parse(answer->valuestring, &arena, &expr, NULL) &&
              expr_value(expr, (ExprScope){0}, &value, NULL));
    }
    arena_free(&arena);
    return value;
}

static void check_proof(const char *card, const cJSON *task, const char *text) {
    Arena arena = {0};
    const Expr *expr;
    Err err = {0};
    bool holds = false;
    const cJSON *answer = cJSON_GetObjectItemCaseSensitive(task, "answer");
    ExprVariable key = {"answer", key_of(answer)};
    ExprScope scope = {.variables = &key, .count = answer ? 1 : 0};
    bool ok =
        expr_parse(text, &arena, &expr, &err) && expr_holds(expr, scope, &holds, &err) && holds;
    CHECK(ok);
    if (!ok) {
        fprintf(stderr, "    %s, %s: %s %s\n", card,
                cJSON_GetObjectItemCaseSensitive(task, "id")->valuestring, text,
                expr ? expr_explain(expr, scope, &arena) : err.text);
    }
    arena_free(&arena);
}

static void check_parses(const char *text) {
    Arena arena = {0};
    const Expr *expr;
    Err err = {0};
    CHECK(expr_parse(text, &arena, &expr, &err));
    if (*err.text) fprintf(stderr, "    %s: %s\n", text, err.text);
    arena_free(&arena);
}

static int check_card(const char *path) {
    Arena arena = {0};
    Bytes bytes;
    CHECK(file_read(path, 1 << 20, &arena, &bytes, NULL));
    cJSON *card = cJSON_Parse(bytes.at);
    const cJSON *task, *tasks = cJSON_GetObjectItemCaseSensitive(card, "tasks");
    int proofs = 0;
    cJSON_ArrayForEach(task, tasks) {
        const cJSON *proof = cJSON_GetObjectItemCaseSensitive(task, "proof");
        const cJSON *expr = cJSON_GetObjectItemCaseSensitive(proof, "expr");
        // One that stands for many forms is evaluated when the card is checked.
        if (expr && !cJSON_GetObjectItemCaseSensitive(task, "vars")) {
            check_proof(path, task, expr->valuestring);
            proofs++;
        }
        static const char *const KEYS[] = {"answer", "check"};
        for (int k = 0; k < 2; k++) {
            const cJSON *text = cJSON_GetObjectItemCaseSensitive(task, KEYS[k]);
            if (cJSON_IsString(text)) check_parses(text->valuestring);
        }
        const cJSON *wrong;
        cJSON_ArrayForEach(wrong, cJSON_GetObjectItemCaseSensitive(task, "wrong")) {
            const cJSON *at = cJSON_GetObjectItemCaseSensitive(wrong, "expr");
            if (!at) at = cJSON_GetObjectItemCaseSensitive(wrong, "check");
            check_parses(at->valuestring);
        }
    }
    cJSON_Delete(card);
    arena_free(&arena);
    return proofs;
}

static void proofs_of_the_cards_hold(void) {
    int proofs = check_card("cards/positional-encodings.json") +
                 check_card("cards/positional-embeddings.json") + check_card("cards/rope.json") +
                 check_card("cards/multi-latent-attention.json");
    CHECK(proofs >= 20);
}

// As suggested for second forms of the cards' tasks.
static void answers_of_many_forms_parse(void) {
    static const char *const texts[] = {
        "abs(logit(\"rope\", 12, j) - logit(\"rope\", 7, 3)) < 1e-6",
        "rows*d",
        "i - j == 6 and j <= i and i != 7",
        "(m/n)^2",
        "abs(i - j) == 6 and not (i == 3 and j == 9)",
        "max(0, n - rows)",
        "i >= k ? i - k : -1",
        "layers == ceil((n-1)/(w-1))",
        "p*L/M",
        "abs(theta(base, 128, 63)/theta(10000, 128, 63) - 1/s) < 0.01/s",
        "floor(d/2*ln(L/(2*pi*32))/ln(10000)) + 1",
        "depth == 9",
        "layers*(c+r)*2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_parses(texts[i]);
}

int main(void) {
    what_never_comes_is_no_value();
    the_engine_gives_the_numbers_of_the_definitions();
    laws_of_attention_hold();
    a_cache_changes_no_result();
    what_the_engine_does_is_charged();
    proofs_of_the_cards_hold();
    answers_of_many_forms_parse();
    return test_end();
}
