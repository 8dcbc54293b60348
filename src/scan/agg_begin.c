/* Aggregates chunk by chunk: what the plan says. */
#include "postgres.h"

#include "access/sysattr.h"
#include "access/table.h"
#include "executor/executor.h"
#include "nodes/bitmapset.h"
#include "optimizer/optimizer.h"
#include "utils/rel.h"

#include "pg/error.h"
#include "scan/agg_state.h"

bool		ax_agg_enable_summary = true;

/* The input of a call; a new one if there is none like it. */
static int
find_input(AxAgg *agg, const AxAggCall *call)
{
	AxAggInput	   *input;

	for (int i = 0; i < agg->ninputs; i++)
		if (agg->inputs[i].source == call->source && agg->inputs[i].number == call->number &&
			agg->inputs[i].filter == call->filter)
			return i;
	input = &agg->inputs[agg->ninputs];
	memset(input, 0, sizeof(*input));
	input->source = call->source;
	input->number = call->number;
	input->filter = call->filter;
	input->kind = call->kind;
	input->coords.context = agg->context;
	return agg->ninputs++;
}

static void
read_column(AxAgg *agg, AxAggOutput *column, List *fields, Expr *expr)
{
	AxAggCall  *call = &column->call;

	call->function = list_nth_int(fields, AX_AGG_COLUMN_FUNCTION);
	if (call->function == AX_AGG_NONE)
		return;
	call->kind = list_nth_int(fields, AX_AGG_COLUMN_KIND);
	call->source = list_nth_int(fields, AX_AGG_COLUMN_SOURCE);
	call->number = list_nth_int(fields, AX_AGG_COLUMN_NUMBER);
	call->filter = list_nth_int(fields, AX_AGG_COLUMN_FILTER);
	column->place = -1;
	if (call->function == AX_AGG_ROWS && call->filter < 0)
		return;
	column->place = find_input(agg, call);
	agg->inputs[column->place].needs |= ax_agg_needs(call->function);
}

/* A key stands before all aggregates. */
static void
read_key(AxAgg *agg, List *fields, Expr *expr, TupleDesc cells)
{
	int			axis = list_nth_int(fields, AX_AGG_COLUMN_SOURCE);
	int			input = list_nth_int(fields, AX_AGG_COLUMN_INPUT);
	Oid			eqop = (Oid) list_nth_int(fields, AX_AGG_COLUMN_NUMBER);
	bool		safe = list_nth_int(fields, AX_AGG_COLUMN_FILTER) != 0;
	int			natts = agg->array->natts;
	AxAggValue *value;

	if (agg->keys == NULL)
		agg->keys = ax_agg_keys_make(agg->array, cells);
	if (axis >= 0)
	{
		ax_agg_keys_add(agg->keys, axis, expr, eqop, safe);
		return;
	}
	value = &agg->values[agg->nvalues++];
	value->attribute = input < natts ? input : -1;
	value->program = input - natts;
	ax_agg_keys_add_value(agg->keys, list_nth_int(fields, AX_AGG_COLUMN_KIND),
						  input < natts ? agg->array->atts[input].attno : 1, expr, safe, eqop);
}

static void
read_columns(AxAgg *agg, ForeignScan *plan, TupleDesc cells)
{
	List	   *columns = list_nth(plan->fdw_private, AX_AGG_SLOT_COLUMNS);
	ListCell   *lc;
	ListCell   *lt;

	agg->columns = palloc0(sizeof(AxAggOutput) * list_length(columns));
	agg->inputs = palloc0(sizeof(AxAggInput) * list_length(columns));
	agg->summaries = palloc(sizeof(AxSummary) * (list_length(columns) + 1));
	forboth(lc, columns, lt, plan->fdw_scan_tlist)
	{
		List	   *fields = lfirst(lc);
		AxAggOutput	   *column = &agg->columns[agg->ncolumns++];
		Expr	   *expr = lfirst_node(TargetEntry, lt)->expr;

		read_column(agg, column, fields, expr);
		if (column->call.function != AX_AGG_NONE)
			continue;
		column->place = agg->ncolumns - 1;
		read_key(agg, fields, expr, cells);
	}
}

/* Which columns are used above; keys may only be there to group by. */
static void
find_used(AxAgg *agg, ForeignScan *plan)
{
	Bitmapset  *used = NULL;

	pull_varattnos((Node *) plan->scan.plan.targetlist, INDEX_VAR, &used);
	pull_varattnos((Node *) plan->scan.plan.qual, INDEX_VAR, &used);
	for (int c = 0; c < agg->ncolumns; c++)
		agg->columns[c].used = bms_is_member(c + 1 - FirstLowInvalidHeapAttributeNumber, used);
}

