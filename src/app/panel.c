// One scheme in one panel.
#include "app/panel.h"

#include "app/panel_head.h"

#include <math.h>

enum {
    PANEL_CELLS = 512, // a side, about as many as a panel shows
    CAPTION_GAP = 7    // above the note and above the source
};

typedef struct Panel {
    FigureView *figure;
    UiId id;
    int index;
    const PeScheme *scheme;
    const Pe *pe;    // NULL: the scheme refuses its parameters
    const char *why; // the reason
    bool logit;      // logit view, else encoding
    int n, i, j;
    int asked; // tokens; n is what can be drawn of them
    bool cursor;
} Panel;

static Panel panel_of(FigureView *figure, int index) {
    const FigureState *state = figure->state;
    const PeScheme *scheme = pe_scheme_at(state->schemes[index]);
    Panel panel = {
        .figure = figure, .id = ui_id_at(figure->id, index), .index = index, .scheme = scheme};
    panel.pe = figures_panel(figure->view->app->figures, state, index, &panel.why);
    panel.logit = state->value[KEY_AS] > 0;
    panel.n = figure_int(state, KEY_N);
    if (panel.n > PANEL_TOKENS_MOST) panel.n = PANEL_TOKENS_MOST;
    panel.asked = panel.n;
    if (panel.pe) {
        LogitView view = figure_logit_view(state, panel.pe, panel.n);
        panel.n = figures_tokens(panel.pe, panel.logit ? &view : NULL, panel.n, PANEL_CELLS);
    }
    panel.cursor = figure_cursor(state, panel.asked, &panel.i, &panel.j);
    return panel;
}

// Of a scheme that turns no pair there are no dials to show.
static PePicture picture_of(const Panel *p) {
    PePicture picture = pe_picture(p->scheme);
    return picture == PE_PICTURE_COSINES && p->pe->pairs == 0 ? PE_PICTURE_NONE : picture;
}

// The feature that was pointed to last, of those that a scheme has.
static int feature_of(const Panel *p) {
    int features = picture_of(p) == PE_PICTURE_COSINES ? 2 * p->pe->pairs : pe_picture_width(p->pe);
    int feature = figure_int(p->figure->state, KEY_FEATURE);
    return feature < features ? feature : features - 1;
}

// The value under the shared cursor in the encoding view: of a vector that feature, of a rotation the cosine of its pair
// between the two positions, of a bias that of the distance.
static double encoding_value(const Panel *p) {
    float value = NAN;
    int head = figure_logit_view(p->figure->state, p->pe, p->n).head;
    switch (picture_of(p)) {
    case PE_PICTURE_VECTORS: {
        int width = pe_picture_width(p->pe);
        float row[PE_DIM_MAX];
        if (width > PE_DIM_MAX) return (double)NAN;
        pe_encode_map(p->pe, p->i, p->i + 1, 1, width, row);
        value = row[feature_of(p)];
        break;
    }
    case PE_PICTURE_BIASES: {
        float column[PE_HEAD_MAX];
        int distance = p->i - p->j;
        if (distance < 0) return (double)NAN;
        pe_encode_map(p->pe, distance, distance + 1, pe_picture_width(p->pe), 1, column);
        value = column[head];
        break;
    }
    case PE_PICTURE_COSINES: return cos((p->i - p->j) * p->pe->freq[feature_of(p) / 2]);
    case PE_PICTURE_DISTANCES: {
        double distance;
        p->scheme->distance(p->pe, p->i, p->j, 1, &distance);
        return distance;
    }
    case PE_PICTURE_NONE: return (double)NAN;
    }
    return (double)value;
}

double panel_value(FigureView *figure, int index) {
    Panel p = panel_of(figure, index);
    if (!p.cursor || !p.pe) return (double)NAN;
    if (!p.logit) return encoding_value(&p);
    LogitView view = figure_logit_view(figure->state, p.pe, p.asked);
    // A weight depends on the whole row.
    if (view.stage == STAGE_SOFTMAX && p.n < p.asked) return (double)NAN;
    return figures_cell(figure->view->app->figures, p.pe, &view, p.i, p.j);
}

