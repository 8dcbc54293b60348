/*
 * BLAS and LAPACK, found when they are first needed.
 *
 * The functions are Fortran's: matrices in column-major order, everything by
 * pointer, behind the arguments the length of each one of characters.  A table
 * for each kind of cells names them alike; cells are `void *` of that kind.
 * Arguments are right before a call, so xerbla never speaks.  Work space is
 * the caller's: the library allocates nothing for us but its packing buffer.
 *
 * A call cannot be interrupted, so long products go through ax_blas_gemm and
 * factorizations by panels over it.
 */
#ifndef AX_NDARRAY_BLAS_H
#define AX_NDARRAY_BLAS_H

#include "postgres.h"

#include "format/kind.h"

/* Floating-point operations that one call may take: 20 ms at 50 GFlop/s. */
#define AX_BLAS_STEP 1e9

/* Columns of a panel. */
#define AX_BLAS_PANEL 128

typedef struct AxBlas
{
	Size		width;			/* bytes of a cell */
	bool		complex;		/* complex functions take another work space, of doubles */
	const char *adjoint;		/* "T", of complex "C" */
	const void *one;			/* borrowed; cells with these values */
	const void *zero;
	const void *minus_one;

	void		(*gemm) (const char *trans_a, const char *trans_b, const int *m, const int *n,
						 const int *k, const void *alpha, const void *a, const int *lda,
						 const void *b, const int *ldb, const void *beta, void *c, const int *ldc,
						 size_t, size_t);
	void		(*gemv) (const char *trans, const int *m, const int *n, const void *alpha,
						 const void *a, const int *lda, const void *x, const int *incx,
						 const void *beta, void *y, const int *incy, size_t);
	void		(*trsm) (const char *side, const char *uplo, const char *trans, const char *diag,
						 const int *m, const int *n, const void *alpha, const void *a,
						 const int *lda, void *b, const int *ldb, size_t, size_t, size_t, size_t);
	void		(*getrf) (const int *m, const int *n, void *a, const int *lda, int *ipiv, int *info);
	void		(*laswp) (const int *n, void *a, const int *lda, const int *k1, const int *k2,
						  const int *ipiv, const int *incx);
	void		(*potrf) (const char *uplo, const int *n, void *a, const int *lda, int *info, size_t);
	void		(*geqrf) (const int *m, const int *n, void *a, const int *lda, void *tau,
						  void *work, const int *lwork, int *info);
	void		(*larft) (const char *direct, const char *storev, const int *n, const int *k,
						  const void *v, const int *ldv, const void *tau, void *t, const int *ldt,
						  size_t, size_t);
	void		(*larfb) (const char *side, const char *trans, const char *direct,
						  const char *storev, const int *m, const int *n, const int *k,
						  const void *v, const int *ldv, const void *t, const int *ldt, void *c,
						  const int *ldc, void *work, const int *ldwork,
						  size_t, size_t, size_t, size_t);

	/* gesdd: complex ones have rwork in front of iwork */
	void		(*gesdd) ();
	/* syevd, heevd: complex ones have rwork, lrwork in front of iwork */
	void		(*syevd) ();
	/* geev: real ones have wr, wi, complex ones w, and rwork behind lwork */
	void		(*geev) ();
	/* gelsd: complex ones have rwork in front of iwork */
	void		(*gelsd) ();
} AxBlas;

/* The functions for float4, float8 or complex; loads the library; 58P01 without it. */
extern const AxBlas *ax_blas(AxKind kind);

/*
 * c = alpha * op(a) * op(b) + beta * c, in columns, by calls of at most about
 * AX_BLAS_STEP operations with a look at interrupts in between.
 */
extern void ax_blas_gemm(const AxBlas *blas, const char *trans_a, const char *trans_b,
						 Size m, Size n, Size k, const void *alpha, const void *a, Size lda,
						 const void *b, Size ldb, const void *beta, void *c, Size ldc);

#endif
