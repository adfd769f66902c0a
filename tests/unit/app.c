// The program without a screen: actions and states to text and back, places, the quiz from question to result.
#include "app/app.h"

#include "app/figure.h"
#include "formats/card_json.h"
#include "support/stores.h"
#include "support/test.h"

typedef struct Bench {
    Arena arena;
    Store *store;
    App app;
} Bench;

static bool load(App *app, const char *path) {
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    bool ok = card_load(path, (CardParse){.view_exists = figure_known}, &card, &issues) &&
              app_add(app, &card, &err);
    card_issues_free(&issues);
    return ok;
}

static Bench bench_new(void) {
    Bench bench = {0};
    Err err;
    store_open("", &bench.store, &err);
    app_new(&bench.app, bench.store);
    CHECK(load(&bench.app, "cards/positional-encodings.json") &&
          load(&bench.app, "cards/rope.json"));
    CHECK(app_open(&bench.app, "positional-encodings"));
    return bench;
}

static void bench_free(Bench *bench) {
    app_free(&bench->app);
    store_close(bench->store);
    arena_free(&bench->arena);
}

static void run(Bench *bench, const char *line) {
    Action action;
    Err err = {0};
    bool ok = action_parse(&bench->arena, line, &action, &err);
    CHECK(ok);
    if (ok)
        app_apply(&bench->app, &action);
    else
        fprintf(stderr, "    %s\n", err.text);
}

static void fail(Bench *bench, const char *line) {
    Action action;
    CHECK(action_parse(&bench->arena, line, &action, NULL) && !app_apply(&bench->app, &action));
}

static void an_action_survives_its_text_form(void) {
    static const char *const LINES[] = {"screen quiz",
                                        "set compare n 96",
                                        "set 3 base 500000",
                                        "scheme proof 2 nope",
                                        "hover compare 5 7",
                                        "choose 1",
                                        "hint",
                                        "link rope#dials",
                                        "text-size 1.5"};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        Action action;
        Err err = {0};
        CHECK(action_parse(&arena, LINES[i], &action, &err));
        CHECK_TEXT(action_text(&arena, &action), LINES[i]);
    }
    arena_free(&arena);
}

static void an_action_that_does_not_fit_is_refused_in_one_line(void) {
    static const struct {
        const char *line, *error;
    } ROWS[] = {{"jump 3", "action: found \"jump\", expected one that phasor render --list names"},
                {"set compare colour 3",
                 "action: found \"set compare colour 3\", expected the form \"set t k n\""},
                {"choose", "action: found \"choose\", expected the form \"choose n\""},
                {"choose x", "action: found \"choose x\", expected the form \"choose n\""},
                {"hint now", "action: found \"hint now\", expected the form \"hint\""}};

    Arena arena = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Action action;
        Err err = {0};
        CHECK(!action_parse(&arena, ROWS[i].line, &action, &err));
        CHECK_TEXT(err.text, ROWS[i].error);
    }
    arena_free(&arena);
}

static void a_figure_state_survives_its_text_form(void) {
    Arena arena = {0};
    FigureState state = figure_state_new(), again = figure_state_new();
    Err err = {0};
    CHECK(figure_state_parse("n=200&as=logit&stage=softmax&schemes=nope+learned&base=500000",
                             &state, &err));
    CHECK(figure_state_parse(figure_state_text(&arena, &state), &again, &err));
    CHECK(memcmp(state.value, again.value, sizeof state.value) == 0 && again.scheme_count == 2);
    CHECK_TEXT(figure_state_text(&arena, &again), figure_state_text(&arena, &state));
    arena_free(&arena);
}

static void a_state_that_does_not_fit_changes_nothing(void) {
    static const struct {
        const char *text, *error;
    } ROWS[] = {{"n=0", "n: found 0, allowed are 2 to 2097152"},
                {"stage=later", "stage: found \"later\", expected raw, bias, mask, softmax"},
                {"nn=3", "state: nn: there is no such setting"},
                {"n", "state: \"n\" is not of the form key=value"},
                {"schemes=rope+what", "state: schemes: \"what\" is not a scheme, or more than 12"}};

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        FigureState state = figure_state_new(), before = state;
        Err err = {0};
        CHECK(!figure_state_parse(ROWS[i].text, &state, &err));
        CHECK_TEXT(err.text, ROWS[i].error);
        CHECK(memcmp(&state, &before, sizeof state) == 0);
    }
}

