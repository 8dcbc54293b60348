/*
 * Order of rationals and integers: the operators and btree support functions
 * that cross types.  For hash families there is nothing to do, as whole numbers
 * hash as PostgreSQL's integers, which hash alike in all widths.
 */
#include "postgres.h"

#include "num/gcd.h"
#include "types/rational.h"

static inline int
compare(const AxRational *a, int64 b)
{
	AxInt128	right = (AxInt128) b * a->den;

	return (a->num > right) - (a->num < right);
}

static inline bool
equal(const AxRational *a, int64 b)
{
	return a->den == 1 && a->num == b;
}

#define FUNCTION(name, rational, integer, value) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		const AxRational *a = PG_GETARG_RATIONAL_P(rational); \
		int64		b = PG_GETARG_##integer; \
		value; \
	}

/* All functions of one integer type; INT0 and INT1 read it as argument 0 and 1. */
#define FUNCTIONS(type, INT0, INT1) \
	FUNCTION(rational_##type##_eq, 0, INT1, PG_RETURN_BOOL(equal(a, b))) \
	FUNCTION(rational_##type##_ne, 0, INT1, PG_RETURN_BOOL(!equal(a, b))) \
	FUNCTION(rational_##type##_lt, 0, INT1, PG_RETURN_BOOL(compare(a, b) < 0)) \
	FUNCTION(rational_##type##_le, 0, INT1, PG_RETURN_BOOL(compare(a, b) <= 0)) \
	FUNCTION(rational_##type##_ge, 0, INT1, PG_RETURN_BOOL(compare(a, b) >= 0)) \
	FUNCTION(rational_##type##_gt, 0, INT1, PG_RETURN_BOOL(compare(a, b) > 0)) \
	FUNCTION(rational_##type##_cmp, 0, INT1, PG_RETURN_INT32(compare(a, b))) \
	FUNCTION(type##_rational_eq, 1, INT0, PG_RETURN_BOOL(equal(a, b))) \
	FUNCTION(type##_rational_ne, 1, INT0, PG_RETURN_BOOL(!equal(a, b))) \
	FUNCTION(type##_rational_lt, 1, INT0, PG_RETURN_BOOL(compare(a, b) > 0)) \
	FUNCTION(type##_rational_le, 1, INT0, PG_RETURN_BOOL(compare(a, b) >= 0)) \
	FUNCTION(type##_rational_ge, 1, INT0, PG_RETURN_BOOL(compare(a, b) <= 0)) \
	FUNCTION(type##_rational_gt, 1, INT0, PG_RETURN_BOOL(compare(a, b) < 0)) \
	FUNCTION(type##_rational_cmp, 1, INT0, PG_RETURN_INT32(-compare(a, b)))

FUNCTIONS(int2, INT16(0), INT16(1))
FUNCTIONS(int4, INT32(0), INT32(1))
FUNCTIONS(int8, INT64(0), INT64(1))
