/* Vectors and selections that the tests of the kernels run over. */
#ifndef AX_CHECK_KERNEL_ZOO_H
#define AX_CHECK_KERNEL_ZOO_H

#include "kernel/vector.h"

#define ZOO_SEED UINT64_C(20260103)
#define ZOO_CELLS 8192
#define ZOO_KINDS 9
#define ZOO_SIZES 9
#define ZOO_SELECTIONS 6

extern const AxKind zoo_kinds[ZOO_KINDS];
extern const size_t zoo_sizes[ZOO_SIZES];	/* 1, 31, 63, 64, 65, ... ZOO_CELLS */

extern uint64_t zoo_random(void);

/*
 * A vector of n cells of the kind with its limits, zeros, NaN and infinities
 * among them; dead slots hold bytes that would be errors.  The memory is
 * static and lives until the next but one call.
 */
extern void zoo_fill(AxKind kind, size_t n, bool constant, bool nulls, AxVector *vector);

/* Makes the values small and finite, so that few operations fail. */
extern void zoo_tame(AxVector *vector, size_t n);

/* None (NULL), all, none at all, half, few, stretches; lives until the next call. */
extern const uint64_t *zoo_selection(int which, size_t n);

/* Cell by cell, as nothing in the kernels does it. */
extern bool zoo_live(const AxVector *vector, const uint64_t *selected, size_t i);
extern AxNumber zoo_number(const AxVector *vector, size_t i);

#endif
