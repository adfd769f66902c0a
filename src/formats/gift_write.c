// Writes the tasks of a card as GIFT questions.
#include "base/str.h"
#include "formats/gift.h"
#include "formats/gift_text.h"

#include <stdio.h>
#include <string.h>

// A text behind a `~`, `=` or `#`. Its format is the question's; it is said again where the text begins like a format or a
// weight.
static void put_text(ArenaText *out, const char *source) {
    const char *text = gift_markdown(out->arena, source);
    if (*text == '[' || *text == '%') export_add(out, "[markdown]");
    gift_put(out, text);
}

static void put_head(ArenaText *out, const Task *task) {
    export_addf(out, "\n// [id:%s]\n::%s::[markdown]", task->id, task->id);
    gift_put(out, gift_markdown(out->arena, task->prompt.source));
    export_add(out, "{");
}

static void put_tail(ArenaText *out, const Task *task) {
    export_add(out, "\t####");
    put_text(out, task->explanation.source);
    export_add(out, "\n}\n");
}

static int count_right(const Task *task) {
    int right = 0;
    for (int i = 0; i < task->option_count; i++) right += task->options[i].correct;
    return right;
}

// A share of the points in percent as Moodle lists them: up to five decimals. 100 has a sign of its own (=).
static void put_weight(ArenaText *out, double percent) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.5f", percent);
    size_t n = strlen(digits);
    while (digits[n - 1] == '0') n--;
    digits[digits[n - 1] == '.' ? n - 1 : n] = '\0';
    export_addf(out, "%%%s%%", digits);
}

// Several right options share the points, and a wrong one takes as much away as a right one gives. Moodle takes `=` for the
// only right one, so a single one is written like that.
static void put_options(ArenaText *out, const Task *task) {
    int right = count_right(task);
    export_add(out, "\n");
    for (int i = 0; i < task->option_count; i++) {
        const Option *option = &task->options[i];
        export_add(out, option->correct && right == 1 ? "\t=" : "\t~");
        if (right > 1) put_weight(out, (option->correct ? 100.0 : -100.0) / right);
        put_text(out, option->text.source);
        export_add(out, "#");
        put_text(out, option->feedback.source);
        export_add(out, "\n");
    }
}

static bool write_single(Export *out, const Task *task) {
    put_head(&out->text, task);
    put_options(&out->text, task);
    put_tail(&out->text, task);
    return true;
}

static bool write_multiple(Export *out, const Task *task) {
    if (count_right(task) == 1) {
        export_leave(out, "%s has one right option, so Moodle asks it as a single choice",
                     task->id);
    }
    return write_single(out, task);
}

typedef struct TaskWriter {
    const char *type;
    bool (*write)(Export *out, const Task *task); // NULL: GIFT has no such question
} TaskWriter;

static const TaskWriter WRITERS[] = {
    {"single_choice", write_single},
    {"multiple_choice", write_multiple},
    {"ordering", NULL},
    {"hotspot", NULL},
    {"parameter", NULL},
};

enum { WRITER_COUNT = sizeof WRITERS / sizeof *WRITERS };

static bool write_task(Export *out, const Task *task) {
    for (int i = 0; i < WRITER_COUNT; i++) {
        if (!str_same(WRITERS[i].type, task->type_name)) continue;
        if (WRITERS[i].write) return WRITERS[i].write(out, task);
        export_leave(out, "%s: GIFT has no questions of the type %s", task->id, task->type_name);
        return false;
    }
    export_leave(out, "%s: its type is not known", task->id);
    return false;
}

static int count_hints(const Card *card) {
    int hints = 0;
    for (int i = 0; i < card->task_count; i++) hints += card->tasks[i].hint_count;
    return hints;
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
