// The Read screen: the card's prose, the figure of the section in view beside it, and what the card is about.
#include "app/figure.h"
#include "app/predict_view.h"
#include "app/read_place.h"
#include "app/view.h"
#include "base/str.h"

#include <math.h>

enum { PROSE = 640 };

typedef struct Reader {
    View *view;
    const Shelf *shelf;
    Rect column; // of the prose
    bool narrow; // one column: each figure under its section
    double y;
    double goal; // y to scroll to
    Landmarks marks;
} Reader;

static int cite_number(const void *self, const char *key) {
    const Card *card = self;
    for (int i = 0; i < card->reference_count; i++) {
        if (str_same(card->references[i].key, key)) return i + 1;
    }
    return 0;
}

static FlowStyle prose(const Card *card, const char *mark) {
    return (FlowStyle){TYPE_PROSE, COLOR_TEXT, mark, cite_number, card};
}

// Follows a link: to a section, to the list of references, or says where an address leads.
static void follow(View *view, const Run *run) {
    if (!run) return;
    Arena *arena = view->ui->arena;
    if (run->kind == RUN_WIKI) {
        wish(view->wishes, (Action){.kind = ACT_LINK,
                                    .text = arena_format(arena, "%s#%s", run->card, run->section)});
    } else if (run->kind == RUN_CITE) {
        const Reference *reference = card_reference_find(&view->app->shelf->card, run->text);
        const char *text =
            reference ? arena_format(arena, "%s  %s", reference->text, reference->url) : run->text;
        wish(view->wishes, (Action){.kind = ACT_MESSAGE, .text = text});
    } else {
        wish(view->wishes, (Action){.kind = ACT_MESSAGE, .text = run->card});
    }
}

static void heading(Reader *reader, TypeId type, const char *text, UiId id) {
    Ui *ui = reader->view->ui;
    Rect r = {reader->column.x, reader->y, reader->column.w, 0};
    reader->y += ui_wrapped(ui, id, r, (UiInk){type, COLOR_TEXT}, text, true);
    ui_role(ui, UI_HEADING);
}

static void read_title(Reader *reader) {
    Ui *ui = reader->view->ui;
    const Card *card = &reader->shelf->card;
    const char *link = *card->topic && *card->difficulty ? " · " : "";
    const char *over = arena_format(ui->arena, "%s%s%s", format_words(ui->arena, card->topic), link,
                                    card->difficulty);
    Rect r = {reader->column.x, reader->y, reader->column.w, ui_leading(ui, TYPE_OVERLINE)};
    if (*over) {
        ui_label(ui, ui_id(0, "overline"), UI_TEXT, r, (UiInk){TYPE_OVERLINE, COLOR_ACCENT}, over);
        reader->y += r.h + 6;
    }
    heading(reader, TYPE_H1, card->title, ui_id(0, "title"));
    reader->y += 8 * ui->k;
}

static void section_figure(Reader *reader, int index) {
    const Section *section = &reader->shelf->card.sections[index];
    if (!reader->narrow || section->lesson < 0) return;
    View *view = reader->view;
    reader->y += 16 * view->ui->k;
    Rect r = {reader->column.x, reader->y, reader->column.w, 0};
    reader->y += figure_lesson_card(view, r, section->lesson);
}

// What is to be predicted of the section's figure: in the column, where it scrolls with the text and takes no room from the
// figure beside it. Once, with the first section that has this figure.
static void section_prediction(Reader *reader, int index) {
    const Card *card = &reader->shelf->card;
    int lesson = card->sections[index].lesson;
    for (int i = 0; i < index; i++) {
        if (card->sections[i].lesson == lesson) return;
    }
    if (lesson < 0 || !app_predict(reader->shelf, lesson)) return;
    View *view = reader->view;
    reader->y += 16 * view->ui->k;
    Rect r = {reader->column.x, reader->y, reader->column.w, 0};
    follow(view, predict_panel(view, &r, lesson));
    reader->y += r.h;
}

