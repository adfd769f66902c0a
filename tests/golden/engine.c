// Every scheme against numbers from published implementations: all files of tests/golden/data, all keys, as `phasor compute`
// prints them.
#include "compute/compute.h"
#include "engine/pe.h"
#include "support/golden.h"

#include <dirent.h>
#include <stdlib.h>

static const char data_folder[] = "tests/golden/data";

// Schemes whose reference files go by the name of a family.
static const struct {
    const char *scheme, *family;
} other_names[] = {
    {"learned", "learned_absolute"},
    {"t5", "t5_bias"},
    {"rerope", "remap"},
    {"self_extend", "remap"},
};

enum { OTHER_NAMES = sizeof other_names / sizeof other_names[0] };

static const char *family_of(const char *scheme) {
    for (int s = 0; s < OTHER_NAMES; s++) {
        if (strcmp(other_names[s].scheme, scheme) == 0) return other_names[s].family;
    }
    return scheme;
}

typedef struct Heard {
    cJSON *answer; // the last one
    int answers;
} Heard;

static void hear_answer(void *user, const char *line) {
    Heard *heard = user;
    cJSON_Delete(heard->answer);
    heard->answer = cJSON_Parse(line);
    heard->answers++;
}

static void hear_complaint(void *user, const char *line) {
    (void)user;
    fprintf(stderr, "    %s\n", line);
}

// Two texts, both of which may be missing.
static bool same_text(const cJSON *a, const cJSON *b) {
    const char *left = cJSON_GetStringValue(a), *right = cJSON_GetStringValue(b);
    return left && right ? strcmp(left, right) == 0 : left == right;
}

// The same sizes and the same type of numbers; a plain number has neither.
static void check_kind(Golden *g, const cJSON *got, const cJSON *want) {
    bool same = cJSON_Compare(golden_get(got, "shape"), golden_get(want, "shape"), true) ||
                (!golden_get(got, "shape") && !golden_get(want, "shape"));
    bool type = same_text(golden_get(got, "dtype"), golden_get(want, "dtype"));
    if (cJSON_IsArray(want)) same = type = true; // a short list: its count is compared
    test_note(same, g->name, 0, "the shape is that of the reference");
    test_note(type, g->name, 0, "the numbers are whole where the reference's are");
    if (!same || !type) fprintf(stderr, "    key %s\n", want->string);
}

static void compare(Golden *g, const cJSON *result) {
    const cJSON *want = NULL;
    cJSON_ArrayForEach(want, g->expect) {
        cJSON *item = golden_get(result, want->string);
        test_note(item != NULL, g->name, 0, want->string);
        if (!item) continue;
        check_kind(g, item, want);
        Numbers got = golden_numbers(g, item);
        golden_check(g, want->string, got.at, got.count);
    }
    golden_check_complete(g);
}

static void check_file(const char *name) {
    Golden golden;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", data_folder, name);
    bool open = golden_open(&golden, path, name);
    test_note(open, name, 0, "the file can be read");
    Bytes bytes = {0};
    Err err = {0};
    if (open && file_read(path, COMPUTE_FILE_MAX, &golden.arena, &bytes, &err)) {
        Heard heard = {0};
        compute_text(name, bytes, (ComputeSink){hear_answer, hear_complaint, &heard});
        test_note(heard.answers == 1, name, 0, "the request is answered");
        if (heard.answer) {
            const cJSON *scheme = golden_get(heard.answer, "scheme"),
                        *its_case = golden_get(heard.answer, "case");
            test_note(same_text(scheme, golden_get(golden.root, "scheme")), name, 0, "scheme");
            test_note(same_text(its_case, golden_get(golden.root, "case")), name, 0, "case");
            compare(&golden, golden_get(heard.answer, "result"));
        }
        cJSON_Delete(heard.answer);
    }
    golden_close(&golden);
}

static int is_json(const struct dirent *entry) {
    return strstr(entry->d_name, ".json") != NULL;
}

// Counts the files of a scheme on the way.
static void check_every_file(int *files) {
    struct dirent **names = NULL;
    int count = scandir(data_folder, &names, is_json, alphasort);
    CHECK(count > 0);
    for (int f = 0; f < count; f++) {
        check_file(names[f]->d_name);
        for (int s = 0; s < pe_scheme_count(); s++) {
            const char *family = family_of(pe_scheme_at(s)->id);
            size_t n = strlen(family);
            bool own = strncmp(names[f]->d_name, family, n) == 0 &&
                       strncmp(names[f]->d_name + n, "__", 2) == 0;
            if (own) files[s]++;
        }
        free(names[f]);
    }
    free(names);
}

static void a_scheme_without_reference_numbers_fails(const int *files) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        test_note(files[s] > 0, pe_scheme_at(s)->id, 0, "the scheme has reference numbers");
    }
}

int main(void) {
    enum { SCHEMES_MOST = 256 };

    int files[SCHEMES_MOST] = {0};
    CHECK(pe_scheme_count() <= SCHEMES_MOST);
    check_every_file(files);
    a_scheme_without_reference_numbers_fails(files);
    return test_end();
}
