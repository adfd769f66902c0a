// GIFT out and in, text for Anki: escapes, formulas, weights, and what is said about questions that cannot be taken over.
#include "formats/gift.h"

#include "base/str.h"
#include "formats/anki.h"
#include "formats/card_json.h"
#include "support/test.h"

// A card with one task of this JSON (behind its id).
static bool load_task(const char *task, Card *card) {
    Arena arena = {0};
    const char *json = arena_format(
        &arena,
        "{\"format\":1,\"id\":\"c\",\"title\":\"C\",\"lang\":\"en\",\"version\":\"1.0.0\","
        "\"sections\":[{\"id\":\"s\",\"markdown\":"
        "\"S\"}],\"references\":{\"su2023\":{\"text\":\"B\"}},\"tasks\":[{\"id\":\"t\",%s}]}",
        task);
    CardIssues issues;
    bool ok = card_parse("card.json", (Bytes){json, strlen(json)}, (CardParse){0}, card, &issues);
    if (!ok && issues.count) fprintf(stderr, "    %s\n", issues.at[0].text);
    CHECK(ok);
    card_issues_free(&issues);
    arena_free(&arena);
    return ok;
}

// What stands between the prompt's format and the last brace.
static void check_gift(const char *task, const char *want) {
    Card card;
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}};
    if (load_task(task, &card)) {
        gift_write(&card, &out);
        const char *text = strstr(arena_text_done(&out.text), "::t::[markdown]");
        CHECK_TEXT(text ? text + 15 : "", want);
    }
    card_free(&card);
    arena_free(&arena);
}

#define NO "{\"id\":\"b\",\"text\":\"B\",\"correct\":false,\"feedback\":\"N\"}"

static void what_gift_would_take_for_its_own_is_escaped(void) {
    check_gift("\"type\":\"single_choice\",\"prompt\":\"a\\\\\\\\b #1 = {x}: "
               "~y\\n\\nnext\",\"explanation\":\"E = 1\",\"options\":["
               "{\"id\":\"a\",\"text\":\"%50% of it\",\"correct\":true,\"feedback\":\"=a\"}," NO
               "]",
               "a\\\\\\\\b \\#1 \\= \\{x\\}\\: \\~y\\n\\nnext{\n"
               "\t=[markdown]%50% of it#\\=a\n"
               "\t~B#N\n"
               "\t####E \\= 1\n}\n");
}

static void formulas_survive_markdown_and_links_become_words(void) {
    check_gift("\"type\":\"single_choice\",\"prompt\":\"$a_1<\\\\frac{b}{c}$, $$x*y$$ [[#s|the "
               "section]] [[#s]] [@su2023] $5\","
               "\"explanation\":\"E\",\"options\":[{\"id\":\"a\",\"text\":\"[[#s|x]]\",\"correct\":"
               "true,\"feedback\":\"F\"}," NO "]",
               "\\\\\\\\(a\\\\_1&lt;\\\\\\\\frac\\{b\\}\\{c\\}\\\\\\\\), \\\\\\\\[x\\\\*y\\\\\\\\] "
               "the section s [su2023] $5{\n"
               "\t=x#F\n\t~B#N\n\t####E\n}\n");
}

static void several_right_options_share_the_points(void) {
    check_gift(
        "\"type\":\"multiple_choice\",\"prompt\":\"P\",\"explanation\":\"E\",\"options\":["
        "{\"id\":\"a\",\"text\":\"A\",\"correct\":true,\"feedback\":\"F\"},{\"id\":\"c\",\"text\":"
        "\"C\",\"correct\":true,"
        "\"feedback\":\"G\"},{\"id\":\"d\",\"text\":\"D\",\"correct\":true,\"feedback\":\"H\"}," NO
        "]",
        "P{\n\t~%33.33333%A#F\n\t~%33.33333%C#G\n\t~%33.33333%D#H\n\t~%-33.33333%B#N\n\t####E\n}"
        "\n");
}

static void numbers_have_tolerances_units_and_the_values_of_the_first_form(void) {
    check_gift("\"type\":\"numeric\",\"prompt\":\"{n} of {m}, "
               "$x_{n}$?\",\"explanation\":\"E\",\"answer\":\"n*m/4\",\"rel_tol\":0.01,"
               "\"unit\":\"KiB\",\"vars\":{\"n\":{\"choose\":[2048,3]},\"m\":{\"int\":[-3,-2]}},"
               "\"wrong\":[{\"expr\":\"n\",\"feedback\":\"No.\"}]",
               "2,048 of −3, \\\\\\\\(x\\\\_\\{n\\}\\\\\\\\)? "
               "(KiB){#\n\t=-1536:15.36\n\t=%0%2048:20.48#No.\n\t####E\n}\n");
}

