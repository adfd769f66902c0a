// A scrolled page.
#include "app/view.h"

#include <math.h>

enum {
    MARGIN = 40,
    NARROW_MARGIN = 24,
    GAP = 40,
    WIDEST = 1440,
    FIGURE_LEAST = 470,
    BAR_ROOM = 28
};

Rect page_column(Rect area) {
    double margin = area.w < 1000 ? NARROW_MARGIN : MARGIN;
    double w = fmin(area.w - 2 * margin, WIDEST);
    return (Rect){area.x + (area.w - w) / 2, area.y, w, area.h};
}

Split page_split(const View *view, Rect area, double prose) {
    Rect column = page_column(area);
    double text = prose * view->ui->k;
    Split split = {.text = column, .page = area};
    if (column.w - GAP - text < FIGURE_LEAST) {
        split.text.w = fmin(column.w, text * 1.15);
        return split;
    }
    split.text = rect_cut_left(&column, text);
    rect_cut_left(&column, GAP);
    split.figure = rect_pad(column, 0, 24);
    split.page.w = split.text.x + split.text.w + BAR_ROOM - area.x;
    return split;
}

Page page_begin(View *view, Rect area) {
    return page_begin_kind(view, area, PAGE_SCREEN);
}

Page page_begin_kind(View *view, Rect area, PageKind kind) {
    const App *app = view->app;
    const double scroll[] = {[PAGE_SCREEN] = app->scroll[app->screen],
                             [PAGE_LIST] = app->list_scroll,
                             [PAGE_STRIP] = app->strip_scroll};
    Page page = {
        .kind = kind, .area = area, .scroll = scroll[kind], .first_item = view->ui->items.count};
    page.top = area.y - page.scroll;
    ui_clip(view->ui, area, &page.before);
    view->ui->in_scroll = true;
    return page;
}

// Brings the item that Tab moved to into view.
static double scroll_to_focus(const Ui *ui, const Page *page, double scroll) {
    if (!ui->focus_moved) return scroll;
    for (int i = page->first_item; i < ui->items.count; i++) {
        const UiItem *item = &ui->items.at[i];
        if (item->id != ui->focus || !item->scrolls) continue;
        double above = page->area.y + 16 - item->whole.y;
        double below = item->whole.y + item->whole.h - (page->area.y + page->area.h - 16);
        if (above > 0) return scroll - above;
        return below > 0 ? scroll + below : scroll;
    }
    return scroll;
}

// By what has the focus, by Tab or by a click, wherever it stands: a slider keeps the keys for itself that would scroll, a figure
// the arrows. The scroll bar is for the mouse.
static double scroll_by_keys(Ui *ui, double scroll, double page, double most) {
    UiRole wants = ui_role_before(ui, ui->focus);
    if (wants == UI_SLIDER) return scroll;
    double line = 54 * ui->k;
    bool arrows = wants != UI_FIGURE;
    if (arrows && ui_take_key(ui, UI_KEY_HOME, 0)) scroll = 0;
    if (arrows && ui_take_key(ui, UI_KEY_END, 0)) scroll = most;
    if (arrows && ui_take_key(ui, UI_KEY_DOWN, 0)) scroll += line;
    if (arrows && ui_take_key(ui, UI_KEY_UP, 0)) scroll -= line;
    bool back = (ui->in.mods & UI_SHIFT) != 0;
    if (ui_take_char(ui, ' ')) scroll += page * (back ? -0.9 : 0.9);
    if (ui_take_key(ui, UI_KEY_PAGE_DOWN, 0)) scroll += page * 0.9;
    if (ui_take_key(ui, UI_KEY_PAGE_UP, 0)) scroll -= page * 0.9;
    return scroll;
}

static double thumb(Ui *ui, const Page *page, double scroll, double height, double most) {
    Rect area = page->area;
    double h = fmax(area.h * area.h / height, 32), room = area.h - 8 - h;
    UiId id = ui_id_at(ui_id(0, "scroll bar"), (int)page->kind);
    Rect track = {area.x + area.w - 14, area.y, 14, area.h};
    Rect r = {area.x + area.w - 9, area.y + 4 + room * fmin(scroll / most, 1), 5, h};
    bool held = ui_held(ui, id);
    if (held && room > 0) scroll = (ui->in.mouse.y - area.y - 4 - h / 2) / room * most;
    draw_round(ui->draw, r, 2.5,
               color_fade(ui_color(ui, COLOR_CONTROL), held || ui_hot(ui, id) ? 1 : 0.5));
    // The bar is for the mouse; keys scroll the page itself, so it takes no place in Tab order.
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE | UI_CONTINUED,
                         .name = str_of(STR_SCROLL_BAR),
                         .r = track});
    return scroll;
}

// The page is on its way to a place, and nothing else scrolls it.
static bool is_led(const App *app) {
    return (app->screen == SCREEN_READ && app->go_section >= 0) ||
           (app->screen == SCREEN_QUIZ && app->quiz.follow);
}

double page_end(View *view, Page page, double height) {
    Ui *ui = view->ui;
    ui->in_scroll = false;
    ui_unclip(ui, page.before);
    double most = fmax(0, height - page.area.h), scroll = page.scroll;
    bool overlaid = view->app->overlay != OVERLAY_NONE, list = page.kind == PAGE_LIST;
    if (overlaid == list) {
        if (rect_has(page.area, ui->in.mouse)) scroll -= ui->in.wheel.y * 64;
        if (page.kind != PAGE_STRIP) scroll = scroll_by_keys(ui, scroll, page.area.h, most);
    }
    scroll = scroll_to_focus(ui, &page, scroll);
    if (most > 0) scroll = thumb(ui, &page, scroll, height, most);
    scroll = fmin(fmax(scroll, 0), most);
    static const ActionKind SCROLL[] = {
        [PAGE_SCREEN] = ACT_SCROLL, [PAGE_LIST] = ACT_LIST, [PAGE_STRIP] = ACT_STRIP};
    bool led = page.kind == PAGE_SCREEN && is_led(view->app);
    if (fabs(scroll - page.scroll) > 0.25 && !led) {
        wish(view->wishes, (Action){.kind = SCROLL[page.kind], .a = scroll});
    }
    return led ? page.scroll : scroll;
}

void page_show(View *view, Page page, double height, Rect r) {
    double top = r.y - page.top, bottom = top + fmin(r.h, page.area.h), scroll = page.scroll;
    if (top < scroll) scroll = top;
    if (bottom > scroll + page.area.h) scroll = bottom - page.area.h;
    scroll = fmin(fmax(scroll, 0), fmax(0, height - page.area.h));
    if (fabs(scroll - page.scroll) > 0.25) {
        wish(view->wishes, (Action){.kind = ACT_SCROLL, .a = scroll});
    }
}
