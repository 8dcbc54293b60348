/* Groups added to groups. */
#include "kernel/groups.h"

#include <math.h>

#include "kernel/reduce_pair.h"

/* As float8_combine() has it; both have cells. */
static double
merge_squares(const AxGroups *into, size_t g, const AxGroups *from, size_t f)
{
	double		n = (double) into->count[g];
	double		m = (double) from->count[f];
	double		apart = ((double *) into->sum)[g] / n - ((double *) from->sum)[f] / m;

	return ((double *) into->squares)[g] + ((double *) from->squares)[f] +
		n * m * apart * apart / (n + m);
}

static void
merge_range(AxGroups *into, size_t g, const AxGroups *from, size_t f)
{
#define MERGE(type) \
	{ \
		type	   *least = (type *) into->least + g; \
		type	   *most = (type *) into->most + g; \
		type		low = ((const type *) from->least)[f]; \
		type		high = ((const type *) from->most)[f]; \
		*least = low < *least ? low : *least; \
		*most = high > *most ? high : *most; \
	} \
	break
	switch (into->kind)
	{
		case AX_KIND_BOOL:
			MERGE(uint8_t);
		case AX_KIND_INT2:
			MERGE(int16_t);
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			MERGE(int32_t);
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			MERGE(int64_t);
		case AX_KIND_FLOAT4:
			MERGE(float);
		case AX_KIND_FLOAT8:
			MERGE(double);
		case AX_KIND_RATIONAL:
			{
				AxRational *least = (AxRational *) into->least + g;
				AxRational *most = (AxRational *) into->most + g;
				AxRational	low = ((const AxRational *) from->least)[f];
				AxRational	high = ((const AxRational *) from->most)[f];

				if (into->count[g] == 0 || ax_rational_cmp(low, *least) < 0)
					*least = low;
				if (into->count[g] == 0 || ax_rational_cmp(high, *most) > 0)
					*most = high;
				break;
			}
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
		case AX_KIND_NONE:
			break;
	}
#undef MERGE
}

AxStatus
ax_groups_merge(AxGroups *into, size_t g, const AxGroups *from, size_t f, AxError *err)
{
	if (from->count[f] == 0)
		return AX_OK;
	if (into->what & AX_GROUP_RANGE)
		merge_range(into, g, from, f);
	if (into->nans != NULL)
		into->nans[g] += from->nans[f];
	if (into->infinite != NULL)
		into->infinite[g] |= from->infinite[f];
	if (into->sum != NULL && ax_kind_info(into->kind)->class == AX_CLASS_PAIR)
	{
		ax_groups_pair_merge(into, g, from, f);
		into->count[g] += from->count[f];
		return AX_OK;
	}
	if (into->squares != NULL)
	{
		if (into->kind != AX_KIND_FLOAT4 && into->kind != AX_KIND_FLOAT8)
			((AxWide *) into->squares)[g] += ((const AxWide *) from->squares)[f];
		else if (into->count[g] == 0)
			((double *) into->squares)[g] = ((const double *) from->squares)[f];
		else
			((double *) into->squares)[g] = merge_squares(into, g, from, f);
	}
	into->count[g] += from->count[f];
	if (into->sum == NULL)
		return AX_OK;
	switch (into->kind)
	{
		case AX_KIND_RATIONAL:
			return ax_rational_sum_merge((AxRationalSum *) into->sum + g,
										 (const AxRationalSum *) from->sum + f, err);
		case AX_KIND_FLOAT4:
		case AX_KIND_FLOAT8:
			((double *) into->sum)[g] += ((const double *) from->sum)[f];
			break;
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			((AxWide *) into->sum)[g] += ((const AxWide *) from->sum)[f];
			break;
		default:
			((int64_t *) into->sum)[g] += ((const int64_t *) from->sum)[f];
			break;
	}
	return AX_OK;
}
