/* Reductions of rationals, one value after another: see kernel/reduce.h. */
#ifndef AX_KERNEL_REDUCE_RATIONAL_H
#define AX_KERNEL_REDUCE_RATIONAL_H

#include "kernel/reduce.h"

extern AxStatus ax_reduce_rational_runs(AxGroups *groups, const AxVector *vector,
										const uint64_t *mask, const AxGroupRun *runs,
										size_t count, const AxColumns *columns,
										AxError *err);
extern AxStatus ax_reduce_rational_cells(AxGroups *groups, const AxVector *vector,
										 const uint64_t *mask, size_t n,
										 const uint32_t *group, AxError *err);

#endif
