// Cuts runs into words that no line break may part.
#include "ui/flow_words.h"

#include <math.h>
#include <string.h>

static TextStyle run_style(const Ui *ui, const Run *run, FlowStyle style) {
    TextStyle text = ui_style(ui, style.type);
    if (run->kind == RUN_CODE) return (TextStyle){FONT_MONO, text.size * 0.92};
    if (run->kind == RUN_CITE) return (TextStyle){text.font, text.size * 0.82};
    if (run->style & RUN_STRONG) {
        text.font = FONT_SEMIBOLD;
    } else if (run->style & RUN_EMPHASIS) {
        text.font = FONT_ITALIC;
    }
    return text;
}

static FlowWord *word_new(Ui *ui, FlowWords *w, bool space) {
    w->words = arena_grow(ui->arena, w->words, w->word_count, &w->word_capacity, sizeof *w->words);
    FlowWord *word = &w->words[w->word_count++];
    *word = (FlowWord){.first = w->piece_count, .space = space};
    return word;
}

static void piece_add(Ui *ui, FlowWords *w, FlowPiece piece, double ascent, double descent) {
    w->pieces =
        arena_grow(ui->arena, w->pieces, w->piece_count, &w->piece_capacity, sizeof *w->pieces);
    w->pieces[w->piece_count++] = piece;
    FlowWord *word = &w->words[w->word_count - 1];
    word->count++;
    word->width += piece.width;
    word->ascent = fmax(word->ascent, ascent);
    word->descent = fmax(word->descent, descent);
}

static void text_piece(Ui *ui, FlowWords *w, const Run *run, TextStyle style, const char *text,
                       int n) {
    double width = ui->metrics.width(ui->metrics.self, style, text, n);
    FlowPiece piece = {.run = run, .style = style, .text = text, .n = n, .width = width};
    piece_add(ui, w, piece, ui->metrics.ascent(ui->metrics.self, style),
              ui->metrics.descent(ui->metrics.self, style));
}

// A formula stands on the line as one piece; one that does not parse is shown as its source.
static void math_piece(Ui *ui, FlowWords *w, const Run *run, TextStyle style) {
    const MathBox *box = ui_math(ui, run->text, style.size * 1.1, false);
    if (!box) {
        style.font = FONT_MONO;
        char *source = arena_format(ui->arena, "$%s$", run->text);
        text_piece(ui, w, run, style, source, (int)strlen(source));
        return;
    }
    FlowPiece piece = {.run = run, .style = style, .box = box, .width = box->width};
    piece_add(ui, w, piece, box->ascent, box->descent);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_sign(const char *text, int n) {
    static const char *const SIGNS[] = {"×", "÷"};
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (n == (int)strlen(SIGNS[i]) && memcmp(text, SIGNS[i], (size_t)n) == 0) return true;
    }
    return false;
}

// Whether `text` stays on the line of the word before: a % or a sign behind a number, a number behind a sign.
static bool is_tied(const FlowWords *w, const char *text, int n) {
    const FlowPiece *last = w->piece_count ? &w->pieces[w->piece_count - 1] : NULL;
    if (!last || !last->text || last->n == 0) return false;
    if (is_sign(last->text, last->n)) return is_digit(*text);
    return is_digit(last->text[last->n - 1]) && (*text == '%' || is_sign(text, n));
}

// Text may be broken at its spaces; what stands at a run's edge without a space sticks to its neighbour.
static bool words_of_text(Ui *ui, FlowWords *w, const Run *run, TextStyle style, const char *text,
                          bool space) {
    for (const char *at = text; *at;) {
        if (*at == ' ' || *at == '\n') {
            space = true;
            at++;
            continue;
        }
        int n = (int)strcspn(at, " \n");
        bool tied = space && is_tied(w, at, n);
        if (space || w->word_count == 0) word_new(ui, w, space)->tied = tied;
        text_piece(ui, w, run, style, at, n);
        space = false;
        at += n;
    }
    return space;
}

static const char *cite_text(Ui *ui, const Run *run, FlowStyle style) {
    int number = style.cite_number ? style.cite_number(style.self, run->text) : 0;
    return number > 0 ? arena_format(ui->arena, "[%d]", number)
                      : arena_format(ui->arena, "[%s?]", run->text);
}

FlowWords flow_words(Ui *ui, const Block *block, FlowStyle style) {
    FlowWords w = {0};
    bool space = false;
    for (int i = 0; i < block->run_count; i++) {
        const Run *run = &block->runs[i];
        TextStyle text = run_style(ui, run, style);
        switch (run->kind) {
        case RUN_BREAK:
            if (w.word_count) w.words[w.word_count - 1].breaks = true;
            space = true;
            break;
        case RUN_MATH:
            if (space || w.word_count == 0) word_new(ui, &w, space);
            math_piece(ui, &w, run, text);
            space = false;
            break;
        case RUN_CITE:
            space = words_of_text(ui, &w, run, text, cite_text(ui, run, style), space);
            break;
        case RUN_TEXT:
        case RUN_CODE:
        case RUN_WIKI:
        case RUN_LINK: space = words_of_text(ui, &w, run, text, run->text, space); break;
        }
    }
    return w;
}

// A word as the author typed it, without marks of emphasis, so that it can be compared with a quote's words.
static const char *word_source(Ui *ui, const FlowWords *w, const FlowWord *word) {
    ArenaText text = {.arena = ui->arena};
    for (int i = word->first; i < word->first + word->count; i++) {
        const FlowPiece *piece = &w->pieces[i];
        bool formula = piece->run->kind == RUN_MATH;
        if (piece->run->kind == RUN_CITE) continue;
        if (formula) arena_text_add(&text, "$", 1);
        arena_text_add(&text, formula ? piece->run->text : piece->text,
                       formula ? strlen(piece->run->text) : (size_t)piece->n);
        if (formula) arena_text_add(&text, "$", 1);
    }
    return arena_text_done(&text);
}

static bool is_emphasis(char c) {
    return c == '*' || c == '_';
}

// Compares a word with n bytes of a quote, skipping emphasis; the word may go on with punctuation.
static bool same_word(const char *word, const char *quote, size_t n) {
    size_t q = 0;
    for (; *word; word++) {
        while (q < n && is_emphasis(quote[q]) && quote[q] != *word) q++;
        if (q == n) return strspn(word, ".,;:!?)]") == strlen(word);
        if (*word != quote[q++]) return false;
    }
    while (q < n && (is_emphasis(quote[q]) || strchr(".,;:", quote[q]))) q++;
    return q == n;
}

// Number of words from `first` that spell out the quote, 0 if they do not.
static int match_at(Ui *ui, const FlowWords *w, int first, const char *quote) {
    int i = first;
    while (*quote) {
        quote += strspn(quote, " ");
        size_t n = strcspn(quote, " ");
        // A formula with spaces is one word of ours and several of the quote's.
        if (i >= w->word_count) return 0;
        const char *word = word_source(ui, w, &w->words[i]);
        size_t spaces = 0;
        for (const char *c = word; *c; c++) spaces += *c == ' ';
        for (; spaces > 0 && quote[n]; spaces--) n += 1 + strcspn(quote + n + 1, " ");
        if (!same_word(word, quote, n)) return 0;
        quote += n;
        i++;
    }
    return i - first;
}

void flow_mark(Ui *ui, FlowWords *w, const char *mark) {
    for (int first = 0; first < w->word_count; first++) {
        int count = match_at(ui, w, first, mark);
        if (!count) continue;
        for (int i = first; i < first + count; i++) w->words[i].marked = true;
        return;
    }
}
