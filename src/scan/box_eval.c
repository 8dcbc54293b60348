/*
 * Comparands as ranges of coordinates.
 *
 * A comparand x becomes the greatest integer not above it, and whether it is
 * that integer.  What lies beyond int64 becomes the nearest int64, which lies
 * beyond every coordinate too; NaN, the greatest of all in PostgreSQL's
 * order, becomes plus infinity, which no coordinate reaches either.
 */
#include "postgres.h"

#include <math.h>

#include "access/stratnum.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "scan/box.h"

/* A comparand seen from the integers. */
typedef struct Comparand
{
	int64		floor;			/* greatest integer not above it */
	int64		reach;			/* the same for a bound from above; differs if `blurred` */
	bool		exact;			/* it is the integer floor */
	bool		blurred;		/* the cast rounds coordinates near it */
} Comparand;

static int64
clamp_floor(float8 x)
{
	if (x >= 9223372036854775808.0)
		return PG_INT64_MAX;
	if (x < -9223372036854775808.0)
		return PG_INT64_MIN;
	return (int64) floor(x);
}

static Comparand
from_float(float8 x)
{
	Comparand	c = {0};

	if (isnan(x))
		x = INFINITY;
	c.floor = c.reach = clamp_floor(x);
	c.exact = isinf(x) || floor(x) == x;
	if (!isinf(x) && fabs(x) >= 9007199254740992.0)
	{
		/* beyond 2^53 a coordinate is compared after rounding to float8 */
		c.floor = clamp_floor(nextafter(x, -INFINITY));
		c.reach = clamp_floor(nextafter(x, INFINITY));
		c.blurred = true;
	}
	return c;
}

static int
numeric_order(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a), NumericGetDatum(b)));
}

static Comparand
from_numeric(Numeric x)
{
	Comparand	c = {.exact = true};
	Numeric		whole;

	/* NaN sorts above everything here too */
	if (numeric_order(x, int64_to_numeric(PG_INT64_MAX)) >= 0)
		c.floor = PG_INT64_MAX;
	else if (numeric_order(x, int64_to_numeric(PG_INT64_MIN)) <= 0)
		c.floor = PG_INT64_MIN;
	else
	{
		whole = DatumGetNumeric(DirectFunctionCall1(numeric_floor, NumericGetDatum(x)));
		c.floor = DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(whole)));
		c.exact = numeric_order(whole, x) == 0;
	}
	c.reach = c.floor;
	return c;
}

static Comparand
comparand(Oid type, Datum value)
{
	Comparand	c = {.exact = true};

	switch (type)
	{
		case INT2OID:
			c.floor = DatumGetInt16(value);
			break;
		case INT4OID:
			c.floor = DatumGetInt32(value);
			break;
		case INT8OID:
			c.floor = DatumGetInt64(value);
			break;
		case FLOAT4OID:
			return from_float(DatumGetFloat4(value));
		case FLOAT8OID:
			return from_float(DatumGetFloat8(value));
		case NUMERICOID:
			return from_numeric(DatumGetNumeric(value));
		default:
			elog(ERROR, "unexpected type of a comparand: %u", type);
	}
	c.reach = c.floor;
	return c;
}

/* The coordinates that compare so with a value; lower above upper if none. */
static void
range_of(int strategy, Oid type, Datum value, int64 *lower, int64 *upper)
{
	Comparand	c = comparand(type, value);
	bool		strict = c.exact && !c.blurred;

	*lower = -AX_COORD_MAX;
	*upper = AX_COORD_MAX;
	switch (strategy)
	{
		case BTLessStrategyNumber:
			*upper = strict && c.reach > PG_INT64_MIN ? c.reach - 1 : c.reach;
			break;
		case BTLessEqualStrategyNumber:
			*upper = c.reach;
			break;
		case BTEqualStrategyNumber:
			*lower = c.exact ? c.floor : AX_COORD_MAX;
			*upper = c.exact ? c.reach : -AX_COORD_MAX;
			break;
		case BTGreaterEqualStrategyNumber:
			*lower = c.exact || c.floor == PG_INT64_MAX ? c.floor : c.floor + 1;
			break;
		case BTGreaterStrategyNumber:
			*lower = c.blurred || c.floor == PG_INT64_MAX ? c.floor : c.floor + 1;
			break;
	}
}

/* The least range that holds the ranges of all elements. */
static void
range_of_any(const AxBound *bound, Datum value, int64 *lower, int64 *upper)
{
	int16		length;
	bool		by_value;
	char		align;
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	get_typlenbyvalalign(bound->type, &length, &by_value, &align);
	deconstruct_array(DatumGetArrayTypeP(value), bound->type, length, by_value, align,
					  &elements, &nulls, &n);
	*lower = AX_COORD_MAX;
	*upper = -AX_COORD_MAX;
	for (int i = 0; i < n; i++)
	{
		int64		from;
		int64		to;

		if (nulls[i])
			continue;
		range_of(bound->strategy, bound->type, elements[i], &from, &to);
		if (from > to)
			continue;
		*lower = Min(*lower, from);
		*upper = Max(*upper, to);
	}
}

bool
ax_box_cut(const AxBound *bound, Datum value, bool isnull, AxBox *box)
{
	int64		lower;
	int64		upper;

	/* these operators are strict: NULL lets no row through */
	if (isnull)
		return false;
	if (bound->any)
		range_of_any(bound, value, &lower, &upper);
	else
		range_of(bound->strategy, bound->type, value, &lower, &upper);
	if (lower > box->lower[bound->dim])
		box->lower[bound->dim] = Min(lower, AX_COORD_MAX);
	if (upper < box->upper[bound->dim])
		box->upper[bound->dim] = Max(upper, -AX_COORD_MAX);
	return lower <= upper && lower <= AX_COORD_MAX && upper >= -AX_COORD_MAX &&
		box->lower[bound->dim] <= box->upper[bound->dim];
}
