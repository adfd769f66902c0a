// Fields of a config.json: found by any of their names, checked, and remembered.
#include "formats/model_fields.h"

#include "base/str.h"
#include "formats/card_issues.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// A bounded name, safe to print.
static const char *name_of(ModelFields *f, const cJSON *item) {
    return issue_excerpt(f->arena, item->string ? item->string : "");
}

// As it stands in a pointer: ~ is ~0 and / is ~1.
static const char *escaped(Arena *arena, const char *name) {
    char *copy = arena_alloc(arena, strlen(name) * 2 + 1), *to = copy;
    for (; *name; name++) {
        bool special = *name == '~' || *name == '/';
        *to = *name;
        if (special) *to++ = '~';
        if (special) *to = '0';
        if (*name == '/') *to = '1';
        to++;
    }
    return copy;
}

static const char *pointer_of(ModelFields *f, ModelObject in, const cJSON *at) {
    return at ? arena_format(f->arena, "%s/%s", in.pointer, escaped(f->arena, name_of(f, at)))
              : in.pointer;
}

void model_refuse(ModelFields *fields, ModelObject in, const cJSON *at, const char *format, ...) {
    if (fields->failed) return;
    fields->failed = true;
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *pointer = pointer_of(fields, in, at);
    err_set(fields->err, "%s: %s%s%s", fields->file, pointer, *pointer ? ": " : "", text);
}

__attribute__((format(printf, 3, 0))) static void
add_note(ModelFields *f, ModelNotes *notes, const char *format, const char *pointer, va_list args) {
    char text[300];
    vsnprintf(text, sizeof text, format, args);
    for (int n = 0; n < notes->count;
         n++) { // several sets of rotary parameters read the same fields
        if (str_same(notes->at[n].pointer, pointer) && str_same(notes->at[n].text, text)) return;
    }
    if (notes->count >= MODEL_NOTE_MAX) {
        notes->more++;
        return;
    }
    notes->at[notes->count++] = (ModelNote){pointer, arena_copy(f->arena, text)};
}

void model_note_strange(ModelFields *fields, ModelObject in, const cJSON *at, const char *format,
                        ...) {
    va_list args;
    va_start(args, format);
    const char *pointer = pointer_of(fields, in, at);
    add_note(fields, &fields->config->strange, format, pointer, args);
    va_end(args);
}

void model_note_assumed(ModelFields *fields, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add_note(fields, &fields->config->assumed, format, "", args);
    va_end(args);
}

const char *model_found(Arena *arena, const cJSON *value) {
    switch (value->type & 0xFF) {
    case cJSON_False: return "false";
    case cJSON_True: return "true";
    case cJSON_NULL: return "null";
    case cJSON_Number: return arena_format(arena, "%.10g", value->valuedouble);
    case cJSON_String:
        return arena_format(arena, "\"%s\"", issue_excerpt(arena, value->valuestring));
    case cJSON_Array: return "a list";
    default: return "an object";
    }
}

static void remember(ModelFields *f, const cJSON *item) {
    f->seen = arena_grow(f->arena, f->seen, f->seen_count, &f->seen_capacity, sizeof(cJSON *));
    f->seen[f->seen_count++] = item;
}

static const cJSON *member(const cJSON *object, const char *name, size_t n) {
    for (const cJSON *item = object ? object->child : NULL; item; item = item->next) {
        if (item->string && strlen(item->string) == n && memcmp(item->string, name, n) == 0) {
            return item;
        }
    }
    return NULL;
}

// Both say the same thing: equal values, or lists and objects, which are not compared.
static bool agree(const cJSON *a, const cJSON *b) {
    if (cJSON_IsNumber(a) && cJSON_IsNumber(b)) {
        return fabs(a->valuedouble - b->valuedouble) <= 1e-9 * fabs(a->valuedouble);
    }
    if (cJSON_IsString(a) && cJSON_IsString(b)) return !strcmp(a->valuestring, b->valuestring);
    return cJSON_IsBool(a) ? a->type == b->type : true;
}

const cJSON *model_field(ModelFields *fields, ModelObject in, const char *names) {
    const cJSON *first = NULL;
    if (fields->failed || !cJSON_IsObject(in.json)) return NULL;
    for (const char *name = names; *name;) {
        size_t n = strcspn(name, "|");
        const cJSON *item = member(in.json, name, n);
        name += n + (name[n] == '|');
        if (!item) continue;
        remember(fields, item);
        if (cJSON_IsNull(item)) continue;
        if (first && !agree(first, item)) {
            model_note_strange(fields, in, item, "%s disagrees with %s, which counts",
                               model_found(fields->arena, item), name_of(fields, first));
        }
        if (!first) first = item;
    }
    return first;
}

