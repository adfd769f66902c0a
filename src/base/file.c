// Reading and writing files whole, and making folders.
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(Err *err, const char *path, int error) {
    char reason[128] = "cannot be used";
    if (strerror_r(error, reason, sizeof reason) != 0) {
        snprintf(reason, sizeof reason, "error %d", error);
    }
    return err_set(err, "%s: %s", path, reason);
}

static bool check_kind(FILE *file, const char *path, size_t most, size_t *size, Err *err) {
    struct stat info;
    if (fstat(fileno(file), &info) != 0) return fail(err, path, errno);
    if (S_ISDIR(info.st_mode)) return err_set(err, "%s: is a folder, expected a file", path);
    if (!S_ISREG(info.st_mode)) return err_set(err, "%s: is not a regular file", path);
    if ((unsigned long long)info.st_size > most) {
        return err_set(err, "%s: %lld bytes, at most %zu are allowed", path,
                       (long long)info.st_size, most);
    }
    *size = (size_t)info.st_size;
    return true;
}

static bool read_all(FILE *file, const char *path, Arena *arena, size_t size, Bytes *out,
                     Err *err) {
    char *at = arena_alloc(arena, size + 1);
    size_t got = fread(at, 1, size, file);
    if (ferror(file)) return fail(err, path, errno);
    *out = (Bytes){at, got};
    return true;
}

bool file_read(const char *path, size_t most, Arena *arena, Bytes *out, Err *err) {
    *out = (Bytes){0};
    FILE *file = fopen(path, "rb");
    if (!file) return fail(err, path, errno);
    size_t size = 0;
    bool ok =
        check_kind(file, path, most, &size, err) && read_all(file, path, arena, size, out, err);
    (void)fclose(file); // nothing was written
    return ok;
}

// Whether a rename would put a file in the place of something else: a device, a pipe, a link to either.
static bool is_special(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

// Closes the file in any case. Devices and pipes cannot be synced.
static bool write_all(FILE *file, const void *data, size_t size, bool sync) {
    bool ok = fwrite(data, 1, size, file) == size && fflush(file) == 0 &&
              (!sync || fsync(fileno(file)) == 0);
    int error = errno;
    if (fclose(file) != 0 && ok) return false;
    errno = error;
    return ok;
}

static bool write_through(const char *path, const void *data, size_t size, Err *err) {
    FILE *file = fopen(path, "wb");
    return (file && write_all(file, data, size, false)) || fail(err, path, errno);
}

bool file_write(const char *path, const void *data, size_t size, Err *err) {
    if (is_special(path)) return write_through(path, data, size, err);
    char beside[4096];
    int n = snprintf(beside, sizeof beside, "%s.%ld.tmp", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof beside) {
        return err_set(err, "%.80s…: the path is too long", path);
    }
    FILE *file = fopen(beside, "wb");
    if (!file) return fail(err, path, errno);
    if (write_all(file, data, size, true) && rename(beside, path) == 0) return true;
    int error = errno;
    unlink(beside);
    return fail(err, path, error);
}

bool file_exists(const char *path) {
    return access(path, F_OK) == 0;
}

bool file_make_folder(const char *path, Err *err) {
    char part[4096];
    size_t n = strlen(path);
    if (n >= sizeof part) return err_set(err, "%.80s…: the path is too long", path);
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != '\0') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST) return fail(err, part, errno);
    }
    return true;
}
