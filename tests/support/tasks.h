// Tasks of every type, small enough to reckon by hand.
#ifndef TESTS_SUPPORT_TASKS_H
#define TESTS_SUPPORT_TASKS_H

#include "card/attempt.h"
#include "support/test.h"

#define TEXT(words) \
    { .source = (words) }

static Arena tasks_arena; // of sums and attempts

static inline Sum sum_of(const char *text) {
    Sum sum = {.text = text};
    Err err = {0};
    bool ok = expr_parse(text, &tasks_arena, &sum.expr, &err);
    CHECK(ok);
    if (!ok) fprintf(stderr, "    %s: %s\n", text, err.text);
    return sum;
}

static Option task_letters[] = {
    {.id = "a", .text = TEXT("A"), .correct = true},
    {.id = "b", .text = TEXT("B"), .correct = true},
    {.id = "c", .text = TEXT("C"), .correct = true},
    {.id = "d", .text = TEXT("D")},
    {.id = "e", .text = TEXT("E")},
};
static Hint task_hints[] = {
    {.id = "h1", .cap = 1}, {.id = "h2", .cap = 0.75}, {.id = "h3", .cap = 0.5}};
static int task_sequence[] = {2, 0, 3, 1};
static const double task_choices[] = {512, 1024, 2048};

static inline Task task_blank(TaskType type) {
    return (Task){.id = "t",
                  .type = type,
                  .unit = "",
                  .hints = task_hints,
                  .hint_count = 3,
                  .visual = {.view = ""}};
}

// a, b and c are right, d and e are wrong.
static inline Task task_multiple(Partial partial) {
    Task task = task_blank(TASK_MULTIPLE_CHOICE);
    task.options = task_letters;
    task.option_count = 5;
    task.partial = partial;
    return task;
}

// c, a, d, b
static inline Task task_ordering(Partial partial) {
    Task task = task_blank(TASK_ORDERING);
    task.options = task_letters;
    task.option_count = 4;
    task.sequence = task_sequence;
    task.partial = partial;
    return task;
}

// The value of the sum, within ±abs; n is one of 512, 1024, 2048; double and half of n are known mistakes.
static inline Task task_numeric(const char *answer, double abs_tol, double rel_tol) {
    static Variable variables[1];
    static Wrong wrongs[2];
    Task task = task_blank(TASK_NUMERIC);
    variables[0] = (Variable){
        .name = "n", .kind = VARIABLE_CHOOSE, .choices = task_choices, .choice_count = 3};
    wrongs[0] = (Wrong){.sum = sum_of("2*n"), .feedback = TEXT("Twice.")};
    wrongs[1] = (Wrong){.sum = sum_of("n/2"), .feedback = TEXT("Half.")};
    task.variables = variables;
    task.variable_count = 1;
    task.wrongs = wrongs;
    task.wrong_count = 2;
    task.answer = sum_of(answer);
    task.abs_tol = abs_tol;
    task.rel_tol = rel_tol;
    task.unit = "KiB";
    return task;
}

// A cell of 16 × 16 six below the diagonal.
static inline Task task_hotspot(void) {
    static const Value preset[] = {{.key = "n", .kind = VALUE_NUMBER, .number = 16}};
    Task task = task_blank(TASK_HOTSPOT);
    task.visual = (Visual){.view = "comparison", .preset = preset, .preset_count = 1};
    task.check = sum_of("i - j == 6");
    return task;
}

// x from 0 to 1 by 0.1, k from 1 to 8: x · k is 0.6.
static inline Task task_parameter(void) {
    static Control controls[2];
    controls[0] =
        (Control){.name = "x", .label = TEXT("The share"), .least = 0, .most = 1, .step = 0.1};
    controls[1] = (Control){.name = "k", .label = TEXT(""), .least = 1, .most = 8, .step = 1};
    Task task = task_blank(TASK_PARAMETER);
    task.controls = controls;
    task.control_count = 2;
    task.check = sum_of("abs(x*k - 0.6) < 1e-9");
    return task;
}

// Plays one event of the attempt that starts with number 7.
static inline bool play(Attempt *attempt, const Task *task, EventKind kind, const char *value) {
    Event event = {.seq = kind == EVENT_START ? 7 : 8,
                   .attempt = kind == EVENT_START ? 0 : 7,
                   .kind = kind,
                   .value = value};
    return attempt_apply(attempt, task, &event, &tasks_arena);
}

#endif
