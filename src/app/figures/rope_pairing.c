// Which coordinates form a pair: neighbours, or halves, and the one permutation that leads from one layout to the other.
#include "app/figure_parts.h"
#include "base/rng.h"
#include "engine/attend.h"
#include "engine/schemes/rope.h"

#include <math.h>

static const FigureControl CONTROLS[] = {{KEY_D, 4, 64}};

enum { QUERY_AT = 12, KEY_AT = 5 };

typedef struct Pairing {
    FigureView *figure;
    int d, pair;
    Rect rows[2];     // the cells of both layouts: neighbours above, halves below
    double scores[3]; // neighbours; halves after reordering; halves without
} Pairing;

// The score of seeded content in one layout, its entries reordered for halves or not.
static double score(const Pairing *p, const char *layout, bool reorder) {
    Arena *arena = p->figure->view->ui->arena;
    Pe pe;
    pe_init(&pe, pe_scheme_find("rope"));
    bool ready = pe_set(&pe, "dim", p->d, NULL) && pe_set_text(&pe, "layout", layout, NULL) &&
                 pe_prepare(&pe, arena, NULL);
    if (!ready) return (double)NAN;
    double q[PE_DIM_MAX], k[PE_DIM_MAX];
    Rng rng = {1};
    for (int f = 0; f < p->d; f++) {
        q[f] = rng_normal(&rng);
        k[f] = rng_normal(&rng);
    }
    if (reorder) {
        rope_split_pairs(p->d, 1, q);
        rope_split_pairs(p->d, 1, k);
    }
    AttendPair pair = {.q = q, .k = k, .q_at = QUERY_AT, .k_at = KEY_AT, .D = p->d};
    return attend_pair(&pe, 0, pair, arena);
}

static Pairing pairing_of(FigureView *figure) {
    Pairing p = {.figure = figure,
                 .d = figure_int(figure->state, KEY_D),
                 .pair = figure_int(figure->state, KEY_PAIR)};
    if (p.pair > p.d / 2 - 1) p.pair = p.d / 2 - 1;
    p.scores[0] = score(&p, "interleaved", false);
    p.scores[1] = score(&p, "half_split", true);
    p.scores[2] = score(&p, "half_split", false);
    return p;
}

// The two coordinates of a pair.
static int coordinate(const Pairing *p, int layout, int pair, int member) {
    return layout == 0 ? 2 * pair + member : pair + member * p->d / 2;
}

static int pair_at(const Pairing *p, int layout, int c) {
    int half = p->d / 2 > 0 ? p->d / 2 : 1;
    return layout == 0 ? c / 2 : c % half;
}

static Vec2 place(const Pairing *p, int layout, int c, double share) {
    Rect row = p->rows[layout];
    return (Vec2){row.x + (c + 0.5) * row.w / p->d, row.y + row.h * share};
}

// A bow between the two coordinates of a pair, above the upper row and below the lower one.
static void draw_bow(const Pairing *p, int layout, int pair, double high, Color ink, double width) {
    Vec2 a = place(p, layout, coordinate(p, layout, pair, 0), layout),
         b = place(p, layout, coordinate(p, layout, pair, 1), layout);
    double way = layout ? 1 : -1;
    Vec2 points[25];
    for (int s = 0; s <= 24; s++) {
        double t = s / 24.0;
        points[s] = (Vec2){a.x + (b.x - a.x) * t, a.y + way * (3 + 4 * t * (1 - t) * high)};
    }
    draw_path(p->figure->view->ui->draw, points, 25, width, ink);
}

static void draw_cells(const Pairing *p, int layout) {
    Ui *ui = p->figure->view->ui;
    Rect row = p->rows[layout];
    double cell = row.w / p->d, text = ui_text_width(ui, TYPE_MONO_SMALL, "00") + 2;
    for (int c = 0; c < p->d; c++) {
        bool mine = pair_at(p, layout, c) == p->pair;
        double x = round(row.x + c * cell), right = round(row.x + (c + 1) * cell);
        Rect box = {x, row.y, fmax(right - x - (cell >= 4), 1), row.h};
        // The phase of the pair on the cyclic map; the chosen one also by a ring.
        Color face = colormap_at(MAP_CYCLIC, (double)pair_at(p, layout, c) / (p->d / 2.0));
        face = color_mix(ui_color(ui, COLOR_SUNKEN), face, 0.55);
        draw_fill(ui->draw, box, face);
        if (mine) draw_ring(ui->draw, rect_inset(box, -1), 2, 2.5, ui_color(ui, COLOR_ACCENT));
        if (cell >= text) parts_on_cell(p->figure, box, face, arena_format(ui->arena, "%d", c));
    }
}

