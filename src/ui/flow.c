// Breaks words into lines and draws them.
#include "ui/flow.h"

#include "ui/flow_words.h"
#include "ui/widgets.h"

#include <math.h>
#include <string.h>

// The place that a block is set in, and what is gathered while setting it.
typedef struct Setting {
    Ui *ui;
    UiId id;
    FlowStyle style;
    double x, y, width;
    double space, leading;
    bool draw;
    int links; // counted so far, for their ids
    const Run *last_link;
    FlowResult *result;
} Setting;

static bool is_link(const Run *run) {
    return run->kind == RUN_WIKI || run->kind == RUN_CITE || run->kind == RUN_LINK;
}

static ColorId piece_color(const Setting *s, const FlowPiece *piece) {
    if (is_link(piece->run)) return COLOR_ACCENT;
    if (piece->run->kind == RUN_MATH && !piece->box) return COLOR_WARNING;
    return s->style.color;
}

static const char *link_value(Ui *ui, const Run *run) {
    if (run->kind == RUN_WIKI) return arena_format(ui->arena, "%s#%s", run->card, run->section);
    return run->kind == RUN_LINK ? run->card : run->text;
}

// Every fragment of a link can be clicked; only its first takes part in Tab order.
static void link_item(Setting *s, const FlowPiece *piece, Rect r) {
    Ui *ui = s->ui;
    bool first = s->last_link != piece->run;
    if (first) s->links++;
    s->last_link = piece->run;
    UiId id = ui_id_at(s->id, s->links);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_LINK,
                         .state = first ? UI_FOCUSABLE : UI_FOCUSABLE | UI_CONTINUED,
                         .name = piece->run->text,
                         .value = link_value(ui, piece->run),
                         .r = r});
    ui_ring(ui, id, rect_inset(r, 3), 4);
    if (ui_hot(ui, id) || ui_focused(ui, id)) {
        draw_fill(ui->draw, (Rect){r.x, r.y + r.h - 2, r.w, 2}, ui_color(ui, COLOR_ACCENT));
    }
    if (first && ui_clicked(ui, id)) s->result->followed = piece->run;
}

// `run` is the piece, or several joined; formulas are never joined.
static void piece_draw(Setting *s, const FlowPiece *piece, const FlowPiece *run, double x,
                       double baseline) {
    Ui *ui = s->ui;
    Color ink = ui_color(ui, piece_color(s, piece));
    double ascent = ui->metrics.ascent(ui->metrics.self, piece->style),
           descent = ui->metrics.descent(ui->metrics.self, piece->style);
    Rect r = {x, baseline - ascent, run->width, ascent + descent};
    if (piece->run->kind == RUN_CODE) {
        draw_round(ui->draw, rect_inset(r, -2), 4, ui_color(ui, COLOR_SUNKEN));
    }
    if (piece->box) {
        math_draw(piece->box, ui->draw, x, baseline, ink);
        return;
    }
    draw_text(ui->draw, (Vec2){x, baseline}, run->style, ink, run->text, run->n);
    if (!is_link(piece->run)) return;
    if (piece->run->kind != RUN_CITE) {
        draw_fill(ui->draw, (Rect){x, baseline + 3, run->width, 1}, color_fade(ink, 0.45));
    }
    link_item(s, piece, r);
}

// Pieces that one run of text can hold: plain text of one style, or the words of one link.
static bool joins(const FlowPiece *a, const FlowPiece *b) {
    if (!a->text || !b->text || a->run->kind == RUN_CODE || b->run->kind == RUN_CODE) return false;
    if (is_link(a->run) || is_link(b->run)) return a->run == b->run;
    return a->style.font == b->style.font && a->style.size == b->style.size &&
           (a->run->kind == RUN_MATH) == (b->run->kind == RUN_MATH);
}

// Text of one style is drawn as one run, so that the spacing between its letters and words is the font's own.
typedef struct Pen {
    Setting *s;
    const FlowPiece *piece; // first of the run, NULL if none is open
    const FlowPiece *last;
    ArenaText text;
    double x, end, baseline;
} Pen;

static void pen_flush(Pen *pen) {
    if (!pen->piece) return;
    FlowPiece run = *pen->piece;
    if (pen->last != pen->piece) {
        run.text = arena_text_done(&pen->text);
        run.n = (int)pen->text.n;
        run.width = pen->end - pen->x;
    }
    piece_draw(pen->s, pen->piece, &run, pen->x, pen->baseline);
    pen->piece = NULL;
}

