// phasor bench: how fast the program starts, draws and computes on this machine, beside what it should reach.
#include "base/str.h"
#include "main/bench.h"
#include "main/bench_engine.h"
#include "main/command.h"

#include <stdio.h>
#include <sys/resource.h>

typedef struct Figure {
    const char *id, *label, *unit;
    double value, goal; // at most; 0 if there is none
} Figure;

enum { FIGURES_MOST = 32 };

typedef struct Report {
    Figure at[FIGURES_MOST];
    int count;
    int steps;
    bool frames; // the program itself was measured, not the engine alone
    BenchStart start;
    BenchEngine engine;
} Report;

static void add(Report *report, Figure figure) {
    if (report->count < FIGURES_MOST) report->at[report->count++] = figure;
}

static const struct {
    const char *state;
    const char *median_id, *worst_id, *median, *worst;
} DRAGS[] = {
    {"", "drag_encoding_median_ms", "drag_encoding_worst_ms", "length drag, encodings: median",
     "length drag, encodings: worst"},
    {"as=logit", "drag_logit_median_ms", "drag_logit_worst_ms", "length drag, logits: median",
     "length drag, logits: worst"},
    {"as=logit&stage=softmax&content=random", "drag_softmax_median_ms", "drag_softmax_worst_ms",
     "length drag, random content, softmax: median", "length drag, random content, softmax: worst"},
};

static const double FRAME_MS = 16;

static double peak_mb(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (double)usage.ru_maxrss * 1024 / 1e6 : 0;
}

static bool measure_frames(Report *report, Session *session, Canvas *canvas, Err *err) {
    BenchFrames frames;
    for (size_t i = 0; i < sizeof DRAGS / sizeof *DRAGS; i++) {
        BenchDrag how = {.state = DRAGS[i].state, .steps = report->steps};
        if (!bench_drag(session, canvas, how, &frames, err)) return false;
        add(report,
            (Figure){DRAGS[i].median_id, DRAGS[i].median, "ms", frames.median_ms, FRAME_MS});
        add(report, (Figure){DRAGS[i].worst_id, DRAGS[i].worst, "ms", frames.worst_ms, FRAME_MS});
    }
    if (!bench_scroll(session, canvas, report->steps, &frames, err)) return false;
    add(report, (Figure){"read_scroll_median_ms", "scrolling Read: median", "ms", frames.median_ms,
                         FRAME_MS});
    add(report,
        (Figure){"read_scroll_worst_ms", "scrolling Read: worst", "ms", frames.worst_ms, FRAME_MS});
    if (!bench_quiz(session, canvas, &frames, err)) return false;
    add(report, (Figure){"quiz_median_ms", "Quiz, its slowest question: median", "ms",
                         frames.median_ms, FRAME_MS});
    // The first frame of a question, and of its feedback, sets all their text.
    add(report, (Figure){"quiz_worst_ms", "Quiz, all questions: worst", "ms", frames.worst_ms, 50});
    add(report, (Figure){"peak_mb", "most memory in all that", "MB", peak_mb(), 80});
    return true;
}

static bool measure_cards(Report *report, Err *err) {
    enum { TASKS = 10000 };

    double ms;
    if (!bench_cards(TASKS, &ms, err)) return false;
    add(report,
        (Figure){"check_card_ms", "a card of 10,000 tasks, checked strictly", "ms", ms, 2000});
    return true;
}

// Filling the store takes far longer than opening it.
static bool measure_store(Report *report, Err *err) {
    enum { ATTEMPTS = 1000000 };

    BenchStore store = {0};
    if (!bench_store(ATTEMPTS, &store, err)) return false;
    add(report, (Figure){"store_open_ms", "a million attempts: opened, known, due", "ms",
                         store.open_ms, 300});
    add(report, (Figure){"store_list_ms", "the newest of a million attempts, listed", "ms",
                         store.list_ms, 16});
    add(report,
        (Figure){"store_page_ms", "older ones of them, the slowest page", "ms", store.page_ms, 50});
    return true;
}

