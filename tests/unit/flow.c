// Text flow: lines break at spaces and nowhere else, links are items, quotes are marked. Every letter is half its size wide.
#include "ui/flow.h"

#include "formats/markdown.h"
#include "support/fake_metrics.h"
#include "support/test.h"

typedef struct Page {
    Ui ui;
    Arena frame;
    DrawList draw;
    Doc doc;
    FlowResult result;
} Page;

static int cite_seven(const void *self, const char *key) {
    (void)self;
    return strcmp(key, "su2023") == 0 ? 7 : 0;
}

static void set(Page *page, const char *text, double width, const char *mark) {
    *page = (Page){.ui = {.metrics = fake_metrics()}};
    UiInput in = {.width = 800, .height = 600, .scale = 1, .mouse = {-9, -9}};
    Err err = {0};
    CHECK(markdown_parse(&page->frame, text, "home", &page->doc, &err));
    page->draw = (DrawList){.arena = &page->frame};
    ui_begin(&page->ui, &in, THEME_LIGHT, 1, &page->draw);
    FlowStyle style = {
        .type = TYPE_PROSE, .color = COLOR_TEXT, .mark = mark, .cite_number = cite_seven};
    page->result = ui_flow(&page->ui, 1, &page->doc, (Rect){0, 0, width, 0}, style, true);
    ui_end(&page->ui);
}

static void page_free(Page *page) {
    ui_free(&page->ui);
    arena_free(&page->frame);
}

// Text of the n-th run that was drawn, "" if there are not so many.
static const char *run(const Page *page, int n) {
    for (int i = 0; i < page->draw.count; i++) {
        if (page->draw.at[i].kind == DRAW_TEXT && n-- == 0) return page->draw.at[i].text;
    }
    return "";
}

static void a_line_takes_as_many_words_as_fit(void) {
    Page page;
    set(&page, "one two three four", 8.5 * 9, ""); // nine letters
    CHECK_TEXT(run(&page, 0), "one two");
    CHECK_TEXT(run(&page, 1), "three");
    CHECK_TEXT(run(&page, 2), "four");
    CHECK_NEAR(page.result.height, 3 * 27, 1e-9);
    page_free(&page);
}

static void a_number_keeps_its_sign_beside_it(void) {
    Page page;
    set(&page, "all of 99 % lies", 8.5 * 9, ""); // "all of 99" would fit
    CHECK_TEXT(run(&page, 0), "all of");
    CHECK_TEXT(run(&page, 1), "99 % lies");
    page_free(&page);
    set(&page, "it is 2 × 34", 8.5 * 10, "");
    CHECK_TEXT(run(&page, 0), "it is");
    CHECK_TEXT(run(&page, 1), "2 × 34");
    page_free(&page);
    set(&page, "12 × 34 × 56", 8.5 * 6, ""); // too long for a line: it breaks all the same
    CHECK_TEXT(run(&page, 0), "12 ×");
    page_free(&page);
    set(&page, "a × b %", 8.5 * 4, ""); // nothing is counted
    CHECK_TEXT(run(&page, 0), "a ×");
    page_free(&page);
}

static void a_word_that_is_too_long_stands_alone(void) {
    Page page;
    set(&page, "a incomprehensibilities b", 8.5 * 6, "");
    CHECK_TEXT(run(&page, 1), "incomprehensibilities");
    CHECK_TEXT(run(&page, 2), "b");
    page_free(&page);
}

static void punctuation_sticks_to_what_it_follows(void) {
    Page page;
    set(&page, "see *this*, then", 8.5 * 9, "");
    CHECK_TEXT(run(&page, 0), "see");
    CHECK_TEXT(run(&page, 1), "this");
    CHECK_TEXT(run(&page, 2), ",");
    CHECK_NEAR(page.draw.at[2].r.y, page.draw.at[1].r.y, 1e-9);
    page_free(&page);
}

static void measuring_and_drawing_agree(void) {
    Page page;
    set(&page, "# Title\n\nSome *text* and `code`.\n\n- one\n- two\n\n$$a+b$$\n\nEnd.", 120, "");
    UiInput in = {.width = 800, .height = 600, .scale = 1};
    ui_begin(&page.ui, &in, THEME_LIGHT, 1, &page.draw);
    FlowStyle style = {.type = TYPE_PROSE, .color = COLOR_TEXT};
    FlowResult measured = ui_flow(&page.ui, 1, &page.doc, (Rect){0, 0, 120, 0}, style, false);
    ui_end(&page.ui);
    CHECK_NEAR(measured.height, page.result.height, 1e-9);
    page_free(&page);
}

static void a_link_is_one_item_however_it_breaks(void) {
    Page page;
    set(&page, "go to [[rope#dials|the card about RoPE]] now", 8.5 * 12, "");
    int links = 0, further = 0;
    for (int i = 0; i < page.ui.before.count; i++) {
        const UiItem *item = &page.ui.before.at[i];
        if (item->role != UI_LINK) continue;
        CHECK_TEXT(item->value, "rope#dials");
        if (item->state & UI_CONTINUED)
            further++;
        else
            links++;
    }
    CHECK(links == 1 && further >= 1);
    page_free(&page);
}

static void a_citation_shows_its_number_and_an_unknown_one_its_key(void) {
    Page page;
    set(&page, "as said [@su2023] and [@nobody]", 800, "");
    CHECK_TEXT(run(&page, 1), "[7]");
    CHECK_TEXT(run(&page, 3), "[nobody?]");
    page_free(&page);
}

static void a_formula_without_a_font_is_shown_as_its_source(void) {
    Page page;
    set(&page, "so $x^2$ grows", 800, "");
    CHECK_TEXT(run(&page, 1), "$x^2$");
    page_free(&page);
}

static void the_words_of_a_quote_are_marked(void) {
    Page page;
    set(&page, "The gap between query $i$ and *key* $j$: small.", 800,
        "between query $i$ and key $j$");
    CHECK(page.result.mark_y >= 0);
    page_free(&page);
    set(&page, "The gap between query and key.", 800, "no such words");
    CHECK(page.result.mark_y < 0);
    page_free(&page);
}

static void plain_text_has_everything_in_order(void) {
    Page page;
    set(&page, "A *b* `c` [[x|link]].\n\n- item", 800, "");
    CHECK_TEXT(flow_plain(&page.frame, &page.doc), "A b c link. · item");
    page_free(&page);
}

int main(void) {
    a_line_takes_as_many_words_as_fit();
    a_number_keeps_its_sign_beside_it();
    a_word_that_is_too_long_stands_alone();
    punctuation_sticks_to_what_it_follows();
    measuring_and_drawing_agree();
    a_link_is_one_item_however_it_breaks();
    a_citation_shows_its_number_and_an_unknown_one_its_key();
    a_formula_without_a_font_is_shown_as_its_source();
    the_words_of_a_quote_are_marked();
    plain_text_has_everything_in_order();
    return test_end();
}
