// What the Transformers library takes for granted about a model type when its config.json is silent.
// Private to the reader of models.
#ifndef FORMATS_MODEL_FAMILIES_H
#define FORMATS_MODEL_FAMILIES_H

#include "formats/model_config.h"

// How layers differ when the file does not list them.
typedef enum ModelPattern {
    MODEL_ALL_ALIKE,
    MODEL_LAST_FULL,  // of every `every` layers the last one sees all, the others a window
    MODEL_FIRST_FULL, // the first one does
    MODEL_LATE,       // layers from max_window_layers on have the window
} ModelPattern;

typedef struct ModelFamily {
    const char *type;
    ModelKind kind;
    ModelLayout layout;
    double theta, local_theta; // local: of layers with a window, 0: the same
    double partial;            // 0: 1
    int64_t positions;         // 0: must be in the file
    int heads, kv_heads, head_dim, rotary_dim;
    int64_t window;
    ModelPattern pattern;
    int every;
    int offset; // of the first row in use
    // The table has `offset` rows more than positions (OPT); the padding's row counts into the offset (RoBERTa); a window only
    // counts with use_sliding_window; layers that see all have no positions (Cohere 2); windows keep plain angles (OLMo 3); no
    // 1/√d (T5); windows to both sides (encoders); every fourth layer has no positions, and the others see chunks (Llama 4).
    bool extra_rows, padded, window_switch, full_nope, window_plain, unscaled, both_sides, no_rope,
        chunked;
    bool latent; // multi-head latent attention
} ModelFamily;

// NULL if there is no row for it.
const ModelFamily *model_family_find(const char *type);

#endif
