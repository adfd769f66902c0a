// One frame: the header, the screen, the overlays, the keys; and the loop from wishes to a state at rest.
#include "app/view.h"

#include "app/figure.h"
#include "app/quiz_words.h"

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
    ui_role(ui, UI_STATUS);
}

// The edited file has a mistake: a line below the header for as long as it has.
static void draw_trouble(View *view, Rect *area) {
    Ui *ui = view->ui;
    const Shelf *shelf = view->app->shelf;
    if (!*shelf->trouble) return;
    const char *text = str_fill(ui->arena, STR_CARD_TROUBLE, shelf->trouble, NULL);
    UiInk ink = {TYPE_LABEL_PLAIN, COLOR_TEXT};
    Rect r = {24, 0, area->w - 48, 0};
    double h = ui_wrapped(ui, 0, r, ink, text, false) + 16;
    Rect bar = rect_cut_top(area, h);
    draw_fill(ui->draw, bar, ui_color(ui, COLOR_SUNKEN));
    draw_fill(ui->draw, (Rect){bar.x, bar.y, 4, bar.h}, ui_color(ui, COLOR_WARNING));
    r.y = bar.y + 8;
    ui_wrapped(ui, ui_id(0, "trouble"), r, ink, text, true);
    ui_role(ui, UI_STATUS);
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
    draw_trouble(&view, &area);
    SCREENS[app->screen](&view, area);
    draw_message(&view, area);
    view_overlays(&view, (Rect){0, 0, in->width, in->height});
    view_keys(&view);
    if (in->quit) wish(wishes, (Action){.kind = ACT_QUIT});
    ui_end(ui);
}

// One frame and the wishes of it: true if there were any.
static bool step_once(App *app, Ui *ui, const UiInput *in, Arena *frame, DrawList *draw) {
    arena_reset(frame);
    *draw = (DrawList){.arena = frame};
    Actions wishes = {.arena = frame};
    view_frame(app, ui, in, draw, &wishes);
    for (int i = 0; i < wishes.count; i++) app_apply(app, &wishes.at[i]);
    return wishes.count > 0;
}

// What was pressed and typed counts once; where the mouse is, and what is held, goes on.
static UiInput after_events(UiInput in) {
    in.pressed = in.released = 0;
    in.dragged = false;
    in.clicks = in.key_count = 0;
    in.wheel = (Vec2){0};
    in.quit = false;
    return in;
}

bool view_step(App *app, Ui *ui, const UiInput *in, Arena *frame, DrawList *draw) {
    UiInput now = *in;
    Screen screen = app->screen;
    Overlay overlay = app->overlay;
    double scroll = app->scroll[screen];
    int pass = 0;
    while (pass < PASSES_MOST && step_once(app, ui, &now, frame, draw)) {
        now = after_events(now);
        pass++;
    }
    // What came to lie under a mouse at rest is pointed to as well: that shows in the frame after.
    // An overlay takes the focus then, too.
    bool moved = app->screen != screen || app->scroll[screen] != scroll || app->overlay != overlay;
    if (moved && step_once(app, ui, &now, frame, draw)) step_once(app, ui, &now, frame, draw);
    return pass > 0;
}

bool view_enter(const View *view) {
    return view->app->overlay == OVERLAY_NONE && ui_take_key(view->ui, UI_KEY_ENTER, 0);
}

const char *view_known(View *view, const Shelf *shelf) {
    Arena *arena = view->ui->arena;
    if (shelf->history.test) return quiz_test_words(arena, shelf);
    char *asked = arena_format(arena, "%d", card_asked_count(&shelf->card));
    return str_fill(arena, STR_KNOWN_OF, arena_format(arena, "%d", shelf->history.known), asked);
}