bool panel_value_is_distance(FigureView *figure, int index) {
    const PeScheme *scheme = pe_scheme_at(figure->state->schemes[index]);
    return !(figure->state->value[KEY_AS] > 0) && pe_picture(scheme) == PE_PICTURE_DISTANCES;
}

const char *panel_value_name(FigureView *figure, int index) {
    Panel p = panel_of(figure, index);
    Arena *arena = figure->view->ui->arena;
    if (p.logit || !p.pe) return p.scheme->title;
    PePicture picture = picture_of(&p);
    if (picture == PE_PICTURE_VECTORS) {
        return arena_format(arena, "%s[%d]", p.scheme->title, feature_of(&p));
    }
    if (picture == PE_PICTURE_COSINES) {
        return arena_format(arena, "%s r=%d", p.scheme->title, feature_of(&p) / 2);
    }
    return p.scheme->title;
}

// Sines first, then cosines: where the scheme has pairs and every feature has a column of its own.
static bool is_halved(const Panel *p) {
    return p->pe->pairs > 0 && p->pe->D % 2 == 0 && p->figure->state->value[KEY_COLUMNS] > 0;
}

// Mouse and arrows on the picture move the shared cursor; a click holds it.
static void picture_input(const Panel *p, UiId id, bool over, FigureCell at) {
    figure_cursor_input(p->figure, id, over, at, (FigureCell){p->i, p->j},
                        (FigureCell){p->n, p->n});
}

static const char *picture_name(const Panel *p) {
    Arena *arena = p->figure->view->ui->arena;
    if (!p->logit) return arena_format(arena, "%s, encoding", p->scheme->title);
    const char *stage = figure_key_info(KEY_STAGE)->words[figure_int(p->figure->state, KEY_STAGE)];
    return arena_format(arena, "%s, logits of %d tokens, %s", p->scheme->title, p->n, stage);
}

static int first_missing_row(const Panel *p) {
    return p->pe->rows > 0 && p->pe->rows < p->n ? (int)p->pe->rows : -1;
}

// Queries down, keys across.
static HeatmapSpec square_spec(const Panel *p) {
    return (HeatmapSpec){.rows = p->n,
                         .cols = p->n,
                         .rows_are_tokens = true,
                         .cols_are_tokens = true,
                         .row_axis = str_of(STR_QUERY_AXIS),
                         .col_axis = str_of(STR_KEY_AXIS),
                         .train_line = true,
                         .missing_from = first_missing_row(p),
                         .bar = true,
                         .square = true,
                         .cursor_row = p->cursor ? p->i : -1,
                         .cursor_col = p->cursor ? p->j : -1};
}

static void draw_logits(const Panel *p, Rect r) {
    View *view = p->figure->view;
    LogitView logits = figure_logit_view(p->figure->state, p->pe, p->n);
    int most = (int)fmax(8, fmin(r.w, r.h) * view->ui->in.scale);
    HeatmapSpec spec = square_spec(p);
    bool softmax = logits.stage == STAGE_SOFTMAX;
    spec.causal = logits.stage == STAGE_MASK || (softmax && logits.causal) ||
                  (logits.stage != STAGE_RAW && p->pe->least >= 0);
    if (logits.stage != STAGE_RAW && p->pe->most < p->n) spec.most = (double)p->pe->most;
    spec.paint = figure_paint(p->figure, p->pe, &logits);
    spec.cursor_value = panel_value(p->figure, p->index);
    spec.image = figures_map(view->app->figures, &(MapAsk){.place = p->id,
                                                           .pe = p->pe,
                                                           .view = &logits,
                                                           .n = p->n,
                                                           .most_rows = most,
                                                           .most_cols = most,
                                                           .paint = spec.paint});
    UiId id = ui_id(p->id, "picture");
    FigureCell at = {0, 0};
    spec.name = picture_name(p);
    bool over = figure_heatmap(p->figure, id, r, &spec, &at);
    picture_input(p, id, over, at);
}

