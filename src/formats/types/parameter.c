// Controls to be set so that a predicate holds.
#include "base/str.h"
#include "formats/card_forms.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"
#include "formats/card_sums.h"
#include "formats/card_task_types.h"

#include <cjson/cJSON.h>

#include <float.h>
#include <math.h>

static const char *const SCALES[] = {"linear", "log", NULL};

static const Field CONTROL_FIELDS[] = {
    {"name", FIELD_TEXT, true, TO(Control, name), .form = &FORM_NAME},
    {"label", FIELD_DOC, TO(Control, label)},
    {"min", FIELD_NUMBER, true, TO(Control, least), .least = -DBL_MAX},
    {"max", FIELD_NUMBER, true, TO(Control, most), .least = -DBL_MAX},
    {"step", FIELD_NUMBER, true, TO(Control, step)},
    {"scale", FIELD_WORD, UNKEPT, .words = SCALES},
    {0},
};

// Values are rounded to 12 digits, which must tell one step from the next.
static const double FINEST = 1e-9;

static void check_steps(Reader *r, const Control *control, const Node *most, const Node *step) {
    double size = fmax(fabs(control->least), fabs(control->most));
    if (!isfinite(control->most - control->least)) {
        reader_error(r, most, "from %g to %g is more than a number can hold", control->least,
                     control->most);
    } else if (control->step > 0 && control->step < FINEST * size) {
        reader_error(r, step, "found %g, at least %g is allowed for values up to %g", control->step,
                     FINEST * size, size);
    }
}

static void finish_control(Reader *r, const Node *node, void *object) {
    Control *control = object;
    Node scale = node_member(node, "scale"), step = node_member(node, "step"),
         most = node_member(node, "max");
    const char *word = scale.json ? node_text(&scale) : NULL;
    control->log = word && str_same(word, "log");
    if (most.json && control->most < control->least) {
        reader_error(r, &most, "found %g, at least %g is allowed", control->most, control->least);
    }
    if (cJSON_IsNumber(step.json) && control->step <= 0) {
        reader_error(r, &step, "found %g, more than 0 is allowed", control->step);
    }
    if (most.json && step.json) check_steps(r, control, &most, &step);
    if (control->log && control->least <= 0) {
        reader_error(r, &scale, "a scale by the logarithm needs a smallest value over 0");
    }
}

static const Shape CONTROL = {
    .name = "a control", .fields = CONTROL_FIELDS, .finish = finish_control};
static const Field CONTROL_ITEM = {.kind = FIELD_OBJECT, .shape = &CONTROL};
static const Field FIELDS[] = {
    {"controls", FIELD_LIST, true, LIST(Task, control), .least = 1, .most = CARD_CONTROL_MAX,
     .item = &CONTROL_ITEM, .size = sizeof(Control), .unique = "name"},
    {"check", FIELD_CUSTOM, true, TO(Task, check), .read = card_sum_read},
    WRONGS_FIELD(&CARD_DIAGNOSIS_ITEM),
    {"witness", FIELD_ANY, UNKEPT},
    {0},
};

// { "base": 40890 } or with a calculation of the task's variables: a value for each control.
static void read_witness(Reader *r, const Node *node, Task *task) {
    Node witness = node_member(node, "witness"), item = {.parent = &witness};
    if (!witness.json) return;
    if (!cJSON_IsObject(witness.json)) {
        reader_error(r, &witness, "found %s, expected an object", node_kind(&witness));
        return;
    }
    bool given[CARD_CONTROL_MAX] = {false};
    while (node_next(&item)) {
        int c = task_control_find(task, item.key);
        if (c < 0) {
            reader_error(r, &item, "no control is called \"%s\"%s",
                         issue_excerpt(&r->issues->arena, item.key),
                         guess_item(&r->issues->arena, item.key, task->controls,
                                    task->control_count, sizeof(Control)));
            continue;
        }
        card_sum_read_number(r, &item, &task->controls[c].witness);
        card_sum_check(r, &item, &task->controls[c].witness, task, NULL);
        given[c] = true;
    }
    for (int c = 0; c < task->control_count; c++) {
        if (given[c]) continue;
        reader_error(r, &witness, "there is no value for the control \"%s\"",
                     task->controls[c].name);
    }
}

static void check_followed(Reader *r, const Node *node, const Task *task, int c) {
    Err err = {0};
    if (!*task->visual.view || !r->how.control_ok) return;
    if (r->how.control_ok(&task->visual, &task->controls[c], &err)) return;
    reader_warn(r, node, "%s", err.text);
}

static void finish(Reader *r, const Node *node, void *object) {
    Task *task = object;
    Node controls = node_member(node, "controls"), item = {.parent = &controls};
    for (int c = 0; c < task->control_count && node_next(&item); c++) {
        card_name_check(r, &item, task->controls[c].name, task);
        check_followed(r, &item, task, c);
    }
    card_visual_check(r, node);
    card_predicate_check(r, node, task);
    card_wrongs_check(r, node, task);
    read_witness(r, node, task);
}

// A value beyond the control cannot be set, and one between its steps is moved: ", 13.5 moved to a step of the control".
static const char *check_settable(Proof *proof, int c, double set) {
    const Control *control = &proof->task->controls[c];
    ExprScope scope = {.cache = &proof->cache};
    double value = set, slack = 1e-9 * fmax(fabs(control->least), fabs(control->most));
    (void)task_value(&control->witness, &proof->form, &scope, &value, NULL);
    if (value < control->least - slack || value > control->most + slack) {
        proof_error(proof, arena_format(&proof->arena, "witness/%s", control->name),
                    "the witness is %.10g, the control allows %.10g to %.10g", value,
                    control->least, control->most);
    }
    if (fabs(value - set) <= slack) return "";
    return arena_format(&proof->arena, ", %.10g moved to a step of the control", value);
}

