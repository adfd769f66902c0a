// The tables of the types of tasks: the fields that each type adds, and what must hold between them.
#include "formats/card_task_types.h"

#include "base/str.h"
#include "formats/card_forms.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"
#include "formats/card_sums.h"

#include <cjson/cJSON.h>

#include <float.h>
#include <math.h>
#include <string.h>

static const char *const ORDERS[] = {"shuffle", "ascending", "authored", NULL}; // as OptionOrder
// As Partial; the first is what an absent field means.
static const char *const PARTIALS[] = {"coverage", "off", "each-answer", "net-correct", NULL};
static const char *const ORDERING_PARTIALS[] = {"lcs", "off", NULL};
static const char *const SCALES[] = {"linear", "log", NULL};

_Static_assert(sizeof(OptionOrder) == sizeof(int) && sizeof(Partial) == sizeof(int),
               "FIELD_CHOICE writes an int");

// Single and multiple choice

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
static const Field OPTION_ITEM = {.kind = FIELD_OBJECT, .shape = &OPTION};

#define OPTIONS(fewest, largest)                                                                \
    {                                                                                           \
        "options", FIELD_LIST, true, LIST(Task, option),                                        \
            .least = (fewest), .most = (largest), .item = &OPTION_ITEM, .size = sizeof(Option), \
            .unique = "id"                                                                      \
    }
#define OPTION_ORDER_FIELD \
    { "option_order", FIELD_CHOICE, TO(Task, option_order), .words = ORDERS }

static const Field SINGLE_FIELDS[] = {OPTION_ORDER_FIELD, OPTIONS(2, 8), {0}};
static const Field MULTIPLE_FIELDS[] = {
    OPTION_ORDER_FIELD,
    OPTIONS(3, CARD_OPTION_MAX),
    {"partial", FIELD_CHOICE, TO(Task, partial), .words = PARTIALS},
    {0}};

static void check_correct(Reader *r, const Node *node, const Task *task, int most,
                          const char *allowed) {
    int correct = 0;
    for (int i = 0; i < task->option_count; i++) correct += task->options[i].correct;
    Node options = node_member(node, "options");
    bool ok = task->option_count == 0 || (correct >= 1 && correct <= most);
    if (!ok) reader_error(r, &options, "%s option must be correct, found %d", allowed, correct);
}

static void finish_single(Reader *r, const Node *node, void *object) {
    check_correct(r, node, object, 1, "exactly one");
}

static void finish_multiple(Reader *r, const Node *node, void *object) {
    check_correct(r, node, object, CARD_OPTION_MAX, "at least one");
}

// Numeric

#define DIAGNOSIS_FIELDS                                                  \
    {"check", FIELD_CUSTOM, TO(Wrong, check), .read = card_sum_read},     \
        {"value", FIELD_CUSTOM, TO(Wrong, value), .read = card_sum_read}, \
        {"feedback", FIELD_DOC, true, TO(Wrong, feedback)}, {             \
        "misconception", FIELD_TEXT, TO(Wrong, misconception)             \
    }

static const Field WRONG_FIELDS[] = {
    {"expr", FIELD_CUSTOM, TO(Wrong, sum), .read = card_sum_read}, DIAGNOSIS_FIELDS, {0}};
static const Field DIAGNOSIS_ONLY[] = {DIAGNOSIS_FIELDS, {0}};
static const Shape WRONG = {.name = "a wrong answer", .fields = WRONG_FIELDS},
                   DIAGNOSIS = {.name = "a wrong answer", .fields = DIAGNOSIS_ONLY};
static const Field WRONG_ITEM = {.kind = FIELD_OBJECT, .shape = &WRONG},
                   DIAGNOSIS_ITEM = {.kind = FIELD_OBJECT, .shape = &DIAGNOSIS};

