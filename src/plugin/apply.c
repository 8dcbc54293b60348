/*
 * plugin_apply and plugin_apply_into: a plugin's function over chunks of a
 * stored array.
 *
 * Chunks are read through read_chunks in FROM, as python_apply reads them:
 * values go through a tuplestore as TOAST pointers and are fetched one at a
 * time, here.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "ndarray/args.h"
#include "pg/dimensions.h"
#include "pg/error.h"
#include "pg/into.h"
#include "pg/kind.h"
#include "pg/value.h"
#include "plugin/chunk.h"

PG_FUNCTION_INFO_V1(plugin_apply);
PG_FUNCTION_INFO_V1(plugin_apply_into);

#define MAKER "plugin function"

/* The arguments of both, NULLs resolved. */
typedef struct Request
{
	Oid			source;
	AxUse	   *use;			/* of the function */
	int			natts;
	const char **names;			/* of attributes */
	bool		chunks;			/* mode 'chunk' */
	Datum		halo;
	bool		has_halo;
	const char *params;			/* JSON, or NULL */
} Request;

/* ---- which function ---- */

/* Names of the libraries that are loaded in this database. */
static List *
loaded_libraries(void)
{
	MemoryContext context = CurrentMemoryContext;
	List	   *names = NIL;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	if (SPI_execute(psprintf("SELECT name::text FROM %s.array_libraries ORDER BY 1",
							 quote_identifier(get_namespace_name(ax_pg_schema()))), true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read view \"%s\"", "array_libraries");
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		char	   *name = SPI_getvalue(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1);
		MemoryContext old = MemoryContextSwitchTo(context);

		names = lappend(names, pstrdup(name));
		MemoryContextSwitchTo(old);
	}
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	return names;
}

/* The function of that name, or library.name, in a loaded library. */
static AxUse *
find_function(const char *given)
{
	const char *dot = strchr(given, '.');
	const char *name = dot != NULL ? dot + 1 : given;
	char	   *library = dot != NULL ? pnstrdup(given, dot - given) : NULL;
	const AxLibrary *found_in = NULL;
	const AxRegistration *found = NULL;
	bool		loaded = false;
	ListCell   *lc;

	foreach(lc, loaded_libraries())
	{
		const AxLibrary *opened;
		const AxRegistration *r;

		if (library != NULL && strcmp(library, lfirst(lc)) != 0)
			continue;
		loaded = true;
		opened = ax_plugin_open(lfirst(lc));
		r = ax_plugin_find(opened, AX_REGISTERED_CHUNK_FUNCTION, psprintf("%s()", name));
		if (r == NULL)
			continue;
		if (found != NULL)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_FUNCTION),
					 errmsg("chunk function \"%s\" is in libraries \"%s\" and \"%s\"", name,
							found_in->name, opened->name),
					 errhint("Name the library too: %s.%s.", opened->name, name)));
		found = r;
		found_in = opened;
	}
	if (library != NULL && !loaded)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("library \"%s\" is not loaded", library),
				 errhint("SELECT load_library('%s') loads it.", library)));
	if (found == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("chunk function \"%s\" does not exist in a loaded library", given)));
	return ax_plugin_use_registration(found_in, found, NULL, CurrentMemoryContext);
}

/* ---- arguments ---- */

static void
take_names(Request *request, FunctionCallInfo fcinfo, int argument)
{
	Datum	   *elements;
	bool	   *nulls = NULL;
	bool		given = !PG_ARGISNULL(argument);
	ArrayType  *array;

	if (given)
		array = PG_GETARG_ARRAYTYPE_P(argument);
	else
		array = DatumGetArrayTypeP(makeArrayResult(ax_pg_attributes(request->source), CurrentMemoryContext));
	if (given)
		deconstruct_array(array, NAMEOID, NAMEDATALEN, false, TYPALIGN_CHAR, &elements, &nulls,
						  &request->natts);
	else
		deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &request->natts);
	if (request->natts == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no attribute is named")));
	request->names = palloc(sizeof(char *) * request->natts);
	for (int i = 0; i < request->natts; i++)
	{
		if (nulls != NULL && nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("name of an attribute must not be null")));
		request->names[i] = given ? pstrdup(NameStr(*DatumGetName(elements[i]))) :
			TextDatumGetCString(elements[i]);
	}
}

