// What is typed at a question: an answer, or a word that says what to do.
#ifndef MAIN_QUIZ_COMMANDS_H
#define MAIN_QUIZ_COMMANDS_H

#include "main/quiz_print.h"

// Carries out one line, which may be changed. What is neither an answer nor a word is met by the help.
void quiz_obey(Sitting *sitting, char *line);

// One action at the time it is now; says what was refused.
void quiz_apply(Sitting *sitting, ActionKind kind, double number, const char *text);

#endif
