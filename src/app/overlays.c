// What lies over the page: keys, settings, the list of schemes.
#include "app/picker.h"
#include "app/task_view.h"
#include "base/str.h"

#include <math.h>
#include <string.h>

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

static void key_row(View *view, Rect row, const KeyHelp *help) {
    Ui *ui = view->ui;
    ui_chip(ui, row.x, row.y + row.h / 2, help->chip);
    Rect text = {row.x + 92 * ui->k, row.y, row.w - 92 * ui->k, row.h};
    ui_line(ui, text, TYPE_LABEL_PLAIN, COLOR_TEXT, help->label);
    ui_item(ui, (UiItem){.id = ui_id(ui_id(ui_id(0, "key"), help->group), help->chip),
                         .role = UI_TEXT,
                         .name = help->label,
                         .value = help->chip,
                         .r = row});
}

// The keys that widgets take.
static void fixed_keys(View *view, KeyHelp *out, int *count) {
    const App *app = view->app;
    Arena *arena = view->ui->arena;
    const char *quiz = str_of(screen_info(SCREEN_QUIZ)->label),
               *cards = str_of(screen_info(SCREEN_LIBRARY)->label),
               *all = str_of(STR_KEYS_EVERYWHERE), *letters = "A – H";
    bool asked = app->screen == SCREEN_QUIZ && app_attempt(app);
    const TaskView *type = asked ? task_view(app_task(app)->type) : NULL;
    TaskKey key = type ? type->key : (TaskKey){letters, STR_KEY_CHOOSE};
    if (type && type->keys == task_letters) {
        key.chip = arena_format(arena, "A – %c", 'A' + app_attempt(app)->order_count - 1);
    }
    const KeyHelp keys[] = {
        {quiz, key.chip, str_of(key.what), app->screen == SCREEN_QUIZ},
        {quiz, "Enter", str_of(STR_HELP_CHECK), app->screen == SCREEN_QUIZ},
        {cards, "↑ ↓", str_of(STR_HELP_CARD), app->screen == SCREEN_LIBRARY},
        {cards, "Enter", str_of(STR_HELP_OPEN), app->screen == SCREEN_LIBRARY},
        {all, arena_format(arena, "1 – %d", SCREEN_COUNT), screen_list(arena), true},
        {all, "Tab", str_of(STR_HELP_TAB), true},
        {all, "Enter", str_of(STR_HELP_ENTER), true},
        {all, "Arrows", str_of(STR_HELP_ARROWS), true},
        {all, "Space", str_of(STR_HELP_SPACE), true},
        {all, "Esc", str_of(STR_HELP_ESC), true},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) out[(*count)++] = keys[i];
}

// 0: of this screen alone; 1: of it and others; 2: of all; 3: of other screens.
static int rank_of(const KeyHelp *help, const View *view) {
    if (!help->here) return 3;
    if (str_same(help->group, str_of(screen_info(view->app->screen)->label))) return 0;
    return str_same(help->group, str_of(STR_KEYS_EVERYWHERE)) ? 2 : 1;
}

enum { HELP_MOST = 80 };

// All keys, group by group, those of the screen shown first; a row without a chip is a group's heading. rows: (HELP_MOST).
static int help_rows(View *view, KeyHelp *rows) {
    KeyHelp keys[HELP_MOST / 2];
    bool done[HELP_MOST / 2] = {false};
    int count = 0, row_count = 0;
    fixed_keys(view, keys, &count);
    for (int i = 0; view_binding(view, i).chip && count < HELP_MOST / 2; i++) {
        keys[count++] = view_binding(view, i);
    }
    for (int rank = 0; rank <= 3; rank++) {
        for (int i = 0; i < count; i++) {
            if (done[i] || rank_of(&keys[i], view) != rank) continue;
            rows[row_count++] = (KeyHelp){.group = keys[i].group};
            for (int k = i; k < count; k++) {
                if (!str_same(keys[k].group, keys[i].group)) continue;
                done[k] = true;
                rows[row_count++] = keys[k];
            }
        }
    }
    return row_count;
}

// Rows of the left column: half of them, but no heading at its end; a group that goes on has its heading again at the right.
static int help_columns(KeyHelp *rows, int *count) {
    int left = (*count + 1) / 2;
    while (left < *count &&
           (!rows[left - 1].chip || *count - left + (rows[left].chip != NULL) > left)) {
        left++;
    }
    if (left == *count || !rows[left].chip) return left;
    memmove(&rows[left + 1], &rows[left], (size_t)(*count - left) * sizeof *rows);
    rows[left] = (KeyHelp){.group = rows[left].group};
    (*count)++;
    return left;
}

static void overlay_keys(View *view, Rect area) {
    Ui *ui = view->ui;
    Rect inner = dialog_begin(view, area, str_of(STR_KEYS), 780, 540);
    KeyHelp help[HELP_MOST + 1];
    int count = help_rows(view, help), rows = help_columns(help, &count);
    double line = fmin(30 * ui->k, inner.h / rows);
    for (int i = 0; i < count; i++) {
        Rect column = rect_column(inner, i / rows, 2, 24);
        Rect row = {column.x, column.y + line * (i % rows), column.w, line};
        if (help[i].chip) {
            key_row(view, row, &help[i]);
        } else {
            UiId id = ui_id_at(ui_id(ui_id(0, "keys"), help[i].group), i / rows);
            ui_label(ui, id, UI_HEADING, row, (UiInk){TYPE_LABEL, COLOR_ACCENT}, help[i].group);
        }
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
    } OVERLAYS[] = {[OVERLAY_KEYS] = {overlay_keys, 840, 580},
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
