/*
 * Bit masks over the cells of a tile: bit i of word i / 64 says whether cell
 * i is in.  Bits beyond the last cell are zero.
 */
#ifndef AX_BASE_MASK_H
#define AX_BASE_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define AX_MASK_WORDS(n) (((size_t) (n) + 63) / 64)
#define AX_MASK_BYTES(n) (AX_MASK_WORDS(n) * sizeof(uint64_t))

static inline bool
ax_mask_get(const uint64_t *mask, size_t i)
{
	return (mask[i >> 6] >> (i & 63)) & 1;
}

static inline void
ax_mask_set(uint64_t *mask, size_t i)
{
	mask[i >> 6] |= UINT64_C(1) << (i & 63);
}

static inline void
ax_mask_clear(uint64_t *mask, size_t i)
{
	mask[i >> 6] &= ~(UINT64_C(1) << (i & 63));
}

/* Sets the first n bits and clears the rest of the last word. */
static inline void
ax_mask_fill(uint64_t *mask, size_t n)
{
	memset(mask, 0xff, AX_MASK_BYTES(n));
	if (n % 64 != 0)
		mask[n / 64] = (UINT64_C(1) << (n % 64)) - 1;
}

/* Counts the bits of a mask over n cells. */
static inline size_t
ax_mask_count(const uint64_t *mask, size_t n)
{
	size_t		count = 0;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		count += (size_t) __builtin_popcountll(mask[w]);
	return count;
}

/* Sets the bits [from, to). */
static inline void
ax_mask_set_range(uint64_t *mask, size_t from, size_t to)
{
	for (; from < to && from % 64 != 0; from++)
		ax_mask_set(mask, from);
	for (; from + 64 <= to; from += 64)
		mask[from / 64] = ~UINT64_C(0);
	for (; from < to; from++)
		ax_mask_set(mask, from);
}

/* Sets those of n bits, from `to_at` on, that are set from `at` on in another mask. */
static inline void
ax_mask_copy(uint64_t *to, size_t to_at, const uint64_t *from, size_t at, size_t n)
{
	while (n > 0)
	{
		size_t		from_left = 64 - at % 64;
		size_t		to_left = 64 - to_at % 64;
		size_t		step = from_left < to_left ? from_left : to_left;
		uint64_t	bits = from[at / 64] >> (at % 64);

		step = n < step ? n : step;
		if (step < 64)
			bits &= (UINT64_C(1) << step) - 1;
		to[to_at / 64] |= bits << (to_at % 64);
		at += step;
		to_at += step;
		n -= step;
	}
}

#endif
