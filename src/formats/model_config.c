// Reads a config.json: which object speaks of the text model, how large it is, and how it tells positions apart.
#include "formats/model_config.h"

#include "base/str.h"
#include "engine/schemes/t5.h"
#include "formats/json_place.h"
#include "formats/model_parts.h"

#include <cjson/cJSON.h>

#include <math.h>

static const char *const head_names =
    "num_attention_heads|n_head|n_heads|num_heads|heads|attention_heads|encoder_attention_heads";

// Words of the short field "kind", of "position_embedding_type" and of its like.
typedef struct KindWord {
    const char *word;
    ModelKind kind;
} KindWord;

static const KindWord kind_words[] = {
    {"rope", MODEL_ROPE},
    {"rotary", MODEL_ROPE},
    {"rope_gptj", MODEL_ROPE},
    {"alibi", MODEL_ALIBI},
    {"t5", MODEL_T5},
    {"t5_bias", MODEL_T5},
    {"learned", MODEL_LEARNED},
    {"learned_absolute", MODEL_LEARNED},
    {"absolute", MODEL_LEARNED},
    {"sinusoidal", MODEL_SINUSOIDAL},
    {"relative_key", MODEL_RELATIVE_KEY},
    {"relative_key_query", MODEL_RELATIVE_KEY_QUERY},
    {"nope", MODEL_NONE},
    {"none", MODEL_NONE},
};

static ModelKind find_kind(const char *word) {
    for (size_t w = 0; w < sizeof kind_words / sizeof kind_words[0]; w++) {
        if (str_same(kind_words[w].word, word)) return kind_words[w].kind;
    }
    return MODEL_UNKNOWN;
}

// "kind" is this program's own word and must be right; those of others are named when they are not known.
static ModelKind read_word(ModelFields *f, ModelObject in) {
    const char *word = model_text(f, in, "kind", "");
    ModelKind kind = find_kind(word);
    if (*word && kind == MODEL_UNKNOWN) {
        model_refuse(f, in, model_field(f, in, "kind"),
                     "found %s, allowed are rope, alibi, t5, learned, sinusoidal, relative_key, "
                     "relative_key_query and nope",
                     model_found(f->arena, model_field(f, in, "kind")));
    }
    if (*word) return kind;
    const char *names = "position_embedding_type|position_embeddings_type|pos_emb_type";
    word = model_text(f, in, names, "");
    kind = find_kind(word);
    if (*word && kind == MODEL_UNKNOWN) {
        model_note_strange(f, in, model_field(f, in, names), "%s is a type that is not known here",
                           model_found(f->arena, model_field(f, in, names)));
    }
    return kind;
}

static ModelKind find_flagged(ModelFields *f, ModelObject in) {
    ModelObject attention = model_object(f, in, "attn_config");
    bool alibi = model_flag(f, in, "alibi|use_alibi", false);
    bool biased = model_flag(f, attention, "alibi", false);
    bool turned = model_flag(f, attention, "rope", false);
    if (alibi || biased) return MODEL_ALIBI;
    if (turned) return MODEL_ROPE;
    if (attention.json && model_has(attention, "alibi|rope")) {
        return MODEL_LEARNED; // MPT without both
    }
    if (model_flag(f, in, "sinusoidal_pos_embds", false)) return MODEL_SINUSOIDAL;
    return MODEL_UNKNOWN;
}

static ModelKind find_hinted(ModelObject in) {
    if (model_has(in, "alibi_bias_max")) return MODEL_ALIBI;
    if (model_has(in, "relative_attention_num_buckets|num_buckets")) return MODEL_T5;
    if (model_has(
            in, "rope_theta|rope_parameters|rope_scaling|rotary_dim|rotary_pct|rotary_emb_base")) {
        return MODEL_ROPE;
    }
    return model_has(in, "partial_rotary_factor|qk_rope_head_dim|rope_local_base_freq|rope_ratio")
               ? MODEL_ROPE
               : MODEL_UNKNOWN;
}

