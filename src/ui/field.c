// A line of text to edit: a caret, a selection, typing, the keys that move and delete, and the clipboard.
#include "base/str.h"
#include "ui/widgets.h"

#include <math.h>
#include <string.h>

enum { RADIUS = 8 };

// What is between anchor and caret is selected.
typedef struct Edit {
    char text[UI_LINE_MOST + 1];
    int length, most, caret, anchor;
} Edit;

static bool inside(const Edit *edit, int at) {
    return ((unsigned char)edit->text[at] & 0xC0) == 0x80;
}

// The boundary of a character before `at`, and the one behind it.
static int back(const Edit *edit, int at) {
    while (at > 0 && inside(edit, --at)) {
    }
    return at;
}

static int forth(const Edit *edit, int at) {
    if (at < edit->length) at++;
    while (at < edit->length && inside(edit, at)) at++;
    return at;
}

// The beginning of the word before `at`, and of the one behind it.
static int word_back(const Edit *edit, int at) {
    while (at > 0 && edit->text[at - 1] == ' ') at--;
    while (at > 0 && edit->text[at - 1] != ' ') at--;
    return at;
}

static int word_forth(const Edit *edit, int at) {
    while (at < edit->length && edit->text[at] != ' ') at++;
    while (at < edit->length && edit->text[at] == ' ') at++;
    return at;
}

