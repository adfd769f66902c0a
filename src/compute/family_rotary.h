// What the families of rotary schemes share: turned vectors, and frequencies that depend on how long the text is.
#ifndef COMPUTE_FAMILY_ROTARY_H
#define COMPUTE_FAMILY_ROTARY_H

#include "compute/family.h"

// Adds one whole number.
void family_add_count(Request *request, const char *key, int count, Result *result);

// Adds "out", the vectors x (n, D) turned at the request's positions, if it has x.
void family_add_turned(Request *request, const Pe *pe, Result *result);

// How long the text is: "seq_len"; else as far as the positions reach; else `otherwise`.
int64_t family_read_length(Request *request, int64_t otherwise);
// Whole numbers that are lengths, 1 … PE_POSITION_MAX.
Integers family_read_lengths(Request *request, const char *key);
// Prepares a scheme with the parameter "length" again. False if the request fails.
bool family_set_length(Request *request, Pe *pe, int64_t length);

// Called for a scheme prepared at one length, which it may still change: a number for that row.
typedef double (*FamilyRowOf)(Pe *pe, const void *user);

// Adds "inv_freq" (lengths, pairs), one row per length. Returns what `of` gives for every row (lengths), NULL if the request
// fails.
double *family_add_by_length(Request *request, Pe *pe, Integers lengths, FamilyRowOf of,
                             const void *user, Result *result);

#endif