static void check_number(const char *sum, const char *want) {
    char task[200], gift[200];
    snprintf(task, sizeof task,
             "\"type\":\"numeric\",\"prompt\":\"P\",\"explanation\":\"E\",\"answer\":\"%s\"", sum);
    snprintf(gift, sizeof gift, "P{#\n\t=%s\n\t####E\n}\n", want);
    check_gift(task, gift);
}

static void numbers_are_written_without_exponents(void) {
    check_number("1e-9", "0.000000001");
    check_number("-1.25e-9", "-0.00000000125");
    check_number("1.5e22", "15000000000000000000000");
    check_number("-0.5", "-0.5");
    check_number("1/3", "0.3333333333333333");
}

static void a_tolerance_beyond_all_numbers_is_the_largest_one(void) {
    enum { ZEROS = 292 };

    char want[ZEROS + 60] = "P{#\n\t=4:17976931348623157";
    memset(want + strlen(want), '0', ZEROS);
    snprintf(want + strlen(want), 20, "\n\t####E\n}\n");
    check_gift("\"type\":\"numeric\",\"prompt\":\"P\",\"explanation\":\"E\",\"answer\":\"4\","
               "\"rel_tol\":1e308",
               want);
}

static void two_right_options_have_half_of_the_points_each(void) {
    check_gift(
        "\"type\":\"multiple_choice\",\"prompt\":\"P\",\"explanation\":\"E\",\"options\":["
        "{\"id\":\"a\",\"text\":\"A\",\"correct\":true,\"feedback\":\"F\"},{\"id\":\"c\",\"text\":"
        "\"C\",\"correct\":true,\"feedback\":\"G\"}," NO "]",
        "P{\n\t~%50%A#F\n\t~%50%C#G\n\t~%-50%B#N\n\t####E\n}\n");
}

static void a_unit_becomes_text_which_is_said(void) {
    Card card;
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}};
    if (load_task("\"type\":\"numeric\",\"prompt\":\"P\",\"explanation\":\"E\",\"answer\":\"1\","
                  "\"unit\":\"KiB\"",
                  &card)) {
        gift_write(&card, &out);
        CHECK(out.left_count == 2);
        CHECK_TEXT(out.left[1], "1 unit as such: it is part of the question's text");
    }
    card_free(&card);
    arena_free(&arena);
}

static void what_gift_cannot_hold_is_said(void) {
    Card card;
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}};
    if (load_task("\"type\":\"ordering\",\"prompt\":\"P\",\"explanation\":\"E\",\"items\":[{\"id\":"
                  "\"a\",\"text\":\"A\"},{\"id\":\"b\","
                  "\"text\":\"B\"},{\"id\":\"c\",\"text\":\"C\"}],\"answer\":[\"c\",\"a\",\"b\"],"
                  "\"hints\":[{\"id\":\"h\",\"text\":\"H\"}]",
                  &card)) {
        gift_write(&card, &out);
        CHECK(out.tasks == 0 && out.left_count == 2);
        CHECK_TEXT(out.left[0], "1 hints, ids of options, points, sections and figures");
        CHECK_TEXT(out.left[1], "t: GIFT has no questions of the type ordering");
    }
    card_free(&card);
    arena_free(&arena);
}

// Nothing is written of a task whose type has no row, and that is said.
static void check_left_out(const char *task, const char *in_gift, const char *in_anki) {
    Card card;
    Arena arena = {0};
    Export gift = {.text = {.arena = &arena}}, anki = gift;
    if (load_task(task, &card)) {
        gift_write(&card, &gift);
        anki_write(&card, &anki);
        CHECK(gift.tasks == 0 && gift.left_count > 1);
        CHECK_TEXT(gift.left[gift.left_count - 1], in_gift);
        CHECK(anki.tasks == 0 && anki.left_count > 1);
        CHECK_TEXT(anki.left[anki.left_count - 1], in_anki);
    }
    card_free(&card);
    arena_free(&arena);
}

