// How each type of task looks and is answered in a terminal.
#include "main/quiz_types.h"

#include "app/quiz_words.h"
#include "base/str.h"
#include "card/diagnosis.h"
#include "ui/flow.h"

#include <stdio.h>
#include <string.h>

static Arena *arena_of(Sitting *s) {
    return &s->session->frame;
}

static const Task *task_of(const Sitting *s) {
    return app_task(&s->session->app);
}

static const Attempt *attempt_of(const Sitting *s) {
    return app_attempt(&s->session->app);
}

// Choices and orderings: letters

// Place of a letter, large or small; anything else is no place.
static int letter_place(char c) {
    return c >= 'a' ? c - 'a' : c - 'A';
}

// Letters with or without spaces and commas between them, as the ids they stand for.
static bool take_letters(const Task *task, const Attempt *attempt, const char *line,
                         char out[ANSWER_MAX + 1]) {
    int count = 0;
    ArenaText ids = {.arena = &(Arena){0}};
    for (const char *at = line; *at; at++) {
        if (*at == ' ' || *at == ',') continue;
        int place = letter_place(*at);
        if (place < 0 || place >= attempt->order_count) {
            count = 0;
            break;
        }
        const char *id = task->options[attempt->order[place]].id;
        if (count++ > 0) arena_text_add(&ids, ",", 1);
        arena_text_add(&ids, id, strlen(id));
    }
    bool ok = count > 0 && ids.n <= ANSWER_MAX;
    if (ok) memcpy(out, arena_text_done(&ids), ids.n + 1);
    arena_free(ids.arena);
    return ok;
}

static bool take_letter(const Task *task, const Attempt *attempt, const char *line,
                        char out[ANSWER_MAX + 1]) {
    return strlen(line) == 1 && take_letters(task, attempt, line, out);
}

static int place_of(const Attempt *attempt, int option) {
    int place = 0;
    while (place + 1 < attempt->order_count && attempt->order[place] != option) place++;
    return place;
}

// "✓ B  ": the mark says what the colour says.
static const char *option_lead(Sitting *s, int option, Ink *ink) {
    const Task *task = task_of(s);
    const Attempt *attempt = attempt_of(s);
    bool right = attempt->done && task->options[option].correct;
    bool wrong = !right && quiz_picked(attempt, task, option);
    *ink = right ? INK_RIGHT : wrong ? INK_WRONG : INK_PLAIN;
    const char *mark = right ? "✓" : wrong ? "✗" : " ";
    return arena_format(arena_of(s), "%s %c  ", mark, 'A' + place_of(attempt, option));
}

static void show_options(Sitting *s) {
    const Task *task = task_of(s);
    const Attempt *attempt = attempt_of(s);
    for (int place = 0; place < attempt->order_count; place++) {
        int option = attempt->order[place];
        Ink ink;
        const char *lead = option_lead(s, option, &ink);
        quiz_print(s, ink, lead, quiz_said(s, &task->options[option].text));
    }
    putchar('\n');
}

static void tell_option(Sitting *s, int option) {
    const Task *task = task_of(s);
    const char *word = quiz_verdict_word(attempt_of(s), task, option);
    Ink ink;
    const char *lead = option_lead(s, option, &ink);
    const char *feedback = quiz_said(s, &task->options[option].feedback);
    quiz_print(s, ink, lead, arena_format(arena_of(s), "%s %s", word, feedback));
}

static void tell_choice(Sitting *s, int try_index) {
    tell_option(s, attempt_of(s)->chosen[try_index]);
}

static void end_choice(Sitting *s) {
    const Attempt *attempt = attempt_of(s);
    for (int place = 0; place < attempt->order_count; place++) {
        tell_option(s, attempt->order[place]);
    }
}

// "✗ C, A  Not right yet.": the letters of an answer in its order.
static void tell_letters(Sitting *s, int try_index) {
    const Task *task = task_of(s);
    const Attempt *attempt = attempt_of(s);
    int options[CARD_OPTION_MAX];
    int count = answer_options(task, attempt_answer(attempt, try_index), options);
    const char *letters = "";
    for (int i = 0; i < count; i++) {
        letters = arena_format(arena_of(s), "%s%s%c", letters, i ? ", " : "",
                               'A' + place_of(attempt, options[i]));
    }
    const char *lead = arena_format(arena_of(s), "✗ %s  ", letters),
               *part = quiz_part_words(arena_of(s), attempt, task, try_index);
    quiz_print(s, INK_WRONG, lead, arena_format(arena_of(s), "%s %s", str_of(STR_NOT_YET), part));
}

// Other answers: in words

static const char *in_words(Sitting *s, const char *answer) {
    const Task *task = task_of(s);
    TaskForm form = attempt_form(attempt_of(s), task);
    return task_kind(task->type)->words(task, &form, answer, arena_of(s));
}

