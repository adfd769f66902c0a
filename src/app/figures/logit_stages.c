// One scheme, large: its logits at a stage, the cursor's cell through all stages, and its formula with the numbers in it.
#include "app/panel.h"
#include "base/str.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_STAGE, 0, 3}, {KEY_CONTENT, 0, 3}, {KEY_N, 4, 256}, {KEY_HEAD, 0, 127}};

typedef struct Stages {
    FigureView *figure;
    const Pe *pe;
    LogitView view;
    int i, j;
    double at[STAGE_COUNT]; // the cell at each stage, NaN if it is masked
    bool exists;            // both positions have a row
} Stages;

static Stages stages_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Figures *figures = figure->view->app->figures;
    const char *why;
    Stages s = {.figure = figure, .pe = figures_panel(figures, state, 0, &why)};
    if (!s.pe) s.pe = figures_pe(figures, pe_scheme_at(state->schemes[0]), state);
    s.view = figure_logit_view(state, s.pe, figure_int(state, KEY_N));
    figure_cursor(state, s.view.n, &s.i, &s.j);
    s.exists = s.pe->rows <= 0 || (s.i < s.pe->rows && s.j < s.pe->rows);
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        LogitView view = s.view;
        view.stage = (LogitStage)stage;
        s.at[stage] = s.exists ? logits_at(s.pe, &view, s.i, s.j) : (double)NAN;
    }
    return s;
}

// 1/2, 1/256, or digits: slopes are powers of two when the number of heads is one.
static const char *slope_tex(Arena *arena, double slope) {
    double inverse = 1 / slope;
    return inverse == floor(inverse) && inverse < 1e6
               ? arena_format(arena, "\\tfrac{1}{%.0f}", inverse)
               : arena_format(arena, "%.3g", slope);
}

static const char *raw_tex(const Stages *s) {
    Arena *arena = s->figure->view->ui->arena;
    const PeScheme *scheme = s->pe->scheme;
    const char *dot = arena_format(arena, "\\langle q_{%d},\\, k_{%d} \\rangle", s->i, s->j);
    if (scheme->embed) {
        dot = arena_format(arena, "\\langle q_{%d} + e_{%d},\\, k_{%d} + e_{%d} \\rangle", s->i,
                           s->i, s->j, s->j);
    } else if (scheme->turn) {
        dot = arena_format(arena, "\\langle R_{%d}\\,q_{%d},\\, R_{%d}\\,k_{%d} \\rangle", s->i,
                           s->i, s->j, s->j);
    }
    if (scheme->unscaled) return dot;
    return arena_format(arena, "\\frac{%s}{\\sqrt{%d}}", dot, logits_width(s->pe, &s->view));
}

// What the scheme adds to the raw logit, with its sign.
static const char *bias_tex(const Stages *s) {
    Arena *arena = s->figure->view->ui->arena;
    const Pe *pe = s->pe;
    if (pe->slope) {
        return arena_format(arena, "- %s\\cdot|%d - %d|", slope_tex(arena, pe->slope[s->view.head]),
                            s->i, s->j);
    }
    if (!pe->bucket) return "+ 0";
    int after = s->j - s->i, distance = after < 0                         ? -after
                                        : pe_get_int(pe, "bidirectional") ? after
                                                                          : 0;
    int bucket = pe->bucket[distance < pe->far ? distance : pe->far];
    if (pe_get_int(pe, "bidirectional") && after > 0) bucket += pe->buckets / 2;
    return arena_format(arena, "+ \\beta_{%d}", bucket);
}

static const char *softmax_tex(const Stages *s) {
    Arena *arena = s->figure->view->ui->arena;
    bool masked = isnan(s->at[STAGE_SOFTMAX]);
    const char *keys = s->view.causal ? arena_format(arena, "k \\le %d", s->i) : "k";
    if (masked) {
        return arena_format(arena, "a_{%d,%d} = 0 \\quad (%d > %d)", s->i, s->j, s->j, s->i);
    }
    double logit = s->at[STAGE_BIAS], weight = s->at[STAGE_SOFTMAX];
    char *text =
        weight < 1e-3 ? arena_format(arena, "%.1e", weight) : arena_format(arena, "%.3f", weight);
    return arena_format(arena, "a_{%d,%d} = \\frac{e^{%.2f}}{\\sum_{%s} e^{s_{%d,k}}} = %s", s->i,
                        s->j, logit, keys, s->i, text);
}

