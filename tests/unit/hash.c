// Keys of caches: near seeds and near texts must not share one.
#include "sdl/hash.h"

#include "support/test.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

// Fonts are small numbers and labels are short: a 4 in one font is not a 0 in another.
static void short_texts_under_small_seeds_have_keys_of_their_own(void) {
    enum { SEEDS = 8, LETTERS = 96, COUNT = SEEDS * LETTERS * 3 };

    static uint64_t keys[COUNT];
    int count = 0, same = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        for (char letter = ' '; letter < 127; letter++) {
            char text[8] = {letter, letter, '5', letter, letter, letter, letter, letter};
            for (size_t n = 1; n <= 8; n += n == 1 ? 1 : 6) {
                keys[count++] = hash_bytes(seed, text, n);
            }
        }
    }
    qsort(keys, (size_t)count, sizeof *keys, by_value);
    for (int i = 1; i < count; i++) same += keys[i] == keys[i - 1];
    CHECK(same == 0);
}

static void order_and_length_count(void) {
    CHECK(hash_bytes(1, "abcdefgh12345678", 16) != hash_bytes(1, "12345678abcdefgh", 16));
    CHECK(hash_bytes(1, "a\0", 1) != hash_bytes(1, "a\0", 2));
    CHECK(hash_bytes(1, "a", 1) == hash_bytes(1, "a", 1));
}

int main(void) {
    short_texts_under_small_seeds_have_keys_of_their_own();
    order_and_length_count();
    return test_end();
}
