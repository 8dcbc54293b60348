/*
 * Factorizations of one matrix in memory, column-major, by panels of
 * AX_BLAS_PANEL columns, so that an interrupt waits for one step and not for
 * the whole (Golub, Van Loan, Matrix Computations, 3.2.11, 4.2.9, 5.2.3).
 */
#ifndef AX_NDARRAY_FACTOR_H
#define AX_NDARRAY_FACTOR_H

#include "postgres.h"

#include "ndarray/blas.h"

/* The cell in row i and column j. */
static inline void *
ax_factor_at(const AxBlas *blas, const void *a, Size ld, Size i, Size j)
{
	return (char *) a + (j * ld + i) * blas->width;
}

/*
 * P * a = L * U in place, L with ones on its diagonal; row i changed places
 * with row pivots[i] - 1.  Returns the number, from 1, of the first pivot that
 * is zero, or 0.
 */
extern Size ax_factor_lu(const AxBlas *blas, Size n, void *a, int *pivots);

/* b = inverse(a) * b for m columns, with what ax_factor_lu left. */
extern void ax_factor_lu_solve(const AxBlas *blas, Size n, Size m, const void *a,
							   const int *pivots, void *b);

/*
 * a = L * adjoint(L) from its lower triangle, in place; above the diagonal
 * zeros.  Returns the order of the leading minor that is not positive, or 0.
 */
extern Size ax_factor_cholesky(const AxBlas *blas, Size n, void *a);

/*
 * a = Q * R of m rows and n columns: R in the upper triangle of a, and Q of
 * k = min(m, n) columns in q.
 */
extern void ax_factor_qr(const AxBlas *blas, Size m, Size n, void *a, void *q);

#endif
