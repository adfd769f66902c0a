// The settings that figures.def says a figure reads are those that change its picture, and cells are where it says so.
#include "support/desk.h"

static uint64_t mix(uint64_t h, const void *data, size_t n) {
    const unsigned char *at = data;
    for (size_t i = 0; i < n; i++) h = (h ^ at[i]) * 1099511628211U;
    return h;
}

static uint64_t mix_command(uint64_t h, const DrawCmd *cmd) {
    const double numbers[] = {(double)cmd->kind, cmd->r.x,   cmd->r.y,  cmd->r.w,
                              cmd->r.h,          cmd->width, cmd->dash, (double)cmd->glyph};
    h = mix(mix(h, numbers, sizeof numbers), &cmd->color, sizeof cmd->color);
    if (cmd->kind == DRAW_TEXT) h = mix(h, cmd->text, strlen(cmd->text));
    if (cmd->point_count) h = mix(h, cmd->points, sizeof *cmd->points * (size_t)cmd->point_count);
    size_t pixels = (size_t)cmd->image.w * (size_t)cmd->image.h;
    if (cmd->kind != DRAW_IMAGE || !cmd->image.argb) return h;
    return mix(h, cmd->image.argb, sizeof *cmd->image.argb * pixels);
}

// Of the picture and of what it says.
static uint64_t picture(Desk *desk) {
    uint64_t h = 1469598103934665603U;
    frame(desk);
    for (int c = 0; c < desk->draw.count; c++) h = mix_command(h, &desk->draw.at[c]);
    for (int i = 0; i < desk->ui.before.count; i++) {
        const UiItem *it = &desk->ui.before.at[i];
        h = mix(mix(h, it->name, strlen(it->name)), it->value, strlen(it->value));
    }
    return h;
}

// States in which one setting or another shows; the first schemes have parameters that settings feed.
static const char *const MODES[] = {"schemes=t5&as=logit",
                                    "schemes=alibi&as=logit&stage=mask&content=random",
                                    "schemes=sinusoidal",
                                    "schemes=rope_dynamic_ntk&as=logit",
                                    "schemes=learned&as=logit&table=sinusoidal",
                                    "schemes=rope",
                                    "map=similarity",
                                    "method=yarn",
                                    "methods=yarn",
                                    "compare=mha+gqa+mla",
                                    "axis=ratio"};

enum { MODE_COUNT = sizeof MODES / sizeof *MODES };

static Desk open_mode(FigureId figure, int mode) {
    Desk desk;
    Arena arena = {0};
    desk_show(&desk, figure, arena_format(&arena, "n=48&train=24&rows=32&%s", MODES[mode]));
    desk.r = (Rect){20, 20, 760, 900};
    desk.app.compare.profile_count = mode == MODE_COUNT - 1 ? 1 : 0;
    arena_free(&arena);
    return desk;
}

static bool changes_at(Desk *desk, FigureKey key, double value, uint64_t before) {
    const FigureKeyInfo *info = figure_key_info(key);
    FigureState *state = &desk->app.compare, base = *state;
    if (value < info->lo || value > info->hi) return false;
    figure_set(state, key, value);
    bool same = memcmp(&state->value[key], &base.value[key], sizeof(double)) == 0;
    bool changes = !same && picture(desk) != before;
    *state = base;
    return changes;
}

static bool changes_in(FigureId figure, int mode, FigureKey key) {
    const FigureKeyInfo *info = figure_key_info(key);
    const double values[] = {info->lo, info->lo + 1, info->lo + 2 * info->step, 0.9, 7, 40, 200};
    Desk desk = open_mode(figure, mode);
    picture(&desk); // maps are there from the second frame on
    uint64_t before = picture(&desk);
    bool changes = false;
    for (size_t v = 0; v < sizeof values / sizeof *values && !changes; v++) {
        changes = changes_at(&desk, key, values[v], before);
    }
    desk_close(&desk);
    return changes;
}

// By way of other settings: a preset's length is the trained one, which is the number of rows.

static bool is_by_way(FigureId figure, FigureKey key) {
    return (key == KEY_N && figure_reads(figure, "train")) ||
           (key == KEY_TRAIN && figure_reads(figure, "rows")) ||
           (key == KEY_MASK && figure_reads(figure, "bidirectional"));
}

static void every_setting_that_changes_a_picture_is_listed_and_no_other(void) {
    for (FigureId figure = 0; figure < FIGURE_COUNT; figure++) {
        for (FigureKey key = 0; key < KEY_COUNT; key++) {
            bool changes = false;
            for (int m = 0; m < MODE_COUNT && !changes; m++) changes = changes_in(figure, m, key);
            bool ok = changes == figure_reads(figure, figure_key_info(key)->id) ||
                      (!changes && is_by_way(figure, key));
            if (!ok) {
                fprintf(stderr, "    %s: \"%s\" %s\n", figure_id(figure), figure_key_info(key)->id,
                        changes ? "is read and not listed" : "is listed and not read");
            }
            CHECK(ok);
        }
    }
}

