// Makes tasks of the questions that have a counterpart among the task types: choices, true or false, numbers.
#include "formats/gift_card.h"

#include "base/str.h"
#include "card/card.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <string.h>

typedef struct Making {
    const GiftMaking *how;
    const GiftQuestion *question;
    cJSON *task;
    Err *err;
} Making;

// A text of the question as Markdown; NULL after a complaint. "" only where it may be missing.
static const char *text_of(Making *m, Span span, const char *what, bool needed) {
    const char *text = gift_unmarkdown(m->how->arena, span.at, span.end, m->question->format);
    if (!text) {
        err_set(m->err, "%s cannot be shown: it is too long or holds characters for private use",
                what);
    } else if (needed && !*text) {
        err_set(m->err, "%s is empty", what);
        return NULL;
    }
    return text;
}

static bool add_prompt(Making *m) {
    const GiftQuestion *q = m->question;
    const char *stem = text_of(m, q->stem, "the text of the question", false);
    const char *tail = stem ? text_of(m, q->tail, "the text behind the answers", false) : NULL;
    if (!tail) return false;
    if (!*stem && !*tail) return err_set(m->err, "the question has no text");
    const char *gap = *tail ? *stem ? " \\_\\_\\_\\_\\_ " : "\\_\\_\\_\\_\\_ " : "";
    const char *prompt = arena_format(m->how->arena, "%s%s%s", stem, gap, tail);
    if (!gift_text_ok(prompt)) {
        return err_set(m->err, "the texts before and behind the answers cannot be joined");
    }
    cJSON_AddStringToObject(m->task, "prompt", prompt);
    return true;
}

// A card needs an explanation; without general feedback it is what is said to the right answer, or that answer.
static bool add_explanation(Making *m, const char *said, const char *answer) {
    const char *text = text_of(m, m->question->feedback, "the general feedback", false);
    if (!text) return false;
    if (!*text) text = said;
    if (!*text) text = arena_format(m->how->arena, "The answer: %s", answer);
    if (!gift_text_ok(text)) text = "See what is said to each answer.";
    cJSON_AddStringToObject(m->task, "explanation", text);
    return true;
}

static bool add_option(Making *m, cJSON *options, const char *text, Span feedback, bool correct) {
    const char *said = text_of(m, feedback, "a feedback", false);
    if (!said) return false;
    if (!*said) said = correct ? "Right." : "Not right.";
    char id[2] = {(char)('a' + cJSON_GetArraySize(options)), '\0'};
    cJSON *option = cJSON_CreateObject();
    cJSON_AddStringToObject(option, "id", id);
    cJSON_AddStringToObject(option, "text", text);
    cJSON_AddBoolToObject(option, "correct", correct);
    cJSON_AddStringToObject(option, "feedback", said);
    return cJSON_AddItemToArray(options, option);
}

// Choices

// How many options are right: those with "=", or else those with a positive weight. Part of the points for a wrong option of
// a single choice cannot be kept.
typedef struct Rights {
    bool at[GIFT_ANSWER_MAX];
    int count;
    bool single;
} Rights;

static Rights find_rights(const GiftQuestion *q) {
    Rights rights = {0};
    for (int i = 0; i < q->answer_count; i++) rights.single |= q->answers[i].sign == '=';
    for (int i = 0; i < q->answer_count; i++) {
        const GiftAnswer *answer = &q->answers[i];
        bool right = rights.single ? answer->sign == '=' && answer->weight > 0 : answer->weight > 0;
        rights.at[i] = right;
        rights.count += right;
    }
    return rights;
}

static bool check_rights(Making *m, const Rights *rights) {
    int count = m->question->answer_count;
    bool multiple = rights->count > 1;
    int least = multiple ? 3 : 2, most = multiple ? CARD_OPTION_MAX : 8;
    if (rights->count == 0) return err_set(m->err, "no answer is right (= or a positive weight)");
    if (count < least || count > most) {
        return err_set(m->err, "found %d answers, expected %d to %d where %s right", count, least,
                       most, multiple ? "several are" : "one is");
    }
    return true;
}

static void tell_weights(Making *m, const Rights *rights) {
    for (int i = 0; i < m->question->answer_count; i++) {
        const GiftAnswer *answer = &m->question->answers[i];
        if (rights->at[i] || !answer->weighed || answer->weight <= 0) continue;
        m->how->changed(m->how->user,
                        "points for an answer that is not the right one are left out");
        return;
    }
}

static bool make_choice(Making *m) {
    const GiftQuestion *q = m->question;
    Rights rights = find_rights(q);
    if (!check_rights(m, &rights)) return false;
    tell_weights(m, &rights);
    const char *key = NULL;
    cJSON_AddStringToObject(m->task, "type",
                            rights.count > 1 ? "multiple_choice" : "single_choice");
    if (!add_prompt(m)) return false;
    cJSON *options = cJSON_AddArrayToObject(m->task, "options");
    for (int i = 0; i < q->answer_count; i++) {
        const char *text = text_of(m, q->answers[i].text, "an answer", true);
        if (!text || !add_option(m, options, text, q->answers[i].feedback, rights.at[i])) {
            return false;
        }
        if (!rights.at[i]) continue;
        key = key ? arena_format(m->how->arena, "%s\n\n%s", key, text) : text;
    }
    return add_explanation(m, "", key);
}

static bool make_truth(Making *m) {
    const GiftQuestion *q = m->question;
    cJSON_AddStringToObject(m->task, "type", "single_choice");
    if (!add_prompt(m)) return false;
    cJSON_AddStringToObject(m->task, "option_order", "authored");
    cJSON *options = cJSON_AddArrayToObject(m->task, "options");
    Span wrong = q->answers[0].feedback, right = q->answers[1].feedback;
    return add_option(m, options, "True", q->truth ? right : wrong, q->truth) &&
           add_option(m, options, "False", q->truth ? wrong : right, !q->truth) &&
           add_explanation(m, "", q->truth ? "True" : "False");
}

