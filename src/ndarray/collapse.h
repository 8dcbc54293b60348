/*
 * The geometry of a reduction: which cells of a box come to which of the
 * result's.
 *
 * Axes of length 1 are left out, and neighbours that are both reduced or both
 * kept are joined, so that what is left takes turns: cells in a row either
 * belong to one cell of the result (a group) or to one each.
 */
#ifndef AX_NDARRAY_COLLAPSE_H
#define AX_NDARRAY_COLLAPSE_H

#include "postgres.h"

#include "format/head.h"
#include "kernel/axis.h"

typedef struct AxCollapse
{
	AxHead		head;			/* of the result: kind, box, names */
	uint64_t	groups;			/* cells of it */
	int			naxes;			/* what is left of the value's, at least one */
	bool		reduced[AX_MAX_DIMS];
	uint64		lengths[AX_MAX_DIMS];
	uint64		strides[AX_MAX_DIMS];	/* in cells of the value */
	uint64		group_strides[AX_MAX_DIMS]; /* in groups; 0 if reduced */
	uint64		place_strides[AX_MAX_DIMS]; /* in cells of the reduced axes; 0 if kept */
} AxCollapse;

/* Plans the reduction of the chosen axes, which keepdims leaves with length 1. */
extern void ax_nd_collapse(AxCollapse *plan, const AxHead *value, const bool *reduced,
						   bool keepdims, AxKind kind);

/*
 * The longest run that begins with cell *at of the value and ends before cell
 * `end`; moves *at behind it, false at the end.  Its first cell counts from
 * `first`, its group from first_group.
 */
extern bool ax_nd_collapse_next(const AxCollapse *plan, uint64 first, uint64 first_group,
								uint64 *at, uint64 end, AxAxisRun *run);

#endif
