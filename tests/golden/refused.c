// What must be refused is refused: every request of tests/golden/refused with one line that names its place.
#include "compute/compute.h"
#include "support/golden.h"

#include <dirent.h>
#include <stdlib.h>

static const char refused_folder[] = "tests/golden/refused";

enum { LINES_MOST = 256 };

typedef struct Heard {
    Arena arena;
    const char *line[LINES_MOST];
    int lines, answers;
} Heard;

static void hear_answer(void *user, const char *line) {
    (void)line;
    ((Heard *)user)->answers++;
}

static void hear_complaint(void *user, const char *line) {
    Heard *heard = user;
    if (heard->lines < LINES_MOST) heard->line[heard->lines++] = arena_copy(&heard->arena, line);
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

// "FILE: /3/params/dim: what was found, what is allowed", one line.
static void check_line(const char *name, int index, const cJSON *request, const char *line) {
    const char *pointer = cJSON_GetStringValue(golden_get(request, "refused"));
    const char *what = cJSON_GetStringValue(golden_get(request, "case"));
    char want[300];
    snprintf(want, sizeof want, "%s: /%d%s: ", name, index, pointer ? pointer : "?");
    bool sentence = strstr(line, "found") || strstr(line, "asks for") || strstr(line, "allowed");
    bool ok = begins(line, want) && sentence && !strchr(line, '\n');
    test_note(ok, name, index, what ? what : "a case");
    if (!ok) fprintf(stderr, "    got:  %s\n    want: %s…\n", line, want);
}

static void check_file(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", refused_folder, name);
    Heard heard = {0};
    Bytes bytes = {0};
    Err err = {0};
    bool read = file_read(path, COMPUTE_FILE_MAX, &heard.arena, &bytes, &err);
    test_note(read, name, 0, "the file can be read");
    cJSON *list = read ? cJSON_ParseWithLength(bytes.at, bytes.size) : NULL;
    int count = cJSON_GetArraySize(list);
    ComputeTally tally =
        compute_text(name, bytes, (ComputeSink){hear_answer, hear_complaint, &heard});
    test_note(count > 0 && heard.answers == 0, name, 0, "none is answered");
    test_note(tally.failed == count && heard.lines == count, name, 0, "each is refused once");
    const cJSON *request = NULL;
    int index = 0;
    cJSON_ArrayForEach(request, list) {
        if (index < heard.lines) check_line(name, index, request, heard.line[index]);
        index++;
    }
    cJSON_Delete(list);
    arena_free(&heard.arena);
}

static int is_json(const struct dirent *entry) {
    return strstr(entry->d_name, ".json") != NULL;
}

int main(void) {
    struct dirent **names = NULL;
    int count = scandir(refused_folder, &names, is_json, alphasort);
    CHECK(count > 0);
    for (int f = 0; f < count; f++) {
        check_file(names[f]->d_name);
        free(names[f]);
    }
    free(names);
    return test_end();
}
