// The event row as SQLite holds it, with bounds and a checksum, because a file can hold anything.
#include "progress/record.h"

#include "base/str.h"

#include <sqlite3.h>
#include <string.h>

static const char *const KINDS[EVENT_KIND_COUNT] = {
    [EVENT_START] = "start",
    [EVENT_HINT] = "hint",
    [EVENT_CHECK] = "check",
    [EVENT_REVEAL] = "reveal",
    [EVENT_CONFIDENCE] = "confidence",
    [EVENT_PREDICT] = "predict",
    [EVENT_UNDO] = "undo",
    [EVENT_RATE] = "rate",
    [EVENT_TEST] = "test",
};

static const struct {
    size_t most;
    const char *fault;
} LIMITS[RECORD_TEXT_COUNT] = {
    [RECORD_KIND] = {32, "the kind must be UTF-8 of at most 32 bytes"},
    [RECORD_CARD] = {CARD_ID_MAX, "the card must be UTF-8 of at most 64 bytes"},
    [RECORD_TASK] = {CARD_ID_MAX, "the task must be UTF-8 of at most 64 bytes"},
    [RECORD_VALUE] = {EVENT_VALUE_MAX, "the value must be UTF-8 of at most 2000 bytes"},
};

_Static_assert(CARD_ID_MAX == 64 && EVENT_VALUE_MAX == 2000, "as the sentences above say");

bool record_kind_find(const char *name, size_t size, EventKind *out) {
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        if (strlen(KINDS[kind]) != size || memcmp(KINDS[kind], name, size) != 0) continue;
        *out = (EventKind)kind;
        return true;
    }
    return false;
}

const char *record_kind_name(EventKind kind) {
    return KINDS[kind];
}

Record record_of(const Event *event) {
    Record record = {.seq = event->seq, .utc_ms = event->utc_ms, .attempt = event->attempt};
    const char *texts[RECORD_TEXT_COUNT] = {
        [RECORD_KIND] = KINDS[event->kind],
        [RECORD_CARD] = event->card,
        [RECORD_TASK] = event->task,
        [RECORD_VALUE] = event->value,
    };
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        record.text[i] = texts[i] ? texts[i] : "";
        record.size[i] = strlen(record.text[i]);
    }
    return record;
}

// Ids are plain ASCII: worth a short way, since every row is looked at when a store is opened.
static bool is_ascii(const char *text, size_t size) {
    bool ascii = true;
    for (size_t i = 0; i < size; i++) ascii &= (signed char)text[i] > 0;
    return ascii;
}

const char *record_fault(const Record *record) {
    const int64_t most = (int64_t)1 << 53; // leaves room to count on
    if (record->seq < 1 || record->seq > most) return "the number of the event is out of range";
    if (record->attempt < 1 || record->attempt > record->seq) {
        return "the attempt must be an earlier event";
    }
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        const char *text = record->text[i];
        size_t size = record->size[i];
        if (size > LIMITS[i].most) return LIMITS[i].fault;
        if (!is_ascii(text, size) && !str_valid(text, size, NULL)) return LIMITS[i].fault;
    }
    return NULL;
}

// Each step is a bijection of the hash for a given number, and of the number for a given hash: one changed number always
// changes the sum.
static uint64_t hash_number(uint64_t hash, uint64_t number) {
    hash = (hash ^ number) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

// Eight bytes at a time, the first one lowest, zero behind the last.
static uint64_t hash_text(uint64_t hash, const char *text, size_t size) {
    hash = hash_number(hash, size);
    for (size_t at = 0; at < size; at += 8) {
        unsigned char bytes[8] = {0};
        memcpy(bytes, text + at, size - at < 8 ? size - at : 8);
        uint64_t number = 0;
        for (int i = 7; i >= 0; i--) number = number << 8 | bytes[i];
        hash = hash_number(hash, number);
    }
    return hash;
}

int64_t record_sum(const Record *record) {
    uint64_t hash = hash_number(0, (uint64_t)record->seq);
    hash = hash_number(hash, (uint64_t)record->utc_ms);
    hash = hash_number(hash, (uint64_t)record->attempt);
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        hash = hash_text(hash, record->text[i], record->size[i]);
    }
    int64_t sum = 0;
    memcpy(&sum, &hash, sizeof sum);
    return sum;
}

bool record_bind(const Record *record, sqlite3_stmt *statement) {
    bool ok = sqlite3_bind_int64(statement, 1, record->seq) == SQLITE_OK &&
              sqlite3_bind_int64(statement, 2, record->utc_ms) == SQLITE_OK &&
              sqlite3_bind_int64(statement, 3, record->attempt) == SQLITE_OK;
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        ok = ok && sqlite3_bind_text(statement, 4 + i, record->text[i], (int)record->size[i],
                                     SQLITE_TRANSIENT) == SQLITE_OK;
    }
    return ok && sqlite3_bind_int64(statement, 8, record_sum(record)) == SQLITE_OK;
}

bool record_read(sqlite3_stmt *statement, Record *out) {
    *out = (Record){
        .seq = sqlite3_column_int64(statement, 0),
        .utc_ms = sqlite3_column_int64(statement, 1),
        .attempt = sqlite3_column_int64(statement, 2),
    };
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        const unsigned char *text = sqlite3_column_text(statement, 3 + i);
        if (!text) return false;
        out->text[i] = (const char *)text;
        out->size[i] = (size_t)sqlite3_column_bytes(statement, 3 + i);
    }
    return sqlite3_column_int64(statement, 7) == record_sum(out) && !record_fault(out);
}
