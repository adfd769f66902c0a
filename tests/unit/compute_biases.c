// Requests about relative vectors, kernels, windows, sinks and remapped positions: what is refused, and cases worked by hand.
#include "compute/compute.h"
#include "support/test.h"

typedef struct Heard {
    char line[800];
    int answers, complaints;
} Heard;

static void hear_answer(void *user, const char *line) {
    Heard *heard = user;
    heard->answers++;
    snprintf(heard->line, sizeof heard->line, "%s", line);
}

static void hear_complaint(void *user, const char *line) {
    Heard *heard = user;
    heard->complaints++;
    snprintf(heard->line, sizeof heard->line, "%s", line);
}

// With ' for ", so that requests can be read here.
static Bytes request_of(const char *scheme, const char *params, const char *expect, char *json,
                        size_t size) {
    int n = snprintf(json, size, "{'scheme': '%s', 'case': 'x', 'params': {%s}, 'expect': {%s}}",
                     scheme, params, expect);
    for (char *at = strchr(json, '\''); at; at = strchr(at, '\'')) *at = '"';
    CHECK(n > 0 && (size_t)n < size);
    return (Bytes){json, (size_t)n};
}

#define Q1 "'q': {'shape': [1, 2], 'data': [1, 2]}"
#define K3 "'k': {'shape': [3, 2], 'data': [1, 0, 0, 1, 1, 1]}"

typedef struct Row {
    const char *scheme, *params, *says; // a part of the complaint, or the members of "expect"
} Row;

static const Row REFUSED[] = {
    {"shaw", "'max_position': 4, 'n': 5", "max_position: found 4, expected more than 4"},
    {"shaw", "'max_position': 0, 'n': 1", "max_position: found 0"},
    {"shaw", "'clip_left': -1, 'clip_right': 2, 'n': 3", "clip_left: found -1"},
    {"shaw", "'clip_left': 2, 'n': 3", "clip_right: found nothing"},
    {"shaw", "'clip_left': 1, 'clip_right': 1", "expected positions, vectors or"},
    {"shaw", "'clip_left': 1, 'clip_right': 1, 'sign': 'j+i', 'n': 3", "sign: found"},
    {"shaw",
     "'clip_left': 1, 'clip_right': 1, " Q1 ", " K3
     ", 'rel_table': {'shape': [2, 2], 'data': [1, 2, 3, 4]}",
     "rel_table: found an array of (2, 2), expected an array of (3, n)"},
    {"shaw",
     "'clip_left': 0, 'clip_right': 0, " Q1 ", " K3
     ", 'rel_table': {'shape': [1, 3], 'data': [1, 2, 3]}",
     "q: found vectors of 2, expected 3"},
    {"kerple", "'n': 2, 'heads': 1, 'kind': 'linear'", "kind: found the text"},
    {"kerple", "'n': 2, 'heads': 1, 'kind': 'log', 'bias_p': [1]", "bias_a: found nothing"},
    {"kerple", "'n': 2, 'heads': 2, 'kind': 'power', 'bias_p': [1]", "bias_p: found"},
    {"kerple", "'kind': 'power', 'heads': 1, 'bias_p': [1]", "n: found nothing"},
    {"kerple", "'kind': 'power', 'heads': 1, 'scores': {'shape': [1, 2, 1], 'data': [1, 2]}",
     "scores: found 2 queries and 1 keys"},
    {"fire",
     "'n': 2, 'heads': 1, 'c': 1, 'init_L': 4, 'w1': {'shape': [2, 1], 'data': [1, 2]}, 'b1': [1], "
     "'w2': {'shape': [1, 2], 'data': [1, 2]}, 'b2': [0]",
     "b1: found an array of (1), expected an array of (2)"},
    {"fire",
     "'n': 2, 'heads': 1, 'c': 0, 'eps': 0, 'init_L': 4, 'w1': {'shape': [1, 1], 'data': [1]}, "
     "'b1': [1], 'w2': {'shape': [1, 1], 'data': [1]}, 'b2': [0]",
     "eps: found 0"},
    {"sandwich", "'n': 3, 'heads': 2, 'hidden_size': 7", "hidden_size"},
    {"sandwich", "'n': 0, 'heads': 2, 'hidden_size': 8", "n: found 0"},
    {"sliding_window", "'window': 0, 'n': 3", "window: found 0"},
    {"sliding_window", "'n': 3", "window: found nothing"},
    {"sliding_window", "'kind': 'chunked', 'chunk_size': 0, 'n': 3", "chunk_size: found 0"},
    {"sliding_window", "'window': 3, 'positions': [0, -1]", "positions/1: found -1"},
    {"attention_sinks", "'start_size': -1, 'recent_size': 3, 'total': 4", "start_size: found"},
    {"attention_sinks", "'start_size': 1, 'recent_size': 3, 'total': 0", "total: found 0"},
    {"attention_sinks", "'start_size': 1, 'recent_size': 3, 'total': 4, 'api': 'x'", "api: found"},
    {"remap", "'kind': 'clamp', 'max_positions': 0, 'n': 3", "max_positions: found 0"},
    {"remap", "'kind': 'fold', 'max_positions': 3, 'n': 3", "kind: found the text"},
    {"remap", "'kind': 'rerope', 'window': 0, 'n': 3", "window: found 0"},
    {"remap", "'kind': 'rerope', 'window': 2, 'training_length': 1, 'n': 3",
     "training_length: found 1"},
    {"remap", "'kind': 'leaky_rerope', 'window': 2, 'factor': 0, 'n': 3", "factor: found 0"},
    {"remap", "'kind': 'self_extend', 'group_size': 0, 'neighbor_window': 2, 'n': 3",
     "group_size: found 0"},
    {"remap", "'kind': 'self_extend', 'group_size': 2, 'neighbor_window': 0, 'n': 3",
     "neighbor_window: found 0"},
};

