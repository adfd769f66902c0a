// Configurations of published models with rotary positions: their frequencies, sizes and layers, computed apart from the engine.
#include "compute/model.h"
#include "support/test.h"

typedef struct Rotary {
    const char *model; // whose published configuration this is
    const char *json;
    int part, parts;    // which of how many kinds of layer
    int layers;         // of this kind
    const char *scheme; // of the engine
    int pairs, closed;  // closed: within the trained length
    double second;      // frequency of pair 1, radians per token
    double longest;     // wavelength, tokens
    double factor, scale;
    ModelLayout layout;
    ModelSight sight;
} Rotary;

#define SIZES(hidden, heads, layers)                                               \
    "\"hidden_size\":" #hidden ",\"num_attention_heads\":" #heads ",\"num_hidden_" \
    "layers\":" #layers
#define LLAMA3(factor)                                                                           \
    "\"rope_scaling\":{\"factor\":" #factor ",\"low_freq_factor\":1.0,\"high_freq_factor\":4.0," \
    "\"original_max_position_embeddings\":8192,\"rope_type\":\"llama3\"},\"rope_theta\":500000.0"
#define GEMMA3                                                                                     \
    "{\"model_type\":\"gemma3\",\"text_config\":{\"model_type\":\"gemma3_text\",\"head_dim\":128," \
    "\"num_key_value_heads\":16,\"query_pre_attn_scalar\":168,\"sliding_window\":1024,"            \
    "\"rope_scaling\":{\"factor\":8.0,\"rope_type\":\"linear\"}," SIZES(                           \
        5376, 32, 62) "},"                                                                         \
                      "\"vision_config\":{\"hidden_size\":1152}}"
#define GEMMA3_NEW                                                                              \
    "{\"model_type\":\"gemma3_text\",\"head_dim\":128,\"num_key_value_heads\":16,"              \
    "\"query_pre_attn_scalar\":168,\"sliding_window\":1024,\"max_position_embeddings\":131072," \
    "\"rope_parameters\":{\"full_attention\":{\"factor\":8.0,\"rope_type\":\"linear\","         \
    "\"rope_theta\":1000000},\"sliding_attention\":{\"rope_type\":\"default\",\"rope_theta\":"  \
    "10000}}," SIZES(5376, 32, 62) "}"
#define SCOUT                                                                                      \
    "{\"text_config\":{\"model_type\":\"llama4_text\",\"attention_chunk_size\":8192,\"head_dim\":" \
    "128,\"max_position_embeddings\":10485760,\"no_rope_layers\":[],\"rope_theta\":500000.0,"      \
    "\"rope_scaling\":{\"factor\":16.0,\"high_freq_factor\":1.0,\"low_freq_factor\":1.0,"          \
    "\"original_max_position_embeddings\":8192,\"rope_type\":\"llama3\"}," SIZES(5120, 40,         \
                                                                                 48) "}}"
#define COMMAND_R7                                                                            \
    "{\"model_type\":\"cohere2\",\"head_dim\":128,\"max_position_embeddings\":8192,\"rope_"   \
    "theta\":"                                                                                \
    "50000,\"sliding_window\":4096,\"sliding_window_pattern\":4,\"position_embedding_type\":" \
    "\"rope_gptj\"," SIZES(4096, 32, 32) "}"
#define MODERNBERT                                                                               \
    "{\"model_type\":\"modernbert\",\"global_attn_every_n_layers\":3,\"global_rope_theta\":"     \
    "160000.0,\"local_attention\":128,\"local_rope_theta\":10000.0,\"max_position_embeddings\":" \
    "8192,\"position_embedding_type\":\"absolute\"," SIZES(768, 12, 22) "}"

