// A learner who does anything in any order, with mouse, keys and actions, on all cards, screens and sizes: the state's laws.
#include "app/action.h"
#include "app/figure.h"
#include "app/view.h"
#include "base/rng.h"
#include "base/str.h"
#include "engine/pe.h"
#include "formats/card_json.h"
#include "support/test.h"

enum { LIVES = 24, STEPS = 60, REMEMBERED = 12 };

// Every letter is half as wide as it is high: layout without fonts.
static double letter_width(void *self, TextStyle style, const char *text, int n) {
    (void)self;
    int letters = 0;
    for (int b = 0; b < n; b++) letters += ((unsigned char)text[b] & 0xC0) != 0x80;
    return letters * style.size * 0.5;
}

static double letter_ascent(void *self, TextStyle style) {
    (void)self;
    return style.size * 0.9;
}

static double letter_descent(void *self, TextStyle style) {
    (void)self;
    return style.size * 0.25;
}

// One program with all cards, from its start to its end.
typedef struct Life {
    Rng rng;
    int number, step;
    Store *store;
    App app;
    Ui ui;
    Arena frame, done;
    DrawList draw;
    UiInput in;
    const char *last[REMEMBERED]; // what was done, in turn
} Life;

static int below(Life *life, int n) {
    return (int)rng_below(&life->rng, (uint32_t)n);
}

static bool chance(Life *life, int percent) {
    return below(life, 100) < percent;
}

static void remember(Life *life, const char *what) {
    life->last[life->step % REMEMBERED] = what;
}

// Says once per step what led to a law that does not hold.
static void law(const Life *life, bool holds, const char *what) {
    test_note(holds, __FILE__, __LINE__, what);
    if (holds) return;
    fprintf(stderr, "    life %d, step %d, %gx%g at %g; what was done:\n", life->number, life->step,
            life->in.width, life->in.height, life->app.text_scale);
    for (int i = 1; i <= REMEMBERED; i++) {
        const char *done = life->last[(life->step + i) % REMEMBERED];
        if (done) fprintf(stderr, "      %s\n", done);
    }
}

static void add_card(Life *life, const char *path) {
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    CHECK(card_load(path, (CardParse){.view_exists = figure_known}, &card, &issues) &&
          app_add(&life->app, &card, &err));
    card_issues_free(&issues);
}

static void begin(Life *life, int number) {
    static const char *const CARDS[] = {"cards/positional-encodings.json", "cards/rope.json",
                                        "cards/multi-latent-attention.json",
                                        "cards/positional-embeddings.json"};
    *life = (Life){.number = number, .rng = {(uint64_t)number}};
    Err err;
    store_open("", &life->store, &err);
    app_new(&life->app, life->store);
    for (size_t i = 0; i < sizeof CARDS / sizeof *CARDS; i++) add_card(life, CARDS[i]);
    CHECK(app_open(&life->app, life->app.shelves[below(life, life->app.shelf_count)]->card.id));
    life->ui.metrics = (Metrics){NULL, letter_width, letter_ascent, letter_descent};
    life->in = (UiInput){.width = 1280, .height = 800, .scale = 1, .mouse = {-1e6, -1e6}};
}

static void end(Life *life) {
    ui_free(&life->ui);
    app_free(&life->app);
    store_close(life->store);
    arena_free(&life->frame);
    arena_free(&life->done);
}

// Something that is called for, or nothing that exists.
static const char *any_text(Life *life) {
    static const char *const WORDS[] = {"",          "read",    "compare",       "quiz",  "library",
                                        "progress",  "keys",    "settings",      "light", "dark",
                                        "contrast",  "#",       "#nope",         "rope#", "no-card",
                                        "no-card#x", "schemes", "n=300&as=logit"};
    const App *app = &life->app;
    const Card *card = &app->shelves[below(life, app->shelf_count)]->card;
    switch (below(life, 6)) {
    case 0: return card->id;
    case 1: return card->tasks[below(life, card->task_count)].id;
    case 2: return pe_scheme_at(below(life, pe_scheme_count()))->id;
    case 3:
        return arena_format(&life->done, "%s#%s", card->id,
                            card->sections[below(life, card->section_count)].id);
    default: return WORDS[below(life, sizeof WORDS / sizeof *WORDS)];
    }
}

