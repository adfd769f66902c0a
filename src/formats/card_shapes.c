// The tables of a course card: one for each object of assets/card.schema.json. Fields are read in the order of the tables,
// so what is referred to (lessons, references, sections) comes before what refers to it.
#include "formats/card_shapes.h"

#include "base/str.h"
#include "formats/card_forms.h"
#include "formats/card_guess.h"
#include "formats/card_predict.h"

#include <string.h>

const char *const DIFFICULTIES[] = {"beginner", "intermediate", "advanced", NULL};
static const char *const RELATIONS[] = {"inspiration", "adaptation", "copy", NULL};
static const char *const RELATED_KINDS[] = {"prerequisite", "see-also", "next", NULL};
static const char *const EDITORIAL_KINDS[] = {"completion", "correction", "note", NULL};

// References inside the card

void check_lesson(Reader *r, const Node *node, const char *id) {
    if (card_lesson_find(r->card, id) < 0) {
        reader_error(r, node, "the card has no lesson \"%s\"%s", id,
                     guess_item(&r->issues->arena, id, r->card->lessons, r->card->lesson_count,
                                sizeof(Lesson)));
    }
}

static void check_view(Reader *r, const Node *node, const char *view) {
    if (!r->how.view_exists || r->how.view_exists(view)) return;
    Guess guess = {.text = view};
    for (int i = 0; r->how.view_name && r->how.view_name(i); i++) {
        guess_try(&guess, r->how.view_name(i));
    }
    reader_warn(r, node, "no figure is called \"%s\", so none is shown here%s", view,
                guess_words(&r->issues->arena, &guess));
}

// Titles are shown as they are.
static void check_title(Reader *r, const Node *node, const char *text) {
    const char *dollar = strchr(text, '$');
    if (dollar && strchr(dollar + 1, '$')) {
        reader_warn(r, node, "a title is plain text, so the dollars of a formula are shown");
    }
}

// The tasks that need the newer version say so themselves.
static void check_app(Reader *r, const Node *node, const char *version) {
    if (form_newer(version, PHASOR_VERSION)) {
        reader_warn(r, node, "the card is made for version %s of the program, and this is %s",
                    version, PHASOR_VERSION);
    }
}

// Small objects

static const Field PERSON_FIELDS[] = {
    {"name", FIELD_TEXT, true, TO(Card, author)},
    {"url", FIELD_TEXT, UNKEPT},
    {0},
};
static const Shape PERSON = {.name = "a person", .fields = PERSON_FIELDS};
static const Field CONTRIBUTOR = {.kind = FIELD_OBJECT, .shape = &PERSON};

static const Field SOURCE_FIELDS[] = {
    {"title", FIELD_TEXT, UNKEPT}, {"relation", FIELD_WORD, UNKEPT, .words = RELATIONS},
    {"file", FIELD_TEXT, UNKEPT},  {"sha256", FIELD_TEXT, UNKEPT, .form = &FORM_HASH},
    {"url", FIELD_TEXT, UNKEPT},   {0},
};
static const Shape SOURCE = {.name = "a source", .fields = SOURCE_FIELDS};

static const Field REFERENCE_FIELDS[] = {
    {"text", FIELD_TEXT, true, TO(Reference, text)},
    {"url", FIELD_TEXT, TO(Reference, url)},
    {"arxiv", FIELD_TEXT, UNKEPT},
    {"doi", FIELD_TEXT, UNKEPT},
    {0},
};

// A reference leads to its url, else to the archive, else to its publisher.
static void finish_reference(Reader *r, const Node *node, void *object) {
    static const char *const HOMES[][2] = {{"arxiv", "https://arxiv.org/abs/"},
                                           {"doi", "https://doi.org/"}};
    Reference *reference = object;
    for (size_t i = 0; i < sizeof HOMES / sizeof *HOMES && !*reference->url; i++) {
        Node number = node_member(node, HOMES[i][0]);
        const char *text = number.json ? node_text(&number) : NULL;
        if (text) reference->url = arena_format(&r->card->arena, "%s%s", HOMES[i][1], text);
    }
}

