// Puts what was exported or made where it was asked for.
#include "main/exchange.h"

#include "base/file.h"
#include "base/str.h"
#include "main/command.h"

#include <stdio.h>

int exchange_write(const char *path, const char *text, size_t size, const char *said) {
    if (!path || str_same(path, "-")) {
        bool written = fwrite(text, 1, size, stdout) == size;
        return written ? EXIT_DONE : EXIT_FAILED; // main says that it could not be
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
