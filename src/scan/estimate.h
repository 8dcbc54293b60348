/* What a scan of a stored array costs, and how many cells come out. */
#ifndef AX_SCAN_ESTIMATE_H
#define AX_SCAN_ESTIMATE_H

#include "postgres.h"

#include "nodes/pathnodes.h"

#include "scan/box.h"

/* What the planner knows of an array; baserel->fdw_private. */
typedef struct AxScanInfo
{
	AxArray    *array;			/* owned by the planner's context */
	List	   *bounds;			/* AxBound, of the relation's own predicates */
	double		chunks;			/* chunk rows in all */
	double		pages;			/* of the chunk table, TOAST included */
	double		cells;			/* cells in all */
	const char *why;			/* why an aggregation is not in the scan, or NULL */
} AxScanInfo;

/* What a scan between some bounds meets. */
typedef struct AxEstimate
{
	double		chunks;			/* chunk rows read */
	double		pages;			/* of them, TOAST included */
	double		cells;			/* cells in the box */
} AxEstimate;

/* Looks at the chunk table; rel->tuples, if known, is the number of cells. */
extern AxScanInfo *ax_scan_info(PlannerInfo *root, RelOptInfo *rel, Oid relid);

/* Sets rel->tuples and rel->rows. */
extern void ax_scan_size(PlannerInfo *root, RelOptInfo *rel, const AxScanInfo *info);

/* Estimates the coordinates along axis d that the bounds leave; 0: none. */
extern double ax_scan_length(PlannerInfo *root, const AxScanInfo *info, List *bounds, int d);

/* Estimates what the bounds leave. */
extern void ax_scan_estimate(PlannerInfo *root, const AxScanInfo *info, List *bounds,
							 AxEstimate *estimate);

/* Cost of a path with these bounds; param_info may be NULL. */
extern void ax_scan_cost(PlannerInfo *root, RelOptInfo *rel, const AxScanInfo *info,
						 List *bounds, ParamPathInfo *param_info,
						 double *rows, Cost *startup, Cost *total);

#endif
