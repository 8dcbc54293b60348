/*
 * create_array and drop_array.
 *
 * Both tables are made by PostgreSQL's own commands, run with the rights of
 * the caller and seen by event triggers like any other.  Every name in them
 * is quoted; a default is put in as the tree that the raw parser has made of
 * it, never as text.
 */
#include "postgres.h"

#include "access/xact.h"
#include "catalog/namespace.h"
#include "commands/defrem.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/makefuncs.h"
#include "parser/parser.h"
#include "tcop/utility.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/varlena.h"

#include "pg/kind.h"
#include "store/create.h"
#include "store/ties.h"

#define CHUNKS_SUFFIX "_chunks"
#define CORNER_SUFFIX "_lo"
#define SUMMARY_COLUMN "summary"

PG_FUNCTION_INFO_V1(create_array);
PG_FUNCTION_INFO_V1(drop_array);

void
ax_store_error_position(void *arg)
{
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(arg);
	}
}

/* Runs a command as if it had been written in `text`. */
static void
run(RawStmt *raw, const char *text, bool carried)
{
	PlannedStmt *statement = makeNode(PlannedStmt);
	ErrorContextCallback callback = {
		.callback = ax_store_error_position,
		.arg = (void *) text,
		.previous = error_context_stack
	};

	statement->commandType = CMD_UTILITY;
	statement->utilityStmt = raw->stmt;
	statement->stmt_location = 0;
	error_context_stack = &callback;
	ProcessUtility(statement, text, false,
				   carried ? PROCESS_UTILITY_SUBCOMMAND : PROCESS_UTILITY_QUERY,
				   NULL, NULL, None_Receiver, NULL);
	error_context_stack = callback.previous;
	CommandCounterIncrement();
}

void
ax_store_run(const char *sql, bool carried)
{
	run(linitial_node(RawStmt, raw_parser(sql, RAW_PARSE_DEFAULT)), sql, carried);
}

RangeVar *
ax_store_name(const char *name)
{
	return makeRangeVarFromNameList(stringToQualifiedNameList(name));
}

/* A name with a suffix, unless that is longer than a name can be. */
static char *
suffixed(const char *name, const char *suffix, const char *what)
{
	if (strlen(name) + strlen(suffix) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("name of %s \"%s\" is too long", what, name),
				 errdetail("The chunk table has a name with \"%s\" behind it, and a name has at most %d bytes.",
						   suffix, NAMEDATALEN - 1)));
	return psprintf("%s%s", name, suffix);
}

char *
ax_store_chunks_name(const char *array)
{
	return suffixed(array, CHUNKS_SUFFIX, "array");
}

char *
ax_store_corner_name(const char *dimension)
{
	return suffixed(dimension, CORNER_SUFFIX, "dimension");
}

/* Columns of the chunk table must differ too. */
static void
check_chunk_columns(const AxSchema *schema)
{
	for (int a = 0; a < schema->natts; a++)
	{
		const char *name = schema->atts[a].name;
		bool		taken = strcmp(name, SUMMARY_COLUMN) == 0;

		for (int d = 0; d < schema->ndim && !taken; d++)
			taken = strcmp(name, ax_store_corner_name(schema->dims[d].name)) == 0;
		if (taken)
			ereport(ERROR,
					(errcode(ERRCODE_DUPLICATE_COLUMN),
					 errmsg("attribute \"%s\" collides with a column of the chunk table", name),
					 errdetail("A chunk table has a column \"%s\", and one called <dimension>%s for each dimension.",
							   SUMMARY_COLUMN, CORNER_SUFFIX)));
	}
}

static void
append_bound(StringInfo out, int64 bound, int64 unbounded)
{
	if (bound == unbounded)
		appendStringInfoChar(out, '*');
	else
		appendStringInfo(out, INT64_FORMAT, bound);
}

