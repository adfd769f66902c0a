// The tables of tasks: what every task has, what each type adds, and what must hold between the fields.
#include "base/str.h"
#include "formats/card_forms.h"
#include "formats/card_issues.h"
#include "formats/card_shapes.h"

#include <float.h>
#include <string.h>

static const char *const LEVELS[] = {"remember", "understand", "apply", NULL};
static const char *const ORDERS[] = {"shuffle", "ascending", "authored", NULL}; // as OptionOrder
static const char *const STAGES[] = {"locate", "principle", "almost", NULL};
static const char *const PARTIALS[] = {"off", "each-answer", "net-correct", "coverage", NULL};
static const char *const ORDERING_PARTIALS[] = {"off", "lcs", NULL};
static const char *const SCALES[] = {"linear", "log", NULL};

static const double DEFAULT_CAPS[] = {1, 0.75, 0.5, 0.5, 0.5};
_Static_assert(sizeof DEFAULT_CAPS / sizeof *DEFAULT_CAPS == CARD_HINT_MAX, "a cap for each hint");

static void check_section(Reader *r, const Node *node, const char *id) {
    if (card_section_find(r->card, id) < 0) {
        reader_error(r, node, "the card has no section \"%s\"", id);
    }
}

static void check_reference(Reader *r, const Node *node, const char *key) {
    if (!card_reference_find(r->card, key)) {
        reader_error(r, node, "the card has no reference \"%s\"", key);
    }
}

// What every task has

static const Field HINT_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Hint, id), .form = &FORM_SLUG},
    {"stage", FIELD_WORD, UNKEPT, .words = STAGES},
    {"text", FIELD_DOC, true, TO(Hint, text)},
    {"credit_cap", FIELD_NUMBER, TO(Hint, cap), .most = 1, .otherwise = -1},
    {"lesson", FIELD_TEXT, UNKEPT, .form = &FORM_SLUG, .check = check_lesson},
    {0},
};
static const Shape HINT = {.name = "a hint", .fields = HINT_FIELDS};
static const Field HINT_ITEM = {.kind = FIELD_OBJECT, .shape = &HINT};

static const Field PROOF_FIELDS[] = {
    {"expr", FIELD_TEXT, true, UNKEPT},
    {"claim", FIELD_DOC, UNKEPT},
    {0},
};
static const Shape PROOF = {.name = "a proof", .fields = PROOF_FIELDS};

static const Field TRY = {.kind = FIELD_NUMBER, .most = 1};
static const Field SCORING_FIELDS[] = {
    {"tries", FIELD_LIST, .to = offsetof(Task, tries), .count = offsetof(Task, try_count),
     .least = 1, .most = CARD_OPTION_MAX, .item = &TRY, .size = sizeof(double)},
    {0},
};
static const Shape SCORING = {.name = "a scoring", .fields = SCORING_FIELDS};

static const Field CITED = {
    .kind = FIELD_TEXT, .form = &FORM_KEY, .check = check_reference, .to = NOWHERE};

static const Field COMMON_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Task, id), .form = &FORM_SLUG},
    {"type", FIELD_TEXT, true, TO(Task, type_name)},
    {"prompt", FIELD_DOC, true, TO(Task, prompt)},
    {"difficulty", FIELD_WORD, UNKEPT, .words = DIFFICULTIES},
    {"level", FIELD_WORD, UNKEPT, .words = LEVELS},
    {"explanation", FIELD_DOC, true, TO(Task, explanation)},
    {"hints", FIELD_LIST, LIST(Task, hint), .most = CARD_HINT_MAX, .item = &HINT_ITEM,
     .size = sizeof(Hint), .unique = "id"},
    {"section", FIELD_TEXT, TO(Task, section), .form = &FORM_SLUG, .check = check_section},
    {"quote", FIELD_TEXT, TO(Task, quote)},
    {"visual", FIELD_OBJECT, TO(Task, visual), .shape = &VISUAL_SHAPE},
    {"proof", FIELD_OBJECT, UNKEPT, .shape = &PROOF},
    {"vars", FIELD_OBJECT, UNKEPT},
    {"references", FIELD_LIST, UNKEPT, .item = &CITED},
    {"scoring", FIELD_OBJECT, .shape = &SCORING},
    {"retired", FIELD_SWITCH, TO(Task, retired)},
    {0},
};

