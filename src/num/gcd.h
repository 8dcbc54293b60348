/*
 * Greatest common divisors of machine words, and magnitudes that survive the
 * least integer.  gcd(0, x) = x.
 */
#ifndef AX_NUM_GCD_H
#define AX_NUM_GCD_H

#include <stdint.h>

typedef __int128 AxInt128;
typedef unsigned __int128 AxUInt128;

/* The absolute value; right for INT64_MIN too. */
static inline uint64_t
ax_num_magnitude64(int64_t x)
{
	return x < 0 ? -(uint64_t) x : (uint64_t) x;
}

/* The absolute value; right for the least 128-bit integer too. */
static inline AxUInt128
ax_num_magnitude128(AxInt128 x)
{
	return x < 0 ? -(AxUInt128) x : (AxUInt128) x;
}

/*
 * Binary gcd: shifts and subtractions, no division.  The smaller number and
 * the difference come from a mask: with a branch that depends on the data it
 * takes twice as long.
 */
static inline uint64_t
ax_num_gcd64(uint64_t a, uint64_t b)
{
	int			shift;

	if (a == 0 || b == 0)
		return a | b;
	if (a == 1 || b == 1)
		return 1;
	shift = __builtin_ctzll(a | b);
	a >>= __builtin_ctzll(a);
	b >>= __builtin_ctzll(b);
	while (a != b)
	{
		uint64_t	difference = a - b;
		uint64_t	less = -(uint64_t) (a < b);

		b += difference & less;
		a = ((difference ^ less) - less) >> __builtin_ctzll(difference);
	}
	return a << shift;
}

/* a / b; short numbers are worth the test, their division takes half the time. */
static inline uint64_t
ax_num_divide64(uint64_t a, uint64_t b)
{
	if (((a | b) >> 32) == 0)
		return (uint32_t) a / (uint32_t) b;
	return a / b;
}

/* a % b, as ax_num_divide64(). */
static inline uint64_t
ax_num_rest64(uint64_t a, uint64_t b)
{
	if (((a | b) >> 32) == 0)
		return (uint32_t) a % (uint32_t) b;
	return a % b;
}

/* Euclid until both fit a word, binary from there. */
static inline AxUInt128
ax_num_gcd128(AxUInt128 a, AxUInt128 b)
{
	while ((uint64_t) (a >> 64) != 0 || (uint64_t) (b >> 64) != 0)
	{
		AxUInt128	rest;

		if (b == 0)
			return a;
		rest = a % b;
		a = b;
		b = rest;
	}
	return ax_num_gcd64((uint64_t) a, (uint64_t) b);
}

#endif
