/*
 * Aggregates of a stored array, chunk by chunk instead of row by row.
 *
 * What is planned: count, sum, avg, min and max (agg_call.h) of attributes,
 * dimensions and expressions that run as programs, with FILTER of such;
 * ungrouped or by immutable expressions of one dimension or of cells; where the box
 * and programs answer all predicates.  The scan then stands for the whole
 * aggregation and yields one row a group.
 */
#ifndef AX_SCAN_AGG_H
#define AX_SCAN_AGG_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "nodes/pathnodes.h"

#include "scan/blocks.h"
#include "scan/estimate.h"
#include "scan/filter.h"
#include "scan/share.h"

/* Settings array_ext.enable_vectorized_aggregate and enable_summary_answers. */
extern bool ax_agg_enable;
extern bool ax_agg_enable_summary;

/* A planned aggregation, as the FDW's path and plan need it. */
typedef struct AxAggPlan
{
	List	   *tlist;			/* TargetEntry: group keys and Aggrefs; fdw_scan_tlist */
	List	   *having;			/* conditions on groups */
	List	   *exprs;			/* what is evaluated before the scan; fdw_exprs */
	List	   *private;		/* the rest; slots are those of AxAggSlot */
	double		groups;			/* rows */
	Cost		startup;		/* before the first group comes out */
	Cost		total;
	double		work;			/* of it, what workers can share */
	double		merge;			/* what is added for each of them */
	int			workers;		/* how many that is worth */
} AxAggPlan;

/* Slots of AxAggPlan.private. */
typedef enum AxAggSlot
{
	AX_AGG_SLOT_RELATION,		/* Integer: number of the array's Vars when it was planned */
	AX_AGG_SLOT_BOUNDS,			/* packed bounds; exprs begins with their comparands,
								 * then has the constants of programs */
	AX_AGG_SLOT_FILTERS,		/* split predicates, in the order to test them */
	AX_AGG_SLOT_PRUNES,			/* split predicates to test summaries by */
	AX_AGG_SLOT_QUALS,			/* the predicates themselves, for EXPLAIN */
	AX_AGG_SLOT_PROGRAMS,		/* split arguments and FILTER conditions */
	AX_AGG_SLOT_COLUMNS			/* an IntList (AxAggColumn) for each entry of tlist */
} AxAggSlot;

/* Fields of the IntList of a column. */
typedef enum AxAggColumn
{
	AX_AGG_COLUMN_FUNCTION,		/* AxAggFunction; NONE for a group key */
	AX_AGG_COLUMN_KIND,			/* AxKind of the argument */
	AX_AGG_COLUMN_SOURCE,		/* AxAggSource; of a key its axis, -1: of values */
	AX_AGG_COLUMN_NUMBER,		/* as AxAggCall; of a key its equality operator */
	AX_AGG_COLUMN_FILTER,		/* as AxAggCall; of a key whether it is safe to evaluate,
								 * or of values whether it is the value itself */
	AX_AGG_COLUMN_INPUT			/* of a key of values: the attribute, or behind all of
								 * them the number of a program */
} AxAggColumn;

/*
 * Plans the aggregation that output, an upper relation over the array input,
 * stands for.  NULL if it cannot run so; *why says why, as a phrase.
 */
extern AxAggPlan *ax_agg_plan(PlannerInfo *root, RelOptInfo *input, RelOptInfo *output,
							  Node *having, const char **why);

/*
 * Adds the paths of that aggregation to output; input is a stored array.  55000
 * where it cannot run so and array_ext.debug_require_vectorized demands it.
 */
extern void ax_agg_add_paths(PlannerInfo *root, RelOptInfo *input, RelOptInfo *output,
							 Node *having);

/* How cells come to groups, for EXPLAIN, from the plan's private list. */
extern const char *ax_agg_method(List *private, const AxArray *array);

/* A running aggregation. */
typedef struct AxAgg AxAgg;

/* Makes one in the current memory context, for the plan of the node. */
extern AxAgg *ax_agg_begin(ForeignScanState *node);

/* Fills the columns of tlist with the next group; false at the end. */
extern bool ax_agg_next(AxAgg *agg, Datum *values, bool *nulls);

/*
 * Makes it one process of several that share the chunks, and pass groups on in
 * the area (agg_team.h); NULL: of none.
 */
extern void ax_agg_join(AxAgg *agg, AxShare *team, struct dsa_area *area, bool worker);

/* Starts anew with the comparands as they are then. */
extern void ax_agg_rescan(AxAgg *agg);

/* The scan and the predicates, which know most of what EXPLAIN tells. */
extern AxBlocks *ax_agg_blocks(AxAgg *agg);
extern AxFilter *ax_agg_filter(const AxAgg *agg);

/* Chunks answered from summaries, and tiles of other chunks. */
extern uint64 ax_agg_answered(const AxAgg *agg, uint64 *tiles);

extern void ax_agg_end(AxAgg *agg);

#endif
