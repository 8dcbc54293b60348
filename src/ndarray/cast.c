/* Casts between ndarray and PostgreSQL's arrays. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(ndarray_from_array);
PG_FUNCTION_INFO_V1(nd_from_array);
PG_FUNCTION_INFO_V1(nd_to_array);

/* Makes the mask of elements that are not NULL, and their values without gaps for NULL filled up. */
static void *
spread_nulls(ArrayType *array, uint64 cells, uint32 width, uint64_t *valid)
{
	const bits8 *bitmap = ARR_NULLBITMAP(array);
	const char *from = ARR_DATA_PTR(array);
	char	   *values = ax_pg_allocate(cells * width, true);

	for (uint64 i = 0; i < cells; i++)
	{
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (bitmap[i / 8] & (1 << (i % 8)))
		{
			ax_mask_set(valid, i);
			memcpy(values + i * width, from, width);
			from += width;
		}
	}
	return values;
}

/* The elements as slots of a kind of variable length; *valid as above. */
static void *
slots(ArrayType *array, AxKind kind, uint64 cells, uint64_t **valid)
{
	void	  **values = MemoryContextAllocExtended(CurrentMemoryContext, cells * sizeof(void *) + 8,
													MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	ArrayIterator iterator = array_create_iterator(array, 0, NULL);
	Datum		element;
	bool		isnull;

	if (ARR_HASNULL(array))
		*valid = palloc0(AX_MASK_BYTES(cells) + 8);
	for (uint64 i = 0; array_iterate(iterator, &element, &isnull); i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (isnull)
			continue;
		if (*valid != NULL)
			ax_mask_set(*valid, i);
		ax_pg_datum_cell(kind, element, &values[i]);
	}
	array_free_iterator(iterator);
	return values;
}

/* Builds the value; the bounds are those of the array, or begin at lower. */
static struct varlena *
from_array(ArrayType *array, const int64 *lower)
{
	AxKind		kind = ax_pg_kind_required(ARR_ELEMTYPE(array));
	uint32		width = ax_kind_info(kind)->width;
	AxBox		box;
	AxHead		head;
	uint64_t	cells;
	uint64_t   *valid = NULL;
	void	   *values;
	AxError		err;

	/* an array of no elements has no dimensions; it becomes one of length 0 */
	box.ndim = Max(ARR_NDIM(array), 1);
	for (int d = 0; d < box.ndim; d++)
	{
		int64		length = ARR_NDIM(array) > 0 ? ARR_DIMS(array)[d] : 0;
		int64		own = ARR_NDIM(array) > 0 ? ARR_LBOUND(array)[d] : 1;

		ax_nd_place(&box, d, lower != NULL ? lower[d] : own, length);
	}
	AX_CHECK(ax_shape_cells(&box, AX_MAX_CELLS, &cells, &err), &err);
	ax_nd_head(&head, kind, &box);
	values = ARR_DATA_PTR(array);
	if (ax_kind_is_variable(kind))
	{
		if (cells > 0)
			values = slots(array, kind, cells, &valid);
	}
	else if (ARR_HASNULL(array) && cells > 0)
	{
		valid = palloc0(AX_MASK_BYTES(cells));
		values = spread_nulls(array, cells, width, valid);
	}
	else if (((uintptr_t) values & 7) != 0)
		values = memcpy(MemoryContextAllocHuge(CurrentMemoryContext, cells * width + 8),
						values, cells * width);
	return ax_pg_build(&head, values, NULL, valid);
}

Datum
ndarray_from_array(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(from_array(PG_GETARG_ARRAYTYPE_P(0), NULL));
}

Datum
nd_from_array(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	int64		lower[AX_MAX_DIMS] = {0};
	bool		nulls[AX_MAX_DIMS];

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	array = PG_GETARG_ARRAYTYPE_P(0);
	if (!PG_ARGISNULL(1))
	{
		int			n = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "lower", lower, nulls);

		if (n != Max(ARR_NDIM(array), 1))
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("wrong number of elements in lower"),
					 errdetail("The array has %d dimensions, lower has %d elements.",
							   Max(ARR_NDIM(array), 1), n)));
		for (int d = 0; d < n; d++)
			if (nulls[d])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("lower bound must not be null")));
	}
	PG_RETURN_POINTER(from_array(array, lower));
}

