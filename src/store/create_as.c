/*
 * create_array_as: a stored array out of the rows of a query.
 *
 * The query runs once, into a receiver of its own.  With a schema the array
 * is made first and rows go straight to its writer; without one they are kept
 * until the last one has shown how far the coordinates reach.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "tcop/dest.h"
#include "tcop/tcopprot.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "pg/kind.h"
#include "store/convert.h"
#include "store/create.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/writer.h"

PG_FUNCTION_INFO_V1(create_array_as);

/* Where the rows of the query go. */
typedef struct Receiver
{
	DestReceiver pub;
	AxSchema   *schema;			/* bounds not known yet when rows are kept */
	int		   *columns;		/* of the query: dimensions, then attributes */
	AxConvert  *converts;		/* likewise */
	bool		calls;			/* a function at least is called for them */
	MemoryContext memory;		/* of converted values, for one row */
	AxWriter   *writer;			/* either this */
	const AxArray *array;		/* of the writer, borrowed */
	AxRows	   *rows;			/* or this */
	uint64		count;			/* rows so far */
	Datum	   *values;
	bool	   *nulls;
} Receiver;

static void
null_coordinate(const Receiver *receiver, int dim)
{
	ereport(ERROR,
			(errcode(ERRCODE_NOT_NULL_VIOLATION),
			 errmsg("null value in column \"%s\" of the query, which is a dimension",
					receiver->schema->dims[dim].name)));
}

static void
widen(Receiver *receiver, const int64 *coords)
{
	for (int d = 0; d < receiver->schema->ndim; d++)
	{
		AxSchemaDimension *dim = &receiver->schema->dims[d];

		if (unlikely(coords[d] < -AX_COORD_MAX || coords[d] > AX_COORD_MAX))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("coordinate " INT64_FORMAT " is out of range for dimension \"%s\"",
							coords[d], dim->name)));
		if (receiver->count == 0 || coords[d] < dim->lower)
			dim->lower = coords[d];
		if (receiver->count == 0 || coords[d] > dim->upper)
			dim->upper = coords[d];
	}
}

static bool
receive(TupleTableSlot *slot, DestReceiver *self)
{
	Receiver   *receiver = (Receiver *) self;
	int			ndim = receiver->schema->ndim;
	int			natts = receiver->schema->natts;
	const int  *columns = receiver->columns;
	AxConvert  *converts = receiver->converts;
	Datum	   *values = receiver->values;
	bool	   *nulls = receiver->nulls;
	const Datum *row;
	const bool *row_nulls;
	int64		coords[AX_MAX_DIMS];
	MemoryContext old = NULL;

	slot_getallattrs(slot);
	row = slot->tts_values;
	row_nulls = slot->tts_isnull;
	if (receiver->calls)
	{
		MemoryContextReset(receiver->memory);
		old = MemoryContextSwitchTo(receiver->memory);
	}
	for (int d = 0; d < ndim; d++)
	{
		if (unlikely(row_nulls[columns[d]]))
			null_coordinate(receiver, d);
		coords[d] = DatumGetInt64(ax_convert(&converts[d], row[columns[d]]));
	}
	columns += ndim;
	converts += ndim;
	for (int a = 0; a < natts; a++)
	{
		nulls[a] = row_nulls[columns[a]];
		if (!nulls[a])
			values[a] = ax_convert(&converts[a], row[columns[a]]);
	}
	if (old != NULL)
		MemoryContextSwitchTo(old);
	if (receiver->writer != NULL)
		(void) ax_writer_insert(receiver->writer, coords, values, nulls);
	else
	{
		widen(receiver, coords);
		ax_rows_add(receiver->rows, coords, values, nulls);
	}
	receiver->count++;
	return true;
}

static void
receive_startup(DestReceiver *self, int operation, TupleDesc desc)
{
}

static void
receive_shutdown(DestReceiver *self)
{
}

static void
receive_destroy(DestReceiver *self)
{
}

/* The plan of one SELECT, or whatever else gives rows in its place. */
static PlannedStmt *
plan_query(const char *sql, TupleDesc *desc)
{
	List	   *parsed = pg_parse_query(sql);
	List	   *queries;
	Query	   *query;

	if (list_length(parsed) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the query of an array must be one statement")));
	queries = pg_analyze_and_rewrite_fixedparams(linitial_node(RawStmt, parsed), sql,
												 NULL, 0, NULL);
	query = list_length(queries) == 1 ? linitial_node(Query, queries) : NULL;
	if (query == NULL || query->commandType != CMD_SELECT || query->utilityStmt != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("the query of an array must be a SELECT"),
				 errhint("SELECT, VALUES, TABLE and WITH give rows.")));
	*desc = ExecCleanTypeFromTL(query->targetList);
	return pg_plan_query(query, sql, CURSOR_OPT_PARALLEL_OK, NULL);
}

