// The table of the types of tasks in a card, and the parts that several of them have.
#include "formats/card_task_types.h"

#include "formats/card_forms.h"
#include "formats/card_sums.h"

_Static_assert(sizeof(OptionOrder) == sizeof(int) && sizeof(Partial) == sizeof(int),
               "FIELD_CHOICE writes an int");

// Options

// As OptionOrder.
const char *const CARD_OPTION_ORDERS[] = {"shuffle", "ascending", "authored", NULL};

static const Field OPTION_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Option, id), .form = &FORM_SLUG},
    {"text", FIELD_DOC, true, TO(Option, text)},
    {"correct", FIELD_SWITCH, true, TO(Option, correct)},
    {"feedback", FIELD_DOC, true, TO(Option, feedback)},
    {"misconception", FIELD_TEXT, TO(Option, misconception)},
    {"fixed", FIELD_SWITCH, TO(Option, fixed)},
    {0},
};
static const Shape OPTION = {.name = "an option", .fields = OPTION_FIELDS};
const Field CARD_OPTION_ITEM = {.kind = FIELD_OBJECT, .shape = &OPTION};

void card_correct_check(Reader *r, const Node *node, const Task *task, int most,
                        const char *allowed) {
    int correct = 0;
    for (int i = 0; i < task->option_count; i++) correct += task->options[i].correct;
    Node options = node_member(node, "options");
    bool ok = task->option_count == 0 || (correct >= 1 && correct <= most);
    if (!ok) reader_error(r, &options, "%s option must be correct, found %d", allowed, correct);
}

// Wrong answers

static const Field DIAGNOSIS_ONLY[] = {DIAGNOSIS_FIELDS, {0}};
static const Shape DIAGNOSIS = {.name = "a wrong answer", .fields = DIAGNOSIS_ONLY};
const Field CARD_DIAGNOSIS_ITEM = {.kind = FIELD_OBJECT, .shape = &DIAGNOSIS};

// What an answer gives names to, and NULL.
static void said_names(const Task *task, const char *names[EXPR_VARIABLE_MAX + 1]) {
    names[diagnosis_names(task, names)] = NULL;
}

static void check_diagnosis(Reader *r, const Node *item, const Task *task, const Wrong *wrong,
                            const char *const *said) {
    Node expr = node_member(item, "expr"), check = node_member(item, "check"),
         value = node_member(item, "value");
    bool number = task_by_number(task), one = !expr.json != !check.json;
    if (number && !one) reader_error(r, item, "expected one of \"expr\" and \"check\"");
    if (!number && !check.json) reader_error(r, item, "the field \"check\" is missing");
    if (number && expr.json) card_sum_check(r, &expr, &wrong->sum, task, NULL);
    if (check.json) card_truth_check(r, &check, &wrong->check, task, said);
    if (!value.json) return;
    card_sum_check(r, &value, &wrong->value, task, said);
    card_name_check(r, &value, "value", task);
}

void card_wrongs_check(Reader *r, const Node *node, const Task *task) {
    const char *said[EXPR_VARIABLE_MAX + 1];
    Node wrong = node_member(node, "wrong"), item = {.parent = &wrong};
    said_names(task, said);
    for (int i = 0; i < task->wrong_count && node_next(&item); i++) {
        check_diagnosis(r, &item, task, &task->wrongs[i], said);
    }
}

// Predicates

void card_predicate_check(Reader *r, const Node *node, const Task *task) {
    const char *said[EXPR_VARIABLE_MAX + 1];
    Node check = node_member(node, "check");
    said_names(task, said);
    if (check.json) card_truth_check(r, &check, &task->check, task, said);
}

void card_visual_check(Reader *r, const Node *node) {
    if (!node_member(node, "visual").json) reader_error(r, node, "the field \"visual\" is missing");
}

// The table

static const Field NO_FIELDS[] = {{0}};

static const CardTaskType UNKNOWN = {
    .shape = {.name = "a task", .base = &TASK_SHAPE, .fields = NO_FIELDS, .open = true}};

const CardTaskType *card_task_type(TaskType type) {
    static const CardTaskType *const TYPES[TASK_TYPE_COUNT] = {
#define TASK_TYPE(NAME, name) [TASK_##NAME] = &card_type_##name,
#include "card/task_types.def"
#undef TASK_TYPE
        [TASK_UNKNOWN] = &UNKNOWN};
    return TYPES[type];
}
