// What a figure is set to: marks and presets of cards.
#include "app/figure_state.h"
#include "app/preset_check.h"
#include "base/str.h"
#include "support/test.h"

#include <string.h>

static void marks_survive_the_text_form_of_a_state(void) {
    Arena arena = {0};
    Err err = {0};
    FigureState state = figure_state_new(), again = figure_state_new();
    CHECK(figure_state_parse("marks=10,13+500", &state, &err));
    CHECK(state.mark_count == 2 && state.marks[0].j == 13 && state.marks[1].i == 500 &&
          state.marks[1].j == -1);
    CHECK(figure_state_parse(figure_state_text(&arena, &state), &again, &err));
    CHECK(again.mark_count == 2 && again.marks[0].i == 10 && again.marks[0].j == 13 &&
          again.marks[1].i == 500);
    static const char *const WRONG[] = {"marks=",
                                        "marks=a",
                                        "marks=1,",
                                        "marks=1+",
                                        "marks=-4",
                                        "marks=1,2,3",
                                        "marks=1+2+3+4+5+6+7+8+9"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        CHECK(!figure_state_parse(WRONG[i], &again, &err));
    }
    arena_free(&arena);
}

static void a_preset_gives_marks_and_rows(void) {
    Value first[] = {{.kind = VALUE_NUMBER, .number = 10}, {.kind = VALUE_NUMBER, .number = 13}};
    Value marks[] = {{.kind = VALUE_LIST, .count = 2, .list = first},
                     {.kind = VALUE_NUMBER, .number = 2000}};
    Value preset[] = {{.key = "n", .kind = VALUE_NUMBER, .number = 700},
                      {.key = "train", .kind = VALUE_NUMBER, .number = 512},
                      {.key = "marks", .kind = VALUE_LIST, .count = 2, .list = marks}};
    Visual visual = {.view = "learned-cliff", .preset = preset, .preset_count = 3};
    FigureState state = figure_state_from(&visual);
    CHECK(state.mark_count == 2 && state.marks[0].i == 10 && state.marks[0].j == 13 &&
          state.marks[1].i == 2000 && state.marks[1].j == -1);
    CHECK(state.value[KEY_I] == 10 &&
          state.value[KEY_J] == 13);     // the cursor opens on the first mark
    CHECK(state.value[KEY_ROWS] == 512); // a table has as many rows as were trained
    preset[1].key = "rows";
    state = figure_state_from(&visual);
    CHECK(state.value[KEY_ROWS] == 512 && state.value[KEY_TRAIN] == 700);
}

static bool same_owns(const FigureState *a, const FigureState *b) {
    bool same = a->scheme_count == b->scheme_count;
    for (int p = 0; p < FIGURE_PANEL_MAX; p++) {
        const FigureOwn *x = &a->own[p], *y = &b->own[p];
        same &= x->set == y->set && a->schemes[p] == b->schemes[p];
        for (int v = 0; v < PE_PARAM_MAX; v++) same &= x->value[v] == y->value[v];
    }
    return same;
}

// Values of a panel's own, in words and numbers, those that ten digits do not give back included.
static void own_values_survive_the_text_form_of_a_state(void) {
    static const char *const STATES[] = {"schemes=rope+rope_yarn&1.factor=8", "2.base=500000",
                                         "schemes=rope_yarn+rope_yarn&0.factor=2&1.factor=16",
                                         "schemes=t5&0.buckets=16&0.bidirectional=yes&n=200",
                                         "schemes=alibi&0.bias_max=7.1234567890123456"};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++) {
        Err err = {0};
        FigureState state = figure_state_new(), again = figure_state_new();
        CHECK(figure_state_parse(STATES[i], &state, &err));
        CHECK(figure_state_parse(figure_state_text(&arena, &state), &again, &err));
        CHECK(same_owns(&state, &again));
        CHECK(state.own[0].set || state.own[1].set || state.own[2].set);
    }
    arena_free(&arena);
}

static void hostile_values_of_a_panel_are_refused_with_their_range(void) {
    static const struct {
        const char *text, *says;
    } WRONG[] = {{"2.base=1", "allowed are 2"},         {"2.base=nan", "rope: base"},
                 {"2.base=1e999", "rope: base"},        {"2.base=", "rope: base"},
                 {"2.nope=1", "there is no parameter"}, {"2.=1", "there is no parameter"},
                 {"4.base=10", "allowed are 0 to 3"},   {"99999999999.base=10", "no such setting"},
                 {"-1.base=10", "no such setting"},     {"2base=10", "no such setting"},
                 {"2.layout=sideways", "half_split"},   {"2.layout=0.5", "half_split"},
                 {"2.dim=7.5", "allowed are"}};

    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        Err err = {0};
        FigureState state = figure_state_new(), before = state;
        CHECK(!figure_state_parse(WRONG[i].text, &state, &err));
        CHECK(strstr(err.text, WRONG[i].says) != NULL);
        if (!strstr(err.text, WRONG[i].says)) fprintf(stderr, "    %s\n", err.text);
        CHECK(same_owns(&state, &before));
    }
}

static void another_scheme_begins_without_values_of_its_own(void) {
    FigureState state = figure_state_new();
    CHECK(figure_set_own(&state, 2, "base", 500, NULL) && state.own[2].set);
    CHECK(figure_set_scheme(&state, 2, "rope") && state.own[2].set); // the same
    CHECK(figure_set_scheme(&state, 2, "alibi") && !state.own[2].set);
}

