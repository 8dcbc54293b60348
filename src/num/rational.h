/*
 * rational: a fraction of two int8, always in canonical form: reduced, with a
 * denominator of at least 1.  Zero is 0/1.
 *
 * The range is -9223372036854775808 to 9223372036854775807 with denominators
 * up to 9223372036854775807.  Every operation computes exactly in 128 bits
 * and ends in the canonical form; a result that does not fit is AX_RANGE
 * (22003), a zero divisor AX_DIVISION (22012), never a wrong value.
 */
#ifndef AX_NUM_RATIONAL_H
#define AX_NUM_RATIONAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct AxRational
{
	int64_t		num;			/* numerator, carries the sign */
	int64_t		den;			/* denominator, 1 .. INT64_MAX */
} AxRational;

/* Makes the canonical form of num/den; 22012 for den = 0, 22003 if it does not fit. */
extern AxStatus ax_rational_make(__int128 num, __int128 den,
								 AxRational *out, AxError *err);

/* Compares two canonical rationals: -1, 0, 1. */
extern int	ax_rational_cmp(AxRational a, AxRational b);

/* The same of values where they are. */
extern int	ax_rational_cmp_at(const AxRational *a, const AxRational *b);

/* Says whether a value from storage or the wire is in canonical form. */
extern int	ax_rational_is_canonical(AxRational a);

/* a + b, a - b, a * b. */
extern AxStatus ax_rational_add(AxRational a, AxRational b,
								AxRational *out, AxError *err);
extern AxStatus ax_rational_sub(AxRational a, AxRational b,
								AxRational *out, AxError *err);
extern AxStatus ax_rational_mul(AxRational a, AxRational b,
								AxRational *out, AxError *err);

/* a / b; 22012 for b = 0. */
extern AxStatus ax_rational_div(AxRational a, AxRational b,
								AxRational *out, AxError *err);

/* a - b * trunc(a / b), with the sign of a as in PostgreSQL; 22012 for b = 0. */
extern AxStatus ax_rational_mod(AxRational a, AxRational b,
								AxRational *out, AxError *err);

/* -a and |a|; 22003 for the least integer. */
extern AxStatus ax_rational_neg(AxRational a, AxRational *out, AxError *err);
extern AxStatus ax_rational_abs(AxRational a, AxRational *out, AxError *err);

/* a to a whole power; a^0 is 1, 0 to a negative power is 22012. */
extern AxStatus ax_rational_pow(AxRational a, int64_t power,
								AxRational *out, AxError *err);

/* The greatest integer not above a, the least not below a: never out of range. */
extern int64_t ax_rational_floor(AxRational a);
extern int64_t ax_rational_ceil(AxRational a);

/* The nearest integer, halves away from zero. */
extern int64_t ax_rational_round(AxRational a);

/* -1, 0 or 1. */
extern int	ax_rational_sign(AxRational a);

/* (a.num + b.num) / (a.den + b.den), which lies between a and b. */
extern AxStatus ax_rational_mediant(AxRational a, AxRational b,
									AxRational *out, AxError *err);

/* Enough for any printed rational and its closing zero byte. */
#define AX_RATIONAL_TEXT 48

/* Enough for the exact decimal of any rational that has one. */
#define AX_RATIONAL_DECIMAL_TEXT 96

/*
 * Reads '1/2', '(1/2)', '3', '0.125', '-1.5e-3', with spaces around every
 * token; AX_TEXT for anything else, AX_RANGE for a value that does not fit.
 * The value is judged as a whole: digits that reduce away do no harm, though
 * numerator and denominator of 'n/d' may have at most 38 digits each.
 */
extern AxStatus ax_rational_parse(const char *text, AxRational *out,
								  AxError *err);

/* Writes '1/2' or '3'; returns the length. */
extern int	ax_rational_print(AxRational a, char text[AX_RATIONAL_TEXT]);

/* Writes the decimal number equal to a; AX_RANGE if it has no finite one. */
extern AxStatus ax_rational_print_decimal(AxRational a,
										  char text[AX_RATIONAL_DECIMAL_TEXT],
										  AxError *err);

/* The nearest double, ties to even: monotone in a. */
extern double ax_rational_to_double(AxRational a);

/*
 * The rational nearest to x among those with denominators up to
 * max_denominator; of two equally near the one with the smaller denominator.
 * AX_RANGE for NaN, infinities and what does not fit, AX_ARGUMENT for
 * max_denominator < 1.
 */
extern AxStatus ax_rational_from_double(double x, int64_t max_denominator,
										AxRational *out, AxError *err);

#endif
