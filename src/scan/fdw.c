/*
 * The relation of cells: the foreign data wrapper's callbacks.
 *
 * All of PostgreSQL's FDW structs stay in this file.  Planning: estimate.c
 * and box.c; execution: cells.c over blocks.c; writing: modify.c.
 *
 * Predicates that filter.c takes are no longer the executor's, but are tested
 * by it on rows that EvalPlanQual brings (whole-row row marks).
 */
#include "postgres.h"

#include "access/sysattr.h"
#include "access/table.h"
#include "commands/explain.h"
#include "executor/executor.h"
#include "foreign/fdwapi.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/paths.h"
#include "optimizer/planmain.h"
#include "optimizer/restrictinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

#include "scan/cells.h"
#include "scan/estimate.h"
#include "scan/explain.h"
#include "scan/filter.h"
#include "scan/modify.h"
#include "scan/sample.h"

PG_FUNCTION_INFO_V1(array_fdw_handler);

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
	AX_PLAN_WHYS				/* String: why others are the executor's */
};

/* Execution state of a scan. */
typedef struct AxScanState
{
	AxArray    *array;			/* owned */
	List	   *bounds;			/* AxBound, without comparands */
	List	   *comparands;		/* ExprState, one for each bound */
	AxExprShare *share;			/* owned; of the filter's programs */
	AxFilter   *filter;			/* owned, or NULL */
	AxCells    *cells;			/* owned */
	bool		started;		/* the box has been worked out */
} AxScanState;

/* ---- planning ---- */

static void
get_rel_size(PlannerInfo *root, RelOptInfo *rel, Oid relid)
{
	AxScanInfo *info = ax_scan_info(root, rel, relid);

	rel->fdw_private = info;
	ax_scan_size(root, rel, info);
}

static void
add_scan_path(PlannerInfo *root, RelOptInfo *rel, ParamPathInfo *param_info)
{
	AxScanInfo *info = rel->fdw_private;
	List	   *bounds = info->bounds;
	double		rows;
	Cost		startup;
	Cost		total;

	if (param_info != NULL)
		bounds = list_concat_copy(bounds, ax_box_bounds(root, rel, info->array,
														param_info->ppi_clauses));
	ax_scan_cost(root, rel, info, bounds, param_info, &rows, &startup, &total);
	add_path(rel, (Path *) create_foreignscan_path(root, rel, NULL, rows, startup, total, NIL,
												   param_info != NULL ? param_info->ppi_req_outer :
												   rel->lateral_relids,
												   NULL, NIL));
}

/* Says whether a member of an equivalence class is a dimension. */
static bool
is_dimension(PlannerInfo *root, RelOptInfo *rel, EquivalenceClass *ec,
			 EquivalenceMember *em, void *arg)
{
	Oid			cast;

	return ax_box_axis(rel, ((AxScanInfo *) arg)->array, (Node *) em->em_expr, &cast) >= 0;
}

/* Join clauses that would bound a dimension if the other side were known. */
static List *
bounding_clauses(PlannerInfo *root, RelOptInfo *rel)
{
	AxScanInfo *info = rel->fdw_private;
	List	   *clauses = list_copy(rel->joininfo);
	List	   *bounding = NIL;
	ListCell   *lc;

	if (rel->has_eclass_joins)
		clauses = list_concat(clauses,
							  generate_implied_equalities_for_column(root, rel, is_dimension, info,
																	 rel->lateral_referencers));
	foreach(lc, clauses)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);

		if (join_clause_is_movable_to(rinfo, rel) &&
			ax_box_bounds(root, rel, info->array, list_make1(rinfo)) != NIL)
			bounding = lappend(bounding, rinfo);
	}
	return bounding;
}

