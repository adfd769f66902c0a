// Shaw's relative vectors: which row of the table a distance reads.
#ifndef ENGINE_SCHEMES_SHAW_H
#define ENGINE_SCHEMES_SHAW_H

#include <stdint.h>

// Which difference a table counts up with.
typedef enum ShawSign { SHAW_KEY_MINUS_QUERY, SHAW_QUERY_MINUS_KEY } ShawSign;

// What a vector meets: the query alone, or the query and the key.
typedef enum ShawVariant { SHAW_KEY, SHAW_KEY_QUERY } ShawVariant;

// Query i and key j as a table with this sign sees them.
int64_t shaw_distance(ShawSign sign, int64_t i, int64_t j);
// The row for a distance, 0 … left + right: those beyond −left … right share the first and the last one.
int shaw_row(int64_t distance, int left, int right);

#endif
