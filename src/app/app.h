// The program without a screen: its whole state, and the one function that changes it.
#ifndef APP_APP_H
#define APP_APP_H

#include "app/action.h"
#include "app/figure_state.h"
#include "app/strings.h"
#include "card/card.h"
#include "progress/history.h"
#include "progress/log.h"
#include "progress/schedule.h"
#include "progress/store.h"
#include "ui/theme.h"

typedef enum Screen {

#define SCREEN(NAME, name, id, label) SCREEN_##NAME,
#include "app/screens.def"
#undef SCREEN
    SCREEN_COUNT
} Screen;

typedef struct ScreenInfo {
    const char *id;
    StrId label;
} ScreenInfo;

const ScreenInfo *screen_info(Screen screen);
Screen screen_find(const char *id); // SCREEN_COUNT if there is none
char *screen_list(Arena *arena);    // "read, compare, quiz, library or progress"

typedef enum Overlay { OVERLAY_NONE, OVERLAY_KEYS, OVERLAY_SETTINGS, OVERLAY_SCHEMES } Overlay;

// How the last event was kept, shown beside the question.
typedef enum Kept { KEPT_NOTHING, KEPT_SAVED, KEPT_MEMORY, KEPT_FAILED } Kept;

// How it stands with the prediction that a lesson asks for.
typedef enum PredictStage {
    PREDICT_OPEN,    // the figure is in its preset, and the reader may say what will come
    PREDICT_MADE,    // said, stored, and the figure was moved
    PREDICT_EARLIER, // in an earlier session
    PREDICT_MISSED,  // a control that it is about was moved before
} PredictStage;

typedef struct Predicting {
    PredictStage stage;
    bool placed;  // the slider was moved: a guess, and not where it happened to stand
    double guess; // on the scale
    bool waiting; // the outcome was asked for without a guess
    Kept kept;
} Predicting;

// A place in a card's text, whatever its layout: the block of a section (a heading, a paragraph, a formula) at the
// top of the page.
typedef struct Reading {
    bool known;
    int section, block;
    // The share of the block that was passed; 1 and more: below it, by `offset` − 1 pixels at 100 % text size.
    double offset;
    double scroll; // where that was when the page was last laid out
} Reading;

// One card with what belongs to it in this session.
typedef struct Shelf {
    Card card;
    History history;
    FigureState *lessons;   // one for each of the card's lessons
    Predicting *predicting; // the same; of no meaning where nothing is asked
    int section;            // the one in view
    double scroll;          // of the Read screen
    double jump_scroll;     // where a jump to a section ended, −1 after the reader has scrolled
    Reading reading;
    char trouble[500]; // why the file, edited since, is not what is shown; "" if it is
} Shelf;

// What a test came to: of `asked` questions.
typedef struct TestResult {
    int asked, answered, right;
} TestResult;

// A question of one of the cards.
typedef struct Asked {
    Shelf *shelf;
    int task; // as shelf->card.tasks
} Asked;

typedef struct Quiz {
    Asked *queue; // in the order in which they are asked, none twice
    int count, at;
    bool review; // a round of what was due, of any card; else all are of the card shown
    bool retry;  // a round of what was missed, of the card or of the review
    // The last event before the round began: what was answered earlier is asked anew; 0: all that ever was counts.
    int64_t since;
    bool results;    // the result page is shown
    TestResult test; // that ended last in this round, zero if none did
    bool looking;    // at what was answered in it, one after another
    // A question that is only shown leaves no trace: its attempt is stored with the first thing done in it. Until then this is
    // it, with id −1, and `start` the value of its EVENT_START; "" once it is stored, or another one is shown.
    Attempt fresh;
    char start[EVENT_VALUE_MAX + 1];
    char answer[ANSWER_MAX + 1]; // in progress: what was chosen or typed, "" if nothing
    char key[ANSWER_MAX + 1];    // once the question is done: a right answer, "" if none is known
    // Once it is known: when it is asked again, and when if it was easy; 0 if the store does not have the attempt.
    int64_t again_ms, easy_ms;
    bool proving;      // the figure is in the state that proves the answer
    FigureState proof; // its state; of a question that is answered in a figure, from the start
    bool follow;       // the page is to show what an answer has brought up
    bool hinted;       // the last step was a hint
    Kept kept;
    char note[200]; // why the last answer did not count as a try, "" if there is nothing to say
} Quiz;

enum { REVIEW_ROWS = 24 };

// What the log says about all cards, as the Progress screen shows it.
typedef struct Review {
    Arena arena;
    bool stale; // the log could not be read, or was never looked at
    int64_t now_ms;
    Zone zone;
    Schedule *schedules; // as app->shelves; NULL: none
    Calendar calendar;
    AttemptRow *rows; // the latest, newest first
    int row_count, row_capacity;
    bool more; // there are older ones
} Review;

// Where one was before following a link.
typedef struct Visit {
    Shelf *shelf;
    Screen screen;
    double scroll;
    Reading reading;
} Visit;

enum { BACK_MOST = 32, ADDRESS_SIZE = 500 };

typedef struct Figures Figures;

