// Every type of task in the window: answered by keyboard alone and by mouse, wrong and right, in part and not at all.
#include "app/figure.h"
#include "app/view.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "support/fake_metrics.h"
#include "support/test.h"

typedef struct Bench {
    Store *store;
    App app;
    Ui ui;
    Arena frame, arena;
    DrawList draw;
    UiInput in;
} Bench;

static void look(Bench *b) {
    view_step(&b->app, &b->ui, &b->in, &b->frame, &b->draw);
    b->in.pressed = b->in.released = 0;
    b->in.clicks = b->in.key_count = 0;
}

static void run(Bench *b, const char *line) {
    Action action;
    bool ok = action_parse(&b->arena, line, &action, NULL) && app_apply(&b->app, &action);
    if (!ok) fprintf(stderr, "    %s: %s\n", line, b->app.message);
    CHECK(ok);
}

static Bench ask(const char *task) {
    Bench b = {0};
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    store_open("", &b.store, &err);
    app_new(&b.app, b.store);
    CHECK(card_load("cards/positional-embeddings.json", (CardParse){.view_exists = figure_known},
                    &card, &issues) &&
          app_add(&b.app, &card, &err) && app_open(&b.app, "positional-embeddings"));
    card_issues_free(&issues);
    b.ui.metrics = fake_metrics();
    b.in = (UiInput){.width = 1280, .height = 800, .scale = 1, .mouse = {-1e6, -1e6}};
    run(&b, arena_format(&b.arena, "task %s", task));
    look(&b);
    return b;
}

static void leave(Bench *b) {
    ui_free(&b->ui);
    app_free(&b->app);
    store_close(b->store);
    arena_free(&b->frame);
    arena_free(&b->arena);
}

static void press(Bench *b, UiKey key, unsigned mods) {
    b->in.keys[0] = (UiKeyPress){.key = key, .mods = mods};
    b->in.key_count = 1;
    look(b);
}

static void type(Bench *b, const char *text) {
    for (; *text; text++) {
        b->in.keys[0] = (UiKeyPress){.key = UI_KEY_CHAR, .code = (unsigned char)*text};
        b->in.key_count = 1;
        look(b);
    }
}

static const UiItem *focused(const Bench *b) {
    for (int i = 0; i < b->ui.before.count; i++) {
        if (b->ui.before.at[i].id == b->ui.focus) return &b->ui.before.at[i];
    }
    return NULL;
}

static const UiItem *find(const Bench *b, UiRole role, const char *name) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        if (item->role == role && strstr(item->name, name)) return item;
    }
    return NULL;
}

static bool shows(const Bench *b, const char *words) {
    for (int i = 0; i < b->ui.before.count; i++) {
        if (strstr(b->ui.before.at[i].name, words)) return true;
    }
    return false;
}

// Tab until an item of this role and name has the focus.
static void tab_to(Bench *b, UiRole role, const char *name) {
    for (int i = 0; i < 100; i++) {
        press(b, UI_KEY_TAB, 0);
        const UiItem *item = focused(b);
        if (item && item->role == role && strstr(item->name, name)) return;
    }
    fprintf(stderr, "    %s\n", name);
    CHECK(!"Tab reaches it");
}

static Vec2 middle(const UiItem *item) {
    CHECK(item != NULL);
    return item ? (Vec2){item->r.x + item->r.w / 2, item->r.y + item->r.h / 2} : (Vec2){0};
}

static void mouse_down(Bench *b, Vec2 at) {
    b->in.mouse = at;
    look(b);
    b->in.pressed = b->in.down = UI_MOUSE_LEFT;
    b->in.clicks = 1;
    look(b);
}

static void mouse_up(Bench *b) {
    b->in.down = 0;
    b->in.released = UI_MOUSE_LEFT;
    look(b);
}

static void click(Bench *b, Vec2 at) {
    mouse_down(b, at);
    mouse_up(b);
}

// A right answer of the form at hand.
static const char *right_answer(Bench *b) {
    const Task *task = app_task(&b->app);
    TaskForm form = attempt_form(app_attempt(&b->app), task);
    return task_kind(task->type)->key(task, &form, &b->arena);
}

static bool is_done(const Bench *b, bool right, int tries) {
    const Attempt *attempt = app_attempt(&b->app);
    return attempt->done && attempt->right == right && attempt->tries == tries;
}

