// Writing the one line of an error.
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_set(Err *err, const char *format, ...) {
    if (!err) return false;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    // What was found may hold anything; the error stays one line.
    for (char *c = err->text; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == 127) *c = ' ';
    }
    return false;
}

void err_reason(int error, char out[ERR_REASON_SIZE]) {
    if (strerror_r(error, out, ERR_REASON_SIZE) != 0) {
        snprintf(out, ERR_REASON_SIZE, "error %d", error);
    }
}
