// What the quiz says about its state.
#include "app/quiz_words.h"

#include "app/date.h"
#include "app/format.h"
#include "app/task_view.h"
#include "base/str.h"
#include "ui/flow.h"

Standing quiz_standing(const TaskHistory *history) {
    const Attempt *latest = &history->latest;
    if (latest->tries + latest->hints > 0 && !latest->done) return STANDING_STARTED;
    // One that was only shown takes nothing from what was answered before.
    bool earlier = !latest->done && history->finished > 0;
    if (earlier && history->known) return STANDING_KNOWN;
    if (earlier) return history->best > 0 ? STANDING_PART : STANDING_MISSED;
    if (!latest->done) return STANDING_OPEN;
    if (latest->known) return STANDING_KNOWN;
    if (latest->points > 0) return STANDING_PART;
    return latest->right ? STANDING_RIGHT : STANDING_MISSED;
}

Standing quiz_standing_at(const App *app, int place) {
    const TaskHistory *history = quiz_history(app, place);
    bool shown = quiz_since(app) > 0 && !quiz_touched(&history->latest);
    if (shown || quiz_due(app, place)) return STANDING_OPEN;
    Standing standing = quiz_standing(history);
    return quiz_in_test(app) && standing >= STANDING_HELD ? STANDING_HELD : standing;
}

const char *quiz_standing_word(Standing standing) {
    static const StrId WORDS[] = {
        [STANDING_OPEN] = STR_NOT_ANSWERED, [STANDING_STARTED] = STR_STANDING_BEGUN,
        [STANDING_HELD] = STR_TEST_HELD,    [STANDING_KNOWN] = STR_KNOWN,
        [STANDING_PART] = STR_NOT_KNOWN,    [STANDING_RIGHT] = STR_NOT_KNOWN,
        [STANDING_MISSED] = STR_NOT_KNOWN};
    return str_of(WORDS[standing]);
}

double quiz_points_at(const App *app, int place) {
    const TaskHistory *history = quiz_history(app, place);
    Standing standing = quiz_standing_at(app, place);
    if (standing <= STANDING_HELD) return 0;
    return quiz_since(app) > 0 ? history->latest.points : history->best;
}

// Of all questions of a card also what is begun again counts as it was answered before.
RoundSum quiz_sum(const App *app) {
    RoundSum sum = {0};
    bool all = quiz_since(app) == 0;
    for (int i = 0; i < app->quiz.count; i++) {
        const TaskHistory *history = quiz_history(app, i);
        Standing standing = quiz_standing_at(app, i);
        bool known = all ? history->known : standing == STANDING_KNOWN;
        sum.known += known;
        sum.missed += !known && standing > STANDING_HELD;
        sum.open += standing <= STANDING_STARTED;
        sum.points += all ? history->best : quiz_points_at(app, i);
    }
    return sum;
}

StrId quiz_result_title(const App *app) {
    const Quiz *quiz = &app->quiz;
    return quiz->test.asked ? STR_TEST_RESULT_TITLE
           : quiz->retry    ? STR_RETRY_RESULT
           : quiz->review   ? STR_REVIEW_RESULT
                            : STR_RESULT;
}

const char *quiz_open_words(Arena *arena, int open) {
    return str_fill(arena, STR_RESULT_OPEN, format_whole(arena, open), NULL);
}

const char *quiz_prompt_words(Arena *arena, const Shelf *shelf, int task) {
    const Task *asked = &shelf->card.tasks[task];
    const TaskHistory *history = &shelf->history.tasks[task];
    Attempt attempt = history->latest;
    if (!attempt.id) attempt.seed = attempt_seed(shelf->card.id, asked->id, history->finished);
    TaskForm form = attempt_form(&attempt, asked);
    Doc prompt = task_text(arena, &asked->prompt, &form);
    return flow_plain(arena, &prompt);
}

const char *quiz_place_words(Arena *arena, const App *app) {
    const Quiz *quiz = &app->quiz;
    StrId words = quiz_in_test(app) ? STR_TEST_OF
                  : quiz->retry     ? STR_RETRY_OF
                  : quiz->review    ? STR_REVIEW_OF
                                    : STR_QUESTION_OF;
    return str_fill(arena, words, format_whole(arena, quiz->at + 1),
                    format_whole(arena, quiz->count));
}