// What a preset has beside settings.
static uint64_t opening(FigureId figure, const Value *preset, int count) {
    Desk desk;
    desk_open(&desk, figure);
    desk.r = (Rect){20, 20, 760, 900};
    Visual visual = {.view = figure_id(figure), .preset = preset, .preset_count = count};
    desk.app.compare = figure_state_from(&visual);
    picture(&desk);
    uint64_t h = picture(&desk);
    desk_close(&desk);
    return h;
}

static bool entry_changes(FigureId figure, Value entry) {
    Value methods = {.kind = VALUE_WORD, .word = "pi"};
    Value preset[] = {{.key = "n", .kind = VALUE_NUMBER, .number = 48},
                      {.key = "methods", .kind = VALUE_LIST, .count = 1, .list = &methods},
                      entry};
    return opening(figure, preset, 2) != opening(figure, preset, 3);
}

static void so_are_schemes_marks_profiles_and_parameters_of_panels(void) {
    Value words[] = {{.kind = VALUE_WORD, .word = "t5"}, {.kind = VALUE_WORD, .word = "nope"}};
    Value cell[] = {{.kind = VALUE_NUMBER, .number = 9}, {.kind = VALUE_NUMBER, .number = 4}};
    Value mark = {.kind = VALUE_LIST, .count = 2, .list = cell}, shares[FIGURE_DEPTHS];
    for (int d = 0; d < FIGURE_DEPTHS; d++) {
        shares[d] = (Value){.kind = VALUE_NUMBER, .number = 0.5};
    }
    Value profile = {.kind = VALUE_LIST, .count = FIGURE_DEPTHS, .list = shares};
    Value entries[] = {{.key = "scheme", .kind = VALUE_WORD, .word = "t5"},
                       {.key = "schemes", .kind = VALUE_LIST, .count = 2, .list = words},
                       {.key = "marks", .kind = VALUE_LIST, .count = 1, .list = &mark},
                       {.key = "profiles", .kind = VALUE_LIST, .count = 1, .list = &profile},
                       {.key = "0.dim", .kind = VALUE_NUMBER, .number = 8}};
    for (FigureId figure = 0; figure < FIGURE_COUNT; figure++) {
        for (size_t e = 0; e < sizeof entries / sizeof *entries; e++) {
            const char *key = entries[e].key;
            bool changes = entry_changes(figure, entries[e]),
                 listed = figure_reads(figure, str_starts(key, "0.") ? "own" : key);
            // Figures of one scheme show the first of several, which is written in another way.
            if (str_same(key, "schemes") && figure_reads(figure, "scheme")) continue;
            if (changes != listed) fprintf(stderr, "    %s: %s\n", figure_id(figure), key);
            CHECK(changes == listed);
        }
    }
}

static void a_name_is_read_as_a_whole(void) {
    CHECK(figure_reads(FIGURE_ALIBI_FAN, "n") && figure_reads(FIGURE_ALIBI_FAN, "heads"));
    CHECK(!figure_reads(FIGURE_ALIBI_FAN, "h") && !figure_reads(FIGURE_ALIBI_FAN, "heads row"));
    CHECK(!figure_reads(FIGURE_ALIBI_FAN, "") && figure_reads(FIGURE_SCALING_CHART, "mark"));
    CHECK(figure_has_cells("comparison") && !figure_has_cells("alibi-fan"));
    CHECK(!figure_has_cells("no-figure"));
}

// The cells that clicks all over the picture hold: whether both their rows and their columns differ.
static bool has_cells(FigureId figure) {
    Desk desk;
    desk_show(&desk, figure, "n=24&train=24&rows=24&d=64&schemes=alibi&as=logit&map=similarity");
    desk.r = (Rect){20, 20, 760, 900};
    int rows = 0, columns = 0;
    double row = -1, column = -1;
    for (int x = 0; x < 20; x++) {
        for (int y = 0; y < 20; y++) {
            frame(&desk);
            desk.in.mouse = (Vec2){20 + 38 * x, 20 + 45 * y};
            desk.in.pressed = desk.in.down = UI_MOUSE_LEFT;
            frame(&desk);
            desk.in.down = 0;
            desk.in.released = UI_MOUSE_LEFT;
            frame(&desk);
            for (int w = 0; w < desk.wishes.count; w++) {
                const Action *action = &desk.wishes.at[w];
                if (action->kind != ACT_PIN) continue;
                rows += fabs(action->a - row) > 0;
                columns += fabs(action->b - column) > 0;
                row = action->a;
                column = action->b;
            }
        }
    }
    desk_close(&desk);
    return rows > 2 && columns > 2;
}

static void a_click_holds_a_cell_where_figures_have_some(void) {
    for (FigureId figure = 0; figure < FIGURE_COUNT; figure++) {
        bool listed = figure_has_cells(figure_id(figure));
        if (has_cells(figure) != listed) fprintf(stderr, "    %s\n", figure_id(figure));
        CHECK(has_cells(figure) == listed);
    }
}

int main(void) {
    every_setting_that_changes_a_picture_is_listed_and_no_other();
    so_are_schemes_marks_profiles_and_parameters_of_panels();
    a_name_is_read_as_a_whole();
    a_click_holds_a_cell_where_figures_have_some();
    return test_end();
}
