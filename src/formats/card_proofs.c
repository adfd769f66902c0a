// What a card claims, evaluated: a wrong key is found before a learner meets it, with the values that show it.
#include "formats/card_proofs.h"

#include "base/rng.h"
#include "card/task_kind.h"
#include "formats/card_issues.h"
#include "formats/card_task_types.h"

#include <math.h>

// The proof of a number may name it; one without a value is complained about where it is looked at itself.
static void check_proof(Proof *proof) {
    const Sum *claim = &proof->task->proof;
    ExprVariable answer = {KEY_NAME, 0};
    int named = task_by_number(proof->task);
    Err err = {0};
    ExprScope scope = {.cache = &proof->cache};
    if (!claim->expr || proof_is_spent(proof)) return;
    if (named && !task_value(&proof->task->answer, &proof->form, &scope, &answer.value, &err)) {
        return;
    }
    double value;
    scope = (ExprScope){&answer, named, &proof->cache};
    if (!task_value(claim, &proof->form, &scope, &value, &err)) {
        proof_error(proof, "proof/expr", "\"%s\" has no value: %s", proof_text(proof, claim),
                    err.text);
    } else if (value == 0) {
        proof_error(proof, "proof/expr", "\"%s\" is not true: %s", proof_text(proof, claim),
                    proof_explain(proof, claim, &answer, named));
    }
}

// The figure

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the loader
static bool need_values(Proof *proof, const char *field, const Value *value) {
    double number;
    if (value->kind == VALUE_SUM) {
        return proof_value(proof, field, &(Sum){value->word, value->expr}, &number);
    }
    for (int i = 0; value->kind == VALUE_LIST && i < value->count; i++) {
        if (!need_values(proof, field, &value->list[i])) return false;
    }
    return true;
}

// What the preset calculates has a value, and the figure can show it.
static void check_visual(Proof *proof) {
    const Visual *visual = &proof->task->visual;
    Visual shown = task_visual(&proof->arena, visual, &proof->form);
    if (shown.preset == visual->preset) return;
    for (int i = 0; i < visual->preset_count && !proof->bad; i++) {
        const Value *value = &visual->preset[i];
        Err err = {0};
        const char *field = arena_format(&proof->arena, "visual/preset/%s", value->key);
        bool ok = need_values(proof, field, value);
        if (ok && proof->how.preset_ok && !proof->how.preset_ok(&shown, i, &err)) {
            proof_warn(proof, field, err.text);
        }
    }
}

// Wrong answers that never get their say.
static void warn_unreached(Proof *proof) {
    for (int k = 0; k < proof->task->wrong_count; k++) {
        if (proof->how.every_answer && proof->task->wrongs[k].check.expr && !proof->met[k]) {
            issue_add(proof->issues, !proof->how.strict,
                      arena_format(&proof->arena, "/tasks/%d/wrong/%d/check", proof->index, k),
                      "no wrong answer was found that gets this feedback");
        }
        if (proof->same[k] == 0 || proof->same[k] < proof->forms) continue;
        issue_add(proof->issues, !proof->how.strict,
                  arena_format(&proof->arena, "/tasks/%d/wrong/%d/expr", proof->index, k),
                  arena_format(&proof->arena,
                               "the same answer as wrong/%d, whose feedback is shown",
                               proof->as[k]));
    }
}

// Forms

static void check_form(Proof *proof) {
    proof->forms++;
    check_proof(proof);
    check_visual(proof);
    card_task_type(proof->task->type)->prove(proof);
    arena_reset(&proof->arena);
}

static void check_task(Proof *proof) {
    int64_t count = task_form_count(proof->task), most = count > PROOF_FORMS ? PROOF_SAMPLE : count;
    double until = fmin(proof->cache.work + TASK_WORK, CARD_WORK);
    Rng rng = {rng_hash(proof->task->id)};
    for (int64_t f = 0; f < most && !proof->bad && (f == 0 || proof->cache.work < until); f++) {
        int64_t index = most == count ? f : (int64_t)(rng_next(&rng) % (uint64_t)count);
        Err err = {0};
        proof->cache.work += 100; // what a form costs in any case
        if (task_form_at(proof->task, index, &proof->form, &err)) {
            check_form(proof);
        } else {
            proof->form.count = 0;
            proof_error(proof, "vars", "%s", err.text);
        }
    }
    if (!proof->bad && !proof->cut) warn_unreached(proof);
    arena_reset(&proof->arena);
}

void card_check_proofs(const Card *card, CardParse how, CardIssues *issues) {
    Proof proof = {0};
    for (int t = 0; t < card->task_count; t++) {
        if (!task_is_asked(&card->tasks[t])) continue;
        proof = (Proof){.issues = issues,
                        .how = how,
                        .cache = proof.cache,
                        .arena = proof.arena,
                        .task = &card->tasks[t],
                        .index = t};
        if (!proof_is_spent(&proof)) check_task(&proof);
        if (proof.cut) {
            issue_add(issues, !how.strict, arena_format(&proof.arena, "/tasks/%d", t),
                      "from here on nothing is proved: the tasks before took all the work that a "
                      "card is allowed");
            break;
        }
    }
    expr_cache_free(&proof.cache);
    arena_free(&proof.arena);
}
