// phasor quiz: the whole quiz in a terminal, with the window's rules and the window's store.
#include "base/str.h"
#include "main/backup_spawn.h"
#include "main/command.h"
#include "main/quiz_commands.h"

#include <stdio.h>
#include <string.h>

static const char *question_mark(const Sitting *s) {
    const Attempt *attempt = app_attempt(&s->session->app);
    if (!attempt && quiz_first_answered(&s->session->app)) {
        return "l look at the answers, m missed, q quit, ? help >";
    }
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

static const char HOW[] = "Type an answer; h shows a hint, r the answer, q stops, ? says more.";
static const char HOW_IN_TEST[] = "A test: one try each, no hints; what was right shows at the "
                                  "end. Type an answer; end stops the "
                                  "test, q leaves it for later, ? says more.";

// True once there is a question to ask or a result to show; says why not.
static bool begin(Sitting *s, const char *path, bool test) {
    App *app = &s->session->app;
    quiz_print(s, INK_STRONG, "", app->shelf->card.title);
    if (*app->message) quiz_print(s, INK_WRONG, "", app->message);
    say_where(s, path);
    if (app->quiz.count == 0) {
        quiz_print(s, INK_PLAIN, "", str_of(STR_NO_TASKS));
        return false;
    }
    bool begun = quiz_in_test(app);
    quiz_apply(s, test && !begun ? ACT_TEST : ACT_SCREEN, 0, "quiz");
    if (begun && !quiz_in_test(app)) begun = false; // it had no question left
    if (begun) quiz_print(s, INK_ACCENT, "", "The test that was begun goes on.");
    quiz_print(s, INK_FAINT, "", quiz_in_test(app) ? HOW_IN_TEST : HOW);
    putchar('\n');
    quiz_print_place(s);
    return true;
}

// What it promises was kept before it is said.
static const char *farewell(App *app) {
    StoreMode mode = store_mode(app->store);
    Err err;
    bool kept = (mode == STORE_WRITE || mode == STORE_RESCUED) && app_keep_place(app, &err);
    if (!kept || app->quiz.results) return "Goodbye.";
    if (quiz_in_test(app)) return "Goodbye. The test goes on at this question.";
    return app_attempt(app)->done ? "Goodbye. The quiz goes on with the next question."
                                  : "Goodbye. The quiz goes on at this question.";
}

static int sit(Session *session, const char *card, const char *path, bool test) {
    const Shelf *shelf = session->app.shelf;
    bool first = *card || shelf == session->app.shelves[0];
    Sitting sitting = {
        .session = session, .terminal = terminal_new(), .card = first ? card : shelf->card.id};
    char line[TERMINAL_LINE_MAX + 1];
    if (!begin(&sitting, path, test)) return session->app.quiz.count ? EXIT_FAILED : EXIT_DONE;
    while (!sitting.over && terminal_ask(&sitting.terminal, question_mark(&sitting), line)) {
        arena_reset(&session->frame);
        quiz_obey(&sitting, line);
    }
    quiz_print(&sitting, INK_PLAIN, "", farewell(&session->app));
    return EXIT_DONE;
}

int cmd_quiz(int argc, char **argv) {
    const char *store = NULL;
    bool test = false;
    const CommandOption options[] = {
        {"--store", "FILE", "keep answers in this file", &store, NULL},
        {"--test", NULL, "every question once, one try, no hints; the result at the end", NULL,
         &test}};
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    const char *card = operands.count ? operands.at[0] : "";
    Session session;
    Err err;
    SessionOptions how = {.card = card, .store = store, .own = true, .no_fonts = true};
    if (session_open(&session, how, &err)) {
        app_resume(&session.app, operands.count > 0);
        backup_spawn(&session);
        code = sit(&session, card, store ? store : session_store_path(&session.arena), test);
    } else {
        code = command_fail(&err);
    }
    session_close(&session);
    return code;
}
