// Evaluates what a card claims: proofs, keys, wrong answers and predicates, in every form of every task.
#ifndef FORMATS_CARD_PROOFS_H
#define FORMATS_CARD_PROOFS_H

#include "formats/card_json.h"

// All forms of a task if there are at most PROOF_FORMS, else PROOF_SAMPLE of them, always the same ones; fewer if they take more
// work than is allowed for a task, and none once a card has taken all of its own (then a warning says where). An error for a
// proof that does not hold, a key without a value, a wrong answer that is right, a predicate that holds nowhere or
// everywhere, a witness that does not do, and options that read the same; of a task the first form that is wrong.
enum { PROOF_FORMS = 10000, PROOF_SAMPLE = 1000 };

// The same for a preset's calculation without a value. Warnings, errors under `how.strict`: one that its figure cannot show, a
// wrong answer that an earlier one hides, a figure that opens with a right setting, and a predicate that only hidden cells
// fulfil.
void card_check_proofs(const Card *card, CardParse how, CardIssues *issues);

#endif
