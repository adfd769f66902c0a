// Calculations and variables in a card: reading them, and what they may name. Private to the card loader.
#ifndef FORMATS_CARD_SUMS_H
#define FORMATS_CARD_SUMS_H

#include "formats/card_shapes.h"

// An item of a task's `vars`, a Variable.
extern const Field CARD_VARIABLE_ITEM;

// Reader of a field: a calculation as text into a Sum.
void card_sum_read(Reader *reader, const Node *node, void *sum);
// The same, where a plain number is fine too.
void card_sum_read_number(Reader *reader, const Node *node, Sum *sum);

// Complains about names in the sum that are neither variables of the task nor among `more` (ends with NULL; may be NULL).
void card_sum_check(Reader *reader, const Node *node, const Sum *sum, const Task *task,
                    const char *const *more);

// The same for what must hold; complains also if it is a number.
void card_truth_check(Reader *reader, const Node *node, const Sum *sum, const Task *task,
                      const char *const *more);

// Complains about a task's variables that nobody can use: names that mean something else, sums of what comes later.
void card_variables_check(Reader *reader, const Node *node, const Task *task);

// Complains about a name of a control or the like that is taken by a variable.
void card_name_check(Reader *reader, const Node *node, const char *name, const Task *task);

#endif
