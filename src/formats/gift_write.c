// Writes the tasks of a card as GIFT questions.
#include "base/str.h"
#include "card/task_kind.h"
#include "formats/gift.h"
#include "formats/gift_text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// The question being written, in one form of it.
typedef struct Writing {
    Export *export;
    ArenaText *out;
    const Task *task;
    TaskForm form;
} Writing;

// A text behind a `~`, `=` or `#`. Its format is the question's; it is said again where the text begins like a format or a
// weight.
static void put_text(const Writing *w, const char *source) {
    const char *text = gift_markdown(w->out->arena, source, &w->form);
    if (*text == '[' || *text == '%') export_add(w->out, "[markdown]");
    gift_put(w->out, text);
}

static void put_head(const Writing *w) {
    export_addf(w->out, "\n// [id:%s]\n::%s::[markdown]", w->task->id, w->task->id);
    gift_put(w->out, gift_markdown(w->out->arena, w->task->prompt.source, &w->form));
}

static void put_tail(const Writing *w) {
    export_add(w->out, "\t####");
    put_text(w, w->task->explanation.source);
    export_add(w->out, "\n}\n");
}

// Choices

static int count_right(const Task *task) {
    int right = 0;
    for (int i = 0; i < task->option_count; i++) right += task->options[i].correct;
    return right;
}

// Without an exponent, which not every reader of GIFT knows, and without zeros at the end.
static void put_decimal(ArenaText *out, double value, int decimals) {
    char digits[400];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    size_t n = strlen(digits);
    while (strchr(digits, '.') && digits[n - 1] == '0') n--;
    digits[digits[n - 1] == '.' ? n - 1 : n] = '\0';
    export_add(out, digits);
}

// A share of the points in percent as Moodle lists them: up to five decimals. 100 has a sign of its own (=).
static void put_weight(ArenaText *out, double percent) {
    export_add(out, "%");
    put_decimal(out, percent, 5);
    export_add(out, "%");
}

// Several right options share the points, and a wrong one takes as much away as a right one gives. Moodle takes `=` for the
// only right one, so a single one is written like that.
static void put_options(const Writing *w) {
    const Task *task = w->task;
    int right = count_right(task);
    export_add(w->out, "{\n");
    for (int i = 0; i < task->option_count; i++) {
        const Option *option = &task->options[i];
        export_add(w->out, option->correct && right == 1 ? "\t=" : "\t~");
        if (right > 1) put_weight(w->out, (option->correct ? 100.0 : -100.0) / right);
        put_text(w, option->text.source);
        export_add(w->out, "#");
        put_text(w, option->feedback.source);
        export_add(w->out, "\n");
    }
}

static bool write_single(const Writing *w) {
    put_head(w);
    put_options(w);
    put_tail(w);
    return true;
}

static bool write_multiple(const Writing *w) {
    if (count_right(w->task) == 1) {
        export_leave(w->export, "%s: as it has one right option, Moodle asks it as a single choice",
                     w->task->id);
    }
    return write_single(w);
}

// Numbers

// The fewest decimals that are the same double. What has an exponent is written out, which not every reader of GIFT would do.
static void put_number(ArenaText *out, double value) {
    char text[STR_NUMBER_SIZE], digits[STR_NUMBER_SIZE] = "";
    str_put_number(fabs(value), text);
    if (value < 0) export_add(out, "-");
    const char *exponent = strchr(text, 'e');
    if (!exponent) {
        export_add(out, text);
        return;
    }
    // "1.25e-9" is the digits 125 with the point behind the first one moved by −9.
    size_t count = 0;
    for (const char *at = text; at < exponent; at++) {
        if (*at != '.') digits[count++] = *at;
    }
    int64_t shift = 0;
    (void)str_integer(exponent + (exponent[1] == '+' ? 2 : 1), &shift);
    if (shift < 0) export_add(out, "0.");
    for (int64_t i = -1; i > shift; i--) export_add(out, "0");
    for (int64_t i = 0; i < (int64_t)count || i <= shift; i++) {
        char digit[2] = {(char)(i < (int64_t)count ? digits[i] : '0'), '\0'};
        if (i == shift + 1 && shift >= 0) export_add(out, ".");
        export_add(out, digit);
    }
}

// A relative tolerance of a large number may be more than a number can hold.
static double tolerance_of(const Task *task, double value) {
    return fmin(fmax(task->abs_tol, task->rel_tol * fabs(value)), DBL_MAX);
}

