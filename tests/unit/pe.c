// The table of schemes, parameter validation, and the headline facts of each scheme.
#include "engine/pe.h"

#include "engine/attend.h"
#include "engine/decay.h"
#include "engine/logits.h"
#include "engine/schemes/alibi.h"
#include "engine/schemes/learned.h"
#include "engine/schemes/rope.h"
#include "engine/schemes/t5.h"
#include "support/test.h"

static Pe make(const char *id, Arena *arena) {
    Pe pe;
    Err err = {0};
    pe_init(&pe, pe_scheme_find(id));
    bool ok = pe_prepare(&pe, arena, &err);
    if (!ok) fprintf(stderr, "%s\n", err.text);
    CHECK(ok);
    return pe;
}

static void the_table_is_complete_and_in_order(void) {
    static const char *const order[] = {
        "sinusoidal", "learned",       "shaw",           "t5",
        "alibi",      "kerple",        "fire",           "sandwich",
        "rope",       "rope_linear",   "rope_ntk",       "rope_dynamic_ntk",
        "rope_yarn",  "rope_longrope", "rope_llama3",    "rope_partial",
        "rope_p",     "xpos",          "sliding_window", "attention_sinks",
        "remap",      "rerope",        "self_extend",    "nope"};
    CHECK(pe_scheme_count() == (int)(sizeof order / sizeof *order));
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        CHECK_TEXT(scheme->id, order[s]);
        CHECK(pe_scheme_find(scheme->id) == scheme && pe_scheme_index(scheme) == s);
        CHECK(scheme->title && scheme->source && scheme->formula && scheme->logit_formula);
        CHECK(strlen(scheme->note) > 10 && strlen(scheme->note) <= 110);
        CHECK(strlen(scheme->logit_note) > 10 && strlen(scheme->logit_note) <= 110);
        CHECK((scheme->place == PE_AT_INPUT) == (scheme->embed != NULL));
        CHECK(scheme->place != PE_AT_QUERY_KEY || scheme->turn);
        CHECK(scheme->place != PE_AT_LOGIT || scheme->bias || scheme->relate);
        CHECK(scheme->place != PE_AT_NONE || !(scheme->turn || scheme->bias || scheme->relate));
    }
}

static void schemes_answer_to_other_names(void) {
    CHECK(pe_scheme_find("learned_absolute") == pe_scheme_find("learned"));
    CHECK(pe_scheme_find("t5_bias") == pe_scheme_find("t5"));
    CHECK(pe_scheme_find("none") == pe_scheme_find("nope"));
    CHECK(pe_scheme_find("") == NULL && pe_scheme_find("ROPE") == NULL &&
          pe_scheme_find("rop") == NULL);
}

static void parameters_describe_themselves(void) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        CHECK(scheme->param_count <= PE_PARAM_MAX);
        for (int p = 0; p < scheme->param_count; p++) {
            const PeParam *param = &scheme->params[p];
            CHECK(param->id && param->label && param->unit &&
                  pe_param_index(scheme, param->id) == p);
            CHECK(param->lo <= param->initial && param->initial <= param->hi);
            CHECK(!param->log || param->lo > 0);
            int choices = 0;
            while (param->choices && param->choices[choices]) choices++;
            if (param->choices) {
                CHECK(param->lo == 0.0 && param->hi == choices - 1 && param->step == 1.0);
            }
        }
    }
}

static void check_refused(const char *id, const char *param, double value, const char *error) {
    Pe pe;
    Err err = {0};
    pe_init(&pe, pe_scheme_find(id));
    double before = pe_get(&pe, param, 0);
    CHECK(!pe_set(&pe, param, value, &err));
    CHECK_TEXT(err.text, error);
    CHECK(pe_get(&pe, param, 0) == before);
}

