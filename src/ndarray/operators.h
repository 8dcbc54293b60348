/* Arithmetic of cells: which kernel, or function of SQL, an operator takes for operands of some kinds. */
#ifndef AX_NDARRAY_OPERATORS_H
#define AX_NDARRAY_OPERATORS_H

#include "postgres.h"

#include "kernel/arithmetic.h"
#include "ndarray/call.h"
#include "ndarray/each.h"

typedef struct AxWay
{
	bool		pair;			/* by a function of kernel/pair.h */
	AxCall	   *call;			/* owned; SQL's own operator, or NULL */
	int			op;				/* AxArithmetic or AxPairFunction */
	int			nargs;			/* 1 or 2 */
	AxKind		args[2];		/* kinds that the operands are cast to first */
	AxKind		result;			/* of the result */
} AxWay;

/* Finds the way for operands of these kinds, b NONE for an operator of one; 42883. */
extern void ax_nd_way(AxArithmetic op, AxKind a, AxKind b, AxWay *way);

/* Computes the selected cells of operands that have been cast, as ax_kernel_arithmetic does. */
extern void ax_nd_way_go(const AxWay *way, const AxVector *const *args, const uint64_t *selected,
						 Size n, void *values, uint64_t *valid, AxVector *result);

#endif
