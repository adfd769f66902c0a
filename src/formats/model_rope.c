// Reads rotary parameters: theta, partial turning and stretching, in the spellings of all ages.
#include "base/str.h"
#include "formats/model_parts.h"

#include <cjson/cJSON.h>

#include <math.h>

static const double THETA_MOST = 5e9, FACTOR_MOST = 1e4, TURNS_MOST = 1e4;

// The type is "type" in old files and "rope_type" in new ones.
typedef struct StretchWord {
    const char *word;
    ModelStretch stretch;
} StretchWord;

static const StretchWord stretch_words[] = {
    {"default", MODEL_PLAIN},     {"linear", MODEL_LINEAR},
    {"dynamic", MODEL_DYNAMIC},   {"ntk", MODEL_NTK},
    {"yarn", MODEL_YARN},         {"deepseek_yarn", MODEL_YARN},
    {"longrope", MODEL_LONGROPE}, {"su", MODEL_LONGROPE},
    {"llama3", MODEL_LLAMA3},     {"proportional", MODEL_PROPORTIONAL},
};

static ModelStretch find_stretch(const char *word) {
    for (size_t w = 0; w < sizeof stretch_words / sizeof stretch_words[0]; w++) {
        if (str_same(stretch_words[w].word, word)) return stretch_words[w].stretch;
    }
    return MODEL_OTHER;
}

static void need(ModelFields *f, ModelObject in, const ModelRope *rope, bool there,
                 const char *field) {
    if (there) return;
    model_refuse(f, in, NULL, "the field \"%s\" is missing, which the type \"%s\" needs", field,
                 rope->type);
}

static void read_type(ModelFields *f, ModelObject in, ModelRope *rope) {
    rope->type = model_text(f, in, "rope_type|type", "default");
    rope->stretch = find_stretch(rope->type);
    const cJSON *sections = model_field(f, in, "mrope_section|mrope_interleaved");
    if (rope->stretch == MODEL_OTHER) {
        bool several = str_same(rope->type, "mrope");
        model_note_strange(f, in, model_field(f, in, "rope_type|type"), "%s",
                           several ? "\"mrope\": pictures and videos have several positions each; "
                                     "text alone is turned as plain RoPE"
                                   : "a type of RoPE that is not known here; read as plain");
    } else if (sections) {
        model_note_strange(f, in, sections,
                           "pictures and videos have several positions each; text has one");
    }
}

static void read_yarn(ModelFields *f, ModelObject in, ModelRope *rope) {
    rope->beta_fast = model_number(f, in, "beta_fast", 1e-3, TURNS_MOST, 32);
    rope->beta_slow = model_number(f, in, "beta_slow", 1e-3, TURNS_MOST, 1);
    rope->truncate = model_flag(f, in, "truncate", true);
    rope->mscale = model_number(f, in, "mscale", 0, 100, 0);
    rope->mscale_all_dim = model_number(f, in, "mscale_all_dim", 0, 100, 0);
    double positions = (double)f->config->positions;
    if (rope->original <= 0) rope->original = positions;
    if (rope->factor <= 0 && rope->original > 0) {
        rope->factor = fmin(fmax(positions / rope->original, 1), FACTOR_MOST);
    }
    need(f, in, rope, rope->original > 0, "original_max_position_embeddings");
    need(f, in, rope, rope->factor > 0, "factor");
    if (rope->beta_fast <= rope->beta_slow) {
        model_refuse(f, in, NULL, "beta_fast is %.10g, expected more than beta_slow, %.10g",
                     rope->beta_fast, rope->beta_slow);
    }
}

static void read_longrope(ModelFields *f, ModelObject in, ModelRope *rope) {
    rope->long_factor = model_factors(f, in, "long_factor");
    rope->short_factor = model_factors(f, in, "short_factor");
    need(f, in, rope, rope->long_factor.count > 0, "long_factor");
    need(f, in, rope, rope->short_factor.count > 0, "short_factor");
    int pairs = rope->rotary_dim / 2;
    const ModelFactors *lists[] = {&rope->long_factor, &rope->short_factor};
    for (int l = 0; l < 2 && !f->failed; l++) {
        if (lists[l]->count == pairs) continue;
        model_refuse(f, in, model_field(f, in, l ? "short_factor" : "long_factor"),
                     "found %d factors, expected %d, one for each pair of the %d turned features",
                     lists[l]->count, pairs, rope->rotary_dim);
    }
    // The magnitude depends on how far the window was stretched: by the two lengths if both are known.
    double positions = (double)f->config->positions;
    if (rope->original > 0 && positions > 0) {
        rope->factor = fmax(positions / rope->original, 1);
    } else if (rope->original <= 0) {
        rope->original = positions;
    }
    need(f, in, rope, rope->original > 0, "original_max_position_embeddings");
    if (rope->factor <= 0) rope->factor = 1;
}

