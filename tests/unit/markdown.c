// Texts of cards, written out again as one line so that a case is a row: what is written, what is read.
#include "formats/markdown.h"

#include "support/test.h"

#include <stdlib.h>

// Blocks as P H1 I1 Q M C with their runs in {}: t text, e emphasis, s strong, c code, m maths, w wiki, k citation, l link, br.
static const char *run_text(Arena *arena, const Run *run) {
    static const char *const styles[] = {"t", "e", "s", "es"};
    switch (run->kind) {
    case RUN_TEXT: return arena_format(arena, "%s{%s}", styles[run->style], run->text);
    case RUN_CODE: return arena_format(arena, "c{%s}", run->text);
    case RUN_MATH: return arena_format(arena, "m{%s}", run->text);
    case RUN_WIKI: return arena_format(arena, "w{%s#%s|%s}", run->card, run->section, run->text);
    case RUN_CITE: return arena_format(arena, "k{%s}", run->text);
    case RUN_LINK: return arena_format(arena, "l{%s|%s}", run->card, run->text);
    default: return "br";
    }
}

static const char *doc_text(Arena *arena, const Doc *doc) {
    static const char *const kinds[] = {"P", "H", "I", "M", "C", "Q"};
    const char *all = "";
    for (int i = 0; i < doc->block_count; i++) {
        const Block *block = &doc->blocks[i];
        const char *level = block->level ? arena_format(arena, "%d", block->level) : "";
        const char *number = block->number ? arena_format(arena, ".%d", block->number) : "";
        all =
            arena_format(arena, "%s%s%s%s%s", all, i ? " " : "", kinds[block->kind], level, number);
        for (int j = 0; j < block->run_count; j++) {
            all = arena_format(arena, "%s %s", all, run_text(arena, &block->runs[j]));
        }
    }
    return all;
}

