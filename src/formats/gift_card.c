// Makes tasks of the questions that have a counterpart among the task types: choices, true or false, numbers.
#include "formats/gift_card.h"

#include "base/str.h"
#include "card/card.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct Making {
    const GiftMaking *how;
    const GiftQuestion *question;
    cJSON *task;
    GiftLosses losses;
    bool skip; // cards have no such tasks
    Err *err;
} Making;

// A text of the question as Markdown; NULL after a complaint. "" only where it may be missing.
static const char *text_of(Making *m, Span span, const char *what, bool needed) {
    const char *text =
        gift_unmarkdown(m->how->arena, span.at, span.end, m->question->format, &m->losses);
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
    prompt = gift_without_slips(m->how->arena, prompt); // two dollars may have become a formula
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

// How many options are right: those with "=", or else those with a positive weight.
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

// It is well formed, but no task could ask it.
static bool skip(Making *m, const char *why) {
    m->skip = true;
    return err_set(m->err, "%s", why);
}

static bool check_rights(Making *m, const Rights *rights) {
    if (rights->single && rights->count > 1) {
        return skip(m, "cards have no tasks where each of several answers is right");
    }
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

static void tell(Making *m, const char *sentence) {
    m->how->changed(m->how->user, sentence);
}

// One right answer: it has all points, and the others have none.
static void tell_weights(Making *m, const Rights *rights) {
    bool part = false, minus = false;
    for (int i = 0; i < m->question->answer_count; i++) {
        const GiftAnswer *answer = &m->question->answers[i];
        part |= !rights->at[i] && answer->weight > 0;
        minus |= answer->weight < 0;
        if (rights->at[i] && answer->weight < 100) {
            tell(m, arena_format(m->how->arena, "the right answer, worth %.5g %%, is worth all",
                                 answer->weight));
        }
    }
    if (part) tell(m, "points for an answer that is not the right one are left out");
    if (minus) tell(m, "points taken off for a wrong answer are left out");
}

// Several: they share the points, and a wrong one takes off what a right one gives.
static void tell_shares(Making *m, const Rights *rights) {
    const char *weights = "";
    bool same = true;
    for (int i = 0; i < m->question->answer_count; i++) {
        double weight = m->question->answers[i].weight, share = 100.0 / rights->count;
        same &= fabs(weight - (rights->at[i] ? share : -share)) < 0.01;
        weights = arena_format(m->how->arena, "%s%s%.5g", weights, i ? ", " : "", weight);
    }
    if (same) return;
    tell(m,
         arena_format(m->how->arena,
                      "points of the answers (%s %%): now each right one gives %.5g %%, and each "
                      "wrong one takes as much off",
                      weights, 100.0 / rights->count));
}

static bool make_choice(Making *m) {
    const GiftQuestion *q = m->question;
    Rights rights = find_rights(q);
    if (!check_rights(m, &rights)) return false;
    bool several = rights.count > 1;
    (several ? tell_shares : tell_weights)(m, &rights);
    const char *key = NULL;
    cJSON_AddStringToObject(m->task, "type", several ? "multiple_choice" : "single_choice");
    if (several) cJSON_AddStringToObject(m->task, "partial", "coverage");
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
    double
        share; // of the right one: the tolerance of all numbers as a share of them, 0: it is the same for all
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
        bool comma = memchr(span.at, ',', (size_t)(span.end - span.at)) != NULL;
        return err_set(m->err, "found \"%.*s\", expected a number%s, NUMBER:TOLERANCE or LOW..HIGH",
                       (int)(span.end - span.at > 40 ? 40 : span.end - span.at), span.at,
                       comma ? " with a decimal point, not a comma" : "");
    }
    double least = out->value, size = fmax(fabs(least), fabs(second));
    if (size > 1e300) return err_set(m->err, "found a number beyond 1e300");
    out->share = 0;
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

static double tolerance_of(double value, Range key) {
    return key.share > 0 ? key.share * fabs(value) : key.tolerance;
}

// The tolerance of all numbers as a share of each, 0 if they have no such one in common.
static double find_share(Making *m, int at, Range key) {
    const GiftQuestion *q = m->question;
    double share = key.tolerance / fabs(key.value);
    bool others = false;
    if (!(key.tolerance > 0) || !(fabs(key.value) > 0)) return 0;
    for (int i = 0; i < q->answer_count; i++) {
        Range range;
        if (i == at || is_any(q->answers[i].text)) continue;
        if (!read_range(m, q->answers[i].text, &range)) return 0;
        double want = share * fabs(range.value);
        if (fabs(range.tolerance - want) > 1e-6 * want) return 0;
        others = true;
    }
    char digits[40];
    snprintf(digits, sizeof digits, "%.12g", share);
    return others && str_number(digits, &share) ? share : 0;
}

// A wrong number of a task has the tolerance of the right one, and no points.
static void tell_number(Making *m, const GiftAnswer *answer, Range range, Range key) {
    char value[STR_NUMBER_SIZE], own[STR_NUMBER_SIZE], now[STR_NUMBER_SIZE];
    str_put_number(range.value, value);
    str_put_number(range.tolerance, own);
    str_put_number(tolerance_of(range.value, key), now);
    if (answer->weight > 0) {
        tell(m, arena_format(m->how->arena, "the number %s, worth %.5g %%, is worth nothing", value,
                             answer->weight));
    }
    if (answer->weight < 0) tell(m, "points taken off for a wrong number are left out");
    double kept = tolerance_of(range.value, key);
    if (fabs(range.tolerance - kept) <= 1e-6 * kept) return;
    tell(m, arena_format(m->how->arena, "the wrong number %s ± %s becomes %s ± %s", value, own,
                         value, now));
}

// Whether another number has all the points and is not within what is right.
static bool has_second_key(Making *m, int at, Range key, bool *ok) {
    const GiftQuestion *q = m->question;
    for (int i = 0; i < q->answer_count; i++) {
        Range range;
        bool full = i != at && q->answers[i].sign == '=' && q->answers[i].weight >= 100;
        if (!full || is_any(q->answers[i].text)) continue;
        *ok = read_range(m, q->answers[i].text, &range);
        if (!*ok) return false;
        double reach = fabs(range.value - key.value) + range.tolerance;
        if (reach > key.tolerance * (1 + 1e-9)) return true;
    }
    return false;
}

// "3", "3 ± 0.5"
static const char *range_words(Arena *arena, Range key) {
    char value[STR_NUMBER_SIZE], tolerance[STR_NUMBER_SIZE];
    str_put_number(key.value, value);
    str_put_number(key.tolerance, tolerance);
    return key.tolerance > 0 ? arena_format(arena, "%s ± %s", value, tolerance)
                             : arena_copy(arena, value);
}

static bool add_wrong(Making *m, cJSON *list, const GiftAnswer *answer, Range key) {
    Range range = {0};
    if (is_any(answer->text)) {
        tell(m, "feedback for all other numbers is left out");
        return true;
    }
    if (!read_range(m, answer->text, &range)) return false;
    if (fabs(range.value - key.value) <= key.tolerance * (1 + 1e-9)) {
        tell(m, "one more number within the tolerance of the right one is left out");
        return true;
    }
    if (cJSON_GetArraySize(list) == CARD_WRONG_MAX) {
        tell(m, "feedback for more than 20 wrong numbers is left out");
        return true;
    }
    tell_number(m, answer, range, key);
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
    bool ok = true;
    if (has_second_key(m, at, key, &ok)) return skip(m, "cards have one right number");
    if (!ok) return false;
    cJSON_AddStringToObject(m->task, "type", "numeric");
    if (!add_prompt(m)) return false;
    add_number(m->task, "answer", key.value);
    key.share = find_share(m, at, key);
    cJSON_AddNumberToObject(m->task, key.share > 0 ? "rel_tol" : "abs_tol",
                            key.share > 0 ? key.share : key.tolerance);
    cJSON *wrong = cJSON_CreateArray();
    for (int i = 0; ok && i < q->answer_count; i++) {
        if (i != at) ok = add_wrong(m, wrong, &q->answers[i], key);
    }
    bool some = cJSON_GetArraySize(wrong) > 0;
    if (some) {
        cJSON_AddItemToObject(m->task, "wrong", wrong);
    } else {
        cJSON_Delete(wrong);
    }
    const char *said = text_of(m, q->answers[at].feedback, "a feedback", false);
    if (!ok || !said) return false;
    return add_explanation(m, said, range_words(m->how->arena, key));
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

struct cJSON *gift_task(const GiftMaking *making, const GiftQuestion *question, bool *skipped,
                        Err *err) {
    Making m = {.how = making, .question = question, .task = cJSON_CreateObject(), .err = err};
    cJSON_AddStringToObject(m.task, "id", ""); // first in the file; the caller fills it
    bool made = TYPES[question->type].make(&m);
    *skipped = m.skip;
    for (int i = 0; made && i < m.losses.count; i++) tell(&m, m.losses.at[i]);
    if (made) return m.task;
    cJSON_Delete(m.task);
    return NULL;
}
