// Loads a card: the text is checked, parsed by cJSON, read by the tables, and then looked at as a whole.
#include "formats/card_json.h"

#include "base/str.h"
#include "formats/card_issues.h"
#include "formats/card_links.h"
#include "formats/card_names.h"
#include "formats/card_predict.h"
#include "formats/card_proofs.h"
#include "formats/card_shapes.h"

#include <cjson/cJSON.h>

#include <math.h>

_Static_assert((int)CARD_DEPTH_MAX == (int)JSON_DEPTH_MAX, "the scanner's limit is the card's");

static bool check_format(Reader *r, const Node *root) {
    Node format = node_member(root, "format");
    if (!cJSON_IsObject(root->json)) {
        reader_error(r, root, "found %s, expected an object", node_kind(root));
    } else if (!format.json) {
        reader_error(r, root, "the field \"format\" is missing");
    } else if (!cJSON_IsNumber(format.json) || format.json->valuedouble < 1 ||
               floor(format.json->valuedouble) != format.json->valuedouble) {
        reader_error(r, &format, "expected the format as a whole number, %d", CARD_FORMAT);
    } else if (format.json->valuedouble > CARD_FORMAT) {
        reader_error(r, &format,
                     "the card is of format %.0f, and this version of the program reads format %d: "
                     "a newer one is needed",
                     format.json->valuedouble, CARD_FORMAT);
    }
    return r->issues->errors == 0;
}

static void read_card(Reader *r, const cJSON *json) {
    Node root = {.json = json};
    if (!check_format(r, &root)) return;
    Card *card = r->card;
    card->topic = "";
    shape_read(r, &CARD_SHAPE, &root, card);
    card_check_texts(card, r->how, r->issues);
    if (r->issues->errors > 0) return;
    card_check_names(card, r->how.strict, r->issues);
    card_predict_outcomes(card, r->issues);
    card_check_proofs(card, r->how, r->issues);
}

static bool parse(Reader *r) {
    Card *card = r->card;
    JsonPlace place;
    Err err;
    if (!json_check(card->json, &place, &err)) {
        const char *line = arena_format(&r->issues->arena, "%s:%d:%d: %s", card->path, place.line,
                                        place.column, err.text);
        issue_add_line(r->issues, (CardIssue){false, place.line, place.column, line, NULL});
        return false;
    }
    cJSON *json = cJSON_ParseWithLength(card->json.at, card->json.size);
    if (json) {
        read_card(r, json);
    } else {
        issue_add(r->issues, false, "", "cJSON could not read the file");
    }
    cJSON_Delete(json);
    return r->issues->errors == 0;
}

bool card_parse(const char *path, Bytes json, CardParse how, Card *card, CardIssues *issues) {
    *card = (Card){0};
    CardIssues found = {0};
    card->path = arena_copy(&card->arena, path);
    card->json = (Bytes){arena_text(&card->arena, json.at, json.size), json.size};
    Reader reader = {.card = card, .how = how, .issues = &found};
    bool ok = parse(&reader);
    issues_place(&found, card);
    *issues = found;
    if (!ok) card_free(card);
    return ok;
}

bool card_load(const char *path, CardParse how, Card *card, CardIssues *issues) {
    *card = (Card){0};
    *issues = (CardIssues){0};
    Arena scratch = {0};
    Bytes json;
    Err err;
    bool ok = file_read(path, CARD_BYTES_MAX, &scratch, &json, &err);
    if (ok) {
        ok = card_parse(path, json, how, card, issues);
    } else {
        issue_add_line(issues, (CardIssue){.text = arena_copy(&issues->arena, err.text)});
    }
    arena_free(&scratch);
    return ok;
}