static void a_number_is_typed_into_its_field(void) {
    Bench b = ask("pi-neighbour-angle");
    CHECK(focused(&b) && focused(&b)->role == UI_FIELD);
    CHECK(find(&b, UI_TEXT, "degrees") != NULL);
    type(&b, "1b?h+");
    CHECK_TEXT(b.app.quiz.answer, "1b?h+");
    CHECK(b.app.screen == SCREEN_QUIZ && b.app.text_scale == 1);
    CHECK(app_attempt(&b.app)->hints == 0 && b.app.overlay == OVERLAY_NONE);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 0 && strstr(b.app.quiz.note, "not a number"));
    CHECK(shows(&b, "That is not a number."));
    for (int i = 0; i < 8; i++) press(&b, UI_KEY_BACKSPACE, 0);
    CHECK_TEXT(b.app.quiz.answer, "");
    CHECK(b.app.screen == SCREEN_QUIZ);
    leave(&b);
}

static void a_wrong_number_is_told_why_and_the_right_one_ends_the_question(void) {
    Bench b = ask("pi-neighbour-angle");
    type(&b, "57.3");
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1 && !app_attempt(&b.app)->done);
    CHECK(shows(&b, "Not this one.") && shows(&b, "57.3 degrees"));
    CHECK(find(&b, UI_TEXT, "the angle before stretching") != NULL);
    press(&b, UI_KEY_HOME, 0);
    for (int i = 0; i < 4; i++) press(&b, UI_KEY_DELETE, 0);
    type(&b, right_answer(&b));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 2) && !*b.app.quiz.answer && !find(&b, UI_FIELD, ""));
    CHECK(find(&b, UI_HEADING, "Right.") != NULL);
    int at = b.app.quiz.at;
    press(&b, UI_KEY_ENTER, 0);
    CHECK(b.app.quiz.at != at);
    leave(&b);
}

static void the_field_edits_where_its_caret_stands(void) {
    Bench b = ask("pi-neighbour-angle");
    type(&b, "13");
    press(&b, UI_KEY_LEFT, 0);
    type(&b, "2");
    CHECK_TEXT(b.app.quiz.answer, "123");
    press(&b, UI_KEY_END, 0);
    type(&b, "4");
    press(&b, UI_KEY_HOME, 0);
    press(&b, UI_KEY_RIGHT, 0);
    press(&b, UI_KEY_DELETE, 0);
    CHECK_TEXT(b.app.quiz.answer, "134");
    const UiItem *field = find(&b, UI_FIELD, "");
    click(&b, (Vec2){field->r.x + 14, middle(field).y});
    type(&b, "-");
    CHECK_TEXT(b.app.quiz.answer, "-134");
    press(&b, UI_KEY_ESCAPE, 0);
    type(&b, "h");
    CHECK(app_attempt(&b.app)->hints == 1);
    CHECK_TEXT(b.app.quiz.answer, "-134");
    leave(&b);
}

// Letters, or clicks on the boxes, for the options that are right, or those that are not.
static void choose(Bench *b, bool correct, bool mouse) {
    const Task *task = app_task(&b->app);
    for (int place = 0; place < app_attempt(&b->app)->order_count; place++) {
        const Option *option = &task->options[app_attempt(&b->app)->order[place]];
        if (option->correct != correct) continue;
        const char *letter = arena_format(&b->arena, "%c", 'a' + place);
        if (mouse) {
            click(b, middle(find(b, UI_CHECKBOX, flow_plain(&b->arena, &option->text))));
        } else {
            type(b, letter);
        }
    }
}

static void several_options_are_chosen_and_taken_back(bool mouse) {
    Bench b = ask("logit-direct");
    CHECK(shows(&b, "Choose all that are right."));
    choose(&b, false, mouse);
    const UiItem *box = find(&b, UI_CHECKBOX, "");
    CHECK(box != NULL);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1 && !app_attempt(&b.app)->done);
    CHECK(shows(&b, "Not right yet.") && shows(&b, "less wrong ones: 0 of"));
    choose(&b, false, mouse);
    CHECK_TEXT(b.app.quiz.answer, "");
    choose(&b, true, mouse);
    CHECK_TEXT(b.app.quiz.answer, right_answer(&b));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 2));
    leave(&b);
}

