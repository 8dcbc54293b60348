/*
 * read_chunks: the chunks of one attribute of a stored array, one row each.
 *
 * The corners are listed and sorted first; values are read one at a time, so
 * that an array of any size streams through the select list and nothing stays
 * open between two calls.  In FROM, where all rows go to a tuplestore anyway,
 * a value that is a whole chunk as stored goes there as its TOAST pointer, so
 * that its cells are first read by whoever uses them.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "pg/error.h"
#include "pg/value.h"
#include "store/array.h"
#include "store/chunks.h"
#include "store/read_box.h"
#include "store/writer.h"

PG_FUNCTION_INFO_V1(read_chunks);

#define CHUNK_COLUMNS 3

/* What is to be read, and how far reading has come. */
typedef struct Reading
{
	const AxArray *array;		/* owned */
	const AxAttribute *attribute;	/* of it */
	AxBox		box;			/* asked for */
	int64		halo[AX_MAX_DIMS];	/* cells around each chunk, in the array's bounds */
	int64	   *corners;		/* owned; ndim of each chunk, sorted */
	uint64		chunks;			/* number of corners */
	uint64		next;			/* chunk that comes next */
} Reading;

static int
compare_corners(const void *a, const void *b, void *arg)
{
	const int64 *x = a;
	const int64 *y = b;

	for (int d = 0; d < *(const int *) arg; d++)
		if (x[d] != y[d])
			return x[d] < y[d] ? -1 : 1;
	return 0;
}

int64 *
ax_read_corners(const AxArray *array, const AxBox *box, uint64 *count)
{
	int			ndim = array->ndim;
	Size		size = ndim * sizeof(int64);
	uint64		room = 64;
	AxChunkScan *scan = ax_chunks_begin(array, GetActiveSnapshot(), box);
	int64	   *corners = palloc(room * size);
	int64		corner[AX_MAX_DIMS];

	*count = 0;
	while (ax_chunks_next(scan, corner) != NULL)
	{
		if (*count == room)
		{
			room *= 2;
			corners = repalloc_huge(corners, room * size);
		}
		memcpy(corners + (*count)++ * ndim, corner, size);
	}
	ax_chunks_end(scan);
	qsort_arg(corners, *count, size, compare_corners, &ndim);
	return corners;
}

static void
read_halo(Reading *reading, ArrayType *halo)
{
	ax_read_bounds(reading->array, halo, "halo", reading->halo, NULL);
	for (int d = 0; d < reading->array->ndim; d++)
		if (reading->halo[d] < 0 || reading->halo[d] > AX_COORD_MAX / 2)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("halo " INT64_FORMAT " of dimension \"%s\" is out of range",
							reading->halo[d], NameStr(reading->array->dims[d].name))));
}

static Reading *
begin(FunctionCallInfo fcinfo)
{
	Reading    *reading = palloc0(sizeof(Reading));
	AxError		err;

	reading->array = ax_store_array(PG_GETARG_OID(0));
	reading->attribute = ax_read_attribute(reading->array,
										   PG_ARGISNULL(1) ? NULL : NameStr(*PG_GETARG_NAME(1)));
	ax_read_check(reading->array, reading->attribute);
	reading->box = reading->array->grid.bounds;
	if (!PG_ARGISNULL(2))
		ax_read_bounds(reading->array, PG_GETARG_ARRAYTYPE_P(2), "lower", reading->box.lower, NULL);
	if (!PG_ARGISNULL(3))
		ax_read_bounds(reading->array, PG_GETARG_ARRAYTYPE_P(3), "upper", reading->box.upper, NULL);
	AX_CHECK(ax_shape_check(&reading->box, &err), &err);
	if (!PG_ARGISNULL(4))
		read_halo(reading, PG_GETARG_ARRAYTYPE_P(4));
	ax_writer_sync(reading->array, GetActiveSnapshot());
	reading->corners = ax_read_corners(reading->array, &reading->box, &reading->chunks);
	return reading;
}

