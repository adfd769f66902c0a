// Questions that are answered in their figure, in the window: cells and settings, by keyboard alone and by mouse.
#include "support/quiz_bench.h"

static const char *cell_of(Bench *b) {
    return arena_copy(&b->arena, b->app.quiz.answer);
}

static void a_cell_is_clicked_in_the_figure(void) {
    Bench b = ask("penalty-doubles");
    CHECK(shows(&b, "Click a cell of the figure") &&
          shows(&b, "This question has other numbers each time."));
    const UiItem *map = find(&b, UI_FIGURE, "ALiBi");
    int64_t i = 0, j = 0;
    CHECK(map && hotspot_cell(right_answer(&b), &i, &j));
    Vec2 wrong = {map->r.x + map->r.w * 0.5 / 16, map->r.y + map->r.h * 0.5 / 16};
    Vec2 right = {map->r.x + map->r.w * ((double)j + 0.5) / 16,
                  map->r.y + map->r.h * ((double)i + 0.5) / 16};
    click(&b, wrong);
    CHECK_TEXT(b.app.quiz.answer, "0,0");
    CHECK(shows(&b, "Chosen: the cell (0, 0)"));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1 && shows(&b, "Not this one."));
    click(&b, right);
    CHECK_TEXT(b.app.quiz.answer, right_answer(&b));
    click(&b, middle(find(&b, UI_BUTTON, "Check again")));
    CHECK(is_done(&b, true, 2));
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == (int)i && b.app.quiz.proof.value[KEY_PINNED] > 0);
    leave(&b);
}

static void from_a_clicked_cell_the_arrow_keys_go_on(void) {
    Bench b = ask("penalty-doubles");
    const UiItem *map = find(&b, UI_FIGURE, "ALiBi");
    click(&b, (Vec2){map->r.x + map->r.w * 2.5 / 16, map->r.y + map->r.h * 5.5 / 16});
    CHECK_TEXT(b.app.quiz.answer, "5,2");
    press(&b, UI_KEY_DOWN, 0);
    press(&b, UI_KEY_LEFT, 0);
    CHECK_TEXT(b.app.quiz.answer, "6,1");
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1);
    leave(&b);
}

static void a_cell_is_walked_to_with_the_arrow_keys(void) {
    Bench b = ask("penalty-doubles");
    int64_t i, j, now_i, now_j;
    CHECK(hotspot_cell(right_answer(&b), &i, &j));
    tab_to(&b, UI_FIGURE, "ALiBi");
    press(&b, UI_KEY_UP, 0);
    for (int k = 0; k < 60 && hotspot_cell(cell_of(&b), &now_i, &now_j); k++) {
        if (now_i == i && now_j == j) break;
        UiKey key = now_i < i   ? UI_KEY_DOWN
                    : now_i > i ? UI_KEY_UP
                    : now_j < j ? UI_KEY_RIGHT
                                : UI_KEY_LEFT;
        press(&b, key, 0);
    }
    CHECK_TEXT(b.app.quiz.answer, right_answer(&b));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 1));
    leave(&b);
}

static void a_cell_is_set_by_two_sliders_and_freed_with_escape(void) {
    Bench b = ask("penalty-doubles");
    tab_to(&b, UI_SLIDER, "Row i");
    press(&b, UI_KEY_END, 0);
    press(&b, UI_KEY_LEFT, 0);
    tab_to(&b, UI_SLIDER, "Column j");
    press(&b, UI_KEY_RIGHT, 0);
    CHECK_TEXT(b.app.quiz.answer, "14,1");
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == 14 && figure_int(&b.app.quiz.proof, KEY_J) == 1);
    press(&b, UI_KEY_ESCAPE, 0);
    CHECK_TEXT(b.app.quiz.answer, "");
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 0);
    CHECK_TEXT(b.app.quiz.note, "Choose a cell first.");
    leave(&b);
}