static void pen_piece(Pen *pen, const FlowPiece *piece, bool space, double x) {
    Arena *arena = pen->s->ui->arena;
    if (pen->piece && joins(pen->last, piece)) {
        if (space) arena_text_add(&pen->text, " ", 1);
        arena_text_add(&pen->text, piece->text, (size_t)piece->n);
        pen->last = piece;
        pen->end = x + piece->width;
        return;
    }
    pen_flush(pen);
    pen->piece = pen->last = piece;
    pen->text = (ArenaText){.arena = arena};
    if (piece->text) arena_text_add(&pen->text, piece->text, (size_t)piece->n);
    pen->x = x;
    pen->end = x + piece->width;
}

static void line_words(Setting *s, const FlowWords *w, int first, int end, double baseline) {
    Pen pen = {.s = s, .baseline = baseline};
    double x = s->x;
    for (int i = first; i < end; i++) {
        const FlowWord *word = &w->words[i];
        bool space = i > first && word->space;
        if (space) x += s->space;
        for (int k = word->first; k < word->first + word->count; k++) {
            pen_piece(&pen, &w->pieces[k], space && k == word->first, x);
            x += w->pieces[k].width;
        }
    }
    pen_flush(&pen);
}

// The marker behind the words of a quote.
static void line_marks(Setting *s, const FlowWords *w, int first, int end, Rect r) {
    for (int i = first; i < end; i++) {
        const FlowWord *word = &w->words[i];
        double gap = i + 1 < end && w->words[i + 1].space ? s->space : 0;
        if (word->marked) {
            bool joined = i + 1 < end && w->words[i + 1].marked;
            r.w = word->width + (joined ? gap : 0);
            draw_fill(s->ui->draw, (Rect){r.x - 1, r.y, r.w + 2, r.h}, ui_color(s->ui, COLOR_MARK));
            if (s->result->mark_y < 0) s->result->mark_y = r.y;
        }
        r.x += word->width + gap;
    }
}

// Words first … end−1 on one line; s->y moves below it.
static void line_draw(Setting *s, const FlowWords *w, int first, int end) {
    Ui *ui = s->ui;
    TextStyle body = ui_style(ui, s->style.type);
    double up = ui->metrics.ascent(ui->metrics.self, body),
           down = ui->metrics.descent(ui->metrics.self, body);
    double ascent = up, descent = down;
    for (int i = first; i < end; i++) {
        ascent = fmax(ascent, w->words[i].ascent);
        descent = fmax(descent, w->words[i].descent);
    }
    double half = (s->leading - up - down) / 2; // air above and below the letters
    double height = fmax(s->leading, ascent + descent + half);
    double baseline = s->y + fmax(half + up, half / 2 + ascent);
    if (s->draw) line_marks(s, w, first, end, (Rect){s->x, s->y + half / 2, 0, height - half});
    if (s->draw) line_words(s, w, first, end, baseline);
    s->y += height;
}

// Words first … i are too long for a line: the one that begins the next, so that what is tied stays together.
static int line_end(const FlowWords *w, int first, int i) {
    int end = i;
    while (end > first && w->words[end].tied) end--;
    return end > first ? end : i;
}

static void words_set(Setting *s, const FlowWords *w) {
    int first = 0;
    double width = 0;
    for (int i = 0; i < w->word_count; i++) {
        const FlowWord *word = &w->words[i];
        double more = (i > first ? s->space : 0) + word->width;
        if (i > first && word->space && width + more > s->width) {
            int end = line_end(w, first, i);
            line_draw(s, w, first, end);
            first = end;
            width = 0;
            for (int k = end; k <= i; k++) width += (k > end ? s->space : 0) + w->words[k].width;
        } else {
            width += more;
        }
        if (word->breaks) {
            line_draw(s, w, first, i + 1);
            first = i + 1;
            width = 0;
        }
    }
    if (first < w->word_count) line_draw(s, w, first, w->word_count);
}

static void display_math(Setting *s, const Block *block) {
    Ui *ui = s->ui;
    const char *tex = block->run_count ? block->runs[0].text : "";
    double size = ui_style(ui, s->style.type).size * 1.15;
    const MathBox *box = ui_math(ui, tex, size, true);
    if (box && box->width > s->width) {
        box = ui_math(ui, tex, fmax(size * 0.6, floor(size * s->width / box->width * 4) / 4), true);
    }
    UiId id = ui_id(s->id, tex);
    if (!box) {
        s->y +=
            ui_wrapped(ui, id, (Rect){s->x, s->y, s->width, 0}, (UiInk){TYPE_MONO, COLOR_WARNING},
                       arena_format(ui->arena, "$$%s$$", tex), s->draw);
        return;
    }
    double pad = 5 * ui->k;
    if (s->draw) {
        Rect r = {s->x + fmax(0, (s->width - box->width) / 2), s->y + pad, box->width,
                  box->ascent + box->descent};
        math_draw(box, ui->draw, r.x, r.y + box->ascent, ui_color(ui, s->style.color));
        ui_item(ui, (UiItem){.id = id,
                             .role = UI_TEXT,
                             .name = math_plain(ui->arena, tex, (int)strlen(tex)),
                             .value = "formula",
                             .r = r});
    }
    s->y += box->ascent + box->descent + 2 * pad;
}

