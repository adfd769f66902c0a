// What the quiz in a terminal shows: a question, what follows an answer, the result.
#ifndef MAIN_QUIZ_PRINT_H
#define MAIN_QUIZ_PRINT_H

#include "main/session.h"
#include "main/terminal.h"

typedef struct Sitting {
    Session *session;
    Terminal terminal;
    const char *card; // as it was asked for, "" for the first
    bool over;
} Sitting;

// The question at hand with its options, and what an unfinished attempt has seen so far; or the result.
void quiz_print_place(Sitting *sitting);
// The hint that was shown last.
void quiz_print_hint(Sitting *sitting);
// The feedback of one option, by index.
void quiz_print_feedback(Sitting *sitting, int option);
// Every option's feedback, the explanation and where the card says it.
void quiz_print_end(Sitting *sitting);
// Points left or earned, and whether the last step is on disk.
void quiz_print_status(Sitting *sitting);
// How to see the answer proved.
void quiz_print_proof(Sitting *sitting);

void quiz_print(Sitting *sitting, Ink ink, const char *lead, const char *text);

#endif
