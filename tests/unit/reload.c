// The card's file is edited while the program runs: between questions, within one, with mistakes, and with the question asked
// taken away.
#include "main/session.h"
#include "support/stores.h"

typedef struct Desk {
    Place place;
    Session session;
    Arena arena;
    char path[PATH_SIZE];
} Desk;

static const char *const HEAD =
    "{\"format\":1,\"id\":\"edited\",\"title\":\"Edited\",\"version\":\"1.0.0\",\"lang\":\"en\","
    "\"sections\":["
    "{\"id\":\"one\",\"title\":\"One\",\"markdown\":\"First words.\"},"
    "{\"id\":\"two\",\"title\":\"Two\",\"markdown\":\"Second words.\"}],\"tasks\":[";

static const char *option(Arena *arena, const char *id, const char *correct) {
    return arena_format(
        arena, "{\"id\":\"%s\",\"text\":\"It is %s.\",\"feedback\":\"So.\",\"correct\":%s}", id, id,
        correct);
}

static const char *task(Arena *arena, const char *id, const char *prompt) {
    return arena_format(arena,
                        "{\"id\":\"%s\",\"type\":\"single_choice\",\"prompt\":\"%s\",\"section\":"
                        "\"one\",\"explanation\":\"Why.\",\"options\":[%s,%s,%s]}",
                        id, prompt, option(arena, "a", "true"), option(arena, "b", "false"),
                        option(arena, "c", "false"));
}

// A card of these tasks, with `tail` before its end.
static void write_card(Desk *desk, const char *const *tasks, const char *tail) {
    Arena *arena = &desk->arena;
    const char *json = HEAD;
    for (int i = 0; tasks[i]; i++) {
        json = arena_format(arena, "%s%s%s", json, i ? "," : "", tasks[i]);
    }
    json = arena_format(arena, "%s]%s}\n", json, tail);
    Err err = {0};
    CHECK(file_write(desk->path, json, strlen(json), &err));
}

static void write_three(Desk *desk, const char *prompt) {
    Arena *arena = &desk->arena;
    const char *tasks[] = {task(arena, "t1", "First?"), task(arena, "t2", prompt),
                           task(arena, "t3", "Third?"), NULL};
    write_card(desk, tasks, "");
}

static Desk *desk_new(void) {
    static Desk room;
    Desk *desk = &room;
    *desk = (Desk){.place = place_make()};
    snprintf(desk->path, sizeof desk->path, "%.250s/edited.json", desk->place.folder);
    write_three(desk, "Second?");
    Err err = {0};
    SessionOptions options = {.card = desk->path, .store = "", .no_fonts = true};
    bool ok = session_open(&desk->session, options, &err);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(ok);
    return desk;
}

static void desk_free(Desk *desk) {
    session_close(&desk->session);
    arena_free(&desk->arena);
    place_empty(&desk->place);
    CHECK(rmdir(desk->place.folder) == 0);
}

static void run(Desk *desk, const char *line) {
    Action action;
    Err err = {0};
    bool ok =
        action_parse(&desk->arena, line, &action, &err) && app_apply(&desk->session.app, &action);
    if (!ok) fprintf(stderr, "    %s: %s%s\n", line, err.text, desk->session.app.message);
    CHECK(ok);
}

static void what_was_not_edited_is_not_read_again(void) {
    Desk *desk = desk_new();
    CHECK(!session_reload(&desk->session));
    write_three(desk, "Second, said better?");
    CHECK(session_reload(&desk->session));
    CHECK(!session_reload(&desk->session));
    desk_free(desk);
}

static void an_edits_first_warning_is_said(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    const char *tasks[] = {task(&desk->arena, "t1", "First?"), NULL};
    write_card(desk, tasks, ",\"titel\":\"x\"");
    CHECK(session_reload(&desk->session));
    CHECK(!*app->shelf->trouble && strstr(app->message, "1 warning: ") == app->message &&
          strstr(app->message, "titel"));
    desk_free(desk);
}

static void a_file_that_is_gone_is_said_and_read_when_it_is_back(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    CHECK(unlink(desk->path) == 0);
    CHECK(!session_reload(&desk->session) && !session_reload(&desk->session));
    CHECK(session_reload(&desk->session) && !session_reload(&desk->session));
    CHECK(strstr(app->shelf->trouble, "edited.json: the file is gone"));
    write_three(desk, "Second?");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app->shelf->trouble, "");
    desk_free(desk);
}

static void an_answer_in_progress_outlives_an_edit(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    run(desk, "screen quiz");
    run(desk, "task t1");
    run(desk, "answer a");
    run(desk, "check");
    run(desk, "task t2");
    run(desk, "answer b");
    run(desk, "check");
    run(desk, "answer c");
    run(desk, "scroll 12");
    int64_t attempt = app_attempt(app)->id;
    int order[CARD_OPTION_MAX];
    memcpy(order, app_attempt(app)->order, sizeof order);
    write_three(desk, "Second, said better?");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app_task(app)->id, "t2");
    CHECK(app_task(app)->prompt.source && strstr(app_task(app)->prompt.source, "said better"));
    CHECK_TEXT(app->quiz.answer, "c");
    CHECK(app_attempt(app)->id == attempt && app_attempt(app)->tries == 1);
    CHECK(memcmp(order, app_attempt(app)->order, sizeof order) == 0);
    CHECK(app->shelf->history.known == 1 && app->scroll[SCREEN_QUIZ] == 12);
    run(desk, "check"); // and it can be answered
    CHECK(app_attempt(app)->tries == 2);
    desk_free(desk);
}

