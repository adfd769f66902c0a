// Any bytes as requests: each is answered by one line of JSON or refused by one line that names the file, and as many are
// compared.
#include "compute/compute.h"

#include "formats/json_place.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Heard {
    int answers, complaints;
} Heard;

static void hear_answer(void *user, const char *line) {
    enum {
        LINE_MOST = 100000
    }; // longer ones may hold more values than JSON from outside is allowed to

    Heard *heard = user;
    heard->answers++;
    size_t n = strlen(line);
    assert(!strchr(line, '\n'));
    JsonPlace place;
    Err err;
    assert(n > LINE_MOST || json_check((Bytes){line, n}, &place, &err));
}

static void hear_complaint(void *user, const char *line) {
    Heard *heard = user;
    heard->complaints++;
    assert(strncmp(line, "request.json:", strlen("request.json:")) == 0 && !strchr(line, '\n'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = {0};
    const char *text = arena_text(&arena, (const char *)data, size);
    Heard told = {0}, compared = {0};
    ComputeTally tally = compute_text("request.json", (Bytes){text, size},
                                      (ComputeSink){hear_answer, hear_complaint, &told});
    assert(tally.passed == told.answers && tally.failed == told.complaints);
    ComputeTally verdict = compute_verify("request.json", (Bytes){text, size},
                                          (ComputeSink){hear_answer, hear_complaint, &compared});
    assert(compared.answers == 0 && verdict.failed <= compared.complaints);
    assert(verdict.passed + verdict.failed == tally.passed + tally.failed);
    arena_free(&arena);
    return 0;
}
