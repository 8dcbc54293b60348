/*
 * write_array and insert_array: cells that replace what is there.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "tcop/tcopprot.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "pg/kind.h"
#include "store/walk.h"
#include "store/writer.h"

PG_FUNCTION_INFO_V1(write_array);
PG_FUNCTION_INFO_V1(insert_array);

/* What the other attributes of new cells get. */
typedef struct Defaults
{
	EState	   *estate;
	ExprContext *context;
	ExprState **states;			/* by attribute; NULL: no default */
	bool	   *once;			/* the value stays the same */
} Defaults;

/* Constraints and triggers need whole rows, which this way of writing lacks. */
static void
refuse_rows(Relation relation)
{
	TupleConstr *constr = RelationGetDescr(relation)->constr;
	TriggerDesc *triggers = relation->trigdesc;
	const char *what = NULL;

	if (constr != NULL && constr->num_check > 0)
		what = "CHECK constraints";
	else if (constr != NULL && constr->has_generated_stored)
		what = "generated columns";
	else if (triggers != NULL &&
			 (triggers->trig_insert_before_row || triggers->trig_insert_after_row ||
			  triggers->trig_update_before_row || triggers->trig_update_after_row))
		what = "row triggers";
	if (what != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("write_array cannot write stored array \"%s\", which has %s",
						RelationGetRelationName(relation), what),
				 errhint("Use INSERT, UPDATE or insert_array.")));
}

static int
find_attribute(const AxArray *array, const char *name)
{
	for (int a = 0; a < array->natts; a++)
		if (strcmp(NameStr(array->atts[a].name), name) == 0)
			return a;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("stored array \"%s\" has no attribute \"%s\"",
					get_rel_name(array->relid), name)));
}

/* How far the value's cells are moved along each axis. */
static void
find_move(const AxBox *box, ArrayType *lower, int64 *move)
{
	Datum	   *elements;
	bool	   *nulls;
	int			count;

	memset(move, 0, sizeof(int64) * AX_MAX_DIMS);
	if (lower == NULL)
		return;
	deconstruct_array(lower, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elements, &nulls, &count);
	if (count != box->ndim)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower has %d elements but the value has %d dimensions",
						count, box->ndim)));
	for (int d = 0; d < count; d++)
	{
		int64		to;

		/* NULL leaves the axis where it is */
		if (nulls[d])
			continue;
		to = DatumGetInt64(elements[d]);
		if (to < -AX_COORD_MAX || to > AX_COORD_MAX ||
			to > AX_COORD_MAX - (box->upper[d] - box->lower[d]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("lower bound " INT64_FORMAT " is out of range", to)));
		move[d] = to - box->lower[d];
	}
}

static void
begin_defaults(Defaults *defaults, Relation relation, const AxArray *array, int written,
			   Datum *values, bool *nulls)
{
	defaults->estate = CreateExecutorState();
	defaults->context = GetPerTupleExprContext(defaults->estate);
	defaults->states = palloc0(sizeof(ExprState *) * array->natts);
	defaults->once = palloc0(sizeof(bool) * array->natts);
	for (int a = 0; a < array->natts; a++)
	{
		Expr	   *expr;

		nulls[a] = true;
		if (a == written)
			continue;
		expr = (Expr *) build_column_default(relation, array->atts[a].attno);
		if (expr == NULL)
			continue;
		expr = expression_planner(expr);
		defaults->once[a] = !contain_volatile_functions((Node *) expr);
		defaults->states[a] = ExecPrepareExpr(expr, defaults->estate);
		if (defaults->once[a])
			values[a] = ExecEvalExpr(defaults->states[a],
									 CreateExprContext(defaults->estate), &nulls[a]);
	}
}

static void
next_defaults(Defaults *defaults, int natts, Datum *values, bool *nulls)
{
	ResetExprContext(defaults->context);
	for (int a = 0; a < natts; a++)
		if (defaults->states[a] != NULL && !defaults->once[a])
			values[a] = ExecEvalExprSwitchContext(defaults->states[a], defaults->context,
												  &nulls[a]);
}

