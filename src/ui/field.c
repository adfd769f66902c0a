// A line of text to edit: a caret, typing, and the keys that move and delete.
#include "ui/widgets.h"

#include <math.h>
#include <string.h>

// A caret at the end stays there, whatever the text becomes.
enum { FIELD_MOST = 250, RADIUS = 8, CARET_END = 1 << 30 };

typedef struct Edit {
    char text[FIELD_MOST + 1];
    int length, most, caret;
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

static void cut(Edit *edit, int from, int to) {
    memmove(edit->text + from, edit->text + to, (size_t)edit->length - (size_t)to + 1);
    edit->length -= to - from;
    edit->caret = from;
}

static int encode(uint32_t code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned LEAD[] = {0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(LEAD[more] | (code >> (6 * more)));
    for (int i = 1; i <= more; i++) out[i] = (char)(0x80 | ((code >> (6 * (more - i))) & 0x3F));
    return more + 1;
}

static void insert(Edit *edit, uint32_t code) {
    char bytes[4];
    int n = encode(code, bytes);
    if (edit->length + n > edit->most) return;
    memmove(edit->text + edit->caret + n, edit->text + edit->caret,
            (size_t)edit->length - (size_t)edit->caret + 1);
    memcpy(edit->text + edit->caret, bytes, (size_t)n);
    edit->length += n;
    edit->caret += n;
}

// True if the key is one of a field's.
static bool edit_key(Edit *edit, const UiKeyPress *press) {
    if (press->key == UI_KEY_CHAR) {
        if (press->mods & (UI_CTRL | UI_SUPER)) return false;
        insert(edit, press->code);
        return true;
    }
    if (press->mods) return false;
    switch (press->key) {
    case UI_KEY_BACKSPACE: cut(edit, back(edit, edit->caret), edit->caret); return true;
    case UI_KEY_DELETE: cut(edit, edit->caret, forth(edit, edit->caret)); return true;
    case UI_KEY_LEFT: edit->caret = back(edit, edit->caret); return true;
    case UI_KEY_RIGHT: edit->caret = forth(edit, edit->caret); return true;
    case UI_KEY_HOME: edit->caret = 0; return true;
    case UI_KEY_END: edit->caret = edit->length; return true;
    default: return false;
    }
}

static void take_keys(Ui *ui, Edit *edit) {
    for (int i = 0; i < ui->in.key_count; i++) {
        uint64_t bit = (uint64_t)1 << i;
        if (!(ui->keys_taken & bit) && edit_key(edit, &ui->in.keys[i])) ui->keys_taken |= bit;
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

static void draw_text_line(Ui *ui, Rect inner, const Edit *edit, bool focus) {
    double caret = width_to(ui, edit, edit->caret), shift = fmax(0, caret - inner.w + 2);
    Rect before;
    ui_clip(ui, inner, &before);
    draw_text(ui->draw, (Vec2){inner.x - shift, ui_baseline(ui, TYPE_MONO, inner.y, inner.h)},
              ui_style(ui, TYPE_MONO), ui_color(ui, COLOR_TEXT), arena_copy(ui->arena, edit->text),
              -1);
    double high = ui_leading(ui, TYPE_MONO);
    if (focus) {
        draw_fill(ui->draw,
                  (Rect){round(inner.x - shift + caret), inner.y + (inner.h - high) / 2, 2, high},
                  ui_color(ui, COLOR_ACCENT));
    }
    ui_unclip(ui, before);
}

static Edit edit_of(const Ui *ui, UiId id, const char *text, int most) {
    Edit edit = {.most = most < FIELD_MOST ? most : FIELD_MOST};
    size_t n = strlen(text), room = (size_t)edit.most;
    edit.length = (int)(n < room ? n : room);
    while (edit.length > 0 && ((unsigned char)text[edit.length] & 0xC0) == 0x80) edit.length--;
    memcpy(edit.text, text, (size_t)edit.length);
    edit.caret = ui->caret_of == id && ui->caret < edit.length ? ui->caret : edit.length;
    while (edit.caret > 0 && inside(&edit, edit.caret)) edit.caret--;
    return edit;
}

UiEdit ui_field(Ui *ui, UiId id, Rect r, const char *name, const char *text, int most) {
    Edit edit = edit_of(ui, id, text, most), before = edit;
    Rect inner = rect_pad(r, 12 * ui->k, 4);
    if (ui_held(ui, id)) edit.caret = caret_at(ui, &edit, ui->in.mouse.x - inner.x);
    bool focus = ui->focus == id && ui->top == 0;
    if (focus) take_keys(ui, &edit);
    ui->caret_of = focus ? id : ui->caret_of;
    if (focus) ui->caret = edit.caret < edit.length ? edit.caret : CARET_END;
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