static void a_bad_value_names_scheme_parameter_value_and_range(void) {
    check_refused("rope", "dim", 1, "rope: dim is 1, allowed are 2 … 4096");
    check_refused("rope", "dim", 4098, "rope: dim is 4098, allowed are 2 … 4096");
    check_refused("rope", "dim", 6.5, "rope: dim is 6.5, allowed are 2 … 4096 in steps of 1");
    check_refused("rope", "base", (double)NAN, "rope: base is nan, allowed are 2 … 5000000000");
    check_refused("sinusoidal", "base", (double)INFINITY,
                  "sinusoidal: base is inf, allowed are 2 … 5000000000");
    check_refused("rope", "layout", 2,
                  "rope: layout is 2, allowed are half_split (0), interleaved (1)");
    check_refused("alibi", "heads", 0, "alibi: heads is 0, allowed are 1 … 256");
    check_refused("learned", "rows", 65537, "learned: rows is 65537, allowed are 1 … 65536");
    check_refused("t5", "bsae", 1,
                  "t5: there is no parameter \"bsae\", allowed are heads, buckets, max_distance, "
                  "bidirectional, seed");
    check_refused("nope", "dim", 1, "nope: there is no parameter \"dim\", allowed are none");
}

static void text_sets_numbers_and_choices(void) {
    Pe pe;
    Err err = {0};
    pe_init(&pe, pe_scheme_find("sinusoidal"));
    CHECK(pe_set_text(&pe, "layout", "t2t", &err) && pe_get_int(&pe, "layout") == 2);
    CHECK(pe_set_text(&pe, "layout", "1", &err) && pe_get_int(&pe, "layout") == 1);
    CHECK(pe_set_text(&pe, "base", "5e5", &err) && pe_get(&pe, "base", 0) == 5e5);
    CHECK(!pe_set_text(&pe, "layout", "halves", &err));
    CHECK_TEXT(err.text,
               "sinusoidal: layout is \"halves\", allowed are interleaved (0), half (1), t2t (2)");
    CHECK(!pe_set_text(&pe, "dim", "many", &err));
    CHECK_TEXT(err.text, "sinusoidal: dim is \"many\", allowed are a number");
    CHECK(!pe_set_text(&pe, "dim", "1e999", &err) && !pe_set_text(&pe, "nothing", "1", &err));
}

static void check_unprepared(Pe *pe, const char *error) {
    Arena arena = {0};
    Err err = {0};
    CHECK(!pe_prepare(pe, &arena, &err));
    CHECK_TEXT(err.text, error);
    CHECK(!pe->freq && !pe->table && !pe->slope && !pe->bucket && pe->D == 0);
    arena_free(&arena);
}

static void combinations_that_make_no_sense_are_refused(void) {
    Pe pe;
    pe_init(&pe, pe_scheme_find("rope"));
    CHECK(pe_set(&pe, "dim", 7, NULL));
    check_unprepared(&pe, "rope: dim is 7, allowed are even numbers in the half_split layout");
    pe_init(&pe, pe_scheme_find("t5"));
    CHECK(pe_set(&pe, "buckets", 3, NULL) && pe_set(&pe, "bidirectional", 1, NULL));
    check_unprepared(&pe, "t5: buckets is 3, allowed are 4 or more when bidirectional is yes");
    pe_init(&pe, pe_scheme_find("t5"));
    CHECK(pe_set(&pe, "max_distance", 16, NULL));
    check_unprepared(&pe, "t5: max_distance is 16, allowed are more than the 16 exact buckets");
    pe_init(&pe, pe_scheme_find("learned"));
    CHECK(pe_set(&pe, "dim", 4096, NULL) && pe_set(&pe, "rows", 65536, NULL));
    check_unprepared(&pe, "learned: rows × dim is 268435456, allowed are at most 16777216");
    pe_init(&pe, pe_scheme_find("alibi"));
    pe.value[0] = 1e9;
    check_unprepared(&pe, "alibi: heads is 1000000000, allowed are 1 … 256");
}

