// Small parts that many figures share: the cursor's wishes, lines of text that are items, plates over a picture.
#include "app/figure.h"

#include <math.h>
#include <string.h>

static double within(double at, int end) {
    return fmin(fmax(at, 0), fmax(end - 1, 0));
}

void figure_cursor_input(FigureView *figure, UiId id, bool over, FigureCell at, FigureCell now,
                         FigureCell end) {
    Ui *ui = figure->view->ui;
    const FigureState *state = figure->state;
    Actions *wishes = figure->view->wishes;
    bool shown = state->hovering && state->hover_i == at.i && state->hover_j == at.j;
    if (over && !shown) {
        wish(wishes, (Action){.kind = ACT_HOVER, .target = figure->target, .a = at.i, .b = at.j});
    }
    if (over && ui_clicked(ui, id)) {
        wish(wishes, (Action){.kind = ACT_PIN, .target = figure->target, .a = at.i, .b = at.j});
    }
    int down = ui_take_key_on(ui, id, UI_KEY_DOWN) - ui_take_key_on(ui, id, UI_KEY_UP);
    int right = ui_take_key_on(ui, id, UI_KEY_RIGHT) - ui_take_key_on(ui, id, UI_KEY_LEFT);
    if (!down && !right) return;
    wish(wishes, (Action){.kind = ACT_PIN,
                          .target = figure->target,
                          .a = within(now.i + down, end.i),
                          .b = within(now.j + right, end.j)});
}

void figure_line(FigureView *figure, const char *name, Rect r, TypeId type, ColorId color,
                 const char *text) {
    Ui *ui = figure->view->ui;
    ui_line(ui, r, type, color, text);
    ui_item(
        ui,
        (UiItem){
            .id = ui_id(figure->id, name), .role = UI_STATUS, .name = name, .value = text, .r = r});
}

void figure_formula(FigureView *figure, Rect r, const char *tex) {
    Ui *ui = figure->view->ui;
    double size = 18 * ui->k;
    const MathBox *box = ui_math(ui, tex, size, true);
    double shrink =
        box ? fmin(r.w / fmax(box->width, 1), r.h / fmax(box->ascent + box->descent, 1)) : 1;
    if (shrink < 1) box = ui_math(ui, tex, fmax(floor(size * shrink * 4) / 4, 9), true);
    const char *plain = math_plain(ui->arena, tex, (int)strlen(tex));
    if (box) {
        math_draw(box, ui->draw, r.x + fmax(0, (r.w - box->width) / 2),
                  r.y + (r.h - box->ascent - box->descent) / 2 + box->ascent,
                  ui_color(ui, COLOR_TEXT));
    } else {
        ui_line_center(ui, r, TYPE_MONO, COLOR_TEXT, plain);
    }
    ui_item(ui, (UiItem){.id = ui_id(figure->id, "formula"),
                         .role = UI_STATUS,
                         .name = "formula",
                         .value = plain,
                         .r = r});
}

void figure_plate(FigureView *figure, Vec2 at, Rect bounds, ColorId color, const char *text) {
    Ui *ui = figure->view->ui;
    double w = ui_text_width(ui, TYPE_MONO_SMALL, text) + 10 * ui->k,
           h = ui_leading(ui, TYPE_MONO_SMALL) + 4;
    Rect r = {at.x - w / 2, at.y - h / 2, w, h};
    r.x = fmax(fmin(r.x, bounds.x + bounds.w - w), bounds.x);
    r.y = fmax(fmin(r.y, bounds.y + bounds.h - h), bounds.y);
    draw_round(ui->draw, r, 4, color_fade(ui_color(ui, COLOR_SURFACE), 0.92));
    draw_ring(ui->draw, r, 4, 1, ui_color(ui, COLOR_CONTROL));
    ui_line_center(ui, r, TYPE_MONO_SMALL, color, text);
}
