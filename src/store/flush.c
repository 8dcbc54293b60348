/*
 * Gathered cells written to the chunk table, through SPI and as the owner of
 * the array, so that generated columns, checks and concurrent writers are
 * PostgreSQL's business.
 *
 * A chunk is written by at most four statements: cells leave, cells are
 * replaced, cells enter, and a chunk that has lost its last cell goes.  All
 * of them wait for another transaction that has the chunk row in its hands
 * and then merge into its latest version; under REPEATABLE READ that is a
 * serialization failure.  Writers that go by corner order cannot deadlock.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "pg/kind.h"
#include "store/batch.h"
#include "store/flush.h"

typedef enum Statement
{
	LEAVE,						/* corner, places */
	REMOVE,						/* corner */
	REPLACE,					/* corner, written attributes */
	ENTER,						/* corner, attributes */
	CLAIM,						/* corner, attributes */
	STATEMENTS
} Statement;

typedef struct Flush
{
	AxGather   *gather;			/* borrowed */
	const AxArray *array;		/* borrowed */
	AxConflict	conflict;
	const bool *written;		/* borrowed, by attribute; NULL: all */
	char	   *table;			/* chunk table, qualified and quoted */
	char	   *schema;			/* of the extension, quoted */
	Oid			ndarray;		/* type */
	SPIPlanPtr	plans[STATEMENTS];	/* made when needed, gone with SPI_finish */
} Flush;

static const char *
column(const Flush *flush, AttrNumber attno)
{
	return quote_identifier(get_attname(flush->array->chunk_relid, attno, false));
}

static const char *
attribute(const Flush *flush, int att)
{
	return column(flush, flush->array->atts[att].chunk_attno);
}

/* The last argument of nd_merge, if it needs one. */
static const char *
codec(const Flush *flush, int att)
{
	AxCodecId	id = flush->array->atts[att].codec;

	return id == AX_CODEC_NONE ? "" : psprintf(", '%s'::pg_catalog.text", ax_codec(id)->name);
}

static bool
is_written(const Flush *flush, int att)
{
	return flush->written == NULL || flush->written[att];
}

static void
append_corner(const Flush *flush, StringInfo out)
{
	for (int d = 0; d < flush->array->ndim; d++)
		appendStringInfo(out, "%s%s", d > 0 ? ", " : "",
						 column(flush, flush->array->dims[d].chunk_attno));
}

static void
append_where(const Flush *flush, StringInfo out)
{
	for (int d = 0; d < flush->array->ndim; d++)
		appendStringInfo(out, "%s c.%s OPERATOR(pg_catalog.=) $%d",
						 d == 0 ? " WHERE" : " AND",
						 column(flush, flush->array->dims[d].chunk_attno), d + 1);
}

static void
append_leave(const Flush *flush, StringInfo out)
{
	int			places = flush->array->ndim + 1;

	appendStringInfo(out, "UPDATE %s AS c SET", flush->table);
	for (int a = 0; a < flush->array->natts; a++)
		appendStringInfo(out, "%s %s = %s.nd_merge(c.%s, $%d, 'delete'::pg_catalog.text%s)",
						 a > 0 ? "," : "", attribute(flush, a), flush->schema,
						 attribute(flush, a), places, codec(flush, a));
	append_where(flush, out);
	appendStringInfo(out, " RETURNING %s.nd_present(c.%s) OPERATOR(pg_catalog.=) 0",
					 flush->schema, attribute(flush, 0));
}

static void
append_replace(const Flush *flush, StringInfo out)
{
	int			param = flush->array->ndim;
	const char *separator = "";

	appendStringInfo(out, "UPDATE %s AS c SET", flush->table);
	for (int a = 0; a < flush->array->natts; a++)
		if (is_written(flush, a))
		{
			appendStringInfo(out, "%s %s = %s.nd_merge(c.%s, $%d, 'overwrite'::pg_catalog.text%s)",
							 separator, attribute(flush, a), flush->schema,
							 attribute(flush, a), ++param, codec(flush, a));
			separator = ",";
		}
	append_where(flush, out);
}

