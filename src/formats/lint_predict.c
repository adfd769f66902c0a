// What the linter says about predictions.
#include "card/predict.h"
#include "formats/lint_rules.h"

#include <math.h>

// Shares of the scale. A reader puts a guess neither at its very end nor leaves it where it stands.
static const double END = 0.02, START = 0.05;

void lint_predict_place(Lint *lint) {
    for (int i = 0; i < lint->card->lesson_count; i++) {
        const Predict *predict = &lint->card->lessons[i].predict;
        if (!*predict->id) continue;
        double at = predict_place(predict, predict->outcome),
               start = predict_place(predict, predict_start(predict));
        const char *where = arena_format(&lint->arena, "/lessons/%d/predict/expr", i);
        if (at < END || at > 1 - END) {
            lint_card(lint, where, "the outcome, %.6g, lies at an end of the scale from %g to %g",
                      predict->outcome, predict->least, predict->most);
        } else if (fabs(at - start) < START) {
            lint_card(lint, where, "the outcome, %.6g, lies about where the slider begins, at %.6g",
                      predict->outcome, predict_start(predict));
        }
    }
}
