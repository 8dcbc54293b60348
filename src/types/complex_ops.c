/* Arithmetic of complex as SQL functions. */
#include "postgres.h"

#include "pg/error.h"
#include "types/complex.h"

PG_FUNCTION_INFO_V1(complex_add);
PG_FUNCTION_INFO_V1(complex_sub);
PG_FUNCTION_INFO_V1(complex_mul);
PG_FUNCTION_INFO_V1(complex_div);
PG_FUNCTION_INFO_V1(complex_pow);
PG_FUNCTION_INFO_V1(complex_add_float8);
PG_FUNCTION_INFO_V1(complex_sub_float8);
PG_FUNCTION_INFO_V1(complex_mul_float8);
PG_FUNCTION_INFO_V1(complex_div_float8);
PG_FUNCTION_INFO_V1(complex_pow_float8);
PG_FUNCTION_INFO_V1(float8_add_complex);
PG_FUNCTION_INFO_V1(float8_sub_complex);
PG_FUNCTION_INFO_V1(float8_mul_complex);
PG_FUNCTION_INFO_V1(float8_div_complex);
PG_FUNCTION_INFO_V1(float8_pow_complex);
PG_FUNCTION_INFO_V1(complex_neg);
PG_FUNCTION_INFO_V1(complex_plus);

typedef AxStatus (*BinaryOperation) (AxComplex a, AxComplex b,
									 AxComplex *out, AxError *err);

static inline Datum
apply(AxComplex a, AxComplex b, BinaryOperation operation)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(operation(a, b, &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

static inline AxComplex
real(double re)
{
	AxComplex	result = {re, 0};

	return result;
}

Datum
complex_add(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1), ax_complex_add);
}

Datum
complex_sub(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1), ax_complex_sub);
}

Datum
complex_mul(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1), ax_complex_mul);
}

Datum
complex_div(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1), ax_complex_div);
}

Datum
complex_pow(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), PG_GETARG_COMPLEX(1), ax_complex_pow);
}

/*
 * With a float8 on one side.  They also let numeric and int8 mix in, which
 * PostgreSQL casts to float8 and nothing casts to complex by itself.
 */

Datum
complex_add_float8(PG_FUNCTION_ARGS)
{
	AxComplex	a = PG_GETARG_COMPLEX(0);
	Datum		sum = apply(a, real(PG_GETARG_FLOAT8(1)), ax_complex_add);

	/* no zero is added: the imaginary part keeps the sign of its own */
	((AxComplex *) DatumGetPointer(sum))->im = a.im;
	return sum;
}

Datum
float8_add_complex(PG_FUNCTION_ARGS)
{
	AxComplex	b = PG_GETARG_COMPLEX(1);
	Datum		sum = apply(real(PG_GETARG_FLOAT8(0)), b, ax_complex_add);

	((AxComplex *) DatumGetPointer(sum))->im = b.im;
	return sum;
}

Datum
complex_sub_float8(PG_FUNCTION_ARGS)
{
	AxComplex	a = PG_GETARG_COMPLEX(0);
	Datum		difference = apply(a, real(PG_GETARG_FLOAT8(1)), ax_complex_sub);

	((AxComplex *) DatumGetPointer(difference))->im = a.im;
	return difference;
}

Datum
float8_sub_complex(PG_FUNCTION_ARGS)
{
	AxComplex	b = PG_GETARG_COMPLEX(1);
	Datum		difference = apply(real(PG_GETARG_FLOAT8(0)), b, ax_complex_sub);

	((AxComplex *) DatumGetPointer(difference))->im = -b.im;
	return difference;
}

Datum
complex_mul_float8(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_mul_real(PG_GETARG_COMPLEX(0), PG_GETARG_FLOAT8(1), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
float8_mul_complex(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_mul_real(PG_GETARG_COMPLEX(1), PG_GETARG_FLOAT8(0), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
complex_div_float8(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_div_real(PG_GETARG_COMPLEX(0), PG_GETARG_FLOAT8(1), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
float8_div_complex(PG_FUNCTION_ARGS)
{
	return apply(real(PG_GETARG_FLOAT8(0)), PG_GETARG_COMPLEX(1), ax_complex_div);
}

Datum
complex_pow_float8(PG_FUNCTION_ARGS)
{
	return apply(PG_GETARG_COMPLEX(0), real(PG_GETARG_FLOAT8(1)), ax_complex_pow);
}

Datum
float8_pow_complex(PG_FUNCTION_ARGS)
{
	return apply(real(PG_GETARG_FLOAT8(0)), PG_GETARG_COMPLEX(1), ax_complex_pow);
}

Datum
complex_neg(PG_FUNCTION_ARGS)
{
	PG_RETURN_COMPLEX(ax_complex_neg(PG_GETARG_COMPLEX(0)));
}

Datum
complex_plus(PG_FUNCTION_ARGS)
{
	PG_RETURN_COMPLEX(PG_GETARG_COMPLEX(0));
}