static void
array_limit(const AxHead *head)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("ndarray %s does not fit a PostgreSQL array", ax_nd_print_type(head)),
			 errdetail("An array has at most %d dimensions, bounds of 32 bits and %zu bytes.",
					   MAXDIM, (size_t) MaxAllocSize)));
}

/* The dimensions and lower bounds of an array for the value. */
static int
array_bounds(const AxHead *head, int *dims, int *lower)
{
	const AxBox *box = &head->box;

	if (box->ndim > MAXDIM)
		array_limit(head);
	/* a cell without dimensions becomes an array of one element */
	dims[0] = lower[0] = 1;
	for (int d = 0; d < box->ndim; d++)
	{
		if (box->lower[d] < PG_INT32_MIN || box->upper[d] >= PG_INT32_MAX)
			array_limit(head);
		lower[d] = (int) box->lower[d];
		dims[d] = (int) ax_shape_length(box, d);
	}
	return Max(box->ndim, 1);
}

/* Sets what an array's own functions read of its head. */
static ArrayType *
make_array(Oid type, int ndim, const int *dims, const int *lower, Size data, uint64 bitmap_cells)
{
	Size		overhead = bitmap_cells > 0 ? ARR_OVERHEAD_WITHNULLS(ndim, bitmap_cells) :
		ARR_OVERHEAD_NONULLS(ndim);
	ArrayType  *array = palloc(overhead + data);

	/* the data come tile by tile: to clear all of them at once takes long */
	memset(array, 0, overhead);
	SET_VARSIZE(array, overhead + data);
	array->ndim = ndim;
	array->dataoffset = bitmap_cells > 0 ? (int32) overhead : 0;
	array->elemtype = type;
	memcpy(ARR_DIMS(array), dims, ndim * sizeof(int));
	memcpy(ARR_LBOUND(array), lower, ndim * sizeof(int));
	return array;
}

/* The cells as Datums to an array of values of variable length. */
static Datum
to_variable_array(AxReader *reader, AxKind kind, int ndim, int *dims, int *lower)
{
	Oid			type = ax_pg_kind_type(kind);
	AxHead	   *head = &reader->head;
	uint32		width = ax_kind_info(head->kind)->width;
	Datum	   *values;
	bool	   *nulls;
	AxCursor	cursor;
	int16		length;
	bool		byval;
	char		align;

	if (head->cells > MaxAllocSize / sizeof(Datum))
		array_limit(head);
	values = palloc0(head->cells * sizeof(Datum));
	nulls = palloc0(head->cells);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		for (uint32 i = 0; i < cursor.entry.cells; i++)
		{
			AxCell		cell;

			if (i % 1024 == 0)
				CHECK_FOR_INTERRUPTS();
			nulls[cursor.first + i] = !ax_mask_get(cursor.valid, i);
			if (nulls[cursor.first + i])
				continue;
			ax_nd_convert(head->kind, cursor.values + (Size) i * width, kind, &cell);
			values[cursor.first + i] = ax_pg_cell_datum(kind, &cell);
		}
	ax_pg_close(reader);
	get_typlenbyvalalign(type, &length, &byval, &align);
	return PointerGetDatum(construct_md_array(values, nulls, ndim, dims, lower, type, length, byval,
											  align));
}

