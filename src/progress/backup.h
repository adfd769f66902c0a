// Copies of a store that can be trusted: made beside it, verified before they get their name, and put back only when they
// prove to be whole.
#ifndef PROGRESS_BACKUP_H
#define PROGRESS_BACKUP_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

// What rotation keeps: the newest backup of each of the last days that have one, then of each of the last weeks, and always
// the one with the most events.
enum { BACKUP_DAYS = 7, BACKUP_WEEKS = 4, BACKUP_NAME_SIZE = 256 };

// One backup beside the store at `path`: `path`.backup-YYYY-MM-DD, with -2, -3 … for more on the same day (UTC).
typedef struct Backup {
    const char *path;
    int day;        // since 1970, UTC, as its name says
    int number;     // 1, 2 …, of that day
    int64_t events; // the number of its last event; 0: none, −1: it cannot be read
} Backup;

// Backups of the store, newest first, in the arena; returns how many.
int backup_list(const char *path, Arena *arena, Backup **out);

// True if the store has events and no backup of this day.
bool backup_is_due(const char *path, int64_t utc_ms);

// Examines every page and row of a store or backup, without changing it; *events is how many it has. False: *err says why,
// without the path ("is damaged").
bool backup_examine(const char *path, int64_t *events, Err *err);

// Why the last attempt at a backup failed, as one line in *err; false if it did not.
bool backup_trouble(const char *path, Err *err);

// Whether to go on; asked about every megabyte.
typedef struct BackupPace {
    bool (*go_on)(void *self); // NULL: always
    void *self;
} BackupPace;

// Copies the store as it is now, also while others read and write it, into a temporary file; examines every page and row of
// the copy; syncs it; gives it its name, of which the last part goes to `name`; and removes what rotation does not keep.
// False: *err says why, with the path, and backup_trouble repeats it; the older backups are as before. A store that proves
// to be damaged is marked, so that its next start examines all of it.
bool backup_make(const char *path, int64_t utc_ms, BackupPace pace, char name[BACKUP_NAME_SIZE],
                 Err *err);

// Puts the store `from` (a backup, or any store) in the place of the one at `path`. Copies and verifies it first; then the
// current file gets the name `path`.before-restore-N, whose last part goes to `aside` ("" if there was none). False: *err
// says why, and the file at `path` is as before. Refused while somebody has the store open for writing.
bool backup_restore(const char *path, const char *from, char aside[BACKUP_NAME_SIZE],
                    int64_t *events, Err *err);

#endif