static void texts_are_read_as_written(void) {
    static const char *const rows[][2] = {
        {"one\ntwo", "P t{one two}"},
        {"one  \ntwo", "P t{one} br t{two}"},
        {"a\n\nb", "P t{a} P t{b}"},
        {"## Head", "H2 t{Head}"},
        {"*a* **b** ***c*** d", "P e{a} t{ } s{b} t{ } es{c} t{ d}"},
        {"a `co*de` b", "P t{a } c{co*de} t{ b}"},
        {"- a\n- b\n  1. c\n  2. d", "I1 t{a} I1 t{b} I2.1 t{c} I2.2 t{d}"},
        {"3. a\n\n   more\n\n4. b", "I1.3 t{a} P1 t{more} I1.4 t{b}"},
        {"- a\n\n# after", "I1 t{a} H1 t{after}"},
        {"- a\n  - b\n\n<!-- -->\nafter", NULL},
        {"> - a\n\nafter", "I1 t{a} P t{after}"},
        {"> said", "Q t{said}"},
        {"```\nx = 1\n\n y\n```", "C c{x = 1\n\n y}"},
        {"&lt;b&gt; &amp; \\* \\< &copy;", "P t{<b> & * < &copy;}"},
        {"[see *this*](https://a.b/c?d=1&e=$x$) <https://x.y>",
         "P l{https://a.b/c?d=1&e=$x$|see this} t{ } l{https://x.y|https://x.y}"},
        {"naïve “quotes” − 日本語", "P t{naïve “quotes” − 日本語}"},
        // formulas
        {"is $x_i*y_j*z$ so", "P t{is } m{x_i*y_j*z} t{ so}"},
        {"it is $5 and $6", "P t{it is $5 and $6}"},
        {"it is $5/$6 or $ x $", "P t{it is $5/$6 or $ x $}"},
        {"\\$5 is $x$", "P t{$5 is } m{x}"},
        {"$5, then $x$", "P t{$5, then } m{x}"},
        {"$a|b$ and $\\\\x\\$$", "P m{a|b} t{ and } m{\\\\x\\$}"},
        {"$i<j>k$ $[a](b)$", "P m{i<j>k} t{ } m{[a](b)}"},
        {"*so $x*y$ is*", "P e{so } m{x*y} e{ is}"},
        {"$a\nb$", "P m{a\nb}"},
        {"$a\n\nb$", "P t{$a} P t{b$}"},
        {"as\n$$\n= x\n- y\n$$\nso", "P t{as} M m{\n= x\n- y\n} P t{so}"},
        {"$$x$$", "M m{x}"},
        {"- so $$x$$\n- y", "I1 t{so} M1 m{x} I1 t{y}"},
        {"> q $$x$$ r", "Q t{q} M m{x} Q t{r}"},
        {"`$x$ [[y]] [@z]` and $`$", "P c{$x$ [[y]] [@z]} t{ and } m{`}"},
        {"`a$b` or `$c`", "P c{a$b} t{ or } c{$c}"},
        {"```\n$$x$$ $y\n```", "C c{$$x$$ $y}"},
        // links and citations
        {"[[rope#one-pair|One pair]]", "P w{rope#one-pair|One pair}"},
        {"[[rope|The card]], [[rope]], [[#pairs]]",
         "P w{rope#|The card} t{, } w{rope#|rope} t{, } w{home#pairs|pairs}"},
        {"[[rope#a_b|x]]", NULL},
        {"[[#pairs|here]] and [[rope#pairs]]", "P w{home#pairs|here} t{ and } w{rope#pairs|pairs}"},
        {"as shown [@su2023], [@a2][@b3].", "P t{as shown } k{su2023} t{, } k{a2} k{b3} t{.}"},
        {"\\[[x]] \\[@y] [@] [@a b] a[[1],[2]]", "P t{[[x]] [@y] [@] [@a b] a[[1],[2]]}"},
        {"**[[rope|R]]**", "P w{rope#|R}"},
        {"a | b", "P t{a | b}"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Doc doc;
        Err err = {""};
        bool ok = markdown_parse(&arena, rows[i][0], "home", &doc, &err);
        CHECK(ok == (rows[i][1] != NULL));
        if (ok && rows[i][1]) CHECK_TEXT(doc_text(&arena, &doc), rows[i][1]);
        CHECK_TEXT(doc.source, rows[i][0]);
        arena_free(&arena);
    }
}

static void what_the_subset_has_no_form_for_is_refused_in_words(void) {
    static const char *const rows[][2] = {
        {"<b>x</b>", "HTML is not allowed (in JSON, a plain < is written \\\\<)"},
        {"<div>\nx\n</div>", "HTML is not allowed in a card's text"},
        {"![a](b.png)", "an image is not allowed in a card's text"},
        {"a\n\n---\n\nb", "a rule is not allowed in a card's text"},
        {"|a|b|\n|---|---|\n|1|2|", "a table is not allowed in a card's text"},
        {"so $$x", "a formula that begins with $$ is not closed with $$"},
        {"[[My Page]]", "the link [[My Page]] is malformed, expected [[card#section|label]], "
                        "[[card|label]] or [[#section]]"},
        {"[[|x]]", "the link [[|x]] is malformed, expected [[card#section|label]], [[card|label]] "
                   "or [[#section]]"},
        {"[[rope|]]", "the link [[rope|]] is malformed, expected [[card#section|label]], "
                      "[[card|label]] or [[#section]]"},
        {"[[rope#|x]]", "the link [[rope#|x]] is malformed, expected [[card#section|label]], "
                        "[[card|label]] or [[#section]]"},
        {"[x]()", "a link's address begins with https://, http:// or mailto:"},
        {"[x](javascript:y)", "a link's address begins with https://, http:// or mailto:"},
        {"\xF3\xB0\x80\x80", "character U+F0000 is for private use and not allowed"},
        {">>>>>>>>>>>>>>>>>> x", "nested deeper than 16"},
        {"- - - - - - - - - - x", "nested deeper than 16"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Doc doc;
        Err err = {"accepted"};
        CHECK(!markdown_parse(&arena, rows[i][0], "home", &doc, &err));
        CHECK_TEXT(err.text, rows[i][1]);
        CHECK(doc.block_count == 0 && !doc.blocks);
        arena_free(&arena);
    }
}

static void refuses(const char *part, size_t times, const char *tail, const char *words) {
    Arena arena = {0};
    size_t n = strlen(part);
    char *text = arena_alloc(&arena, n * times + strlen(tail) + 1);
    for (size_t i = 0; i < n * times; i++) text[i] = part[i % n];
    for (size_t i = 0; tail[i]; i++) text[n * times + i] = tail[i];
    Doc doc;
    Err err = {"accepted"};
    bool ok = markdown_parse(&arena, text, "home", &doc, &err);
    CHECK(ok == (words == NULL));
    if (words) CHECK_TEXT(err.text, words);
    CHECK(arena.held < (64u << 20));
    arena_free(&arena);
}

static void sizes_are_bounded(void) {
    refuses("x", MARKDOWN_BYTES_MAX, "", NULL);
    refuses("x", MARKDOWN_BYTES_MAX + 1, "", "a text of 65537 bytes, at most 65536 are allowed");
    refuses("$x$ ", MARKDOWN_BYTES_MAX / 4, "", NULL);
    refuses("*a* ", MARKDOWN_BYTES_MAX / 4, "", NULL);
    refuses("[[a]]", MARKDOWN_BYTES_MAX / 5, "", NULL);
    refuses("- a\n", MARKDOWN_BYTES_MAX / 4, "", NULL);
    refuses("[x][a] ", 4000, "\n\n[a]: https://example.org/a-rather-long-address-that-is-repeated",
            "links repeat their addresses too often");
}

static void without_a_home_a_link_to_a_section_is_refused(void) {
    Arena arena = {0};
    Doc doc;
    CHECK(!markdown_parse(&arena, "[[#pairs]]", "", &doc, NULL));
    CHECK(markdown_parse(&arena, "[[rope#pairs]]", "", &doc, NULL));
    arena_free(&arena);
}

int main(void) {
    texts_are_read_as_written();
    what_the_subset_has_no_form_for_is_refused_in_words();
    sizes_are_bounded();
    without_a_home_a_link_to_a_section_is_refused();
    return test_end();
}
