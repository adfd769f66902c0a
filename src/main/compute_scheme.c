// The numbers of one scheme for people: `phasor compute SCHEME`.
#include "main/compute_scheme.h"

#include "base/str.h"
#include "main/command.h"
#include "main/table_print.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool scheme_is_meant(const char *word) {
    if (str_same(word, "-") || file_exists(word)) return false;
    return !strchr(word, '/') && !strchr(word, '.');
}

static void print_param(const PeParam *param) {
    printf("  %-20s ", param->id);
    if (param->choices) {
        for (int c = 0; param->choices[c]; c++) printf("%s%s", c ? ", " : "", param->choices[c]);
        printf(" (%s)", param->choices[(int)param->initial]);
    } else {
        printf("%.10g … %.10g%s%s (%.10g)", param->lo, param->hi, *param->unit ? " " : "",
               param->unit, param->initial);
    }
    printf(": %s\n", param->label);
}

int scheme_print_list(void) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        printf("%s: %s\n", scheme->id, scheme->title);
        for (int p = 0; p < scheme->param_count; p++) print_param(&scheme->params[p]);
    }
    return EXIT_DONE;
}

static bool refuse_scheme(const char *word, Err *err) {
    enum { AWAY_MOST = 3 };

    char list[400];
    size_t n = 0;
    const char *near = NULL;
    int least = AWAY_MOST + 1;
    for (int s = 0; s < pe_scheme_count() && n < sizeof list; s++) {
        const char *id = pe_scheme_at(s)->id;
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", s ? ", " : "", id);
        int away = str_distance(word, id, AWAY_MOST);
        if (away < least) near = id;
        if (away < least) least = away;
    }
    return err_set(err,
                   "found \"%.40s\", which is neither a file nor a scheme%s%s%s; schemes are %s",
                   word, near ? " (did you mean " : "", near ? near : "", near ? "?)" : "", list);
}

// "base=10000,dim=64"
static bool set_params(Pe *pe, const char *words, Err *err) {
    while (*words) {
        char key[40], value[60];
        size_t n = strcspn(words, "=,"), m = 0;
        if (words[n] == '=') m = strcspn(words + n + 1, ",");
        if (n == 0 || m == 0 || n >= sizeof key || m >= sizeof value) {
            return err_set(err, "--set: found \"%.60s\", expected KEY=VALUE", words);
        }
        snprintf(key, sizeof key, "%.*s", (int)n, words);
        snprintf(value, sizeof value, "%.*s", (int)m, words + n + 1);
        Err why;
        if (!pe_set_text(pe, key, value, &why)) return err_set(err, "--set: %.500s", why.text);
        words += n + 1 + m;
        if (*words == ',') words++;
    }
    return true;
}

static bool add_run(Arena *arena, const char **at, int64_t **positions, int *count, int *capacity) {
    int first = 0, end = 0, step = 1;
    if (!str_take_count(at, &first)) return false;
    end = first + 1;
    if (**at == ':' && (++*at, !str_take_count(at, &end))) return false;
    if (**at == ':' && (++*at, !str_take_count(at, &step))) return false;
    if (step < 1 || end > PE_POSITION_MAX || first >= end) return false;
    if (*count + (end - first - 1) / step >= TABLE_POSITIONS_MAX) return false;
    for (int p = first; p < end; p += step) {
        *positions = arena_grow(arena, *positions, *count, capacity, sizeof **positions);
        (*positions)[(*count)++] = p;
    }
    return true;
}

// "0:32", "0:1000:100", "5,7,9": first and end (not in it) and step, or single ones.
static bool read_positions(TableJob *job, const char *words, Err *err) {
    int64_t *positions = NULL;
    int capacity = 0;
    const char *at = words;
    bool ok = add_run(&job->arena, &at, &positions, &job->count, &capacity);
    while (ok && *at == ',') {
        at++;
        ok = add_run(&job->arena, &at, &positions, &job->count, &capacity);
    }
    job->at = positions;
    if (ok && *at == '\0') return true;
    return err_set(
        err,
        "--positions: found \"%.60s\", expected FIRST:END, FIRST:END:STEP or a list of them, "
        "%d positions at most, below %d",
        words, TABLE_POSITIONS_MAX, PE_POSITION_MAX);
}