static void a_link_goes_to_its_section_or_says_that_there_is_none(void) {
    Bench b = bench_new();
    run(&b, "link rope#dials");
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    CHECK(b.app.go_section == 1 && b.app.screen == SCREEN_READ);
    fail(&b, "link positional-encodings#nowhere");
    CHECK_TEXT(b.app.message, "The card has no section “nowhere”.");
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    CHECK(b.app.go_section == 1);
    fail(&b, "link no-card#x");
    CHECK_TEXT(b.app.message, "There is no card “no-card” in this library.");
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    bench_free(&b);
}

// Place on the screen of the right option, or of the first wrong one.
static int place_of(const App *app, bool correct) {
    const Attempt *attempt = app_attempt(app);
    for (int place = 0; place < attempt->order_count; place++) {
        if (app_task(app)->options[attempt->order[place]].correct == correct) return place;
    }
    return -1;
}

// The right answer to a question of any kind.
static void answer_right(Bench *b) {
    const Task *task = app_task(&b->app);
    TaskForm form = attempt_form(app_attempt(&b->app), task);
    const char *key = task_kind(task->type)->key(task, &form, &b->arena);
    app_apply(&b->app, &(Action){.kind = ACT_ANSWER, .text = key});
    run(b, "check");
}

static void answer(Bench *b, bool correct) {
    app_apply(&b->app, &(Action){.kind = ACT_CHOOSE, .a = place_of(&b->app, correct), .text = ""});
    run(b, "check");
}

static void what_cannot_be_done_says_so_and_changes_nothing(void) {
    static const struct {
        const char *line, *message;
    } ROWS[] = {
        {"screen foo", "screen: found \"foo\", expected read, compare, quiz, library or progress"},
        {"theme sepia", "theme: found \"sepia\", expected light, dark or contrast"},
        {"overlay zzz", "overlay: found \"zzz\", expected keys, settings or nothing"},
        {"task nosuch", "task: found \"nosuch\", expected the id of a question that is asked"},
        {"section 99", "section: found 99, allowed are 0 to 10"},
        {"set compare n 9999999", "n: found 9999999, allowed are 2 to 2097152"},
        {"set 77 n 96", "figure: found lesson 77, the card has 11"},
        {"state compare nn=3", "state: nn: there is no such setting"},
        {"scheme compare 0 fourier", "scheme: there is no panel 0 or no scheme \"fourier\""},
        {"pick compare 9", "pick: found panel 9, allowed are 0 to 4"},
        {"link rope#nowhere", "The card has no section “nowhere”."},
        {"card no-card", "There is no card “no-card” in this library."},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Bench b = bench_new();
        Action action;
        CHECK(action_parse(&b.arena, ROWS[i].line, &action, NULL));
        FigureState before = b.app.compare;
        CHECK(!app_apply(&b.app, &action));
        CHECK_TEXT(b.app.message, ROWS[i].message);
        CHECK(memcmp(&before, &b.app.compare, sizeof before) == 0);
        bench_free(&b);
    }
}

static void every_scheme_has_a_line_of_its_own(void) {
    for (int i = 0; i < pe_scheme_count(); i++) {
        const char *id = pe_scheme_at(i)->id;
        CHECK(series_color(id) < COLOR_COUNT);
        // Two of the same colour differ in their dashes.
        for (int k = 0; k < i; k++) {
            const char *other = pe_scheme_at(k)->id;
            Stroke a = series_stroke(id, 2), b = series_stroke(other, 2);
            CHECK(series_color(id) != series_color(other) || a.dash != b.dash || a.gap != b.gap);
        }
    }
}

static void a_right_first_answer_is_known_and_earns_a_point(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    CHECK_TEXT(app_task(&b.app)->id, "rope-encodes");
    answer(&b, true);
    CHECK(app_attempt(&b.app)->done && app_attempt(&b.app)->known);
    CHECK_NEAR(b.app.shelf->history.points, 1, 0);
    CHECK(b.app.shelf->history.known == 1 && b.app.quiz.kept == KEPT_MEMORY);
    run(&b, "next");
    CHECK(app_task(&b.app) == &b.app.shelf->card.tasks[1]);
    bench_free(&b);
}

static void checking_nothing_or_the_same_again_is_not_a_try(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    run(&b, "check");
    CHECK_TEXT(b.app.quiz.note, "Choose an answer first.");
    CHECK(app_attempt(&b.app)->tries == 0);
    answer(&b, false);
    CHECK(app_attempt(&b.app)->tries == 1);
    run(&b, "check");
    CHECK_TEXT(b.app.quiz.note, "That one has been tried. Choose another.");
    CHECK(app_attempt(&b.app)->tries == 1);
    answer(&b, true);
    CHECK_NEAR(app_attempt(&b.app)->points, 0.5, 0);
    CHECK(!app_attempt(&b.app)->known);
    bench_free(&b);
}

