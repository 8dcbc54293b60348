/* Cells from one kind to another, as the SQL casts do it. */
#include "postgres.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"

#include "ndarray/element.h"
#include "num/rational.h"
#include "pg/error.h"

/* C function of types/. */
extern Datum complex_to_float8(PG_FUNCTION_ARGS);

static void
out_of_range(AxKind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s out of range", format_type_be(ax_pg_kind_type(kind)))));
}

static void
no_cast(AxKind from, AxKind to)
{
	ereport(ERROR,
			(errcode(ERRCODE_CANNOT_COERCE),
			 errmsg("cannot cast type %s to %s", format_type_be(ax_pg_kind_type(from)),
					format_type_be(ax_pg_kind_type(to)))));
}

/* Stores an integer, if it fits. */
static void
store_integer(AxKind kind, int64 value, void *out)
{
	AxNumber	number = {0};

	number.wide = kind == AX_KIND_BOOL ? value != 0 : value;
	if ((kind == AX_KIND_INT2 && (value < PG_INT16_MIN || value > PG_INT16_MAX)) ||
		(kind == AX_KIND_INT4 && (value < PG_INT32_MIN || value > PG_INT32_MAX)))
		out_of_range(kind);
	ax_kind_store(kind, number, out);
}

/* A real number as a complex one. */
static void
store_complex(double value, void *out)
{
	AxNumber	number = {.pair = {value, 0}};

	ax_kind_store(AX_KIND_COMPLEX, number, out);
}

static void
from_real(AxKind from, double value, AxKind to, void *out)
{
	double		rounded;

	switch (to)
	{
		case AX_KIND_FLOAT4:
			*(float4 *) out = (float4) value;
			if (isinf(*(float4 *) out) && !isinf(value))
				float_overflow_error();
			if (*(float4 *) out == 0 && value != 0)
				float_underflow_error();
			return;
		case AX_KIND_FLOAT8:
			*(float8 *) out = value;
			return;
		case AX_KIND_INT2:
		case AX_KIND_INT4:
		case AX_KIND_INT8:
			rounded = rint(value);
			if (isnan(value) || !FLOAT8_FITS_IN_INT64(rounded))
				out_of_range(to);
			store_integer(to, (int64) rounded, out);
			return;
		case AX_KIND_RATIONAL:
			{
				AxRational	ratio;
				AxError		err;

				AX_CHECK(ax_rational_from_double(value, PG_INT64_MAX, &ratio, &err), &err);
				if (ratio.num == 0 && value != 0)
					ereport(ERROR,
							(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							 errmsg("rational out of range: underflow")));
				memcpy(out, &ratio, sizeof(ratio));
				return;
			}
		case AX_KIND_COMPLEX:
			store_complex(value, out);
			return;
		case AX_KIND_BOOL:
		case AX_KIND_POINT2D:
		default:
			no_cast(from, to);
	}
}

static void
from_ratio(AxRational value, AxKind to, void *out)
{
	switch (to)
	{
		case AX_KIND_FLOAT4:
		case AX_KIND_FLOAT8:
			from_real(AX_KIND_RATIONAL, ax_rational_to_double(value), to, out);
			return;
		case AX_KIND_INT2:
		case AX_KIND_INT4:
		case AX_KIND_INT8:
			store_integer(to, ax_rational_round(value), out);
			return;
		case AX_KIND_COMPLEX:
			store_complex(ax_rational_to_double(value), out);
			return;
		case AX_KIND_RATIONAL:
		case AX_KIND_BOOL:
		case AX_KIND_POINT2D:
		default:
			no_cast(AX_KIND_RATIONAL, to);
	}
}

/* Casts with timestamptz depend on the time zone, which a value must not. */
static void
convert_time(AxKind from, const void *cell, AxKind to, void *out)
{
	if (from == AX_KIND_DATE && to == AX_KIND_TIMESTAMP)
		ax_pg_datum_cell(to, DirectFunctionCall1(date_timestamp, ax_pg_cell_datum(from, cell)), out);
	else if (from == AX_KIND_TIMESTAMP && to == AX_KIND_DATE)
		ax_pg_datum_cell(to, DirectFunctionCall1(timestamp_date, ax_pg_cell_datum(from, cell)), out);
	else
		no_cast(from, to);
}

void
ax_nd_convert(AxKind from, const void *cell, AxKind to, void *out)
{
	AxNumber	number;

	if (from == to)
	{
		memcpy(out, cell, ax_kind_info(from)->width);
		return;
	}
	if (ax_kind_is_named(from) || ax_kind_is_named(to))
	{
		if (!ax_nd_convert_named(from, cell, to, out))
			no_cast(from, to);
		return;
	}
	number = ax_kind_load(from, cell);
	switch (ax_kind_info(from)->class)
	{
		case AX_CLASS_FLOAT:
			from_real(from, number.real, to, out);
			return;
		case AX_CLASS_RATIONAL:
			from_ratio((AxRational) {number.ratio[0], number.ratio[1]}, to, out);
			return;
		case AX_CLASS_PAIR:
			if (from != AX_KIND_COMPLEX || to != AX_KIND_FLOAT8)
				no_cast(from, to);
			*(float8 *) out = DatumGetFloat8(DirectFunctionCall1(complex_to_float8,
																 PointerGetDatum(number.pair)));
			return;
		case AX_CLASS_INTEGER:
			break;
		case AX_CLASS_TIME:
			convert_time(from, cell, to, out);
			return;
		case AX_CLASS_OPAQUE:
			break;
	}
	switch (ax_kind_info(to)->class)
	{
		case AX_CLASS_INTEGER:
			store_integer(to, (int64) number.wide, out);
			return;
		case AX_CLASS_FLOAT:
			if (from == AX_KIND_BOOL)
				no_cast(from, to);
			/* each rounded once: int8 to float4 not by way of float8 */
			if (to == AX_KIND_FLOAT4)
				*(float4 *) out = (float4) (int64) number.wide;
			else
				*(float8 *) out = (float8) (int64) number.wide;
			return;
		case AX_CLASS_RATIONAL:
			if (from == AX_KIND_BOOL)
				no_cast(from, to);
			number.ratio[0] = (int64) number.wide;
			number.ratio[1] = 1;
			memcpy(out, number.ratio, sizeof(number.ratio));
			return;
		case AX_CLASS_PAIR:
			if (from == AX_KIND_BOOL || to != AX_KIND_COMPLEX)
				no_cast(from, to);
			store_complex((double) (int64) number.wide, out);
			return;
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			no_cast(from, to);
	}
}

Datum
ax_nd_datum(AxKind from, const void *cell, AxKind to)
{
	void	   *out = palloc(Max(ax_kind_info(to)->width, 16));

	ax_nd_convert(from, cell, to, out);
	return ax_pg_cell_datum(to, out);
}
