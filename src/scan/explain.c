/* What EXPLAIN says of scans and aggregations. */
#include "postgres.h"

#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "rewrite/rewriteManip.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

#include "scan/box.h"
#include "scan/explain.h"
#include "scan/state.h"

static bool find(Plan *at, const Plan *plan, List **above);

static bool
find_among(List *plans, const Plan *plan, List **above)
{
	ListCell   *lc;

	foreach(lc, plans)
		if (find(lfirst(lc), plan, above))
			return true;
	return false;
}

/* Looks below a node; on the way back appends those passed. */
static bool
find(Plan *at, const Plan *plan, List **above)
{
	bool		found = false;

	if (at == NULL)
		return false;
	if (at == plan)
		return true;
	check_stack_depth();
	switch (nodeTag(at))
	{
		case T_Append:
			found = find_among(((Append *) at)->appendplans, plan, above);
			break;
		case T_MergeAppend:
			found = find_among(((MergeAppend *) at)->mergeplans, plan, above);
			break;
		case T_SubqueryScan:
			found = find(((SubqueryScan *) at)->subplan, plan, above);
			break;
		case T_CustomScan:
			found = find_among(((CustomScan *) at)->custom_plans, plan, above);
			break;
		default:
			break;
	}
	found = found || find(at->lefttree, plan, above) || find(at->righttree, plan, above);
	if (found)
		*above = lappend(*above, at);
	return found;
}

/*
 * The plan nodes above a node, the nearest first, by which parameters of
 * nested loops are deparsed as the columns that they stand for; NIL when it is
 * not found, which only leaves them as $n.
 */
static List *
ancestors(const PlannedStmt *statement, const Plan *plan)
{
	List	   *above = NIL;

	if (!find(statement->planTree, plan, &above))
		find_among(statement->subplans, plan, &above);
	return above;
}

AxBlocks *
ax_scan_blocks(const AxScanState *state)
{
	return state->agg != NULL ? ax_agg_blocks(state->agg) : state->cells->blocks;
}

AxFilter *
ax_scan_filter(const AxScanState *state)
{
	return state->agg != NULL ? ax_agg_filter(state->agg) : state->filter;
}

void
ax_scan_figures(const AxScanState *state, uint64 *figures)
{
	AxBlocks   *blocks = ax_scan_blocks(state);
	const AxFilter *filter = ax_scan_filter(state);

	figures[AX_FIGURE_MET] = ax_blocks_met(blocks);
	figures[AX_FIGURE_ANSWERED] = figures[AX_FIGURE_TILES_ANSWERED] = 0;
	if (state->agg != NULL)
		figures[AX_FIGURE_ANSWERED] = ax_agg_answered(state->agg,
													  &figures[AX_FIGURE_TILES_ANSWERED]);
	figures[AX_FIGURE_FILTERED] = filter != NULL ? filter->removed : 0;
	figures[AX_FIGURE_PRUNED] = filter != NULL ? filter->chunks_removed : 0;
	figures[AX_FIGURE_READ] = blocks->chunks_read;
	figures[AX_FIGURE_TILES] = ax_blocks_decoded(blocks);
	figures[AX_FIGURE_BYTES] = ax_blocks_bytes(blocks);
}

static void
explain_box(const AxArray *array, List *bounds, ExplainState *es)
{
	Bitmapset  *axes = NULL;
	List	   *names = NIL;
	ListCell   *lc;
	int			d = -1;

	foreach(lc, ax_box_unpack(bounds))
		axes = bms_add_member(axes, ((AxBound *) lfirst(lc))->dim);
	while ((d = bms_next_member(axes, d)) >= 0)
		names = lappend(names, pstrdup(NameStr(array->dims[d].name)));
	if (names != NIL)
		ExplainPropertyList("Box Dimensions", names, es);
}

static void
explain_quals(ForeignScanState *node, const char *label, List *quals, ExplainState *es)
{
	Plan	   *plan = node->ss.ps.plan;
	List	   *context = set_deparse_context_plan(es->deparse_cxt, plan,
												   ancestors(es->pstmt, plan));

	ExplainPropertyText(label, deparse_expression((Node *) make_ands_explicit(quals), context,
												  es->verbose, false), es);
}

