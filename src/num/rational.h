/*
 * rational: a fraction of two int8, always in canonical form: reduced, with a
 * denominator of at least 1.  Zero is 0/1.
 */
#ifndef AX_NUM_RATIONAL_H
#define AX_NUM_RATIONAL_H

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

/* Says whether a value from storage or the wire is in canonical form. */
extern int	ax_rational_is_canonical(AxRational a);

#endif
