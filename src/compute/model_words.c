// What a model's configuration means, in words for a terminal.
#include "base/str.h"
#include "compute/model.h"
#include "engine/reach.h"
#include "engine/schemes/alibi.h"
#include "engine/schemes/t5.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Sheet {
    ArenaText text;
    Arena *arena;
    const Model *model;
    const ModelConfig *config;
} Sheet;

__attribute__((format(printf, 2, 3))) static void put(Sheet *sheet, const char *format, ...) {
    char line[900];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n >= (int)sizeof line) n = (int)sizeof line - 1;
    arena_text_add(&sheet->text, line, n > 0 ? (size_t)n : 0);
}

// "  wavelengths     6.283 … 54,410 tokens"
__attribute__((format(printf, 3, 4))) static void row(Sheet *sheet, const char *label,
                                                      const char *format, ...) {
    char line[800];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    put(sheet, "  %-14s %s\n", label, line);
}

// 131,072; below a hundred, and where there is a fraction, four significant digits.
static const char *digits(Sheet *sheet, double value) {
    if (value < 100 && floor(value) != value) return arena_format(sheet->arena, "%.4g", value);
    char plain[48], grouped[64];
    int n = snprintf(plain, sizeof plain, "%.0f", value), to = 0;
    for (int d = 0; d < n; d++) {
        if (d && (n - d) % 3 == 0) grouped[to++] = ',';
        grouped[to++] = plain[d];
    }
    return arena_text(sheet->arena, grouped, (size_t)to);
}

static void put_sizes(Sheet *sheet) {
    const ModelConfig *config = sheet->config;
    const char *type = *config->type ? config->type : "a model of no named type";
    put(sheet, "%.60s%s\n", type, config->known ? "" : " (not among the types known here)");
    if (*config->inside) row(sheet, "read from", "%s", config->inside);
    if (config->layers) row(sheet, "layers", "%d", config->layers);
    if (config->heads && config->head_dim) {
        row(sheet, "heads", "%d of %d features, %d for keys and values", config->heads,
            config->head_dim, config->kv_heads);
    } else if (config->heads) {
        row(sheet, "heads", "%d", config->heads);
    }
    if (config->positions) row(sheet, "positions", "%s", digits(sheet, (double)config->positions));
}

static void put_scale(Sheet *sheet) {
    const Model *model = sheet->model;
    double scale = model->scale;
    if (scale <= 0) return;
    if (model->mscale > 1) {
        row(sheet, "logits", "times %.10g = %.10g² / √%d", scale, model->mscale,
            sheet->config->head_dim);
    } else if (scale == 1) {
        row(sheet, "logits", "not scaled");
    } else {
        row(sheet, "logits", "times %.10g = 1/√%.6g", scale, 1 / (scale * scale));
    }
}

// "0–4, 6–10, 12–16, …"
static const char *list_layers(Sheet *sheet, const ModelPart *part) {
    enum { RUNS = 3 };

    ArenaText text = {.arena = sheet->arena};
    int runs = 0;
    for (int at = 0; at < part->count; runs++) {
        int end = at;
        while (end + 1 < part->count && part->layers[end + 1] == part->layers[end] + 1) end++;
        const char *comma = runs ? ", " : "";
        const char *one = arena_format(sheet->arena, "%s%d", comma, part->layers[at]);
        if (end > at) one = arena_format(sheet->arena, "%s–%d", one, part->layers[end]);
        if (runs == RUNS) one = ", …";
        arena_text_add(&text, one, strlen(one));
        if (runs == RUNS) break;
        at = end + 1;
    }
    return arena_text_done(&text);
}

static void put_heading(Sheet *sheet, const ModelPart *part) {
    int all = sheet->config->layers;
    if (!all) {
        put(sheet, "\nEvery layer\n");
    } else if (part->count == all) {
        put(sheet, "\nAll %d layer%s\n", all, str_plural(all));
    } else {
        put(sheet, "\n%d of %d layers: %s\n", part->count, all, list_layers(sheet, part));
    }
}

static void put_sight(Sheet *sheet, const ModelPart *part) {
    const ModelConfig *config = sheet->config;
    switch (part->layer.sight) {
    case MODEL_SEES_WINDOW:
        if (config->both_sides) {
            int64_t half = config->window / 2;
            row(sheet, "sees", "%s tokens to both sides", digits(sheet, (double)half));
        } else {
            row(sheet, "sees", "a window: itself and the %s tokens before",
                digits(sheet, (double)(config->window - 1)));
        }
        break;
    case MODEL_SEES_CHUNK:
        row(sheet, "sees", "what came before it in its chunk of %s tokens",
            digits(sheet, (double)config->chunk));
        break;
    case MODEL_SEES_STATE: row(sheet, "sees", "a state that is carried on, no attention"); break;
    default: row(sheet, "sees", "everything"); break;
    }
}