static void
get_paths(PlannerInfo *root, RelOptInfo *rel, Oid relid)
{
	List	   *clauses = bounding_clauses(root, rel);
	List	   *done = NIL;
	Relids		all = NULL;
	ListCell   *lc;

	add_scan_path(root, rel, NULL);

	/* one path for each set of other relations, and one for all of them */
	foreach(lc, clauses)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);
		Relids		outer = bms_del_member(bms_union(rinfo->clause_relids, rel->lateral_relids),
										   rel->relid);

		if (bms_is_empty(outer))
			continue;
		done = list_append_unique_ptr(done, get_baserel_parampathinfo(root, rel, outer));
		all = bms_add_members(all, outer);
	}
	if (!bms_is_empty(all))
		done = list_append_unique_ptr(done, get_baserel_parampathinfo(root, rel, all));
	foreach(lc, done)
		add_scan_path(root, rel, lfirst(lc));
}

/*
 * Columns that the query uses above the scan or in predicates of the
 * executor; system columns but tableoid are refused.
 */
static List *
used_columns(RelOptInfo *rel, Oid relid, List *clauses)
{
	Bitmapset  *used = NULL;
	List	   *columns = NIL;
	ListCell   *lc;
	int			bit = -1;

	/*
	 * The target list that the planner hands over may be that of the whole
	 * table, where it costs nothing; what is really used stands here.
	 */
	pull_varattnos((Node *) rel->reltarget->exprs, rel->relid, &used);
	foreach(lc, clauses)
		pull_varattnos(lfirst(lc), rel->relid, &used);
	while ((bit = bms_next_member(used, bit)) >= 0)
	{
		AttrNumber	attno = bit + FirstLowInvalidHeapAttributeNumber;

		if (attno > 0)
			columns = lappend_int(columns, attno);
		else if (attno == 0)
		{
			/* the whole row */
			list_free(columns);
			columns = NIL;
			for (int i = 1; i <= rel->max_attr; i++)
				columns = lappend_int(columns, i);
			return columns;
		}
		else if (attno != TableOidAttributeNumber)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("cannot retrieve system column \"%s\" of stored array \"%s\"",
							get_attname(relid, attno, false), get_rel_name(relid)),
					 errhint("A cell is identified by its dimensions.")));
	}
	return columns;
}

static ForeignScan *
get_plan(PlannerInfo *root, RelOptInfo *rel, Oid relid, ForeignPath *path,
		 List *tlist, List *clauses, Plan *outer_plan)
{
	AxScanInfo *info = rel->fdw_private;
	List	   *bounds = ax_box_bounds(root, rel, info->array, clauses);
	List	   *actual = extract_actual_clauses(clauses, false);
	AxFilterPlan *filter = ax_filter_plan(rel->relid, info->array, actual,
										  ax_filter_all_cells(root));
	List	   *exprs = NIL;
	ListCell   *lc;

	foreach(lc, bounds)
		exprs = lappend(exprs, ((AxBound *) lfirst(lc))->comparand);
	return make_foreignscan(tlist, filter->rest, rel->relid,
							list_concat(exprs, filter->constants),
							list_make5(used_columns(rel, relid, filter->rest),
									   ax_box_pack(bounds), filter->programs, filter->prunes,
									   filter->whys),
							NIL, filter->quals, outer_plan);
}

/* ---- execution ---- */

/*
 * How chunk rows are locked: as the target of UPDATE or DELETE, or as FOR
 * UPDATE and its kin say.  False if not at all.
 */
static bool
find_lock(ForeignScanState *node, AxChunkLock *lock)
{
	EState	   *estate = node->ss.ps.state;
	Index		rti = ((Scan *) node->ss.ps.plan)->scanrelid;
	ExecRowMark *mark;

	lock->cid = estate->es_output_cid;
	lock->wait = LockWaitBlock;
	if (list_member_int(estate->es_plannedstmt->resultRelations, rti))
	{
		lock->mode = LockTupleNoKeyExclusive;
		return true;
	}
	mark = ExecFindRowMark(estate, rti, true);
	if (mark == NULL)
		return false;
	lock->wait = mark->waitPolicy;
	switch (mark->strength)
	{
		case LCS_NONE:
			return false;
		case LCS_FORKEYSHARE:
			lock->mode = LockTupleKeyShare;
			break;
		case LCS_FORSHARE:
			lock->mode = LockTupleShare;
			break;
		case LCS_FORNOKEYUPDATE:
			lock->mode = LockTupleNoKeyExclusive;
			break;
		case LCS_FORUPDATE:
			lock->mode = LockTupleExclusive;
			break;
	}
	return true;
}