// What the file says counts more than what is usual for the model type.
static void read_kind(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelKind said = read_word(f, in), flagged = find_flagged(f, in), hinted = find_hinted(in);
    ModelKind usual = family ? family->kind : MODEL_UNKNOWN;
    // Rotary models carry BERT's "absolute" along (ModernBERT).
    if (said == MODEL_LEARNED && usual == MODEL_ROPE) said = MODEL_UNKNOWN;
    f->config->kind = said ? said : flagged ? flagged : usual ? usual : hinted;
}

static void read_heads(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    config->heads = (int)model_count(f, in, head_names, 1, MODEL_HEAD_MAX, 0);
    if (!config->heads && family && family->heads) {
        config->heads = family->heads;
        model_note_assumed(f, "num_attention_heads %d", family->heads);
    }
    ModelObject attention = model_object(f, in, "attn_config");
    bool single = model_flag(f, in, "multi_query", false);
    int64_t kv = model_count(
        f, in, "num_key_value_heads|num_kv_heads|n_head_kv|n_kv_heads|multi_query_group_num", 1,
        MODEL_HEAD_MAX, 0);
    kv = model_count(f, attention, "kv_n_heads", 1, MODEL_HEAD_MAX, kv);
    bool usual = family && family->kv_heads && config->heads == family->heads;
    if (!kv) kv = single ? 1 : usual ? family->kv_heads : config->heads;
    config->kv_heads = (int)kv;
}

static void read_head_dim(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    bool latent = family && family->latent;
    config->rope_dim =
        (int)model_count(f, in, "qk_rope_head_dim", 2, MODEL_HEAD_DIM_MAX, latent ? 64 : 0);
    config->nope_dim = (int)model_count(f, in, "qk_nope_head_dim", 0, MODEL_HEAD_DIM_MAX,
                                        config->rope_dim ? 128 : 0);
    int64_t given = model_count(f, in, "head_dim|d_kv|kv_channels|attention_head_dim|head_size", 1,
                                MODEL_HEAD_DIM_MAX, 0);
    if (!given && family && family->head_dim) {
        given = family->head_dim;
        model_note_assumed(f, "head_dim %d", (int)given);
    }
    if (!given && config->heads) given = config->hidden / config->heads;
    if (config->rope_dim) given = config->rope_dim + config->nope_dim;
    config->head_dim = (int)given;
    if (given <= MODEL_HEAD_DIM_MAX) return;
    model_refuse(f, in, NULL, "a head has %lld features, expected at most %d", (long long)given,
                 MODEL_HEAD_DIM_MAX);
}

static void read_positions(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    const char *names =
        "max_position_embeddings|n_positions|max_seq_len|seq_length|max_sequence_length|n_ctx|"
        "max_target_positions|model_max_length";
    config->positions = model_count(f, in, names, 1, MODEL_POSITIONS_MAX, 0);
    config->length = model_count(f, in, "seq_len", 1, MODEL_POSITIONS_MAX, 0);
    if (!config->positions && family && family->positions && config->kind != MODEL_T5) {
        config->positions = family->positions;
        model_note_assumed(f, "max_position_embeddings %lld", (long long)family->positions);
    }
}

static void read_sizes(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    config->layers =
        (int)model_count(f, in, "num_hidden_layers|n_layer|n_layers|num_layers|decoder_layers", 1,
                         MODEL_LAYER_MAX, 0);
    config->hidden =
        (int)model_count(f, in, "hidden_size|n_embd|n_embed|d_model|dim|hidden_dim", 1, 1 << 20, 0);
    read_heads(f, in, family);
    read_head_dim(f, in, family);
    read_positions(f, in, family);
}

