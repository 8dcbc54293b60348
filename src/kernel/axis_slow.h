/* Reductions of some axes cell by cell: products, and all of rationals. */
#ifndef AX_KERNEL_AXIS_SLOW_H
#define AX_KERNEL_AXIS_SLOW_H

#include "kernel/axis.h"
#include "num/rational_sum.h"

extern void ax_axis_clear_products(AxKind kind, AxAxisProduct *products, uint64_t n);

/* Multiplies by a cell. */
extern AxStatus ax_axis_multiply(AxKind kind, AxAxisProduct *product, const void *cell,
								 AxError *err);

extern AxStatus ax_axis_add_slow(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
								 const uint64_t *live, AxError *err);

extern void ax_axis_find_rational(const AxRational *wanted, const AxAxisRun *run,
								  const AxRational *values, const uint64_t *live,
								  int64_t *places);

#endif
