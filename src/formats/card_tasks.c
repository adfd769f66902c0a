// The tables of tasks: what every task has, and what must hold between its fields. What each type adds is in types/.
#include "base/str.h"
#include "card/task_kind.h"
#include "formats/card_forms.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"
#include "formats/card_sums.h"
#include "formats/card_task_types.h"

#include <string.h>

static const char *const LEVELS[] = {"remember", "understand", "apply", NULL};
const char *const HINT_STAGES[] = {"locate", "principle", "almost", NULL};

static const double DEFAULT_CAPS[] = {1, 0.75, 0.5, 0.5, 0.5};
_Static_assert(sizeof DEFAULT_CAPS / sizeof *DEFAULT_CAPS == CARD_HINT_MAX, "a cap for each hint");

static void check_section(Reader *r, const Node *node, const char *id) {
    if (card_section_find(r->card, id) < 0) {
        reader_error(r, node, "the card has no section \"%s\"%s", id,
                     guess_item(&r->issues->arena, id, r->card->sections, r->card->section_count,
                                sizeof(Section)));
    }
}

static void check_reference(Reader *r, const Node *node, const char *key) {
    if (!card_reference_find(r->card, key)) {
        reader_error(r, node, "the card has no reference \"%s\"%s", key,
                     guess_item(&r->issues->arena, key, r->card->references,
                                r->card->reference_count, sizeof(Reference)));
    }
}

// What every task has

static const Field HINT_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Hint, id), .form = &FORM_SLUG},
    {"stage", FIELD_WORD, UNKEPT, .words = HINT_STAGES},
    {"text", FIELD_DOC, true, TO(Hint, text)},
    {"credit_cap", FIELD_NUMBER, TO(Hint, cap), .most = 1, .otherwise = -1},
    {"lesson", FIELD_TEXT, UNKEPT, .form = &FORM_SLUG, .check = check_lesson},
    {0},
};
static const Shape HINT = {.name = "a hint", .fields = HINT_FIELDS};
static const Field HINT_ITEM = {.kind = FIELD_OBJECT, .shape = &HINT};

static const Field PROOF_FIELDS[] = {
    {"expr", FIELD_CUSTOM, true, TO(Task, proof), .read = card_sum_read},
    {"claim", FIELD_DOC, TO(Task, claim)},
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
    {"proof", FIELD_OBJECT, .shape = &PROOF},
    {"vars", FIELD_MAP, LIST(Task, variable), .most = CARD_VARIABLE_MAX,
     .item = &CARD_VARIABLE_ITEM, .size = sizeof(Variable), .form = &FORM_NAME},
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

// How far the section goes along with a quote, as " (they are up to “…”; …)".
static const char *shared_words(Arena *arena, const char *text, const char *quote) {
    enum { LEAST = 8, SHOWN = 40 };

    size_t n = strlen(quote);
    char *part = arena_copy(arena, quote);
    while (n >= LEAST && !strstr(text, part)) part[--n] = '\0';
    if (n < LEAST) return "";
    size_t from = n > SHOWN ? n - SHOWN : 0;
    while (((unsigned char)part[from] & 0xC0) == 0x80) from++;
    while (n > from && ((unsigned char)quote[n] & 0xC0) == 0x80) part[--n] = '\0';
    return arena_format(arena, ", which goes along up to “%s%s”; markup is repeated as written",
                        from ? "…" : "", part + from);
}

static void finish_quote(Reader *r, const Node *node, const Task *task) {
    if (!*task->quote) return;
    Node quote = node_member(node, "quote");
    int section = card_section_find(r->card, task->section);
    if (!*task->section) {
        reader_error(r, &quote, "a quote needs the section it is from");
        return;
    }
    const char *text = section >= 0 ? r->card->sections[section].text.source : "";
    if (*text &&
        !strstr(text, task->quote)) { // one that could not be read is complained about there
        reader_error(r, &quote, "these words are not in the section \"%s\"%s", task->section,
                     shared_words(&r->issues->arena, text, task->quote));
    }
}

// The key of a numeric task is a number that its proof may name.
static void finish_proof(Reader *r, const Node *node, const Task *task) {
    static const char *const KEY[] = {KEY_NAME, NULL};
    Node proof = node_member(node, "proof"), expr = node_member(&proof, "expr");
    card_truth_check(r, &expr, &task->proof, task, task_by_number(task) ? KEY : NULL);
}

static void finish_visual(Reader *r, const Node *node, Task *task) {
    Node visual = node_member(node, "visual");
    if (visual.json) preset_finish(r, &visual, task, &task->visual);
}

static void finish_task(Reader *r, const Node *node, void *object) {
    finish_caps(r, node, object);
    finish_tries(r, node, object);
    finish_quote(r, node, object);
    card_variables_check(r, node, object);
    finish_proof(r, node, object);
    finish_visual(r, node, object);
}

const Shape TASK_SHAPE = {.name = "a task", .fields = COMMON_FIELDS, .finish = finish_task};

void task_read(Reader *reader, const Node *node, void *task) {
    Node type = node_member(node, "type");
    const char *name = type.json ? node_text(&type) : NULL;
    TaskType known = name ? task_type_find(name) : TASK_UNKNOWN;
    if (name && *name && known == TASK_UNKNOWN) {
        Guess guess = {.text = name};
        Arena *arena = &reader->issues->arena;
        const char *list = "";
        for (int i = TASK_UNKNOWN + 1; i < TASK_TYPE_COUNT; i++) {
            const char *known_name = task_kind((TaskType)i)->name;
            guess_try(&guess, known_name);
            list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", known_name);
        }
        reader_warn(reader, &type,
                    "tasks of type \"%s\" need a newer version of the program; this one is listed "
                    "and not asked%s (types are %s)",
                    issue_excerpt(arena, name), guess_words(arena, &guess), list);
    }
    ((Task *)task)->type = known;
    Field object = {.kind = FIELD_OBJECT, .shape = &card_task_type(known)->shape};
    field_read(reader, &object, node, task);
}
