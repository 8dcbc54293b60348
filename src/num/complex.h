/*
 * complex: two doubles, real and imaginary part.  Every pair is a value:
 * infinities, NaN and both zeros are kept as they come.
 *
 * Parts compare as PostgreSQL's float8: -0 = 0, NaN = NaN, NaN the greatest.
 * So equality is an equivalence, (NaN,1) differs from (NaN,2), and equal
 * values have one hash.  Complex numbers have no order; ax_complex_cmp() is an
 * arbitrary one, by the real and then the imaginary part, for sorting.
 *
 * Arithmetic keeps PostgreSQL's rules for float8: an infinite part that comes
 * of finite operands is AX_RANGE "value out of range: overflow", a zero that
 * only rounding made AX_RANGE "value out of range: underflow", a divisor of 0
 * AX_DIVISION.  Infinite and NaN operands go by Annex G of C99: what has an
 * infinite part is infinite, also where the other part is NaN.
 */
#ifndef AX_NUM_COMPLEX_H
#define AX_NUM_COMPLEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

typedef struct AxComplex
{
	double		re;				/* real part */
	double		im;				/* imaginary part */
} AxComplex;

/* Compares two parts as float8 does: -1, 0, 1. */
static inline int
ax_complex_cmp_part(double a, double b)
{
	if (a < b)
		return -1;
	if (a > b)
		return 1;
	if (a == b)
		return 0;
	/* one is NaN, or both */
	return (a != a) - (b != b);
}

static inline bool
ax_complex_equal_part(double a, double b)
{
	return a == b || (a != a && b != b);
}

/* Whether both parts are equal, -0 to 0 and NaN to NaN. */
static inline bool
ax_complex_equal(AxComplex a, AxComplex b)
{
	return ax_complex_equal_part(a.re, b.re) && ax_complex_equal_part(a.im, b.im);
}

/* The lexicographic order, which agrees with ax_complex_equal(): -1, 0, 1. */
static inline int
ax_complex_cmp(AxComplex a, AxComplex b)
{
	int			order = ax_complex_cmp_part(a.re, b.re);

	return order != 0 ? order : ax_complex_cmp_part(a.im, b.im);
}

/* Whether neither part is infinite or NaN. */
static inline bool
ax_complex_is_finite(AxComplex a)
{
	/* a finite part less itself is 0, any other NaN */
	return a.re - a.re == 0 && a.im - a.im == 0;
}

/* 64 bits of hash, alike for equal values; another seed gives another function. */
extern uint64_t ax_complex_hash(AxComplex a, uint64_t seed);

#endif
