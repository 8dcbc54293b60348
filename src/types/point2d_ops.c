/* Arithmetic, distance and places of point2d as SQL functions. */
#include "postgres.h"

#include "pg/error.h"
#include "types/point2d.h"

PG_FUNCTION_INFO_V1(point2d_add);
PG_FUNCTION_INFO_V1(point2d_sub);
PG_FUNCTION_INFO_V1(point2d_mul);
PG_FUNCTION_INFO_V1(float8_mul_point2d);
PG_FUNCTION_INFO_V1(point2d_div);
PG_FUNCTION_INFO_V1(point2d_neg);
PG_FUNCTION_INFO_V1(point2d_dot);
PG_FUNCTION_INFO_V1(point2d_distance);
PG_FUNCTION_INFO_V1(point2d_left);
PG_FUNCTION_INFO_V1(point2d_right);
PG_FUNCTION_INFO_V1(point2d_below);
PG_FUNCTION_INFO_V1(point2d_above);

Datum
point2d_add(PG_FUNCTION_ARGS)
{
	AxPoint2d	value;
	AxError		err;

	AX_CHECK(ax_point2d_add(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1), &value, &err),
			 &err);
	PG_RETURN_POINT2D(value);
}

Datum
point2d_sub(PG_FUNCTION_ARGS)
{
	AxPoint2d	value;
	AxError		err;

	AX_CHECK(ax_point2d_sub(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1), &value, &err),
			 &err);
	PG_RETURN_POINT2D(value);
}

static Datum
multiply(AxPoint2d point, double factor)
{
	AxPoint2d	value;
	AxError		err;

	AX_CHECK(ax_point2d_mul(point, factor, &value, &err), &err);
	PG_RETURN_POINT2D(value);
}

Datum
point2d_mul(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_POINT2D(0), PG_GETARG_FLOAT8(1));
}

Datum
float8_mul_point2d(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_POINT2D(1), PG_GETARG_FLOAT8(0));
}

Datum
point2d_div(PG_FUNCTION_ARGS)
{
	AxPoint2d	value;
	AxError		err;

	AX_CHECK(ax_point2d_div(PG_GETARG_POINT2D(0), PG_GETARG_FLOAT8(1), &value, &err),
			 &err);
	PG_RETURN_POINT2D(value);
}

Datum
point2d_neg(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINT2D(ax_point2d_neg(PG_GETARG_POINT2D(0)));
}

Datum
point2d_dot(PG_FUNCTION_ARGS)
{
	double		value;
	AxError		err;

	AX_CHECK(ax_point2d_dot(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1), &value, &err),
			 &err);
	PG_RETURN_FLOAT8(value);
}

Datum
point2d_distance(PG_FUNCTION_ARGS)
{
	double		value;
	AxError		err;

	AX_CHECK(ax_point2d_distance(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1), &value, &err),
			 &err);
	PG_RETURN_FLOAT8(value);
}

Datum
point2d_left(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_point2d_cmp_axis(PG_GETARG_POINT2D(0).x, PG_GETARG_POINT2D(1).x) < 0);
}

Datum
point2d_right(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_point2d_cmp_axis(PG_GETARG_POINT2D(0).x, PG_GETARG_POINT2D(1).x) > 0);
}

Datum
point2d_below(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_point2d_cmp_axis(PG_GETARG_POINT2D(0).y, PG_GETARG_POINT2D(1).y) < 0);
}

Datum
point2d_above(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_point2d_cmp_axis(PG_GETARG_POINT2D(0).y, PG_GETARG_POINT2D(1).y) > 0);
}
