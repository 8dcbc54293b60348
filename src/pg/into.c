/*
 * Results of functions over chunks as a stored array.
 *
 * All results are kept until the function has run, because only then bounds
 * are known.  A new array whose chunks each come from one result is written
 * chunk by chunk; else write_array merges the results cell by cell.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/varlena.h"

#include "pg/dimensions.h"
#include "pg/error.h"
#include "pg/into.h"
#include "pg/kind.h"
#include "pg/value.h"

/* How create_array is told a kind; its int8 draws a notice. */
static const char *
type_name(AxKind kind)
{
	return kind == AX_KIND_INT8 ? "bigint" : ax_kind_info(kind)->name;
}

Oid
ax_into_target(const char *name)
{
	RangeVar   *target = makeRangeVarFromNameList(stringToQualifiedNameList(name));

	return RangeVarGetRelid(target, NoLock, true);
}

/*
 * Says whether every result lies within one chunk of the source's grid, laid
 * at the new bounds, as results of the shape of chunks do.
 */
static bool
keeps_grid(const AxKept *kept, AxGrid *grid)
{
	AxError		err;

	if (grid->bounds.ndim != kept->bounds.ndim)
		return false;
	grid->bounds = kept->bounds;
	if (ax_grid_check(grid, AX_MAX_CELLS, &err) != AX_OK)
		return false;
	for (uint64 i = 0; i < kept->count; i++)
	{
		int64		first[AX_MAX_DIMS];
		int64		last[AX_MAX_DIMS];

		ax_grid_corner(grid, kept->arrays[i].box.lower, first);
		ax_grid_corner(grid, kept->arrays[i].box.upper, last);
		if (memcmp(first, last, sizeof(int64) * grid->bounds.ndim) != 0)
			return false;
	}
	return true;
}

/* Makes the array: names of the source's dimensions, and its chunk lengths where they fit. */
static Oid
create_target(const char *name, const AxKept *kept, const AxDimensions *source, bool chunks)
{
	AxGrid		grid = source->grid;
	bool		keep = chunks && keeps_grid(kept, &grid);
	StringInfoData text;
	Oid			types[2] = {TEXTOID, TEXTOID};
	Datum		values[2];
	bool		isnull;
	Oid			target;

	if (kept->bounds.ndim == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a stored array cannot have no dimension"),
				 errhint("Give the cell a place along at least one dimension.")));
	initStringInfo(&text);
	for (int a = 0; a < kept->natts; a++)
		appendStringInfo(&text, "%s%s:%s", a > 0 ? ", " : "<", quote_identifier(kept->names[a]),
						 type_name(kept->kinds[a]));
	appendStringInfoString(&text, ">[");
	for (int d = 0; d < kept->bounds.ndim; d++)
	{
		const char *dim = source->grid.bounds.ndim == kept->bounds.ndim ?
			quote_identifier(source->names[d]) : psprintf("d%d", d);

		appendStringInfo(&text, "%s%s=" INT64_FORMAT ":" INT64_FORMAT ",", d > 0 ? ", " : "", dim,
						 kept->bounds.lower[d], kept->bounds.upper[d]);
		if (keep)
			appendStringInfo(&text, INT64_FORMAT ",0", grid.chunk[d]);
		else
			appendStringInfoString(&text, "*,0");
	}
	appendStringInfoChar(&text, ']');
	values[0] = CStringGetTextDatum(name);
	values[1] = CStringGetTextDatum(text.data);
	if (SPI_execute_with_args(psprintf("SELECT %s.create_array($1, $2)",
									   quote_identifier(get_namespace_name(ax_pg_schema()))),
							  2, types, values, NULL, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not create array \"%s\"", name);
	target = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	CommandCounterIncrement();
	return target;
}

static void
write_cells(Oid target, AxKept *kept)
{
	Oid			types[3] = {REGCLASSOID, NAMEOID, ax_pg_type("ndarray")};
	SPIPlanPtr	plan = SPI_prepare(psprintf("SELECT %s.write_array($1, $2, $3)",
											quote_identifier(get_namespace_name(ax_pg_schema()))),
								   3, types);

	if (plan == NULL)
		elog(ERROR, "could not prepare write_array");
	ax_kept_rewind(kept);
	for (uint64 i = 0; i < kept->count; i++)
	{
		NameData	name;
		Datum		values[3] = {ObjectIdGetDatum(target), NameGetDatum(&name)};

		namestrcpy(&name, kept->names[kept->arrays[i].attribute]);
		values[2] = ax_kept_next(kept);
		if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_SELECT)
			elog(ERROR, "could not write a result");
		SPI_freetuptable(SPI_tuptable);
	}
}

