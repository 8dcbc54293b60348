/* Values made from nothing: nd_zeros, nd_full, nd_eye, nd_series, nd_linspace. */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_zeros);
PG_FUNCTION_INFO_V1(nd_full);
PG_FUNCTION_INFO_V1(nd_eye);
PG_FUNCTION_INFO_V1(nd_series_int4);
PG_FUNCTION_INFO_V1(nd_series_int8);
PG_FUNCTION_INFO_V1(nd_series_float8);
PG_FUNCTION_INFO_V1(nd_linspace);

/* Writes n cells from cell `first` on. */
typedef void (*FillTile) (const void *state, uint64 first, Size n, void *values);

/* Makes a value of the kind and box whose cells a function fills; all NULL without one. */
static struct varlena *
make(AxKind kind, const AxBox *box, FillTile fill, const void *state)
{
	AxHead		head;
	AxBuild		build;
	AxError		err;
	void	   *values;
	uint64_t   *none = NULL;
	Size		tile;

	ax_nd_head(&head, kind, box);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	tile = Min(build.head.cells, build.head.tile_cells);
	values = palloc0(tile * ax_kind_info(kind)->width + 16);
	if (fill == NULL)
		none = palloc0(AX_MASK_BYTES(tile) + 8);
	while (build.next < build.head.tiles)
	{
		uint64		first = (uint64) build.next * build.head.tile_cells;
		Size		n = Min(build.head.cells - first, build.head.tile_cells);

		CHECK_FOR_INTERRUPTS();
		if (fill != NULL)
			fill(state, first, n, values);
		AX_CHECK(ax_build_tile(&build, values, NULL, none, &err), &err);
	}
	return ax_pg_finish(&build);
}

/* Reads the box of arguments shape and lower; lower may be NULL. */
static void
read_box(FunctionCallInfo fcinfo, int shape_number, int lower_number, AxBox *box)
{
	int64		lengths[AX_MAX_DIMS];
	int64		lower[AX_MAX_DIMS] = {0};
	bool		nulls[AX_MAX_DIMS];
	AxError		err;
	uint64_t	cells;

	box->ndim = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(shape_number), "shape", lengths, nulls);
	for (int d = 0; d < box->ndim; d++)
		if (nulls[d] || lengths[d] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("length of an axis must not be null or negative")));
	if (!PG_ARGISNULL(lower_number))
	{
		int			n = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(lower_number), "lower", lower, nulls);

		if (n != box->ndim)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("wrong number of elements in lower"),
					 errdetail("shape has %d elements, lower has %d.", box->ndim, n)));
		for (int d = 0; d < n; d++)
			if (nulls[d])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("lower bound must not be null")));
	}
	for (int d = 0; d < box->ndim; d++)
		ax_nd_place(box, d, lower[d], lengths[d]);
	AX_CHECK(ax_shape_cells(box, AX_MAX_CELLS, &cells, &err), &err);
}

typedef struct Same
{
	Size		width;			/* bytes of a cell */
	AxCell		cell;			/* the value of all cells */
} Same;

static void
fill_same(const void *state, uint64 first, Size n, void *values)
{
	const Same *same = state;

	/* every tile is like the first one */
	for (Size i = 0; first == 0 && i < n; i++)
		memcpy((char *) values + i * same->width, &same->cell, same->width);
}

/* A zero of the kind, or a one. */
static void
small_number(AxKind kind, int number, AxCell *cell)
{
	AxNumber	value;

	memset(&value, 0, sizeof(value));
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			value.wide = number;
			break;
		case AX_CLASS_FLOAT:
			value.real = number;
			break;
		case AX_CLASS_RATIONAL:
			value.ratio[0] = number;
			value.ratio[1] = 1;
			break;
		case AX_CLASS_PAIR:
			value.pair[0] = number;
			break;
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("kind %s has no zero", ax_kind_info(kind)->name),
					 errhint("nd_full makes an ndarray of one value.")));
	}
	ax_kind_store(kind, value, cell);
}

