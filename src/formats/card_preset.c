// Reads a figure's preset: named numbers, words, switches and lists of them, and what a task calculates.
#include "base/str.h"
#include "card/task_form.h"
#include "formats/card_issues.h"
#include "formats/card_shapes.h"
#include "formats/card_sums.h"

#include <cjson/cJSON.h>

#include <math.h>

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

// Calculations

// Whether the text is a calculation that names variables of the task and nothing else. `names`: that it names some at all.
static const Expr *read_sum(Reader *r, const Task *task, const char *text, bool *names) {
    const char *found[EXPR_VARIABLE_MAX];
    const Expr *expr = NULL;
    *names = false;
    if (!expr_parse(text, &r->card->arena, &expr, NULL)) return NULL;
    int count = expr_variables(expr, found, EXPR_VARIABLE_MAX), known = 0;
    for (int n = 0; n < count && n < EXPR_VARIABLE_MAX; n++) {
        for (int i = 0; i < task->variable_count; i++) {
            known += str_same(found[n], task->variables[i].name);
        }
    }
    *names = known > 0;
    return known > 0 && known == count ? expr : NULL;
}

static bool take_sum(Reader *r, const Task *task, Value *value) {
    bool names;
    value->expr = read_sum(r, task, value->word, &names);
    if (!value->expr) return names;
    value->kind = VALUE_SUM;
    value->number = (double)NAN;
    return true;
}

// The items of a list with calculations in them, in new memory.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by JSON_DEPTH_MAX
static const Value *items_with_sums(Reader *r, const Task *task, const Value *from, int count) {
    Value *items = arena_array(&r->card->arena, (size_t)count, sizeof *items);
    for (int i = 0; i < count; i++) {
        items[i] = from[i];
        if (from[i].kind == VALUE_WORD) (void)take_sum(r, task, &items[i]);
        if (from[i].kind != VALUE_LIST) continue;
        items[i].list = items_with_sums(r, task, from[i].list, from[i].count);
    }
    return items;
}

// A text that is one of the key's words is that word, whatever a variable is called; another one with a variable in it was
// meant as a calculation, so what else it names is complained about. Whether there are calculations.
static bool find_sum(Reader *r, const Node *item, const Visual *visual, const Task *task,
                     Value *entry) {
    Err err;
    if (entry->kind == VALUE_LIST) {
        entry->list = items_with_sums(r, task, entry->list, entry->count);
    }
    bool word = r->how.preset_ok && r->how.preset_ok(visual, item->index, &err);
    if (entry->kind != VALUE_WORD || word) return value_has_sums(entry);
    if (!take_sum(r, task, entry) || entry->expr) return value_has_sums(entry);
    Sum meant = {entry->word, NULL};
    (void)expr_parse(entry->word, &r->card->arena, &meant.expr, NULL);
    card_sum_check(r, item, &meant, task, NULL);
    return true;
}

void preset_finish(Reader *reader, const Node *node, const Task *task, Visual *visual) {
    Node preset = node_member(node, "preset"), item = {.parent = &preset};
    if (!cJSON_IsObject(preset.json)) return;
    Value *entries =
        arena_array(&reader->card->arena, (size_t)visual->preset_count, sizeof *entries);
    bool sums = false;
    for (int i = 0; i < visual->preset_count && node_next(&item); i++) {
        entries[i] = visual->preset[i];
        if (task->variable_count == 0) continue;
        sums |= find_sum(reader, &item, visual, task, &entries[i]);
    }
    visual->preset = entries;
    // What a figure can show of calculations is seen in each form.
    if (!sums) check_entries(reader, &preset, visual);
}
