/*
 * Running totals along an axis: of every cell what it and those before it come to.
 *
 * Groups and runs are those of axis.h: in a run along the axis the cells of a row
 * follow one another, in one across it the rows do.  Cells that are not live
 * are passed over, and what is written for them means nothing.
 *
 * Each total of floats and pairs has a carry (num/sum.h) through all cells.
 */
#ifndef AX_KERNEL_RUNNING_H
#define AX_KERNEL_RUNNING_H

#include "kernel/axis.h"

/* Bytes of a total; totals of floats that are summed have a carry too. */
extern uint32_t ax_running_width(AxKind kind, AxAxisOp op);

/* Makes n totals such that nothing has been added. */
extern void ax_running_clear(const AxAxisFold *fold, uint64_t first, uint64_t n);

/*
 * Adds the cells of a run and writes for each what its group has come to, to
 * the same place of out, which is as long as the tile: sums and products of
 * integers as int8, all else in the cells' kind.  AX_RANGE where that does not fit.
 */
extern AxStatus ax_running_add(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
							   const uint64_t *live, void *out, AxError *err);

#endif