char *
ax_store_grid_text(const AxSchema *schema)
{
	StringInfoData out;

	initStringInfo(&out);
	for (int d = 0; d < schema->ndim; d++)
	{
		const AxSchemaDimension *dim = &schema->dims[d];

		appendStringInfoChar(&out, d == 0 ? '[' : ',');
		append_bound(&out, dim->lower, -AX_COORD_MAX);
		appendStringInfoChar(&out, ':');
		append_bound(&out, dim->upper, AX_COORD_MAX);
		appendStringInfo(&out, ":" INT64_FORMAT, dim->chunk);
	}
	for (int a = 0; a < schema->natts; a++)
		appendStringInfo(&out, "%s%s", a == 0 ? "] " : ",",
						 ax_kind_info(schema->atts[a].kind)->name);
	return out.data;
}

static char *
chunk_table_sql(const AxSchema *schema, const char *space, const char *chunks)
{
	const char *own = quote_identifier(get_namespace_name(ax_pg_schema()));
	StringInfoData corners;
	StringInfoData values;
	StringInfoData sql;

	initStringInfo(&corners);
	initStringInfo(&values);
	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE TABLE %s (", quote_qualified_identifier(space, chunks));
	for (int d = 0; d < schema->ndim; d++)
	{
		const char *corner = quote_identifier(ax_store_corner_name(schema->dims[d].name));

		appendStringInfo(&sql, "%s pg_catalog.int8 NOT NULL, ", corner);
		appendStringInfo(&corners, "%s%s", d == 0 ? "" : ", ", corner);
	}
	for (int a = 0; a < schema->natts; a++)
		appendStringInfo(&values, ", %s", quote_identifier(schema->atts[a].name));
	appendStringInfo(&sql, SUMMARY_COLUMN " %s.chunk_summary GENERATED ALWAYS AS (%s.chunk_summary(%s)) STORED",
					 own, own, values.data + 2);
	for (int a = 0; a < schema->natts; a++)
	{
		AxKind		kind = schema->atts[a].kind;

		appendStringInfo(&sql, ", %s %s.ndarray", quote_identifier(schema->atts[a].name), own);
		/* no type modifier names a type by name: chunk_ok checks it */
		if (!ax_kind_is_named(kind))
			appendStringInfo(&sql, "(%s)", ax_kind_info(kind)->name);
		appendStringInfoString(&sql, " NOT NULL");
	}
	appendStringInfo(&sql, ", PRIMARY KEY (%s), CONSTRAINT chunk_ok CHECK (%s.chunk_ok(%s, ARRAY[%s]%s)))",
					 corners.data, own, quote_literal_cstr(ax_store_grid_text(schema)),
					 corners.data, values.data);
	return sql.data;
}

static char *
foreign_table_sql(const AxSchema *schema, const char *space, const char *name, const char *chunks)
{
	StringInfoData sql;

	initStringInfo(&sql);
	appendStringInfo(&sql, "CREATE FOREIGN TABLE %s (", quote_qualified_identifier(space, name));
	for (int d = 0; d < schema->ndim; d++)
	{
		const AxSchemaDimension *dim = &schema->dims[d];

		appendStringInfo(&sql, "%s pg_catalog.int8 OPTIONS (dimension '%d', lower '",
						 quote_identifier(dim->name), d + 1);
		append_bound(&sql, dim->lower, -AX_COORD_MAX);
		appendStringInfoString(&sql, "', upper '");
		append_bound(&sql, dim->upper, AX_COORD_MAX);
		appendStringInfo(&sql, "', chunk '" INT64_FORMAT "', overlap '" INT64_FORMAT "') NOT NULL, ",
						 dim->chunk, dim->overlap);
	}
	for (int a = 0; a < schema->natts; a++)
	{
		const AxSchemaAttribute *att = &schema->atts[a];

		appendStringInfo(&sql, "%s%s %s", a == 0 ? "" : ", ", quote_identifier(att->name),
						 format_type_extended(att->type, att->typmod,
											  FORMAT_TYPE_TYPEMOD_GIVEN | FORMAT_TYPE_FORCE_QUALIFY));
		if (att->codec != AX_CODEC_NONE)
			appendStringInfo(&sql, " OPTIONS (compression '%s')", ax_codec(att->codec)->name);
		appendStringInfoString(&sql, att->not_null ? " NOT NULL" : "");
	}
	appendStringInfo(&sql, ") SERVER " AX_ARRAY_SERVER " OPTIONS (chunks %s)",
					 quote_literal_cstr(chunks));
	return sql.data;
}

static void
create_foreign_table(const AxSchema *schema, const char *sql)
{
	bool		defaults = false;
	RawStmt    *raw = linitial_node(RawStmt, raw_parser(sql, RAW_PARSE_DEFAULT));
	CreateStmt *create = &castNode(CreateForeignTableStmt, raw->stmt)->base;

	for (int a = 0; a < schema->natts; a++)
		if (schema->atts[a].default_raw != NULL)
		{
			ColumnDef  *column = list_nth_node(ColumnDef, create->tableElts, schema->ndim + a);
			Constraint *constraint = makeNode(Constraint);

			constraint->contype = CONSTR_DEFAULT;
			constraint->location = -1;
			constraint->raw_expr = schema->atts[a].default_raw;
			column->constraints = lappend(column->constraints, constraint);
			defaults = true;
		}
	/* places in a default are those in the schema text */
	run(raw, defaults && schema->text != NULL ? schema->text : sql, false);
}

static void
check_taken(const char *name, Oid space, const char *hint)
{
	if (OidIsValid(get_relname_relid(name, space)))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_TABLE),
				 errmsg("relation \"%s\" already exists", name),
				 hint ? errhint("%s", hint) : 0));
}