static void a_learners_own_right_cell_is_the_one_shown(void) {
    Bench b = ask("penalty-doubles");
    int64_t i = 0, j = 0;
    CHECK(hotspot_cell(right_answer(&b), &i, &j));
    const char *other = arena_format(&b.arena, "%d,%d", (int)i + 1, (int)j + 1);
    run(&b, arena_format(&b.arena, "set proof j %d", (int)j + 1));
    run(&b, arena_format(&b.arena, "set proof i %d", (int)i + 1));
    CHECK_TEXT(b.app.quiz.answer, other);
    run(&b, "check");
    CHECK(is_done(&b, true, 1));
    CHECK_TEXT(b.app.quiz.key, other);
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == (int)i + 1);
    run(&b, "again");
    CHECK_TEXT(b.app.quiz.answer, "");
    CHECK(b.app.quiz.proof.value[KEY_PINNED] <= 0 && !*b.app.quiz.key);
    leave(&b);
}

// A cell that the card itself points to is no answer, neither at the start nor once the figure is set back.
static void a_figure_that_is_set_back_has_no_answer_in_it(void) {
    static const Value POINTED[] = {{.key = "pinned", .kind = VALUE_NUMBER, .number = 1},
                                    {.key = "i", .kind = VALUE_NUMBER, .number = 3}};
    Bench b = ask("penalty-doubles");
    int task = card_task_find(&b.app.shelf->card, "penalty-doubles");
    b.app.shelf->card.tasks[task].visual.preset = POINTED;
    b.app.shelf->card.tasks[task].visual.preset_count = 2;
    run(&b, "task penalty-doubles");
    CHECK_TEXT(b.app.quiz.answer, "");
    run(&b, "answer 5,2");
    CHECK(b.app.quiz.proof.value[KEY_PINNED] > 0);
    run(&b, "reset proof");
    CHECK_TEXT(b.app.quiz.answer, "");
    CHECK(b.app.quiz.proof.value[KEY_PINNED] <= 0);
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == 3);
    leave(&b);
}

// In three attempts in turn, whatever numbers they ask.
static void a_templates_figure_follows_its_numbers(void) {
    Bench b = ask_of("multi-latent-attention", "cache-per-token");
    double seen = 0;
    bool differ = false;
    for (int i = 0; i < 8; i++) {
        const Task *task = app_task(&b.app);
        TaskForm form = attempt_form(app_attempt(&b.app), task);
        run(&b, "reveal");
        run(&b, "prove");
        CHECK_NEAR(b.app.quiz.proof.value[KEY_LAYERS], form.values[0].value, 0);
        CHECK_NEAR(b.app.quiz.proof.value[KEY_KV_HEADS], form.values[1].value, 0);
        run(&b, "set proof layers 7");
        run(&b, "reset proof");
        CHECK_NEAR(b.app.quiz.proof.value[KEY_LAYERS], form.values[0].value, 0);
        differ |= i > 0 && form.values[0].value != seen;
        seen = form.values[0].value;
        run(&b, "again");
    }
    CHECK(differ);
    leave(&b);
    b = ask("t5-bucket-number");
    TaskForm form = attempt_form(app_attempt(&b.app), app_task(&b.app));
    run(&b, "reveal");
    run(&b, "prove");
    CHECK(b.app.quiz.proof.mark_count == 1);
    CHECK_NEAR(b.app.quiz.proof.marks[0].i, form.values[0].value, 0);
    leave(&b);
}

static void nothing_tells_the_answer_before_it_is_given(void) {
    static const char *const TASKS[] = {"penalty-doubles", "t5-same-step", "ntk-base-setting",
                                        "yarn-train-length"};
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        Bench b = ask(TASKS[i]);
        const char *observe = flow_plain(&b.arena, &app_task(&b.app)->visual.observe);
        CHECK(quiz_has_figure(&b.app) && !shows(&b, observe));
        CHECK_TEXT(b.app.quiz.answer, "");
        run(&b, "reveal");
        look(&b);
        CHECK(shows(&b, observe) && shows(&b, "The answer."));
        CHECK_TEXT(b.app.quiz.key, right_answer(&b));
        leave(&b);
    }
}

