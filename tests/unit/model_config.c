// Configurations of models: biases and tables, what is refused and where, and what is named because it is not understood.
#include "compute/model.h"
#include "support/test.h"

#include <cjson/cJSON.h>

typedef struct Opened {
    Arena arena;
    ModelConfig config;
    Model model;
    Err err;
    bool ok;
} Opened;

static Opened open_model(const char *json) {
    Opened opened = {.ok = false};
    opened.ok = model_config_parse("config.json", (Bytes){json, strlen(json)}, &opened.arena,
                                   &opened.config, &opened.err);
    return opened;
}

// In place, because the model points to the configuration.
static void mean(Opened *opened) {
    if (!opened->ok) fprintf(stderr, "    %s\n", opened->err.text);
    opened->ok =
        opened->ok && model_open(&opened->config, &opened->arena, &opened->model, &opened->err);
    CHECK(opened->ok);
}

static void bloom_has_slopes_for_any_number_of_heads(void) {
    Opened bloom = open_model("{\"model_type\":\"bloom\",\"n_embed\":14336,\"n_layer\":70,"
                              "\"num_attention_heads\":112,\"seq_length\":2048}");
    mean(&bloom);
    const double *slope = model_slopes(&bloom.model);
    CHECK(bloom.config.kind == MODEL_ALIBI && bloom.config.layers == 70);
    CHECK(bloom.config.positions == 2048 && bloom.config.head_dim == 128);
    CHECK_NEAR(slope[0], 0.9170040432046712, 1e-15);
    CHECK_NEAR(slope[63], 0.00390625, 1e-17);
    CHECK_NEAR(slope[64], 0.9576032806985737, 1e-15);
    CHECK_NEAR(slope[111], 0.01631677785042834, 1e-16);
    arena_free(&bloom.arena);
}

static void mpt_says_alibi_inside_attn_config(void) {
    Opened mpt =
        open_model("{\"model_type\":\"mpt\",\"d_model\":4096,\"n_heads\":32,\"n_layers\":32,"
                   "\"max_seq_len\":2048,\"attn_config\":{\"alibi\":true,"
                   "\"alibi_bias_max\":8,\"softmax_scale\":null}}");
    mean(&mpt);
    CHECK(mpt.config.kind == MODEL_ALIBI && mpt.config.heads == 32);
    CHECK(mpt.config.positions == 2048);
    CHECK_NEAR(model_slopes(&mpt.model)[0], 0.8408964152537146, 1e-15);
    CHECK(mpt.config.strange.count == 0);
    arena_free(&mpt.arena);
    Opened without = open_model("{\"model_type\":\"mpt\",\"d_model\":768,\"n_heads\":12,"
                                "\"n_layers\":12,\"max_seq_len\":2048,"
                                "\"attn_config\":{\"alibi\":false}}");
    mean(&without);
    CHECK(without.config.kind == MODEL_LEARNED && without.config.rows == 2048);
    arena_free(&without.arena);
}

static void falcon_has_alibi_where_it_says_so(void) {
    Opened falcon = open_model("{\"model_type\":\"falcon\",\"alibi\":true,\"hidden_size\":2048,"
                               "\"num_attention_heads\":32,\"num_hidden_layers\":24}");
    mean(&falcon);
    CHECK(falcon.config.kind == MODEL_ALIBI && falcon.config.kv_heads == 32);
    arena_free(&falcon.arena);
}

static void t5_has_buckets_for_both_of_its_halves(void) {
    Opened t5 = open_model("{\"model_type\":\"t5\",\"d_model\":512,\"d_kv\":64,\"num_heads\":8,"
                           "\"num_layers\":6,\"n_positions\":512,\"is_encoder_decoder\":true,"
                           "\"relative_attention_num_buckets\":32}");
    mean(&t5);
    CHECK(t5.config.kind == MODEL_T5 && t5.config.buckets == 32 && t5.config.max_distance == 128);
    CHECK(t5.config.encoder && t5.config.decoder);
    CHECK_NEAR(t5.model.scale, 1, 0);
    CHECK(t5.config.assumed.count == 1);
    arena_free(&t5.arena);
}