/* The chunk's value as it is stored, if it covers exactly the box; else 0. */
static Datum
stored_value(const Reading *reading, const AxBox *box)
{
	AxChunkScan *scan = ax_chunks_begin(reading->array, GetActiveSnapshot(), box);
	int64		corner[AX_MAX_DIMS];
	TupleTableSlot *slot = ax_chunks_next(scan, corner);
	Datum		result = 0;
	bool		isnull = true;
	Datum		value = 0;

	if (slot != NULL)
		value = slot_getattr(slot, reading->attribute->chunk_attno, &isnull);
	if (!isnull)
	{
		AxReader   *reader = ax_pg_reader(CurrentMemoryContext);

		ax_pg_open(reader, value);
		/* another kind is damage, which ax_read_box reports */
		if (reader->head.kind == reading->attribute->kind &&
			ax_shape_equal(&reader->head.box, box))
			result = datumCopy(value, false, -1);
		ax_pg_close(reader);
	}
	ax_chunks_end(scan);
	return result;
}

static ArrayType *
coordinates(const int64 *values, int n)
{
	Datum		elements[AX_MAX_DIMS];

	for (int d = 0; d < n; d++)
		elements[d] = Int64GetDatum(values[d]);
	return construct_array(elements, n, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
						   TYPALIGN_DOUBLE);
}

/* Fills the row of the next chunk that has cells asked for; false at the end. */
static bool
read_next(Reading *reading, Datum values[CHUNK_COLUMNS])
{
	const AxArray *array = reading->array;

	while (reading->next < reading->chunks)
	{
		AxBox		chunk;
		AxBox		own;
		AxBox		wide;
		bool		whole;

		CHECK_FOR_INTERRUPTS();
		ax_grid_chunk(&array->grid, reading->corners + reading->next++ * array->ndim, &chunk);
		if (!ax_shape_intersect(&chunk, &reading->box, &own))
			continue;
		wide = own;
		for (int d = 0; d < array->ndim; d++)
		{
			wide.lower[d] = Max(own.lower[d] - reading->halo[d], array->grid.bounds.lower[d]);
			wide.upper[d] = Min(own.upper[d] + reading->halo[d], array->grid.bounds.upper[d]);
		}
		/* a box asked for may reach beyond the bounds, a halo does not */
		whole = ax_shape_equal(&wide, &chunk);
		values[0] = PointerGetDatum(coordinates(own.lower, array->ndim));
		values[1] = PointerGetDatum(coordinates(own.upper, array->ndim));
		values[2] = whole ? stored_value(reading, &chunk) : (Datum) 0;
		if (values[2] == (Datum) 0)
			values[2] = PointerGetDatum(ax_read_box(array, reading->attribute, &wide));
		return true;
	}
	return false;
}

/* All rows into the tuplestore of the query. */
static void
materialize(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		nulls[CHUNK_COLUMNS] = {false};
	Datum		values[CHUNK_COLUMNS];
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "array_ext chunk",
											  ALLOCSET_DEFAULT_SIZES);
	Reading    *reading;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return;
	reading = begin(fcinfo);
	for (;;)
	{
		MemoryContext old = MemoryContextSwitchTo(row);
		bool		more = read_next(reading, values);

		MemoryContextSwitchTo(old);
		if (!more)
			break;
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextReset(row);
	}
	MemoryContextDelete(row);
}

/* read_chunks(source regclass, attribute name, lower int8[], upper int8[], halo int8[]) */
Datum
read_chunks(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	FuncCallContext *context;
	bool		nulls[CHUNK_COLUMNS] = {false};
	Datum		values[CHUNK_COLUMNS];

	if (rsinfo != NULL && IsA(rsinfo, ReturnSetInfo) &&
		(rsinfo->allowedModes & SFRM_Materialize_Preferred) != 0)
	{
		materialize(fcinfo);
		PG_RETURN_NULL();
	}
	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;
		TupleDesc	desc;

		context = SRF_FIRSTCALL_INIT();
		if (PG_ARGISNULL(0))
			SRF_RETURN_DONE(context);
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "read_chunks must return a row");
		context->tuple_desc = BlessTupleDesc(desc);
		context->user_fctx = begin(fcinfo);
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	if (!read_next(context->user_fctx, values))
		SRF_RETURN_DONE(context);
	SRF_RETURN_NEXT(context,
					HeapTupleGetDatum(heap_form_tuple(context->tuple_desc, values, nulls)));
}
