// Translating events; one case per kind, and tables for keys.
#include "sdl/input.h"

#include "base/str.h"

#include <string.h>

static const struct {
    SDL_Keycode sym;
    UiKey key;
} named_keys[] = {
    {SDLK_RETURN, UI_KEY_ENTER},  {SDLK_KP_ENTER, UI_KEY_ENTER}, {SDLK_TAB, UI_KEY_TAB},
    {SDLK_ESCAPE, UI_KEY_ESCAPE}, {SDLK_DELETE, UI_KEY_DELETE},  {SDLK_BACKSPACE, UI_KEY_BACKSPACE},
    {SDLK_INSERT, UI_KEY_INSERT}, {SDLK_LEFT, UI_KEY_LEFT},      {SDLK_RIGHT, UI_KEY_RIGHT},
    {SDLK_UP, UI_KEY_UP},         {SDLK_DOWN, UI_KEY_DOWN},      {SDLK_HOME, UI_KEY_HOME},
    {SDLK_END, UI_KEY_END},       {SDLK_PAGEUP, UI_KEY_PAGE_UP}, {SDLK_PAGEDOWN, UI_KEY_PAGE_DOWN},
};

static UiKey named_key(SDL_Keycode sym) {
    for (size_t i = 0; i < SDL_arraysize(named_keys); i++) {
        if (named_keys[i].sym == sym) return named_keys[i].key;
    }
    return UI_KEY_NONE;
}

static unsigned mods_of(int mod) {
    return (mod & KMOD_SHIFT ? UI_SHIFT : 0U) | (mod & KMOD_CTRL ? UI_CTRL : 0U) |
           (mod & KMOD_ALT ? UI_ALT : 0U) | (mod & KMOD_GUI ? UI_SUPER : 0U);
}

static unsigned button_of(Uint8 button) {
    switch (button) {
    case SDL_BUTTON_LEFT: return UI_MOUSE_LEFT;
    case SDL_BUTTON_MIDDLE: return UI_MOUSE_MIDDLE;
    case SDL_BUTTON_RIGHT: return UI_MOUSE_RIGHT;
    default: return 0;
    }
}

// UI_KEY_NONE if it is none of ours, or a character that comes as text.
static UiKeyPress press_of(const SDL_KeyboardEvent *event) {
    UiKeyPress press = {.mods = mods_of(event->keysym.mod)};
    SDL_Keycode sym = event->keysym.sym;
    press.key = named_key(sym);
    // Plain characters come as text; with these modifiers there is no text. AltGr is Ctrl+Alt and does type.
    unsigned silent = press.mods & (UI_CTRL | UI_ALT | UI_SUPER);
    bool typed = !silent || (event->keysym.mod & KMOD_MODE);
    if (press.key == UI_KEY_NONE && !typed && sym >= ' ' && sym < 0x110000 && sym != SDLK_DELETE) {
        press.key = UI_KEY_CHAR;
        press.code = (uint32_t)sym;
    }
    return press;
}

bool input_has_room(const UiInput *in, const SDL_Event *event) {
    unsigned changed = in->pressed | in->released;
    switch (event->type) {
    case SDL_MOUSEBUTTONDOWN: return !(changed & button_of(event->button.button));
    case SDL_MOUSEBUTTONUP: return !in->dragged && !(changed & button_of(event->button.button));
    case SDL_MOUSEMOTION: return !changed;
    case SDL_KEYDOWN: {
        UiKeyPress press = press_of(&event->key);
        // What is pasted may be what was cut just before: that is on the clipboard once the frame has ended.
        return input_pastes(&press) ? in->key_count == 0 : in->key_count < UI_KEYS_MOST;
    }
    case SDL_TEXTINPUT: // 31 bytes at most
        return in->key_count + str_length(event->text.text, strlen(event->text.text)) <=
               UI_KEYS_MOST;
    default: return true;
    }
}

static void add_key(UiInput *in, UiKeyPress press) {
    if (in->key_count < UI_KEYS_MOST) in->keys[in->key_count++] = press;
}

static void add_key_down(UiInput *in, const SDL_KeyboardEvent *event) {
    UiKeyPress press = press_of(event);
    in->mods = press.mods;
    if (press.key == UI_KEY_NONE) return;
    add_key(in, press);
    if (!input_pastes(&press)) return;
    char *text = SDL_GetClipboardText();
    input_set_pasted(in, text);
    SDL_free(text);
}

static void add_text(UiInput *in, const char *text) {
    // With Ctrl or the system key the key itself was the event.
    if (in->mods & (UI_CTRL | UI_SUPER) && !(in->mods & UI_ALT)) return;
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t code = str_next(&text, end);
        if (code < ' ' || code == 0x7F || code == STR_BAD) continue;
        add_key(in, (UiKeyPress){.key = UI_KEY_CHAR, .code = code, .mods = in->mods & UI_SHIFT});
    }
}

static void add_button(UiInput *in, const SDL_MouseButtonEvent *event, double points) {
    unsigned button = button_of(event->button);
    in->mouse = (Vec2){event->x * points, event->y * points};
    if (event->state == SDL_PRESSED) {
        in->pressed |= button;
        in->down |= button;
        in->clicks = event->clicks;
    } else {
        in->released |= button;
        in->down &= ~button;
    }
}

static const Vec2 outside = {-1e5, -1e5};

static void add_window(UiInput *in, const SDL_WindowEvent *event) {
    switch (event->event) {
    case SDL_WINDOWEVENT_CLOSE: in->quit = true; break;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        in->focus_lost = true;
        in->down = in->mods = 0;
        break;
    case SDL_WINDOWEVENT_LEAVE:
        if (!in->down) in->mouse = outside; // a drag goes on outside
        break;
    default: break;
    }
}

void input_add(UiInput *in, const SDL_Event *event, double points) {
    switch (event->type) {
    case SDL_QUIT: in->quit = true; break;
    case SDL_WINDOWEVENT: add_window(in, &event->window); break;
    case SDL_KEYDOWN: add_key_down(in, &event->key); break;
    case SDL_KEYUP: in->mods = mods_of(event->key.keysym.mod); break;
    case SDL_TEXTINPUT: add_text(in, event->text.text); break;
    case SDL_MOUSEMOTION:
        in->mouse = (Vec2){event->motion.x * points, event->motion.y * points};
        in->dragged = in->down != 0;
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: add_button(in, &event->button, points); break;
    case SDL_MOUSEWHEEL: {
        double sign = event->wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1 : 1;
        in->wheel.x += sign * (double)event->wheel.preciseX;
        in->wheel.y += sign * (double)event->wheel.preciseY;
        break;
    }
    default: break;
    }
}

UiInput input_next(const UiInput *before) {
    return (UiInput){.now_ms = before->now_ms,
                     .width = before->width,
                     .height = before->height,
                     .scale = before->scale,
                     .mouse = before->mouse,
                     .down = before->down,
                     .mods = before->mods};
}