#define WRONGS(item_)                                                                    \
    {                                                                                    \
        "wrong", FIELD_LIST, LIST(Task, wrong), .most = CARD_WRONG_MAX, .item = (item_), \
                                                .size = sizeof(Wrong)                    \
    }
static const Field NUMERIC_FIELDS[] = {
    {"answer", FIELD_CUSTOM, true, TO(Task, answer), .read = card_sum_read},
    {"abs_tol", FIELD_NUMBER, TO(Task, abs_tol)},
    {"rel_tol", FIELD_NUMBER, TO(Task, rel_tol)},
    {"unit", FIELD_TEXT, TO(Task, unit)},
    WRONGS(&WRONG_ITEM),
    {0},
};

// `said`: what an answer gives names to.
static void check_diagnosis(Reader *r, const Node *item, const Task *task, const Wrong *wrong,
                            const char *const *said) {
    Node expr = node_member(item, "expr"), check = node_member(item, "check"),
         value = node_member(item, "value");
    bool number = task->type == TASK_NUMERIC, one = !expr.json != !check.json;
    if (number && !one) reader_error(r, item, "expected one of \"expr\" and \"check\"");
    if (!number && !check.json) reader_error(r, item, "the field \"check\" is missing");
    if (number && expr.json) card_sum_check(r, &expr, &wrong->sum, task, NULL);
    if (check.json) card_truth_check(r, &check, &wrong->check, task, said);
    if (!value.json) return;
    card_sum_check(r, &value, &wrong->value, task, said);
    card_name_check(r, &value, "value", task);
}

static void check_wrongs(Reader *r, const Node *node, const Task *task, const char *const *said) {
    Node wrong = node_member(node, "wrong"), item = {.parent = &wrong};
    for (int i = 0; i < task->wrong_count && node_next(&item); i++) {
        check_diagnosis(r, &item, task, &task->wrongs[i], said);
    }
}

static void finish_numeric(Reader *r, const Node *node, void *object) {
    static const char *const SAID[] = {"given", "answer", NULL};
    const Task *task = object;
    Node answer = node_member(node, "answer"), vars = node_member(node, "vars");
    if (answer.json) card_sum_check(r, &answer, &task->answer, task, NULL);
    bool checks = false;
    for (int i = 0; i < task->wrong_count; i++) checks = checks || task->wrongs[i].check.expr;
    for (int i = 0; checks && SAID[i]; i++) card_name_check(r, &vars, SAID[i], task);
    check_wrongs(r, node, task, SAID);
}

// Ordering

static const Field PIECE_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Option, id), .form = &FORM_SLUG},
    {"text", FIELD_DOC, true, TO(Option, text)},
    {0},
};
static const Shape PIECE = {.name = "an item", .fields = PIECE_FIELDS};
static const Field PIECE_ITEM = {.kind = FIELD_OBJECT, .shape = &PIECE};
static const Field PLACE_ITEM = {.kind = FIELD_TEXT, UNKEPT, .form = &FORM_SLUG};
static const Field ORDERING_FIELDS[] = {
    {"items", FIELD_LIST, true, LIST(Task, option), .least = 3, .most = CARD_OPTION_MAX,
     .item = &PIECE_ITEM, .size = sizeof(Option), .unique = "id"},
    {"answer", FIELD_LIST, true, UNKEPT, .item = &PLACE_ITEM, .unique = ""},
    {"partial", FIELD_CHOICE, TO(Task, partial), .words = ORDERING_PARTIALS},
    {0},
};

static void blank_items(Task *task) {
    for (int i = 0; i < task->option_count; i++) {
        task->options[i].feedback.source = task->options[i].misconception = "";
    }
}

