// A formula in a rectangle: made smaller until it fits, or its source where it cannot be read.
#include "ui/widgets.h"

#include <math.h>
#include <string.h>

static const double normal = 18, least = 9; // sizes in pixels

// Sizes go in quarters of a pixel, so that the cache of formulas keeps few of each.
static const MathBox *formula_fit(Ui *ui, const char *tex, double w, double h) {
    double size = normal * ui->k;
    const MathBox *box = ui_math(ui, tex, size, true);
    if (!box) return NULL;
    double high = box->ascent + box->descent, shrink = 1;
    if (box->width > w) shrink = w / box->width;
    if (h > 0 && high > h) shrink = fmin(shrink, h / high);
    return shrink < 1 ? ui_math(ui, tex, fmax(floor(size * shrink * 4) / 4, least), true) : box;
}

double ui_formula_height(Ui *ui, double width, const char *tex) {
    const MathBox *box = formula_fit(ui, tex, width, 0);
    if (box) return box->ascent + box->descent;
    UiInk ink = {TYPE_MONO, COLOR_WARNING};
    return ui_wrapped(ui, 0, (Rect){0, 0, width, 0}, ink, tex, false);
}

double ui_formula(Ui *ui, UiId id, Rect r, const char *tex, ColorId color, bool center) {
    const MathBox *box = formula_fit(ui, tex, r.w, r.h);
    if (!box) return ui_wrapped(ui, id, r, (UiInk){TYPE_MONO, COLOR_WARNING}, tex, true);
    double h = box->ascent + box->descent, x = center ? r.x + fmax(0, (r.w - box->width) / 2) : r.x,
           y = r.h > 0 ? r.y + (r.h - h) / 2 : r.y;
    math_draw(box, ui->draw, x, y + box->ascent, ui_color(ui, color));
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_TEXT,
                         .name = math_plain(ui->arena, tex, (int)strlen(tex)),
                         .value = "formula",
                         .r = {x, y, box->width, h}});
    return h;
}
