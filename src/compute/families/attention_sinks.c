// Requests about caches with attention sinks: which tokens each query sees, and the logits of the last one.
#include "engine/schemes/attention_sinks.h"

#include "compute/family.h"
#include "engine/attend.h"

#include <math.h>
#include <stddef.h>

enum { TOTAL_MOST = 1 << 20 };

typedef struct Job {
    SinkCache cache;
    int total;
} Job;

// "evict_for_space" makes room before a token comes, so that its own key is among the recent ones; "call" cuts
// afterwards, so that a query sees one key more. The query's own key is always there.
static bool read_job(Request *request, Job *job) {
    static const char *const APIS[] = {"evict_for_space", "call", NULL};
    int start = request_count(request, "start_size", 0, TOTAL_MOST),
        recent = request_count(request, "recent_size", 0, TOTAL_MOST),
        api = request_word(request, "api", APIS, 0);
    if (api == 1) recent++;
    *job = (Job){{start, recent > 0 ? recent : 1}, request_count(request, "total", 1, TOTAL_MOST)};
    return request_ok(request);
}

// The tokens that query i sees, in order; the rest of the row stays as it is.
static void list_seen(const Job *job, int i, double *row) {
    int64_t count = sinks_count(job->cache, i), dropped = i + 1 - count;
    for (int64_t place = 0; place < count; place++) {
        row[place] = (double)(place < job->cache.start ? place : place + dropped);
    }
}

static void add_attended(Request *request, const Job *job, Result *result) {
    int width = (int)sinks_count(job->cache, job->total - 1);
    double *ids = request_space(request, (int64_t)job->total * width),
           *count = request_space(request, job->total);
    if (!request_ok(request)) return;
    for (int i = 0; i < job->total; i++) {
        double *row = ids + (int64_t)i * width;
        for (int c = 0; c < width; c++) row[c] = -1;
        list_seen(job, i, row);
        count[i] = (double)sinks_count(job->cache, i);
    }
    result_add_whole(result, "attended_token_ids", (ResultShape){2, {job->total, width}}, ids);
    result_add_whole(result, "attended_count", (ResultShape){1, {job->total}}, count);
}

// What the last token sees, and where it stands in the cache.
static void add_kept(Request *request, const Job *job, Result *result) {
    int last = job->total - 1, count = (int)sinks_count(job->cache, last);
    double *ids = request_space(request, count), *at = request_space(request, count),
           *query = request_space(request, 1);
    if (!request_ok(request)) return;
    list_seen(job, last, ids);
    for (int c = 0; c < count; c++) at[c] = (double)sinks_place(job->cache, last, (int64_t)ids[c]);
    *query = (double)sinks_place(job->cache, last, last);
    result_add_whole(result, "kept_token_ids", (ResultShape){1, {count}}, ids);
    result_add_whole(result, "key_positions", (ResultShape){1, {count}}, at);
    result_add_whole(result, "query_position", (ResultShape){0}, query);
}

static bool prepare(Request *request, const Job *job, Pe *pe) {
    const FamilyName names[] = {{"recent_size", ""}, {"start_size", ""}, {NULL, NULL}};
    Err err = {0};
    if (!family_prepare_as(request, "attention_sinks", names, pe)) return false;
    bool ok = pe_set(pe, "start_size", (double)job->cache.start, &err) &&
              pe_set(pe, "recent_size", (double)job->cache.recent, &err) &&
              pe_prepare(pe, request->arena, &err);
    return ok || request_fail(request, NULL, "%s", err.text);
}

// Of the last token, for the keys that it sees.
static void add_logits(Request *request, const Job *job, const Pe *pe, Result *result) {
    int last = job->total - 1, count = (int)sinks_count(job->cache, last);
    Numbers q = request_shaped(request, "q_last", 2, (const int[]){1, pe->D}),
            k = request_shaped(request, "k_all", 2, (const int[]){job->total, pe->D});
    if (!request_afford(request, 100.0 * pe->D * job->total)) return;
    double *out = request_space(request, count), *all = request_space(request, job->total);
    if (!request_ok(request)) return;
    int64_t *at = arena_array(request->arena, (size_t)job->total, sizeof *at), query = last;
    for (int t = 0; t < job->total; t++) at[t] = t;
    AttendInput in = {.q = q.at,
                      .k = k.at,
                      .q_at = &query,
                      .k_at = at,
                      .queries = 1,
                      .keys = job->total,
                      .D = pe->D,
                      .scale = request_number_or(request, "scale", -1e6, 1e6, 1 / sqrt(pe->D))};
    Err err = {0};
    if (!attend_logits(pe, 0, in, request->arena, all, &err)) {
        request_fail(request, NULL, "%s", err.text);
        return;
    }
    list_seen(job, last, out);
    for (int c = 0; c < count; c++) out[c] = all[(int)out[c]];
    result_add(result, "logits", (ResultShape){1, {count}}, out);
}

bool family_attention_sinks(Request *request, Result *result) {
    Job job;
    Pe pe;
    if (!read_job(request, &job)) return false;
    add_attended(request, &job, result);
    add_kept(request, &job, result);
    if (!request_has(request, "q_last")) return request_ok(request);
    if (prepare(request, &job, &pe)) add_logits(request, &job, &pe, result);
    return request_ok(request);
}
