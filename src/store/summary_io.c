/*
 * Text and binary form of chunk_summary, and its accessors.
 *
 * Text is a JSON array with an object for each attribute:
 *
 *	[{"kind": "float8", "present": 4, "nulls": 1, "nans": 0,
 *	  "min": 1.5, "max": 3, "sum": 6.5}, ...]
 *
 * min and max are left out where there are no values, sum where it does not
 * fit its type; types by name, whose kind is "named", have neither.  Rationals, pairs, dates and timestamps
 * (ISO, in UTC), infinite numbers and NaN are strings.  Input takes
 * the keys in this order only.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "ndarray/element.h"
#include "num/rational.h"
#include "store/summary.h"

PG_FUNCTION_INFO_V1(chunk_summary_in);
PG_FUNCTION_INFO_V1(chunk_summary_out);
PG_FUNCTION_INFO_V1(chunk_summary_recv);
PG_FUNCTION_INFO_V1(chunk_summary_send);
PG_FUNCTION_INFO_V1(summary_attributes);
PG_FUNCTION_INFO_V1(summary_kind);
PG_FUNCTION_INFO_V1(summary_present);
PG_FUNCTION_INFO_V1(summary_count);
PG_FUNCTION_INFO_V1(summary_nulls);
PG_FUNCTION_INFO_V1(summary_nans);
PG_FUNCTION_INFO_V1(summary_min);
PG_FUNCTION_INFO_V1(summary_max);
PG_FUNCTION_INFO_V1(summary_sum);

static void
print_wide(StringInfo out, __int128 value)
{
	char		digits[48];
	int			at = sizeof(digits);
	unsigned __int128 rest = value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;

	digits[--at] = '\0';
	do
	{
		digits[--at] = '0' + (int) (rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0)
		digits[--at] = '-';
	appendStringInfoString(out, digits + at);
}

void
ax_chunk_summary_print(StringInfo out, AxKind kind, AxNumber number, bool is_sum)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			if (kind == AX_KIND_BOOL && !is_sum)
				appendStringInfoString(out, number.wide != 0 ? "true" : "false");
			else
				print_wide(out, number.wide);
			break;
		case AX_CLASS_FLOAT:
			{
				char	   *text = kind == AX_KIND_FLOAT4 && !is_sum ?
					DatumGetCString(DirectFunctionCall1(float4out, Float4GetDatum((float4) number.real))) :
					float8out_internal(number.real);

				appendStringInfo(out, isfinite(number.real) ? "%s" : "\"%s\"", text);
				break;
			}
		case AX_CLASS_RATIONAL:
			if (number.ratio[1] == 1)
				appendStringInfo(out, "\"" INT64_FORMAT "\"", number.ratio[0]);
			else
				appendStringInfo(out, "\"" INT64_FORMAT "/" INT64_FORMAT "\"",
								 number.ratio[0], number.ratio[1]);
			break;
		case AX_CLASS_PAIR:
			{
				char		text[AX_ELEMENT_TEXT];

				ax_nd_element_out(kind, number.pair, text);
				appendStringInfo(out, "\"%s\"", text);
				break;
			}
		case AX_CLASS_TIME:
			{
				char		text[MAXDATELEN + 1];

				ax_nd_time_iso(kind, number, text);
				appendStringInfo(out, "\"%s\"", text);
				break;
			}
		case AX_CLASS_OPAQUE:
			break;
	}
}

/* chunk_summary_out(chunk_summary) returns cstring */
Datum
chunk_summary_out(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	int			count = ax_chunk_summary_count(value);
	StringInfoData out;

	initStringInfo(&out);
	for (int a = 0; a < count; a++)
	{
		AxKind		kind;
		AxSummary	s;

		ax_chunk_summary_get(value, a, &kind, &s);
		appendStringInfo(&out,
						 "%s{\"kind\": \"%s\", \"present\": " UINT64_FORMAT ", \"nulls\": "
						 UINT64_FORMAT ", \"nans\": " UINT64_FORMAT,
						 a == 0 ? "[" : ", ", ax_kind_info(kind)->name,
						 s.present, s.nulls, s.nans);
		if (s.has_range)
		{
			appendStringInfoString(&out, ", \"min\": ");
			ax_chunk_summary_print(&out, kind, s.min, false);
			appendStringInfoString(&out, ", \"max\": ");
			ax_chunk_summary_print(&out, kind, s.max, false);
		}
		if (s.has_sum)
		{
			appendStringInfoString(&out, ", \"sum\": ");
			ax_chunk_summary_print(&out, kind, s.sum, true);
		}
		appendStringInfoChar(&out, '}');
	}
	appendStringInfoString(&out, count == 0 ? "[]" : "]");
	PG_RETURN_CSTRING(out.data);
}

typedef struct Input
{
	const char *text;			/* all of it, for errors */
	const char *at;				/* what comes next */
} Input;

static void
input_error(const Input *input, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"", "chunk_summary", input->text),
			 detail ? errdetail("%s.", detail) : 0));
}

