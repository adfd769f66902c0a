// The model types whose defaults are known, one row each, as Transformers 4.57 and the models' own code have them.
#include "formats/model_families.h"

#include "base/str.h"

#define TURNED_HALVES(base, n) \
    .kind = MODEL_ROPE, .layout = MODEL_HALF_SPLIT, .theta = (base), .positions = (n)
#define TURNED_PAIRS(base, n) \
    .kind = MODEL_ROPE, .layout = MODEL_INTERLEAVED, .theta = (base), .positions = (n)
#define WINDOW(tokens, rule, n) .window = (tokens), .pattern = (rule), .every = (n)

static const ModelFamily families[] = {
    // Rotary, pairs (m, m + half)
    {"llama", TURNED_HALVES(1e4, 2048)},
    {"mistral", TURNED_HALVES(1e4, 131072), .window = 4096},
    {"mixtral", TURNED_HALVES(1e6, 131072)},
    {"ministral", TURNED_HALVES(1e4, 131072), .window = 4096},
    {"qwen2", TURNED_HALVES(1e4, 32768), WINDOW(4096, MODEL_LATE, 28), .window_switch = true},
    {"qwen2_moe", TURNED_HALVES(1e4, 32768), WINDOW(4096, MODEL_LATE, 28), .window_switch = true},
    {"qwen2_vl", TURNED_HALVES(1e6, 32768), WINDOW(4096, MODEL_LATE, 80), .window_switch = true},
    {"qwen2_vl_text", TURNED_HALVES(1e6, 32768), WINDOW(4096, MODEL_LATE, 80),
     .window_switch = true},
    {"qwen2_5_vl", TURNED_HALVES(1e6, 32768), WINDOW(4096, MODEL_LATE, 80), .window_switch = true},
    {"qwen2_5_vl_text", TURNED_HALVES(1e6, 32768), WINDOW(4096, MODEL_LATE, 80),
     .window_switch = true},
    {"qwen3", TURNED_HALVES(1e4, 32768), WINDOW(4096, MODEL_LATE, 28), .window_switch = true,
     .head_dim = 128},
    {"qwen3_moe", TURNED_HALVES(1e4, 32768), WINDOW(4096, MODEL_LATE, 28), .window_switch = true},
    {"qwen3_next", TURNED_HALVES(1e4, 32768), .partial = 0.25, .head_dim = 256},
    {"gemma", TURNED_HALVES(1e4, 8192), .heads = 16, .kv_heads = 16, .head_dim = 256},
    {"gemma2", TURNED_HALVES(1e4, 8192), WINDOW(4096, MODEL_LAST_FULL, 2), .heads = 8,
     .kv_heads = 4, .head_dim = 256},
    {"gemma3_text", TURNED_HALVES(1e6, 131072), WINDOW(4096, MODEL_LAST_FULL, 6), .heads = 8,
     .kv_heads = 4, .head_dim = 256, .local_theta = 1e4},
    {"gemma3", TURNED_HALVES(1e6, 131072), WINDOW(4096, MODEL_LAST_FULL, 6), .heads = 8,
     .kv_heads = 4, .head_dim = 256, .local_theta = 1e4},
    {"gemma3n_text", TURNED_HALVES(1e6, 32768), WINDOW(512, MODEL_LAST_FULL, 5), .heads = 8,
     .kv_heads = 2, .head_dim = 256, .local_theta = 1e4, .unscaled = true},
    {"phi", TURNED_HALVES(1e4, 2048), .partial = 0.5},
    {"phi3", TURNED_HALVES(1e4, 4096)},
    {"phimoe", TURNED_HALVES(1e6, 131072)},
    {"falcon", TURNED_HALVES(1e4, 2048)},
    {"RefinedWeb", TURNED_HALVES(1e4, 2048)},
    {"RefinedWebModel", TURNED_HALVES(1e4, 2048)},
    {"stablelm", TURNED_HALVES(1e4, 4096), .partial = 0.25},
    {"stablelm_epoch", TURNED_HALVES(1e4, 4096), .partial = 0.25},
    {"gpt_neox", TURNED_HALVES(1e4, 2048), .partial = 0.25},
    {"gpt_neox_japanese", TURNED_HALVES(1e4, 2048)},
    {"gpt_oss", TURNED_HALVES(150000, 131072), WINDOW(128, MODEL_LAST_FULL, 2), .head_dim = 64},
    {"olmo", TURNED_HALVES(1e4, 2048)},
    {"olmo2", TURNED_HALVES(1e4, 2048)},
    {"olmo3", TURNED_HALVES(1e4, 2048), WINDOW(4096, MODEL_LAST_FULL, 4), .window_plain = true},
    {"olmoe", TURNED_HALVES(1e4, 4096)},
    {"starcoder2", TURNED_HALVES(1e4, 4096)},
    {"granite", TURNED_HALVES(1e4, 2048)},
    {"granitemoe", TURNED_HALVES(1e4, 2048)},
    {"nemotron", TURNED_HALVES(1e4, 4096), .partial = 0.5},
    {"persimmon", TURNED_HALVES(25000, 16384), .partial = 0.5},
    {"smollm3", TURNED_HALVES(2e6, 32768), .window_switch = true, .no_rope = true, .every = 4},
    {"exaone", TURNED_HALVES(1e4, 2048)},
    {"exaone4", TURNED_HALVES(1e4, 2048), WINDOW(4096, MODEL_LAST_FULL, 4), .full_nope = true},
    {"internlm2", TURNED_HALVES(1e4, 32768)},
    {"internlm3", TURNED_HALVES(1e4, 32768)},
    {"baichuan", TURNED_HALVES(1e4, 4096)},
    {"minicpm", TURNED_HALVES(1e4, 2048)},
    {"seed_oss", TURNED_HALVES(1e4, 524288)},
    {"hunyuan_v1_dense", TURNED_HALVES(1e4, 2048)},
    {"arcee", TURNED_HALVES(1e4, 4096)},
    {"glm4_moe", TURNED_HALVES(1e4, 131072), .partial = 0.5},
    {"dbrx", TURNED_HALVES(1e4, 2048)},
    {"esm", .kind = MODEL_LEARNED, .layout = MODEL_HALF_SPLIT, .theta = 1e4, .padded = true},
    {"modernbert", TURNED_HALVES(160000, 8192), WINDOW(128, MODEL_FIRST_FULL, 3),
     .local_theta = 1e4, .both_sides = true},
    // Rotary, pairs (2m, 2m + 1)
    {"gptj", TURNED_PAIRS(1e4, 2048), .rotary_dim = 64},
    {"codegen", TURNED_PAIRS(1e4, 2048), .rotary_dim = 64},
    {"glm", TURNED_PAIRS(1e4, 131072), .partial = 0.5, .head_dim = 128},
    {"glm4", TURNED_PAIRS(1e4, 131072), .partial = 0.5, .head_dim = 128},
    {"chatglm", TURNED_PAIRS(1e4, 8192), .partial = 0.5, .head_dim = 128},
    {"cohere", TURNED_PAIRS(1e4, 8192)},
    {"cohere2", TURNED_PAIRS(1e4, 8192), WINDOW(4096, MODEL_LAST_FULL, 4), .full_nope = true},
    {"deepseek_v2", TURNED_PAIRS(1e4, 2048), .latent = true},
    {"deepseek_v3", TURNED_PAIRS(1e4, 4096), .latent = true},
    {"kimi_k2", TURNED_PAIRS(1e4, 4096), .latent = true},
    {"llama4_text", TURNED_PAIRS(5e5, 131072), .head_dim = 128, .no_rope = true, .every = 4,
     .chunked = true},
    {"llama4", TURNED_PAIRS(5e5, 131072), .head_dim = 128, .no_rope = true, .every = 4,
     .chunked = true},
    {"roformer", TURNED_PAIRS(1e4, 1536)},
    {"ernie4_5", TURNED_PAIRS(5e5, 131072)},
    {"helium", TURNED_PAIRS(1e5, 4096), .head_dim = 128},
    // A bias on logits
    {"bloom", .kind = MODEL_ALIBI},
    {"mpt", .kind = MODEL_ALIBI, .positions = 2048},
    {"t5", .kind = MODEL_T5, .heads = 8, .head_dim = 64, .unscaled = true},
    {"mt5", .kind = MODEL_T5, .heads = 6, .head_dim = 64, .unscaled = true},
    {"umt5", .kind = MODEL_T5, .heads = 6, .head_dim = 64, .unscaled = true},
    {"longt5", .kind = MODEL_T5, .heads = 8, .head_dim = 64, .unscaled = true},
    {"switch_transformers", .kind = MODEL_T5, .heads = 12, .head_dim = 64, .unscaled = true},
    // A table of learned rows
    {"gpt2", .kind = MODEL_LEARNED, .positions = 1024, .heads = 12},
    {"openai-gpt", .kind = MODEL_LEARNED, .positions = 512, .heads = 12},
    {"gpt_bigcode", .kind = MODEL_LEARNED, .positions = 1024},
    {"gpt_neo", .kind = MODEL_LEARNED, .positions = 2048, .heads = 16, .unscaled = true},
    {"biogpt", .kind = MODEL_LEARNED, .positions = 1024, .offset = 2, .extra_rows = true},
    {"opt", .kind = MODEL_LEARNED, .positions = 2048, .offset = 2, .extra_rows = true},
    {"bart", .kind = MODEL_LEARNED, .positions = 1024, .offset = 2, .extra_rows = true},
    {"mbart", .kind = MODEL_LEARNED, .positions = 1024, .offset = 2, .extra_rows = true},
    {"blenderbot", .kind = MODEL_LEARNED, .positions = 128},
    {"bert", .kind = MODEL_LEARNED, .positions = 512, .heads = 12},
    {"albert", .kind = MODEL_LEARNED, .positions = 512},
    {"electra", .kind = MODEL_LEARNED, .positions = 512},
    {"distilbert", .kind = MODEL_LEARNED, .positions = 512, .heads = 12},
    {"roberta", .kind = MODEL_LEARNED, .positions = 512, .padded = true, .heads = 12},
    {"xlm-roberta", .kind = MODEL_LEARNED, .positions = 512, .padded = true, .heads = 12},
    {"camembert", .kind = MODEL_LEARNED, .positions = 512, .padded = true, .heads = 12},
    {"mpnet", .kind = MODEL_LEARNED, .positions = 512, .padded = true, .heads = 12},
    // Waves that are added
    {"marian", .kind = MODEL_SINUSOIDAL, .positions = 1024},
    {"pegasus", .kind = MODEL_SINUSOIDAL, .positions = 1024},
    {"xglm", .kind = MODEL_SINUSOIDAL, .positions = 2048, .offset = 2},
    {"m2m_100", .kind = MODEL_SINUSOIDAL, .positions = 1024, .offset = 2},
    {"ctrl", .kind = MODEL_SINUSOIDAL, .positions = 256},
    // Nothing
    {"jamba", .kind = MODEL_NONE},
    {"mamba", .kind = MODEL_NONE},
    {"mamba2", .kind = MODEL_NONE},
};

#undef TURNED_HALVES
#undef TURNED_PAIRS
#undef WINDOW

const ModelFamily *model_family_find(const char *type) {
    for (size_t f = 0; f < sizeof families / sizeof families[0]; f++) {
        if (str_same(families[f].type, type)) return &families[f];
    }
    return NULL;
}