static void
run_query(PlannedStmt *plan, const char *sql, Receiver *receiver)
{
	QueryDesc  *query;

	/* the query sees what the session has done so far, as CREATE TABLE AS does */
	PushCopiedSnapshot(GetActiveSnapshot());
	UpdateActiveSnapshotCommandId();
	query = CreateQueryDesc(plan, sql, GetActiveSnapshot(), InvalidSnapshot,
							&receiver->pub, NULL, NULL, 0);
	ExecutorStart(query, 0);
	ExecutorRun(query, ForwardScanDirection, 0, true);
	ExecutorFinish(query);
	ExecutorEnd(query);
	FreeQueryDesc(query);
	PopActiveSnapshot();
}

static bool
is_integer(Oid type)
{
	return type == INT2OID || type == INT4OID || type == INT8OID;
}

static int
find_column(TupleDesc desc, const char *name)
{
	for (int i = 0; i < desc->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(desc, i)->attname), name) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("column \"%s\" does not exist", name),
			 errdetail("It is named as a dimension, but is not a column of the query.")));
}

/* Marks the columns that are dimensions; returns their number. */
static int
choose_dimensions(TupleDesc desc, ArrayType *names, int *columns)
{
	int			n = 0;

	if (names != NULL)
	{
		Datum	   *elements;
		bool	   *nulls;
		int			count;

		deconstruct_array(names, NAMEOID, NAMEDATALEN, false, TYPALIGN_CHAR,
						  &elements, &nulls, &count);
		for (; n < count; n++)
		{
			if (nulls[n])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("name of a dimension must not be null")));
			if (n == AX_MAX_DIMS)
				break;
			columns[n] = find_column(desc, NameStr(*DatumGetName(elements[n])));
			for (int i = 0; i < n; i++)
				if (columns[i] == columns[n])
					ereport(ERROR,
							(errcode(ERRCODE_DUPLICATE_COLUMN),
							 errmsg("dimension \"%s\" is named twice",
									NameStr(*DatumGetName(elements[n])))));
			if (!is_integer(TupleDescAttr(desc, columns[n])->atttypid))
				ereport(ERROR,
						(errcode(ERRCODE_DATATYPE_MISMATCH),
						 errmsg("dimension \"%s\" is not an integer but of type %s",
								NameStr(TupleDescAttr(desc, columns[n])->attname),
								format_type_be(TupleDescAttr(desc, columns[n])->atttypid))));
		}
		if (n < count)
			ereport(ERROR,
					(errcode(ERRCODE_TOO_MANY_COLUMNS),
					 errmsg("an array can have at most %d dimensions", AX_MAX_DIMS)));
	}
	else
		for (; n < Min(desc->natts - 1, AX_MAX_DIMS) && is_integer(TupleDescAttr(desc, n)->atttypid); n++)
			columns[n] = n;
	if (n == 0 || n >= desc->natts)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the query gives no dimension or no attribute"),
				 errhint("Leading integer columns become dimensions, unless dims names others; the rest are attributes.")));
	return n;
}

/* A schema from the columns of the query; bounds and chunks come later. */
static AxSchema *
infer_schema(TupleDesc desc, ArrayType *names, int *columns)
{
	AxSchema   *schema = palloc0(sizeof(AxSchema));

	schema->ndim = choose_dimensions(desc, names, columns);
	schema->dims = palloc0(sizeof(AxSchemaDimension) * schema->ndim);
	schema->atts = palloc0(sizeof(AxSchemaAttribute) * desc->natts);
	for (int d = 0; d < schema->ndim; d++)
		schema->dims[d].name = NameStr(TupleDescAttr(desc, columns[d])->attname);
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);
		AxSchemaAttribute *att;
		bool		is_dimension = false;

		for (int d = 0; d < schema->ndim; d++)
			is_dimension |= columns[d] == i;
		if (is_dimension)
			continue;
		columns[schema->ndim + schema->natts] = i;
		att = &schema->atts[schema->natts++];
		att->name = NameStr(column->attname);
		att->type = column->atttypid;
		att->typmod = column->atttypmod;
		att->kind = ax_pg_kind_required(column->atttypid);
	}
	if (schema->natts > AX_SCHEMA_MAX_ATTRIBUTES)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("an array can have at most %d attributes", AX_SCHEMA_MAX_ATTRIBUTES)));
	return schema;
}

