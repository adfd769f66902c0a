// The Cards screen: what there is to study.
#include "app/format.h"
#include "app/view.h"

#include <math.h>

static UiId card_item(const Shelf *shelf) {
    return ui_id(ui_id(0, "library"), shelf->card.id);
}

// Up and Down go from card to card, from the one shown if none has the focus; Enter opens that one.
static void take_keys(View *view) {
    Ui *ui = view->ui;
    const App *app = view->app;
    int at = -1, shown = 0;
    if (app->overlay != OVERLAY_NONE) return;
    for (int i = 0; i < app->shelf_count; i++) {
        if (ui->focus == card_item(app->shelves[i])) at = i;
        if (app->shelves[i] == app->shelf) shown = i;
    }
    int from = at >= 0 ? at : shown;
    int to = from + ui_take_key(ui, UI_KEY_DOWN, 0) - ui_take_key(ui, UI_KEY_UP, 0);
    if (to != from && to >= 0 && to < app->shelf_count) {
        ui_focus(ui, card_item(app->shelves[to]));
        ui_show_focus(ui);
    }
    if (ui_take_key(ui, UI_KEY_ENTER, 0)) {
        wish(view->wishes, (Action){.kind = ACT_CARD, .text = app->shelves[from]->card.id});
    }
}

static double card_row(View *view, Rect r, const Shelf *shelf) {
    Ui *ui = view->ui;
    const Card *card = &shelf->card;
    UiId id = card_item(shelf);
    bool on = shelf == view->app->shelf;
    r.h = ui_leading(ui, TYPE_H3) + ui_leading(ui, TYPE_LABEL) + 44 * ui->k;
    ui_surface(ui, r, 12);
    if (on) draw_ring(ui->draw, r, 12, 1.5, ui_color(ui, COLOR_ACCENT));
    ui_ring(ui, id, r, 12);
    Rect inner = rect_pad(r, 20 * ui->k, 20 * ui->k);
    int asked = card_asked_count(card);
    const char *known = view_known(view, shelf);
    double right = fmax(ui_text_width(ui, TYPE_LABEL, known), 120 * ui->k);
    Rect state = rect_cut_right(&inner, right);
    ui_line_right(ui, rect_cut_top(&state, ui_leading(ui, TYPE_H3)), TYPE_LABEL, COLOR_SECONDARY,
                  known);
    Rect bar = {state.x, state.y + 10, state.w, 6};
    draw_round(ui->draw, bar, 3, ui_color(ui, COLOR_SUNKEN));
    if (asked > 0 && shelf->history.known > 0) {
        draw_round(ui->draw, (Rect){bar.x, bar.y, bar.w * shelf->history.known / asked, bar.h}, 3,
                   ui_color(ui, COLOR_RIGHT));
    }
    ui_line(ui, rect_cut_top(&inner, ui_leading(ui, TYPE_H3)), TYPE_H3,
            ui_hot(ui, id) ? COLOR_ACCENT : COLOR_TEXT, card->title);
    const char *sections = format_plural(ui->arena, card->section_count, "section");
    const char *questions = format_plural(ui->arena, asked, "question");
    const char *topic =
        *card->topic ? arena_format(ui->arena, "%s · ", format_words(ui->arena, card->topic)) : "";
    const char *difficulty =
        *card->difficulty ? arena_format(ui->arena, "%s · ", card->difficulty) : "";
    const char *facts =
        arena_format(ui->arena, "%s%s%s · %s", topic, difficulty, sections, questions);
    ui_line(ui, rect_cut_top(&inner, ui_leading(ui, TYPE_LABEL) + 4), TYPE_LABEL_PLAIN,
            COLOR_SECONDARY, facts);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                         .name = card->title,
                         .value = known,
                         .r = r});
    if (ui_clicked(ui, id)) wish(view->wishes, (Action){.kind = ACT_CARD, .text = card->id});
    return r.h;
}

void screen_library(View *view, Rect area) {
    Ui *ui = view->ui;
    Rect column = page_column(area);
    column.w = fmin(column.w, 860 * ui->k);
    Page page = page_begin(view, area);
    double y = page.top + 32;
    take_keys(view);
    ui_label(ui, ui_id(0, "library title"), UI_HEADING,
             (Rect){column.x, y, column.w, ui_leading(ui, TYPE_H1)}, (UiInk){TYPE_H1, COLOR_TEXT},
             str_of(STR_LIBRARY_TITLE));
    y += ui_leading(ui, TYPE_H1) + 8;
    Rect note = {column.x, y, column.w, 0};
    y += ui_wrapped(ui, ui_id(0, "library note"), note, (UiInk){TYPE_INTERFACE, COLOR_SECONDARY},
                    str_of(STR_LIBRARY_NOTE), true) +
         20 * ui->k;
    for (int i = 0; i < view->app->shelf_count; i++) {
        y += card_row(view, (Rect){column.x, y, column.w, 0}, view->app->shelves[i]) + 14;
    }
    page_end(view, page, y + 40 - page.top);
}