typedef struct App {
    Arena arena;      // shelves and what lives as long as the program
    Arena card_arena; // of the quiz: its queue
    Shelf **shelves;
    int shelf_count, shelf_capacity;
    Shelf *shelf; // the card shown; never NULL once app_open succeeded
    Screen screen;
    double scroll[SCREEN_COUNT];
    FigureState compare;
    int tuned; // the panel whose parameters the Compare screen shows, −1: the shared controls
    double strip_scroll; // of these parameters
    int show_panel;      // a panel that is to be in view until the reader scrolls, −1 if none
    int day;             // of the calendar, that the keys point to; −1: none
    Quiz quiz;
    Review review;
    int64_t undo_ask;      // the attempt that a second press will undo, 0 if none
    Visit back[BACK_MOST]; // the latest last
    int back_count;
    const char *mark; // the words to mark in the section in view, "" if none
    int go_section;   // a section to scroll to, −1 if none; done when the view reports it
    ThemeId theme;
    double text_scale; // 1 … 2
    Overlay overlay;
    int overlay_target, overlay_panel; // OVERLAY_SCHEMES: whose panel
    double list_scroll;                // of an overlay's list
    char message[600];                 // one line for the person, "" if none
    char opening[ADDRESS_SIZE]; // an address that the loop is to hand to the browser, "" if none
    int64_t unstored; // events that count here only, because another program writes the store
    Store *store;     // not owned
    Figures *figures; // derived numbers and pixels, owned
    int64_t utc_ms;   // the calendar, set by the loop before it applies actions
    int offset_min;   // local time less UTC, set with it
    bool test_ask;    // whether to end the test is being asked
    bool quit;
} App;

// A program without cards over a store (not owned); reads the settings from it.
void app_new(App *app, Store *store);
void app_free(App *app);

// Adds a loaded card to the library and takes it over (*card is zero afterwards). The same id again replaces nothing: false.
bool app_add(App *app, Card *card, Err *err);

// Puts a card that was edited in the place of the one with its id and takes it over. Attempts stay attached by id; so do the
// section in view, the question asked, the answer in progress and what was scrolled. False if there is none with this id.
bool app_replace(App *app, Card *card, Err *err);
// The edited file of a card cannot be used: the first line that says why, and how many more there are.
void app_trouble(Shelf *shelf, const char *line, int more);

// Shows a card: false if there is none with this id.
bool app_open(App *app, const char *id);

// A place as words, "SECTION BLOCK OFFSET", in the arena; and back. False if the card has no such section.
char *reading_text(Arena *arena, const Card *card, const Reading *reading);
bool reading_parse(const Card *card, const char *text, Reading *out);

// Where the reader is – the card with the place in its text, the screen, the round of questions and the one at hand – and the
// answer in progress, kept between sessions; and back there. A place that is gone leaves all as it is.
bool app_keep_place(App *app, Err *err);
// With `stay` it is the card shown that was asked for: if another one was left, only a round of questions of this one goes on.
void app_resume(App *app, bool stay);

// Whether a link leads to this address outside the program: a page of the web, http or https, written as addresses are.
bool app_opens(const char *url);

// Carries out one action: with app_set_… and app_replace the only way to change an App. What cannot be done changes nothing, says
// so in app->message and returns false.
bool app_apply(App *app, const Action *action);

// The calendar, for the log.
void app_set_clock(App *app, int64_t utc_ms);
// Minutes that local time is ahead of UTC, for the learner's days.
void app_set_zone(App *app, int offset_min);

// The state of the figure that a target means; NULL if there is none.
const FigureState *app_figure(const App *app, int target);

Shelf *app_shelf_find(const App *app, const char *id);
// What a lesson of a card asks to be predicted, and the prediction as it was told; NULL if there is none.
const Predict *app_predict(const Shelf *shelf, int lesson);
const Prediction *app_prediction(const Shelf *shelf, int lesson);
// Of all cards: how many different predictions were made, and the median distance of the first ones (0 if there are none).
int app_prediction_count(const App *app, double *median);
// The task asked now, NULL on the result page or without tasks; and its attempt. Both are asked for anew after every app_apply:
// the first act moves the attempt from the quiz to the card's history, and an undo makes that anew.
const Task *app_task(const App *app);
const Attempt *app_attempt(const App *app);
// The last event before the round: attempts with larger numbers are of it.
int64_t quiz_since(const App *app);
// Whether something was done with the attempt: a question that was shown, and a confidence that was stated, say nothing.
bool quiz_touched(const Attempt *attempt);
// Whether a fresh attempt is due at a place: none was begun, or what was done belongs before the round. A test leaves attempts
// that were begun, other rounds go on with them.
bool quiz_due(const App *app, int place);
// Whether the question at a place needs no answer in this round.
bool quiz_done(const App *app, int place);
// The task at a place of the queue, and what was done with it.
const Task *quiz_task(const App *app, int place);
const TaskHistory *quiz_history(const App *app, int place);
// The card of the question asked now; without one the card shown. In a review the reader may meanwhile look at another card.
Shelf *quiz_shelf(const App *app);
// The items of an ordering in the order in progress: the learner's, before that the one shown. order: (CARD_OPTION_MAX);
// returns how many.
int quiz_order(const App *app, int *order);
// Of a section (NULL: the card) of app->shelves[shelf], as the Progress screen last saw it: counts, and when anything is due
// next, 0 if nothing will be.
ScheduleCount review_count(const App *app, int shelf, const char *section);
int64_t review_next(const App *app, int shelf, const char *section);
// Of all cards: how many a review asks; when the next will be due, and how many then.
int review_due(const App *app);
int64_t review_next_of_all(const App *app, int *count);
// Whether the question at hand is answered in its figure, TARGET_PROOF: by a cell, or by settings of which the figure has some.
bool quiz_has_figure(const App *app);
// The controls of a parameter question as they stand: (task->control_count).
void quiz_values(const App *app, double *values);
// The learner's days.
Zone app_zone(const App *app);
// Whether the questions of the card shown are asked as a test: what comes of them shows at its end. A review asks none of a
// card whose test goes on.
bool quiz_in_test(const App *app);
// Questions of the queue that are not done; whether there is another one to go on to, or else the result.
int app_open_count(const App *app);
bool quiz_has_next(const App *app);
// The first question of the test that ended last that was answered in it; NULL if there is none.
const Asked *quiz_first_answered(const App *app);

#endif