static void the_result_offers_the_missed_ones_again(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    int count = b.app.quiz.count;
    for (int i = 0; i < count; i++) {
        if (i == 3)
            run(&b, "reveal");
        else
            answer_right(&b);
        run(&b, "next");
    }
    CHECK(b.app.quiz.results && b.app.shelf->history.known == count - 1);
    run(&b, "missed");
    CHECK(b.app.quiz.count == 1 && !app_attempt(&b.app)->done);
    CHECK(app_task(&b.app) == &b.app.shelf->card.tasks[3]);
    answer_right(&b);
    run(&b, "next");
    CHECK(b.app.shelf->history.known == count);
    CHECK_NEAR(b.app.shelf->history.points, count, 0);
    bench_free(&b);
}

static void an_unfinished_question_is_resumed_with_its_order(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    answer(&b, false);
    run(&b, "hint");
    Attempt before = *app_attempt(&b.app);
    App again;
    app_new(&again, b.store);
    CHECK(load(&again, "cards/positional-encodings.json") &&
          app_open(&again, "positional-encodings"));
    app_apply(&again, &(Action){.kind = ACT_SCREEN, .text = "quiz"});
    CHECK(memcmp(app_attempt(&again)->order, before.order, sizeof before.order) == 0);
    CHECK(app_attempt(&again)->tries == 1 && app_attempt(&again)->hints == 1);
    app_free(&again);
    bench_free(&b);
}

static void a_store_that_another_program_writes_still_lets_one_practise(void) {
    Place place = place_make();
    Err err;
    Store *writer, *reader;
    CHECK(store_open(place.path, &writer, &err) == STORE_WRITE);
    CHECK(store_open_read(place.path, &reader, &err) == STORE_READ);
    Bench b = {.store = reader};
    app_new(&b.app, reader);
    CHECK(load(&b.app, "cards/positional-encodings.json") &&
          app_open(&b.app, "positional-encodings"));
    run(&b, "screen quiz");
    CHECK(app_attempt(&b.app)->order_count == 4);
    answer(&b, true);
    CHECK(app_attempt(&b.app)->done && b.app.quiz.kept == KEPT_MEMORY);
    int64_t first = app_attempt(&b.app)->id;
    run(&b, "card rope"); // another queue: the numbers go on
    run(&b, "card positional-encodings");
    run(&b, "task rope-encodes");
    run(&b, "again");
    run(&b, "hint");
    CHECK(app_attempt(&b.app)->id > first && !app_attempt(&b.app)->done);
    bench_free(&b);
    store_close(writer);
    place_remove(&place);
}

static void two_programs_in_one_process_do_not_meet(void) {
    Bench a = bench_new(), b = bench_new();
    run(&a, "set compare n 200");
    run(&a, "theme dark");
    run(&a, "screen quiz");
    answer(&a, true);
    CHECK_NEAR(b.app.compare.value[KEY_N], 96, 0);
    CHECK(b.app.theme == THEME_LIGHT && b.app.shelf->history.known == 0);
    bench_free(&a);
    bench_free(&b);
}

// The next start with this store, on the first of two cards.
static App next_start(Store *store) {
    App app;
    app_new(&app, store);
    CHECK(load(&app, "cards/positional-encodings.json") && load(&app, "cards/rope.json"));
    CHECK(app_open(&app, "positional-encodings"));
    return app;
}

static void the_place_is_found_again(void) {
    Bench b = bench_new();
    Err err;
    run(&b, "card rope");
    run(&b, "section 2");
    CHECK(app_keep_place(&b.app, &err));
    App again = next_start(b.store);
    app_resume(&again, false);
    CHECK_TEXT(again.shelf->card.id, "rope");
    CHECK(again.go_section == 2);
    app_free(&again);
    CHECK(store_set(b.store, "place", "gone#nowhere", &err));
    app_resume(&b.app, false);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    bench_free(&b);
}

