// What the quiz says about its state, the same in the window and in the terminal.
#ifndef APP_QUIZ_WORDS_H
#define APP_QUIZ_WORDS_H

#include "app/app.h"

// How a task stands on the result page and in the row of questions.
typedef enum Standing {
    STANDING_OPEN,
    STANDING_STARTED,
    STANDING_HELD, // answered in a test: what came of it is not told yet
    STANDING_KNOWN,
    STANDING_PART,  // not known, and points were earned
    STANDING_RIGHT, // right in the end, for no points
    STANDING_MISSED
} Standing;

Standing quiz_standing(const TaskHistory *history);
// What the question at a place has earned, in a round of some in it, else at best; 0 while it is to be answered.
double quiz_points_at(const App *app, int place);

// What the round has come to so far: questions that are known, answered and not known, and to be answered.
typedef struct RoundSum {
    int known, missed, open;
    double points;
} RoundSum;

RoundSum quiz_sum(const App *app);
// The heading of the result page; "12 not answered yet."
StrId quiz_result_title(const App *app);
const char *quiz_open_words(Arena *arena, int open);
// Of a place in the queue, as this round has it; in a test no more than that it was answered.
Standing quiz_standing_at(const App *app, int place);
// "Test: 3 of 9 answered".
const char *quiz_test_words(Arena *arena, const Shelf *shelf);
const char *quiz_standing_word(Standing standing);

// "3 of 9 questions are not answered. …": what the end of the test now would mean.
const char *quiz_leave_words(Arena *arena, const App *app);
// "The test: 8 of 9 answered, 7 right."
const char *quiz_test_result_words(Arena *arena, const App *app);
// Of a question that is known: "Asked again in 3 days." and what to choose instead, "Easy: in 8 days"; both "" where nothing
// is known of that.
const char *quiz_again_words(Arena *arena, const App *app);
const char *quiz_rate_words(Arena *arena, const App *app);

// The question in one line, with the numbers of its latest attempt, or of the one that it will have.
const char *quiz_prompt_words(Arena *arena, const Shelf *shelf, int task);

// How near a number must come: "Right if within 1 % of the exact number."
const char *quiz_room_words(Arena *arena, const Task *task);

// "QUESTION 2 OF 9", "REVIEW · 2 OF 9": which round it is, too.
const char *quiz_place_words(Arena *arena, const App *app);

// A text with the count of known tasks and of all ("3 of 9 known"); "2½ points of 9".
const char *quiz_known_words(Arena *arena, StrId id, int known, int all);
const char *quiz_points_words(Arena *arena, double points, int all);

// Whether the option is part of an answer that may be judged openly: every try that is one option, else the last once it is
// done.
bool quiz_picked(const Attempt *attempt, const Task *task, int option);

// Before the feedback of an option: "Right.", "The answer.", "Not this one.", or "" if it was not chosen.
const char *quiz_verdict_word(const Attempt *attempt, const Task *task, int option);

// Of an answer that can be right in part and was not right: in which way; "" of others and where nothing is given for a part.
const char *quiz_part_words(Arena *arena, const Attempt *attempt, const Task *task, int try_index);

// Of a template: that its numbers change, with those that the question does not tell; else "".
const char *quiz_variant_words(Arena *arena, const Task *task, const TaskForm *form);

// Once it is done: the learner's own answer if it was right, with the key if that has more digits; else the key; "" if there is
// none.
const char *quiz_answer_words(Arena *arena, const App *app);

// Whether the learner was sure and not right at once.
bool quiz_was_sure(const Attempt *attempt);

// The line below the task at hand: what a right answer is worth or what was earned, a warning before the hint that nearly gives
// the answer, and whether the last step is kept.
const char *quiz_status_words(Arena *arena, const App *app);

#endif
