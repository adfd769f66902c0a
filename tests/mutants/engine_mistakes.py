"""Mistakes that people make in positional encodings: (what is wrong, file, the text that is right, what stands there instead)."""

SCHEMES = "src/engine/schemes/"
ROTARY = SCHEMES + "rotary.c"
SCALING = "src/engine/scaling.c"
ALIBI = SCHEMES + "alibi.c"
T5 = SCHEMES + "t5.c"
SINUSOIDAL = SCHEMES + "sinusoidal.c"
LONGROPE = SCHEMES + "rope_longrope.c"
SHAW = SCHEMES + "shaw.c"
KERPLE = SCHEMES + "kerple.c"
FIRE = SCHEMES + "fire.c"
SINKS = SCHEMES + "attention_sinks.c"
WINDOW = SCHEMES + "sliding_window.c"
REMAP = SCHEMES + "remap.c"
REROPE = SCHEMES + "rerope.c"
EXTEND = SCHEMES + "self_extend.c"

MISTAKES = [
    # Rotary
    ("the two layouts are swapped", ROTARY, "pe->layout == PE_HALF_SPLIT) return (Pairing)", "pe->layout != PE_HALF_SPLIT) return (Pairing)"),
    ("pairs turn the other way", ROTARY, "*a = x * c - y * s;\n    *b = y * c + x * s;", "*a = x * c + y * s;\n    *b = y * c - x * s;"),
    ("the attention factor is left out of the table", ROTARY, "cosines[(int64_t)t * pe->pairs + m] = pe->factor * cos(angle)", "cosines[(int64_t)t * pe->pairs + m] = cos(angle)"),
    ("the exponent of a frequency lacks its 2", SCALING, "pow(base, -2.0 * pair / D)", "pow(base, -1.0 * pair / D)"),
    ("frequencies start at the second pair", SCALING, "pow(base, -2.0 * pair / D)", "pow(base, -2.0 * (pair + 1) / D)"),
    # Stretched windows
    ("interpolation speeds up", SCALING, "case SCALING_PI: return plain / scaling->scale;", "case SCALING_PI: return plain * scaling->scale;"),
    ("NTK's exponent is d / d", SCALING, "scaling->D / (scaling->D - 2.0)", "scaling->D / (scaling->D - 0.0)"),
    ("dynamic NTK forgets its −1", SCALING, "scale * length / train - (scale - 1)", "scale * length / train"),
    ("dynamic NTK begins one token late", SCALING, "return length > train ? scale * length", "return length > train + 1 ? scale * length"),
    ("YaRN's low end is not rounded down", SCALING, "*low = floor(*low);", "*low = *low + 0;"),
    ("YaRN's high end is rounded down", SCALING, "*high = ceil(*high);", "*high = floor(*high);"),
    ("YaRN's high end stops at d/2 − 1", SCALING, "fmin(*high, scaling->D - 1)", "fmin(*high, scaling->D / 2 - 1)"),
    ("YaRN's range of no width divides by zero", SCALING, "if (low == high) high += 0.001;", "if (low == high) high += 1;"),
    ("YaRN's ramp runs the other way", SCALING, "return 1 - find_share(low, high, pair);", "return find_share(low, high, pair);"),
    ("YaRN takes its turns from the wrong logarithm", SCALING, "/ (2 * log(scaling->base));", "/ (2 * log2(scaling->base));"),
    ("YaRN's temperature takes the wrong logarithm", SCALING, "0.1 * weight * log(scale) + 1", "0.1 * weight * log2(scale) + 1"),
    ("YaRN's vectors do not grow", SCHEMES + "rope_yarn.c", "pe->factor = find_factor(pe, scaling.scale);", "pe->factor = 1;"),
    ("Llama 3's cuts are swapped", SCHEMES + "rope_llama3.c", "scaling.alpha = pe_get(pe, \"low_freq_factor\", 1);", "scaling.alpha = pe_get(pe, \"low_freq_factor\", 1) * 2;"),
    ("Llama 3 blends by pair index", SCHEMES + "rope_llama3.c", "SCALING_RAMP_PAPER", "SCALING_RAMP_SMOOTH"),
    ("LongRoPE goes long one token early", LONGROPE, "pe_get(pe, \"length\", 1) > pe_get", "pe_get(pe, \"length\", 1) >= pe_get"),
    ("LongRoPE multiplies by its factors", LONGROPE, "plain[m] / factors[m]", "plain[m] * factors[m]"),
    ("LongRoPE's size lacks its root", LONGROPE, "sqrt(1 + log(scale) / log(original))", "(1 + log(scale) / log(original))"),
    ("partial rotary spreads its frequencies over the whole head", SCHEMES + "rope_partial.c", "rotary_open(pe, arena, D, turned, err)", "(turned += 0, rotary_open(pe, arena, D, D, err))"),
    ("p-RoPE stops the fast pairs", SCHEMES + "rope_p.c", "for (int m = kept; m < pe->pairs; m++)", "for (int m = 0; m < pe->pairs - kept; m++)"),
    ("p-RoPE rounds its share up", SCHEMES + "rope_p.c", "(int)floor(", "(int)ceil("),
    ("xPos grows queries", SCHEMES + "xpos.c", "pe->growth[m] = log(xpos_zeta(pe, m)) / span", "pe->growth[m] = -log(xpos_zeta(pe, m)) / span"),
    ("xPos's γ is left out of the divisor", SCHEMES + "xpos.c", "((1 + gamma) * pe->D)", "((1 + 0 * gamma) * pe->D)"),
    # Biases
    ("ALiBi rewards distance", ALIBI, "out[t] = -slope *", "out[t] = slope *"),
    ("ALiBi's slopes start at 1", ALIBI, "exp2(-bias_max * (h + 1) / lower)", "exp2(-bias_max * h / lower)"),
    ("ALiBi's further slopes are not interleaved", ALIBI, "(2 * (h - lower) + 1) / (2 * lower)", "(h - lower + 1) / (2 * lower)"),
    ("T5's sides are swapped", T5, "bidirectional && relative > 0 ? per_side : 0", "bidirectional && relative < 0 ? per_side : 0"),
    ("T5 has one exact bucket too many", T5, "int exact = per_side / 2, steps", "int exact = per_side / 2 + 1, steps"),
    ("T5's steps forget the largest distance", T5, "/ log((double)max_distance / exact) * steps;\n}\n\n// Double settles", "/ log((double)max_distance) * steps;\n}\n\n// Double settles"),
    ("T5's logarithm in double stands in for float", T5, "float top = logf((float)distance / (float)exact);", "float top = (float)log((double)distance / exact) * 1.000001f;"),
    ("KERPLE forgets its 1", KERPLE, "log1p(fmax(a, LEAST) * distance)", "log(fmax(a, LEAST) * distance + 1e-9)"),
    ("KERPLE's power has no upper end", KERPLE, "fmin(fmax(p, LEAST), POWER_MOST)", "fmax(p, LEAST)"),
    ("FIRE forgets its threshold", FIRE, "fmax((double)i, scale.threshold)", "fmax((double)i, 0 * scale.threshold)"),
    ("FIRE's distance has a sign", FIRE, "log1p(fabs(scale.c * (double)(i - j)))", "log1p(fmax(scale.c * (double)(i - j), 0))"),
    ("Sandwich's waves start at 0", SCHEMES + "sandwich.c", "-2.0 * (m + 1) / size", "-2.0 * m / size"),
    ("Sandwich's heads share a slope", SCHEMES + "sandwich.c", "(sum - pe->pairs) / (8.0 * (head + 1) / pe->H)", "(sum - pe->pairs) / (8.0 * (0 * head + 1) / pe->H)"),
    ("Shaw's vectors are those of the next distance", SHAW, "int row = shaw_row(shaw_distance(sign, i, j0 + t), left, right);", "int row = shaw_row(shaw_distance(sign, i, j0 + t + 1), left, right);"),
    ("sines and cosines are swapped", SINUSOIDAL, "row[m * slots.sine_step] = scale * sin(angle);", "row[m * slots.sine_step] = scale * cos(angle);"),
    ("tensor2tensor's exponent divides by all pairs", SINUSOIDAL, "span = fmax(pe->pairs - 1, 1)", "span = fmax(pe->pairs, 1)"),
    # Windows and remaps
    ("a window has one key too many", WINDOW, "i - j < window;", "i - j <= window;"),
    ("a window sees the next token", WINDOW, "if (j > i) return false;\n    return kind", "if (j > i + 1) return false;\n    return kind"),
    ("sinks are one too many", SINKS, "j < cache.start || i - j < cache.recent", "j <= cache.start || i - j < cache.recent"),
    ("a query at a sink stands where it is in the text", SINKS, "if (as.far && as.side == PE_QUERY) at =", "if (as.far && as.side == PE_KEY) at ="),
    ("clamped positions reach the maximum", REMAP, "p < most ? p : most - 1", "p < most ? p : most"),
    ("what is cut off on the left is one too few", REMAP, "length > most ? length - most : 0", "length > most ? length - most - 1 : 0"),
    ("ReRoPE's window is one too wide", REROPE, "pe->near = pe_get_int(pe, \"window\");", "pe->near = pe_get_int(pe, \"window\") + 1;"),
    ("ReRoPE's queries take the logarithm of i", REROPE, "log((double)i + 1)", "log((double)i + 2)"),
    ("leaky steps forget the window", REROPE, "p + rule->window * (rule->factor - 1) : p", "p + rule->window * rule->factor : p"),
    ("Self-Extend forgets its shift", EXTEND, "window - window / (double)group", "window - 0 * window / (double)group"),
    # Maps
    ("a block's pairs lose their last distance", "src/engine/block.c", "(b.most < last ? b.most : last) + 1 - first", "(b.most < last ? b.most : last) - first"),
    ("a block's corner is half as large", "src/engine/block.c", "(uint64_t)t * ((uint64_t)t + 1) / 2", "(uint64_t)t * (uint64_t)t / 2"),
    ("a mean of waves is taken half a token off", "src/engine/pe_map.c", "(double)p0 + (double)(width - 1) / 2", "(double)p0 + (double)width / 2"),
    ("shares forget their largest logit", "src/engine/shares.c", "s.sum * exp(s.largest - logit) + 1", "s.sum + 1"),
    ("softmax forgets a masked key", "src/engine/shares.c", "clip((int64_t)i + 1, 0,", "clip((int64_t)i, 0,"),
    ("Self-Extend does not share positions", EXTEND, "shared = p / group", "shared = p - p % 1 - 0 * group"),
]
