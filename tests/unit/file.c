// Files are replaced whole; what is no file is written into and stays what it is.
#include "base/file.h"

#include "support/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// A folder of its own, and a path in it.
typedef struct Place {
    char folder[64], path[96], other[96];
} Place;

static Place place_new(void) {
    Place place = {.folder = "/tmp/phasor-file-XXXXXX"};
    CHECK(mkdtemp(place.folder) != NULL);
    snprintf(place.path, sizeof place.path, "%s/a", place.folder);
    snprintf(place.other, sizeof place.other, "%s/b", place.folder);
    return place;
}

// Fails if anything but the two paths was left in the folder.
static void place_remove(const Place *place) {
    unlink(place->path);
    rmdir(place->path);
    unlink(place->other);
    CHECK(rmdir(place->folder) == 0);
}

static bool holds(const char *path, const char *text) {
    Arena arena = {0};
    Bytes bytes = {0};
    Err err;
    bool same = file_read(path, 100, &arena, &bytes, &err) && strcmp(bytes.at, text) == 0;
    arena_free(&arena);
    return same;
}

static mode_t kind_of(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0 ? info.st_mode & S_IFMT : 0;
}

static void a_file_is_replaced_whole(void) {
    Place place = place_new();
    Err err;
    CHECK(file_write(place.path, "much of it", 10, &err) && holds(place.path, "much of it"));
    CHECK(file_write(place.path, "less", 4, &err) && holds(place.path, "less"));
    place_remove(&place);
}

static void a_link_stays_a_link(void) {
    Place place = place_new();
    Err err;
    CHECK(file_write(place.other, "old", 3, &err) && symlink(place.other, place.path) == 0);
    CHECK(file_write(place.path, "new", 3, &err));
    CHECK(kind_of(place.path) == S_IFLNK && holds(place.other, "new"));
    place_remove(&place);
}

static void a_pipe_stays_a_pipe_and_is_written_into(void) {
    Place place = place_new();
    CHECK(mkfifo(place.path, 0600) == 0);
    int reader = open(place.path, O_RDONLY | O_NONBLOCK);
    CHECK(reader >= 0);
    Err err;
    CHECK(file_write(place.path, "through", 7, &err));
    char got[8] = "";
    CHECK(read(reader, got, 7) == 7);
    CHECK_TEXT(got, "through");
    CHECK(kind_of(place.path) == S_IFIFO);
    close(reader);
    place_remove(&place);
}

static void a_pipe_is_not_waited_for(void) {
    Place place = place_new();
    CHECK(mkfifo(place.path, 0600) == 0);
    Arena arena = {0};
    Bytes bytes = {0};
    Err err;
    CHECK(!file_read(place.path, 100, &arena, &bytes, &err));
    CHECK(strstr(err.text, ": is not a regular file") != NULL);
    arena_free(&arena);
    place_remove(&place);
}

static void a_folder_is_refused_and_nothing_is_left_beside_it(void) {
    Place place = place_new();
    CHECK(mkdir(place.path, 0700) == 0);
    Err err;
    CHECK(!file_write(place.path, "x", 1, &err));
    CHECK(strstr(err.text, place.path) && !strchr(err.text, '\n'));
    CHECK(kind_of(place.path) == S_IFDIR);
    place_remove(&place);
}

static void a_device_that_is_full_says_so(void) {
    // As root a mistake would replace the machine's own.
    bool safe = kind_of("/dev/full") == S_IFCHR && geteuid() != 0;
    if (!safe) return;
    Err err;
    CHECK(!file_write("/dev/full", "x", 1, &err));
    CHECK(kind_of("/dev/full") == S_IFCHR);
}

static void a_file_in_pieces_is_replaced_at_its_end_or_not_at_all(void) {
    Place place = place_new();
    FileWriter writer;
    Err err;
    CHECK(file_write(place.path, "old", 3, &err));
    CHECK(file_begin(&writer, place.path, &err));
    file_put(&writer, "ne", 2);
    file_put(&writer, "w", 1);
    CHECK(holds(place.path, "old"));
    CHECK(file_end(&writer, true, &err) && holds(place.path, "new"));
    CHECK(file_begin(&writer, place.path, &err));
    file_put(&writer, "half", 4);
    CHECK(file_end(&writer, false, &err) && holds(place.path, "new"));
    CHECK(!file_begin(&writer, "/tmp/no/such/folder/a", &err));
    place_remove(&place);
}

int main(void) {
    a_file_in_pieces_is_replaced_at_its_end_or_not_at_all();
    a_file_is_replaced_whole();
    a_link_stays_a_link();
    a_pipe_stays_a_pipe_and_is_written_into();
    a_pipe_is_not_waited_for();
    a_folder_is_refused_and_nothing_is_left_beside_it();
    a_device_that_is_full_says_so();
    return test_end();
}
