// One request out of a text, answered: what compute and verify have in common.
#ifndef COMPUTE_ANSWER_H
#define COMPUTE_ANSWER_H

#include "compute/compute.h"
#include "compute/request.h"
#include "compute/result.h"

// What became of one request. `root` is its JSON (a cJSON), NULL never.
typedef struct Answer {
    Request request;
    Result result;
    const void *root;
    ComputeSink sink;
} Answer;

// Called after each request that was answered: true if it passes.
typedef bool (*AnswerUse)(Answer *answer);

// Answers every request of a text, complains about each that is refused, and gives the others to `use`.
ComputeTally answer_all(const char *file, Bytes json, ComputeSink sink, AnswerUse use);

#endif