static const Shape REFERENCE = {
    .name = "a reference", .fields = REFERENCE_FIELDS, .finish = finish_reference};
static const Field REFERENCE_ITEM = {.kind = FIELD_OBJECT, .shape = &REFERENCE};

static const Field RELATED_FIELDS[] = {
    {"card", FIELD_TEXT, true, TO(Related, card), .form = &FORM_SLUG},
    {"why", FIELD_TEXT, TO(Related, why)},
    {"kind", FIELD_WORD, TO(Related, kind), .words = RELATED_KINDS},
    {0},
};
static const Shape RELATED = {.name = "a related card", .fields = RELATED_FIELDS};
static const Field RELATED_ITEM = {.kind = FIELD_OBJECT, .shape = &RELATED};

// The topics as one text, "a, b".
static void read_topic(Reader *r, const Node *node, void *to) {
    typedef struct Topics {
        const char **topics;
        int topic_count;
    } Topics;

    static const Field TOPIC = {.kind = FIELD_TEXT, .form = &FORM_SLUG};
    static const Field FIELD = {.kind = FIELD_LIST,
                                LIST(Topics, topic),
                                .item = &TOPIC,
                                .size = sizeof(char *),
                                .unique = ""};
    Topics list = {0};
    field_read(r, &FIELD, node, &list);
    const char *joined = "";
    for (int i = 0; i < list.topic_count && list.topics[i]; i++) {
        joined = arena_format(&r->card->arena, "%s%s%s", joined, i ? ", " : "", list.topics[i]);
    }
    *(const char **)to = joined;
}

// Lessons and figures

// Of a task: what its figure understands is asked once the task's variables are known.
static void read_preset(Reader *r, const Node *node, void *to) {
    Visual *visual = to;
    preset_values(r, node, &visual->preset, &visual->preset_count);
}

static const Field VISUAL_FIELDS[] = {
    {"view", FIELD_TEXT, true, TO(Visual, view), .form = &FORM_SLUG, .check = check_view},
    {"preset", FIELD_CUSTOM, .read = read_preset},
    {"observe", FIELD_DOC, TO(Visual, observe)},
    {"withhold", FIELD_SWITCH, TO(Visual, withhold)},
    {"lesson", FIELD_TEXT, UNKEPT, .form = &FORM_SLUG, .check = check_lesson},
    {0},
};
const Shape VISUAL_SHAPE = {.name = "a visual", .fields = VISUAL_FIELDS};

static void read_lesson_preset(Reader *r, const Node *node, void *to) {
    preset_read(r, node, &((Lesson *)to)->visual);
}

static const Field LESSON_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Lesson, id), .form = &FORM_SLUG},
    {"view", FIELD_TEXT, true, TO(Lesson, visual.view), .form = &FORM_SLUG, .check = check_view},
    {"title", FIELD_TEXT, TO(Lesson, title), .check = check_title},
    {"preset", FIELD_CUSTOM, .read = read_lesson_preset},
    {"predict", FIELD_OBJECT, TO(Lesson, predict), .shape = &PREDICT_SHAPE},
    {0},
};

static void finish_lesson(Reader *r, const Node *node, void *object) {
    Lesson *lesson = object;
    lesson->visual.observe.source = "";
    card_predict_check(r, node, lesson);
}

static const Shape LESSON = {.name = "a lesson", .fields = LESSON_FIELDS, .finish = finish_lesson};
static const Field LESSON_ITEM = {.kind = FIELD_OBJECT, .shape = &LESSON};

// Sections

static const Field EDITORIAL_FIELDS[] = {
    {"kind", FIELD_WORD, true, UNKEPT, .words = EDITORIAL_KINDS},
    {"span", FIELD_TEXT, UNKEPT},
    {"original", FIELD_TEXT, UNKEPT},
    {"note", FIELD_DOC, true, UNKEPT},
    {"by", FIELD_TEXT, UNKEPT},
    {"at", FIELD_TEXT, UNKEPT, .form = &FORM_WHEN},
    {0},
};
static const Shape EDITORIAL = {.name = "an editorial note", .fields = EDITORIAL_FIELDS};
static const Field EDITORIAL_ITEM = {.kind = FIELD_OBJECT, .shape = &EDITORIAL};

