/* python_apply: the cells of the results as rows. */
#include "array_py.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "pg/kind.h"

PG_FUNCTION_INFO_V1(python_apply);

/* Checks the arrays against the columns of the definition list. */
static void
check_columns(TupleDesc desc, const AxPiece *piece)
{
	int			ndim = piece->arrays[0].box.ndim;

	if (desc->natts != ndim + piece->natts)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column definition list does not fit the result of the Python function"),
				 errdetail("It has %d columns, the result %d coordinates and %d values.",
						   desc->natts, ndim, piece->natts),
				 errhint("Name a bigint column for each dimension, then one for each array.")));
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, i);
		AxKind		kind = i < ndim ? AX_KIND_INT8 : piece->arrays[i - ndim].kind;

		if (ax_pg_kind_of(column->atttypid) != kind)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" of the definition list is of type %s, but the Python function gives %s",
							NameStr(column->attname), format_type_be(column->atttypid),
							ax_kind_info(kind)->name)));
	}
}

/* Puts the columns of a result that names its arrays in the order of the list. */
static void
find_columns(TupleDesc desc, const AxPiece *piece, int *columns)
{
	int			ndim = piece->arrays[0].box.ndim;

	for (int i = 0; i < piece->natts; i++)
	{
		columns[i] = ndim + i;
		if (piece->names == NULL)
			continue;
		for (columns[i] = ndim; columns[i] < desc->natts; columns[i]++)
			if (strcmp(NameStr(TupleDescAttr(desc, columns[i])->attname), piece->names[i]) == 0)
				break;
		if (columns[i] == desc->natts)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("column definition list has no column \"%s\", which the Python function gives",
							piece->names[i])));
	}
}

/* The result's arrays in the order of the columns after the coordinates. */
static AxPacked *
ordered(TupleDesc desc, const AxPiece *piece)
{
	AxPacked   *arrays = palloc(sizeof(AxPacked) * piece->natts);
	int		   *columns = palloc(sizeof(int) * piece->natts);

	find_columns(desc, piece, columns);
	for (int i = 0; i < piece->natts; i++)
		arrays[columns[i] - piece->arrays[0].box.ndim] = piece->arrays[i];
	return arrays;
}

static void
take_rows(AxSink *sink, const AxPiece *given)
{
	ReturnSetInfo *rsinfo = sink->state;
	TupleDesc	desc = rsinfo->setDesc;
	const AxBox *box = &given->arrays[0].box;
	AxPiece		piece = *given;
	uint64_t  **present = palloc0(sizeof(uint64_t *) * piece.natts);
	uint64_t  **valid = palloc0(sizeof(uint64_t *) * piece.natts);
	const char **cells = palloc(sizeof(char *) * piece.natts);
	Datum	   *values = palloc0(sizeof(Datum) * desc->natts);
	bool	   *nulls = palloc0(sizeof(bool) * desc->natts);
	int64		coords[AX_MAX_DIMS];

	if (desc->natts == box->ndim + piece.natts)
		piece.arrays = ordered(desc, given);
	check_columns(desc, &piece);
	for (int a = 0; a < piece.natts; a++)
	{
		ax_py_masks(&piece.arrays[a], &present[a], &valid[a]);
		cells[a] = ax_py_cells(&piece.arrays[a], valid[a]);
	}
	memcpy(coords, box->lower, sizeof(int64) * box->ndim);
	for (uint64 i = 0; i < piece.arrays[0].cells; i++)
	{
		bool		some = false;

		if (i % AX_TILE_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		for (int a = 0; a < piece.natts; a++)
		{
			AxKind		kind = piece.arrays[a].kind;

			some = some || present[a] == NULL || ax_mask_get(present[a], i);
			nulls[box->ndim + a] = valid[a] != NULL && !ax_mask_get(valid[a], i);
			values[box->ndim + a] = ax_pg_cell_datum(kind, cells[a] + i * ax_kind_info(kind)->width);
		}
		for (int d = 0; d < box->ndim; d++)
			values[d] = Int64GetDatum(coords[d]);
		if (some)
			tuplestore_putvalues(rsinfo->setResult, desc, values, nulls);
		for (int d = box->ndim - 1; d >= 0 && ++coords[d] > box->upper[d]; d--)
			coords[d] = box->lower[d];
	}
}

/* python_apply(source, script, function, attributes, mode, halo, params) returns setof record */
Datum
python_apply(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	AxSink		sink = {.take = take_rows, .state = rsinfo};

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || rsinfo->expectedDesc == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("python_apply needs a column definition list"),
				 errhint("Write FROM python_apply(...) AS r(i bigint, v float8).")));
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	ax_py_run(fcinfo, 3, &sink);
	return (Datum) 0;
}
