// Questions that are answered in words and numbers, in the window: by keyboard alone and by mouse, wrong, right and right in
// part.
#include "support/quiz_bench.h"

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

// What was wrong with each of them is there to be read, also beside the right one.
static void every_wrong_cell_and_setting_has_a_box(void) {
    Bench b = ask("penalty-doubles");
    run(&b, "answer 8,4");
    run(&b, "check");
    run(&b, "answer 5,5");
    run(&b, "check");
    look(&b);
    CHECK(app_attempt(&b.app)->tries == 2 && shows(&b, "row i = 8") && shows(&b, "row i = 5"));
    leave(&b);
    b = ask("ntk-base-setting");
    run(&b, "answer base=20000");
    run(&b, "check");
    run(&b, "answer base=30000");
    run(&b, "check");
    look(&b);
    CHECK(app_attempt(&b.app)->tries == 2 && shows(&b, "20,000") && shows(&b, "30,000"));
    leave(&b);
}

static void how_near_a_number_must_come_is_said_before(void) {
    static const char *const SAID[][3] = {
        {"positional-embeddings", "pi-neighbour-angle",
         "Right if within 0.1 degrees of the exact number."},
        {"positional-encodings", "pi-index-2", "Right if within 0.01 of the exact number."},
        {"positional-encodings", "alibi-weight-ratio", "Right if within 1 % of the exact number."},
        {"positional-encodings", "clock-wavelength",
         "Right if within 0.06 tokens or 0.3 % of the exact number."},
        {"positional-encodings", "benchmark-report-2",
         "Right if within 0.05 percentage points of the exact number."},
        {"positional-encodings", "memory-growth-2", "Right only if exact."}};
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        Bench b = ask_of(SAID[i][0], SAID[i][1]);
        CHECK(shows(&b, SAID[i][2]));
        run(&b, "reveal");
        look(&b);
        CHECK(!shows(&b, SAID[i][2]));
        leave(&b);
    }
}

static void who_says_how_sure_with_the_mouse_types_on(void) {
    Bench b = ask("pi-neighbour-angle");
    type(&b, "57");
    click(&b, middle(find(&b, UI_RADIO, "Guess")));
    CHECK(app_attempt(&b.app)->confidence == CONFIDENCE_GUESS);
    CHECK(focused(&b)->role == UI_FIELD);
    type(&b, ".3");
    CHECK_TEXT(b.app.quiz.answer, "57.3");
    press(&b, UI_KEY_ESCAPE, 0);
    click(&b, middle(find(&b, UI_RADIO, "Sure")));
    CHECK(!focused(&b) || focused(&b)->role == UI_RADIO); // the field was left before
    leave(&b);
}