// "factor=8" of some scheme, mostly one that a panel of Compare shows; "alibi" and other words now and then.
static const char *any_param(Life *life) {
    const FigureState *state = &life->app.compare;
    int scheme = chance(life, 80) ? state->schemes[below(life, state->scheme_count)]
                                  : below(life, pe_scheme_count());
    const PeScheme *of = pe_scheme_at(scheme);
    if (of->param_count == 0 || chance(life, 10)) return any_text(life);
    const PeParam *param = &of->params[below(life, of->param_count)];
    double x = rng_unit(&life->rng), hi = fmin(param->hi, 5000);
    double value = chance(life, 10) ? -1e9 : param->lo + (hi - param->lo) * x * x;
    if (param->step > 0) value = floor(value);
    return arena_format(&life->done, "%s=%.6g", param->id, value);
}

// Mostly what makes sense, sometimes far from it.
static double any_number(Life *life, const FigureKeyInfo *key) {
    static const double FAR[] = {-1e9, -1, 0.5, 127, 1 << 20, 1e9};
    if (chance(life, 25)) return FAR[below(life, sizeof FAR / sizeof *FAR)];
    if (!key) return below(life, chance(life, 50) ? 5 : 3000);
    double x = rng_unit(&life->rng), lo = fmax(key->lo, 1);
    return key->log ? lo * pow(key->hi / lo, x * x) : key->lo + (key->hi - key->lo) * x;
}

static const char *any_target(Life *life) {
    int lesson = below(life, 2 * life->app.shelf->card.lesson_count + 3);
    if (chance(life, 50)) return chance(life, 70) ? "compare" : "proof";
    return arena_format(&life->done, "%d", lesson);
}

static const struct {
    const char *name, *arguments;
} ACTIONS[] = {

#define ACTION(NAME, function, word, list) {(word), (list)},
#include "app/actions.def"
#undef ACTION
};

// What somebody might answer to the question at hand, or to another.
static const char *any_answer(Life *life) {
    static const char *const WORDS[] = {"3,1", "0,0", "63,200", "45", "1e9", "−0.5", "KiB", "a,b"};
    const Task *task = app_task(&life->app);
    if (!task || chance(life, 40)) return WORDS[below(life, sizeof WORDS / sizeof *WORDS)];
    char answer[ANSWER_MAX + 1] = "";
    if (task->control_count > 0) {
        double values[CARD_CONTROL_MAX];
        for (int c = 0; c < task->control_count; c++) {
            const Control *control = &task->controls[c];
            double share = rng_unit(&life->rng);
            values[c] =
                control_snap(control, control->least + share * (control->most - control->least));
        }
        parameter_answer(task, values, answer);
    } else if (task->option_count > 0) {
        int first = below(life, task->option_count), chosen[CARD_OPTION_MAX];
        int count = 1 + below(life, task->option_count);
        for (int i = 0; i < count; i++) chosen[i] = (first + i) % task->option_count;
        answer_join(task, chosen, count, answer);
    }
    return arena_copy(&life->done, answer);
}

static const char *any_words(Life *life, const char *action) {
    if (str_same(action, "param")) return any_param(life);
    return str_same(action, "answer") ? any_answer(life) : any_text(life);
}

// In its text form, so that a failure can be repeated by hand.
static const char *any_action(Life *life) {
    int kind = below(life, sizeof ACTIONS / sizeof *ACTIONS);
    const FigureKeyInfo *key = NULL;
    const char *name = ACTIONS[kind].name;
    char *text = arena_copy(&life->done, name);
    for (const char *what = ACTIONS[kind].arguments; *what; what++) {
        const char *word = "";
        if (*what == 't') word = any_target(life);
        if (*what == 'k') {
            key = figure_key_info((FigureKey)below(life, KEY_COUNT));
            word = key->id;
        }
        if (*what == 'n') word = arena_format(&life->done, "%.17g", any_number(life, key));
        if (*what == 's') word = any_words(life, name);
        text = arena_format(&life->done, "%s %s", text, word);
    }
    return text;
}

// What a refused action may not change, as text.
static const char *place_text(Life *life) {
    const App *app = &life->app;
    return arena_format(
        &life->done,
        "card %s, section %d, go to %d, screen %d at %g, overlay %d, text %g, theme %d, "
        "question %d of %d, answer %s, proving %d, compare %s, proof %s",
        app->shelf->card.id, app->shelf->section, app->go_section, (int)app->screen,
        app->scroll[app->screen], (int)app->overlay, app->text_scale, (int)app->theme, app->quiz.at,
        app->quiz.count, app->quiz.answer, app->quiz.proving,
        figure_state_text(&life->done, &app->compare),
        figure_state_text(&life->done, &app->quiz.proof));
}

