// A number with its tolerance, and wrong numbers that are foreseen.
#include "base/str.h"
#include "formats/card_sums.h"
#include "formats/card_task_types.h"

#include <math.h>

static const Field WRONG_FIELDS[] = {
    {"expr", FIELD_CUSTOM, TO(Wrong, sum), .read = card_sum_read}, DIAGNOSIS_FIELDS, {0}};
static const Shape WRONG = {.name = "a wrong answer", .fields = WRONG_FIELDS};
static const Field WRONG_ITEM = {.kind = FIELD_OBJECT, .shape = &WRONG};

static const Field FIELDS[] = {
    {"answer", FIELD_CUSTOM, true, TO(Task, answer), .read = card_sum_read},
    {"abs_tol", FIELD_NUMBER, TO(Task, abs_tol)},
    {"rel_tol", FIELD_NUMBER, TO(Task, rel_tol)},
    {"unit", FIELD_TEXT, TO(Task, unit)},
    WRONGS_FIELD(&WRONG_ITEM),
    {0},
};

static void finish(Reader *r, const Node *node, void *object) {
    const char *said[EXPR_VARIABLE_MAX];
    const Task *task = object;
    Node answer = node_member(node, "answer"), vars = node_member(node, "vars");
    if (answer.json) card_sum_check(r, &answer, &task->answer, task, NULL);
    bool checks = false;
    for (int i = 0; i < task->wrong_count; i++) checks = checks || task->wrongs[i].check.expr;
    int names = checks ? diagnosis_names(task, said) : 0;
    for (int i = 0; i < names; i++) card_name_check(r, &vars, said[i], task);
    card_wrongs_check(r, node, task);
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    return task_kind(task->type)->judge(task, form, answer);
}

static void check_wrong(Proof *proof, int k, double right) {
    const Sum *sum = &proof->task->wrongs[k].sum;
    const char *field = arena_format(&proof->arena, "wrong/%d/expr", k);
    char answer[STR_NUMBER_SIZE], key[STR_NUMBER_SIZE];
    double value;
    if (!sum->expr || !proof_value(proof, field, sum, &value)) return;
    str_put_number(value, answer);
    str_put_number(right, key);
    Judgement judgement = judge(proof->task, &proof->form, answer);
    if (judgement.verdict == VERDICT_RIGHT) {
        proof_error(proof, field,
                    "\"%s\" is said to be wrong and is right: it is %s, and the answer is %s",
                    proof_text(proof, sum), answer, key);
    } else if (judgement.index != k) {
        proof->same[k]++;
        proof->as[k] = judgement.index;
    }
}

static void prove(Proof *proof) {
    double right;
    if (!proof_value(proof, "answer", &proof->task->answer, &right)) return;
    for (int k = 0; k < proof->task->wrong_count; k++) check_wrong(proof, k, right);
    proof_diagnoses(proof);
}

// The key and the ends of its tolerance, small whole numbers, numbers near the key and multiples of it.
static double number_at(const Task *task, double key, int n) {
    enum { SMALL = 65, NEAR = 10, TIMES = 48 };

    if (n < 3) return key + (n - 1) * fmax(task->abs_tol, task->rel_tol * fabs(key));
    n -= 3;
    if (n < SMALL) return n;
    n -= SMALL;
    if (n <= 2 * NEAR) return key + n - NEAR;
    n -= 2 * NEAR + 1;
    if (n <= 2 * TIMES) return key * pow(10, (n - TIMES) / 12.0);
    return -key;
}

static int walk(Walk *w) {
    enum { NUMBERS = 187 };

    double key;
    if (!task_value(&w->task->answer, w->form, NULL, &key, NULL)) return -1;
    w->said[1].value = key;
    for (int n = 0; n < NUMBERS; n++) {
        double given = w->said[0].value = number_at(w->task, key, n);
        str_put_number(given, w->answer);
        bool right = judge(w->task, w->form, w->answer).verdict == VERDICT_RIGHT;
        int refuted = walk_try(w, right);
        if (refuted >= 0) return refuted;
    }
    return -1;
}

const CardTaskType card_type_numeric = {
    .shape = TYPE_SHAPE("a numeric", FIELDS, .finish = finish), .prove = prove, .walk = walk};
