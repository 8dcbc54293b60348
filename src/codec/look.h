/*
 * A look at the values of a tile: its summary and what choosing a codec needs.
 */
#ifndef AX_CODEC_LOOK_H
#define AX_CODEC_LOOK_H

#include <stddef.h>

#include "format/summary.h"

/*
 * Sums up n values that are present and not NULL into summary, whose
 * `present` becomes n.  Integers and rationals are exact.  Floats and pairs are
 * added as num/sum.h says, so that the result does not depend on the machine.
 */
extern void ax_look_summarize(AxKind kind, const void *values, size_t n,
							  AxSummary *summary);

/*
 * Counts the runs of bytewise equal values of that width.  Once there are
 * `limit` of them it stops: a result of limit or more says no more than that.
 */
extern size_t ax_look_runs(const void *values, size_t n, uint32_t width, size_t limit);

/* Least and greatest of n > 0 values of an integer kind, as int64. */
extern void ax_look_range(AxKind kind, const void *values, size_t n,
						  int64_t *min, int64_t *max);

#endif
