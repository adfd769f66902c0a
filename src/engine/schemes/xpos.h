// xPos: what others ask of it.
#ifndef ENGINE_SCHEMES_XPOS_H
#define ENGINE_SCHEMES_XPOS_H

#include "engine/pe.h"

// ζ of a pair, by whose power its size changes: (2m/D + γ) / (1 + γ).
double xpos_zeta(const Pe *pe, int pair);

#endif
