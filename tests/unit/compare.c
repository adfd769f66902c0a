// The Compare screen by mouse and keys: choosing a scheme, adding and removing panels, and every parameter of every scheme.
#include "app/tuner.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "support/fake_metrics.h"
#include "support/test.h"

#include <string.h>

typedef struct Bench {
    Store *store;
    App app;
    Ui ui;
    Arena frame;
    DrawList draw;
    UiInput in;
} Bench;

static void step(Bench *b) {
    view_step(&b->app, &b->ui, &b->in, &b->frame, &b->draw);
    b->in.pressed = b->in.released = 0;
    b->in.clicks = b->in.key_count = 0;
}

static void run(Bench *b, const char *line) {
    Arena arena = {0};
    Action action;
    Err err = {0};
    bool ok = action_parse(&arena, line, &action, &err) && app_apply(&b->app, &action);
    if (!ok) fprintf(stderr, "    %s: %s %s\n", line, err.text, b->app.message);
    CHECK(ok);
    arena_free(&arena);
    step(b);
    step(b); // what has appeared takes the focus in the frame after
}

static void open(Bench *b) {
    *b = (Bench){.ui.metrics = fake_metrics()};
    b->in = (UiInput){.width = 1280, .height = 800, .scale = 1, .mouse = {-1e6, -1e6}};
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    CHECK(store_open("", &b->store, &err));
    app_new(&b->app, b->store);
    CHECK(card_load("cards/rope.json", (CardParse){.view_exists = figure_known}, &card, &issues) &&
          app_add(&b->app, &card, &err) && app_open(&b->app, "rope"));
    card_issues_free(&issues);
    run(b, "screen compare");
}

static void close(Bench *b) {
    ui_free(&b->ui);
    arena_free(&b->frame);
    app_free(&b->app);
    store_close(b->store);
}

static void press(Bench *b, UiKey key, uint32_t code) {
    b->in.keys[0] = (UiKeyPress){.key = key, .code = code};
    b->in.key_count = 1;
    step(b);
}

static void type(Bench *b, char letter) {
    press(b, UI_KEY_CHAR, (unsigned char)letter);
}

static const UiItem *find(const Bench *b, UiRole role, const char *name) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        if (item->role == role && str_same(item->name, name)) return item;
    }
    return NULL;
}

static const char *focus_name(const Bench *b) {
    for (int i = 0; i < b->ui.before.count; i++) {
        if (b->ui.before.at[i].id == b->ui.focus) return b->ui.before.at[i].name;
    }
    return "";
}

static const char *scheme_of(const Bench *b, int panel) {
    return pe_scheme_at(b->app.compare.schemes[panel])->id;
}

static const char *title_of(const char *id) {
    return pe_scheme_find(id)->title;
}

static void a_letter_and_enter_choose_a_scheme(void) {
    Bench b;
    open(&b);
    run(&b, "pick compare 1");
    CHECK_TEXT(focus_name(&b), title_of("t5")); // the one in the panel
    type(&b, 'y');
    CHECK_TEXT(focus_name(&b), title_of("rope_yarn"));
    press(&b, UI_KEY_DOWN, 0);
    CHECK_TEXT(focus_name(&b), title_of("rope_longrope"));
    press(&b, UI_KEY_UP, 0);
    press(&b, UI_KEY_ENTER, 0);
    CHECK_TEXT(scheme_of(&b, 1), "rope_yarn");
    CHECK(b.app.overlay == OVERLAY_NONE);
    close(&b);
}

static void sideways_leads_to_the_other_column_and_escape_changes_nothing(void) {
    Bench b;
    open(&b);
    run(&b, "pick compare 2");
    CHECK_TEXT(focus_name(&b), title_of("rope"));
    press(&b, UI_KEY_LEFT, 0);
    CHECK_TEXT(focus_name(&b), title_of("sinusoidal"));
    press(&b, UI_KEY_RIGHT, 0);
    CHECK_TEXT(focus_name(&b), title_of("rope"));
    press(&b, UI_KEY_LEFT, 0);
    press(&b, UI_KEY_ESCAPE, 0);
    CHECK_TEXT(scheme_of(&b, 2), "rope");
    CHECK(b.app.overlay == OVERLAY_NONE);
    close(&b);
}

