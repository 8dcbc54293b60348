/*
 * Writing through the relation of cells: INSERT, COPY, UPDATE, DELETE and
 * TRUNCATE, cell by cell into a writer of store/writer.h.
 *
 * UPDATE and DELETE know a cell by its old coordinates, which the scan
 * returns as extra columns after it has locked the chunk.
 *
 * An INSERT is planned as PostgreSQL's "direct modification": a ForeignScan
 * that draws the rows of the query itself.  Row by row the executor would make
 * each into a heap tuple first, which takes longer than all that is done here,
 * and in batches it would copy that once more.  Where it must see each row
 * (row triggers, RETURNING, generated columns, a view's CHECK OPTION) and for
 * COPY they come one by one.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "access/table.h"
#include "catalog/pg_type.h"
#include "commands/explain.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "foreign/foreign.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "optimizer/appendinfo.h"
#include "optimizer/planmain.h"
#include "parser/parsetree.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "scan/modify.h"
#include "scan/uncast.h"
#include "store/array.h"
#include "store/convert.h"
#include "store/writer.h"

#define WHOLE_ROW "wholerow"	/* as the planner itself names it */

typedef struct ModifyState
{
	AxArray    *array;			/* owned */
	AxWriter   *writer;			/* owned */
	bool		has_check;		/* CHECK constraints */
	bool		counts;			/* a direct insertion: its rows are those of the statement */
	AttrNumber	old[AX_MAX_DIMS];	/* old coordinates in the subplan's rows */
	AttrNumber	whole_row;		/* old row there, or 0 */
	AxConvert  *widen;			/* owned, by column of the foreign table: what makes it bigint */
	Datum	   *values;			/* owned, by attribute of the array */
	bool	   *nulls;
} ModifyState;

/* ---- planning ---- */

static char *
old_name(int dim)
{
	return psprintf("old dimension %d", dim + 1);
}

void
ax_modify_add_targets(PlannerInfo *root, Index rtindex, RangeTblEntry *rte, Relation relation)
{
	AxArray    *array = ax_store_array(RelationGetRelid(relation));

	for (int d = 0; d < array->ndim; d++)
		add_row_identity_var(root, makeVar(rtindex, array->dims[d].attno, INT8OID, -1,
										   InvalidOid, 0),
							 rtindex, old_name(d));
	/* the planner adds the old row for UPDATE and for triggers only */
	if (root->parse->commandType == CMD_DELETE && root->parse->returningList != NIL)
		add_row_identity_var(root, makeVar(rtindex, InvalidAttrNumber, RECORDOID, -1,
										   InvalidOid, 0),
							 rtindex, WHOLE_ROW);
}

/* Slots of the fdw_private of a direct insertion. */
enum DirectSlot
{
	DIRECT_COUNTS,				/* Boolean: its rows are those of the statement */
	DIRECT_CONFLICT,			/* Integer: OnConflictAction */
	DIRECT_TYPES				/* OidList: of columns that are not yet bigint, or NIL */
};

bool
ax_modify_plan_direct(PlannerInfo *root, ModifyTable *plan, Index target, int subplan_index)
{
	Oid			relid = planner_rt_fetch(target, root)->relid;
	Plan	   *source = outerPlan(plan);
	Relation	relation;
	TupleConstr *constr;
	List	   *types = NIL;
	ForeignScan *scan;
	List	   *private;

	if (plan->operation != CMD_INSERT || plan->returningLists != NIL)
		return false;
	/* CHECK constraints look at rows of the array */
	relation = table_open(relid, NoLock);
	constr = RelationGetDescr(relation)->constr;
	if (constr == NULL || constr->num_check == 0)
		types = ax_uncast_plan(source);
	table_close(relation, NoLock);
	private = list_make3(makeBoolean(plan->canSetTag), makeInteger(plan->onConflictAction), types);
	scan = make_foreignscan(NIL, NIL, target, NIL, private, NIL, NIL, source);
	scan->operation = CMD_INSERT;
	scan->resultRelation = target;
	scan->fs_server = GetForeignTable(relid)->serverid;
	scan->fs_relids = bms_make_singleton(target);
	scan->scan.plan.startup_cost = source->startup_cost;
	scan->scan.plan.total_cost = source->total_cost;
	scan->scan.plan.plan_rows = source->plan_rows;
	scan->scan.plan.plan_width = source->plan_width;
	outerPlan(plan) = (Plan *) scan;
	return true;
}

int
ax_modify_is_updatable(Relation relation)
{
	return (1 << CMD_INSERT) | (1 << CMD_UPDATE) | (1 << CMD_DELETE);
}

/* ---- beginning and end ---- */

