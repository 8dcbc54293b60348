/* python_value: the results as one ndarray. */
#include "array_py.h"

#include "pg/error.h"
#include "pg/kept.h"

PG_FUNCTION_INFO_V1(python_value);

/* Copies the bits of a mask (all ones when NULL) that belong to a run. */
static void
copy_bits(const uint64_t *from, uint64 at, uint64_t *to, uint64 to_at, uint64 n)
{
	for (uint64 i = 0; i < n; i++)
		if (from == NULL || ax_mask_get(from, at + i))
			ax_mask_set(to, to_at + i);
}

/* All arrays over the least box that holds them; the later wins where two meet. */
static struct varlena *
assemble(AxKept *kept)
{
	AxKind		kind = kept->kinds[0];
	uint32		width = ax_kind_info(kind)->width;
	AxHead		head = {0};
	uint64_t	cells;
	AxError		err;
	char	   *values;
	uint64_t   *present;
	uint64_t   *valid;
	uint64		npresent;
	Datum		value;

	if (ax_shape_cells(&kept->bounds, AX_MAX_BYTES / width, &cells, &err) != AX_OK)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("result of the Python function is too large for one ndarray"),
				 errhint("Use python_apply_into.")));
	values = MemoryContextAllocHuge(CurrentMemoryContext, cells * width + 8);
	/* cells that no array covers are decoded never, but a bool must be one */
	memset(values, 0, cells * width);
	if (kind == AX_KIND_RATIONAL)
		for (uint64 i = 0; i < cells; i++)
			((int64 *) values)[2 * i + 1] = 1;
	present = palloc0(AX_MASK_BYTES(cells) + 8);
	valid = palloc0(AX_MASK_BYTES(cells) + 8);
	ax_kept_rewind(kept);
	while ((value = ax_kept_next(kept)) != (Datum) 0)
	{
		AxReader   *reader = ax_pg_reader(CurrentMemoryContext);
		void	   *from;
		uint64_t   *from_present;
		uint64_t   *from_valid;
		AxRuns		runs;
		uint64		at = 0;

		ax_pg_open(reader, value);
		ax_pg_dense(reader, NULL, &from, &from_present, &from_valid);
		ax_runs_begin(&runs, &kept->bounds, &reader->head.box);
		while (ax_runs_next(&runs))
		{
			memcpy(values + runs.start * width, (char *) from + at * width, runs.length * width);
			copy_bits(from_present, at, present, runs.start, runs.length);
			copy_bits(from_valid != NULL ? from_valid : from_present, at, valid, runs.start, runs.length);
			at += runs.length;
		}
		pfree(from);
		ax_pg_close(reader);
	}
	head.kind = kind;
	head.box = kept->bounds;
	npresent = ax_mask_count(present, cells);
	return ax_pg_build(&head, values, npresent == cells ? NULL : present,
					   ax_mask_count(valid, cells) == npresent ? NULL : valid);
}

/* python_value(source, script, function, attributes, mode, halo, params) returns ndarray */
Datum
python_value(PG_FUNCTION_ARGS)
{
	AxKept	   *kept = ax_kept_begin("Python function");
	AxSink		sink = {.take = ax_py_keep, .state = kept};
	struct varlena *result;

	ax_py_run(fcinfo, 3, &sink);
	if (kept->natts > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("python_value needs one array, but the Python function gives %d attributes",
						kept->natts),
				 errhint("Use python_apply or python_apply_into.")));
	if (kept->count == 0)
	{
		ax_kept_end(kept);
		PG_RETURN_NULL();
	}
	if (kept->count == 1)
	{
		Datum		value;

		ax_kept_rewind(kept);
		value = ax_kept_next(kept);
		result = (struct varlena *) memcpy(palloc(VARSIZE_ANY(DatumGetPointer(value))),
										   DatumGetPointer(value),
										   VARSIZE_ANY(DatumGetPointer(value)));
	}
	else
		result = assemble(kept);
	ax_kept_end(kept);
	PG_RETURN_POINTER(result);
}
