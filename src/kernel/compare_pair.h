/* Comparison loops for pairs of doubles: what compare.c has for a kind. */
#ifndef AX_KERNEL_COMPARE_PAIR_H
#define AX_KERNEL_COMPARE_PAIR_H

#include <stddef.h>
#include <stdint.h>

/*
 * Each writes a bit for each of n cells; the right side is one cell in those
 * whose name ends in `constant`.  The order is by the first parts, then by the
 * second, of which NaN is the greatest.
 */
extern void ax_compare_pair_equal(const void *left, const void *right, size_t n, uint64_t *out);
extern void ax_compare_pair_less(const void *left, const void *right, size_t n, uint64_t *out);
extern void ax_compare_pair_equal_constant(const void *left, const void *right, size_t n,
										   uint64_t *out);
extern void ax_compare_pair_less_constant(const void *left, const void *right, size_t n,
										  uint64_t *out);
extern void ax_compare_pair_greater_constant(const void *left, const void *right, size_t n,
											 uint64_t *out);

#endif