static bool
accept(Input *input, const char *word)
{
	Size		length = strlen(word);
	const char *at = input->at;

	while (isspace((unsigned char) *at))
		at++;
	if (strncmp(at, word, length) != 0)
		return false;
	input->at = at + length;
	return true;
}

static void
expect(Input *input, const char *word)
{
	if (!accept(input, word))
		input_error(input, psprintf("Expected %s at \"%.20s\"", word, input->at));
}

static bool
accept_key(Input *input, const char *key)
{
	const char *before = input->at;

	if (!accept(input, ",") || !accept(input, key))
	{
		input->at = before;
		return false;
	}
	expect(input, ":");
	return true;
}

/* The next string or bare word, without its quotes. */
static char *
word(Input *input)
{
	bool		quoted = accept(input, "\"");
	Size		length;
	char	   *result;

	if (!quoted)
		(void) accept(input, "");
	length = strcspn(input->at, quoted ? "\"" : ",}] \t\r\n");
	if (length == 0 || (quoted && input->at[length] != '"'))
		input_error(input, NULL);
	result = pnstrdup(input->at, length);
	input->at += length + (quoted ? 1 : 0);
	return result;
}

static bool
wide_in(const char *text, AxWide *value)
{
	bool		minus = *text == '-';

	*value = 0;
	if (minus)
		text++;
	if (*text == '\0' || strlen(text) > 36)
		return false;
	for (; *text >= '0' && *text <= '9'; text++)
		*value = *value * 10 + (*text - '0');
	if (minus)
		*value = -*value;
	return *text == '\0';
}

static uint64
count_in(Input *input, const char *key)
{
	AxWide		value;

	expect(input, key);
	expect(input, ":");
	if (!wide_in(word(input), &value) || value < 0 || value > PG_INT64_MAX)
		input_error(input, psprintf("%s is not a count", key));
	return (uint64) value;
}

static AxNumber
number_in(Input *input, AxKind kind, bool is_sum)
{
	AxNumber	number = {0};
	AxWide		wide;
	char	   *text = word(input);
	char	   *end;

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			if (kind == AX_KIND_BOOL && !is_sum &&
				(strcmp(text, "true") == 0 || strcmp(text, "false") == 0))
				number.wide = text[0] == 't';
			else if (wide_in(text, &wide))
				number.wide = wide;
			else
				input_error(input, psprintf("\"%s\" is not a whole number", text));
			break;
		case AX_CLASS_FLOAT:
			if (kind == AX_KIND_FLOAT4 && !is_sum)
				number.real = DatumGetFloat4(DirectFunctionCall1(float4in, CStringGetDatum(text)));
			else
				number.real = float8in_internal(text, NULL, "double precision", text);
			break;
		case AX_CLASS_RATIONAL:
			errno = 0;
			number.ratio[0] = strtoll(text, &end, 10);
			number.ratio[1] = 1;
			if (end != text && *end == '/')
			{
				text = end + 1;
				number.ratio[1] = strtoll(text, &end, 10);
			}
			if (errno != 0 || end == text || *end != '\0')
				input_error(input, psprintf("\"%s\" is not a rational", text));
			break;
		case AX_CLASS_PAIR:
			ax_nd_element_in(kind, text, number.pair);
			break;
		case AX_CLASS_TIME:
			{
				AxCell		cell;

				ax_nd_element_in(kind, text, &cell);
				number = ax_kind_load(kind, &cell);
				break;
			}
		case AX_CLASS_OPAQUE:
			input_error(input, "A type by name has no range and no sum");
	}
	return number;
}

static void
attribute_in(Input *input, AxAttributeSummary *att)
{
	AxSummary  *s = &att->summary;
	const char *kind;
	const char *fault;

	expect(input, "{");
	expect(input, "\"kind\"");
	expect(input, ":");
	kind = word(input);
	att->kind = strcmp(kind, "named") == 0 ? (AxKind) AX_KIND_NAMED : ax_kind_by_name(kind);
	if (att->kind == AX_KIND_NONE)
		input_error(input, "The element kind is not known");
	expect(input, ",");
	s->present = count_in(input, "\"present\"");
	expect(input, ",");
	s->nulls = count_in(input, "\"nulls\"");
	expect(input, ",");
	s->nans = count_in(input, "\"nans\"");
	if (accept_key(input, "\"min\""))
	{
		s->has_range = true;
		s->min = number_in(input, att->kind, false);
		if (!accept_key(input, "\"max\""))
			input_error(input, "There is \"min\" without \"max\"");
		s->max = number_in(input, att->kind, false);
	}
	if (accept_key(input, "\"sum\""))
	{
		s->has_sum = true;
		s->sum = number_in(input, att->kind, true);
	}
	expect(input, "}");
	fault = ax_chunk_summary_fault(att->kind, s);
	if (fault != NULL)
		input_error(input, fault);
}