// Whether an item's name or value has these words.
static bool reads(const Bench *b, const char *words) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const char *value = b->ui.before.at[i].value;
        if (value && strstr(value, words)) return true;
    }
    return shows(b, words);
}

static void numbers_that_a_task_withholds_appear_when_it_is_done(void) {
    static const struct {
        const char *card, *task, *set, *words; // what the figure is set to, what it then reads
    } ROWS[] = {
        {"positional-encodings", "rope-encodes-2", "set proof i 20", "Dot product"},
        {"positional-encodings", "alibi-bias-2", "pin proof 3 1", "bias −1.00"},
        {"positional-encodings", "alibi-head", "set proof head 3", "m = 1/16"},
        {"positional-encodings", "sinusoid-offset-2", "pin proof 7 5", "+28."},
        {"positional-encodings", "sliding-window-2", "set proof layers 2", "8 tokens back at most"},
        {"positional-encodings", "ntk-base-2", "set proof base 20000", "tokens a turn"},
        {"positional-embeddings", "penalty-doubles", "pin proof 3 1", "−1.000"},
        {"positional-embeddings", "t5-same-step", "pin proof 50 10", "distances 40 to 45"},
        {"positional-embeddings", "yarn-train-length", "set proof train 4096", "YaRN keeps 21"},
        {"positional-embeddings", "yarn-train-length", "set proof train 4096", "652 turns"},
        {"rope", "turn-to-opposite", "set proof i 20", "Dot product"},
        {"rope", "dials-base", "set proof base 5000", "once round in"},
        {"rope", "arcs-train", "set proof train 4096", "46 of 64 circles are closed"},
        {"multi-latent-attention", "gqa-budget", "set proof kv_heads 5", "10 GiB"},
        {"multi-latent-attention", "gqa-budget", "set proof kv_heads 5", "80 KiB"},
    };

    const char *later = "Its numbers appear once the question is answered.";
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Bench b = ask_of(ROWS[i].card, ROWS[i].task);
        int failed = test_failed;
        run(&b, ROWS[i].set);
        look(&b);
        CHECK(shows(&b, later) && !reads(&b, ROWS[i].words));
        run(&b, "reveal");
        run(&b, ROWS[i].set);
        look(&b);
        CHECK(!shows(&b, later) && reads(&b, ROWS[i].words));
        if (test_failed > failed) fprintf(stderr, "    %s: %s\n", ROWS[i].task, ROWS[i].words);
        leave(&b);
    }
}

static void a_wrong_cell_or_setting_is_told_with_what_was_set(void) {
    Bench b = ask("ntk-base-setting");
    run(&b, "answer base=40000");
    run(&b, "check");
    look(&b);
    CHECK(shows(&b, "Four times the base stops short") && shows(&b, "only 3.91 times slower"));
    run(&b, "answer base=43000");
    run(&b, "check");
    look(&b);
    CHECK(shows(&b, "turns 4.2 times slower: too much.")); // 4.3^(63/64) = 4.203
    leave(&b);
    b = ask("t5-same-step");
    run(&b, "answer 3,9");
    run(&b, "check");
    look(&b);
    CHECK(shows(&b, "Its key comes after its query, which a decoder masks."));
    CHECK(!find(&b, UI_SLIDER, "Length")); // what a cell is stays so while one is asked for
    run(&b, "reveal");
    look(&b);
    CHECK(find(&b, UI_SLIDER, "Length") != NULL);
    leave(&b);
}

// By arrow keys alone, without Shift, from where the control stands at first.
static void plain_arrows_come_by_a_right_setting(void) {
    static const char *const TASKS[][2] = {{"positional-embeddings", "ntk-base-setting"},
                                           {"positional-encodings", "ntk-base-2"},
                                           {"rope", "dials-base"}};
    for (size_t t = 0; t < sizeof TASKS / sizeof *TASKS; t++) {
        Bench b = ask_of(TASKS[t][0], TASKS[t][1]);
        const Task *task = app_task(&b.app);
        TaskForm form = attempt_form(app_attempt(&b.app), task);
        double now, want;
        CHECK(parameter_witness(task, &form, &want, NULL));
        quiz_values(&b.app, &now);
        tab_to(&b, UI_SLIDER, "Base");
        UiKey way = want > now ? UI_KEY_RIGHT : UI_KEY_LEFT;
        bool right = false;
        for (int i = 0; i < 400 && !right; i++) {
            press(&b, way, 0);
            right = task_kind(task->type)->judge(task, &form, b.app.quiz.answer).verdict ==
                    VERDICT_RIGHT;
        }
        CHECK(right);
        leave(&b);
    }
}