static void draw_vectors(const Panel *p, Rect r) {
    View *view = p->figure->view;
    int width = pe_picture_width(p->pe), feature = feature_of(p);
    bool halved = is_halved(p);
    int column = halved ? feature / 2 + feature % 2 * (width / 2) : feature;
    HeatmapSpec spec = {.rows = p->n,
                        .cols = width,
                        .rows_are_tokens = true,
                        .row_axis = str_of(STR_POSITION_AXIS),
                        .col_axis = str_of(halved ? STR_HALVES_AXIS : STR_FEATURE_AXIS),
                        .col_turn = halved ? width / 2 : 0,
                        .train_line = true,
                        .missing_from = first_missing_row(p),
                        .bar = true,
                        .cursor_row = p->cursor ? p->i : -1,
                        .cursor_col = p->cursor ? column : -1};
    spec.paint = figure_paint(p->figure, p->pe, NULL);
    spec.cursor_value = panel_value(p->figure, p->index);
    int most = (int)fmax(8, r.h * view->ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = p->pe,
                                                           .n = p->n,
                                                           .most_rows = most,
                                                           .most_cols = PE_DIM_MAX,
                                                           .halves = halved,
                                                           .paint = spec.paint});
    UiId id = ui_id(p->id, "picture");
    FigureCell at = {0, 0};
    spec.name = picture_name(p);
    bool over = figure_heatmap(p->figure, id, r, &spec, &at);
    int pointed = halved ? at.j % (width / 2) * 2 + at.j / (width / 2) : at.j;
    if (over && pointed != feature) figure_wish_set(p->figure, KEY_FEATURE, pointed);
    picture_input(p, id, over, (FigureCell){at.i, p->j < at.i ? p->j : at.i});
}

// Heads down, distances across: where a bias scheme keeps its numbers.
static void draw_biases(const Panel *p, Rect r) {
    View *view = p->figure->view;
    int heads = pe_picture_width(p->pe),
        head = figure_logit_view(p->figure->state, p->pe, p->n).head, distance = p->i - p->j;
    HeatmapSpec spec = {.rows = heads,
                        .cols = p->n,
                        .cols_are_tokens = true,
                        .row_axis = str_of(STR_HEAD_AXIS),
                        .col_axis = str_of(STR_DISTANCE_AXIS),
                        .train_line = true,
                        .missing_from = -1,
                        .bar = true,
                        .cursor_row = head,
                        .cursor_col = p->cursor && distance >= 0 ? distance : -1};
    spec.paint = figure_paint(p->figure, p->pe, NULL);
    spec.cursor_value = panel_value(p->figure, p->index);
    int most = (int)fmax(8, r.w * view->ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = p->pe,
                                                           .n = p->n,
                                                           .most_rows = PE_HEAD_MAX,
                                                           .most_cols = most,
                                                           .paint = spec.paint});
    UiId id = ui_id(p->id, "picture");
    FigureCell at = {0, 0}; // head, distance
    spec.name = picture_name(p);
    bool over = figure_heatmap(p->figure, id, r, &spec, &at);
    int i = at.j > p->i ? at.j : p->i;
    picture_input(p, id, over, (FigureCell){i, i - at.j});
}

// Queries down, keys across: the distance by which they are turned against each other.
static void draw_distances(const Panel *p, Rect r) {
    View *view = p->figure->view;
    int most = (int)fmax(8, fmin(r.w, r.h) * view->ui->in.scale);
    HeatmapSpec spec = square_spec(p);
    // FIRE's is a share of the way back to the first token.
    if (!p->scheme->bias || p->scheme->turn) spec.unit = str_of(STR_TOKENS);
    spec.most = p->pe->most < p->n ? (double)p->pe->most : 0;
    spec.causal = p->pe->least >= 0;
    spec.paint = figure_paint(p->figure, p->pe, NULL);
    spec.cursor_value = panel_value(p->figure, p->index);
    spec.image = figures_map(
        view->app->figures,
        &(MapAsk){
            .pe = p->pe, .n = p->n, .most_rows = most, .most_cols = most, .paint = spec.paint});
    UiId id = ui_id(p->id, "picture");
    FigureCell at = {0, 0};
    spec.name = picture_name(p);
    bool over = figure_heatmap(p->figure, id, r, &spec, &at);
    picture_input(p, id, over, at);
}

