// Finds event rows in the bytes of a damaged database: a cell of SQLite's record format whose checksum holds is a row.
#include "progress/record.h"

// Cell of a table leaf: varint size of the record, varint rowid, record. Record: varint size of the header, one varint
// per column for its type, then the columns (sqlite.org/fileformat2.html, sections 1.6 and 2.1).

enum { COLUMN_COUNT = 8, INTEGER_COUNT = 3 };

typedef struct Reader {
    const unsigned char *at, *end;
    bool bad;
} Reader;

static uint64_t take_varint(Reader *reader) {
    uint64_t value = 0;
    for (int i = 0; i < 9; i++) {
        if (reader->at == reader->end) break;
        unsigned char byte = *reader->at++;
        if (i == 8) return value << 8 | byte;
        value = value << 7 | (byte & 0x7Fu);
        if (byte < 0x80) return value;
    }
    reader->bad = true;
    return 0;
}

static size_t column_size(uint64_t type) {
    static const unsigned char INTEGER_SIZES[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < 12 ? INTEGER_SIZES[type] : (size_t)(type - 12) / 2;
}

static int64_t take_integer(Reader *reader, uint64_t type) {
    if (type >= 8) return (int64_t)type - 8; // the types 8 and 9 are the constants 0 and 1
    size_t size = column_size(type);
    uint64_t value = size > 0 && *reader->at >= 0x80 ? UINT64_MAX : 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | *reader->at++;
    return (int64_t)value;
}

static bool is_integer(uint64_t type) {
    return (type >= 1 && type <= 6) || type == 8 || type == 9;
}

static bool is_text(uint64_t type) {
    return type >= 13 && type % 2 == 1 && type <= 13 + 2 * EVENT_VALUE_MAX;
}

// The types must be those of an event row: NULL (the rowid stands for seq), two integers, four texts, an integer.
static bool take_types(Reader *reader, uint64_t types[COLUMN_COUNT], size_t *body) {
    const unsigned char *start = reader->at;
    uint64_t header_size = take_varint(reader);
    if (header_size <= COLUMN_COUNT || header_size > 2 * COLUMN_COUNT + 1) return false;
    *body = 0;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        types[i] = take_varint(reader);
        bool fits = i == 0                 ? types[i] == 0
                    : i < INTEGER_COUNT    ? is_integer(types[i])
                    : i < COLUMN_COUNT - 1 ? is_text(types[i])
                                           : is_integer(types[i]);
        if (!fits || reader->bad) return false;
        *body += column_size(types[i]);
    }
    return (uint64_t)(reader->at - start) == header_size;
}

static bool take_record(Reader *reader, Record *out) {
    uint64_t payload = take_varint(reader);
    if (payload <= COLUMN_COUNT || payload > RECORD_CELL_MAX) return false;
    out->seq = (int64_t)take_varint(reader);
    const unsigned char *start = reader->at;
    uint64_t types[COLUMN_COUNT];
    size_t body = 0;
    if (reader->bad || !take_types(reader, types, &body)) return false;
    if ((size_t)(reader->at - start) + body != payload) return false;
    if ((size_t)(reader->end - reader->at) < body) return false;
    out->utc_ms = take_integer(reader, types[1]);
    out->attempt = take_integer(reader, types[2]);
    for (int i = 0; i < RECORD_TEXT_COUNT; i++) {
        out->text[i] = (const char *)reader->at;
        out->size[i] = column_size(types[INTEGER_COUNT + i]);
        reader->at += out->size[i];
    }
    return take_integer(reader, types[COLUMN_COUNT - 1]) == record_sum(out) && !record_fault(out);
}

void record_carve(const char *bytes, size_t size, void (*visit)(void *self, const Record *record),
                  void *self) {
    const unsigned char *at = (const unsigned char *)bytes, *end = at + size;
    while (at < end) {
        Reader reader = {.at = at, .end = end};
        Record record;
        bool found = take_record(&reader, &record);
        if (found) visit(self, &record);
        at = found ? reader.at : at + 1;
    }
}
