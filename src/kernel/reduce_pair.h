/*
 * Reductions of pairs of doubles (complex, point2d), part by part: see
 * kernel/reduce.h; and what groups of them keep: see kernel/groups.h.
 */
#ifndef AX_KERNEL_REDUCE_PAIR_H
#define AX_KERNEL_REDUCE_PAIR_H

#include "kernel/reduce.h"

extern void ax_reduce_pair_runs(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
								const AxGroupRun *runs, size_t count, const AxColumns *columns);
extern void ax_reduce_pair_cells(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
								 size_t n, const uint32_t *group);

/* Adds the sum of a summary to group g. */
extern void ax_groups_pair_add(AxGroups *groups, size_t g, const AxSummary *summary);

/* Adds sum and squares of group f; to be called before the counts are added. */
extern void ax_groups_pair_merge(AxGroups *into, size_t g, const AxGroups *from, size_t f);

/* As ax_groups_finish. */
extern AxStatus ax_groups_pair_finish(const AxGroups *groups, AxError *err);

#endif
