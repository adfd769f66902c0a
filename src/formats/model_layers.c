// Reads what each layer sees: everything, a window, a chunk or a state; and whether it encodes positions.
#include "base/str.h"
#include "formats/model_parts.h"

#include <cjson/cJSON.h>

typedef struct SightWord {
    const char *word;
    ModelSight sight;
} SightWord;

static const SightWord sight_words[] = {
    {"full_attention", MODEL_SEES_ALL},
    {"attention", MODEL_SEES_ALL},
    {"global", MODEL_SEES_ALL},
    {"sliding_attention", MODEL_SEES_WINDOW},
    {"local", MODEL_SEES_WINDOW},
    {"chunked_attention", MODEL_SEES_CHUNK},
    {"linear_attention", MODEL_SEES_STATE},
    {"mamba", MODEL_SEES_STATE},
    {"recurrent", MODEL_SEES_STATE},
    {"conv", MODEL_SEES_STATE},
};

static const char *const pattern_names =
    "sliding_window_pattern|_sliding_window_pattern|global_attn_every_n_layers";

static const char *const type_names = "layer_types|layers_block_type";

enum { GEMMA_ROUND = 6 }; // of every six layers of Gemma 3 the last one sees all

static const char *sight_name(ModelSight sight) {
    switch (sight) {
    case MODEL_SEES_WINDOW: return "sliding_attention";
    case MODEL_SEES_CHUNK: return "chunked_attention";
    case MODEL_SEES_STATE: return "linear_attention";
    default: return "full_attention";
    }
}

static bool find_sight(const char *word, ModelSight *sight) {
    for (size_t w = 0; word && w < sizeof sight_words / sizeof sight_words[0]; w++) {
        if (!str_same(sight_words[w].word, word)) continue;
        *sight = sight_words[w].sight;
        return true;
    }
    return false;
}

// The set of rotary parameters for such layers: their own, else the first.
static int find_rope(const ModelConfig *config, ModelSight sight) {
    if (config->kind != MODEL_ROPE || sight == MODEL_SEES_STATE) return -1;
    for (int r = 0; r < config->rope_count; r++) {
        if (str_same(config->rope[r].layers, sight_name(sight))) return r;
    }
    return 0;
}

static void read_window(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    const char *names = "sliding_window|local_attention|attention_window_size";
    bool written = in.json && cJSON_GetObjectItemCaseSensitive(in.json, "sliding_window");
    config->window = model_count(f, in, names, 1, MODEL_POSITIONS_MAX, 0);
    config->both_sides = family && family->both_sides;
    if (!config->window && !written && family && family->window > 0) {
        config->window = family->window; // "sliding_window": null is a model without one
        bool counts = !family->window_switch;
        if (counts) model_note_assumed(f, "sliding_window %lld", (long long)family->window);
    }
    bool use = model_flag(f, in, "use_sliding_window", !(family && family->window_switch));
    if (!use) config->window = 0;
    config->chunk = model_count(f, in, "attention_chunk_size", 1, MODEL_POSITIONS_MAX,
                                family && family->chunked ? 8192 : 0);
}

// "layer_types": a word for each layer.
static bool read_listed(ModelFields *f, ModelObject in, ModelLayer *layer, int count) {
    const cJSON *list = model_list(f, in, type_names, MODEL_LAYER_MAX);
    if (!list) return false;
    if (cJSON_GetArraySize(list) != count) {
        model_refuse(f, in, list, "found %d layers, expected %d, as many as the model has",
                     cJSON_GetArraySize(list), count);
        return true;
    }
    const cJSON *item = NULL;
    int at = 0, unknown = 0;
    cJSON_ArrayForEach(item, list) {
        if (!find_sight(cJSON_GetStringValue(item), &layer[at++].sight) && ++unknown == 1) {
            model_note_strange(f, in, list,
                               "%s in layer %d is a type that is not known here; "
                               "read as one that sees all",
                               model_found(f->arena, item), at - 1);
        }
    }
    return true;
}

static bool is_lettered(ModelObject in) {
    return cJSON_IsString(cJSON_GetObjectItemCaseSensitive(in.json, "sliding_window_pattern"));
}

// "LLLG": L is a window, G sees all, repeated (EXAONE 4).
static bool read_letters(ModelFields *f, ModelObject in, ModelLayer *layer, int count) {
    if (!is_lettered(in)) return false;
    const cJSON *item = model_field(f, in, "sliding_window_pattern");
    const char *letters = model_text(f, in, "sliding_window_pattern", "");
    size_t n = 0;
    while (letters[n] == 'L' || letters[n] == 'G') n++;
    if (!n || letters[n]) {
        model_refuse(f, in, item, "found %s, expected a whole number, or the letters L and G",
                     model_found(f->arena, item));
        return true;
    }
    for (int l = 0; l < count; l++) {
        layer[l].sight = letters[(size_t)l % n] == 'L' ? MODEL_SEES_WINDOW : MODEL_SEES_ALL;
    }
    return true;
}

typedef struct Rule {
    ModelPattern pattern;
    int every;
} Rule;

