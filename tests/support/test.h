// The least a test needs: named cases, checks that go on, a closing line "N passed, N failed".
#ifndef TESTS_SUPPORT_TEST_H
#define TESTS_SUPPORT_TEST_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;

static inline void test_note(bool ok, const char *file, int line, const char *what) {
    if (ok) {
        test_passed++;
        return;
    }
    test_failed++;
    fprintf(stderr, "%s:%d: failed: %s\n", file, line, what);
}

#define CHECK(condition) test_note((condition), __FILE__, __LINE__, #condition)

// Text must be the same; both are printed when it is not.
#define CHECK_TEXT(got, want)                                                               \
    do {                                                                                    \
        const char *test_got = (got), *test_want = (want);                                  \
        bool test_ok = strcmp(test_got, test_want) == 0;                                    \
        test_note(test_ok, __FILE__, __LINE__, #got " == " #want);                          \
        if (!test_ok) fprintf(stderr, "    got:  %s\n    want: %s\n", test_got, test_want); \
    } while (0)

// |got − want| ≤ tolerance; both are printed when it is not.
#define CHECK_NEAR(got, want, tolerance)                                                          \
    do {                                                                                          \
        double test_got = (got), test_want = (want);                                              \
        bool test_ok = fabs(test_got - test_want) <= (tolerance);                                 \
        test_note(test_ok, __FILE__, __LINE__, #got " ≈ " #want);                                 \
        if (!test_ok) fprintf(stderr, "    got:  %.17g\n    want: %.17g\n", test_got, test_want); \
    } while (0)

static inline int test_end(void) {
    printf("%d passed, %d failed\n", test_passed, test_failed);
    return test_failed ? 1 : 0;
}

#endif
