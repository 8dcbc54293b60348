/* python_apply: the cells of the results as rows. */
#include "array_py.h"

#include "funcapi.h"

#include "pg/kind.h"
#include "pg/results.h"

PG_FUNCTION_INFO_V1(python_apply);

/* The kind of the column that array number a of a result goes to; NONE if there is none. */
static AxKind
column_kind(TupleDesc desc, const AxPiece *piece, int a)
{
	int			ndim = piece->arrays[a].box.ndim;

	if (piece->names == NULL)
		return ndim + a < desc->natts ? ax_pg_kind_of(TupleDescAttr(desc, ndim + a)->atttypid) : AX_KIND_NONE;
	for (int i = ndim; i < desc->natts; i++)
		if (strcmp(NameStr(TupleDescAttr(desc, i)->attname), piece->names[a]) == 0)
			return ax_pg_kind_of(TupleDescAttr(desc, i)->atttypid);
	return AX_KIND_NONE;
}

static void
take_rows(AxSink *sink, const AxPiece *piece)
{
	TupleDesc	desc = ((ReturnSetInfo *) sink->state)->setDesc;
	AxResult	result = {.natts = piece->natts, .names = piece->names};

	result.arrays = palloc0(sizeof(AxResultArray) * piece->natts);
	for (int a = 0; a < piece->natts; a++)
	{
		AxPacked   *packed = &piece->arrays[a];
		AxResultArray *array = &result.arrays[a];
		uint64_t   *present;
		uint64_t   *valid;

		ax_py_settle(packed, column_kind(desc, piece, a));
		ax_py_masks(packed, &present, &valid);
		array->kind = packed->kind;
		array->box = packed->box;
		array->cells = packed->cells;
		array->values = ax_py_cells(packed, valid);
		array->present = present;
		array->valid = valid;
	}
	ax_results_put(sink->state, "Python function", &result);
}

/* python_apply(source, script, function, attributes, mode, halo, params) returns setof record */
Datum
python_apply(PG_FUNCTION_ARGS)
{
	AxSink		sink = {.take = take_rows, .state = fcinfo->resultinfo};

	ax_results_begin(fcinfo, "python_apply");
	ax_py_run(fcinfo, 3, &sink);
	return (Datum) 0;
}
