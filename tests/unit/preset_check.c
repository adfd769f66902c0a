// What the figures say about a card's presets and controls, word for word.
#include "app/preset_check.h"

#include "app/figure.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "support/test.h"

static const char HEAD[] =
    "{\"format\": 1, \"id\": \"probe\", \"title\": \"Probe\", \"lang\": \"en\", \"version\": "
    "\"1.0.0\", \"sections\": [{\"id\": \"all\", \"markdown\": \"Text.\"}], ";

static const char *view_name(int index) {
    return index < FIGURE_COUNT ? figure_id((FigureId)index) : NULL;
}

static const CardParse HOW = {.view_exists = figure_known,
                              .view_name = view_name,
                              .preset_ok = preset_check,
                              .view_has_cells = figure_has_cells,
                              .control_ok = preset_control_check,
                              .control_start = preset_control_start,
                              .move_ok = preset_move_check};

// The rest of a card, with ' for ".
static void check_card(const char *rest, const char *want) {
    Arena arena = {0};
    char *text = arena_format(&arena, "%s%s}", HEAD, rest);
    for (char *c = text; *c; c++) *c = *c == '\'' ? '"' : *c;
    Card card;
    CardIssues issues;
    bool ok = card_parse("probe.json", (Bytes){text, strlen(text)}, HOW, &card, &issues);
    CHECK(ok == (issues.errors == 0));
    const char *all = "";
    for (int i = 0; i < issues.count; i++) {
        const char *says = strstr(issues.at[i].text, ": ");
        all = arena_format(&arena, "%s%s%s%s", all, *all ? "\n" : "",
                           issues.at[i].warning ? "warning: " : "", says ? says + 2 : "");
    }
    CHECK_TEXT(all, want);
    card_issues_free(&issues);
    card_free(&card);
    arena_free(&arena);
}

// One lesson; `want` is what is said, without its place "/lessons/0/preset/".
static void check_preset(const char *view, const char *preset, const char *want) {
    Arena arena = {0};
    check_card(arena_format(&arena,
                            "'tasks': [], 'lessons': [{'id': 'a', 'view': '%s', 'preset': {%s}}]",
                            view, preset),
               *want ? arena_format(&arena, "warning: /lessons/0/preset/%s", want) : "");
    arena_free(&arena);
}

static void a_key_that_the_figure_does_not_use_is_said(void) {
    check_preset("alibi-fan", "'heads': 4, 'head': 3, 'n': 64, 'train': 32, 'row': 5", "");
    check_preset("alibi-fan", "'buckets': 16",
                 "buckets: alibi-fan does not use \"buckets\"; it uses n, train, heads, head, row, "
                 "span");
    check_preset("alibi-fan", "'hedas': 4",
                 "hedas: no figure has a setting \"hedas\"; did you mean \"heads\"?");
    check_preset("rope-pairing", "'layout': 'half'",
                 "layout: no figure has a setting \"layout\" (phasor render --list names them)");
    check_preset(
        "logit-stages", "'schemes': ['rope']",
        "schemes: logit-stages does not use \"schemes\"; it uses scheme, own, n, train, d, "
        "base, heads, head, buckets, max_distance, bidirectional, stage, mask, content, i, "
        "j, marks, pinned");
}

static void words_of_lists_are_looked_at(void) {
    check_preset("scaling-chart", "'methods': ['pi', 'yarn'], 'mark': 6000", "");
    check_preset("scaling-chart", "'methods': ['pie']",
                 "methods: methods: found \"pie\", expected none, pi, ntk, yarn, longrope");
    check_preset("scaling-chart", "'methods': []", "methods: the list is empty");
    check_preset("memory-meter", "'compare': ['gqqa']",
                 "compare: compare: found \"gqqa\", expected mha, gqa, mla");
    check_preset("comparison", "'schemes': ['rope', 'alibbi']",
                 "schemes: found \"alibbi\", expected a scheme such as \"rope\" or \"alibi\"; did "
                 "you mean \"alibi\"?");
    check_preset("permutation", "'order': [0, 1, 2, 3, 4, 4]",
                 "order: expected each of the numbers 0 to 5 once");
    check_preset("sinusoidal-table", "'marks': [[1, 2, 3]]",
                 "marks: expected a list of 1 to 8 cells [i, j] or numbers");
    check_preset("frontier", "'profiles': [[1, 2]]",
                 "profiles: expected 1 or 2 lists of 10 shares from 0 to 1");
    check_preset("alibi-fan", "'heads': [1, 2, 3]", "heads: found a list, expected one value");
}

static void a_number_is_drawn_as_it_stands(void) {
    check_preset("alibi-fan", "'heads': 8.5", "heads: found 8.5, expected a whole number");
    check_preset("comparison", "'d': 63",
                 "d: found 63 and would draw 64, from 2 on it goes in steps of 2");
    check_preset("alibi-fan", "'head': 9, 'heads': 8",
                 "head: found 9, with heads 8 allowed are 0 to 7");
    check_preset("rope-dials", "'d': 128, 'pair': 63", "");
    check_preset("rope-dials", "'d': 64, 'pair': 63",
                 "pair: found 63, with d 64 allowed are 0 to 31");
    check_preset("memory-meter", "'heads': 8, 'kv_heads': 8", "");
    check_preset("memory-meter", "'n': [64, 1e9]",
                 "n: n: found 1000000000, allowed are 2 to 2097152");
    check_preset("comparison", "'n': true", "n: found true or false, expected a number");
    check_preset("comparison", "'mask': true, 'stage': 'mask'", "");
}