// Numbers

typedef struct Range {
    double value, tolerance;
} Range;

// "7", "7:0.5" or "6.5..7.5".
static bool read_range(Making *m, Span span, Range *out) {
    char *text = gift_unescape(m->how->arena, span.at, span.end);
    char *dots = strstr(text, ".."), *colon = strchr(text, ':');
    double second = 0;
    char *cut = dots ? dots : colon;
    if (cut) *cut = '\0';
    const char *rest = dots ? dots + 2 : colon ? colon + 1 : "0";
    bool ok = str_number(text, &out->value) && str_number(rest, &second);
    if (!ok) {
        return err_set(m->err, "found \"%.*s\", expected a number, NUMBER:TOLERANCE or LOW..HIGH",
                       (int)(span.end - span.at > 40 ? 40 : span.end - span.at), span.at);
    }
    double least = out->value, size = fmax(fabs(least), fabs(second));
    if (size > 1e300) return err_set(m->err, "found a number beyond 1e300");
    out->value = dots ? least + (second - least) / 2 : least;
    out->tolerance = dots ? (second - least) / 2 : second;
    return out->tolerance >= 0 ||
           err_set(m->err, dots ? "the range ends before it begins" : "the tolerance is negative");
}

static int find_key(const GiftQuestion *q) {
    for (int i = 0; i < q->answer_count; i++) {
        if (q->answers[i].sign == '=' && q->answers[i].weight >= 100) return i;
    }
    return -1;
}

// What is said to every other number: =*#… or ~#…
static bool is_any(Span span) {
    return span_empty(span) || (span.end - span.at == 1 && *span.at == '*');
}

static void add_number(cJSON *object, const char *name, double value) {
    char digits[STR_NUMBER_SIZE];
    str_put_number(value == 0 ? 0 : value, digits); // −0 is 0
    cJSON_AddStringToObject(object, name, digits);
}

static bool add_wrong(Making *m, cJSON *list, const GiftAnswer *answer, Range key) {
    Range range;
    if (is_any(answer->text)) {
        m->how->changed(m->how->user, "feedback for all other numbers is left out");
        return true;
    }
    if (!read_range(m, answer->text, &range)) return false;
    if (fabs(range.value - key.value) <= key.tolerance * (1 + 1e-9) ||
        cJSON_GetArraySize(list) == CARD_WRONG_MAX) {
        m->how->changed(m->how->user,
                        "one more number within the tolerance of the right one is left out");
        return true;
    }
    if (answer->weight > 0) {
        m->how->changed(m->how->user, "points for a number that is not the right one are left out");
    }
    const char *feedback = text_of(m, answer->feedback, "a feedback", false);
    if (!feedback) return false;
    cJSON *wrong = cJSON_CreateObject();
    add_number(wrong, "expr", range.value);
    cJSON_AddStringToObject(wrong, "feedback", *feedback ? feedback : "Not right.");
    return cJSON_AddItemToArray(list, wrong);
}

static bool make_numeric(Making *m) {
    const GiftQuestion *q = m->question;
    int at = find_key(q);
    Range key;
    if (at < 0) return err_set(m->err, "no number is right (= without a weight or with 100 %%)");
    if (is_any(q->answers[at].text)) return err_set(m->err, "every number would be right");
    if (!read_range(m, q->answers[at].text, &key)) return false;
    cJSON_AddStringToObject(m->task, "type", "numeric");
    if (!add_prompt(m)) return false;
    add_number(m->task, "answer", key.value);
    cJSON_AddNumberToObject(m->task, "abs_tol", key.tolerance);
    cJSON *wrong = cJSON_CreateArray();
    bool ok = true;
    for (int i = 0; ok && i < q->answer_count; i++) {
        if (i != at) ok = add_wrong(m, wrong, &q->answers[i], key);
    }
    bool some = cJSON_GetArraySize(wrong) > 0;
    if (some) {
        cJSON_AddItemToObject(m->task, "wrong", wrong);
    } else {
        cJSON_Delete(wrong);
    }
    char digits[STR_NUMBER_SIZE];
    str_put_number(key.value, digits);
    const char *said = text_of(m, q->answers[at].feedback, "a feedback", false);
    if (!ok || !said) return false;
    return add_explanation(m, said, digits);
}

static const struct {
    const char *name;
    bool (*make)(Making *m); // NULL: cards have no such tasks
} TYPES[] = {
    [GIFT_DESCRIPTION] = {"a description without answers", NULL},
    [GIFT_ESSAY] = {"an essay", NULL},
    [GIFT_TRUE_FALSE] = {"true or false", make_truth},
    [GIFT_CHOICE] = {"a choice", make_choice},
    [GIFT_NUMERIC] = {"a number", make_numeric},
    [GIFT_MATCHING] = {"pairs to match", NULL},
    [GIFT_SHORT] = {"a short answer", NULL},
};

bool gift_type_known(GiftType type, const char **name) {
    *name = TYPES[type].name;
    return TYPES[type].make != NULL;
}

struct cJSON *gift_task(const GiftMaking *making, const GiftQuestion *question, Err *err) {
    Making m = {making, question, cJSON_CreateObject(), err};
    cJSON_AddStringToObject(m.task, "id", ""); // first in the file; the caller fills it
    if (TYPES[question->type].make(&m)) return m.task;
    cJSON_Delete(m.task);
    return NULL;
}
