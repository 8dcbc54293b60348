/*
 * Short rationals: numerators within 2^27 of zero and denominators below
 * 2^28, as most fractions are.  Their products and sums stay below 2^57, so
 * that nothing can overflow and nothing can fail; callers inline these and
 * take the long way, ax_rational_add() and the like, where a part is longer.
 *
 * What takes the time is reduction.  Where one number is below 64 its gcd with
 * another is a remainder and a look-up, and remainder and quotient are
 * products with a reciprocal: no division, no loop whose end and no branch
 * whose way cannot be foretold.
 */
#ifndef AX_NUM_RATIONAL_SHORT_H
#define AX_NUM_RATIONAL_SHORT_H

#include "num/gcd.h"
#include "num/rational.h"

/* Bound of the tables. */
#define AX_NUM_SMALL 64

/* ax_num_small_gcd[a][b] is gcd(a, b). */
extern const uint8_t ax_num_small_gcd[AX_NUM_SMALL][AX_NUM_SMALL];

/* 2^63 / d, rounded up; 0 for d = 0. */
extern const uint64_t ax_num_small_reciprocal[AX_NUM_SMALL];

/* Says whether both are short. */
static inline bool
ax_rational_both_short(AxRational a, AxRational b)
{
	const uint64_t half = (uint64_t) 1 << 27;

	return ((((uint64_t) a.num + half) | ((uint64_t) b.num + half) |
			 (uint64_t) a.den | (uint64_t) b.den) >> 28) == 0;
}

/*
 * x % d and x / d of x below 2^57 and d from 1 to 63.  The reciprocal is too
 * great by less than 1, so that x times it is off by less than 2^63 / d
 * (Lemire, Kaser, Kurz, Faster remainder by direct computation, 2019).
 */
static inline uint64_t
ax_num_small_rest(uint64_t x, uint64_t d)
{
	return (uint64_t) ((AxUInt128) (2 * ax_num_small_reciprocal[d] * x) * d >> 64);
}

static inline uint64_t
ax_num_small_quotient(uint64_t x, uint64_t d)
{
	return (uint64_t) ((AxUInt128) ax_num_small_reciprocal[d] * x >> 63);
}

/* gcd(x, y) of numbers below 2^57. */
static inline uint64_t
ax_num_short_gcd(uint64_t x, uint64_t y)
{
	if ((x | y) < AX_NUM_SMALL)
		return ax_num_small_gcd[x][y];
	if (y - 1 < AX_NUM_SMALL - 1)
		return ax_num_small_gcd[y][ax_num_small_rest(x, y)];
	if (x - 1 < AX_NUM_SMALL - 1)
		return ax_num_small_gcd[x][ax_num_small_rest(y, x)];
	return ax_num_gcd64(x, y);
}

/* x / d of x below 2^57 and any d from 1. */
static inline uint64_t
ax_num_short_quotient(uint64_t x, uint64_t d)
{
	return d < AX_NUM_SMALL ? ax_num_small_quotient(x, d) : ax_num_divide64(x, d);
}

/* The same of a number of any sign. */
static inline int64_t
ax_num_short_signed_quotient(int64_t x, uint64_t d)
{
	int64_t		sign = x >> 63;

	return ((int64_t) ax_num_short_quotient((uint64_t) ((x ^ sign) - sign), d) ^ sign) - sign;
}

/* a + b of short ones. */
static inline AxRational
ax_rational_short_add(AxRational a, AxRational b)
{
	uint64_t	common = ax_num_short_gcd((uint64_t) a.den, (uint64_t) b.den);
	int64_t		a_rest = (int64_t) ax_num_short_quotient((uint64_t) a.den, common);
	int64_t		b_rest = (int64_t) ax_num_short_quotient((uint64_t) b.den, common);
	int64_t		top = a.num * b_rest + b.num * a_rest;
	uint64_t	shared;
	AxRational	sum;

	/* whatever divides sum and denominator divides the common factor */
	shared = ax_num_short_gcd(common, ax_num_magnitude64(top));
	sum.num = ax_num_short_signed_quotient(top, shared);
	sum.den = a_rest * (int64_t) ax_num_short_quotient((uint64_t) b.den, shared);
	return sum;
}

/* a - b of short ones. */
static inline AxRational
ax_rational_short_sub(AxRational a, AxRational b)
{
	b.num = -b.num;
	return ax_rational_short_add(a, b);
}

/* a * b of short ones. */
static inline AxRational
ax_rational_short_mul(AxRational a, AxRational b)
{
	uint64_t	g = ax_num_short_gcd(ax_num_magnitude64(a.num), (uint64_t) b.den);
	uint64_t	h = ax_num_short_gcd(ax_num_magnitude64(b.num), (uint64_t) a.den);
	AxRational	product;

	product.num = ax_num_short_signed_quotient(a.num, g) * ax_num_short_signed_quotient(b.num, h);
	product.den = (int64_t) (ax_num_short_quotient((uint64_t) a.den, h) *
							 ax_num_short_quotient((uint64_t) b.den, g));
	return product;
}

/*
 * Two numbers that are in order as a and b are, without a call where these are
 * short.  By pointers: a pair of registers goes through memory in gcc 12 where
 * only one way needs the whole value.
 */
static inline void
ax_rational_cross(const AxRational *a, const AxRational *b,
				  int64_t *left, int64_t *right)
{
	AxRational	x = {a->num, a->den};
	AxRational	y = {b->num, b->den};

	if (ax_rational_both_short(x, y))
	{
		*left = x.num * y.den;
		*right = y.num * x.den;
	}
	else
	{
		*left = ax_rational_cmp_at(a, b);
		*right = 0;
	}
}

#endif