static void act(Life *life) {
    const char *line = any_action(life);
    remember(life, line);
    Action action;
    Err err = {0};
    bool ok = action_parse(&life->done, line, &action, &err);
    law(life, ok, "an action made of what its table says is understood");
    const char *before = place_text(life);
    if (!ok || app_apply(&life->app, &action)) return;
    law(life, *life->app.message && !strchr(life->app.message, '\n'),
        "a refusal is said in a line");
    const char *after = place_text(life);
    bool same = str_same(before, after);
    law(life, same, "what is refused changes nothing");
    if (!same) fprintf(stderr, "    before: %s\n    after:  %s\n", before, after);
}

// A place on some widget that takes the mouse, else anywhere.
static Vec2 any_point(Life *life) {
    const UiItems *items = &life->ui.before;
    const UiItem *item = items->count ? &items->at[below(life, items->count)] : NULL;
    if (!item || chance(life, 20)) {
        return (Vec2){(rng_unit(&life->rng) * 1.2 - 0.1) * life->in.width,
                      (rng_unit(&life->rng) * 1.2 - 0.1) * life->in.height};
    }
    return (Vec2){item->r.x + item->r.w * rng_unit(&life->rng),
                  item->r.y + item->r.h * rng_unit(&life->rng)};
}

static void move_or_press(Life *life) {
    UiInput *in = &life->in;
    if (in->down && chance(life, 60)) {
        in->released = UI_MOUSE_LEFT;
        in->down = 0;
        remember(life, "mouse: released");
        return;
    }
    in->mouse = any_point(life);
    bool press = !in->down && chance(life, 70);
    if (press) {
        in->pressed = in->down = UI_MOUSE_LEFT;
        in->clicks = 1 + below(life, 3);
    }
    remember(life, arena_format(&life->done, "mouse: %s to %.17g,%.17g",
                                press ? "pressed" : "moved", in->mouse.x, in->mouse.y));
}

static void type(Life *life) {
    static const char CHARACTERS[] = "1234567890+-=abcdefghijklmnopqrstuvwxyz? TABQ[]";
    UiKeyPress press = {.key = UI_KEY_TAB};
    if (chance(life, 50)) press.key = (UiKey)(1 + below(life, UI_KEY_COUNT - 1));
    if (press.key == UI_KEY_CHAR) {
        press.code = (unsigned char)CHARACTERS[below(life, sizeof CHARACTERS - 1)];
    }
    if (chance(life, 15)) press.mods = 1u << below(life, 4);
    int count = 1 + below(life, chance(life, 10) ? UI_KEYS_MOST : 3);
    for (int i = 0; i < count; i++) life->in.keys[i] = press;
    life->in.key_count = count;
    remember(life, arena_format(&life->done, "%d times key %d, code %u, mods %u", count,
                                (int)press.key, press.code, press.mods));
}

static void turn_wheel(Life *life) {
    life->in.wheel = (Vec2){rng_normal(&life->rng), rng_normal(&life->rng) * 10};
    remember(life, arena_format(&life->done, "wheel: %g, %g", life->in.wheel.x, life->in.wheel.y));
}

static void resize(Life *life) {
    static const struct {
        double w, h;
    } SIZES[] = {{320, 240}, {640, 480}, {1280, 800}, {800, 1400}, {3840, 2160}, {1919.5, 333.25}};

    int at = below(life, sizeof SIZES / sizeof *SIZES);
    life->in.width = SIZES[at].w;
    life->in.height = SIZES[at].h;
    life->app.text_scale = 1 + 0.1 * below(life, 11);
    remember(life, arena_format(&life->done, "resized to %gx%g, text at %g", life->in.width,
                                life->in.height, life->app.text_scale));
}

static void rest(UiInput *in) {
    in->pressed = in->released = 0;
    in->clicks = in->key_count = 0;
    in->wheel = (Vec2){0};
}

