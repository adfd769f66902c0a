// phasor new: writes a small card that explains itself, to start from.
#include "base/file.h"
#include "base/str.h"
#include "card/card.h"
#include "main/command.h"
#include "main/exchange.h"
#include "main/session.h"

#include <string.h>

// The id that stands in assets/starter.json, at the first place where it stands.
static const char MARK[] = "\"starter\"";

static bool is_id(const char *text) {
    size_t n = strlen(text);
    bool hyphens = text[0] == '-' || strstr(text, "--") || (n && text[n - 1] == '-');
    return n > 0 && n <= CARD_ID_MAX && !hyphens &&
           !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static const char *read_starter(Arena *arena, const char *id, Err *err) {
    enum { BYTES_MOST = 1 << 16 };

    const char *root = session_find_root(arena, err);
    if (!root) return NULL;
    const char *path = arena_format(arena, "%s/assets/starter.json", root);
    Bytes starter;
    if (!file_read(path, BYTES_MOST, arena, &starter, err)) return NULL;
    const char *mark = strstr(starter.at, MARK);
    if (!mark) {
        err_set(err, "%s: the text %s is missing in it", path, MARK);
        return NULL;
    }
    return arena_format(arena, "%.*s\"%s\"%s", (int)(mark - starter.at), starter.at, id,
                        mark + strlen(MARK));
}

int cmd_new(int argc, char **argv) {
    const char *path = NULL;
    const CommandOption options[] = {
        {"-o", "FILE", "write to this file instead of standard output", &path, NULL}};
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, 1, &operands);
    if (code >= 0) return code;
    Err err;
    const char *id = operands.count ? operands.at[0] : "";
    if (!is_id(id)) {
        err_set(&err, "found \"%.80s\", expected an id (a–z, 0–9 and single hyphens)", id);
        return command_usage(argv[0], &err);
    }
    if (path && file_exists(path)) {
        err_set(&err, "%s: exists already, and is left alone", path);
        return command_fail(&err);
    }
    Arena arena = {0};
    const char *card = read_starter(&arena, id, &err);
    code = card ? exchange_write(path, card, strlen(card), "a card to start from")
                : command_fail(&err);
    arena_free(&arena);
    return code;
}