static void
begin_scan(ForeignScanState *node, int eflags)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;
	Bitmapset  *columns = NULL;
	AxScanState *state;
	AxChunkLock lock;
	bool		locks;
	ListCell   *lc;

	if (eflags & EXEC_FLAG_EXPLAIN_ONLY)
		return;
	state = palloc0(sizeof(AxScanState));
	state->array = ax_store_array(RelationGetRelid(node->ss.ss_currentRelation));
	ax_store_check_chunks(state->array, ACL_SELECT);
	state->bounds = ax_box_unpack(list_nth(plan->fdw_private, AX_PLAN_BOUNDS));
	state->comparands = ExecInitExprList(plan->fdw_exprs, &node->ss.ps);
	state->share = ax_expr_share(list_copy_tail(state->comparands, list_length(state->bounds)),
								 node->ss.ps.ps_ExprContext, state->array->ndim);
	state->filter = ax_filter_make(state->array, list_nth(plan->fdw_private, AX_PLAN_PROGRAMS),
								   list_nth(plan->fdw_private, AX_PLAN_PRUNES), state->share);
	foreach(lc, list_nth(plan->fdw_private, AX_PLAN_COLUMNS))
		columns = bms_add_member(columns, lfirst_int(lc));
	locks = find_lock(node, &lock);
	/* columns that nobody uses stay NULL for the whole scan */
	memset(slot->tts_isnull, true, sizeof(bool) * slot->tts_tupleDescriptor->natts);
	state->cells = ax_cells_make(state->array, node->ss.ps.state->es_snapshot, columns,
								 locks ? &lock : NULL, state->filter, slot->tts_values, slot->tts_isnull);
	node->fdw_state = state;
}

/* Works out the box from what the comparands are now; false if it is empty. */
static bool
work_out_box(ForeignScanState *node, AxScanState *state, AxBox *box)
{
	ListCell   *lb;
	ListCell   *lc;

	*box = state->array->grid.bounds;
	forboth(lb, state->bounds, lc, state->comparands)
	{
		bool		isnull;
		Datum		value = ExecEvalExprSwitchContext(lfirst(lc), node->ss.ps.ps_ExprContext,
													  &isnull);

		if (!ax_box_cut(lfirst(lb), value, isnull, box))
			return false;
	}
	return true;
}

static TupleTableSlot *
iterate_scan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;

	ExecClearTuple(slot);
	if (!state->started)
	{
		AxBox		box;

		if (state->filter != NULL)
			ax_filter_start(state->filter);
		ax_cells_start(state->cells, work_out_box(node, state, &box) ? &box : NULL);
		state->started = true;
	}
	if (ax_cells_next(state->cells))
		ExecStoreVirtualTuple(slot);
	return slot;
}

static void
rescan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;

	/* EXPLAIN counts the chunks that this run did not come to as well */
	if (state->started && node->ss.ps.instrument != NULL)
		ax_blocks_drain(state->cells->blocks);
	state->started = false;
}

static void
end_scan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;

	if (state != NULL)
		ax_cells_end(state->cells);
}

/* ---- EXPLAIN ---- */

static void
explain_box(ForeignScanState *node, const AxArray *array, ExplainState *es)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	Bitmapset  *axes = NULL;
	List	   *names = NIL;
	ListCell   *lc;
	int			d = -1;

	foreach(lc, ax_box_unpack(list_nth(plan->fdw_private, AX_PLAN_BOUNDS)))
		axes = bms_add_member(axes, ((AxBound *) lfirst(lc))->dim);
	while ((d = bms_next_member(axes, d)) >= 0)
		names = lappend(names, pstrdup(NameStr(array->dims[d].name)));
	if (names != NIL)
		ExplainPropertyList("Box Dimensions", names, es);
}

