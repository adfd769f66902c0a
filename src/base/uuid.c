// SHA-1 over one piece of memory, and names made from it. Not for secrets.
#include "base/uuid.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, NAME_MOST = 4000 };

static uint32_t turn_left(uint32_t x, int bits) {
    return x << bits | x >> (32 - bits);
}

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d) {
    if (round < 20) return ((b & c) | (~b & d)) + 0x5A827999u;
    if (round < 40) return (b ^ c ^ d) + 0x6ED9EBA1u;
    if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCu;
    return (b ^ c ^ d) + 0xCA62C1D6u;
}

static void add_block(uint32_t h[5], const uint8_t block[BLOCK]) {
    uint32_t w[80];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 80; i++) w[i] = turn_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 80; i++) {
        uint32_t next = turn_left(a, 5) + mix(i, b, c, d) + e + w[i];
        e = d;
        d = c;
        c = turn_left(b, 30);
        b = a;
        a = next;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
}

void sha1(const void *data, size_t size, uint8_t out[SHA1_SIZE]) {
    uint32_t h[5] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
    const uint8_t *at = data;
    size_t left = size;
    for (; left >= BLOCK; left -= BLOCK, at += BLOCK) add_block(h, at);
    uint8_t tail[2 * BLOCK] = {0};
    if (left) memcpy(tail, at, left);
    tail[left] = 0x80;
    size_t end = left < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    for (int i = 0; i < 8; i++) tail[end - 1 - (size_t)i] = (uint8_t)((uint64_t)size * 8 >> 8 * i);
    for (size_t from = 0; from < end; from += BLOCK) add_block(h, tail + from);
    for (int i = 0; i < SHA1_SIZE; i++) out[i] = (uint8_t)(h[i / 4] >> (24 - i % 4 * 8));
}

void uuid_put(const uint8_t space[UUID_SIZE], const char *name, char out[UUID_TEXT_SIZE]) {
    uint8_t bytes[UUID_SIZE + NAME_MOST], hash[SHA1_SIZE];
    size_t n = strlen(name);
    assert(n <= NAME_MOST);
    memcpy(bytes, space, UUID_SIZE);
    memcpy(bytes + UUID_SIZE, name, n); // NOLINT(bugprone-not-null-terminated-result)
    sha1(bytes, UUID_SIZE + n, hash);
    hash[6] = (uint8_t)((hash[6] & 0x0F) | 0x50);
    hash[8] = (uint8_t)((hash[8] & 0x3F) | 0x80);
    for (int i = 0, at = 0; i < UUID_SIZE; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out[at++] = '-';
        snprintf(out + at, 3, "%02x", hash[i]);
        at += 2;
    }
}