static void between_questions_new_ones_join_the_round(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    Arena *arena = &desk->arena;
    run(desk, "section 1");
    run(desk, "scroll 30");
    const char *tasks[] = {task(arena, "t0", "New?"), task(arena, "t1", "First?"),
                           task(arena, "t2", "Second?"), task(arena, "t3", "Third?"), NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK(app->quiz.count == 4 && app->quiz.at == 0);
    CHECK_TEXT(app_task(app)->id, "t1");
    CHECK(app->shelf->section == 1 && app->scroll[SCREEN_READ] == 30);
    desk_free(desk);
}

static void an_option_that_is_gone_is_no_answer(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    Arena *arena = &desk->arena;
    run(desk, "task t1");
    run(desk, "answer c");
    const char *fewer =
        arena_format(arena,
                     "{\"id\":\"t1\",\"type\":\"single_choice\",\"prompt\":\"P?\","
                     "\"section\":\"one\",\"explanation\":\"W.\",\"options\":[%s,%s]}",
                     option(arena, "a", "true"), option(arena, "b", "false"));
    const char *tasks[] = {fewer, task(arena, "t2", "Second?"), NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app->quiz.answer, "");
    CHECK(app_attempt(app)->order_count == 2 && app->quiz.count == 2);
    desk_free(desk);
}

static void a_mistake_leaves_the_last_good_version(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    run(desk, "task t2");
    run(desk, "answer b");
    const char *tasks[] = {"{\"id\":\"t1\",\"type\":\"single_choice\"}", "{\"id\":7}", NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK(app->shelf->card.task_count == 3 && app_attempt(app)->id);
    CHECK_TEXT(app->quiz.answer, "b");
    CHECK(strstr(app->shelf->trouble, "edited.json:1:") && strstr(app->shelf->trouble, "more)"));
    CHECK(!session_reload(&desk->session)); // the same mistake is no news
    run(desk, "check");
    CHECK(*app->shelf->trouble);
    Err err;
    CHECK(file_write(desk->path, "{\"format\":1,", 12, &err)); // half written
    CHECK(session_reload(&desk->session) && *app->shelf->trouble);
    write_three(desk, "Second, mended?");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app->shelf->trouble, "");
    CHECK(app_attempt(app)->tries == 1);
    desk_free(desk);
}

static void a_question_that_is_taken_away_gives_way_to_the_next(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    Arena *arena = &desk->arena;
    run(desk, "task t2");
    run(desk, "answer b");
    run(desk, "check");
    run(desk, "answer c");
    const char *tasks[] = {task(arena, "t1", "First?"), task(arena, "t3", "Third?"), NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app_task(app)->id, "t3");
    CHECK_TEXT(app->quiz.answer, "");
    CHECK(*app->message && app_attempt(app)->id);
    write_three(desk, "Second, back again?"); // and its attempt is still there
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app_task(app)->id, "t3");
    run(desk, "task t2");
    CHECK(app_attempt(app)->tries == 1);
    desk_free(desk);
}

static void the_last_question_can_be_taken_away(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    run(desk, "task t3");
    const char *none[] = {NULL};
    write_card(desk, none, "");
    CHECK(session_reload(&desk->session));
    CHECK(app->quiz.count == 0 && !app_task(app));
    run(desk, "screen progress");
    write_three(desk, "Second?");
    CHECK(session_reload(&desk->session) && app->quiz.count == 3);
    desk_free(desk);
}

static void a_card_keeps_its_id(void) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    const char *json =
        "{\"format\":1,\"id\":\"other\",\"title\":\"T\",\"version\":\"1.0.0\",\"lang\":"
        "\"en\",\"sections\":[{"
        "\"id\":\"one\",\"title\":\"One\",\"markdown\":\"W.\"}],\"tasks\":[]}";
    Err err;
    CHECK(file_write(desk->path, json, strlen(json), &err) && session_reload(&desk->session));
    CHECK_TEXT(app->shelf->card.id, "edited");
    CHECK(strstr(app->shelf->trouble, "found \"other\", and it was \"edited\""));
    CHECK(remove(desk->path) == 0 && !session_reload(&desk->session)); // an editor puts it back
    write_three(desk, "Second?");
    CHECK(session_reload(&desk->session) && !*app->shelf->trouble);
    desk_free(desk);
}

// Two questions of the edited card and one of another are due; the one at hand is of `card`.
static Desk *desk_in_review(const char *card) {
    Desk *desk = desk_new();
    App *app = &desk->session.app;
    const char *due[] = {"edited#t1", "edited#t3", "rope#pair-score"};
    for (int i = 0; i < 3; i++) {
        run(desk, arena_format(&desk->arena, "task %s", due[i]));
        run(desk, "reveal");
    }
    app_set_clock(app, app->utc_ms + 3 * 24 * (int64_t)3600000);
    run(desk, "review");
    while (strcmp(app->shelf->card.id, card) != 0) run(desk, "next");
    CHECK(app->quiz.review && app->quiz.count == 3);
    return desk;
}