// A hint costs at least what the hints before it cost. Absent caps are those of the rules.
static void finish_caps(Reader *r, const Node *node, Task *task) {
    Node hints = node_member(node, "hints"), hint = {.parent = &hints};
    for (int i = 0; i < task->hint_count && node_next(&hint); i++) {
        double *cap = &task->hints[i].cap, before = i ? task->hints[i - 1].cap : 1;
        if (*cap < 0) *cap = DEFAULT_CAPS[i] < before ? DEFAULT_CAPS[i] : before;
        if (*cap <= before) continue;
        Node at = node_member(&hint, "credit_cap");
        reader_error(r, &at,
                     "the cap rises from %g to %g, but a hint cannot make an answer worth more",
                     before, *cap);
    }
}

static void finish_tries(Reader *r, const Node *node, const Task *task) {
    for (int i = 1; i < task->try_count; i++) {
        if (task->tries[i] <= task->tries[i - 1]) continue;
        Node scoring = node_member(node, "scoring"), tries = node_member(&scoring, "tries");
        reader_error(r, &tries,
                     "the points rise from %g to %g, but a later try cannot be worth more",
                     task->tries[i - 1], task->tries[i]);
    }
}

static void finish_quote(Reader *r, const Node *node, const Task *task) {
    if (!*task->quote) return;
    Node quote = node_member(node, "quote");
    int section = card_section_find(r->card, task->section);
    if (!*task->section) {
        reader_error(r, &quote, "a quote needs the section it is from");
    } else if (section >= 0 && !strstr(r->card->sections[section].text.source, task->quote)) {
        reader_error(r, &quote, "these words are not in the section \"%s\"", task->section);
    }
}

static void finish_task(Reader *r, const Node *node, void *object) {
    finish_caps(r, node, object);
    finish_tries(r, node, object);
    finish_quote(r, node, object);
}

static const Shape COMMON = {.name = "a task", .fields = COMMON_FIELDS, .finish = finish_task};

// Single and multiple choice

static const Field OPTION_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Option, id), .form = &FORM_SLUG},
    {"text", FIELD_DOC, true, TO(Option, text)},
    {"correct", FIELD_SWITCH, true, TO(Option, correct)},
    {"feedback", FIELD_DOC, true, TO(Option, feedback)},
    {"misconception", FIELD_TEXT, UNKEPT},
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
static const Field MULTIPLE_FIELDS[] = {OPTION_ORDER_FIELD,
                                        OPTIONS(3, CARD_OPTION_MAX),
                                        {"partial", FIELD_WORD, UNKEPT, .words = PARTIALS},
                                        {0}};

_Static_assert(sizeof(OptionOrder) == sizeof(int), "FIELD_CHOICE writes an int");

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

// The types that this version does not ask: checked, so that a card is sound for those that do

static const Field WRONG_FIELDS[] = {
    {"expr", FIELD_TEXT, true, UNKEPT},
    {"feedback", FIELD_DOC, true, UNKEPT},
    {"misconception", FIELD_TEXT, UNKEPT},
    {0},
};
static const Shape WRONG = {.name = "a wrong answer", .fields = WRONG_FIELDS};
static const Field WRONG_ITEM = {.kind = FIELD_OBJECT, .shape = &WRONG};
static const Field NUMERIC_FIELDS[] = {
    {"answer", FIELD_TEXT, true, UNKEPT},
    {"abs_tol", FIELD_NUMBER, UNKEPT},
    {"rel_tol", FIELD_NUMBER, UNKEPT},
    {"unit", FIELD_TEXT, UNKEPT},
    {"wrong", FIELD_LIST, UNKEPT, .item = &WRONG_ITEM},
    {0},
};