/* Reads source, function and the arguments from `rest` on. */
static void
take_request(Request *request, FunctionCallInfo fcinfo, int rest)
{
	const char *mode;

	for (int i = 0; i < rest; i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("source, function and target must not be null")));
	request->source = PG_GETARG_OID(0);
	mode = PG_ARGISNULL(rest + 1) ? "array" : text_to_cstring(PG_GETARG_TEXT_PP(rest + 1));
	if (strcmp(mode, "array") != 0 && strcmp(mode, "chunk") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mode \"%s\" is not known", mode),
				 errhint("It is \"array\" or \"chunk\".")));
	request->chunks = strcmp(mode, "chunk") == 0;
	request->has_halo = !PG_ARGISNULL(rest + 2);
	request->halo = request->has_halo ? PG_GETARG_DATUM(rest + 2) : (Datum) 0;
	if (request->has_halo && !request->chunks)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a halo is for mode \"chunk\" only")));
	request->params = NULL;
	if (!PG_ARGISNULL(rest + 3))
	{
		Jsonb	   *json = PG_GETARG_JSONB_P(rest + 3);

		request->params = JsonbToCString(NULL, &json->root, VARSIZE(json));
	}
	take_names(request, fcinfo, rest);
	request->use = find_function(text_to_cstring(PG_GETARG_TEXT_PP(1)));
}

/* ---- running ---- */

/* What is read: own lower, own upper corner (NULL for an array), then values. */
static char *
query_of(const Request *request)
{
	const char *schema = quote_identifier(get_namespace_name(ax_pg_schema()));
	StringInfoData calls;
	StringInfoData columns;
	StringInfoData values;

	initStringInfo(&calls);
	initStringInfo(&columns);
	initStringInfo(&values);
	for (int i = 0; i < request->natts; i++)
	{
		const char *comma = i > 0 ? ", " : "";
		const char *name = quote_literal_cstr(request->names[i]);

		if (!request->chunks)
			appendStringInfo(&calls, "%s%s.read_array($1::pg_catalog.regclass, %s)", comma, schema, name);
		else if (!request->has_halo)
			appendStringInfo(&calls, "%s%s.read_chunks($1::pg_catalog.regclass, %s, halo => $2)", comma,
							 schema, name);
		else
			appendStringInfo(&calls, "%s%s.read_chunks($1::pg_catalog.regclass, %s, halo => $2) AS r%d",
							 comma, schema, name, i);
		appendStringInfo(&columns, "%sl%d, u%d, a%d", comma, i, i, i);
		appendStringInfo(&values, request->has_halo ? ", (r%d).value" : ", a%d", i);
	}
	if (!request->chunks)
		return psprintf("SELECT NULL::pg_catalog.int8[], NULL::pg_catalog.int8[], %s", calls.data);
	if (!request->has_halo)
		return psprintf("SELECT l0, u0%s FROM ROWS FROM (%s) AS t(%s)", values.data, calls.data,
						columns.data);
	return psprintf("SELECT (r0).lower, (r0).upper%s FROM (SELECT %s OFFSET 0) s", values.data, calls.data);
}

/* An argument of the function from a value. */
static void
fill_attribute(AxChunkAttribute *attribute, const char *name, Datum value, AxBox *box)
{
	AxReader   *reader = ax_pg_reader(CurrentMemoryContext);

	ax_pg_open(reader, value);
	if (ax_kind_is_variable(reader->head.kind))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("plugin functions take no elements of type %s",
						ax_kind_info(reader->head.kind)->name),
				 errdetail("Its values vary in length.")));
	attribute->name = name;
	attribute->type = ax_kind_info(reader->head.kind)->name;
	attribute->width = ax_kind_info(reader->head.kind)->width;
	ax_pg_dense(reader, NULL, &attribute->values, &attribute->present, &attribute->valid);
	if (attribute->valid == NULL)
		attribute->valid = attribute->present;
	*box = reader->head.box;
	ax_pg_close(reader);
}

