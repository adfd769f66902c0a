// A backup's name is its date; from the names alone follows what is kept.
#include "progress/backup_names.h"

#include "base/str.h"
#include "base/utc.h"
#include "progress/schema.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBER_MOST = 99 };

static const char MARK[] = ".backup-";

// Exactly `digits` digits and then `end`; moves behind them.
static bool take(const char **at, int digits, char end, int *out) {
    *out = 0;
    for (int i = 0; i < digits; i++) {
        if (**at < '0' || **at > '9') return false;
        *out = *out * 10 + *(*at)++ - '0';
    }
    if (end && *(*at)++ != end) return false;
    return true;
}

// "2026-02-03" or "2026-02-03-2"
static bool read_name(const char *text, Backup *out) {
    UtcDate date;
    out->number = 1;
    if (!take(&text, 4, '-', &date.year) || !take(&text, 2, '-', &date.month) ||
        !take(&text, 2, '\0', &date.day)) {
        return false;
    }
    out->day = (int)utc_day(date);
    UtcDate again = utc_date(out->day);
    if (again.month != date.month || again.day != date.day) return false;
    if (!*text) return true;
    return *text++ == '-' && str_take_count(&text, &out->number) && !*text && out->number >= 2;
}

static FileName name_of(const char *path, int day, int number) {
    UtcDate date = utc_date(day);
    char ending[64], more[32] = "";
    if (number > 1) snprintf(more, sizeof more, "-%d", number);
    snprintf(ending, sizeof ending, "%s%04d-%02d-%02d%s", MARK, date.year, date.month, date.day,
             more);
    return filename_of(path, ending, "");
}

static int64_t last_event(const char *path) {
    sqlite3 *db = NULL;
    int64_t last = -1;
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(filename_immutable(path).text, &db, flags, NULL) == SQLITE_OK) {
        last = schema_number(db, "SELECT coalesce(max(seq), 0) FROM event", -1);
    }
    sqlite3_close(db);
    return last;
}

static int newest_first(const void *a, const void *b) {
    const Backup *one = a, *other = b;
    if (one->day != other->day) return one->day < other->day ? 1 : -1;
    return (one->number < other->number) - (one->number > other->number);
}

int backup_list(const char *path, Arena *arena, Backup **out) {
    const char *base = filename_last(path);
    size_t n = strlen(base);
    int count = 0, capacity = 0;
    *out = NULL;
    DIR *dir = opendir(filename_folder(path).text);
    struct dirent *entry = NULL;
    while (dir && (entry = readdir(dir))) { // NOLINT(concurrency-mt-unsafe): a folder of its own
        const char *name = entry->d_name;
        Backup backup;
        if (strncmp(name, base, n) != 0 || !str_starts(name + n, MARK)) continue;
        if (!read_name(name + n + strlen(MARK), &backup)) continue;
        backup.path = arena_copy(arena, name_of(path, backup.day, backup.number).text);
        if (filename_size(backup.path) < 0) continue;
        backup.events = last_event(backup.path);
        *out = arena_grow(arena, *out, count, &capacity, sizeof **out);
        (*out)[count++] = backup;
    }
    if (dir) closedir(dir);
    if (count > 0) qsort(*out, (size_t)count, sizeof **out, newest_first);
    return count;
}

bool backup_is_due(const char *path, int64_t utc_ms) {
    if (filename_size(path) < 0) return false;
    return filename_size(name_of(path, (int)utc_day_at(utc_ms), 1).text) < 0 &&
           last_event(path) > 0;
}

bool backup_name_free(const char *path, int day, FileName *out) {
    for (int number = 1; number <= NUMBER_MOST; number++) {
        *out = name_of(path, day, number);
        if (filename_size(out->text) < 0) return true;
    }
    return false;
}

// The fullest is kept whatever its age: should a store be lost and begun anew, its backups would push out those of the
// lost one.
static int fullest(const Backup *backups, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
        if (backups[i].events > backups[best].events) best = i;
    }
    return best;
}

// Weeks begin on Mondays; day 0 was a Thursday.
static int week_of(int day) {
    return (day + 3) / 7;
}

void backup_rotate(const char *path) {
    Arena arena = {0};
    Backup *backups = NULL;
    int count = backup_list(path, &arena, &backups), best = fullest(backups, count);
    int days = 0, weeks = 0, day = -1, week = -1;
    for (int i = 0; i < count; i++) {
        bool keep = false;
        if (backups[i].day != day && days < BACKUP_DAYS) {
            keep = true;
            days++;
        } else if (backups[i].day != day && week_of(backups[i].day) != week &&
                   weeks < BACKUP_WEEKS) {
            keep = true;
            weeks++;
        }
        day = backups[i].day;
        if (keep) week = week_of(day);
        if (!keep && i != best) unlink(backups[i].path);
    }
    arena_free(&arena);
}
