// The lock is flock(): it belongs to the open file, so a second store in the same process is refused too, and the kernel
// drops it when a process dies.
#include "progress/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static LockState denied(Err *err, int error) {
    char reason[ERR_REASON_SIZE];
    err_reason(error, reason);
    err_set(err, "cannot be written: %s", reason);
    return LOCK_DENIED;
}

LockState lock_take(const char *path, int *out, Err *err) {
    *out = -1;
    char name[PATH_MAX];
    int n = snprintf(name, sizeof name, "%s.lock", path);
    if (n < 0 || (size_t)n >= sizeof name) return denied(err, ENAMETOOLONG);
    int file = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    if (file < 0) return denied(err, errno);
    if (flock(file, LOCK_EX | LOCK_NB) == 0) {
        *out = file;
        return LOCK_TAKEN;
    }
    int error = errno;
    close(file);
    return error == EWOULDBLOCK ? LOCK_BUSY : denied(err, error);
}

void lock_drop(int lock) {
    if (lock >= 0) close(lock);
}
