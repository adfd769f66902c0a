// Widgets: what was seen is what is hit, Tab order is reading order, a widget only wishes.
#include "support/fake_metrics.h"
#include "support/test.h"
#include "ui/widgets.h"

#include <string.h>

typedef struct Desk {
    Ui ui;
    Arena frame;
    DrawList draw;
    bool first, second; // which button was pressed in the last frame
    double value;       // of the slider
    int segment;
} Desk;

static const Rect FIRST = {10, 10, 100, 40}, SECOND = {10, 60, 100, 40},
                  SLIDER = {10, 110, 218, 50}, SEGMENTS = {10, 170, 200, 40};

static void frame(Desk *desk, UiInput in) {
    Ui *ui = &desk->ui;
    static const char *const labels[] = {"raw", "bias", NULL};
    in.width = 400;
    in.height = 300;
    in.scale = 1;
    arena_reset(&desk->frame);
    desk->draw = (DrawList){.arena = &desk->frame};
    ui_begin(ui, &in, THEME_LIGHT, 1, &desk->draw);
    desk->first = ui_button(ui, ui_id(0, "first"), FIRST, BUTTON_PRIMARY, "First", "");
    desk->second = ui_button(ui, ui_id(0, "second"), SECOND, BUTTON_PLAIN, "Second", "");
    UiSlide slide = ui_slider(ui, ui_id(0, "slider"), SLIDER, (UiLabel){"Length", "8"}, desk->value,
                              (SliderRange){0, 100, 1, false, 0});
    if (slide.changed) desk->value = slide.value;
    desk->segment = ui_segments(ui, ui_id(0, "segments"), SEGMENTS, "Stage", labels, 0);
    ui_end(ui);
}

static Desk desk_new(void) {
    Desk desk = {.ui = {.metrics = fake_metrics()}, .value = 50};
    return desk;
}

static void desk_free(Desk *desk) {
    ui_free(&desk->ui);
    arena_free(&desk->frame);
}

static UiInput press_at(double x, double y) {
    return (UiInput){.mouse = {x, y}, .pressed = UI_MOUSE_LEFT, .down = UI_MOUSE_LEFT, .clicks = 1};
}

static UiInput release_at(double x, double y) {
    return (UiInput){.mouse = {x, y}, .released = UI_MOUSE_LEFT};
}

static UiInput key(UiKey what) {
    return (UiInput){.mouse = {-9, -9}, .keys = {{.key = what}}, .key_count = 1};
}

static UiInput typed(uint32_t code) {
    return (UiInput){
        .mouse = {-9, -9}, .keys = {{.key = UI_KEY_CHAR, .code = code}}, .key_count = 1};
}

static void a_click_is_a_press_and_a_release_on_the_same_widget(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    frame(&desk, press_at(20, 20));
    CHECK(!desk.first);
    frame(&desk, release_at(20, 20));
    CHECK(desk.first && !desk.second);
    frame(&desk, press_at(20, 20));
    frame(&desk, release_at(20, 70));
    CHECK(!desk.first && !desk.second);
    frame(&desk, (UiInput){.mouse = {20, 20}, .pressed = UI_MOUSE_RIGHT, .down = UI_MOUSE_RIGHT});
    frame(&desk, (UiInput){.mouse = {20, 20}, .released = UI_MOUSE_RIGHT});
    CHECK(!desk.first);
    desk_free(&desk);
}

static void tab_goes_in_reading_order_and_round(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    const char *const order[] = {"first", "second", "slider"};
    for (int i = 0; i < 3; i++) {
        frame(&desk, key(UI_KEY_TAB));
        CHECK(ui_focused(&desk.ui, ui_id(0, order[i])));
    }
    UiInput back = key(UI_KEY_TAB);
    back.keys[0].mods = UI_SHIFT;
    frame(&desk, back);
    CHECK(ui_focused(&desk.ui, ui_id(0, "second")));
    frame(&desk, back);
    frame(&desk, back);
    CHECK(ui_focused(&desk.ui, ui_id_at(ui_id(0, "segments"), 1)));
    desk_free(&desk);
}