static void draw_links(const Pairing *p) {
    Ui *ui = p->figure->view->ui;
    Color faint = color_fade(ui_color(ui, COLOR_MUTED), 0.45), ink = ui_color(ui, COLOR_ACCENT);
    for (int at = 0; at < p->d; at++) {
        int pair = at / 2;
        if (pair == p->pair) continue;
        draw_line(ui->draw, place(p, 0, at, 1), place(p, 1, coordinate(p, 1, pair, at % 2), 0), 1,
                  faint);
    }
    for (int m = 0; m < 2; m++) {
        draw_line(ui->draw, place(p, 0, coordinate(p, 0, p->pair, m), 1),
                  place(p, 1, coordinate(p, 1, p->pair, m), 0), 2.5, ink);
    }
}

static void draw_bows(const Pairing *p, double high) {
    Ui *ui = p->figure->view->ui;
    Color faint = color_fade(ui_color(ui, COLOR_MUTED), 0.5), ink = ui_color(ui, COLOR_ACCENT);
    for (int layout = 0; layout < 2; layout++) {
        for (int pair = 0; pair < p->d / 2; pair++) {
            if (pair != p->pair) draw_bow(p, layout, pair, layout ? high : high * 0.4, faint, 1);
        }
        draw_bow(p, layout, p->pair, layout ? high : high * 0.4, ink, 2.5);
    }
}

static void point(const Pairing *p, int layout, const char *name) {
    Ui *ui = p->figure->view->ui;
    UiId id = ui_id(p->figure->id, name);
    Rect row = p->rows[layout];
    int to = p->pair;
    if ((ui_held(ui, id) || ui_clicked(ui, id)) && rect_has(row, ui->in.mouse)) {
        to = pair_at(p, layout, (int)fmin((ui->in.mouse.x - row.x) / row.w * p->d, p->d - 1));
    }
    to += ui_arrows(ui, id).right;
    to = to < 0 ? 0 : to < p->d / 2 ? to : p->d / 2 - 1;
    if (to != p->pair) figure_wish_set(p->figure, KEY_PAIR, to);
    ui_ring(ui, id, row, 2);
    const char *value =
        arena_format(ui->arena, "pair %d is (%d, %d)", p->pair, coordinate(p, layout, p->pair, 0),
                     coordinate(p, layout, p->pair, 1));
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = name,
                         .value = value,
                         .r = row});
}

static void caption(const Pairing *p, Rect r, const char *name, int layout) {
    Ui *ui = p->figure->view->ui;
    const char *pair =
        arena_format(ui->arena, "pair %d = (%d, %d)", p->pair, coordinate(p, layout, p->pair, 0),
                     coordinate(p, layout, p->pair, 1));
    double w = ui_text_width(ui, TYPE_MONO, pair) + 4;
    ui_line_right(ui, r, TYPE_MONO, COLOR_ACCENT, pair);
    ui_line(ui, (Rect){r.x, r.y, r.w - w - 8, r.h}, TYPE_LABEL, COLOR_TEXT, name);
}

static void draw_layouts(Pairing *p, Rect r) {
    Ui *ui = p->figure->view->ui;
    double line = ui_leading(ui, TYPE_LABEL), row = fmin(30 * ui->k, r.h * 0.14);
    Rect top = rect_cut_top(&r, line), bottom = rect_cut_bottom(&r, line);
    double high = fmin(r.h * 0.26, 80 * ui->k);
    rect_cut_top(&r, high * 0.4 + 8);
    rect_cut_bottom(&r, high + 8);
    p->rows[0] = rect_cut_top(&r, row);
    p->rows[1] = rect_cut_bottom(&r, row);
    caption(p, top, "Neighbours", 0);
    draw_bows(p, high);
    draw_links(p);
    draw_cells(p, 0);
    draw_cells(p, 1);
    point(p, 0, "Neighbours");
    point(p, 1, "Halves");
    caption(p, bottom, "Halves", 1);
}

static const char *headline(const Pairing *p) {
    View *view = p->figure->view;
    return arena_format(
        view->ui->arena,
        "Score with neighbours %s; with halves, reordered, %s; with halves, not reordered, %s.",
        format_number(view->ui->arena, p->scores[0], 4),
        format_number(view->ui->arena, p->scores[1], 4),
        format_number(view->ui->arena, p->scores[2], 4));
}

static const char *detail(const Pairing *p) {
    return arena_format(
        p->figure->view->ui->arena,
        "Seeded q and k of %d numbers at positions %d and %d, base 10,000, divided by √d. "
        "Coordinates 2r and 2r + 1 move to r and r + %d: "
        "the same pairs, the same score. Turned with the wrong partner, it is another number.",
        p->d, QUERY_AT, KEY_AT, p->d / 2);
}

static void draw(FigureView *figure, Rect r) {
    Pairing p = pairing_of(figure);
    parts_headline(figure, &r, headline(&p));
    Rect text =
        rect_cut_bottom(&r, fmin(parts_detail_height(figure, r.w, detail(&p)) + 8, r.h / 2));
    draw_layouts(&p, r);
    rect_cut_top(&text, 8);
    parts_detail(figure, "detail", text, detail(&p));
}

const FigureInfo figure_rope_pairing = {FIGURE_CONTROLS(CONTROLS), .height = 400, .draw = draw};