static void bullet(Setting *s, const Block *block, double indent) {
    Ui *ui = s->ui;
    double x = s->x - indent + 4, baseline = ui_baseline(ui, s->style.type, s->y, s->leading);
    TextStyle style = ui_style(ui, s->style.type);
    if (block->number > 0) {
        draw_text(ui->draw, (Vec2){x, baseline}, style, ui_color(ui, COLOR_SECONDARY),
                  arena_format(ui->arena, "%d.", block->number), -1);
    } else {
        draw_disc(ui->draw, (Vec2){x + 4 * ui->k, baseline - style.size * 0.3}, 2.5 * ui->k,
                  ui_color(ui, COLOR_SECONDARY));
    }
}

static void block_set(Setting *s, const Block *block) {
    Ui *ui = s->ui;
    if (block->kind == BLOCK_MATH) {
        display_math(s, block);
        return;
    }
    Setting inner = *s;
    if (block->kind == BLOCK_HEADING) inner.style.type = TYPE_H3;
    double indent = block->kind == BLOCK_ITEM    ? 22 * ui->k * block->level
                    : block->kind == BLOCK_QUOTE ? 16 * ui->k
                                                 : 0;
    inner.x += indent;
    inner.width -= indent;
    inner.leading = ui_leading(ui, inner.style.type);
    TextStyle style = ui_style(ui, inner.style.type);
    inner.space = ui->metrics.width(ui->metrics.self, style, " ", 1);
    if (block->kind == BLOCK_ITEM && s->draw) bullet(&inner, block, 22 * ui->k);
    FlowWords words = flow_words(ui, block, inner.style);
    if (s->draw && s->style.mark && *s->style.mark) flow_mark(ui, &words, s->style.mark);
    words_set(&inner, &words);
    if (block->kind == BLOCK_QUOTE && s->draw) {
        draw_fill(ui->draw, (Rect){s->x, s->y, 3, inner.y - s->y}, ui_color(ui, COLOR_BORDER));
    }
    s->y = inner.y;
    s->links = inner.links;
}

static double gap_between(const Ui *ui, const Block *before, const Block *after) {
    double full = 13 * ui->k;
    if (before->kind == BLOCK_MATH || after->kind == BLOCK_MATH) return 6 * ui->k;
    return before->kind == BLOCK_ITEM && after->kind == BLOCK_ITEM ? 6 * ui->k : full;
}

FlowResult ui_flow(Ui *ui, UiId id, const Doc *doc, Rect r, FlowStyle style, bool draw) {
    FlowResult result = {.mark_y = -1};
    Setting s = {.ui = ui,
                 .id = id,
                 .style = style,
                 .x = r.x,
                 .y = r.y,
                 .width = r.w,
                 .draw = draw,
                 .result = &result};
    for (int i = 0; i < doc->block_count; i++) {
        if (i > 0) s.y += gap_between(ui, &doc->blocks[i - 1], &doc->blocks[i]);
        double top = s.y;
        int item = ui->items.count;
        if (draw && doc->blocks[i].kind != BLOCK_MATH) {
            Doc one = {.blocks = &doc->blocks[i], .block_count = 1};
            ui_item(ui, (UiItem){.id = ui_id_at(ui_id(id, "text"), i),
                                 .role = UI_TEXT,
                                 .name = flow_plain(ui->arena, &one),
                                 .r = (Rect){r.x, top, r.w, 0}});
        }
        block_set(&s, &doc->blocks[i]);
        if (draw && item < ui->items.count && doc->blocks[i].kind != BLOCK_MATH) {
            ui->items.at[item].whole.h = s.y - top;
            ui->items.at[item].r = rect_meet(ui->items.at[item].whole, ui->clip);
        }
    }
    result.height = s.y - r.y;
    return result;
}

static char *run_plain(Arena *arena, const Run *run) {
    if (run->kind == RUN_MATH) return math_plain(arena, run->text, (int)strlen(run->text));
    if (run->kind == RUN_CITE) return arena_format(arena, "[%s]", run->text);
    return arena_copy(arena, run->kind == RUN_BREAK ? " " : run->text);
}

const char *flow_plain(Arena *arena, const Doc *doc) {
    ArenaText text = {.arena = arena};
    for (int i = 0; i < doc->block_count; i++) {
        const Block *block = &doc->blocks[i];
        const char *lead = i == 0 ? "" : block->kind == BLOCK_ITEM ? " · " : " ";
        arena_text_add(&text, lead, strlen(lead));
        for (int j = 0; j < block->run_count; j++) {
            const char *run = run_plain(arena, &block->runs[j]);
            arena_text_add(&text, run, strlen(run));
        }
    }
    return arena_text_done(&text);
}