static void
append_insert(const Flush *flush, StringInfo out)
{
	appendStringInfo(out, "INSERT INTO %s AS c (", flush->table);
	append_corner(flush, out);
	for (int a = 0; a < flush->array->natts; a++)
		appendStringInfo(out, ", %s", attribute(flush, a));
	appendStringInfoString(out, ") VALUES (");
	for (int p = 0; p < flush->array->ndim + flush->array->natts; p++)
		appendStringInfo(out, "%s$%d", p > 0 ? ", " : "", p + 1);
	appendStringInfoString(out, ") ON CONFLICT (");
	append_corner(flush, out);
	appendStringInfoString(out, ") DO UPDATE SET");
}

/*
 * Attributes have their cells at the same places, so the first one tells
 * whether there is a conflict, and the others need not look again.  Of a cell
 * that exists, attributes that are not to be written keep their values.
 */
static void
append_enter(const Flush *flush, StringInfo out)
{
	static const char *const modes[] = {"error", "ignore", "overwrite"};

	append_insert(flush, out);
	for (int a = 0; a < flush->array->natts; a++)
		appendStringInfo(out, "%s %s = %s.nd_merge(c.%s, excluded.%s, '%s'::pg_catalog.text%s)",
						 a > 0 ? "," : "", attribute(flush, a), flush->schema,
						 attribute(flush, a), attribute(flush, a),
						 !is_written(flush, a) ? "ignore" :
						 flush->conflict == AX_CONFLICT_ERROR && a > 0 ? "overwrite" :
						 modes[flush->conflict], codec(flush, a));
}

/* A row that DO UPDATE comes to is locked even where it then changes nothing. */
static void
append_claim(const Flush *flush, StringInfo out)
{
	append_insert(flush, out);
	appendStringInfo(out, " %s = excluded.%s WHERE false", attribute(flush, 0),
					 attribute(flush, 0));
}

static SPIPlanPtr
plan_of(Flush *flush, Statement statement)
{
	int			ndim = flush->array->ndim;
	Oid		   *types;
	int			nparams = ndim;
	StringInfoData sql;

	if (flush->plans[statement] != NULL)
		return flush->plans[statement];
	types = palloc(sizeof(Oid) * (ndim + flush->array->natts));
	for (int d = 0; d < ndim; d++)
		types[d] = INT8OID;
	for (int a = 0; a < flush->array->natts; a++)
		types[ndim + a] = flush->ndarray;
	initStringInfo(&sql);
	switch (statement)
	{
		case LEAVE:
			append_leave(flush, &sql);
			nparams += 1;
			break;
		case REMOVE:
			appendStringInfo(&sql, "DELETE FROM %s AS c", flush->table);
			append_where(flush, &sql);
			break;
		case REPLACE:
			append_replace(flush, &sql);
			for (int a = 0; a < flush->array->natts; a++)
				nparams += is_written(flush, a);
			break;
		case ENTER:
			append_enter(flush, &sql);
			nparams += flush->array->natts;
			break;
		case CLAIM:
			append_claim(flush, &sql);
			nparams += flush->array->natts;
			break;
		case STATEMENTS:
			break;
	}
	flush->plans[statement] = SPI_prepare_cursor(sql.data, nparams, types,
												 CURSOR_OPT_GENERIC_PLAN);
	if (flush->plans[statement] == NULL)
		elog(ERROR, "could not prepare \"%s\": %s", sql.data,
			 SPI_result_code_string(SPI_result));
	return flush->plans[statement];
}

static void
execute(Flush *flush, Statement statement, MemoryContext memory, const Datum *params)
{
	/* the plan lasts as long as the flush; SPI leaves its own context behind */
	MemoryContext old = MemoryContextSwitchTo(memory);
	SPIPlanPtr	plan = plan_of(flush, statement);
	int			result;

	MemoryContextSwitchTo(old);
	result = SPI_execute_plan(plan, (Datum *) params, NULL, false, 0);
	MemoryContextSwitchTo(old);
	if (result < 0)
		elog(ERROR, "could not write a chunk: %s", SPI_result_code_string(result));
}

