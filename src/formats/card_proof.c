// Objects to what a card claims, with the values that show it, and checks what several types of tasks claim alike.
#include "formats/card_proof.h"

#include "base/str.h"
#include "formats/card_diagnoses.h"
#include "formats/card_issues.h"

#include <stdarg.h>
#include <stdio.h>

void proof_error(Proof *proof, const char *field, const char *format, ...) {
    char text[1200];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    const char *words = task_form_words(&proof->arena, proof->task, &proof->form);
    const char *pointer = arena_format(&proof->arena, "/tasks/%d/%s", proof->index, field);
    issue_add(proof->issues, false, pointer,
              arena_format(&proof->arena, "%s%s%s", text, *words ? ", with " : "", words));
    proof->bad = true;
}

void proof_warn(Proof *proof, const char *field, const char *text) {
    if (proof->warned) return;
    proof->warned = true;
    const char *words = task_form_words(&proof->arena, proof->task, &proof->form);
    issue_add(proof->issues, !proof->how.strict,
              arena_format(&proof->arena, "/tasks/%d/%s", proof->index, field),
              arena_format(&proof->arena, "%s%s%s", text, *words ? ", with " : "", words));
}

const char *proof_text(Proof *proof, const Sum *sum) {
    return issue_excerpt(&proof->arena, sum->text);
}

const char *proof_explain(Proof *proof, const Sum *sum, const ExprVariable *more, int count) {
    ExprVariable all[EXPR_VARIABLE_MAX];
    int n = 0;
    for (int i = 0; i < proof->form.count; i++) all[n++] = proof->form.values[i];
    for (int i = 0; i < count && n < EXPR_VARIABLE_MAX; i++) all[n++] = more[i];
    return expr_explain(sum->expr, (ExprScope){all, n, &proof->cache}, &proof->arena);
}

bool proof_is_spent(Proof *proof) {
    if (proof->cache.work >= CARD_WORK) proof->cut = true;
    return proof->cut;
}

bool proof_value(Proof *proof, const char *field, const Sum *sum, double *out) {
    Err err = {0};
    ExprScope scope = {.cache = &proof->cache};
    if (proof_is_spent(proof)) return false;
    if (task_value(sum, &proof->form, &scope, out, &err)) return true;
    proof_error(proof, field, "\"%s\" has no value: %s", proof_text(proof, sum), err.text);
    return false;
}

bool proof_gave_up(Proof *proof, double before) {
    bool some = proof->cache.work >= before + SEARCH_WORK;
    if (some && !proof->cut) {
        proof_warn(proof, "check", "it takes so much work that not all of it could be proved");
    }
    return some;
}

void proof_options(Proof *proof, const char *field) {
    const Task *task = proof->task;
    const char *texts[CARD_OPTION_MAX];
    if (task->variable_count == 0) return; // what is written down is the author's business
    for (int i = 0; i < task->option_count; i++) {
        texts[i] = task_text(&proof->arena, &task->options[i].text, &proof->form).source;
        for (int k = 0; k < i; k++) {
            if (!str_same(texts[i], texts[k])) continue;
            proof_error(proof, arena_format(&proof->arena, "%s/%d/text", field, i),
                        "\"%s\" and \"%s\" read the same: \"%s\"", task->options[k].id,
                        task->options[i].id, issue_excerpt(&proof->arena, texts[i]));
            return;
        }
    }
}

void proof_diagnoses(Proof *proof) {
    char answer[ANSWER_MAX + 1];
    bool any = false;
    const Task *task = proof->task;
    for (int k = 0; k < task->wrong_count; k++) any = any || task->wrongs[k].check.expr;
    if (!any || proof->bad || !proof->how.every_answer) return;
    int k = diagnoses_try(task, &proof->form, &proof->cache, proof->met, answer);
    if (k < 0) return;
    proof_error(proof, arena_format(&proof->arena, "wrong/%d/check", k),
                "\"%s\" is said of wrong answers and holds for %s, which is right",
                proof_text(proof, &task->wrongs[k].check), answer);
}
