// Puts what was exported or made where it was asked for.
#include "main/exchange.h"

#include "base/file.h"
#include "base/str.h"
#include "main/command.h"

#include <stdio.h>

int exchange_write(const char *path, const char *text, size_t size, const char *said) {
    if (!path || str_same(path, "-")) {
        fwrite(text, 1, size, stdout); // main looks whether it has arrived
        return EXIT_DONE;
    }
    Err err;
    if (!file_write(path, text, size, &err)) return command_fail(&err);
    printf("%s: %s\n", path, said);
    return EXIT_DONE;
}

const char *exchange_count(int count, const char *what, char out[40]) {
    snprintf(out, 40, "%d %s%s", count, what, count == 1 ? "" : "s");
    return out;
}
