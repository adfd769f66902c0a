// A scheme's effect on random content: with it, less without it.
#include "engine/effect.h"

#include <assert.h>

void effect_open(Effect *effect, const Pe *pe, const LogitView *view) {
    assert(view->content == CONTENT_EFFECT);
    effect->random = *view;
    effect->random.content = CONTENT_RANDOM;
    effect->random.D = logits_width(pe, view);
    effect->differs = view->stage != STAGE_SOFTMAX;
    effect->bare = *pe->scheme;
    effect->bare.embed = NULL;
    effect->bare.embed_mean = NULL;
    effect->bare.turn = NULL;
    effect->bare.turn_mean = NULL;
    effect->bare.relate = NULL;
    effect->bare.weigh = NULL;
    effect->bare.bias = NULL;
    effect->bare.waves = NULL;
    effect->bare.bias_sum = NULL;
    effect->plain = *pe;
    effect->plain.scheme = &effect->bare;
    effect->plain.relative = true;
    effect->plain.near = 0;
}