static bool measure(Report *report, Session *session, Err *err) {
    if (!bench_start(&report->start, err)) return false;
    add(report, (Figure){"first_frame_ms", "start to first frame", "ms",
                         report->start.first_frame_ms, 150});
    add(report,
        (Figure){"idle_percent", "processor time at rest", "%", report->start.idle_percent, 0.05});
    add(report,
        (Figure){"resident_mb", "resident memory at rest", "MB", report->start.resident_mb, 80});
    if (!session_open(session, (SessionOptions){.card = "", .store = ""}, err)) return false;
    Canvas *canvas;
    if (!canvas_new_surface(BENCH_W, BENCH_H, 1, session->fonts, &canvas, err)) return false;
    canvas_set_math(canvas, session->math);
    bool ok = measure_frames(report, session, canvas, err) && measure_cards(report, err);
    canvas_free(canvas);
    return ok;
}

static void print_frames(const Report *report) {
    printf("%dx%d, drawn in software; started %s.\n\n", BENCH_W, BENCH_H,
           report->start.window ? "in a real window" : "without a display");
    for (int i = 0; i < report->count; i++) {
        const Figure *figure = &report->at[i];
        printf("%-46s %8.2f %-2s", figure->label, figure->value, figure->unit);
        if (figure->goal > 0) {
            printf("  %s %g", figure->value <= figure->goal ? "reaches" : "MISSES ", figure->goal);
        }
        putchar('\n');
    }
    putchar('\n');
}

static void print_text(const Report *report) {
    if (report->frames) print_frames(report);
    bench_engine_print(&report->engine);
}

static void print_frames_json(const Report *report) {
    printf(",\n  \"width\": %d,\n  \"height\": %d,\n  \"window\": %s", BENCH_W, BENCH_H,
           report->start.window ? "true" : "false");
    for (int i = 0; i < report->count; i++) {
        printf(",\n  \"%s\": %.3f", report->at[i].id, report->at[i].value);
    }
    printf(",\n  \"limits\": {");
    for (int i = 0; i < report->count; i++) {
        const Figure *figure = &report->at[i];
        printf("%s\n    \"%s\": {\"at_most\": %g, \"reached\": %s}", i ? "," : "", figure->id,
               figure->goal, figure->value <= figure->goal ? "true" : "false");
    }
    printf("\n  }");
}

static void print_json(const Report *report) {
    printf("{\n  \"version\": \"%s\"", PHASOR_VERSION);
    if (report->frames) print_frames_json(report);
    printf(",\n  \"engine\": ");
    bench_engine_print_json(&report->engine, 2);
    puts("\n}");
}

static bool read_steps(const char *text, int *steps, Err *err) {
    int64_t number;
    bool ok =
        str_integer(text, &number) && number >= BENCH_STEPS_LEAST && number <= BENCH_STEPS_MOST;
    *steps = ok ? (int)number : BENCH_STEPS;
    return ok || err_set(err, "--steps: found \"%.40s\", expected a whole number from %d to %d",
                         text, BENCH_STEPS_LEAST, BENCH_STEPS_MOST);
}

static const Kernels *read_path(const char *name, Err *err) {
    const Kernels *kernels = *name ? kernels_find(name) : kernels_best();
    if (!kernels) {
        err_set(err, "--vectors: found \"%.40s\", this machine has scalar … %s", name,
                kernels_name(kernels_best()));
    }
    return kernels;
}

int cmd_bench(int argc, char **argv) {
    bool json = false, engine = false, quick = false, store = false;
    const char *steps = "120", *path = "";
    const CommandOption options[] = {
        {"--steps", "N", "movements of the mouse in each drag (120)", &steps, NULL},
        {"--engine", NULL, "measure the engine alone", NULL, &engine},
        {"--store", NULL, "measure a store of a million attempts too: 200 MB in /tmp", NULL,
         &store},
        {"--vectors", "NAME", "those of the engine: scalar, sse2, avx2, … (the best)", &path, NULL},
        {"--quick", NULL, "small sizes for the engine: that it works, not how fast", NULL, &quick},
        {"--json", NULL, "print the figures as JSON", NULL, &json}};
    Operands operands = {0};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    Session session = {0};
    Report report = {.frames = !engine || store};
    Err err;
    const Kernels *kernels = read_path(path, &err);
    if (!kernels || !read_steps(steps, &report.steps, &err)) return command_usage(argv[0], &err);
    bool ok = engine || measure(&report, &session, &err);
    if (ok && store) ok = measure_store(&report, &err);
    // Its blocks are large: not before the program's own memory was measured.
    if (ok) bench_engine(kernels, quick, &report.engine);
    if (ok) (json ? print_json : print_text)(&report);
    code = ok ? EXIT_DONE : command_fail(&err);
    session_close(&session);
    return code;
}
