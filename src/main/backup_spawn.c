// A process and not a thread: it may take seconds for a large store, and closing the window does not stop it.
#include "main/backup_spawn.h"

#include "progress/backup.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LESS_URGENT = 10 };

// Does not return. Nobody waits for it and nobody hears it.
static void become_backup(const char *path) {
    int nowhere = open("/dev/null", O_RDWR);
    for (int stream = 0; nowhere >= 0 && stream <= STDERR_FILENO; stream++) dup2(nowhere, stream);
    setsid();
    setpriority(PRIO_PROCESS, 0, LESS_URGENT);
    execl("/proc/self/exe", "phasor", "store", "backup", "--due", "--store", path, (char *)NULL);
    _exit(1);
}

void backup_spawn(Session *session) {
    StoreMode mode = store_mode(session->store);
    if (mode != STORE_WRITE && mode != STORE_RESCUED) return;
    const char *path = store_path(session->store);
    Err failed;
    if (mode == STORE_WRITE && backup_trouble(path, &failed)) {
        app_apply(&session->app, &(Action){.kind = ACT_MESSAGE, .text = failed.text});
    }
    if (!backup_is_due(path, session_utc_ms())) return;
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0) become_backup(path);
        _exit(0); // so that the other one belongs to nobody
    }
    if (child > 0) waitpid(child, NULL, 0);
}
