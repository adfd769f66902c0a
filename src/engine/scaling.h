// How fast RoPE's pairs turn once a trained window of L tokens is stretched to s·L: the speeds behind each repair, in closed
// form.
#ifndef ENGINE_SCALING_H
#define ENGINE_SCALING_H

#include <stdbool.h>

typedef enum ScalingMethod {
    SCALING_NONE, // θ_r = b^(−2r/d), Su et al. 2021, section 3.2.2
    SCALING_PI,   // position interpolation: θ_r / s, Chen et al. 2023, eq. 4
    SCALING_NTK, // NTK-aware: the base becomes b·s^(d/(d−2)), bloc97 2023; Peng et al. 2023, definition 1
    SCALING_YARN, // kept, blended or interpolated by turns, Peng et al. 2023, definitions 2 and 3
    SCALING_LONGROPE, // θ_r / λ_r with factors found by a search, Ding et al. 2024: no formula
    SCALING_COUNT
} ScalingMethod;

// Which pairs YaRN blends. The paper goes by turns within the trained window, linearly from α to β; the released code by pair
// index, linearly between the indices at which a pair would turn β and α times. SMOOTH is the released code with `truncate` off.
typedef enum ScalingRamp { SCALING_RAMP_PAPER, SCALING_RAMP_CODE, SCALING_RAMP_SMOOTH } ScalingRamp;

typedef struct Scaling {
    int D;              // features that are turned, ≥ 2; pairs r = 0 … ⌊D/2⌋ − 1
    double base;        // b > 1
    double train;       // L in tokens, ≥ 1
    double scale;       // s ≥ 1
    double alpha, beta; // turns within L, 0 < α ≤ β: below α YaRN interpolates, above β it keeps
    ScalingRamp ramp;
} Scaling;

// Radians per token of pair r of D features, b^(−2r/D): Su et al. 2021, RoFormer, section 3.2.2.
double scaling_frequency(double base, int D, int pair);

int scaling_pairs(const Scaling *scaling);

// Radians per token of pair r as trained, and under a method.
double scaling_plain(const Scaling *scaling, int pair);
double scaling_speed(const Scaling *scaling, ScalingMethod method, int pair);
// All of them: out (D/2).
void scaling_speeds(const Scaling *scaling, ScalingMethod method, double *out);

// The raised base of NTK-aware scaling. With D = 2 the only pair ignores the base, which stays as it is.
double scaling_ntk_base(const Scaling *scaling);

// The scale that dynamic NTK hands to NTK for a text of so many tokens: s·n/L − (s − 1) beyond L, else 1 (emozilla 2023, as in
// Hugging Face transformers, _compute_dynamic_ntk_parameters).
double scaling_dynamic(double scale, double length, double train);

// NTK-by-parts before YaRN (jquesnelle/yarn, LlamaPartNTKScaledRotaryEmbedding): first from NTK to interpolation as a pair turns
// beta[0] … beta[1] times within L, then from its own speed to that as it turns gamma[0] … gamma[1] times; the first of each is
// the larger. α, β and the ramp are not used: as released.
typedef struct ScalingParts {
    double beta[2], gamma[2];
} ScalingParts;

double scaling_by_parts(const Scaling *scaling, ScalingParts parts, int pair);

// Llama 3's rule is YaRN's with the paper's ramp between low_freq_factor = α and high_freq_factor = β, and no temperature.

// How often a pair turns within L tokens: L·θ_r / 2π.
double scaling_turns(const Scaling *scaling, int pair);
// YaRN's γ: the share of its own speed that a pair keeps, 1 kept … 0 interpolated.
double scaling_keep(const Scaling *scaling, int pair);
// The pair indices between which the released code blends, with floor and ceiling, or without in the SMOOTH ramp.
void scaling_code_range(const Scaling *scaling, double *low, double *high);
// What YaRN multiplies queries and keys by: 0.1 ln s + 1 (Peng et al. 2023, section 3.4; their 1/√t), 1 for s ≤ 1.
double scaling_temperature(double scale);
// The same with DeepSeek's weight: 0.1·weight·ln s + 1.
double scaling_magnitude(double scale, double weight);

// LongRoPE as released with Phi-3-mini-128k (d = 96, base 10,000, from 4,096 to 131,072 tokens): its published factors, `count`
// of them. Another model's would differ. `longer`: those for texts beyond 4,096 tokens, else those for shorter ones.
const double *scaling_longrope_factors(bool longer, int *count);
// The factor for pair r of D/2: that at the nearest fraction of the way from the first pair to the last. s ≤ 1 takes the short
// ones.
double scaling_longrope_factor(const Scaling *scaling, int pair);

#endif
