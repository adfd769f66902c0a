// The figures of stages, table, cliff, staircase and fan: drawn at any size, saying the right numbers, wishing the right actions.
#include "app/figure.h"
#include "base/str.h"
#include "support/fake_metrics.h"
#include "support/test.h"

enum { TARGET = 5 };

typedef struct Bench {
    Ui ui;
    App app;
    Arena frame;
    DrawList draw;
    Actions wishes;
    FigureState state;
    FigureId id;
    Rect r;
} Bench;

static Bench bench_new(const char *figure, const char *state) {
    Bench bench = {.state = figure_state_new(), .r = {20, 20, 560, 460}};
    bool exact = false;
    Err err = {0};
    bench.ui.metrics = fake_metrics();
    bench.app.figures = figures_new();
    bench.id = figure_find(figure, &exact);
    CHECK(exact);
    CHECK(figure_state_parse(state, &bench.state, &err));
    return bench;
}

static void bench_free(Bench *bench) {
    ui_free(&bench->ui);
    figures_free(bench->app.figures);
    arena_free(&bench->frame);
}

// One frame with this input; the wishes of the frame stay in the bench.
static void frame(Bench *bench, UiInput in, double text_scale) {
    in.width = 1000;
    in.height = 800;
    if (in.scale <= 0) in.scale = 1;
    arena_reset(&bench->frame);
    bench->draw = (DrawList){.arena = &bench->frame};
    bench->wishes = (Actions){.arena = &bench->frame};
    ui_begin(&bench->ui, &in, THEME_LIGHT, text_scale, &bench->draw);
    View view = {&bench->app, &bench->ui, &bench->wishes};
    FigureView figure = {&view, ui_id(0, "figure"), TARGET, &bench->state};
    figure_info(bench->id)->draw(&figure, bench->r);
    ui_end(&bench->ui);
}

static void rest(Bench *bench) {
    frame(bench, (UiInput){.mouse = {-1e6, -1e6}}, 1);
}

// The item of the frame that ended last; an empty one, and a failed check, if there is none.
static UiItem find_item(const Bench *bench, const char *name) {
    const UiItems *items = &bench->ui.before;
    for (int i = 0; i < items->count; i++) {
        if (str_starts(items->at[i].name, name)) return items->at[i];
    }
    test_note(false, name, 0, "there is such an item");
    return (UiItem){.name = "", .value = ""};
}

static const char *value_of(const Bench *bench, const char *name) {
    return find_item(bench, name).value;
}

static Action find_wish(const Bench *bench, ActionKind kind) {
    for (int i = 0; i < bench->wishes.count; i++) {
        if (bench->wishes.at[i].kind == kind) return bench->wishes.at[i];
    }
    return (Action){.kind = ACTION_COUNT};
}

static void point(Bench *bench, Vec2 at) {
    frame(bench, (UiInput){.mouse = at}, 1);
}

static void click(Bench *bench, Vec2 at) {
    frame(bench,
          (UiInput){.mouse = at, .down = UI_MOUSE_LEFT, .pressed = UI_MOUSE_LEFT, .clicks = 1}, 1);
    frame(bench, (UiInput){.mouse = at, .released = UI_MOUSE_LEFT}, 1);
}

static void press(Bench *bench, const char *item, UiKey key) {
    bench->ui.focus = find_item(bench, item).id;
    bench->ui.focus_shown = true;
    UiInput in = {.mouse = {-1e6, -1e6}, .key_count = 1};
    in.keys[0].key = key;
    frame(bench, in, 1);
}

static Vec2 part_of(Rect r, double x, double y) {
    return (Vec2){r.x + x * r.w, r.y + y * r.h};
}

static void every_figure_draws_in_any_state_and_any_rectangle(void) {
    static const char *const FIGURES[] = {"logit-stages", "sinusoidal-table", "learned-cliff",
                                          "t5-staircase", "alibi-fan"};
    static const char *const STATES[] = {
        "n=8&d=2&rows=8&train=2&heads=1",
        "n=512&d=256&rows=512&train=64&heads=16&head=15&bidirectional=on",
        "n=8&d=2&map=similarity&marks=1,2+7,7+90,95&stage=softmax&mask=causal&content=random",
        "n=4096&rows=8&d=2&buckets=4&max_distance=8&marks=3+4000&table=sinusoidal",
        "n=2097152&i=2097151&j=2097151&row=2097151&heads=128&head=127&buckets=128&pinned=off",
        "schemes=learned&n=32&train=8&rows=65536&columns=pairs&clocks=off&stage=raw",
        "schemes=nope&n=16&content=equal&stage=mask&heads=12&span=0.5"};
    static const Rect RECTS[] = {{0, 0, 0, 0},      {5, 5, 1, 1},       {0, 0, 60, 20},
                                 {0, 0, 20, 300},   {10, 10, 440, 260}, {10, 10, 900, 260},
                                 {10, 10, 440, 700}};
    for (size_t f = 0; f < sizeof FIGURES / sizeof *FIGURES; f++) {
        for (size_t s = 0; s < sizeof STATES / sizeof *STATES; s++) {
            Bench bench = bench_new(FIGURES[f], STATES[s]);
            // The cards ask for at most this many tokens where a whole matrix is drawn.
            if (bench.state.value[KEY_N] > 4096 && f < 3) figure_set(&bench.state, KEY_N, 1024);
            for (size_t r = 0; r < sizeof RECTS / sizeof *RECTS; r++) {
                bench.r = RECTS[r];
                frame(&bench, (UiInput){.mouse = {-1e6, -1e6}}, r % 2 ? 1 : 2);
                CHECK(bench.ui.before.count > 0);
            }
            bench_free(&bench);
        }
    }
}

