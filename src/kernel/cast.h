/*
 * Casts between the number kinds, with PostgreSQL's rounding (floats to the
 * nearest even integer, rationals halves away from zero) and range errors.
 *
 * Every kind to every other, but float to bool and rational to or from bool;
 * numbers to complex, but pairs (kernel/pair.h) only to themselves.
 */
#ifndef AX_KERNEL_CAST_H
#define AX_KERNEL_CAST_H

#include "kernel/vector.h"

extern bool ax_kernel_can_cast(AxKind from, AxKind to);

/*
 * Casts the selected valid cells.  values has room for n cells of `to`; the
 * result borrows it and the validity of `from`, and is constant when that is.
 */
extern AxStatus ax_kernel_cast(const AxVector *from, AxKind to,
							   const uint64_t *selected, size_t n,
							   void *values, AxVector *result, AxError *err);

/*
 * Casts n cells whatever they hold, for number kinds or from integers to
 * rational; false when one of them does not fit, which is no error where that
 * cell is not live.
 */
extern bool ax_cast_block(AxKind from, AxKind to, const void *in, void *out, size_t n);

#endif
