/*
 * complex: two doubles, real and imaginary part.  Every pair is a value:
 * infinities, NaN and both zeros are kept as they come.
 *
 * Parts compare as PostgreSQL's float8: -0 = 0, NaN = NaN, NaN the greatest.
 * So equality is an equivalence, (NaN,1) differs from (NaN,2), and equal
 * values have one hash.  Complex numbers have no order; ax_complex_cmp() is an
 * arbitrary one, by the real and then the imaginary part, for sorting.
 *
 * Arithmetic keeps PostgreSQL's rules for float8: an infinity that comes of
 * finite operands (in + and -, part by part) is AX_RANGE "value out of range:
 * overflow", a zero that only rounding made AX_RANGE "value out of range:
 * underflow", a divisor of 0 AX_DIVISION.  Infinite and NaN operands go by Annex G of C99: what has an
 * infinite part is infinite, also where the other part is NaN.
 */
#ifndef AX_NUM_COMPLEX_H
#define AX_NUM_COMPLEX_H

#include <float.h>
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

/* Whether a part is infinite; the other one may be NaN. */
static inline bool
ax_complex_is_infinite(AxComplex a)
{
	return a.re > DBL_MAX || a.re < -DBL_MAX || a.im > DBL_MAX || a.im < -DBL_MAX;
}

/* Whether a part is NaN. */
static inline bool
ax_complex_is_nan(AxComplex a)
{
	return a.re != a.re || a.im != a.im;
}

/* 64 bits of hash, alike for equal values; another seed gives another function. */
extern uint64_t ax_complex_hash(AxComplex a, uint64_t seed);

/* a + b, a - b, a * b. */
extern AxStatus ax_complex_add(AxComplex a, AxComplex b, AxComplex *out, AxError *err);
extern AxStatus ax_complex_sub(AxComplex a, AxComplex b, AxComplex *out, AxError *err);
extern AxStatus ax_complex_mul(AxComplex a, AxComplex b, AxComplex *out, AxError *err);

/* a / b, scaled, so that no intermediate is out of range where the result is not. */
extern AxStatus ax_complex_div(AxComplex a, AxComplex b, AxComplex *out, AxError *err);

/* a * x and a / x, part by part: no 0 * infinity of an imaginary part that is not there. */
extern AxStatus ax_complex_mul_real(AxComplex a, double x, AxComplex *out, AxError *err);
extern AxStatus ax_complex_div_real(AxComplex a, double x, AxComplex *out, AxError *err);

static inline AxComplex
ax_complex_neg(AxComplex a)
{
	AxComplex	result = {-a.re, -a.im};

	return result;
}

static inline AxComplex
ax_complex_conj(AxComplex a)
{
	AxComplex	result = {a.re, -a.im};

	return result;
}

/* |a|; AX_RANGE if it is beyond the greatest double. */
extern AxStatus ax_complex_abs(AxComplex a, double *out, AxError *err);

/* The angle of a in radians, -pi to pi; on the negative real axis by the sign of the zero. */
extern double ax_complex_arg(AxComplex a);

/* r * (cos theta + i sin theta); AX_RANGE for an infinite angle. */
extern AxStatus ax_complex_polar(double r, double theta, AxComplex *out, AxError *err);

/*
 * Exponential, natural logarithm and square root, with the branch cuts and
 * special values of C99's cexp, clog and csqrt: the cuts of log and sqrt lie on
 * the negative real axis, continuous from above for a zero and from below for a
 * minus zero.  The logarithm of 0 is AX_LOGARITHM.
 */
extern AxStatus ax_complex_exp(AxComplex a, AxComplex *out, AxError *err);
extern AxStatus ax_complex_log(AxComplex a, AxComplex *out, AxError *err);
extern AxComplex ax_complex_sqrt(AxComplex a);

/*
 * a to the power b, exp(b * log(a)), the principal value.  a^0 and 1^b are 1,
 * also for NaN, as of float8; 0 to a power whose real part is not positive is
 * AX_POWER.  Small whole powers are products.
 */
extern AxStatus ax_complex_pow(AxComplex a, AxComplex b, AxComplex *out, AxError *err);

/*
 * Reads (1,-2), 1-2i, 1-2j, (1-2*i), (1+-2*i), 3, 2i, i, -i, with infinities,
 * NaN, exponents, and spaces between all parts; AX_TEXT for anything else,
 * AX_RANGE for a part that is no double.  Printing belongs to who has
 * PostgreSQL's shortest exact output.
 */
extern AxStatus ax_complex_parse(const char *text, AxComplex *out, AxError *err);

#endif