static void a_review_goes_on_through_an_edit(void) {
    Desk *desk = desk_in_review("edited");
    App *app = &desk->session.app;
    int at = app->quiz.at;
    const char *asked = arena_copy(&desk->arena, app_task(app)->id);
    run(desk, "answer b");
    write_three(desk, "Second, which is not due?");
    CHECK(session_reload(&desk->session));
    CHECK(app->quiz.review && app->quiz.count == 3 && app->quiz.at == at);
    CHECK_TEXT(app_task(app)->id, asked);
    CHECK_TEXT(app->quiz.answer, "b");
    const char *tasks[] = {task(&desk->arena, "t2", "Second?"), NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK(app->quiz.review && app->quiz.count == 1); // that of the other card
    CHECK_TEXT(app->shelf->card.id, "rope");
    desk_free(desk);
}

static void an_edit_of_another_card_leaves_the_question_of_a_review(void) {
    Desk *desk = desk_in_review("rope");
    App *app = &desk->session.app;
    run(desk, "hint");
    run(desk, "answer something");
    run(desk, "card edited"); // to read it meanwhile
    const char *tasks[] = {task(&desk->arena, "t3", "Third?"), NULL};
    write_card(desk, tasks, "");
    CHECK(session_reload(&desk->session));
    CHECK_TEXT(app->shelf->card.id, "edited");
    CHECK_TEXT(quiz_shelf(app)->card.id, "rope");
    CHECK(app->quiz.count == 2 && app_attempt(app)->hints == 1 && !*app->message);
    run(desk, "back");
    CHECK_TEXT(app->shelf->card.id, "rope");
    CHECK_TEXT(app_task(app)->id, "pair-score");
    CHECK_TEXT(app->quiz.answer, "something");
    desk_free(desk);
}

// A figure that asks for a prediction; `most` is the end of its scale.
static void write_prediction(Desk *desk, const char *prompt, int most) {
    const char *tasks[] = {task(&desk->arena, "t1", "First?"), NULL};
    write_card(
        desk, tasks,
        arena_format(&desk->arena,
                     ",\"lessons\":[{\"id\":\"fan\",\"view\":\"alibi-fan\",\"title\":\"Fan\","
                     "\"preset\":{\"n\":64},\"predict\":{\"id\":\"far\",\"prompt\":\"%s\","
                     "\"move\":{\"n\":128},\"expr\":\"n / 8\",\"min\":0,\"max\":%d,"
                     "\"step\":1,\"explanation\":\"So.\"}}]",
                     prompt, most));
}

static void a_prediction_outlives_an_edit_of_other_things(void) {
    Desk *desk = desk_new();
    write_prediction(desk, "How far?", 100);
    CHECK(session_reload(&desk->session));
    const Shelf *shelf = desk->session.app.shelf;
    run(desk, "guess 0 40");
    const char *tasks[] = {task(&desk->arena, "t1", "First?"), NULL};
    write_card(desk, tasks, ""); // and it may go and come back
    CHECK(session_reload(&desk->session) && shelf->card.lesson_count == 0);
    write_prediction(desk, "How far?", 100);
    CHECK(session_reload(&desk->session));
    CHECK(shelf->predicting[0].stage == PREDICT_OPEN && !shelf->predicting[0].placed);
    run(desk, "guess 0 40");
    write_three(desk, "Second?");
    write_prediction(desk, "How far?", 100);
    session_reload(&desk->session);
    CHECK(shelf->predicting[0].placed && shelf->predicting[0].guess == 40);
    run(desk, "predict 0"); // 16 of 100
    CHECK(shelf->predicting[0].stage == PREDICT_MADE);
    CHECK_NEAR(app_prediction(shelf, 0)->distance, 0.24, 1e-12);
    write_prediction(desk, "How far now?", 200);
    CHECK(session_reload(&desk->session));
    CHECK(shelf->predicting[0].stage ==
          PREDICT_EARLIER); // another question, with what was said of it before
    CHECK_NEAR(app_prediction(shelf, 0)->distance, 0.24, 1e-12); // as it was told
    desk_free(desk);
}

int main(void) {
    what_was_not_edited_is_not_read_again();
    an_edits_first_warning_is_said();
    a_file_that_is_gone_is_said_and_read_when_it_is_back();
    an_answer_in_progress_outlives_an_edit();
    between_questions_new_ones_join_the_round();
    an_option_that_is_gone_is_no_answer();
    a_mistake_leaves_the_last_good_version();
    a_question_that_is_taken_away_gives_way_to_the_next();
    the_last_question_can_be_taken_away();
    a_card_keeps_its_id();
    a_review_goes_on_through_an_edit();
    an_edit_of_another_card_leaves_the_question_of_a_review();
    a_prediction_outlives_an_edit_of_other_things();
    return test_end();
}
