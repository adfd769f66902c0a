// Files beside a store: their names are made in one place, so that who writes one and who looks for it agree.
#include "progress/filename.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_COPIES = 1000, MOST_LINKS = 40 };

FileName filename_of(const char *path, const char *first, const char *last) {
    FileName name;
    int n = snprintf(name.text, sizeof name.text, "%s%s%s", path, first, last);
    if (n < 0 || (size_t)n >= sizeof name.text) name.text[0] = '\0';
    return name;
}

const char *filename_target(const char *path, Arena *arena) {
    FileName name = filename_of(path, "", "");
    for (int i = 0; i < MOST_LINKS; i++) {
        char target[PATH_MAX];
        ssize_t n = readlink(name.text, target, sizeof target - 1);
        if (n < 0) return arena_copy(arena, *name.text ? name.text : path);
        target[n] = '\0';
        name.text[filename_last(name.text) - name.text] = '\0';
        name = filename_of(target[0] == '/' ? "" : name.text, target, "");
    }
    return arena_copy(arena, path);
}

FileName filename_immutable(const char *path) {
    FileName address = filename_of("file:", "", "");
    size_t n = strlen(address.text);
    for (const char *at = path; *at && n + 20 < sizeof address.text; at++) {
        bool plain = *at != '%' && *at != '?' && *at != '#';
        if (plain) address.text[n++] = *at;
        if (!plain) n += (size_t)snprintf(address.text + n, 4, "%%%02X", (unsigned)*at);
    }
    memcpy(address.text + n, "?immutable=1", sizeof "?immutable=1");
    return address;
}

const char *filename_last(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

FileName filename_folder(const char *path) {
    FileName folder = filename_of(path, "", "");
    char *slash = strrchr(folder.text, '/');
    if (!slash) return filename_of(".", "", "");
    slash[slash == folder.text ? 1 : 0] = '\0';
    return folder;
}

void filename_remove(const char *path, const char *ending) {
    static const char *const PARTS[] = {"", FILENAME_LOG, FILENAME_INDEX, "-journal"};
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        unlink(filename_of(path, ending, PARTS[i]).text);
    }
}

int64_t filename_size(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? (int64_t)info.st_size : -1;
}

bool filename_free(const char *path, const char *ending, FileName *out) {
    for (int i = 1; i <= MOST_COPIES; i++) {
        char suffix[64];
        snprintf(suffix, sizeof suffix, "%s%d", ending, i);
        *out = filename_of(path, suffix, "");
        if (filename_size(out->text) < 0 &&
            filename_size(filename_of(path, suffix, FILENAME_LOG).text) < 0) {
            return true;
        }
    }
    errno = EEXIST;
    return false;
}

void filename_sync_folder(const char *path) {
    int file = open(filename_folder(path).text, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    fsync(file);
    close(file);
}

bool filename_sync(const char *path, Err *err) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    if (!ok) filename_fail("cannot be written", err);
    if (file >= 0) close(file);
    return ok;
}

bool filename_fail(const char *what, Err *err) {
    char reason[ERR_REASON_SIZE];
    err_reason(errno, reason);
    return err_set(err, "%s: %s", what, reason);
}
