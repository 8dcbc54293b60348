/*
 * What a scan of a stored array costs, and how many cells come out.
 *
 * Cells are taken to be spread evenly over the bounds.  Where an axis is
 * unbounded its extent is guessed from the number of chunks.
 */
#include "postgres.h"

#include <math.h>

#include "access/stratnum.h"
#include "access/table.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "storage/bufmgr.h"
#include "utils/rel.h"
#include "utils/selfuncs.h"

#include "scan/estimate.h"

/* Rows on a page of a chunk table that was never analyzed. */
#define CHUNKS_PER_PAGE 40

/* Where a coordinate's bound is not known, as for ordinary range predicates. */
#define UNKNOWN_RANGE DEFAULT_INEQ_SEL

static bool
is_bounded(const AxArray *array, int d)
{
	return array->grid.bounds.lower[d] > -AX_COORD_MAX &&
		array->grid.bounds.upper[d] < AX_COORD_MAX;
}

/* Chunks along an axis that has both bounds. */
static double
axis_chunks(const AxArray *array, int d)
{
	return ceil((double) ax_shape_length(&array->grid.bounds, d) / (double) array->grid.chunk[d]);
}

/* Guesses the cells along an axis. */
static double
axis_extent(const AxScanInfo *info, int d)
{
	const AxArray *array = info->array;
	double		chunks = Max(info->chunks, 1);
	int			unbounded = 0;

	if (is_bounded(array, d))
		return (double) ax_shape_length(&array->grid.bounds, d);
	for (int e = 0; e < array->ndim; e++)
		if (is_bounded(array, e))
			chunks /= axis_chunks(array, e);
		else
			unbounded++;
	chunks = Max(ceil(pow(Max(chunks, 1), 1.0 / unbounded)), 1);
	return chunks * (double) array->grid.chunk[d];
}

/* Number of cells of a chunk in the middle of the array. */
static double
chunk_cells(const AxArray *array)
{
	double		cells = 1;

	for (int d = 0; d < array->ndim; d++)
		cells *= is_bounded(array, d) ?
			Min((double) array->grid.chunk[d], (double) ax_shape_length(&array->grid.bounds, d)) :
			(double) array->grid.chunk[d];
	return cells;
}

AxScanInfo *
ax_scan_info(PlannerInfo *root, RelOptInfo *rel, Oid relid)
{
	AxScanInfo *info = palloc0(sizeof(AxScanInfo));
	Relation	chunks;
	double		heap_pages;
	double		most = 1;
	bool		bounded = true;

	info->array = ax_store_array(relid);
	ax_store_check_chunks(info->array, ACL_SELECT);
	chunks = table_open(info->array->chunk_relid, AccessShareLock);
	heap_pages = RelationGetNumberOfBlocks(chunks);
	info->pages = heap_pages;
	if (OidIsValid(chunks->rd_rel->reltoastrelid))
	{
		Relation	toast = table_open(chunks->rd_rel->reltoastrelid, AccessShareLock);

		info->pages += RelationGetNumberOfBlocks(toast);
		table_close(toast, AccessShareLock);
	}
	if (chunks->rd_rel->reltuples >= 0 && chunks->rd_rel->relpages > 0)
		info->chunks = rint(heap_pages * chunks->rd_rel->reltuples / chunks->rd_rel->relpages);
	else
		info->chunks = heap_pages * CHUNKS_PER_PAGE;
	table_close(chunks, NoLock);

	for (int d = 0; d < info->array->ndim; d++)
		if (is_bounded(info->array, d))
			most *= axis_chunks(info->array, d);
		else
			bounded = false;
	if (bounded)
		info->chunks = Min(info->chunks, most);
	/* ANALYZE knows better where the array is sparse; it may have grown since */
	info->cells = rel->tuples >= 0 && rel->pages > 0 ?
		rint(rel->tuples * info->pages / rel->pages) :
		info->chunks * chunk_cells(info->array);
	info->bounds = ax_box_bounds(root, rel, info->array, rel->baserestrictinfo);
	return info;
}

/* The bounds of one axis: as far as they are known, and how many are not. */
static void
axis_bounds(PlannerInfo *root, List *bounds, int d, AxBox *box, bool *none,
			bool *point, int *ranges)
{
	ListCell   *lc;

	foreach(lc, bounds)
	{
		AxBound    *bound = lfirst(lc);
		Node	   *value;

		if (bound->dim != d)
			continue;
		value = estimate_expression_value(root, (Node *) bound->comparand);
		if (IsA(value, Const))
		{
			if (!ax_box_cut(bound, ((Const *) value)->constvalue,
							((Const *) value)->constisnull, box))
				*none = true;
		}
		else if (bound->strategy == BTEqualStrategyNumber && !bound->any)
			*point = true;
		else
			(*ranges)++;
	}
}