static const char *stage_tex(const Stages *s) {
    Arena *arena = s->figure->view->ui->arena;
    double raw = s->at[STAGE_RAW], bias = s->at[STAGE_BIAS];
    switch (s->view.stage) {
    case STAGE_RAW:
        return arena_format(arena, "s_{%d,%d} = %s = %.2f", s->i, s->j, raw_tex(s), raw);
    case STAGE_BIAS:
        return arena_format(arena, "s_{%d,%d} = %.2f %s = %.2f", s->i, s->j, raw, bias_tex(s),
                            bias);
    case STAGE_MASK:
        if (s->j > s->i) {
            return arena_format(arena, "j = %d > i = %d:\\quad s_{%d,%d} = -\\infty", s->j, s->i,
                                s->i, s->j);
        }
        return arena_format(arena, "j = %d \\le i = %d:\\quad s_{%d,%d} = %.2f", s->j, s->i, s->i,
                            s->j, bias);
    default: return softmax_tex(s);
    }
}

static const char *stage_value(const Stages *s, LogitStage stage) {
    View *view = s->figure->view;
    double value = s->at[stage];
    if (!s->exists) return "–";
    if (stage == STAGE_MASK && !s->view.causal && s->view.stage != STAGE_MASK) {
        return str_of(STR_STAGE_OFF);
    }
    if (isnan(value)) return stage == STAGE_SOFTMAX ? "0" : "−∞";
    if (stage == STAGE_SOFTMAX) {
        return value < 1e-3 ? arena_format(view->ui->arena, "%.0e", value)
                            : arena_format(view->ui->arena, "%.3f", value);
    }
    return format_number(view->ui->arena, fabs(value) < 5e-13 ? 0 : value, 2);
}

// Stages stand in one row, or in two where a column would be too narrow for its word.
static int ladder_columns(const Ui *ui, double width) {
    return width < 4 * 62 * ui->k + 48 * ui->k ? 2 : STAGE_COUNT;
}

static double rung_height(const Ui *ui) {
    return ui_leading(ui, TYPE_CAPTION) + ui_leading(ui, TYPE_MONO) + 6;
}

static double ladder_height(const Ui *ui, double width) {
    return (rung_height(ui) + 6) * STAGE_COUNT / ladder_columns(ui, width);
}

// The cell at all four stages, the one shown in a frame.
static void draw_ladder(const Stages *s, Rect r) {
    Ui *ui = s->figure->view->ui;
    const char *const *words = figure_key_info(KEY_STAGE)->words;
    double gap = 16 * ui->k, name = ui_leading(ui, TYPE_CAPTION), high = rung_height(ui);
    int across = ladder_columns(ui, r.w);
    const char *all = "";
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        int row = stage / across;
        Rect line = {r.x, r.y + row * (high + 6), r.w, high};
        Rect cell = rect_column(line, stage % across, across, gap);
        bool now = stage == (int)s->view.stage;
        const char *value = stage_value(s, (LogitStage)stage);
        all = arena_format(ui->arena, "%s%s%s %s", all, stage ? ", " : "", words[stage], value);
        draw_round(ui->draw, cell, 6, ui_color(ui, now ? COLOR_TINT : COLOR_SUNKEN));
        if (now) draw_ring(ui->draw, cell, 6, 1.5, ui_color(ui, COLOR_ACCENT));
        Rect inner = rect_pad(cell, 4, 3);
        ui_line_center(ui, rect_cut_top(&inner, name), TYPE_CAPTION,
                       now ? COLOR_ACCENT : COLOR_SECONDARY, words[stage]);
        ui_line_center(ui, inner, TYPE_MONO, COLOR_TEXT, value);
        double x = cell.x + cell.w + gap / 2, y = cell.y + cell.h / 2, a = 3.5 * ui->k;
        Vec2 arrow[] = {{x - a / 2, y - a}, {x + a / 2, y}, {x - a / 2, y + a}};
        if (stage % across + 1 < across) {
            draw_path(ui->draw, arrow, 3, 1.5, ui_color(ui, COLOR_MUTED));
        }
    }
    ui_item(ui, (UiItem){.id = ui_id(s->figure->id, "stages"),
                         .role = UI_STATUS,
                         .name = arena_format(ui->arena, "cell i = %d, j = %d", s->i, s->j),
                         .value = all,
                         .r = r});
}

