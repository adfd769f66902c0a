// The figures of a full window and of a sliding one: the numbers they must show, and used.
#include "engine/reach.h"
#include "support/desk.h"

static void tape_set(Desk *desk) {
    desk_open(desk, FIGURE_TRUNCATION_TAPE);
    static const char *const SCHEMES[] = {"learned", "rope", "alibi"};
    for (int s = 0; s < 3; s++) CHECK(figure_set_scheme(&desk->app.compare, s, SCHEMES[s]));
    desk->app.compare.scheme_count = 3;
    set(desk, "window", "8");
    set(desk, "arrive", "3");
}

static bool change_is(const Desk *desk, const char *scheme, const char *change) {
    const UiItem *found = item(desk, scheme);
    return found && strcmp(found->value, change) == 0;
}

static void only_offsets_survive_renumbering(void) {
    Desk desk;
    tape_set(&desk);
    frame(&desk);
    CHECK(says(&desk, "query 7 becomes 4, key 3 becomes 0"));
    CHECK(change_is(&desk, "RoPE", "0") && change_is(&desk, "ALiBi", "0"));
    CHECK(!change_is(&desk, "Learned", "0"));
    set(&desk, "policy", "keep");
    frame(&desk);
    CHECK(change_is(&desk, "Learned", "0") && change_is(&desk, "RoPE", "0"));
    click(&desk, "keep sinks");
    frame(&desk);
    CHECK(says(&desk, "query 7 becomes 4, key 0 becomes 0"));
    CHECK(!change_is(&desk, "RoPE", "0") && !change_is(&desk, "ALiBi", "0"));
    desk_close(&desk);
}

static void a_click_or_an_arrow_chooses_the_key(void) {
    Desk desk;
    tape_set(&desk);
    type_on(&desk, "Tape of tokens", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_J), 4, 0);
    frame(&desk);
    Rect tape = item(&desk, "Tape of tokens")->r;
    press_at(&desk, (Vec2){tape.x + tape.w * 5.5 / 11, tape.y + 20});
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_J), 5, 0);
    desk_close(&desk);
}

static void the_reach_of_a_window_is_layers_times_one_less(void) {
    Desk desk;
    desk_open(&desk, FIGURE_WINDOW_REACH);
    set(&desk, "window", "5");
    set(&desk, "layers", "4");
    set(&desk, "n", "24");
    frame(&desk);
    CHECK(says(&desk, "4 layers × (5 − 1) = 16 tokens back at most"));
    type_on(&desk, "Cone of the last token", UI_KEY_UP);
    CHECK_NEAR(value(&desk, KEY_LAYERS), 5, 0);
    type_on(&desk, "Cone of the last token", UI_KEY_LEFT);
    CHECK_NEAR(value(&desk, KEY_WINDOW), 4, 0);
    frame(&desk);
    Rect cone = item(&desk, "Cone of the last token")->r;
    press_at(&desk, (Vec2){cone.x + cone.w * 21.5 / 24, cone.y + 2});
    CHECK_NEAR(value(&desk, KEY_WINDOW), 3, 0);
    release(&desk);
    desk_close(&desk);
}

static void influence_stays_within_three_windows(void) {
    Arena arena = {0};
    int64_t count = reach_most(1024, 32) + 1;
    const double *influence = reach_influence(1024, 32, 0.95, &arena);
    double sum = 0;
    for (int64_t d = 0; d < count; d++) sum += influence[d];
    CHECK_NEAR(sum, 1, 1e-9);
    CHECK_NEAR((double)reach_within(influence, count, 0.99) / 1024, 2.9, 0.05);
    CHECK(reach_most(5, 4) == 16);
    const double *none = reach_influence(3, 1, 0, &arena);
    CHECK_NEAR(none[0], 1.0 / 3, 1e-12);
    CHECK_NEAR(none[2], 1.0 / 3, 1e-12);
    arena_free(&arena);
}

int main(void) {
    only_offsets_survive_renumbering();
    a_click_or_an_arrow_chooses_the_key();
    the_reach_of_a_window_is_layers_times_one_less();
    influence_stays_within_three_windows();
    return test_end();
}
