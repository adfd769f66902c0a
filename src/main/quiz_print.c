// Questions, feedback and results as text, from the same state and words as the window's.
#include "main/quiz_print.h"

#include "app/format.h"
#include "app/quiz_words.h"
#include "main/quiz_types.h"
#include "ui/flow.h"

#include <stdio.h>

static Arena *arena_of(Sitting *s) {
    return &s->session->frame;
}

void quiz_print(Sitting *s, Ink ink, const char *lead, const char *text) {
    terminal_print(&s->terminal, ink, lead, text);
}

const char *quiz_said(Sitting *s, const Doc *doc) {
    const App *app = &s->session->app;
    TaskForm form = attempt_form(app_attempt(app), app_task(app));
    Doc text = task_text(arena_of(s), doc, &form);
    return flow_plain(arena_of(s), &text);
}

void quiz_print_try(Sitting *s) {
    const App *app = &s->session->app;
    quiz_type(app_task(app)->type)->tell(s, app_attempt(app)->tries - 1);
    bool first = app_attempt(app)->tries == 1;
    if (first && quiz_was_sure(app_attempt(app))) {
        quiz_print(s, INK_FAINT, "", str_of(STR_SURE_WRONG));
    }
}

static void print_tries(Sitting *s) {
    const App *app = &s->session->app;
    for (int i = 0; i < app_attempt(app)->tries - app_attempt(app)->right; i++) {
        quiz_type(app_task(app)->type)->tell(s, i);
    }
}

static void print_hint_at(Sitting *s, int index) {
    const Hint *hint = &app_task(&s->session->app)->hints[index];
    const char *lead = arena_format(arena_of(s), "%s: ", str_of(STR_HINT));
    quiz_print(s, INK_ACCENT, lead, quiz_said(s, &hint->text));
}

void quiz_print_hint(Sitting *s) {
    print_hint_at(s, app_attempt(&s->session->app)->hints - 1);
}

void quiz_print_status(Sitting *s) {
    quiz_print(s, INK_FAINT, "", quiz_status_words(arena_of(s), &s->session->app));
    putchar('\n');
}

void quiz_print_again(Sitting *s) {
    const App *app = &s->session->app;
    const char *line = quiz_again_words(arena_of(s), app),
               *rate = quiz_rate_words(arena_of(s), app);
    if (!*line) return;
    quiz_print(s, INK_FAINT, "", arena_format(arena_of(s), "%s %s (type easy).", line, rate));
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
    quiz_type(task->type)->end(s);
    putchar('\n');
    const char *why = arena_format(arena_of(s), "%s: ", str_of(STR_EXPLANATION));
    quiz_print(s, INK_PLAIN, why, quiz_said(s, &task->explanation));
    print_sentence(s);
    quiz_print_again(s);
    quiz_print_status(s);
}

void quiz_print_proof(Sitting *s) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    if (!*task->visual.view) {
        quiz_print(s, INK_PLAIN, "", "This question has no figure.");
        return;
    }
    quiz_print(s, INK_PLAIN, "", quiz_said(s, &task->visual.observe));
    // Not broken into lines, so that it can be copied.
    printf("  phasor render %s%s--screen quiz --do \"task %s; reveal; prove\" -o proof.png\n\n",
           s->card, *s->card ? " " : "", task->id);
}

static void print_variant(Sitting *s) {
    const App *app = &s->session->app;
    TaskForm form = attempt_form(app_attempt(app), app_task(app));
    const char *words = quiz_variant_words(arena_of(s), app_task(app), &form);
    if (*words) quiz_print(s, INK_FAINT, "", words);
}

// In a test: what was answered, and nothing about it.
static void print_held(Sitting *s) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    TaskForm form = attempt_form(attempt, task);
    if (attempt->tries) {
        const char *said = attempt_answer(attempt, attempt->tries - 1);
        quiz_print(s, INK_PLAIN, "  ",
                   task_kind(task->type)->words(task, &form, said, arena_of(s)));
    }
    quiz_print(s, INK_FAINT, "", str_of(STR_TEST_ANSWERED));
    quiz_print_status(s);
}