/* Calls the function with one row of what is read. */
static void
call_with(const Request *request, AxApply *apply, HeapTuple row, TupleDesc desc)
{
	AxUse	   *use = request->use;
	AxChunk		chunk = {.params = request->params, .nattributes = request->natts};
	int64		lower[AX_MAX_DIMS];
	int64		length[AX_MAX_DIMS];
	int64		core_lower[AX_MAX_DIMS];
	int64		core_length[AX_MAX_DIMS];
	bool		isnull;
	Datum		corner;
	bool		nulls[AX_MAX_DIMS];

	chunk.attributes = palloc0(sizeof(AxChunkAttribute) * request->natts);
	for (int i = 0; i < request->natts; i++)
	{
		AxBox		box;
		Datum		value = SPI_getbinval(row, desc, i + 3, &isnull);

		if (isnull)
			return;				/* an array without cells */
		fill_attribute(&chunk.attributes[i], request->names[i], value, &box);
		if (i == 0)
			apply->given = box;
	}
	apply->core = apply->given;
	corner = SPI_getbinval(row, desc, 1, &isnull);
	if (!isnull)
	{
		(void) ax_nd_coordinates(DatumGetArrayTypeP(corner), "corner", apply->core.lower, nulls);
		corner = SPI_getbinval(row, desc, 2, &isnull);
		(void) ax_nd_coordinates(DatumGetArrayTypeP(corner), "corner", apply->core.upper, nulls);
	}
	chunk.ndim = apply->given.ndim;
	chunk.cells = 1;
	for (int d = 0; d < chunk.ndim; d++)
	{
		lower[d] = apply->given.lower[d];
		length[d] = ax_shape_length(&apply->given, d);
		core_lower[d] = apply->core.lower[d];
		core_length[d] = ax_shape_length(&apply->core, d);
		chunk.cells *= (uint64) length[d];
	}
	chunk.lower = lower;
	chunk.length = length;
	chunk.core_lower = core_lower;
	chunk.core_length = core_length;
	ax_plugin_begin(use);
	use->function->chunk(&use->call, &chunk);
	if (apply->error != NULL)
		ReThrowError(apply->error);
	ax_plugin_check_call(use);
}

/* Runs the function over all that is asked for; results go to take. */
static void
apply_function(const Request *request, AxApply *apply)
{
	Oid			types[2] = {OIDOID, INT8ARRAYOID};
	Datum		values[2] = {ObjectIdGetDatum(request->source), request->halo};
	char		nulls[2] = {' ', request->has_halo ? ' ' : 'n'};
	MemoryContext context;
	Portal		portal;
	SPIPlanPtr	plan;

	apply->context = CurrentMemoryContext;
	request->use->apply = apply;
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	context = AllocSetContextCreate(CurrentMemoryContext, "array_ext chunk", ALLOCSET_DEFAULT_SIZES);
	plan = SPI_prepare(query_of(request), 2, types);
	if (plan == NULL)
		elog(ERROR, "could not prepare the reading of chunks");
	portal = SPI_cursor_open(NULL, plan, values, nulls, false);
	for (;;)
	{
		MemoryContext old;

		CHECK_FOR_INTERRUPTS();
		SPI_cursor_fetch(portal, true, 1);
		if (SPI_processed == 0)
			break;
		old = MemoryContextSwitchTo(context);
		call_with(request, apply, SPI_tuptable->vals[0], SPI_tuptable->tupdesc);
		MemoryContextSwitchTo(old);
		MemoryContextReset(context);
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_cursor_close(portal);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
}

static void
take_rows(AxApply *apply, const AxResult *result)
{
	ax_results_put(apply->state, MAKER, result);
}

static void
take_kept(AxApply *apply, const AxResult *result)
{
	AxKept	   *kept = apply->state;

	for (int i = 0; i < result->natts; i++)
	{
		const AxResultArray *array = &result->arrays[i];
		int			attribute = ax_kept_attribute(kept, result->names != NULL ? result->names[i] : NULL,
												  array->kind);
		AxHead		head = {0};

		if (array->cells == 0)
			continue;
		head.kind = array->kind;
		head.box = array->box;
		ax_kept_put(kept, attribute, &array->box,
					PointerGetDatum(ax_pg_build(&head, array->values, array->present, array->valid)));
	}
}

/* plugin_apply(source, function, attributes, mode, halo, params) returns setof record */
Datum
plugin_apply(PG_FUNCTION_ARGS)
{
	Request		request;
	AxApply		apply = {.take = take_rows};

	ax_results_begin(fcinfo, "plugin_apply");
	apply.state = fcinfo->resultinfo;
	take_request(&request, fcinfo, 2);
	apply_function(&request, &apply);
	return (Datum) 0;
}

/* plugin_apply_into(source, function, target, attributes, mode, halo, params) returns regclass */
Datum
plugin_apply_into(PG_FUNCTION_ARGS)
{
	AxKept	   *kept = ax_kept_begin(MAKER);
	AxApply		apply = {.take = take_kept, .state = kept};
	Request		request;
	Oid			target;

	take_request(&request, fcinfo, 3);
	apply_function(&request, &apply);
	target = ax_into(kept, request.source, text_to_cstring(PG_GETARG_TEXT_PP(2)),
					 request.use->function->name, request.chunks);
	ax_kept_end(kept);
	PG_RETURN_OID(target);
}