static void a_control_is_set_by_keyboard_and_the_figure_follows(void) {
    Bench b = ask("ntk-base-setting");
    press(&b, UI_KEY_ENTER, 0);
    CHECK_TEXT(b.app.quiz.note, "Set the controls first.");
    tab_to(&b, UI_SLIDER, "Base");
    press(&b, UI_KEY_PAGE_UP, 0);
    double base;
    CHECK(parameter_values(app_task(&b.app), b.app.quiz.answer, &base) && base > 10000);
    CHECK_NEAR(b.app.quiz.proof.value[KEY_BASE], base, 0);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1 && shows(&b, "not enough"));
    for (int i = 0; i < 800 && base < 40890; i++) {
        press(&b, base < 35000 ? UI_KEY_PAGE_UP : UI_KEY_RIGHT, base < 30000 ? 0 : UI_SHIFT);
        CHECK(parameter_values(app_task(&b.app), b.app.quiz.answer, &base));
    }
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 2));
    leave(&b);
}

static void the_figures_own_control_sets_the_answer(void) {
    Bench b = ask("ntk-base-setting");
    run(&b, "set proof scale 8");
    CHECK_TEXT(b.app.quiz.answer, "");
    run(&b, "set proof base 40890");
    CHECK_TEXT(b.app.quiz.answer, "base=40890");
    run(&b, "set proof base 50");
    CHECK_TEXT(b.app.quiz.answer, "base=10000");
    CHECK_NEAR(b.app.quiz.proof.value[KEY_BASE], 10000, 0);
    run(&b, "set proof scale 8");
    CHECK_TEXT(b.app.quiz.answer, "base=10000");
    const UiItem *slider = find(&b, UI_SLIDER, "Base");
    mouse_down(&b, (Vec2){slider->r.x + slider->r.w * 0.5, slider->r.y + slider->r.h - 12});
    mouse_up(&b);
    double base;
    CHECK(parameter_values(app_task(&b.app), b.app.quiz.answer, &base) && base > 90000);
    CHECK_NEAR(b.app.quiz.proof.value[KEY_BASE], base, 0);
    leave(&b);
}

static void a_question_without_room_beside_it_has_its_figure_below(void) {
    Bench b = ask("penalty-doubles");
    b.in.width = 900;
    b.in.height = 600;
    look(&b);
    const UiItem *map = find(&b, UI_FIGURE, "ALiBi"), *check = find(&b, UI_BUTTON, "Check");
    CHECK(map && check && map->scrolls && check->whole.y > map->whole.y + map->whole.h);
    tab_to(&b, UI_FIGURE, "ALiBi");
    press(&b, UI_KEY_UP, 0);
    CHECK(*b.app.quiz.answer);
    leave(&b);
}

int main(void) {
    a_cell_is_clicked_in_the_figure();
    from_a_clicked_cell_the_arrow_keys_go_on();
    a_cell_is_walked_to_with_the_arrow_keys();
    a_cell_is_set_by_two_sliders_and_freed_with_escape();
    a_learners_own_right_cell_is_the_one_shown();
    a_figure_that_is_set_back_has_no_answer_in_it();
    a_templates_figure_follows_its_numbers();
    nothing_tells_the_answer_before_it_is_given();
    numbers_that_a_task_withholds_appear_when_it_is_done();
    a_wrong_cell_or_setting_is_told_with_what_was_set();
    plain_arrows_come_by_a_right_setting();
    a_control_is_set_by_keyboard_and_the_figure_follows();
    the_figures_own_control_sets_the_answer();
    a_question_without_room_beside_it_has_its_figure_below();
    return test_end();
}
