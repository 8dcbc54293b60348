/*
 * The relation of cells: the foreign data wrapper's callbacks.
 *
 * All of PostgreSQL's FDW structs stay in this file.  Planning: estimate.c
 * and box.c; execution: cells.c over blocks.c; EXPLAIN: explain.c; writing:
 * modify.c.
 *
 * Predicates that filter.c takes are no longer the executor's, but are tested
 * by it on rows that EvalPlanQual brings (whole-row row marks).
 */
#include "postgres.h"

#include "access/sysattr.h"
#include "access/table.h"
#include "executor/executor.h"
#include "foreign/fdwapi.h"
#include "nodes/makefuncs.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"
#include "optimizer/paths.h"
#include "optimizer/planmain.h"
#include "optimizer/restrictinfo.h"
#include "optimizer/tlist.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "scan/estimate.h"
#include "scan/explain.h"
#include "scan/modify.h"
#include "scan/sample.h"
#include "scan/state.h"

PG_FUNCTION_INFO_V1(array_fdw_handler);

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

/* A scan that several processes share. */
static void
add_partial_scan_path(PlannerInfo *root, RelOptInfo *rel)
{
	AxScanInfo *info = rel->fdw_private;
	AxEstimate	estimate;
	ForeignPath *path;
	double		rows;
	double		divisor;
	Cost		startup;
	Cost		total;
	int			workers;

	if (!rel->consider_parallel || !bms_is_empty(rel->lateral_relids))
		return;
	ax_scan_estimate(root, info, info->bounds, &estimate);
	workers = ax_share_workers(estimate.pages, estimate.cells);
	if (workers == 0)
		return;
	divisor = ax_share_divisor(workers);
	ax_scan_cost(root, rel, info, info->bounds, NULL, &rows, &startup, &total);
	path = create_foreignscan_path(root, rel, NULL, clamp_row_est(rows / divisor), startup,
								   startup + (total - startup) / divisor, NIL, NULL, NULL, NIL);
	path->path.parallel_aware = true;
	path->path.parallel_workers = workers;
	add_partial_path(rel, (Path *) path);
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
	add_partial_scan_path(root, rel);

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

/* Aggregation of an array alone, chunk by chunk. */
static void
get_upper_paths(PlannerInfo *root, UpperRelationKind stage, RelOptInfo *input,
				RelOptInfo *output, void *extra)
{
	if (stage == UPPERREL_GROUP_AGG && input->reloptkind == RELOPT_BASEREL &&
		input->fdw_private != NULL)
		ax_agg_add_paths(root, input, output, ((GroupPathExtraData *) extra)->havingQual);
}

static ForeignScan *
get_agg_plan(ForeignPath *path, List *tlist, Plan *outer_plan)
{
	AxAggPlan  *plan = linitial(path->fdw_private);

	return make_foreignscan(tlist, plan->having, 0, plan->exprs, plan->private, plan->tlist,
							NIL, outer_plan);
}

/*
 * Takes the predicates that the box answers off the list; what is left goes to
 * *rest.  Where nothing is to run vectorised all stay: results are compared
 * with those of the executor's predicates so.
 */
static List *
box_clauses(PlannerInfo *root, RelOptInfo *rel, const AxArray *array, List *clauses, List **rest)
{
	List	   *exact = NIL;
	ListCell   *lc;

	*rest = NIL;
	foreach(lc, clauses)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);

		if (ax_scan_require_vectorized != AX_REQUIRE_FORBID && ax_box_exact(root, rel, array, rinfo))
			exact = lappend(exact, rinfo->clause);
		else
			*rest = lappend(*rest, rinfo);
	}
	return exact;
}