/* The predicates that run vectorised, and why others do not. */
static void
explain_filter(ForeignScanState *node, ExplainState *es)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	AxScanState *state = node->fdw_state;
	List	   *whys = NIL;
	ListCell   *lc;

	if (plan->fdw_recheck_quals != NIL)
	{
		List	   *context = set_deparse_context_plan(es->deparse_cxt, (Plan *) plan,
													   ax_explain_ancestors(es->pstmt, (Plan *) plan));
		Node	   *quals = (Node *) make_ands_explicit(plan->fdw_recheck_quals);

		ExplainPropertyText("Vectorized Filter",
							deparse_expression(quals, context,
											   list_length(es->rtable) > 1 || es->verbose, false),
							es);
		if (es->analyze && state != NULL)
			ExplainPropertyUInteger("Rows Removed by Vectorized Filter", NULL,
									state->filter->removed, es);
	}
	if (!es->verbose)
		return;
	foreach(lc, list_nth(plan->fdw_private, AX_PLAN_WHYS))
		whys = lappend(whys, strVal(lfirst(lc)));
	if (whys != NIL)
		ExplainPropertyList("Not Vectorized", whys, es);
}

/* Chunks and tiles are counted over all loops. */
static void
explain_scan(ForeignScanState *node, ExplainState *es)
{
	AxScanState *state = node->fdw_state;
	AxArray    *array = state != NULL ? state->array :
		ax_store_array(RelationGetRelid(node->ss.ss_currentRelation));
	AxBlocks   *blocks;
	uint64		chunks;

	explain_filter(node, es);
	ExplainPropertyText("Chunk Table", get_rel_name(array->chunk_relid), es);
	explain_box(node, array, es);
	if (!es->analyze || state == NULL)
		return;
	blocks = state->cells->blocks;
	ax_blocks_drain(blocks);
	chunks = ax_chunks_count(array, node->ss.ps.state->es_snapshot);
	ExplainPropertyUInteger("Chunks", NULL, chunks, es);
	ExplainPropertyUInteger("Chunks Removed by Box", NULL,
							chunks * blocks->starts - ax_blocks_met(blocks), es);
	if (state->filter != NULL && state->filter->nprunes > 0)
		ExplainPropertyUInteger("Chunks Removed by Summary", NULL,
								state->filter->chunks_removed, es);
	ExplainPropertyUInteger("Chunks Read", NULL, blocks->chunks_read, es);
	ExplainPropertyUInteger("Tiles Decoded", NULL, ax_blocks_decoded(blocks), es);
	ExplainPropertyUInteger("Bytes Decoded", NULL, ax_blocks_bytes(blocks), es);
}

/* ---- ANALYZE ---- */

static int
acquire_sample(Relation relation, int elevel, HeapTuple *rows, int targrows,
			   double *totalrows, double *totaldeadrows)
{
	return ax_sample_rows(relation, elevel, rows, targrows, totalrows, totaldeadrows);
}

static bool
analyze_table(Relation relation, AcquireSampleRowsFunc *func, BlockNumber *totalpages)
{
	*func = acquire_sample;
	*totalpages = ax_sample_pages(relation);
	return true;
}

Datum
array_fdw_handler(PG_FUNCTION_ARGS)
{
	FdwRoutine *routine = makeNode(FdwRoutine);

	routine->GetForeignRelSize = get_rel_size;
	routine->GetForeignPaths = get_paths;
	routine->GetForeignPlan = get_plan;
	routine->BeginForeignScan = begin_scan;
	routine->IterateForeignScan = iterate_scan;
	routine->ReScanForeignScan = rescan;
	routine->EndForeignScan = end_scan;
	routine->ExplainForeignScan = explain_scan;
	routine->AnalyzeForeignTable = analyze_table;
	routine->AddForeignUpdateTargets = ax_modify_add_targets;
	routine->IsForeignRelUpdatable = ax_modify_is_updatable;
	routine->BeginForeignModify = ax_modify_begin;
	routine->ExecForeignInsert = ax_modify_insert;
	routine->ExecForeignUpdate = ax_modify_update;
	routine->ExecForeignDelete = ax_modify_delete;
	routine->EndForeignModify = ax_modify_end;
	routine->BeginForeignInsert = ax_modify_begin_insert;
	routine->EndForeignInsert = ax_modify_end;
	routine->ExecForeignTruncate = ax_modify_truncate;
	routine->ExplainForeignModify = ax_modify_explain;
	PG_RETURN_POINTER(routine);
}
