/*
 * Comparisons of two vectors in PostgreSQL's order: NaN equals NaN and is the
 * greatest, -0 equals 0, rationals exactly, pairs by their first parts, then
 * by their second.  Mixed kinds are compared as ax_vector_common() says.
 */
#ifndef AX_KERNEL_COMPARE_H
#define AX_KERNEL_COMPARE_H

#include "kernel/vector.h"

typedef enum AxCompare
{
	AX_COMPARE_EQ,
	AX_COMPARE_NE,
	AX_COMPARE_LT,
	AX_COMPARE_LE,
	AX_COMPARE_GT,
	AX_COMPARE_GE
} AxCompare;

/* What a three-way result means for the operator. */
static inline bool
ax_compare_holds(AxCompare op, int order)
{
	switch (op)
	{
		case AX_COMPARE_EQ:
			return order == 0;
		case AX_COMPARE_NE:
			return order != 0;
		case AX_COMPARE_LT:
			return order < 0;
		case AX_COMPARE_LE:
			return order <= 0;
		case AX_COMPARE_GT:
			return order > 0;
		case AX_COMPARE_GE:
			return order >= 0;
	}
	return false;
}

/* What the operator is with its sides exchanged. */
extern AxCompare ax_kernel_mirror(AxCompare op);

/* Compares the selected cells; AX_UNSUPPORTED where the kinds have no common one. */
extern AxStatus ax_kernel_compare(AxCompare op, const AxVector *a, const AxVector *b,
								  const uint64_t *selected, size_t n,
								  AxTruth out, AxError *err);

#endif
