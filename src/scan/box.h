/*
 * Which cells the predicates on dimensions let through: a box.
 *
 * A bound is a comparison of a dimension with something that is known before
 * the scan runs.  Bounds only suppress work: the executor tests all
 * predicates again.
 */
#ifndef AX_SCAN_BOX_H
#define AX_SCAN_BOX_H

#include "postgres.h"

#include "nodes/pathnodes.h"

#include "store/array.h"

/* Setting array_ext.enable_box_pruning. */
extern bool ax_scan_enable_box_pruning;

typedef struct AxBound
{
	int			dim;			/* axis */
	int			strategy;		/* btree strategy, dimension on the left */
	Oid			type;			/* of the comparand, or of its elements */
	bool		any;			/* comparand is an array: = ANY and the like */
	Expr	   *comparand;		/* borrowed; without columns of the array */
} AxBound;

/* Bounds among the given RestrictInfos, a list of AxBound. */
extern List *ax_box_bounds(PlannerInfo *root, RelOptInfo *rel, const AxArray *array,
						   List *rinfos);

/* Says whether a predicate is true of the cells in its bounds and of no others. */
extern bool ax_box_exact(PlannerInfo *root, RelOptInfo *rel, const AxArray *array,
						 RestrictInfo *rinfo);

/* Axis that an expression of the relation is, with or without a cast; or -1. */
extern int	ax_box_axis(RelOptInfo *rel, const AxArray *array, Node *expr, Oid *cast);

/* Bounds without comparands as a list that a plan can hold, and back. */
extern List *ax_box_pack(List *bounds);
extern List *ax_box_unpack(List *packed);

/*
 * Cuts the box by a bound whose comparand has come out so; false when nothing
 * is left.  Bounds of the box lie within +-AX_COORD_MAX.
 */
extern bool ax_box_cut(const AxBound *bound, Datum value, bool isnull, AxBox *box);

#endif