static void check_witness(Proof *proof) {
    const Task *task = proof->task;
    const char *moved = "";
    double values[CARD_CONTROL_MAX], holds;
    ExprVariable set[CARD_CONTROL_MAX];
    Err err = {0};
    if (!parameter_witness(task, &proof->form, values, &err)) {
        proof_error(proof, "witness", "has no value: %s", err.text);
        return;
    }
    for (int c = 0; c < task->control_count; c++) {
        set[c] = (ExprVariable){task->controls[c].name, values[c]};
        const char *more = check_settable(proof, c, values[c]);
        if (*more) moved = more;
    }
    if (proof->bad) return;
    ExprScope scope = {set, task->control_count, &proof->cache};
    bool ok = task_value(&task->check, &proof->form, &scope, &holds, &err);
    if (ok && holds != 0) return;
    char words[ANSWER_MAX + 1];
    parameter_answer(task, values, words);
    proof_error(proof, "witness", "%s does not do%s: %s", words, moved,
                ok ? proof_explain(proof, &task->check, set, task->control_count) : err.text);
}

// A figure that opens with a right setting asks for nothing.
static void check_opening(Proof *proof) {
    const Task *task = proof->task;
    double values[CARD_CONTROL_MAX], holds;
    ExprVariable set[CARD_CONTROL_MAX];
    if (!proof->how.control_start || !*task->visual.view) return;
    Visual shown = task_visual(&proof->arena, &task->visual, &proof->form);
    for (int c = 0; c < task->control_count; c++) {
        values[c] = proof->how.control_start(&shown, &task->controls[c]);
        set[c] = (ExprVariable){task->controls[c].name, values[c]};
    }
    ExprScope scope = {set, task->control_count, &proof->cache};
    if (!task_value(&task->check, &proof->form, &scope, &holds, NULL) || holds == 0) return;
    char words[ANSWER_MAX + 1];
    parameter_answer(task, values, words);
    proof_warn(
        proof, "visual",
        arena_format(&proof->arena, "the figure opens with %s, which is right already", words));
}

static bool find_setting(Proof *proof, bool wanted) {
    double values[CARD_CONTROL_MAX], before = proof->cache.work;
    return parameter_find(proof->task, &proof->form, wanted, &proof->cache, values) ||
           proof_gave_up(proof, before);
}

static void check_settings(Proof *proof) {
    const Task *task = proof->task;
    double settings = parameter_settings(task);
    bool few = settings <= PARAMETER_SEARCH;
    if (proof_is_spent(proof)) return;
    if (task->controls[0].witness.expr) {
        check_witness(proof);
    } else if (!find_setting(proof, true)) {
        proof_error(proof, "check", "\"%s\": no setting was found for which it holds, of %.0f; %s",
                    proof_text(proof, &task->check), settings,
                    few ? "a \"witness\" may help"
                        : "with so many the card has to give a \"witness\"");
        return;
    }
    if (few && !proof->bad && !proof_is_spent(proof) && !find_setting(proof, false)) {
        proof_error(proof, "check", "\"%s\" holds whatever is set",
                    proof_text(proof, &task->check));
    }
    if (!proof->bad) check_opening(proof);
}

static void prove(Proof *proof) {
    check_settings(proof);
    proof_diagnoses(proof);
}

// Value `n` of `count` on the control's own scale.
static double control_at(const Control *control, int n, int count) {
    double share = count > 1 ? (double)n / (count - 1) : 0;
    double value = control->log ? control->least * pow(control->most / control->least, share)
                                : control->least + share * (control->most - control->least);
    return control_snap(control, value);
}

static int control_count(const Task *task, const Control *control) {
    double steps = floor((control->most - control->least) / control->step + 1e-9) + 1;
    double most = floor(pow(DIAGNOSIS_ANSWERS, 1.0 / task->control_count) + 1e-9);
    return (int)fmax(1, parameter_settings(task) <= DIAGNOSIS_ANSWERS ? steps : fmin(steps, most));
}

static int walk(Walk *w) {
    const Task *task = w->task;
    int count[CARD_CONTROL_MAX], all = 1;
    for (int c = 0; c < CARD_CONTROL_MAX; c++) {
        count[c] = c < task->control_count ? control_count(task, &task->controls[c]) : 1;
        all *= count[c];
    }
    double own[CARD_CONTROL_MAX], values[CARD_CONTROL_MAX] = {0};
    bool witness = parameter_witness(task, w->form, own, NULL);
    for (int n = witness ? -1 : 0; n < all; n++) {
        for (int c = 0, rest = n; c < task->control_count; c++) {
            const Control *control = &task->controls[c];
            values[c] = n < 0 ? own[c] : control_at(control, rest % count[c], count[c]);
            w->said[c].value = values[c];
            rest /= count[c];
        }
        int refuted = walk_try(w, walk_holds(w));
        if (refuted < 0) continue;
        parameter_answer(task, values, w->answer);
        return refuted;
    }
    return -1;
}

const CardTaskType card_type_parameter = {
    .shape = TYPE_SHAPE("a parameter", FIELDS, .finish = finish), .prove = prove, .walk = walk};
