// Any number of options is right, but one.
#include "formats/card_task_types.h"

// As Partial; the first is what an absent field means.
static const char *const PARTIALS[] = {"coverage", "off", "each-answer", "net-correct", NULL};

static const Field FIELDS[] = {OPTION_ORDER_FIELD,
                               OPTIONS_FIELD(3, CARD_OPTION_MAX),
                               {"partial", FIELD_CHOICE, TO(Task, partial), .words = PARTIALS},
                               {0}};

static void finish(Reader *r, const Node *node, void *object) {
    card_correct_check(r, node, object, CARD_OPTION_MAX, "at least one");
}

static void prove(Proof *proof) {
    proof_options(proof, "options");
}

const CardTaskType card_type_multiple_choice = {
    .shape = TYPE_SHAPE("a multiple_choice", FIELDS, .finish = finish), .prove = prove};
