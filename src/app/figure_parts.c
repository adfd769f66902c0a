// What several figures draw with: lines of text, a legend, a dot, a plate, and the numbers that they all write.
#include "app/figure_parts.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

void parts_headline(FigureView *figure, Rect *r, const char *text) {
    if (figure->withheld) return;
    Ui *ui = figure->view->ui;
    double h = ui_wrapped(ui, ui_id(figure->id, "headline"), *r,
                          (UiInk){TYPE_INTERFACE_MEDIUM, COLOR_TEXT}, text, true);
    rect_cut_top(r, h + 6 * ui->k);
}

double parts_detail_height(const FigureView *figure, double width, const char *text) {
    return ui_wrapped(figure->view->ui, 0, (Rect){0, 0, width, 0},
                      (UiInk){TYPE_CAPTION, COLOR_SECONDARY}, text, false);
}

void parts_detail(FigureView *figure, const char *id, Rect r, const char *text) {
    if (figure->withheld) return;
    ui_wrapped(figure->view->ui, ui_id(figure->id, id), r, (UiInk){TYPE_CAPTION, COLOR_SECONDARY},
               text, true);
}

static void draw_mark(Ui *ui, const LegendEntry *entry, double x, double y, double size) {
    Vec2 line[] = {{x, y}, {x + size, y}};
    switch (entry->mark) {
    case LEGEND_LINE: draw_path(ui->draw, line, 2, 3, entry->color); break;
    case LEGEND_DASHES: draw_dashes(ui->draw, line, 2, (Stroke){3, 5, 4}, entry->color); break;
    case LEGEND_BOX:
        draw_round(ui->draw, (Rect){x, y - size / 2, size, size}, 3, entry->color);
        break;
    }
}

void parts_legend(FigureView *figure, Rect *r, const LegendEntry *entries, int count) {
    Ui *ui = figure->view->ui;
    double line = ui_leading(ui, TYPE_CAPTION), x = r->x, y = r->y, gap = 16 * ui->k;
    for (int i = 0; i < count; i++) {
        double size = (entries[i].mark == LEGEND_BOX ? 11 : 20) * ui->k;
        double w = size + 7 * ui->k + ui_text_width(ui, TYPE_CAPTION, entries[i].text) + 1;
        if (x > r->x && x + w > r->x + r->w) {
            x = r->x;
            y += line;
        }
        draw_mark(ui, &entries[i], x, y + line / 2, size);
        Rect text = {x + size + 7 * ui->k, y, fmin(r->x + r->w - x - size, w - size), line};
        ui_line(ui, text, TYPE_CAPTION, COLOR_SECONDARY, entries[i].text);
        x += w + gap;
    }
    rect_cut_top(r, y + line + 6 * ui->k - r->y);
}

void parts_stroke(FigureView *figure, const Vec2 *points, int n, double dash, Color color) {
    DrawList *draw = figure->view->ui->draw;
    if (dash > 0) draw_dashes(draw, points, n, (Stroke){2.5, dash, 4}, color);
    if (!(dash > 0)) draw_path(draw, points, n, 2.5, color);
}

void parts_note(FigureView *figure, const char *name, Rect r, const char *text) {
    FigureView open = *figure;
    open.withheld = false;
    figure_line(&open, name, r, TYPE_CAPTION, COLOR_SECONDARY, text);
}

void figure_line(FigureView *figure, const char *name, Rect r, TypeId type, ColorId color,
                 const char *text) {
    Ui *ui = figure->view->ui;
    if (figure->withheld) return;
    ui_line(ui, r, type, color, text);
    ui_item(
        ui,
        (UiItem){
            .id = ui_id(figure->id, name), .role = UI_STATUS, .name = name, .value = text, .r = r});
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

void parts_dot(FigureView *figure, Vec2 at, double radius, Color ink) {
    Ui *ui = figure->view->ui;
    draw_disc(ui->draw, at, (radius + 1.5) * ui->k, ui_color(ui, COLOR_SURFACE));
    draw_disc(ui->draw, at, radius * ui->k, ink);
}

void parts_on_cell(FigureView *figure, Rect cell, Color face, const char *text) {
    Ui *ui = figure->view->ui;
    double w = ui_text_width(ui, TYPE_MONO_SMALL, text);
    if (w > cell.w || ui_leading(ui, TYPE_MONO_SMALL) > cell.h) return;
    Vec2 at = {cell.x + (cell.w - w) / 2, ui_baseline(ui, TYPE_MONO_SMALL, cell.y, cell.h)};
    draw_text(ui->draw, at, ui_style(ui, TYPE_MONO_SMALL), theme_ink_on(face), text, -1);
}

void parts_beyond(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    draw_hatch(ui->draw, r, 8, color_fade(ui_color(ui, COLOR_TEXT), 0.16));
}

void parts_train_line(FigureView *figure, Vec2 from, Vec2 to) {
    Ui *ui = figure->view->ui;
    Vec2 line[] = {from, to};
    draw_dashes(ui->draw, line, 2, (Stroke){1.5, 5, 3}, ui_color(ui, COLOR_TEXT));
}

int parts_doubling(int span, int most) {
    return (int)pow(2, ceil(log2(fmax((double)span / most, 1))));
}

const char *parts_tex(FigureView *figure, double value, int decimals) {
    Arena *arena = figure->view->ui->arena;
    const char *text = arena_format(arena, "%.*f", decimals, value);
    if (strtod(text, NULL) == 0 && *text == '-') text++;
    return text;
}

const Pe *parts_rope(FigureView *figure) {
    return figures_pe(figure->view->app->figures, pe_scheme_find("rope"), figure->state);
}

const char *parts_turn(const FigureView *figure, double speed) {
    Arena *arena = figure->view->ui->arena;
    double tokens = TURN / speed;
    return tokens < 100 ? arena_format(arena, "%.1f", tokens) : format_count(arena, tokens);
}

const char *parts_bytes(FigureView *figure, double bytes) {
    static const char *const UNITS[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    for (; bytes >= 1024 && unit < 5; unit++) bytes /= 1024;
    Arena *arena = figure->view->ui->arena;
    if (floor(bytes) == bytes) return arena_format(arena, "%.0f %s", bytes, UNITS[unit]);
    return arena_format(arena, "%.*f %s", bytes < 10 ? 2 : 1, bytes, UNITS[unit]);
}
