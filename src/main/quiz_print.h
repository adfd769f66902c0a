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
// What may be said about the latest try.
void quiz_print_try(Sitting *sitting);
// The right answer with its feedback, the explanation and where the card says it.
void quiz_print_end(Sitting *sitting);
// Points left or earned, and whether the last step is on disk.
void quiz_print_status(Sitting *sitting);
// When what is known is asked again, and when if it was easy.
void quiz_print_again(Sitting *sitting);
// How to see the answer proved.
void quiz_print_proof(Sitting *sitting);

// A text of the task at hand as plain text, with the numbers of its form.
const char *quiz_said(Sitting *sitting, const Doc *doc);

void quiz_print(Sitting *sitting, Ink ink, const char *lead, const char *text);

#endif