static void read_section(Reader *reader, int index) {
    Ui *ui = reader->view->ui;
    const App *app = reader->view->app;
    const Card *card = &reader->shelf->card;
    const Section *section = &card->sections[index];
    UiId id = ui_id(ui_id(0, "section"), section->id);
    bool goal = app->go_section == index;
    reader->y += 24 * ui->k;
    if (goal) reader->goal = index == 0 ? 0 : reader->y - 20;
    int first = ui->items.count;
    if (*section->title) heading(reader, TYPE_H2, section->title, ui_id(id, "title"));
    reader->y += 8 * ui->k;
    const char *mark = reader->shelf->section == index || goal ? app->mark : "";
    Rect r = {reader->column.x, reader->y, reader->column.w, 0};
    FlowResult flow = ui_flow(ui, id, &section->text, r, prose(card, mark), true);
    if (goal && flow.mark_y >= 0) reader->goal = fmin(reader->goal + 400, flow.mark_y - 160);
    follow(reader->view, flow.followed);
    reader->y += flow.height;
    landmarks_add_items(reader->view, &reader->marks, index, first);
    section_figure(reader, index);
    first = ui->items.count;
    section_prediction(reader, index);
    landmarks_add_items(reader->view, &reader->marks, index, first);
}

static void fact(Reader *reader, StrId name, const char *value) {
    Ui *ui = reader->view->ui;
    if (!*value) return;
    double line = ui_leading(ui, TYPE_INTERFACE) + 4, left = 130 * ui->k;
    Rect r = {reader->column.x, reader->y, reader->column.w, line};
    ui_line(ui, (Rect){r.x, r.y, left - 8, line}, TYPE_INTERFACE, COLOR_MUTED, str_of(name));
    ui_line(ui, (Rect){r.x + left, r.y, r.w - left, line}, TYPE_INTERFACE, COLOR_TEXT, value);
    ui_item(ui, (UiItem){.id = ui_id(ui_id(0, "fact"), str_of(name)),
                         .role = UI_TEXT,
                         .name = str_of(name),
                         .value = value,
                         .r = r});
    reader->y += line;
}

static void later_tasks(Reader *reader) {
    Ui *ui = reader->view->ui;
    const Card *card = &reader->shelf->card;
    int count = 0;
    const char *types = "";
    for (int i = 0; i < card->task_count; i++) {
        const Task *task = &card->tasks[i];
        if (task->type != TASK_UNKNOWN || task->retired) continue;
        types = arena_format(ui->arena, "%s%s%s", types, count++ ? ", " : "", task->type_name);
    }
    if (count == 0) return;
    const char *text =
        str_fill(ui->arena, STR_LATER_TASKS, format_plural(ui->arena, count, "question"), types);
    Rect r = {reader->column.x, reader->y + 6, reader->column.w, 0};
    reader->y += 6 + ui_wrapped(ui, ui_id(0, "later tasks"), r,
                                (UiInk){TYPE_CAPTION, COLOR_SECONDARY}, text, true);
}

static void read_facts(Reader *reader) {
    View *view = reader->view;
    Ui *ui = view->ui;
    const Card *card = &reader->shelf->card;
    heading(reader, TYPE_H3, str_of(STR_FACTS), ui_id(0, "facts"));
    reader->y += 6 * ui->k;
    fact(reader, STR_TOPIC, format_words(view->ui->arena, card->topic));
    fact(reader, STR_DIFFICULTY, format_words(view->ui->arena, card->difficulty));
    fact(reader, STR_AUTHOR, card->author);
    fact(reader, STR_CREATED, arena_format(ui->arena, "%.10s", card->created));
    fact(reader, STR_VERSION, card->version);
    fact(reader, STR_LICENSE, card->license);
    const char *known = arena_format(ui->arena, "%d", reader->shelf->history.known);
    fact(reader, STR_COMPLETED,
         str_fill(ui->arena, STR_COMPLETED_VALUE, known,
                  arena_format(ui->arena, "%d", card_asked_count(card))));
    later_tasks(reader);
}