static Rule read_rule(ModelFields *f, ModelObject in, const ModelFamily *family) {
    Rule rule = {family ? family->pattern : MODEL_ALL_ALIKE, family ? family->every : 0};
    int every = (int)model_count(f, in, pattern_names, 1, MODEL_LAYER_MAX, 0);
    int late = (int)model_count(f, in, "max_window_layers", 0, MODEL_LAYER_MAX, -1);
    if (every && rule.pattern != MODEL_FIRST_FULL) rule.pattern = MODEL_LAST_FULL;
    if (every) rule.every = every;
    if (late >= 0 && !every && rule.pattern != MODEL_LAST_FULL) rule = (Rule){MODEL_LATE, late};
    bool alike = rule.pattern == MODEL_ALL_ALIKE;
    if (alike && f->config->window &&
        f->config->rope_count > 1) { // two bases: not all have the window
        rule = (Rule){MODEL_LAST_FULL, GEMMA_ROUND};
        model_note_assumed(f, "sliding_window_pattern %d", rule.every);
    }
    return rule;
}

// As many as the file says or lists; else one round of those that differ, or one for all.
static int count_layers(ModelFields *f, ModelObject in, Rule rule) {
    ModelConfig *config = f->config;
    const cJSON *list = model_list(f, in, type_names, MODEL_LAYER_MAX);
    bool rounds = rule.pattern == MODEL_LAST_FULL || rule.pattern == MODEL_FIRST_FULL;
    if (!config->layers && list) {
        config->layers = cJSON_GetArraySize(list);
    } else if (!config->layers && rounds && config->window) {
        config->layers = rule.every;
        model_note_assumed(f, "num_hidden_layers %d, one round", rule.every);
    }
    return config->layers ? config->layers : 1;
}

static bool sees_window(Rule rule, int l) {
    switch (rule.pattern) {
    case MODEL_LAST_FULL: return (l + 1) % rule.every != 0;
    case MODEL_FIRST_FULL: return l % rule.every != 0;
    case MODEL_LATE: return l >= rule.every;
    default: return true;
    }
}

// Which layers leave positions out: a list with a 0 for each, or every n-th one.
static void read_nope(ModelFields *f, ModelObject in, const ModelFamily *family, ModelLayer *layer,
                      int count) {
    const cJSON *list = model_list(f, in, "no_rope_layers", MODEL_LAYER_MAX);
    bool rule = family && family->no_rope;
    int every = (int)model_count(f, in, "no_rope_layer_interval", 1, MODEL_LAYER_MAX,
                                 rule ? family->every : 0);
    int listed = list ? cJSON_GetArraySize(list) : 0;
    if (listed && listed != count) {
        model_refuse(f, in, list, "found %d layers, expected %d, as many as the model has", listed,
                     count);
        return;
    }
    const cJSON *item = list ? list->child : NULL;
    for (int l = 0; l < count; l++, item = item ? item->next : NULL) {
        bool none = every && (l + 1) % every == 0;
        if (item) none = cJSON_IsNumber(item) ? item->valuedouble == 0 : cJSON_IsFalse(item);
        if (none) layer[l].rope = -1;
    }
}

// Layers that are not listed follow the rule of the family; windows that are nowhere given do not exist.
static void settle(const ModelConfig *config, Rule rule, ModelLayer *layer, int count,
                   bool listed) {
    for (int l = 0; l < count; l++) {
        if (!listed && config->window) {
            layer[l].sight = sees_window(rule, l) ? MODEL_SEES_WINDOW : MODEL_SEES_ALL;
        }
        if (layer[l].sight == MODEL_SEES_WINDOW && !config->window) layer[l].sight = MODEL_SEES_ALL;
        if (layer[l].sight == MODEL_SEES_CHUNK && !config->chunk) layer[l].sight = MODEL_SEES_ALL;
        layer[l].rope = find_rope(config, layer[l].sight);
    }
}

static void finish(ModelConfig *config, const ModelFamily *family, ModelLayer *layer, int count,
                   bool listed) {
    bool full_nope = family && family->full_nope && config->window;
    bool windows = false, chunks = false;
    for (int l = 0; l < count; l++) {
        if (full_nope && layer[l].sight == MODEL_SEES_ALL) layer[l].rope = -1;
        if (!listed && config->chunk && layer[l].rope >= 0) layer[l].sight = MODEL_SEES_CHUNK;
        windows = windows || layer[l].sight == MODEL_SEES_WINDOW;
        chunks = chunks || layer[l].sight == MODEL_SEES_CHUNK;
    }
    if (!windows) config->window = 0;
    if (!chunks) config->chunk = 0;
}

void model_read_layers(ModelFields *fields, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = fields->config;
    read_window(fields, in, family);
    bool said = is_lettered(in) || model_has(in, type_names);
    Rule rule = {MODEL_ALL_ALIKE, 0};
    if (!said) rule = read_rule(fields, in, family);
    (void)model_field(fields, in, pattern_names); // said twice by files that list the layers too
    int count = count_layers(fields, in, rule);
    ModelLayer *layer = arena_array(fields->arena, (size_t)count, sizeof *layer);
    bool listed = read_listed(fields, in, layer, count) || read_letters(fields, in, layer, count);
    if (fields->failed) return;
    settle(config, rule, layer, count, listed);
    read_nope(fields, in, family, layer, count);
    finish(config, family, layer, count, listed);
    config->layer = layer;
}
