// Finding things in a card by their ids, and values in a preset by their keys.
#include "card/card.h"

#include "base/str.h"

// Every record that has an id starts with it, so one loop finds them all.
static int find_id(const void *items, int count, size_t size, const char *id) {
    for (int i = 0; i < count; i++) {
        const char *const *first = (const void *)((const char *)items + (size_t)i * size);
        if (str_same(*first, id)) return i;
    }
    return -1;
}

_Static_assert(offsetof(Section, id) == 0 && offsetof(Task, id) == 0 && offsetof(Lesson, id) == 0,
               "find_id reads the id at the start of a record");
_Static_assert(offsetof(Hint, id) == 0 && offsetof(Option, id) == 0, "find_id, again");
_Static_assert(offsetof(Reference, key) == 0 && offsetof(Value, key) == 0, "find_id, again");
_Static_assert(offsetof(Control, name) == 0, "find_id, again");

int card_section_find(const Card *card, const char *id) {
    return find_id(card->sections, card->section_count, sizeof(Section), id);
}

int card_task_find(const Card *card, const char *id) {
    return find_id(card->tasks, card->task_count, sizeof(Task), id);
}

int card_lesson_find(const Card *card, const char *id) {
    return find_id(card->lessons, card->lesson_count, sizeof(Lesson), id);
}

const Reference *card_reference_find(const Card *card, const char *key) {
    int i = find_id(card->references, card->reference_count, sizeof(Reference), key);
    return i < 0 ? NULL : &card->references[i];
}

int task_option_find(const Task *task, const char *id) {
    return find_id(task->options, task->option_count, sizeof(Option), id);
}

int task_hint_find(const Task *task, const char *id) {
    return find_id(task->hints, task->hint_count, sizeof(Hint), id);
}

int task_control_find(const Task *task, const char *name) {
    return find_id(task->controls, task->control_count, sizeof(Control), name);
}

bool task_is_asked(const Task *task) {
    return task->type != TASK_UNKNOWN && !task->retired;
}

int card_asked_count(const Card *card) {
    int count = 0;
    for (int i = 0; i < card->task_count; i++) count += task_is_asked(&card->tasks[i]);
    return count;
}

const Value *preset_find(const Visual *visual, const char *key) {
    int i = find_id(visual->preset, visual->preset_count, sizeof(Value), key);
    return i < 0 ? NULL : &visual->preset[i];
}

void card_free(Card *card) {
    arena_free(&card->arena);
    *card = (Card){0};
}