// With the others as they are: t5's 128 exact buckets reach as far as its distances, two features leave NTK no exponent.
static void the_smallest_and_largest_values_prepare_or_say_why_not(void) {
    int refused = 0, tried = 0;
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        for (int end = 0; end < 2 * scheme->param_count; end++) {
            Pe pe;
            Err err = {0};
            Arena arena = {0};
            const PeParam *param = &scheme->params[end / 2];
            pe_init(&pe, scheme);
            CHECK(pe_set(&pe, param->id, end % 2 ? param->hi : param->lo, &err));
            bool ok = pe_prepare(&pe, &arena, &err);
            bool says = strstr(err.text, scheme->id) && strstr(err.text, "allowed are");
            test_note(ok || says, scheme->id, 0, param->id);
            if (!ok && !says) fprintf(stderr, "    %s\n", err.text);
            refused += !ok;
            tried++;
            arena_free(&arena);
        }
    }
    CHECK(refused < tried / 10);
}

static void positions_that_do_not_exist_are_refused(void) {
    Arena arena = {0};
    Err err = {0};
    Pe learned = make("learned", &arena), rope = make("rope", &arena);
    double row[64] = {0};
    int64_t beyond = 512, before = -1, far = PE_POSITION_MAX;
    CHECK(!pe_embed_at(&learned, &beyond, 1, row, &err));
    CHECK_TEXT(err.text, "learned: position 512 does not exist, allowed are 0 … 511");
    CHECK(!pe_embed_at(&learned, &before, 1, row, &err));
    CHECK(!pe_turn_at(&rope, (PeTurn){0}, (PeSpots){&far, 1}, row, &err));
    CHECK_TEXT(err.text, "rope: position 16777216 does not exist, allowed are 0 … 16777215");
    AttendInput in = {row, row, &beyond, &beyond, 1, 1, 64, 1};
    CHECK(!attend_logits(&learned, 0, in, &arena, row, &err));
    arena_free(&arena);
}

static void a_trained_table_must_fit(void) {
    Arena arena = {0};
    Err err = {0};
    Pe t5 = make("t5", &arena), rope = make("rope", &arena);
    double *table = arena_array(&arena, 32 * 8, sizeof(double));
    table[9] = -3;
    CHECK(pe_use_table(&t5, table, 32, 8, &err) && t5.table_reach == 3.0);
    CHECK(!pe_use_table(&t5, table, 8, 32, &err));
    CHECK_TEXT(err.text, "t5: the table is 8 × 32, allowed is 32 × 8");
    table[9] = (double)NAN;
    CHECK(!pe_use_table(&t5, table, 32, 8, &err));
    CHECK_TEXT(err.text, "t5: row 1 of the table is not finite");
    CHECK(!pe_use_table(&rope, table, 32, 8, &err));
    arena_free(&arena);
}

static void alibi_heads_see_known_spans(void) {
    static const int spans[] = {6, 12, 24, 48, 96, 192, 383, 767};
    Arena arena = {0};
    Pe pe = make("alibi", &arena);
    for (int h = 0; h < 8; h++) CHECK(lround(alibi_span(pe.slope[h], 0.95)) == spans[h]);
    arena_free(&arena);
}

static int count_closed(double base, int64_t length) {
    Pe pe;
    Arena arena = {0};
    pe_init(&pe, pe_scheme_find("rope"));
    CHECK(pe_set(&pe, "dim", 128, NULL) && pe_set(&pe, "base", base, NULL) &&
          pe_prepare(&pe, &arena, NULL));
    int closed = rope_closed_pairs(&pe, length);
    arena_free(&arena);
    return closed;
}

static void rope_pairs_close_within_the_training_length(void) {
    CHECK(count_closed(1e4, 4096) == 46);
    CHECK(count_closed(1e4, 2048) == 41);
    CHECK(count_closed(5e5, 8192) == 35);
}

static int64_t find_first_negative(double base) {
    Pe pe;
    Arena arena = {0};
    pe_init(&pe, pe_scheme_find("rope"));
    CHECK(pe_set(&pe, "dim", 128, NULL) && pe_set(&pe, "base", base, NULL) &&
          pe_prepare(&pe, &arena, NULL));
    int64_t distance = 0;
    while (decay_sum(&pe, distance) >= 0) distance++;
    arena_free(&arena);
    return distance;
}

