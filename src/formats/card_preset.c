// Reads a figure's preset: named numbers, words, switches and lists of them.
#include "formats/card_issues.h"
#include "formats/card_shapes.h"

#include <cjson/cJSON.h>

static void read_values(Reader *r, const Node *node, const Value **out, int *count);

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by JSON_DEPTH_MAX
static void read_value(Reader *r, const Node *node, Value *value) {
    const cJSON *json = node->json;
    if (cJSON_IsNumber(json)) {
        *value = (Value){.kind = VALUE_NUMBER, .number = json->valuedouble};
    } else if (cJSON_IsString(json)) {
        *value =
            (Value){.kind = VALUE_WORD, .word = arena_copy(&r->card->arena, json->valuestring)};
    } else if (cJSON_IsBool(json)) {
        *value = (Value){.kind = VALUE_SWITCH, .number = cJSON_IsTrue(json) ? 1 : 0};
    } else if (cJSON_IsArray(json)) {
        *value = (Value){.kind = VALUE_LIST};
        read_values(r, node, &value->list, &value->count);
    } else {
        reader_error(r, node, "found %s, expected a number, text, true, false or a list of them",
                     node_kind(node));
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by JSON_DEPTH_MAX
static void read_values(Reader *r, const Node *node, const Value **out, int *count) {
    *count = cJSON_GetArraySize(node->json);
    Value *values = arena_array(&r->card->arena, (size_t)*count, sizeof *values);
    Node item = {.parent = node};
    while (node_next(&item)) {
        Value *value = &values[item.index];
        read_value(r, &item, value);
        value->key = arena_copy(&r->card->arena, item.key ? item.key : "");
    }
    *out = values;
}

static void check_entries(Reader *r, const Node *node, const Visual *visual) {
    Node item = {.parent = node};
    while (r->how.preset_ok && node_next(&item)) {
        Err err = {0};
        if (!r->how.preset_ok(visual, item.index, &err)) reader_warn(r, &item, "%s", err.text);
    }
}

bool preset_values(Reader *reader, const Node *node, const Value **out, int *count) {
    if (cJSON_IsObject(node->json)) {
        read_values(reader, node, out, count);
        return true;
    }
    reader_error(reader, node, "found %s, expected an object", node_kind(node));
    return false;
}

void preset_read(Reader *reader, const Node *node, Visual *visual) {
    bool ok = preset_values(reader, node, &visual->preset, &visual->preset_count);
    if (ok) check_entries(reader, node, visual);
}