static void types_without_a_writer_are_left_out_and_said(void) {
    check_left_out(
        "\"type\":\"hotspot\",\"prompt\":\"P\",\"explanation\":\"E\",\"check\":\"i > j\","
        "\"visual\":{\"view\":\"comparison\"}",
        "t: GIFT has no questions of the type hotspot",
        "t: notes cannot ask a task of the type hotspot");
    check_left_out("\"type\":\"essay\",\"prompt\":\"P\",\"explanation\":\"E\"",
                   "t: GIFT has no questions of the type essay",
                   "t: notes cannot ask a task of the type essay");
}

// In

static void check_json(const char *gift, const char *part) {
    GiftRead read;
    gift_read("q.gift", (Bytes){gift, strlen(gift)}, (GiftNames){.id = "My Quiz!"}, &read);
    bool found = read.json && strstr(read.json, part);
    CHECK(found);
    if (!found) {
        fprintf(stderr, "    looked for: %s\n    in: %s\n", part, read.json ? read.json : "-");
    }
    if (read.json) {
        Card card;
        CardIssues issues;
        CHECK(card_parse("c", (Bytes){read.json, strlen(read.json)}, (CardParse){.strict = true},
                         &card, &issues));
        card_free(&card);
        card_issues_free(&issues);
    }
    gift_read_free(&read);
}

static void questions_become_tasks(void) {
    check_json("::A Title:: P {=a ~b}", "\"id\": \"a-title\"");
    check_json("P {=a ~b}", "\"id\": \"my-quiz\"");
    check_json("::x::P {=a ~b}\n\n::x::P {=a ~b}", "\"id\": \"x-2\"");
    check_json("// [id:deep-id]\n::x::P {=a ~b}", "\"id\": \"deep-id\"");
    check_json("Two {~%50%a ~%50%b ~%-100%c}", "\"type\": \"multiple_choice\"");
    check_json("True? {T#no#yes}", "\"feedback\": \"yes\"");
    check_json("N {#3:0.5}", "\"answer\": \"3\",\n   \"abs_tol\": 0.5");
    check_json("N {#2..5}", "\"answer\": \"3.5\",\n   \"abs_tol\": 1.5");
    check_json("N {#=3:0.03 =%0%4:0.04#four}", "\"rel_tol\": 0.01");
    check_json("N {#=3:0.03 =%0%4:0.03#four}", "\"abs_tol\": 0.03");
    check_json("N {#=3 =%0%4#four}", "\"expr\": \"4\",\n     \"feedback\": \"four\"");
    check_json("P {=a\\=b#f\\#g ~c}", "\"text\": \"a=b\"");
    check_json("P {=a ~b####all \\{of\\} it}", "\"explanation\": \"all {of} it\"");
    check_json("A {=a ~b} tail", "\"prompt\": \"A \\\\_\\\\_\\\\_\\\\_\\\\_ tail\"");
    check_json("P {=a\r~b\r}\r\rQ {=c ~d}", "\"text\": \"c\"");
    check_json("[markdown]\\\\\\\\[ \\\\\\\\] {=a ~b}", "\"prompt\": \"\\\\$\\\\$\"");
    check_json("\xEF\xBB\xBFP {=a\r\n~b\r\n}\r\n", "\"text\": \"a\"");
}

static void texts_of_every_format_become_markdown(void) {
    check_json("[markdown]*x* \\\\\\\\(a\\\\_1&lt;2\\\\\\\\) {=a ~b}",
               "\"prompt\": \"*x* $a_1<2$\"");
    check_json("[html]<p>A <b>b</b> &lt; c<br>d \\\\(x\\=1\\\\)</p> {=a ~b}",
               "\"prompt\": \"A **b** \\\\< c\\n\\nd $x=1$\"");
    check_json("[markdown]\\\\\\\\(x\\\\\\\\)5 {=a ~b}", "\"prompt\": \"$x$ 5\"");
    check_json("[plain]*x* <b> $1$ 2 {=a ~b}", "\"prompt\": \"\\\\*x\\\\* \\\\<b> \\\\$1\\\\$ 2\"");
    check_json("[html]x {=[plain]<i> ~b}", "\"text\": \"\\\\<i>\"");
    check_json("[markdown]see [[card]] [@key] {=a ~b}",
               "\"prompt\": \"see \\\\[[card]] \\\\[@key]\"");
    check_json("[markdown]<script>x</script> {=a ~b}",
               "\"prompt\": \"\\\\<script>x\\\\</script>\"");
}