typedef struct Table {
    const char *model, *json;
    int64_t rows;
    int offset;
} Table;

static void tables_end_where_those_of_the_models_end(void) {
    static const Table tables[] = {
        {"GPT-2",
         "{\"model_type\":\"gpt2\",\"n_embd\":768,\"n_head\":12,\"n_positions\":1024,"
         "\"n_ctx\":1024}",
         1024, 0},
        {"BERT base",
         "{\"model_type\":\"bert\",\"max_position_embeddings\":512,"
         "\"position_embedding_type\":\"absolute\",\"pad_token_id\":0}",
         512, 0},
        {"RoBERTa base",
         "{\"model_type\":\"roberta\",\"max_position_embeddings\":514,"
         "\"pad_token_id\":1}",
         514, 2},
        {"XLM-R, padding not said",
         "{\"model_type\":\"xlm-roberta\","
         "\"max_position_embeddings\":514}",
         514, 2},
        {"OPT 125M", "{\"model_type\":\"opt\",\"max_position_embeddings\":2048}", 2050, 2},
        {"BART large",
         "{\"model_type\":\"bart\",\"max_position_embeddings\":1024,"
         "\"d_model\":1024}",
         1026, 2},
        {"StarCoder",
         "{\"model_type\":\"gpt_bigcode\",\"n_positions\":8192,\"multi_query\":true,"
         "\"n_head\":48,\"n_embd\":6144}",
         8192, 0},
        {"a table that says its padding", "{\"kind\":\"learned\",\"rows\":514,\"padding_idx\":1}",
         514, 2},
        {"a table in this program's words",
         "{\"kind\":\"learned\",\"rows\":2050,\"dim\":768,"
         "\"offset\":2}",
         2050, 2},
    };
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        Opened opened = open_model(tables[t].json);
        mean(&opened);
        bool right = opened.config.kind == MODEL_LEARNED && opened.config.rows == tables[t].rows &&
                     opened.config.offset == tables[t].offset;
        test_note(right, __FILE__, (int)t, tables[t].model);
        arena_free(&opened.arena);
    }
}

static ModelKind kind_of(const char *json) {
    Opened opened = open_model(json);
    ModelKind kind = opened.config.kind;
    CHECK(opened.ok);
    arena_free(&opened.arena);
    return kind;
}

static void other_encodings_are_recognised(void) {
    CHECK(kind_of("{\"model_type\":\"bert\",\"position_embedding_type\":\"relative_key\"}") ==
          MODEL_RELATIVE_KEY);
    CHECK(kind_of("{\"model_type\":\"bert\",\"position_embedding_type\":\"relative_key_query\"}") ==
          MODEL_RELATIVE_KEY_QUERY);
    CHECK(kind_of("{\"model_type\":\"esm\",\"position_embedding_type\":\"rotary\",\"hidden_size\":"
                  "320,\"num_attention_heads\":20}") == MODEL_ROPE);
    CHECK(kind_of("{\"model_type\":\"marian\",\"d_model\":512}") == MODEL_SINUSOIDAL);
    CHECK(kind_of("{\"model_type\":\"mamba\"}") == MODEL_NONE);
    CHECK(kind_of("{\"model_type\":\"granitemoehybrid\",\"position_embedding_type\":\"nope\"}") ==
          MODEL_NONE);
    CHECK(kind_of("{\"model_type\":\"jina\",\"position_embedding_type\":\"alibi\","
                  "\"num_attention_heads\":12}") == MODEL_ALIBI);
    CHECK(kind_of("{\"hidden_size\":64}") == MODEL_UNKNOWN);
    CHECK(kind_of("{\"model_type\":\"somebody\",\"rope_theta\":1e4,\"head_dim\":64}") ==
          MODEL_ROPE);
}

typedef struct Refusal {
    const char *json, *error; // what stands after "config.json"
} Refusal;

#define LLAMA "{\"model_type\":\"llama\",\"head_dim\":8,\"max_position_embeddings\":64,"

