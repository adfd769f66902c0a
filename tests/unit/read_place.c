// The Read screen's place: what is read stays at the top of the page, whatever the window, the text size and the theme become.
#include "support/quiz_bench.h"

#include <math.h>

// The card's text in the order of reading: what the page holds when the figures are beside it.
static const char *texts[1000];
static int text_count;

static bool is_text(const UiItem *item) {
    return item->scrolls && (item->role == UI_TEXT || item->role == UI_HEADING);
}

static Bench read_card(void) {
    Bench b = ask("penalty-doubles");
    run(&b, "screen read");
    look(&b);
    text_count = 0;
    for (int i = 0; i < b.ui.before.count && text_count < 1000; i++) {
        const UiItem *item = &b.ui.before.at[i];
        if (is_text(item)) texts[text_count++] = arena_copy(&b.arena, item->name);
    }
    CHECK(text_count > 40);
    return b;
}

// Which of the texts is at the line where one reads.
static int read_now(const Bench *b) {
    double k = b->app.text_scale, line = 56 * fmin(k, 1.5) + 33 * k;
    int at = 0;
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        if (at < text_count && is_text(item) && strcmp(item->name, texts[at]) == 0 &&
            item->whole.y <= line) {
            at++;
        }
    }
    return at - 1;
}

static void wheel(Bench *b, double notches) {
    b->in.mouse = (Vec2){100, 300};
    b->in.wheel = (Vec2){0, -notches};
    look(b);
    b->in.wheel = (Vec2){0};
    b->in.mouse = (Vec2){-1e6, -1e6};
    look(b);
}

static void size(Bench *b, double w, double h) {
    b->in.width = w;
    b->in.height = h;
    look(b);
}

static void what_is_read_stays_when_the_window_changes(void) {
    Bench b = read_card();
    for (int at = 0; at < 12; at++) {
        wheel(&b, 7);
        int before = read_now(&b);
        double scroll = b.app.scroll[SCREEN_READ];
        size(&b, 1000, 700); // one column, its figures in the text
        CHECK(fabs(b.app.scroll[SCREEN_READ] - scroll) > 10);
        CHECK(read_now(&b) == before);
        size(&b, 1280, 800);
        CHECK(read_now(&b) == before);
        CHECK_NEAR(b.app.scroll[SCREEN_READ], scroll, 0.6);
    }
    leave(&b);
}

static void it_stays_with_larger_text_and_another_theme(void) {
    Bench b = read_card();
    wheel(&b, 30);
    int before = read_now(&b);
    double scroll = b.app.scroll[SCREEN_READ];
    for (int step = 11; step <= 20; step++) {
        run(&b, arena_format(&b.arena, "text-size %g", step / 10.0));
        look(&b);
        CHECK(read_now(&b) == before);
    }
    CHECK(b.app.scroll[SCREEN_READ] > 1.5 * scroll);
    run(&b, "theme dark");
    run(&b, "text-size 1");
    look(&b);
    CHECK_NEAR(b.app.scroll[SCREEN_READ], scroll, 0.6);
    leave(&b);
}

static void it_stays_while_another_screen_is_shown(void) {
    Bench b = read_card();
    wheel(&b, 30);
    int before = read_now(&b);
    run(&b, "screen compare");
    size(&b, 900, 600);
    run(&b, "screen read");
    look(&b);
    CHECK(read_now(&b) == before);
    leave(&b);
}

static void it_stays_when_a_link_is_followed_and_the_way_back_is_of_another_size(void) {
    Bench b = read_card();
    wheel(&b, 30);
    int before = read_now(&b);
    run(&b, arena_format(&b.arena, "link #%s", b.app.shelf->card.sections[1].id));
    look(&b);
    CHECK(read_now(&b) != before);
    size(&b, 900, 600);
    run(&b, "back");
    look(&b);
    CHECK(read_now(&b) == before);
    leave(&b);
}

static void a_heading_that_was_jumped_to_stays_at_the_top(void) {
    Bench b = read_card();
    const Card *card = &b.app.shelf->card;
    for (int i = 1; i + 1 < card->section_count; i++) {
        run(&b, arena_format(&b.arena, "link #%s", card->sections[i].id));
        look(&b);
        CHECK(b.app.shelf->section == i);
        CHECK_TEXT(texts[read_now(&b)], card->sections[i].title);
        size(&b, 900, 600);
        CHECK_TEXT(texts[read_now(&b)], card->sections[i].title);
        size(&b, 1280, 800);
        CHECK(b.app.shelf->section == i);
    }
    leave(&b);
}

static void the_end_stays_the_end_and_the_top_the_top(void) {
    Bench b = read_card();
    size(&b, 900, 600);
    CHECK_NEAR(b.app.scroll[SCREEN_READ], 0, 0);
    wheel(&b, 1e4);
    int before = read_now(&b);
    double end = b.app.scroll[SCREEN_READ];
    size(&b, 900, 640); // with more room the page ends before what was at its top has come there
    const UiItem *last = find(&b, UI_TEXT, texts[text_count - 1]);
    CHECK(last && last->r.h > 0 && last->whole.y + last->whole.h > 500);
    size(&b, 900, 600); // but it was not forgotten
    CHECK(read_now(&b) == before);
    CHECK_NEAR(b.app.scroll[SCREEN_READ], end, 0.6);
    leave(&b);
}

static void the_place_is_found_again_in_the_next_session(void) {
    Bench b = read_card();
    wheel(&b, 30);
    int before = read_now(&b);
    Err err;
    CHECK(app_keep_place(&b.app, &err));
    b.app.shelf->scroll = b.app.scroll[SCREEN_READ] = 0;
    b.app.shelf->reading = (Reading){0};
    b.in.width = 900;
    app_resume(&b.app, false);
    look(&b);
    CHECK(read_now(&b) == before);
    leave(&b);
}

static void words_that_are_no_place_are_refused(void) {
    Bench b = read_card();
    const Card *card = &b.app.shelf->card;
    const char *id = card->sections[1].id;
    Reading reading;
    CHECK(reading_parse(card, arena_format(&b.arena, "%s 3 0.25", id), &reading));
    CHECK(reading.known && reading.section == 1 && reading.block == 3);
    CHECK_TEXT(reading_text(&b.arena, card, &reading), arena_format(&b.arena, "%s 3 0.25", id));
    static const char *const REST[] = {"",     " 3",     " -1 0",  " 3 -1",
                                       " 3 x", " 3 inf", " 3 0 0", " 3 nan"};
    for (size_t i = 0; i < sizeof REST / sizeof *REST; i++) {
        CHECK(!reading_parse(card, arena_format(&b.arena, "%s%s", id, REST[i]), &reading));
    }
    CHECK(!reading_parse(card, "nowhere 3 0", &reading));
    leave(&b);
}

int main(void) {
    what_is_read_stays_when_the_window_changes();
    it_stays_with_larger_text_and_another_theme();
    it_stays_while_another_screen_is_shown();
    it_stays_when_a_link_is_followed_and_the_way_back_is_of_another_size();
    a_heading_that_was_jumped_to_stays_at_the_top();
    the_end_stays_the_end_and_the_top_the_top();
    the_place_is_found_again_in_the_next_session();
    words_that_are_no_place_are_refused();
    return test_end();
}
