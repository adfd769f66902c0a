// Words that are put together from counts and lists.
#include "base/str.h"

#include "support/test.h"

#include <stdio.h>

static const char *list_of(int count, char out[80]) {
    static const char *const WORDS[] = {"read", "compare", "quiz"};
    int n = 0;
    for (int i = 0; i < count; i++) {
        n += snprintf(out + n, 80 - (size_t)n, "%s%s", str_link(i, count, " or "), WORDS[i]);
    }
    return out;
}

static void only_the_last_word_of_a_list_has_the_other_link(void) {
    char out[80];
    CHECK_TEXT(list_of(1, out), "read");
    CHECK_TEXT(list_of(2, out), "read or compare");
    CHECK_TEXT(list_of(3, out), "read, compare or quiz");
}

static void one_alone_has_no_ending(void) {
    CHECK_TEXT(str_plural(1), "");
    CHECK_TEXT(str_plural(0), "s");
    CHECK_TEXT(str_plural(2), "s");
    CHECK_TEXT(str_plural(4294967297), "s");
}

int main(void) {
    only_the_last_word_of_a_list_has_the_other_link();
    one_alone_has_no_ending();
    return test_end();
}
