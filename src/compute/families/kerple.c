// Requests about KERPLE: scores less a kernel of the distance, by given parameters of every head.
#include "engine/schemes/kerple.h"

#include "compute/family.h"

// One number per head. Without p or a the kernel is taken as that of p = 1, a = 1, as in the released code.
typedef struct Learned {
    const double *p, *a; // NULL if not given
} Learned;

typedef struct Job {
    KerpleKind kind;
    Learned bias, weight;
    int heads, nq, nk;
} Job;

static const double *read_heads(Request *request, const char *key, int heads) {
    if (!request_has(request, key)) return NULL;
    return request_shaped(request, key, 1, &heads).at;
}

static Learned read_learned(Request *request, const char *p, const char *a, int heads) {
    return (Learned){read_heads(request, p, heads), read_heads(request, a, heads)};
}

static double value_of(const double *learned, int head) {
    return learned ? learned[head] : 1;
}

static bool is_given(Learned learned) {
    return learned.p || learned.a;
}

// Queries are the last ones: with as many as keys, query i is at i.
static int64_t find_distance(const Job *job, int i, int j) {
    int distance = job->nk - job->nq + i - j;
    return distance > 0 ? distance : 0;
}

static double find_bias(const Job *job, int h, int64_t distance) {
    if (!is_given(job->bias)) return 0;
    return kerple_bias(job->kind, value_of(job->bias.p, h), value_of(job->bias.a, h), distance);
}

static double find_weight(const Job *job, int h, int64_t distance) {
    if (job->kind != KERPLE_POWER_W || !is_given(job->weight)) return 1;
    return kerple_weight(value_of(job->weight.p, h), value_of(job->weight.a, h), distance);
}

static bool read_job(Request *request, Job *job) {
    static const char *const KINDS[] = {"log", "power", "power_w", NULL};
    bool scores = request_has(request, "scores");
    int n = request_count_or(request, "n", 1, REQUEST_COUNT_MAX, -1);
    job->kind = (KerpleKind)request_word(request, "kind", KINDS, -1);
    job->heads = request_count_or(request, "heads", 1, PE_HEAD_MAX, -1);
    job->nq = job->nk = n;
    if (scores) {
        Numbers numbers = request_shaped(request, "scores", 3, (const int[]){job->heads, -1, n});
        job->heads = numbers.shape[0];
        job->nq = numbers.shape[1];
        job->nk = numbers.shape[2];
    } else if (n < 0) {
        request_count(request, "n", 1, REQUEST_COUNT_MAX);
    }
    if (job->heads < 0) job->heads = request_count(request, "heads", 1, PE_HEAD_MAX);
    if (request_ok(request) && job->nq > job->nk) {
        request_fail(request, "scores",
                     "found %d queries and %d keys, expected as many keys or more", job->nq,
                     job->nk);
    }
    job->bias = read_learned(request, "bias_p", "bias_a", job->heads);
    job->weight = read_learned(request, "wei_p", "wei_a", job->heads);
    bool both = job->bias.p && job->bias.a;
    if (request_ok(request) && job->kind == KERPLE_LOG && !both) {
        request_fail(request, job->bias.p ? "bias_a" : "bias_p",
                     "found nothing, expected %d numbers, one per head", job->heads);
    }
    return request_ok(request);
}

bool family_kerple(Request *request, Result *result) {
    Job job;
    if (!read_job(request, &job)) return false;
    int64_t rows = (int64_t)job.heads * job.nq, cells = rows * job.nk;
    bool scores = request_has(request, "scores");
    if (!request_afford(request, 100.0 * (double)cells)) return false;
    double *bias = request_space(request, cells), *out = request_space(request, cells);
    if (!bias || !out) return false;
    const double *score = scores ? request_numbers(request, "scores").at : NULL;
    for (int64_t cell = 0; cell < cells; cell++) {
        int64_t row = cell / job.nk;
        int h = (int)(row / job.nq);
        int64_t distance = find_distance(&job, (int)(row % job.nq), (int)(cell % job.nk));
        bias[cell] = find_bias(&job, h, distance);
        if (scores) out[cell] = score[cell] * find_weight(&job, h, distance) + bias[cell];
    }
    ResultShape shape = {3, {job.heads, job.nq, job.nk}};
    if (scores) result_add(result, "out", shape, out);
    result_add(result, "bias", shape, bias);
    return true;
}
