// Any bytes as a config.json: refused in one line that names the file, or said in words and as JSON that can be read.
#include "compute/model.h"
#include "formats/json_place.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_part(const Model *model, const ModelPart *part) {
    assert(part->count >= 0 && part->closed <= part->pe.pairs);
    assert(part->layer.rope < model->config->rope_count);
    if (!part->rope) return;
    assert(part->has_pe && part->pe.pairs == part->rope->rotary_dim / 2);
    for (int m = 0; m < part->pe.pairs; m++) {
        assert(isfinite(part->pe.freq[m]) && part->pe.freq[m] >= 0);
    }
    assert(isfinite(part->pe.factor) && part->pe.factor > 0);
}

static void check_model(const Model *model) {
    int layers = 0;
    for (int p = 0; p < model->part_count; p++) {
        check_part(model, &model->part[p]);
        layers += model->part[p].count;
    }
    assert(model->part_count == 0 || layers == model->config->layers);
    assert(isfinite(model->scale) && model->scale >= 0);
    assert(model->config->strange.count <= MODEL_NOTE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena arena = {0};
    Bytes json = {arena_text(&arena, (const char *)data, size), size};
    ModelConfig config;
    Model model;
    Err err = {{0}};
    bool ok = model_config_parse("config.json", json, &arena, &config, &err);
    assert(ok || strncmp(err.text, "config.json", 11) == 0);
    if (ok && model_open(&config, &arena, &model, &err)) {
        check_model(&model);
        assert(*model_in_words(&model, &arena));
        const char *line = model_in_json(&model, &arena);
        JsonPlace place;
        bool readable = json_check((Bytes){line, strlen(line)}, &place, &err);
        assert(readable && !strchr(line, '\n'));
        (void)readable;
    }
    arena_free(&arena);
    return 0;
}
