// The window on SDL's dummy driver: events into frames, clicks that must not be lost, sizes and scales.
#include "sdl/window.h"

#include "base/str.h"
#include "sdl/input.h"
#include "support/test.h"

#include <SDL.h>

static UiInput after(const UiInput *before, const SDL_Event *events, int n) {
    UiInput in = input_next(before);
    for (int i = 0; i < n; i++) input_add(&in, &events[i], 1);
    return in;
}

static SDL_Event key_event(SDL_Keycode sym, int mod) {
    return (SDL_Event){.key = {.type = SDL_KEYDOWN,
                               .state = SDL_PRESSED,
                               .keysym = {.sym = sym, .mod = (Uint16)mod}}};
}

static SDL_Event text_event(const char *text) {
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    return event;
}

static SDL_Event button_event(Uint32 type, int x, int y) {
    Uint8 state = type == SDL_MOUSEBUTTONDOWN ? SDL_PRESSED : SDL_RELEASED;
    return (SDL_Event){
        .button = {
            .type = type, .button = SDL_BUTTON_LEFT, .state = state, .clicks = 1, .x = x, .y = y}};
}

static SDL_Event motion_event(int x, int y) {
    return (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = x, .y = y}};
}

static void keys_and_characters_share_one_list_in_order(void) {
    SDL_Event events[] = {key_event('a', 0), text_event("a"), key_event(SDLK_BACKSPACE, 0),
                          key_event('q', KMOD_LSHIFT), text_event("Qé")};
    UiInput none = {0}, in = after(&none, events, 5);
    CHECK(in.key_count == 4);
    CHECK(in.keys[0].key == UI_KEY_CHAR && in.keys[0].code == 'a');
    CHECK(in.keys[1].key == UI_KEY_BACKSPACE);
    CHECK(in.keys[2].code == 'Q' && in.keys[2].mods == UI_SHIFT);
    CHECK(in.keys[3].code == 0xE9);
}

static void a_shortcut_is_the_key_and_types_nothing(void) {
    SDL_Event events[] = {key_event('c', KMOD_LCTRL), text_event("\x03"), key_event(SDLK_PAGEUP, 0),
                          key_event(SDLK_KP_ENTER, KMOD_ALT)};
    UiInput none = {0}, in = after(&none, events, 4);
    CHECK(in.key_count == 3);
    CHECK(in.keys[0].key == UI_KEY_CHAR && in.keys[0].code == 'c' && in.keys[0].mods == UI_CTRL);
    CHECK(in.keys[1].key == UI_KEY_PAGE_UP);
    CHECK(in.keys[2].key == UI_KEY_ENTER && in.keys[2].mods == UI_ALT);
}

static void a_paste_brings_the_clipboard_as_one_line(void) {
    SDL_Event paste = key_event('v', KMOD_LCTRL), insert = key_event(SDLK_INSERT, KMOD_RSHIFT);
    UiInput none = {0};
    SDL_SetClipboardText("\n  2\xC2\xA0"
                         "048\t\x01tok\xFF"
                         "ens\xE2\x80\xAE \r\n");
    UiInput in = after(&none, &paste, 1);
    CHECK(in.key_count == 1);
    CHECK_TEXT(in.pasted, "2 048 tokens");
    CHECK_TEXT(after(&none, &insert, 1).pasted, "2 048 tokens");
    in = input_next(&in);
    CHECK_TEXT(in.pasted, "");
    CHECK(input_has_room(&in, &paste));
    SDL_Event cut = key_event('x', KMOD_LCTRL);
    input_add(&in, &cut, 1); // what is cut has to be on the clipboard before it is pasted
    CHECK(!input_has_room(&in, &paste) && input_has_room(&in, &cut));
}

