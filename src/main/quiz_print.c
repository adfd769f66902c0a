// Questions, feedback and results as text, from the same state and words as the window's.
#include "main/quiz_print.h"

#include "app/format.h"
#include "app/quiz_words.h"
#include "ui/flow.h"

#include <stdio.h>

static Arena *arena_of(Sitting *s) {
    return &s->session->frame;
}

void quiz_print(Sitting *s, Ink ink, const char *lead, const char *text) {
    terminal_print(&s->terminal, ink, lead, text);
}

static int place_of(const Attempt *attempt, int option) {
    int place = 0;
    while (place + 1 < attempt->order_count && attempt->order[place] != option) place++;
    return place;
}

// "✓ B  ": the mark says what the colour says.
static const char *option_lead(Sitting *s, int option, Ink *ink) {
    const Attempt *attempt = app_attempt(&s->session->app);
    bool right = attempt->done && app_task(&s->session->app)->options[option].correct;
    bool wrong = !right && attempt_chose(attempt, option);
    *ink = right ? INK_RIGHT : wrong ? INK_WRONG : INK_PLAIN;
    const char *mark = right ? "✓" : wrong ? "✗" : " ";
    return arena_format(arena_of(s), "%s %c  ", mark, 'A' + place_of(attempt, option));
}

static void print_options(Sitting *s) {
    const Task *task = app_task(&s->session->app);
    const Attempt *attempt = app_attempt(&s->session->app);
    for (int place = 0; place < attempt->order_count; place++) {
        int option = attempt->order[place];
        Ink ink;
        const char *lead = option_lead(s, option, &ink);
        quiz_print(s, ink, lead, flow_plain(arena_of(s), &task->options[option].text));
    }
    putchar('\n');
}

void quiz_print_feedback(Sitting *s, int option) {
    const Task *task = app_task(&s->session->app);
    const Attempt *attempt = app_attempt(&s->session->app);
    const char *word = quiz_verdict_word(attempt, task, option);
    Ink ink;
    const char *lead = option_lead(s, option, &ink);
    const char *feedback = flow_plain(arena_of(s), &task->options[option].feedback);
    quiz_print(s, ink, lead, arena_format(arena_of(s), "%s %s", word, feedback));
}

// Of every option that it may be read of now.
static void print_feedback(Sitting *s) {
    const Attempt *attempt = app_attempt(&s->session->app);
    for (int place = 0; place < attempt->order_count; place++) {
        int option = attempt->order[place];
        if (attempt_shows(attempt, option)) quiz_print_feedback(s, option);
    }
}

static void print_hint_at(Sitting *s, int index) {
    const Hint *hint = &app_task(&s->session->app)->hints[index];
    const char *lead = arena_format(arena_of(s), "%s: ", str_of(STR_HINT));
    quiz_print(s, INK_ACCENT, lead, flow_plain(arena_of(s), &hint->text));
}

void quiz_print_hint(Sitting *s) {
    print_hint_at(s, app_attempt(&s->session->app)->hints - 1);
}

void quiz_print_status(Sitting *s) {
    quiz_print(s, INK_FAINT, "", quiz_status_words(arena_of(s), &s->session->app));
    putchar('\n');
}

// The section and the words of the card that hold the answer.
static void print_sentence(Sitting *s) {
    const Card *card = &s->session->app.shelf->card;
    const Task *task = app_task(&s->session->app);
    int section = card_section_find(card, task->section);
    if (section < 0) return;
    const char *title = card->sections[section].title;
    const char *where =
        arena_format(arena_of(s), *task->quote ? "%s: “%s”" : "%s", title, task->quote);
    quiz_print(s, INK_FAINT, "Card: ", where);
}

void quiz_print_end(Sitting *s) {
    const Task *task = app_task(&s->session->app);
    print_feedback(s);
    putchar('\n');
    const char *why = arena_format(arena_of(s), "%s: ", str_of(STR_EXPLANATION));
    quiz_print(s, INK_PLAIN, why, flow_plain(arena_of(s), &task->explanation));
    print_sentence(s);
    quiz_print_status(s);
}

void quiz_print_proof(Sitting *s) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    if (!*task->visual.view) {
        quiz_print(s, INK_PLAIN, "", "This question has no figure.");
        return;
    }
    quiz_print(s, INK_PLAIN, "", flow_plain(arena_of(s), &task->visual.observe));
    // Not broken into lines, so that it can be copied.
    printf("  phasor render %s%s--screen quiz --do \"task %s; reveal; prove\" -o proof.png\n\n",
           s->card, *s->card ? " " : "", task->id);
}

static void print_question(Sitting *s) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    const char *head =
        arena_format(arena_of(s), "%s · %s", quiz_place_words(arena_of(s), &app->quiz),
                     quiz_known_words(arena_of(s), app->shelf, STR_KNOWN_OF));
    quiz_print(s, INK_ACCENT, "", head);
    quiz_print(s, INK_STRONG, "", flow_plain(arena_of(s), &task->prompt));
    putchar('\n');
    print_options(s);
    for (int i = 0; i < attempt->hints && i < task->hint_count; i++) print_hint_at(s, i);
    if (attempt->done) {
        quiz_print_end(s);
        return;
    }
    print_feedback(s);
    quiz_print_status(s);
}

static void print_result_line(Sitting *s, int number, int index) {
    const Shelf *shelf = s->session->app.shelf;
    const TaskHistory *history = &shelf->history.tasks[index];

    static const struct {
        const char *mark;
        Ink ink;
    } STANDINGS[] = {[STANDING_OPEN] = {" ", INK_FAINT},
                     [STANDING_STARTED] = {" ", INK_FAINT},
                     [STANDING_KNOWN] = {"✓", INK_RIGHT},
                     [STANDING_RIGHT] = {"–", INK_PLAIN},
                     [STANDING_MISSED] = {"✗", INK_WRONG}};

    Standing standing = quiz_standing(history);
    const char *lead = arena_format(arena_of(s), "%s %2d  ", STANDINGS[standing].mark, number);
    const char *prompt = flow_plain(arena_of(s), &shelf->card.tasks[index].prompt);
    const char *line =
        arena_format(arena_of(s), "%s (%s, %s)", prompt, quiz_standing_word(standing),
                     format_points(arena_of(s), history->best));
    quiz_print(s, STANDINGS[standing].ink, lead, line);
}

static void print_result(Sitting *s) {
    const Shelf *shelf = s->session->app.shelf;
    quiz_print(s, INK_STRONG, "", str_of(STR_RESULT));
    quiz_print(s, INK_RIGHT, "", quiz_known_words(arena_of(s), shelf, STR_RESULT_KNOWN));
    quiz_print(s, INK_FAINT, "", str_of(STR_RESULT_KNOWN_NOTE));
    quiz_print(s, INK_PLAIN, "", quiz_points_words(arena_of(s), shelf));
    putchar('\n');
    for (int i = 0, number = 1; i < shelf->card.task_count; i++) {
        if (task_is_asked(&shelf->card.tasks[i])) print_result_line(s, number++, i);
    }
    putchar('\n');
}

void quiz_print_place(Sitting *s) {
    if (s->session->app.quiz.results) {
        print_result(s);
    } else {
        print_question(s);
    }
}