static void what_is_to_be_observed_has_the_numbers_of_the_variant(void) {
    Bench b = ask("t5-bucket-number");
    run(&b, "reveal");
    run(&b, "prove");
    look(&b);
    CHECK(shows(&b, "The mark at") && !shows(&b, "{distance}"));
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

static void a_right_number_is_shown_as_it_was_typed_beside_the_one_to_more_digits(void) {
    Bench b = ask("pi-neighbour-angle");
    run(&b, "answer 57.3");
    run(&b, "check");
    run(&b, "answer 7.1");
    run(&b, "check");
    look(&b);
    CHECK(is_done(&b, true, 2));
    CHECK(find(&b, UI_HEADING, "Not this one.") && shows(&b, "57.3 degrees"));
    CHECK(shows(&b, "7.1 degrees (to more digits: 7.16 degrees)"));
    CHECK(!shows(&b, "Your last answer"));
    run(&b, "again");
    run(&b, "answer 9");
    run(&b, "check");
    run(&b, "answer 7.16");
    run(&b, "check");
    look(&b);
    CHECK(find(&b, UI_HEADING, "Your answer before") && shows(&b, "9 degrees"));
    CHECK(shows(&b, "7.16 degrees") && !shows(&b, "to more digits"));
    leave(&b);
}

static void being_sure_and_wrong_is_said_at_once(void) {
    Bench b = ask("pi-neighbour-angle");
    run(&b, "confidence sure");
    run(&b, "answer 9");
    run(&b, "check");
    look(&b);
    CHECK(shows(&b, "You were sure: this comes first in the review."));
    run(&b, "answer 7.16");
    run(&b, "check"); // it stays so
    look(&b);
    CHECK(is_done(&b, true, 2) && shows(&b, "You were sure"));
    run(&b, "again");
    run(&b, "confidence sure");
    run(&b, "answer 7.16");
    run(&b, "check");
    look(&b);
    CHECK(is_done(&b, true, 1) && !shows(&b, "You were sure"));
    run(&b, "again");
    run(&b, "confidence guess");
    run(&b, "answer 9");
    run(&b, "check");
    look(&b);
    CHECK(!shows(&b, "You were sure"));
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
    b.in.keys[0] = (UiKeyPress){.key = UI_KEY_CHAR, .code = 'h', .mods = UI_CTRL};
    b.in.key_count = 1;
    look(&b);
    CHECK(app_attempt(&b.app)->hints == 1);
    press(&b, UI_KEY_ESCAPE, 0);
    type(&b, "h");
    CHECK(app_attempt(&b.app)->hints == 2);
    CHECK_TEXT(b.app.quiz.answer, "-134");
    leave(&b);
}

// Digits and letters belong to the number for as long as its field has the focus, and to the program before and after.
static void keys_work_again_once_the_field_is_left_or_gone(void) {
    static const UiKey WAYS[] = {UI_KEY_ESCAPE, UI_KEY_TAB};
    for (int way = 0; way < 2; way++) {
        Bench b = ask("pi-neighbour-angle");
        CHECK(shows(&b, "leave the field"));
        type(&b, "2");
        CHECK(b.app.screen == SCREEN_QUIZ);
        press(&b, WAYS[way], 0);
        type(&b, "2");
        CHECK(b.app.screen == SCREEN_COMPARE);
        type(&b, "3");
        CHECK(b.app.screen == SCREEN_QUIZ);
        CHECK_TEXT(b.app.quiz.answer, "2");
        leave(&b);
    }
    Bench b = ask("pi-neighbour-angle");
    type(&b, right_answer(&b));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 1));
    type(&b, "1");
    CHECK(b.app.screen == SCREEN_READ);
    leave(&b);
}

static void the_help_has_room_for_every_key(void) {
    Bench b = ask("pi-neighbour-angle");
    b.in.width = 900;
    b.in.height = 600;
    run(&b, "overlay keys");
    for (int size = 1; size <= 2; size++) {
        run(&b, size == 1 ? "text-size 1" : "text-size 2");
        look(&b);
        const UiItem *dialog = find(&b, UI_DIALOG, "");
        int count = 0;
        for (int i = 0; dialog && i < b.ui.before.count; i++) {
            const UiItem *item = &b.ui.before.at[i];
            if (item->layer == 0 || item->role != UI_TEXT) continue;
            Rect in = rect_meet(item->whole, dialog->whole);
            CHECK(in.w > item->whole.w - 1e-6 && in.h > item->whole.h - 1e-6);
            count++;
        }
        CHECK(count > 20);
    }
    leave(&b);
}

static void tab_begins_at_the_question(void) {
    Bench b = ask("rope-long-range");
    press(&b, UI_KEY_TAB, 0);
    CHECK(focused(&b) && (focused(&b)->role == UI_CHECKBOX || focused(&b)->role == UI_RADIO));
    press(&b, UI_KEY_TAB, UI_SHIFT); // the numbers are one stop, at the question asked
    CHECK(focused(&b) && focused(&b)->state & UI_CHECKED && focused(&b)->role == UI_BUTTON);
    int at = b.app.quiz.at;
    press(&b, UI_KEY_LEFT, 0);
    CHECK_TEXT(focused(&b)->name, arena_format(&b.arena, "Question %d", at));
    press(&b, UI_KEY_END, 0);
    CHECK_TEXT(focused(&b)->name, arena_format(&b.arena, "Question %d", b.app.quiz.count));
    press(&b, UI_KEY_RIGHT, 0);
    press(&b, UI_KEY_HOME, 0);
    CHECK_TEXT(focused(&b)->name, "Question 1");
    press(&b, UI_KEY_TAB, UI_SHIFT);
    CHECK(focused(&b) && !strstr(focused(&b)->name, "Question"));
    press(&b, UI_KEY_TAB, 0);
    CHECK_TEXT(focused(&b)->name, arena_format(&b.arena, "Question %d", at + 1));
    press(&b, UI_KEY_HOME, 0);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(b.app.quiz.at == 0 &&
          b.ui.focus == 0); // and with the next question one begins at it again
    type(&b, "N");
    CHECK(b.app.quiz.at == b.app.quiz.count - 1);
    leave(&b);
}