static void a_preset_gives_values_to_a_panel(void) {
    Value schemes[] = {{.kind = VALUE_WORD, .word = "rope"},
                       {.kind = VALUE_WORD, .word = "rope_yarn"}};
    // Before or after the schemes, and what the scheme does not have or refuses is left out.
    Value preset[] = {{.key = "1.factor", .kind = VALUE_NUMBER, .number = 8},
                      {.key = "schemes", .kind = VALUE_LIST, .count = 2, .list = schemes},
                      {.key = "0.layout", .kind = VALUE_WORD, .word = "interleaved"},
                      {.key = "0.factor", .kind = VALUE_NUMBER, .number = 8},
                      {.key = "1.base", .kind = VALUE_NUMBER, .number = -8}};
    Visual visual = {.view = "comparison", .preset = preset, .preset_count = 5};
    FigureState state = figure_state_from(&visual);
    Arena arena = {0};
    CHECK(strstr(figure_state_text(&arena, &state), "&0.layout=interleaved&1.factor=8") != NULL);
    CHECK(state.own[0].set == 1u << pe_param_index(pe_scheme_find("rope"), "layout"));
    arena_free(&arena);
    Err err = {0};
    CHECK(preset_check(&visual, 0, &err) && preset_check(&visual, 2, &err));
    CHECK(!preset_check(&visual, 3, &err) && strstr(err.text, "factor"));
    CHECK(!preset_check(&visual, 4, &err) && strstr(err.text, "allowed are"));
    preset[0].key = "1.faktor";
    CHECK(!preset_check(&visual, 0, &err) && strstr(err.text, "faktor"));
}

// What a preset's entry is told, "" if it is understood.
static void check_entry(Value entry, const char *says) {
    Err err = {0};
    const char *view = str_same(entry.key, "methods")   ? "scaling-chart"
                       : str_same(entry.key, "compare") ? "memory-meter"
                       : str_same(entry.key, "scheme")  ? "logit-stages"
                                                        : "comparison";
    Visual visual = {.view = view, .preset = &entry, .preset_count = 1};
    CHECK(preset_check(&visual, 0, &err) == !*says);
    CHECK_TEXT(err.text, says);
}

static void misspelt_settings_of_a_preset_are_named_with_the_nearest(void) {
    const Value schemes[] = {{.kind = VALUE_WORD, .word = "rope"},
                             {.kind = VALUE_WORD, .word = "alibbi"}};
    const Value methods[] = {{.kind = VALUE_WORD, .word = "pi"},
                             {.kind = VALUE_WORD, .word = "yran"}};
    const Value numbers[] = {{.kind = VALUE_NUMBER, .number = 3}};
    check_entry((Value){.key = "heds", .kind = VALUE_NUMBER, .number = 8},
                "no figure has a setting \"heds\"; did you mean \"heads\"?");
    check_entry((Value){.key = "scheems", .kind = VALUE_LIST, .count = 2, .list = schemes},
                "no figure has a setting \"scheems\"; did you mean \"schemes\"?");
    check_entry((Value){.key = "colour", .kind = VALUE_NUMBER, .number = 8},
                "no figure has a setting \"colour\" (phasor render --list names them)");
    check_entry((Value){.key = "scheme", .kind = VALUE_WORD, .word = "sinusodial"},
                "found \"sinusodial\", expected a scheme such as \"rope\" or \"alibi\"; did you "
                "mean \"sinusoidal\"?");
    check_entry((Value){.key = "schemes", .kind = VALUE_LIST, .count = 2, .list = schemes},
                "found \"alibbi\", expected a scheme such as \"rope\" or \"alibi\"; did you mean "
                "\"alibi\"?");
    check_entry((Value){.key = "mask", .kind = VALUE_WORD, .word = "casual"},
                "mask: found \"casual\", expected none, causal");
    check_entry((Value){.key = "methods", .kind = VALUE_LIST, .count = 2, .list = methods},
                "methods: found \"yran\", expected none, pi, ntk, yarn, longrope");
    check_entry((Value){.key = "methods", .kind = VALUE_LIST, .count = 1, .list = methods}, "");
    check_entry((Value){.key = "compare", .kind = VALUE_LIST, .count = 1, .list = numbers},
                "expected a list of words");
    check_entry((Value){.key = "0.fcator", .kind = VALUE_NUMBER, .number = 2},
                "panel 0 is sinusoidal, which has no \"fcator\"; it has dim, base, layout, scale");
    check_entry((Value){.key = "0.bsae", .kind = VALUE_NUMBER, .number = 2},
                "panel 0 is sinusoidal, which has no \"bsae\"; it has dim, base, layout, scale; "
                "did you mean \"base\"?");
    check_entry((Value){.key = "0.colour", .kind = VALUE_NUMBER, .number = 2},
                "panel 0 is sinusoidal, which has no \"colour\"; it has dim, base, layout, scale");
}

static void fewer_panels_leave_no_values_behind(void) {
    FigureState state = figure_state_new();
    CHECK(figure_set_own(&state, 3, "heads", 4, NULL) && figure_set_own(&state, 0, "dim", 8, NULL));
    CHECK(figure_state_parse("schemes=sinusoidal", &state, NULL));
    for (int p = 0; p < FIGURE_PANEL_MAX; p++) CHECK(state.own[p].set == 0);
}

int main(void) {
    misspelt_settings_of_a_preset_are_named_with_the_nearest();
    fewer_panels_leave_no_values_behind();
    own_values_survive_the_text_form_of_a_state();
    hostile_values_of_a_panel_are_refused_with_their_range();
    another_scheme_begins_without_values_of_its_own();
    a_preset_gives_values_to_a_panel();
    marks_survive_the_text_form_of_a_state();
    a_preset_gives_marks_and_rows();
    return test_end();
}
