/*
 * window_array: moving boxes over a stored array of any size, as a new array.
 *
 * Chunk by chunk: the chunk with the cells around it that its boxes reach is
 * read, worked off as by nd_window, and written as the chunk of the result at
 * the same place.  Results do not depend on where chunks end, since a box
 * is added up in an order that its place alone decides (kernel/slide.h).
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "parser/parser.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "ndarray/window.h"
#include "pg/kind.h"
#include "store/create.h"
#include "store/read_box.h"
#include "store/writer.h"

PG_FUNCTION_INFO_V1(window_array);

/* One aggregate that is asked for: avg(v) AS m. */
typedef struct Asked
{
	const AxAttribute *attribute;	/* of the source */
	int			aggregate;		/* as ax_nd_window_aggregate has it */
	char	   *name;			/* of the new attribute */
} Asked;

typedef struct Work
{
	const AxArray *source;
	int64		before[AX_MAX_DIMS];
	int64		after[AX_MAX_DIMS];
	Asked	   *asked;			/* owned */
	int			count;			/* of them, attributes of the target */
	AxBox		extent;			/* that the chunks of the source take */
} Work;

static void
bad_aggregate(const char *text)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("invalid aggregate of an attribute: \"%s\"", text),
			 errhint("It looks like avg(v), or avg(v) AS mean.")));
}

/* A name that stands alone, or NULL. */
static char *
single_name(List *names)
{
	return list_length(names) == 1 && IsA(linitial(names), String) ? strVal(linitial(names)) : NULL;
}

/* The aggregate as a query, whose errors say where they are in it. */
static List *
parse_select(const char *text)
{
	char	   *sql = psprintf("SELECT %s", text);
	ErrorContextCallback context = {.previous = error_context_stack,
		.callback = ax_store_error_position, .arg = sql};
	List	   *raw;

	error_context_stack = &context;
	raw = raw_parser(sql, RAW_PARSE_DEFAULT);
	error_context_stack = context.previous;
	return raw;
}

/* Says whether a SELECT has no clause behind its list, nor DISTINCT in front of it. */
static bool
only_targets(const SelectStmt *select)
{
	return select->op == SETOP_NONE && select->distinctClause == NIL && select->intoClause == NULL &&
		select->fromClause == NIL && select->whereClause == NULL && select->groupClause == NIL &&
		select->havingClause == NULL && select->windowClause == NIL && select->sortClause == NIL &&
		select->limitOffset == NULL && select->limitCount == NULL && select->lockingClause == NIL;
}

static void
parse_aggregate(const AxArray *source, const char *text, Asked *asked)
{
	List	   *raw = parse_select(text);
	SelectStmt *select = list_length(raw) == 1 ? (SelectStmt *) linitial_node(RawStmt, raw)->stmt : NULL;
	ResTarget  *target;
	FuncCall   *call;
	char	   *function;
	char	   *attribute;

	if (select == NULL || !IsA(select, SelectStmt) || list_length(select->targetList) != 1 ||
		!only_targets(select))
		bad_aggregate(text);
	target = linitial_node(ResTarget, select->targetList);
	call = (FuncCall *) target->val;
	if (!IsA(call, FuncCall) || list_length(call->args) != 1 || !IsA(linitial(call->args), ColumnRef) ||
		call->agg_order != NIL || call->agg_filter != NULL || call->over != NULL ||
		call->agg_distinct || call->agg_within_group || call->func_variadic)
		bad_aggregate(text);
	function = single_name(call->funcname);
	attribute = single_name(linitial_node(ColumnRef, call->args)->fields);
	if (function == NULL || attribute == NULL)
		bad_aggregate(text);
	asked->aggregate = ax_nd_window_aggregate(function);
	asked->attribute = ax_read_attribute(source, attribute);
	/* as SciDB names it */
	asked->name = target->name != NULL ? target->name : psprintf("%s_%s", attribute, function);
}

static void
parse_aggregates(Work *work, ArrayType *texts)
{
	Datum	   *elements;
	bool	   *nulls;

	deconstruct_array(texts, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &work->count);
	if (work->count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("window_array needs at least one aggregate")));
	if (work->count > AX_SCHEMA_MAX_ATTRIBUTES)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("an array can have at most %d attributes", AX_SCHEMA_MAX_ATTRIBUTES)));
	work->asked = palloc0(sizeof(Asked) * work->count);
	for (int i = 0; i < work->count; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("aggregates must not be null")));
		parse_aggregate(work->source, TextDatumGetCString(elements[i]), &work->asked[i]);
		ax_read_check(work->source, work->asked[i].attribute);
	}
}

/* Makes the target: the dimensions of the source, an attribute for each aggregate. */
static Oid
make_target(const Work *work, const char *name)
{
	const AxArray *source = work->source;
	const AxGrid *grid = &source->grid;
	AxSchema	schema = {.ndim = source->ndim, .natts = work->count};

	schema.dims = palloc0(sizeof(AxSchemaDimension) * source->ndim);
	schema.atts = palloc0(sizeof(AxSchemaAttribute) * work->count);
	for (int d = 0; d < source->ndim; d++)
		schema.dims[d] = (AxSchemaDimension) {.name = NameStr(source->dims[d].name),
			.lower = grid->bounds.lower[d], .upper = grid->bounds.upper[d],
			.chunk = grid->chunk[d], .overlap = source->dims[d].overlap};
	for (int a = 0; a < work->count; a++)
	{
		const AxAttribute *from = work->asked[a].attribute;
		AxKind		kind = ax_nd_window_kind(from->kind, work->asked[a].aggregate);

		schema.atts[a] = (AxSchemaAttribute) {.name = work->asked[a].name,
			.type = kind == from->kind ? from->type : ax_pg_kind_type(kind),
			.typmod = kind == from->kind ? from->typmod : -1, .kind = kind};
	}
	return ax_store_create(ax_store_name(name), &schema);
}