static void ten_megabytes_are_cut_to_a_line(void) {
    enum { SIZE = 10000000 };

    Arena arena = {0};
    char *text = arena_alloc(&arena, SIZE + 1);
    for (int i = 0; i + 1 < SIZE; i += 2) memcpy(text + i, "\xC3\xA9", 2);
    SDL_SetClipboardText(text);
    SDL_Event paste = key_event('v', KMOD_LCTRL);
    UiInput none = {0}, in = after(&none, &paste, 1);
    CHECK(strlen(in.pasted) == UI_LINE_MOST && str_valid(in.pasted, UI_LINE_MOST, NULL));
    memcpy(text + UI_LINE_MOST - 1, " b", 3); // there is room for one of two more
    for (int i = 0; i < UI_LINE_MOST - 1; i++) text[i] = 'a';
    SDL_SetClipboardText(text);
    CHECK(strlen(after(&none, &paste, 1).pasted) == UI_LINE_MOST - 1);
    memset(text, '\n', SIZE);
    SDL_SetClipboardText(text);
    CHECK_TEXT(after(&none, &paste, 1).pasted, "");
    SDL_SetClipboardText("");
    CHECK_TEXT(after(&none, &paste, 1).pasted, "");
    arena_free(&arena);
}

static void what_is_copied_can_be_pasted(void) {
    SDL_Event paste = key_event('v', KMOD_LCTRL);
    UiInput none = {0};
    window_copy("−½ tokens");
    CHECK_TEXT(after(&none, &paste, 1).pasted, "−½ tokens");
}

static void leaving_the_window_ends_hovering_but_not_a_drag(void) {
    SDL_Event leave = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE}};
    SDL_Event lost = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}};
    UiInput before = {.mouse = {5, 6}, .down = UI_MOUSE_LEFT};
    CHECK(after(&before, &leave, 1).mouse.x == 5);
    before.down = 0;
    CHECK(after(&before, &leave, 1).mouse.x < -1000);
    before.down = UI_MOUSE_LEFT;
    UiInput in = after(&before, &lost, 1);
    CHECK(in.focus_lost && in.down == 0);
}

static void wheels_turn_by_fractions_and_natural_scrolling_is_turned_back(void) {
    SDL_Event events[] = {{.wheel = {.type = SDL_MOUSEWHEEL, .preciseY = 0.25F}},
                          {.wheel = {.type = SDL_MOUSEWHEEL,
                                     .preciseY = -1,
                                     .preciseX = 2,
                                     .direction = SDL_MOUSEWHEEL_FLIPPED}}};
    UiInput none = {0}, in = after(&none, events, 2);
    CHECK_NEAR(in.wheel.y, 1.25, 1e-9);
    CHECK_NEAR(in.wheel.x, -2, 1e-9);
    CHECK(input_next(&in).wheel.y == 0);
}

static void a_quick_click_takes_two_frames(Window *window) {
    UiInput in;
    SDL_Event events[] = {motion_event(40, 30),
                          button_event(SDL_MOUSEBUTTONDOWN, 40, 30),
                          button_event(SDL_MOUSEBUTTONUP, 40, 30),
                          button_event(SDL_MOUSEBUTTONDOWN, 41, 30),
                          motion_event(90, 30),
                          button_event(SDL_MOUSEBUTTONUP, 90, 30)};
    for (int i = 0; i < 6; i++) SDL_PushEvent(&events[i]);
    CHECK(window_wait(window, 2000, &in) && !in.dragged);
    CHECK(in.pressed == UI_MOUSE_LEFT && !in.released && in.down == UI_MOUSE_LEFT &&
          in.mouse.x == 20 && in.clicks == 1);
    CHECK(window_wait(window, 2000, &in) && !in.pressed && in.released == UI_MOUSE_LEFT &&
          in.down == 0);
    CHECK(window_wait(window, 2000, &in) && in.pressed == UI_MOUSE_LEFT && in.mouse.x == 20.5);
    CHECK(window_wait(window, 2000, &in) && !in.pressed && in.down == UI_MOUSE_LEFT && in.dragged &&
          in.mouse.x == 45); // what is dragged gets there before it is let go
    CHECK(window_wait(window, 2000, &in) && !in.pressed && in.released == UI_MOUSE_LEFT &&
          in.mouse.x == 45);
    CHECK(!window_wait(window, 0, &in) && !in.released && in.key_count == 0);
}

static void more_keys_than_a_frame_holds_come_in_the_next(Window *window) {
    UiInput in;
    int seen = 0;
    for (int i = 0; i < 100; i++) {
        SDL_Event event = key_event(SDLK_DOWN, 0);
        SDL_PushEvent(&event);
    }
    for (int i = 0; i < 10 && window_wait(window, 0, &in); i++) seen += in.key_count;
    CHECK(seen == 100);
}

