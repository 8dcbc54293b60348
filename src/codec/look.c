/* A look at the values of a tile: summary, runs, range. */
#include "codec/look.h"

#include <math.h>
#include <string.h>

#include "codec/look_pair.h"
#include "codec/width.h"
#include "num/sum.h"

#define AX_T uint8_t
#define AX_NAME truth
#define AX_FLOAT 0
#define AX_SUM int32_t
#include "codec/look_number.h"

#define AX_T int16_t
#define AX_NAME int2
#define AX_FLOAT 0
#define AX_SUM int32_t
#include "codec/look_number.h"

#define AX_T int32_t
#define AX_NAME int4
#define AX_FLOAT 0
#define AX_SUM int64_t
#include "codec/look_number.h"

#define AX_T int64_t
#define AX_NAME int8
#define AX_FLOAT 0
#define AX_SUM __int128
#include "codec/look_number.h"

#define AX_T float
#define AX_NAME float4
#define AX_FLOAT 1
#include "codec/look_number.h"

#define AX_T double
#define AX_NAME float8
#define AX_FLOAT 1
#include "codec/look_number.h"

static void
summarize_rational(const int64_t (*v)[2], size_t n, AxSummary *s)
{
	for (size_t i = 0; i < n; i++)
	{
		AxNumber	number;

		number.ratio[0] = v[i][0];
		number.ratio[1] = v[i][1];
		if (!s->has_range || ax_kind_cmp(AX_KIND_RATIONAL, number, s->min) < 0)
			s->min = number;
		if (!s->has_range || ax_kind_cmp(AX_KIND_RATIONAL, number, s->max) > 0)
			s->max = number;
		s->has_range = true;
		/* once it does not fit, the sum of the tile is left out */
		if (s->has_sum)
			s->has_sum = ax_summary_add(AX_KIND_RATIONAL, &s->sum, number);
	}
}

void
ax_look_summarize(AxKind kind, const void *values, size_t n, AxSummary *summary)
{
	ax_summary_init(kind, summary);
	summary->present = n;
	switch (kind)
	{
		case AX_KIND_BOOL:
			summarize_truth(values, n, summary);
			break;
		case AX_KIND_INT2:
			summarize_int2(values, n, summary);
			break;
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			summarize_int4(values, n, summary);
			break;
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			summarize_int8(values, n, summary);
			break;
		case AX_KIND_FLOAT4:
			summarize_float4(values, n, summary);
			break;
		case AX_KIND_FLOAT8:
			summarize_float8(values, n, summary);
			break;
		case AX_KIND_RATIONAL:
			summarize_rational(values, n, summary);
			break;
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			ax_look_summarize_pair(values, n, summary);
			break;
		case AX_KIND_NONE:
			break;
	}
	/* a sum of dates means nothing */
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
	{
		summary->has_sum = false;
		summary->sum.wide = 0;
	}
}

void
ax_look_range(AxKind kind, const void *values, size_t n, int64_t *min, int64_t *max)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			range_truth(values, n, min, max);
			break;
		case AX_KIND_INT2:
			range_int2(values, n, min, max);
			break;
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			range_int4(values, n, min, max);
			break;
		default:
			range_int8(values, n, min, max);
			break;
	}
}

/* How many of n values differ from the one before them. */
#define CHANGES(bits) \
AX_CLONES static uint32_t \
changes_##bits(const void *values, size_t n) \
{ \
	typedef uint##bits##_t __attribute__((may_alias)) Word; \
	const Word *v = values; \
	Word		changes = 0; \
	for (size_t i = 0; i < n; i++) \
		changes += v[i] != v[(ptrdiff_t) i - 1]; \
	return (uint32_t) changes; \
}

CHANGES(16)
CHANGES(32)
CHANGES(64)

/* Counts in stretches: a test of the limit at each value would not vectorise. */
AX_INLINE size_t
count_runs(const uint8_t *p, size_t n, size_t limit, size_t width)
{
	size_t		runs = n > 0;

	for (size_t i = 1; i < n && runs < limit;)
	{
		size_t		count = n - i < 512 ? n - i : 512;
		uint32_t	changes = 0;

		switch (width)
		{
			case 2:
				changes = changes_16(p + width * i, count);
				break;
			case 4:
				changes = changes_32(p + width * i, count);
				break;
			case 8:
				changes = changes_64(p + width * i, count);
				break;
			default:
				for (size_t k = i; k < i + count; k++)
					changes += memcmp(p + width * k, p + width * (k - 1), width) != 0;
		}
		i += count;
		runs += changes;
	}
	return runs;
}

size_t
ax_look_runs(const void *values, size_t n, uint32_t width, size_t limit)
{
	size_t		runs = 0;

	AX_FOR_WIDTH(width, runs = count_runs(values, n, limit, AX_W));
	return runs;
}