static ModifyState *
make_state(ResultRelInfo *target)
{
	Relation	relation = target->ri_RelationDesc;
	TupleConstr *constr = RelationGetDescr(relation)->constr;
	ModifyState *state = palloc0(sizeof(ModifyState));

	state->array = ax_store_array(RelationGetRelid(relation));
	state->has_check = constr != NULL && constr->num_check > 0;
	state->widen = palloc0(sizeof(AxConvert) * RelationGetDescr(relation)->natts);
	state->values = palloc(sizeof(Datum) * state->array->natts);
	state->nulls = palloc(sizeof(bool) * state->array->natts);
	return state;
}

/* What an INSERT or COPY does with cells that exist. */
static AxConflict
conflict_of(OnConflictAction action)
{
	return action == ONCONFLICT_NOTHING ? AX_CONFLICT_IGNORE : (AxConflict) ax_writer_on_conflict;
}

/*
 * Overwriting is an update of whole cells, so it needs the right that INSERT
 * … ON CONFLICT DO UPDATE of every attribute would need, of the user whose
 * rights the query runs with: behind a view that is the view's owner.
 */
static void
check_overwrite(const AxArray *array, ResultRelInfo *target, EState *estate)
{
	Oid			user = exec_rt_fetch(target->ri_RangeTableIndex, estate)->checkAsUser;

	if (!OidIsValid(user))
		user = GetUserId();
	if (pg_class_aclcheck(array->relid, user, ACL_UPDATE) == ACLCHECK_OK)
		return;
	for (int a = 0; a < array->natts; a++)
		if (pg_attribute_aclcheck(array->relid, array->atts[a].attno, user,
								  ACL_UPDATE) != ACLCHECK_OK)
			aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FOREIGN_TABLE, get_rel_name(array->relid));
}

/*
 * Attributes that an UPDATE names are all it has to write, unless cells may
 * move or a trigger may change others.
 */
static void
restrict_writer(ModifyState *state, ResultRelInfo *target, EState *estate)
{
	AxArray    *array = state->array;
	Bitmapset  *updated;
	bool	   *written;

	if (target->ri_TrigDesc != NULL && target->ri_TrigDesc->trig_update_before_row)
		return;
	updated = ExecGetAllUpdatedCols(target, estate);
	for (int d = 0; d < array->ndim; d++)
		if (bms_is_member(array->dims[d].attno - FirstLowInvalidHeapAttributeNumber, updated))
			return;
	written = palloc(sizeof(bool) * array->natts);
	for (int a = 0; a < array->natts; a++)
		written[a] = bms_is_member(array->atts[a].attno - FirstLowInvalidHeapAttributeNumber,
								   updated);
	ax_writer_restrict(state->writer, written);
}

/* A writer of new cells. */
static ModifyState *
begin_insert(ResultRelInfo *target, EState *estate, OnConflictAction action)
{
	ModifyState *state = make_state(target);
	AxConflict	conflict = conflict_of(action);

	if (conflict == AX_CONFLICT_OVERWRITE)
		check_overwrite(state->array, target, estate);
	state->writer = ax_writer_begin(state->array, conflict);
	target->ri_FdwState = state;
	return state;
}

void
ax_modify_begin(ModifyTableState *node, ResultRelInfo *target, List *fdw_private,
			 int subplan_index, int eflags)
{
	ModifyTable *plan = (ModifyTable *) node->ps.plan;
	EState	   *estate = node->ps.state;
	ModifyState *state;
	List	   *targets;

	if (eflags & EXEC_FLAG_EXPLAIN_ONLY)
		return;
	if (node->operation == CMD_INSERT)
		state = begin_insert(target, estate, plan->onConflictAction);
	else
	{
		state = make_state(target);
		targets = outerPlanState(node)->plan->targetlist;
		for (int d = 0; d < state->array->ndim; d++)
		{
			state->old[d] = ExecFindJunkAttributeInTlist(targets, old_name(d));
			if (!AttributeNumberIsValid(state->old[d]))
				elog(ERROR, "could not find the old coordinates of a cell");
		}
		state->whole_row = ExecFindJunkAttributeInTlist(targets, WHOLE_ROW);
		state->writer = ax_writer_begin_changes(state->array);
		if (node->operation == CMD_UPDATE)
			restrict_writer(state, target, estate);
	}
	ax_writer_attach(state->writer, estate);
	target->ri_FdwState = state;
}

/* COPY.  An array cannot be a partition, so no rows come by routing. */
void
ax_modify_begin_insert(ModifyTableState *node, ResultRelInfo *target)
{
	MemoryContext old = MemoryContextSwitchTo(node->ps.state->es_query_cxt);

	(void) begin_insert(target, node->ps.state, ONCONFLICT_NONE);
	MemoryContextSwitchTo(old);
}