/* write_array(target regclass, attribute name, value ndarray, lower int8[]) returns int8 */
Datum
write_array(PG_FUNCTION_ARGS)
{
	Relation	relation;
	AxArray    *array;
	AxReader   *reader;
	AxWriter   *writer;
	Defaults	defaults = {0};
	int64		move[AX_MAX_DIMS];
	int64		coords[AX_MAX_DIMS];
	int64		count = 0;
	int			written;
	uint32		width;
	Datum	   *values;
	bool	   *nulls;
	bool	   *flags;
	AxWalk		walk;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	relation = table_open(PG_GETARG_OID(0), RowExclusiveLock);
	array = ax_store_array(RelationGetRelid(relation));
	ax_store_check_array(array, ACL_INSERT | ACL_UPDATE);
	refuse_rows(relation);
	written = find_attribute(array, NameStr(*PG_GETARG_NAME(1)));
	reader = ax_pg_reader(CurrentMemoryContext);
	ax_pg_open(reader, PG_GETARG_DATUM(2));
	if (reader->head.kind != array->atts[written].kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("attribute \"%s\" is of type %s but the value has elements of type %s",
						NameStr(array->atts[written].name),
						ax_kind_info(array->atts[written].kind)->name,
						ax_kind_info(reader->head.kind)->name)));
	if (reader->head.box.ndim != array->ndim)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("stored array \"%s\" and the value have different numbers of dimensions",
						RelationGetRelationName(relation)),
				 errdetail("The array has %d, the value %d.", array->ndim,
						   reader->head.box.ndim)));
	find_move(&reader->head.box, PG_ARGISNULL(3) ? NULL : PG_GETARG_ARRAYTYPE_P(3), move);
	values = palloc0(sizeof(Datum) * array->natts);
	nulls = palloc0(sizeof(bool) * array->natts);
	flags = palloc0(sizeof(bool) * array->natts);
	/* cells of a statement that calls this function come first */
	ax_writer_sync(array, GetActiveSnapshot());
	begin_defaults(&defaults, relation, array, written, values, nulls);
	writer = ax_writer_begin(array, AX_CONFLICT_OVERWRITE);
	flags[written] = true;
	ax_writer_restrict(writer, flags);

	width = ax_kind_info(reader->head.kind)->width;
	ax_walk_begin(&walk, reader, true);
	while (ax_walk_next(&walk))
	{
		const void *value = ax_walk_value(&walk, width);

		for (int d = 0; d < array->ndim; d++)
			coords[d] = walk.coords[d] + move[d];
		next_defaults(&defaults, array->natts, values, nulls);
		nulls[written] = value == NULL;
		if (value != NULL)
			values[written] = ax_pg_cell_datum(reader->head.kind, value);
		(void) ax_writer_insert(writer, coords, values, nulls);
		count++;
	}
	ax_pg_close(reader);
	ax_writer_end(writer);
	FreeExecutorState(defaults.estate);
	table_close(relation, NoLock);
	PG_RETURN_INT64(count);
}

/* insert_array(target regclass, query text) returns int8 */
Datum
insert_array(PG_FUNCTION_ARGS)
{
	AxArray    *array = ax_store_array(PG_GETARG_OID(0));
	char	   *sql;
	int			nest;
	uint64		count;
	int			result;

	sql = psprintf("INSERT INTO %s %s",
				   quote_qualified_identifier(get_namespace_name(get_rel_namespace(array->relid)),
											  get_rel_name(array->relid)),
				   text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (list_length(pg_parse_query(sql)) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the query of insert_array must be one statement")));
	/* what is overwritten is updated */
	ax_store_check_array(array, ACL_INSERT | ACL_UPDATE);
	nest = NewGUCNestLevel();
	(void) set_config_option("array_ext.on_conflict", "overwrite", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	result = SPI_execute(sql, false, 0);
	if (result != SPI_OK_INSERT)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the query of insert_array must be a SELECT")));
	count = SPI_processed;
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	AtEOXact_GUC(true, nest);
	PG_RETURN_INT64((int64) count);
}
