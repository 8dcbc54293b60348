/* Results of functions over chunks as rows. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "format/head.h"
#include "pg/kind.h"
#include "pg/results.h"

/* Checks the arrays against the columns of the definition list. */
static void
check_columns(TupleDesc desc, const char *maker, const AxResult *piece)
{
	int			ndim = piece->arrays[0].box.ndim;

	if (desc->natts != ndim + piece->natts)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column definition list does not fit the result of the %s", maker),
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
					 errmsg("column \"%s\" of the definition list is of type %s, but the %s gives %s",
							NameStr(column->attname), format_type_be(column->atttypid), maker,
							ax_kind_info(kind)->name)));
	}
}

/* Puts the columns of a result that names its arrays in the order of the list. */
static void
find_columns(TupleDesc desc, const char *maker, const AxResult *piece, int *columns)
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
					 errmsg("column definition list has no column \"%s\", which the %s gives",
							piece->names[i], maker)));
	}
}

/* The result's arrays in the order of the columns after the coordinates. */
static AxResultArray *
ordered(TupleDesc desc, const char *maker, const AxResult *piece)
{
	AxResultArray *arrays = palloc(sizeof(AxResultArray) * piece->natts);
	int		   *columns = palloc(sizeof(int) * piece->natts);

	find_columns(desc, maker, piece, columns);
	for (int i = 0; i < piece->natts; i++)
		arrays[columns[i] - piece->arrays[0].box.ndim] = piece->arrays[i];
	return arrays;
}

void
ax_results_begin(FunctionCallInfo fcinfo, const char *function)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || rsinfo->expectedDesc == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s needs a column definition list", function),
				 errhint("Write FROM %s(...) AS r(i bigint, v float8).", function)));
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
}

void
ax_results_put(ReturnSetInfo *rsinfo, const char *maker, const AxResult *given)
{
	TupleDesc	desc = rsinfo->setDesc;
	const AxBox *box = &given->arrays[0].box;
	AxResult	piece = *given;
	Datum	   *values = palloc0(sizeof(Datum) * desc->natts);
	bool	   *nulls = palloc0(sizeof(bool) * desc->natts);
	int64		coords[AX_MAX_DIMS];

	if (desc->natts == box->ndim + piece.natts)
		piece.arrays = ordered(desc, maker, given);
	check_columns(desc, maker, &piece);
	memcpy(coords, box->lower, sizeof(int64) * box->ndim);
	for (uint64 i = 0; i < piece.arrays[0].cells; i++)
	{
		bool		some = false;

		if (i % AX_TILE_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		for (int a = 0; a < piece.natts; a++)
		{
			const AxResultArray *array = &piece.arrays[a];

			some = some || array->present == NULL || ax_mask_get(array->present, i);
			nulls[box->ndim + a] = array->valid != NULL && !ax_mask_get(array->valid, i);
			values[box->ndim + a] = ax_pg_cell_datum(array->kind, (const char *) array->values +
													 i * ax_kind_info(array->kind)->width);
		}
		for (int d = 0; d < box->ndim; d++)
			values[d] = Int64GetDatum(coords[d]);
		if (some)
			tuplestore_putvalues(rsinfo->setResult, desc, values, nulls);
		for (int d = box->ndim - 1; d >= 0 && ++coords[d] > box->upper[d]; d--)
			coords[d] = box->lower[d];
	}
}
