/*
 * Cells that are among given ones: x IN (list), by halving a sorted list.
 *
 * The order is that of comparison: total, NaN the greatest, and -0 is 0.
 */
#ifndef AX_KERNEL_AMONG_H
#define AX_KERNEL_AMONG_H

#include "kernel/vector.h"

/* Says whether there are such functions for the kind: it is a C number. */
extern bool ax_kernel_has_among(AxKind kind);

/* Sorts count cells of the kind. */
extern void ax_kernel_sort(AxKind kind, void *cells, size_t count);

/*
 * Which of the selected, valid cells of a vector are among count > 0 sorted
 * cells of its kind; known says which are selected and valid.
 */
extern void ax_kernel_among(const AxVector *x, const void *sorted, size_t count,
							const uint64_t *selected, size_t n, AxTruth out);

#endif