double
ax_scan_length(PlannerInfo *root, const AxScanInfo *info, List *bounds, int d)
{
	const AxArray *array = info->array;
	AxBox		box = array->grid.bounds;
	double		extent = axis_extent(info, d);
	double		length;
	bool		none = false;
	bool		point = false;
	int			ranges = 0;

	axis_bounds(root, bounds, d, &box, &none, &point, &ranges);
	if (none)
		return 0;
	length = Min((double) ax_shape_length(&box, d), extent);
	if (point)
		length = 1;
	else
		length = Max(length * pow(UNKNOWN_RANGE, ranges), 1);
	/* half open where nothing is known of the other side */
	if (!is_bounded(array, d) && length >= extent &&
		(box.lower[d] > array->grid.bounds.lower[d] ||
		 box.upper[d] < array->grid.bounds.upper[d]))
		length = Max(extent * UNKNOWN_RANGE, 1);
	return length;
}

void
ax_scan_estimate(PlannerInfo *root, const AxScanInfo *info, List *bounds, AxEstimate *estimate)
{
	const AxArray *array = info->array;
	double		cells = 1;
	double		chunks = 1;

	for (int d = 0; d < array->ndim; d++)
	{
		double		extent = axis_extent(info, d);
		double		per_chunk = (double) array->grid.chunk[d];
		double		length = ax_scan_length(root, info, bounds, d);

		if (length == 0)
		{
			estimate->chunks = estimate->pages = estimate->cells = 0;
			return;
		}
		cells *= length / extent;
		/* a stretch that begins anywhere meets one chunk more, less one cell */
		chunks *= Min(1, ((length - 1) / per_chunk + 1) / Max(ceil(extent / per_chunk), 1));
	}
	estimate->cells = info->cells * cells;
	estimate->chunks = Min(info->chunks, Max(1, info->chunks * chunks));
	/* of the chunks' cells only the tiles needed are fetched */
	estimate->pages = info->pages * Max(cells, chunks / 4);
}

void
ax_scan_size(PlannerInfo *root, RelOptInfo *rel, const AxScanInfo *info)
{
	AxEstimate	estimate;
	List	   *rest = NIL;
	ListCell   *lc;

	/* the other predicates, by statistics if ANALYZE has made any */
	foreach(lc, rel->baserestrictinfo)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);

		if (ax_box_bounds(root, rel, info->array, list_make1(rinfo)) == NIL)
			rest = lappend(rest, rinfo);
	}
	ax_scan_estimate(root, info, info->bounds, &estimate);
	rel->tuples = info->cells;
	rel->pages = (BlockNumber) Min(info->pages, (double) MaxBlockNumber);
	/* sets width and the cost of the predicates as well */
	set_baserel_size_estimates(root, rel);
	rel->rows = clamp_row_est(estimate.cells *
							  clauselist_selectivity(root, rest, 0, JOIN_INNER, NULL));
}

void
ax_scan_cost(PlannerInfo *root, RelOptInfo *rel, const AxScanInfo *info, List *bounds,
			 ParamPathInfo *param_info, double *rows, Cost *startup, Cost *total)
{
	AxEstimate	estimate;
	QualCost	quals = rel->baserestrictcost;
	Cost		run;

	ax_scan_estimate(root, info, bounds, &estimate);
	*rows = rel->rows;
	if (param_info != NULL)
	{
		QualCost	more;

		*rows = param_info->ppi_rows;
		cost_qual_eval(&more, param_info->ppi_clauses, root);
		quals.startup += more.startup;
		quals.per_tuple += more.per_tuple;
	}
	*startup = quals.startup + rel->reltarget->cost.startup;
	/* a step of the key and the head of a value for each chunk */
	run = estimate.chunks * (random_page_cost + cpu_index_tuple_cost + cpu_tuple_cost);
	run += estimate.pages * seq_page_cost;
	/* cells come out of a tile at about half of what a heap tuple takes */
	run += estimate.cells * (0.5 * cpu_tuple_cost + quals.per_tuple);
	run += *rows * rel->reltarget->cost.per_tuple;
	*total = *startup + run;
}