static void what_is_wrong_is_refused_with_its_place(void) {
    static const Refusal refusals[] = {
        {"[]", ": found a list, expected an object"},
        {"{\"a\":1,\"a\":2}", ":1:8: the field \"a\" appears twice"},
        {LLAMA "\"rope_theta\":\"1e4\"}",
         ": /rope_theta: found \"1e4\", expected a number within 2 … 5000000000"},
        {LLAMA "\"rope_theta\":1}",
         ": /rope_theta: found 1, expected a number within 2 … 5000000000"},
        {LLAMA "\"num_hidden_layers\":2.5}",
         ": /num_hidden_layers: found 2.5, expected a whole number within 1 … 1024"},
        {LLAMA "\"rope_scaling\":7}", ": /rope_scaling: found 7, expected an object"},
        {LLAMA "\"rope_scaling\":{\"type\":\"linear\"}}",
         ": /rope_scaling: the field \"factor\" is missing, which the type \"linear\" needs"},
        {LLAMA "\"rope_scaling\":{\"type\":\"linear\",\"factor\":0.5}}",
         ": /rope_scaling/factor: found 0.5, expected a number within 1 … 10000"},
        {LLAMA "\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":4,\"beta_fast\":1,"
               "\"beta_slow\":32}}",
         ": /rope_scaling: beta_fast is 1, expected more than beta_slow, 32"},
        {LLAMA "\"rope_scaling\":{\"rope_type\":\"llama3\",\"factor\":8,\"low_freq_factor\":4,"
               "\"high_freq_factor\":1,\"original_max_position_embeddings\":8192}}",
         ": /rope_scaling: high_freq_factor is 1, expected low_freq_factor, 4, or more"},
        {LLAMA "\"rope_scaling\":{\"type\":\"longrope\",\"long_factor\":[1,2,3],"
               "\"short_factor\":[1,1,1,1]}}",
         ": /rope_scaling/long_factor: found 3 factors, expected 4, one for each pair of the 8 "
         "turned features"},
        {LLAMA "\"rope_scaling\":{\"type\":\"longrope\",\"long_factor\":[1,2,3,0],"
               "\"short_factor\":[1,1,1,1]}}",
         ": /rope_scaling/long_factor: item 3 is 0, expected a number within 1e-6 … 1e9"},
        {LLAMA "\"partial_rotary_factor\":0.4}",
         ": 3 of a head's 8 features are turned, expected an even number, 2 or more"},
        {LLAMA "\"rope_parameters\":{\"full_attention\":{\"rope_type\":\"linear\"}}}",
         ": /rope_parameters/full_attention: the field \"factor\" is missing, which the type "
         "\"linear\" needs"},
        {LLAMA "\"num_hidden_layers\":3,\"layer_types\":[\"full_attention\"]}",
         ": /layer_types: found 1 layers, expected 3, as many as the model has"},
        {"{\"text_config\":{\"model_type\":\"llama\",\"hidden_size\":-1}}",
         ": /text_config/hidden_size: found -1, expected a whole number within 1 … 1048576"},
        {"{\"model_type\":\"llama\"}",
         ": a head's features cannot be told: neither head_dim nor both of hidden_size and "
         "num_attention_heads are there"},
        {"{\"model_type\":\"bloom\"}",
         ": the number of heads is missing (num_attention_heads, n_head, …)"},
        {"{\"model_type\":\"t5\",\"relative_attention_num_buckets\":2}",
         ": 2 buckets up to distance 128 cannot be, expected at least 4 buckets, and a distance "
         "beyond those that have a bucket of their own"},
        {"{\"model_type\":\"opt\",\"rows\":2}",
         ": a learned table has 2 rows and the first in use is 2, expected more rows "
         "(max_position_embeddings)"},
        {"{\"kind\":\"spiral\"}",
         ": /kind: found \"spiral\", allowed are rope, alibi, t5, learned, sinusoidal, "
         "relative_key, relative_key_query and nope"},
        {LLAMA "\"layout\":\"upside down\"}",
         ": /layout: found \"upside down\", allowed are half_split and interleaved"},
    };
    for (size_t r = 0; r < sizeof refusals / sizeof refusals[0]; r++) {
        Opened opened = open_model(refusals[r].json);
        CHECK(!opened.ok);
        CHECK_TEXT(opened.err.text + strlen("config.json"), refusals[r].error);
        arena_free(&opened.arena);
    }
}

