// What the clipboard holds, as a line of text that can be typed.
#include "ui/input.h"

#include "base/str.h"

#include <string.h>

bool input_pastes(const UiKeyPress *press) {
    return (press->key == UI_KEY_CHAR && press->code == 'v' && press->mods == UI_CTRL) ||
           (press->key == UI_KEY_INSERT && press->mods == UI_SHIFT);
}

// Line ends, tabs and the spaces of other lengths.
static bool is_space(uint32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0x205F || code == 0x3000;
}

// Control characters, and those that nobody sees: marks of direction, joiners, the mark at a file's beginning.
static bool is_unseen(uint32_t code) {
    return code < ' ' || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code == STR_BAD;
}

void input_set_pasted(UiInput *in, const char *text) {
    size_t n = 0;
    bool space = false;
    const char *end = text ? text + strlen(text) : NULL;
    for (const char *at = text; at && at < end;) {
        uint32_t code = str_next(&at, end);
        if (is_space(code)) {
            space = n > 0;
        } else if (!is_unseen(code)) {
            char bytes[5];
            size_t more = (size_t)str_put(code, bytes);
            if (n + space + more > UI_LINE_MOST) break;
            if (space) in->pasted[n++] = ' ';
            memcpy(in->pasted + n, bytes, more);
            n += more;
            space = false;
        }
    }
    in->pasted[n] = '\0';
}