/* Lower corners of chunks, for sorting. */
static int
compare_corners(const void *a, const void *b, void *arg)
{
	return memcmp(a, b, *(const Size *) arg);
}

/*
 * Says whether no two results meet in a chunk of the grid, all attributes
 * come in each result, and every result is cut from one chunk at a time.
 */
static bool
can_write_chunks(const AxKept *kept, const AxGrid *grid)
{
	int			ndim = grid->bounds.ndim;
	Size		size = ndim * sizeof(int64);
	uint64		room = 64;
	uint64		n = 0;
	int64	   *corners = palloc(room * size);
	bool		result = true;

	if (kept->count % kept->natts != 0)
		return false;
	for (uint64 i = 0; i < kept->count; i++)
	{
		const AxKeptArray *array = &kept->arrays[i];
		int64		corner[AX_MAX_DIMS];
		int64		first[AX_MAX_DIMS];
		int			d;

		/* one result after another, each with the attributes in the same order */
		if (array->attribute != (int) (i % kept->natts) ||
			!ax_shape_equal(&array->box, &kept->arrays[i - i % kept->natts].box))
			return false;
		if (array->attribute != 0)
			continue;
		ax_grid_corner(grid, array->box.lower, first);
		memcpy(corner, first, size);
		do
		{
			CHECK_FOR_INTERRUPTS();
			if (n == room)
			{
				room *= 2;
				corners = repalloc_huge(corners, room * size);
			}
			memcpy(corners + n++ * ndim, corner, size);
			for (d = ndim - 1; d >= 0; d--)
			{
				corner[d] += grid->chunk[d];
				if (corner[d] <= array->box.upper[d])
					break;
				corner[d] = first[d];
			}
		} while (d >= 0);
	}
	qsort_arg(corners, n, size, compare_corners, &size);
	for (uint64 i = 1; i < n && result; i++)
		result = memcmp(corners + (i - 1) * ndim, corners + i * ndim, size) != 0;
	pfree(corners);
	return result;
}

/* INSERT into the chunk table: corner, then attributes. */
static SPIPlanPtr
prepare_insert(Oid target, const AxKept *kept, const AxDimensions *dims)
{
	int			ndim = dims->grid.bounds.ndim;
	Oid		   *types = palloc(sizeof(Oid) * (ndim + kept->natts));
	Oid			values[1] = {OIDOID};
	Datum		value[1] = {ObjectIdGetDatum(target)};
	StringInfoData sql;
	SPIPlanPtr	plan;

	if (SPI_execute_with_args(psprintf("SELECT chunk_table::text FROM %s.array_list WHERE source OPERATOR(pg_catalog.=) $1",
									   quote_identifier(get_namespace_name(ax_pg_schema()))),
							  1, values, value, NULL, false, 0) != SPI_OK_SELECT || SPI_processed != 1)
		elog(ERROR, "could not find the chunk table of a new array");
	initStringInfo(&sql);
	appendStringInfo(&sql, "INSERT INTO %s (",
					 quote_qualified_identifier(get_namespace_name(get_rel_namespace(target)),
												SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1)));
	for (int d = 0; d < ndim; d++)
		appendStringInfo(&sql, "%s, ", quote_identifier(psprintf("%s_lo", dims->names[d])));
	for (int a = 0; a < kept->natts; a++)
		appendStringInfo(&sql, "%s%s", a > 0 ? ", " : "", quote_identifier(kept->names[a]));
	appendStringInfoString(&sql, ") VALUES (");
	for (int i = 0; i < ndim + kept->natts; i++)
	{
		types[i] = i < ndim ? INT8OID : ax_pg_type("ndarray");
		appendStringInfo(&sql, "%s$%d", i > 0 ? ", " : "", i + 1);
	}
	appendStringInfoChar(&sql, ')');
	plan = SPI_prepare(sql.data, ndim + kept->natts, types);
	if (plan == NULL)
		elog(ERROR, "could not prepare the insert of chunks");
	return plan;
}

/* The cells of a value within a box, as a value. */
static Datum
cut(AxReader *reader, const AxBox *box)
{
	AxHead		head = {0};
	void	   *values;
	uint64_t   *present;
	uint64_t   *valid;

	ax_pg_dense(reader, box, &values, &present, &valid);
	head.kind = reader->head.kind;
	head.box = *box;
	return PointerGetDatum(ax_pg_build(&head, values, present, valid));
}