/* chunk_summary_in(cstring) returns chunk_summary */
Datum
chunk_summary_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Input		input = {text, text};
	AxAttributeSummary *atts = palloc0(FUNC_MAX_ARGS * sizeof(AxAttributeSummary));
	int			count = 0;

	expect(&input, "[");
	if (!accept(&input, "]"))
	{
		do
		{
			if (count == FUNC_MAX_ARGS)
				input_error(&input, "There are too many attributes");
			attribute_in(&input, &atts[count++]);
		} while (accept(&input, ","));
		expect(&input, "]");
	}
	(void) accept(&input, "");
	if (input.at[strspn(input.at, " \t\r\n")] != '\0')
		input_error(&input, "Something follows the closing bracket");
	PG_RETURN_POINTER(ax_chunk_summary_make(atts, count));
}

/* chunk_summary_send(chunk_summary) returns bytea: the bytes as they are stored */
Datum
chunk_summary_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	StringInfoData out;

	(void) ax_chunk_summary_count(value);
	pq_begintypsend(&out);
	pq_sendbytes(&out, VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static void
binary_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", "chunk_summary"),
			 errdetail("%s.", detail)));
}

/* chunk_summary_recv(internal) returns chunk_summary */
Datum
chunk_summary_recv(PG_FUNCTION_ARGS)
{
	StringInfo	in = (StringInfo) PG_GETARG_POINTER(0);
	int			size = in->len - in->cursor;
	const uint8 *bytes = (const uint8 *) pq_getmsgbytes(in, size);
	struct varlena *value = palloc(VARHDRSZ + size);
	AxAttributeSummary *atts;
	struct varlena *canonical;
	int			count;

	if (size < AX_CHUNK_SUMMARY_HEAD || bytes[0] != AX_CHUNK_SUMMARY_VERSION)
		binary_error("The version is not known");
	SET_VARSIZE(value, VARHDRSZ + size);
	memcpy(VARDATA(value), bytes, size);
	count = bytes[2] | bytes[3] << 8;
	if (count > FUNC_MAX_ARGS || size != AX_CHUNK_SUMMARY_HEAD + count * AX_CHUNK_SUMMARY_ENTRY)
		binary_error("The length does not fit the number of attributes");
	atts = palloc0(Max(count, 1) * sizeof(AxAttributeSummary));
	for (int a = 0; a < count; a++)
	{
		const char *fault = ax_chunk_summary_read(value, a, &atts[a].kind, &atts[a].summary);

		if (fault != NULL)
			binary_error(fault);
	}
	/* made anew, so that padding and what is not set must be zero */
	canonical = ax_chunk_summary_make(atts, count);
	if (memcmp(canonical, value, VARHDRSZ + size) != 0)
		binary_error("Padding is not zero");
	PG_RETURN_POINTER(canonical);
}

/* The summary of the attribute with that number, from 1; false if there is none. */
static bool
attribute_of(FunctionCallInfo fcinfo, AxKind *kind, AxSummary *summary)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	int			att = PG_GETARG_INT32(1);

	if (att < 1 || att > ax_chunk_summary_count(value))
		return false;
	ax_chunk_summary_get(value, att - 1, kind, summary);
	return true;
}

/* A number as text, without the quotes that JSON needs. */
static Datum
number_text(AxKind kind, AxNumber number, bool is_sum)
{
	StringInfoData out;

	initStringInfo(&out);
	ax_chunk_summary_print(&out, kind, number, is_sum);
	if (out.data[0] == '"')
		PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data + 1, out.len - 2));
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

/* summary_attributes(chunk_summary) returns int4 */
Datum
summary_attributes(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(ax_chunk_summary_count(PG_GETARG_VARLENA_PP(0)));
}

/* summary_kind(chunk_summary, attribute int4) returns text */
Datum
summary_kind(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(ax_kind_info(kind)->name));
}

/* summary_present(chunk_summary, attribute int4) returns int8 */
Datum
summary_present(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s))
		PG_RETURN_NULL();
	PG_RETURN_INT64((int64) s.present);
}

/* summary_count(chunk_summary, attribute int4) returns int8: cells with a value */
Datum
summary_count(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s))
		PG_RETURN_NULL();
	PG_RETURN_INT64((int64) (s.present - s.nulls));
}

/* summary_nulls(chunk_summary, attribute int4) returns int8 */
Datum
summary_nulls(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s))
		PG_RETURN_NULL();
	PG_RETURN_INT64((int64) s.nulls);
}

/* summary_nans(chunk_summary, attribute int4) returns int8 */
Datum
summary_nans(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s))
		PG_RETURN_NULL();
	PG_RETURN_INT64((int64) s.nans);
}

/* summary_min(chunk_summary, attribute int4) returns text */
Datum
summary_min(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s) || !s.has_range)
		PG_RETURN_NULL();
	return number_text(kind, s.min, false);
}

/* summary_max(chunk_summary, attribute int4) returns text */
Datum
summary_max(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s) || !s.has_range)
		PG_RETURN_NULL();
	return number_text(kind, s.max, false);
}

/* summary_sum(chunk_summary, attribute int4) returns text */
Datum
summary_sum(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	AxSummary	s;

	if (!attribute_of(fcinfo, &kind, &s) || !s.has_sum || s.present == s.nulls)
		PG_RETURN_NULL();
	return number_text(kind, s.sum, true);
}