/* INSERT into the chunk table of the target: corner, then attributes. */
static SPIPlanPtr
prepare_insert(const AxArray *target)
{
	int			n = target->ndim + target->natts;
	Oid		   *types = palloc(sizeof(Oid) * n);
	StringInfoData names;
	StringInfoData params;
	SPIPlanPtr	plan;

	initStringInfo(&names);
	initStringInfo(&params);
	for (int i = 0; i < n; i++)
	{
		AttrNumber	attno = i < target->ndim ? target->dims[i].chunk_attno :
			target->atts[i - target->ndim].chunk_attno;

		types[i] = i < target->ndim ? INT8OID : ax_pg_type("ndarray");
		appendStringInfo(&names, "%s%s", i > 0 ? ", " : "",
						 quote_identifier(get_attname(target->chunk_relid, attno, false)));
		appendStringInfo(&params, "%s$%d", i > 0 ? ", " : "", i + 1);
	}
	plan = SPI_prepare(psprintf("INSERT INTO %s (%s) VALUES (%s)",
								quote_qualified_identifier(get_namespace_name(get_rel_namespace(target->chunk_relid)),
														   get_rel_name(target->chunk_relid)),
								names.data, params.data), n, types);
	if (plan == NULL)
		elog(ERROR, "could not prepare the insert of chunks: %s",
			 SPI_result_code_string(SPI_result));
	return plan;
}

/* What the boxes around the cells of a chunk come to. */
static Datum
window_chunk(const Work *work, const Asked *asked, const AxBox *chunk)
{
	const AxBox *bounds = &work->source->grid.bounds;
	AxReader   *reader = ax_pg_reader(CurrentMemoryContext);
	AxBox		wide = *chunk;
	struct varlena *result;

	for (int d = 0; d < wide.ndim; d++)
	{
		/* beyond the chunks that there are, and the bounds, there is nothing */
		wide.lower[d] = Max(Max(chunk->lower[d] - work->before[d], work->extent.lower[d]),
							bounds->lower[d]);
		wide.upper[d] = Min(Min(chunk->upper[d] + work->after[d], work->extent.upper[d]),
							bounds->upper[d]);
	}
	ax_pg_open(reader, PointerGetDatum(ax_read_box(work->source, asked->attribute, &wide)));
	reader->head.has_names = false;
	result = ax_nd_window(reader, chunk, work->before, work->after, asked->aggregate);
	ax_pg_close(reader);
	return PointerGetDatum(result);
}

static void
write_chunks(Work *work, const AxArray *target)
{
	int			ndim = work->source->ndim;
	SPIPlanPtr	plan = prepare_insert(target);
	Datum	   *values = palloc(sizeof(Datum) * (ndim + work->count));
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext, "window of a chunk",
												 ALLOCSET_DEFAULT_SIZES);
	uint64		count;
	int64	   *corners = ax_read_corners(work->source, &work->source->grid.bounds, &count);
	AxBox		chunk;

	for (uint64 c = 0; c < count; c++)
	{
		ax_grid_chunk(&work->source->grid, corners + c * ndim, &chunk);
		if (c == 0)
			work->extent = chunk;
		for (int d = 0; d < ndim; d++)
		{
			work->extent.lower[d] = Min(work->extent.lower[d], chunk.lower[d]);
			work->extent.upper[d] = Max(work->extent.upper[d], chunk.upper[d]);
		}
	}
	for (uint64 c = 0; c < count; c++)
	{
		MemoryContext old = MemoryContextSwitchTo(memory);

		CHECK_FOR_INTERRUPTS();
		ax_grid_chunk(&work->source->grid, corners + c * ndim, &chunk);
		for (int d = 0; d < ndim; d++)
			values[d] = Int64GetDatum(corners[c * ndim + d]);
		for (int a = 0; a < work->count; a++)
			values[ndim + a] = window_chunk(work, &work->asked[a], &chunk);
		if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_INSERT)
			elog(ERROR, "could not write a chunk: %s", SPI_result_code_string(SPI_result));
		MemoryContextSwitchTo(old);
		MemoryContextReset(memory);
	}
}

/*
 * window_array(source regclass, target text, before int8[], after int8[],
 * VARIADIC aggregates text[]) returns regclass
 */
Datum
window_array(PG_FUNCTION_ARGS)
{
	Work		work = {.source = ax_store_array(PG_GETARG_OID(0))};
	Oid			relid;

	ax_nd_window_reach(PG_GETARG_ARRAYTYPE_P(2), "before", work.source->ndim, work.before);
	ax_nd_window_reach(PG_GETARG_ARRAYTYPE_P(3), "after", work.source->ndim, work.after);
	parse_aggregates(&work, PG_GETARG_ARRAYTYPE_P(4));
	/* cells of a statement that calls this function are there already */
	ax_writer_sync(work.source, GetActiveSnapshot());
	relid = make_target(&work, text_to_cstring(PG_GETARG_TEXT_PP(1)));
	CommandCounterIncrement();
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	write_chunks(&work, ax_store_array(relid));
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	PG_RETURN_OID(relid);
}