static ForeignScan *
get_plan(PlannerInfo *root, RelOptInfo *rel, Oid relid, ForeignPath *path,
		 List *tlist, List *clauses, Plan *outer_plan)
{
	AxScanInfo *info = rel->fdw_private;
	List	   *bounds;
	List	   *exprs = NIL;
	List	   *exact;
	List	   *rest;
	AxFilterPlan *filter;
	ListCell   *lc;

	if (IS_UPPER_REL(rel))
		return get_agg_plan(path, tlist, outer_plan);
	bounds = ax_box_bounds(root, rel, info->array, clauses);
	foreach(lc, bounds)
		exprs = lappend(exprs, ((AxBound *) lfirst(lc))->comparand);
	exact = box_clauses(root, rel, info->array, clauses, &rest);
	filter = ax_filter_plan(rel->relid, info->array, extract_actual_clauses(rest, false),
							ax_filter_all_cells(root));
	if (info->why != NULL)
		filter->whys = lappend(filter->whys, makeString(psprintf("aggregation: %s", info->why)));
	return make_foreignscan(tlist, filter->rest, rel->relid,
							list_concat(exprs, filter->constants),
							lappend(list_make5(used_columns(rel, relid, filter->rest),
											   ax_box_pack(bounds), filter->programs,
											   filter->prunes, filter->whys),
									makeInteger(list_length(exact))),
							NIL, list_concat_copy(exact, filter->quals), outer_plan);
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
	node->fdw_state = state;
	if (plan->scan.scanrelid == 0)
	{
		state->agg = ax_agg_begin(node);
		return;
	}
	state->array = ax_store_array(RelationGetRelid(node->ss.ss_currentRelation));
	locks = find_lock(node, &lock);
	/* to lock rows takes the right to change them, of the chunk table too */
	ax_store_check_chunks(state->array, locks ? ACL_SELECT | ACL_UPDATE : ACL_SELECT);
	state->bounds = ax_box_unpack(list_nth(plan->fdw_private, AX_PLAN_BOUNDS));
	state->comparands = ExecInitExprList(plan->fdw_exprs, &node->ss.ps);
	state->share = ax_expr_share(list_copy_tail(state->comparands, list_length(state->bounds)),
								 node->ss.ps.ps_ExprContext, state->array->ndim);
	state->filter = ax_filter_make(state->array, list_nth(plan->fdw_private, AX_PLAN_PROGRAMS),
								   list_nth(plan->fdw_private, AX_PLAN_PRUNES), state->share);
	foreach(lc, list_nth(plan->fdw_private, AX_PLAN_COLUMNS))
		columns = bms_add_member(columns, lfirst_int(lc));
	/* columns that nobody uses stay NULL for the whole scan */
	memset(slot->tts_isnull, true, sizeof(bool) * slot->tts_tupleDescriptor->natts);
	state->cells = ax_cells_make(state->array, node->ss.ps.state->es_snapshot, columns,
								 locks ? &lock : NULL, state->filter, slot->tts_values, slot->tts_isnull);
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

/* Says whether a slot holds all columns of a row and nothing else. */
static inline bool
is_virtual(const TupleTableSlot *slot)
{
	return (slot->tts_flags & (TTS_FLAG_EMPTY | TTS_FLAG_SHOULDFREE)) == 0 &&
		slot->tts_nvalid == slot->tts_tupleDescriptor->natts;
}

static TupleTableSlot *
iterate_scan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;
	TupleTableSlot *slot = node->ss.ss_ScanTupleSlot;

	/* a row that nobody has made a tuple of is overwritten where it stands */
	if (likely(state->started) && likely(is_virtual(slot)))
		return ax_cells_next(state->cells) ? slot : ExecClearTuple(slot);
	ExecClearTuple(slot);
	if (state->agg != NULL)
	{
		if (ax_agg_next(state->agg, slot->tts_values, slot->tts_isnull))
			ExecStoreVirtualTuple(slot);
		return slot;
	}
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

	if (state->agg != NULL)
	{
		ax_agg_rescan(state->agg);
		return;
	}
	/* EXPLAIN counts the chunks that this run did not come to as well */
	if (state->started && node->ss.ps.instrument != NULL)
		ax_blocks_drain(state->cells->blocks);
	state->started = false;
}

static void
end_scan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;

	if (state == NULL)
		return;
	if (state->agg != NULL)
		ax_agg_end(state->agg);
	else
		ax_cells_end(state->cells);
}

/* ---- parallel scans ---- */

static bool
is_parallel_safe(PlannerInfo *root, RelOptInfo *rel, RangeTblEntry *rte)
{
	return true;
}

static void
join_share(ForeignScanState *node, AxShare *share, bool worker)
{
	AxScanState *state = node->fdw_state;

	state->team = share;
	state->worker = worker;
	ax_scan_blocks(state)->counter = &share->counter;
	if (state->agg != NULL)
		ax_agg_join(state->agg, share, node->ss.ps.state->es_query_dsa, worker);
}

static Size
estimate_dsm(ForeignScanState *node, ParallelContext *context)
{
	return sizeof(AxShare);
}

static void
initialize_dsm(ForeignScanState *node, ParallelContext *context, void *coordinate)
{
	AxScanState *state = node->fdw_state;

	ax_share_init(coordinate);
	join_share(node, coordinate, false);
	state->runs++;
}

static void
reinitialize_dsm(ForeignScanState *node, ParallelContext *context, void *coordinate)
{
	AxScanState *state = node->fdw_state;

	ax_share_restart(coordinate);
	join_share(node, coordinate, false);
	state->runs++;
}

static void
initialize_worker(ForeignScanState *node, shm_toc *toc, void *coordinate)
{
	join_share(node, coordinate, true);
}

static void
shutdown_scan(ForeignScanState *node)
{
	AxScanState *state = node->fdw_state;
	uint64		figures[AX_FIGURES];

	if (state == NULL || state->team == NULL)
		return;
	/* the counter goes with the shared memory */
	if (node->ss.ps.instrument != NULL)
		ax_blocks_drain(ax_scan_blocks(state));
	if (state->worker)
	{
		ax_scan_figures(state, figures);
		ax_share_add(state->team, figures);
	}
	else
		ax_share_take(state->team, state->others);
	state->team = NULL;
	ax_scan_blocks(state)->counter = NULL;
	if (state->agg != NULL)
		ax_agg_join(state->agg, NULL, NULL, false);
}

/* ---- ANALYZE ---- */

static bool
analyze_table(Relation relation, AcquireSampleRowsFunc *func, BlockNumber *totalpages)
{
	*func = ax_sample_rows;
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
	routine->GetForeignUpperPaths = get_upper_paths;
	routine->BeginForeignScan = begin_scan;
	routine->IterateForeignScan = iterate_scan;
	routine->ReScanForeignScan = rescan;
	routine->EndForeignScan = end_scan;
	routine->ExplainForeignScan = ax_explain_scan;
	routine->IsForeignScanParallelSafe = is_parallel_safe;
	routine->EstimateDSMForeignScan = estimate_dsm;
	routine->InitializeDSMForeignScan = initialize_dsm;
	routine->ReInitializeDSMForeignScan = reinitialize_dsm;
	routine->InitializeWorkerForeignScan = initialize_worker;
	routine->ShutdownForeignScan = shutdown_scan;
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
	routine->PlanDirectModify = ax_modify_plan_direct;
	routine->BeginDirectModify = ax_modify_begin_direct;
	routine->IterateDirectModify = ax_modify_iterate_direct;
	routine->EndDirectModify = ax_modify_end_direct;
	routine->ExplainDirectModify = ax_modify_explain_direct;
	PG_RETURN_POINTER(routine);
}
