/* Exact linear algebra of rationals in memory. */
#ifndef AX_NDARRAY_EXACT_H
#define AX_NDARRAY_EXACT_H

#include "postgres.h"

#include "num/rational.h"

/*
 * x = inverse(a) * b of n rows and m columns, all row-major; NULL for b is the
 * unit matrix.  Returns the number, from 1, of the first pivot that is zero, or 0.
 */
extern Size ax_exact_solve(Size n, Size m, const AxRational *a, const AxRational *b, AxRational *x);

/* The determinant. */
extern AxRational ax_exact_det(Size n, const AxRational *a);

#endif
