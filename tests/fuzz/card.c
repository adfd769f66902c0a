// Any bytes as a card: refused with a message, or loaded into a card that can be read, linked and attempted.
#include "card/attempt.h"
#include "card/predict.h"
#include "formats/card_json.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool formula_ok(const char *tex, int n, Err *err) {
    return n < 3 || tex[0] != '\\' || err_set(err, "%d", n);
}

static bool view_exists(const char *view) {
    return strcmp(view, "dial") == 0;
}

static void check_issues(const CardIssues *issues, bool ok) {
    assert(ok == (issues->errors == 0));
    assert(issues->count <= CARD_ISSUE_MAX &&
           (issues->more == 0 || issues->count == CARD_ISSUE_MAX));
    for (int i = 0; i < issues->count; i++) {
        assert(strncmp(issues->at[i].text, "card.json", 9) == 0);
    }
}

// Answers that look like those of every type; a key is looked for only where that is quick.
static void answer_any(Arena *arena, const Task *task, Attempt *attempt) {
    static const char *const ANSWERS[] = {"1",   "0.5",         "1,1", "a,b",
                                          "x=1", "base=10,n=2", "",    "2e300"};
    for (size_t i = 0; i < sizeof ANSWERS / sizeof *ANSWERS; i++) {
        Event event = {.seq = 3, .attempt = 1, .kind = EVENT_CHECK, .value = ANSWERS[i]};
        (void)attempt_apply(attempt, task, &event, arena);
    }
    TaskForm form = attempt_form(attempt, task);
    (void)task_text(arena, &task->prompt, &form);
    (void)task_form_words(arena, task, &form);
    assert(task_form_count(task) >= 1);
    if (task->type == TASK_NUMERIC) (void)task_kind(task->type)->key(task, &form, arena);
}

// What is asked to be predicted can be guessed, and how far off a guess is can be told.
static void predict_all(Arena *arena, const Card *card) {
    for (int i = 0; i < card->lesson_count; i++) {
        const Predict *predict = &card->lessons[i].predict;
        if (!*predict->id) continue;
        double start = predict_start(predict),
               distance = predict_distance(predict, start, predict->outcome);
        Prediction made = {start, predict->outcome, distance}, read;
        assert(start >= predict->least && start <= predict->most);
        assert(predict->outcome >= predict->least && predict->outcome <= predict->most);
        assert(distance >= 0 && distance <= 1 + 1e-9);
        made.distance = distance > 1 ? 1 : distance;
        assert(prediction_read(prediction_text(arena, made), &read));
        assert(read.guess == made.guess && read.outcome == made.outcome);
    }
}

// Starts each task, tries all its options, and ends with the key shown.
static void attempt_all(Arena *arena, const Card *card) {
    for (int t = 0; t < card->task_count; t++) {
        const Task *task = &card->tasks[t];
        uint64_t seed = attempt_seed(card->id, task->id, 1);
        Attempt attempt = {0};
        Event event = {
            .seq = 1, .kind = EVENT_START, .value = attempt_start_value(arena, task, seed)};
        assert(attempt_apply(&attempt, task, &event, arena));
        for (int i = 0; i < task->option_count; i++) {
            event = (Event){.seq = 2,
                            .attempt = 1,
                            .kind = EVENT_CHECK,
                            .value = task->options[attempt.order[i]].id};
            (void)attempt_apply(&attempt, task, &event, arena);
        }
        bool single = task->type == TASK_SINGLE_CHOICE && task_is_asked(task);
        assert(!single || task->option_count == 0 || attempt.done || attempt.tries > 0);
        answer_any(arena, task, &attempt);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = {0};
    const char *text = arena_text(&arena, (const char *)data, size);
    Card card;
    CardIssues issues;
    CardParse how = {.strict = size % 2, .view_exists = view_exists, .formula_ok = formula_ok};
    bool ok = card_parse("card.json", (Bytes){text, size}, how, &card, &issues);
    check_issues(&issues, ok);
    if (ok) {
        const Card *all[] = {&card};
        card_check_links(&card, all, 1, &issues);
        attempt_all(&arena, &card);
        predict_all(&arena, &card);
    }
    card_free(&card);
    card_issues_free(&issues);
    arena_free(&arena);
    return 0;
}
