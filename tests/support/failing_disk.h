// A disk for SQLite whose Nth write, sync or truncation fails, or ends the process there.
#ifndef TESTS_SUPPORT_FAILING_DISK_H
#define TESTS_SUPPORT_FAILING_DISK_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

typedef enum DiskPlan {
    DISK_SOUND,
    DISK_FAILS_ONCE, // the Nth change
    DISK_FAILS_ON,   // the Nth change and all later ones
    DISK_ENDS,       // _exit(9) before the Nth change: what kill −9 leaves
    DISK_TEARS,      // half of the Nth write, then _exit(9)
} DiskPlan;

// One disk a process, as SQLite's default.
static struct {
    DiskPlan plan;
    int code;  // what failing returns: SQLITE_FULL, SQLITE_IOERR_WRITE …
    int left;  // changes before it
    bool done; // it has happened
    int syncs; // so far
    sqlite3_vfs *real, vfs;
} disk;

// What SQLite sees as an open file: our methods, then the real file.
typedef struct DiskFile {
    sqlite3_file base;
    sqlite3_io_methods methods;
} DiskFile;

static inline sqlite3_file *disk_real(sqlite3_file *file) {
    return (sqlite3_file *)((DiskFile *)file + 1);
}

// SQLITE_OK if the change may happen.
static inline int disk_change(sqlite3_file *file, const void *data, int size, sqlite3_int64 at) {
    if (disk.plan == DISK_SOUND || disk.left-- > 0) return SQLITE_OK;
    if (disk.plan == DISK_FAILS_ONCE && disk.done) return SQLITE_OK;
    disk.done = true;
    if (disk.plan == DISK_TEARS && size > 1) file->pMethods->xWrite(file, data, size / 2, at);
    if (disk.plan == DISK_ENDS || disk.plan == DISK_TEARS) _exit(9);
    return disk.code;
}

static inline int disk_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at) {
    sqlite3_file *real = disk_real(file);
    int code = disk_change(real, data, size, at);
    return code == SQLITE_OK ? real->pMethods->xWrite(real, data, size, at) : code;
}

static inline int disk_sync(sqlite3_file *file, int flags) {
    disk.syncs++;
    sqlite3_file *real = disk_real(file);
    int code = disk_change(real, NULL, 0, 0);
    return code == SQLITE_OK ? real->pMethods->xSync(real, flags) : code;
}

static inline int disk_truncate(sqlite3_file *file, sqlite3_int64 size) {
    sqlite3_file *real = disk_real(file);
    int code = disk_change(real, NULL, 0, 0);
    return code == SQLITE_OK ? real->pMethods->xTruncate(real, size) : code;
}

// The rest is passed on.
static inline int disk_close(sqlite3_file *f) {
    return disk_real(f)->pMethods->xClose(disk_real(f));
}

static inline int disk_read(sqlite3_file *f, void *to, int size, sqlite3_int64 at) {
    return disk_real(f)->pMethods->xRead(disk_real(f), to, size, at);
}

static inline int disk_size(sqlite3_file *f, sqlite3_int64 *size) {
    return disk_real(f)->pMethods->xFileSize(disk_real(f), size);
}

static inline int disk_lock(sqlite3_file *f, int kind) {
    return disk_real(f)->pMethods->xLock(disk_real(f), kind);
}

static inline int disk_unlock(sqlite3_file *f, int kind) {
    return disk_real(f)->pMethods->xUnlock(disk_real(f), kind);
}

static inline int disk_is_locked(sqlite3_file *f, int *out) {
    return disk_real(f)->pMethods->xCheckReservedLock(disk_real(f), out);
}

static inline int disk_control(sqlite3_file *f, int what, void *more) {
    return disk_real(f)->pMethods->xFileControl(disk_real(f), what, more);
}

static inline int disk_sector(sqlite3_file *f) {
    return disk_real(f)->pMethods->xSectorSize(disk_real(f));
}

static inline int disk_traits(sqlite3_file *f) {
    return disk_real(f)->pMethods->xDeviceCharacteristics(disk_real(f));
}

static inline int disk_map(sqlite3_file *f, int page, int size, int extend, volatile void **out) {
    return disk_real(f)->pMethods->xShmMap(disk_real(f), page, size, extend, out);
}

static inline int disk_shared_lock(sqlite3_file *f, int at, int n, int flags) {
    return disk_real(f)->pMethods->xShmLock(disk_real(f), at, n, flags);
}

static inline void disk_barrier(sqlite3_file *f) {
    disk_real(f)->pMethods->xShmBarrier(disk_real(f));
}

static inline int disk_unmap(sqlite3_file *f, int remove) {
    return disk_real(f)->pMethods->xShmUnmap(disk_real(f), remove);
}

static inline int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                            int *got) {
    (void)vfs;
    DiskFile *ours = (DiskFile *)file;
    memset(ours, 0, sizeof *ours);
    int code = disk.real->xOpen(disk.real, name, disk_real(file), flags, got);
    if (!disk_real(file)->pMethods) return code;
    ours->methods = (sqlite3_io_methods){
        .iVersion = 2,
        .xClose = disk_close,
        .xRead = disk_read,
        .xWrite = disk_write,
        .xTruncate = disk_truncate,
        .xSync = disk_sync,
        .xFileSize = disk_size,
        .xLock = disk_lock,
        .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_is_locked,
        .xFileControl = disk_control,
        .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_traits,
        .xShmMap = disk_map,
        .xShmLock = disk_shared_lock,
        .xShmBarrier = disk_barrier,
        .xShmUnmap = disk_unmap,
    };
    file->pMethods = &ours->methods;
    return code;
}

static inline void disk_install(void) {
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.szOsFile += (int)sizeof(DiskFile);
    disk.vfs.xOpen = disk_open;
    sqlite3_vfs_register(&disk.vfs, 1);
}

static inline void disk_plan(DiskPlan plan, int n, int code) {
    disk.plan = plan;
    disk.left = n - 1;
    disk.code = code;
    disk.done = false;
}

#endif