static const Rotary cases[] = {
    {"Llama 2 7B",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":4096,\"rope_scaling\":null," SIZES(
         4096, 32, 32) "}",
     0, 1, 32, "rope", 64, 46, 0.8659643233600653, 54410.14313077675, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Llama 3.2 1B",
     "{\"model_type\":\"llama\",\"head_dim\":64,\"max_position_embeddings\":131072," LLAMA3(
         32.0) "," SIZES(2048, 32, 16) "}",
     0, 1, 16, "rope_llama3", 32, 16, 0.6636012376960885, 66712472.74429201, 1, 0.125,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Llama 3.3 70B",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":131072," LLAMA3(8.0) "," SIZES(8192, 64,
                                                                                           80) "}",
     0, 1, 80, "rope_llama3", 64, 32, 0.8146172338565447, 20473564.138970874, 1,
     0.08838834764831845, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Llama 4 Scout, layers with RoPE", SCOUT, 0, 2, 36, "rope_llama3", 64, 35, 0.8146172338565447,
     40947128.27794175, 1, 0.08838834764831845, MODEL_INTERLEAVED, MODEL_SEES_CHUNK},
    {"Llama 4 Scout, layers without", SCOUT, 1, 2, 12, "nope", 0, 0, 0, 0, 1, 0.08838834764831845,
     MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"Mistral 7B v0.1",
     "{\"model_type\":\"mistral\",\"max_position_embeddings\":32768,\"rope_theta\":10000.0,"
     "\"sliding_window\":4096," SIZES(4096, 32, 32) "}",
     0, 1, 32, "rope", 64, 60, 0.8659643233600653, 54410.14313077675, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_WINDOW},
    {"Mistral 7B v0.3 has no window",
     "{\"model_type\":\"mistral\",\"max_position_embeddings\":32768,\"rope_theta\":1000000.0,"
     "\"sliding_window\":null," SIZES(4096, 32, 32) "}",
     0, 1, 32, "rope", 64, 40, 0.8058421877614819, 5063255.794048396, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Mistral Small 3.1",
     "{\"text_config\":{\"model_type\":\"mistral\",\"head_dim\":128,\"max_position_embeddings\":"
     "131072,\"rope_theta\":1000000000.0,\"sliding_window\":null," SIZES(5120, 32, 40) "}}",
     0, 1, 40, "rope", 64, 31, 0.7233941627366748, 4545219574.606553, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Qwen2.5 7B with YaRN, old spelling",
     "{\"model_type\":\"qwen2\",\"max_position_embeddings\":32768,\"rope_theta\":1000000.0,"
     "\"sliding_window\":131072,\"use_sliding_window\":false,\"max_window_layers\":28,\"rope_"
     "scaling\":{\"factor\":4.0,\"original_max_position_embeddings\":32768,\"type\":\"yarn\"}"
     "," SIZES(3584, 28, 28) "}",
     0, 1, 28, "rope_yarn", 64, 36, 0.8058421877614819, 20253023.176193584, 1.138629436111989,
     0.08838834764831845, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Qwen2-VL 7B, read as text",
     "{\"model_type\":\"qwen2_vl\",\"max_position_embeddings\":32768,\"rope_theta\":1000000.0,"
     "\"use_sliding_window\":false,\"rope_scaling\":{\"type\":\"mrope\",\"mrope_section\":[16,24,"
     "24]}," SIZES(3584, 28, 28) "}",
     0, 1, 28, "rope", 64, 40, 0.8058421877614819, 5063255.794048396, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"DeepSeek V3",
     "{\"model_type\":\"deepseek_v3\",\"qk_nope_head_dim\":128,\"qk_rope_head_dim\":64,\"max_"
     "position_embeddings\":163840,\"rope_theta\":10000,\"rope_scaling\":{\"beta_fast\":32,\"beta_"
     "slow\":1,\"factor\":40,\"mscale\":1.0,\"mscale_all_dim\":1.0,\"original_max_position_"
     "embeddings\":4096,\"type\":\"yarn\"}," SIZES(7168, 128, 61) "}",
     0, 1, 61, "rope_yarn", 32, 19, 0.7498942093324559, 1884689.711206696, 1, 0.1352337788608801,
     MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"gpt-oss 20b, layers with a window",
     "{\"model_type\":\"gpt_oss\",\"head_dim\":64,\"max_position_embeddings\":131072,\"rope_"
     "theta\":150000,\"sliding_window\":128,\"rope_scaling\":{\"beta_fast\":32.0,\"beta_slow\":1.0,"
     "\"factor\":32.0,\"original_max_position_embeddings\":4096,\"rope_type\":\"yarn\","
     "\"truncate\":false}," SIZES(2880, 64, 24) "}",
     0, 2, 12, "rope_yarn", 32, 15, 0.6890443058881632, 20781086.682010867, 1.3465735902799727,
     0.125, MODEL_HALF_SPLIT, MODEL_SEES_WINDOW},
    {"Gemma 2 27B, the first layer has the window",
     "{\"model_type\":\"gemma2\",\"head_dim\":128,\"query_pre_attn_scalar\":144,\"max_position_"
     "embeddings\":8192,\"rope_theta\":10000.0,\"sliding_window\":4096," SIZES(4608, 32, 46) "}",
     0, 2, 23, "rope", 64, 50, 0.8659643233600653, 54410.14313077675, 1, 0.08333333333333333,
     MODEL_HALF_SPLIT, MODEL_SEES_WINDOW},
    {"Gemma 3 27B, layers with a window", GEMMA3, 0, 2, 52, "rope", 64, 64, 0.8659643233600653,
     54410.14313077675, 1, 0.07715167498104596, MODEL_HALF_SPLIT, MODEL_SEES_WINDOW},
    {"Gemma 3 27B, every sixth layer", GEMMA3, 1, 2, 10, "rope_linear", 64, 37, 0.10073027347018523,
     40506046.35238717, 1, 0.07715167498104596, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Gemma 3 27B in the newest spelling, windows", GEMMA3_NEW, 0, 2, 52, "rope", 64, 64,
     0.8659643233600653, 54410.14313077675, 1, 0.07715167498104596, MODEL_HALF_SPLIT,
     MODEL_SEES_WINDOW},
    {"Gemma 3 27B in the newest spelling, full layers", GEMMA3_NEW, 1, 2, 10, "rope_linear", 64, 37,
     0.10073027347018523, 40506046.35238717, 1, 0.07715167498104596, MODEL_HALF_SPLIT,
     MODEL_SEES_ALL},
    {"Falcon 7B",
     "{\"model_type\":\"falcon\",\"alibi\":false,\"multi_query\":true," SIZES(4544, 71, 32) "}", 0,
     1, 32, "rope", 32, 21, 0.7498942093324559, 47117.2427801674, 1, 0.125, MODEL_HALF_SPLIT,
     MODEL_SEES_ALL},
    {"GPT-J 6B",
     "{\"model_type\":\"gptj\",\"n_embd\":4096,\"n_head\":16,\"n_layer\":28,\"n_positions\":2048,"
     "\"n_ctx\":2048,\"rotary\":true,\"rotary_dim\":64}",
     0, 1, 28, "rope_partial", 32, 21, 0.7498942093324559, 47117.2427801674, 1, 0.0625,
     MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"GPT-NeoX 20B",
     "{\"model_type\":\"gpt_neox\",\"rotary_pct\":0.25,\"rotary_emb_base\":10000,\"max_position_"
     "embeddings\":2048," SIZES(6144, 64, 44) "}",
     0, 1, 44, "rope_partial", 12, 8, 0.4641588833612779, 29163.962761324634, 1,
     0.10206207261596575, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"StableLM 2 1.6B",
     "{\"model_type\":\"stablelm\",\"partial_rotary_factor\":0.25,\"rope_theta\":10000,\"max_"
     "position_embeddings\":4096," SIZES(2048, 32, 24) "}",
     0, 1, 24, "rope_partial", 8, 6, 0.31622776601683794, 19869.176531592202, 1, 0.125,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Phi-2 turns the share that is usual",
     "{\"model_type\":\"phi\",\"partial_rotary_factor\":0.4,\"max_position_embeddings\":"
     "2048," SIZES(2560, 32, 32) "}",
     0, 1, 32, "rope_partial", 16, 11, 0.5623413251903491, 35332.94752055899, 1,
     0.11180339887498949, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"CodeLlama 7B",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":16384,\"rope_theta\":1000000," SIZES(
         4096, 32, 32) "}",
     0, 1, 32, "rope", 64, 37, 0.8058421877614819, 5063255.794048396, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Yi 34B 200K",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":200000,\"rope_theta\":5000000.0," SIZES(
         7168, 56, 60) "}",
     0, 1, 60, "rope", 64, 44, 0.7858299804196346, 24687576.93456935, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"GLM-4 9B",
     "{\"model_type\":\"glm\",\"head_dim\":128,\"partial_rotary_factor\":0.5,\"max_position_"
     "embeddings\":131072,\"rope_theta\":10000.0," SIZES(4096, 32, 40) "}",
     0, 1, 40, "rope_partial", 32, 32, 0.7498942093324559, 47117.2427801674, 1, 0.08838834764831845,
     MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"Command R",
     "{\"model_type\":\"cohere\",\"max_position_embeddings\":8192,\"model_max_length\":8192,\"rope_"
     "theta\":8000000.0," SIZES(8192, 64, 40) "}",
     0, 1, 40, "rope", 64, 29, 0.7800801356546244, 39211104.374142356, 1, 0.08838834764831845,
     MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"Command R7B, every fourth layer has no positions", COMMAND_R7, 1, 2, 8, "nope", 0, 0, 0, 0, 1,
     0.08838834764831845, MODEL_INTERLEAVED, MODEL_SEES_ALL},
    {"SmolLM3 3B, three of four layers turn",
     "{\"model_type\":\"smollm3\",\"max_position_embeddings\":65536,\"rope_theta\":5000000.0,"
     "\"sliding_window\":null,\"use_sliding_window\":false,\"no_rope_layer_interval\":4," SIZES(
         2048, 16, 36) "}",
     0, 2, 27, "rope", 64, 39, 0.7858299804196346, 24687576.93456935, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"ModernBERT base, every third layer from the first", MODERNBERT, 0, 2, 8, "rope", 32, 20,
     0.6876560219336321, 691307.2341451136, 1, 0.125, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"ModernBERT base, windows", MODERNBERT, 1, 2, 14, "rope", 32, 25, 0.7498942093324559,
     47117.2427801674, 1, 0.125, MODEL_HALF_SPLIT, MODEL_SEES_WINDOW},
    {"OLMo 3 stretches its full layers only",
     "{\"model_type\":\"olmo3\",\"max_position_embeddings\":65536,\"rope_theta\":500000,\"sliding_"
     "window\":4096,\"rope_scaling\":{\"factor\":8.0,\"original_max_position_embeddings\":8192,"
     "\"rope_type\":\"yarn\",\"attention_factor\":1.2079441541679836}," SIZES(4096, 32, 32) "}",
     1, 2, 8, "rope_yarn", 64, 31, 0.8146172338565447, 20473564.138970874, 1.2079441541679836,
     0.08838834764831845, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Vicuna 7B 16k",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":4096,\"rope_scaling\":{\"factor\":4.0,"
     "\"type\":\"linear\"}," SIZES(4096, 32, 32) "}",
     0, 1, 32, "rope_linear", 64, 36, 0.21649108084001634, 217640.572523107, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"a Llama with dynamic NTK at twice its length",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":4096,\"seq_len\":8192,\"rope_scaling\":"
     "{\"factor\":2.0,\"type\":\"dynamic\"}," SIZES(4096, 32, 32) "}",
     0, 1, 32, "rope_dynamic_ntk", 64, 41, 0.8509942913412162, 163230.42939233023, 1,
     0.08838834764831845, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"the same, whose other length does not count",
     "{\"model_type\":\"llama\",\"max_position_embeddings\":4096,\"seq_len\":8192,\"rope_scaling\":"
     "{\"factor\":2.0,\"type\":\"dynamic\",\"original_max_position_embeddings\":1024}," SIZES(
         4096, 32, 32) "}",
     0, 1, 32, "rope_dynamic_ntk", 64, 41, 0.8509942913412162, 163230.42939233023, 1,
     0.08838834764831845, MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"a share that is rounded down",
     "{\"model_type\":\"phi\",\"partial_rotary_factor\":0.28," SIZES(3072, 32, 4) "}", 0, 1, 4,
     "rope_partial", 13, 9, 0.4923882631706739, 30937.66700581655, 1, 0.10206207261596575,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
    {"Hunyuan 7B",
     "{\"model_type\":\"hunyuan_v1_dense\",\"head_dim\":128,\"max_position_embeddings\":32768,"
     "\"rope_theta\":10000.0,\"rope_scaling\":{\"alpha\":1000.0,\"beta_fast\":32,\"beta_slow\":1,"
     "\"factor\":1.0,\"mscale\":1.0,\"mscale_all_dim\":1.0,\"type\":\"dynamic\"}," SIZES(4096, 32,
                                                                                         32) "}",
     0, 1, 32, "rope_ntk", 64, 34, 0.7760343630469744, 54410143.130776726, 1, 0.08838834764831845,
     MODEL_HALF_SPLIT, MODEL_SEES_ALL},
};

