// Takes a GIFT question apart: ::title::[format]text{answers}text.
#include "formats/gift_parts.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Span span_trim(Span span) {
    while (span.at < span.end && strchr(" \t\r\n", *span.at)) span.at++;
    while (span.end > span.at && strchr(" \t\r\n", span.end[-1])) span.end--;
    return span;
}

// What is being taken apart, and where and why it failed.
typedef struct Taking {
    GiftQuestion *out;
    const char **at;
    Err *err;
} Taking;

__attribute__((format(printf, 3, 4))) static bool fail(Taking *t, const char *at,
                                                       const char *format, ...) {
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *t->at = at;
    return err_set(t->err, "%s", text);
}

static bool starts(Span span, const char *prefix) {
    size_t n = strlen(prefix);
    return (size_t)(span.end - span.at) >= n && memcmp(span.at, prefix, n) == 0;
}

// The first unescaped place of a text of one repeated character (::, ####), or the end.
static const char *find_run(Span span, char c, int length) {
    char one[2] = {c, '\0'};
    const char *at = span.at;
    for (;;) {
        at = gift_find(at, span.end, one);
        if (at == span.end) return at;
        int n = 0;
        while (at + n < span.end && at[n] == c) n++;
        if (n >= length) return at;
        at += n;
    }
}

static bool take_title(Taking *t, Span *rest) {
    *rest = span_trim(*rest);
    if (!starts(*rest, "::")) return true;
    Span title = {rest->at + 2, rest->end};
    title.end = find_run(title, ':', 2);
    if (title.end == rest->end) return fail(t, rest->at, "the title is not closed with \"::\"");
    rest->at = title.end + 2;
    t->out->title = span_trim(title);
    return true;
}

// %50% at the start of an answer.
static bool take_weight(Taking *t, Span *text, GiftAnswer *answer) {
    answer->weight = answer->sign == '=' ? 100 : 0;
    *text = span_trim(*text);
    if (text->at == text->end || *text->at != '%') return true;
    const char *close = memchr(text->at + 1, '%', (size_t)(text->end - text->at - 1));
    char digits[16];
    size_t n = close ? (size_t)(close - text->at - 1) : 0;
    if (n == 0 || n >= sizeof digits) return true; // a text that begins with a percent sign
    memcpy(digits, text->at + 1, n);
    digits[n] = '\0';
    double weight;
    if (!str_number(digits, &weight)) return true;
    if (weight < -100 || weight > 100) {
        return fail(t, text->at, "found the weight %s %%, expected −100 to 100", digits);
    }
    answer->weight = weight;
    answer->weighed = true;
    text->at = close + 1;
    return true;
}

static bool add_answer(Taking *t, char sign, Span text) {
    GiftQuestion *out = t->out;
    if (out->answer_count == GIFT_ANSWER_MAX) {
        return fail(t, text.at, "more than %d answers", GIFT_ANSWER_MAX);
    }
    GiftAnswer *answer = &out->answers[out->answer_count++];
    *answer = (GiftAnswer){.sign = sign};
    if (!take_weight(t, &text, answer)) return false;
    const char *hash = gift_find(text.at, text.end, "#");
    answer->text = span_trim((Span){text.at, hash});
    Span feedback = {hash < text.end ? hash + 1 : hash, text.end};
    answer->feedback = span_trim(feedback);
    const char *second = gift_find(feedback.at, feedback.end, "#");
    if (second < feedback.end) return fail(t, second, "an answer has two feedbacks, by a second #");
    bool any_other = t->out->type == GIFT_NUMERIC; // "~#…": what is said to every other number
    if (!span_empty(answer->text) || any_other) return true;
    return fail(t, text.at, "the answer behind \"%c\" is empty", sign);
}

// Answers that each begin with = or ~.
static bool take_answers(Taking *t, Span body) {
    const char *at = gift_find(body.at, body.end, "=~");
    Span before = span_trim((Span){body.at, at});
    if (!span_empty(before)) {
        return fail(t, before.at, "found text before the first answer, expected = or ~");
    }
    while (at < body.end) {
        Span text = {at + 1, gift_find(at + 1, body.end, "=~")};
        if (!add_answer(t, *at, text)) return false;
        at = text.end;
    }
    return true;
}

