/*
 * Order and hash of rational: comparison operators, btree and hash support.
 *
 * Whole numbers hash as int8 does, so that hash families may cross types.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "num/rational_short.h"
#include "types/rational.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(rational_lt);
PG_FUNCTION_INFO_V1(rational_le);
PG_FUNCTION_INFO_V1(rational_eq);
PG_FUNCTION_INFO_V1(rational_ne);
PG_FUNCTION_INFO_V1(rational_ge);
PG_FUNCTION_INFO_V1(rational_gt);
PG_FUNCTION_INFO_V1(rational_cmp);
PG_FUNCTION_INFO_V1(rational_sortsupport);
PG_FUNCTION_INFO_V1(rational_hash);
PG_FUNCTION_INFO_V1(rational_hash_extended);
PG_FUNCTION_INFO_V1(rational_larger);
PG_FUNCTION_INFO_V1(rational_smaller);

static inline int
compare(const AxRational *a, const AxRational *b)
{
	int64		left;
	int64		right;

	ax_rational_cross(a, b, &left, &right);
	return (left > right) - (left < right);
}

/* Says whether the arguments are in this order. */
#define COMPARE_ARGS(fcinfo, operator) \
	do { \
		int64		left_; \
		int64		right_; \
		ax_rational_cross(PG_GETARG_RATIONAL_P(0), PG_GETARG_RATIONAL_P(1), &left_, &right_); \
		PG_RETURN_BOOL(left_ operator right_); \
	} while (0)

/* Canonical form: equal values have equal members. */
static inline bool
equal_args(FunctionCallInfo fcinfo)
{
	const AxRational *a = PG_GETARG_RATIONAL_P(0);
	const AxRational *b = PG_GETARG_RATIONAL_P(1);

	return a->num == b->num && a->den == b->den;
}

Datum
rational_lt(PG_FUNCTION_ARGS)
{
	COMPARE_ARGS(fcinfo, <);
}

Datum
rational_le(PG_FUNCTION_ARGS)
{
	COMPARE_ARGS(fcinfo, <=);
}

Datum
rational_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(equal_args(fcinfo));
}

Datum
rational_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!equal_args(fcinfo));
}

Datum
rational_ge(PG_FUNCTION_ARGS)
{
	COMPARE_ARGS(fcinfo, >=);
}

Datum
rational_gt(PG_FUNCTION_ARGS)
{
	COMPARE_ARGS(fcinfo, >);
}

Datum
rational_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(PG_GETARG_RATIONAL_P(0), PG_GETARG_RATIONAL_P(1)));
}

/* Of equal values the first: they are the same in every respect. */
Datum
rational_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(compare(PG_GETARG_RATIONAL_P(0), PG_GETARG_RATIONAL_P(1)) >= 0 ? 0 : 1));
}

Datum
rational_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(compare(PG_GETARG_RATIONAL_P(0), PG_GETARG_RATIONAL_P(1)) <= 0 ? 0 : 1));
}

static int
compare_datums(Datum a, Datum b, SortSupport ssup)
{
	return compare(DatumGetRationalP(a), DatumGetRationalP(b));
}

#if SIZEOF_DATUM >= 8

/*
 * The abbreviated key is the nearest double, its bits turned so that they
 * order as signed integers: rounding is monotone, so that only rationals that
 * round alike need the full comparison.
 */
static Datum
abbreviate(Datum original, SortSupport ssup)
{
	double		nearest = ax_rational_to_double(DatumGetRational(original));
	int64		key;

	memcpy(&key, &nearest, sizeof(key));
	return (Datum) (key < 0 ? key ^ PG_INT64_MAX : key);
}

/* A key costs one division, less than a single comparison: never given up. */
static bool
abbreviate_abort(int memtupcount, SortSupport ssup)
{
	return false;
}

#endif

Datum
rational_sortsupport(PG_FUNCTION_ARGS)
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
rational_hash(PG_FUNCTION_ARGS)
{
	AxRational	value = PG_GETARG_RATIONAL(0);

	if (value.den == 1)
		return DirectFunctionCall1(hashint8, Int64GetDatum(value.num));
	return hash_any((unsigned char *) &value, sizeof(value));
}

Datum
rational_hash_extended(PG_FUNCTION_ARGS)
{
	AxRational	value = PG_GETARG_RATIONAL(0);

	if (value.den == 1)
		return DirectFunctionCall2(hashint8extended, Int64GetDatum(value.num),
								   PG_GETARG_DATUM(1));
	return hash_any_extended((unsigned char *) &value, sizeof(value),
							 (uint64) PG_GETARG_INT64(1));
}
