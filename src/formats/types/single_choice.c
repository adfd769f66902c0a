// One option is right: two to eight of them.
#include "formats/card_task_types.h"

static const Field FIELDS[] = {OPTION_ORDER_FIELD, OPTIONS_FIELD(2, 8), {0}};

static void finish(Reader *r, const Node *node, void *object) {
    card_correct_check(r, node, object, 1, "exactly one");
}

static void prove(Proof *proof) {
    proof_options(proof, "options");
}

const CardTaskType card_type_single_choice = {
    .shape = TYPE_SHAPE("a single_choice", FIELDS, .finish = finish), .prove = prove};
