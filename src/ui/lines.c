// Single and wrapped lines of plain text.
#include "ui/widgets.h"

#include <string.h>

static double span_width(const Ui *ui, TypeId type, const char *text, size_t n) {
    return ui->metrics.width(ui->metrics.self, ui_style(ui, type), text, (int)n);
}

static bool is_inside(const char *text, size_t n) {
    return ((unsigned char)text[n] & 0xC0) == 0x80;
}

// A place between two, in whole characters; `over` if there is none.
static size_t between(const char *text, size_t fits, size_t over) {
    size_t n = fits + (over - fits) / 2;
    while (n > fits && is_inside(text, n)) n--;
    if (n > fits) return n;
    for (n = fits + 1; n < over && is_inside(text, n);) n++;
    return n;
}

// The longest prefix, in whole characters, that fits with an ellipsis behind it. Halved, since a text may be of any length.
static const char *ellipsis(Ui *ui, TypeId type, const char *text, double width) {
    size_t fits = 0, over = strlen(text);
    double dots = ui_text_width(ui, type, "…");
    for (size_t n; (n = between(text, fits, over)) < over;) {
        bool short_enough = span_width(ui, type, text, n) + dots <= width;
        *(short_enough ? &fits : &over) = n;
    }
    return arena_format(ui->arena, "%.*s…", (int)fits, text);
}

static void line_at(Ui *ui, Rect r, TypeId type, ColorId color, const char *text, double side) {
    double width = ui_text_width(ui, type, text);
    if (width > r.w + 0.5) {
        text = ellipsis(ui, type, text, r.w);
        width = r.w;
    }
    double x = r.x + (r.w - width) * side;
    draw_text(ui->draw, (Vec2){x, ui_baseline(ui, type, r.y, r.h)}, ui_style(ui, type),
              ui_color(ui, color), text, -1);
}

void ui_line(Ui *ui, Rect r, TypeId type, ColorId color, const char *text) {
    line_at(ui, r, type, color, text, 0);
}

void ui_line_right(Ui *ui, Rect r, TypeId type, ColorId color, const char *text) {
    line_at(ui, r, type, color, text, 1);
}

void ui_line_center(Ui *ui, Rect r, TypeId type, ColorId color, const char *text) {
    line_at(ui, r, type, color, text, 0.5);
}

void ui_label(Ui *ui, UiId id, UiRole role, Rect r, UiInk ink, const char *text) {
    ui_line(ui, r, ink.type, ink.color, text);
    ui_item(ui, (UiItem){.id = id, .role = role, .name = text, .r = r});
}

// End of the line that starts at `text`: as many words as fit, at least one.
static const char *line_end(const Ui *ui, TypeId type, const char *text, double width) {
    const char *end = text;
    while (*end) {
        const char *word = end + strspn(end, " ");
        word += strcspn(word, " \n");
        if (end > text && span_width(ui, type, text, (size_t)(word - text)) > width) break;
        end = word;
        if (*end == '\n') break;
    }
    return end;
}

double ui_wrapped(Ui *ui, UiId id, Rect r, UiInk ink, const char *text, bool draw) {
    double leading = ui_leading(ui, ink.type), y = r.y;
    const char *at = text;
    while (*at) {
        const char *end = line_end(ui, ink.type, at, r.w);
        if (draw && end > at) {
            draw_text(ui->draw, (Vec2){r.x, ui_baseline(ui, ink.type, y, leading)},
                      ui_style(ui, ink.type), ui_color(ui, ink.color), at, (int)(end - at));
        }
        at = *end == '\n' ? end + 1 : end + strspn(end, " ");
        y += leading;
    }
    if (draw) {
        ui_item(
            ui,
            (UiItem){.id = id, .role = UI_TEXT, .name = text, .r = (Rect){r.x, r.y, r.w, y - r.y}});
    }
    return y - r.y;
}