static bool names(const ModelNotes *notes, const char *pointer, const char *text) {
    for (int n = 0; n < notes->count; n++) {
        const ModelNote *note = &notes->at[n];
        if (!strcmp(note->pointer, pointer) && strstr(note->text, text)) return true;
    }
    return false;
}

static void what_is_not_understood_is_named(void) {
    Opened opened = open_model(
        LLAMA "\"rope_theta\":10000,\"rotary_emb_base\":500,\"position_skew\":3,\"use_cache\":true,"
              "\"sliding_win/dow\":null,\"rope~flow/er\":[1],"
              "\"rope_scaling\":{\"type\":\"spiral\",\"turns\":7,\"factor\":2}}");
    mean(&opened);
    const ModelNotes *strange = &opened.config.strange;
    CHECK(names(strange, "/rope_scaling/type", "not known here"));
    CHECK(names(strange, "/rope_scaling/turns", "7"));
    CHECK(names(strange, "/rotary_emb_base", "500 disagrees with rope_theta"));
    CHECK(names(strange, "/position_skew", "3"));
    CHECK(names(strange, "/rope~0flow~1er", "a list"));
    CHECK(strange->count == 5);
    CHECK(opened.config.rope[0].stretch == MODEL_OTHER);
    CHECK_TEXT(opened.model.part[0].pe.scheme->id, "rope");
    arena_free(&opened.arena);
}

static void notes_are_counted_beyond_their_bound(void) {
    char json[4096] = "{\"model_type\":\"llama\",\"head_dim\":8";
    for (int n = 0; n < 40; n++) {
        char field[64];
        snprintf(field, sizeof field, ",\"rope_odd_%d\":%d", n, n);
        strcat(json, field);
    }
    Opened opened = open_model(strcat(json, "}"));
    CHECK(opened.ok && opened.config.strange.count == MODEL_NOTE_MAX);
    CHECK(opened.config.strange.more == 40 - MODEL_NOTE_MAX);
    arena_free(&opened.arena);
}

static void what_the_file_leaves_out_is_named(void) {
    Opened opened = open_model("{\"model_type\":\"gemma\",\"hidden_size\":3072}");
    mean(&opened);
    CHECK(opened.config.head_dim == 256 && opened.config.positions == 8192);
    CHECK(names(&opened.config.assumed, "", "head_dim 256"));
    CHECK(names(&opened.config.assumed, "", "rope_theta 10000"));
    CHECK(names(&opened.config.assumed, "", "max_position_embeddings 8192"));
    arena_free(&opened.arena);
}

static void sights(const char *json, const char *want) {
    Opened opened = open_model(json);
    char got[MODEL_LAYER_MAX + 1] = "";
    CHECK(opened.ok);
    for (int l = 0; opened.ok && l < opened.config.layers; l++) {
        ModelLayer layer = opened.config.layer[l];
        got[l] = layer.rope < 0 ? 'n' : "awcs"[layer.sight]; // all, window, chunk, state
    }
    CHECK_TEXT(got, want);
    arena_free(&opened.arena);
}

#define SIX_LAYERS ",\"head_dim\":8,\"num_hidden_layers\":6,\"num_attention_heads\":2"

