/*
 * Aggregates of point2d: sum and mean.
 *
 * The state is a float8 array as those of core's float8 aggregates: count, sum
 * of x, sum of y.  The transition works in the state's own memory.
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "pg/error.h"
#include "types/point2d.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(point2d_accum);
PG_FUNCTION_INFO_V1(point2d_combine);
PG_FUNCTION_INFO_V1(point2d_sum_final);
PG_FUNCTION_INFO_V1(point2d_avg_final);

typedef struct PointTotal
{
	double		count;
	AxPoint2d	sum;
} PointTotal;

/* The state in its array, which a caller of the plain function may have made. */
static PointTotal *
total_of(ArrayType *array)
{
	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != 3 || ARR_HASNULL(array) ||
		ARR_ELEMTYPE(array) != FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of a point2d aggregate must be an array of three float8 values")));
	return (PointTotal *) ARR_DATA_PTR(array);
}

/* Adds a sum of count points: in place in an aggregate, else in a copy. */
static Datum
add(FunctionCallInfo fcinfo, double count, AxPoint2d sum)
{
	ArrayType  *array = AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0)
		: PG_GETARG_ARRAYTYPE_P_COPY(0);
	PointTotal *total = total_of(array);
	AxError		err;

	AX_CHECK(ax_point2d_add(total->sum, sum, &total->sum, &err), &err);
	total->count += count;
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
point2d_accum(PG_FUNCTION_ARGS)
{
	return add(fcinfo, 1, PG_GETARG_POINT2D(1));
}

Datum
point2d_combine(PG_FUNCTION_ARGS)
{
	PointTotal *other = total_of(PG_GETARG_ARRAYTYPE_P(1));

	return add(fcinfo, other->count, other->sum);
}

Datum
point2d_sum_final(PG_FUNCTION_ARGS)
{
	PointTotal *total = total_of(PG_GETARG_ARRAYTYPE_P(0));

	if (total->count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINT2D(total->sum);
}

Datum
point2d_avg_final(PG_FUNCTION_ARGS)
{
	PointTotal *total = total_of(PG_GETARG_ARRAYTYPE_P(0));
	AxPoint2d	mean;

	if (total->count == 0)
		PG_RETURN_NULL();
	mean.x = total->sum.x / total->count;
	mean.y = total->sum.y / total->count;
	PG_RETURN_POINT2D(mean);
}