static bool close_to(double got, double want) {
    return fabs(got - want) <= 1e-12 * fabs(want);
}

static bool right_part(const Rotary *row, const Model *model) {
    const ModelPart *part = &model->part[row->part];
    bool turned = row->pairs > 0, pairs = row->layout == MODEL_INTERLEAVED;
    if (turned && part->pe.layout != (pairs ? PE_INTERLEAVED : PE_HALF_SPLIT)) return false;
    return model->part_count == row->parts && part->count == row->layers && part->has_pe &&
           strcmp(part->pe.scheme->id, row->scheme) == 0 && part->layer.sight == row->sight &&
           part->pe.pairs == row->pairs && part->closed == row->closed &&
           (!turned || close_to(part->pe.freq[1], row->second)) &&
           close_to(part->longest, row->longest) && close_to(part->pe.factor, row->factor);
}

static void every_model_turns_as_published(void) {
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const Rotary *row = &cases[c];
        Arena arena = {0};
        ModelConfig config;
        Model model = {0};
        Err err = {{0}};
        Bytes json = {row->json, strlen(row->json)};
        bool ok = model_config_parse("config.json", json, &arena, &config, &err) &&
                  model_open(&config, &arena, &model, &err);
        ok = ok && config.kind == MODEL_ROPE && config.layout == row->layout;
        ok = ok && close_to(model.scale, row->scale) && right_part(row, &model);
        test_note(ok, __FILE__, (int)c, row->model);
        if (!ok && model.part_count > row->part) {
            const ModelPart *part = &model.part[row->part];
            fprintf(stderr, "    %d parts, %d layers, %d pairs, %d closed, longest %.17g, %g, %g\n",
                    model.part_count, part->count, part->pe.pairs, part->closed, part->longest,
                    part->pe.factor, model.scale);
        } else if (!ok) {
            fprintf(stderr, "    %s\n", err.text);
        }
        arena_free(&arena);
    }
}

