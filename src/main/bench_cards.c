// A large card made up, then checked as `phasor check --strict` does: reading, links, formulas, proofs and rules.
#include "formats/card_lint.h"
#include "main/bench.h"
#include "sdl/window.h"

#include <string.h>

enum { SECTIONS = 100 };

static void put(ArenaText *out, const char *text) {
    arena_text_add(out, text, strlen(text));
}

static const char HEAD[] =
    "{\"format\":1,\"id\":\"large\",\"title\":\"Large\",\"lang\":\"en\",\"version\":\"1.0.0\","
    "\"references\":{\"book\":{\"text\":\"A book\"}},"
    "\"lessons\":[{\"id\":\"fan\",\"view\":\"alibi-fan\",\"preset\":{\"heads\":8,\"n\":1024}}],"
    "\"sections\":[";

// The text that every task has, with %d for its number and its section.
static const char TASK[] =
    "%s{\"id\":\"task-%d\",\"prompt\":\"What is $%d+\\\\theta_{%d}$ in **section** %d?\","
    "\"section\":\"section-%d\",\"quote\":\"This is section %d\",\"explanation\":\"It is $%d$ as "
    "[@book] says.\",\"hints\":[{\"id\":\"h1\",\"stage\":\"locate\",\"text\":\"Read "
    "[[#section-%d|it]].\"},{\"id\":\"h2\",\"stage\":\"principle\",\"text\":\"Think of "
    "$\\\\theta$.\"},{\"id\":\"h3\",\"stage\":\"almost\",\"text\":\"Nearly "
    "%d.\"}],\"visual\":{\"view\":\"alibi-fan\",\"preset\":{\"heads\":8},\"observe\":\"See "
    "it.\",\"lesson\":\"fan\"},\"proof\":{\"expr\":\"theta(10000, 128, %d) <= 1\"},";

static const char CHOICE[] =
    "\"type\":\"single_choice\",\"options\":["
    "{\"id\":\"a\",\"text\":\"The first $a$\",\"correct\":%s,\"feedback\":\"It is a.\"},"
    "{\"id\":\"b\",\"text\":\"The other $b$\",\"correct\":%s,\"feedback\":\"It is b.\"},"
    "{\"id\":\"c\",\"text\":\"The third $c$\",\"correct\":%s,\"feedback\":\"It is c.\"}]}";

static const char NUMBER[] = "\"type\":\"numeric\",\"vars\":{\"n\":{\"choose\":[2,3,4]}},"
                             "\"answer\":\"n*%d\",\"abs_tol\":0.1,"
                             "\"wrong\":[{\"expr\":\"n*%d + 1\",\"feedback\":\"One too many.\"}]}";

static void put_task(Arena *arena, ArenaText *out, int i) {
    int section = i % SECTIONS;
    put(out, arena_format(arena, TASK, i ? "," : "", i, i, i, section, section, section, i, section,
                          i, i % 64));
    if (i % 2) {
        put(out, arena_format(arena, NUMBER, i, i));
        return;
    }
    const char *right[3] = {"false", "false", "false"};
    right[i / 2 % 3] = "true";
    put(out, arena_format(arena, CHOICE, right[0], right[1], right[2]));
}

static Bytes make_card(Arena *arena, int tasks) {
    ArenaText out = {.arena = arena};
    put(&out, HEAD);
    for (int i = 0; i < SECTIONS; i++) {
        put(&out, arena_format(arena,
                               "%s{\"id\":\"section-%d\",\"lesson\":\"fan\",\"markdown\":\"This is "
                               "section %d with $x_{%d}$.\"}",
                               i ? "," : "", i, i, i));
    }
    put(&out, "],\"tasks\":[");
    for (int i = 0; i < tasks; i++) put_task(arena, &out, i);
    put(&out, "]}");
    return (Bytes){arena_text_done(&out), out.n};
}

bool bench_cards(int tasks, double *check_ms, Err *err) {
    Arena arena = {0};
    Bytes json = make_card(&arena, tasks);
    double from_ms = window_now_ms();
    Card card;
    CardIssues issues;
    bool ok = card_parse("large.json", json, session_rules(true), &card, &issues);
    if (ok) card_lint(&card, &issues);
    *check_ms = window_now_ms() - from_ms;
    ok = ok && issues.count == 0;
    if (!ok) err_set(err, "bench: %.500s", issues.count ? issues.at[0].text : "the card is lost");
    card_free(&card);
    card_issues_free(&issues);
    arena_free(&arena);
    return ok;
}