// Of numbers in per cent, a distance in per cent would be taken for a part of the number.
static const char *room_unit(const char *unit) {
    return str_same(unit, "%") ? str_of(STR_PERCENTAGE_POINTS) : unit;
}

const char *quiz_room_words(Arena *arena, const Task *task) {
    const char *gap = *task->unit ? " " : "",
               *room = arena_format(arena, "%.6g%s%s", task->abs_tol, gap, room_unit(task->unit)),
               *part = arena_format(arena, "%.6g %%", 100 * task->rel_tol);
    if (task->abs_tol > 0 && task->rel_tol > 0) return str_fill(arena, STR_ROOM_EITHER, room, part);
    if (task->abs_tol > 0) return str_fill(arena, STR_ROOM, room, NULL);
    if (task->rel_tol > 0) return str_fill(arena, STR_ROOM, part, NULL);
    return str_of(STR_ROOM_NONE);
}

const char *quiz_known_words(Arena *arena, StrId id, int known, int all) {
    return str_fill(arena, id, format_whole(arena, known), format_whole(arena, all));
}

const char *quiz_points_words(Arena *arena, double points, int all) {
    return str_fill(arena, STR_RESULT_POINTS, format_points(arena, points),
                    format_whole(arena, all));
}

const char *quiz_test_words(Arena *arena, const Shelf *shelf) {
    int answered = 0;
    for (int i = 0; i < shelf->card.task_count; i++) {
        bool asked = task_is_asked(&shelf->card.tasks[i]);
        answered += asked && history_done(&shelf->history, i);
    }
    return str_fill(arena, STR_TEST_STATUS, format_whole(arena, answered),
                    format_whole(arena, card_asked_count(&shelf->card)));
}

const char *quiz_leave_words(Arena *arena, const App *app) {
    const Quiz *quiz = &app->quiz;
    return str_fill(arena, STR_TEST_LEAVE, format_whole(arena, app_open_count(app)),
                    format_whole(arena, quiz->count));
}

const char *quiz_test_result_words(Arena *arena, const App *app) {
    const TestResult *test = &app->quiz.test;
    const char *answered = str_fill(arena, STR_ALL_KNOWN, format_whole(arena, test->answered),
                                    format_whole(arena, test->asked));
    return str_fill(arena, STR_TEST_RESULT, answered, format_whole(arena, test->right));
}

static const char *ahead(Arena *arena, const App *app, int64_t utc_ms) {
    Zone zone = app_zone(app);
    return date_ahead(arena, zone_day(zone, utc_ms) - zone_day(zone, app->utc_ms));
}

const char *quiz_again_words(Arena *arena, const App *app) {
    const Quiz *quiz = &app->quiz;
    if (!quiz->again_ms) return "";
    bool easy = app_attempt(app)->easy;
    return str_fill(arena, easy ? STR_ASKED_EASY : STR_ASKED_AGAIN,
                    ahead(arena, app, easy ? quiz->easy_ms : quiz->again_ms), NULL);
}

const char *quiz_rate_words(Arena *arena, const App *app) {
    const Quiz *quiz = &app->quiz;
    if (!quiz->again_ms) return "";
    bool easy = app_attempt(app)->easy;
    return str_fill(arena, easy ? STR_RATE_GOOD : STR_RATE_EASY,
                    ahead(arena, app, easy ? quiz->again_ms : quiz->easy_ms), NULL);
}

bool quiz_picked(const Attempt *attempt, const Task *task, int option) {
    if (task_kind(task->type)->one_option) return attempt_chose(attempt, option);
    if (!attempt->done || attempt->tries == 0) return false;
    return answer_has(attempt_answer(attempt, attempt->tries - 1), task->options[option].id);
}

const char *quiz_verdict_word(const Attempt *attempt, const Task *task, int option) {
    if (!task->options[option].correct) {
        return quiz_picked(attempt, task, option) ? str_of(STR_NOT_THIS) : "";
    }
    if (!attempt->done) return "";
    return str_of(attempt->right ? STR_RIGHT : STR_KEY);
}

static const char *join(Arena *arena, const char *line, const char *more) {
    return arena_format(arena, "%s · %s", line, more);
}