static void parameters_belong_to_the_scheme_of_their_panel(void) {
    check_preset("comparison", "'schemes': ['rope', 'rerope'], '1.window': 16", "");
    check_preset("comparison", "'schemes': ['rope', 't5'], '1.factor': 99999",
                 "1.factor: panel 1 is t5, which has no \"factor\"; it has heads, buckets, "
                 "max_distance, bidirectional, seed");
    check_preset("comparison", "'schemes': ['rope'], '1.base': 100",
                 "1.base: there is no panel 1, panels are 0 to 0");
    check_preset("alibi-fan", "'0.heads': 4",
                 "0.heads: alibi-fan has no panels with parameters of their own");
}

static void check_task(const char *type, const char *fields, const char *want) {
    Arena arena = {0};
    check_card(arena_format(&arena,
                            "'tasks': [{'id': 'a', 'type': '%s', 'prompt': 'P', 'explanation': "
                            "'E', %s}]",
                            type, fields),
               want);
    arena_free(&arena);
}

static void a_cell_is_asked_where_there_are_cells(void) {
    check_task("hotspot", "'visual': {'view': 'comparison', 'preset': {'n': 8}}, 'check': 'i == 3'",
               "");
    check_task("hotspot", "'visual': {'view': 'memory-meter'}, 'check': 'i == 3'",
               "/tasks/0/visual/view: memory-meter has no cells to point to; figures with cells "
               "are comparison, logit-stages, permutation, sinusoidal-table, learned-cliff, "
               "t5-staircase");
    check_task("hotspot",
               "'visual': {'view': 'comparison', 'preset': {'n': 8, 'mask': 'causal'}}, 'check': "
               "'i == 3 and j > 4'",
               "warning: /tasks/0/check: it holds only for cells with j > i, which the causal mask "
               "hides");
    check_task("hotspot",
               "'visual': {'view': 'comparison', 'preset': {'n': 8, 'mask': 'causal'}}, 'check': "
               "'i == 3 and j > 2'",
               "");
    check_task("hotspot",
               "'visual': {'view': 'comparison', 'preset': {'n': 8, 'mask': 'none'}}, 'check': "
               "'i == 3 and j > 4'",
               "");
}

#define WINDOW "'visual': {'view': 'window-reach', 'preset': {'window': 5, 'layers': 2, 'n': 24}}, "

static void a_control_is_one_that_the_figure_follows(void) {
    check_task("parameter",
               WINDOW "'controls': [{'name': 'layers', 'min': 1, 'max': 8, 'step': 1}], 'check': "
                      "'reach(5, layers) == 12'",
               "");
    check_task("parameter",
               WINDOW "'controls': [{'name': 'heads', 'min': 1, 'max': 8, 'step': 1}], 'check': "
                      "'heads == 3'",
               "warning: /tasks/0/controls/0: window-reach does not follow \"heads\"; it uses n, "
               "window, layers, keep");
    check_task("parameter",
               WINDOW "'controls': [{'name': 'window', 'min': 0, 'max': 64000, 'step': 1}], "
                      "'check': 'window == 3'",
               "warning: /tasks/0/controls/0: window goes from 0 to 64000, the figure's from 2 to "
               "4096");
    check_task(
        "parameter",
        WINDOW "'controls': [{'name': 'window', 'min': 2, 'max': 64, 'step': 0.5}], "
               "'check': 'window == 3'",
        "warning: /tasks/0/controls/0: window goes from 2 in steps of 0.5, the figure's from "
        "2 in steps of 1");
}

static void a_witness_can_be_set(void) {
    check_task("parameter",
               WINDOW "'controls': [{'name': 'window', 'min': 2, 'max': 64, 'step': 1}], 'check': "
                      "'window > 60', 'witness': {'window': 121}",
               "/tasks/0/witness/window: the witness is 121, the control allows 2 to 64");
    check_task("parameter",
               WINDOW "'controls': [{'name': 'window', 'min': 2, 'max': 64, 'step': 1}], 'check': "
                      "'window == 13', 'witness': {'window': 13.5}",
               "/tasks/0/witness: window=14 does not do, 13.5 moved to a step of the control: "
               "window = 14 == 13 (false)");
    check_task("parameter",
               WINDOW "'controls': [{'name': 'window', 'min': 2, 'max': 64, 'step': 1}], 'check': "
                      "'window == 14', 'witness': {'window': 13.5}",
               "");
}

static void a_figure_does_not_open_solved(void) {
    check_task("parameter",
               WINDOW "'controls': [{'name': 'window', 'min': 2, 'max': 64, 'step': 1}], 'check': "
                      "'window == w', 'vars': {'w': {'choose': [3, 5]}}",
               "warning: /tasks/0/visual: the figure opens with window=5, which is right already, "
               "with w = 5");
}

int main(void) {
    a_key_that_the_figure_does_not_use_is_said();
    words_of_lists_are_looked_at();
    a_number_is_drawn_as_it_stands();
    parameters_belong_to_the_scheme_of_their_panel();
    a_cell_is_asked_where_there_are_cells();
    a_control_is_one_that_the_figure_follows();
    a_witness_can_be_set();
    a_figure_does_not_open_solved();
    return test_end();
}
