// The words of a row.
#include "card/attempt_row.h"

#include <assert.h>

const char *attempt_row_verdict(const AttemptRow *row) {
    if (!row->done) return "open";
    // In a test the key follows the only try.
    bool revealed = row->revealed && !(row->test && row->tries);
    return revealed ? "revealed" : row->right ? "right" : "wrong";
}

const char *attempt_row_rating(const AttemptRow *row) {
    static const char *const WORDS[] = {"", [RATING_AGAIN] = "again", [RATING_HARD] = "hard",
                                        [RATING_GOOD] = "good", [RATING_EASY] = "easy"};
    assert(row->rating >= 0 && row->rating <= RATING_EASY);
    return WORDS[row->rating];
}