void
ax_modify_begin_direct(ForeignScanState *node, int eflags)
{
	List	   *private = ((ForeignScan *) node->ss.ps.plan)->fdw_private;
	ModifyState *state;
	List	   *types;
	ListCell   *lc;

	if (eflags & EXEC_FLAG_EXPLAIN_ONLY)
		return;
	state = begin_insert(node->resultRelInfo, node->ss.ps.state,
						 (OnConflictAction) intVal(list_nth(private, DIRECT_CONFLICT)));
	state->counts = boolVal(list_nth(private, DIRECT_COUNTS));
	types = list_nth(private, DIRECT_TYPES);
	foreach(lc, types)
		if (OidIsValid(lfirst_oid(lc)))
			ax_convert_begin(&state->widen[foreach_current_index(lc)], "", lfirst_oid(lc),
							 INT8OID, -1);
	ax_writer_attach(state->writer, node->ss.ps.state);
}

void
ax_modify_end(EState *estate, ResultRelInfo *target)
{
	ModifyState *state = target->ri_FdwState;

	if (state == NULL)
		return;
	target->ri_FdwState = NULL;
	ax_writer_end(state->writer);
}

void
ax_modify_end_direct(ForeignScanState *node)
{
	ax_modify_end(node->ss.ps.state, node->resultRelInfo);
}

/* ---- rows ---- */

/* Takes a row apart; everything that a table would check of it is checked. */
static void
read_row(ModifyState *state, ResultRelInfo *target, EState *estate, TupleTableSlot *slot,
		 int64 *coords)
{
	const AxArray *array = state->array;
	Datum	   *values = state->values;
	bool	   *nulls = state->nulls;
	Datum	   *row;
	const bool *row_nulls;
	bool		null_dimension = false;
	bool		bad_null = false;

	slot_getallattrs(slot);
	row = slot->tts_values;
	row_nulls = slot->tts_isnull;
	for (int d = 0; d < array->ndim; d++)
	{
		int			column = array->dims[d].attno - 1;

		null_dimension |= row_nulls[column];
		coords[d] = DatumGetInt64(ax_convert(&state->widen[column], row[column]));
	}
	for (int a = 0; a < array->natts; a++)
	{
		int			column = array->atts[a].attno - 1;

		values[a] = ax_convert(&state->widen[column], row[column]);
		nulls[a] = row_nulls[column];
		bad_null |= nulls[a] && array->atts[a].not_null;
	}
	/* the row that the error shows is one of the array */
	if (unlikely(null_dimension || bad_null))
		for (int i = 0; i < RelationGetDescr(target->ri_RelationDesc)->natts; i++)
			if (!row_nulls[i])
				row[i] = ax_convert(&state->widen[i], row[i]);
	/* the executor leaves the constraints of foreign tables to them */
	if (unlikely(state->has_check || null_dimension || bad_null) &&
		RelationGetDescr(target->ri_RelationDesc)->constr != NULL)
		ExecConstraints(target, slot, estate);
	if (unlikely(null_dimension))
		for (int d = 0; d < array->ndim; d++)
			if (slot->tts_isnull[array->dims[d].attno - 1])
				ax_writer_null(array, array->dims[d].attno);
}

static void
read_old(ModifyState *state, TupleTableSlot *plan_slot, int64 *coords)
{
	for (int d = 0; d < state->array->ndim; d++)
	{
		bool		isnull;

		coords[d] = DatumGetInt64(slot_getattr(plan_slot, state->old[d], &isnull));
		if (isnull)
			elog(ERROR, "old coordinate of a cell is NULL");
	}
}

TupleTableSlot *
ax_modify_insert(EState *estate, ResultRelInfo *target, TupleTableSlot *slot,
		   TupleTableSlot *plan_slot)
{
	ModifyState *state = target->ri_FdwState;
	int64		coords[AX_MAX_DIMS];

	read_row(state, target, estate, slot, coords);
	return ax_writer_insert(state->writer, coords, state->values, state->nulls) ? slot : NULL;
}

/*
 * Draws all rows of the query, whose columns are those of the array in their
 * order, and returns no row.
 */
