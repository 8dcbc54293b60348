/* One cell of an ndarray to and from text. */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "ndarray/element.h"
#include "num/complex.h"
#include "num/rational.h"
#include "pg/error.h"

/* C function of types/. */
extern Datum point2d_in(PG_FUNCTION_ARGS);

void
ax_nd_element_in(AxKind kind, const char *text, void *cell)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			*(bool *) cell = DatumGetBool(DirectFunctionCall1(boolin, CStringGetDatum(text)));
			return;
		case AX_KIND_INT2:
			*(int16 *) cell = pg_strtoint16(text);
			return;
		case AX_KIND_INT4:
			*(int32 *) cell = pg_strtoint32(text);
			return;
		case AX_KIND_INT8:
			*(int64 *) cell = pg_strtoint64(text);
			return;
		case AX_KIND_FLOAT4:
			*(float4 *) cell = DatumGetFloat4(DirectFunctionCall1(float4in, CStringGetDatum(text)));
			return;
		case AX_KIND_FLOAT8:
			*(float8 *) cell = float8in_internal(unconstify(char *, text), NULL,
												 "double precision", text);
			return;
		case AX_KIND_DATE:
			*(DateADT *) cell = DatumGetDateADT(DirectFunctionCall1(date_in, CStringGetDatum(text)));
			return;
		case AX_KIND_TIMESTAMP:
			*(Timestamp *) cell = DatumGetTimestamp(DirectFunctionCall3(timestamp_in, CStringGetDatum(text),
																		ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
			return;
		case AX_KIND_TIMESTAMPTZ:
			*(TimestampTz *) cell = DatumGetTimestampTz(DirectFunctionCall3(timestamptz_in, CStringGetDatum(text),
																			ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
			return;
		case AX_KIND_COMPLEX:
			{
				AxComplex	value;
				AxError		err;

				AX_CHECK(ax_complex_parse(text, &value, &err), &err);
				memcpy(cell, &value, sizeof(value));
				return;
			}
		case AX_KIND_POINT2D:
			{
				Datum		value = DirectFunctionCall1(point2d_in, CStringGetDatum(text));

				memcpy(cell, DatumGetPointer(value), 16);
				pfree(DatumGetPointer(value));
				return;
			}
		case AX_KIND_RATIONAL:
			{
				AxRational	value;
				AxError		err;

				AX_CHECK(ax_rational_parse(text, &value, &err), &err);
				memcpy(cell, &value, sizeof(value));
				return;
			}
		case AX_KIND_NONE:
			pg_unreachable();
	}
	ax_pg_named_in(kind, text, cell);
}

/* As complex and point2d print. */
static int
print_pair(const void *cell, char *text)
{
	double		pair[2];
	int			length = 0;

	memcpy(pair, cell, sizeof(pair));
	text[length++] = '(';
	length += double_to_shortest_decimal_buf(pair[0], text + length);
	text[length++] = ',';
	length += double_to_shortest_decimal_buf(pair[1], text + length);
	text[length++] = ')';
	text[length] = '\0';
	return length;
}

int
ax_nd_element_out(AxKind kind, const void *cell, char text[AX_ELEMENT_TEXT])
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			text[0] = *(const bool *) cell ? 't' : 'f';
			text[1] = '\0';
			return 1;
		case AX_KIND_INT2:
			return pg_lltoa(*(const int16 *) cell, text);
		case AX_KIND_INT4:
			return pg_lltoa(*(const int32 *) cell, text);
		case AX_KIND_INT8:
			return pg_lltoa(*(const int64 *) cell, text);
		case AX_KIND_FLOAT4:
			return float_to_shortest_decimal_buf(*(const float4 *) cell, text);
		case AX_KIND_FLOAT8:
			return double_to_shortest_decimal_buf(*(const float8 *) cell, text);
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			return print_pair(cell, text);
		case AX_KIND_RATIONAL:
			{
				AxRational	value;

				memcpy(&value, cell, sizeof(value));
				return ax_rational_print(value, text);
			}
		case AX_KIND_DATE:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
		case AX_KIND_NONE:
			break;
	}
	pg_unreachable();
}

char *
ax_nd_element_text(AxKind kind, const void *cell)
{
	char	   *text;

	if (ax_kind_is_named(kind))
		return ax_pg_named_out(kind, cell);
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
		return DatumGetCString(DirectFunctionCall1(kind == AX_KIND_DATE ? date_out :
												   kind == AX_KIND_TIMESTAMP ? timestamp_out : timestamptz_out,
												   ax_pg_cell_datum(kind, cell)));
	text = palloc(AX_ELEMENT_TEXT);
	ax_nd_element_out(kind, cell, text);
	return text;
}

void
ax_nd_time_iso(AxKind kind, AxNumber number, char text[MAXDATELEN + 1])
{
	struct pg_tm tm;
	fsec_t		fsec = 0;
	int64		value = (int64) number.wide;
	bool		infinite = kind == AX_KIND_DATE ? DATE_NOT_FINITE(value) : TIMESTAMP_NOT_FINITE(value);

	memset(&tm, 0, sizeof(tm));
	if (infinite)
		strcpy(text, value < 0 ? "-infinity" : "infinity");
	else if (kind == AX_KIND_DATE)
	{
		j2date((int) (value + POSTGRES_EPOCH_JDATE), &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
		EncodeDateOnly(&tm, USE_ISO_DATES, text);
	}
	/* without a time zone: of timestamptz that is UTC */
	else if (timestamp2tm(value, NULL, &tm, &fsec, NULL, NULL) == 0)
		EncodeDateTime(&tm, fsec, kind == AX_KIND_TIMESTAMPTZ, 0, NULL, USE_ISO_DATES, text);
	else
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
}

AxKind
ax_nd_kind_named(const char *name)
{
	const char *end;
	AxKind		kind = ax_pg_kind_parse(name, &end);

	if (kind == AX_KIND_NONE || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized element kind of ndarray: \"%s\"", name),
				 errhint("Kinds are %s, and types as text, numeric or schema.name.", AX_PG_KINDS)));
	return kind;
}