static void
write_chunk(Flush *flush, AxGatherChunk *chunk, MemoryContext memory)
{
	const AxArray *array = flush->array;
	const AxPiece *cells = ax_gather_load(flush->gather, chunk);
	Datum	   *params = palloc(sizeof(Datum) * (array->ndim + array->natts));
	AxBatches	batches;
	int			n;

	ax_batch_sort(flush->gather, chunk, cells, flush->conflict, &batches);
	for (int d = 0; d < array->ndim; d++)
		params[d] = Int64GetDatum(chunk->corner[d]);
	if (batches.replace.count > 0)
	{
		n = array->ndim;
		for (int a = 0; a < array->natts; a++)
			if (is_written(flush, a))
				params[n++] = PointerGetDatum(ax_batch_value(&batches.replace, a));
		if (n > array->ndim)
			execute(flush, REPLACE, memory, params);
	}
	if (batches.leave.count > 0)
	{
		bool		empty = false;

		params[array->ndim] = PointerGetDatum(ax_batch_places(&batches.leave));
		execute(flush, LEAVE, memory, params);
		if (SPI_processed > 0)
		{
			bool		isnull;

			empty = DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc,
											   1, &isnull));
		}
		SPI_freetuptable(SPI_tuptable);
		if (empty && batches.enter.count == 0)
			execute(flush, REMOVE, memory, params);
	}
	if (batches.enter.count > 0)
	{
		n = array->ndim;
		for (int a = 0; a < array->natts; a++)
			params[n++] = PointerGetDatum(ax_batch_value(&batches.enter, a));
		execute(flush, ENTER, memory, params);
	}
}

/* What begin saved for end. */
typedef struct Session
{
	Oid			user;
	int			security;
	MemoryContext memory;		/* of SPI, lasts until the end */
} Session;

/*
 * As PostgreSQL's own referential triggers do: whatever the statements call
 * runs as the owner of the array and may not get out of that.
 */
static void
begin_session(Session *session, Flush *flush, AxGather *gather)
{
	const AxArray *array = gather->array;

	GetUserIdAndSecContext(&session->user, &session->security);
	SetUserIdAndSecContext(array->owner, session->security | SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	session->memory = CurrentMemoryContext;
	memset(flush, 0, sizeof(*flush));
	flush->gather = gather;
	flush->array = array;
	flush->table = quote_qualified_identifier(get_namespace_name(get_rel_namespace(array->chunk_relid)),
											  get_rel_name(array->chunk_relid));
	flush->schema = pstrdup(quote_identifier(get_namespace_name(ax_pg_schema())));
	flush->ndarray = ax_pg_type("ndarray");
}

static void
end_session(Session *session)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	SetUserIdAndSecContext(session->user, session->security);
	CommandCounterIncrement();
}

void
ax_flush_gather(AxGather *gather, AxConflict conflict, const bool *written)
{
	MemoryContext outer;
	MemoryContext chunk_memory;
	Session		session;
	Flush		flush;
	AxGatherChunk **chunks;
	int			count;

	begin_session(&session, &flush, gather);
	flush.conflict = conflict;
	flush.written = written;
	chunk_memory = AllocSetContextCreate(session.memory, "chunk to write",
										 ALLOCSET_DEFAULT_SIZES);
	chunks = ax_gather_chunks(gather, &count);
	outer = MemoryContextSwitchTo(chunk_memory);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_chunk(&flush, chunks[i], session.memory);
		MemoryContextReset(chunk_memory);
	}
	MemoryContextSwitchTo(outer);
	end_session(&session);
}

void
ax_flush_claim(AxGather *gather, const AxGatherChunk *chunk)
{
	const AxArray *array = gather->array;
	Session		session;
	Flush		flush;
	Datum	   *params;

	begin_session(&session, &flush, gather);
	params = palloc(sizeof(Datum) * (array->ndim + array->natts));
	for (int d = 0; d < array->ndim; d++)
		params[d] = Int64GetDatum(chunk->corner[d]);
	for (int a = 0; a < array->natts; a++)
		params[array->ndim + a] =
			PointerGetDatum(ax_batch_nothing(array->atts[a].kind, &gather->box));
	execute(&flush, CLAIM, session.memory, params);
	end_session(&session);
}
