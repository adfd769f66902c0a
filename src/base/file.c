// Reading and writing files whole, and making folders.
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(Err *err, const char *path, int error) {
    char reason[ERR_REASON_SIZE];
    err_reason(error, reason);
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
    // Opening a pipe would wait for its other end.
    int opened = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0) return fail(err, path, errno);
    FILE *file = fdopen(opened, "rb");
    if (!file) {
        (void)close(opened);
        return err_set(err, "%s: there is not enough memory", path);
    }
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

bool file_begin(FileWriter *writer, const char *path, Err *err) {
    *writer = (FileWriter){.path = path, .special = is_special(path)};
    int n = snprintf(writer->beside, sizeof writer->beside, "%s.%ld.tmp", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof writer->beside) {
        return err_set(err, "%.80s…: the path is too long", path);
    }
    writer->stream = fopen(writer->special ? path : writer->beside, "wb");
    return writer->stream || fail(err, path, errno);
}

void file_put(FileWriter *writer, const void *data, size_t size) {
    if (writer->error || fwrite(data, 1, size, writer->stream) == size) return;
    writer->error = errno;
}

// Devices and pipes cannot be synced.
static bool arrives(FileWriter *writer) {
    FILE *file = writer->stream;
    return fflush(file) == 0 && (writer->special || fsync(fileno(file)) == 0);
}

bool file_end(FileWriter *writer, bool keep, Err *err) {
    int error = writer->error;
    if (!error && keep && !arrives(writer)) error = errno;
    if (fclose(writer->stream) != 0 && !error) error = errno;
    if (writer->special) return !error || fail(err, writer->path, error);
    if (!error && keep && rename(writer->beside, writer->path) == 0) return true;
    if (!error && keep) error = errno;
    unlink(writer->beside);
    return !error || fail(err, writer->path, error);
}

bool file_write(const char *path, const void *data, size_t size, Err *err) {
    FileWriter writer;
    if (!file_begin(&writer, path, err)) return false;
    file_put(&writer, data, size);
    return file_end(&writer, true, err);
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