Datum
nd_zeros(PG_FUNCTION_ARGS)
{
	AxBox		box;
	AxKind		kind;
	Same		same;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	kind = ax_nd_kind_named(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	read_box(fcinfo, 0, 2, &box);
	same.width = ax_kind_info(kind)->width;
	small_number(kind, 0, &same.cell);
	PG_RETURN_POINTER(make(kind, &box, fill_same, &same));
}

Datum
nd_full(PG_FUNCTION_ARGS)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, 1);
	AxBox		box;
	AxKind		kind;
	Same		same;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	kind = type == NUMERICOID ? AX_KIND_FLOAT8 : ax_pg_kind_required(type);
	read_box(fcinfo, 0, 2, &box);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(make(kind, &box, NULL, NULL));
	same.width = ax_kind_info(kind)->width;
	if (type == NUMERICOID)
		*(float8 *) &same.cell = DatumGetFloat8(DirectFunctionCall1(numeric_float8, PG_GETARG_DATUM(1)));
	else
		ax_pg_datum_cell(kind, PG_GETARG_DATUM(1), &same.cell);
	PG_RETURN_POINTER(make(kind, &box, fill_same, &same));
}

typedef struct Eye
{
	Size		width;			/* bytes of a cell */
	uint64		columns;		/* of the matrix */
	int64		diagonal;		/* column of row 0's one */
	AxCell		zero;
	AxCell		one;
} Eye;

static void
fill_eye(const void *state, uint64 first, Size n, void *values)
{
	const Eye  *eye = state;

	for (Size i = 0; i < n; i++)
		memcpy((char *) values + i * eye->width, &eye->zero, eye->width);
	for (uint64 row = first / eye->columns; row * eye->columns < first + n; row++)
	{
		int64		column = (int64) row + eye->diagonal;
		uint64		number = row * eye->columns + (uint64) column;

		if (column >= 0 && column < (int64) eye->columns && number >= first && number < first + n)
			memcpy((char *) values + (number - first) * eye->width, &eye->one, eye->width);
	}
}

Datum
nd_eye(PG_FUNCTION_ARGS)
{
	AxBox		box;
	AxKind		kind;
	Eye			eye;
	int64		rows;
	int64		columns;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		PG_RETURN_NULL();
	rows = PG_GETARG_INT64(0);
	columns = PG_ARGISNULL(1) ? rows : PG_GETARG_INT64(1);
	eye.diagonal = PG_GETARG_INT64(2);
	kind = ax_nd_kind_named(text_to_cstring(PG_GETARG_TEXT_PP(3)));
	if (rows < 0 || columns < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("length of an axis must not be null or negative")));
	/* beyond these no one is in the matrix */
	eye.diagonal = Max(Min(eye.diagonal, AX_COORD_MAX), -AX_COORD_MAX);
	box.ndim = 2;
	ax_nd_place(&box, 0, 0, rows);
	ax_nd_place(&box, 1, 0, columns);
	eye.width = ax_kind_info(kind)->width;
	eye.columns = (uint64) columns;
	small_number(kind, 0, &eye.zero);
	small_number(kind, 1, &eye.one);
	PG_RETURN_POINTER(make(kind, &box, fill_eye, &eye));
}

typedef struct Series
{
	double		real_start;
	double		real_step;
	double		real_stop;		/* the last cell, if pinned */
	uint64		last;			/* its number */
	bool		pinned;			/* the last cell is exactly real_stop */
	int64		start;
	int64		step;
} Series;

static void
fill_int4(const void *state, uint64 first, Size n, void *values)
{
	const Series *series = state;

	for (Size i = 0; i < n; i++)
		((int32 *) values)[i] = (int32) (series->start + (int64) (first + i) * series->step);
}

static void
fill_int8(const void *state, uint64 first, Size n, void *values)
{
	const Series *series = state;

	/* cells lie between start and stop, so only the product may wrap, and back again */
	for (Size i = 0; i < n; i++)
		((uint64 *) values)[i] = (uint64) series->start + (first + i) * (uint64) series->step;
}