static void state_is_in_range(const Life *life, const FigureState *state) {
    bool keys = true, schemes = state->scheme_count >= 1 && state->scheme_count <= FIGURE_PANEL_MAX;
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        const FigureKeyInfo *info = figure_key_info(key);
        keys &= state->value[key] >= info->lo && state->value[key] <= info->hi;
    }
    for (int i = 0; schemes && i < state->scheme_count; i++) {
        schemes &= state->schemes[i] >= 0 && state->schemes[i] < pe_scheme_count();
    }
    for (int i = 0; i < FIGURE_PANEL_MAX; i++) {
        if (i >= state->scheme_count) {
            law(life, state->own[i].set == 0, "no panel that is not there has values");
            continue;
        }
        const PeScheme *scheme = pe_scheme_at(state->schemes[i]);
        for (int p = 0; p < PE_PARAM_MAX; p++) {
            if (!(state->own[i].set >> p & 1)) continue;
            double value = state->own[i].value[p];
            law(life,
                p < scheme->param_count && value >= scheme->params[p].lo &&
                    value <= scheme->params[p].hi,
                "every parameter of a panel stays within its range");
        }
    }
    law(life, keys, "every key of a figure stays within its range");
    law(life, schemes, "every panel shows a scheme");
    law(life, state->mark_count >= 0 && state->mark_count <= FIGURE_MARK_MAX,
        "a figure has no more marks than it can hold");
}

static void quiz_makes_sense(const Life *life) {
    const App *app = &life->app;
    const Quiz *quiz = &app->quiz;
    const Task *task = app_task(app);
    law(life, quiz->at >= 0 && quiz->at <= quiz->count, "the question asked is in the queue");
    for (int i = 0; i < quiz->count; i++) {
        bool once = quiz->review || quiz->queue[i].shelf == app->shelf;
        for (int j = 0; j < i; j++) {
            once = once && (quiz->queue[i].shelf != quiz->queue[j].shelf ||
                            quiz->queue[i].task != quiz->queue[j].task);
        }
        law(life, once, "no question is asked twice in a round, and only a review leaves the card");
    }
    law(life, app->screen != SCREEN_QUIZ || quiz_shelf(app) == app->shelf,
        "the question asked is one of the card shown");
    const Attempt *attempt = app_attempt(app);
    law(life, !*quiz->answer || (attempt && !attempt->done),
        "only an open question has an answer in progress");
    if (!task || !attempt) return;
    int64_t i, j;
    if (task->type == TASK_HOTSPOT && hotspot_cell(quiz->answer, &i, &j)) {
        law(life,
            figure_int(&quiz->proof, KEY_I) == i && figure_int(&quiz->proof, KEY_J) == j &&
                quiz->proof.value[KEY_PINNED] > 0,
            "a chosen cell is marked in its figure");
    }
    law(life, attempt->points >= 0 && attempt->points <= 1 && attempt->hints <= task->hint_count,
        "an attempt earns between nothing and a point");
    law(life, !attempt->known || attempt->right, "known is only what was answered right");
}

// Something of the page lies in the window or further down: a tall picture may have no item of its own in view.
static bool page_goes_on(const Life *life) {
    const UiItems *items = &life->ui.before;
    for (int i = 0; i < items->count; i++) {
        const UiItem *item = &items->at[i];
        if (item->scrolls && item->whole.y + item->whole.h > 0) return true;
    }
    return false;
}

static void place_makes_sense(const Life *life) {
    const App *app = &life->app;
    double scroll = app->scroll[app->screen];
    law(life, isfinite(scroll) && scroll >= 0, "a page is scrolled to a place that it may have");
    law(life, page_goes_on(life), "no page is scrolled beyond its end");
    law(life, app->screen < SCREEN_COUNT && app->overlay <= OVERLAY_SCHEMES,
        "there is a screen to show");
    const Shelf *shelf = app->shelf;
    law(life,
        shelf->section >= 0 && shelf->section < shelf->card.section_count && app->go_section < 0,
        "the section in view exists, and a jump has arrived");
    law(life, app->tuned >= -1 && app->tuned < app->compare.scheme_count,
        "the panel whose parameters are shown exists");
    law(life, app->text_scale >= 1 && app->text_scale <= 2, "letters are once to twice as large");
}

static void picture_can_be_drawn(const Life *life) {
    bool finite = true, named = true;
    for (int c = 0; c < life->draw.count; c++) {
        const DrawCmd *cmd = &life->draw.at[c];
        finite &= isfinite(cmd->r.x + cmd->r.y + cmd->r.w + cmd->r.h) != 0;
        for (int p = 0; p < cmd->point_count; p++) {
            finite &= isfinite(cmd->points[p].x + cmd->points[p].y) != 0;
        }
    }
    for (int i = 0; i < life->ui.before.count; i++) {
        const UiItem *item = &life->ui.before.at[i];
        finite &= isfinite(item->whole.x + item->whole.y + item->whole.w + item->whole.h) != 0;
        named &= item->name && item->value;
    }
    law(life, finite, "everything is drawn at a place");
    law(life, named, "every widget has a name");
}

