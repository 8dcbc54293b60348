/*
 * Two stacks of matrices brought together: the axes in front of the matrices
 * are broadcast as elementwise operators do it.
 *
 *		ax_stack_begin(&stack, &out, ...)		out gets these axes
 *		for (; ax_stack_more(&stack); ax_stack_next(&stack))
 *			... stack.number, stack.a, stack.b
 */
#ifndef AX_NDARRAY_STACK_H
#define AX_NDARRAY_STACK_H

#include "ndarray/matrix.h"

typedef struct AxStack
{
	int			ndim;			/* axes in front of the matrices */
	uint64		lengths[AX_MAX_DIMS];	/* of the result */
	uint64		a_strides[AX_MAX_DIMS]; /* in matrices; 0 where broadcast */
	uint64		b_strides[AX_MAX_DIMS];
	uint64		at[AX_MAX_DIMS];
	uint64		count;			/* matrices of the result */
	uint64		number;			/* of the one in hand */
	uint64		a;				/* and of the operands' */
	uint64		b;
	bool		one_second;		/* b is a single matrix, and a's are all there once */
} AxStack;

/* Begins with the axes but the last a_core and b_core; 22000 and 2202E as elsewhere. */
extern void ax_stack_begin(AxStack *stack, AxHead *out, AxKind kind, const AxHead *a, int a_core,
						   const AxHead *b, int b_core, const char *function);

static inline bool
ax_stack_more(const AxStack *stack)
{
	return stack->number < stack->count;
}

extern void ax_stack_next(AxStack *stack);

#endif
