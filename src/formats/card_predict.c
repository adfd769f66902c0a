// Reads predictions, and calculates what they ask for.
#include "formats/card_predict.h"

#include "base/str.h"
#include "card/predict.h"
#include "formats/card_forms.h"
#include "formats/card_issues.h"
#include "formats/card_sums.h"

#include <cjson/cJSON.h>

#include <math.h>

// About multiply-adds, for all predictions of a card.
static const double WORK = 1e8;

static const char *const SCALES[] = {"linear", "log", NULL};

static void read_move(Reader *r, const Node *node, void *to) {
    Predict *predict = to;
    if (!preset_values(r, node, &predict->move, &predict->move_count)) return;
    Node item = {.parent = node};
    while (node_next(&item)) {
        if (!cJSON_IsArray(item.json)) continue;
        reader_error(r, &item, "found a list, expected a number, text, true or false");
    }
    if (predict->move_count == 0) reader_error(r, node, "expected a setting to move");
}

static const Field PREDICT_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Predict, id), .form = &FORM_SLUG},
    {"prompt", FIELD_DOC, true, TO(Predict, prompt)},
    {"move", FIELD_CUSTOM, true, .read = read_move},
    {"expr", FIELD_CUSTOM, true, TO(Predict, sum), .read = card_sum_read},
    {"unit", FIELD_TEXT, TO(Predict, unit)},
    {"min", FIELD_NUMBER, true, TO(Predict, least), .least = -1e15, .most = 1e15},
    {"max", FIELD_NUMBER, true, TO(Predict, most), .least = -1e15, .most = 1e15},
    {"step", FIELD_NUMBER, true, TO(Predict, step), .most = 1e15},
    {"scale", FIELD_WORD, UNKEPT, .words = SCALES},
    {"explanation", FIELD_DOC, true, TO(Predict, explanation)},
    {0},
};

static void finish_predict(Reader *r, const Node *node, void *object) {
    Predict *predict = object;
    Node scale = node_member(node, "scale"), step = node_member(node, "step"),
         least = node_member(node, "min"), most = node_member(node, "max");
    const char *word = scale.json ? node_text(&scale) : NULL;
    predict->log = word && str_same(word, "log");
    bool ends = cJSON_IsNumber(least.json) && cJSON_IsNumber(most.json);
    if (ends && predict->most <= predict->least) {
        reader_error(r, &most, "found %g, more than %g is allowed", predict->most, predict->least);
    } else if (ends && predict->step > predict->most - predict->least) {
        reader_error(r, &step, "found %g, at most %g is allowed", predict->step,
                     predict->most - predict->least);
    }
    if (cJSON_IsNumber(step.json) && predict->step <= 0) {
        reader_error(r, &step, "found %g, more than 0 is allowed", predict->step);
    }
    if (predict->log && cJSON_IsNumber(least.json) && predict->least <= 0) {
        reader_error(r, &scale, "a scale by the logarithm needs a smallest value over 0");
    }
}

const Shape PREDICT_SHAPE = {
    .name = "a prediction", .fields = PREDICT_FIELDS, .finish = finish_predict};

// The lesson's figure when it has moved: its preset, then what moves.
static Visual moved_visual(const Lesson *lesson, Arena *arena) {
    const Visual *before = &lesson->visual;
    int count = before->preset_count + lesson->predict.move_count;
    Value *all = arena_array(arena, (size_t)count, sizeof *all);
    for (int i = 0; i < count; i++) {
        bool first = i < before->preset_count;
        all[i] = first ? before->preset[i] : lesson->predict.move[i - before->preset_count];
    }
    return (Visual){.view = before->view, .preset = all, .preset_count = count};
}

