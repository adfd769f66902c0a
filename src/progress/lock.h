// Who may write a store: a lock on a file beside it, held by the system, so that it ends with the process however it ends.
#ifndef PROGRESS_LOCK_H
#define PROGRESS_LOCK_H

#include "base/err.h"

typedef enum LockState {
    LOCK_TAKEN,
    LOCK_BUSY,   // somebody else has it
    LOCK_DENIED, // the lock file cannot be made: *err says why, without the path
} LockState;

// Locks `path`.lock, which stays behind empty (removing it would race). LOCK_TAKEN: *out is for lock_drop; else −1.
LockState lock_take(const char *path, int *out, Err *err);
void lock_drop(int lock); // −1 is fine

#endif
