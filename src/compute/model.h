// What a model's config.json means: which scheme stands in which layers, with frequencies, slopes, buckets or rows, and what
// happens beyond the trained length. Frequencies come from the engine's schemes alone.
#ifndef COMPUTE_MODEL_H
#define COMPUTE_MODEL_H

#include "engine/pe.h"
#include "formats/model_config.h"

enum { MODEL_PART_MAX = 16 };

// Layers that are alike.
typedef struct ModelPart {
    ModelLayer layer;      // what each of them is like
    const int *layers;     // (count) which ones, from 0; NULL if the model's count is not known
    int count;             // 0 then
    const ModelRope *rope; // NULL if they do not turn
    bool has_pe; // pe is prepared: the scheme of these layers; false if the engine has none for it
    Pe pe;
    double shortest, longest; // wavelengths of turning pairs, tokens; 0 without any
    int64_t trained;          // positions before stretching, 0 if the file does not say
    int closed;               // pairs that complete a turn within `trained`
} ModelPart;

typedef struct Model {
    const ModelConfig *config;
    ModelPart part[MODEL_PART_MAX];
    int part_count; // 0 if the file does not say how positions are told apart
    double scale;   // what logits are multiplied by, 0 if the head's width is not known
    double mscale;  // of that, what DeepSeek's YaRN squares into it; 1 elsewhere
} Model;

// Everything about a text of config->length tokens (of `positions` if it is 0). *config must live as long as *model; arrays
// are in the arena. Fails if the engine's scheme refuses a parameter.
bool model_open(const ModelConfig *config, Arena *arena, Model *model, Err *err);

// ALiBi's slopes, (heads); NULL for others.
const double *model_slopes(const Model *model);

// For a person at a terminal, lines that end in a newline; and as one line of JSON without one.
const char *model_in_words(const Model *model, Arena *arena);
const char *model_in_json(const Model *model, Arena *arena);

// `phasor compute --model FILE`: the file's text as words ("" or "text") or "json". False with one line if it is refused.
bool model_report(const char *file, Bytes json, const char *format, Arena *arena,
                  const char **report, Err *err);

#endif
