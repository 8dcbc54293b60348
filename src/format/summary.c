/* Summaries: the zone map of a tile, of a value, of an attribute of a chunk. */
#include "format/summary.h"

#include <math.h>
#include <string.h>

#include "num/rational.h"

void
ax_summary_init(AxKind kind, AxSummary *summary)
{
	memset(summary, 0, sizeof(*summary));
	summary->has_sum = ax_kind_info(kind)->class != AX_CLASS_TIME &&
		ax_kind_info(kind)->class != AX_CLASS_OPAQUE;
	if (kind == AX_KIND_RATIONAL)
		summary->sum.ratio[1] = 1;
}

/* False where finite parts come to more than a double holds. */
static bool
add_pair(double *sum, const double *value)
{
	bool		fits = true;

	for (int k = 0; k < 2; k++)
	{
		double		total = sum[k] + value[k];

		fits &= isfinite(total) || !isfinite(sum[k]) || !isfinite(value[k]);
		/* the sign and bits of a NaN are the machine's */
		sum[k] = isnan(total) ? NAN : total;
	}
	return fits;
}

bool
ax_summary_add(AxKind kind, AxNumber *sum, AxNumber value)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			/* 2^28 cells of 2^63 stay far below 2^127 */
			sum->wide += value.wide;
			return true;
		case AX_CLASS_FLOAT:
			sum->real += value.real;
			return true;
		case AX_CLASS_RATIONAL:
			{
				AxRational	out;
				AxError		ignored;

				if (ax_rational_add((AxRational) {sum->ratio[0], sum->ratio[1]},
									(AxRational) {value.ratio[0], value.ratio[1]},
									&out, &ignored) != AX_OK)
					return false;
				sum->ratio[0] = out.num;
				sum->ratio[1] = out.den;
				return true;
			}
		case AX_CLASS_PAIR:
			return add_pair(sum->pair, value.pair);
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			break;
	}
	return false;
}

static void
widen_pair(AxSummary *summary, const double *min, const double *max)
{
	for (int k = 0; k < 2; k++)
	{
		if (min[k] < summary->min.pair[k])
			summary->min.pair[k] = min[k];
		if (max[k] > summary->max.pair[k])
			summary->max.pair[k] = max[k];
	}
}

void
ax_summary_widen(AxKind kind, AxSummary *summary, AxNumber min, AxNumber max)
{
	if (!summary->has_range)
	{
		summary->min = min;
		summary->max = max;
	}
	else if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
		widen_pair(summary, min.pair, max.pair);
	else
	{
		if (ax_kind_cmp(kind, min, summary->min) < 0)
			summary->min = min;
		if (ax_kind_cmp(kind, max, summary->max) > 0)
			summary->max = max;
	}
	summary->has_range = true;
}

bool
ax_summary_may_hold(AxKind kind, const AxSummary *summary, AxNumber value)
{
	if (ax_kind_is_nan(kind, value))
		return summary->nans > 0;
	if (!summary->has_range)
		return false;
	if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
		return value.pair[0] >= summary->min.pair[0] && value.pair[0] <= summary->max.pair[0] &&
			value.pair[1] >= summary->min.pair[1] && value.pair[1] <= summary->max.pair[1];
	return ax_kind_cmp(kind, summary->min, value) <= 0 &&
		ax_kind_cmp(kind, summary->max, value) >= 0;
}

void
ax_summary_merge(AxKind kind, AxSummary *summary, const AxSummary *other)
{
	summary->present += other->present;
	summary->nulls += other->nulls;
	summary->nans += other->nans;
	if (other->has_range)
		ax_summary_widen(kind, summary, other->min, other->max);
	summary->has_sum = summary->has_sum && other->has_sum &&
		ax_summary_add(kind, &summary->sum, other->sum);
}