static void read_related(Reader *reader) {
    View *view = reader->view;
    Ui *ui = view->ui;
    const Card *card = &reader->shelf->card;
    if (card->related_count == 0) return;
    reader->y += 24 * ui->k;
    heading(reader, TYPE_H3, str_of(STR_RELATED), ui_id(0, "related"));
    reader->y += 8 * ui->k;
    for (int i = 0; i < card->related_count; i++) {
        const Related *related = &card->related[i];
        const Shelf *shelf = app_shelf_find(view->app, related->card);
        const char *title = shelf ? shelf->card.title : related->card;
        UiId id = ui_id(ui_id(0, "related"), related->card);
        Rect r = {reader->column.x, reader->y, reader->column.w,
                  ui_leading(ui, TYPE_INTERFACE_MEDIUM) + ui_leading(ui, TYPE_CAPTION) +
                      18 * ui->k};
        draw_round(ui->draw, r, 8, ui_color(ui, ui_hot(ui, id) ? COLOR_SUNKEN : COLOR_SURFACE));
        draw_ring(ui->draw, r, 8, 1, ui_color(ui, COLOR_BORDER));
        ui_ring(ui, id, r, 8);
        Rect inner = rect_pad(r, 14 * ui->k, 9 * ui->k);
        ui_line(ui, rect_cut_top(&inner, ui_leading(ui, TYPE_INTERFACE_MEDIUM)),
                TYPE_INTERFACE_MEDIUM, COLOR_ACCENT, title);
        ui_line(ui, inner, TYPE_CAPTION, COLOR_SECONDARY,
                arena_format(ui->arena, "%s: %s", format_words(ui->arena, related->kind),
                             related->why));
        ui_item(ui, (UiItem){.id = id,
                             .role = UI_LINK,
                             .state = UI_FOCUSABLE,
                             .name = title,
                             .value = related->why,
                             .r = r});
        if (ui_clicked(ui, id)) {
            wish(view->wishes, (Action){.kind = ACT_CARD, .text = related->card});
        }
        reader->y += r.h + 8;
    }
}

// Below the reference: a link, if it can be opened. Returns the height it took.
static double reference_address(View *view, const Reference *reference, Rect r) {
    Ui *ui = view->ui;
    if (!*reference->url) return 0;
    bool opens = app_opens(reference->url);
    UiId id = ui_id(ui_id(0, "address"), reference->key);
    UiInk ink = {TYPE_LABEL_PLAIN, opens ? COLOR_ACCENT : COLOR_SECONDARY};
    r.w = fmin(r.w, ui_text_width(ui, ink.type, reference->url) + 2);
    r.h = ui_wrapped(ui, id, r, ink, reference->url, true);
    if (!opens) return r.h;
    ui_role(ui, UI_LINK);
    ui_ring(ui, id, rect_inset(r, 3), 4);
    if (ui_hot(ui, id)) {
        draw_fill(ui->draw, (Rect){r.x, r.y + r.h - 2, r.w, 2}, ui_color(ui, COLOR_ACCENT));
    }
    if (ui_clicked(ui, id)) wish(view->wishes, (Action){.kind = ACT_OPEN, .text = reference->url});
    return r.h;
}

