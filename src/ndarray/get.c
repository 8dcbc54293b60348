/* Single cells out of an ndarray. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "num/rational.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_text);
PG_FUNCTION_INFO_V1(nd_numeric);
PG_FUNCTION_INFO_V1(ndarray_to_numeric);

/* The only cell of a value; false if it is empty or NULL. */
static bool
only_cell(AxReader *reader, AxCell *cell)
{
	if (reader->head.cells != 1)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarray %s is not a single cell", ax_nd_print_type(&reader->head)),
				 errdetail("It has " UINT64_FORMAT " cells.", reader->head.cells),
				 errhint("Say which cell: nd_float8(a, 0, 0).")));
	return ax_nd_cell(reader, 0, cell);
}

/*
 * The cell of argument 0 at the coordinates in argument 1; no coordinates
 * mean the only cell.  False if outside, empty or NULL.
 */
static bool
cell_at(FunctionCallInfo fcinfo, AxKind *kind, AxCell *cell)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int64		coords[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];
	int			n = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "at", coords, nulls);
	bool		anywhere = true;

	*kind = reader->head.kind;
	if (n == 0)
		return only_cell(reader, cell);
	ax_nd_check_count(&reader->head, "at", n);
	for (int d = 0; d < n; d++)
		anywhere = anywhere && !nulls[d];
	if (!anywhere || !ax_shape_has(&reader->head.box, coords))
	{
		ax_pg_close(reader);
		return false;
	}
	return ax_nd_cell(reader, ax_shape_ordinal(&reader->head.box, coords), cell);
}

#define GETTER(name, to) \
	PG_FUNCTION_INFO_V1(nd_##name); \
	PG_FUNCTION_INFO_V1(ndarray_to_##name); \
	Datum \
	nd_##name(PG_FUNCTION_ARGS) \
	{ \
		AxKind		from; \
		AxCell		cell; \
		\
		if (!cell_at(fcinfo, &from, &cell)) \
			PG_RETURN_NULL(); \
		return ax_nd_datum(from, &cell, to); \
	} \
	Datum \
	ndarray_to_##name(PG_FUNCTION_ARGS) \
	{ \
		AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0)); \
		AxCell		cell; \
		\
		if (!only_cell(reader, &cell)) \
			PG_RETURN_NULL(); \
		return ax_nd_datum(reader->head.kind, &cell, to); \
	}

GETTER(bool, AX_KIND_BOOL)
GETTER(int2, AX_KIND_INT2)
GETTER(int4, AX_KIND_INT4)
GETTER(int8, AX_KIND_INT8)
GETTER(float4, AX_KIND_FLOAT4)
GETTER(float8, AX_KIND_FLOAT8)
GETTER(complex, AX_KIND_COMPLEX)
GETTER(rational, AX_KIND_RATIONAL)
GETTER(point2d, AX_KIND_POINT2D)
GETTER(date, AX_KIND_DATE)
GETTER(timestamp, AX_KIND_TIMESTAMP)
GETTER(timestamptz, AX_KIND_TIMESTAMPTZ)

Datum
nd_text(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxCell		cell;

	if (!cell_at(fcinfo, &kind, &cell))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(ax_nd_element_text(kind, &cell)));
}

/* A cell as numeric: exact, but for floats, which the SQL cast rounds. */
static Datum
cell_numeric(AxKind kind, const AxCell *cell)
{
	AxCell		wide;

	switch (kind)
	{
		case AX_KIND_FLOAT4:
			return DirectFunctionCall1(float4_numeric, ax_pg_cell_datum(kind, cell));
		case AX_KIND_FLOAT8:
			return DirectFunctionCall1(float8_numeric, ax_pg_cell_datum(kind, cell));
		case AX_KIND_RATIONAL:
			{
				char		text[AX_RATIONAL_DECIMAL_TEXT];
				AxRational	value;
				AxError		err;

				memcpy(&value, cell, sizeof(value));
				AX_CHECK(ax_rational_print_decimal(value, text, &err), &err);
				return DirectFunctionCall3(numeric_in, CStringGetDatum(text),
										   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
			}
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			ereport(ERROR,
					(errcode(ERRCODE_CANNOT_COERCE),
					 errmsg("cannot cast type %s to %s",
							format_type_be(ax_pg_kind_type(kind)), "numeric")));
			return (Datum) 0;
		default:
			if (ax_kind_is_named(kind))
				return ax_nd_datum(kind, cell, ax_pg_kind_required(NUMERICOID));
			if (ax_kind_info(kind)->class != AX_CLASS_INTEGER)
				ereport(ERROR,
						(errcode(ERRCODE_CANNOT_COERCE),
						 errmsg("cannot cast type %s to %s",
								format_type_be(ax_pg_kind_type(kind)), "numeric")));
			ax_nd_convert(kind, cell, AX_KIND_INT8, &wide);
			return NumericGetDatum(int64_to_numeric(*(int64 *) &wide));
	}
}

Datum
nd_numeric(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxCell		cell;

	if (!cell_at(fcinfo, &kind, &cell))
		PG_RETURN_NULL();
	return cell_numeric(kind, &cell);
}

Datum
ndarray_to_numeric(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	AxCell		cell;

	if (!only_cell(reader, &cell))
		PG_RETURN_NULL();
	return cell_numeric(reader->head.kind, &cell);
}
