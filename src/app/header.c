// The bar at the top: mark, card, tabs, what is known, settings.
#include "app/view.h"

#include <math.h>

double view_header_height(const View *view) {
    return 56 * fmin(view->ui->k, 1.5);
}

static double draw_mark(Ui *ui, double x, double middle) {
    double radius = 9 * fmin(ui->k, 1.4);
    Color accent = ui_color(ui, COLOR_ACCENT);
    draw_circle(ui->draw, (Vec2){x + radius, middle}, radius, 2, accent);
    draw_line(ui->draw, (Vec2){x + radius, middle},
              (Vec2){x + radius * 1.55, middle - radius * 0.55}, 2, accent);
    return 2 * radius;
}

// `pad` is the room beside a tab's name.
static double tab_width(const Ui *ui, Screen screen, bool chips, double pad) {
    const char *label = str_of(screen_info(screen)->label);
    return ui_text_width(ui, TYPE_INTERFACE_MEDIUM, label) + pad +
           (chips ? ui_chip_width(ui, "1") + 8 * ui->k : 0);
}

static double tabs_width(const Ui *ui, bool chips, double pad) {
    double w = 0;
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        w += tab_width(ui, screen, chips, pad) + 4;
    }
    return w;
}

static void draw_tabs(View *view, double x, Rect bar, bool chips, double pad) {
    Ui *ui = view->ui;
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        double w = tab_width(ui, screen, chips, pad);
        Rect r = {x, bar.y + 9, w, bar.h - 19};
        const char *key = chips ? arena_format(ui->arena, "%d", (int)screen + 1) : "";
        const ScreenInfo *info = screen_info(screen);
        bool on = view->app->screen == screen;
        if (ui_tab(ui, ui_id_at(ui_id(0, "tabs"), (int)screen), r, str_of(info->label), key, on) &&
            !on) {
            wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = info->id});
        }
        x += w + 4;
    }
}

static Rect pill(Ui *ui, Rect *bar, double w) {
    Rect r = rect_cut_right(bar, w);
    rect_cut_right(bar, 12);
    return rect_center(r, r.w, 32 * fmin(ui->k, 1.5));
}

// Draws a pill with a text; true when it is pressed.
static bool press_pill(Ui *ui, UiItem item, const char *text) {
    Rect r = item.r;
    draw_round(ui->draw, r, r.h / 2, ui_color(ui, COLOR_SUNKEN));
    if (ui_hot(ui, item.id)) draw_ring(ui->draw, r, r.h / 2, 1, ui_color(ui, COLOR_CONTROL));
    ui_line_center(ui, r, TYPE_LABEL, COLOR_SECONDARY, text);
    ui_ring(ui, item.id, r, r.h / 2);
    item.role = UI_BUTTON;
    item.state |= UI_FOCUSABLE;
    ui_item(ui, item);
    return ui_clicked(ui, item.id);
}

// What is known leads to where it is told in full. Tab goes past it, as it stops at that screen's own name beside it.
static void draw_known(View *view, Rect r, const char *text) {
    UiItem item = {.id = ui_id(0, "known"), .state = UI_SKIPPED, .name = text, .r = r};
    if (press_pill(view->ui, item, text)) {
        wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = screen_info(SCREEN_PROGRESS)->id});
    }
}

static void draw_settings(View *view, Rect r) {
    UiItem item = {.id = ui_id(0, "settings"), .name = str_of(STR_SETTINGS_TITLE), .r = r};
    if (press_pill(view->ui, item, str_of(STR_SETTINGS))) {
        wish(view->wishes, (Action){.kind = ACT_OVERLAY, .text = "settings"});
    }
}

// Room for the way back and the gaps beside it; 0 if there is nowhere to go back to.
static double back_room(const View *view) {
    if (view->app->back_count == 0) return 0;
    return ui_button_width(view->ui, str_of(STR_BACK), "B") + 28;
}