/* The predicates that run vectorised, and why others do not. */
static void
explain_filter(ForeignScanState *node, List *quals, List *reasons, ExplainState *es)
{
	AxScanState *state = node->fdw_state;
	List	   *whys = NIL;
	ListCell   *lc;

	if (quals != NIL)
	{
		explain_quals(node, "Vectorized Filter", quals, es);
		if (es->analyze && state != NULL)
			ExplainPropertyUInteger("Rows Removed by Vectorized Filter", NULL,
									ax_scan_filter(state)->removed +
									state->others[AX_FIGURE_FILTERED], es);
	}
	if (!es->verbose)
		return;
	foreach(lc, reasons)
		whys = lappend(whys, strVal(lfirst(lc)));
	if (whys != NIL)
		ExplainPropertyList("Not Vectorized", whys, es);
}

/* Chunks and tiles are counted over all loops and all processes. */
static void
explain_figures(ForeignScanState *node, ExplainState *es)
{
	AxScanState *state = node->fdw_state;
	AxBlocks   *blocks = ax_scan_blocks(state);
	uint64		chunks = ax_chunks_count(blocks->array, node->ss.ps.state->es_snapshot);
	uint64		runs = Max(state->runs, blocks->starts);
	uint64		figures[AX_FIGURES];

	ax_blocks_drain(blocks);
	ax_scan_figures(state, figures);
	for (int i = 0; i < AX_FIGURES; i++)
		figures[i] += state->others[i];
	ExplainPropertyUInteger("Chunks", NULL, chunks, es);
	ExplainPropertyUInteger("Chunks Removed by Box", NULL,
							chunks * runs - figures[AX_FIGURE_MET], es);
	if (ax_scan_filter(state) != NULL && ax_scan_filter(state)->nprunes > 0)
		ExplainPropertyUInteger("Chunks Removed by Summary", NULL, figures[AX_FIGURE_PRUNED], es);
	if (state->agg != NULL)
		ExplainPropertyUInteger("Chunks Answered from Summary", NULL,
								figures[AX_FIGURE_ANSWERED], es);
	ExplainPropertyUInteger("Chunks Read", NULL, figures[AX_FIGURE_READ], es);
	if (state->agg != NULL)
		ExplainPropertyUInteger("Tiles Answered from Summary", NULL,
								figures[AX_FIGURE_TILES_ANSWERED], es);
	ExplainPropertyUInteger("Tiles Decoded", NULL, figures[AX_FIGURE_TILES], es);
	ExplainPropertyUInteger("Bytes Decoded", NULL, figures[AX_FIGURE_BYTES], es);
}

/* An aggregation, which stands for the scan too. */
static void
explain_agg(ForeignScanState *node, ExplainState *es)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	AxScanState *state = node->fdw_state;
	int			rti = bms_singleton_member(plan->fs_relids);
	Oid			relid = exec_rt_fetch(rti, node->ss.ps.state)->relid;
	List	   *quals;
	const AxArray *array = state != NULL ? ax_scan_blocks(state)->array : ax_store_array(relid);

	ExplainPropertyText("Vectorized Aggregate", get_rel_name(relid), es);
	ExplainPropertyText("Group Method", ax_agg_method(plan->fdw_private, array), es);
	quals = copyObject(list_nth(plan->fdw_private, AX_AGG_SLOT_QUALS));
	ChangeVarNodes((Node *) quals, intVal(list_nth(plan->fdw_private, AX_AGG_SLOT_RELATION)), rti, 0);
	explain_filter(node, quals, NIL, es);
	ExplainPropertyText("Chunk Table", get_rel_name(array->chunk_relid), es);
	explain_box(array, list_nth(plan->fdw_private, AX_AGG_SLOT_BOUNDS), es);
	if (es->analyze && state != NULL)
		explain_figures(node, es);
}

void
ax_explain_scan(ForeignScanState *node, ExplainState *es)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	AxScanState *state = node->fdw_state;
	List	   *quals = plan->fdw_recheck_quals;
	const AxArray *array;
	int			exact;

	if (plan->scan.scanrelid == 0)
	{
		explain_agg(node, es);
		return;
	}
	array = state != NULL ? state->array :
		ax_store_array(RelationGetRelid(node->ss.ss_currentRelation));
	exact = intVal(list_nth(plan->fdw_private, AX_PLAN_EXACT));
	if (exact > 0)
		explain_quals(node, "Box Filter", list_truncate(list_copy(quals), exact), es);
	explain_filter(node, list_copy_tail(quals, exact),
				   list_nth(plan->fdw_private, AX_PLAN_WHYS), es);
	ExplainPropertyText("Chunk Table", get_rel_name(array->chunk_relid), es);
	explain_box(array, list_nth(plan->fdw_private, AX_PLAN_BOUNDS), es);
	if (es->analyze && state != NULL)
		explain_figures(node, es);
}
