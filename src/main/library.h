// The cards of a session: the one asked for, the person's own, those beside it, and those that ship. Private to session.
#ifndef MAIN_LIBRARY_H
#define MAIN_LIBRARY_H

#include "main/session.h"

// Loads them into the session's app and opens the one asked for. An id is taken by the first that has it, in the order above.
// What is left out is said on standard error, one line for a card; false if the card asked for or all cards fail.
bool library_open(Session *session, const SessionOptions *options, Err *err);

// A card's file as it is now; zero if it is not there.
Watch library_watch(const char *path);

#endif