static void enter_and_space_press_what_has_the_focus(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    frame(&desk, key(UI_KEY_ENTER));
    CHECK(!desk.first);
    frame(&desk, key(UI_KEY_TAB));
    frame(&desk, key(UI_KEY_ENTER));
    CHECK(desk.first && !ui_take_key(&desk.ui, UI_KEY_ENTER, 0));
    frame(&desk, typed(' '));
    CHECK(desk.first);
    desk_free(&desk);
}

static void a_slider_follows_mouse_and_arrows_within_its_range(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    frame(&desk, press_at(119, 150)); // the middle of the track, which is 200 wide from 19
    CHECK_NEAR(desk.value, 50, 0);
    frame(&desk, (UiInput){.mouse = {169, 150}, .down = UI_MOUSE_LEFT});
    CHECK_NEAR(desk.value, 75, 0);
    frame(&desk, (UiInput){.mouse = {9999, 10}, .down = UI_MOUSE_LEFT});
    CHECK_NEAR(desk.value, 100, 0);
    frame(&desk, release_at(20, 20));
    CHECK(!desk.first);
    desk_free(&desk);
}

static void arrows_step_a_focused_slider(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    for (int i = 0; i < 3; i++) frame(&desk, key(UI_KEY_TAB));
    frame(&desk, key(UI_KEY_RIGHT));
    CHECK_NEAR(desk.value, 51, 0);
    frame(&desk, key(UI_KEY_PAGE_DOWN));
    CHECK_NEAR(desk.value, 41, 0);
    frame(&desk, key(UI_KEY_HOME));
    CHECK_NEAR(desk.value, 0, 0);
    frame(&desk, key(UI_KEY_LEFT));
    CHECK_NEAR(desk.value, 0, 0);
    frame(&desk, key(UI_KEY_END));
    CHECK_NEAR(desk.value, 100, 0);
    desk_free(&desk);
}

static void segments_report_the_one_that_was_chosen(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    CHECK(desk.segment == -1);
    frame(&desk, press_at(150, 190));
    frame(&desk, release_at(150, 190));
    CHECK(desk.segment == 1);
    desk_free(&desk);
}

static void a_lost_window_ends_the_gesture(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    frame(&desk, press_at(20, 20));
    frame(&desk, (UiInput){.mouse = {20, 20}, .focus_lost = true});
    frame(&desk, release_at(20, 20));
    CHECK(!desk.first);
    desk_free(&desk);
}

static void a_key_is_taken_once_and_only_with_its_modifiers(void) {
    Desk desk = desk_new();
    UiInput in = typed('l');
    frame(&desk, in);
    CHECK(ui_take_char(&desk.ui, 'l') && !ui_take_char(&desk.ui, 'l'));
    in.keys[0].mods = UI_CTRL;
    frame(&desk, in);
    CHECK(!ui_take_char(&desk.ui, 'l'));
    desk_free(&desk);
}

static void every_widget_is_in_the_list_with_role_name_and_state(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    const UiItems *items = &desk.ui.before;
    CHECK(items->count == 5);
    CHECK(items->at[0].role == UI_BUTTON && strcmp(items->at[0].name, "First") == 0);
    CHECK(items->at[2].role == UI_SLIDER && strcmp(items->at[2].value, "8") == 0);
    CHECK(items->at[3].role == UI_RADIO && (items->at[3].state & UI_CHECKED));
    CHECK(!(items->at[4].state & UI_CHECKED));
    desk_free(&desk);
}

