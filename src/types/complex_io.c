/* Text and binary form, constructor and accessors of complex. */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "pg/error.h"
#include "types/complex.h"
#include "utils/builtins.h"
#include "utils/float.h"

PG_FUNCTION_INFO_V1(complex_in);
PG_FUNCTION_INFO_V1(complex_out);
PG_FUNCTION_INFO_V1(complex_recv);
PG_FUNCTION_INFO_V1(complex_send);
PG_FUNCTION_INFO_V1(complex_make);
PG_FUNCTION_INFO_V1(complex_re);
PG_FUNCTION_INFO_V1(complex_im);
PG_FUNCTION_INFO_V1(complex_str);

Datum
complex_in(PG_FUNCTION_ARGS)
{
	AxComplex	value;
	AxError		err;

	AX_CHECK(ax_complex_parse(PG_GETARG_CSTRING(0), &value, &err), &err);
	PG_RETURN_COMPLEX(value);
}

/* (1,-2), each part as float8 prints it: extra_float_digits holds here too. */
Datum
complex_out(PG_FUNCTION_ARGS)
{
	AxComplex	value = PG_GETARG_COMPLEX(0);

	PG_RETURN_CSTRING(psprintf("(%s,%s)", float8out_internal(value.re),
							   float8out_internal(value.im)));
}

/* Real and imaginary part as float8; every pair of them is a value. */
Datum
complex_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	AxComplex	value;

	value.re = pq_getmsgfloat8(buf);
	value.im = pq_getmsgfloat8(buf);
	PG_RETURN_COMPLEX(value);
}

Datum
complex_send(PG_FUNCTION_ARGS)
{
	AxComplex	value = PG_GETARG_COMPLEX(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendfloat8(&buf, value.re);
	pq_sendfloat8(&buf, value.im);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* complex(re, im) */
Datum
complex_make(PG_FUNCTION_ARGS)
{
	AxComplex	value = {PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1)};

	PG_RETURN_COMPLEX(value);
}

Datum
complex_re(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_COMPLEX(0).re);
}

Datum
complex_im(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_COMPLEX(0).im);
}

/* SciDB's text: (1+-2*i). */
Datum
complex_str(PG_FUNCTION_ARGS)
{
	AxComplex	value = PG_GETARG_COMPLEX(0);

	PG_RETURN_TEXT_P(cstring_to_text(psprintf("(%s+%s*i)", float8out_internal(value.re),
											  float8out_internal(value.im))));
}