static void a_box_is_ticked_with_the_space_bar_and_enter_checks(void) {
    Bench b = ask("logit-direct");
    tab_to(&b, UI_CHECKBOX, "");
    type(&b, " ");
    CHECK(*b.app.quiz.answer && (focused(&b)->state & UI_CHECKED));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1);
    type(&b, " ");
    CHECK_TEXT(b.app.quiz.answer, "");
    leave(&b);
}

static void part_of_the_right_options_earns_part_of_the_points(void) {
    Bench b = ask("logit-direct");
    choose(&b, true, false);
    const Attempt *attempt = app_attempt(&b.app);
    for (int place = 0; place < attempt->order_count; place++) {
        const Option *option = &app_task(&b.app)->options[attempt->order[place]];
        if (!option->correct) continue;
        type(&b, arena_format(&b.arena, "%c", 'a' + place));
        break;
    }
    press(&b, UI_KEY_ENTER, 0);
    CHECK(attempt->points > 0 && attempt->points < 1 && !attempt->right);
    CHECK(shows(&b, "less wrong ones: 1 of 2.") && shows(&b, "earned so far"));
    leave(&b);
}

static int place_of(const Bench *b, int item) {
    int order[CARD_OPTION_MAX], count = quiz_order(&b->app, order);
    for (int place = 0; place < count; place++) {
        if (order[place] == item) return place;
    }
    return -1;
}

static void items_are_ordered_by_keyboard(void) {
    Bench b = ask("longrope-order");
    const Task *task = app_task(&b.app);
    CHECK(shows(&b, "Drag the items"));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 0 && *b.app.quiz.note);
    for (int to = 0; to < task->option_count; to++) {
        const Option *option = &task->options[task->sequence[to]];
        tab_to(&b, UI_ENTRY, flow_plain(&b.arena, &option->text));
        for (int i = 0; i < 10 && place_of(&b, task->sequence[to]) > to; i++) {
            if (i % 2) {
                press(&b, UI_KEY_UP, UI_ALT);
            } else {
                type(&b, "[");
            }
        }
        CHECK(place_of(&b, task->sequence[to]) == to);
        CHECK_TEXT(focused(&b)->value,
                   arena_format(&b.arena, "%d of %d", to + 1, task->option_count));
    }
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 1) && app_attempt(&b.app)->known);
    leave(&b);
}

static void up_and_down_walk_and_brackets_carry(void) {
    Bench b = ask("longrope-order");
    int order[CARD_OPTION_MAX];
    quiz_order(&b.app, order);
    tab_to(&b, UI_ENTRY, "");
    press(&b, UI_KEY_DOWN, 0);
    CHECK_TEXT(focused(&b)->value, "2 of 4");
    CHECK_TEXT(b.app.quiz.answer, "");
    type(&b, "]");
    CHECK_TEXT(focused(&b)->value, "3 of 4");
    CHECK(place_of(&b, order[1]) == 2 && place_of(&b, order[2]) == 1);
    press(&b, UI_KEY_DOWN, UI_ALT);
    press(&b, UI_KEY_DOWN, UI_ALT);
    CHECK(place_of(&b, order[1]) == 3);
    for (int i = 0; i < 9; i++) press(&b, UI_KEY_UP, 0);
    CHECK_TEXT(focused(&b)->value, "1 of 4");
    leave(&b);
}

static void an_item_is_dragged(void) {
    Bench b = ask("longrope-order");
    int order[CARD_OPTION_MAX];
    quiz_order(&b.app, order);
    const UiItem *first = find(&b, UI_ENTRY, "");
    double step = first->r.h + 8;
    Vec2 at = middle(first);
    mouse_down(&b, at);
    CHECK(place_of(&b, order[0]) == 0);
    b.in.mouse = (Vec2){at.x, at.y + 2 * step + 4};
    look(&b);
    CHECK(place_of(&b, order[0]) == 2 && place_of(&b, order[1]) == 0);
    b.in.mouse = (Vec2){at.x, at.y + step - 4};
    look(&b);
    CHECK(place_of(&b, order[0]) == 1);
    mouse_up(&b);
    look(&b);
    CHECK(place_of(&b, order[0]) == 1);
    leave(&b);
}

