/* What reductions and cumulative functions of an ndarray make of a group of cells. */
#include "postgres.h"

#include <math.h>

#include "utils/float.h"

#include "ndarray/reduce.h"
#include "pg/error.h"

static const char *const names[] = {
	[AX_REDUCE_SUM] = "nd_sum",
	[AX_REDUCE_AVG] = "nd_avg",
	[AX_REDUCE_MIN] = "nd_min",
	[AX_REDUCE_MAX] = "nd_max",
	[AX_REDUCE_COUNT] = "nd_count",
	[AX_REDUCE_PRODUCT] = "nd_product",
	[AX_REDUCE_ANY] = "nd_any",
	[AX_REDUCE_ALL] = "nd_all",
	[AX_REDUCE_ARGMIN] = "nd_argmin",
	[AX_REDUCE_ARGMAX] = "nd_argmax",
	[AX_REDUCE_CUMSUM] = "nd_cumsum",
	[AX_REDUCE_CUMPROD] = "nd_cumprod",
	[AX_REDUCE_CUMMIN] = "nd_cummin",
	[AX_REDUCE_CUMMAX] = "nd_cummax",
	[AX_REDUCE_VAR_POP] = "nd_var_pop",
	[AX_REDUCE_VAR_SAMP] = "nd_var_samp",
	[AX_REDUCE_STDDEV_POP] = "nd_stddev_pop",
	[AX_REDUCE_STDDEV_SAMP] = "nd_stddev_samp",
};

/* Whether cells of the kind have an order, a sum, and so on. */
static bool
defined(AxReduction reduction, AxKind kind)
{
	AxKindClass class = ax_kind_info(kind)->class;

	switch (reduction)
	{
		case AX_REDUCE_COUNT:
			return true;
		case AX_REDUCE_SUM:
		case AX_REDUCE_AVG:
		case AX_REDUCE_CUMSUM:
			return class != AX_CLASS_TIME;
		case AX_REDUCE_MIN:
		case AX_REDUCE_MAX:
		case AX_REDUCE_ARGMIN:
		case AX_REDUCE_ARGMAX:
		case AX_REDUCE_CUMMIN:
		case AX_REDUCE_CUMMAX:
			return class != AX_CLASS_PAIR;
		case AX_REDUCE_ANY:
		case AX_REDUCE_ALL:
			return kind == AX_KIND_BOOL;
		default:
			return class != AX_CLASS_TIME && kind != AX_KIND_POINT2D;
	}
}

static const char *
hint_for(AxReduction reduction)
{
	switch (reduction)
	{
		case AX_REDUCE_MIN:
		case AX_REDUCE_MAX:
			return "nd_summary shows the least and greatest of each part.";
		case AX_REDUCE_ANY:
		case AX_REDUCE_ALL:
			return "Compare the cells first, as in nd_any(nd_gt(a, 0)).";
		default:
			return NULL;
	}
}

AxKind
ax_reduce_kind(AxReduction reduction, AxKind kind)
{
	AxKindClass class = ax_kind_info(kind)->class;
	const char *hint = hint_for(reduction);

	if (class == AX_CLASS_OPAQUE && reduction != AX_REDUCE_COUNT)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of elements of type %s",
						names[reduction], ax_kind_info(kind)->name),
				 errhint("Take the cells with nd_cells or nd_unnest, and aggregate them.")));
	if (!defined(reduction, kind))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s",
						names[reduction], ax_kind_info(kind)->name),
				 hint != NULL ? errhint("%s", hint) : 0));
	switch (reduction)
	{
		case AX_REDUCE_SUM:
		case AX_REDUCE_PRODUCT:
		case AX_REDUCE_CUMSUM:
		case AX_REDUCE_CUMPROD:
			return class == AX_CLASS_INTEGER ? AX_KIND_INT8 : kind;
		case AX_REDUCE_AVG:
			return class == AX_CLASS_RATIONAL || class == AX_CLASS_PAIR ? kind : AX_KIND_FLOAT8;
		case AX_REDUCE_COUNT:
		case AX_REDUCE_ARGMIN:
		case AX_REDUCE_ARGMAX:
			return AX_KIND_INT8;
		case AX_REDUCE_MIN:
		case AX_REDUCE_MAX:
		case AX_REDUCE_ANY:
		case AX_REDUCE_ALL:
		case AX_REDUCE_CUMMIN:
		case AX_REDUCE_CUMMAX:
			return kind;
		default:
			return AX_KIND_FLOAT8;
	}
}