static void finish_ordering(Reader *r, const Node *node, void *object) {
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

// Hotspot and parameter

static const Field HOTSPOT_FIELDS[] = {
    {"check", FIELD_CUSTOM, true, TO(Task, check), .read = card_sum_read},
    WRONGS(&DIAGNOSIS_ITEM),
    {0},
};

static void finish_visual(Reader *r, const Node *node) {
    if (!node_member(node, "visual").json) reader_error(r, node, "the field \"visual\" is missing");
}

// "comparison, logit-stages": the figures with cells.
static const char *cell_views(Reader *r) {
    Arena *arena = &r->issues->arena;
    const char *list = "", *name;
    for (int i = 0; r->how.view_name && (name = r->how.view_name(i)); i++) {
        if (!r->how.view_has_cells(name)) continue;
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", name);
    }
    return list;
}

static void check_cells(Reader *r, const Node *node, const Task *task) {
    const char *view = task->visual.view;
    bool known = r->how.view_exists && r->how.view_exists(view);
    if (!known || !r->how.view_has_cells || r->how.view_has_cells(view)) return;
    Node visual = node_member(node, "visual"), name = node_member(&visual, "view");
    reader_error(r, &name, "%s has no cells to point to; figures with cells are %s", view,
                 cell_views(r));
}

static void check_predicate(Reader *r, const Node *node, const Task *task,
                            const char *const *more) {
    Node check = node_member(node, "check");
    if (check.json) card_truth_check(r, &check, &task->check, task, more);
}

static void finish_hotspot(Reader *r, const Node *node, void *object) {
    static const char *const PLACES[] = {"i", "j", NULL};
    Node vars = node_member(node, "vars");
    for (int i = 0; i < 2 && vars.json; i++) card_name_check(r, &vars, PLACES[i], object);
    finish_visual(r, node);
    check_cells(r, node, object);
    check_predicate(r, node, object, PLACES);
    check_wrongs(r, node, object, PLACES);
}

static const Field CONTROL_FIELDS[] = {
    {"name", FIELD_TEXT, true, TO(Control, name), .form = &FORM_NAME},
    {"label", FIELD_DOC, TO(Control, label)},
    {"min", FIELD_NUMBER, true, TO(Control, least), .least = -DBL_MAX},
    {"max", FIELD_NUMBER, true, TO(Control, most), .least = -DBL_MAX},
    {"step", FIELD_NUMBER, true, TO(Control, step)},
    {"scale", FIELD_WORD, UNKEPT, .words = SCALES},
    {0},
};

// Values are rounded to 12 digits, which must tell one step from the next.
static const double FINEST = 1e-9;

static void check_steps(Reader *r, const Control *control, const Node *most, const Node *step) {
    double size = fmax(fabs(control->least), fabs(control->most));
    if (!isfinite(control->most - control->least)) {
        reader_error(r, most, "from %g to %g is more than a number can hold", control->least,
                     control->most);
    } else if (control->step > 0 && control->step < FINEST * size) {
        reader_error(r, step, "found %g, at least %g is allowed for values up to %g", control->step,
                     FINEST * size, size);
    }
}

static void finish_control(Reader *r, const Node *node, void *object) {
    Control *control = object;
    Node scale = node_member(node, "scale"), step = node_member(node, "step"),
         most = node_member(node, "max");
    const char *word = scale.json ? node_text(&scale) : NULL;
    control->log = word && str_same(word, "log");
    if (most.json && control->most < control->least) {
        reader_error(r, &most, "found %g, at least %g is allowed", control->most, control->least);
    }
    if (cJSON_IsNumber(step.json) && control->step <= 0) {
        reader_error(r, &step, "found %g, more than 0 is allowed", control->step);
    }
    if (most.json && step.json) check_steps(r, control, &most, &step);
    if (control->log && control->least <= 0) {
        reader_error(r, &scale, "a scale by the logarithm needs a smallest value over 0");
    }
}

static const Shape CONTROL = {
    .name = "a control", .fields = CONTROL_FIELDS, .finish = finish_control};
static const Field CONTROL_ITEM = {.kind = FIELD_OBJECT, .shape = &CONTROL};
static const Field PARAMETER_FIELDS[] = {
    {"controls", FIELD_LIST, true, LIST(Task, control), .least = 1, .most = CARD_CONTROL_MAX,
     .item = &CONTROL_ITEM, .size = sizeof(Control), .unique = "name"},
    {"check", FIELD_CUSTOM, true, TO(Task, check), .read = card_sum_read},
    WRONGS(&DIAGNOSIS_ITEM),
    {"witness", FIELD_ANY, UNKEPT},
    {0},
};

// { "base": 40890 } or with a calculation of the task's variables: a value for each control.
static void read_witness(Reader *r, const Node *node, Task *task) {
    Node witness = node_member(node, "witness"), item = {.parent = &witness};
    if (!witness.json) return;
    if (!cJSON_IsObject(witness.json)) {
        reader_error(r, &witness, "found %s, expected an object", node_kind(&witness));
        return;
    }
    bool given[CARD_CONTROL_MAX] = {false};
    while (node_next(&item)) {
        int c = task_control_find(task, item.key);
        if (c < 0) {
            reader_error(r, &item, "no control is called \"%s\"%s",
                         issue_excerpt(&r->issues->arena, item.key),
                         guess_item(&r->issues->arena, item.key, task->controls,
                                    task->control_count, sizeof(Control)));
            continue;
        }
        card_sum_read_number(r, &item, &task->controls[c].witness);
        card_sum_check(r, &item, &task->controls[c].witness, task, NULL);
        given[c] = true;
    }
    for (int c = 0; c < task->control_count; c++) {
        if (given[c]) continue;
        reader_error(r, &witness, "there is no value for the control \"%s\"",
                     task->controls[c].name);
    }
}

static void check_followed(Reader *r, const Node *node, const Task *task, int c) {
    Err err = {0};
    if (!*task->visual.view || !r->how.control_ok) return;
    if (r->how.control_ok(&task->visual, &task->controls[c], &err)) return;
    reader_warn(r, node, "%s", err.text);
}

static void finish_parameter(Reader *r, const Node *node, void *object) {
    Task *task = object;
    const char *names[CARD_CONTROL_MAX + 1] = {NULL};
    Node controls = node_member(node, "controls"), item = {.parent = &controls};
    for (int c = 0; c < task->control_count && node_next(&item); c++) {
        names[c] = task->controls[c].name;
        card_name_check(r, &item, names[c], task);
        check_followed(r, &item, task, c);
    }
    finish_visual(r, node);
    check_predicate(r, node, task, names);
    check_wrongs(r, node, task, names);
    read_witness(r, node, task);
}

// One shape for each type.

#define SHAPE(word, ...) \
    { .name = word " task", .base = &TASK_SHAPE, .fields = __VA_ARGS__ }

static const Field NO_FIELDS[] = {{0}};

const Shape *card_task_shape(TaskType type) {
    static const Shape SHAPES[TASK_TYPE_COUNT] = {
        [TASK_UNKNOWN] = {.name = "a task", .base = &TASK_SHAPE, .fields = NO_FIELDS, .open = true},
        [TASK_SINGLE_CHOICE] = SHAPE("a single_choice", SINGLE_FIELDS, .finish = finish_single),
        [TASK_MULTIPLE_CHOICE] =
            SHAPE("a multiple_choice", MULTIPLE_FIELDS, .finish = finish_multiple),
        [TASK_NUMERIC] = SHAPE("a numeric", NUMERIC_FIELDS, .finish = finish_numeric),
        [TASK_ORDERING] = SHAPE("an ordering", ORDERING_FIELDS, .finish = finish_ordering),
        [TASK_HOTSPOT] = SHAPE("a hotspot", HOTSPOT_FIELDS, .finish = finish_hotspot),
        [TASK_PARAMETER] = SHAPE("a parameter", PARAMETER_FIELDS, .finish = finish_parameter),
    };
    _Static_assert(TASK_TYPE_COUNT == 7, "a shape for each type");
    return &SHAPES[type];
}