static void read_references(Reader *reader) {
    Ui *ui = reader->view->ui;
    const Card *card = &reader->shelf->card;
    if (card->reference_count == 0) return;
    reader->y += 24 * ui->k;
    heading(reader, TYPE_H3, str_of(STR_REFERENCES), ui_id(0, "references"));
    reader->y += 6 * ui->k;
    for (int i = 0; i < card->reference_count; i++) {
        const Reference *reference = &card->references[i];
        double left = 34 * ui->k;
        ui_line(ui, (Rect){reader->column.x, reader->y, left, ui_leading(ui, TYPE_LABEL_PLAIN)},
                TYPE_LABEL_PLAIN, COLOR_MUTED, arena_format(ui->arena, "[%d]", i + 1));
        Rect r = {reader->column.x + left, reader->y, reader->column.w - left, 0};
        reader->y += ui_wrapped(ui, ui_id(ui_id(0, "reference"), reference->key), r,
                                (UiInk){TYPE_LABEL_PLAIN, COLOR_SECONDARY}, reference->text, true);
        r.y = reader->y;
        reader->y += reference_address(reader->view, reference, r) + 4;
    }
}

static void read_start(Reader *reader) {
    View *view = reader->view;
    Ui *ui = view->ui;
    if (card_asked_count(&reader->shelf->card) == 0) return;
    reader->y += 28 * ui->k;
    const char *label = str_of(STR_START_QUIZ);
    Rect r = {reader->column.x, reader->y, ui_button_width(ui, label, "3"), 44 * ui->k};
    if (ui_button(ui, ui_id(0, "start quiz"), r, BUTTON_PRIMARY, label, "")) {
        wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = "quiz"});
    }
    reader->y += r.h + 28 * ui->k;
}

// The section whose heading was passed last. Over the last screenful the line to pass moves down, so that the last
// section, too, comes into view.
static int section_at(const Reader *reader, const double *tops, Rect area, double scroll,
                      double most) {
    double end = most > 0 ? fmin(fmax(1 - (most - scroll) / area.h, 0), 1) : 0;
    double line = area.y + area.h * (0.22 + 0.7 * end);
    int section = 0;
    for (int i = 0; i < reader->shelf->card.section_count; i++) {
        if (tops[i] <= line) section = i;
    }
    return section;
}

static void side_figure(View *view, Rect r) {
    const Shelf *shelf = view->app->shelf;
    const Section *section = &shelf->card.sections[shelf->section];
    int lesson = section->lesson;
    for (int i = shelf->section; lesson < 0 && i-- > 0;) lesson = shelf->card.sections[i].lesson;
    if (lesson >= 0) figure_lesson_card(view, r, lesson);
}

void screen_read(View *view, Rect area) {
    Ui *ui = view->ui;
    Split split = page_split(view, area, PROSE);
    Page page = page_begin(view, split.page);
    Reader reader = {.view = view,
                     .shelf = view->app->shelf,
                     .column = split.text,
                     .narrow = rect_empty(split.figure),
                     .y = page.top + 32,
                     .goal = page.top};
    double *tops = arena_array(ui->arena, (size_t)reader.shelf->card.section_count, sizeof *tops);
    landmarks_add(view, &reader.marks, 0, page.top, 0);
    read_title(&reader);
    for (int i = 0; i < reader.shelf->card.section_count; i++) {
        tops[i] = reader.y;
        read_section(&reader, i);
    }
    int first = ui->items.count;
    read_start(&reader);
    read_facts(&reader);
    read_related(&reader);
    read_references(&reader);
    landmarks_add_items(view, &reader.marks, reader.shelf->card.section_count - 1, first);
    double height = reader.y + 40 - page.top;
    double scroll = page_end(view, page, height), most = height - page.area.h;
    int section = section_at(&reader, tops, area, page.scroll, height - area.h);
    bool jumped = fabs(page.scroll - reader.shelf->jump_scroll) <
                  1; // a jump decides the section until the reader scrolls
    if (view->app->go_section >= 0) {
        wish(view->wishes, (Action){.kind = ACT_SCROLL,
                                    .a = fmax(0, fmin(reader.goal - page.top, height - area.h))});
    } else if (section != reader.shelf->section && !jumped) {
        wish(view->wishes, (Action){.kind = ACT_SECTION, .a = section});
    }
    if (view->app->go_section < 0) read_place_keep(view, &reader.marks, &page, scroll, most);
    if (!reader.narrow) side_figure(view, split.figure);
}
