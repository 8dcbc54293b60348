/* A scan's plan and its execution state, as fdw.c and explain.c know them. */
#ifndef AX_SCAN_STATE_H
#define AX_SCAN_STATE_H

#include "postgres.h"

#include "scan/agg.h"
#include "scan/cells.h"
#include "scan/filter.h"
#include "scan/share.h"

/*
 * Slots of ForeignScan.fdw_private; fdw_exprs holds the bounds' comparands,
 * then the constants of the programs.
 */
enum AxPlanSlot
{
	AX_PLAN_COLUMNS,			/* IntList: columns that the scan fills */
	AX_PLAN_BOUNDS,				/* packed bounds, in the order of fdw_exprs */
	AX_PLAN_PROGRAMS,			/* predicates that run vectorised */
	AX_PLAN_PRUNES,				/* predicates that summaries are tested by */
	AX_PLAN_WHYS,				/* String: why others are the executor's */
	AX_PLAN_EXACT				/* Integer: predicates at the head of the recheck list
								 * that the box answers */
};

/* Execution state of a scan. */
typedef struct AxScanState
{
	AxAgg	   *agg;			/* owned; of an aggregation, which uses nothing else of this */
	AxArray    *array;			/* owned */
	List	   *bounds;			/* AxBound, without comparands */
	List	   *comparands;		/* ExprState, one for each bound */
	AxExprShare *share;			/* owned; of the filter's programs */
	AxFilter   *filter;			/* owned, or NULL */
	AxCells    *cells;			/* owned */
	bool		started;		/* the box has been worked out */
	AxShare    *team;			/* borrowed; of a parallel scan, or NULL */
	bool		worker;			/* this is one of its workers */
	uint64		others[AX_FIGURES];	/* the leader: what workers have counted */
	uint64		runs;			/* of a parallel scan */
} AxScanState;

/* The blocks that the scan or the aggregation reads. */
extern AxBlocks *ax_scan_blocks(const AxScanState *state);

/* Its filter, or NULL. */
extern AxFilter *ax_scan_filter(const AxScanState *state);

/* What this process has counted, AX_FIGURES numbers. */
extern void ax_scan_figures(const AxScanState *state, uint64 *figures);

#endif