// What the figure cannot be moved to is a warning, as in a preset.
static void check_move(Reader *r, const Node *move, const Lesson *lesson) {
    Node item = {.parent = move};
    Arena scratch = {0};
    Visual moved = moved_visual(lesson, &scratch);
    while (r->how.move_ok && cJSON_IsObject(move->json) && node_next(&item)) {
        int index = lesson->visual.preset_count + item.index;
        Err err = {0};
        bool ok = (!r->how.preset_ok || r->how.preset_ok(&moved, index, &err)) &&
                  r->how.move_ok(lesson->visual.view, &moved.preset[index], &err);
        if (!ok) reader_warn(r, &item, "%s", err.text);
    }
    arena_free(&scratch);
}

void card_predict_check(Reader *reader, const Node *lesson_node, const Lesson *lesson) {
    Node predict = node_member(lesson_node, "predict");
    if (!cJSON_IsObject(predict.json)) return;
    Node move = node_member(&predict, "move"), expr = node_member(&predict, "expr");
    check_move(reader, &move, lesson);
    ExprVariable variables[EXPR_VARIABLE_MAX];
    const char *names[EXPR_VARIABLE_MAX + 1] = {NULL};
    int count = predict_variables(lesson, variables);
    for (int i = 0; i < count; i++) names[i] = variables[i].name;
    if (expr.json) card_sum_check(reader, &expr, &lesson->predict.sum, &(Task){0}, names);
}

static void complain(CardIssues *issues, int lesson, const char *field, const char *text) {
    const char *pointer = arena_format(&issues->arena, "/lessons/%d/predict/%s", lesson, field);
    issue_add(issues, false, pointer, text);
}

static void check_id(const Card *card, int lesson, CardIssues *issues) {
    const char *id = card->lessons[lesson].predict.id;
    for (int i = 0; i < lesson; i++) {
        if (!str_same(card->lessons[i].predict.id, id)) continue;
        complain(issues, lesson, "id",
                 arena_format(&issues->arena,
                              "\"%s\" is taken already, by the prediction of lesson %d (from 0)",
                              id, i));
        return;
    }
}

// Whether the outcome can be guessed on its scale.
static void check_outcome(const Predict *predict, int lesson, CardIssues *issues) {
    char outcome[STR_NUMBER_SIZE];
    str_put_number(predict->outcome, outcome);
    bool inside = predict->outcome >= predict->least && predict->outcome <= predict->most;
    if (!inside) {
        complain(issues, lesson, "expr",
                 arena_format(&issues->arena, "the outcome, %s, is not on the scale from %g to %g",
                              outcome, predict->least, predict->most));
    } else if (fabs(predict_start(predict) - predict->outcome) < predict->step / 2) {
        complain(issues, lesson, "expr",
                 arena_format(&issues->arena,
                              "the outcome, %s, is where the slider begins, in the middle of the "
                              "scale from %g to %g: other ends would not tell it",
                              outcome, predict->least, predict->most));
    }
}

static void find_outcome(Lesson *lesson, int index, ExprCache *cache, CardIssues *issues) {
    Predict *predict = &lesson->predict;
    ExprVariable variables[EXPR_VARIABLE_MAX];
    ExprScope scope = {variables, predict_variables(lesson, variables), cache};
    Err err = {0};
    if (expr_value(predict->sum.expr, scope, &predict->outcome, &err)) {
        check_outcome(predict, index, issues);
        return;
    }
    const char *text = issue_excerpt(&issues->arena, predict->sum.text);
    complain(issues, index, "expr",
             arena_format(&issues->arena, "\"%s\" has no value: %s", text, err.text));
}

void card_predict_outcomes(Card *card, CardIssues *issues) {
    ExprCache cache = {0};
    for (int i = 0; i < card->lesson_count; i++) {
        if (!*card->lessons[i].predict.id) continue;
        check_id(card, i, issues);
        if (cache.work < WORK) {
            find_outcome(&card->lessons[i], i, &cache, issues);
        } else {
            complain(issues, i, "expr",
                     "the predictions before took all the work that a card is allowed");
        }
    }
    expr_cache_free(&cache);
}
