// Requests about stretched, partial and fading rotary schemes: what is refused, and cases worked by hand.
#include "support/requests.h"

#define TWO_LISTS "'long_factor': [1, 2], 'short_factor': [1, 1]"
#define NEAR(key) "}, 'tol': {'" key "': {'f64': [0, 1e-14]}"

static const RequestRow REFUSED[] = {
    {"rope_ntk", "'dim': 2, 'alpha': 2", "/params/dim: found 2, expected 3 or more"},
    {"rope_ntk", "'dim': 2, 'scale': 2, 'variant': 'by_parts'", "/params/dim: found 2, expected 3"},
    {"rope_ntk", "'dim': 8", "/params/alpha: found nothing"},
    {"rope_ntk", "'dim': 8, 'alpha': 0.5", "/params/alpha: found 0.5"},
    {"rope_ntk", "'dim': 8, 'scale': 2, 'variant': 'by_parts', 'beta_0': 0.5", "/params/beta_0"},
    {"rope_ntk", "'dim': 8, 'scale': 2, 'variant': 'by_parts', 'gamma_1': 20", "gamma_1 = 20"},
    {"rope_dynamic_ntk", "'dim': 2, 'factor': 2, 'max_position_embeddings': 9, 'seq_lens': [10]",
     "/params/dim: found 2, expected 3 or more"},
    {"rope_dynamic_ntk", "'dim': 4, 'factor': 2, 'max_position_embeddings': 9, 'seq_lens': [0]",
     "/params/seq_lens/0: found 0"},
    {"rope_dynamic_ntk", "'dim': 4, 'factor': 2", "/params/max_position_embeddings: found nothing"},
    {"rope_linear", "'dim': 8, 'factor': 0.5", "/params/factor: found 0.5"},
    {"rope_linear", "'dim': 8, 'factor': 1e300", "/params/factor: found 1e+300"},
    {"rope_linear", "'dim': 8", "/params/factor: found nothing"},
    {"rope_linear", "'factor': 2", "/params/dim: found nothing"},
    {"rope_linear", "'dim': 7, 'factor': 2", "/params/dim: found 7, expected even numbers"},
    {"rope_linear", "'dim': 4, 'factor': 2, 'layout': 'half'", "/params/layout: found the text"},
    {"rope_partial", "'head_dim': 10, 'partial_rotary_factor': 0.5",
     "/params/partial_rotary_factor: found 0.5, which turns 5 of 10 features, "
     "expected even numbers in the half_split layout"},
    {"rope_partial", "'head_dim': 10, 'partial_rotary_factor': 0.1", "expected 2 or more"},
    {"rope_partial", "'head_dim': 10, 'rotary_dim': 5", "/params/rotary_dim: found 5"},
    {"rope_partial", "'head_dim': 10, 'rotary_dim': 12", "/params/rotary_dim: found 12"},
    {"rope_partial", "'head_dim': 10, 'partial_rotary_factor': 0.4, 'rotary_dim': 6",
     "/params/rotary_dim: found 6, expected 4"},
    {"rope_partial", "'head_dim': 10", "/params/partial_rotary_factor: found nothing"},
    {"rope_longrope", "'dim': 6, 'max_position_embeddings': 64, 'factor': 2, " TWO_LISTS,
     "/params/long_factor: found an array of (2), expected an array of (3)"},
    {"rope_longrope",
     "'dim': 4, 'max_position_embeddings': 64, 'factor': 2, 'long_factor': [1, 2], "
     "'short_factor': [1]",
     "/params/short_factor: found an array of (1), expected an array of (2)"},
    {"rope_longrope", "'dim': 4, 'max_position_embeddings': 64, 'factor': 2, 'long_factor': [1, 0]",
     "/params/long_factor/1: found 0"},
    {"rope_longrope", "'dim': 4, 'max_position_embeddings': 64, 'factor': 2",
     "/params/long_factor: found nothing"},
    {"rope_longrope", "'dim': 4, 'max_position_embeddings': 64, " TWO_LISTS,
     "/params/factor: found nothing"},
    {"rope_longrope",
     "'dim': 4, 'max_position_embeddings': 64, 'original_max_position_embeddings': 1, " TWO_LISTS,
     "/params/original_max_position_embeddings: found 1"},
    {"rope_yarn", "'dim': 8, 'base': 1, 'factor': 2, 'original_max_position_embeddings': 64",
     "/params/base: found 1"},
    {"rope_yarn", "'dim': 8, 'base': 0.5, 'factor': 2, 'original_max_position_embeddings': 64",
     "/params/base: found 0.5"},
    {"rope_yarn", "'dim': 8, 'factor': 2", "/params/max_position_embeddings: found nothing"},
    {"rope_yarn", "'dim': 8, 'original_max_position_embeddings': 64", "/params/factor: found"},
    {"rope_yarn",
     "'dim': 8, 'factor': 2, 'original_max_position_embeddings': 64, 'attention_factor': 0",
     "/params/attention_factor: found 0"},
    {"rope_yarn",
     "'dim': 8, 'factor': 2, 'original_max_position_embeddings': 64, 'beta_fast': 1, 'beta_slow': "
     "2",
     "/params/beta_fast: found 1, expected beta_slow = 2 or more"},
    {"rope_llama3",
     "'dim': 8, 'factor': 2, 'original_max_position_embeddings': 64, 'low_freq_factor': 5",
     "/params/high_freq_factor: found 4, expected low_freq_factor = 5 or more"},
    {"rope_p", "'head_dim': 8, 'p': 1.5", "/params/p: found 1.5"},
    {"rope_p", "'head_dim': 7, 'p': 0.5", "/params/head_dim: found 7"},
    {"xpos", "'dim': 4, 'centering': 'left'", "/params/centering: found \"left\""},
    {"xpos", "'dim': 4, 'q': {'shape': [1, 2], 'data': [1, 2]}", "expected vectors of 4"},
    {"xpos",
     "'dim': 2, 'scale_base': 1, 'positions': [9000], 'q': {'shape': [1, 2], 'data': [1, 1]}, 'k': "
     "{'shape': [1, 2], 'data': [1, 1]}",
     "/params/scale_base: gives numbers that a double cannot hold in k_out"},
    {"xpos", "'dim': 4, 'scale_base': 0", "/params/scale_base: found 0"},
};

