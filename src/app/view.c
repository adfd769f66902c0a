// One frame: the header, the screen, the overlays, the keys; and the loop from wishes to a state at rest.
#include "app/view.h"

#include "app/figure.h"

#include <math.h>
#include <string.h>

enum { PASSES_MOST = 5 };

static void draw_message(View *view, Rect area) {
    Ui *ui = view->ui;
    const char *text = view->app->message;
    if (!*text) return;
    double pad = 16 * ui->k, w = fmin(area.w - 80, 720 * ui->k);
    double h = ui_wrapped(ui, 0, (Rect){0, 0, w - 2 * pad, 0}, (UiInk){TYPE_INTERFACE, COLOR_TEXT},
                          text, false) +
               1.5 * pad;
    Rect r = {area.x + (area.w - w) / 2, area.y + area.h - h - 20, w, h};
    ui_surface(ui, r, 8);
    draw_fill(ui->draw, (Rect){r.x, r.y + 4, 4, r.h - 8}, ui_color(ui, COLOR_WARNING));
    ui_wrapped(ui, ui_id(0, "message"), (Rect){r.x + pad, r.y + pad * 0.75, w - 2 * pad, 0},
               (UiInk){TYPE_INTERFACE, COLOR_TEXT}, text, true);
    ui->items.at[ui->items.count - 1].role = UI_STATUS;
}

void view_frame(const App *app, Ui *ui, const UiInput *in, DrawList *draw, Actions *wishes) {
    static void (*const SCREENS[SCREEN_COUNT])(View *, Rect) = {
#define SCREEN(NAME, name, id, label) [SCREEN_##NAME] = screen_##name,
#include "app/screens.def"
#undef SCREEN
    };
    View view = {app, ui, wishes};
    ui_begin(ui, in, app->theme, app->text_scale, draw);
    Rect area = {0, 0, in->width, in->height};
    draw_fill(draw, area, ui_color(ui, COLOR_BACKGROUND));
    view_header(&view, rect_cut_top(&area, view_header_height(&view)));
    SCREENS[app->screen](&view, area);
    draw_message(&view, area);
    view_overlays(&view, (Rect){0, 0, in->width, in->height});
    view_keys(&view);
    if (in->quit) wish(wishes, (Action){.kind = ACT_QUIT});
    ui_end(ui);
}

bool view_step(App *app, Ui *ui, const UiInput *in, Arena *frame, DrawList *draw) {
    UiInput now = *in;
    bool changed = false;
    for (int pass = 0; pass < PASSES_MOST; pass++) {
        arena_reset(frame);
        *draw = (DrawList){.arena = frame};
        Actions wishes = {.arena = frame};
        view_frame(app, ui, &now, draw, &wishes);
        if (wishes.count == 0) break;
        changed = true;
        for (int i = 0; i < wishes.count; i++) app_apply(app, &wishes.at[i]);
        now.pressed = now.released = 0;
        now.clicks = now.key_count = 0;
        now.wheel = (Vec2){0};
        now.quit = false;
    }
    return changed;
}

const char *view_known(View *view, const Shelf *shelf) {
    Arena *arena = view->ui->arena;
    char *asked = arena_format(arena, "%d", card_asked_count(&shelf->card));
    return str_fill(arena, STR_KNOWN_OF, arena_format(arena, "%d", shelf->history.known), asked);
}
