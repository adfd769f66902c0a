// The place in a text across layouts.
#include "app/read_place.h"

#include <math.h>

// The line below the top of the page that is taken to be read: a heading that was jumped to stands above it.
static double line_of(const View *view, const Page *page) {
    return page->area.y + 32 * view->ui->k;
}

void landmarks_add(View *view, Landmarks *marks, int section, double y, double h) {
    int block = 0;
    if (marks->count > 0 && marks->at[marks->count - 1].section == section) {
        block = marks->at[marks->count - 1].block + 1;
    }
    marks->at =
        arena_grow(view->ui->arena, marks->at, marks->count, &marks->capacity, sizeof(Landmark));
    marks->at[marks->count++] = (Landmark){section, block, y, h};
}

void landmarks_add_items(View *view, Landmarks *marks, int section, int first) {
    const UiItems *items = &view->ui->items;
    for (int i = first; i < items->count; i++) {
        const UiItem *item = &items->at[i];
        bool text = item->role == UI_TEXT || item->role == UI_HEADING;
        if (text) landmarks_add(view, marks, section, item->whole.y, item->whole.h);
    }
}

// What stands at a height of the page. Below a landmark, in the gap or beside a figure, pixels count on, at 100 % text size.
static Reading reading_at(const View *view, const Landmarks *marks, double y) {
    int at = 0;
    for (int i = 0; i < marks->count; i++) {
        if (marks->at[i].y <= y) at = i;
    }
    const Landmark *mark = &marks->at[at];
    double below = y - mark->y - mark->h;
    double offset = below >= 0 ? 1 + below / view->ui->k : fmax(0, (y - mark->y) / mark->h);
    return (Reading){.section = mark->section, .block = mark->block, .offset = offset};
}

// The height of the page at which a place stands now; never beyond the next landmark. −1 if the text has no such place.
static double height_of(const View *view, const Landmarks *marks, const Reading *reading) {
    for (int i = 0; i < marks->count; i++) {
        const Landmark *mark = &marks->at[i];
        if (mark->section != reading->section || mark->block != reading->block) continue;
        double y = reading->offset < 1 ? mark->y + reading->offset * mark->h
                                       : mark->y + mark->h + (reading->offset - 1) * view->ui->k;
        return i + 1 < marks->count ? fmin(y, marks->at[i + 1].y) : y;
    }
    return -1;
}

static void keep(View *view, const Reading *reading, double scroll) {
    const Card *card = &view->app->shelf->card;
    wish(view->wishes, (Action){.kind = ACT_READING,
                                .a = scroll,
                                .text = reading_text(view->ui->arena, card, reading)});
}

void read_place_keep(View *view, const Landmarks *marks, const Page *page, double scroll,
                     double most) {
    const Reading *kept = &view->app->shelf->reading;
    double line = line_of(view, page);
    bool still = kept->known && fabs(kept->scroll - page->scroll) < 0.25;
    double y = still ? height_of(view, marks, kept) - page->top : -1;
    if (y >= 0) {
        double now = fmin(fmax(y - (line - page->area.y), 0), fmax(most, 0));
        if (fabs(now - page->scroll) > 0.5) {
            keep(view, kept, now);
            return;
        }
    }
    if (y >= 0 && fabs(scroll - page->scroll) <= 0.25) return;
    Reading reading = reading_at(view, marks, line + scroll - page->scroll);
    keep(view, &reading, scroll);
}
