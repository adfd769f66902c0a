// Puts what was exported or made where it was asked for.
#include "main/exchange.h"

#include "base/file.h"
#include "base/str.h"
#include "main/command.h"

#include <stdio.h>
#include <sys/stat.h>

bool exchange_may_write(const char *path, const char *input, bool force, Err *err) {
    struct stat to, from;
    if (!path || str_same(path, "-") || stat(path, &to) != 0 || !S_ISREG(to.st_mode)) return true;
    bool read = input && stat(input, &from) == 0;
    if (read && to.st_dev == from.st_dev && to.st_ino == from.st_ino) {
        return err_set(err, "%s: is what is read, and is left alone", path);
    }
    return force ||
           err_set(err, "%s: exists already, and is left alone (--force replaces it)", path);
}

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
    snprintf(out, 40, "%d %s%s", count, what, str_plural(count));
    return out;
}
