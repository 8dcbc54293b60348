/*
 * nd_put(a, coordinates, values): many cells set in one pass.
 *
 * Coordinates are a row of integers for each cell, values one for each row or
 * one for all.  The last of several for the same cell counts.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "ndarray/edit.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "pg/error.h"

/* Interrupts are looked for once in so many cells. */
#define STEP 65536

PG_FUNCTION_INFO_V1(nd_put);
PG_FUNCTION_INFO_V1(nd_put_array);

typedef enum State
{
	PUT_EMPTY,
	PUT_NULL,
	PUT_VALUE
} State;

/* Values to be put, in any kind. */
typedef struct Values
{
	AxKind		kind;			/* of the values */
	uint64		count;			/* of the values */
	const char *cells;			/* owned; width of the kind each */
	uint8	   *states;			/* owned; a State each */
} Values;

/* Where a value goes. */
typedef struct Target
{
	uint64		number;			/* of the cell */
	uint64		index;			/* of the value */
} Target;

static void
check_now_and_then(uint64 i)
{
	if (i % STEP == 0)
		CHECK_FOR_INTERRUPTS();
}

static int
target_cmp(const void *a, const void *b, void *arg)
{
	const Target *ta = a;
	const Target *tb = b;

	if (ta->number != tb->number)
		return ta->number < tb->number ? -1 : 1;
	return ta->index < tb->index ? -1 : ta->index > tb->index;
}

static void *
allocate(uint64 size)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, size + 8,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

static void
values_of_ndarray(Datum datum, Values *values)
{
	AxReader   *reader = ax_nd_open(datum);
	uint64_t   *present;
	uint64_t   *valid;
	void	   *cells;

	values->kind = reader->head.kind;
	values->count = reader->head.cells;
	ax_pg_dense(reader, NULL, &cells, &present, &valid);
	ax_pg_close(reader);
	values->cells = cells;
	values->states = allocate(values->count);
	for (uint64 i = 0; i < values->count; i++)
	{
		check_now_and_then(i);
		values->states[i] = present != NULL && !ax_mask_get(present, i) ? PUT_EMPTY :
			valid != NULL && !ax_mask_get(valid, i) ? PUT_NULL : PUT_VALUE;
	}
}

static void
values_of_array(ArrayType *array, Values *values)
{
	uint32		width;
	char	   *cells;
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int16		length;
	bool		byval;
	char		align;

	values->kind = ax_pg_kind_required(ARR_ELEMTYPE(array));
	width = ax_kind_info(values->kind)->width;
	get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &byval, &align);
	deconstruct_array(array, ARR_ELEMTYPE(array), length, byval, align, &elements, &nulls, &count);
	values->count = count;
	values->cells = cells = allocate((uint64) count * width);
	values->states = allocate(count);
	for (int i = 0; i < count; i++)
	{
		AxCell		cell;

		check_now_and_then(i);
		values->states[i] = nulls[i] ? PUT_NULL : PUT_VALUE;
		if (nulls[i])
			continue;
		ax_pg_datum_cell(values->kind, elements[i], &cell);
		memcpy(cells + (Size) i * width, &cell, width);
	}
}

static void
wrong_coordinates(const AxHead *head, const char *have)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("coordinates do not address cells of ndarray %s", ax_nd_print_type(head)),
			 errdetail("They must have %d columns; they have %s.", head->box.ndim, have),
			 errhint("Coordinates are a row for each cell: ARRAY[[3,4],[5,6]].")));
}

/* The cells that rows of coordinates address; 22000 unless there are values for them. */
static Target *
address(const AxHead *head, const int64 *rows, uint64 count, const Values *values)
{
	Target	   *targets;
	int			ndim = head->box.ndim;

	if (values->count != count && values->count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("number of values does not match the coordinates"),
				 errdetail("There are " UINT64_FORMAT " values for " UINT64_FORMAT " cells.",
						   values->count, count)));
	targets = allocate(count * sizeof(Target));
	for (uint64 i = 0; i < count; i++)
	{
		check_now_and_then(i);
		if (!ax_shape_has(&head->box, rows + i * ndim))
		{
			char		text[AX_MAX_DIMS * 22];
			char	   *at = text;

			for (int d = 0; d < ndim; d++)
				at += sprintf(at, d == 0 ? INT64_FORMAT : "," INT64_FORMAT, rows[i * ndim + d]);
			*at = '\0';
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("coordinates (%s) are outside ndarray %s", text,
							ax_nd_print_type(head))));
		}
		targets[i].number = ax_shape_ordinal(&head->box, rows + i * ndim);
		targets[i].index = i;
	}
	return targets;
}