static void read_llama3(ModelFields *f, ModelObject in, ModelRope *rope) {
    rope->low_freq_factor = model_number(f, in, "low_freq_factor", 1e-3, TURNS_MOST, 0);
    rope->high_freq_factor = model_number(f, in, "high_freq_factor", 1e-3, TURNS_MOST, 0);
    need(f, in, rope, rope->factor > 0, "factor");
    need(f, in, rope, rope->low_freq_factor > 0, "low_freq_factor");
    need(f, in, rope, rope->high_freq_factor > 0, "high_freq_factor");
    need(f, in, rope, rope->original > 0, "original_max_position_embeddings");
    if (rope->high_freq_factor < rope->low_freq_factor) { // equal in Llama 4 Scout
        model_refuse(f, in, NULL,
                     "high_freq_factor is %.10g, expected low_freq_factor, %.10g, or more",
                     rope->high_freq_factor, rope->low_freq_factor);
    }
}

static void read_dynamic(ModelFields *f, ModelObject in, ModelRope *rope) {
    if (rope->alpha > 0) {
        rope->stretch = MODEL_NTK;
        return;
    }
    need(f, in, rope, rope->factor > 0, "factor");
    rope->original =
        (double)f->config->positions; // as released: not original_max_position_embeddings
    need(f, in, rope, rope->original > 0, "max_position_embeddings");
}

static void read_stretch(ModelFields *f, ModelObject in, ModelObject top, ModelRope *rope) {
    rope->factor = model_number(f, in, "factor", 1, FACTOR_MOST, 0);
    rope->alpha = model_number(f, in, "alpha", 1, FACTOR_MOST, 0);
    rope->attention_factor = model_number(f, in, "attention_factor", 1e-6, 100, 0);
    const char *original = "original_max_position_embeddings";
    double most = (double)MODEL_POSITIONS_MAX, outside = model_number(f, top, original, 1, most, 0);
    rope->original = model_number(f, in, original, 1, most, outside);
    switch (rope->stretch) {
    case MODEL_LINEAR: need(f, in, rope, rope->factor > 0, "factor"); break;
    case MODEL_NTK: need(f, in, rope, rope->alpha > 0, "alpha"); break;
    case MODEL_DYNAMIC: read_dynamic(f, in, rope); break;
    case MODEL_YARN: read_yarn(f, in, rope); break;
    case MODEL_LONGROPE: read_longrope(f, in, rope); break;
    case MODEL_LLAMA3: read_llama3(f, in, rope); break;
    default: break;
    }
}

// How many features are turned, from a share of the head or a plain number.
static void read_partial(ModelFields *f, ModelObject in, ModelObject top, const ModelFamily *family,
                         ModelRope *rope) {
    const char *names = "partial_rotary_factor|rotary_pct|rope_pct|rotary_percent|rope_percent";
    int whole = f->config->rope_dim ? f->config->rope_dim : f->config->head_dim;
    double share = model_number(f, top, names, 1e-6, 1, 0);
    share = model_number(f, in, "partial_rotary_factor", 1e-6, 1, share);
    int64_t count = model_count(f, top, "rotary_dim|rotary_ndims", 2, whole, 0);
    if (!count && share <= 0 && family && family->rotary_dim) {
        count = family->rotary_dim < whole ? family->rotary_dim : whole;
        model_note_assumed(f, "rotary_dim %d", (int)count);
    } else if (!count && share <= 0 && family && family->partial > 0) {
        share = family->partial;
        model_note_assumed(f, "partial_rotary_factor %g", share);
    }
    if (share <= 0) share = count ? (double)count / whole : 1;
    rope->partial = share;
    rope->rotary_dim = count ? (int)count : (int)(whole * share);
    if (rope->stretch == MODEL_PROPORTIONAL) rope->rotary_dim = whole;
    if (rope->rotary_dim >= 2 && rope->rotary_dim % 2 == 0) return;
    model_refuse(f, in, NULL,
                 "%d of a head's %d features are turned, expected an even number, 2 or more",
                 rope->rotary_dim, whole);
}