static const char *const layout_words[] = {
    "which features make a pair is not known here",
    "pairs (m, m + half)",
    "pairs (2m, 2m + 1)",
};

// How the window was stretched, for the row of the scheme.
static const char *stretch_words(Sheet *sheet, const ModelRope *rope) {
    const char *from = digits(sheet, rope->original), *by = digits(sheet, rope->factor);
    switch (rope->stretch) {
    case MODEL_LINEAR: return arena_format(sheet->arena, ", positions divided by %s", by);
    case MODEL_NTK: return arena_format(sheet->arena, ", alpha %.6g", rope->alpha);
    case MODEL_DYNAMIC: return arena_format(sheet->arena, ", factor %s beyond %s tokens", by, from);
    case MODEL_YARN:
    case MODEL_LONGROPE:
    case MODEL_LLAMA3: return arena_format(sheet->arena, ", %s × %s tokens", by, from);
    case MODEL_OTHER: return arena_format(sheet->arena, ", read as plain (%.40s)", rope->type);
    default: return "";
    }
}

static void put_longrope(Sheet *sheet, const ModelPart *part) {
    if (part->rope->stretch != MODEL_LONGROPE) return;
    int64_t length =
        sheet->config->length ? sheet->config->length : (int64_t)pe_get(&part->pe, "length", 0);
    bool longer = (double)length > part->rope->original;
    row(sheet, "factors", "the %s ones, as for a text of %s tokens", longer ? "long" : "short",
        digits(sheet, (double)length));
}

static void put_turning(Sheet *sheet, const ModelPart *part) {
    const ModelConfig *config = sheet->config;
    const ModelRope *rope = part->rope;
    row(sheet, "scheme", "%s (%s%s)", part->pe.scheme->id, part->pe.scheme->title,
        stretch_words(sheet, rope));
    row(sheet, "base", "%s", digits(sheet, rope->theta));
    if (rope->rotary_dim < config->head_dim) {
        row(sheet, "turned", "%d pairs, %d of %d features; %s", part->pe.pairs, rope->rotary_dim,
            config->head_dim, layout_words[config->layout]);
    } else {
        row(sheet, "turned", "%d pairs, all features; %s", part->pe.pairs,
            layout_words[config->layout]);
    }
    put_longrope(sheet, part);
    row(sheet, "wavelengths", "%s … %s tokens", digits(sheet, part->shortest),
        digits(sheet, part->longest));
    if (part->trained) {
        row(sheet, "full turns", "%d of %d pairs within the %s tokens of training", part->closed,
            part->pe.pairs, digits(sheet, (double)part->trained));
    }
    if (part->pe.factor != 1) {
        row(sheet, "size", "queries and keys times %.10g (attention factor)", part->pe.factor);
    }
}

static void put_slopes(Sheet *sheet) {
    const double *slope = model_slopes(sheet->model);
    int heads = sheet->config->heads;
    double least = slope[0], most = slope[0];
    for (int h = 1; h < heads; h++) {
        least = fmin(least, slope[h]);
        most = fmax(most, slope[h]);
    }
    row(sheet, "scheme", "alibi (ALiBi), largest exponent %g", sheet->config->alibi_bias_max);
    row(sheet, "slopes", "%.6g … %.6g logits per token", most, least);
    row(sheet, "reach", "equal keys: 95 %% of the weight within %s … %s tokens",
        digits(sheet, ceil(alibi_span(most, 0.95))), digits(sheet, ceil(alibi_span(least, 0.95))));
}

static void put_buckets(Sheet *sheet) {
    const ModelConfig *config = sheet->config;
    row(sheet, "scheme", "t5 (T5's learned biases)");
    row(sheet, "buckets", "%d, up to distance %s", config->buckets,
        digits(sheet, config->max_distance));
    if (config->encoder) {
        row(sheet, "encoder", "both directions, %d distances to each side have their own bucket",
            t5_exact_count(true, config->buckets));
    }
    if (config->decoder) {
        row(sheet, "decoder", "backwards, the first %d distances have their own bucket",
            t5_exact_count(false, config->buckets));
    }
}

static void put_rows(Sheet *sheet) {
    const ModelConfig *config = sheet->config;
    bool relative = config->kind != MODEL_LEARNED;
    const char *which = config->kind == MODEL_RELATIVE_KEY         ? "shaw (relative vectors, keys)"
                        : config->kind == MODEL_RELATIVE_KEY_QUERY ? "shaw (relative vectors, both)"
                                                                   : "learned (a table)";
    row(sheet, "scheme", "%s", which);
    if (relative) {
        row(sheet, "rows", "one for each distance below %s",
            digits(sheet, (double)config->positions));
        return;
    }
    const char *shift = config->offset ? arena_format(sheet->arena, " + %d", config->offset) : "";
    row(sheet, "rows", "%s, position p in row p%s", digits(sheet, (double)config->rows), shift);
}

