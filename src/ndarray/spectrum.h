/* Singular values and eigenvalues of one matrix in memory. */
#ifndef AX_NDARRAY_SPECTRUM_H
#define AX_NDARRAY_SPECTRUM_H

#include "postgres.h"

#include "ndarray/blas.h"

/* What LAPACK works in; made once for matrices of one size. */
typedef struct AxWork
{
	const AxBlas *blas;			/* borrowed */
	int			lwork;			/* cells of work */
	char	   *work;			/* owned */
	double	   *rwork;			/* owned, of complex; of any real type for others */
	int		   *iwork;			/* owned */
} AxWork;

/*
 * Singular values of a row-major matrix of m rows and n columns, which is
 * destroyed, into s: k = min(m, n) float8, of float4 matrices float4,
 * descending.  With u, also u (m rows) and v adjoint (n columns), row-major:
 * the first k columns and rows of them, or all if full.  Raises 22023 when it
 * does not converge.
 */
extern void ax_svd_begin(AxWork *work, const AxBlas *blas, Size m, Size n, bool vectors, bool full);
extern void ax_svd(const AxWork *work, Size m, Size n, bool full, void *a, void *s, void *u, void *vt);

/* Number i of such singular values. */
static inline double
ax_svd_value(const AxBlas *blas, const void *s, Size i)
{
	return blas->width == sizeof(float4) ? ((const float4 *) s)[i] : ((const float8 *) s)[i];
}

/* The unit roundoff of the kind, as numpy's finfo.eps. */
static inline double
ax_svd_epsilon(const AxBlas *blas)
{
	return blas->width == sizeof(float4) ? 1.1920928955078125e-07 : 2.220446049250313e-16;
}

/* Raises 54000 if a matrix would keep LAPACK too long without a look at interrupts. */
extern void ax_spectrum_check_size(Size m, Size n, const char *function);

#endif
