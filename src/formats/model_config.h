// Reads what a Hugging Face config.json says about positions, in any family's spelling, into one plain struct.
//
// Fields that are absent take the value that the Transformers library gives them for the model type; every such value is
// listed in `assumed`. What looks positional and is not understood is listed in `strange`. Nothing is computed here.
#ifndef FORMATS_MODEL_CONFIG_H
#define FORMATS_MODEL_CONFIG_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

#include <stdbool.h>
#include <stdint.h>

struct cJSON;

enum {
    MODEL_BYTES_MAX = 8 << 20, // of a file
    MODEL_LAYER_MAX = 1024,
    MODEL_HEAD_MAX = 4096,
    MODEL_HEAD_DIM_MAX = 4096, // features of a head
    MODEL_ROPE_MAX = 4,        // sets of rotary parameters, one per type of layer
    MODEL_NOTE_MAX = 24,       // entries of `strange` and of `assumed`
};

static const int64_t MODEL_POSITIONS_MAX = (int64_t)1 << 40;

// How a model tells positions apart.
typedef enum ModelKind {
    MODEL_UNKNOWN, // the file does not say
    MODEL_ROPE,
    MODEL_ALIBI,
    MODEL_T5,
    MODEL_LEARNED,
    MODEL_SINUSOIDAL,
    MODEL_RELATIVE_KEY,       // Shaw's, keys only
    MODEL_RELATIVE_KEY_QUERY, // keys and queries
    MODEL_NONE,               // no encoding at all
    MODEL_KIND_COUNT
} ModelKind;

// How rotary angles are stretched to more positions than were trained.
typedef enum ModelStretch {
    MODEL_PLAIN,
    MODEL_LINEAR,
    MODEL_DYNAMIC,
    MODEL_NTK, // a fixed alpha (Hunyuan)
    MODEL_YARN,
    MODEL_LONGROPE,
    MODEL_LLAMA3,
    MODEL_PROPORTIONAL, // the slowest pairs stand still (p-RoPE)
    MODEL_OTHER,        // a type that is not known here; treated as plain, and named in `strange`
    MODEL_STRETCH_COUNT
} ModelStretch;

// Which features of a head make a pair, as the published weights want it.
typedef enum ModelLayout { MODEL_LAYOUT_UNKNOWN, MODEL_HALF_SPLIT, MODEL_INTERLEAVED } ModelLayout;

typedef struct ModelFactors {
    const double *at; // above 0
    int count;
} ModelFactors;

// The rotary parameters of one type of layer. 0 means "not given" wherever 0 would be no value.
typedef struct ModelRope {
    const char *layers; // "full_attention", "sliding_attention", …; "" for all
    const char *type;   // as it is spelt; "default"
    ModelStretch stretch;
    double theta;    // the base
    double partial;  // share of a head's features that is turned, 0 < partial ≤ 1
    int rotary_dim;  // features that are turned; even, 2 or more
    double factor;   // by how much the window is stretched
    double alpha;    // MODEL_NTK
    double original; // positions before stretching
    double beta_fast, beta_slow;
    bool truncate;
    double attention_factor, mscale, mscale_all_dim;
    double low_freq_factor, high_freq_factor;
    ModelFactors long_factor, short_factor; // one per pair
} ModelRope;

typedef enum ModelSight {
    MODEL_SEES_ALL,
    MODEL_SEES_WINDOW, // the last `window` tokens, itself among them
    MODEL_SEES_CHUNK,  // its own chunk of `chunk` tokens
    MODEL_SEES_STATE,  // no attention: a recurrence or convolution carries the past
} ModelSight;

typedef struct ModelLayer {
    ModelSight sight;
    int rope; // into ropes; −1: no positions are encoded in this layer
} ModelLayer;

typedef struct ModelNote {
    const char *pointer; // JSON pointer; "" if the field is absent
    const char *text;
} ModelNote;

typedef struct ModelNotes {
    ModelNote at[MODEL_NOTE_MAX];
    int count, more; // more: that were left out
} ModelNotes;

typedef struct ModelConfig {
    const char *type;        // model_type, "" if absent
    const char *inside;      // pointer of the object that was read: "", "/text_config", …
    const ModelLayer *layer; // (layers), or one for all if `layers` is 0
    int64_t positions;       // max_position_embeddings, 0 if there is no such number
    int64_t length;          // "seq_len": the text that is asked about, 0 if none is
    int64_t window, chunk;   // tokens, 0 if no layer has one
    int64_t rows;            // of the learned table
    double alibi_bias_max;
    double scale; // of logits if the file gives it, 0: 1/√head_dim
    ModelRope rope[MODEL_ROPE_MAX];
    ModelNotes strange, assumed;

    ModelKind kind;
    ModelLayout layout;
    int rope_count;
    int layers, hidden, heads, kv_heads, head_dim; // 0: the file does not say
    int rope_dim, nope_dim; // of multi-head latent attention: features turned and not, 0 elsewhere
    int buckets, max_distance; // T5
    int offset;                // the learned table's first row in use
    bool known;                // the type is one that this program has a row for
    bool both_sides;       // the window reaches window/2 to both sides (encoders); else back only
    bool encoder, decoder; // what a T5 model has
} ModelConfig;

// Reads the text of a config.json; `file` is for errors, "FILE: /rope_scaling/factor: found …, expected …". Everything that
// *config points to lives in the arena.
bool model_config_parse(const char *file, Bytes json, Arena *arena, ModelConfig *config, Err *err);
// The same of an object that was parsed and checked already, standing at `pointer` of a file.
bool model_config_read(const char *file, const char *pointer, const struct cJSON *object,
                       Arena *arena, ModelConfig *config, Err *err);

#endif
