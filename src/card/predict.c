// The scale of a prediction and the distance on it.
#include "card/predict.h"

#include "base/str.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

double predict_place(const Predict *predict, double value) {
    double lo = predict->least, hi = predict->most;
    if (predict->log) return log(value / lo) / log(hi / lo);
    return (value - lo) / (hi - lo);
}

double predict_snap(const Predict *predict, double value) {
    double steps = round((value - predict->least) / predict->step);
    return fmin(fmax(predict->least + steps * predict->step, predict->least), predict->most);
}

double predict_start(const Predict *predict) {
    double lo = predict->least, hi = predict->most;
    return predict_snap(predict, predict->log ? sqrt(lo) * sqrt(hi) : lo / 2 + hi / 2);
}

double predict_distance(const Predict *predict, double guess, double outcome) {
    return fabs(predict_place(predict, guess) - predict_place(predict, outcome));
}

static void set_variable(ExprVariable *variables, int *count, const Value *value) {
    if (value->kind != VALUE_NUMBER && value->kind != VALUE_SWITCH) return;
    int at = 0;
    while (at < *count && !str_same(variables[at].name, value->key)) at++;
    if (at == EXPR_VARIABLE_MAX) return;
    variables[at] = (ExprVariable){value->key, value->number};
    if (at == *count) ++*count;
}

int predict_variables(const Lesson *lesson, ExprVariable *out) {
    int count = 0;
    const Predict *predict = &lesson->predict;
    // What is moved comes first, so that no long preset leaves it out.
    for (int i = 0; i < predict->move_count; i++) set_variable(out, &count, &predict->move[i]);
    int moved = count;
    for (int i = 0; i < lesson->visual.preset_count; i++) {
        const Value *value = &lesson->visual.preset[i];
        bool over = false;
        for (int k = 0; k < moved; k++) over |= str_same(out[k].name, value->key);
        if (!over) set_variable(out, &count, value);
    }
    return count;
}

char *prediction_text(Arena *arena, Prediction prediction) {
    char guess[STR_NUMBER_SIZE], outcome[STR_NUMBER_SIZE], distance[STR_NUMBER_SIZE];
    str_put_number(prediction.guess, guess);
    str_put_number(prediction.outcome, outcome);
    str_put_number(prediction.distance, distance);
    return arena_format(arena, "%s,%s,%s", guess, outcome, distance);
}

bool prediction_read(const char *text, Prediction *out) {
    double numbers[3];
    for (int i = 0; i < 3; i++) {
        char word[STR_NUMBER_SIZE];
        size_t n = strcspn(text, ",");
        if (n >= sizeof word) return false;
        memcpy(word, text, n);
        word[n] = '\0';
        text += n;
        if (!str_number(word, &numbers[i]) || *text != (i < 2 ? ',' : '\0')) return false;
        text += i < 2;
    }
    *out = (Prediction){numbers[0], numbers[1], numbers[2]};
    return out->distance >= 0 && out->distance <= 1;
}

static int by_size(const void *a, const void *b) {
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

double predict_median(double *distances, int count) {
    assert(count > 0);
    qsort(distances, (size_t)count, sizeof *distances, by_size);
    return (distances[(count - 1) / 2] + distances[count / 2]) / 2;
}