// Phi-3-mini-128k: its lists have one factor for each of 48 pairs; here all the same, and told apart by 2 and 5.
#define SIX(x)  #x "," #x "," #x "," #x "," #x "," #x
#define MOST(x) SIX(x) "," SIX(x) "," SIX(x) "," SIX(x) "," SIX(x) "," SIX(x) "," SIX(x)
#define LIST(x) "[" MOST(x) "," SIX(x) "]"
#define PHI3(type, length)                                                                        \
    "{\"model_type\":\"phi3\",\"max_position_embeddings\":131072,"                                \
    "\"original_max_position_embeddings\":4096,\"rope_theta\":10000.0,\"sliding_window\":262144," \
    "\"rope_scaling\":{\"long_factor\":" LIST(5) ",\"short_factor\":" LIST(                       \
        2) ",\"type\":\"" type "\"},\"seq_len\":" #length "," SIZES(3072, 32, 32) "}"

static void check_phi3(const char *json, double divisor) {
    Arena arena = {0};
    ModelConfig config;
    Model model = {0};
    Err err = {{0}};
    CHECK(model_config_parse("config.json", (Bytes){json, strlen(json)}, &arena, &config, &err));
    CHECK(model_open(&config, &arena, &model, &err));
    CHECK(model.part[0].pe.pairs == 48);
    CHECK_NEAR(model.part[0].pe.freq[0], 1 / divisor, 1e-15);
    CHECK_NEAR(model.part[0].pe.factor, 1.1902380714238083, 1e-15);
    CHECK(model.part[0].trained == 4096);
    arena_free(&arena);
}

static void phi3_takes_the_long_factors_beyond_its_trained_length(void) {
    check_phi3(PHI3("longrope", 4096), 2);
    check_phi3(PHI3("longrope", 4097), 5);
    check_phi3(PHI3("su", 131072), 5);
}

int main(void) {
    every_model_turns_as_published();
    phi3_takes_the_long_factors_beyond_its_trained_length();
    return test_end();
}
