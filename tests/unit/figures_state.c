// What a figure is set to: marks and presets of cards.
#include "app/figure_state.h"
#include "support/test.h"

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
    marks_survive_the_text_form_of_a_state();
    a_preset_gives_marks_and_rows();
    return test_end();
}
