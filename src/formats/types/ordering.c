// Items and their right order.
#include "formats/card_forms.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"
#include "formats/card_task_types.h"

#include <cjson/cJSON.h>

// As Partial; the first is what an absent field means.
static const char *const PARTIALS[] = {"lcs", "off", NULL};

static const Field PIECE_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Option, id), .form = &FORM_SLUG},
    {"text", FIELD_DOC, true, TO(Option, text)},
    {0},
};
static const Shape PIECE = {.name = "an item", .fields = PIECE_FIELDS};
static const Field PIECE_ITEM = {.kind = FIELD_OBJECT, .shape = &PIECE};
static const Field PLACE_ITEM = {.kind = FIELD_TEXT, UNKEPT, .form = &FORM_SLUG};
static const Field FIELDS[] = {
    {"items", FIELD_LIST, true, LIST(Task, option), .least = 3, .most = CARD_OPTION_MAX,
     .item = &PIECE_ITEM, .size = sizeof(Option), .unique = "id"},
    {"answer", FIELD_LIST, true, UNKEPT, .item = &PLACE_ITEM, .unique = ""},
    {"partial", FIELD_CHOICE, TO(Task, partial), .words = PARTIALS},
    {0},
};

static void blank_items(Task *task) {
    for (int i = 0; i < task->option_count; i++) {
        task->options[i].feedback.source = task->options[i].misconception = "";
    }
}

static void finish(Reader *r, const Node *node, void *object) {
    Task *task = object;
    Node answer = node_member(node, "answer"), place = {.parent = &answer};
    blank_items(task);
    if (!cJSON_IsArray(answer.json)) return;
    task->sequence = arena_array(&r->card->arena, CARD_OPTION_MAX, sizeof *task->sequence);
    int count = 0;
    while (node_next(&place)) {
        const char *id = node_text(&place);
        int item = id ? task_option_find(task, id) : -1;
        if (item < 0) {
            if (id) {
                reader_error(r, &place, "no item is called \"%s\"%s", id,
                             guess_item(&r->issues->arena, id, task->options, task->option_count,
                                        sizeof(Option)));
            }
        } else if (count < CARD_OPTION_MAX) {
            task->sequence[count++] = item;
        }
    }
    if (count < task->option_count) {
        reader_error(r, &answer, "expected each of the %d items once, found %d of them",
                     task->option_count, count);
    }
}

static void prove(Proof *proof) {
    proof_options(proof, "items");
}

const CardTaskType card_type_ordering = {
    .shape = TYPE_SHAPE("an ordering", FIELDS, .finish = finish), .prove = prove};
