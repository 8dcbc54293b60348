/*
 * Equality and hash of complex, and the lexicographic order of its own btree
 * class, which serves sorting and says nothing about the numbers.
 */
#include "postgres.h"

#include "types/complex.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(complex_eq);
PG_FUNCTION_INFO_V1(complex_ne);
PG_FUNCTION_INFO_V1(complex_lex_lt);
PG_FUNCTION_INFO_V1(complex_lex_le);
PG_FUNCTION_INFO_V1(complex_lex_ge);
PG_FUNCTION_INFO_V1(complex_lex_gt);
PG_FUNCTION_INFO_V1(complex_lex_cmp);
PG_FUNCTION_INFO_V1(complex_lex_sortsupport);
PG_FUNCTION_INFO_V1(complex_hash);
PG_FUNCTION_INFO_V1(complex_hash_extended);

static inline int
compare_args(FunctionCallInfo fcinfo)
{
	return ax_complex_cmp(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1));
}

Datum
complex_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_complex_equal(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1)));
}

Datum
complex_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!ax_complex_equal(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1)));
}

Datum
complex_lex_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) < 0);
}

Datum
complex_lex_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) <= 0);
}

Datum
complex_lex_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) >= 0);
}

Datum
complex_lex_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_args(fcinfo) > 0);
}

Datum
complex_lex_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_args(fcinfo));
}

static int
compare_datums(Datum a, Datum b, SortSupport ssup)
{
	return ax_complex_cmp(DatumGetComplex(a), DatumGetComplex(b));
}

#if SIZEOF_DATUM >= 8

/*
 * The abbreviated key is the real part, its bits turned so that they order as
 * signed integers, with one zero and with one NaN above all.
 */
static Datum
abbreviate(Datum original, SortSupport ssup)
{
	double		re = DatumGetComplex(original).re;
	int64		key;

	if (re != re)
		return (Datum) PG_INT64_MAX;
	/* -0 + 0 is 0 */
	re += 0.0;
	memcpy(&key, &re, sizeof(key));
	return (Datum) (key < 0 ? key ^ PG_INT64_MAX : key);
}

/* A key costs less than a single comparison: never given up. */
static bool
abbreviate_abort(int memtupcount, SortSupport ssup)
{
	return false;
}

#endif

Datum
complex_lex_sortsupport(PG_FUNCTION_ARGS)
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

/* The low half of the extended hash with seed 0. */
Datum
complex_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) (uint32) ax_complex_hash(PG_GETARG_COMPLEX(0), 0));
}

Datum
complex_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) ax_complex_hash(PG_GETARG_COMPLEX(0), (uint64) PG_GETARG_INT64(1)));
}
