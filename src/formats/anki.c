// Writes the lines of a file for Anki: tab-separated fields of HTML, quoted where a reader could misread them.
#include "formats/anki.h"

#include "base/str.h"
#include "formats/doc_html.h"

#include <string.h>

// Quotes are doubled inside quotes. A record that begins with # would be a comment, so the first field is quoted then too.
static void put_field(ArenaText *out, const char *field) {
    bool quoted = strpbrk(field, "\t\"\n\r") != NULL || field[0] == '#';
    if (!quoted) {
        export_add(out, field);
        return;
    }
    export_add(out, "\"");
    for (; *field; field++)
        arena_text_add(out, *field == '"' ? "\"\"" : field, *field == '"' ? 2 : 1);
    export_add(out, "\"");
}

static void put_options(ArenaText *front, const Task *task) {
    export_add(front, "<ol type=\"a\">");
    for (int i = 0; i < task->option_count; i++) {
        export_add(front, "<li>");
        doc_html(front, &task->options[i].text);
        export_add(front, "</li>");
    }
    export_add(front, "</ol>");
}

static void put_choice(ArenaText *front, ArenaText *back, const Task *task) {
    put_options(front, task);
    for (int i = 0; i < task->option_count; i++) {
        if (!task->options[i].correct) continue;
        export_add(back, "<b>");
        doc_html(back, &task->options[i].text);
        export_add(back, "</b><br>");
    }
}

typedef struct TaskWriter {
    const char *type;
    void (*write)(ArenaText *front, ArenaText *back, const Task *task); // NULL: asks for a figure
} TaskWriter;

static const TaskWriter WRITERS[] = {
    {"single_choice", put_choice},
    {"multiple_choice", put_choice},
    {"hotspot", NULL},
    {"parameter", NULL},
};

enum { WRITER_COUNT = sizeof WRITERS / sizeof *WRITERS };

static const TaskWriter *find_writer(const char *type) {
    for (int i = 0; i < WRITER_COUNT; i++) {
        if (str_same(WRITERS[i].type, type)) return &WRITERS[i];
    }
    return NULL;
}

static bool write_task(Export *out, const Card *card, const Task *task) {
    const TaskWriter *writer = find_writer(task->type_name);
    if (!writer || !writer->write) {
        export_leave(out, "%s: %s", task->id,
                     writer ? "it is answered on a figure" : "its type is not known");
        return false;
    }
    Arena scratch = {0};
    ArenaText front = {.arena = &scratch}, back = {.arena = &scratch};
    doc_html(&front, &task->prompt);
    writer->write(&front, &back, task);
    doc_html(&back, &task->explanation);
    ArenaText *text = &out->text;
    put_field(text, arena_format(&scratch, "%s/%s", card->id, task->id));
    export_add(text, "\t");
    put_field(text, arena_text_done(&front));
    export_add(text, "\t");
    put_field(text, arena_text_done(&back));
    export_addf(text, "\t%s", card->id);
    if (*task->section) export_addf(text, " %s", task->section);
    export_add(text, "\n");
    arena_free(&scratch);
    return true;
}

void anki_write(const Card *card, Export *out) {
    export_add(&out->text,
               "#separator:tab\n#html:true\n#columns:id\tFront\tBack\tTags\n#notetype:Basic\n");
    export_addf(&out->text,
                "#deck:%s\n#if matches:update current\n#guid column:1\n#tags column:4\n", card->id);
    export_leave(out, "feedback of options, hints, points and figures");
    for (int i = 0; i < card->task_count; i++) {
        const Task *task = &card->tasks[i];
        if (task->retired) {
            export_leave(out, "%s is retired", task->id);
        } else {
            out->tasks += write_task(out, card, task);
        }
    }
}
