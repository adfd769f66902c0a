// FSRS-6 gives the numbers of ts-fsrs: memory after each review of 16 sequences, and the whole scheduler's over 13.
#include "progress/fsrs.h"

#include "support/golden.h"

#include <time.h>

static const double TOLERANCE = 1e-6; // relative; the reference rounds to eight decimals

static double number(const cJSON *object, const char *key) {
    const cJSON *item = golden_get(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
}

static void check_number(const char *name, int step, const char *key, double got, double want) {
    bool ok = fabs(got - want) <= TOLERANCE * fabs(want) + 5e-9;
    test_note(ok, name, step, key);
    if (!ok) fprintf(stderr, "    got %.12g, want %.12g\n", got, want);
}

// "2026-01-01T08:00:00.000Z"
static int64_t time_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(golden_get(object, key));
    int field[7] = {0};
    for (int i = 0; text && i < 7; i++) {
        while (*text && (*text < '0' || *text > '9')) text++;
        while (*text >= '0' && *text <= '9') field[i] = field[i] * 10 + *text++ - '0';
    }
    // Days since 1970 of a date of the Gregorian calendar, years counted from March.
    int64_t y = field[0] - (field[1] <= 2), m = (field[1] + 9) % 12;
    int64_t days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + field[2] - 1 - 719468;
    return (((days * 24 + field[3]) * 60 + field[4]) * 60 + field[5]) * 1000 + field[6];
}

// The weights of a sequence follow from its name and note, as the file has no field for them.
static FsrsModel model_of(const cJSON *root, const cJSON *sequence) {
    const char *name = cJSON_GetStringValue(golden_get(sequence, "name"));
    const char *note = cJSON_GetStringValue(golden_get(sequence, "note"));
    FsrsModel model = fsrs_default();
    const char *group = strstr(name, "FSRS-5") ? "fsrs5_as_migrated" : "fsrs6";
    const cJSON *weights = golden_get(golden_get(root, group), group[4] == '5' ? "w_used" : "w");
    for (int i = 0; i < FSRS_WEIGHT_COUNT; i++) {
        model.weights[i] = cJSON_GetArrayItem(weights, i)->valuedouble;
    }
    if (strstr(note, "enable_short_term=false")) model.short_term = false;
    if (strstr(name, "retention 0.95")) model.retention = 0.95;
    if (strstr(name, "retention 0.80")) model.retention = 0.8;
    return model;
}

static int check_memory(const cJSON *root, const cJSON *sequence) {
    FsrsModel model = model_of(root, sequence);
    const char *name = cJSON_GetStringValue(golden_get(sequence, "name"));
    FsrsMemory memory = {0};
    const cJSON *step = NULL;
    int n = 0;
    cJSON_ArrayForEach(step, golden_get(sequence, "steps")) {
        double days = number(step, "delta_t_days");
        if (n++ > 0) {
            check_number(name, n, "retrievability before",
                         fsrs_retrievability(&model, days, memory.stability),
                         number(step, "retrievability_before"));
        }
        memory = fsrs_recall(&model, memory, days, (FsrsRating)(int)number(step, "rating"));
        check_number(name, n, "stability", memory.stability, number(step, "stability"));
        check_number(name, n, "difficulty", memory.difficulty, number(step, "difficulty"));
        check_number(name, n, "interval", fsrs_interval(&model, memory.stability),
                     number(step, "interval_days_for_request_retention"));
    }
    return n;
}

static void check_preview(const FsrsModel *model, FsrsItem item, const cJSON *step,
                          const char *name, int n) {
    int64_t now = time_of(step, "now");
    int days = (int)(now / 86400000 - item.last_ms / 86400000);
    for (int i = 0; i < 4; i++) {
        FsrsItem next = fsrs_review(model, item, (FsrsRating)(i + 1), now, item.reps ? days : 0);
        const cJSON *due = cJSON_GetArrayItem(golden_get(step, "preview_due"), i);
        const cJSON *whole = cJSON_GetArrayItem(golden_get(step, "preview_scheduled_days"), i);
        cJSON *holder = cJSON_CreateObject();
        cJSON_AddStringToObject(holder, "t", due->valuestring);
        test_note(next.due_ms == time_of(holder, "t"), name, n, "preview due");
        test_note(next.days == whole->valueint, name, n, "preview days");
        cJSON_Delete(holder);
    }
}