static void the_fan_prints_the_spans_of_eight_heads(void) {
    static const char *const SPANS[] = {"6 tokens",  "12 tokens",  "24 tokens",  "48 tokens",
                                        "96 tokens", "192 tokens", "383 tokens", "767 tokens"};
    static const char *const SLOPES[] = {"1/2",  "1/4",  "1/8",   "1/16",
                                         "1/32", "1/64", "1/128", "1/256"};
    Bench bench = bench_new("alibi-fan", "n=1024&train=1024&heads=8&head=2&row=13");
    rest(&bench);
    for (int head = 0; head < 8; head++) {
        char name[60];
        snprintf(name, sizeof name, "head %d, m = %s", head + 1, SLOPES[head]);
        CHECK_TEXT(value_of(&bench, name), SPANS[head]);
    }
    // (1 − e^(−1/8))·e^(−13/8) = 0.02314
    CHECK_TEXT(value_of(&bench, "cursor"), "head 3, m = 1/8, 13 back: weight 0.023");
    figure_set(&bench.state, KEY_SPAN, 0.5);
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "head 8, m = 1/256"), "177 tokens"); // 256·ln 2
    bench_free(&bench);
}

static void the_fan_takes_the_head_and_the_distance_that_are_clicked(void) {
    Bench bench = bench_new("alibi-fan", "n=1024&train=1024&heads=8&head=2&row=13");
    rest(&bench);
    UiItem row = find_item(&bench, "head 7");
    click(&bench, part_of(row.r, 0.5, 0.5));
    Action set = find_wish(&bench, ACT_SET);
    CHECK(set.kind == ACT_SET && set.target == TARGET && set.key == KEY_HEAD && set.a == 6);
    Rect plot = find_item(&bench, "Weight against").r;
    // The axis runs from 0.25 to 4096 in logarithms: 100 lies at 0.6176 of it, so a little beyond is still 100.
    double at = (log(100.5) - log(0.25)) / (log(4096) - log(0.25));
    point(&bench, part_of(plot, at, 0.5));
    Action hover = find_wish(&bench, ACT_HOVER);
    CHECK(hover.kind == ACT_HOVER && hover.a == 100);
    press(&bench, "Weight against", UI_KEY_RIGHT);
    set = find_wish(&bench, ACT_SET);
    CHECK(set.kind == ACT_SET && set.key == KEY_ROW && set.a == 14);
    press(&bench, "Weight against", UI_KEY_DOWN);
    set = find_wish(&bench, ACT_SET);
    CHECK(set.kind == ACT_SET && set.key == KEY_HEAD && set.a == 3);
    bench_free(&bench);
}

static void the_stages_follow_one_cell_with_its_numbers(void) {
    Bench bench =
        bench_new("logit-stages", "schemes=alibi&heads=8&head=0&n=16&train=16&stage=bias&i=9&j=3");
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "cell i = 9, j = 3"),
               "raw 0.00, bias −3.00, mask off, softmax 0.012");
    CHECK(strstr(value_of(&bench, "formula"), "3.00") != NULL);
    figure_set(&bench.state, KEY_STAGE, 2);
    figure_set(&bench.state, KEY_MASK, 1);
    figure_set(&bench.state, KEY_J, 12);
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "cell i = 9, j = 12"), "raw 0.00, bias −1.50, mask −∞, softmax 0");
    bench_free(&bench);
}

static void a_scheme_that_leaves_a_stage_alone_says_so(void) {
    Bench bench = bench_new("logit-stages", "schemes=rope&n=16&train=16&stage=bias");
    rest(&bench);
    CHECK_TEXT(find_item(&bench, "RoPE adds").name,
               "RoPE adds no bias: nothing changes at this stage.");
    bench_free(&bench);
    bench = bench_new("logit-stages", "schemes=learned&n=16&train=8&stage=raw&i=10&j=2");
    rest(&bench);
    CHECK_TEXT(find_item(&bench, "Position").name,
               "Position 10 has no row in the table: there is no logit.");
    bench_free(&bench);
}