// Back to where a link was followed, when there is such a place.
static void back_button(View *view, Rect *bar) {
    Ui *ui = view->ui;
    const char *label = str_of(STR_BACK);
    double w = ui_button_width(ui, label, "B");
    if (view->app->back_count == 0 || bar->w < w + 16) return;
    Rect r = rect_cut_left(bar, w);
    rect_cut_left(bar, 12);
    r = rect_center(r, r.w, 36 * fmin(ui->k, 1.5));
    if (ui_button(ui, ui_id(0, "back"), r, BUTTON_PLAIN, label, "B")) {
        wish(view->wishes, (Action){.kind = ACT_BACK});
    }
}

static double settings_width(const Ui *ui) {
    return ui_text_width(ui, TYPE_LABEL, str_of(STR_SETTINGS)) + 26 * ui->k;
}

enum { PAD_LEAST = 8 };

// For what must be there: the names of the screens, the settings and, after a link, the way back.
static double least_width(const View *view) {
    const Ui *ui = view->ui;
    double mark = 18 * fmin(ui->k, 1.4) + 14;
    return 48 + mark + settings_width(ui) + 16 + tabs_width(ui, false, PAD_LEAST) + back_room(view);
}

static void draw_bar(View *view, Rect area) {
    Ui *ui = view->ui;
    const Shelf *shelf = view->app->shelf;
    draw_fill(ui->draw, area, ui_color(ui, COLOR_SURFACE));
    draw_fill(ui->draw, (Rect){area.x, area.y + area.h - 1, area.w, 1}, ui_color(ui, COLOR_BORDER));
    Rect bar = rect_pad(area, 24, 0);
    double middle = area.y + area.h / 2;
    rect_cut_left(&bar, draw_mark(ui, bar.x, middle) + 14);
    Rect aa = pill(ui, &bar, settings_width(ui));
    const char *known = view_known(view, shelf);
    double pad = 24 * ui->k, wide = tabs_width(ui, true, pad), narrow = tabs_width(ui, false, pad);
    double known_w = ui_text_width(ui, TYPE_LABEL, known) + 28 * ui->k;
    double brand = ui_text_width(ui, TYPE_INTERFACE_MEDIUM, str_of(STR_PHASOR)) + 14;
    // What only tells makes room for the way back, which the mouse has nowhere else.
    double back = back_room(view);
    bool roomy = bar.w > wide + known_w + brand + 30 + back;
    bool tells = roomy || bar.w > narrow + known_w + 30 + back;
    Rect status = tells ? pill(ui, &bar, known_w) : (Rect){0};
    if (roomy) {
        ui_line(ui, rect_cut_left(&bar, brand), TYPE_INTERFACE_MEDIUM, COLOR_TEXT,
                str_of(STR_PHASOR));
    }
    bool chips = bar.w > wide + back;
    double over = narrow + back - bar.w;
    if (over > 0) pad = fmax(pad - over / SCREEN_COUNT, PAD_LEAST);
    Rect row = rect_cut_right(&bar, fmin(chips ? wide : tabs_width(ui, false, pad), bar.w));
    back_button(view, &bar);
    if (bar.w > 120) {
        ui_label(ui, ui_id(0, "card title"), UI_TEXT, (Rect){bar.x, bar.y, bar.w - 16, bar.h},
                 (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, shelf->card.title);
    }
    draw_tabs(view, row.x, area, chips, pad);
    if (status.w > 0) draw_known(view, status, known);
    draw_settings(view, aa);
}

void view_header(View *view, Rect area) {
    Ui *ui = view->ui;
    double k = ui->k, all = least_width(view);
    ui->k = 1;
    double one = least_width(view);
    // The bar's text grows only as far as it has room for it.
    ui->k = all <= area.w || all <= one ? k : fmax(1, 1 + (k - 1) * (area.w - one) / (all - one));
    draw_bar(view, area);
    ui->k = k;
}
