// ALiBi's fan and T5's staircase: the numbers they must show, and used.
#include "support/desk.h"

static void the_fan_prints_the_spans_of_eight_heads(void) {
    static const char *const SPANS[] = {"6 tokens",  "12 tokens",  "24 tokens",  "48 tokens",
                                        "96 tokens", "192 tokens", "384 tokens", "767 tokens"};
    static const char *const SLOPES[] = {"1/2",  "1/4",  "1/8",   "1/16",
                                         "1/32", "1/64", "1/128", "1/256"};
    Desk desk;
    desk_show(&desk, FIGURE_ALIBI_FAN, "n=1024&train=1024&heads=8&head=2&row=13");
    frame(&desk);
    for (int head = 0; head < 8; head++) {
        char name[60];
        snprintf(name, sizeof name, "head %d, m = %s", head, SLOPES[head]);
        CHECK_TEXT(value_of(&desk, name), SPANS[head]);
    }
    // (1 − e^(−1/8))·e^(−13/8) = 0.02314
    CHECK_TEXT(value_of(&desk, "cursor"), "head 2, m = 1/8, 13 back: weight 0.023");
    figure_set(&desk.app.compare, KEY_SPAN, 0.5);
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "head 7, m = 1/256"), "178 tokens"); // 256·ln 2 = 177.4
    desk_close(&desk);
}

static void the_fan_takes_the_head_and_the_distance_that_are_clicked(void) {
    Desk desk;
    desk_show(&desk, FIGURE_ALIBI_FAN, "n=1024&train=1024&heads=8&head=2&row=13");
    frame(&desk);
    click(&desk, "head 6");
    CHECK_NEAR(value(&desk, KEY_HEAD), 6, 0);
    // The axis runs from 0.25 to 4096 in logarithms: 100 lies at 0.6176 of it, so a little beyond is still 100.
    double at = (log(100.5) - log(0.25)) / (log(4096) - log(0.25));
    move_mouse(&desk, part_of(&desk, "Weight against", at, 0.5));
    CHECK(hovers(&desk, 100, 0));
    leave(&desk);
    type_on(&desk, "Weight against", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_ROW), 14, 0);
    type_on(&desk, "Weight against", UI_KEY_DOWN);
    CHECK_NEAR(value(&desk, KEY_HEAD), 7, 0);
    desk_close(&desk);
}

static void the_staircase_says_who_shares_a_bucket(void) {
    Desk desk;
    desk_show(&desk, FIGURE_T5_STAIRCASE,
              "n=4096&train=4096&heads=8&head=0&buckets=32&max_distance=128&"
              "bidirectional=off&marks=200+2000&i=200&j=0");
    frame(&desk);
    CHECK(str_starts(value_of(&desk, "Staircase"),
                     "Bucket 31: every distance from 113 on. Head 0 of 0–7: "));
    CHECK(says(&desk, "distance 200, bucket 31"));
    CHECK(says(&desk, "distance 2000, bucket 31"));
    figure_set(&desk.app.compare, KEY_I, 7);
    frame(&desk);
    CHECK(str_starts(value_of(&desk, "Staircase"), "Bucket 7: distance 7 alone."));
    figure_set(&desk.app.compare, KEY_I, 17);
    frame(&desk);
    CHECK(str_starts(value_of(&desk, "Staircase"), "Bucket 16: distances 16 to 18."));
    type_on(&desk, "Staircase", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_I) - value(&desk, KEY_J), 18, 0);
    type_on(&desk, "Staircase", UI_KEY_UP);
    CHECK_NEAR(value(&desk, KEY_I) - value(&desk, KEY_J), 17, 0);
    double at = (log(300.5) - log(0.55)) / (log(4096) - log(0.55));
    move_mouse(&desk, part_of(&desk, "Staircase", at, 0.5));
    CHECK(hovers(&desk, 300, 0));
    desk_close(&desk);
}

static void both_directions_have_buckets_of_their_own(void) {
    Desk desk;
    desk_show(&desk, FIGURE_T5_STAIRCASE,
              "n=512&train=512&buckets=32&max_distance=128&bidirectional=on&i=0&j=200");
    frame(&desk);
    CHECK(str_starts(value_of(&desk, "Staircase"),
                     "Bucket 31: every distance from 91 on, keys after."));
    figure_set(&desk.app.compare, KEY_BIDIRECTIONAL, 0);
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "Staircase"), "A key after the query: masked in a decoder.");
    desk_close(&desk);
}

int main(void) {
    the_fan_prints_the_spans_of_eight_heads();
    the_fan_takes_the_head_and_the_distance_that_are_clicked();
    the_staircase_says_who_shares_a_bucket();
    both_directions_have_buckets_of_their_own();
    return test_end();
}
