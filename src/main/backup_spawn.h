// The daily backup, made while the learner goes on.
#ifndef MAIN_BACKUP_SPAWN_H
#define MAIN_BACKUP_SPAWN_H

#include "main/session.h"

// Starts `phasor store backup --due` as a process of its own, which outlives this one if it must, if the session's store was
// opened for writing and has no backup of today: about a millisecond. Says in the session's message why the last one
// failed, if it did.
void backup_spawn(Session *session);

#endif
