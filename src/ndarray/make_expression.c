/*
 * nd_build: the values of an SQL expression over the coordinates.
 *
 * The expression runs in a query that counts the cells in row-major order and
 * has a column for each named axis; rows are fetched a tile at a time.
 */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_build);

/* The head that a schema text means: what the text of an ndarray begins with. */
static void
read_schema(const char *schema, AxHead *head)
{
	struct varlena *value;
	AxReader   *reader;

	if (strchr(schema, '{') != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid schema of an ndarray: \"%s\"", schema),
				 errhint("Write a kind and axes, as in float8[i=0:9,j=0:9].")));
	value = ax_nd_scan(psprintf("%s{}", schema));
	reader = ax_nd_open(PointerGetDatum(value));
	*head = reader->head;
	head->tile_cells = 0;
	ax_pg_close(reader);
}

/* The query that gives a row for each cell. */
static char *
make_query(const AxHead *head, const char *expression)
{
	const AxBox *box = &head->box;
	uint64		strides[AX_MAX_DIMS];
	StringInfoData query;
	bool		any = false;

	ax_shape_strides(box, strides);
	initStringInfo(&query);
	/* a newline ends a comment that the expression may end with */
	appendStringInfo(&query, "SELECT (%s\n)::%s FROM (SELECT ", expression,
					 format_type_be_qualified(ax_pg_kind_type(head->kind)));
	for (int d = 0; d < box->ndim; d++)
	{
		if (head->names[d][0] == '\0')
			continue;
		appendStringInfo(&query, "%s(" INT64_FORMAT ")::pg_catalog.int8 OPERATOR(pg_catalog.+) "
						 "((number OPERATOR(pg_catalog./) " UINT64_FORMAT "::pg_catalog.int8) "
						 "OPERATOR(pg_catalog.%%) " INT64_FORMAT "::pg_catalog.int8) AS %s",
						 any ? ", " : "", box->lower[d], Max(strides[d], 1),
						 Max(ax_shape_length(box, d), 1), quote_identifier(head->names[d]));
		any = true;
	}
	appendStringInfo(&query, "%s FROM (SELECT pg_catalog.generate_series(0::pg_catalog.int8, "
					 INT64_FORMAT ") AS number) AS numbers) AS cell",
					 any ? "" : "1", (int64) head->cells - 1);
	return query.data;
}

static void
not_an_expression(const char *expression)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("\"%s\" does not give a value for each cell", expression)));
}

Datum
nd_build(PG_FUNCTION_ARGS)
{
	MemoryContext caller = CurrentMemoryContext;
	char	   *expression = text_to_cstring(PG_GETARG_TEXT_PP(1));
	AxHead		head;
	AxFeed		feed;
	SPIPlanPtr	plan;
	Portal		portal;
	char	   *query;
	uint64		number = 0;

	read_schema(text_to_cstring(PG_GETARG_TEXT_PP(0)), &head);
	query = make_query(&head, expression);
	ax_nd_feed(&feed, &head);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	plan = SPI_prepare(query, 0, NULL);
	if (plan == NULL || !SPI_is_cursor_plan(plan))
		not_an_expression(expression);
	portal = SPI_cursor_open(NULL, plan, NULL, NULL, false);
	for (;;)
	{
		MemoryContext old;

		CHECK_FOR_INTERRUPTS();
		SPI_cursor_fetch(portal, true, AX_TILE_CELLS);
		if (SPI_processed == 0)
			break;
		if (SPI_tuptable->tupdesc->natts != 1 || number + SPI_processed > head.cells)
			not_an_expression(expression);
		/* the value grows in the caller's memory */
		old = MemoryContextSwitchTo(caller);
		for (uint64 i = 0; i < SPI_processed; i++)
		{
			bool		isnull;
			AxCell		cell;
			Datum		value = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull);

			if (!isnull)
				ax_pg_datum_cell(head.kind, value, &cell);
			ax_nd_put(&feed, number++, isnull ? NULL : &cell);
		}
		MemoryContextSwitchTo(old);
		SPI_freetuptable(SPI_tuptable);
	}
	/* an aggregate would give one row for all cells */
	if (number != head.cells)
		not_an_expression(expression);
	SPI_cursor_close(portal);
	SPI_finish();
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}
