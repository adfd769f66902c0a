// The words of the quiz: a table of rows, each understood where it makes sense, by its first letter too.
#include "main/quiz_commands.h"

#include "app/quiz_words.h"
#include "base/str.h"
#include "main/quiz_types.h"

#include <stdio.h>
#include <string.h>

// Where a word is understood: at an open question, at one that is done, the same in a test, and on the result page.
enum { OPEN = 1, DONE = 2, ASKED = 4, HELD = 8, RESULT = 16, TEST = ASKED | HELD };

static unsigned place_in(const App *app) {
    const Attempt *attempt = app_attempt(app);
    if (!attempt) return RESULT;
    if (quiz_in_test(app)) return attempt->done ? HELD : ASKED;
    return attempt->done ? DONE : OPEN;
}

void quiz_apply(Sitting *s, ActionKind kind, double number, const char *text) {
    App *app = &s->session->app;
    app_set_clock(app, session_utc_ms());
    app_apply(app, &(Action){.kind = kind, .a = number, .text = text});
    if (*app->message) quiz_print(s, INK_WRONG, "", app->message);
}

static void go(Sitting *s, ActionKind kind, const char *text) {
    quiz_apply(s, kind, 0, text);
    quiz_print_place(s);
}

// What the answer came to; of a test nothing is told but the next question, and after the last the result.
static void answer(Sitting *s, const char *text) {
    const App *app = &s->session->app;
    const Attempt *attempt = app_attempt(app);
    bool test = quiz_in_test(app);
    int tries = attempt->tries;
    const Asked *asked = &app->quiz.queue[app->quiz.at];
    quiz_apply(s, ACT_ANSWER, 0, text);
    quiz_apply(s, ACT_CHECK, 0, "");
    attempt = &asked->shelf->history.tasks[asked->task].latest;
    if (*app->quiz.note) {
        quiz_print(s, INK_PLAIN, "", app->quiz.note);
    } else if (test && attempt->done) {
        quiz_print_place(s);
    } else if (attempt->done) {
        if (!attempt->right && !task_kind(app_task(app)->type)->one_option) quiz_print_try(s);
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
    quiz_apply(s, ACT_HINT, 0, "");
    if (app_attempt(&s->session->app)->hints == before) return;
    quiz_print_hint(s);
    quiz_print_status(s);
}

static void do_reveal(Sitting *s) {
    quiz_apply(s, ACT_REVEAL, 0, "");
    if (app_attempt(&s->session->app)->done) quiz_print_end(s);
}

static void do_next(Sitting *s) {
    go(s, ACT_NEXT, "");
}

static void do_previous(Sitting *s) {
    go(s, ACT_PREVIOUS, "");
}

static void do_all(Sitting *s) {
    go(s, ACT_QUESTIONS, "");
}

static void go_to(Sitting *s, const Asked *asked) {
    const Card *card = &asked->shelf->card;
    go(s, ACT_TASK,
       arena_format(&s->session->frame, "%s#%s", card->id, card->tasks[asked->task].id));
}

static void do_rest(Sitting *s) {
    const App *app = &s->session->app;
    int at = 0;
    while (at < app->quiz.count && quiz_done(app, at)) at++;
    if (at < app->quiz.count) go_to(s, &app->quiz.queue[at]);
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
    quiz_apply(s, ACT_UNDO, (double)app_attempt(app)->id, "");
    if (!*app->message) quiz_print_place(s);
}

static void set_confidence(Sitting *s, const char *word, const char *said) {
    const App *app = &s->session->app;
    if (app_attempt(app)->tries > 0) {
        quiz_print(s, INK_PLAIN, "", "How sure you are counts before the first answer.");
        return;
    }
    quiz_apply(s, ACT_CONFIDENCE, 0, word);
    if (!*app->message) quiz_print(s, INK_FAINT, "", said);
}

static void do_sure(Sitting *s) {
    set_confidence(s, "sure", "Noted: sure. Now the answer.");
}

static void do_think(Sitting *s) {
    set_confidence(s, "think", "Noted: you think so. Now the answer.");
}

static void do_guess(Sitting *s) {
    set_confidence(s, "guess", "Noted: a guess. Now the answer.");
}

// The second time it is taken back.
static void do_easy(Sitting *s) {
    const App *app = &s->session->app;
    const Attempt *attempt = app_attempt(app);
    if (!attempt->known) {
        quiz_print(s, INK_PLAIN, "", "Only what is known can be easy.");
        return;
    }
    quiz_apply(s, ACT_RATE, 0, attempt->easy ? RATE_GOOD : RATE_EASY);
    if (!*app->message) quiz_print_again(s);
}

static void do_test(Sitting *s) {
    quiz_apply(s, ACT_TEST, 0, "");
    if (*s->session->app.message) return;
    quiz_print(s, INK_FAINT, "", str_of(STR_TEST_NOTE));
    quiz_print_place(s);
}

// Says what is not answered; the second time in a row it ends.
static void do_end(Sitting *s) {
    App *app = &s->session->app;
    if (app->test_ask) {
        go(s, ACT_TEST_END, "");
        return;
    }
    quiz_apply(s, ACT_TEST_ASK, 0, "");
    quiz_print(s, INK_PLAIN, "", quiz_leave_words(&s->session->frame, app));
    quiz_print(s, INK_PLAIN, "", "Once more “end” ends the test; an answer goes on with it.");
}

static void do_look(Sitting *s) {
    const App *app = &s->session->app;
    const Asked *asked = quiz_first_answered(app);
    if (asked) go_to(s, asked);
}

static void do_quit(Sitting *s) {
    s->over = true;
}

static void do_help(Sitting *s);

typedef struct Word {
    const char *word, *help;
    void (*run)(Sitting *s);
    unsigned where;
} Word;

static const Word WORDS[] = {
    {"sure", "say before the answer that you are sure; it changes no points", do_sure,
     OPEN | ASKED},
    {"think", "or that you think so", do_think, OPEN | ASKED},
    {"guess", "or that it is a guess", do_guess, OPEN | ASKED},
    {"hint", "the next hint", do_hint, OPEN | DONE},
    {"reveal", "show the answer", do_reveal, OPEN | DONE},
    {"next", "the next question", do_next, OPEN | DONE | TEST},
    {"prove", "how to see the answer proved", do_prove, OPEN | DONE},
    {"easy", "that was easy: ask again later; and back", do_easy, DONE},
    {"back", "the question before", do_previous, OPEN | DONE | TEST},
    {"again", "another try at this question", do_again, OPEN | DONE},
    {"undo", "take this attempt back: it counts as never made", do_undo, OPEN | DONE},
    {"look", "the answers of the test, one after another", do_look, RESULT},
    {"missed", "ask again what was missed", do_missed, RESULT},
    {"rest", "what is not answered yet", do_rest, RESULT},
    {"all", "from a retry or a review back to all questions", do_all, OPEN | DONE | RESULT},
    {"test", "every question once as a test: one try, the result at the end", do_test,
     OPEN | DONE | RESULT},
    {"end", "end the test, and see what was right", do_end, TEST},
    {"quit", "stop; everything is kept", do_quit, OPEN | DONE | TEST | RESULT},
    {"?", "this help", do_help, OPEN | DONE | TEST | RESULT},
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static bool understood(const Sitting *s, int word) {
    const App *app = &s->session->app;
    bool part = app->quiz.review || app->quiz.retry || app->quiz.test.asked;
    bool nothing = (WORDS[word].run == do_look && !quiz_first_answered(app)) ||
                   (WORDS[word].run == do_rest && app_open_count(app) == 0) ||
                   (WORDS[word].run == do_all && !part);
    return (WORDS[word].where & place_in(app)) != 0 && !nothing;
}

// Letters that stand for options here.
static int option_count(const Sitting *s) {
    const App *app = &s->session->app;
    return app_task(app) ? app_attempt(app)->order_count : 0;
}

// A word is also understood by its first letter, unless that letter is an option's or that of a word before it.
static bool has_letter(const Sitting *s, int word) {
    char letter = WORDS[word].word[0];
    for (int i = 0; i < word; i++) {
        if (WORDS[i].word[0] == letter && understood(s, i)) return false;
    }
    return letter - 'a' >= option_count(s);
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
    go_to(s, &app->quiz.queue[number - 1]);
    return true;
}

// The first of these words that the line means, WORD_COUNT if there is none.
static int find_word(const Sitting *s, const char *line, bool here) {
    int word = 0;
    for (; word < WORD_COUNT; word++) {
        bool letter = line[0] == WORDS[word].word[0] && !line[1] && has_letter(s, word);
        bool meant = letter || str_same(line, WORDS[word].word);
        if (meant && (!here || understood(s, word))) break;
    }
    return word;
}

// Carries out the word; false if there is no such word here.
static bool obey_word(Sitting *s, const char *line) {
    int word = find_word(s, line, true);
    if (word < WORD_COUNT) {
        WORDS[word].run(s);
        return true;
    }
    word = find_word(s, line, false);
    bool test = (place_in(&s->session->app) & TEST) != 0;
    if (!test || word == WORD_COUNT || !(WORDS[word].where & (OPEN | DONE))) return false;
    quiz_print(s, INK_PLAIN, "", str_of(STR_IN_TEST));
    return true;
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

void quiz_obey(Sitting *s, char *line) {
    char text[ANSWER_MAX + 1];
    unsigned place = place_in(&s->session->app);
    bool done = (place & (DONE | HELD)) != 0, meant = is_answer(s, line, text);
    make_small(line);
    if (meant && !done) {
        answer(s, text);
    } else if (!*line && done) {
        do_next(s);
    } else if (obey_word(s, line) || go_to_number(s, line)) {
        return;
    } else if (meant) {
        quiz_print(s, INK_PLAIN, "",
                   place == HELD
                       ? str_of(STR_TEST_ANSWERED)
                       : "This one is done: Enter for the next, “again” for another try.");
    } else {
        do_help(s);
    }
}