static const Field SECTION_FIELDS[] = {
    {"id", FIELD_TEXT, true, TO(Section, id), .form = &FORM_SLUG},
    {"title", FIELD_TEXT, TO(Section, title), .check = check_title},
    {"markdown", FIELD_DOC, true, TO(Section, text)},
    {"lesson", FIELD_TEXT, UNKEPT, .form = &FORM_SLUG, .check = check_lesson},
    {"editorial", FIELD_LIST, UNKEPT, .item = &EDITORIAL_ITEM},
    {0},
};

static void finish_section(Reader *r, const Node *node, void *object) {
    Section *section = object;
    Node lesson = node_member(node, "lesson");
    const char *id = node_text(&lesson);
    section->lesson = id ? card_lesson_find(r->card, id) : -1;
    Node notes = node_member(node, "editorial"), note = {.parent = &notes};
    while (notes.json && node_next(&note)) {
        Node span = node_member(&note, "span");
        const char *words = node_text(&span);
        if (words && !strstr(section->text.source, words)) {
            reader_error(r, &span, "these words are not in the section");
        }
    }
}

static const Shape SECTION = {
    .name = "a section", .fields = SECTION_FIELDS, .finish = finish_section};
static const Field SECTION_ITEM = {.kind = FIELD_OBJECT, .shape = &SECTION};

// The card itself

static const Field TASK_ITEM = {.kind = FIELD_CUSTOM, .read = task_read};

static const Field CARD_FIELDS[] = {
    {"$schema", FIELD_TEXT, UNKEPT},
    {"format", FIELD_ANY, .required = true}, // looked at before everything else
    {"min_app", FIELD_TEXT, UNKEPT, .form = &FORM_APP, .check = check_app},
    {"id", FIELD_TEXT, true, TO(Card, id), .form = &FORM_SLUG},
    {"title", FIELD_TEXT, true, TO(Card, title), .check = check_title},
    {"lang", FIELD_TEXT, true, UNKEPT, .form = &FORM_LANG},
    {"version", FIELD_TEXT, true, TO(Card, version), .form = &FORM_VERSION},
    {"topic", FIELD_CUSTOM, TO(Card, topic), .read = read_topic},
    {"difficulty", FIELD_WORD, TO(Card, difficulty), .words = DIFFICULTIES},
    {"author", FIELD_OBJECT, .shape = &PERSON},
    {"contributors", FIELD_LIST, UNKEPT, .item = &CONTRIBUTOR},
    {"created", FIELD_TEXT, TO(Card, created), .form = &FORM_WHEN},
    {"modified", FIELD_TEXT, UNKEPT, .form = &FORM_WHEN},
    {"license", FIELD_TEXT, TO(Card, license)},
    {"source", FIELD_OBJECT, UNKEPT, .shape = &SOURCE},
    {"references", FIELD_MAP, LIST(Card, reference), .item = &REFERENCE_ITEM,
     .size = sizeof(Reference), .form = &FORM_KEY},
    {"lessons", FIELD_LIST, LIST(Card, lesson), .item = &LESSON_ITEM, .size = sizeof(Lesson),
     .unique = "id"},
    {"sections", FIELD_LIST, true, LIST(Card, section), .least = 1, .item = &SECTION_ITEM,
     .size = sizeof(Section), .unique = "id"},
    {"tasks", FIELD_LIST, true, LIST(Card, task), .most = CARD_TASK_MAX, .item = &TASK_ITEM,
     .size = sizeof(Task), .unique = "id"},
    {"related", FIELD_LIST, .to = offsetof(Card, related), .count = offsetof(Card, related_count),
     .item = &RELATED_ITEM, .size = sizeof(Related), .unique = "card"},
    {0},
};
const Shape CARD_SHAPE = {.name = "a card", .fields = CARD_FIELDS};
