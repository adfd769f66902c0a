// Frames, focus and hit testing of the widget layer.
#include "ui/ui.h"

#include "base/rng.h"

#include <assert.h>
#include <string.h>

UiId ui_id(UiId parent, const char *name) {
    return rng_mix(parent * 31 + rng_hash(name)) | 1;
}

UiId ui_id_at(UiId parent, int index) {
    return rng_mix(parent + 0x9e37u * (uint64_t)(index + 1)) | 1;
}

static int top_layer(const UiItems *items) {
    int top = 0;
    for (int i = 0; i < items->count; i++) {
        top = items->at[i].layer > top ? items->at[i].layer : top;
    }
    return top;
}

static bool takes_focus(const UiItem *item, int layer) {
    return (item->state & UI_FOCUSABLE) && !(item->state & UI_DISABLED) && item->layer == layer;
}

static UiId item_under(const UiItems *items, Vec2 mouse) {
    int layer = top_layer(items);
    for (int i = items->count - 1; i >= 0; i--) {
        if (takes_focus(&items->at[i], layer) && rect_has(items->at[i].r, mouse)) {
            return items->at[i].id;
        }
    }
    return 0;
}

static const UiItem *item_find(const UiItems *items, UiId id) {
    for (int i = 0; i < items->count; i++) {
        if (items->at[i].id == id) return &items->at[i];
    }
    return NULL;
}

// The next item in Tab order after the focus, or before it; the order of the list is the order of reading.
static UiId tab_from(const UiItems *items, UiId focus, bool back) {
    int layer = top_layer(items), n = items->count, at = back ? 0 : n - 1;
    for (int i = 0; i < n; i++) {
        if (items->at[i].id == focus && items->at[i].layer == layer) at = i;
    }
    for (int step = 1; step <= n; step++) {
        const UiItem *item = &items->at[((back ? at - step : at + step) + 2 * n) % n];
        bool stop = !(item->state & (UI_CONTINUED | UI_SKIPPED));
        if (takes_focus(item, layer) && stop && item->id != focus) return item->id;
    }
    return 0;
}

static UiId first_focus(const UiItems *items, int layer) {
    UiId first = 0;
    for (int i = 0; i < items->count; i++) {
        const UiItem *item = &items->at[i];
        if (!takes_focus(item, layer) || (item->state & UI_CONTINUED)) continue;
        if (item->state & (UI_CHECKED | UI_FIRST)) return item->id;
        if (!first) first = item->id;
    }
    return first;
}

// An overlay takes the focus when it appears, at what is chosen in it, and gives it back when it goes.
static void follow_layer(Ui *ui) {
    int layer = top_layer(&ui->before);
    if (layer == ui->top) return;
    if (layer > ui->top) {
        ui->below = ui->focus;
        ui->focus = first_focus(&ui->before, layer);
        ui->focus_moved = true;
    } else {
        ui->focus = ui->below;
    }
    ui->top = layer;
}

static void take_mouse(Ui *ui) {
    ui->hot = ui->active ? ui->active : item_under(&ui->before, ui->in.mouse);
    if (ui->in.pressed & UI_MOUSE_LEFT) {
        const UiItem *left = ui->focus ? item_find(&ui->before, ui->focus) : NULL;
        ui->typing = left && left->role == UI_FIELD ? left->id : 0;
        ui->active = ui->hot = item_under(&ui->before, ui->in.mouse);
        ui->focus = ui->active;
        ui->focus_shown = false;
    }
    if (!(ui->in.released & UI_MOUSE_LEFT)) return;
    if (ui->active && item_under(&ui->before, ui->in.mouse) == ui->active) ui->clicked = ui->active;
    ui->active = 0;
}

// What is set or edited, rather than pressed, leaves Enter to the page; a checkbox is for the space bar.
static bool is_activated(UiRole role, UiKey key) {
    if (role == UI_CHECKBOX) return key != UI_KEY_ENTER;
    return role != UI_SLIDER && role != UI_FIELD && role != UI_ENTRY;
}

// Tab goes on; in an overlay Up and Down go from choice to choice, too.
static bool moves_focus(Ui *ui, const UiKeyPress *press) {
    bool tab = press->key == UI_KEY_TAB && !(press->mods & (UI_CTRL | UI_ALT));
    bool step = ui->top > 0 && (press->key == UI_KEY_UP || press->key == UI_KEY_DOWN);
    if (!tab && !step) return false;
    bool back = tab ? (press->mods & UI_SHIFT) != 0 : press->key == UI_KEY_UP;
    bool there = ui->focus && item_find(&ui->before, ui->focus);
    ui->focus = tab_from(&ui->before, there ? ui->focus : ui->tab_start, back);
    ui->focus_shown = ui->focus_moved = true;
    return true;
}

