// Which backups a store has, what the next one is called, and which are removed.
#ifndef PROGRESS_BACKUP_NAMES_H
#define PROGRESS_BACKUP_NAMES_H

#include "progress/backup.h"
#include "progress/filename.h"

// The first free name of that day. False if there are too many.
bool backup_name_free(const char *path, int day, FileName *out);

// Removes what rotation does not keep.
void backup_rotate(const char *path);

#endif
