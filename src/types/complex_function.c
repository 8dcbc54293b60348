/* Functions of complex numbers as SQL functions. */
#include "postgres.h"

#include "pg/error.h"
#include "types/complex.h"

PG_FUNCTION_INFO_V1(complex_conj);
PG_FUNCTION_INFO_V1(complex_abs);
PG_FUNCTION_INFO_V1(complex_arg);
PG_FUNCTION_INFO_V1(complex_polar);
PG_FUNCTION_INFO_V1(complex_exp);
PG_FUNCTION_INFO_V1(complex_log);
PG_FUNCTION_INFO_V1(complex_sqrt);

Datum
complex_conj(PG_FUNCTION_ARGS)
{
	PG_RETURN_COMPLEX(ax_complex_conj(PG_GETARG_COMPLEX(0)));
}

Datum
complex_abs(PG_FUNCTION_ARGS)
{
	double		size;
	AxError		err;

	AX_CHECK(ax_complex_abs(PG_GETARG_COMPLEX(0), &size, &err), &err);
	PG_RETURN_FLOAT8(size);
}

Datum
complex_arg(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ax_complex_arg(PG_GETARG_COMPLEX(0)));
}

Datum
complex_polar(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_polar(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
complex_exp(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_exp(PG_GETARG_COMPLEX(0), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
complex_log(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_log(PG_GETARG_COMPLEX(0), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

Datum
complex_sqrt(PG_FUNCTION_ARGS)
{
	PG_RETURN_COMPLEX(ax_complex_sqrt(PG_GETARG_COMPLEX(0)));
}
