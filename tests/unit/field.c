// A line of text to edit: whole characters, a caret that stays where it is, and keys that it leaves to others.
#include "support/fake_metrics.h"
#include "support/test.h"
#include "ui/widgets.h"

enum { MOST = 12 };

typedef struct Desk {
    Ui ui;
    Arena frame;
    DrawList draw;
    char text[MOST + 1];
    double value; // of a slider below the field
    int occasion;
} Desk;

static void frame(Desk *desk, UiInput in) {
    Ui *ui = &desk->ui;
    in.width = 400;
    in.height = 300;
    in.scale = 1;
    arena_reset(&desk->frame);
    desk->draw = (DrawList){.arena = &desk->frame};
    ui_begin(ui, &in, THEME_LIGHT, 1, &desk->draw);
    ui_offer_focus(ui, ui_id(0, "field"), desk->occasion);
    UiEdit edit =
        ui_field(ui, ui_id(0, "field"), (Rect){10, 10, 200, 40}, "Field", desk->text, MOST);
    CHECK(edit.changed == (strcmp(edit.text, desk->text) != 0));
    snprintf(desk->text, sizeof desk->text, "%s", edit.text);
    UiSlide slide =
        ui_slider(ui, ui_id(0, "slider"), (Rect){10, 60, 218, 50}, (UiLabel){"Base", ""},
                  desk->value, (SliderRange){10, 1000, 10, true, 0});
    if (slide.changed) desk->value = slide.value;
    ui_end(ui);
}

static Desk desk_new(const char *text) {
    Desk desk = {.ui = {.metrics = fake_metrics()}, .value = 500};
    snprintf(desk.text, sizeof desk.text, "%s", text);
    frame(&desk, (UiInput){.mouse = {-9, -9}});
    return desk;
}

static void desk_free(Desk *desk) {
    ui_free(&desk->ui);
    arena_free(&desk->frame);
}

static void press(Desk *desk, UiKey what, uint32_t code, unsigned mods) {
    frame(desk, (UiInput){.mouse = {-9, -9},
                          .keys = {{.key = what, .code = code, .mods = mods}},
                          .key_count = 1});
}

static void characters_are_whole_whatever_their_bytes(void) {
    Desk desk = desk_new("");
    const uint32_t minus = 0x2212, half = 0xBD, face = 0x1F600;
    press(&desk, UI_KEY_CHAR, minus, 0);
    press(&desk, UI_KEY_CHAR, half, 0);
    press(&desk, UI_KEY_CHAR, face, 0);
    CHECK_TEXT(desk.text, "−½\xF0\x9F\x98\x80");
    press(&desk, UI_KEY_LEFT, 0, 0);
    press(&desk, UI_KEY_BACKSPACE, 0, 0);
    CHECK_TEXT(desk.text, "−\xF0\x9F\x98\x80");
    press(&desk, UI_KEY_DELETE, 0, 0);
    press(&desk, UI_KEY_BACKSPACE, 0, 0);
    press(&desk, UI_KEY_BACKSPACE, 0, 0);
    press(&desk, UI_KEY_DELETE, 0, 0);
    CHECK_TEXT(desk.text, "");
    desk_free(&desk);
}

static void a_full_field_takes_no_more(void) {
    Desk desk = desk_new("0123456789");
    press(&desk, UI_KEY_CHAR, 0x2212, 0);
    CHECK_TEXT(desk.text, "0123456789");
    press(&desk, UI_KEY_CHAR, 'a', 0);
    press(&desk, UI_KEY_CHAR, 'b', 0);
    press(&desk, UI_KEY_CHAR, 'c', 0);
    CHECK_TEXT(desk.text, "0123456789ab");
    desk_free(&desk);
}

static void the_caret_stays_at_the_end_of_a_text_that_others_change(void) {
    Desk desk = desk_new("1");
    snprintf(desk.text, sizeof desk.text, "100");
    press(&desk, UI_KEY_CHAR, '5', 0);
    CHECK_TEXT(desk.text, "1005");
    press(&desk, UI_KEY_LEFT, 0, 0);
    snprintf(desk.text, sizeof desk.text, "7");
    press(&desk, UI_KEY_CHAR, '8', 0);
    CHECK_TEXT(desk.text, "78");
    desk_free(&desk);
}

static void paste(Desk *desk, const char *text) {
    UiInput in = {.mouse = {-9, -9},
                  .keys = {{.key = UI_KEY_CHAR, .code = 'v', .mods = UI_CTRL}},
                  .key_count = 1};
    input_set_pasted(&in, text);
    frame(desk, in);
}

