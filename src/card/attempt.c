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

Verdict attempt_judge(const Attempt *attempt, const Task *task, int option) {
    bool open = attempt->order_count > 0 && !attempt->done;
    if (!open || option < 0 || option >= task->option_count) return VERDICT_INVALID;
    if (task->options[option].correct) return VERDICT_RIGHT;
    return attempt_chose(attempt, option) ? VERDICT_INVALID : VERDICT_WRONG;
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
    bool any = attempt->order_count > 0 && !attempt->done && attempt->hints < task->hint_count;
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

static bool apply_start(Attempt *attempt, const Task *task, const Event *event) {
    assert(task->option_count <= CARD_OPTION_MAX);
    *attempt = (Attempt){.id = event->seq, .order_count = task->option_count};
    int known = read_order(task, event->value, &attempt->seed, attempt->order);
    if (known < task->option_count) mend_order(task, attempt->seed, attempt->order, known);
    return true;
}

static bool apply_hint(Attempt *attempt, const Task *task, const Event *event) {
    int hint = task_hint_find(task, event->value);
    if (hint < attempt->hints) return false;
    attempt->hints = hint + 1;
    return true;
}

static bool apply_check(Attempt *attempt, const Task *task, const Event *event) {
    int option = task_option_find(task, event->value);
    Verdict verdict = attempt_judge(attempt, task, option);
    if (verdict == VERDICT_INVALID) return false;
    double stake = attempt_at_stake(attempt, task);
    attempt->chosen[attempt->tries++] = option;
    attempt->right = verdict == VERDICT_RIGHT;
    attempt->done = attempt->right || attempt->tries >= attempt_try_limit(task);
    if (attempt->right) attempt->points = stake;
    attempt->known = attempt->right && attempt->tries == 1 && attempt->hints <= 1;
    return true;
}

static bool apply_reveal(Attempt *attempt, const Task *task, const Event *event) {
    (void)task, (void)event;
    attempt->done = true;
    return true;
}

bool attempt_apply(Attempt *attempt, const Task *task, const Event *event) {
    static bool (*const APPLY[EVENT_KIND_COUNT])(Attempt *, const Task *, const Event *) = {
        [EVENT_START] = apply_start,
        [EVENT_HINT] = apply_hint,
        [EVENT_CHECK] = apply_check,
        [EVENT_REVEAL] = apply_reveal,
    };
    assert(event->kind < EVENT_KIND_COUNT);
    if (event->kind != EVENT_START) {
        bool ours =
            attempt->order_count > 0 && (event->attempt == 0 || event->attempt == attempt->id);
        if (!ours || attempt->done) return false;
    }
    return APPLY[event->kind](attempt, task, event);
}
