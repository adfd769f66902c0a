// Writes the lines of a file for Anki: tab-separated fields of HTML, quoted where a reader could misread them.
#include "formats/anki.h"

#include "card/task_kind.h"
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
    for (; *field; field++) {
        arena_text_add(out, *field == '"' ? "\"\"" : field, *field == '"' ? 2 : 1);
    }
    export_add(out, "\"");
}

// The note being written, in one form of the task.
typedef struct Note {
    Arena *arena;
    const Task *task;
    TaskForm form;
    ArenaText front, back;
} Note;

static void put_doc(Note *note, ArenaText *side, const Doc *doc) {
    Doc filled = task_text(note->arena, doc, &note->form);
    doc_html(side, &filled);
}

// <li>, <b> and the like around a text.
static void put_inside(Note *note, ArenaText *side, const char *tag, const Doc *doc) {
    export_addf(side, "<%s>", tag);
    put_doc(note, side, doc);
    export_addf(side, "</%s>", tag);
}

static void put_choice(Note *note) {
    const Task *task = note->task;
    export_add(&note->front, "<ol type=\"a\">");
    for (int i = 0; i < task->option_count; i++) {
        put_inside(note, &note->front, "li", &task->options[i].text);
    }
    export_add(&note->front, "</ol>");
    for (int i = 0; i < task->option_count; i++) {
        if (!task->options[i].correct) continue;
        put_inside(note, &note->back, "b", &task->options[i].text);
        export_add(&note->back, "<br>");
    }
}

static void put_answer(Note *note) {
    const TaskKind *kind = task_kind(note->task->type);
    const char *key = kind->key(note->task, &note->form, note->arena);
    export_add(&note->back, "<b>");
    doc_html_text(&note->back, kind->words(note->task, &note->form, key, note->arena));
    export_add(&note->back, "</b><br>");
}

// The items by their letters, so that their order tells nothing; backwards if that is the right order. order:
// (task->option_count)
static void sort_items(const Task *task, int *order) {
    bool right = true;
    for (int i = 0; i < task->option_count; i++) {
        int at = i;
        for (; at > 0; at--) {
            const char *before = task->options[order[at - 1]].text.source;
            if (strcmp(before, task->options[i].text.source) <= 0) break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    for (int i = 0; i < task->option_count; i++) right &= order[i] == task->sequence[i];
    for (int i = 0; right && i < task->option_count; i++) {
        order[i] = task->sequence[task->option_count - 1 - i];
    }
}

static void put_ordering(Note *note) {
    const Task *task = note->task;
    int order[CARD_OPTION_MAX];
    sort_items(task, order);
    export_add(&note->front, "<ul>");
    for (int i = 0; i < task->option_count; i++) {
        put_inside(note, &note->front, "li", &task->options[order[i]].text);
    }
    export_add(&note->front, "</ul>");
    export_add(&note->back, "<ol>");
    for (int i = 0; i < task->option_count; i++) {
        put_inside(note, &note->back, "li", &task->options[task->sequence[i]].text);
    }
    export_add(&note->back, "</ol>");
}

typedef struct TaskWriter {
    TaskType type;
    void (*write)(Note *note);
} TaskWriter;

// One row for each type that a note can ask; of another it is said that it is left out.
static const TaskWriter WRITERS[] = {
    {TASK_SINGLE_CHOICE, put_choice},
    {TASK_MULTIPLE_CHOICE, put_choice},
    {TASK_NUMERIC, put_answer},
    {TASK_ORDERING, put_ordering},
};

enum { WRITER_COUNT = sizeof WRITERS / sizeof *WRITERS };

static const TaskWriter *find_writer(TaskType type) {
    for (int i = 0; i < WRITER_COUNT; i++) {
        if (WRITERS[i].type == type) return &WRITERS[i];
    }
    return NULL;
}

static void put_note(ArenaText *text, const Card *card, const Note *note) {
    put_field(text, arena_format(note->arena, "%s/%s", card->id, note->task->id));
    export_add(text, "\t");
    put_field(text, arena_text_done(&note->front));
    export_add(text, "\t");
    put_field(text, arena_text_done(&note->back));
    export_addf(text, "\t%s", card->id);
    if (*note->task->section) export_addf(text, " %s", note->task->section);
    export_add(text, "\n");
}

static bool write_task(Export *out, const Card *card, const Task *task) {
    const TaskWriter *writer = find_writer(task->type);
    if (!writer) {
        export_leave(out, "%s: notes cannot ask a task of the type %s", task->id, task->type_name);
        return false;
    }
    Arena scratch = {0};
    Note note = {.arena = &scratch, .task = task};
    note.front.arena = note.back.arena = &scratch;
    Err err;
    bool ok = task_form_at(task, 0, &note.form, &err);
    if (ok) {
        put_doc(&note, &note.front, &task->prompt);
        writer->write(&note);
        put_doc(&note, &note.back, &task->explanation);
        put_note(&out->text, card, &note);
        export_leave_forms(out, task, &note.form);
    } else {
        export_leave(out, "%s: its first form has no values (%s)", task->id, err.text);
    }
    arena_free(&scratch);
    return ok;
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
