// Keys by screen: what is clicked or in focus has the arrows, the page the rest, and no key does what nobody asked for.
#include "support/quiz_bench.h"

static void order_keys_never_cut_a_figure(void) {
    Bench b = ask("longrope-order");
    run(&b, "hint"); // after which the section's figure is shown beside the question
    look(&b);
    int order[CARD_OPTION_MAX], lessons = b.app.shelf->card.lesson_count;
    double *lengths = arena_array(&b.arena, (size_t)lessons, sizeof *lengths);
    for (int i = 0; i < lessons; i++) lengths[i] = b.app.shelf->lessons[i].value[KEY_N];
    press(&b, UI_KEY_TAB, UI_SHIFT); // no item has the focus
    CHECK(focused(&b)->role != UI_ENTRY);
    type(&b, "[");
    CHECK(focused(&b)->role == UI_ENTRY);
    CHECK_TEXT(focused(&b)->value, "1 of 4");
    quiz_order(&b.app, order);
    int first = order[0];
    type(&b, "[[]"); // at the top already; then one down
    quiz_order(&b.app, order);
    CHECK(order[1] == first);
    run(&b, "reveal");
    look(&b);
    type(&b, "[[");
    for (int i = 0; i < lessons; i++) {
        CHECK_NEAR(b.app.shelf->lessons[i].value[KEY_N], lengths[i], 0);
    }
    leave(&b);
}

static void backspace_beside_an_empty_history_says_nothing(void) {
    Bench b = ask("penalty-doubles");
    run(&b, "screen compare");
    press(&b, UI_KEY_BACKSPACE, 0);
    CHECK_TEXT(b.app.message, "");
    type(&b, "b");
    CHECK(strstr(b.app.message, "no place") != NULL);
    leave(&b);
}

static const char *numeric_task(const Card *card) {
    for (int i = 0; i < card->task_count; i++) {
        if (card->tasks[i].type == TASK_NUMERIC) return card->tasks[i].id;
    }
    return "";
}

static void backspace_after_leaving_a_number_stays_with_the_question(void) {
    Bench b = ask("penalty-doubles");
    const char *id = numeric_task(&b.app.shelf->card);
    run(&b, "link positional-embeddings");
    run(&b, arena_format(&b.arena, "task %s", id));
    look(&b);
    type(&b, "12");
    press(&b, UI_KEY_ESCAPE, 0);
    press(&b, UI_KEY_BACKSPACE, 0);
    CHECK(b.app.screen == SCREEN_QUIZ);
    CHECK_TEXT(b.app.message, "");
    CHECK_TEXT(b.app.quiz.answer, "12");
    leave(&b);
}

static void space_and_page_down_scroll_the_text_even_from_a_clicked_figure(void) {
    Bench b = ask("penalty-doubles");
    run(&b, "screen read");
    look(&b);
    type(&b, " ");
    double once = b.app.scroll[SCREEN_READ];
    CHECK(once > 400);
    b.in.mods = UI_SHIFT;
    type(&b, " ");
    b.in.mods = 0;
    CHECK_NEAR(b.app.scroll[SCREEN_READ], 0, 0);
    CHECK(find(&b, UI_FIGURE, "") != NULL);
    click(&b, middle(find(&b, UI_FIGURE, "")));
    press(&b, UI_KEY_DOWN, 0);
    CHECK_NEAR(b.app.scroll[SCREEN_READ], 0, 0);
    press(&b, UI_KEY_PAGE_DOWN, 0);
    CHECK_NEAR(b.app.scroll[SCREEN_READ], once, 0);
    leave(&b);
}

static void cards_are_walked_and_opened_by_keys(void) {
    Bench b = ask("penalty-doubles");
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    CHECK(card_load("cards/rope.json", (CardParse){.view_exists = figure_known}, &card, &issues) &&
          app_add(&b.app, &card, &err));
    card_issues_free(&issues);
    run(&b, "screen library");
    look(&b);
    press(&b, UI_KEY_DOWN, 0);
    CHECK(focused(&b) && strstr(focused(&b)->name, b.app.shelves[1]->card.title));
    press(&b, UI_KEY_DOWN, 0); // there is none below
    press(&b, UI_KEY_UP, 0);
    CHECK_TEXT(focused(&b)->name, b.app.shelves[0]->card.title);
    press(&b, UI_KEY_DOWN, 0);
    press(&b, UI_KEY_ENTER, 0);
    CHECK(b.app.screen == SCREEN_READ);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    run(&b, "screen library");
    ui_blur(&b.ui);
    press(&b, UI_KEY_ENTER, 0); // the one that is marked
    CHECK(b.app.screen == SCREEN_READ);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    leave(&b);
}

// Of the help that is shown: the first group's heading.
static const char *first_group(const Bench *b) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        if (item->layer == 1 && item->role == UI_HEADING && strcmp(item->name, "Keys") != 0) {
            return item->name;
        }
    }
    return "";
}

static void the_help_begins_with_the_keys_of_the_screen_and_has_none_twice(void) {
    static const char *const FIRST[][2] = {{"read", "Figures"},
                                           {"compare", "Compare"},
                                           {"quiz", "Quiz"},
                                           {"library", "Cards"},
                                           {"progress", "Everywhere"}};
    Bench b = ask("logit-direct");
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++) {
        run(&b, arena_format(&b.arena, "screen %s", FIRST[i][0]));
        run(&b, "overlay keys");
        look(&b);
        CHECK_TEXT(first_group(&b), FIRST[i][1]);
        int rows = 0;
        for (int k = 0; k < b.ui.before.count; k++) {
            const UiItem *item = &b.ui.before.at[k];
            if (item->layer != 1 || item->role != UI_TEXT) continue;
            rows++;
            for (int n = 0; n < k; n++) CHECK(b.ui.before.at[n].id != item->id);
        }
        CHECK(rows > 20);
    }
    leave(&b);
}

static void the_help_names_the_letters_that_there_are(void) {
    Bench b = ask("logit-direct");
    run(&b, "overlay keys");
    look(&b);
    const char *letters = "";
    for (int i = 0; i < b.ui.before.count; i++) {
        const UiItem *item = &b.ui.before.at[i];
        if (item->layer == 1 && str_starts(item->value, "A – ")) letters = item->value;
    }
    CHECK_TEXT(letters,
               arena_format(&b.arena, "A – %c", 'A' + app_attempt(&b.app)->order_count - 1));
    leave(&b);
}

static void check_comes_before_a_figure_that_is_below(void) {
    Bench b = ask("ntk-base-setting");
    b.in.width = 900;
    b.in.height = 600;
    look(&b);
    const UiItem *check = find(&b, UI_BUTTON, "Check");
    CHECK(check && check->r.h > 0 && check->whole.y + check->whole.h < 600);
    leave(&b);
}

int main(void) {
    order_keys_never_cut_a_figure();
    backspace_beside_an_empty_history_says_nothing();
    backspace_after_leaving_a_number_stays_with_the_question();
    space_and_page_down_scroll_the_text_even_from_a_clicked_figure();
    cards_are_walked_and_opened_by_keys();
    the_help_begins_with_the_keys_of_the_screen_and_has_none_twice();
    the_help_names_the_letters_that_there_are();
    check_comes_before_a_figure_that_is_below();
    return test_end();
}
