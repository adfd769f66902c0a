// What every command that shows cards needs: fonts, the store, the library of cards, the program's state.
#ifndef MAIN_SESSION_H
#define MAIN_SESSION_H

#include "app/view.h"
#include "formats/card_json.h"
#include "sdl/font.h"
#include "sdl/play.h"

typedef struct SessionTime {
    int64_t utc_ms;
    int offset_min; // local time less UTC
} SessionTime;

typedef struct SessionOptions {
    const char *card;   // file or id of the card to show, "" for the first
    const char *store;  // path of the store; NULL: the person's own; "": in memory only
    bool own;           // the person's own cards too, and those beside the file
    const char *beside; // the file that is meant by that; NULL: `card`, if it is one
    bool quiet;         // nothing is said about own cards that are left out
    bool alone;         // the card is a file, and no other is loaded
    bool no_fonts;      // for commands that draw nothing
    bool read_only;   // the store is not changed: answers and settings count for this session only
    SessionTime time; // what the clock says all the time; zero: the machine's clock and zone
} SessionOptions;

// A card's file as it was when it was last read.
typedef struct Watch {
    int64_t size, inode, changed_ns;
    int missing; // how often in a row it was not there
} Watch;

typedef struct Session {
    Arena arena;
    bool quiet;       // as in its options
    const char *root; // folder that holds assets/ and cards/
    Fonts *fonts;
    MathFont *math;
    Store *store;
    App app;
    Ui ui;
    Arena frame;
    DrawList draw;
    Watch *watches; // as app.shelves
    int watch_count, watch_capacity;
    SessionTime time;
    double map_budget; // multiply-adds that one frame may spend on maps, 0: no limit
} Session;

// What keeps a frame under a blink: about 5 ms of one core.
enum { MAP_BUDGET = 17000000 };

// Loads everything. Warnings and what is wrong with other cards go to standard error; false if the card asked for, the
// fonts or all cards fail. The caller ends the session in either case.
bool session_open(Session *session, SessionOptions options, Err *err);
void session_close(Session *session);

// Another time for the steps that follow, as in SessionOptions.
void session_set_time(Session *session, SessionTime time);

// One frame with this input, until nothing more is wished for. True if anything changed.
bool session_step(Session *session, const UiInput *in);

// Looks whether the file of the card shown was edited since it was read. A sound one takes the card's place; of another the
// first mistake is kept in the shelf's trouble. True if there is anything new to show.
bool session_reload(Session *session);

// The folder that holds assets/ and cards/, in the arena; NULL if there is none.
const char *session_find_root(Arena *arena, Err *err);

// Where the person's answers are kept: $PHASOR_STORE, else $XDG_DATA_HOME/phasor/progress.db, else ~/.local/share/….
const char *session_store_path(Arena *arena);

// The folder of the person's own cards: $XDG_DATA_HOME/phasor/cards, else ~/.local/share/….
const char *session_cards_path(Arena *arena);

// Milliseconds since 1970, UTC.
int64_t session_utc_ms(void);

// What the figures and formulas of this program ask of a card.
CardParse session_rules(bool strict);

// Loads a card and prints what is wrong with it; `strict` as in CardParse.
bool session_load_card(const char *path, bool strict, Card *card, CardIssues *issues);
// A line on standard error for each, and how many more there are.
void session_print_issues(const CardIssues *issues);

#endif
