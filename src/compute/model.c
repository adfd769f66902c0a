// From a model's configuration to the engine's schemes, prepared, one for each kind of layer.
#include "compute/model.h"

#include "base/num.h"
#include "base/str.h"
#include "engine/scaling.h"
#include "engine/schemes/rope.h"
#include "engine/schemes/rope_longrope.h"

#include <assert.h>
#include <math.h>

// The length that is asked about; dynamic and LongRoPE go by it.
static double text_length(const ModelConfig *config) {
    int64_t length = config->length ? config->length : config->positions;
    return (double)(length > 0 && length <= PE_POSITION_MAX ? length : PE_POSITION_MAX);
}

typedef struct Setting {
    const char *param;
    double value;
} Setting;

enum { SETTINGS_MAX = 12 };

typedef struct Settings {
    const char *scheme;
    Setting at[SETTINGS_MAX];
    int count;
} Settings;

static void set(Settings *settings, const char *param, double value) {
    assert(settings->count < SETTINGS_MAX);
    settings->at[settings->count++] = (Setting){param, value};
}

static void choose(Settings *settings, const char *scheme, const char *param, double value) {
    settings->scheme = scheme;
    set(settings, param, value);
}

static void choose_yarn(Settings *settings, const ModelRope *rope) {
    choose(settings, "rope_yarn", "factor", rope->factor);
    set(settings, "original_max_position_embeddings", rope->original);
    set(settings, "beta_fast", rope->beta_fast);
    set(settings, "beta_slow", rope->beta_slow);
    set(settings, "truncate", rope->truncate);
    set(settings, "mscale", rope->mscale);
    set(settings, "mscale_all_dim", rope->mscale_all_dim);
    set(settings, "attention_factor", rope->attention_factor);
}

static void choose_longrope(Settings *settings, const ModelConfig *config, const ModelRope *rope) {
    double magnitude = rope_longrope_magnitude(LONGROPE_SU, rope->factor, rope->original);
    bool given = rope->attention_factor > 0;
    choose(settings, "rope_longrope", "original_max_position_embeddings", rope->original);
    set(settings, "length", text_length(config));
    set(settings, "attention_factor", given ? rope->attention_factor : magnitude);
}

static void choose_dynamic(Settings *settings, const ModelConfig *config, const ModelRope *rope) {
    choose(settings, "rope_dynamic_ntk", "factor", rope->factor);
    set(settings, "max_position_embeddings", rope->original);
    set(settings, "length", text_length(config));
}

static void choose_llama3(Settings *settings, const ModelRope *rope) {
    choose(settings, "rope_llama3", "factor", rope->factor);
    set(settings, "original_max_position_embeddings", rope->original);
    set(settings, "low_freq_factor", rope->low_freq_factor);
    set(settings, "high_freq_factor", rope->high_freq_factor);
}

// Plain RoPE of a part of the head is a scheme of its own; a share that gives the same count of features is taken.
static void choose_plain(Settings *settings, const ModelConfig *config, const ModelRope *rope) {
    bool whole = config->rope_dim || rope->rotary_dim >= config->head_dim;
    settings->scheme = "rope";
    if (whole) return;
    double share = rope->partial;
    if ((int)(config->head_dim * share) != rope->rotary_dim) {
        share = (rope->rotary_dim + 0.25) / config->head_dim;
    }
    choose(settings, "rope_partial", "partial_rotary_factor", share);
}

static Settings choose_rotary(const ModelConfig *config, const ModelRope *rope) {
    Settings settings = {0};
    switch (rope->stretch) {
    case MODEL_LINEAR: choose(&settings, "rope_linear", "factor", rope->factor); break;
    case MODEL_DYNAMIC: choose_dynamic(&settings, config, rope); break;
    case MODEL_NTK: choose(&settings, "rope_ntk", "alpha", rope->alpha); break;
    case MODEL_YARN: choose_yarn(&settings, rope); break;
    case MODEL_LONGROPE: choose_longrope(&settings, config, rope); break;
    case MODEL_LLAMA3: choose_llama3(&settings, rope); break;
    case MODEL_PROPORTIONAL: choose(&settings, "rope_p", "p", rope->partial); break;
    default: choose_plain(&settings, config, rope); break;
    }
    bool partial = str_same(settings.scheme, "rope_partial");
    set(&settings, "dim", partial ? config->head_dim : rope->rotary_dim);
    set(&settings, "base", rope->theta);
    set(&settings, "layout", config->layout == MODEL_INTERLEAVED ? PE_INTERLEAVED : PE_HALF_SPLIT);
    return settings;
}

// Schemes that are the same in every layer.
static Settings choose_other(const ModelConfig *config) {
    Settings settings = {0};
    switch (config->kind) {
    case MODEL_ALIBI:
        choose(&settings, "alibi", "heads", config->heads);
        set(&settings, "bias_max", config->alibi_bias_max);
        break;
    case MODEL_T5:
        choose(&settings, "t5", "heads", config->heads);
        set(&settings, "buckets", config->buckets);
        set(&settings, "max_distance", config->max_distance);
        set(&settings, "bidirectional", config->encoder);
        break;
    case MODEL_SINUSOIDAL:
        if (config->hidden >= 2 && config->hidden <= PE_DIM_MAX) {
            choose(&settings, "sinusoidal", "dim", config->hidden);
        }
        break;
    default: break; // tables that were learned are not in the file
    }
    return settings;
}

