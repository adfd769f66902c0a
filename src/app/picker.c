// The list from which a panel's scheme is chosen.
#include "app/picker.h"

#include "app/panel_head.h"

#include <math.h>
#include <string.h>

enum { GROUPS = 4, COLUMNS_MOST = 2 };

static const struct {
    PePlace place;
    StrId title;
} GROUP[GROUPS] = {{PE_AT_INPUT, STR_GROUP_INPUT},
                   {PE_AT_QUERY_KEY, STR_GROUP_QUERY_KEY},
                   {PE_AT_LOGIT, STR_GROUP_LOGIT},
                   {PE_AT_NONE, STR_GROUP_NONE}};

typedef struct PickerEntry {
    const PeScheme *scheme;
    UiId id;
    Rect r;
    int column;
} PickerEntry;

typedef struct Picker {
    View *view;
    Rect area; // of the list, scrolled
    int columns;
    bool right[GROUPS]; // the group stands in the second column
    double head, line;  // heights of a group's title and of an entry
    double height;
    PickerEntry *entries; // in the order of reading, down the columns
    int count;
} Picker;

static int group_size(PePlace place) {
    int size = 0;
    for (int s = 0; s < pe_scheme_count(); s++) size += pe_scheme_at(s)->place == place;
    return size;
}

// Puts the groups into two columns so that the longer one is as short as it can be.
static void share_out(Picker *p) {
    double best = (double)INFINITY;
    for (int set = 0; set < 1 << GROUPS; set++) {
        double height[COLUMNS_MOST] = {0};
        for (int g = 0; g < GROUPS; g++) {
            int size = group_size(GROUP[g].place);
            if (size > 0) height[set >> g & 1] += p->head + size * p->line;
        }
        double higher = fmax(height[0], height[1]);
        if (p->columns == 1 && set > 0) return;
        if (higher >= best) continue;
        best = higher;
        for (int g = 0; g < GROUPS; g++) p->right[g] = set >> g & 1;
    }
}

static double place_group(Picker *p, int group, double y) {
    Ui *ui = p->view->ui;
    Rect column = rect_column(p->area, p->right[group], p->columns, 28 * ui->k);
    int size = group_size(GROUP[group].place);
    if (size == 0) return y;
    ui_label(ui, ui_id_at(ui_id(0, "scheme group"), group), UI_TEXT,
             (Rect){column.x + 10, y, column.w, p->head - 4}, (UiInk){TYPE_OVERLINE, COLOR_MUTED},
             str_of(GROUP[group].title));
    y += p->head;
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        if (scheme->place != GROUP[group].place) continue;
        p->entries[p->count++] = (PickerEntry){.scheme = scheme,
                                               .id = ui_id(ui_id(0, "scheme"), scheme->id),
                                               .r = {column.x, y, column.w, p->line - 2},
                                               .column = p->right[group]};
        y += p->line;
    }
    return y + 6;
}

static void place_entries(Picker *p) {
    p->entries = arena_array(p->view->ui->arena, (size_t)pe_scheme_count(), sizeof *p->entries);
    for (int column = 0; column < p->columns; column++) {
        double y = p->area.y;
        for (int g = 0; g < GROUPS; g++) {
            if (p->right[g] == (column > 0)) y = place_group(p, g, y);
        }
        p->height = fmax(p->height, y - p->area.y);
    }
}

static int focus_of(const Picker *p) {
    for (int e = 0; e < p->count; e++) {
        if (p->entries[e].id == p->view->ui->focus) return e;
    }
    return -1;
}

// Some word of the title begins with the letter, small or capital.
static bool begins(const char *title, char letter) {
    for (const char *c = title; *c; c++) {
        bool same = *c == letter || *c - 'A' == letter - 'a';
        if (same && (c == title || strchr(" ,-", c[-1]))) return true;
    }
    return false;
}

static bool takes_letter(Ui *ui, char letter) {
    return ui_take_char(ui, (uint32_t)letter) || ui_take_char(ui, (uint32_t)(letter + 'A' - 'a'));
}

static void go_to_letter(const Picker *p, char letter) {
    int from = focus_of(p);
    for (int step = 1; step <= p->count; step++) {
        const PickerEntry *entry = &p->entries[(from + step + p->count) % p->count];
        if (!begins(entry->scheme->title, letter)) continue;
        ui_focus(p->view->ui, entry->id);
        return;
    }
}

// A letter leads to the next title that has a word with it.
static void take_letters(const Picker *p) {
    for (const char *letter = "abcdefghijklmnopqrstuvwxyz"; *letter; letter++) {
        if (takes_letter(p->view->ui, *letter)) go_to_letter(p, *letter);
    }
}

