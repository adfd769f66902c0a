// Tables of requests that `phasor compute` must refuse or answer, written as one line each.
#ifndef TESTS_SUPPORT_REQUESTS_H
#define TESTS_SUPPORT_REQUESTS_H

#include "compute/compute.h"
#include "support/test.h"

// With ' for ". `says` is a part of the complaint, or the members of "expect".
typedef struct RequestRow {
    const char *scheme, *params, *says;
} RequestRow;

typedef struct RequestHeard {
    char line[800]; // the last one
    int answers, complaints;
} RequestHeard;

static inline void requests_hear_answer(void *user, const char *line) {
    RequestHeard *heard = user;
    heard->answers++;
    snprintf(heard->line, sizeof heard->line, "%s", line);
}

static inline void requests_hear_complaint(void *user, const char *line) {
    RequestHeard *heard = user;
    heard->complaints++;
    snprintf(heard->line, sizeof heard->line, "%s", line);
}

static inline Bytes requests_write(const RequestRow *row, const char *expect, char *json,
                                   size_t size) {
    int n = snprintf(json, size, "{'scheme': '%s', 'case': 'x', 'params': {%s}, 'expect': {%s}}",
                     row->scheme, row->params, expect);
    for (char *at = strchr(json, '\''); at; at = strchr(at, '\'')) *at = '"';
    CHECK(n > 0 && (size_t)n < size);
    return (Bytes){json, (size_t)n};
}

// Refused, with one complaint that contains what the row says.
static inline void requests_check_refused(const RequestRow *row) {
    char json[2000];
    RequestHeard heard = {{0}, 0, 0};
    Bytes bytes = requests_write(row, "", json, sizeof json);
    ComputeSink sink = {requests_hear_answer, requests_hear_complaint, &heard};
    ComputeTally tally = compute_text("x.json", bytes, sink);
    bool refused = tally.failed == 1 && heard.complaints == 1 && heard.answers == 0;
    bool said = strstr(heard.line, row->says) != NULL;
    test_note(refused && said, row->scheme, 0, row->params);
    if (!refused || !said) {
        fprintf(stderr, "    said: %s\n    want: %s\n", heard.line, row->says);
    }
}

// Answered, and what the row expects comes out.
static inline void requests_check_answered(const RequestRow *row) {
    char json[2000];
    RequestHeard heard = {{0}, 0, 0};
    Bytes bytes = requests_write(row, row->says, json, sizeof json);
    ComputeSink sink = {requests_hear_answer, requests_hear_complaint, &heard};
    ComputeTally tally = compute_verify("x.json", bytes, sink);
    bool passed = tally.failed == 0 && tally.passed > 0;
    test_note(passed, row->scheme, 0, row->params);
    if (!passed) fprintf(stderr, "    said: %s\n", heard.line);
}

#endif
