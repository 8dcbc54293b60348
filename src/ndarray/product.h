/* Products of matrices in memory, for all kinds of numbers. */
#ifndef AX_NDARRAY_PRODUCT_H
#define AX_NDARRAY_PRODUCT_H

#include "postgres.h"

#include "format/kind.h"

/*
 * c = a * b, all row-major: a of m rows of k cells, b of k rows of n cells.
 * The kind is float4, float8, complex, rational, or int8 for integers, whose
 * products are exact: 22003 when one does not fit.
 */
extern void ax_product(AxKind kind, Size m, Size n, Size k, const void *a, Size lda,
					   const void *b, Size ldb, void *c, Size ldc);

/* The kind of a product: of integers int8; 42883 where SQL multiplies them not. */
extern AxKind ax_product_kind(AxKind a, AxKind b);

#endif
