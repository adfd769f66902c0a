// Addresses that are opened outside the program: only those of the references of the card shown, and only pages of the web.
#include "app/app_handlers.h"
#include "app/strings.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

// RFC 3986, section 2: what an address is written with, less the apostrophe, which ends a word in a shell.
static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "-._~:/?#[]@!$&()*+,;=%";

// The host begins with a letter or a digit.
bool app_opens(const char *url) {
    bool web = str_starts(url, "https://") || str_starts(url, "http://");
    size_t size = strlen(url);
    if (!web || size >= ADDRESS_SIZE || strspn(url, LETTERS) != size) return false;
    char host = strstr(url, "://")[3];
    return host && strchr(LETTERS, host) < strchr(LETTERS, '-');
}

bool apply_open(App *app, const Action *action, Err *err) {
    const Card *card = &app->shelf->card;
    for (int i = 0; i < card->reference_count; i++) {
        const char *url = card->references[i].url;
        if (!str_same(url, action->text) || !app_opens(url)) continue;
        Arena scratch = {0};
        snprintf(app->opening, sizeof app->opening, "%s", url);
        app_say(app, "%s", str_fill(&scratch, STR_OPENING, url, NULL));
        arena_free(&scratch);
        return true;
    }
    return err_set(
        err,
        "open: found \"%.80s\", expected the address, http or https, of a reference of the card",
        action->text);
}