static void put_scheme(Sheet *sheet, const ModelPart *part) {
    if (part->layer.sight == MODEL_SEES_STATE) return;
    if (part->rope) {
        put_turning(sheet, part);
        return;
    }
    switch (sheet->config->kind) {
    case MODEL_ALIBI: put_slopes(sheet); break;
    case MODEL_T5: put_buckets(sheet); break;
    case MODEL_LEARNED:
    case MODEL_RELATIVE_KEY:
    case MODEL_RELATIVE_KEY_QUERY: put_rows(sheet); break;
    case MODEL_SINUSOIDAL: row(sheet, "scheme", "sinusoidal (waves added to the input)"); break;
    default: row(sheet, "scheme", "nope (nothing is encoded; the mask alone tells order)"); break;
    }
}

// What a text longer than the trained one meets, by rotary layers.
static void put_beyond_turning(Sheet *sheet, const ModelPart *part) {
    const ModelRope *rope = part->rope;
    double made = rope->original * fmax(rope->factor, 1);
    int open = part->pe.pairs - part->closed;
    const char *made_for = digits(sheet, made);
    switch (rope->stretch) {
    case MODEL_DYNAMIC:
        row(sheet, "beyond", "the base rises with the text; keys cached before had the lower one");
        return;
    case MODEL_YARN:
    case MODEL_LLAMA3:
    case MODEL_LONGROPE:
        row(sheet, "beyond", "stretched to %s tokens; after them, angles never met", made_for);
        return;
    default: break;
    }
    if (!part->trained) return;
    if (open) {
        row(sheet, "beyond", "%d slow pair%s angles that training never showed", open,
            open == 1 ? " meets" : "s meet");
    } else {
        row(sheet, "beyond", "every angle was met, but not all together");
    }
}

static void put_beyond(Sheet *sheet, const ModelPart *part) {
    const ModelConfig *config = sheet->config;
    if (part->layer.sight == MODEL_SEES_STATE) return;
    if (part->layer.sight == MODEL_SEES_WINDOW && part->count == config->layers && config->layers &&
        !config->both_sides && config->window < 1 << 20) {
        int64_t reach = reach_most((int)config->window, config->layers);
        row(sheet, "beyond", "older tokens only through other layers, %s back at most",
            digits(sheet, (double)reach));
        return;
    }
    if (part->layer.sight != MODEL_SEES_ALL) {
        row(sheet, "beyond", "no distance is larger than in training: what is older is not seen");
        return;
    }
    if (part->rope) {
        put_beyond_turning(sheet, part);
        return;
    }
    switch (config->kind) {
    case MODEL_ALIBI: row(sheet, "beyond", "no end: the penalty goes on growing"); break;
    case MODEL_T5:
        row(sheet, "beyond", "no end: all distances from %s on share the last bucket",
            digits(sheet, config->max_distance));
        break;
    case MODEL_LEARNED:
        row(sheet, "beyond", "the rows end: position %s does not exist",
            digits(sheet, (double)(config->rows - config->offset)));
        break;
    case MODEL_RELATIVE_KEY:
    case MODEL_RELATIVE_KEY_QUERY:
        row(sheet, "beyond", "the rows end: larger distances do not exist");
        break;
    case MODEL_SINUSOIDAL: row(sheet, "beyond", "no end, but sums that were never met"); break;
    default: row(sheet, "beyond", "no end, and nothing that knows about it"); break;
    }
}

static void put_notes(Sheet *sheet, const char *heading, const ModelNotes *notes) {
    if (!notes->count) return;
    put(sheet, "\n%s\n", heading);
    for (int n = 0; n < notes->count; n++) {
        const ModelNote *note = &notes->at[n];
        put(sheet, "  %s%s%s\n", note->pointer, *note->pointer ? "  " : "", note->text);
    }
    if (notes->more) put(sheet, "  … and %d more\n", notes->more);
}

const char *model_in_words(const Model *model, Arena *arena) {
    Sheet sheet = {
        .text = {.arena = arena}, .arena = arena, .model = model, .config = model->config};
    put_sizes(&sheet);
    put_scale(&sheet);
    if (!model->part_count) {
        put(&sheet, "\nNothing that is understood says how positions are told apart\n");
    }
    for (int p = 0; p < model->part_count; p++) {
        put_heading(&sheet, &model->part[p]);
        put_sight(&sheet, &model->part[p]);
        put_scheme(&sheet, &model->part[p]);
        put_beyond(&sheet, &model->part[p]);
    }
    put_notes(&sheet, "Not in the file, as usual for the type", &model->config->assumed);
    put_notes(&sheet, "Not understood", &model->config->strange);
    return arena_text_done(&sheet.text);
}