static void impossible_requests_are_refused_with_a_sentence(void) {
    for (size_t r = 0; r < sizeof REFUSED / sizeof *REFUSED; r++) {
        const Row *row = &REFUSED[r];
        char json[2000];
        Heard heard = {{0}, 0, 0};
        Bytes bytes = request_of(row->scheme, row->params, "", json, sizeof json);
        ComputeTally tally =
            compute_text("x.json", bytes, (ComputeSink){hear_answer, hear_complaint, &heard});
        bool refused = tally.failed == 1 && heard.complaints == 1 && heard.answers == 0;
        bool said = strstr(heard.line, row->says) != NULL;
        test_note(refused && said, row->scheme, 0, row->params);
        if (!refused || !said) {
            fprintf(stderr, "    said: %s\n    want: %s\n", heard.line, row->says);
        }
    }
}

static const Row WORKED[] = {
    // One query at 2: distances 2, 1, 0 from three keys, clipped to −2 … 1, counted from −2.
    {"shaw",
     "'variant': 'index_only', 'sign': 'i-j', 'max_length': 2, 'query_start': 2, "
     "'query_positions': [2], 'key_positions': [0, 1, 2]",
     "'index': {'shape': [1, 3], 'data': [3, 3, 2]}"},
    // ⟨q, k⟩ is 1, 2, 3; ⟨q, a⟩ of rows 1, 2, 2 is 4, 6, 6.
    {"shaw",
     "'clip_left': 1, 'clip_right': 1, 'scale': 0.5, " Q1 ", " K3
     ", 'rel_table': {'shape': [3, 2], 'data': [0, 0, 0, 2, 2, 2]}",
     "'index': {'shape': [1, 3], 'data': [1, 2, 2]}, 'logits': {'shape': [1, 3], 'data': [2.5, 4, "
     "4.5]}"},
    // The last query of four, slopes alone: −0.5·distance.
    {"kerple",
     "'kind': 'power', 'heads': 1, 'bias_a': [0.5], 'scores': {'shape': [1, 1, 4], 'data': [1, 1, "
     "1, 1]}",
     "'out': {'shape': [1, 1, 4], 'data': [-0.5, 0, 0.5, 1]}"},
    // Weights alone, and none at distance 0: e^(−1·ln 2) is not round, so only the diagonal is looked at.
    {"kerple",
     "'kind': 'power_w', 'heads': 1, 'n': 1, 'wei_a': [1], 'scores': {'shape': [1, 1, 1], 'data': "
     "[3]}",
     "'out': {'shape': [1, 1, 1], 'data': [3]}, 'bias': {'shape': [1, 1, 1], 'data': [0]}"},
    {"sliding_window", "'window': 2, 'query_positions': [5], 'key_positions': [3, 4, 5, 6]",
     "'allowed': {'shape': [1, 4], 'data': [0, 1, 1, 0]}, 'allowed_legacy_hf': {'shape': [1, 4], "
     "'data': [1, 1, 1, 0]}, 'row_count': {'shape': [1], 'data': [2]}"},
    {"sliding_window", "'chunk_size': 2, 'positions': [1, 2, 3]",
     "'allowed': {'shape': [3, 3], 'data': [1, 0, 0, 0, 1, 0, 0, 1, 1]}"},
    // Without room for recent keys a query still has its own.
    {"attention_sinks", "'start_size': 1, 'recent_size': 0, 'total': 3, 'api': 'evict_for_space'",
     "'attended_token_ids': {'shape': [3, 2], 'data': [0, -1, 0, 1, 0, 2]}, 'attended_count': "
     "{'shape': [3], 'data': [1, 2, 2]}, 'kept_token_ids': {'shape': [2], 'data': [0, 2]}, "
     "'key_positions': {'shape': [2], 'data': [0, 1]}, 'query_position': 1"},
    {"attention_sinks", "'start_size': 1, 'recent_size': 1, 'total': 4, 'api': 'call'",
     "'attended_token_ids': {'shape': [4, 3], 'data': [0, -1, -1, 0, 1, -1, 0, 1, 2, 0, 2, 3]}"},
    // The text goes on before the positions given: 515 tokens, of which the last 512 stay.
    {"remap", "'kind': 'truncate_left', 'max_positions': 512, 'positions': [2, 3, 514]",
     "'remapped': {'shape': [3], 'data': [-1, 0, 511]}"},
    {"remap", "'kind': 'truncate_left', 'max_positions': 8, 'n': 3",
     "'remapped': {'shape': [3], 'data': [0, 1, 2]}"},
    {"remap", "'kind': 'modulo', 'max_positions': 1, 'n': 2",
     "'remapped': {'shape': [2], 'data': [0, 0]}"},
    // A group of 2 does not divide a window of 3: shifts by a fraction, as a prompt is read.
    {"remap",
     "'kind': 'self_extend', 'group_size': 2, 'neighbor_window': 3, 'query_positions': [4], "
     "'key_positions': [0, 1, 2, 3, 4, 5]",
     "'effective_distance': {'shape': [1, 6], 'data': [3.5, 3.5, 2, 1, 0, null]}"},
    {"remap", "'kind': 'rerope', 'window': 2, 'n': 4, 'training_length': 2",
     "'effective_distance': {'shape': [4, 4], 'data': [0, -1, 2, 2, 1, 0, -1, 2, 2, 1, 0, -1, 2, "
     "2, 1, 0]}"},
};

static void cases_worked_by_hand_come_out(void) {
    for (size_t r = 0; r < sizeof WORKED / sizeof *WORKED; r++) {
        const Row *row = &WORKED[r];
        char json[2000];
        Heard heard = {{0}, 0, 0};
        Bytes bytes = request_of(row->scheme, row->params, row->says, json, sizeof json);
        ComputeTally tally =
            compute_verify("x.json", bytes, (ComputeSink){hear_answer, hear_complaint, &heard});
        bool passed = tally.failed == 0 && tally.passed > 0;
        test_note(passed, row->scheme, 0, row->params);
        if (!passed) fprintf(stderr, "    said: %s\n", heard.line);
    }
}

int main(void) {
    impossible_requests_are_refused_with_a_sentence();
    cases_worked_by_hand_come_out();
    return test_end();
}
