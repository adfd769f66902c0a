// The table of figures, a figure's card, and what all figures ask of the engine.
#include "app/figure.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *id, *keys;
    const FigureInfo *info;
    bool cells;
} FIGURES[FIGURE_COUNT] = {

#define FIGURE(NAME, name, word, pointed, read) \
    [FIGURE_##NAME] = {.id = (word), .keys = (read), .info = &figure_##name, .cells = (pointed)},
#include "app/figures.def"
#undef FIGURE
};

static const struct {
    const char *id, *nearest;
} FALLBACKS[] = {

#define FALLBACK(word, other) {.id = (word), .nearest = (other)},
#include "app/figure_fallbacks.def"
#undef FALLBACK
    {NULL, NULL}, // C has no empty arrays, and the table may be empty
};

enum { FALLBACK_COUNT = sizeof FALLBACKS / sizeof *FALLBACKS - 1 };

const FigureInfo *figure_info(FigureId id) {
    return FIGURES[id].info;
}

const char *figure_id(FigureId id) {
    return FIGURES[id].id;
}

static FigureId drawn(const char *name) {
    for (FigureId id = 0; id < FIGURE_COUNT; id++) {
        if (str_same(FIGURES[id].id, name)) return id;
    }
    return FIGURE_COUNT;
}

static const char *nearest(const char *name) {
    for (int i = 0; i < FALLBACK_COUNT; i++) {
        if (str_same(FALLBACKS[i].id, name)) return FALLBACKS[i].nearest;
    }
    return NULL;
}

FigureId figure_find(const char *name, bool *exact) {
    *exact = drawn(name) < FIGURE_COUNT;
    for (int step = 0; name && step <= FALLBACK_COUNT; step++) {
        if (drawn(name) < FIGURE_COUNT) return drawn(name);
        name = nearest(name);
    }
    return FIGURE_COMPARISON;
}

bool figure_known(const char *name) {
    return drawn(name) < FIGURE_COUNT || nearest(name);
}

const char *figure_keys(FigureId id) {
    return FIGURES[id].keys;
}

bool figure_reads(FigureId id, const char *key) {
    if (str_same(key, "mark")) key = "marks";
    size_t n = strlen(key);
    for (const char *at = figure_keys(id); *at; at += strspn(at, " ")) {
        size_t word = strcspn(at, " ");
        if (word == n && memcmp(at, key, n) == 0) return true;
        at += word;
    }
    return false;
}

bool figure_has_cells(const char *name) {
    bool exact;
    return figure_known(name) && FIGURES[figure_find(name, &exact)].cells;
}

void figure_wish_set(const FigureView *figure, FigureKey key, double value) {
    wish(figure->view->wishes,
         (Action){.kind = ACT_SET, .target = figure->target, .key = (int)key, .a = value});
}

void figure_unhover(const FigureView *figure, int first) {
    const Ui *ui = figure->view->ui;
    if (!figure->state->hovering) return;
    for (int i = first; i < ui->items.count; i++) {
        const UiItem *item = &ui->items.at[i];
        if (item->role == UI_FIGURE && ui_hot(ui, item->id) && rect_has(item->r, ui->in.mouse)) {
            return;
        }
    }
    wish(figure->view->wishes, (Action){.kind = ACT_UNHOVER, .target = figure->target});
}

// The note, after a word about a figure that is not drawn yet.
static const char *card_note(View *view, FigureCard card, bool exact) {
    if (card.withhold) card.note = str_of(STR_FIGURE_WITHHELD);
    if (exact) return card.note;
    const char *later = str_fill(view->ui->arena, STR_FIGURE_LATER, card.name, NULL);
    return arena_format(view->ui->arena, "%s%s%s", later, *card.note ? " " : "", card.note);
}

// Height of the picture where the card may choose it: in proportion to its width, and so that the window can show it whole.
static double card_height(const View *view, const FigureInfo *info, double width) {
    double k = view->ui->k, wished = info->height * k * fmax(1, fmin(width / 480, 1.3));
    double room = view->ui->in.height - view_header_height(view) - 220 * k;
    // Large letters need the height that they ask for.
    return k > 1.3 ? wished : fmin(wished, fmax(room, 260 * k));
}

double figure_card(View *view, UiId id, Rect r, FigureCard card) {
    Ui *ui = view->ui;
    bool exact;
    const FigureInfo *info = figure_info(figure_find(card.name, &exact));
    const FigureState *state = app_figure(view->app, card.target);
    if (!state) return 0;
    FigureView figure = {view, id, card.target, state, card.withhold};
    double pad = 20 * fmin(ui->k, 1.4);
    Rect inner = rect_pad(r, pad, pad);
    const char *note = card_note(view, card, exact);
    double note_h = *note ? ui_wrapped(ui, 0, (Rect){0, 0, inner.w, 0},
                                       (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, note, false) +
                                4
                          : 0;
    double head = ui_leading(ui, TYPE_H3) + note_h + 10;
    int control_count = card.fixed ? 0 : info->control_count;
    double controls =
        figure_controls(&figure, info->controls, control_count, (Rect){0, 0, inner.w, 0}, false);
    double below = controls > 0 ? controls + 14 * ui->k : 0;
    if (r.h <= 0) r.h = 2 * pad + head + card_height(view, info, inner.w) + below;
    inner.y = r.y + pad; // a card without a height yet had no room for its padding
    inner.h = r.h - 2 * pad;
    ui_surface(ui, r, 12);
    Rect top = rect_cut_top(&inner, head);
    ui_label(ui, ui_id(id, "title"), UI_HEADING, rect_cut_top(&top, ui_leading(ui, TYPE_H3)),
             (UiInk){TYPE_H3, COLOR_TEXT}, card.title);
    if (*note) {
        ui_wrapped(ui, ui_id(id, "note"), top, (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, note,
                   true);
    }
    Rect bottom = rect_cut_bottom(&inner, below);
    const char *text = figure_state_text(ui->arena, state);
    ui_item(ui, (UiItem){.id = ui_id(id, "state"),
                         .role = UI_STATUS,
                         .name = str_of(STR_STATE),
                         .value = text,
                         .r = top});
    int first = ui->items.count;
    info->draw(&figure, inner);
    figure_unhover(&figure, first);
    rect_cut_top(&bottom, 14 * ui->k);
    figure_controls(&figure, info->controls, control_count, bottom, true);
    return r.h;
}

double figure_lesson_card(View *view, Rect r, int lesson) {
    const Lesson *what = &view->app->shelf->card.lessons[lesson];
    FigureCard card = {.title = what->title,
                       .note = "",
                       .name = what->visual.view,
                       .target = TARGET_LESSON + lesson};
    return figure_card(view, ui_id(ui_id(0, "lesson"), what->id), r, card);
}

LogitView figure_logit_view(const FigureState *state, const Pe *pe, int n) {
    int heads = pe->H > 0 ? pe->H : 1, head = figure_int(state, KEY_HEAD);
    return (LogitView){.stage = (LogitStage)figure_int(state, KEY_STAGE),
                       .content = (LogitContent)figure_int(state, KEY_CONTENT),
                       .causal = state->value[KEY_MASK] > 0,
                       .head = head < heads ? head : heads - 1,
                       .D = figure_int(state, KEY_D),
                       .n = n,
                       .seed = 1};
}

Paint figure_paint(const FigureView *figure, const Pe *pe, const LogitView *view) {
    Ui *ui = figure->view->ui;
    ColormapId diverging = ui->theme == THEME_LIGHT ? MAP_DIVERGING_LIGHT : MAP_DIVERGING_DARK;
    Color missing = ui_color(ui, COLOR_SUNKEN);
    if (view && view->stage == STAGE_SOFTMAX) return (Paint){MAP_SEQUENTIAL, 0, 1, 1e-4, missing};
    // Distances are compared with those met in training, unless the scheme keeps them below an end of its own.
    if (!view && pe_picture(pe->scheme) == PE_PICTURE_DISTANCES) {
        double end = pe->distance_reach;
        return (Paint){MAP_SEQUENTIAL, 0, end > 0 ? end : figure->state->value[KEY_TRAIN], 0,
                       missing};
    }
    double reach = view ? logits_reach(pe, view) : pe_picture_reach(pe);
    if (!(reach > 0)) reach = 1;
    return (Paint){diverging, -reach, reach, 0, missing};
}

typedef struct SeriesRow {
    const char *scheme;
    ColorId color;
    double dash, gap;
} SeriesRow;

static const SeriesRow SERIES_ROWS[] = {

#define SERIES(name, tone, line, space) \
    {.scheme = (name), .color = (tone), .dash = (line), .gap = (space)},
#include "app/series.def"
#undef SERIES
};

static const SeriesRow *series_row(const char *scheme) {
    static const SeriesRow NONE = {"", COLOR_COUNT, 0, 0};
    for (size_t i = 0; i < sizeof SERIES_ROWS / sizeof *SERIES_ROWS; i++) {
        if (str_same(SERIES_ROWS[i].scheme, scheme)) return &SERIES_ROWS[i];
    }
    return &NONE;
}

ColorId series_color(const char *scheme) {
    return series_row(scheme)->color;
}

Stroke series_stroke(const char *scheme, double width) {
    return (Stroke){width, series_row(scheme)->dash, series_row(scheme)->gap};
}

Color figure_series_color(const FigureView *figure, const char *scheme) {
    ColorId color = series_color(scheme);
    return ui_color(figure->view->ui, color < COLOR_COUNT ? color : COLOR_TEXT);
}