AxAxisOp
ax_reduce_op(AxReduction reduction)
{
	switch (reduction)
	{
		case AX_REDUCE_MIN:
		case AX_REDUCE_ALL:
		case AX_REDUCE_ARGMIN:
		case AX_REDUCE_CUMMIN:
			return AX_AXIS_LEAST;
		case AX_REDUCE_MAX:
		case AX_REDUCE_ANY:
		case AX_REDUCE_ARGMAX:
		case AX_REDUCE_CUMMAX:
			return AX_AXIS_MOST;
		case AX_REDUCE_PRODUCT:
		case AX_REDUCE_CUMPROD:
			return AX_AXIS_PRODUCT;
		default:
			return AX_AXIS_SUM;
	}
}

double
ax_reduce_real(double sum, uint8 odd)
{
	/* what ran over on the way may have become anything */
	if ((odd & AX_AXIS_NAN) || (odd & (AX_AXIS_ABOVE | AX_AXIS_BELOW)) == (AX_AXIS_ABOVE | AX_AXIS_BELOW))
		return get_float8_nan();
	if (odd & AX_AXIS_ABOVE)
		return get_float8_infinity();
	if (odd & AX_AXIS_BELOW)
		return -get_float8_infinity();
	if (!isfinite(sum))
		float_overflow_error();
	return sum;
}

static int64
narrow_wide(AxWide wide)
{
	if (wide < PG_INT64_MIN || wide > PG_INT64_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bigint out of range"),
				 errhint("nd_summary shows the sum as text, nd_avg gives the mean.")));
	return (int64) wide;
}

/* Sums of float4 cells are multiples of the least one, so none is lost. */
static float4
narrow_real(double real)
{
	float4		result = (float4) real;

	if (isinf(result) && !isinf(real))
		float_overflow_error();
	return result;
}

static void
mean_cell(AxKind kind, AxNumber number, int64 count, AxCell *out)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			*(float8 *) out = (double) number.wide / (double) count;
			break;
		case AX_CLASS_PAIR:
			number.pair[0] /= (double) count;
			number.pair[1] /= (double) count;
			ax_kind_store(kind, number, out);
			break;
		case AX_CLASS_RATIONAL:
			/* divided where it was added up */
			ax_kind_store(kind, number, out);
			break;
		default:
			*(float8 *) out = number.real / (double) count;
			break;
	}
}

void
ax_reduce_cell(AxReduction reduction, AxKind kind, AxNumber number, int64 count, AxCell *out)
{
	bool		sum = reduction == AX_REDUCE_SUM;

	if (reduction == AX_REDUCE_AVG)
		mean_cell(kind, number, count, out);
	else if (sum && ax_kind_info(kind)->class == AX_CLASS_INTEGER)
		*(int64 *) out = narrow_wide(number.wide);
	else if (sum && kind == AX_KIND_FLOAT4)
		*(float4 *) out = narrow_real(number.real);
	else
		ax_kind_store(kind, number, out);
}

bool
ax_reduce_spread(AxReduction reduction, double squares, int64 count, bool odd, double *out)
{
	bool		sample = reduction == AX_REDUCE_VAR_SAMP || reduction == AX_REDUCE_STDDEV_SAMP;
	double		variance;

	if (count <= sample)
		return false;
	if (odd)
	{
		*out = get_float8_nan();
		return true;
	}
	if (!isfinite(squares))
		float_overflow_error();
	variance = squares / (double) (count - sample);
	*out = reduction == AX_REDUCE_STDDEV_POP || reduction == AX_REDUCE_STDDEV_SAMP ?
		sqrt(variance) : variance;
	return true;
}

void
ax_reduce_add_coordinate_axis(AxHead *head, const AxBox *box, const bool *reduced)
{
	int			n = 0;

	for (int d = 0; d < box->ndim; d++)
		n += reduced[d];
	if (head->box.ndim == AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions (%d) exceeds the maximum allowed (%d)",
						AX_MAX_DIMS + 1, AX_MAX_DIMS)));
	head->box.lower[head->box.ndim] = 0;
	head->box.upper[head->box.ndim] = n - 1;
	head->box.ndim++;
}

void
ax_reduce_put_place(AxFeed *feed, uint64 group, const AxBox *box, const bool *reduced, bool vector,
					const int64 *coords)
{
	int			n = 0;
	int			i = 0;

	for (int d = 0; d < box->ndim; d++)
		n += reduced[d];
	for (int d = 0; d < box->ndim; d++)
		if (reduced[d])
			ax_nd_put(feed, vector ? group * n + i++ : group, coords != NULL ? &coords[d] : NULL);
}