static void check_note(const char *gift, const char *want) {
    GiftRead read;
    gift_read("q.gift", (Bytes){gift, strlen(gift)}, (GiftNames){.id = "q"}, &read);
    CHECK(read.note_count == 1);
    CHECK_TEXT(read.note_count ? read.notes[0].text : "", want);
    gift_read_free(&read);
}

static void a_malformed_question_is_one_line_and_the_next_one_is_read(void) {
    const char *gift = "// a comment\n\nA {=a ~b\n\nB {=a ~b}\n";
    GiftRead read;
    gift_read("q.gift", (Bytes){gift, strlen(gift)}, (GiftNames){.id = "q"}, &read);
    CHECK(read.tasks == 1 && read.errors == 1);
    CHECK_TEXT(read.notes[0].text, "q.gift:3: \"{\" is not closed before the blank line");
    gift_read_free(&read);
    check_note("A }", "q.gift:1: found \"}\" without \"{\" (as text it is written \\})");
    check_note("A {=a {b} ~c}", "q.gift:1: found \"{\" among the answers (as text it is \\{)");
    check_note("A {=a ~b} and {=c ~d}", "q.gift:1: found a second \"{\"");
    check_note("::A {=a ~b}", "q.gift:1: the title is not closed with \"::\"");
    check_note("A {x =a ~b}", "q.gift:1: found text before the first answer, expected = or ~");
    check_note("A {=a ~}", "q.gift:1: the answer behind \"~\" is empty");
    check_note("A\n{=a#b#c\n~d}", "q.gift:2: an answer has two feedbacks, by a second #");
    check_note("A {~a ~b}", "q.gift:1: no answer is right (= or a positive weight)");
    check_note("A {~%150%a ~b}", "q.gift:1: found the weight 150 %, expected −100 to 100");
    check_note("A {~%-101%a =b}", "q.gift:1: found the weight -101 %, expected −100 to 100");
    check_note("A {~%50%a ~%50%b}",
               "q.gift:1: found 2 answers, expected 3 to 10 where several are right");
    check_note("A {maybe}", "q.gift:1: the answers begin with none of =, ~, #, TRUE and FALSE");
    check_note("{=a ~b}", "q.gift:1: the question has no text");
    check_note("A {#}", "q.gift:1: no number follows the #");
    check_note("A {#x}", "q.gift:1: found \"x\", expected a number, NUMBER:TOLERANCE or LOW..HIGH");
    check_note("A {#3:-1}", "q.gift:1: the tolerance is negative");
    check_note("A {#5..3}", "q.gift:1: the range ends before it begins");
    check_note("A {#=%50%3}", "q.gift:1: no number is right (= without a weight or with 100 %)");
    check_note("", "q.gift:1: found no question");
    check_note("A \xFF {=a ~b}", "q.gift:1: found the byte 0xFF, which is not UTF-8 here");
    check_note("\n\nA \xF3\xB0\x80\x80 {=a ~b}",
               "q.gift:3: the text of the question cannot be shown: it is too long or holds "
               "characters for private use");
}

static void control_characters_become_spaces(void) {
    check_json("$CATEGORY: a\x1C"
               "b\n\nq {T}",
               "\"title\": \"a b\"");
    check_json("$CATEGORY: \x02\n\nq {T}", "\"title\": \"Questions\"");
    check_json("[markdown]$\ta{~$=n}$", "\"prompt\": \"$ a");
    check_json("a\x12z b {=A\x01z ~b}", "\"prompt\": \"a z b\"");
    check_json("x $$a \\nabla b$$ {=A ~b}", "abla b$$");
}

static void questions_of_other_types_are_listed(void) {
    check_note("A.",
               "q.gift:1: skipped “A.”: cards have no tasks for a description without answers");
    check_note("A {}", "q.gift:1: skipped “A”: cards have no tasks for an essay");
    check_note("A {=a =b}", "q.gift:1: skipped “A”: cards have no tasks for a short answer");
    check_note("A {=a -> b =c -> d}",
               "q.gift:1: skipped “A”: cards have no tasks for pairs to match");
    check_note("A {=a ~%50%b}",
               "q.gift:1: points for an answer that is not the right one are left out");
    check_note("A {#=3 =*#else}", "q.gift:1: feedback for all other numbers is left out");
    check_note("A {#=3:1 =%0%3.5#no}",
               "q.gift:1: one more number within the tolerance of the right one is left out");
}