static void put_range(const Writing *w, double value) {
    double tolerance = tolerance_of(w->task, value);
    put_number(w->out, value);
    if (tolerance <= 0) return;
    export_add(w->out, ":");
    put_number(w->out, tolerance);
}

// A wrong number that is right in this form has no place in it.
static void put_wrong(const Writing *w, const Wrong *wrong, double key) {
    const Task *task = w->task;
    double value;
    if (!task_value(&wrong->sum, &w->form, NULL, &value, NULL)) return;
    if (fabs(value - key) <= tolerance_of(task, key)) return;
    export_add(w->out, "\t=%0%");
    put_range(w, value);
    export_add(w->out, "#");
    put_text(w, wrong->feedback.source);
    export_add(w->out, "\n");
}

static bool write_numeric(const Writing *w) {
    const Task *task = w->task;
    double key;
    Err err;
    if (!task_value(&task->answer, &w->form, NULL, &key, &err)) {
        export_leave(w->export, "%s: its answer has no value (%s)", task->id, err.text);
        return false;
    }
    put_head(w);
    if (*task->unit && !strstr(task->prompt.source, task->unit)) {
        export_add(w->out, " (");
        gift_put(w->out, task->unit);
        export_add(w->out, ")");
    }
    export_add(w->out, "{#\n\t=");
    put_range(w, key);
    export_add(w->out, "\n");
    for (int i = 0; i < task->wrong_count; i++) put_wrong(w, &task->wrongs[i], key);
    put_tail(w);
    return true;
}

typedef struct TaskWriter {
    TaskType type;
    bool (*write)(const Writing *writing);
} TaskWriter;

// One row for each type that GIFT has; of another it is said that it is left out.
static const TaskWriter WRITERS[] = {
    {TASK_SINGLE_CHOICE, write_single},
    {TASK_MULTIPLE_CHOICE, write_multiple},
    {TASK_NUMERIC, write_numeric},
};

enum { WRITER_COUNT = sizeof WRITERS / sizeof *WRITERS };

static bool write_task(Export *out, const Task *task) {
    Writing writing = {.export = out, .out = &out->text, .task = task};
    Err err;
    if (!task_form_at(task, 0, &writing.form, &err)) {
        export_leave(out, "%s: its first form has no values (%s)", task->id, err.text);
        return false;
    }
    for (int i = 0; i < WRITER_COUNT; i++) {
        if (WRITERS[i].type != task->type) continue;
        bool written = WRITERS[i].write(&writing);
        export_leave_forms(out, task, &writing.form);
        return written;
    }
    export_leave(out, "%s: GIFT has no questions of the type %s", task->id, task->type_name);
    return false;
}

static int count_hints(const Card *card) {
    int hints = 0;
    for (int i = 0; i < card->task_count; i++) hints += card->tasks[i].hint_count;
    return hints;
}

static int count_units(const Card *card) {
    int units = 0;
    for (int i = 0; i < card->task_count; i++) {
        const Task *task = &card->tasks[i];
        units += task_by_number(task) && !task->retired && *task->unit;
    }
    return units;
}

// One line for GIFT, whatever the title holds.
static void put_title(ArenaText *out, const char *title) {
    for (; *title; title++) {
        if ((unsigned char)*title >= 0x20) arena_text_add(out, title, 1);
    }
}

void gift_write(const Card *card, Export *out) {
    ArenaText *text = &out->text;
    int hints = count_hints(card);
    if (hints) {
        export_leave(out, "%d hints, ids of options, points, sections and figures", hints);
    } else {
        export_leave(out, "ids of options, points, sections and figures");
    }
    int units = count_units(card);
    if (units) {
        export_leave(out, "%d unit%s as such: %s part of the question's text", units,
                     str_plural(units), units == 1 ? "it is" : "they are");
    }
    export_add(text, "// ");
    put_title(text, card->title);
    export_addf(text, " (%s %s) as Moodle GIFT, UTF-8\n", card->id, card->version);
    export_add(text, "// left out, because GIFT cannot hold them: hints, ids of options, points, "
                     "sections, figures, orderings and settings\n\n");
    export_addf(text, "$CATEGORY: %s\n", card->id);
    for (int i = 0; i < card->task_count; i++) {
        const Task *task = &card->tasks[i];
        if (task->retired) {
            export_leave(out, "%s is retired", task->id);
        } else {
            out->tasks += write_task(out, task);
        }
    }
}
