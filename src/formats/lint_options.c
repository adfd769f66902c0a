// Rules about the options of choices: what gives the key away without knowing anything.
#include "base/str.h"
#include "formats/lint_rules.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What chance explains: the mean and 2.5 standard deviations of so many draws.
static double chance(double mean, double variance) {
    return mean + 2.5 * sqrt(variance);
}

static bool is_longest(const Task *task, int key) {
    int length = lint_length(&task->options[key].text);
    for (int i = 0; i < task->option_count; i++) {
        if (i != key && lint_length(&task->options[i].text) >= length) return false;
    }
    return true;
}

void lint_key_longest(Lint *lint) {
    enum { FEWEST = 4 };

    double mean = 0, variance = 0;
    int longest = 0, choices = 0;
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!lint_is_choice(task)) continue;
        double p = 1.0 / task->option_count;
        mean += p;
        variance += p * (1 - p);
        longest += is_longest(task, lint_key(task));
        choices++;
    }
    if (choices < FEWEST || longest <= chance(mean, variance)) return;
    lint_card(lint, "/tasks",
              "the right option is the longest in %d of %d tasks; chance gives %.1f", longest,
              choices, mean);
}

void lint_key_length(Lint *lint) {
    static const double MOST = 1.6;

    enum { SHORT = 10 }; // characters by which lengths differ without being noticed

    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!lint_is_choice(task)) continue;
        int key = lint_key(task), length = lint_length(&task->options[key].text), others = 0;
        for (int i = 0; i < task->option_count; i++) {
            if (i != key) others += lint_length(&task->options[i].text);
        }
        double mean = (double)others / (task->option_count - 1);
        if (length <= MOST * mean || length - mean < SHORT) continue;
        char place[32];
        snprintf(place, sizeof place, "/options/%d/text", key);
        lint_task(lint, t, place,
                  "the right option has %d characters and the others %.0f on average", length,
                  mean);
    }
}

// Tasks of the same number of options are counted together.
void lint_key_position(Lint *lint) {
    enum { FEWEST = 4 };

    for (int options = 2; options <= CARD_OPTION_MAX; options++) {
        int at[CARD_OPTION_MAX] = {0}, count = 0;
        for (int t = 0; t < lint->card->task_count; t++) {
            const Task *task = &lint->card->tasks[t];
            // Numbers in ascending order stand where they must.
            bool free = task->option_order != ORDER_ASCENDING;
            if (task->option_count != options || !lint_is_choice(task) || !free) continue;
            at[lint_key(task)]++;
            count++;
        }
        double p = 1.0 / options;
        for (int i = 0; i < options; i++) {
            if (count < FEWEST || at[i] <= chance(count * p, count * p * (1 - p))) continue;
            lint_card(
                lint, "/tasks",
                "the right one of %d options is written as number %d in %d of %d tasks; chance "
                "gives %.1f",
                options, i + 1, at[i], count, count * p);
        }
    }
}

void lint_of_the_above(Lint *lint) {
    static const char *const WORDS[] = {"all of the above", "none of the above", "all of these",
                                        "none of these",    "both of the above", "a and b",
                                        "both a and b",     "a and c",           "b and c"};
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        for (int i = 0; i < task->option_count; i++) {
            const char *words = lint_words(lint, &task->options[i].text);
            for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
                if (!str_same(words, WORDS[w]) && !(w < 5 && lint_has(words, WORDS[w]))) continue;
                char place[32];
                snprintf(place, sizeof place, "/options/%d/text", i);
                lint_task(lint, t, place, "\"%s\" stops meaning anything when options are shuffled",
                          WORDS[w]);
                break;
            }
        }
    }
}

static bool is_absolute(Lint *lint, const Doc *doc) {
    static const char *const WORDS[] = {"always", "never",  "all",  "none",       "every",
                                        "only",   "nobody", "must", "completely", "impossible"};
    const char *words = lint_words(lint, doc);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (lint_has(words, WORDS[i])) return true;
    }
    return false;
}

// One such word in one wrong option tells nobody anything: more than half of them must have one.
void lint_absolute_words(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!lint_is_choice(task)) continue;
        int wrong = 0, key = lint_key(task);
        for (int i = 0; i < task->option_count; i++) {
            wrong += i != key && is_absolute(lint, &task->options[i].text);
        }
        bool most = wrong >= 2 && wrong * 2 > task->option_count - 1;
        if (!most || is_absolute(lint, &task->options[key].text)) continue;
        lint_task(lint, t, "/options",
                  "%d of %d wrong options hold a word such as always, never, all or only, and the "
                  "right one holds none",
                  wrong, task->option_count - 1);
    }
}

void lint_option_twice(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        for (int i = 1; i < task->option_count; i++) {
            const char *words = lint_words(lint, &task->options[i].text);
            for (int k = 0; k < i; k++) {
                if (!str_same(words, lint_words(lint, &task->options[k].text))) continue;
                char place[32];
                snprintf(place, sizeof place, "/options/%d/text", i);
                lint_task(lint, t, place, "option %d says the same (from 0)", k);
                break;
            }
        }
    }
}

// What is said to numbers that are expected to be wrong.
static void wrong_numbers_same(Lint *lint, int t) {
    const Task *task = &lint->card->tasks[t];
    int same = 0;
    for (int i = 0; i < task->wrong_count; i++) {
        const char *first = lint_words(lint, &task->wrongs[0].feedback);
        same += str_same(first, lint_words(lint, &task->wrongs[i].feedback));
    }
    if (same < 2 || same < task->wrong_count) return;
    lint_task(lint, t, "/wrong", "the feedback is the same whichever wrong number is given");
}

// The right option's feedback must be its own; the wrong ones' may not all be one text.
void lint_feedback_same(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        const char *first = NULL;
        int wrong = 0, same = 0, key = lint_key(task);
        wrong_numbers_same(lint, t);
        if (key < 0) continue; // the items of an ordering have no feedback
        for (int i = 0; i < task->option_count; i++) {
            if (task->options[i].correct) continue;
            const char *words = lint_words(lint, &task->options[i].feedback);
            if (!first) first = words;
            wrong++;
            same += str_same(words, first);
        }
        bool as_right = first && str_same(first, lint_words(lint, &task->options[key].feedback));
        if (as_right || (wrong > 1 && same == wrong)) {
            lint_task(lint, t, "/options", "the feedback is the same whichever %s is chosen",
                      as_right ? "option" : "wrong option");
        }
    }
}
