/* The bytes of chunk_summary, and the function that makes it. */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "format/bytes.h"
#include "format/head.h"
#include "num/rational.h"
#include "pg/kind.h"
#include "pg/value.h"
#include "store/summary.h"

#define FLAG_RANGE 1
#define FLAG_SUM 2

PG_FUNCTION_INFO_V1(chunk_summary);

static void
damaged(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("stored chunk_summary is damaged"),
			 errdetail("%s.", what)));
}

int
ax_chunk_summary_count(const struct varlena *value)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(value);
	Size		size = VARSIZE_ANY_EXHDR(value);
	int			count;

	if (size < AX_CHUNK_SUMMARY_HEAD)
		damaged("It is too short");
	if (bytes[0] != AX_CHUNK_SUMMARY_VERSION)
		damaged(psprintf("Its version is %d, not %d", bytes[0], AX_CHUNK_SUMMARY_VERSION));
	count = ax_get_u16(bytes + 2);
	if (size != AX_CHUNK_SUMMARY_HEAD + (Size) count * AX_CHUNK_SUMMARY_ENTRY)
		damaged("Its length does not fit the number of attributes");
	return count;
}

/* 16 bytes, as in the directory of an ndarray. */
static AxNumber
get_number(AxKind kind, const uint8 *bytes)
{
	AxNumber	number = {0};

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_TIME:
			memcpy(&number.wide, bytes, sizeof(number.wide));
			break;
		case AX_CLASS_FLOAT:
			memcpy(&number.real, bytes, sizeof(number.real));
			break;
		case AX_CLASS_RATIONAL:
			number.ratio[0] = ax_get_i64(bytes);
			number.ratio[1] = ax_get_i64(bytes + 8);
			break;
		case AX_CLASS_PAIR:
			memcpy(number.pair, bytes, sizeof(number.pair));
			break;
		case AX_CLASS_OPAQUE:
			break;
	}
	return number;
}

static void
put_number(AxKind kind, AxNumber number, uint8 *bytes)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_TIME:
			memcpy(bytes, &number.wide, sizeof(number.wide));
			break;
		case AX_CLASS_FLOAT:
			memcpy(bytes, &number.real, sizeof(number.real));
			break;
		case AX_CLASS_RATIONAL:
			ax_put_i64(bytes, number.ratio[0]);
			ax_put_i64(bytes + 8, number.ratio[1]);
			break;
		case AX_CLASS_PAIR:
			memcpy(bytes, number.pair, sizeof(number.pair));
			break;
		case AX_CLASS_OPAQUE:
			break;
	}
}

static bool
is_rational(AxNumber number)
{
	AxRational	value = {number.ratio[0], number.ratio[1]};

	return ax_rational_is_canonical(value);
}

/* Says whether a number is a value of the kind that may bound a range. */
static bool
fits_kind(AxKind kind, AxNumber number)
{
	const AxKindInfo *info = ax_kind_info(kind);

	switch (info->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_TIME:
			if (kind == AX_KIND_BOOL)
				return number.wide == 0 || number.wide == 1;
			return number.wide >= -((__int128) 1 << (8 * info->width - 1)) &&
				number.wide < ((__int128) 1 << (8 * info->width - 1));
		case AX_CLASS_FLOAT:
			return !isnan(number.real) &&
				(kind != AX_KIND_FLOAT4 || number.real == (double) (float) number.real);
		case AX_CLASS_RATIONAL:
			return is_rational(number);
		case AX_CLASS_PAIR:
			return !ax_kind_is_nan(kind, number);
		case AX_CLASS_OPAQUE:
			break;
	}
	return false;
}

/* Says whether two numbers can be the ends of a range; those of pairs are corners. */
static bool
is_range(AxKind kind, AxNumber min, AxNumber max)
{
	if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
		return min.pair[0] <= max.pair[0] && min.pair[1] <= max.pair[1];
	return ax_kind_cmp(kind, min, max) <= 0;
}

