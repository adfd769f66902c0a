// YaRN: what others ask of it.
#ifndef ENGINE_SCHEMES_ROPE_YARN_H
#define ENGINE_SCHEMES_ROPE_YARN_H

#include "engine/pe.h"

// The pair indices between which it blends.
void rope_yarn_range(const Pe *pe, double *low, double *high);

#endif