static void
write_chunks(Oid target, AxKept *kept, const AxDimensions *dims)
{
	const AxGrid *grid = &dims->grid;
	int			ndim = grid->bounds.ndim;
	SPIPlanPtr	plan = prepare_insert(target, kept, dims);
	Datum	   *values = palloc(sizeof(Datum) * (ndim + kept->natts));
	AxReader  **readers = palloc(sizeof(AxReader *) * kept->natts);
	MemoryContext result = AllocSetContextCreate(CurrentMemoryContext, "array_ext result",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext cells = AllocSetContextCreate(CurrentMemoryContext, "array_ext chunk",
												ALLOCSET_DEFAULT_SIZES);

	ax_kept_rewind(kept);
	for (uint64 i = 0; i < kept->count; i += kept->natts)
	{
		MemoryContext old = MemoryContextSwitchTo(result);
		const AxBox *box = &kept->arrays[i].box;
		int64		first[AX_MAX_DIMS];
		int64		corner[AX_MAX_DIMS];
		int			d;

		for (int a = 0; a < kept->natts; a++)
		{
			struct varlena *value = (struct varlena *) DatumGetPointer(ax_kept_next(kept));

			/* the slot holds one at a time */
			if (kept->natts > 1)
				value = memcpy(palloc(VARSIZE_ANY(value)), value, VARSIZE_ANY(value));
			values[ndim + a] = PointerGetDatum(value);
			readers[a] = ax_pg_reader(result);
			ax_pg_open(readers[a], values[ndim + a]);
		}
		ax_grid_corner(grid, box->lower, first);
		memcpy(corner, first, sizeof(int64) * ndim);
		do
		{
			AxBox		chunk;
			AxBox		part;

			ax_grid_chunk(grid, corner, &chunk);
			if (!ax_shape_intersect(&chunk, box, &part))
				break;
			for (int k = 0; k < ndim; k++)
				values[k] = Int64GetDatum(corner[k]);
			MemoryContextReset(cells);
			MemoryContextSwitchTo(cells);
			for (int a = 0; a < kept->natts && !ax_shape_equal(&part, box); a++)
				values[ndim + a] = cut(readers[a], &part);
			MemoryContextSwitchTo(result);
			if (SPI_execute_plan(plan, values, NULL, false, 0) != SPI_OK_INSERT)
				elog(ERROR, "could not insert a chunk");
			for (d = ndim - 1; d >= 0; d--)
			{
				corner[d] += grid->chunk[d];
				if (corner[d] <= box->upper[d])
					break;
				corner[d] = first[d];
			}
		} while (d >= 0);
		MemoryContextSwitchTo(old);
		MemoryContextReset(result);
	}
	MemoryContextDelete(cells);
	MemoryContextDelete(result);
}

/* The name of the array's only attribute; NULL if it has more. */
static const char *
only_attribute(Oid target)
{
	Datum	   *names;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(makeArrayResult(ax_pg_attributes(target), CurrentMemoryContext)),
					  TEXTOID, -1, false, TYPALIGN_INT, &names, NULL, &n);
	return n == 1 ? TextDatumGetCString(names[0]) : NULL;
}

AxKind
ax_into_kind(Oid target, const char *name)
{
	AttrNumber	column;

	if (name == NULL)
		name = only_attribute(target);
	column = name != NULL ? get_attnum(target, name) : InvalidAttrNumber;
	return column > 0 ? ax_pg_kind_of(get_atttype(target, column)) : AX_KIND_NONE;
}

/* A result without a name gets the function's, or that of the target's only attribute. */
static void
name_attributes(AxKept *kept, Oid target, const char *function)
{
	for (int a = 0; a < kept->natts; a++)
		if (kept->names[a] == NULL)
		{
			const char *only = OidIsValid(target) ? only_attribute(target) : NULL;

			kept->names[a] = only != NULL ? only : function;
		}
}

Oid
ax_into(AxKept *kept, Oid source_array, const char *name, const char *function, bool chunks)
{
	AxDimensions source;
	AxDimensions dims;
	Oid			target;

	ax_pg_dimensions(source_array, &source);
	target = ax_into_target(name);
	name_attributes(kept, target, function);
	if (kept->count == 0 && !OidIsValid(target))
		ereport(ERROR,
				(errcode(ERRCODE_NO_DATA_FOUND),
				 errmsg("the %s gave no cells that array \"%s\" could be made for", kept->maker, name)));
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	if (OidIsValid(target))
		write_cells(target, kept);
	else
	{
		target = create_target(name, kept, &source, chunks);
		ax_pg_dimensions(target, &dims);
		if (can_write_chunks(kept, &dims.grid))
			write_chunks(target, kept, &dims);
		else
			write_cells(target, kept);
	}
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	return target;
}
