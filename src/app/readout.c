// The numbers of the shared cursor.
#include "app/readout.h"

#include "app/format.h"
#include "app/panel.h"

#include <math.h>

// A pen that sets names and values one after another and goes to a new line when one is full.
typedef struct Pen {
    Ui *ui;
    Rect r;
    double x, y, line;
    bool draw;
    char *all; // everything so far, for --text
} Pen;

static void put(Pen *pen, const char *name, const char *value) {
    Ui *ui = pen->ui;
    double a = ui_text_width(ui, TYPE_MONO, name), b = ui_text_width(ui, TYPE_MONO, value);
    double gap = 8 * ui->k, next = a + gap + b;
    if (pen->x > pen->r.x && pen->x + next > pen->r.x + pen->r.w) {
        pen->x = pen->r.x;
        pen->y += pen->line;
    }
    if (pen->draw) {
        ui_line(ui, (Rect){pen->x, pen->y, a + 1, pen->line}, TYPE_MONO, COLOR_MUTED, name);
        ui_line(ui, (Rect){pen->x + a + gap, pen->y, b + 1, pen->line}, TYPE_MONO, COLOR_TEXT,
                value);
    }
    pen->x += next + 18 * ui->k;
    pen->all = arena_format(ui->arena, "%s%s%s %s", pen->all, *pen->all ? ", " : "", name, value);
}

// What click and Esc do, at the right end of a wide line, which they shorten.
static void draw_hints(Ui *ui, Rect *r, bool draw) {
    const char *holds = str_of(STR_CLICK_HOLDS), *frees = str_of(STR_ESC_FREES);
    double hold_w = ui_text_width(ui, TYPE_MONO, holds),
           free_w = ui_text_width(ui, TYPE_MONO, frees);
    double w = ui_chip_width(ui, "click") + ui_chip_width(ui, "Esc") + hold_w + free_w + 40 * ui->k;
    if (r->w < 1000 * ui->k) return;
    Rect right = rect_cut_right(r, w);
    rect_cut_right(r, 18 * ui->k);
    if (!draw) return;
    double x = right.x, middle = right.y + right.h / 2;
    x += ui_chip(ui, x, middle, "click") + 8;
    ui_line(ui, (Rect){x, right.y, hold_w + 1, right.h}, TYPE_MONO, COLOR_MUTED, holds);
    x += hold_w + 16 * ui->k;
    x += ui_chip(ui, x, middle, "Esc") + 8;
    ui_line(ui, (Rect){x, right.y, free_w + 1, right.h}, TYPE_MONO, COLOR_MUTED, frees);
}

// Weights and distances have no sign and many sizes; everything else is a number of logits or of an encoding.
static const char *value_text(FigureView *figure, int panel) {
    Arena *arena = figure->view->ui->arena;
    const FigureState *state = figure->state;
    double value = panel_value(figure, panel);
    if (isinf(value)) return value < 0 ? "−∞" : "∞";
    bool weight = state->value[KEY_AS] > 0 && figure_int(state, KEY_STAGE) == STAGE_SOFTMAX;
    if (panel_value_is_distance(figure, panel) && isfinite(value)) {
        return arena_format(arena, "%.*g", fabs(value) < 10 ? 3 : 7, value);
    }
    if (!weight || isnan(value)) return format_number(arena, value, 2);
    return arena_format(arena, "%.3g", value);
}

double readout_draw(FigureView *figure, Rect r, bool draw) {
    Ui *ui = figure->view->ui;
    Arena *arena = ui->arena;
    double line = 26 * ui->k;
    r.h = line;
    int i, j;
    draw_hints(ui, &r, draw);
    if (!figure_cursor(figure->state, figure_int(figure->state, KEY_N), &i, &j)) {
        UiInk ink = {TYPE_MONO, COLOR_MUTED};
        if (draw) {
            ui_label(ui, ui_id(figure->id, "cursor"), UI_STATUS, r, ink, str_of(STR_CURSOR_NONE));
        }
        return line;
    }
    Pen pen = {.ui = ui,
               .r = r,
               .x = r.x,
               .y = r.y,
               .line = line,
               .draw = draw,
               .all = arena_copy(arena, "")};
    put(&pen, "i =", arena_format(arena, "%d", i));
    put(&pen, "j =", arena_format(arena, "%d", j));
    put(&pen, "i−j =", arena_format(arena, "%d", i - j));
    for (int p = 0; p < figure->state->scheme_count; p++) {
        put(&pen, panel_value_name(figure, p), value_text(figure, p));
    }
    double height = pen.y + line - r.y;
    r.h = height;
    if (draw) {
        ui_item(ui, (UiItem){.id = ui_id(figure->id, "cursor"),
                             .role = UI_STATUS,
                             .name = "cursor",
                             .value = pen.all,
                             .r = r});
    }
    return height;
}