Oid
ax_store_create(const RangeVar *name, const AxSchema *schema)
{
	RangeVar   *target = copyObject((RangeVar *) name);
	Oid			space_oid = RangeVarGetAndCheckCreationNamespace(target, NoLock, NULL);
	const char *space = get_namespace_name(space_oid);
	const char *chunks = ax_store_chunks_name(name->relname);
	Oid			array_oid;

	check_chunk_columns(schema);
	check_taken(name->relname, space_oid, NULL);
	check_taken(chunks, space_oid, "The array's chunks are kept in a table of that name.");
	ax_store_run(chunk_table_sql(schema, space, chunks), false);
	create_foreign_table(schema, foreign_table_sql(schema, space, name->relname, chunks));
	array_oid = get_relname_relid(name->relname, space_oid);
	/* done by the event trigger already, unless event triggers are off */
	ax_ties_link(array_oid);
	return array_oid;
}

/* create_array(name text, schema text, if_not_exists bool) returns regclass */
Datum
create_array(PG_FUNCTION_ARGS)
{
	RangeVar   *name = ax_store_name(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	char	   *schema = text_to_cstring(PG_GETARG_TEXT_PP(1));

	if (PG_GETARG_BOOL(2))
	{
		Oid			taken = get_relname_relid(name->relname, RangeVarGetCreationNamespace(name));

		if (OidIsValid(taken))
		{
			if (!ax_store_is_array(taken))
				ereport(ERROR,
						(errcode(ERRCODE_WRONG_OBJECT_TYPE),
						 errmsg("\"%s\" is not a stored array", name->relname)));
			ereport(NOTICE,
					(errcode(ERRCODE_DUPLICATE_TABLE),
					 errmsg("stored array \"%s\" already exists, skipping", name->relname)));
			PG_RETURN_OID(taken);
		}
	}
	PG_RETURN_OID(ax_store_create(name, ax_schema_parse(schema)));
}

/* drop_array(name text, if_exists bool) returns void */
Datum
drop_array(PG_FUNCTION_ARGS)
{
	RangeVar   *name = ax_store_name(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	Oid			relid = RangeVarGetRelid(name, NoLock, PG_GETARG_BOOL(1));

	if (!OidIsValid(relid))
		ereport(NOTICE,
				(errmsg("stored array \"%s\" does not exist, skipping", name->relname)));
	else if (!ax_store_is_array(relid))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a stored array", name->relname)));
	else
		ax_store_run(psprintf("DROP FOREIGN TABLE %s",
							  quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)),
														 get_rel_name(relid))), false);
	PG_RETURN_VOID();
}