// Enter and the space bar press what has the focus.
static bool presses_focus(Ui *ui, const UiKeyPress *press) {
    bool activates =
        press->key == UI_KEY_ENTER || (press->key == UI_KEY_CHAR && press->code == ' ');
    if (!activates || press->mods || !(ui->focus_shown || ui->top > 0) || !ui->focus) return false;
    const UiItem *item = item_find(&ui->before, ui->focus);
    bool pressed =
        item && is_activated(item->role, press->key) && takes_focus(item, top_layer(&ui->before));
    if (pressed) ui->clicked = ui->focus;
    return pressed;
}

static void take_focus_keys(Ui *ui) {
    for (int i = 0; i < ui->in.key_count; i++) {
        const UiKeyPress *press = &ui->in.keys[i];
        if (moves_focus(ui, press) || presses_focus(ui, press)) {
            ui->keys_taken |= (uint64_t)1 << i;
        }
    }
}

void ui_begin(Ui *ui, const UiInput *in, ThemeId theme, double text_scale, DrawList *draw) {
    if (in->mouse.x != ui->in.mouse.x || in->mouse.y != ui->in.mouse.y) ui->walked = false;
    ui->in = *in;
    ui->theme = theme;
    ui->k = text_scale;
    ui->draw = draw;
    ui->arena = draw->arena;
    ui->clip = (Rect){0, 0, in->width, in->height};
    ui->layer = 0;
    ui->in_scroll = false;
    ui->clicked = 0;
    ui->focus_moved = ui->offering = false;
    ui->keys_taken = 0;
    if (ui->active && (in->focus_lost || !((in->down | in->released) & UI_MOUSE_LEFT))) {
        ui->active = 0;
    }
    ui_math_begin(ui);
    follow_layer(ui);
    take_mouse(ui);
    take_focus_keys(ui);
}

void ui_end(Ui *ui) {
    // Below an overlay nothing is offered, and yet it has not gone.
    if (!ui->offering && ui->top == 0 && top_layer(&ui->items) == 0) ui->offered = 0;
    UiItems spare = ui->before;
    arena_reset(&spare.arena);
    ui->before = ui->items;
    ui->items = (UiItems){.arena = spare.arena};
}

void ui_blur(Ui *ui) {
    ui->focus = 0;
    ui->focus_shown = false;
}

void ui_offer_focus(Ui *ui, UiId id, int occasion) {
    bool same = ui->offered == id;
    ui->offering = true;
    if ((same && ui->occasion == occasion) || ui->top > 0) return;
    ui->offered = ui->focus = id;
    ui->occasion = occasion;
    if (!same) return;
    ui->caret_of = id;
    ui->caret = UI_CARET_END;
    ui->anchor = 0;
}

void ui_type_on(Ui *ui) {
    if ((ui->in.released & UI_MOUSE_LEFT) && ui->typing) ui->focus = ui->typing;
}

void ui_offer_first(Ui *ui, UiId list, UiId first) {
    ui->offering = true;
    if (ui->offered == list || ui->top > 0) return;
    ui->offered = list;
    ui->focus = first;
    ui->focus_shown = true;
}

void ui_tab_from(Ui *ui, UiId id, int64_t occasion) {
    if (ui->tab_start == id && ui->tab_occasion == occasion) return;
    ui->tab_start = id;
    ui->tab_occasion = occasion;
    if (ui->top == 0) ui_blur(ui);
}

void ui_focus(Ui *ui, UiId id) {
    ui->focus = id;
    ui->focus_moved = true;
    if (ui->in.key_count > 0) ui->focus_shown = true;
}

void ui_show_focus(Ui *ui) {
    ui->focus_shown = true;
}

void ui_free(Ui *ui) {
    arena_free(&ui->items.arena);
    arena_free(&ui->before.arena);
    arena_free(&ui->math_cache.arena);
    *ui = (Ui){0};
}