static const RequestRow WORKED[] = {
    {"rope_linear", "'dim': 2, 'factor': 2, 'positions': [0, 0]",
     "'inv_freq': {'shape': [1], 'data': [0.5]}, 'attention_factor': 1, "
     "'cos': {'shape': [2, 1], 'data': [1, 1]}, 'sin': {'shape': [2, 1], 'data': [0, 0]}"},
    {"rope_ntk", "'dim': 4, 'alpha': 4",
     "'base_effective': 160000, 'inv_freq': {'shape': [2], 'data': [1, 0.0025]}" NEAR("inv_freq")},
    // The ramps run from index 1 to 2 and from 0 to 2: pair 1 lies half way between 1/400 (NTK) and 1/100.
    {"rope_ntk", "'dim': 4, 'scale': 4, 'variant': 'by_parts'",
     "'inv_freq': {'shape': [2], 'data': [1, 0.00625]}" NEAR("inv_freq")},
    // 2·32/16 − 1 = 3 times the window: the base becomes 10,000·3².
    {"rope_dynamic_ntk",
     "'dim': 4, 'factor': 2, 'max_position_embeddings': 16, 'seq_lens': [16, 32]",
     "'base_effective': {'shape': [2], 'data': [10000, 90000]}"},
    {"rope_dynamic_ntk",
     "'dim': 4, 'factor': 2, 'max_position_embeddings': 16, 'positions': [31, 3]",
     "'base_effective': 90000"},
    {"rope_dynamic_ntk", "'dim': 4, 'factor': 2, 'max_position_embeddings': 16",
     "'base_effective': 10000"},
    // 20 tokens are 1.5 times the window, but not while the object remembers 32.
    {"rope_dynamic_ntk",
     "'dim': 4, 'factor': 2, 'max_position_embeddings': 16, 'call_lengths': [32, 20, 16, 15, 20]",
     "'base_effective': {'shape': [5], 'data': [90000, 90000, 90000, 10000, 22500]}"},
    // Even the slowest pair turns less than once in 3 tokens: indices 0 to 0, so that pair 1 is interpolated.
    {"rope_yarn", "'dim': 4, 'factor': 4, 'original_max_position_embeddings': 3, 'truncate': null",
     "'correction_range': {'shape': [2], 'data': [0, 0]}, "
     "'inv_freq': {'shape': [2], 'data': [1, 0.0025]}" NEAR("inv_freq")},
    // A ramp of no width at index 0.35: pair 0 is kept, pair 1 is interpolated.
    {"rope_yarn",
     "'dim': 4, 'factor': 4, 'original_max_position_embeddings': 64, 'truncate': false, "
     "'beta_fast': 2, 'beta_slow': 2",
     "'inv_freq': {'shape': [2], 'data': [1, 0.0025]}" NEAR("inv_freq")},
    // Both weights are equal, then one is missing; and a factor that is given stays.
    {"rope_yarn",
     "'dim': 4, 'factor': 4, 'original_max_position_embeddings': 9, 'mscale': 2, 'mscale_all_dim': "
     "2",
     "'attention_factor': 1"},
    {"rope_yarn",
     "'dim': 4, 'factor': 1, 'original_max_position_embeddings': 9, 'mscale_all_dim': 2",
     "'attention_factor': 1"},
    {"rope_yarn",
     "'dim': 4, 'factor': 4, 'original_max_position_embeddings': 9, 'mscale': 1, 'mscale_all_dim': "
     "2, 'attention_factor': 1.25",
     "'attention_factor': 1.25"},
    {"rope_yarn", "'dim': 4, 'max_position_embeddings': 16, 'original_max_position_embeddings': 16",
     "'inv_freq': {'shape': [2], 'data': [1, 0.01]}, 'attention_factor': 1"},
    {"rope_yarn",
     "'dim': 4, 'dynamic': true, 'original_max_position_embeddings': 3, 'seq_lens': [2, 12]",
     "'inv_freq': {'shape': [2, 2], 'data': [1, 0.01, 1, 0.0025]}" NEAR("inv_freq")},
    {"rope_yarn", "'qk_head_dim': 4, 'factor': 1, 'mscale_all_dim': 1",
     "'mscale': 1, 'softmax_scale': 0.5"},
    {"rope_yarn", "'qk_head_dim': 4, 'factor': 40", "'mscale': 1, 'softmax_scale': 0.5"},
    // ln 4 / ln 64 = 1/3 without a window of its own; the positions say how long the text is.
    {"rope_longrope",
     "'dim': 4, 'max_position_embeddings': 64, 'factor': 4, 'positions': [64], " TWO_LISTS,
     "'uses_long': 1, 'inv_freq': {'shape': [2], 'data': [1, 0.005]}, "
     "'attention_factor': 1.1547005383792515" NEAR("attention_factor")},
    {"rope_longrope",
     "'dim': 4, 'max_position_embeddings': 64, 'original_max_position_embeddings': 32, 'seq_lens': "
     "[33, 32], 'attention_factor': 2, " TWO_LISTS,
     "'uses_long': {'shape': [2], 'data': [1, 0]}, 'attention_factor': 2, "
     "'inv_freq': {'shape': [2, 2], 'data': [1, 0.005, 1, 0.01]}"},
    // One list serves texts of any length.
    {"rope_longrope",
     "'dim': 4, 'max_position_embeddings': 64, 'original_max_position_embeddings': 64, "
     "'long_factor': [1, 2], 'seq_len': 8",
     "'inv_freq': {'shape': [2], 'data': [1, 0.005]}, 'attention_factor': 1"},
    // It turns 1304 times in 8192 tokens.
    {"rope_llama3", "'dim': 2, 'factor': 8, 'original_max_position_embeddings': 8192",
     "'inv_freq': {'shape': [1], 'data': [1]}"},
    {"rope_llama3",
     "'dim': 2, 'factor': 8, 'original_max_position_embeddings': 8192, 'low_freq_factor': 2000, "
     "'high_freq_factor': 3000",
     "'inv_freq': {'shape': [1], 'data': [0.125]}"},
    // A step where both edges are one: 64 tokens are 10.2 turns of pair 0 and 0.1 turns of pair 1.
    {"rope_llama3",
     "'dim': 4, 'factor': 8, 'original_max_position_embeddings': 64, 'low_freq_factor': 1, "
     "'high_freq_factor': 1",
     "'inv_freq': {'shape': [2], 'data': [1, 0.00125]}"},
    // The width is that of the vectors if nothing says it.
    {"rope_linear",
     "'factor': 2, 'scale': 1, 'positions': [0], 'q': {'shape': [1, 4], 'data': [1, 2, 3, 4]}, "
     "'k': {'shape': [1, 4], 'data': [1, 0, 1, 0]}",
     "'inv_freq': {'shape': [2], 'data': [0.5, 0.005]}, 'logits': {'shape': [1, 1], 'data': [4]}"},
    {"rope_p", "'p': 0.5, 'positions': [0], 'x': {'shape': [1, 4], 'data': [1, 2, 3, 4]}",
     "'rope_angles': 1, 'inv_freq': {'shape': [2], 'data': [1, 0]}"},
    {"rope_partial",
     "'head_dim': 7, 'rotary_dim': 4, 'positions': [0], 'x': {'shape': [1, 7], 'data': [1, 2, 3, "
     "4, "
     "5, 6, 7]}",
     "'inv_freq': {'shape': [2], 'data': [1, 0.01]}, "
     "'out': {'shape': [1, 7], 'data': [1, 2, 3, 4, 5, 6, 7]}"},
    {"rope_p", "'head_dim': 4, 'p': 0.9",
     "'rope_angles': 1, 'inv_freq': {'shape': [2], 'data': [1, 0]}"},
    // ζ = 2/7 to the power of −1, 0 and 1: one row is centred at −1 by one program and at 0 by the other.
    {"xpos",
     "'dim': 2, 'scale_base': 1, 'q': {'shape': [1, 2], 'data': [1, 0]}, 'k': {'shape': [1, 2], "
     "'data': [7, 0]}",
     "'q_out': {'shape': [1, 2], 'data': [3.5, 0]}, 'k_out': {'shape': [1, 2], 'data': [2, 0]}}, "
     "'tol': {'q_out': {'f64': [0, 1e-14]}, 'k_out': {'f64': [0, 1e-14]}"},
    {"xpos",
     "'dim': 2, 'scale_base': 1, 'centering': 'pos - n//2', 'q': {'shape': [1, 2], 'data': [1, 0]}",
     "'q_out': {'shape': [1, 2], 'data': [1, 0]}"},
};

int main(void) {
    for (size_t r = 0; r < sizeof REFUSED / sizeof *REFUSED; r++)
        requests_check_refused(&REFUSED[r]);
    for (size_t r = 0; r < sizeof WORKED / sizeof *WORKED; r++) requests_check_answered(&WORKED[r]);
    return test_end();
}