// Left and right lead to the entry beside.
static void take_sideways(const Picker *p) {
    Ui *ui = p->view->ui;
    int go = ui_take_key(ui, UI_KEY_RIGHT, 0) - ui_take_key(ui, UI_KEY_LEFT, 0), from = focus_of(p);
    if (go == 0 || from < 0) return;
    const PickerEntry *now = &p->entries[from], *best = NULL;
    for (int e = 0; e < p->count; e++) {
        const PickerEntry *entry = &p->entries[e];
        if (entry->column != now->column + go) continue;
        if (!best || fabs(entry->r.y - now->r.y) < fabs(best->r.y - now->r.y)) best = entry;
    }
    if (best) ui_focus(ui, best->id);
}

static bool draw_entry(const Picker *p, const PickerEntry *entry, unsigned state) {
    Ui *ui = p->view->ui;
    Rect r = entry->r, text = rect_pad(r, 10, 2);
    bool on = state & UI_CHECKED;
    if (on || ui_hot(ui, entry->id)) {
        draw_round(ui->draw, r, 8, ui_color(ui, on ? COLOR_TINT : COLOR_SUNKEN));
    }
    if (on) draw_ring(ui->draw, r, 8, 1.5, ui_color(ui, COLOR_ACCENT));
    ui_ring(ui, entry->id, rect_inset(r, 4), 8);
    const char *tag = panel_place_tag(entry->scheme->place);
    Rect top = rect_cut_top(&text, ui_leading(ui, TYPE_INTERFACE_MEDIUM)),
         chip = rect_cut_right(&top, ui_chip_width(ui, tag));
    ui_chip(ui, chip.x, chip.y + chip.h / 2, tag);
    rect_cut_right(&top, 8);
    ui_line(ui, top, TYPE_INTERFACE_MEDIUM, on ? COLOR_ACCENT : COLOR_TEXT, entry->scheme->title);
    rect_cut_right(&text, 4);
    ui_line(ui, rect_cut_top(&text, ui_leading(ui, TYPE_CAPTION)), TYPE_CAPTION, COLOR_SECONDARY,
            entry->scheme->note);
    ui_item(ui, (UiItem){.id = entry->id,
                         .role = UI_RADIO,
                         .state = UI_FOCUSABLE | state,
                         .name = entry->scheme->title,
                         .value = arena_format(ui->arena, "%s. %s", tag, entry->scheme->note),
                         .r = r});
    return ui_clicked(ui, entry->id);
}

static bool is_shown(const FigureState *state, const PeScheme *scheme) {
    for (int panel = 0; panel < state->scheme_count; panel++) {
        if (pe_scheme_at(state->schemes[panel]) == scheme) return true;
    }
    return false;
}

// The focus begins at the scheme in the panel; for a new panel at the first that is not shown yet.
static void draw_entries(const Picker *p) {
    const App *app = p->view->app;
    const FigureState *state = app_figure(app, app->overlay_target);
    bool new = !state || app->overlay_panel >= state->scheme_count, begun = !state;
    for (int e = 0; e < p->count; e++) {
        const PickerEntry *entry = &p->entries[e];
        unsigned flags = 0;
        if (!new &&pe_scheme_at(state->schemes[app->overlay_panel]) == entry->scheme) {
            flags = UI_CHECKED;
        }
        if (new && !begun && !is_shown(state, entry->scheme)) {
            flags = UI_FIRST;
            begun = true;
        }
        if (!draw_entry(p, entry, flags)) continue;
        wish(p->view->wishes, (Action){.kind = ACT_SCHEME,
                                       .target = app->overlay_target,
                                       .a = app->overlay_panel,
                                       .text = entry->scheme->id});
    }
}

void picker_draw(View *view, Rect r) {
    Ui *ui = view->ui;
    Page page = page_begin_kind(view, r, PAGE_LIST);
    Picker p = {.view = view,
                .area = {r.x + 2, page.top + 2, r.w - 18, r.h},
                .columns = r.w > 640 * ui->k ? 2 : 1,
                .head = ui_leading(ui, TYPE_OVERLINE) + 10 * ui->k,
                .line = ui_leading(ui, TYPE_INTERFACE_MEDIUM) + ui_leading(ui, TYPE_CAPTION) + 6};
    share_out(&p);
    place_entries(&p);
    take_letters(&p);
    take_sideways(&p);
    draw_entries(&p);
    page_end(view, page, p.height + 4);
}