static const Field PIECE_FIELDS[] = {
    {"id", FIELD_TEXT, true, UNKEPT, .form = &FORM_SLUG},
    {"text", FIELD_DOC, true, UNKEPT},
    {0},
};
static const Shape PIECE = {.name = "an item", .fields = PIECE_FIELDS};
static const Field PIECE_ITEM = {.kind = FIELD_OBJECT, .shape = &PIECE};
static const Field PLACE_ITEM = {.kind = FIELD_TEXT, UNKEPT, .form = &FORM_SLUG};
static const Field ORDERING_FIELDS[] = {
    {"items", FIELD_LIST, true, UNKEPT, .least = 3, .item = &PIECE_ITEM, .unique = "id"},
    {"answer", FIELD_LIST, true, UNKEPT, .item = &PLACE_ITEM, .unique = ""},
    {"partial", FIELD_WORD, UNKEPT, .words = ORDERING_PARTIALS},
    {0},
};

static const Field CONTROL_FIELDS[] = {
    {"name", FIELD_TEXT, true, UNKEPT, .form = &FORM_NAME},
    {"label", FIELD_DOC, UNKEPT},
    {"min", FIELD_NUMBER, true, UNKEPT, .least = -DBL_MAX},
    {"max", FIELD_NUMBER, true, UNKEPT, .least = -DBL_MAX},
    {"step", FIELD_NUMBER, true, UNKEPT},
    {"scale", FIELD_WORD, UNKEPT, .words = SCALES},
    {0},
};
static const Shape CONTROL = {.name = "a control", .fields = CONTROL_FIELDS};
static const Field CONTROL_ITEM = {.kind = FIELD_OBJECT, .shape = &CONTROL};

static const Field HOTSPOT_FIELDS[] = {{"check", FIELD_TEXT, true, UNKEPT}, {0}};
static const Field PARAMETER_FIELDS[] = {
    {"controls", FIELD_LIST, true, UNKEPT, .least = 1, .item = &CONTROL_ITEM},
    {"check", FIELD_TEXT, true, UNKEPT},
    {0},
};

static void finish_visual(Reader *r, const Node *node, void *object) {
    (void)object;
    if (!node_member(node, "visual").json) reader_error(r, node, "the field \"visual\" is missing");
}

static const Field NO_FIELDS[] = {{0}};

// One row for each type of the format; the last is for those that it does not know (yet).
#define TYPE(word, task_type, ...)                                            \
    {                                                                         \
        word, task_type, {                                                    \
            .name = "a " word " task", .base = &COMMON, .fields = __VA_ARGS__ \
        }                                                                     \
    }

static const struct {
    const char *name;
    TaskType type;
    Shape shape;
} TYPES[] = {
    TYPE("single_choice", TASK_SINGLE_CHOICE, SINGLE_FIELDS, .finish = finish_single),
    TYPE("multiple_choice", TASK_UNKNOWN, MULTIPLE_FIELDS, .finish = finish_multiple),
    TYPE("numeric", TASK_UNKNOWN, NUMERIC_FIELDS),
    TYPE("ordering", TASK_UNKNOWN, ORDERING_FIELDS),
    TYPE("hotspot", TASK_UNKNOWN, HOTSPOT_FIELDS, .finish = finish_visual),
    TYPE("parameter", TASK_UNKNOWN, PARAMETER_FIELDS, .finish = finish_visual),
    {NULL, TASK_UNKNOWN, {.name = "a task", .base = &COMMON, .fields = NO_FIELDS, .open = true}},
};

void task_read(Reader *reader, const Node *node, void *task) {
    static const Field OBJECT = {.kind = FIELD_OBJECT};
    Node type = node_member(node, "type");
    const char *name = type.json ? node_text(&type) : NULL;
    int i = 0;
    while (TYPES[i].name && !(name && str_same(name, TYPES[i].name))) i++;
    if (name && *name && !TYPES[i].name) {
        reader_warn(reader, &type,
                    "tasks of type \"%s\" need a newer version of the program; this one is listed "
                    "and not asked",
                    issue_excerpt(&reader->issues->arena, name));
    }
    ((Task *)task)->type = TYPES[i].type;
    Field object = OBJECT;
    object.shape = &TYPES[i].shape;
    field_read(reader, &object, node, task);
}
