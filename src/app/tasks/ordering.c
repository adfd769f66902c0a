// Items to be put in order: dragged with the mouse, or moved with the keys of the one that has the focus.
#include "app/task_view.h"

#include <math.h>

enum { GAP = 8 };

// The items as they are laid out.
typedef struct Rows {
    int order[CARD_OPTION_MAX], count;
    Rect at[CARD_OPTION_MAX];
} Rows;

static UiId item_id(const Question *q, int item) {
    return ui_id(ui_id(0, "item"), q->task->options[item].id);
}

static Rect text_rect(const Ui *ui, Rect row) {
    double left = 49 * ui->k, right = 44 * ui->k, pad = 12 * ui->k;
    return (Rect){row.x + left, row.y + pad, row.w - left - right, 0};
}

static Rows rows_of(Question *q) {
    Ui *ui = q->view->ui;
    Rows rows = {0};
    double y = q->y;
    rows.count = quiz_order(q->view->app, rows.order);
    if (q->attempt->done && q->task->sequence) {
        for (int p = 0; p < rows.count; p++) rows.order[p] = q->task->sequence[p];
    }
    for (int p = 0; p < rows.count; p++) {
        Rect row = {q->column.x, y, q->column.w, 0};
        const Doc *words = task_doc(q, &q->task->options[rows.order[p]].text);
        FlowStyle style = task_style(TYPE_INTERFACE, COLOR_TEXT);
        double h = ui_flow(ui, 0, words, text_rect(ui, row), style, false).height;
        row.h = fmax(44 * ui->k, h + 24 * ui->k);
        rows.at[p] = row;
        y += row.h + GAP;
    }
    return rows;
}

// Where the learner's last try had the item, from 0; −1 if there is none.
static int tried_place(const Question *q, int item) {
    if (q->attempt->tries == 0) return -1;
    int tried[CARD_OPTION_MAX];
    int count = answer_options(q->task, attempt_answer(q->attempt, q->attempt->tries - 1), tried);
    for (int p = 0; p < count; p++) {
        if (tried[p] == item) return p;
    }
    return -1;
}

static void move(Question *q, int from, int to, UiId id) {
    wish(q->view->wishes, (Action){.kind = ACT_MOVE, .a = from, .b = to});
    ui_focus(q->view->ui, id);
}

// Where an item goes that is held by the mouse: beyond all whose middle the mouse has passed, but only as far as it comes to lie
// under the mouse. A fast hand passes several in a frame.
static int dragged_to(const Ui *ui, const Rows *rows, int place) {
    double y = ui->in.mouse.y, h = rows->at[place].h;
    int to = place;
    for (; to + 1 < rows->count; to++) {
        Rect next = rows->at[to + 1];
        if (y <= fmax(next.y + next.h - h, next.y + next.h / 2)) break;
    }
    if (to > place) return to;
    for (; to > 0; to--) {
        Rect prev = rows->at[to - 1];
        if (y >= fmin(prev.y + h, prev.y + prev.h / 2)) break;
    }
    return to;
}

static void item_input(Question *q, const Rows *rows, int place) {
    Ui *ui = q->view->ui;
    UiId id = item_id(q, rows->order[place]);
    int to = place, look = place;
    if (ui_held(ui, id)) to = dragged_to(ui, rows, place);
    if (ui->focus == id && ui->top == 0) {
        bool up = ui_take_key(ui, UI_KEY_UP, UI_ALT) || ui_take_char(ui, '[');
        bool down = ui_take_key(ui, UI_KEY_DOWN, UI_ALT) || ui_take_char(ui, ']');
        to += down - up;
        look += ui_take_key(ui, UI_KEY_DOWN, 0) - ui_take_key(ui, UI_KEY_UP, 0);
    }
    to = (int)fmin(fmax(to, 0), rows->count - 1);
    look = (int)fmin(fmax(look, 0), rows->count - 1);
    if (to != place) {
        move(q, place, to, id);
    } else if (look != place) {
        ui_focus(ui, item_id(q, rows->order[look]));
    }
}

// Three lines to be taken hold of; once the question is done, where the learner had put the item.
static void item_end(const Question *q, Rect row, int item, int place) {
    Ui *ui = q->view->ui;
    double x = row.x + row.w - 26 * ui->k, y = row.y + row.h / 2, step = 4.5 * ui->k;
    if (!q->attempt->done) {
        for (int line = -1; line <= 1; line++) {
            draw_fill(ui->draw, (Rect){x, round(y + line * step), 12 * ui->k, 1.5},
                      ui_color(ui, COLOR_CONTROL));
        }
        return;
    }
    int tried = tried_place(q, item);
    if (tried < 0 || tried == place) return;
    const char *was = arena_format(ui->arena, "%d", tried + 1);
    double w = ui_chip_width(ui, was);
    ui_chip(ui, row.x + row.w - 12 * ui->k - w, y, was);
}