static void waiting_ends_in_time_and_closing_is_asked_for(Window *window) {
    UiInput in;
    double begin = window_now_ms();
    CHECK(!window_wait(window, 30, &in));
    CHECK(in.now_ms - begin >= 25 && in.now_ms - begin < 5000);
    SDL_Event quit = {.type = SDL_QUIT};
    SDL_PushEvent(&quit);
    CHECK(window_wait(window, 2000, &in) && in.quit);
}

static const SDL_Surface *shown_pixels(void) {
    return SDL_GetWindowSurface(SDL_GetWindowFromID(1));
}

static void the_size_is_in_logical_pixels(Window *window) {
    UiInput in;
    window_wait(window, 0, &in);
    const SDL_Surface *shown = shown_pixels();
    CHECK(in.scale == 2 && in.width > 0 && in.width <= 512 && in.height > 0 && in.height <= 400);
    CHECK_NEAR(in.width, shown->w / 2.0, 0);
    CHECK_NEAR(in.height, shown->h / 2.0, 0);
}

static void what_is_presented_is_what_was_played(Window *window) {
    Arena arena = {0};
    DrawList list = {.arena = &arena};
    draw_fill(&list, (Rect){0, 0, 5000, 5000}, (Color){1, 2, 3, 255});
    window_present(window, &list);
    const SDL_Surface *shown = shown_pixels();
    Uint8 r = 0, g = 0, b = 0;
    SDL_GetRGB(*(const Uint32 *)shown->pixels, shown->format, &r, &g, &b);
    CHECK(r == 1 && g == 2 && b == 3);
    arena_free(&arena);
}

static bool fills_the_screen(void) {
    return (SDL_GetWindowFlags(SDL_GetWindowFromID(1)) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
}

static void f11_fills_the_screen_and_frees_it_again(Window *window) {
    UiInput in;
    SDL_Event press = key_event(SDLK_F11, 0), held = press;
    held.key.repeat = 1;
    CHECK(!fills_the_screen());
    SDL_PushEvent(&press);
    SDL_PushEvent(&held);
    CHECK(window_wait(window, 2000, &in) && fills_the_screen() && in.key_count == 0);
    SDL_PushEvent(&press);
    CHECK(window_wait(window, 2000, &in) && !fills_the_screen());
}

static void without_a_display_there_is_one_line(Fonts *fonts) {
    Window *window = NULL;
    Err err = {0};
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "x11", SDL_HINT_OVERRIDE);
    SDL_setenv("DISPLAY", ":4711", 1);
    CHECK(!window_open((WindowOptions){.title = "none", .w = 900, .h = 600, .fonts = fonts},
                       &window, &err));
    CHECK(!window && strstr(err.text, "DISPLAY") && !strchr(err.text, '\n'));
}

int main(void) {
    Fonts *fonts = NULL;
    Window *window = NULL;
    Err err = {0};
    keys_and_characters_share_one_list_in_order();
    a_shortcut_is_the_key_and_types_nothing();
    leaving_the_window_ends_hovering_but_not_a_drag();
    wheels_turn_by_fractions_and_natural_scrolling_is_turned_back();
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
    CHECK(fonts_load("assets/fonts", &fonts, &err));
    CHECK(window_open(
        (WindowOptions){.title = "test", .w = 500, .h = 400, .scale = 2, .fonts = fonts}, &window,
        &err));
    if (window) {
        UiInput in;
        while (window_wait(window, 0, &in)) continue; // what opening it brought
        a_paste_brings_the_clipboard_as_one_line();
        ten_megabytes_are_cut_to_a_line();
        what_is_copied_can_be_pasted();
        a_quick_click_takes_two_frames(window);
        more_keys_than_a_frame_holds_come_in_the_next(window);
        waiting_ends_in_time_and_closing_is_asked_for(window);
        the_size_is_in_logical_pixels(window);
        what_is_presented_is_what_was_played(window);
        f11_fills_the_screen_and_frees_it_again(window);
    }
    window_close(window);
    without_a_display_there_is_one_line(fonts);
    fonts_free(fonts);
    return test_end();
}