static void
begin_groups(AxAgg *agg)
{
	AxAlloc		alloc = ax_pg_alloc(agg->context);
	AxError		err;

	for (int i = 0; i < agg->ninputs; i++)
	{
		AxAggInput	   *input = &agg->inputs[i];

		AX_CHECK(ax_groups_begin(&input->groups, input->kind, input->needs, alloc, &err), &err);
		AX_CHECK(ax_groups_begin(&input->local, input->kind, input->needs, alloc, &err), &err);
		if (agg->lead < 0 && input->filter < 0)
			agg->lead = i;
		if (input->source != AX_AGG_ATTRIBUTE || input->filter >= 0)
			agg->summary = false;
	}
	AX_CHECK(ax_groups_begin(&agg->rows, AX_KIND_INT8, 0, alloc, &err), &err);
	AX_CHECK(ax_groups_begin(&agg->local_rows, AX_KIND_INT8, 0, alloc, &err), &err);
}

static void
make_programs(AxAgg *agg, ForeignScan *plan)
{
	List	   *programs = list_nth(plan->fdw_private, AX_AGG_SLOT_PROGRAMS);
	AxExprShare *share = ax_expr_share(list_copy_tail(agg->comparands, list_length(agg->bounds)),
									   agg->expr_context, agg->array->ndim);
	AxExprSource source;
	ListCell   *lc;

	agg->share = share;
	agg->filter = ax_filter_make(agg->array, list_nth(plan->fdw_private, AX_AGG_SLOT_FILTERS),
								 list_nth(plan->fdw_private, AX_AGG_SLOT_PRUNES), share);
	if (agg->filter != NULL && agg->filter->nprograms > 0)
		agg->summary = false;
	ax_filter_source(0, agg->array, &source);
	agg->programs = palloc0(sizeof(AxAggProgram) * Max(list_length(programs), 1));
	foreach(lc, programs)
	{
		AxAggProgram    *program = &agg->programs[agg->nprograms++];

		program->program = ax_expr_compile(lfirst(lc), &source, share);
		program->mask.context = agg->context;
	}
}

/* Makes the scan of the attributes that are needed. */
static void
make_blocks(AxAgg *agg, Snapshot snapshot)
{
	bool	   *wanted = palloc0(sizeof(bool) * agg->array->natts);
	int			lead = -1;

	if (agg->filter != NULL)
		lead = ax_filter_attributes(agg->filter, wanted);
	for (int p = 0; p < agg->nprograms; p++)
	{
		int			a = -1;

		while ((a = bms_next_member(ax_expr_attributes(agg->programs[p].program), a)) >= 0)
			wanted[a] = true;
	}
	for (int i = 0; i < agg->ninputs; i++)
		if (agg->inputs[i].source == AX_AGG_ATTRIBUTE)
			wanted[agg->inputs[i].number] = true;
	for (int v = 0; v < agg->nvalues; v++)
		if (agg->values[v].attribute >= 0)
			wanted[agg->values[v].attribute] = true;
	agg->blocks = ax_blocks_make(agg->array, snapshot, wanted, lead, NULL);
	if (agg->filter != NULL)
		ax_filter_attach(agg->filter, agg->blocks);
	else if (agg->summary)
	{
		agg->blocks->skip = ax_agg_answer_tile;
		agg->blocks->skip_state = agg;
	}
}

AxAgg *
ax_agg_begin(ForeignScanState *node)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	RangeTblEntry *entry = exec_rt_fetch(bms_singleton_member(plan->fs_relids),
										 node->ss.ps.state);
	AxAgg	   *agg = palloc0(sizeof(AxAgg));
	Relation	rel = table_open(entry->relid, AccessShareLock);

	agg->context = CurrentMemoryContext;
	agg->array = ax_store_array(entry->relid);
	ax_store_check_chunks(agg->array, ACL_SELECT);
	agg->expr_context = node->ss.ps.ps_ExprContext;
	agg->bounds = ax_box_unpack(list_nth(plan->fdw_private, AX_AGG_SLOT_BOUNDS));
	agg->comparands = ExecInitExprList(plan->fdw_exprs, &node->ss.ps);
	agg->lead = -1;
	agg->runs.context = agg->context;
	agg->summary = ax_agg_enable_summary;
	read_columns(agg, plan, CreateTupleDescCopy(RelationGetDescr(rel)));
	table_close(rel, NoLock);
	find_used(agg, plan);
	agg->summary &= agg->nvalues == 0;
	begin_groups(agg);
	make_programs(agg, plan);
	make_blocks(agg, node->ss.ps.state->es_snapshot);
	return agg;
}
