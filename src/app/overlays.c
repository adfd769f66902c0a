// What lies over the page: keys, settings, the list of schemes.
#include "app/picker.h"

#include <math.h>

static Rect dialog_begin(View *view, Rect area, const char *title, double w, double h) {
    Ui *ui = view->ui;
    ui_layer(ui, 1);
    UiId shade = ui_id(0, "shade");
    draw_fill(ui->draw, area, (Color){0, 0, 0, 90});
    ui_item(ui, (UiItem){.id = shade,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE | UI_CONTINUED,
                         .name = str_of(STR_CLOSE),
                         .r = area});
    Rect r = rect_center(area, fmin(w * ui->k, area.w - 32), fmin(h * ui->k, area.h - 32));
    ui_surface(ui, r, 12);
    // A click inside must not reach the shade.
    ui_item(ui, (UiItem){.id = ui_id(0, "dialog"),
                         .role = UI_DIALOG,
                         .state = UI_FOCUSABLE | UI_CONTINUED,
                         .name = title,
                         .r = r});
    if (ui_clicked(ui, shade)) wish(view->wishes, (Action){.kind = ACT_OVERLAY, .text = ""});
    Rect inner = rect_inset(r, 24 * fmin(ui->k, 1.4));
    Rect head = rect_cut_top(&inner, 40 * ui->k);
    double close = ui_button_width(ui, str_of(STR_CLOSE), "Esc");
    if (ui_button(ui, ui_id(0, "close"), rect_cut_right(&head, close), BUTTON_QUIET,
                  str_of(STR_CLOSE), "Esc")) {
        wish(view->wishes, (Action){.kind = ACT_OVERLAY, .text = ""});
    }
    ui_label(ui, ui_id(0, "dialog title"), UI_HEADING, head, (UiInk){TYPE_H3, COLOR_TEXT}, title);
    rect_cut_top(&inner, 12 * ui->k);
    return inner;
}

static void key_row(View *view, Rect row, const char *chip, const char *label) {
    Ui *ui = view->ui;
    ui_chip(ui, row.x, row.y + row.h / 2, chip);
    Rect text = {row.x + 92 * ui->k, row.y, row.w - 92 * ui->k, row.h};
    ui_line(ui, text, TYPE_LABEL_PLAIN, COLOR_TEXT, label);
    ui_item(ui, (UiItem){.id = ui_id(ui_id(0, "key"), chip),
                         .role = UI_TEXT,
                         .name = label,
                         .value = chip,
                         .r = row});
}

typedef struct KeyHelp {
    const char *chip, *label;
} KeyHelp;

// The keys of the screens, those that widgets take, then the bindings of keys.def.
static KeyHelp key_help(View *view, int index) {
    static const KeyHelp FIXED[] = {{"Tab", "next control; with Shift, back"},
                                    {"Enter", "press it; quiz: check, go on"},
                                    {"A – D", "choose an answer"},
                                    {"Arrows", "scroll, or move what has focus"},
                                    {"Esc", "close; leave a field or the cursor"}};

    enum { FIXED_COUNT = sizeof FIXED / sizeof *FIXED };

    Arena *arena = view->ui->arena;
    if (index == 0) {
        return (KeyHelp){arena_format(arena, "1 – %d", SCREEN_COUNT), screen_list(arena)};
    }
    if (index <= FIXED_COUNT) return FIXED[index - 1];
    KeyHelp help = {0};
    help.chip = view_binding(index - 1 - FIXED_COUNT, &help.label);
    return help;
}

static void overlay_keys(View *view, Rect area) {
    Rect inner = dialog_begin(view, area, str_of(STR_KEYS), 780, 500);
    int count = 0;
    while (key_help(view, count).chip) count++;
    int rows = (count + 1) / 2;
    double line = fmin(30 * view->ui->k, inner.h / rows);
    for (int i = 0; i < count; i++) {
        KeyHelp help = key_help(view, i);
        int across = i / rows, down = i % rows;
        Rect column = rect_column(inner, across, 2, 24);
        key_row(view, (Rect){column.x, column.y + line * down, column.w, line}, help.chip,
                help.label);
    }
}

static void overlay_settings(View *view, Rect area) {
    Ui *ui = view->ui;
    const App *app = view->app;
    const char *themes[] = {str_of(STR_LIGHT), str_of(STR_DARK), str_of(STR_CONTRAST), NULL};
    Rect inner = dialog_begin(view, area, str_of(STR_SETTINGS_TITLE), 460, 270);
    ui_label(ui, ui_id(0, "theme label"), UI_TEXT, rect_cut_top(&inner, 26 * ui->k),
             (UiInk){TYPE_LABEL, COLOR_SECONDARY}, str_of(STR_THEME));
    int theme = ui_segments(ui, ui_id(0, "theme"), rect_cut_top(&inner, 42 * ui->k),
                            str_of(STR_THEME), themes, (int)app->theme);
    if (theme >= 0) {
        wish(view->wishes, (Action){.kind = ACT_THEME, .text = theme_name((ThemeId)theme)});
    }
    rect_cut_top(&inner, 20 * ui->k);
    const char *percent = arena_format(ui->arena, "%.0f %%", app->text_scale * 100);
    UiSlide slide = ui_slider(ui, ui_id(0, "text size"), rect_cut_top(&inner, 56 * ui->k),
                              (UiLabel){str_of(STR_TEXT_SIZE), percent}, app->text_scale,
                              (SliderRange){1, 2, 0.1, false, 0});
    if (slide.changed) wish(view->wishes, (Action){.kind = ACT_TEXT_SIZE, .a = slide.value});
}

static void overlay_schemes(View *view, Rect area) {
    const App *app = view->app;
    const FigureState *state = app_figure(app, app->overlay_target);
    bool new = state && app->overlay_panel >= state->scheme_count;
    Rect inner =
        dialog_begin(view, area, str_of(new ? STR_CHOOSE_NEW : STR_CHOOSE_SCHEME), 1080, 800);
    picker_draw(view, inner);
}

void view_overlays(View *view, Rect area) {
    static const struct {
        void (*draw)(View *view, Rect area);
        double w, h; // room that its text needs at 100 %
    } OVERLAYS[] = {[OVERLAY_KEYS] = {overlay_keys, 840, 540},
                    [OVERLAY_SETTINGS] = {overlay_settings, 500, 310},
                    [OVERLAY_SCHEMES] = {overlay_schemes, 420, 280}};

    if (!OVERLAYS[view->app->overlay].draw) return; // none is shown
    // A dialog must fit: its text grows only as far as the window has room for it.
    double k = view->ui->k, w = OVERLAYS[view->app->overlay].w, h = OVERLAYS[view->app->overlay].h;
    view->ui->k = fmin(k, fmax(1, fmin(area.w / w, area.h / h)));
    OVERLAYS[view->app->overlay].draw(view, area);
    view->ui->k = k;
    ui_layer(view->ui, 0);
}