static void
match_schema(const AxSchema *schema, TupleDesc desc, int *columns)
{
	if (desc->natts != schema->ndim + schema->natts)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("the query has %d columns but the schema has %d dimensions and %d attributes",
						desc->natts, schema->ndim, schema->natts),
				 errhint("The columns are the dimensions in their order, then the attributes.")));
	for (int i = 0; i < desc->natts; i++)
		columns[i] = i;
}

static void
begin_receiver(Receiver *receiver, TupleDesc desc)
{
	const AxSchema *schema = receiver->schema;

	receiver->pub.receiveSlot = receive;
	receiver->pub.rStartup = receive_startup;
	receiver->pub.rShutdown = receive_shutdown;
	receiver->pub.rDestroy = receive_destroy;
	receiver->pub.mydest = DestNone;
	receiver->memory = AllocSetContextCreate(CurrentMemoryContext, "converted row",
											 ALLOCSET_DEFAULT_SIZES);
	receiver->values = palloc0(sizeof(Datum) * schema->natts);
	receiver->nulls = palloc0(sizeof(bool) * schema->natts);
	receiver->converts = palloc0(sizeof(AxConvert) * (schema->ndim + schema->natts));
	for (int i = 0; i < schema->ndim + schema->natts; i++)
	{
		bool		is_dim = i < schema->ndim;
		const AxSchemaAttribute *att = is_dim ? NULL : &schema->atts[i - schema->ndim];

		ax_convert_begin(&receiver->converts[i], is_dim ? schema->dims[i].name : att->name,
						 TupleDescAttr(desc, receiver->columns[i])->atttypid,
						 is_dim ? INT8OID : att->type, is_dim ? -1 : att->typmod);
		receiver->calls |= ax_convert_calls(&receiver->converts[i]);
	}
}

static Oid
make_array(const RangeVar *name, Receiver *receiver)
{
	Oid			relid = ax_store_create(name, receiver->schema);

	CommandCounterIncrement();
	receiver->array = ax_store_array(relid);
	receiver->writer = ax_writer_begin(receiver->array, AX_CONFLICT_ERROR);
	return relid;
}

/* Makes the array now that all rows are there, and writes them. */
static Oid
write_rows(const RangeVar *name, Receiver *receiver)
{
	AxSchema   *schema = receiver->schema;
	int64		coords[AX_MAX_DIMS];
	Oid			relid;

	/* nothing says where the cells will be */
	if (receiver->count == 0)
		for (int d = 0; d < schema->ndim; d++)
			schema->dims[d].upper = AX_COORD_MAX;
	ax_schema_choose_chunks(schema);
	relid = make_array(name, receiver);
	ax_rows_rewind(receiver->rows);
	while (ax_rows_next(receiver->rows, coords, receiver->values, receiver->nulls))
	{
		CHECK_FOR_INTERRUPTS();
		(void) ax_writer_insert(receiver->writer, coords, receiver->values, receiver->nulls);
	}
	ax_rows_end(receiver->rows);
	return relid;
}

/* create_array_as(name text, query text, schema text, dims name[]) returns regclass */
Datum
create_array_as(PG_FUNCTION_ARGS)
{
	RangeVar   *name;
	char	   *sql;
	ArrayType  *dims = PG_ARGISNULL(3) ? NULL : PG_GETARG_ARRAYTYPE_P(3);
	Receiver	receiver = {0};
	PlannedStmt *plan;
	TupleDesc	desc;
	AxKind	   *kinds;
	Oid			relid = InvalidOid;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	name = ax_store_name(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	sql = text_to_cstring(PG_GETARG_TEXT_PP(1));
	plan = plan_query(sql, &desc);
	receiver.columns = palloc0(sizeof(int) * (desc->natts + AX_MAX_DIMS));
	if (!PG_ARGISNULL(2))
	{
		if (dims != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("dims cannot be given together with a schema")));
		receiver.schema = ax_schema_parse(text_to_cstring(PG_GETARG_TEXT_PP(2)));
		match_schema(receiver.schema, desc, receiver.columns);
	}
	else
		receiver.schema = infer_schema(desc, dims, receiver.columns);
	begin_receiver(&receiver, desc);
	if (!PG_ARGISNULL(2))
		relid = make_array(name, &receiver);
	else
	{
		kinds = palloc(sizeof(AxKind) * receiver.schema->natts);
		for (int a = 0; a < receiver.schema->natts; a++)
			kinds[a] = receiver.schema->atts[a].kind;
		receiver.rows = ax_rows_begin(receiver.schema->ndim, receiver.schema->natts, kinds);
	}
	run_query(plan, sql, &receiver);
	if (receiver.rows != NULL)
		relid = write_rows(name, &receiver);
	ax_writer_end(receiver.writer);
	PG_RETURN_OID(relid);
}
