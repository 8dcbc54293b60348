/* Casts between complex and other numbers: a real number has the imaginary part 0. */
#include "postgres.h"

#include "pg/error.h"
#include "types/complex.h"
#include "types/rational.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"

PG_FUNCTION_INFO_V1(int2_to_complex);
PG_FUNCTION_INFO_V1(int4_to_complex);
PG_FUNCTION_INFO_V1(int8_to_complex);
PG_FUNCTION_INFO_V1(float4_to_complex);
PG_FUNCTION_INFO_V1(float8_to_complex);
PG_FUNCTION_INFO_V1(numeric_to_complex);
PG_FUNCTION_INFO_V1(rational_to_complex);
PG_FUNCTION_INFO_V1(complex_to_float8);

static inline Datum
real(double re)
{
	AxComplex	result = {re, 0};

	return ComplexGetDatum(result);
}

Datum
int2_to_complex(PG_FUNCTION_ARGS)
{
	return real(PG_GETARG_INT16(0));
}

Datum
int4_to_complex(PG_FUNCTION_ARGS)
{
	return real(PG_GETARG_INT32(0));
}

Datum
int8_to_complex(PG_FUNCTION_ARGS)
{
	return real((double) PG_GETARG_INT64(0));
}

Datum
float4_to_complex(PG_FUNCTION_ARGS)
{
	return real(PG_GETARG_FLOAT4(0));
}

Datum
float8_to_complex(PG_FUNCTION_ARGS)
{
	return real(PG_GETARG_FLOAT8(0));
}

Datum
numeric_to_complex(PG_FUNCTION_ARGS)
{
	return real(DatumGetFloat8(DirectFunctionCall1(numeric_float8, PG_GETARG_DATUM(0))));
}

Datum
rational_to_complex(PG_FUNCTION_ARGS)
{
	return real(ax_rational_to_double(PG_GETARG_RATIONAL(0)));
}

/* Exact or an error: an imaginary part is not thrown away. */
Datum
complex_to_float8(PG_FUNCTION_ARGS)
{
	AxComplex	value = PG_GETARG_COMPLEX(0);

	/* NaN is not 0 either */
	if (!(value.im == 0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot convert complex (%s,%s) to double precision",
						float8out_internal(value.re), float8out_internal(value.im)),
				 errdetail("Its imaginary part is not zero."),
				 errhint("Use re(), im() or abs().")));
	PG_RETURN_FLOAT8(value.re);
}