// Every scheme is in the list, and Down leads through all of them, scrolled into view.
static void down_leads_through_all_schemes_in_the_smallest_window(void) {
    Bench b;
    open(&b);
    b.in.width = 900;
    b.in.height = 600;
    b.app.text_scale = 2;
    run(&b, "pick compare 0");
    unsigned seen = 0;
    for (int s = 0; s < pe_scheme_count(); s++) {
        for (int i = 0; i < b.ui.before.count; i++) {
            const UiItem *item = &b.ui.before.at[i];
            if (item->id != b.ui.focus) continue;
            CHECK(item->r.h > item->whole.h - 1); // not cut
            CHECK(strstr(item->value, ". ") != NULL);
        }
        for (int k = 0; k < pe_scheme_count(); k++) {
            if (str_same(pe_scheme_at(k)->title, focus_name(&b))) seen |= 1u << k;
        }
        press(&b, UI_KEY_DOWN, 0);
    }
    CHECK(seen == (1u << pe_scheme_count()) - 1);
    close(&b);
}

static void a_key_adds_panels_up_to_twelve(void) {
    Bench b;
    open(&b);
    for (int count = 5; count <= FIGURE_PANEL_MAX; count++) {
        type(&b, 'a');
        CHECK(b.app.overlay == OVERLAY_SCHEMES);
        press(&b, UI_KEY_ENTER, 0); // the first scheme that is not shown yet
        CHECK(b.app.compare.scheme_count == count);
        for (int p = 0; p < count - 1; p++) {
            CHECK(b.app.compare.schemes[p] != b.app.compare.schemes[count - 1]);
        }
    }
    type(&b, 'a');
    CHECK(b.app.overlay == OVERLAY_NONE && b.app.compare.scheme_count == FIGURE_PANEL_MAX);
    close(&b);
}

static void a_panel_goes_with_its_values_and_the_last_one_stays(void) {
    Bench b;
    open(&b);
    run(&b, "state compare schemes=rope+rope_yarn+alibi&1.factor=8&2.bias_max=4");
    run(&b, "remove compare 1");
    CHECK_TEXT(figure_state_text(&b.frame, &b.app.compare), "schemes=rope+alibi&1.bias_max=4");
    run(&b, "remove compare 0");
    Action last = {.kind = ACT_REMOVE, .target = TARGET_COMPARE, .text = ""};
    CHECK(!app_apply(&b.app, &last) && b.app.compare.scheme_count == 1);
    CHECK_TEXT(b.app.message, "remove: this is the only panel");
    close(&b);
}

static void escape_leads_from_a_parameter_back_to_its_panel(void) {
    Bench b;
    open(&b);
    run(&b, "state compare schemes=rope+rope_yarn");
    type(&b, 'p');
    type(&b, 'p');
    CHECK(b.app.tuned == 1);
    CHECK_TEXT(focus_name(&b), "Scaling factor");
    press(&b, UI_KEY_RIGHT, 0);
    int factor = pe_param_index(pe_scheme_find("rope_yarn"), "factor");
    double moved = figures_panel_values(&b.app.compare, 1).value[factor];
    CHECK_NEAR(moved, 4.18, 0); // a sixteenth of a doubling, in three digits
    press(&b, UI_KEY_ESCAPE, 0);
    CHECK(b.app.tuned < 0);
    CHECK_TEXT(focus_name(&b), "RoPE, YaRN: parameters");
    press(&b, UI_KEY_ENTER, 0);
    CHECK(b.app.tuned == 1);
    CHECK(find(&b, UI_BUTTON, "Reset") != NULL);
    run(&b, "defaults compare 1");
    CHECK(b.app.compare.own[1].set == 0 && !find(&b, UI_BUTTON, "Reset"));
    close(&b);
}

static void what_a_scheme_refuses_is_said_in_its_panel(void) {
    Bench b;
    open(&b);
    run(&b, "state compare schemes=t5+rope&0.buckets=2&0.bidirectional=yes");
    bool said = false;
    for (int i = 0; i < b.ui.before.count; i++) {
        said |= strstr(b.ui.before.at[i].name, "allowed are 4 or more") != NULL;
    }
    CHECK(said);
    run(&b, "param compare 0 buckets=4");
    CHECK(find(&b, UI_FIGURE, "T5 bias, encoding") != NULL);
    close(&b);
}

