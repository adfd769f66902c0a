// Reads the fields of a config.json by any of their names, keeps the first mistake, and remembers what was looked at.
// Private to the reader of models.
#ifndef FORMATS_MODEL_FIELDS_H
#define FORMATS_MODEL_FIELDS_H

#include "formats/model_config.h"

// Reading is sticky: after the first mistake everything is read as absent.
typedef struct ModelFields {
    const char *file;
    Arena *arena;
    ModelConfig *config; // whose notes are added to
    const struct cJSON **seen;
    int seen_count, seen_capacity;
    Err *err;
    bool failed;
} ModelFields;

// An object (or NULL) and its JSON pointer.
typedef struct ModelObject {
    const struct cJSON *json;
    const char *pointer;
} ModelObject;

// `names` is "max_position_embeddings|n_positions": the first one that is there and not null counts. All are remembered as
// seen; one that disagrees is noted as strange.
const struct cJSON *model_field(ModelFields *fields, ModelObject in, const char *names);

// Whether any of the names is there and not null; nothing is remembered.
bool model_has(ModelObject in, const char *names);

// The value, or `otherwise` if there is none. Numbers are within lo … hi, counts whole.
double model_number(ModelFields *fields, ModelObject in, const char *names, double lo, double hi,
                    double otherwise);
int64_t model_count(ModelFields *fields, ModelObject in, const char *names, int64_t lo, int64_t hi,
                    int64_t otherwise);
bool model_flag(ModelFields *fields, ModelObject in, const char *names, bool otherwise);
const char *model_text(ModelFields *fields, ModelObject in, const char *names,
                       const char *otherwise);
// An object; json is NULL if there is none.
ModelObject model_object(ModelFields *fields, ModelObject in, const char *names);
// A list of up to `most` items; NULL if there is none.
const struct cJSON *model_list(ModelFields *fields, ModelObject in, const char *names, int most);
ModelFactors model_factors(ModelFields *fields, ModelObject in, const char *names);

// Says that the file is wrong at a value; `at` may be NULL for the object itself.
void model_refuse(ModelFields *fields, ModelObject in, const struct cJSON *at, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

// "found text", "found 7", …
const char *model_found(Arena *arena, const struct cJSON *value);

void model_note_strange(ModelFields *fields, ModelObject in, const struct cJSON *at,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));
void model_note_assumed(ModelFields *fields, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Notes every member of the object that nobody looked at: all of them, or those whose names speak of positions.
void model_note_unseen(ModelFields *fields, ModelObject in, bool all);

#endif
