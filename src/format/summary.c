/* Summaries: the zone map of a tile, of a value, of an attribute of a chunk. */
#include "format/summary.h"

#include <string.h>

#include "num/rational.h"

void
ax_summary_init(AxKind kind, AxSummary *summary)
{
	memset(summary, 0, sizeof(*summary));
	summary->has_sum = true;
	if (kind == AX_KIND_RATIONAL)
		summary->sum.ratio[1] = 1;
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
	}
	return false;
}

void
ax_summary_merge(AxKind kind, AxSummary *summary, const AxSummary *other)
{
	summary->present += other->present;
	summary->nulls += other->nulls;
	summary->nans += other->nans;
	if (other->has_range)
	{
		if (!summary->has_range || ax_kind_cmp(kind, other->min, summary->min) < 0)
			summary->min = other->min;
		if (!summary->has_range || ax_kind_cmp(kind, other->max, summary->max) > 0)
			summary->max = other->max;
		summary->has_range = true;
	}
	summary->has_sum = summary->has_sum && other->has_sum &&
		ax_summary_add(kind, &summary->sum, other->sum);
}
