// Inside of the logits: a scheme's effect on random content, as the difference of two views.
#ifndef ENGINE_EFFECT_H
#define ENGINE_EFFECT_H

#include "engine/logits.h"

// The two views whose difference the effect is: random content under the scheme, and under the same scheme without its
// hooks (the same scale and the same mask). A softmax has no difference: `plain` is not to be used then.
typedef struct Effect {
    PeScheme bare;
    Pe plain;
    LogitView random;
    bool differs;
} Effect;

// Fills *effect, which must stay where it is; for CONTENT_EFFECT only.
void effect_open(Effect *effect, const Pe *pe, const LogitView *view);

#endif
