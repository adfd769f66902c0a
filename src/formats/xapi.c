// One line a statement. Only what the log knows is said: nobody's name, no address.
#include "formats/xapi.h"

#include "base/str.h"
#include "base/utc.h"
#include "base/uuid.h"

#include <stdio.h>
#include <string.h>

// Namespace of the statements' ids: the UUID of the name "urn:phasor:statement" in the namespace for URLs of RFC 9562.
static const uint8_t SPACE[UUID_SIZE] = {0x31, 0xda, 0x87, 0x25, 0x4c, 0x3e, 0x5f, 0xe1,
                                         0xad, 0x0a, 0xe8, 0x9c, 0x47, 0x89, 0x37, 0x32};

static void put(Xapi *out, const char *words) {
    arena_text_add(&out->text, words, strlen(words));
}

// The inside of a JSON string.
static void put_json(Xapi *out, const char *words) {
    for (const char *c = words; *c; c++) {
        char escaped[8];
        bool plain = (unsigned char)*c >= 0x20 && *c != '"' && *c != '\\';
        if (plain) {
            arena_text_add(&out->text, c, 1);
            continue;
        }
        snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)(unsigned char)*c);
        put(out, escaped);
    }
}

// A part of a URN: what is no letter, digit, '-', '.' or '_' as %XX.
static void put_urn(Xapi *out, const char *words) {
    for (const char *c = words; *c; c++) {
        char escaped[8];
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || *c == '-' || *c == '.' || *c == '_';
        snprintf(escaped, sizeof escaped, plain ? "%c" : "%%%02X", (unsigned)(unsigned char)*c);
        put(out, escaped);
    }
}

static void put_number(Xapi *out, double value) {
    char digits[STR_NUMBER_SIZE];
    arena_text_add(&out->text, digits, (size_t)str_put_number(value, digits));
}

static const char *yes_or_no(bool flag) {
    return flag ? "true" : "false";
}

// The same for the same attempt wherever and whenever it is exported: from its record, its time and its task.
static void put_id(Xapi *out, const AttemptRow *row, const char *what) {
    char name[512], id[UUID_TEXT_SIZE];
    snprintf(name, sizeof name, "%s %lld %lld %.64s/%.64s", what, (long long)row->id,
             (long long)row->start_ms, row->card, row->task);
    uuid_put(SPACE, name, id);
    put(out, id);
}

// What was answered in one test has one registration.
static void put_registration(Xapi *out, const AttemptRow *row) {
    char name[512], id[UUID_TEXT_SIZE];
    if (!row->test) return;
    snprintf(name, sizeof name, "test %lld %.64s", (long long)row->test, row->card);
    uuid_put(SPACE, name, id);
    put(out, "\"registration\":\"");
    put(out, id);
    put(out, "\",");
}

static void put_actor(Xapi *out) {
    put(out, "\"actor\":{\"objectType\":\"Agent\",\"account\":{\"homePage\":"
             "\"https://phasor.invalid\",\"name\":\"");
    put_json(out, out->actor);
    put(out, "\"}}");
}

static void put_verb(Xapi *out, const char *verb) {
    put(out, ",\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/");
    put(out, verb);
    put(out, "\",\"display\":{\"en\":\"");
    put(out, verb);
    put(out, "\"}}");
}

// How xAPI calls a type of task, and whether its answers are lists, which it parts by "[,]".
typedef struct Interaction {
    const char *type;
    bool list;
} Interaction;

// One row for each type, by its name in task_types.def.
static const Interaction single_choice = {"choice", false}, multiple_choice = {"choice", true},
                         numeric = {"numeric", false}, ordering = {"sequencing", true},
                         hotspot = {"other", false}, parameter = {"other", false},
                         unknown = {"other", false};

static Interaction interaction_of(const AttemptRow *row) {
    static const Interaction *const ROWS[TASK_TYPE_COUNT] = {
#define TASK_TYPE(NAME, name) [TASK_##NAME] = &(name),
#include "card/task_types.def"
#undef TASK_TYPE
        [TASK_UNKNOWN] = &unknown};
    return row->asked ? *ROWS[row->asked->type] : unknown;
}

static void put_card(Xapi *out, const AttemptRow *row) {
    put(out, "urn:phasor:card:");
    put_urn(out, row->card);
}

static void put_object(Xapi *out, const AttemptRow *row) {
    put(out, ",\"object\":{\"objectType\":\"Activity\",\"id\":\"");
    put_card(out, row);
    put(out, ":task:");
    put_urn(out, row->task);
    put(out, "\",\"definition\":{\"type\":\"http://adlnet.gov/expapi/activities/cmi.interaction\","
             "\"interactionType\":\"");
    put(out, interaction_of(row).type);
    put(out, "\",\"name\":{\"en\":\"");
    put_json(out, row->task);
    put(out, "\"}}}");
}

