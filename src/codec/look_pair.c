/*
 * The look at pairs of doubles.  Their parts alternate, so that eight lanes of
 * pairs are sixteen of doubles and loops run over doubles alone.
 */
#include "codec/look_pair.h"

#include <math.h>

#include "num/sum.h"

#define LANES 8					/* of pairs, as for floats */

/* What the parts of some values are beside finite. */
typedef struct Oddities
{
	bool		nan[2];
	bool		above[2];		/* infinity */
	bool		below[2];		/* minus infinity */
} Oddities;

static void
sum_parts(const double *v, size_t n, double total[2])
{
	double		carry[2] = {0, 0};

	total[0] = total[1] = 0;
	ax_sum_add(total, carry, v, 2 * n, 2);
	for (int p = 0; p < 2; p++)
		total[p] = ax_sum_close(total[p], carry[p]);
}

/* The bounding box of pairs of which none is NaN. */
static void
box_of(const double *v, size_t n, double min[2], double max[2])
{
	double		low[2 * LANES];
	double		high[2 * LANES];
	size_t		whole = n / LANES * LANES;

	for (int k = 0; k < 2 * LANES; k++)
	{
		low[k] = INFINITY;
		high[k] = -INFINITY;
	}
	for (size_t i = 0; i < 2 * whole; i += 2 * LANES)
		for (int k = 0; k < 2 * LANES; k++)
		{
			low[k] = v[i + k] < low[k] ? v[i + k] : low[k];
			high[k] = v[i + k] > high[k] ? v[i + k] : high[k];
		}
	for (size_t i = 2 * whole; i < 2 * n; i++)
	{
		low[i % 2] = v[i] < low[i % 2] ? v[i] : low[i % 2];
		high[i % 2] = v[i] > high[i % 2] ? v[i] : high[i % 2];
	}
	for (int p = 0; p < 2; p++)
	{
		min[p] = low[p];
		max[p] = high[p];
		for (int k = p + 2; k < 2 * LANES; k += 2)
		{
			min[p] = low[k] < min[p] ? low[k] : min[p];
			max[p] = high[k] > max[p] ? high[k] : max[p];
		}
	}
}

/* The same where some may be NaN, which are counted and left out. */
static void
look_closely(const double *v, size_t n, AxSummary *s, Oddities *odd)
{
	for (size_t i = 0; i < n; i++)
	{
		AxNumber	number = {.pair = {v[2 * i], v[2 * i + 1]}};

		for (int p = 0; p < 2; p++)
		{
			odd->nan[p] |= isnan(number.pair[p]) != 0;
			odd->above[p] |= number.pair[p] > 0 && isinf(number.pair[p]);
			odd->below[p] |= number.pair[p] < 0 && isinf(number.pair[p]);
		}
		if (ax_kind_is_nan(AX_KIND_COMPLEX, number))
			s->nans++;
		else
			ax_summary_widen(AX_KIND_COMPLEX, s, number, number);
	}
}

void
ax_look_summarize_pair(const double *v, size_t n, AxSummary *s)
{
	Oddities	odd = {.nan = {false}};

	sum_parts(v, n, s->sum.pair);
	if (isfinite(s->sum.pair[0]) && isfinite(s->sum.pair[1]))
	{
		s->has_range = n > 0;
		if (n > 0)
			box_of(v, n, s->min.pair, s->max.pair);
		return;
	}
	look_closely(v, n, s, &odd);
	for (int p = 0; p < 2; p++)
	{
		double	   *sum = &s->sum.pair[p];

		/* a lane may have run over to an infinity that no value is */
		if (odd.nan[p] || (odd.above[p] && odd.below[p]))
			*sum = NAN;
		else if (odd.above[p])
			*sum = INFINITY;
		else if (odd.below[p])
			*sum = -INFINITY;
		else
			s->has_sum &= isfinite(*sum) != 0;
	}
}
