// The space between atoms: TeX's table, and which signs are binary operators at all.
#include "ui/math_tree.h"

#include <stddef.h>

// The TeXbook, ch. 18, p. 170. 1 thin, 2 medium, 3 thick; negative: not in script styles.
// BIN beside what it cannot join does not occur: math_space_settle made it ORD.
static const short table[CLASS_COUNT][CLASS_COUNT] = {
    //               Ord Op Bin Rel Open Close Punct Inner
    [CLASS_ORD] = {0, 1, -2, -3, 0, 0, 0, -1},       [CLASS_OP] = {1, 1, 0, -3, 0, 0, 0, -1},
    [CLASS_BIN] = {-2, -2, 0, 0, -2, 0, 0, -2},      [CLASS_REL] = {-3, -3, 0, 0, -3, 0, 0, -3},
    [CLASS_OPEN] = {0, 0, 0, 0, 0, 0, 0, 0},         [CLASS_CLOSE] = {0, 1, -2, -3, 0, 0, 0, -1},
    [CLASS_PUNCT] = {-1, -1, 0, -1, -1, -1, -1, -1}, [CLASS_INNER] = {-1, 1, -2, -3, -1, 0, -1, -1},
};

double math_space_between(MathClass left, MathClass right, bool script) {
    static const double mu[] = {0, 3, 4, 5};
    if (left == CLASS_NONE || right == CLASS_NONE) return 0;
    int entry = table[left][right];
    if (entry < 0 && script) return 0;
    return mu[entry < 0 ? -entry : entry] / 18;
}

static bool joins_left(MathClass before) {
    return before == CLASS_ORD || before == CLASS_CLOSE || before == CLASS_INNER;
}

static bool ends_operand(MathClass after) {
    return after == CLASS_REL || after == CLASS_CLOSE || after == CLASS_PUNCT;
}

void math_space_settle(MathNode *first) {
    MathNode *before = NULL;
    for (MathNode *node = first; node; node = node->next) {
        if (node->class == CLASS_NONE) continue;
        if (before && before->class == CLASS_BIN && ends_operand(node->class)) {
            before->class = CLASS_ORD;
        }
        bool can_join = before && joins_left(before->class);
        if (node->class == CLASS_BIN && !can_join) node->class = CLASS_ORD;
        before = node;
    }
    if (before && before->class == CLASS_BIN) before->class = CLASS_ORD;
}
