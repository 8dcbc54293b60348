/* Casts between rational and PostgreSQL's numbers. */
#include "postgres.h"

#include <math.h>

#include "pg/error.h"
#include "types/rational.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(int2_to_rational);
PG_FUNCTION_INFO_V1(int4_to_rational);
PG_FUNCTION_INFO_V1(int8_to_rational);
PG_FUNCTION_INFO_V1(numeric_to_rational);
PG_FUNCTION_INFO_V1(float8_to_rational);
PG_FUNCTION_INFO_V1(rational_limit);
PG_FUNCTION_INFO_V1(rational_to_int2);
PG_FUNCTION_INFO_V1(rational_to_int4);
PG_FUNCTION_INFO_V1(rational_to_int8);
PG_FUNCTION_INFO_V1(rational_to_numeric);
PG_FUNCTION_INFO_V1(rational_to_float8);

static inline Datum
whole(int64 value)
{
	AxRational	result = {value, 1};

	return RationalGetDatum(result);
}

Datum
int2_to_rational(PG_FUNCTION_ARGS)
{
	return whole(PG_GETARG_INT16(0));
}

Datum
int4_to_rational(PG_FUNCTION_ARGS)
{
	return whole(PG_GETARG_INT32(0));
}

Datum
int8_to_rational(PG_FUNCTION_ARGS)
{
	return whole(PG_GETARG_INT64(0));
}

/* Exact or an error. */
Datum
numeric_to_rational(PG_FUNCTION_ARGS)
{
	Numeric		number = PG_GETARG_NUMERIC(0);
	AxRational	value;
	AxError		err;

	if (numeric_is_nan(number) || numeric_is_inf(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot convert %s to rational",
						numeric_is_nan(number) ? "NaN" : "infinity")));
	AX_CHECK(ax_rational_parse(numeric_normalize(number), &value, &err), &err);
	PG_RETURN_RATIONAL(value);
}

static void
refuse_not_finite(double number)
{
	if (isnan(number) || isinf(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot convert %s to rational",
						isnan(number) ? "NaN" : "infinity")));
}

/* The nearest rational; what is not zero and too small for one is an error. */
Datum
float8_to_rational(PG_FUNCTION_ARGS)
{
	double		number = PG_GETARG_FLOAT8(0);
	AxRational	value;
	AxError		err;

	refuse_not_finite(number);
	AX_CHECK(ax_rational_from_double(number, PG_INT64_MAX, &value, &err), &err);
	if (value.num == 0 && number != 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("rational out of range: underflow")));
	PG_RETURN_RATIONAL(value);
}

Datum
rational_limit(PG_FUNCTION_ARGS)
{
	AxRational	value;
	AxError		err;

	refuse_not_finite(PG_GETARG_FLOAT8(0));
	AX_CHECK(ax_rational_from_double(PG_GETARG_FLOAT8(0), PG_GETARG_INT64(1),
									 &value, &err), &err);
	PG_RETURN_RATIONAL(value);
}

/* Rounds to the nearest integer, halves away from zero, as numeric does. */
Datum
rational_to_int2(PG_FUNCTION_ARGS)
{
	int64		nearest = ax_rational_round(PG_GETARG_RATIONAL(0));

	if (nearest < PG_INT16_MIN || nearest > PG_INT16_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("smallint out of range")));
	PG_RETURN_INT16((int16) nearest);
}

Datum
rational_to_int4(PG_FUNCTION_ARGS)
{
	int64		nearest = ax_rational_round(PG_GETARG_RATIONAL(0));

	if (nearest < PG_INT32_MIN || nearest > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("integer out of range")));
	PG_RETURN_INT32((int32) nearest);
}

Datum
rational_to_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(ax_rational_round(PG_GETARG_RATIONAL(0)));
}

/* Exact or an error. */
Datum
rational_to_numeric(PG_FUNCTION_ARGS)
{
	char		text[AX_RATIONAL_DECIMAL_TEXT];
	AxError		err;

	if (ax_rational_print_decimal(PG_GETARG_RATIONAL(0), text, &err) != AX_OK)
	{
		ax_base_hint(&err, "Divide numerator(x)::numeric by denominator(x), or cast to double precision, for the nearest one.");
		ax_pg_throw(&err);
	}
	return DirectFunctionCall3(numeric_in, CStringGetDatum(text),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

Datum
rational_to_float8(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ax_rational_to_double(PG_GETARG_RATIONAL(0)));
}
