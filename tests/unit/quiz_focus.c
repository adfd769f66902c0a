// Where one is on the Quiz screen: what has the focus when a question comes up and after it is checked, and the way back.
#include "support/quiz_bench.h"

#include <math.h>

// What has the focus is gone with the answer: the next Tab is at the question again, not at the head of the page.
static void tab_goes_on_at_the_question_after_a_check(void) {
    Bench b = ask("rope-long-range");
    type(&b, "a");
    click(&b, middle(find(&b, UI_BUTTON, "Check")));
    CHECK(app_attempt(&b.app)->tries == 1);
    press(&b, UI_KEY_TAB, 0);
    const UiItem *next = focused(&b);
    CHECK(next && (next->role == UI_RADIO || !strcmp(next->name, "Next question")));
    run(&b, "reveal");
    look(&b);
    tab_to(&b, UI_BUTTON, "Try again");
    press(&b, UI_KEY_ENTER, 0);
    press(&b, UI_KEY_TAB, 0);
    CHECK(focused(&b) && focused(&b)->role == UI_RADIO);
    leave(&b);
}

static void the_field_has_the_focus_whenever_its_question_comes_up(void) {
    Bench b = ask("panel-cells");
    CHECK(focused(&b) && focused(&b)->role == UI_FIELD);
    press(&b, UI_KEY_ESCAPE, 0);
    press(&b, UI_KEY_NONE, 0);
    CHECK(!focused(&b)); // who leaves it has left it
    type(&b, "?");
    press(&b, UI_KEY_ESCAPE, 0);
    press(&b, UI_KEY_NONE, 0);
    CHECK(b.app.overlay == OVERLAY_NONE && !focused(&b)); // also behind an overlay
    type(&b, "13");
    CHECK(b.app.screen == SCREEN_QUIZ && focused(&b) && focused(&b)->role == UI_FIELD);
    type(&b, "7");
    CHECK_TEXT(b.app.quiz.answer, "7");
    leave(&b);
}

// The first question of the card is a number, and that of the test the same: to click is to leave the field, to begin is not.
static void a_test_that_begins_with_the_number_in_view_takes_what_is_typed(void) {
    Bench b = ask_of("multi-latent-attention", "cache-per-token");
    click(&b, middle(find(&b, UI_LINK, "Take as a test")));
    CHECK(quiz_in_test(&b.app) && b.app.quiz.at == 0);
    CHECK(focused(&b) && focused(&b)->role == UI_FIELD);
    type(&b, "15");
    CHECK(b.app.screen == SCREEN_QUIZ);
    CHECK_TEXT(b.app.quiz.answer, "15");
    leave(&b);
}

static void a_key_is_told_only_for_what_it_does(void) {
    Bench b = ask("rope-long-range"); // where B chooses
    CHECK(shows(&b, "choose an answer") && !shows(&b, "back, after a link"));
    run(&b, "task longrope-order");
    look(&b);
    CHECK(shows(&b, "back, after a link"));
    leave(&b);
}

// In windows of any width, with text of any size; and nothing lies upon another.
static void the_way_back_comes_before_what_only_tells(void) {
    Bench b = ask("rope-long-range");
    run(&b, "link positional-embeddings#yarn");
    look(&b);
    CHECK(find(&b, UI_BUTTON, "Back") && find(&b, UI_BUTTON, "known"));
    static const char *const SIZES[] = {"text-size 1", "text-size 1.5", "text-size 2"};
    for (int place = 0; place < 33 * 3; place++) {
        int width = 640 + place / 3 * 20;
        b.in.width = width;
        run(&b, SIZES[place % 3]);
        look(&b);
        const UiItem *back = find(&b, UI_BUTTON, "Back"), *first = find(&b, UI_TAB, ""),
                     *last = find(&b, UI_TAB, "Progress"),
                     *settings = find(&b, UI_BUTTON, "Settings");
        CHECK(back && first && back->r.x + back->r.w <= first->r.x);
        CHECK(last && settings && last->r.x + last->r.w <= settings->r.x);
    }
    b.in.width = 1280;
    run(&b, "text-size 2");
    look(&b);
    CHECK(find(&b, UI_BUTTON, "Back") && !find(&b, UI_BUTTON, "known"));
    run(&b, "back");
    look(&b);
    CHECK(!find(&b, UI_BUTTON, "Back") && find(&b, UI_BUTTON, "known"));
    leave(&b);
}

// It looks like what can be pressed, so it is; Tab has the name of that screen beside it.
static void what_is_known_leads_to_progress_by_the_mouse(void) {
    Bench b = ask("rope-long-range");
    for (int i = 0; i < 100; i++) {
        press(&b, UI_KEY_TAB, 0);
        CHECK(!focused(&b) || !strstr(focused(&b)->name, "known"));
    }
    click(&b, middle(find(&b, UI_BUTTON, "known")));
    CHECK(b.app.screen == SCREEN_PROGRESS);
    leave(&b);
}

// A figure is promised only where the section has one.
static void a_figure_is_announced_only_if_it_comes(void) {
    Bench b = ask("rope-long-range");
    CHECK(shows(&b, "The figure joins in") && shows(&b, "choose an answer"));
    Card *card = &b.app.shelf->card;
    int section = card_section_find(card, app_task(&b.app)->section), lesson;
    lesson = card->sections[section].lesson;
    card->sections[section].lesson = -1;
    look(&b);
    CHECK(!shows(&b, "The figure joins in") && shows(&b, "choose an answer"));
    card->sections[section].lesson = lesson;
    leave(&b);
}

static double heading_above(const Bench *b, const UiItem *key) {
    double top = -1;
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        bool column = item->layer == key->layer && fabs(item->r.x - key->r.x) < 1;
        if (item->role == UI_HEADING && column && item->r.y < key->r.y) top = fmax(top, item->r.y);
    }
    return top;
}

// Every key stands under a heading in its own column, and below each heading there is a key.
static void each_column_of_the_help_begins_with_a_heading(void) {
    static const char *const SCREENS[] = {"read", "compare", "quiz", "library", "progress"};
    for (int s = 0; s < 5; s++) {
        Bench b = ask("rope-long-range");
        run(&b, arena_format(&b.arena, "screen %s", SCREENS[s]));
        run(&b, "overlay keys");
        look(&b);
        const UiItem *above = NULL;
        int under = 0;
        for (int i = 0; i < b.ui.before.count; i++) {
            const UiItem *item = &b.ui.before.at[i];
            bool row = item->layer > 0 && (item->role == UI_TEXT || item->role == UI_HEADING);
            if (!row || !*item->name) continue;
            if (item->role == UI_TEXT) {
                CHECK(heading_above(&b, item) >= 0);
                CHECK(above && fabs(above->r.x - item->r.x) < 1);
                under++;
            } else {
                above = item;
            }
        }
        CHECK(under > 20 && above && above->r.y < b.in.height);
        leave(&b);
    }
}

int main(void) {
    tab_goes_on_at_the_question_after_a_check();
    the_field_has_the_focus_whenever_its_question_comes_up();
    a_test_that_begins_with_the_number_in_view_takes_what_is_typed();
    a_key_is_told_only_for_what_it_does();
    the_way_back_comes_before_what_only_tells();
    what_is_known_leads_to_progress_by_the_mouse();
    a_figure_is_announced_only_if_it_comes();
    each_column_of_the_help_begins_with_a_heading();
    return test_end();
}