static void
fill_float8(const void *state, uint64 first, Size n, void *values)
{
	const Series *series = state;

	for (Size i = 0; i < n; i++)
		((double *) values)[i] = series->real_start + (double) (first + i) * series->real_step;
	if (series->pinned && series->last >= first && series->last - first < n)
		((double *) values)[series->last - first] = series->real_stop;
}

/* A one-dimensional value of so many cells, which is checked here. */
static struct varlena *
make_series(AxKind kind, double count, FillTile fill, const Series *series)
{
	AxBox		box;

	/* neither is NaN, of bounds whose quotients are infinite */
	if (!(count <= (double) AX_MAX_CELLS))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of cells exceeds the maximum allowed (" UINT64_FORMAT ")",
						(uint64) AX_MAX_CELLS)));
	box.ndim = 1;
	ax_nd_place(&box, 0, 0, count < 0 ? 0 : (int64) count);
	return make(kind, &box, fill, series);
}

static struct varlena *
integer_series(AxKind kind, int64 start, int64 stop, int64 step)
{
	Series		series = {0};
	unsigned __int128 span;
	uint64		stride;

	if (step == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step size cannot equal zero")));
	series.start = start;
	series.step = step;
	if (step > 0 ? start > stop : start < stop)
		return make_series(kind, 0, fill_int8, &series);
	span = (unsigned __int128) (step > 0 ? (__int128) stop - start : (__int128) start - stop);
	stride = step > 0 ? (uint64) step : 0 - (uint64) step;
	return make_series(kind, (double) (span / stride) + 1,
					   kind == AX_KIND_INT4 ? fill_int4 : fill_int8, &series);
}

Datum
nd_series_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(integer_series(AX_KIND_INT4, PG_GETARG_INT32(0), PG_GETARG_INT32(1),
									 PG_GETARG_INT32(2)));
}

Datum
nd_series_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(integer_series(AX_KIND_INT8, PG_GETARG_INT64(0), PG_GETARG_INT64(1),
									 PG_GETARG_INT64(2)));
}

/* Bounds and step of a series of floats must be finite. */
static void
require_finite(const char *what, double value)
{
	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s value cannot be %s", what, isnan(value) ? "NaN" : "infinity")));
}

Datum
nd_series_float8(PG_FUNCTION_ARGS)
{
	Series		series = {0};
	double		stop = PG_GETARG_FLOAT8(1);
	double		first;
	double		last;
	double		steps;

	series.real_start = PG_GETARG_FLOAT8(0);
	series.real_step = PG_GETARG_FLOAT8(2);
	require_finite("start", series.real_start);
	require_finite("stop", stop);
	require_finite("step", series.real_step);
	if (series.real_step == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("step size cannot equal zero")));
	/*
	 * The difference may lie some roundings of its parts below the integer
	 * that is meant.
	 */
	first = series.real_start / series.real_step;
	last = stop / series.real_step;
	steps = last - first + (fabs(first) + fabs(last)) * 4 * DBL_EPSILON;
	PG_RETURN_POINTER(make_series(AX_KIND_FLOAT8, steps < 0 ? 0 : floor(steps) + 1, fill_float8,
								  &series));
}

Datum
nd_linspace(PG_FUNCTION_ARGS)
{
	Series		series = {0};
	int64		count = PG_GETARG_INT64(2);
	bool		endpoint = PG_GETARG_BOOL(3);
	int64		steps = endpoint ? count - 1 : count;

	series.real_start = PG_GETARG_FLOAT8(0);
	series.real_stop = PG_GETARG_FLOAT8(1);
	require_finite("start", series.real_start);
	require_finite("stop", series.real_stop);
	if (count < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of cells must not be negative")));
	/* halves, for their difference may be out of range */
	if (steps > 0)
		series.real_step = (series.real_stop / 2 - series.real_start / 2) / (double) steps * 2;
	series.pinned = endpoint && count > 1;
	series.last = (uint64) (count - 1);
	PG_RETURN_POINTER(make_series(AX_KIND_FLOAT8, (double) count, fill_float8, &series));
}
