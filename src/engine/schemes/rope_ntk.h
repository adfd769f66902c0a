// NTK-aware scaling: what others ask of it.
#ifndef ENGINE_SCHEMES_ROPE_NTK_H
#define ENGINE_SCHEMES_ROPE_NTK_H

#include "engine/pe.h"

// Whether it is the variant by parts, which has no base of its own.
bool rope_ntk_by_parts(const Pe *pe);
// The raised base of the plain variant.
double rope_ntk_base(const Pe *pe);

#endif