static void the_table_is_read_where_it_is_pointed_to(void) {
    Bench bench = bench_new("sinusoidal-table", "n=64&train=64&d=64&row=13&columns=pairs&j=4");
    rest(&bench);
    // sin(13·10000^(−4/64)) = sin(7.3104)
    CHECK(strstr(value_of(&bench, "formula"), "0.856") != NULL);
    CHECK(str_starts(value_of(&bench, "Clocks"),
                     "32 of 32 pairs, row 13, pair 2 turns once in 11.2 tokens") ||
          strstr(value_of(&bench, "Clocks"), "pair 2 turns once in 11.2 tokens"));
    Rect table = find_item(&bench, "Sinusoidal table").r;
    point(&bench, part_of(table, 10.5 / 64, 40.5 / 64));
    Action hover = find_wish(&bench, ACT_HOVER);
    CHECK(hover.kind == ACT_HOVER && hover.a == 40 && hover.b == 10);
    click(&bench, part_of(table, 10.5 / 64, 40.5 / 64));
    Action set = find_wish(&bench, ACT_SET);
    CHECK(set.kind == ACT_SET && set.key == KEY_ROW && set.a == 40);
    press(&bench, "Sinusoidal table", UI_KEY_UP);
    set = find_wish(&bench, ACT_SET);
    CHECK(set.kind == ACT_SET && set.key == KEY_ROW && set.a == 12);
    figure_set(&bench.state, KEY_COLUMNS, 1);
    point(&bench, part_of(table, 37.5 / 64, 40.5 / 64)); // column 37 is the cosine of pair 5
    hover = find_wish(&bench, ACT_HOVER);
    CHECK(hover.kind == ACT_HOVER && hover.b == 11);
    bench_free(&bench);
}

static void marked_cells_at_equal_offsets_read_the_same_number(void) {
    Bench bench =
        bench_new("sinusoidal-table", "n=512&train=512&d=64&map=similarity&marks=10,13+500,503");
    rest(&bench);
    const UiItems *items = &bench.ui.before;
    const char *want[] = {"PE(10)·PE(13) = +25.59", "PE(500)·PE(503) = +25.59"};
    int found = 0;
    for (int i = 0; i < items->count; i++) {
        if (str_same(items->at[i].name, "marked cell") && found < 2) {
            CHECK_TEXT(items->at[i].value, want[found++]);
        }
    }
    CHECK(found == 2);
    Rect map = find_item(&bench, "Dot products").r;
    click(&bench, part_of(map, 0.25, 0.5));
    Action pin = find_wish(&bench, ACT_PIN);
    CHECK(pin.kind == ACT_PIN && pin.a == 256 && pin.b == 128);
    bench_free(&bench);
}

static void the_cliff_counts_the_tokens_without_a_row(void) {
    Bench bench = bench_new("learned-cliff", "n=1200&train=64&rows=1024&d=64&i=1100&j=3");
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "count"), "176 of 1,200 tokens have no row.");
    CHECK_TEXT(value_of(&bench, "cursor"), "token 1100 → row 1100: no row");
    Rect table = find_item(&bench, "Learned").r;
    point(&bench, part_of(table, 0.5, 0.5));
    Action hover = find_wish(&bench, ACT_HOVER);
    CHECK(hover.kind == ACT_HOVER && hover.a == 600 && hover.b == 32);
    figure_set(&bench.state, KEY_TABLE, 1);
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "count"),
               "The formula gives all 1,200 rows; from row 1,024 on, training never met them.");
    // sin and cos of pair 1 at 1100: 10000^(−2/64)·1100 = 824.88…
    CHECK(str_starts(value_of(&bench, "cursor"), "token 1100 → PE[1100, 3] = "));
    figure_set(&bench.state, KEY_TABLE, 0);
    figure_set(&bench.state, KEY_N, 700);
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "count"), "All 700 tokens have a row; the table has 1,024.");
    bench_free(&bench);
}

