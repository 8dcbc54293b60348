/*
 * Functions of complex and point2d, which the operators of numbers in
 * arithmetic.h leave out: pairs and their parts differ in kind.
 *
 * Results and errors are those of num/complex.h and num/point2d.h.
 */
#ifndef AX_KERNEL_PAIR_H
#define AX_KERNEL_PAIR_H

#include "kernel/vector.h"

typedef enum AxPairFunction
{
	AX_COMPLEX_ADD,
	AX_COMPLEX_SUB,
	AX_COMPLEX_MUL,
	AX_COMPLEX_DIV,
	AX_COMPLEX_ADD_REAL,		/* of a complex and a float8 */
	AX_COMPLEX_SUB_REAL,
	AX_COMPLEX_MUL_REAL,
	AX_COMPLEX_DIV_REAL,
	AX_REAL_ADD_COMPLEX,		/* of a float8 and a complex */
	AX_REAL_SUB_COMPLEX,
	AX_REAL_MUL_COMPLEX,
	AX_REAL_DIV_COMPLEX,
	AX_COMPLEX_NEG,
	AX_COMPLEX_CONJ,
	AX_COMPLEX_RE,
	AX_COMPLEX_IM,
	AX_COMPLEX_ABS,
	AX_COMPLEX_ARG,
	AX_COMPLEX_MAKE,			/* of two float8 */
	AX_POINT_ADD,
	AX_POINT_SUB,
	AX_POINT_SCALE,				/* of a point2d and a float8 */
	AX_POINT_SCALED,			/* of a float8 and a point2d */
	AX_POINT_DIV,				/* by a float8 */
	AX_POINT_NEG,
	AX_POINT_X,
	AX_POINT_Y,
	AX_POINT_DISTANCE,
	AX_POINT_DOT,
	AX_POINT_MAKE
} AxPairFunction;

#define AX_PAIR_END (AX_POINT_MAKE + 1)

/* The kinds that it takes (the second NONE if it takes one) and the result's. */
extern void ax_kernel_pair_kinds(AxPairFunction function, AxKind args[2], AxKind *result);

/*
 * Computes the selected cells where both arguments are valid; b is NULL for
 * functions of one.  values has room for n cells of the result's kind and
 * valid for a mask; the result borrows them or the arguments' validity.  Of
 * constants alone the result is constant.
 */
extern AxStatus ax_kernel_pair(AxPairFunction function, const AxVector *a, const AxVector *b,
							   const uint64_t *selected, size_t n, void *values,
							   uint64_t *valid, AxVector *result, AxError *err);

#endif
