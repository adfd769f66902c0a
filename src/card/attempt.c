// The rules of scoring, as a fold over what the learner did.
#include "card/attempt.h"

#include "base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const double LADDER[] = {1, 0.5, 0};

static double ladder_at(const Task *task, int tries) {
    if (tries >= attempt_try_limit(task)) return 0;
    return task->tries ? task->tries[tries] : LADDER[tries];
}

int attempt_try_limit(const Task *task) {
    return task->tries ? task->try_count : (int)(sizeof LADDER / sizeof *LADDER);
}

bool attempt_chose(const Attempt *attempt, int option) {
    for (int i = 0; i < attempt->tries; i++) {
        if (attempt->chosen[i] == option) return true;
    }
    return false;
}

const char *attempt_answer(const Attempt *attempt, int try_index) {
    assert(try_index >= 0 && try_index < attempt->tries);
    const char *answer = attempt->said;
    for (; try_index > 0; try_index--) answer += strlen(answer) + 1;
    return answer;
}

TaskForm attempt_form(const Attempt *attempt, const Task *task) {
    TaskForm form;
    return task_form(task, attempt->seed, &form, NULL) ? form : (TaskForm){0};
}

static bool was_tried(const Attempt *attempt, const char *answer) {
    for (int i = 0; i < attempt->tries; i++) {
        if (str_same(attempt_answer(attempt, i), answer)) return true;
    }
    return false;
}

// Reads and judges the text; `answer` is what was read.
static Judgement judge(const Attempt *attempt, const Task *task, const char *text,
                       char answer[ANSWER_MAX + 1], Err *why) {
    const Judgement invalid = {.index = -1};
    const TaskKind *kind = task_kind(task->type);
    if (!kind || attempt->id == 0 || attempt->done) {
        err_set(why, "There is no question to answer here.");
        return invalid;
    }
    if (!kind->read(task, text, answer, why)) return invalid;
    if (was_tried(attempt, answer)) {
        err_set(why, "That one has been tried. Choose another.");
        return invalid;
    }
    TaskForm form;
    if (!task_form(task, attempt->seed, &form, why)) return invalid;
    Judgement judgement = kind->judge(task, &form, answer);
    if (judgement.verdict == VERDICT_INVALID) {
        err_set(why, "%s",
                kind->beyond ? kind->beyond
                             : "This question cannot be judged: the card has a mistake.");
    }
    return judgement;
}

Judgement attempt_judge(const Attempt *attempt, const Task *task, const char *answer, Err *why) {
    char read[ANSWER_MAX + 1];
    return judge(attempt, task, answer, read, why);
}

double attempt_at_stake(const Attempt *attempt, const Task *task) {
    if (attempt->done) return 0;
    double points = ladder_at(task, attempt->tries);
    for (int i = 0; i < attempt->hints && i < task->hint_count; i++) {
        if (task->hints[i].cap < points) points = task->hints[i].cap;
    }
    return points;
}

int attempt_next_hint(const Attempt *attempt, const Task *task) {
    bool any = attempt->id != 0 && !attempt->done && attempt->hints < task->hint_count;
    return any ? attempt->hints : -1;
}

bool attempt_shows(const Attempt *attempt, int option) {
    return attempt->done || attempt_chose(attempt, option);
}

// Reads "seed,id,id…". The options of the list that the card still has go to order[], in turn; returns how many.
static int read_order(const Task *task, const char *value, uint64_t *seed, int *order) {
    char *rest = NULL;
    *seed = strtoull(value, &rest, 10);
    int count = 0;
    bool seen[CARD_OPTION_MAX] = {false};
    while (*rest == ',') {
        const char *id = rest + 1;
        size_t n = strcspn(id, ",");
        rest += 1 + n;
        char word[CARD_ID_MAX + 1];
        if (n >= sizeof word) continue;
        memcpy(word, id, n);
        word[n] = '\0';
        int option = task_option_find(task, word);
        if (option < 0 || seen[option]) continue;
        seen[option] = true;
        order[count++] = option;
    }
    return count;
}

// The card was edited since: fixed options go to their places, the others keep the order they were shown in, and options
// that were not there yet follow.
static void mend_order(const Task *task, uint64_t seed, int *order, int count) {
    int today[CARD_OPTION_MAX], moving[CARD_OPTION_MAX] = {0}, movers = 0;
    attempt_order(task, seed, today);
    bool placed[CARD_OPTION_MAX] = {false};
    if (task->option_order != ORDER_SHUFFLE) count = 0;
    for (int i = 0; i < count + task->option_count; i++) {
        int option = i < count ? order[i] : today[i - count];
        if (placed[option] || task->options[option].fixed) continue;
        placed[option] = true;
        moving[movers++] = option;
    }
    for (int place = 0, next = 0; place < task->option_count; place++) {
        order[place] = task->options[place].fixed ? place : moving[next++];
    }
}