UiItem *ui_item(Ui *ui, UiItem item) {
    UiItems *items = &ui->items;
    items->at = arena_grow(&items->arena, items->at, items->count, &items->capacity, sizeof item);
    item.name = arena_copy(&items->arena, item.name ? item.name : "");
    item.value = arena_copy(&items->arena, item.value ? item.value : "");
    item.whole = item.r;
    item.r = rect_meet(item.r, ui->clip);
    item.layer = ui->layer;
    item.scrolls = ui->in_scroll;
    items->at[items->count] = item;
    return &items->at[items->count++];
}

void ui_role(Ui *ui, UiRole role) {
    assert(ui->items.count > 0);
    UiItem *item = &ui->items.at[ui->items.count - 1];
    item->role = role;
    if (role == UI_LINK) item->state |= UI_FOCUSABLE;
}

UiRole ui_role_before(const Ui *ui, UiId id) {
    for (int i = 0; i < ui->before.count; i++) {
        const UiItem *item = &ui->before.at[i];
        if (item->id == id && !(item->state & UI_CONTINUED)) return item->role;
    }
    return UI_TEXT;
}

bool ui_clicked(const Ui *ui, UiId id) {
    return ui->clicked == id;
}

bool ui_focused(const Ui *ui, UiId id) {
    return ui->focus == id && ui->focus_shown;
}

bool ui_hot(const Ui *ui, UiId id) {
    return ui->hot == id;
}

bool ui_held(const Ui *ui, UiId id) {
    return ui->active == id && (ui->in.down & UI_MOUSE_LEFT);
}

static bool take(Ui *ui, UiKey key, uint32_t code, unsigned mods) {
    unsigned ignored = key == UI_KEY_CHAR ? UI_SHIFT | UI_ALT
                                          : 0; // the layout has used them to make the character
    for (int i = 0; i < ui->in.key_count; i++) {
        const UiKeyPress *press = &ui->in.keys[i];
        if ((ui->keys_taken & (uint64_t)1 << i) || press->key != key ||
            (press->mods & ~ignored) != mods) {
            continue;
        }
        if (key == UI_KEY_CHAR && press->code != code) continue;
        ui->keys_taken |= (uint64_t)1 << i;
        return true;
    }
    return false;
}

bool ui_take_key(Ui *ui, UiKey key, unsigned mods) {
    return take(ui, key, 0, mods);
}

bool ui_take_char(Ui *ui, uint32_t code) {
    return take(ui, UI_KEY_CHAR, code, 0);
}

bool ui_take_chord(Ui *ui, uint32_t code, unsigned mods) {
    return take(ui, UI_KEY_CHAR, code, mods);
}

bool ui_take_key_on(Ui *ui, UiId id, UiKey key) {
    bool here = key == UI_KEY_ENTER ? ui_focused(ui, id) : ui->focus == id && ui->top == ui->layer;
    if (!here || !take(ui, key, 0, 0)) return false;
    ui->focus_shown = true;
    return true;
}

UiArrows ui_arrows(Ui *ui, UiId id) {
    UiArrows arrows = {ui_take_key_on(ui, id, UI_KEY_RIGHT) - ui_take_key_on(ui, id, UI_KEY_LEFT),
                       ui_take_key_on(ui, id, UI_KEY_DOWN) - ui_take_key_on(ui, id, UI_KEY_UP)};
    ui->walked |= arrows.right || arrows.down;
    return arrows;
}

void ui_clip(Ui *ui, Rect r, Rect *before) {
    *before = ui->clip;
    ui->clip = rect_meet(ui->clip, r);
    draw_clip(ui->draw, r);
}

void ui_unclip(Ui *ui, Rect before) {
    ui->clip = before;
    draw_unclip(ui->draw);
}

void ui_layer(Ui *ui, int layer) {
    ui->layer = layer;
}

Color ui_color(const Ui *ui, ColorId id) {
    return theme_color(ui->theme, id);
}

TextStyle ui_style(const Ui *ui, TypeId type) {
    return type_style(type, ui->k);
}

double ui_leading(const Ui *ui, TypeId type) {
    return type_leading(type, ui->k);
}

double ui_text_width(const Ui *ui, TypeId type, const char *text) {
    return ui->metrics.width(ui->metrics.self, ui_style(ui, type), text, (int)strlen(text));
}

double ui_baseline(const Ui *ui, TypeId type, double top, double height) {
    TextStyle style = ui_style(ui, type);
    double ascent = ui->metrics.ascent(ui->metrics.self, style);
    double descent = ui->metrics.descent(ui->metrics.self, style);
    return top + (height + ascent - descent) / 2;
}