// All notes, their places left out, with " | " between them.
static void check_notes(const char *gift, const char *want) {
    GiftRead read;
    Arena arena = {0};
    const char *said = "";
    gift_read("q", (Bytes){gift, strlen(gift)}, (GiftNames){.id = "q"}, &read);
    for (int i = 0; i < read.note_count; i++) {
        said = arena_format(&arena, "%s%s%s", said, i ? " | " : "",
                            strstr(read.notes[i].text, ": ") + 2);
    }
    CHECK_TEXT(said, want);
    CHECK(read.tasks == 1 || read.errors + read.skipped == 1);
    gift_read_free(&read);
    arena_free(&arena);
}

static void scripts_become_formulas(void) {
    check_json("[html]What is 2<sup>8</sup>? {=a ~b}", "\"prompt\": \"What is $2^{8}$?\"");
    check_json("[html]H<sub>2</sub>O {=a ~b}", "\"$H_{2}$O\"");
    check_json("[html]SO<sub>4</sub><sup>2&minus;</sup> {=a ~b}", "\"SO${}_{4}^{2-}$\"");
    check_json("[html]x<SUB>max</SUB> the 4<sup>th</sup> {=a ~b}",
               "\"$x_{\\\\text{max}}$ the $4^{\\\\text{th}}$\"");
    check_json("[html]a<sub>ij</sub>5 {=a ~b}", "\"$a_{ij}$ 5\"");
    check_json("[html]\\(y\\)<sup>2</sup> {=a ~b}", "\"$y$ ${}^{2}$\"");
    check_json("[html]P {=2<sup>8</sup> ~2<sub>8</sub>}", "\"text\": \"$2^{8}$\"");
    check_notes("[html]H<sub>2</sub>O {=a ~b}", "");
}

static void whatever_html_loses_is_said(void) {
    check_json("[html]<img src\\=\"x.png\" alt\\=\"A fan\">What is this? {=a ~b}",
               "\"\\\\[picture: A fan\\\\]What is this?\"");
    check_notes("[html]<img src\\=\"x\"><img> What is this? {=a ~b}", "a picture is left out");
    check_notes("[html]<table><tr><td>1</td><td>2</td></tr></table> {=a ~b}",
                "a table becomes lines of text");
    check_json("[html]<table><tr><td>1</td><td>2</td></tr></table> {=a ~b}", "\"1 \\\\| 2 \\\\|\"");
    check_notes("[html]P<script>alert(1)</script> {=a ~b}",
                "<script> and what is in it is left out");
    check_json("[html]P<script>alert(1)</script>! {=a ~b}", "\"P\\\\!\"");
    check_notes("[html]<a href\\=\"x\">P</a><video> {=a ~b}",
                "the address of a link is left out | <video> is left out");
    check_notes("[html]x<sup><b>2</b></sup> {=a ~b}",
                "a superscript (<sup>) becomes ordinary text");
    check_notes("[markdown]![a](b) {=a ~b}",
                "a text with a form that cards do not have is kept as it is written");
    check_notes("[html]<p class\\=\"x\"><span>P</span><!-- <x> --></p> {=a ~b}", "");
    check_json("[html]<ol><li>a<li>b</ol> <code>x_1</code> {=a ~b}",
               "\"1. a\\n\\n1. b\\n\\n `x_1`\"");
}

static void points_that_a_card_cannot_give_are_said(void) {
    check_json("Two {~%50%a ~%50%b ~%-50%c}", "\"partial\": \"coverage\"");
    check_notes("Two {~%50%a ~%50%b ~%-50%c}", "");
    check_notes(
        "Two {~%50%a ~%50%b ~c}",
        "points of the answers (50, 50, 0 %): now each right one gives 50 %, and each wrong "
        "one takes as much off");
    check_notes("One {=a ~%-25%b}", "points taken off for a wrong answer are left out");
    check_notes("One {~%80%a ~b}", "the right answer, worth 80 %, is worth all");
    check_notes("::T::Any {=a =b ~c}",
                "skipped “T”: cards have no tasks where each of several answers is right");
    check_notes("Any {#=2:0 =3:0}", "skipped “Any”: cards have one right number");
    check_notes("Any {#=2:0.1 =2:0.5}", "skipped “Any”: cards have one right number");
    check_notes(
        "Part {#=1024:0 =%50%1000:24#near}",
        "the number 1000, worth 50 %, is worth nothing | the wrong number 1000 ± 24 becomes "
        "1000 ± 0");
    check_notes("Comma {#0,5:0.01}", "found \"0,5:0.01\", expected a number with a decimal point, "
                                     "not a comma, NUMBER:TOLERANCE or LOW..HIGH");
    check_json("N {#1..5}", "\"explanation\": \"The answer: 3 ± 2\"");
}