static void put_response(Xapi *out, const AttemptRow *row) {
    bool list = interaction_of(row).list;
    const char *from = row->answer;
    put(out, ",\"response\":\"");
    for (const char *comma = list ? strchr(from, ',') : NULL; comma; comma = strchr(from, ',')) {
        char item[CARD_ID_MAX + 1];
        snprintf(item, sizeof item, "%.*s", (int)(comma - from), from);
        put_json(out, item);
        put(out, "[,]");
        from = comma + 1;
    }
    put_json(out, from);
    put(out, "\"");
}

// ISO 8601, to the hundredth of a second; nothing if the clock went back.
static void put_duration(Xapi *out, const AttemptRow *row) {
    if (row->end_ms < row->start_ms) return;
    uint64_t hundredths = ((uint64_t)row->end_ms - (uint64_t)row->start_ms) / 10;
    char words[64];
    snprintf(words, sizeof words, ",\"duration\":\"PT%llu.%02uS\"",
             (unsigned long long)(hundredths / 100), (unsigned)(hundredths % 100));
    put(out, words);
}

static void put_extensions(Xapi *out, const AttemptRow *row) {
    char words[160];
    snprintf(words, sizeof words,
             ",\"extensions\":{\"urn:phasor:record\":%lld,\"urn:phasor:tries\":%d,"
             "\"urn:phasor:hints\":%d",
             (long long)row->id, row->tries, row->hints);
    put(out, words);
    if (row->asked) {
        put(out, ",\"urn:phasor:known\":");
        put(out, yes_or_no(row->known));
        put(out, ",\"urn:phasor:revealed\":");
        put(out, yes_or_no(row->revealed));
    }
    if (row->confidence != CONFIDENCE_NONE) {
        put(out, ",\"urn:phasor:confidence\":\"");
        put(out, confidence_word(row->confidence));
        put(out, "\"");
    }
    if (row->rating) {
        put(out, ",\"urn:phasor:rating\":\"");
        put(out, attempt_row_rating(row));
        put(out, "\"");
    }
    put(out, "}");
}

static void put_result(Xapi *out, const AttemptRow *row) {
    put(out, ",\"result\":{\"completion\":");
    put(out, yes_or_no(row->done));
    if (row->asked && row->done) {
        put(out, ",\"success\":");
        put(out, yes_or_no(row->right));
        put(out, ",\"score\":{\"scaled\":");
        put_number(out, row->points);
        put(out, ",\"raw\":");
        put_number(out, row->points);
        put(out, ",\"min\":0,\"max\":1}");
    }
    if (row->tries > 0) put_response(out, row);
    put_duration(out, row);
    put_extensions(out, row);
    put(out, "}");
}

static void put_time(Xapi *out, const AttemptRow *row) {
    char time[UTC_TIME_SIZE];
    utc_put_time(row->end_ms, time);
    if (!*time) return;
    put(out, ",\"timestamp\":\"");
    put(out, time);
    put(out, "\"");
}

static void begin_statement(Xapi *out, const AttemptRow *row, const char *what) {
    put(out, out->count++ ? ",\n{\"id\":\"" : "\n{\"id\":\"");
    put_id(out, row, what);
    put(out, "\",");
    put_actor(out);
}

// What was exported before it was undone is taken back there, too.
static void put_void(Xapi *out, const AttemptRow *row) {
    begin_statement(out, row, "void");
    put_verb(out, "voided");
    put(out, ",\"object\":{\"objectType\":\"StatementRef\",\"id\":\"");
    put_id(out, row, "attempt");
    put(out, "\"}}");
}

void xapi_begin(Xapi *out) {
    put(out, "[");
}

void xapi_add(Xapi *out, const AttemptRow *row) {
    begin_statement(out, row, "attempt");
    put_verb(out, row->done ? "answered" : "attempted");
    put_object(out, row);
    put_result(out, row);
    put(out, ",\"context\":{");
    put_registration(out, row);
    put(out, "\"platform\":\"Phasor\",\"contextActivities\":{\"parent\":[{\"id\":\"");
    put_card(out, row);
    put(out, "\"}]}}");
    put_time(out, row);
    put(out, ",\"version\":\"1.0.3\"}");
    if (row->undone) put_void(out, row);
}

void xapi_end(Xapi *out) {
    put(out, "\n]\n");
}
