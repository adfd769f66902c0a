// Points of a plot and what stands at them.
#include "support/desk.h"

static void what_stands_at_a_point_is_what_was_put_there(void) {
    const Rect inner = {30, 40, 300, 200};
    for (int log = 0; log < 4; log++) {
        PlotSpec spec = {
            .x0 = 0.25, .x1 = 4096, .y0 = 1e-5, .y1 = 1, .log_x = log & 1, .log_y = (log & 2) != 0};
        for (int at = 0; at <= 10; at++) {
            double x = 0.25 + at * 409.5, y = 1e-5 + at * 0.0999;
            Vec2 back = plot_value(&spec, inner, plot_point(&spec, inner, x, y));
            CHECK_NEAR(back.x, x, 1e-9 * x);
            CHECK_NEAR(back.y, y, 1e-9);
        }
    }
}

static void zero_stands_halfway_before_one(void) {
    const Rect inner = {0, 0, 100, 10};
    PlotSpec spec = {.x0 = 0.25, .x1 = 64, .y1 = 1, .log_x = true};
    double zero = plot_point(&spec, inner, plot_zero(&spec), 0).x,
           one = plot_point(&spec, inner, 1, 0).x;
    CHECK_NEAR(zero, one / 2, 1e-9);
}

int main(void) {
    what_stands_at_a_point_is_what_was_put_there();
    zero_stands_halfway_before_one();
    return test_end();
}