static void categories_become_sections(void) {
    const char *gift = "P {=a ~b}\n\n$CATEGORY: $course$/top/Default for A/B//C\n\nQ {=a ~b}\n\n"
                       "$CATEGORY: x/Empty\n\n$CATEGORY: y/B//C\n\nR {=a ~b}";
    check_json(gift, "\"title\": \"My quiz\"");
    check_json(gift, "\"id\": \"questions\"");
    check_json(gift, "\"id\": \"b-c\",\n   \"title\": \"B/C\"");
    check_json(gift, "\"id\": \"b-c-2\",\n   \"title\": \"B/C\"");
    check_json(gift, "\"prompt\": \"R\"");
    check_json("$CATEGORY: $course$/Windows\n\nQ {=a ~b}", "\"title\": \"Windows\"");
    GiftRead read;
    gift_read("q", (Bytes){"Q {=a ~b}", 9}, (GiftNames){"q", "My title"}, &read);
    CHECK(read.json && strstr(read.json, "\"title\": \"My title\""));
    gift_read_free(&read);
}

static void ten_thousand_questions_are_read_and_no_more(void) {
    Arena arena = {0};
    ArenaText gift = {.arena = &arena};
    for (int i = 0; i < GIFT_QUESTION_MAX + 2; i++) {
        arena_text_add(&gift, "::same::Q {=a ~b}\n\n", 19);
    }
    GiftRead read;
    gift_read("q.gift", (Bytes){arena_text_done(&gift), gift.n}, (GiftNames){.id = "q"}, &read);
    CHECK(read.tasks == GIFT_QUESTION_MAX && read.errors == 2);
    CHECK_TEXT(read.notes[0].text, "q.gift:20001: more than 10000 questions");
    gift_read_free(&read);
    arena_free(&arena);
}

static void anki_gets_html_and_quotes(void) {
    Card card;
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}};
    if (load_task("\"type\":\"single_choice\",\"prompt\":\"a<b & *c* $x<1$ "
                  "\\\"q\\\"\",\"explanation\":\"- one\\n- two\\n\\n$$y$$\","
                  "\"section\":\"s\",\"options\":[{\"id\":\"a\",\"text\":\"A\",\"correct\":true,"
                  "\"feedback\":\"F\"}," NO "]",
                  &card)) {
        anki_write(&card, &out);
        const char *note = strstr(arena_text_done(&out.text), "c/t\t");
        CHECK_TEXT(note ? note : "", "c/t\t\"a&lt;b &amp; <i>c</i> \\(x&lt;1\\) &quot;q&quot;<ol "
                                     "type=\"\"a\"\"><li>A</li><li>B</li></ol>\"\t"
                                     "<b>A</b><br><ul><li>one</li><li>two</li></ul>\\[y\\]\tc s\n");
        CHECK(str_starts(arena_text_done(&out.text),
                         "#separator:tab\n#html:true\n#columns:id\tFront\tBack\tTags\n"));
    }
    card_free(&card);
    arena_free(&arena);
}

int main(void) {
    what_gift_would_take_for_its_own_is_escaped();
    formulas_survive_markdown_and_links_become_words();
    several_right_options_share_the_points();
    numbers_have_tolerances_units_and_the_values_of_the_first_form();
    numbers_are_written_without_exponents();
    a_tolerance_beyond_all_numbers_is_the_largest_one();
    two_right_options_have_half_of_the_points_each();
    a_unit_becomes_text_which_is_said();
    what_gift_cannot_hold_is_said();
    questions_become_tasks();
    texts_of_every_format_become_markdown();
    a_malformed_question_is_one_line_and_the_next_one_is_read();
    control_characters_become_spaces();
    questions_of_other_types_are_listed();
    scripts_become_formulas();
    whatever_html_loses_is_said();
    points_that_a_card_cannot_give_are_said();
    categories_become_sections();
    ten_thousand_questions_are_read_and_no_more();
    anki_gets_html_and_quotes();
    types_without_a_writer_are_left_out_and_said();
    return test_end();
}
