// A cell of a figure for which a predicate holds.
#include "base/str.h"
#include "formats/card_issues.h"
#include "formats/card_sums.h"
#include "formats/card_task_types.h"

#include <stdio.h>

static const Field FIELDS[] = {
    {"check", FIELD_CUSTOM, true, TO(Task, check), .read = card_sum_read},
    WRONGS_FIELD(&CARD_DIAGNOSIS_ITEM),
    {0},
};

// "comparison, logit-stages": the figures with cells.
static const char *cell_views(Reader *r) {
    Arena *arena = &r->issues->arena;
    const char *list = "", *name;
    for (int i = 0; r->how.view_name && (name = r->how.view_name(i)); i++) {
        if (!r->how.view_has_cells(name)) continue;
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", name);
    }
    return list;
}

static void check_cells(Reader *r, const Node *node, const Task *task) {
    const char *view = task->visual.view;
    bool known = r->how.view_exists && r->how.view_exists(view);
    if (!known || !r->how.view_has_cells || r->how.view_has_cells(view)) return;
    Node visual = node_member(node, "visual"), name = node_member(&visual, "view");
    reader_error(r, &name, "%s has no cells to point to; figures with cells are %s", view,
                 cell_views(r));
}

static void finish(Reader *r, const Node *node, void *object) {
    const char *said[EXPR_VARIABLE_MAX];
    Node vars = node_member(node, "vars");
    int names = vars.json ? diagnosis_names(object, said) : 0;
    for (int i = 0; i < names; i++) card_name_check(r, &vars, said[i], object);
    card_visual_check(r, node);
    check_cells(r, node, object);
    card_predicate_check(r, node, object);
    card_wrongs_check(r, node, object);
}

static bool hides_later_keys(const Task *task) {
    const Value *mask = preset_find(&task->visual, "mask");
    if (!mask) return false;
    return mask->kind == VALUE_WORD ? str_same(mask->word, "causal") : mask->number > 0;
}

// Whether the predicate holds for a cell that a causal mask leaves, as far as the work of a search goes.
static bool holds_for_seen(Proof *proof, int64_t size) {
    double until = proof->cache.work + SEARCH_WORK;
    for (int64_t at = 0; at < size * size; at++) {
        int64_t i = at / size, j = at % size;
        if (j > i) continue;
        bool holds = hotspot_holds(proof->task, &proof->form, i, j, &proof->cache);
        if (holds || proof->cache.work >= until) return true;
    }
    return false;
}

static bool find_cell(Proof *proof, bool wanted, bool *gave) {
    int64_t cell[2];
    double before = proof->cache.work;
    bool found = hotspot_find(proof->task, &proof->form, wanted, &proof->cache, cell);
    *gave = !found && proof_gave_up(proof, before);
    return found || *gave;
}

static void check_cells_hold(Proof *proof) {
    const Sum *check = &proof->task->check;
    int64_t size = hotspot_size(proof->task, &proof->form);
    if (size > HOTSPOT_SEARCH) size = HOTSPOT_SEARCH;
    ExprVariable first[EXPR_VARIABLE_MAX];
    int count = diagnosis_values(proof->task, &proof->form, "0,0", first);
    bool gave = false;
    if (proof_is_spent(proof)) return;
    if (!find_cell(proof, true, &gave)) {
        proof_error(proof, "check", "\"%s\" holds for no cell of %lld × %lld; for i = 0, j = 0: %s",
                    proof_text(proof, check), (long long)size, (long long)size,
                    proof_explain(proof, check, first, count));
    } else if (!gave && !proof_is_spent(proof) && !find_cell(proof, false, &gave)) {
        proof_error(proof, "check", "\"%s\" holds for every cell of %lld × %lld",
                    proof_text(proof, check), (long long)size, (long long)size);
    } else if (!gave && !proof_is_spent(proof) && hides_later_keys(proof->task) &&
               !holds_for_seen(proof, size)) {
        proof_warn(proof, "check",
                   "it holds only for cells with j > i, which the causal mask hides");
    }
}

static void prove(Proof *proof) {
    check_cells_hold(proof);
    proof_diagnoses(proof);
}

// A step between cells that meets every diagonal, where there are too many for all.
enum { STRIDE = 7919 };

static int walk(Walk *w) {
    int64_t size = hotspot_size(w->task, w->form), at = 0;
    if (size > HOTSPOT_SEARCH) size = HOTSPOT_SEARCH;
    int64_t all = size * size, count = all < DIAGNOSIS_ANSWERS ? all : DIAGNOSIS_ANSWERS,
            step = all <= DIAGNOSIS_ANSWERS ? 1 : STRIDE;
    for (int64_t n = 0; n < count; n++, at = (at + step) % all) {
        int64_t row = at / size, column = at % size;
        w->said[0].value = (double)row;
        w->said[1].value = (double)column;
        int refuted = walk_try(w, walk_holds(w));
        if (refuted < 0) continue;
        snprintf(w->answer, sizeof w->answer, "i=%.0f,j=%.0f", w->said[0].value, w->said[1].value);
        return refuted;
    }
    return -1;
}

const CardTaskType card_type_hotspot = {
    .shape = TYPE_SHAPE("a hotspot", FIELDS, .finish = finish), .prove = prove, .walk = walk};