static void item_draw(Question *q, const Rows *rows, int place) {
    Ui *ui = q->view->ui;
    int item = rows->order[place];
    bool done = q->attempt->done, held = ui_held(ui, item_id(q, item)),
         hit = done && tried_place(q, item) == place;
    UiId id = item_id(q, item);
    Rect row = rows->at[place];
    ColorId face = held                      ? COLOR_TINT
                   : hit                     ? COLOR_RIGHT_TINT
                   : !done && ui_hot(ui, id) ? COLOR_SUNKEN
                                             : COLOR_SURFACE;
    ColorId edge = held ? COLOR_ACCENT : hit ? COLOR_RIGHT : done ? COLOR_BORDER : COLOR_CONTROL;
    const Doc *words = task_doc(q, &q->task->options[item].text);
    draw_round(ui->draw, row, 8, ui_color(ui, face));
    draw_ring(ui->draw, row, 8, held || hit ? 1.5 : 1, ui_color(ui, edge));
    if (!done) ui_ring(ui, id, row, 8);
    const char *number = arena_format(ui->arena, "%d", place + 1);
    ui_line_center(ui, (Rect){row.x, row.y, 49 * ui->k, row.h}, TYPE_MONO,
                   hit ? COLOR_RIGHT : COLOR_ACCENT, number);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_ENTRY,
                         .state = (done ? (unsigned)UI_DISABLED : (unsigned)UI_FOCUSABLE) |
                                  (hit ? (unsigned)UI_RIGHT : 0u),
                         .name = flow_plain(ui->arena, words),
                         .value = str_fill(ui->arena, STR_PLACE_OF, number,
                                           format_whole(ui->arena, rows->count)),
                         .r = row});
    FlowStyle style = task_style(TYPE_INTERFACE, COLOR_TEXT);
    ui_flow(ui, id, words, text_rect(ui, row), style, true);
    item_end(q, row, item, place);
}

static bool has_focus(const Question *q, const Rows *rows) {
    for (int place = 0; place < rows->count; place++) {
        if (q->view->ui->focus == item_id(q, rows->order[place])) return true;
    }
    return false;
}

// The keys that order are for the items alone, never for the length of a figure: without an item in focus they lead to the first.
static void take_order_keys(Question *q, const Rows *rows) {
    Ui *ui = q->view->ui;
    if (ui->top > 0) return;
    bool pressed = false;
    while (ui_take_char(ui, '[') || ui_take_char(ui, ']')) pressed = true;
    if (pressed && !q->attempt->done && rows->count > 0 && !has_focus(q, rows)) {
        ui_focus(ui, item_id(q, rows->order[0]));
        ui_show_focus(ui);
    }
}

static void draw(Question *q) {
    task_caption(q, "how to order", str_of(q->attempt->done ? STR_ORDER_WAS : STR_HOW_TO_ORDER));
    Rows rows = rows_of(q);
    if (!q->attempt->done && rows.count > 0 && q->view->app->overlay == OVERLAY_NONE) {
        UiId list =
            ui_id_at(ui_id(ui_id(0, "order"), q->task->id), (int)(q->attempt->id % 1000000));
        ui_offer_first(q->view->ui, list, item_id(q, rows.order[0]));
    }
    // Focus and order change with the first key that fits: one item a frame.
    for (int place = 0; place < rows.count; place++) item_draw(q, &rows, place);
    for (int place = 0; place < rows.count && !q->attempt->done; place++) {
        UiId before = q->view->ui->focus;
        item_input(q, &rows, place);
        if (q->view->ui->focus != before) break;
    }
    take_order_keys(q, &rows);
    if (rows.count > 0) q->y = rows.at[rows.count - 1].y + rows.at[rows.count - 1].h + 10;
}

// The share is (longest part in order − 1) / (n − 1).
static const char *part(Arena *arena, const Task *task, const char *answer, double share) {
    (void)answer;
    int most = (int)lround(share * (task->option_count - 1)) + 1;
    if (most == 1) return str_of(STR_ORDER_NONE);
    return str_fill(arena, STR_ORDER_PART, format_whole(arena, most),
                    format_whole(arena, task->option_count));
}

const TaskView task_view_ordering = {
    .draw = draw, .key = {"[  ]", STR_KEY_ORDER}, .key_shown = true, .part = part};