static bool read_word(const char *name, const char *word, const char *const *words, int *out,
                      Err *err) {
    char what[40];
    int count = 0;
    while (words[count]) count++;
    snprintf(what, sizeof what, "%s: ", name);
    *out = command_choice(what, word, words, count, sizeof *words, err);
    return *out >= 0;
}

// The format that is named, or that the name of the file ends in.
static bool read_format(const SchemeWords *words, int *format, Err *err) {
    if (*words->format) return read_word("--format", words->format, table_formats, format, err);
    const char *dot = strrchr(words->out, '.');
    for (int f = 0; dot && table_formats[f]; f++) {
        if (str_same(dot + 1, table_formats[f])) *format = f;
    }
    return true;
}

typedef struct SchemePlan {
    TableJob job;
    int what, format;
} SchemePlan;

static bool read_plan(const char *scheme, const SchemeWords *words, SchemePlan *plan, Err *err) {
    static const char *const contents[] = {"position", "ones", "random", NULL};
    TableJob *job = &plan->job;
    const PeScheme *found = pe_scheme_find(scheme);
    if (!found) return refuse_scheme(scheme, err);
    pe_init(&job->pe, found);
    for (int s = 0; s < words->set_count; s++) {
        if (!set_params(&job->pe, words->set[s], err)) return false;
    }
    Err why;
    if (!pe_prepare(&job->pe, &job->arena, &why)) return err_set(err, "--set: %.500s", why.text);
    if (!read_positions(job, *words->positions ? words->positions : "0:32", err)) return false;
    plan->what = (int)table_first(&job->pe);
    if (*words->what && !read_word("--what", words->what, table_whats, &plan->what, err)) {
        return false;
    }
    double head = -1;
    if (*words->head && !command_number("--head", words->head, 0, PE_HEAD_MAX - 1, &head, err)) {
        return false;
    }
    job->head = (int)head;
    int content = TABLE_POSITION;
    if (*words->content && !read_word("--content", words->content, contents, &content, err)) {
        return false;
    }
    job->content = (TableContent)content;
    return read_format(words, &plan->format, err);
}

static int print_plan(SchemePlan *plan, const Table *tables, int count, const char *path) {
    FileWriter writer;
    Err err;
    TableFormat format = (TableFormat)plan->format;
    if (!*path) {
        table_print(&plan->job, tables, count, format, NULL);
        return EXIT_DONE;
    }
    if (!file_begin(&writer, path, &err)) return command_fail(&err);
    table_print(&plan->job, tables, count, format, &writer);
    return file_end(&writer, true, &err) ? EXIT_DONE : command_fail(&err);
}

int scheme_print(const char *scheme, const SchemeWords *words, const char *command) {
    Arena arena = {0};
    SchemePlan *plan = arena_alloc(&arena, sizeof *plan);
    Table tables[TABLE_MOST];
    int count = 0, code = EXIT_DONE;
    Err err;
    bool ok = read_plan(scheme, words, plan, &err) &&
              table_open(&plan->job, (TableWhat)plan->what, tables, &count, &err);
    if (ok && plan->format == TABLE_NPY && !*words->out && isatty(STDOUT_FILENO)) {
        ok = err_set(&err, "--format: found npy for a terminal, expected -o FILE with it");
    }
    code = ok ? print_plan(plan, tables, count, words->out) : command_usage(command, &err);
    arena_free(&plan->job.arena);
    arena_free(&plan->job.scratch);
    arena_free(&arena);
    return code;
}