// Widgets know the mouse from the frame before, so what has moved below it is noticed one step later; then a further look
// wishes for nothing.
static void come_to_rest(Life *life) {
    rest(&life->in);
    view_step(&life->app, &life->ui, &life->in, &life->frame, &life->draw);
    Arena arena = {0};
    DrawList draw = {.arena = &arena};
    Actions wishes = {.arena = &arena};
    view_frame(&life->app, &life->ui, &life->in, &draw, &wishes);
    for (int i = 0; i < wishes.count; i++) {
        fprintf(stderr, "    still wished for: %s\n", action_text(&arena, &wishes.at[i]));
    }
    law(life, wishes.count == 0, "a step ends at rest");
    arena_free(&arena);
}

// The card that is open is read anew, as after an edit that changed nothing.
static void reload(Life *life) {
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    life->last[life->step % REMEMBERED] = "(reload)";
    char answer[ANSWER_MAX + 1];
    snprintf(answer, sizeof answer, "%s", life->app.quiz.answer);
    int at = life->app.quiz.at, count = life->app.quiz.count;
    bool ok = card_load(life->app.shelf->card.path, (CardParse){.view_exists = figure_known}, &card,
                        &issues) &&
              app_replace(&life->app, &card, &err);
    law(life, ok, "a card can be read again");
    law(life,
        at == life->app.quiz.at && count == life->app.quiz.count &&
            strcmp(answer, life->app.quiz.answer) == 0,
        "the quiz is where it was after a reload");
    card_issues_free(&issues);
}

static void live_a_step(Life *life) {
    static void (*const DOINGS[])(Life *) = {act,           act,  act,        move_or_press,
                                             move_or_press, type, turn_wheel, resize};
    const int64_t days = 3 * 86400000;
    app_set_clock(&life->app, life->app.utc_ms + (chance(life, 2) ? days : 1));
    if (chance(life, 1)) reload(life);
    int doing = below(life, sizeof DOINGS / sizeof *DOINGS);
    if (DOINGS[doing] == resize && chance(life, 60)) doing = 0;
    DOINGS[doing](life);
    view_step(&life->app, &life->ui, &life->in, &life->frame, &life->draw);
    picture_can_be_drawn(life);
    come_to_rest(life);
    place_makes_sense(life);
    quiz_makes_sense(life);
    state_is_in_range(life, &life->app.compare);
    state_is_in_range(life, &life->app.quiz.proof);
    const Shelf *shelf = life->app.shelf;
    for (int i = 0; i < shelf->card.lesson_count; i++) state_is_in_range(life, &shelf->lessons[i]);
    life->step++;
}

// What the store holds says the same as what the program has counted.
static void nothing_was_lost(Life *life) {
    for (int s = 0; s < life->app.shelf_count; s++) {
        const Shelf *shelf = life->app.shelves[s];
        History again;
        Err err;
        law(life, history_load(life->store, &shelf->card, &life->done, &again, &err),
            "answers can be read again");
        bool same = again.known == shelf->history.known && again.points == shelf->history.points;
        for (int t = 0; t < shelf->card.task_count; t++) {
            const Attempt *a = &again.tasks[t].latest, *b = &shelf->history.tasks[t].latest;
            same &= a->id == b->id && a->tries == b->tries && a->hints == b->hints &&
                    a->done == b->done && a->known == b->known;
        }
        const PredictHistory *x = again.predictions, *y = shelf->history.predictions;
        for (int l = 0; l < shelf->card.lesson_count; l++) same &= x[l].last == y[l].last;
        law(life, same, "what is read again says what was counted");
    }
}

// Arguments, for longer runs: the first life and how many.
int main(int argc, char **argv) {
    int64_t first = 1, count = LIVES;
    if (argc > 1) CHECK(str_integer(argv[1], &first));
    if (argc > 2) CHECK(str_integer(argv[2], &count));
    Life life;
    for (int64_t number = first; number < first + count; number++) {
        begin(&life, (int)number);
        while (life.step < STEPS) live_a_step(&life);
        nothing_was_lost(&life);
        end(&life);
    }
    return test_end();
}