static void the_staircase_says_who_shares_a_bucket(void) {
    Bench bench =
        bench_new("t5-staircase", "n=4096&train=4096&heads=8&head=0&buckets=32&max_distance=128&"
                                  "bidirectional=off&marks=200+2000&i=200&j=0");
    rest(&bench);
    CHECK(str_starts(value_of(&bench, "Staircase"),
                     "Bucket 31: every distance from 113 on. Head 1 of 8: "));
    const UiItems *items = &bench.ui.before;
    const char *want[] = {"distance 200, bucket 31", "distance 2000, bucket 31"};
    int found = 0;
    for (int i = 0; i < items->count; i++) {
        if (str_same(items->at[i].name, "marked distance") && found < 2) {
            CHECK_TEXT(items->at[i].value, want[found++]);
        }
    }
    CHECK(found == 2);
    figure_set(&bench.state, KEY_I, 7);
    rest(&bench);
    CHECK(str_starts(value_of(&bench, "Staircase"), "Bucket 7: distance 7 alone."));
    figure_set(&bench.state, KEY_I, 17);
    rest(&bench);
    CHECK(str_starts(value_of(&bench, "Staircase"), "Bucket 16: distances 16 to 18."));
    press(&bench, "Staircase", UI_KEY_RIGHT);
    Action pin = find_wish(&bench, ACT_PIN);
    CHECK(pin.kind == ACT_PIN && pin.a == 18 && pin.b == 0);
    Rect stairs = find_item(&bench, "Staircase").r;
    double at = (log(300.5) - log(0.55)) / (log(4096) - log(0.55));
    point(&bench, part_of(stairs, at, 0.5));
    Action hover = find_wish(&bench, ACT_HOVER);
    CHECK(hover.kind == ACT_HOVER && hover.a == 300 && hover.b == 0);
    bench_free(&bench);
}

static void both_directions_have_buckets_of_their_own(void) {
    Bench bench = bench_new(
        "t5-staircase", "n=512&train=512&buckets=32&max_distance=128&bidirectional=on&i=0&j=200");
    rest(&bench);
    CHECK(str_starts(value_of(&bench, "Staircase"),
                     "Bucket 31: every distance from 91 on, keys after."));
    figure_set(&bench.state, KEY_BIDIRECTIONAL, 0);
    rest(&bench);
    CHECK_TEXT(value_of(&bench, "Staircase"), "A key after the query: masked in a decoder.");
    bench_free(&bench);
}

static void marks_survive_the_text_form_of_a_state(void) {
    Arena arena = {0};
    Err err = {0};
    FigureState state = figure_state_new(), again = figure_state_new();
    CHECK(figure_state_parse("marks=10,13+500", &state, &err));
    CHECK(state.mark_count == 2 && state.marks[0].j == 13 && state.marks[1].i == 500 &&
          state.marks[1].j == -1);
    CHECK(figure_state_parse(figure_state_text(&arena, &state), &again, &err));
    CHECK(again.mark_count == 2 && again.marks[0].i == 10 && again.marks[0].j == 13 &&
          again.marks[1].i == 500);
    static const char *const WRONG[] = {"marks=",
                                        "marks=a",
                                        "marks=1,",
                                        "marks=1+",
                                        "marks=-4",
                                        "marks=1,2,3",
                                        "marks=1+2+3+4+5+6+7+8+9"};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        CHECK(!figure_state_parse(WRONG[i], &again, &err));
    }
    arena_free(&arena);
}

static void a_preset_gives_marks_and_rows(void) {
    Value first[] = {{.kind = VALUE_NUMBER, .number = 10}, {.kind = VALUE_NUMBER, .number = 13}};
    Value marks[] = {{.kind = VALUE_LIST, .count = 2, .list = first},
                     {.kind = VALUE_NUMBER, .number = 2000}};
    Value preset[] = {{.key = "n", .kind = VALUE_NUMBER, .number = 700},
                      {.key = "train", .kind = VALUE_NUMBER, .number = 512},
                      {.key = "marks", .kind = VALUE_LIST, .count = 2, .list = marks}};
    Visual visual = {.view = "learned-cliff", .preset = preset, .preset_count = 3};
    FigureState state = figure_state_from(&visual);
    CHECK(state.mark_count == 2 && state.marks[0].i == 10 && state.marks[0].j == 13 &&
          state.marks[1].i == 2000 && state.marks[1].j == -1);
    CHECK(state.value[KEY_I] == 10 &&
          state.value[KEY_J] == 13);     // the cursor opens on the first mark
    CHECK(state.value[KEY_ROWS] == 512); // a table has as many rows as were trained
    preset[1].key = "rows";
    state = figure_state_from(&visual);
    CHECK(state.value[KEY_ROWS] == 512 && state.value[KEY_TRAIN] == 700);
}

int main(void) {
    every_figure_draws_in_any_state_and_any_rectangle();
    the_fan_prints_the_spans_of_eight_heads();
    the_fan_takes_the_head_and_the_distance_that_are_clicked();
    the_stages_follow_one_cell_with_its_numbers();
    a_scheme_that_leaves_a_stage_alone_says_so();
    the_table_is_read_where_it_is_pointed_to();
    marked_cells_at_equal_offsets_read_the_same_number();
    the_cliff_counts_the_tokens_without_a_row();
    the_staircase_says_who_shares_a_bucket();
    both_directions_have_buckets_of_their_own();
    marks_survive_the_text_form_of_a_state();
    a_preset_gives_marks_and_rows();
    return test_end();
}