// The item that stands for a parameter: a slider, a switch, or the first of its choices that is not chosen.
static const UiItem *control_of(const Bench *b, const PeParam *param, double value) {
    const UiItem *item = find(b, UI_SLIDER, param->label);
    if (!item) item = find(b, UI_SWITCH, param->label);
    if (item) return item;
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *radio = &b->ui.before.at[i];
        if (radio->role == UI_RADIO && str_same(radio->value, param->label) &&
            !str_same(radio->name, param->choices[(int)value])) {
            return radio;
        }
    }
    return NULL;
}

static void the_control_moves_its_value(Bench *b, int p) {
    const PeScheme *scheme = pe_scheme_at(b->app.compare.schemes[0]);
    const PeParam *param = &scheme->params[p];
    double before = figures_panel_values(&b->app.compare, 0).value[p];
    const UiItem *control = control_of(b, param, before);
    CHECK(control != NULL);
    if (!control) {
        fprintf(stderr, "    %s has no control for %s\n", scheme->id, param->id);
        return;
    }
    b->ui.focus = control->id;
    b->ui.focus_shown = true;
    UiKey key = control->role != UI_SLIDER ? UI_KEY_ENTER
                : before < param->hi       ? UI_KEY_RIGHT
                                           : UI_KEY_LEFT;
    press(b, key, 0);
    double after = figures_panel_values(&b->app.compare, 0).value[p];
    CHECK(after != before && after >= param->lo && after <= param->hi);
    if (after == before) fprintf(stderr, "    %s: %s does not move\n", scheme->id, param->id);
    run(b, "defaults compare 0");
}

static bool draws_well(const Bench *b) {
    for (int c = 0; c < b->draw.count; c++) {
        const DrawCmd *cmd = &b->draw.at[c];
        const char *text = cmd->kind == DRAW_TEXT ? cmd->text : "";
        bool nan = strstr(text, "nan") || (strstr(text, "inf") && !strstr(text, "\\infty"));
        if (nan) fprintf(stderr, "    drawn: %s\n", cmd->text);
        if (nan || !isfinite(cmd->r.x + cmd->r.y + cmd->r.w + cmd->r.h)) return false;
    }
    return true;
}

static void every_scheme_stands_in_a_panel_with_all_of_its_parameters(void) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        Bench b;
        open(&b);
        b.in.height = 2000;
        CHECK(figure_set_scheme(&b.app.compare, 0, scheme->id));
        b.app.compare.scheme_count = 1;
        run(&b, "set compare n 40");
        run(&b, "tune 0");
        CHECK(find(&b, UI_TEXT, scheme->source) != NULL);
        for (int as = 0; as < 2; as++) {
            run(&b, as ? "set compare as 1" : "set compare as 0");
            CHECK(draws_well(&b));
            CHECK(!find(&b, UI_TEXT, str_of(STR_REFUSED)));
        }
        for (int stage = 0; stage < STAGE_COUNT; stage++) {
            b.app.compare.value[KEY_STAGE] = stage;
            run(&b, "set compare content 1");
            CHECK(draws_well(&b));
        }
        run(&b, "set compare as 0");
        for (int p = 0; p < scheme->param_count; p++) the_control_moves_its_value(&b, p);
        close(&b);
    }
}

static void values_have_three_digits_or_stand_on_their_steps(void) {
    PeParam free = {.lo = 0, .hi = 100}, whole = {.lo = 1, .hi = 9, .step = 2};
    CHECK_NEAR(tuner_round(&free, 7.83920), 7.84, 0);
    CHECK_NEAR(tuner_round(&free, 0.00123456), 0.00123, 0);
    CHECK_NEAR(tuner_round(&free, 0), 0, 0);
    CHECK_NEAR(tuner_round(&free, 123), 100, 0);
    CHECK_NEAR(tuner_round(&whole, 4.2), 5, 0);
}

int main(void) {
    a_letter_and_enter_choose_a_scheme();
    sideways_leads_to_the_other_column_and_escape_changes_nothing();
    down_leads_through_all_schemes_in_the_smallest_window();
    a_key_adds_panels_up_to_twelve();
    a_panel_goes_with_its_values_and_the_last_one_stays();
    escape_leads_from_a_parameter_back_to_its_panel();
    what_a_scheme_refuses_is_said_in_its_panel();
    every_scheme_stands_in_a_panel_with_all_of_its_parameters();
    values_have_three_digits_or_stand_on_their_steps();
    return test_end();
}
