// phasor quiz: the whole quiz in a terminal, with the window's rules and the window's store.
#include "base/str.h"
#include "main/backup_spawn.h"
#include "main/command.h"
#include "main/quiz_types.h"

#include <stdio.h>
#include <string.h>

static void apply(Sitting *s, ActionKind kind, double number, const char *text) {
    App *app = &s->session->app;
    app_set_clock(app, session_utc_ms());
    app_apply(app, &(Action){.kind = kind, .a = number, .text = text});
    if (*app->message) quiz_print(s, INK_WRONG, "", app->message);
}

static void go(Sitting *s, ActionKind kind, const char *text) {
    apply(s, kind, 0, text);
    quiz_print_place(s);
}

static void answer(Sitting *s, const char *text) {
    const App *app = &s->session->app;
    const Attempt *attempt = app_attempt(app);
    int tries = attempt->tries;
    apply(s, ACT_ANSWER, 0, text);
    apply(s, ACT_CHECK, 0, "");
    if (*app->quiz.note) {
        quiz_print(s, INK_PLAIN, "", app->quiz.note);
    } else if (attempt->done) {
        if (!attempt->right && app_task(app)->type != TASK_SINGLE_CHOICE) quiz_print_try(s);
        quiz_print_end(s);
    } else if (attempt->tries > tries) {
        quiz_print_try(s);
        quiz_print_status(s);
    }
}

static void do_hint(Sitting *s) {
    const Attempt *attempt = app_attempt(&s->session->app);
    if (attempt_next_hint(attempt, app_task(&s->session->app)) < 0) {
        quiz_print(s, INK_PLAIN, "", "There is no hint to show.");
        return;
    }
    int before = attempt->hints;
    apply(s, ACT_HINT, 0, "");
    if (attempt->hints == before) return;
    quiz_print_hint(s);
    quiz_print_status(s);
}

static void do_reveal(Sitting *s) {
    const Attempt *attempt = app_attempt(&s->session->app);
    apply(s, ACT_REVEAL, 0, "");
    if (attempt->done) quiz_print_end(s);
}

static void do_next(Sitting *s) {
    go(s, ACT_NEXT, "");
}

static void do_missed(Sitting *s) {
    go(s, ACT_MISSED, "");
}

static void do_again(Sitting *s) {
    if (app_attempt(&s->session->app)->done) {
        go(s, ACT_AGAIN, "");
    } else {
        quiz_print(s, INK_PLAIN, "", "This question is still open.");
    }
}

static void do_prove(Sitting *s) {
    if (app_attempt(&s->session->app)->done) {
        quiz_print_proof(s);
    } else {
        quiz_print(s, INK_PLAIN, "", "First the answer, then the proof.");
    }
}

static void do_undo(Sitting *s) {
    const App *app = &s->session->app;
    apply(s, ACT_UNDO, (double)app_attempt(app)->id, "");
    if (!*app->message) quiz_print_place(s);
}

static void do_quit(Sitting *s) {
    s->over = true;
}

static void do_help(Sitting *s);

// `task`, `result`: whether the word is understood at a question and on the result page.
typedef struct Word {
    const char *word, *help;
    void (*run)(Sitting *s);
    bool task, result;
} Word;

static const Word WORDS[] = {
    {"hint", "the next hint", do_hint, true, false},
    {"reveal", "show the answer", do_reveal, true, false},
    {"next", "the next question", do_next, true, false},
    {"prove", "how to see the answer proved", do_prove, true, false},
    {"again", "another try at this question", do_again, true, false},
    {"undo", "take this attempt back: it counts as never made", do_undo, true, false},
    {"missed", "ask again what is not yet known", do_missed, false, true},
    {"quit", "stop; everything is kept", do_quit, true, true},
    {"?", "this help", do_help, true, true},
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static bool understood(const Sitting *s, int word) {
    return s->session->app.quiz.results ? WORDS[word].result : WORDS[word].task;
}

// Letters that stand for options here.
static int option_count(const Sitting *s) {
    const App *app = &s->session->app;
    bool letters = app_task(app) && quiz_type(app_task(app)->type)->letters;
    return letters ? app_attempt(app)->order_count : 0;
}

// A word is also understood by its first letter, unless that letter is an option's.
static bool has_letter(const Sitting *s, int word) {
    return WORDS[word].word[0] - 'a' >= option_count(s);
}

static void do_help(Sitting *s) {
    if (option_count(s)) {
        char letters[] = "A to B";
        letters[5] = (char)('A' + option_count(s) - 1);
        printf("  %-10s answer with this option\n", letters);
    } else if (app_task(&s->session->app)) {
        printf("  %-10s answer\n", quiz_type(app_task(&s->session->app)->type)->input);
    }
    for (int i = 0; i < WORD_COUNT; i++) {
        if (!understood(s, i)) continue;
        const char *word = WORDS[i].word;
        char *both = arena_format(&s->session->frame, "%c, %s", word[0], word);
        printf("  %-10s %s\n", has_letter(s, i) && word[1] ? both : word, WORDS[i].help);
    }
    printf("  %-10s go to this question\n\n", "go 3");
}

// "3", or "go 3" where numbers are answers.
static bool go_to_number(Sitting *s, const char *line) {
    const App *app = &s->session->app;
    int64_t number;
    if (!str_integer(str_starts(line, "go ") ? line + 3 : line, &number)) return false;
    if (number < 1 || number > app->quiz.count) {
        printf("There are questions 1 to %d.\n", app->quiz.count);
        return true;
    }
    go(s, ACT_TASK, quiz_task(app, (int)number - 1)->id);
    return true;
}

// Carries out the word; false if there is no such word here.
static bool obey_word(Sitting *s, const char *line) {
    for (int i = 0; i < WORD_COUNT; i++) {
        bool letter = line[0] == WORDS[i].word[0] && !line[1] && has_letter(s, i);
        if (!understood(s, i) || (!letter && !str_same(line, WORDS[i].word))) continue;
        WORDS[i].run(s);
        return true;
    }
    return false;
}

// Whether the line answers the question at hand, which is then `out`.
static bool is_answer(const Sitting *s, const char *line, char out[ANSWER_MAX + 1]) {
    const App *app = &s->session->app;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    return task && *line && quiz_type(task->type)->take(task, attempt, line, out);
}

static void make_small(char *line) {
    for (char *at = line; *at; at++) {
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at - 'A' + 'a');
    }
}

