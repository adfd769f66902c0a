// The columns of an attempt: a table of a name and a function that adds the field.
#include "formats/attempts_csv.h"

#include "base/str.h"
#include "base/utc.h"

#include <math.h>
#include <string.h>

typedef struct Column {
    const char *name;
    void (*add)(CsvRow *out, const AttemptRow *row);
} Column;

static void add_time(CsvRow *out, int64_t utc_ms) {
    char time[UTC_TIME_SIZE];
    utc_put_time(utc_ms, time);
    csv_add_text(out, time);
}

// What the store holds is as others wrote it; a spreadsheet takes what begins like this for a formula, unless it is a number.
static void add_foreign(CsvRow *out, const char *words) {
    double number;
    bool formula = *words && strchr("=+-@\t\r", *words) && !str_number(words, &number);
    Arena scratch = {0};
    csv_add_text(out, formula ? arena_format(&scratch, "'%s", words) : words);
    arena_free(&scratch);
}

static void add_judged(CsvRow *out, const AttemptRow *row, const char *words) {
    csv_add_text(out, row->asked ? words : "");
}

static void add_flag(CsvRow *out, const AttemptRow *row, bool flag) {
    add_judged(out, row, flag ? "yes" : "no");
}

static void add_record(CsvRow *out, const AttemptRow *row) {
    csv_add_number(out, (double)row->id);
}

static void add_card(CsvRow *out, const AttemptRow *row) {
    add_foreign(out, row->card);
}

static void add_task(CsvRow *out, const AttemptRow *row) {
    add_foreign(out, row->task);
}

static void add_type(CsvRow *out, const AttemptRow *row) {
    const TaskKind *kind = row->asked ? task_kind(row->asked->type) : NULL;
    csv_add_text(out, kind ? kind->name : "");
}

static void add_started(CsvRow *out, const AttemptRow *row) {
    add_time(out, row->start_ms);
}

static void add_ended(CsvRow *out, const AttemptRow *row) {
    add_time(out, row->end_ms);
}

static void add_verdict(CsvRow *out, const AttemptRow *row) {
    add_judged(out, row, attempt_row_verdict(row));
}

static void add_points(CsvRow *out, const AttemptRow *row) {
    csv_add_number(out, row->asked ? row->points : (double)NAN);
}

static void add_known(CsvRow *out, const AttemptRow *row) {
    add_flag(out, row, row->known);
}

static void add_tries(CsvRow *out, const AttemptRow *row) {
    csv_add_number(out, row->tries);
}

static void add_hints(CsvRow *out, const AttemptRow *row) {
    csv_add_number(out, row->hints);
}

static void add_confidence(CsvRow *out, const AttemptRow *row) {
    csv_add_text(out, confidence_word(row->confidence));
}

static void add_rating(CsvRow *out, const AttemptRow *row) {
    csv_add_text(out, attempt_row_rating(row));
}

static void add_test(CsvRow *out, const AttemptRow *row) {
    csv_add_number(out, row->test ? (double)row->test : (double)NAN);
}

static void add_undone(CsvRow *out, const AttemptRow *row) {
    csv_add_text(out, row->undone ? "yes" : "no");
}

static void add_answer(CsvRow *out, const AttemptRow *row) {
    add_foreign(out, row->answer);
}

static const Column COLUMNS[] = {
    {"record", add_record},   {"card", add_card},       {"task", add_task},
    {"type", add_type},       {"started", add_started}, {"ended", add_ended},
    {"verdict", add_verdict}, {"points", add_points},   {"known", add_known},
    {"tries", add_tries},     {"hints", add_hints},     {"confidence", add_confidence},
    {"rating", add_rating},   {"test", add_test},       {"undone", add_undone},
    {"answer", add_answer},
};

enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

void attempts_csv_head(CsvRow *out) {
    for (int i = 0; i < COLUMN_COUNT; i++) csv_add_text(out, COLUMNS[i].name);
    csv_end_row(out);
}

void attempts_csv_add(CsvRow *out, const AttemptRow *row) {
    for (int i = 0; i < COLUMN_COUNT; i++) COLUMNS[i].add(out, row);
    csv_end_row(out);
}
