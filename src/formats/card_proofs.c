// What a card claims, evaluated: a wrong key is found before a learner meets it, with the values that show it.
#include "formats/card_proofs.h"

#include "base/rng.h"
#include "base/str.h"
#include "card/task_kind.h"
#include "formats/card_diagnoses.h"
#include "formats/card_issues.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// About 5 ns each: half a second for a card of any size, a tenth for a task. A form that was begun is ended, but with a
// card's work a search that was begun (SEARCH_WORK) is the last thing done.
static const double CARD_WORK = 1e8, TASK_WORK = 2e7;

typedef struct Look {
    CardIssues *issues;
    CardParse how;
    ExprCache cache;
    Arena arena; // for one form
    const Task *task;
    int index; // of the task
    TaskForm form;
    bool bad;                     // something was wrong in this form
    bool warned;                  // once for the task
    bool cut;                     // the card's work was used up within this form
    int64_t forms;                // looked at so far
    int64_t same[CARD_WRONG_MAX]; // forms in which a wrong answer is told as an earlier one
    int as[CARD_WRONG_MAX];       // which
    bool met[CARD_WRONG_MAX];     // a diagnosis that some wrong answer gets
} Look;

static ExprScope scope_of(Look *look) {
    return (ExprScope){.cache = &look->cache};
}