static void what_is_pasted_goes_where_the_caret_is(void) {
    Desk desk = desk_new("14");
    press(&desk, UI_KEY_LEFT, 0, 0);
    paste(&desk, "\n 2\r\n3\t");
    CHECK_TEXT(desk.text, "12 34");
    press(&desk, UI_KEY_CHAR, '!', 0);
    CHECK_TEXT(desk.text, "12 3!4");
    paste(&desk, "");
    paste(&desk, NULL);
    paste(&desk, "\x01\x7F\n\xFF\xC3");
    CHECK_TEXT(desk.text, "12 3!4");
    desk_free(&desk);
}

static void a_paste_takes_what_there_is_room_for_in_whole_characters(void) {
    Desk desk = desk_new("ab");
    paste(&desk, "ééééééééé"); // 18 bytes for 10
    CHECK_TEXT(desk.text, "abééééé");
    paste(&desk, "x");
    CHECK_TEXT(desk.text, "abééééé");
    press(&desk, UI_KEY_CHAR, 'a', UI_CTRL);
    paste(&desk, "0\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"); // 13 bytes for 12
    CHECK_TEXT(desk.text, "0\xF0\x9F\x98\x80\xF0\x9F\x98\x80");
    desk_free(&desk);
}

static void what_is_selected_gives_way_to_what_is_typed(void) {
    Desk desk = desk_new("one two");
    press(&desk, UI_KEY_CHAR, 'a', UI_CTRL);
    press(&desk, UI_KEY_CHAR, '7', 0);
    CHECK_TEXT(desk.text, "7");
    press(&desk, UI_KEY_CHAR, '8', 0);
    press(&desk, UI_KEY_CHAR, '9', 0);
    press(&desk, UI_KEY_LEFT, 0, UI_SHIFT);
    press(&desk, UI_KEY_LEFT, 0, UI_SHIFT);
    press(&desk, UI_KEY_BACKSPACE, 0, 0);
    CHECK_TEXT(desk.text, "7");
    press(&desk, UI_KEY_HOME, 0, UI_SHIFT);
    press(&desk, UI_KEY_RIGHT, 0, 0); // lets go of it, at its end
    press(&desk, UI_KEY_CHAR, '1', 0);
    CHECK_TEXT(desk.text, "71");
    press(&desk, UI_KEY_HOME, 0, 0);
    press(&desk, UI_KEY_END, 0, UI_SHIFT);
    press(&desk, UI_KEY_DELETE, 0, 0);
    CHECK_TEXT(desk.text, "");
    desk_free(&desk);
}

static void words_are_skipped_and_deleted_with_ctrl(void) {
    Desk desk = desk_new("ab cd ef");
    press(&desk, UI_KEY_LEFT, 0, UI_CTRL);
    press(&desk, UI_KEY_LEFT, 0, UI_CTRL);
    press(&desk, UI_KEY_CHAR, '1', 0);
    CHECK_TEXT(desk.text, "ab 1cd ef");
    press(&desk, UI_KEY_RIGHT, 0, UI_CTRL);
    press(&desk, UI_KEY_CHAR, '2', 0);
    CHECK_TEXT(desk.text, "ab 1cd 2ef");
    press(&desk, UI_KEY_BACKSPACE, 0, UI_CTRL);
    press(&desk, UI_KEY_BACKSPACE, 0, UI_CTRL);
    CHECK_TEXT(desk.text, "ab ef");
    press(&desk, UI_KEY_DELETE, 0, UI_CTRL);
    CHECK_TEXT(desk.text, "ab ");
    desk_free(&desk);
}

static void what_is_copied_or_cut_is_handed_out_once(void) {
    Desk desk = desk_new("one two");
    press(&desk, UI_KEY_CHAR, 'c', UI_CTRL);
    CHECK_TEXT(desk.ui.copied, ""); // nothing is selected
    press(&desk, UI_KEY_LEFT, 0, UI_CTRL | UI_SHIFT);
    press(&desk, UI_KEY_CHAR, 'c', UI_CTRL);
    CHECK_TEXT(desk.ui.copied, "two");
    CHECK_TEXT(desk.text, "one two");
    press(&desk, UI_KEY_INSERT, 0, UI_CTRL);
    desk.ui.copied[0] = '\0';
    press(&desk, UI_KEY_CHAR, 'x', UI_CTRL);
    CHECK_TEXT(desk.ui.copied, "two");
    CHECK_TEXT(desk.text, "one ");
    desk.ui.copied[0] = '\0';
    press(&desk, UI_KEY_HOME, 0, UI_SHIFT);
    press(&desk, UI_KEY_DELETE, 0, UI_SHIFT);
    CHECK_TEXT(desk.ui.copied, "one ");
    CHECK_TEXT(desk.text, "");
    desk_free(&desk);
}