/* Sets the targets, sorted or not. */
static struct varlena *
put(AxReader *reader, Target *targets, uint64 count, const Values *values)
{
	uint32		width = ax_kind_info(values->kind)->width;
	AxKind		kind = reader->head.kind;
	bool		sorted = true;
	AxEdit		edit;

	for (uint64 i = 1; i < count && sorted; i++)
		sorted = targets[i - 1].number <= targets[i].number;
	if (!sorted)
		qsort_interruptible(targets, count, sizeof(Target), target_cmp, NULL);
	ax_nd_edit_begin(&edit, reader);
	for (uint64 i = 0; i < count; i++)
	{
		uint64		index = values->count == 1 ? 0 : targets[i].index;
		uint32		at = ax_nd_edit_at(&edit, targets[i].number);
		const void *from = values->cells + index * width;
		AxCell		cell;

		check_now_and_then(i);
		if (values->states[index] == PUT_EMPTY)
			ax_nd_edit_clear(&edit, at);
		else if (values->states[index] == PUT_NULL)
			ax_nd_edit_set(&edit, at, NULL);
		else if (values->kind == kind)
			ax_nd_edit_set(&edit, at, from);
		else
		{
			ax_nd_convert(values->kind, from, kind, &cell);
			ax_nd_edit_set(&edit, at, &cell);
		}
	}
	return ax_nd_edit_finish(&edit);
}

/* nd_put(a ndarray, coordinates ndarray, "values" ndarray) */
Datum
nd_put(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	const AxHead *head = &reader->head;
	AxReader   *rows = ax_nd_open(PG_GETARG_DATUM(1));
	uint64		columns = rows->head.box.ndim == 2 ? ax_shape_length(&rows->head.box, 1) : 1;
	uint64		n;
	int64	   *coords;
	Values		coordinates;
	Values		values;
	struct varlena *result;

	if (rows->head.box.ndim < 1 || rows->head.box.ndim > 2 || columns != head->box.ndim)
		wrong_coordinates(head, ax_nd_print_type(&rows->head));
	ax_pg_close(rows);
	if (ax_kind_info(rows->head.kind)->class != AX_CLASS_INTEGER ||
		rows->head.kind == AX_KIND_BOOL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("coordinates must be integers"),
				 errdetail("They have kind %s.", ax_kind_info(rows->head.kind)->name)));
	values_of_ndarray(PG_GETARG_DATUM(1), &coordinates);
	n = coordinates.count;
	coords = allocate(n * sizeof(int64));
	for (uint64 i = 0; i < n; i++)
	{
		check_now_and_then(i);
		if (coordinates.states[i] != PUT_VALUE)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("coordinate must not be null")));
		ax_nd_convert(coordinates.kind,
					  coordinates.cells + i * ax_kind_info(coordinates.kind)->width,
					  AX_KIND_INT8, coords + i);
	}
	values_of_ndarray(PG_GETARG_DATUM(2), &values);
	n = ax_shape_length(&rows->head.box, 0);
	/* rows without columns all address the one cell, and may be more than memory holds */
	if (columns == 0 && values.count == 1)
		n = Min(n, 1);
	result = put(reader, address(head, coords, n, &values), n, &values);
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}

/* nd_put(a ndarray, coordinates int8[], "values" anyarray) */
Datum
nd_put_array(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	const AxHead *head = &reader->head;
	ArrayType  *rows = PG_GETARG_ARRAYTYPE_P(1);
	int			columns = ARR_NDIM(rows) == 2 ? ARR_DIMS(rows)[1] : 1;
	uint64		n = ARR_NDIM(rows) > 0 ? ARR_DIMS(rows)[0] : 0;
	Values		values;
	struct varlena *result;

	/* an array without elements is no row, of any number of columns */
	if (n > 0 && (ARR_NDIM(rows) > 2 || columns != head->box.ndim))
		wrong_coordinates(head, ARR_NDIM(rows) > 2 ? "more than two dimensions" :
						  psprintf("%d", columns));
	if (array_contains_nulls(rows))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("coordinate must not be null")));
	values_of_array(PG_GETARG_ARRAYTYPE_P(2), &values);
	result = put(reader, address(head, (const int64 *) ARR_DATA_PTR(rows), n, &values), n, &values);
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}