static void print_question(Sitting *s) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    const Shelf *shelf = app->shelf;
    int all = card_asked_count(&shelf->card);
    bool test = quiz_in_test(app);
    const char *head =
        arena_format(arena_of(s), "%s · %s", quiz_place_words(arena_of(s), app),
                     test ? quiz_test_words(arena_of(s), shelf)
                          : quiz_known_words(arena_of(s), STR_KNOWN_OF, shelf->history.known, all));
    quiz_print(s, INK_ACCENT, "", head);
    const QuizType *type = quiz_type(task->type);
    quiz_print(s, INK_STRONG, "", quiz_said(s, &task->prompt));
    print_variant(s);
    putchar('\n');
    if (test && attempt->done) {
        print_held(s);
        return;
    }
    type->show(s);
    for (int i = 0; i < attempt->hints && i < task->hint_count; i++) print_hint_at(s, i);
    if (attempt->done) {
        if (!task_kind(task->type)->one_option) print_tries(s);
        quiz_print_end(s);
        return;
    }
    print_tries(s);
    if (*type->how) quiz_print(s, INK_FAINT, "", type->how);
    quiz_print_status(s);
}

static void print_result_line(Sitting *s, int place) {
    const App *app = &s->session->app;
    const Asked *asked = &app->quiz.queue[place];

    static const struct {
        const char *mark;
        Ink ink;
    } STANDINGS[] = {[STANDING_OPEN] = {" ", INK_FAINT},  [STANDING_STARTED] = {"…", INK_FAINT},
                     [STANDING_HELD] = {"•", INK_ACCENT}, [STANDING_KNOWN] = {"✓", INK_RIGHT},
                     [STANDING_PART] = {"◐", INK_PLAIN},  [STANDING_RIGHT] = {"–", INK_PLAIN},
                     [STANDING_MISSED] = {"✗", INK_WRONG}};

    Standing standing = quiz_standing_at(app, place);
    const char *lead = arena_format(arena_of(s), "%s %2d  ", STANDINGS[standing].mark, place + 1);
    const char *prompt = quiz_prompt_words(arena_of(s), asked->shelf, asked->task),
               *word = quiz_standing_word(standing);
    const char *said = standing > STANDING_HELD
                           ? arena_format(arena_of(s), "%s, %s", word,
                                          format_points(arena_of(s), quiz_points_at(app, place)))
                           : word;
    const char *line = arena_format(arena_of(s), "%s (%s)", prompt, said);
    quiz_print(s, STANDINGS[standing].ink, lead, line);
}

static void print_result(Sitting *s) {
    const App *app = &s->session->app;
    quiz_print(s, INK_STRONG, "", str_of(quiz_result_title(app)));
    if (app->quiz.test.asked) {
        quiz_print(s, INK_PLAIN, "", quiz_test_result_words(arena_of(s), app));
    }
    RoundSum sum = quiz_sum(app);
    quiz_print(s, INK_RIGHT, "",
               quiz_known_words(arena_of(s), STR_RESULT_KNOWN, sum.known, app->quiz.count));
    quiz_print(s, INK_FAINT, "", str_of(STR_RESULT_KNOWN_NOTE));
    quiz_print(s, INK_PLAIN, "", quiz_points_words(arena_of(s), sum.points, app->quiz.count));
    if (sum.open) quiz_print(s, INK_PLAIN, "", quiz_open_words(arena_of(s), sum.open));
    putchar('\n');
    for (int i = 0; i < app->quiz.count; i++) print_result_line(s, i);
    putchar('\n');
}

void quiz_print_place(Sitting *s) {
    if (s->session->app.quiz.results) {
        print_result(s);
    } else {
        print_question(s);
    }
}