// "half_split (HF weights); …" or "interleaved"; DeepSeek and ERNIE have a switch.
static void read_layout(ModelFields *f, ModelObject in, const ModelFamily *family) {
    const char *word = model_text(f, in, "layout", "");
    f->config->layout = family ? family->layout : MODEL_LAYOUT_UNKNOWN;
    if (model_has(in, "rope_interleave|rope_interleaved|rotary_interleaved")) {
        bool pairs = model_flag(f, in, "rope_interleave|rope_interleaved|rotary_interleaved", true);
        f->config->layout = pairs ? MODEL_INTERLEAVED : MODEL_HALF_SPLIT;
    }
    if (str_starts(word, "half")) {
        f->config->layout = MODEL_HALF_SPLIT;
    } else if (str_starts(word, "interleaved")) {
        f->config->layout = MODEL_INTERLEAVED;
    } else if (*word) {
        model_refuse(f, in, model_field(f, in, "layout"),
                     "found %s, allowed are half_split and interleaved",
                     model_found(f->arena, model_field(f, in, "layout")));
    }
}

// A slope or bias falls with the head's number, so their count must be known.
static void need_heads(ModelFields *f, ModelObject in) {
    if (f->config->heads) return;
    model_refuse(f, in, NULL, "the number of heads is missing (num_attention_heads, n_head, …)");
}

static void read_alibi(ModelFields *f, ModelObject in) {
    ModelObject attention = model_object(f, in, "attn_config");
    double most = model_number(f, attention, "alibi_bias_max", 1e-3, 1e3, 8);
    f->config->alibi_bias_max = model_number(f, in, "alibi_bias_max", 1e-3, 1e3, most);
    need_heads(f, in);
}

static void read_t5(ModelFields *f, ModelObject in) {
    ModelConfig *config = f->config;
    const char *buckets = "relative_attention_num_buckets|num_buckets";
    const char *distance = "relative_attention_max_distance|max_distance";
    if (!model_has(in, distance)) model_note_assumed(f, "relative_attention_max_distance 128");
    config->buckets = (int)model_count(f, in, buckets, 2, 256, 32);
    config->max_distance = (int)model_count(f, in, distance, 2, 65536, 128);
    bool both = model_flag(f, in, "is_encoder_decoder", true);
    bool decoder = model_flag(f, in, "is_decoder", false);
    config->encoder = both || !decoder;
    config->decoder = both || decoder;
    need_heads(f, in);
    if (t5_bucket_allowed(config->encoder, config->buckets, config->max_distance) &&
        t5_bucket_allowed(!config->decoder, config->buckets, config->max_distance)) {
        return;
    }
    model_refuse(f, in, NULL,
                 "%d buckets up to distance %d cannot be, expected at least %d buckets, and a "
                 "distance beyond those that have a bucket of their own",
                 config->buckets, config->max_distance, config->encoder ? 4 : 2);
}

static void read_table(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelConfig *config = f->config;
    int offset = family ? family->offset : 0;
    int64_t padding = model_count(f, in, "pad_token_id|padding_idx", -1, 1 << 30, 1);
    bool padded = family ? family->padded : model_has(in, "padding_idx");
    if (padded) offset = (int)padding + 1;
    config->offset = (int)model_count(f, in, "offset", 0, 1 << 20, offset);
    int64_t rows = config->positions;
    if (rows && family && family->extra_rows) rows += family->offset;
    config->rows = model_count(f, in, "rows", 1, MODEL_POSITIONS_MAX, rows);
    if (config->rows > config->offset) return;
    model_refuse(f, in, NULL,
                 "a learned table has %lld rows and the first in use is %d, expected more rows "
                 "(max_position_embeddings)",
                 (long long)config->rows, config->offset);
}

static void read_rotary(ModelFields *f, ModelObject in, const ModelFamily *family) {
    if (f->config->head_dim < 2) {
        model_refuse(f, in, NULL,
                     "a head's features cannot be told: neither head_dim nor both of hidden_size "
                     "and num_attention_heads are there");
        return;
    }
    read_layout(f, in, family);
    model_read_ropes(f, in, family);
}

