/* Arithmetic of rational as SQL functions. */
#include "postgres.h"

#include "num/rational_short.h"
#include "pg/error.h"
#include "types/rational.h"

PG_FUNCTION_INFO_V1(rational_add);
PG_FUNCTION_INFO_V1(rational_sub);
PG_FUNCTION_INFO_V1(rational_mul);
PG_FUNCTION_INFO_V1(rational_div);
PG_FUNCTION_INFO_V1(rational_mod);
PG_FUNCTION_INFO_V1(rational_pow);
PG_FUNCTION_INFO_V1(rational_neg);
PG_FUNCTION_INFO_V1(rational_plus);
PG_FUNCTION_INFO_V1(rational_abs);
PG_FUNCTION_INFO_V1(rational_floor);
PG_FUNCTION_INFO_V1(rational_ceil);
PG_FUNCTION_INFO_V1(rational_sign);
PG_FUNCTION_INFO_V1(mediant);

typedef AxStatus (*BinaryOperation) (AxRational a, AxRational b,
									 AxRational *out, AxError *err);

/* Out of line, so that the common way does without room for an error. */
static pg_noinline Datum
apply(FunctionCallInfo fcinfo, BinaryOperation operation)
{
	AxRational	value;
	AxError		err;

	AX_CHECK(operation(PG_GETARG_RATIONAL(0), PG_GETARG_RATIONAL(1), &value, &err),
			 &err);
	PG_RETURN_RATIONAL(value);
}

static inline Datum
whole(int64 value)
{
	AxRational	result = {value, 1};

	return RationalGetDatum(result);
}

Datum
rational_add(PG_FUNCTION_ARGS)
{
	AxRational	a = PG_GETARG_RATIONAL(0);
	AxRational	b = PG_GETARG_RATIONAL(1);

	if (ax_rational_both_short(a, b))
		PG_RETURN_RATIONAL(ax_rational_short_add(a, b));
	return apply(fcinfo, ax_rational_add);
}

Datum
rational_sub(PG_FUNCTION_ARGS)
{
	AxRational	a = PG_GETARG_RATIONAL(0);
	AxRational	b = PG_GETARG_RATIONAL(1);

	if (ax_rational_both_short(a, b))
		PG_RETURN_RATIONAL(ax_rational_short_sub(a, b));
	return apply(fcinfo, ax_rational_sub);
}

Datum
rational_mul(PG_FUNCTION_ARGS)
{
	AxRational	a = PG_GETARG_RATIONAL(0);
	AxRational	b = PG_GETARG_RATIONAL(1);

	if (ax_rational_both_short(a, b))
		PG_RETURN_RATIONAL(ax_rational_short_mul(a, b));
	return apply(fcinfo, ax_rational_mul);
}

Datum
rational_div(PG_FUNCTION_ARGS)
{
	return apply(fcinfo, ax_rational_div);
}

Datum
rational_mod(PG_FUNCTION_ARGS)
{
	return apply(fcinfo, ax_rational_mod);
}

Datum
mediant(PG_FUNCTION_ARGS)
{
	return apply(fcinfo, ax_rational_mediant);
}

/*
 * The exponent is a rational too, whole by value: with an integer type on the
 * right, 2 ^ 3 of two integers would find this operator before float8's.
 */
Datum
rational_pow(PG_FUNCTION_ARGS)
{
	AxRational	exponent = PG_GETARG_RATIONAL(1);
	AxRational	value;
	AxError		err;

	if (exponent.den != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_ARGUMENT_FOR_POWER_FUNCTION),
				 errmsg("exponent of a rational must be an integer"),
				 errhint("Cast the base to double precision for other powers.")));
	AX_CHECK(ax_rational_pow(PG_GETARG_RATIONAL(0), exponent.num, &value, &err),
			 &err);
	PG_RETURN_RATIONAL(value);
}

Datum
rational_neg(PG_FUNCTION_ARGS)
{
	AxRational	value;
	AxError		err;

	AX_CHECK(ax_rational_neg(PG_GETARG_RATIONAL(0), &value, &err), &err);
	PG_RETURN_RATIONAL(value);
}

Datum
rational_plus(PG_FUNCTION_ARGS)
{
	PG_RETURN_RATIONAL(PG_GETARG_RATIONAL(0));
}

Datum
rational_abs(PG_FUNCTION_ARGS)
{
	AxRational	value;
	AxError		err;

	AX_CHECK(ax_rational_abs(PG_GETARG_RATIONAL(0), &value, &err), &err);
	PG_RETURN_RATIONAL(value);
}

Datum
rational_floor(PG_FUNCTION_ARGS)
{
	return whole(ax_rational_floor(PG_GETARG_RATIONAL(0)));
}

Datum
rational_ceil(PG_FUNCTION_ARGS)
{
	return whole(ax_rational_ceil(PG_GETARG_RATIONAL(0)));
}

Datum
rational_sign(PG_FUNCTION_ARGS)
{
	return whole(ax_rational_sign(PG_GETARG_RATIONAL(0)));
}