static void a_text_can_be_made_a_status_and_its_role_is_known_in_the_next_frame(void) {
    Desk desk = desk_new();
    Ui *ui = &desk.ui;
    UiId id = ui_id(0, "message");
    CHECK(ui_role_before(ui, id) == UI_TEXT);
    for (int f = 0; f < 2; f++) {
        arena_reset(&desk.frame);
        desk.draw = (DrawList){.arena = &desk.frame};
        ui_begin(ui, &(UiInput){.width = 400, .height = 300, .scale = 1}, THEME_LIGHT, 1,
                 &desk.draw);
        CHECK(ui_role_before(ui, id) == (f ? UI_STATUS : UI_TEXT));
        ui_item(ui, (UiItem){.id = ui_id(0, "first"), .role = UI_HEADING, .r = FIRST});
        ui_item(ui, (UiItem){.id = id, .role = UI_TEXT, .r = SECOND});
        ui_role(ui, UI_STATUS);
        CHECK(ui->items.at[0].role == UI_HEADING);
        ui_end(ui);
    }
    desk_free(&desk);
}

static double counted_width(void *self, TextStyle style, const char *text, int n) {
    ++*(int *)self;
    int letters = 0;
    for (int i = 0; i < n; i++) letters += ((unsigned char)text[i] & 0xC0) != 0x80;
    return letters * style.size / 2;
}

// Draws one line as wide as so many letters; what it shows.
static const char *cut(Desk *desk, const char *text, double letters) {
    Ui *ui = &desk->ui;
    arena_reset(&desk->frame);
    desk->draw = (DrawList){.arena = &desk->frame};
    ui_begin(ui, &(UiInput){.width = 400, .height = 300, .scale = 1}, THEME_LIGHT, 1, &desk->draw);
    ui_line(ui, (Rect){0, 0, letters * ui_style(ui, TYPE_LABEL).size / 2, 20}, TYPE_LABEL,
            COLOR_TEXT, text);
    const char *shown = desk->draw.at[desk->draw.count - 1].text;
    ui_end(ui);
    return shown;
}

static void a_line_too_long_is_cut_between_letters_and_measured_a_few_times(void) {
    enum { LONG = 100000 };

    static char text[LONG + 1];
    int measured = 0;
    Desk desk = desk_new();
    desk.ui.metrics.width = counted_width;
    desk.ui.metrics.self = &measured;
    CHECK_TEXT(cut(&desk, "letters", 7), "letters");
    CHECK_TEXT(cut(&desk, "letters", 6), "lette…");
    CHECK_TEXT(cut(&desk, "λέξεις", 5), "λέξε…");
    CHECK_TEXT(cut(&desk, "λέξεις", 2), "λ…");
    CHECK_TEXT(cut(&desk, "λέξεις", 0), "…");
    memset(text, 'a', LONG);
    measured = 0;
    CHECK_TEXT(cut(&desk, text, 5), "aaaa…");
    CHECK(measured < 40);
    ui_free(&desk.ui);
    arena_free(&desk.frame);
}

static void from_the_part_that_was_clicked_left_and_right_go_on(void) {
    Desk desk = desk_new();
    frame(&desk, (UiInput){0});
    frame(&desk, press_at(20, 190));
    frame(&desk, release_at(20, 190));
    CHECK(desk.segment == 0);
    frame(&desk, key(UI_KEY_RIGHT));
    CHECK(desk.segment == 1 && ui_focused(&desk.ui, ui_id_at(ui_id(0, "segments"), 1)));
    frame(&desk, key(UI_KEY_RIGHT));
    CHECK(desk.segment == -1); // there is none further on
    frame(&desk, key(UI_KEY_LEFT));
    CHECK(desk.segment == 0);
    desk_free(&desk);
}

int main(void) {
    a_click_is_a_press_and_a_release_on_the_same_widget();
    tab_goes_in_reading_order_and_round();
    enter_and_space_press_what_has_the_focus();
    a_slider_follows_mouse_and_arrows_within_its_range();
    arrows_step_a_focused_slider();
    segments_report_the_one_that_was_chosen();
    a_lost_window_ends_the_gesture();
    a_key_is_taken_once_and_only_with_its_modifiers();
    every_widget_is_in_the_list_with_role_name_and_state();
    a_text_can_be_made_a_status_and_its_role_is_known_in_the_next_frame();
    a_line_too_long_is_cut_between_letters_and_measured_a_few_times();
    from_the_part_that_was_clicked_left_and_right_go_on();
    return test_end();
}