static bool prepare(ModelPart *part, const Settings *settings, Arena *arena, Err *err) {
    if (!settings->scheme) return true;
    pe_init(&part->pe, pe_scheme_find(settings->scheme));
    for (int s = 0; s < settings->count; s++) {
        if (!pe_set(&part->pe, settings->at[s].param, settings->at[s].value, err)) return false;
    }
    if (!pe_prepare(&part->pe, arena, err)) return false;
    part->has_pe = true;
    return true;
}

// A model's own factors instead of those that the scheme ships with.
static void use_factors(ModelPart *part) {
    const ModelRope *rope = part->rope;
    if (!rope || rope->stretch != MODEL_LONGROPE) return;
    bool longer = rope_longrope_long(&part->pe);
    rope_longrope_use(&part->pe, longer ? rope->long_factor.at : rope->short_factor.at);
}

static void measure(ModelPart *part, const ModelConfig *config) {
    bool stretched = part->rope && part->rope->original > 0 && part->rope->stretch != MODEL_PLAIN;
    part->trained = stretched ? (int64_t)part->rope->original : config->positions;
    if (!part->rope) return;
    for (int m = 0; m < part->pe.pairs; m++) {
        double speed = part->pe.freq[m];
        if (speed <= 0) continue; // p-RoPE's slowest pairs
        double wave = TURN / speed;
        if (part->shortest <= 0 || wave < part->shortest) part->shortest = wave;
        part->longest = fmax(part->longest, wave);
        part->closed += rope_closed(speed, (double)part->trained);
    }
}

static bool open_part(ModelPart *part, const ModelConfig *config, Arena *arena, Err *err) {
    bool turns = config->kind == MODEL_ROPE;
    if (turns && part->layer.rope >= 0) part->rope = &config->rope[part->layer.rope];
    Settings settings = {0};
    if (part->rope) {
        settings = choose_rotary(config, part->rope);
    } else if (part->layer.sight == MODEL_SEES_STATE) {
        settings.scheme = NULL;
    } else if (turns || config->kind == MODEL_NONE) {
        settings.scheme = "nope";
    } else {
        settings = choose_other(config);
    }
    if (!prepare(part, &settings, arena, err)) return false;
    use_factors(part);
    measure(part, config);
    return true;
}

static bool alike(ModelLayer a, ModelLayer b) {
    return a.sight == b.sight && a.rope == b.rope;
}

static ModelPart *find_part(Model *model, ModelLayer layer) {
    for (int p = 0; p < model->part_count; p++) {
        if (alike(model->part[p].layer, layer)) return &model->part[p];
    }
    assert(model->part_count < MODEL_PART_MAX); // 4 sights, 4 sets or none: few of them go together
    ModelPart *part = &model->part[model->part_count++];
    *part = (ModelPart){.layer = layer};
    return part;
}

static void group_layers(Model *model, Arena *arena) {
    const ModelConfig *config = model->config;
    if (!config->layers) {
        find_part(model, config->layer[0]);
        return;
    }
    for (int l = 0; l < config->layers; l++) find_part(model, config->layer[l])->count++;
    for (int p = 0; p < model->part_count; p++) {
        ModelPart *part = &model->part[p];
        int *layers = arena_array(arena, (size_t)part->count, sizeof *layers), n = 0;
        for (int l = 0; l < config->layers; l++) {
            if (alike(part->layer, config->layer[l])) layers[n++] = l;
        }
        part->layers = layers;
    }
}

// DeepSeek's attention multiplies 1/√d by the square of YaRN's magnitude for all features.
static void find_scale(Model *model) {
    const ModelConfig *config = model->config;
    const ModelRope *rope = &config->rope[0];
    bool weighed = config->rope_dim && config->rope_count && rope->stretch == MODEL_YARN;
    model->mscale = 1;
    if (weighed && rope->mscale_all_dim > 0) {
        model->mscale = scaling_magnitude(rope->factor, rope->mscale_all_dim);
    }
    if (config->scale > 0) {
        model->scale = config->scale;
    } else if (config->head_dim > 0) {
        model->scale = model->mscale * model->mscale / sqrt(config->head_dim);
    }
}

bool model_open(const ModelConfig *config, Arena *arena, Model *model, Err *err) {
    *model = (Model){.config = config};
    find_scale(model);
    if (config->kind == MODEL_UNKNOWN) return true;
    group_layers(model, arena);
    for (int p = 0; p < model->part_count; p++) {
        if (!open_part(&model->part[p], config, arena, err)) return false;
    }
    return true;
}

const double *model_slopes(const Model *model) {
    bool biased = model->config->kind == MODEL_ALIBI && model->part_count > 0;
    return biased ? model->part[0].pe.slope : NULL;
}

bool model_report(const char *file, Bytes json, const char *format, Arena *arena,
                  const char **report, Err *err) {
    bool words = !*format || str_same(format, "text");
    if (!words && !str_same(format, "json")) {
        return err_set(err, "--format is \"%.40s\", allowed are text and json", format);
    }
    ModelConfig config;
    Model model;
    Err inner;
    if (!model_config_parse(file, json, arena, &config, err)) return false;
    if (!model_open(&config, arena, &model, &inner)) {
        return err_set(err, "%s: %s%s%s", file, config.inside, *config.inside ? ": " : "",
                       inner.text);
    }
    *report = words ? model_in_words(&model, arena) : model_in_json(&model, arena);
    return true;
}