// Who names a card gets it, on the screen and at the place where it was left; one that was not left begins with its text.
static void a_named_card_is_found_where_it_was_left(void) {
    Bench b = bench_new();
    Err err;
    run(&b, "card rope");
    run(&b, "section 2");
    run(&b, "screen quiz");
    CHECK(app_keep_place(&b.app, &err));
    App again = next_start(b.store);
    app_resume(&again, true);
    CHECK_TEXT(again.shelf->card.id, "positional-encodings");
    CHECK(again.screen == SCREEN_READ && again.go_section <= 0);
    CHECK(app_open(&again, "rope"));
    app_resume(&again, true);
    CHECK_TEXT(again.shelf->card.id, "rope");
    CHECK(again.screen == SCREEN_QUIZ && again.go_section == 2);
    app_free(&again);
    bench_free(&b);
}

static void back_leads_to_where_a_link_was_followed(void) {
    Bench b = bench_new();
    fail(&b, "back");
    run(&b, "screen quiz");
    run(&b, "scroll 120");
    run(&b, "sentence");
    CHECK(b.app.screen == SCREEN_READ && *b.app.mark);
    run(&b, "link rope#dials");
    run(&b, "back");
    CHECK_TEXT(b.app.shelf->card.id, "positional-encodings");
    run(&b, "back");
    CHECK(b.app.screen == SCREEN_QUIZ && !*b.app.mark);
    CHECK_NEAR(b.app.scroll[SCREEN_QUIZ], 120, 0);
    for (int i = 0; i < 3 * BACK_MOST; i++)
        run(&b, i % 2 ? "link rope" : "link positional-encodings");
    CHECK(b.app.back_count == BACK_MOST);
    bench_free(&b);
}

static void next_goes_to_what_is_not_done_and_then_to_the_result(void) {
    Bench b = bench_new();
    run(&b, "task memory-growth");
    int at = b.app.quiz.at, count = b.app.quiz.count;
    run(&b, "next"); // passed over, not done
    CHECK(b.app.quiz.at == at + 1);
    run(&b, "task memory-growth");
    for (int i = 0; i < count; i++) {
        CHECK(app_open_count(&b.app) == count - i);
        fail(&b, "prove");
        answer_right(&b);
        run(&b, "prove");
        run(&b, "next");
    }
    CHECK(b.app.quiz.results);
    bench_free(&b);
}

static void settings_are_remembered(void) {
    Bench b = bench_new();
    run(&b, "theme contrast");
    run(&b, "text-size 1.6");
    App again;
    app_new(&again, b.store);
    CHECK(again.theme == THEME_CONTRAST);
    CHECK_NEAR(again.text_scale, 1.6, 1e-12);
    app_free(&again);
    bench_free(&b);
}

static void the_mask_brings_its_stage_and_takes_it_away(void) {
    Bench b = bench_new();
    run(&b, "set compare mask 1");
    CHECK_NEAR(b.app.compare.value[KEY_STAGE], 2, 0);
    run(&b, "set compare mask 0");
    CHECK_NEAR(b.app.compare.value[KEY_STAGE], 1, 0);
    run(&b, "set compare stage 2");
    CHECK_NEAR(b.app.compare.value[KEY_MASK], 1, 0);
    bench_free(&b);
}

static void every_figure_that_a_card_names_has_one_to_show(void) {
    bool exact;
    CHECK(figure_find("comparison", &exact) == FIGURE_COMPARISON && exact);
    CHECK(figure_find("no-such-figure", &exact) == FIGURE_COMPARISON && !exact);
    CHECK(figure_known("frontier") && !figure_known("no-such-figure"));
}

int main(void) {
    an_action_survives_its_text_form();
    an_action_that_does_not_fit_is_refused_in_one_line();
    a_figure_state_survives_its_text_form();
    a_state_that_does_not_fit_changes_nothing();
    a_link_goes_to_its_section_or_says_that_there_is_none();
    what_cannot_be_done_says_so_and_changes_nothing();
    every_scheme_has_a_line_of_its_own();
    a_right_first_answer_is_known_and_earns_a_point();
    checking_nothing_or_the_same_again_is_not_a_try();
    the_result_offers_the_missed_ones_again();
    an_unfinished_question_is_resumed_with_its_order();
    a_store_that_another_program_writes_still_lets_one_practise();
    two_programs_in_one_process_do_not_meet();
    the_place_is_found_again();
    a_named_card_is_found_where_it_was_left();
    back_leads_to_where_a_link_was_followed();
    next_goes_to_what_is_not_done_and_then_to_the_result();
    settings_are_remembered();
    the_mask_brings_its_stage_and_takes_it_away();
    every_figure_that_a_card_names_has_one_to_show();
    return test_end();
}
