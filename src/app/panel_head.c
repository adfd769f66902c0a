// The head of a panel: which scheme stands in it, and the ways to another one and to its parameters.
#include "app/panel_head.h"

#include "app/tuner.h"

#include <math.h>

const char *panel_place_tag(PePlace place) {
    static const char *const TAGS[] = {[PE_AT_NONE] = "nothing",
                                       [PE_AT_INPUT] = "input",
                                       [PE_AT_QUERY_KEY] = "rotate q, k",
                                       [PE_AT_LOGIT] = "logit add"};
    return TAGS[place];
}

UiId panel_head_button(UiId figure, int index) {
    return ui_id(ui_id_at(figure, index), "parameters");
}

// Two sliders, one above the other.
static void draw_icon(Ui *ui, Vec2 c, Color ink, Color ground) {
    double w = 8 * ui->k, knob = 3 * ui->k;
    for (int line = -1; line <= 1; line += 2) {
        double y = c.y + line * 4 * ui->k, x = c.x + line * 3 * ui->k;
        draw_line(ui->draw, (Vec2){c.x - w, y}, (Vec2){c.x + w, y}, 1.5, ink);
        draw_disc(ui->draw, (Vec2){x, y}, knob, ground);
        draw_circle(ui->draw, (Vec2){x, y}, knob, 1.5, ink);
    }
}

static void draw_button(FigureView *figure, Rect r, const PanelHead *head) {
    Ui *ui = figure->view->ui;
    UiId id = panel_head_button(figure->id, head->index);
    bool on = figure->view->app->tuned == head->index,
         own = figure->state->own[head->index].set != 0;
    ColorId face = on ? COLOR_TINT : ui_hot(ui, id) ? COLOR_SUNKEN : COLOR_SURFACE;
    draw_round(ui->draw, r, 8, ui_color(ui, face));
    Color ink = ui_color(ui, on || own ? COLOR_ACCENT : COLOR_SECONDARY);
    draw_icon(ui, (Vec2){r.x + r.w / 2, r.y + r.h / 2}, ink, ui_color(ui, face));
    ui_ring(ui, id, rect_inset(r, 3), 8);
    const char *name =
        arena_format(ui->arena, "%s: %s", head->scheme->title, str_of(STR_PARAMETERS));
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                         .name = name,
                         .value = own ? str_of(STR_OWN_VALUES) : "",
                         .r = r});
    if (!ui_clicked(ui, id)) return;
    wish(figure->view->wishes, (Action){.kind = ACT_TUNE, .a = head->index});
    if (!on) ui_focus(ui, tuner_first(figure, head->index));
}

void panel_head_draw(FigureView *figure, Rect r, const PanelHead *head) {
    Ui *ui = figure->view->ui;
    UiId id = ui_id(head->id, "scheme");
    if (head->tools) {
        Rect button = rect_cut_right(&r, 36 * ui->k);
        draw_button(figure, rect_center(button, button.w, fmin(r.h, 32 * ui->k)), head);
        rect_cut_right(&r, 6);
    }
    const char *tag = panel_place_tag(head->scheme->place);
    TypeId type = head->compact ? TYPE_LABEL : TYPE_INTERFACE_MEDIUM;
    double chip = ui_chip_width(ui, tag), arrow_w = 24 * ui->k, s = 4 * ui->k;
    double title = fmin(ui_text_width(ui, type, head->scheme->title), r.w - arrow_w);
    Rect grip = {r.x - 6, r.y, fmin(title + arrow_w + 6, r.w + 6), r.h};
    if (ui_hot(ui, id)) draw_round(ui->draw, grip, 6, ui_color(ui, COLOR_SUNKEN));
    ui_ring(ui, id, rect_inset(grip, 2), 6);
    ui_line(ui, (Rect){r.x, r.y, title + 1, r.h}, type, COLOR_TEXT, head->scheme->title);
    Vec2 c = {r.x + title + 12 * ui->k, r.y + r.h / 2 + 1};
    Vec2 arrow[] = {{c.x - s, c.y - s * 0.6}, {c.x, c.y + s * 0.5}, {c.x + s, c.y - s * 0.6}};
    draw_path(ui->draw, arrow, 3, 1.5, ui_color(ui, COLOR_MUTED));
    if (grip.w + chip < r.w) ui_chip(ui, r.x + r.w - chip, r.y + r.h / 2, tag);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE,
                         .name = head->scheme->title,
                         .value = tag,
                         .r = grip});
    if (ui_clicked(ui, id)) {
        wish(figure->view->wishes,
             (Action){.kind = ACT_PICK, .target = figure->target, .a = head->index});
    }
}
