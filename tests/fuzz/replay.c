// Runs a fuzz target over every file of its corpus folder, so that what a fuzzer once found stays found.
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) return 0;

    enum { MOST = 16 << 20 };

    uint8_t *data = malloc(MOST);
    size_t size = data ? fread(data, 1, MOST, file) : 0;
    (void)fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

int main(int argc, char **argv) {
    DIR *dir = argc > 1 ? opendir(argv[1]) : NULL;
    if (!dir) {
        fprintf(stderr, "usage: replay_NAME FOLDER\n");
        return 2;
    }
    int count = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] != '.') count += replay_file(argv[1], entry->d_name);
    }
    closedir(dir);
    printf("%d passed, 0 failed\n", count);
    return count ? 0 : 1;
}