bool model_has(ModelObject in, const char *names) {
    for (const char *name = names; *name;) {
        size_t n = strcspn(name, "|");
        const cJSON *item = member(in.json, name, n);
        if (item && !cJSON_IsNull(item)) return true;
        name += n + (name[n] == '|');
    }
    return false;
}

double model_number(ModelFields *fields, ModelObject in, const char *names, double lo, double hi,
                    double otherwise) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return otherwise;
    double value = item->valuedouble;
    if (cJSON_IsNumber(item) && value >= lo && value <= hi) return value;
    model_refuse(fields, in, item, "found %s, expected a number within %.10g … %.10g",
                 model_found(fields->arena, item), lo, hi);
    return otherwise;
}

int64_t model_count(ModelFields *fields, ModelObject in, const char *names, int64_t lo, int64_t hi,
                    int64_t otherwise) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return otherwise;
    double value = item->valuedouble;
    if (cJSON_IsNumber(item) && value >= (double)lo && value <= (double)hi &&
        floor(value) == value) {
        return (int64_t)value;
    }
    model_refuse(fields, in, item, "found %s, expected a whole number within %lld … %lld",
                 model_found(fields->arena, item), (long long)lo, (long long)hi);
    return otherwise;
}

bool model_flag(ModelFields *fields, ModelObject in, const char *names, bool otherwise) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return otherwise;
    if (cJSON_IsBool(item)) return cJSON_IsTrue(item);
    model_refuse(fields, in, item, "found %s, expected true or false",
                 model_found(fields->arena, item));
    return otherwise;
}

const char *model_text(ModelFields *fields, ModelObject in, const char *names,
                       const char *otherwise) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return otherwise;
    if (cJSON_IsString(item)) return arena_copy(fields->arena, item->valuestring);
    model_refuse(fields, in, item, "found %s, expected text", model_found(fields->arena, item));
    return otherwise;
}

ModelObject model_object(ModelFields *fields, ModelObject in, const char *names) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return (ModelObject){NULL, in.pointer};
    if (cJSON_IsObject(item)) return (ModelObject){item, pointer_of(fields, in, item)};
    model_refuse(fields, in, item, "found %s, expected an object",
                 model_found(fields->arena, item));
    return (ModelObject){NULL, in.pointer};
}

const cJSON *model_list(ModelFields *fields, ModelObject in, const char *names, int most) {
    const cJSON *item = model_field(fields, in, names);
    if (!item) return NULL;
    if (!cJSON_IsArray(item)) {
        model_refuse(fields, in, item, "found %s, expected a list",
                     model_found(fields->arena, item));
        return NULL;
    }
    int count = cJSON_GetArraySize(item);
    if (count <= most) return item;
    model_refuse(fields, in, item, "found %d items, expected at most %d", count, most);
    return NULL;
}

ModelFactors model_factors(ModelFields *fields, ModelObject in, const char *names) {
    const cJSON *list = model_list(fields, in, names, MODEL_HEAD_DIM_MAX / 2);
    ModelFactors factors = {0};
    if (!list) return factors;
    double *at = arena_array(fields->arena, (size_t)cJSON_GetArraySize(list) + 1, sizeof *at);
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list) {
        double value = cJSON_IsNumber(item) ? item->valuedouble : 0;
        if (!(value >= 1e-6 && value <= 1e9)) {
            model_refuse(fields, in, list, "item %d is %s, expected a number within 1e-6 … 1e9",
                         factors.count, model_found(fields->arena, item));
            return (ModelFactors){0};
        }
        at[factors.count++] = value;
    }
    factors.at = at;
    return factors;
}

static bool was_seen(const ModelFields *f, const cJSON *item) {
    for (int s = 0; s < f->seen_count; s++) {
        if (f->seen[s] == item) return true;
    }
    return false;
}

static bool speaks_of_positions(const char *name) {
    static const char *const parts[] = {
        "rope",
        "rotary",
        "position",
        "window",
        "alibi",
        "attention_factor",
        "mscale",
        "yarn",
        "_theta",
        "nope",
        "relative_att",
        "pos_att",
        "xpos",
        "local_attent",
        "pos_emb",
        "posenc",
        "attn_temperature",
        NULL,
    };
    for (int p = 0; parts[p]; p++) {
        if (strstr(name, parts[p])) return true;
    }
    return false;
}

void model_note_unseen(ModelFields *fields, ModelObject in, bool all) {
    if (fields->failed || !cJSON_IsObject(in.json)) return;
    for (const cJSON *item = in.json->child; item; item = item->next) {
        bool telling = item->string && (all || speaks_of_positions(item->string));
        if (!telling || cJSON_IsNull(item) || was_seen(fields, item)) continue;
        model_note_strange(fields, in, item, "%s", model_found(fields->arena, item));
    }
}