static void an_order_that_is_right_in_part_says_how_far(void) {
    Bench b = ask("longrope-order");
    run(&b, "answer search-mid,search-far,finetune,short");
    look(&b);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(shows(&b, "In order: 3 of 4."));
    CHECK_NEAR(app_attempt(&b.app)->points, 0.75, 1e-12);
    run(&b, "reveal");
    look(&b);
    const UiItem *first = find(&b, UI_ENTRY, "");
    CHECK(first && (first->state & UI_RIGHT) && (first->state & UI_DISABLED));
    leave(&b);
}

static const char *cell_of(Bench *b) {
    return arena_copy(&b->arena, b->app.quiz.answer);
}

static void a_cell_is_clicked_in_the_figure(void) {
    Bench b = ask("penalty-doubles");
    CHECK(shows(&b, "Click a cell of the figure") && shows(&b, "Variant: q ="));
    const UiItem *map = find(&b, UI_FIGURE, "ALiBi");
    int64_t i, j;
    CHECK(map && hotspot_cell(right_answer(&b), &i, &j));
    Vec2 wrong = {map->r.x + map->r.w * 0.5 / 16, map->r.y + map->r.h * 0.5 / 16};
    Vec2 right = {map->r.x + map->r.w * ((double)j + 0.5) / 16,
                  map->r.y + map->r.h * ((double)i + 0.5) / 16};
    click(&b, wrong);
    CHECK_TEXT(b.app.quiz.answer, "0,0");
    CHECK(shows(&b, "Chosen: the cell (0, 0)"));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(app_attempt(&b.app)->tries == 1 && shows(&b, "Not right yet."));
    click(&b, right);
    CHECK_TEXT(b.app.quiz.answer, right_answer(&b));
    click(&b, middle(find(&b, UI_BUTTON, "Check again")));
    CHECK(is_done(&b, true, 2));
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == (int)i && b.app.quiz.proof.value[KEY_PINNED] > 0);
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
    CHECK(app_attempt(&b.app)->tries == 1 && shows(&b, "Not right yet."));
    for (int i = 0; i < 400 && base < 40890; i++) {
        press(&b, base < 35000 ? UI_KEY_PAGE_UP : UI_KEY_RIGHT, base < 30000 ? 0 : UI_SHIFT);
        CHECK(parameter_values(app_task(&b.app), b.app.quiz.answer, &base));
    }
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 2));
    leave(&b);
}

static void the_figures_own_control_sets_the_answer(void) {
    Bench b = ask("ntk-base-setting");
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

static void how_sure_one_is_can_be_said_before_the_first_check(void) {
    static const char *const TASKS[] = {"pi-neighbour-angle", "logit-direct", "longrope-order",
                                        "penalty-doubles", "ntk-base-setting"};
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        Bench b = ask(TASKS[i]);
        tab_to(&b, UI_RADIO, "Think so");
        press(&b, UI_KEY_ENTER, 0);
        CHECK(app_attempt(&b.app)->confidence == CONFIDENCE_THINK);
        CHECK((find(&b, UI_RADIO, "Think so")->state & UI_CHECKED) != 0);
        click(&b, middle(find(&b, UI_RADIO, "Sure")));
        CHECK(app_attempt(&b.app)->confidence == CONFIDENCE_SURE);
        CHECK(app_attempt(&b.app)->tries == 0);
        leave(&b);
    }
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
    a_number_is_typed_into_its_field();
    a_wrong_number_is_told_why_and_the_right_one_ends_the_question();
    the_field_edits_where_its_caret_stands();
    several_options_are_chosen_and_taken_back(false);
    several_options_are_chosen_and_taken_back(true);
    a_box_is_ticked_with_the_space_bar_and_enter_checks();
    part_of_the_right_options_earns_part_of_the_points();
    items_are_ordered_by_keyboard();
    up_and_down_walk_and_brackets_carry();
    an_item_is_dragged();
    an_order_that_is_right_in_part_says_how_far();
    a_cell_is_clicked_in_the_figure();
    a_cell_is_walked_to_with_the_arrow_keys();
    a_cell_is_set_by_two_sliders_and_freed_with_escape();
    nothing_tells_the_answer_before_it_is_given();
    a_control_is_set_by_keyboard_and_the_figure_follows();
    the_figures_own_control_sets_the_answer();
    how_sure_one_is_can_be_said_before_the_first_check();
    a_question_without_room_beside_it_has_its_figure_below();
    return test_end();
}
