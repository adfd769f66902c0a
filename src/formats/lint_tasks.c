// Rules about tasks as a whole: what they ask, where the answer is, and what helps to find it.
#include "base/str.h"
#include "formats/card_shapes.h"
#include "formats/lint_rules.h"

#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The last sentence of a text begins behind the last full stop that a space follows.
static const char *last_sentence(const char *text) {
    const char *start = text;
    for (const char *at = text; *at; at++) {
        if (strchr(".:!?", *at) && at[1] == ' ' && at[2]) start = at + 2;
    }
    return start;
}

// Plain words of a prompt: what is emphasised is left out, and what is in capitals stays so.
static const char *plain_words(Lint *lint, const Doc *doc) {
    ArenaText out = {.arena = &lint->arena};
    for (int b = 0; b < doc->block_count; b++) {
        for (int i = 0; i < doc->blocks[b].run_count; i++) {
            const Run *run = &doc->blocks[b].runs[i];
            bool plain = run->kind == RUN_TEXT && run->style == 0;
            const char *text = plain ? run->text : "…";
            arena_text_add(&out, text, strlen(text));
        }
        arena_text_add(&out, " ", 1);
    }
    return arena_text_done(&out);
}

void lint_negative_stem(Lint *lint) {
    static const char *const WORDS[] = {"not", "except", "never", "incorrect", "untrue", "false"};
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (task->option_count == 0 || task->retired) continue;
        const char *asked = last_sentence(plain_words(lint, &task->prompt));
        for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++) {
            if (!lint_has(asked, WORDS[w])) continue;
            lint_task(lint, t, "/prompt",
                      "the question turns on \"%s\"; ask the other way round, or emphasise it",
                      WORDS[w]);
            break;
        }
    }
}

void lint_hint_stages(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        if (lint->card->tasks[t].retired) continue;
        const cJSON *hints = cJSON_GetObjectItemCaseSensitive(lint->tasks[t], "hints"),
                    *hint = NULL;
        int stage = 0;
        cJSON_ArrayForEach(hint, hints) {
            const cJSON *name = cJSON_GetObjectItemCaseSensitive(hint, "stage");
            const char *want = HINT_STAGES[stage];
            stage += want && cJSON_IsString(name) && str_same(name->valuestring, want);
        }
        if (!HINT_STAGES[stage]) continue;
        lint_task(lint, t, hints ? "/hints" : "",
                  "no hint of the stage \"%s\" (%s, then %s, then %s)", HINT_STAGES[stage],
                  HINT_STAGES[0], HINT_STAGES[1], HINT_STAGES[2]);
    }
}

void lint_no_section(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!*task->section && !task->retired) {
            lint_task(lint, t, "", "no \"section\" says where the answer is");
        }
    }
}

void lint_no_quote(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!*task->quote && *task->section && !task->retired) {
            lint_task(lint, t, "", "no \"quote\" marks the words that hold the answer");
        }
    }
}

void lint_no_visual(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        if (!*task->visual.view && !task->retired) {
            lint_task(lint, t, "", "no \"visual\" shows that the answer is right");
        }
    }
}

typedef struct Asked {
    const char *words;
    int task;
} Asked;

static int by_words(const void *a, const void *b) {
    const Asked *x = a, *y = b;
    int order = strcmp(x->words, y->words);
    return order ? order : x->task - y->task;
}

void lint_prompt_twice(Lint *lint) {
    int count = lint->card->task_count;
    Asked *asked = arena_array(&lint->arena, (size_t)count, sizeof *asked);
    for (int t = 0; t < count; t++) {
        asked[t] = (Asked){lint_words(lint, &lint->card->tasks[t].prompt), t};
    }
    if (count) qsort(asked, (size_t)count, sizeof *asked, by_words);
    for (int i = 1; i < count; i++) {
        if (!str_same(asked[i].words, asked[i - 1].words)) continue;
        lint_task(lint, asked[i].task, "/prompt", "task \"%s\" asks the same",
                  lint->card->tasks[asked[i - 1].task].id);
    }
}

void lint_explanation_repeats(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        const char *said = lint_words(lint, &task->explanation);
        int key = lint_key(task);
        const char *what = NULL;
        if (str_starts(said, lint_words(lint, &task->prompt))) what = "the question";
        if (key >= 0 && str_same(said, lint_words(lint, &task->options[key].text))) {
            what = "the right option";
        }
        if (key >= 0 && task->options[key].feedback.source &&
            str_same(said, lint_words(lint, &task->options[key].feedback))) {
            what = "the feedback of the right option";
        }
        if (what) lint_task(lint, t, "/explanation", "it repeats %s", what);
    }
}

void lint_section_tasks(Lint *lint) {
    const Card *card = lint->card;
    int *tasks = arena_array(&lint->arena, (size_t)card->section_count, sizeof *tasks);
    for (int t = 0; t < card->task_count; t++) {
        int section = card_section_find(card, card->tasks[t].section);
        if (section >= 0 && !card->tasks[t].retired) tasks[section]++;
    }
    for (int s = 0; s < card->section_count; s++) {
        if (tasks[s] >= 2) continue;
        lint_card(lint, arena_format(&lint->arena, "/sections/%d", s), "%s is about this section",
                  tasks[s] ? "only one task" : "no task");
    }
}
