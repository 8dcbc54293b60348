/* Text and binary form, constructors and accessors of rational. */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "pg/error.h"
#include "types/rational.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(rational_in);
PG_FUNCTION_INFO_V1(rational_out);
PG_FUNCTION_INFO_V1(rational_recv);
PG_FUNCTION_INFO_V1(rational_send);
PG_FUNCTION_INFO_V1(rational_make);
PG_FUNCTION_INFO_V1(numerator);
PG_FUNCTION_INFO_V1(denominator);
PG_FUNCTION_INFO_V1(rational_str);

Datum
rational_in(PG_FUNCTION_ARGS)
{
	AxRational	value;
	AxError		err;

	AX_CHECK(ax_rational_parse(PG_GETARG_CSTRING(0), &value, &err), &err);
	PG_RETURN_RATIONAL(value);
}

Datum
rational_out(PG_FUNCTION_ARGS)
{
	char		text[AX_RATIONAL_TEXT];
	int			length = ax_rational_print(PG_GETARG_RATIONAL(0), text);

	PG_RETURN_CSTRING(pnstrdup(text, length));
}

/* Numerator and denominator as int8 in network order; 2/4 and 1/-2 are made canonical. */
Datum
rational_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int64		num = pq_getmsgint64(buf);
	int64		den = pq_getmsgint64(buf);
	AxRational	value;
	AxError		err;

	if (ax_rational_make(num, den, &value, &err) != AX_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary format for type rational"),
				 errdetail("Numerator " INT64_FORMAT " and denominator " INT64_FORMAT " make no value of the type.",
						   num, den)));
	PG_RETURN_RATIONAL(value);
}

Datum
rational_send(PG_FUNCTION_ARGS)
{
	AxRational	value = PG_GETARG_RATIONAL(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, value.num);
	pq_sendint64(&buf, value.den);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* rational(numerator, denominator) */
Datum
rational_make(PG_FUNCTION_ARGS)
{
	AxRational	value;
	AxError		err;

	AX_CHECK(ax_rational_make(PG_GETARG_INT64(0), PG_GETARG_INT64(1), &value, &err),
			 &err);
	PG_RETURN_RATIONAL(value);
}

Datum
numerator(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_RATIONAL(0).num);
}

Datum
denominator(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_RATIONAL(0).den);
}

/* SciDB's text: (n/d), also for whole numbers. */
Datum
rational_str(PG_FUNCTION_ARGS)
{
	AxRational	value = PG_GETARG_RATIONAL(0);

	PG_RETURN_TEXT_P(cstring_to_text(psprintf("(" INT64_FORMAT "/" INT64_FORMAT ")",
											  value.num, value.den)));
}
