// Names that are the same wherever they are made: UUIDs of version 5 (RFC 9562, section 5.5), and the SHA-1 under them.
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stddef.h>
#include <stdint.h>

enum { SHA1_SIZE = 20, UUID_SIZE = 16, UUID_TEXT_SIZE = 37 };

// RFC 3174.
void sha1(const void *data, size_t size, uint8_t out[SHA1_SIZE]);

// The UUID of a name of at most 4000 bytes within a namespace, which is a UUID too, in lower case:
// "74738ff5-5367-5958-9aee-98fffdcd1876".
void uuid_put(const uint8_t space[UUID_SIZE], const char *name, char out[UUID_TEXT_SIZE]);

#endif
