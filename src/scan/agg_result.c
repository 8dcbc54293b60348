/*
 * Results of aggregates, of the types that PostgreSQL's aggregates have.
 *
 * Sums of integers are exact in the groups, so the result is that of the row
 * path.  float4 is summed in float8 and rounded once.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "pg/kind.h"
#include "pg/rational_total.h"
#include "scan/agg_call.h"
#include "types/rational.h"

static Datum
rational_datum(AxRational value)
{
	AxRational *copy = palloc(sizeof(AxRational));

	*copy = value;
	return PointerGetDatum(copy);
}

/* The sum of pairs, part by part, divided. */
static Datum
pair_datum(const AxGroups *groups, size_t g, double divisor)
{
	AxNumber	sum = ax_groups_sum(groups, g);
	double	   *pair = palloc(2 * sizeof(double));

	pair[0] = sum.pair[0] / divisor;
	pair[1] = sum.pair[1] / divisor;
	return PointerGetDatum(pair);
}

static Datum
wide_numeric(AxWide value)
{
	unsigned __int128 rest = value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;
	char		digits[48];
	char	   *at = digits + sizeof(digits) - 1;

	if (value >= PG_INT64_MIN && value <= PG_INT64_MAX)
		return NumericGetDatum(int64_to_numeric((int64) value));
	*at = '\0';
	for (; rest != 0; rest /= 10)
		*--at = '0' + (char) (rest % 10);
	if (value < 0)
		*--at = '-';
	return DirectFunctionCall3(numeric_in, CStringGetDatum(at), ObjectIdGetDatum(InvalidOid),
							   Int32GetDatum(-1));
}

/* As float4pl: infinite only if a value was. */
static Datum
narrow_float(const AxGroups *groups, size_t g, double sum)
{
	if (fabs(sum) > FLT_MAX && !groups->infinite[g] && isinf((float) sum))
		float_overflow_error();
	return Float4GetDatum((float4) sum);
}

static Datum
final_sum(AxKind kind, const AxGroups *groups, size_t g)
{
	switch (kind)
	{
		case AX_KIND_INT8:
			return wide_numeric(ax_groups_sum(groups, g).wide);
		case AX_KIND_FLOAT4:
			return narrow_float(groups, g, ax_groups_sum(groups, g).real);
		case AX_KIND_FLOAT8:
			return Float8GetDatum(ax_groups_sum(groups, g).real);
		case AX_KIND_RATIONAL:
			return rational_datum(ax_pg_rational_total((AxRationalSum *) groups->sum + g, 1));
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			return pair_datum(groups, g, 1);
		default:
			return Int64GetDatum((int64) ax_groups_sum(groups, g).wide);
	}
}

static Datum
final_avg(AxKind kind, const AxGroups *groups, size_t g)
{
	int64		count = groups->count[g];

	switch (kind)
	{
		case AX_KIND_FLOAT4:
		case AX_KIND_FLOAT8:
			return Float8GetDatum(ax_groups_sum(groups, g).real / (double) count);
		case AX_KIND_RATIONAL:
			return rational_datum(ax_pg_rational_total((AxRationalSum *) groups->sum + g, count));
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			return pair_datum(groups, g, (double) count);
		default:
			return DirectFunctionCall2(numeric_div, wide_numeric(ax_groups_sum(groups, g).wide),
									   NumericGetDatum(int64_to_numeric(count)));
	}
}

/* Variances and deviations; NULL of too few values. */
static Datum
final_squares(const AxAggCall *call, const AxGroups *groups, size_t g, bool *isnull)
{
	bool		sample = call->function == AX_AGG_VAR_SAMP || call->function == AX_AGG_STDDEV_SAMP;
	bool		root = call->function == AX_AGG_STDDEV_SAMP || call->function == AX_AGG_STDDEV_POP;
	int64		divisor = groups->count[g] - (sample ? 1 : 0);
	double		result;

	*isnull = divisor <= 0;
	if (*isnull)
		return (Datum) 0;
	result = ax_groups_squares(groups, g).real / (double) divisor;
	return Float8GetDatum(root ? sqrt(result) : result);
}

/* The bound of a range as a Datum, which may point at it; NULL of no values. */
static Datum
final_bound(const AxAggCall *call, const AxGroups *groups, size_t g, bool *isnull)
{
	bool		least = call->function == AX_AGG_MIN;
	const char *bounds = least ? groups->least : groups->most;
	AxNumber	number;

	*isnull = !(least ? ax_groups_min(groups, g, &number) : ax_groups_max(groups, g, &number));
	if (*isnull)
		return (Datum) 0;
	/* NaN is not kept among the bounds */
	if (call->kind == AX_KIND_FLOAT8)
		return Float8GetDatum(number.real);
	if (call->kind == AX_KIND_FLOAT4)
		return Float4GetDatum((float4) number.real);
	return ax_pg_cell_datum(call->kind, bounds + g * ax_kind_info(call->kind)->width);
}

Datum
ax_agg_result(const AxAggCall *call, const AxGroups *groups, size_t g, bool *isnull)
{
	bool		none = groups->count[g] == 0;

	*isnull = false;
	switch (call->function)
	{
		case AX_AGG_ROWS:
		case AX_AGG_COUNT:
			return Int64GetDatum(groups->count[g]);
		case AX_AGG_MIN:
		case AX_AGG_MAX:
			return final_bound(call, groups, g, isnull);
		case AX_AGG_VAR_SAMP:
		case AX_AGG_VAR_POP:
		case AX_AGG_STDDEV_SAMP:
		case AX_AGG_STDDEV_POP:
			return final_squares(call, groups, g, isnull);
		default:
			break;
	}
	if (none)
	{
		*isnull = true;
		return (Datum) 0;
	}
	return call->function == AX_AGG_SUM ? final_sum(call->kind, groups, g) :
		final_avg(call->kind, groups, g);
}