const char *quiz_part_words(Arena *arena, const Attempt *attempt, const Task *task, int try_index) {
    const char *answer = attempt_answer(attempt, try_index);
    TaskForm form = attempt_form(attempt, task);
    Judgement judgement = task_kind(task->type)->judge(task, &form, answer);
    if (task->partial == PARTIAL_OFF || judgement.verdict == VERDICT_RIGHT) return "";
    const TaskView *view = task_view(task->type);
    return view->part ? view->part(arena, task, answer, judgement.share) : "";
}

const char *quiz_variant_words(Arena *arena, const Task *task, const TaskForm *form) {
    if (!*task_form_words(arena, task, form)) return "";
    const char *untold = task_form_untold(arena, task, form);
    return *untold ? str_fill(arena, STR_VARIANT_WITH, untold, NULL) : str_of(STR_VARIANT);
}

const char *quiz_answer_words(Arena *arena, const App *app) {
    const Attempt *attempt = app_attempt(app);
    const Task *task = app_task(app);
    const TaskKind *kind = task_kind(task->type);
    TaskForm form = attempt_form(attempt, task);
    const char *key = *app->quiz.key ? kind->words(task, &form, app->quiz.key, arena) : "";
    if (!attempt->right) return key;
    const char *own = kind->words(task, &form, attempt_answer(attempt, attempt->tries - 1), arena);
    bool near = kind->by_number && *key && !str_same(own, key);
    return near ? str_fill(arena, STR_RIGHT_NEAR, own, key) : own;
}

bool quiz_was_sure(const Attempt *attempt) {
    bool first_right = attempt->right && attempt->tries == 1;
    return attempt->confidence == CONFIDENCE_SURE && attempt->tries > 0 && !first_right;
}

// What a right answer would earn: nothing if it were no more than a try in part right has earned, where that may be told.
static double at_stake(const Attempt *attempt, const Task *task) {
    double points = attempt_at_stake(attempt, task);
    bool told = !task_view(task->type)->points_held;
    return told && points <= attempt->points + 1e-9 ? 0 : points;
}

// What a right answer earns now, and one at the try after.
static const char *worth_words(Arena *arena, const Attempt *attempt, const Task *task) {
    Attempt later = *attempt;
    later.tries++;
    double now = at_stake(attempt, task), then = at_stake(&later, task);
    const char *stake = format_points(arena, now);
    bool last = later.tries >= attempt_try_limit(task);
    if (now <= 0) {
        return str_of(attempt_next_hint(attempt, task) < 0 ? STR_WORTH_ENDED : STR_WORTH_NOTHING);
    }
    if (last || then >= now) return str_fill(arena, STR_WORTH, stake, NULL);
    if (then <= 0) return str_fill(arena, STR_WORTH_ONCE, stake, NULL);
    return str_fill(arena, STR_WORTH_THEN, stake, format_part(arena, then));
}

static const char *words_open(Arena *arena, const Attempt *attempt, const Task *task) {
    const char *line = worth_words(arena, attempt, task);
    if (attempt->points > 0 && !task_view(task->type)->points_held) {
        const char *points = format_points(arena, attempt->points);
        line = join(arena, line, str_fill(arena, STR_SO_FAR, points, NULL));
    }
    int next = attempt_next_hint(attempt, task);
    bool worth = at_stake(attempt, task) > 0;
    if (!worth || next <= 0 || next < task->hint_count - 1) return line;
    const char *cap = format_points(arena, task->hints[next].cap);
    return join(arena, line, str_fill(arena, STR_LAST_HINT, cap, NULL));
}

static const char *words_done(Arena *arena, const Attempt *attempt) {
    const char *points = format_points(arena, attempt->points);
    return join(arena, str_fill(arena, STR_EARNED, points, NULL),
                str_of(attempt->known ? STR_KNOWN : STR_NOT_KNOWN));
}

const char *quiz_status_words(Arena *arena, const App *app) {
    static const StrId KEPT[] = {[KEPT_NOTHING] = STR_COUNT,
                                 [KEPT_SAVED] = STR_SAVED,
                                 [KEPT_MEMORY] = STR_MEMORY_ONLY,
                                 [KEPT_FAILED] = STR_NOT_SAVED};
    const Attempt *attempt = app_attempt(app);
    const char *line = quiz_in_test(app) ? quiz_test_words(arena, app->shelf)
                       : attempt->done   ? words_done(arena, attempt)
                                         : words_open(arena, attempt, app_task(app));
    StrId kept = KEPT[app->quiz.kept];
    return kept == STR_COUNT ? line : join(arena, line, str_of(kept));
}
