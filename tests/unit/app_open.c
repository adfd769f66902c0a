// Addresses of references: which can be opened outside the program, and that nothing but a press or Enter asks for it.
#include "support/quiz_bench.h"

#include <string.h>

static void only_pages_of_the_web_are_opened(void) {
    static const char *const GOOD[] = {"https://arxiv.org/abs/2104.09864", "http://example.org",
                                       "https://example.org/a?b=c&d=%20(e)#f"};
    static const char *const BAD[] = {"",
                                      "https://",
                                      "file:///etc/passwd",
                                      "javascript:alert(1)",
                                      "HTTPS//x",
                                      "https://-x",
                                      "https:///etc",
                                      "ftp://example.org",
                                      "https://example.org/a b",
                                      "https://example.org/\"",
                                      "https://example.org/'",
                                      "https://example.org/`id`",
                                      "https://example.org/\\",
                                      "https://example.org/\n",
                                      "https://ex\xC3\xA4mple.org",
                                      " https://example.org"};
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) CHECK(app_opens(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) CHECK(!app_opens(BAD[i]));
    char longest[ADDRESS_SIZE + 1] = "https://example.org/";
    memset(longest + 20, 'a', ADDRESS_SIZE - 21);
    CHECK(app_opens(longest));
    longest[ADDRESS_SIZE - 1] = 'a';
    CHECK(!app_opens(longest));
}

static void scroll_to_the_end(Bench *b) {
    look(b);
    run(b, "scroll 1000000");
    look(b);
    look(b);
}

static Bench references(void) {
    Bench b = ask("rope-long-range");
    run(&b, "screen read");
    scroll_to_the_end(&b);
    return b;
}

static void an_address_is_opened_by_the_mouse_and_by_enter(void) {
    Bench b = references();
    const char *url = b.app.shelf->card.references[0].url;
    tab_to(&b, UI_LINK, url);
    CHECK(*b.app.opening == '\0');
    press(&b, UI_KEY_ENTER, 0);
    CHECK_TEXT(b.app.opening, url);
    CHECK(strstr(b.app.message, url));
    b.app.opening[0] = '\0';
    const Card *card = &b.app.shelf->card;
    url = card->references[card->reference_count - 1].url;
    scroll_to_the_end(&b);
    click(&b, middle(find(&b, UI_LINK, url)));
    CHECK_TEXT(b.app.opening, url);
    leave(&b);
}

static void what_is_no_reference_is_refused_and_what_cannot_be_opened_is_text(void) {
    Bench b = references();
    Action action = {.kind = ACT_OPEN, .text = "https://example.org/"};
    CHECK(!app_apply(&b.app, &action) && *b.app.opening == '\0');
    b.app.shelf->card.references[0].url = "file:///etc/passwd";
    action.text = "file:///etc/passwd";
    CHECK(!app_apply(&b.app, &action) && *b.app.opening == '\0');
    scroll_to_the_end(&b);
    CHECK(find(&b, UI_TEXT, "file:///etc/passwd") && !find(&b, UI_LINK, "file:///etc/passwd"));
    leave(&b);
}

int main(void) {
    only_pages_of_the_web_are_opened();
    an_address_is_opened_by_the_mouse_and_by_enter();
    what_is_no_reference_is_refused_and_what_cannot_be_opened_is_text();
    return test_end();
}