static void obey(Sitting *s, char *line) {
    char text[ANSWER_MAX + 1];
    const Attempt *attempt = app_attempt(&s->session->app);
    bool done = attempt && attempt->done, meant = is_answer(s, line, text);
    make_small(line);
    if (meant && !done) {
        answer(s, text);
    } else if (!*line && done) {
        do_next(s);
    } else if (obey_word(s, line) || go_to_number(s, line)) {
        return;
    } else if (meant) {
        quiz_print(s, INK_PLAIN, "",
                   "This one is done: Enter for the next, “again” for another try.");
    } else {
        do_help(s);
    }
}

static const char *question_mark(const Sitting *s) {
    const Attempt *attempt = app_attempt(&s->session->app);
    if (!attempt) return "m missed, q quit, ? help >";
    if (attempt->done) return "Enter next, q quit, ? help >";
    return "Your answer (? help) >";
}

static void say_where(Sitting *s, const char *path) {
    StoreMode mode = store_mode(s->session->app.store);
    if (mode == STORE_MEMORY) {
        quiz_print(s, INK_FAINT, "", "Answers are kept for this session only.");
    }
    if (mode != STORE_WRITE && mode != STORE_RESCUED) return;
    const char *line = arena_format(&s->session->frame, "Answers are kept in %s.", path);
    quiz_print(s, INK_FAINT, "", line);
}

// True once there is a question to ask or a result to show; says why not.
static bool begin(Sitting *s, const char *path) {
    App *app = &s->session->app;
    quiz_print(s, INK_STRONG, "", app->shelf->card.title);
    if (*app->message) quiz_print(s, INK_WRONG, "", app->message);
    say_where(s, path);
    if (app->quiz.count == 0) {
        quiz_print(s, INK_PLAIN, "", str_of(STR_NO_TASKS));
        return false;
    }
    // A test that was begun in the window ends: here each answer is judged at once.
    if (quiz_in_test(app)) apply(s, ACT_TEST_END, 0, "");
    apply(s, ACT_SCREEN, 0, "quiz");
    if (app_task(app) && app_attempt(app)->id == 0) return false; // the attempt could not be stored
    quiz_print(s, INK_FAINT, "",
               "Type an answer; h shows a hint, r the answer, q stops, ? says more.");
    putchar('\n');
    quiz_print_place(s);
    return true;
}

static int sit(Session *session, const char *card, const char *path) {
    Sitting sitting = {.session = session, .terminal = terminal_new(), .card = card};
    char line[TERMINAL_LINE_MAX + 1];
    if (!begin(&sitting, path)) return sitting.session->app.quiz.count ? EXIT_FAILED : EXIT_DONE;
    while (!sitting.over && terminal_ask(&sitting.terminal, question_mark(&sitting), line)) {
        arena_reset(&session->frame);
        obey(&sitting, line);
    }
    bool kept = store_mode(session->store) != STORE_MEMORY && !session->app.quiz.results;
    quiz_print(&sitting, INK_PLAIN, "",
               kept ? "Goodbye. The quiz goes on at this question." : "Goodbye.");
    return EXIT_DONE;
}

int cmd_quiz(int argc, char **argv) {
    const char *store = NULL;
    const CommandOption options[] = {
        {"--store", "FILE", "keep answers in this file", &store, NULL}};
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, 1, &operands);
    if (code >= 0) return code;
    const char *card = operands.count ? operands.at[0] : "";
    Session session;
    Err err;
    SessionOptions how = {.card = card, .store = store, .no_fonts = true};
    if (session_open(&session, how, &err)) {
        backup_spawn(&session);
        code = sit(&session, card, store ? store : session_store_path(&session.arena));
    } else {
        code = command_fail(&err);
    }
    session_close(&session);
    return code;
}