static const char *note_text(const Stages *s) {
    Arena *arena = s->figure->view->ui->arena;
    static const StrId CONTENT[] = {STR_CONTENT_POSITION, STR_CONTENT_ONES, STR_CONTENT_EQUAL,
                                    STR_CONTENT_RANDOM, STR_CONTENT_EFFECT};
    if (!s->exists) {
        return str_fill(arena, STR_STAGE_NO_ROW,
                        arena_format(arena, "%d", s->i < s->pe->rows ? s->j : s->i), NULL);
    }
    const PeScheme *scheme = s->pe->scheme;
    bool alone = !scheme->embed && !scheme->turn && s->view.content == CONTENT_POSITION;
    if (alone && !scheme->bias) return str_fill(arena, STR_STAGE_NOTHING, scheme->title, NULL);
    if (alone && s->view.stage == STAGE_RAW) {
        return str_fill(arena, STR_STAGE_RAW_ALONE, scheme->title, NULL);
    }
    if (s->view.stage == STAGE_BIAS && !s->pe->scheme->bias) {
        return str_fill(arena, STR_STAGE_NO_BIAS, s->pe->scheme->title, NULL);
    }
    if (s->view.content == CONTENT_POSITION) return str_of(STR_STAGE_POSITION);
    return str_fill(arena, STR_STAGE_TOY, str_of(CONTENT[s->view.content]), NULL);
}

static double words_height(const Stages *s, double width) {
    Ui *ui = s->figure->view->ui;
    double note = ui_wrapped(ui, 0, (Rect){0, 0, width, 0}, (UiInk){TYPE_CAPTION, COLOR_SECONDARY},
                             note_text(s), false);
    return ladder_height(ui, width) + 50 * ui->k + note;
}

// Ladder, formula, and one sentence: as many of them as there is room for.
static void draw_words(const Stages *s, Rect r) {
    Ui *ui = s->figure->view->ui;
    double ladder = ladder_height(ui, r.w), formula = 50 * ui->k;
    if (r.h < ladder || s->figure->withheld) return;
    draw_ladder(s, rect_cut_top(&r, ladder));
    if (r.h < formula) return;
    Rect middle = rect_pad(rect_cut_top(&r, formula), 0, 4 * ui->k);
    if (s->exists) {
        ui_formula(ui, ui_id(s->figure->id, "formula"), middle, stage_tex(s), COLOR_TEXT, true);
    }
    if (r.h < ui_leading(ui, TYPE_CAPTION)) return;
    ColorId color = s->exists ? COLOR_SECONDARY : COLOR_WARNING;
    ui_wrapped(ui, ui_id(s->figure->id, "note"), r, (UiInk){TYPE_CAPTION, color}, note_text(s),
               true);
}

// Upright: map, words, and the row in what is left. Lying: the map at the left, all else beside it.
static void draw(FigureView *figure, Rect r) {
    FigureState state = *figure->state;
    state.value[KEY_AS] = 1;
    FigureView logit = *figure;
    logit.state = &state;
    Stages s = stages_of(&logit);
    Ui *ui = figure->view->ui;
    double gap = 12 * ui->k, words = fmin(words_height(&s, r.w), fmax(0, r.h - 150 * ui->k));
    if (r.w > 1.3 * (r.h - words) && r.w >= 400 * ui->k) {
        panel_draw(&logit, rect_cut_left(&r, fmin(r.h + 40 * ui->k, r.w * 0.5)), 0,
                   (PanelShape){.compact = true});
        rect_cut_left(&r, 24 * ui->k);
        rect_cut_top(&r, 30 * ui->k);
        draw_words(&s, rect_cut_top(&r, words_height(&s, r.w)));
    } else {
        double row =
            r.h - words - gap - r.w > 90 * ui->k ? r.h - words - 2 * gap - r.w + 30 * ui->k : 0;
        panel_draw(&logit, rect_cut_top(&r, r.h - words - gap - row), 0,
                   (PanelShape){.compact = true});
        rect_cut_top(&r, gap);
        draw_words(&s, rect_cut_top(&r, words));
    }
    rect_cut_top(&r, gap);
    if (!s.exists || r.h < 80 * ui->k) return;
    plot_row(figure, r, s.pe, &s.view, (FigureCell){s.i, s.j}, true);
}

const FigureInfo figure_logit_stages = {FIGURE_CONTROLS(CONTROLS), .height = 560, .draw = draw};