static void read_scale(ModelFields *f, ModelObject in, const ModelFamily *family) {
    ModelObject attention = model_object(f, in, "attn_config");
    double scalar = model_number(f, in, "query_pre_attn_scalar", 1e-6, 1e9, 0);
    double scale = scalar > 0 ? 1 / sqrt(scalar) : family && family->unscaled ? 1 : 0;
    scale = model_number(f, attention, "softmax_scale", 1e-9, 1e9, scale);
    scale = model_number(f, in, "attention_multiplier|scale", 1e-9, 1e9, scale);
    if (!model_flag(f, in, "scale_attn_weights", true)) scale = 1;
    f->config->scale = scale > 0 || f->config->kind != MODEL_T5 ? scale : 1;
}

// Fields whose names sound positional and that say nothing about it, or nothing more.
static const char *const harmless =
    "rope_pct|rotary_value|use_rotary_position_embeddings|use_rope|max_window_layers|"
    "use_sliding_window|num_buckets|position_ids|original_max_position_embeddings|"
    "original_rope|position_biased_input|use_position_embeddings";

static void read_all(ModelFields *f, ModelObject in) {
    ModelConfig *config = f->config;
    const ModelFamily *family = model_family_find(config->type);
    config->known = family != NULL;
    read_kind(f, in, family);
    read_sizes(f, in, family);
    read_scale(f, in, family);
    switch (config->kind) {
    case MODEL_ROPE: read_rotary(f, in, family); break;
    case MODEL_ALIBI: read_alibi(f, in); break;
    case MODEL_T5: read_t5(f, in); break;
    case MODEL_LEARNED:
    case MODEL_RELATIVE_KEY:
    case MODEL_RELATIVE_KEY_QUERY: read_table(f, in, family); break;
    default: break;
    }
    if (!f->failed) model_read_layers(f, in, family);
}

// Models that see or hear keep their text model's fields in an object of their own, up to three deep.
static ModelObject find_text(ModelFields *f, ModelObject root) {
    ModelObject in = root;
    f->config->type = model_text(f, root, "model_type", "");
    for (int depth = 0; depth < 3 && !f->failed; depth++) {
        ModelObject inner =
            model_object(f, in, "text_config|llm_config|language_config|thinker_config");
        if (!inner.json) break;
        const char *type = model_text(f, inner, "model_type", "");
        if (*type) f->config->type = type;
        in = inner;
    }
    f->config->inside = in.pointer;
    return in;
}

bool model_config_read(const char *file, const char *pointer, const cJSON *object, Arena *arena,
                       ModelConfig *config, Err *err) {
    *config = (ModelConfig){.inside = pointer};
    ModelFields fields = {.file = file, .arena = arena, .config = config, .err = err};
    ModelObject root = {object, pointer};
    if (!cJSON_IsObject(object)) {
        model_refuse(&fields, root, NULL, "found %s, expected an object",
                     object ? model_found(arena, object) : "nothing");
        return false;
    }
    ModelObject text = find_text(&fields, root);
    if (!fields.failed) read_all(&fields, text);
    (void)model_field(&fields, text, harmless);
    model_note_unseen(&fields, model_object(&fields, text, "attn_config"), false);
    model_note_unseen(&fields, text, false);
    if (text.json != root.json) model_note_unseen(&fields, root, false);
    return !fields.failed;
}

bool model_config_parse(const char *file, Bytes json, Arena *arena, ModelConfig *config, Err *err) {
    JsonPlace place;
    Err inner;
    if (json.size > MODEL_BYTES_MAX) {
        return err_set(err, "%s: %zu bytes, expected at most %d", file, json.size, MODEL_BYTES_MAX);
    }
    if (!json_check(json, &place, &inner)) {
        return err_set(err, "%s:%d:%d: %s", file, place.line, place.column, inner.text);
    }
    cJSON *root = cJSON_ParseWithLength(json.at, json.size);
    if (!root) return err_set(err, "%s: cJSON could not read the file", file);
    bool ok = model_config_read(file, "", root, arena, config, err);
    cJSON_Delete(root);
    return ok;
}