static void complain(Look *look, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(Look *look, const char *field, const char *format, ...) {
    char text[1200];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    const char *words = task_form_words(&look->arena, look->task, &look->form);
    const char *pointer = arena_format(&look->arena, "/tasks/%d/%s", look->index, field);
    issue_add(look->issues, false, pointer,
              arena_format(&look->arena, "%s%s%s", text, *words ? ", with " : "", words));
    look->bad = true;
}

// Said once for a task, with the form in which it is so.
static void warn(Look *look, const char *field, const char *text) {
    if (look->warned) return;
    look->warned = true;
    const char *words = task_form_words(&look->arena, look->task, &look->form);
    issue_add(look->issues, !look->how.strict,
              arena_format(&look->arena, "/tasks/%d/%s", look->index, field),
              arena_format(&look->arena, "%s%s%s", text, *words ? ", with " : "", words));
}

static const char *text_of(Look *look, const Sum *sum) {
    return issue_excerpt(&look->arena, sum->text);
}

// With the form's variables and `count` more.
static const char *explain(Look *look, const Sum *sum, const ExprVariable *more, int count) {
    ExprVariable all[EXPR_VARIABLE_MAX];
    int n = 0;
    for (int i = 0; i < look->form.count; i++) all[n++] = look->form.values[i];
    for (int i = 0; i < count && n < EXPR_VARIABLE_MAX; i++) all[n++] = more[i];
    return expr_explain(sum->expr, (ExprScope){all, n, &look->cache}, &look->arena);
}

// What is left unproved then is no mistake.
static bool is_spent(Look *look) {
    if (look->cache.work >= CARD_WORK) look->cut = true;
    return look->cut;
}

// The value; complains if there is none.
static bool need_value(Look *look, const char *field, const Sum *sum, double *out) {
    Err err = {0};
    ExprScope scope = scope_of(look);
    if (is_spent(look)) return false;
    if (task_value(sum, &look->form, &scope, out, &err)) return true;
    complain(look, field, "\"%s\" has no value: %s", text_of(look, sum), err.text);
    return false;
}

// The proof of a number may name it; one without a value is complained about where it is looked at itself.
static void check_proof(Look *look) {
    const Sum *proof = &look->task->proof;
    ExprVariable answer = {"answer", 0};
    int named = look->task->type == TASK_NUMERIC;
    Err err = {0};
    ExprScope scope = scope_of(look);
    if (!proof->expr || is_spent(look)) return;
    if (named && !task_value(&look->task->answer, &look->form, &scope, &answer.value, &err)) return;
    double value;
    scope = (ExprScope){&answer, named, &look->cache};
    if (!task_value(proof, &look->form, &scope, &value, &err)) {
        complain(look, "proof/expr", "\"%s\" has no value: %s", text_of(look, proof), err.text);
    } else if (value == 0) {
        complain(look, "proof/expr", "\"%s\" is not true: %s", text_of(look, proof),
                 explain(look, proof, &answer, named));
    }
}

// The figure

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the loader
static bool need_values(Look *look, const char *field, const Value *value) {
    double number;
    if (value->kind == VALUE_SUM) {
        return need_value(look, field, &(Sum){value->word, value->expr}, &number);
    }
    for (int i = 0; value->kind == VALUE_LIST && i < value->count; i++) {
        if (!need_values(look, field, &value->list[i])) return false;
    }
    return true;
}

// What the preset calculates has a value, and the figure can show it.
static void check_visual(Look *look) {
    const Visual *visual = &look->task->visual;
    Visual shown = task_visual(&look->arena, visual, &look->form);
    if (shown.preset == visual->preset) return;
    for (int i = 0; i < visual->preset_count && !look->bad; i++) {
        const Value *value = &visual->preset[i];
        Err err = {0};
        const char *field = arena_format(&look->arena, "visual/preset/%s", value->key);
        bool ok = need_values(look, field, value);
        if (ok && look->how.preset_ok && !look->how.preset_ok(&shown, i, &err)) {
            warn(look, field, err.text);
        }
    }
}

// Choices and items

static void check_options(Look *look) {
    const Task *task = look->task;
    const char *texts[CARD_OPTION_MAX];
    if (task->variable_count == 0) return; // what is written down is the author's business
    for (int i = 0; i < task->option_count; i++) {
        texts[i] = task_text(&look->arena, &task->options[i].text, &look->form).source;
        for (int k = 0; k < i; k++) {
            if (!str_same(texts[i], texts[k])) continue;
            const char *field = task->type == TASK_ORDERING ? "items" : "options";
            complain(look, arena_format(&look->arena, "%s/%d/text", field, i),
                     "\"%s\" and \"%s\" read the same: \"%s\"", task->options[k].id,
                     task->options[i].id, issue_excerpt(&look->arena, texts[i]));
            return;
        }
    }
}

// Numbers

static void check_wrong(Look *look, int k, double right) {
    const Sum *sum = &look->task->wrongs[k].sum;
    const char *field = arena_format(&look->arena, "wrong/%d/expr", k);
    char answer[STR_NUMBER_SIZE], key[STR_NUMBER_SIZE];
    double value;
    if (!sum->expr || !need_value(look, field, sum, &value)) return;
    str_put_number(value, answer);
    str_put_number(right, key);
    Judgement judgement = task_kind(TASK_NUMERIC)->judge(look->task, &look->form, answer);
    if (judgement.verdict == VERDICT_RIGHT) {
        complain(look, field,
                 "\"%s\" is said to be wrong and is right: it is %s, and the answer is %s",
                 text_of(look, sum), answer, key);
    } else if (judgement.index != k) {
        look->same[k]++;
        look->as[k] = judgement.index;
    }
}

static void check_diagnoses(Look *look) {
    char answer[ANSWER_MAX + 1];
    bool any = false;
    for (int k = 0; k < look->task->wrong_count; k++) any = any || look->task->wrongs[k].check.expr;
    if (!any || look->bad || !look->how.every_answer) return;
    int k = diagnoses_try(look->task, &look->form, &look->cache, look->met, answer);
    if (k < 0) return;
    complain(look, arena_format(&look->arena, "wrong/%d/check", k),
             "\"%s\" is said of wrong answers and holds for %s, which is right",
             text_of(look, &look->task->wrongs[k].check), answer);
}

static void check_numeric(Look *look) {
    double right;
    if (!need_value(look, "answer", &look->task->answer, &right)) return;
    for (int k = 0; k < look->task->wrong_count; k++) check_wrong(look, k, right);
    check_diagnoses(look);
}

// Wrong answers that never get their say.
static void warn_unreached(Look *look) {
    for (int k = 0; k < look->task->wrong_count; k++) {
        if (look->how.every_answer && look->task->wrongs[k].check.expr && !look->met[k]) {
            issue_add(look->issues, !look->how.strict,
                      arena_format(&look->arena, "/tasks/%d/wrong/%d/check", look->index, k),
                      "no wrong answer was found that gets this feedback");
        }
        if (look->same[k] == 0 || look->same[k] < look->forms) continue;
        issue_add(look->issues, !look->how.strict,
                  arena_format(&look->arena, "/tasks/%d/wrong/%d/expr", look->index, k),
                  arena_format(&look->arena, "the same answer as wrong/%d, whose feedback is shown",
                               look->as[k]));
    }
}

// Cells

static bool hides_later_keys(const Task *task) {
    const Value *mask = preset_find(&task->visual, "mask");
    if (!mask) return false;
    return mask->kind == VALUE_WORD ? str_same(mask->word, "causal") : mask->number > 0;
}

// Whether the predicate holds for a cell that a causal mask leaves, as far as the work of a search goes.
static bool holds_for_seen(Look *look, int64_t size) {
    double until = look->cache.work + SEARCH_WORK;
    for (int64_t at = 0; at < size * size; at++) {
        int64_t i = at / size, j = at % size;
        const ExprVariable cell[] = {{"i", (double)i}, {"j", (double)j}};
        if (j > i) continue;
        ExprScope scope = {cell, 2, &look->cache};
        double value;
        bool ok = task_value(&look->task->check, &look->form, &scope, &value, NULL);
        if ((ok && value != 0) || look->cache.work >= until) return true;
    }
    return false;
}

// Whether a search for what should be found ended for want of work; then it says nothing about what was not looked at.
static bool gave_up(Look *look, double before) {
    bool some = look->cache.work >= before + SEARCH_WORK;
    if (some && !look->cut) {
        warn(look, "check", "it takes so much work that not all of it could be proved");
    }
    return some;
}

static bool find_cell(Look *look, bool wanted, bool *gave) {
    int64_t cell[2];
    double before = look->cache.work;
    bool found = hotspot_find(look->task, &look->form, wanted, &look->cache, cell);
    *gave = !found && gave_up(look, before);
    return found || *gave;
}

static void check_hotspot(Look *look) {
    const Sum *check = &look->task->check;
    int64_t size = hotspot_size(look->task, &look->form);
    if (size > HOTSPOT_SEARCH) size = HOTSPOT_SEARCH;
    const ExprVariable first[] = {{"i", 0}, {"j", 0}};
    bool gave = false;
    if (is_spent(look)) return;
    if (!find_cell(look, true, &gave)) {
        complain(look, "check", "\"%s\" holds for no cell of %lld × %lld; for i = 0, j = 0: %s",
                 text_of(look, check), (long long)size, (long long)size,
                 explain(look, check, first, 2));
    } else if (!gave && !is_spent(look) && !find_cell(look, false, &gave)) {
        complain(look, "check", "\"%s\" holds for every cell of %lld × %lld", text_of(look, check),
                 (long long)size, (long long)size);
    } else if (!gave && !is_spent(look) && hides_later_keys(look->task) &&
               !holds_for_seen(look, size)) {
        warn(look, "check", "it holds only for cells with j > i, which the causal mask hides");
    }
}

// Controls

// A value beyond the control cannot be set, and one between its steps is moved: ", 13.5 moved to a step of the control".
static const char *check_settable(Look *look, int c, double set) {
    const Control *control = &look->task->controls[c];
    ExprScope scope = scope_of(look);
    double value = set, slack = 1e-9 * fmax(fabs(control->least), fabs(control->most));
    (void)task_value(&control->witness, &look->form, &scope, &value, NULL);
    if (value < control->least - slack || value > control->most + slack) {
        complain(look, arena_format(&look->arena, "witness/%s", control->name),
                 "the witness is %.10g, the control allows %.10g to %.10g", value, control->least,
                 control->most);
    }
    if (fabs(value - set) <= slack) return "";
    return arena_format(&look->arena, ", %.10g moved to a step of the control", value);
}

static void check_witness(Look *look) {
    const Task *task = look->task;
    const char *moved = "";
    double values[CARD_CONTROL_MAX], holds;
    ExprVariable set[CARD_CONTROL_MAX];
    Err err = {0};
    if (!parameter_witness(task, &look->form, values, &err)) {
        complain(look, "witness", "has no value: %s", err.text);
        return;
    }
    for (int c = 0; c < task->control_count; c++) {
        set[c] = (ExprVariable){task->controls[c].name, values[c]};
        const char *more = check_settable(look, c, values[c]);
        if (*more) moved = more;
    }
    if (look->bad) return;
    ExprScope scope = {set, task->control_count, &look->cache};
    bool ok = task_value(&task->check, &look->form, &scope, &holds, &err);
    if (ok && holds != 0) return;
    char words[ANSWER_MAX + 1];
    parameter_answer(task, values, words);
    complain(look, "witness", "%s does not do%s: %s", words, moved,
             ok ? explain(look, &task->check, set, task->control_count) : err.text);
}

// A figure that opens with a right setting asks for nothing.
static void check_opening(Look *look) {
    const Task *task = look->task;
    double values[CARD_CONTROL_MAX], holds;
    ExprVariable set[CARD_CONTROL_MAX];
    if (!look->how.control_start || !*task->visual.view) return;
    Visual shown = task_visual(&look->arena, &task->visual, &look->form);
    for (int c = 0; c < task->control_count; c++) {
        values[c] = look->how.control_start(&shown, &task->controls[c]);
        set[c] = (ExprVariable){task->controls[c].name, values[c]};
    }
    ExprScope scope = {set, task->control_count, &look->cache};
    if (!task_value(&task->check, &look->form, &scope, &holds, NULL) || holds == 0) return;
    char words[ANSWER_MAX + 1];
    parameter_answer(task, values, words);
    warn(look, "visual",
         arena_format(&look->arena, "the figure opens with %s, which is right already", words));
}

static bool find_setting(Look *look, bool wanted) {
    double values[CARD_CONTROL_MAX], before = look->cache.work;
    return parameter_find(look->task, &look->form, wanted, &look->cache, values) ||
           gave_up(look, before);
}

static void check_parameter(Look *look) {
    const Task *task = look->task;
    double settings = parameter_settings(task);
    bool few = settings <= PARAMETER_SEARCH;
    if (is_spent(look)) return;
    if (task->controls[0].witness.expr) {
        check_witness(look);
    } else if (!find_setting(look, true)) {
        complain(look, "check", "\"%s\": no setting was found for which it holds, of %.0f; %s",
                 text_of(look, &task->check), settings,
                 few ? "a \"witness\" may help"
                     : "with so many the card has to give a \"witness\"");
        return;
    }
    if (few && !look->bad && !is_spent(look) && !find_setting(look, false)) {
        complain(look, "check", "\"%s\" holds whatever is set", text_of(look, &task->check));
    }
    if (!look->bad) check_opening(look);
}

// Forms

static void check_form(Look *look) {
    look->forms++;
    check_proof(look);
    check_visual(look);
    switch (look->task->type) {
    case TASK_SINGLE_CHOICE:
    case TASK_MULTIPLE_CHOICE:
    case TASK_ORDERING: check_options(look); break;
    case TASK_NUMERIC: check_numeric(look); break;
    case TASK_HOTSPOT:
        check_hotspot(look);
        check_diagnoses(look);
        break;
    case TASK_PARAMETER:
        check_parameter(look);
        check_diagnoses(look);
        break;
    case TASK_UNKNOWN:
    case TASK_TYPE_COUNT: break;
    }
    arena_reset(&look->arena);
}

static void check_task(Look *look) {
    int64_t count = task_form_count(look->task), most = count > PROOF_FORMS ? PROOF_SAMPLE : count;
    double until = fmin(look->cache.work + TASK_WORK, CARD_WORK);
    Rng rng = {rng_hash(look->task->id)};
    for (int64_t f = 0; f < most && !look->bad && (f == 0 || look->cache.work < until); f++) {
        int64_t index = most == count ? f : (int64_t)(rng_next(&rng) % (uint64_t)count);
        Err err = {0};
        look->cache.work += 100; // what a form costs in any case
        if (task_form_at(look->task, index, &look->form, &err)) {
            check_form(look);
        } else {
            look->form.count = 0;
            complain(look, "vars", "%s", err.text);
        }
    }
    if (!look->bad && !look->cut) warn_unreached(look);
    arena_reset(&look->arena);
}

void card_check_proofs(const Card *card, CardParse how, CardIssues *issues) {
    Look look = {0};
    for (int t = 0; t < card->task_count; t++) {
        if (!task_is_asked(&card->tasks[t])) continue;
        look = (Look){.issues = issues,
                      .how = how,
                      .cache = look.cache,
                      .arena = look.arena,
                      .task = &card->tasks[t],
                      .index = t};
        if (!is_spent(&look)) check_task(&look);
        if (look.cut) {
            issue_add(issues, !how.strict, arena_format(&look.arena, "/tasks/%d", t),
                      "from here on nothing is proved: the tasks before took all the work that a "
                      "card is allowed");
            break;
        }
    }
    expr_cache_free(&look.cache);
    arena_free(&look.arena);
}