static int first(const Edit *edit) {
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

static int last(const Edit *edit) {
    return edit->caret < edit->anchor ? edit->anchor : edit->caret;
}

static void cut(Edit *edit, int from, int to) {
    memmove(edit->text + from, edit->text + to, (size_t)edit->length - (size_t)to + 1);
    edit->length -= to - from;
    edit->caret = edit->anchor = from;
}

// Puts text in the place of what is selected, as much of it as there is room for.
static void insert(Edit *edit, const char *text) {
    cut(edit, first(edit), last(edit));
    int n = (int)strlen(text), room = edit->most - edit->length;
    if (n > room) {
        for (n = room; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80;) n--;
    }
    memmove(edit->text + edit->caret + n, edit->text + edit->caret,
            (size_t)edit->length - (size_t)edit->caret + 1);
    memcpy(edit->text + edit->caret, text, (size_t)n);
    edit->length += n;
    edit->anchor = edit->caret += n;
}

static void insert_character(Edit *edit, uint32_t code) {
    char bytes[5];
    str_put(code, bytes);
    insert(edit, bytes);
}

// Deletes what is selected, else as far as `to`.
static void erase(Edit *edit, int to) {
    if (edit->caret == edit->anchor) edit->anchor = to;
    cut(edit, first(edit), last(edit));
}

static void copy(Ui *ui, const Edit *edit) {
    size_t n = (size_t)(last(edit) - first(edit));
    if (n == 0) return; // what was copied before stays
    memcpy(ui->copied, edit->text + first(edit), n);
    ui->copied[n] = '\0';
}

static bool clipboard_key(Ui *ui, Edit *edit, const UiKeyPress *press) {
    bool chord = press->key == UI_KEY_CHAR && press->mods == UI_CTRL;
    uint32_t code = chord ? press->code : 0;
    bool delete = press->key == UI_KEY_DELETE && press->mods == UI_SHIFT;
    if (code == 'a') {
        edit->anchor = 0;
        edit->caret = edit->length;
    } else if (code == 'c' || (press->key == UI_KEY_INSERT && press->mods == UI_CTRL)) {
        copy(ui, edit);
    } else if (code == 'x' || (delete &&edit->caret != edit->anchor)) {
        copy(ui, edit);
        cut(edit, first(edit), last(edit));
    } else if (input_pastes(press)) {
        insert(edit, ui->in.pasted);
    } else {
        return false;
    }
    return true;
}

// Where the key takes the caret; −1 if it is not one that moves it.
static int target(const Edit *edit, const UiKeyPress *press) {
    bool word = (press->mods & UI_CTRL) != 0, selected = edit->caret != edit->anchor,
         collapse = selected && !word && !(press->mods & UI_SHIFT);
    switch (press->key) {
    case UI_KEY_LEFT:
        if (collapse) return first(edit);
        return word ? word_back(edit, edit->caret) : back(edit, edit->caret);
    case UI_KEY_RIGHT:
        if (collapse) return last(edit);
        return word ? word_forth(edit, edit->caret) : forth(edit, edit->caret);
    case UI_KEY_HOME: return 0;
    case UI_KEY_END: return edit->length;
    default: return -1;
    }
}

// True if the key is one of a field's.
static bool edit_key(Ui *ui, Edit *edit, const UiKeyPress *press) {
    if (clipboard_key(ui, edit, press)) return true;
    if (press->key == UI_KEY_CHAR) {
        if (press->mods & (UI_CTRL | UI_SUPER)) return false;
        insert_character(edit, press->code);
        return true;
    }
    if (press->mods & (UI_ALT | UI_SUPER)) return false;
    bool word = (press->mods & UI_CTRL) != 0;
    if (press->key == UI_KEY_BACKSPACE) {
        erase(edit, word ? word_back(edit, edit->caret) : back(edit, edit->caret));
        return true;
    }
    if (press->key == UI_KEY_DELETE) {
        erase(edit, word ? word_forth(edit, edit->caret) : forth(edit, edit->caret));
        return true;
    }
    int to = target(edit, press);
    if (to < 0) return false;
    edit->caret = to;
    if (!(press->mods & UI_SHIFT)) edit->anchor = to;
    return true;
}

static void take_keys(Ui *ui, Edit *edit) {
    for (int i = 0; i < ui->in.key_count; i++) {
        uint64_t bit = (uint64_t)1 << i;
        if (!(ui->keys_taken & bit) && edit_key(ui, edit, &ui->in.keys[i])) ui->keys_taken |= bit;
    }
    if (ui_take_key(ui, UI_KEY_ESCAPE, 0)) ui_blur(ui);
}

static double width_to(const Ui *ui, const Edit *edit, int at) {
    return ui->metrics.width(ui->metrics.self, ui_style(ui, TYPE_MONO), edit->text, at);
}

// The boundary nearest to a place across the text.
static int caret_at(const Ui *ui, const Edit *edit, double x) {
    int best = 0;
    for (int at = 0; at < edit->length; at = forth(edit, at)) {
        int next = forth(edit, at);
        if (x > (width_to(ui, edit, at) + width_to(ui, edit, next)) / 2) best = next;
    }
    return best;
}

// A press sets the caret and the drag after it selects; a double click selects all.
static void take_mouse(const Ui *ui, UiId id, Edit *edit, double left) {
    if (!ui_held(ui, id)) return;
    bool pressed = (ui->in.pressed & UI_MOUSE_LEFT) != 0;
    if (pressed && ui->in.clicks > 1) {
        edit->anchor = 0;
        edit->caret = edit->length;
    } else if (pressed || ui->in.dragged) {
        edit->caret = caret_at(ui, edit, ui->in.mouse.x - left);
        if (pressed && !(ui->in.mods & UI_SHIFT)) edit->anchor = edit->caret;
    }
}

// How far the text is moved to the left so that the caret shows.
static double shift_of(const Ui *ui, const Edit *edit, double w) {
    return fmax(0, width_to(ui, edit, edit->caret) - w + 2);
}

static void draw_text_line(Ui *ui, Rect inner, const Edit *edit, bool focus) {
    double left = inner.x - shift_of(ui, edit, inner.w), high = ui_leading(ui, TYPE_MONO);
    Rect before, line = {0, inner.y + (inner.h - high) / 2, 2, high};
    ui_clip(ui, inner, &before);
    if (focus && edit->caret != edit->anchor) {
        double from = width_to(ui, edit, first(edit)), to = width_to(ui, edit, last(edit));
        draw_fill(ui->draw, (Rect){left + from, line.y, to - from, high},
                  ui_color(ui, COLOR_SELECTION));
    }
    draw_text(ui->draw, (Vec2){left, ui_baseline(ui, TYPE_MONO, inner.y, inner.h)},
              ui_style(ui, TYPE_MONO), ui_color(ui, COLOR_TEXT), arena_copy(ui->arena, edit->text),
              -1);
    line.x = round(left + width_to(ui, edit, edit->caret));
    if (focus) draw_fill(ui->draw, line, ui_color(ui, COLOR_ACCENT));
    ui_unclip(ui, before);
}

// A place in the text as it was kept, at a boundary of the text that is there now.
static int place_in(const Edit *edit, int kept) {
    int at = kept < edit->length ? kept : edit->length;
    while (at > 0 && at < edit->length && inside(edit, at)) at--;
    return at;
}

static Edit edit_of(const Ui *ui, UiId id, const char *text, int most) {
    Edit edit = {.most = most < UI_LINE_MOST ? most : UI_LINE_MOST};
    size_t n = strlen(text), room = (size_t)edit.most;
    edit.length = (int)(n < room ? n : room);
    while (edit.length > 0 && ((unsigned char)text[edit.length] & 0xC0) == 0x80) edit.length--;
    memcpy(edit.text, text, (size_t)edit.length);
    bool here = ui->caret_of == id;
    edit.caret = place_in(&edit, here ? ui->caret : UI_CARET_END);
    edit.anchor = place_in(&edit, here ? ui->anchor : UI_CARET_END);
    return edit;
}

static int to_keep(const Edit *edit, int at) {
    return at < edit->length ? at : UI_CARET_END;
}

UiEdit ui_field(Ui *ui, UiId id, Rect r, const char *name, const char *text, int most) {
    Edit edit = edit_of(ui, id, text, most), before = edit;
    Rect inner = rect_pad(r, 12 * ui->k, 4);
    take_mouse(ui, id, &edit, inner.x - shift_of(ui, &before, inner.w));
    bool focus = ui->focus == id && ui->top == 0;
    if (focus) take_keys(ui, &edit);
    if (focus) {
        ui->caret_of = id;
        ui->caret = to_keep(&edit, edit.caret);
        ui->anchor = to_keep(&edit, edit.anchor);
    }
    draw_round(ui->draw, r, RADIUS, ui_color(ui, COLOR_SURFACE));
    draw_ring(ui->draw, r, RADIUS, focus ? 2 : 1,
              ui_color(ui, focus ? COLOR_ACCENT : COLOR_CONTROL));
    draw_text_line(ui, inner, &edit, focus);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIELD,
                         .state = UI_FOCUSABLE,
                         .name = name,
                         .value = edit.text,
                         .r = r});
    return (UiEdit){strcmp(edit.text, before.text) != 0, arena_copy(ui->arena, edit.text)};
}