static Datum
to_array(Datum value, AxKind kind)
{
	AxReader   *reader = ax_nd_open(value);
	AxHead	   *head = &reader->head;
	uint32		width = ax_kind_info(kind)->width;
	uint32		from_width = ax_kind_info(head->kind)->width;
	Oid			type = ax_pg_kind_type(kind);
	int			dims[MAXDIM];
	int			lower[MAXDIM];
	int			ndim;
	AxSummary	summary;
	AxCursor	cursor;
	ArrayType  *array;
	char	   *to;
	uint64		valid_cells;

	ax_pg_summary(reader, &summary);
	if (summary.present != head->cells)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarray with empty cells cannot be cast to %s",
						format_type_be(get_array_type(type))),
				 errdetail(UINT64_FORMAT " of " UINT64_FORMAT " cells are empty.",
						   head->cells - summary.present, head->cells),
				 errhint("Take the cells that are present with nd_cells.")));
	if (head->cells == 0)
	{
		ax_pg_close(reader);
		PG_RETURN_POINTER(construct_empty_array(type));
	}
	ndim = array_bounds(head, dims, lower);
	if (ax_kind_is_variable(kind))
		return to_variable_array(reader, kind, ndim, dims, lower);
	valid_cells = summary.present - summary.nulls;
	if (head->cells * width > MaxAllocSize - 1024 - head->cells / 8)
		array_limit(head);
	array = make_array(type, ndim, dims, lower, valid_cells * width,
					   summary.nulls > 0 ? head->cells : 0);
	to = ARR_DATA_PTR(array);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		for (uint32 i = 0; i < cursor.entry.cells; i++)
		{
			uint64		n = cursor.first + i;
			AxCell		cell;

			if (!ax_mask_get(cursor.valid, i))
				continue;
			if (summary.nulls > 0)
				ARR_NULLBITMAP(array)[n / 8] |= 1 << (n % 8);
			ax_nd_convert(head->kind, cursor.values + (Size) i * from_width, kind, &cell);
			memcpy(to, &cell, width);
			to += width;
		}
	ax_pg_close(reader);
	PG_RETURN_POINTER(array);
}

#define TO_ARRAY(name, kind) \
	PG_FUNCTION_INFO_V1(ndarray_to_##name##_array); \
	Datum \
	ndarray_to_##name##_array(PG_FUNCTION_ARGS) \
	{ \
		return to_array(PG_GETARG_DATUM(0), kind); \
	}

TO_ARRAY(bool, AX_KIND_BOOL)
TO_ARRAY(int2, AX_KIND_INT2)
TO_ARRAY(int4, AX_KIND_INT4)
TO_ARRAY(int8, AX_KIND_INT8)
TO_ARRAY(float4, AX_KIND_FLOAT4)
TO_ARRAY(float8, AX_KIND_FLOAT8)
TO_ARRAY(complex, AX_KIND_COMPLEX)
TO_ARRAY(rational, AX_KIND_RATIONAL)
TO_ARRAY(point2d, AX_KIND_POINT2D)
TO_ARRAY(date, AX_KIND_DATE)
TO_ARRAY(timestamp, AX_KIND_TIMESTAMP)
TO_ARRAY(timestamptz, AX_KIND_TIMESTAMPTZ)

#define TO_VARIABLE_ARRAY(name, oid) \
	PG_FUNCTION_INFO_V1(ndarray_to_##name##_array); \
	Datum \
	ndarray_to_##name##_array(PG_FUNCTION_ARGS) \
	{ \
		return to_array(PG_GETARG_DATUM(0), ax_pg_kind_required(oid)); \
	}

TO_VARIABLE_ARRAY(text, TEXTOID)
TO_VARIABLE_ARRAY(varchar, VARCHAROID)
TO_VARIABLE_ARRAY(bytea, BYTEAOID)
TO_VARIABLE_ARRAY(numeric, NUMERICOID)
TO_VARIABLE_ARRAY(jsonb, JSONBOID)

/* nd_to_array(ndarray, anyelement) returns anyarray: of the second one's type */
Datum
nd_to_array(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return to_array(PG_GETARG_DATUM(0),
					ax_pg_kind_required(get_fn_expr_argtype(fcinfo->flinfo, 1)));
}