static void draw_nothing(const Panel *p, Rect r) {
    Ui *ui = p->figure->view->ui;
    draw_round(ui->draw, r, 6, ui_color(ui, COLOR_SUNKEN));
    Rect text = rect_inset(r, 16 * ui->k);
    text.y += fmax(0, text.h / 2 - 40 * ui->k);
    ui_wrapped(ui, ui_id(p->id, "nothing"), text, (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY},
               str_of(STR_ADDS_NOTHING), true);
}

// What the scheme refuses, in its own words.
static void draw_refusal(const Panel *p, Rect r) {
    Ui *ui = p->figure->view->ui;
    draw_round(ui->draw, r, 6, ui_color(ui, COLOR_WRONG_TINT));
    Rect text = rect_inset(r, 16 * ui->k), before;
    text.y += fmax(0, text.h / 2 - 60 * ui->k);
    ui_clip(ui, r, &before);
    text.y += ui_wrapped(ui, ui_id(p->id, "refused"), text, (UiInk){TYPE_LABEL, COLOR_WRONG},
                         str_of(STR_REFUSED), true) +
              4;
    ui_wrapped(ui, ui_id(p->id, "why"), text, (UiInk){TYPE_LABEL_PLAIN, COLOR_TEXT}, p->why, true);
    ui_unclip(ui, before);
}

// For how many tokens the picture is drawn, if not for all.
static void draw_fewer(const Panel *p, Rect *r) {
    Ui *ui = p->figure->view->ui;
    Rect line = rect_cut_bottom(r, ui_leading(ui, TYPE_CAPTION) + 4);
    const char *text = str_fill(ui->arena, STR_FEWER_TOKENS, format_count(ui->arena, p->n),
                                format_count(ui->arena, p->asked));
    ui_label(ui, ui_id(p->id, "fewer"), UI_STATUS, line, (UiInk){TYPE_CAPTION, COLOR_WARNING},
             text);
}

static void draw_picture(const Panel *p, Rect r) {
    if (!p->pe) {
        draw_refusal(p, r);
        return;
    }
    if (p->n < p->asked) draw_fewer(p, &r);
    if (p->logit) {
        draw_logits(p, r);
        return;
    }
    switch (picture_of(p)) {
    case PE_PICTURE_VECTORS: draw_vectors(p, r); break;
    case PE_PICTURE_BIASES: draw_biases(p, r); break;
    case PE_PICTURE_COSINES: figure_dials(p->figure, ui_id(p->id, "picture"), r, p->pe); break;
    case PE_PICTURE_DISTANCES: draw_distances(p, r); break;
    case PE_PICTURE_NONE: draw_nothing(p, r); break;
    }
}

static const char *panel_formula(const Panel *p) {
    return p->logit ? p->scheme->logit_formula : p->scheme->formula;
}

// A scheme's own sentence speaks of the position part; other contents and the softmax have one of their own.
static const char *logit_note(const Panel *p) {
    static const StrId NOTES[] = {[CONTENT_POSITION] = STR_COUNT,
                                  [CONTENT_ONES] = STR_NOTE_SAME,
                                  [CONTENT_EQUAL] = STR_NOTE_SAME,
                                  [CONTENT_RANDOM] = STR_NOTE_RANDOM,
                                  [CONTENT_EFFECT] = STR_NOTE_EFFECT};
    const FigureState *state = p->figure->state;
    StrId note = NOTES[figure_int(state, KEY_CONTENT)];
    if (figure_int(state, KEY_STAGE) == STAGE_SOFTMAX) note = STR_NOTE_SOFTMAX;
    return note == STR_COUNT ? p->scheme->logit_note : str_of(note);
}