static bool apply_start(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)arena;
    assert(task->option_count <= CARD_OPTION_MAX);
    *attempt = (Attempt){.id = event->seq,
                         .order_count = task->option_count,
                         .said = attempt->said,
                         .said_room = attempt->said_room};
    int known = read_order(task, event->value, &attempt->seed, attempt->order);
    if (known < task->option_count) mend_order(task, attempt->seed, attempt->order, known);
    return true;
}

static bool apply_hint(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)arena;
    int hint = task_hint_find(task, event->value);
    if (hint < attempt->hints) return false;
    attempt->hints = hint + 1;
    return true;
}

// Room is kept from one attempt to the next, so that a long history takes no more than its longest attempt.
static void keep_answer(Attempt *attempt, const char *answer, Arena *arena) {
    int n = (int)strlen(answer) + 1, need = attempt->said_size + n;
    if (need > attempt->said_room) {
        attempt->said_room = 2 * need < 64 ? 64 : 2 * need;
        char *said = arena_alloc(arena, (size_t)attempt->said_room);
        if (attempt->said_size) memcpy(said, attempt->said, (size_t)attempt->said_size);
        attempt->said = said;
    }
    memcpy(attempt->said + attempt->said_size, answer, (size_t)n);
    attempt->said_size = need;
}

static bool apply_check(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    char answer[ANSWER_MAX + 1];
    Judgement judgement = judge(attempt, task, event->value, answer, NULL);
    if (judgement.verdict == VERDICT_INVALID) return false;
    double points = judgement.share * attempt_at_stake(attempt, task);
    if (points > attempt->points) attempt->points = points;
    attempt->chosen[attempt->tries++] = judgement.index;
    keep_answer(attempt, answer, arena);
    attempt->right = judgement.verdict == VERDICT_RIGHT;
    attempt->done = attempt->right || attempt->tries >= attempt_try_limit(task);
    attempt->known = attempt->right && attempt->tries == 1 && attempt->hints <= 1;
    return true;
}

static const char *const CONFIDENCES[] = {[CONFIDENCE_NONE] = "",
                                          [CONFIDENCE_GUESS] = "guess",
                                          [CONFIDENCE_THINK] = "think",
                                          [CONFIDENCE_SURE] = "sure"};

const char *confidence_word(Confidence confidence) {
    return CONFIDENCES[confidence];
}

Confidence confidence_find(const char *word) {
    Confidence confidence = CONFIDENCE_SURE;
    while (confidence > CONFIDENCE_NONE && !str_same(CONFIDENCES[confidence], word)) confidence--;
    return confidence;
}

bool event_test(const Event *event, bool *begin) {
    *begin = event->kind == EVENT_TEST && str_same(event->value, TEST_BEGIN);
    return *begin || (event->kind == EVENT_TEST && str_same(event->value, TEST_END));
}

static bool apply_reveal(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)task, (void)event, (void)arena;
    attempt->done = attempt->revealed = true;
    return true;
}

// Counts before the first try only: afterwards one knows more than one did.
static bool apply_confidence(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)task, (void)arena;
    Confidence said = confidence_find(event->value);
    if (said == CONFIDENCE_NONE || attempt->tries > 0) return false;
    attempt->confidence = said;
    return true;
}

static bool apply_predict(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)task, (void)event, (void)arena;
    attempt->predictions++;
    return true;
}

static bool apply_rate(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    (void)task, (void)arena;
    bool easy = str_same(event->value, RATE_EASY);
    if (!attempt->known || (!easy && !str_same(event->value, RATE_GOOD))) return false;
    attempt->easy = easy;
    return true;
}

bool attempt_apply(Attempt *attempt, const Task *task, const Event *event, Arena *arena) {
    static bool (*const APPLY[EVENT_KIND_COUNT])(Attempt *, const Task *, const Event *,
                                                 Arena *) = {
        [EVENT_START] = apply_start,
        [EVENT_HINT] = apply_hint,
        [EVENT_CHECK] = apply_check,
        [EVENT_REVEAL] = apply_reveal,
        [EVENT_CONFIDENCE] = apply_confidence,
        [EVENT_PREDICT] = apply_predict,
        [EVENT_RATE] = apply_rate,
    };
    assert(event->kind < EVENT_KIND_COUNT);
    if (!APPLY[event->kind]) return false;
    if (event->kind != EVENT_START) {
        bool ours = attempt->id != 0 && (event->attempt == 0 || event->attempt == attempt->id);
        if (!ours || attempt->done != (event->kind == EVENT_RATE)) return false;
    }
    if (!APPLY[event->kind](attempt, task, event, arena)) return false;
    if (event->kind != EVENT_RATE) attempt->last = event->seq;
    return true;
}
