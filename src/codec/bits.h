/*
 * Integers of a width in a number of bits each, above a reference value,
 * from the low end of 64-bit words.
 */
#ifndef AX_CODEC_BITS_H
#define AX_CODEC_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * 64 integers take whole words, so that stretches of so many can be packed
 * and unpacked one by one.
 */
#define AX_BITS_STRETCH 64

/* Bytes of n packed integers. */
static inline size_t
ax_bits_bytes(size_t n, unsigned bits)
{
	return (n * bits + 63) / 64 * 8;
}

/* Bits that a difference up to `spread` takes. */
static inline unsigned
ax_bits_for(uint64_t spread)
{
	return spread == 0 ? 0 : 64 - (unsigned) __builtin_clzll(spread);
}

/*
 * Packs n signed integers of width 2, 4 or 8 as their differences from `min`,
 * 1 to 63 bits each, into ax_bits_bytes(n, bits) bytes.
 */
extern void ax_bits_pack(uint32_t width, const void *values, size_t n, int64_t min,
						 unsigned bits, uint8_t *out);

/*
 * Unpacks n integers; the reference is added modulo 2^64.  `bytes` may be
 * read, at least ax_bits_bytes(n, bits).  False when one does not fit.
 */
extern bool ax_bits_unpack(uint32_t width, const uint8_t *in, size_t bytes, void *values,
						   size_t n, uint64_t reference, unsigned bits);

#endif
