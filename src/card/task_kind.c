// The table of task types, and what their answers have in common.
#include "card/task_kind.h"

#include "base/str.h"
#include "card/diagnosis.h"
#include "card/types/kinds.h"

#include <string.h>

static const TaskKind *const KINDS[TASK_TYPE_COUNT] = {

#define TASK_TYPE(NAME, name) [TASK_##NAME] = &KIND_##name,
#include "card/task_types.def"
#undef TASK_TYPE
};

const TaskKind *task_kind(TaskType type) {
    return KINDS[type];
}

bool task_by_number(const Task *task) {
    const TaskKind *kind = task_kind(task->type);
    return kind && kind->by_number;
}

TaskType task_type_find(const char *name) {
    for (int type = 0; type < TASK_TYPE_COUNT; type++) {
        if (KINDS[type] && str_same(KINDS[type]->name, name)) return (TaskType)type;
    }
    return TASK_UNKNOWN;
}

bool answer_next(const char **at, char *word, size_t size) {
    while (*at) {
        const char *from = *at + strspn(*at, " ");
        size_t n = strcspn(from, ",");
        *at = from[n] ? from + n + 1 : NULL;
        while (n > 0 && from[n - 1] == ' ') n--;
        if (n == 0) continue;
        if (n >= size) n = size - 1; // too long for any word: it is then none that is known
        memcpy(word, from, n);
        word[n] = '\0';
        return true;
    }
    return false;
}

bool answer_has(const char *answer, const char *id) {
    char word[CARD_ID_MAX + 2];
    for (const char *at = answer; answer_next(&at, word, sizeof word);) {
        if (str_same(word, id)) return true;
    }
    return false;
}

int answer_options(const Task *task, const char *answer, int *indices) {
    int count = 0;
    bool seen[CARD_OPTION_MAX] = {false};
    char word[CARD_ID_MAX + 2];
    for (const char *at = answer; answer_next(&at, word, sizeof word);) {
        int option = task_option_find(task, word);
        if (option < 0 || seen[option]) continue;
        seen[option] = true;
        indices[count++] = option;
    }
    return count;
}

bool answer_join(const Task *task, const int *indices, int count, char out[ANSWER_MAX + 1]) {
    size_t n = 0;
    out[0] = '\0';
    for (int i = 0; i < count; i++) {
        const char *id = task->options[indices[i]].id;
        size_t more = strlen(id) + (i > 0);
        if (n + more > ANSWER_MAX) {
            out[0] = '\0';
            return false;
        }
        if (i > 0) out[n++] = ',';
        memcpy(out + n, id, strlen(id) + 1);
        n += strlen(id);
    }
    return true;
}

bool answer_refuse(char out[ANSWER_MAX + 1], Err *why, const char *reason) {
    out[0] = '\0';
    return err_set(why, "%s", reason);
}

bool answer_is_known(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    char word[CARD_ID_MAX + 2];
    for (const char *at = text; answer_next(&at, word, sizeof word);) {
        if (task_option_find(task, word) >= 0) continue;
        out[0] = '\0';
        return err_set(why, "There is no “%s” here.", word);
    }
    return true;
}

int answer_diagnosis(const Task *task, const TaskForm *form, const char *answer) {
    ExprVariable said[EXPR_VARIABLE_MAX];
    int count = diagnosis_values(task, form, answer, said);
    return diagnosis_find(task, form, &(ExprScope){said, count, NULL});
}

char *answer_texts(const Task *task, const TaskForm *form, const char *answer, const char *between,
                   Arena *arena) {
    int indices[CARD_OPTION_MAX], count = answer_options(task, answer, indices);
    char *words = arena_copy(arena, "");
    for (int i = 0; i < count; i++) {
        Doc text = task_text(arena, &task->options[indices[i]].text, form);
        words = arena_format(arena, "%s%s%s", words, i ? between : "", text.source);
    }
    return words;
}
