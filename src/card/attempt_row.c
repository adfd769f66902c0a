// The words of a row.
#include "card/attempt_row.h"

#include <assert.h>

const char *attempt_row_verdict(const AttemptRow *row) {
    if (!row->done) return "open";
    // In a test the key follows the only try.
    bool revealed = row->revealed && !(row->test && row->tries);
    return revealed ? "revealed" : row->right ? "right" : "wrong";
}

const char *attempt_row_confidence(const AttemptRow *row) {
    static const char *const WORDS[] = {[CONFIDENCE_NONE] = "",
                                        [CONFIDENCE_GUESS] = "guess",
                                        [CONFIDENCE_THINK] = "think",
                                        [CONFIDENCE_SURE] = "sure"};
    return WORDS[row->confidence];
}

const char *attempt_row_rating(const AttemptRow *row) {
    static const char *const WORDS[] = {"", "again", "hard", "good", "easy"};
    assert(row->rating >= 0 && row->rating <= 4);
    return WORDS[row->rating];
}
