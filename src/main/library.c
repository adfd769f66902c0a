// Finds the cards of a session in their folders.
#include "main/library.h"

#include "base/str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Cards of one folder; files beside the one that was opened may be anything, so fewer are looked at.
enum { CARDS_MOST = 512, BESIDE_MOST = 64 };

static const char *FIRST_CARD = "positional-encodings";

typedef enum Origin { ORIGIN_ASKED, ORIGIN_OWN, ORIGIN_BESIDE, ORIGIN_SHIPPED } Origin;

Watch library_watch(const char *path) {
    struct stat info;
    if (stat(path, &info) != 0) return (Watch){0};
    int64_t changed = (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
    return (Watch){.size = info.st_size, .inode = (int64_t)info.st_ino, .changed_ns = changed};
}

static bool same_file(const char *a, const char *b) {
    struct stat one, two;
    if (stat(a, &one) != 0 || stat(b, &two) != 0) return false;
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

static bool is_loaded(const Session *session, const char *path) {
    for (int i = 0; i < session->app.shelf_count; i++) {
        if (same_file(session->app.shelves[i]->card.path, path)) return true;
    }
    return false;
}

static void add_watch(Session *session, Watch watch) {
    session->watches = arena_grow(&session->arena, session->watches, session->watch_count,
                                  &session->watch_capacity, sizeof watch);
    session->watches[session->watch_count++] = watch;
}

// Puts a sound card on the shelf unless its id is taken.
static void shelve(Session *session, Card *card, Watch watch, Origin origin) {
    const Shelf *other = app_shelf_find(&session->app, card->id);
    Err taken;
    if (other && origin != ORIGIN_ASKED && session->quiet) {
        card_free(card);
    } else if (other && origin == ORIGIN_SHIPPED) {
        fprintf(stderr, "phasor: %s stands in for the shipped card \"%s\"\n", other->card.path,
                card->id);
        card_free(card);
    } else if (!app_add(&session->app, card, &taken)) {
        fprintf(stderr, "phasor: %s\n", taken.text);
        card_free(card);
    } else {
        add_watch(session, watch);
    }
}

// Of the card asked for and of the shipped ones everything is said; of others whether they were left out.
static bool load(const char *path, Origin origin, Card *card, CardIssues *issues) {
    bool loud = origin == ORIGIN_ASKED || origin == ORIGIN_SHIPPED;
    if (loud) return session_load_card(path, false, card, issues);
    return card_load(path, session_rules(false), card, issues);
}

static bool add_card(Session *session, const char *path, Origin origin, const char **id, Err *err) {
    Card card;
    CardIssues issues = {0};
    Watch watch = library_watch(path); // before it is read: what is written meanwhile is read again
    if (is_loaded(session, path)) return true;
    bool ok = load(path, origin, &card, &issues);
    if (!ok) {
        err_set(err, "%s: the card cannot be used (%d error%s%s)", path, issues.errors,
                str_plural(issues.errors),
                origin == ORIGIN_OWN || origin == ORIGIN_BESIDE ? ", phasor check says which" : "");
    }
    if (ok && id) *id = arena_copy(&session->arena, card.id);
    if (ok) shelve(session, &card, watch, origin);
    card_issues_free(&issues);
    return ok;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The names of a folder's JSON files, in order. Returns how many.
static size_t list_names(Session *session, const char *folder, size_t most,
                         const char *names[CARDS_MOST]) {
    DIR *dir = opendir(folder);
    size_t count = 0;
    struct dirent *entry;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    while (dir && count < most && (entry = readdir(dir))) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && str_same(dot, ".json") && entry->d_name[0] != '.') {
            names[count++] = arena_copy(&session->arena, entry->d_name);
        }
    }
    if (dir) closedir(dir);
    qsort(names, count, sizeof *names, by_name);
    return count;
}

// Whether a file that is somewhere was meant as a card.
static bool looks_like_a_card(const char *path) {
    Arena scratch = {0};
    Bytes text;
    bool ok = file_read(path, CARD_BYTES_MAX, &scratch, &text, NULL) &&
              strstr(text.at, "\"format\"") && strstr(text.at, "\"sections\"");
    arena_free(&scratch);
    return ok;
}

// All cards of a folder, in the order of their names; the first card of the course comes first.
static void add_folder(Session *session, const char *folder, Origin origin) {
    const char *names[CARDS_MOST];
    bool beside = origin == ORIGIN_BESIDE;
    size_t count = list_names(session, folder, beside ? BESIDE_MOST : CARDS_MOST, names);
    for (int first = 1; first >= 0; first--) {
        for (size_t i = 0; i < count; i++) {
            if (str_starts(names[i], FIRST_CARD) != (first == 1)) continue;
            const char *path = arena_format(&session->arena, "%s/%s", folder, names[i]);
            Err err;
            if (beside && !looks_like_a_card(path)) continue;
            bool ok = add_card(session, path, origin, NULL, &err);
            if (!ok && (!session->quiet || origin == ORIGIN_SHIPPED)) {
                fprintf(stderr, "phasor: %s\n", err.text);
            }
        }
    }
}

static bool is_path(const char *text) {
    const char *dot = strrchr(text, '.');
    return strchr(text, '/') || (dot && str_same(dot, ".json")) || file_exists(text);
}

static const char *folder_of(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_text(arena, path, (size_t)(slash - path) + (slash == path)) : ".";
}

static void add_own(Session *session, const SessionOptions *options) {
    Arena *arena = &session->arena;
    const char *file = options->beside ? options->beside : options->card;
    add_folder(session, session_cards_path(arena), ORIGIN_OWN);
    if (*file && is_path(file)) add_folder(session, folder_of(arena, file), ORIGIN_BESIDE);
}

bool library_open(Session *session, const SessionOptions *options, Err *err) {
    const char *wanted = options->card, *id = wanted;
    App *app = &session->app;
    session->quiet = options->quiet;
    if (*wanted && is_path(wanted) && !add_card(session, wanted, ORIGIN_ASKED, &id, err)) {
        return false;
    }
    if (!options->alone && options->own) add_own(session, options);
    if (!options->alone) {
        add_folder(session, arena_format(&session->arena, "%s/cards", session->root),
                   ORIGIN_SHIPPED);
    }
    if (app->shelf_count == 0) {
        return err_set(err, "%s/cards: no card could be loaded", session->root);
    }
    if (!*id) id = app_shelf_find(app, FIRST_CARD) ? FIRST_CARD : app->shelves[0]->card.id;
    if (app_open(app, id)) return true;
    return err_set(err, "%s: there is no such card in the library, and no such file", wanted);
}
