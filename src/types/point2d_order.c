/* Equality, lexicographic order and hash of point2d, with btree and hash support. */
#include "postgres.h"

#include <math.h>

#include "types/point2d.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(point2d_lt);
PG_FUNCTION_INFO_V1(point2d_le);
PG_FUNCTION_INFO_V1(point2d_eq);
PG_FUNCTION_INFO_V1(point2d_ne);
PG_FUNCTION_INFO_V1(point2d_ge);
PG_FUNCTION_INFO_V1(point2d_gt);
PG_FUNCTION_INFO_V1(point2d_cmp);
PG_FUNCTION_INFO_V1(point2d_sortsupport);
PG_FUNCTION_INFO_V1(point2d_hash);
PG_FUNCTION_INFO_V1(point2d_hash_extended);

static inline int
compare_args(FunctionCallInfo fcinfo)
{
	return ax_point2d_cmp(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1));
}

Datum
point2d_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) < 0);
}

Datum
point2d_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) <= 0);
}

Datum
point2d_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_point2d_eq(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1)));
}

Datum
point2d_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!ax_point2d_eq(PG_GETARG_POINT2D(0), PG_GETARG_POINT2D(1)));
}

Datum
point2d_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) >= 0);
}

Datum
point2d_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) > 0);
}

Datum
point2d_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_args(fcinfo));
}

static int
compare_datums(Datum a, Datum b, SortSupport ssup)
{
	return ax_point2d_cmp(DatumGetPoint2d(a), DatumGetPoint2d(b));
}

#if SIZEOF_DATUM >= 8

/*
 * The abbreviated key is all of x, its bits turned so that they order as signed
 * integers; only points with equal x need the full comparison.
 */
static Datum
abbreviate(Datum original, SortSupport ssup)
{
	double		x = DatumGetPoint2d(original).x;
	int64		key;

	if (isnan(x))
		return (Datum) PG_INT64_MAX;
	/* -0 becomes 0 */
	x += 0.0;
	memcpy(&key, &x, sizeof(key));
	return (Datum) (key < 0 ? key ^ PG_INT64_MAX : key);
}

/* A key costs less than a comparison: never given up. */
static bool
abbreviate_abort(int memtupcount, SortSupport ssup)
{
	return false;
}

#endif

Datum
point2d_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare_datums;
#if SIZEOF_DATUM >= 8
	if (ssup->abbreviate)
	{
		ssup->comparator = ssup_datum_signed_cmp;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = abbreviate_abort;
		ssup->abbrev_full_comparator = compare_datums;
	}
#endif
	PG_RETURN_VOID();
}

Datum
point2d_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) ax_point2d_hash(PG_GETARG_POINT2D(0), 0));
}

Datum
point2d_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) ax_point2d_hash(PG_GETARG_POINT2D(0),
											(uint64) PG_GETARG_INT64(1)));
}
