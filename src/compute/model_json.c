// What a model's configuration means, as one line of JSON.
#include "compute/model.h"
#include "compute/print.h"

#include <string.h>

static void put(ArenaText *text, const char *words) {
    arena_text_add(text, words, strlen(words));
}

// `,"key":` – objects begin with a member that is written by hand.
static void put_key(ArenaText *text, const char *key) {
    put(text, ",\"");
    put(text, key);
    put(text, "\":");
}

static void put_number(ArenaText *text, const char *key, double value) {
    put_key(text, key);
    print_number(text, value);
}

// A number that a file may not say: null then.
static void put_known(ArenaText *text, const char *key, double value) {
    put_key(text, key);
    if (value > 0) {
        print_number(text, value);
    } else {
        put(text, "null");
    }
}

static void put_words(ArenaText *text, const char *key, const char *words) {
    put_key(text, key);
    print_text(text, words);
}

static void put_flag(ArenaText *text, const char *key, bool value) {
    put_key(text, key);
    put(text, value ? "true" : "false");
}

static void put_list(ArenaText *text, const char *key, const double *at, int count) {
    put_key(text, key);
    put(text, "[");
    for (int i = 0; i < count; i++) {
        if (i) put(text, ",");
        print_number(text, at[i]);
    }
    put(text, "]");
}

static void put_params(ArenaText *text, const Pe *pe) {
    put_key(text, "params");
    put(text, "{");
    for (int p = 0; p < pe->scheme->param_count; p++) {
        const PeParam *param = &pe->scheme->params[p];
        if (p) put(text, ",");
        print_text(text, param->id);
        put(text, ":");
        if (param->choices) {
            print_text(text, param->choices[(int)pe->value[p]]);
        } else {
            print_number(text, pe->value[p]);
        }
    }
    put(text, "}");
}

static void put_turning(ArenaText *text, const ModelPart *part) {
    const ModelRope *rope = part->rope;
    put_words(text, "rope_type", rope->type);
    put_number(text, "rope_theta", rope->theta);
    put_number(text, "rotary_dim", rope->rotary_dim);
    put_list(text, "inv_freq", part->pe.freq, part->pe.pairs);
    put_number(text, "attention_factor", part->pe.factor);
    put_known(text, "shortest_wavelength", part->shortest);
    put_known(text, "longest_wavelength", part->longest);
    put_known(text, "trained_length", (double)part->trained);
    put_number(text, "pairs_closed_within_it", part->closed);
}

static const char *const sights[] = {"full", "window", "chunk", "state"};

static void put_part(ArenaText *text, const Model *model, const ModelPart *part) {
    put(text, "{\"layers\":[");
    for (int l = 0; l < part->count; l++) {
        if (l) put(text, ",");
        print_number(text, part->layers[l]);
    }
    put(text, "]");
    put_words(text, "attention", sights[part->layer.sight]);
    if (part->layer.sight == MODEL_SEES_WINDOW) {
        put_number(text, "window", (double)model->config->window);
    }
    if (part->layer.sight == MODEL_SEES_CHUNK) {
        put_number(text, "chunk", (double)model->config->chunk);
    }
    put_key(text, "scheme");
    if (part->has_pe) {
        print_text(text, part->pe.scheme->id);
        put_params(text, &part->pe);
    } else {
        put(text, "null");
    }
    if (part->rope) put_turning(text, part);
    put(text, "}");
}

static void put_notes(ArenaText *text, const char *key, const ModelNotes *notes) {
    put_key(text, key);
    put(text, "[");
    for (int n = 0; n < notes->count; n++) {
        put(text, n ? ",{\"pointer\":" : "{\"pointer\":");
        print_text(text, notes->at[n].pointer);
        put_words(text, "text", notes->at[n].text);
        put(text, "}");
    }
    put(text, "]");
    if (notes->more) {
        put(text, ",\"");
        put(text, key);
        put(text, "_more\":");
        print_number(text, notes->more);
    }
}

static const char *const kinds[MODEL_KIND_COUNT] = {
    "unknown", "rope", "alibi", "t5", "learned", "sinusoidal", "relative_key", "relative_key_query",
    "nope",
};
static const char *const layouts[] = {"unknown", "half_split", "interleaved"};

// What only one kind of encoding has.
static void put_own(ArenaText *text, const Model *model) {
    const ModelConfig *config = model->config;
    const double *slopes = model_slopes(model);
    if (config->kind == MODEL_ROPE) put_words(text, "layout", layouts[config->layout]);
    if (slopes) put_list(text, "slopes", slopes, config->heads);
    if (config->buckets) {
        put_number(text, "num_buckets", config->buckets);
        put_number(text, "max_distance", config->max_distance);
        put_flag(text, "encoder", config->encoder);
        put_flag(text, "decoder", config->decoder);
    }
    if (config->rows) {
        put_number(text, "rows", (double)config->rows);
        put_number(text, "first_row", config->offset);
    }
    if (model->mscale > 1) put_number(text, "softmax_mscale", model->mscale);
}

const char *model_in_json(const Model *model, Arena *arena) {
    const ModelConfig *config = model->config;
    ArenaText text = {.arena = arena};
    put(&text, "{\"model_type\":");
    print_text(&text, config->type);
    put_words(&text, "object", config->inside);
    put_flag(&text, "known", config->known);
    put_words(&text, "kind", kinds[config->kind]);
    put_known(&text, "layers", config->layers);
    put_known(&text, "hidden_size", config->hidden);
    put_known(&text, "heads", config->heads);
    put_known(&text, "kv_heads", config->kv_heads);
    put_known(&text, "head_dim", config->head_dim);
    put_known(&text, "max_position_embeddings", (double)config->positions);
    put_known(&text, "softmax_scale", model->scale);
    put_own(&text, model);
    put_key(&text, "parts");
    put(&text, "[");
    for (int p = 0; p < model->part_count; p++) {
        if (p) put(&text, ",");
        put_part(&text, model, &model->part[p]);
    }
    put(&text, "]");
    put_notes(&text, "assumed", &config->assumed);
    put_notes(&text, "not_understood", &config->strange);
    put(&text, "}");
    return arena_text_done(&text);
}