static const char *panel_note(const Panel *p) {
    const char *note = p->logit ? logit_note(p) : p->scheme->note;
    if (!p->scheme->synthetic) return note;
    return arena_format(p->figure->view->ui->arena, "%s (%s)", note, str_of(STR_SYNTHETIC));
}

static double caption_height(Ui *ui, double width, const char *text) {
    return ui_wrapped(ui, 0, (Rect){0, 0, width, 0}, (UiInk){TYPE_CAPTION, COLOR_SECONDARY}, text,
                      false);
}

void panel_measure(FigureView *figure, int index, double width, PanelShape *shape) {
    Panel p = panel_of(figure, index);
    Ui *ui = figure->view->ui;
    shape->formula = fmax(shape->formula, ui_formula_height(ui, width, panel_formula(&p)));
    shape->note = fmax(shape->note, caption_height(ui, width, panel_note(&p)));
    shape->source = fmax(shape->source, caption_height(ui, width, p.scheme->source));
}

static double title_height(const Ui *ui, PanelShape shape) {
    return (shape.compact ? 24 : 30) * ui->k + 6;
}

static double text_height(const Ui *ui, PanelShape shape) {
    return (shape.formula > 0 ? shape.formula + 12 * ui->k : 0) +
           (shape.note > 0 ? shape.note + CAPTION_GAP * ui->k : 0) +
           (shape.source > 0 ? shape.source + CAPTION_GAP * ui->k : 0);
}

// Height at which a map of the given width is square: without tick labels and colour bar at its sides, with ticks below.
static double square_height(Ui *ui, double width) {
    double sides = ui_text_width(ui, TYPE_MONO_SMALL, "000") +
                   ui_text_width(ui, TYPE_MONO_SMALL, "+0.0") + 16 + 14 * ui->k;
    return fmax(width - sides, 40) + ui_leading(ui, TYPE_MONO_SMALL) + 2;
}

double panel_height(FigureView *figure, double width, PanelShape shape) {
    Ui *ui = figure->view->ui;
    return title_height(ui, shape) + square_height(ui, width) + text_height(ui, shape);
}

static void draw_caption(const Panel *p, Rect *r, double height, const char *name, UiInk ink,
                         const char *text) {
    Ui *ui = p->figure->view->ui;
    if (!(height > 0)) return;
    rect_cut_top(r, CAPTION_GAP * ui->k);
    ui_wrapped(ui, ui_id(p->id, name), rect_cut_top(r, height), ink, text, true);
}

void panel_draw(FigureView *figure, Rect r, int index, PanelShape shape) {
    Panel p = panel_of(figure, index);
    Ui *ui = figure->view->ui;
    Rect head = rect_cut_top(&r, title_height(ui, shape));
    head.h -= 6;
    panel_head_draw(
        figure, head,
        &(PanelHead){p.id, index, p.scheme, .compact = shape.compact, .tools = shape.tools});
    double picture = r.h - text_height(ui, shape), square = square_height(ui, r.w);
    bool inside = p.cursor && p.i < p.n && p.j < p.n,
         profile = shape.profile && p.pe && p.logit && inside && picture - square > 90 * ui->k;
    draw_picture(&p, rect_cut_top(&r, profile ? square : picture));
    if (shape.formula > 0) {
        rect_cut_top(&r, 12 * ui->k);
        Rect line = rect_cut_top(&r, shape.formula);
        ui_formula(ui, ui_id(p.id, "formula"), line, panel_formula(&p), COLOR_TEXT, true);
    }
    draw_caption(&p, &r, shape.note, "note", (UiInk){TYPE_CAPTION, COLOR_SECONDARY},
                 panel_note(&p));
    draw_caption(&p, &r, shape.source, "source", (UiInk){TYPE_CAPTION, COLOR_MUTED},
                 p.scheme->source);
    rect_cut_top(&r, 8 * ui->k);
    if (!profile) return;
    LogitView view = figure_logit_view(figure->state, p.pe, p.n);
    plot_row(figure, r, p.pe, &view, (FigureCell){p.i, p.j}, false);
}
