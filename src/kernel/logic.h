/*
 * Three-valued logic over conditions.
 *
 * The operands may have been evaluated on fewer cells than `selected`: the
 * right side of AND where the left is false, of OR where it is true, may be
 * left out, and counts as unknown there without changing the result.  Any
 * operand may be the result.
 */
#ifndef AX_KERNEL_LOGIC_H
#define AX_KERNEL_LOGIC_H

#include "kernel/vector.h"

extern void ax_kernel_and(AxTruth a, AxTruth b, size_t n, AxTruth out);
extern void ax_kernel_or(AxTruth a, AxTruth b, size_t n, AxTruth out);
extern void ax_kernel_not(AxTruth a, size_t n, AxTruth out);

/* The selected cells where AND, OR still depend on the right side. */
extern void ax_kernel_and_rest(AxTruth a, const uint64_t *selected, size_t n,
							   uint64_t *rest);
extern void ax_kernel_or_rest(AxTruth a, const uint64_t *selected, size_t n,
							  uint64_t *rest);

/* IS NULL, IS NOT NULL of a vector: always known. */
extern void ax_kernel_is_null(const AxVector *vector, const uint64_t *selected,
							  size_t n, AxTruth out);
extern void ax_kernel_is_not_null(const AxVector *vector, const uint64_t *selected,
								  size_t n, AxTruth out);

/* A bool vector as a condition, a condition as cells of a bool vector. */
extern void ax_kernel_truth(const AxVector *vector, const uint64_t *selected,
							size_t n, AxTruth out);
extern void ax_kernel_cells(AxTruth truth, size_t n, uint8_t *values);

/*
 * Keeps of a selection the cells where the condition is true; returns how
 * many are left.  `from` may be NULL (all n cells) or `to`.
 */
extern size_t ax_kernel_select(AxTruth truth, const uint64_t *from, size_t n,
							   uint64_t *to);

#endif