static void after_a_wrong_number_one_types_the_next(void) {
    Bench b = ask("pi-neighbour-angle");
    type(&b, "57.3");
    press(&b, UI_KEY_TAB, 0);
    click(&b, middle(find(&b, UI_BUTTON, "Check")));
    CHECK(app_attempt(&b.app)->tries == 1 && focused(&b)->role == UI_FIELD);
    type(&b, right_answer(&b));
    CHECK_TEXT(b.app.quiz.answer, right_answer(&b));
    press(&b, UI_KEY_ENTER, 0);
    CHECK(is_done(&b, true, 2));
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
    CHECK(shows(&b, "Not right yet.") && shows(&b, "that you chose is wrong."));
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
    attempt = app_attempt(&b.app);
    CHECK(attempt->points > 0 && attempt->points < 1 && !attempt->right);
    CHECK(shows(&b, "Something right is still missing."));
    CHECK(!shows(&b, "earned so far")); // it would tell how many are right
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
    CHECK_TEXT(focused(&b)->value, "1 of 4"); // on arrival
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
    CHECK(shows(&b, "3 of the 4 stand in the right order among themselves."));
    CHECK_NEAR(app_attempt(&b.app)->points, 2.0 / 3, 1e-12);
    // A second try is worth half a point, less than that: it can only be tried for its own sake.
    CHECK(shows(&b, "hints cost nothing now · 0.67 points earned so far"));
    CHECK(!shows(&b, "Worth ½"));
    CHECK(!shows(&b, "You were sure"));
    run(&b, "answer short,search-far,finetune,search-mid");
    run(&b, "check");
    look(&b);
    CHECK(shows(&b, "No two of them are in the right order yet."));
    CHECK(shows(&b, "Worth nothing any more: hints cost nothing now"));
    run(&b, "answer search-mid,short,search-far,finetune");
    run(&b, "check");
    look(&b);
    CHECK(app_attempt(&b.app)->done);
    run(&b, "again");
    run(&b, "answer search-mid,search-far,finetune,short");
    run(&b, "check");
    run(&b, "reveal");
    look(&b);
    const UiItem *first = find(&b, UI_ENTRY, "");
    CHECK(first && (first->state & UI_RIGHT) && (first->state & UI_DISABLED));
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

int main(void) {
    a_number_is_typed_into_its_field();
    every_wrong_cell_and_setting_has_a_box();
    how_near_a_number_must_come_is_said_before();
    who_says_how_sure_with_the_mouse_types_on();
    what_is_to_be_observed_has_the_numbers_of_the_variant();
    a_wrong_number_is_told_why_and_the_right_one_ends_the_question();
    a_right_number_is_shown_as_it_was_typed_beside_the_one_to_more_digits();
    being_sure_and_wrong_is_said_at_once();
    the_field_edits_where_its_caret_stands();
    keys_work_again_once_the_field_is_left_or_gone();
    the_help_has_room_for_every_key();
    tab_begins_at_the_question();
    after_a_wrong_number_one_types_the_next();
    several_options_are_chosen_and_taken_back(false);
    several_options_are_chosen_and_taken_back(true);
    a_box_is_ticked_with_the_space_bar_and_enter_checks();
    part_of_the_right_options_earns_part_of_the_points();
    items_are_ordered_by_keyboard();
    up_and_down_walk_and_brackets_carry();
    an_item_is_dragged();
    an_order_that_is_right_in_part_says_how_far();
    how_sure_one_is_can_be_said_before_the_first_check();
    return test_end();
}