// {T#feedback of a wrong answer#feedback of the right one}
static bool take_truth(Taking *t, Span body) {
    static const char *const WORDS[] = {"TRUE", "T", "FALSE", "F"};
    const char *hash = gift_find(body.at, body.end, "#");
    Span word = span_trim((Span){body.at, hash});
    int found = -1;
    for (int i = 0; i < 4; i++) {
        if (starts(word, WORDS[i]) && strlen(WORDS[i]) == (size_t)(word.end - word.at)) found = i;
    }
    if (found < 0) {
        return fail(t, body.at, "the answers begin with none of =, ~, #, TRUE and FALSE");
    }
    GiftQuestion *out = t->out;
    out->type = GIFT_TRUE_FALSE;
    out->truth = found < 2;
    out->answer_count = 2;
    for (int i = 0; i < 2; i++) {
        Span feedback = {hash < body.end ? hash + 1 : hash, body.end};
        hash = gift_find(feedback.at, feedback.end, "#");
        out->answers[i].feedback = span_trim((Span){feedback.at, hash});
    }
    return true;
}

static bool is_pair(Span text) {
    for (const char *at = text.at; at + 1 < text.end; at++) {
        if (at[0] == '-' && at[1] == '>') return true;
    }
    return false;
}

// Only "=": pairs to match, or words to type.
static GiftType type_of_words(const GiftQuestion *question) {
    for (int i = 0; i < question->answer_count; i++) {
        if (!is_pair(question->answers[i].text)) return GIFT_SHORT;
    }
    return GIFT_MATCHING;
}

static bool take_numbers(Taking *t, Span body) {
    t->out->type = GIFT_NUMERIC;
    body = span_trim((Span){body.at + 1, body.end});
    if (span_empty(body)) return fail(t, body.at, "no number follows the #");
    bool several = *body.at == '=' || *body.at == '~';
    return several ? take_answers(t, body) : add_answer(t, '=', body);
}

static bool take_body(Taking *t, Span body) {
    GiftQuestion *out = t->out;
    Span general = {find_run(body, '#', 4), body.end};
    if (!span_empty(general)) out->feedback = span_trim((Span){general.at + 4, general.end});
    body = span_trim((Span){body.at, general.at});
    if (span_empty(body)) {
        out->type = GIFT_ESSAY;
        return true;
    }
    if (*body.at == '#') return take_numbers(t, body);
    if (gift_find(body.at, body.end, "=~") == body.end) return take_truth(t, body);
    if (!take_answers(t, body)) return false;
    bool choice = gift_find(body.at, body.end, "~") < body.end;
    out->type = choice ? GIFT_CHOICE : type_of_words(out);
    return true;
}

// The text up to the answers, the answers, and what follows them.
static bool take_parts(Taking *t, Span rest) {
    GiftQuestion *out = t->out;
    const char *open = gift_find(rest.at, rest.end, "{}");
    out->stem = span_trim((Span){rest.at, open});
    if (open == rest.end) {
        out->type = GIFT_DESCRIPTION;
        return true;
    }
    if (*open == '}') return fail(t, open, "found \"}\" without \"{\" (as text it is written \\})");
    const char *close = gift_find(open + 1, rest.end, "{}");
    if (close == rest.end) return fail(t, open, "\"{\" is not closed before the blank line");
    if (*close == '{') return fail(t, close, "found \"{\" among the answers (as text it is \\{)");
    out->tail = span_trim((Span){close + 1, rest.end});
    const char *more = gift_find(out->tail.at, out->tail.end, "{}");
    if (more < out->tail.end) return fail(t, more, "found a second \"%c\"", *more);
    if (span_empty(out->stem) && span_empty(out->tail)) {
        return fail(t, open, "the question has no text");
    }
    return take_body(t, (Span){open + 1, close});
}

bool gift_take_apart(Span block, GiftQuestion *out, const char **at, Err *err) {
    *out = (GiftQuestion){.id = ""};
    Taking taking = {out, at, err};
    Span rest = span_trim(block);
    *at = rest.at;
    if (!take_title(&taking, &rest)) return false;
    rest = span_trim(rest);
    gift_take_format(&rest.at, rest.end, &out->format);
    return take_parts(&taking, rest);
}