static void a_field_that_was_left_is_offered_again_on_a_new_occasion_only(void) {
    Desk desk = desk_new("12");
    press(&desk, UI_KEY_ESCAPE, 0, 0);
    press(&desk, UI_KEY_CHAR, '3', 0);
    CHECK_TEXT(desk.text, "12");
    desk.occasion++;
    press(&desk, UI_KEY_CHAR, '4', 0); // in place of what was there
    press(&desk, UI_KEY_CHAR, '5', 0);
    CHECK_TEXT(desk.text, "45");
    desk_free(&desk);
}

static void the_mouse_selects(void) {
    Desk desk = desk_new("one two");
    const UiInput down = {.mouse = {11, 30}, .pressed = UI_MOUSE_LEFT, .down = UI_MOUSE_LEFT};
    UiInput in = down;
    in.clicks = 1;
    frame(&desk, in);
    frame(&desk, (UiInput){.mouse = {205, 30}, .down = UI_MOUSE_LEFT, .dragged = true});
    frame(&desk, (UiInput){.mouse = {205, 30}, .released = UI_MOUSE_LEFT});
    press(&desk, UI_KEY_CHAR, '1', 0);
    CHECK_TEXT(desk.text, "1");
    press(&desk, UI_KEY_CHAR, '2', 0);
    in.clicks = 2;
    frame(&desk, in);
    frame(&desk, (UiInput){.mouse = {11, 30}, .down = UI_MOUSE_LEFT}); // still held
    frame(&desk, (UiInput){.mouse = {11, 30}, .released = UI_MOUSE_LEFT});
    press(&desk, UI_KEY_CHAR, 'c', UI_CTRL);
    CHECK_TEXT(desk.ui.copied, "12");
    desk_free(&desk);
}

static void what_is_no_text_is_left_to_others(void) {
    Desk desk = desk_new("1");
    press(&desk, UI_KEY_CHAR, 'q', UI_CTRL);
    CHECK_TEXT(desk.text, "1");
    CHECK(desk.ui.keys_taken == 0);
    press(&desk, UI_KEY_LEFT, 0, UI_ALT);
    CHECK(desk.ui.keys_taken == 0);
    press(&desk, UI_KEY_ENTER, 0, 0);
    CHECK(desk.ui.keys_taken == 0);
    press(&desk, UI_KEY_CHAR, ' ', 0);
    CHECK_TEXT(desk.text, "1 ");
    press(&desk, UI_KEY_ESCAPE, 0, 0);
    press(&desk, UI_KEY_CHAR, '2', 0);
    CHECK_TEXT(desk.text, "1 ");
    desk_free(&desk);
}

static void a_slider_that_was_clicked_takes_the_arrows(void) {
    Desk desk = desk_new("");
    const UiInput down = {.mouse = {110, 90}, .pressed = UI_MOUSE_LEFT, .down = UI_MOUSE_LEFT};
    frame(&desk, down);
    frame(&desk, (UiInput){.mouse = {110, 90}, .released = UI_MOUSE_LEFT});
    double clicked = desk.value;
    CHECK(clicked != 500 && !ui_focused(&desk.ui, ui_id(0, "slider")));
    press(&desk, UI_KEY_RIGHT, 0, 0);
    CHECK(desk.value > clicked && ui_focused(&desk.ui, ui_id(0, "slider"))); // which now shows
    desk_free(&desk);
}

static void a_slider_steps_by_its_smallest_with_shift(void) {
    Desk desk = desk_new("");
    press(&desk, UI_KEY_TAB, 0, 0);
    press(&desk, UI_KEY_RIGHT, 0, UI_SHIFT);
    CHECK_NEAR(desk.value, 510, 1e-9);
    press(&desk, UI_KEY_PAGE_DOWN, 0, UI_SHIFT);
    CHECK_NEAR(desk.value, 410, 1e-9);
    press(&desk, UI_KEY_RIGHT, 0, 0);
    CHECK_NEAR(desk.value, 430, 1e-9);
    desk_free(&desk);
}

int main(void) {
    characters_are_whole_whatever_their_bytes();
    a_full_field_takes_no_more();
    the_caret_stays_at_the_end_of_a_text_that_others_change();
    what_is_pasted_goes_where_the_caret_is();
    a_paste_takes_what_there_is_room_for_in_whole_characters();
    what_is_selected_gives_way_to_what_is_typed();
    words_are_skipped_and_deleted_with_ctrl();
    what_is_copied_or_cut_is_handed_out_once();
    a_field_that_was_left_is_offered_again_on_a_new_occasion_only();
    the_mouse_selects();
    what_is_no_text_is_left_to_others();
    a_slider_that_was_clicked_takes_the_arrows();
    a_slider_steps_by_its_smallest_with_shift();
    return test_end();
}
