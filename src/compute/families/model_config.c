// Requests about real models: a config in the words of Hugging Face, answered with what its scheme has.
#include "formats/model_config.h"

#include "compute/family.h"
#include "compute/model.h"
#include "engine/schemes/t5.h"

#include <cjson/cJSON.h>

static bool refuse(Request *request, const Err *err) {
    request->err = *err;
    request->failed = true;
    return false;
}

// How many keys the queries see at the edges of a window and far beyond it: (query, keys) in each row.
static void add_window(Request *request, int64_t window, Result *result) {
    const int64_t queries[] = {0, window - 1, window, 10000};
    double *out = request_space(request, 8);
    if (!out) return;
    for (int q = 0; q < 4; q++) {
        out[2 * q] = (double)queries[q];
        out[2 * q + 1] = (double)(queries[q] < window ? queries[q] + 1 : window);
    }
    result_add_whole(result, "allowed_keys_at_query", (ResultShape){2, {4, 2}}, out);
}

static void add_rotary(Request *request, const Model *model, Result *result) {
    const ModelPart *part = &model->part[0];
    for (int p = 0; p < model->part_count;
         p++) { // those that see all are what the file speaks of first
        const ModelPart *other = &model->part[p];
        if (other->rope && (!part->rope || other->layer.sight == MODEL_SEES_ALL)) part = other;
    }
    if (!part->rope) return;
    family_add_rotary(request, &part->pe, result);
    result_add_number(result, "rotary_dim", part->rope->rotary_dim, request->arena);
    if (model->config->rope_dim && part->rope->mscale_all_dim > 0) {
        result_add_number(result, "softmax_mscale", model->mscale, request->arena);
    }
}

static void add_buckets(Request *request, const ModelConfig *config, bool encoder, Result *result) {
    Integers at = request_integers(request, "relative_position", -PE_POSITION_MAX, PE_POSITION_MAX);
    double *out = request_space(request, at.count);
    if (!out) return;
    for (int t = 0; t < at.count; t++) {
        out[t] = t5_bucket_float(at.at[t], encoder, config->buckets, config->max_distance);
    }
    result_add_whole(result, encoder ? "bucket_encoder" : "bucket_decoder",
                     (ResultShape){1, {at.count}}, out);
}

// The row of each position; −1 for those that have none and must be refused.
static void add_rows(Request *request, const ModelConfig *config, Result *result) {
    Integers at = request_positions(request, "positions");
    double *out = request_space(request, at.count);
    if (!out) return;
    for (int t = 0; t < at.count; t++) {
        int64_t row = at.at[t] + config->offset;
        out[t] = row < config->rows ? (double)row : -1;
    }
    result_add_whole(result, "row_index", (ResultShape){1, {at.count}}, out);
}

static void add_all(Request *request, const Model *model, Result *result) {
    const ModelConfig *config = model->config;
    const double *slopes = model_slopes(model);
    if (model->part_count > 0 && config->kind == MODEL_ROPE) add_rotary(request, model, result);
    if (slopes) result_add(result, "slopes", (ResultShape){1, {config->heads}}, slopes);
    if (config->kind == MODEL_T5 && request_has(request, "relative_position")) {
        if (config->encoder) add_buckets(request, config, true, result);
        if (config->decoder) add_buckets(request, config, false, result);
    }
    if (config->kind == MODEL_LEARNED && request_has(request, "positions")) {
        add_rows(request, config, result);
    }
    if (config->window && !config->both_sides) add_window(request, config->window, result);
    if (model->scale > 0) {
        result_add_number(result, "softmax_scale", model->scale, request->arena);
    }
}

bool family_model_config(Request *request, Result *result) {
    const cJSON *object = cJSON_GetObjectItemCaseSensitive(request->params, "config");
    const char *pointer = arena_format(request->arena, "%s/params/config", request->pointer);
    ModelConfig config;
    Model model;
    Err err;
    if (!model_config_read(request->file, pointer, object, request->arena, &config, &err)) {
        return refuse(request, &err);
    }
    if (request_has(request, "seq_len")) {
        config.length = request_count(request, "seq_len", 1, PE_POSITION_MAX);
    }
    if (!model_open(&config, request->arena, &model, &err)) {
        return request_fail(request, "config", "%s", err.text);
    }
    if (config.kind == MODEL_UNKNOWN) {
        return request_fail(request, "config",
                            "nothing in it says how positions are told apart, expected rope_theta, "
                            "alibi, relative_attention_num_buckets, kind or a known model_type");
    }
    add_all(request, &model, result);
    return request_ok(request);
}