static const char *const theta_names =
    "rope_theta|rotary_emb_base|rope_base|rotary_base|global_rope_theta";

static double default_theta(ModelFields *f, ModelObject top, const ModelFamily *family) {
    double ratio = model_number(f, top, "rope_ratio", 1e-3, 1e6, 0); // ChatGLM
    if (ratio > 0) return 10000 * ratio;
    double theta = family && family->theta > 0 ? family->theta : 10000;
    model_note_assumed(f, "rope_theta %.10g", theta);
    return theta;
}

static void read_theta(ModelFields *f, ModelObject in, ModelObject top, const ModelFamily *family,
                       ModelRope *rope) {
    rope->theta = model_number(f, top, theta_names, 2, THETA_MOST, 0);
    rope->theta = model_number(f, in, "rope_theta", 2, THETA_MOST, rope->theta);
    ModelObject attention = model_object(f, top, "attn_config");
    rope->theta = model_number(f, attention, "rope_theta", 2, THETA_MOST, rope->theta);
    if (rope->theta <= 0) rope->theta = default_theta(f, top, family);
}

static ModelRope *add_rope(ModelFields *f, const char *layers) {
    ModelConfig *config = f->config;
    ModelRope *rope = &config->rope[config->rope_count++];
    *rope = (ModelRope){.layers = layers, .type = "default", .truncate = true};
    return rope;
}

static void read_set(ModelFields *f, ModelObject in, ModelObject top, const ModelFamily *family,
                     const char *layers) {
    ModelRope *rope = add_rope(f, layers);
    read_type(f, in, rope);
    read_theta(f, in, top, family, rope);
    read_partial(f, in, top, family, rope);
    if (!f->failed) read_stretch(f, in, top, rope);
    model_note_unseen(f, in, true);
}

// {"full_attention": {…}, "sliding_attention": {…}}
static bool is_per_layer(ModelObject in) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, in.json) {
        if (cJSON_IsObject(item)) return true;
    }
    return false;
}

static void read_per_layer(ModelFields *f, ModelObject in, ModelObject top,
                           const ModelFamily *family) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, in.json) {
        if (!cJSON_IsObject(item) || f->failed) continue;
        if (f->config->rope_count >= MODEL_ROPE_MAX) {
            model_refuse(f, in, item, "found a set more, expected at most %d", MODEL_ROPE_MAX);
            return;
        }
        const char *name = arena_copy(f->arena, item->string);
        read_set(f, model_object(f, in, name), top, family, name);
    }
    model_note_unseen(f, in, true);
}

// Gemma 3, ModernBERT and OLMo 3 turn layers with a window by angles of their own, never stretched.
static void add_local(ModelFields *f, ModelObject top, const ModelFamily *family) {
    double theta = model_number(f, top, "rope_local_base_freq|local_rope_theta", 2, THETA_MOST, 0);
    if (f->failed || f->config->rope_count != 1) return;
    const ModelRope *all = &f->config->rope[0];
    if (theta <= 0 && family && family->local_theta > 0) {
        theta = family->local_theta;
        model_note_assumed(f, "rope_local_base_freq %.10g", theta);
    }
    if (theta <= 0 && family && family->window_plain) theta = all->theta;
    if (theta <= 0) return;
    ModelRope *local = add_rope(f, "sliding_attention");
    local->theta = theta;
    local->partial = all->partial;
    local->rotary_dim = all->rotary_dim;
}

void model_read_ropes(ModelFields *fields, ModelObject in, const ModelFamily *family) {
    ModelObject set = model_object(fields, in, "rope_parameters|rope_scaling");
    if (set.json && is_per_layer(set)) {
        read_per_layer(fields, set, in, family);
    } else {
        read_set(fields, set, in, family, "");
    }
    add_local(fields, in, family);
}