static void the_sum_of_cosines_turns_negative_where_known(void) {
    CHECK(find_first_negative(1e2) == 59);
    CHECK(find_first_negative(1e3) == 361);
    CHECK(find_first_negative(1e4) == 1707);
}

static void t5_buckets_are_allowed_as_the_paper_needs(void) {
    CHECK(t5_bucket_allowed(false, 2, 2) && !t5_bucket_allowed(false, 1, 128));
    CHECK(t5_bucket_allowed(true, 4, 2) && !t5_bucket_allowed(true, 3, 128));
    CHECK(!t5_bucket_allowed(false, 32, 16) && t5_bucket_allowed(false, 32, 17));
    CHECK(t5_bucket(5, false, 32, 128) == 0 && t5_bucket(-16777215, false, 32, 128) == 31);
}

// Found by search: (n / exact)^steps and (max / exact)^k differ by less than one part in 10^9.
static void t5_near_misses_fall_on_the_right_side(void) {
    CHECK(t5_bucket(-12442, false, 12, 57311) == 10);
    CHECK(t5_bucket(-1548, false, 31, 57012) == 23);
    CHECK(t5_bucket(-435, false, 21, 1006) == 19);
}

static void falcon_rounds_ties_to_even(void) {
    CHECK(alibi_bias(ALIBI_FALCON, 1, 0, 257, 300) == 256.0);
    CHECK(alibi_bias(ALIBI_FALCON, 1, 0, 259, 300) == 260.0);
}

static void padding_rules_continue_after_a_cache(void) {
    static const int64_t mask[] = {1, 0, 1, 1}, ids[] = {4, 1, 9};
    int64_t rows[4] = {0};
    learned_rows_of_mask(mask, 4, 2, 2, rows);
    CHECK(rows[0] == 3 && rows[1] == 4);
    learned_rows_of_ids(ids, 3, 1, 10, rows);
    CHECK(rows[0] == 12 && rows[1] == 1 && rows[2] == 13);
}

static void pictures_have_the_size_of_the_scheme(void) {
    static const struct {
        const char *id;
        int width;
    } rows[] = {{"sinusoidal", 64}, {"learned", 64}, {"t5", 8},
                {"alibi", 8},       {"rope", 32},    {"nope", 0}};

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        Arena arena = {0};
        Pe pe = make(rows[r].id, &arena);
        CHECK(pe_picture_width(&pe) == rows[r].width && pe_picture_reach(&pe) > 0);
        arena_free(&arena);
    }
}

static void the_picture_ends_where_the_table_ends(void) {
    Arena arena = {0};
    Pe pe = make("learned", &arena);
    float out[4 * 64];
    pe_encode_map(&pe, 509, 513, 4, 64, out);
    CHECK(!isnan(out[0]) && !isnan(out[2 * 64 + 63]) && isnan(out[3 * 64]));
    arena_free(&arena);
}

static void grouped_queries_share_keys_in_order(void) {
    static const int want[] = {0, 0, 1, 1};
    for (int h = 0; h < 4; h++) CHECK(attend_kv_head(h, 4, 2) == want[h]);
}

int main(void) {
    the_table_is_complete_and_in_order();
    schemes_answer_to_other_names();
    parameters_describe_themselves();
    a_bad_value_names_scheme_parameter_value_and_range();
    text_sets_numbers_and_choices();
    combinations_that_make_no_sense_are_refused();
    the_smallest_and_largest_values_prepare_or_say_why_not();
    positions_that_do_not_exist_are_refused();
    a_trained_table_must_fit();
    alibi_heads_see_known_spans();
    rope_pairs_close_within_the_training_length();
    the_sum_of_cosines_turns_negative_where_known();
    t5_buckets_are_allowed_as_the_paper_needs();
    t5_near_misses_fall_on_the_right_side();
    falcon_rounds_ties_to_even();
    padding_rules_continue_after_a_cache();
    pictures_have_the_size_of_the_scheme();
    the_picture_ends_where_the_table_ends();
    grouped_queries_share_keys_in_order();
    return test_end();
}