static int check_scheduler(const cJSON *root, const cJSON *sequence) {
    FsrsModel model = model_of(root, sequence);
    const char *name = cJSON_GetStringValue(golden_get(sequence, "name"));
    FsrsItem item = {0};
    const cJSON *step = NULL;
    int n = 0;
    cJSON_ArrayForEach(step, golden_get(sequence, "steps")) {
        n++;
        check_preview(&model, item, step, name, n);
        int64_t now = time_of(step, "now");
        int days = item.reps ? (int)(now / 86400000 - item.last_ms / 86400000) : 0;
        if (item.reps) {
            // The reference's report counts full periods of 24 hours here, its scheduler dates.
            double full = floor((double)(now - item.last_ms) / 86400000);
            check_number(name, n, "retrievability before",
                         fsrs_retrievability(&model, full, item.memory.stability),
                         number(step, "retrievability_before"));
        }
        item = fsrs_review(&model, item, (FsrsRating)(int)number(step, "rating"), now, days);
        const cJSON *want = golden_get(step, "card");
        check_number(name, n, "stability", item.memory.stability, number(want, "stability"));
        check_number(name, n, "difficulty", item.memory.difficulty, number(want, "difficulty"));
        check_number(name, n, "state", (int)item.state, number(want, "state"));
        check_number(name, n, "reps", item.reps, number(want, "reps"));
        check_number(name, n, "lapses", item.lapses, number(want, "lapses"));
        check_number(name, n, "step", item.step, number(want, "learning_steps"));
        check_number(name, n, "days", item.days, number(want, "scheduled_days"));
        test_note(item.due_ms == time_of(want, "due"), name, n, "due");
        test_note(item.last_ms == time_of(want, "last_review"), name, n, "last review");
    }
    return n;
}

static void check_curve(const cJSON *root) {
    FsrsModel model = fsrs_default();
    const cJSON *point = NULL;
    cJSON_ArrayForEach(point, golden_get(root, "forgetting_curve")) {
        double got = fsrs_retrievability(&model, number(point, "t"), number(point, "s"));
        check_number("forgetting curve", 0, "retrievability", got, number(point, "fsrs6"));
    }
    cJSON_ArrayForEach(point, golden_get(root, "initial_state")) {
        FsrsRating rating = (FsrsRating)(int)number(point, "rating");
        FsrsMemory memory = fsrs_recall(&model, (FsrsMemory){0}, 0, rating);
        const cJSON *want = golden_get(point, "fsrs6");
        check_number("first review", (int)rating, "stability", memory.stability,
                     number(want, "stability"));
        check_number("first review", (int)rating, "difficulty", memory.difficulty,
                     number(want, "difficulty"));
    }
}

int main(void) {
    Arena arena = {0};
    Bytes bytes = {0};
    Err err = {0};
    CHECK(file_read("tests/golden/fsrs/fsrs-vectors.json", 1 << 20, &arena, &bytes, &err));
    cJSON *root = cJSON_ParseWithLength(bytes.at, bytes.size);
    CHECK(root != NULL);
    check_curve(root);
    int sequences = 0, steps = 0;
    const cJSON *sequence = NULL;
    cJSON_ArrayForEach(sequence, golden_get(root, "memory_model")) {
        steps += check_memory(root, sequence);
        sequences++;
    }
    CHECK(sequences == 16);
    cJSON_ArrayForEach(sequence, golden_get(root, "scheduler")) {
        steps += check_scheduler(root, sequence);
        sequences++;
    }
    CHECK(sequences == 29 && steps > 150);
    cJSON_Delete(root);
    arena_free(&arena);
    return test_end();
}