static void tell_words(Sitting *s, int try_index) {
    const Task *task = task_of(s);
    const Attempt *attempt = attempt_of(s);
    const char *words = in_words(s, attempt_answer(attempt, try_index));
    int wrong = attempt->chosen[try_index];
    const char *why = "";
    if (wrong >= 0 && wrong < task->wrong_count) {
        TaskForm form = attempt_form(attempt, task);
        Doc text =
            diagnosis_text(arena_of(s), task, &form, attempt_answer(attempt, try_index), wrong);
        why = flow_plain(arena_of(s), &text);
    }
    quiz_print(s, INK_WRONG, "✗ ",
               arena_format(arena_of(s), "%s: %s %s", words, str_of(STR_NOT_THIS), why));
}

static void end_words(Sitting *s) {
    const Attempt *attempt = attempt_of(s);
    const char *words = quiz_answer_words(arena_of(s), &s->session->app);
    if (!*words) return;
    const char *verdict = str_of(attempt->right ? STR_RIGHT : STR_KEY);
    quiz_print(s, INK_RIGHT, "✓ ", arena_format(arena_of(s), "%s: %s", words, verdict));
}

static void show_nothing(Sitting *s) {
    (void)s;
}

static void show_room(Sitting *s) {
    if (attempt_of(s)->done) return;
    quiz_print(s, INK_FAINT, "", quiz_room_words(arena_of(s), task_of(s)));
}

static bool copy(const char *line, char out[ANSWER_MAX + 1]) {
    if (strlen(line) > ANSWER_MAX) return false;
    memcpy(out, line, strlen(line) + 1);
    return true;
}

static bool take_number(const Task *task, const Attempt *attempt, const char *line,
                        char out[ANSWER_MAX + 1]) {
    (void)task, (void)attempt;
    const char *at = line + (str_starts(line, "−") ? strlen("−") : strspn(line, "+-"));
    bool meant = strspn(at, ".,0123456789") > 0;
    return meant && copy(line, out);
}

static bool take_cell(const Task *task, const Attempt *attempt, const char *line,
                      char out[ANSWER_MAX + 1]) {
    (void)task, (void)attempt;
    int64_t i, j;
    return hotspot_cell(line, &i, &j) && copy(line, out);
}

// "base=2 n=3" as "base=2,n=3"; a number alone is the only control's.
static bool take_controls(const Task *task, const Attempt *attempt, const char *line,
                          char out[ANSWER_MAX + 1]) {
    if (task->control_count == 1 && take_number(task, attempt, line, out)) {
        int n = snprintf(out, ANSWER_MAX + 1, "%s=%s", task->controls[0].name, line);
        return n <= ANSWER_MAX;
    }
    if (!strchr(line, '=') || !copy(line, out)) return false;
    for (char *at = out; *at; at++) {
        bool beside = at[1] == '=' || at[1] == ' ' || (at > out && at[-1] == '=');
        if (*at == ' ' && !beside) *at = ',';
    }
    return true;
}

static void show_controls(Sitting *s) {
    const Task *task = task_of(s);
    for (int c = 0; c < task->control_count; c++) {
        const Control *control = &task->controls[c];
        const char *label = *control->label.source ? quiz_said(s, &control->label) : control->name;
        char *least = task_number(arena_of(s), control->least),
             *most = task_number(arena_of(s), control->most),
             *step = task_number(arena_of(s), control->step);
        quiz_print(
            s, INK_PLAIN, arena_format(arena_of(s), "  %s=  ", control->name),
            arena_format(arena_of(s), "%s: %s to %s in steps of %s", label, least, most, step));
    }
    putchar('\n');
}

// One row for each type, by its name in task_types.def: how, input, take, show, tell, end.
static const QuizType single_choice = {"",           "a letter",  take_letter,
                                       show_options, tell_choice, end_choice};
static const QuizType multiple_choice = {
    "Answer with the letters of all that are right, like “a c”.",
    "letters",
    take_letters,
    show_options,
    tell_letters,
    end_choice};
static const QuizType numeric = {"Answer with a number, like 45 or 0.5.",
                                 "a number",
                                 take_number,
                                 show_room,
                                 tell_words,
                                 end_words};
static const QuizType ordering = {"Answer with all letters in the right order, like “b a c”.",
                                  "letters",
                                  take_letters,
                                  show_options,
                                  tell_letters,
                                  end_words};
static const QuizType hotspot = {"Answer with a cell: row i, then column j, like “7 1”.",
                                 "two numbers",
                                 take_cell,
                                 show_nothing,
                                 tell_words,
                                 end_words};
static const QuizType parameter = {"Answer with a value for each, like “name=10”.",
                                   "name=value",
                                   take_controls,
                                   show_controls,
                                   tell_words,
                                   end_words};

const QuizType *quiz_type(TaskType type) {
    static const QuizType *const TYPES[TASK_TYPE_COUNT] = {
#define TASK_TYPE(NAME, name) [TASK_##NAME] = &(name),
#include "card/task_types.def"
#undef TASK_TYPE
    };
    return TYPES[type];
}
