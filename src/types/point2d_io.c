/*
 * Text and binary form, constructors, accessors and casts of point2d.
 *
 * Numbers are read by float8's own reader and printed shortest-exact, whatever
 * extra_float_digits says, so that the text is immutable.
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "types/point2d.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/geo_decls.h"

PG_FUNCTION_INFO_V1(point2d_in);
PG_FUNCTION_INFO_V1(point2d_out);
PG_FUNCTION_INFO_V1(point2d_recv);
PG_FUNCTION_INFO_V1(point2d_send);
PG_FUNCTION_INFO_V1(point2d_make);
PG_FUNCTION_INFO_V1(point2d_x);
PG_FUNCTION_INFO_V1(point2d_y);
PG_FUNCTION_INFO_V1(point2d_str);
PG_FUNCTION_INFO_V1(str2point);
PG_FUNCTION_INFO_V1(point_to_point2d);
PG_FUNCTION_INFO_V1(point2d_to_point);

/* Both numbers, a comma and two parentheses. */
#define POINT2D_TEXT (2 * DOUBLE_SHORTEST_DECIMAL_LEN + 3)

static void
refuse_text(const char *text)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "point2d", text)));
}

static char *
skip_spaces(char *p)
{
	while (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		p++;
	return p;
}

/* Reads '(1,2)' or '1,2', with spaces around every token. */
static AxPoint2d
parse(char *text)
{
	AxPoint2d	value;
	char	   *p = skip_spaces(text);
	bool		closed = *p == '(';

	if (closed)
		p++;
	value.x = float8in_internal(p, &p, "point2d", text);
	p = skip_spaces(p);
	if (*p++ != ',')
		refuse_text(text);
	value.y = float8in_internal(p, &p, "point2d", text);
	p = skip_spaces(p);
	if (closed && *p++ != ')')
		refuse_text(text);
	if (*skip_spaces(p) != '\0')
		refuse_text(text);
	return value;
}

/* Writes '(1,2)'; returns the length. */
static int
print(AxPoint2d value, char text[POINT2D_TEXT])
{
	char	   *p = text;

	*p++ = '(';
	p += double_to_shortest_decimal_bufn(value.x, p);
	*p++ = ',';
	p += double_to_shortest_decimal_bufn(value.y, p);
	*p++ = ')';
	return p - text;
}

Datum
point2d_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINT2D(parse(PG_GETARG_CSTRING(0)));
}

Datum
point2d_out(PG_FUNCTION_ARGS)
{
	char		text[POINT2D_TEXT];
	int			length = print(PG_GETARG_POINT2D(0), text);

	PG_RETURN_CSTRING(pnstrdup(text, length));
}

/* x and y as float8 in network order. */
Datum
point2d_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	AxPoint2d	value;

	value.x = pq_getmsgfloat8(buf);
	value.y = pq_getmsgfloat8(buf);
	PG_RETURN_POINT2D(value);
}

Datum
point2d_send(PG_FUNCTION_ARGS)
{
	AxPoint2d	value = PG_GETARG_POINT2D(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendfloat8(&buf, value.x);
	pq_sendfloat8(&buf, value.y);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
point2d_make(PG_FUNCTION_ARGS)
{
	AxPoint2d	value = {PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1)};

	PG_RETURN_POINT2D(value);
}

Datum
point2d_x(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_POINT2D(0).x);
}

Datum
point2d_y(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_POINT2D(0).y);
}

/* The text of the type as a function, under SciDB's names. */
Datum
point2d_str(PG_FUNCTION_ARGS)
{
	char		text[POINT2D_TEXT];
	int			length = print(PG_GETARG_POINT2D(0), text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, length));
}

Datum
str2point(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINT2D(parse(text_to_cstring(PG_GETARG_TEXT_PP(0))));
}

Datum
point_to_point2d(PG_FUNCTION_ARGS)
{
	Point	   *point = PG_GETARG_POINT_P(0);
	AxPoint2d	value = {point->x, point->y};

	PG_RETURN_POINT2D(value);
}

Datum
point2d_to_point(PG_FUNCTION_ARGS)
{
	AxPoint2d	value = PG_GETARG_POINT2D(0);
	Point	   *point = (Point *) palloc(sizeof(Point));

	point->x = value.x;
	point->y = value.y;
	PG_RETURN_POINT_P(point);
}