static void layers_see_what_the_family_has_them_see(void) {
    sights("{\"model_type\":\"mistral\",\"sliding_window\":4096" SIX_LAYERS "}", "wwwwww");
    sights("{\"model_type\":\"mistral\",\"sliding_window\":null" SIX_LAYERS "}", "aaaaaa");
    sights("{\"model_type\":\"gemma2\"" SIX_LAYERS "}", "wawawa");
    sights("{\"model_type\":\"gemma3_text\"" SIX_LAYERS "}", "wwwwwa");
    sights("{\"model_type\":\"gemma3_text\",\"sliding_window_pattern\":3" SIX_LAYERS "}", "wwawwa");
    sights("{\"model_type\":\"qwen2\",\"sliding_window\":64,\"use_sliding_window\":true,"
           "\"max_window_layers\":4" SIX_LAYERS "}",
           "aaaaww");
    sights("{\"model_type\":\"qwen2\",\"sliding_window\":64,\"max_window_layers\":4" SIX_LAYERS "}",
           "aaaaaa");
    sights(
        "{\"head_dim\":8,\"rope_theta\":1e6,\"rope_local_base_freq\":1e4,\"sliding_window\":512}",
        "wwwwwa");
    sights("{\"model_type\":\"gemma2\",\"layer_types\":[\"full_attention\",\"sliding_attention\"]}",
           "aw");
    sights("{\"model_type\":\"cohere2\"" SIX_LAYERS "}", "wwwnww");
    sights("{\"model_type\":\"exaone4\",\"sliding_window\":64,\"sliding_window_pattern\":"
           "\"LLLG\"" SIX_LAYERS "}",
           "wwwnww");
    sights("{\"model_type\":\"smollm3\",\"no_rope_layers\":[1,1,0,1,1,0]" SIX_LAYERS "}", "aanaan");
    sights("{\"model_type\":\"llama4_text\"" SIX_LAYERS "}", "cccncc");
    sights(
        "{\"model_type\":\"qwen3_next\",\"layer_types\":[\"linear_attention\",\"linear_attention\","
        "\"linear_attention\",\"full_attention\",\"linear_attention\",\"full_"
        "attention\"]" SIX_LAYERS "}",
        "nnnana");
    sights("{\"model_type\":\"llama\",\"sliding_window\":9,\"layer_types\":[\"full_attention\","
           "\"sliding_attention\",\"full_attention\",\"full_attention\",\"sliding_attention\","
           "\"full_attention\"]" SIX_LAYERS "}",
           "awaawa");
}

static void the_report_reads_well_and_is_json_where_asked(void) {
    const char *json =
        LLAMA "\"num_hidden_layers\":2,\"num_attention_heads\":4,\"rope_odd\":\"\\u001b[2J\"}";
    Bytes bytes = {json, strlen(json)};
    Arena arena = {0};
    const char *report = "";
    Err err = {{0}};
    CHECK(model_report("config.json", bytes, "", &arena, &report, &err));
    CHECK(strstr(report, "\nAll 2 layers\n") && strstr(report, "rope (RoPE)"));
    CHECK(!strchr(report, '\033'));
    CHECK(model_report("config.json", bytes, "json", &arena, &report, &err));
    cJSON *root = cJSON_Parse(report);
    const cJSON *part = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "parts"), 0);
    CHECK(cJSON_GetArraySize(cJSON_GetObjectItem(part, "inv_freq")) == 4);
    CHECK(cJSON_GetArraySize(cJSON_GetObjectItem(part, "layers")) == 2);
    CHECK_TEXT(cJSON_GetStringValue(cJSON_GetObjectItem(part, "scheme")), "rope");
    CHECK(cJSON_GetArraySize(cJSON_GetObjectItem(root, "not_understood")) == 1);
    cJSON_Delete(root);
    CHECK(!model_report("config.json", bytes, "csv", &arena, &report, &err));
    CHECK_TEXT(err.text, "--format is \"csv\", allowed are text and json");
    arena_free(&arena);
}

int main(void) {
    bloom_has_slopes_for_any_number_of_heads();
    mpt_says_alibi_inside_attn_config();
    falcon_has_alibi_where_it_says_so();
    t5_has_buckets_for_both_of_its_halves();
    tables_end_where_those_of_the_models_end();
    other_encodings_are_recognised();
    what_is_wrong_is_refused_with_its_place();
    what_is_not_understood_is_named();
    notes_are_counted_beyond_their_bound();
    what_the_file_leaves_out_is_named();
    layers_see_what_the_family_has_them_see();
    the_report_reads_well_and_is_json_where_asked();
    return test_end();
}