TupleTableSlot *
ax_modify_iterate_direct(ForeignScanState *node)
{
	EState	   *estate = node->ss.ps.state;
	ResultRelInfo *target = node->resultRelInfo;
	ModifyState *state = target->ri_FdwState;
	PlanState  *source = outerPlanState(node);
	/* the executor's nodes run in the query's context, not in that of a row */
	MemoryContext old = MemoryContextSwitchTo(estate->es_query_cxt);
	int64		coords[AX_MAX_DIMS];
	uint64		count = 0;

	for (;;)
	{
		TupleTableSlot *slot = ExecProcNode(source);

		if (TupIsNull(slot))
			break;
		if (state->has_check)
			ResetPerTupleExprContext(estate);
		read_row(state, target, estate, slot, coords);
		count += ax_writer_insert(state->writer, coords, state->values, state->nulls);
	}
	MemoryContextSwitchTo(old);
	if (state->counts)
		estate->es_processed += count;
	if (node->ss.ps.instrument != NULL)
		node->ss.ps.instrument->tuplecount += count;
	return ExecClearTuple(node->ss.ss_ScanTupleSlot);
}

TupleTableSlot *
ax_modify_update(EState *estate, ResultRelInfo *target, TupleTableSlot *slot,
		   TupleTableSlot *plan_slot)
{
	ModifyState *state = target->ri_FdwState;
	int64		coords[AX_MAX_DIMS];
	int64		old[AX_MAX_DIMS];

	read_row(state, target, estate, slot, coords);
	read_old(state, plan_slot, old);
	return ax_writer_update(state->writer, old, coords, state->values, state->nulls) ? slot : NULL;
}

TupleTableSlot *
ax_modify_delete(EState *estate, ResultRelInfo *target, TupleTableSlot *slot,
		   TupleTableSlot *plan_slot)
{
	ModifyState *state = target->ri_FdwState;
	int64		old[AX_MAX_DIMS];

	read_old(state, plan_slot, old);
	if (!ax_writer_delete(state->writer, old))
		return NULL;
	/* for RETURNING */
	if (AttributeNumberIsValid(state->whole_row))
	{
		bool		isnull;
		Datum		row = slot_getattr(plan_slot, state->whole_row, &isnull);

		if (!isnull)
			ExecStoreHeapTupleDatum(row, slot);
	}
	return slot;
}

/* ---- TRUNCATE ---- */

static void
truncate_array(Relation relation, DropBehavior behavior)
{
	AxArray    *array = ax_store_array(RelationGetRelid(relation));
	Oid			schema = get_rel_namespace(array->chunk_relid);
	char	   *sql;
	Oid			user;
	int			security;
	int			result;

	ax_store_check_chunks(array, ACL_TRUNCATE);
	GetUserIdAndSecContext(&user, &security);
	/* the right to truncate the array is none to truncate what refers to its chunks */
	if (!has_privs_of_role(user, array->owner))
		behavior = DROP_RESTRICT;
	SetUserIdAndSecContext(array->owner, security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	sql = psprintf("TRUNCATE TABLE %s %s",
				   quote_qualified_identifier(get_namespace_name(schema),
											  get_rel_name(array->chunk_relid)),
				   behavior == DROP_CASCADE ? "CASCADE" : "RESTRICT");
	result = SPI_execute(sql, false, 0);
	if (result != SPI_OK_UTILITY)
		elog(ERROR, "could not truncate a chunk table: %s", SPI_result_code_string(result));
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	SetUserIdAndSecContext(user, security);
}

/* A chunk table has no sequences to restart. */
void
ax_modify_truncate(List *relations, DropBehavior behavior, bool restart_sequences)
{
	ListCell   *lc;

	foreach(lc, relations)
		truncate_array(lfirst(lc), behavior);
}

/* ---- EXPLAIN ---- */

static void
explain_insert(OnConflictAction action, ExplainState *es)
{
	static const char *const names[] = {"error", "ignore", "overwrite"};

	ExplainPropertyText("Existing Cells", names[conflict_of(action)], es);
}

static void
explain_chunks(Relation relation, ExplainState *es)
{
	AxArray    *array = ax_store_array(RelationGetRelid(relation));

	ExplainPropertyText("Chunk Table", get_rel_name(array->chunk_relid), es);
}

void
ax_modify_explain(ModifyTableState *node, ResultRelInfo *target, List *fdw_private,
			   int subplan_index, ExplainState *es)
{
	explain_chunks(target->ri_RelationDesc, es);
	if (node->operation == CMD_INSERT)
		explain_insert(((ModifyTable *) node->ps.plan)->onConflictAction, es);
}

void
ax_modify_explain_direct(ForeignScanState *node, ExplainState *es)
{
	List	   *private = ((ForeignScan *) node->ss.ps.plan)->fdw_private;

	explain_chunks(node->ss.ss_currentRelation, es);
	explain_insert((OnConflictAction) intVal(list_nth(private, DIRECT_CONFLICT)), es);
}