const char *
ax_chunk_summary_fault(AxKind kind, const AxSummary *s)
{
	if (s->present > AX_MAX_CELLS || s->nulls > s->present || s->nans > s->present - s->nulls)
		return "The counts exclude each other";
	if (s->nans > 0 && ax_kind_info(kind)->class != AX_CLASS_FLOAT &&
		ax_kind_info(kind)->class != AX_CLASS_PAIR)
		return "The type has no NaN";
	if (ax_kind_info(kind)->class == AX_CLASS_OPAQUE)
		return s->has_range || s->has_sum ? "The type has no range and no sum" : NULL;
	if (s->has_range != (s->present - s->nulls - s->nans > 0))
		return "There is a range without values, or the other way about";
	if (s->has_range &&
		(!fits_kind(kind, s->min) || !fits_kind(kind, s->max) || !is_range(kind, s->min, s->max)))
		return "The range is not one of the type";
	if (s->has_sum && ax_kind_info(kind)->class == AX_CLASS_TIME)
		return "The type has no sum";
	if (s->has_sum && kind == AX_KIND_RATIONAL && !is_rational(s->sum))
		return "The sum is not a number of the type";
	return NULL;
}

const char *
ax_chunk_summary_read(const struct varlena *value, int att, AxKind *kind, AxSummary *out)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(value) +
		AX_CHUNK_SUMMARY_HEAD + (Size) att * AX_CHUNK_SUMMARY_ENTRY;

	memset(out, 0, sizeof(*out));
	*kind = AX_KIND_NONE;
	if (ax_kind_info(bytes[0]) == NULL)
		return "An element kind is not known";
	*kind = (AxKind) bytes[0];
	out->has_range = (bytes[1] & FLAG_RANGE) != 0;
	out->has_sum = (bytes[1] & FLAG_SUM) != 0;
	out->present = ax_get_u64(bytes + 8);
	out->nulls = ax_get_u64(bytes + 16);
	out->nans = ax_get_u64(bytes + 24);
	out->min = get_number(*kind, bytes + 40);
	out->max = get_number(*kind, bytes + 56);
	out->sum = get_number(*kind, bytes + 72);
	return ax_chunk_summary_fault(*kind, out);
}

void
ax_chunk_summary_get(const struct varlena *value, int att, AxKind *kind, AxSummary *out)
{
	const char *fault;

	if (att < 0 || att >= ax_chunk_summary_count(value))
		damaged("It has fewer attributes than the array");
	fault = ax_chunk_summary_read(value, att, kind, out);
	if (fault != NULL)
		damaged(fault);
}

struct varlena *
ax_chunk_summary_make(const AxAttributeSummary *atts, int count)
{
	Size		size = VARHDRSZ + AX_CHUNK_SUMMARY_HEAD + (Size) count * AX_CHUNK_SUMMARY_ENTRY;
	struct varlena *value = palloc0(size);
	uint8	   *bytes = (uint8 *) VARDATA(value);

	SET_VARSIZE(value, size);
	bytes[0] = AX_CHUNK_SUMMARY_VERSION;
	ax_put_u16(bytes + 2, (uint16) count);
	bytes += AX_CHUNK_SUMMARY_HEAD;
	for (int a = 0; a < count; a++, bytes += AX_CHUNK_SUMMARY_ENTRY)
	{
		const AxSummary *s = &atts[a].summary;

		bytes[0] = (uint8) ax_kind_in_summary(atts[a].kind);
		bytes[1] = (s->has_range ? FLAG_RANGE : 0) | (s->has_sum ? FLAG_SUM : 0);
		ax_put_u64(bytes + 8, s->present);
		ax_put_u64(bytes + 16, s->nulls);
		ax_put_u64(bytes + 24, s->nans);
		if (s->has_range)
		{
			put_number(atts[a].kind, s->min, bytes + 40);
			put_number(atts[a].kind, s->max, bytes + 56);
		}
		if (s->has_sum)
			put_number(atts[a].kind, s->sum, bytes + 72);
	}
	return value;
}

/* chunk_summary(VARIADIC "any") returns chunk_summary: reads heads only */
Datum
chunk_summary(PG_FUNCTION_ARGS)
{
	Oid			ndarray = ax_pg_type("ndarray");
	AxAttributeSummary atts[FUNC_MAX_ARGS];
	AxReader   *reader;

	if (get_fn_expr_variadic(fcinfo->flinfo))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("chunk_summary takes its arguments one by one, not as an array")));
	reader = ax_pg_reader(CurrentMemoryContext);
	for (int a = 0; a < PG_NARGS(); a++)
	{
		if (get_fn_expr_argtype(fcinfo->flinfo, a) != ndarray)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("argument %d of chunk_summary is not of type ndarray", a + 1)));
		ax_pg_open(reader, PG_GETARG_DATUM(a));
		atts[a].kind = reader->head.kind;
		ax_pg_summary(reader, &atts[a].summary);
	}
	ax_pg_close(reader);
	PG_RETURN_POINTER(ax_chunk_summary_make(atts, PG_NARGS()));
}
