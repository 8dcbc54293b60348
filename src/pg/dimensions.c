/* What the views of array_ext say of a stored array: for those that see SQL only. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "pg/dimensions.h"
#include "pg/kind.h"

static void
query(const char *view, const char *columns, Oid source)
{
	Oid			types[1] = {OIDOID};
	Datum		values[1] = {ObjectIdGetDatum(source)};
	char	   *sql;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	sql = psprintf("SELECT %s FROM %s.%s WHERE source OPERATOR(pg_catalog.=) $1 ORDER BY number",
				   columns, quote_identifier(get_namespace_name(ax_pg_schema())), view);
	if (SPI_execute_with_args(sql, 1, types, values, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not read view \"%s\"", view);
	if (SPI_processed == 0)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a stored array",
						get_rel_name(source) != NULL ? get_rel_name(source) : psprintf("%u", source)),
				 errhint("Stored arrays are made by create_array.")));
}

static void
done(void)
{
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
}

ArrayBuildState *
ax_pg_attributes(Oid source)
{
	MemoryContext context = CurrentMemoryContext;
	ArrayBuildState *names = NULL;

	query("array_attributes", "name::text", source);
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool		isnull;
		Datum		name = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &isnull);

		names = accumArrayResult(names, name, isnull, TEXTOID, context);
	}
	done();
	return names;
}

void
ax_pg_dimensions(Oid source, AxDimensions *dims)
{
	query("array_dimensions", "name::text, lower, upper, chunk", source);
	memset(dims, 0, sizeof(AxDimensions));
	dims->grid.bounds.ndim = (int) SPI_processed;
	for (uint64 i = 0; i < SPI_processed; i++)
	{
		HeapTuple	row = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		bool		isnull;
		Datum		value;

		strlcpy(dims->names[i], SPI_getvalue(row, desc, 1), NAMEDATALEN);
		value = SPI_getbinval(row, desc, 2, &isnull);
		dims->grid.bounds.lower[i] = isnull ? -AX_COORD_MAX : DatumGetInt64(value);
		value = SPI_getbinval(row, desc, 3, &isnull);
		dims->grid.bounds.upper[i] = isnull ? AX_COORD_MAX : DatumGetInt64(value);
		dims->grid.chunk[i] = DatumGetInt64(SPI_getbinval(row, desc, 4, &isnull));
	}
	done();
}
