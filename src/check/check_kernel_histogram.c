/* Unit tests of kernel/histogram.c: every cell against every edge. */
#include <float.h>
#include <math.h>

#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/histogram.h"
#include "num/rational.h"

#define BINS_MOST 300

static double
as_double(AxKind kind, AxNumber number)
{
	AxKindClass class = ax_kind_info(kind)->class;

	return class == AX_CLASS_FLOAT ? number.real :
		class == AX_CLASS_RATIONAL ? ax_rational_to_double((AxRational) {number.ratio[0], number.ratio[1]}) :
		(double) number.wide;
}

static void
check_counts(AxKind kind, size_t n, size_t bins, const double *edges, bool even)
{
	int64_t		counts[BINS_MOST];
	int64_t		right[BINS_MOST] = {0};
	uint64_t	valid[AX_MASK_WORDS(ZOO_CELLS)] = {0};
	AxHistogram histogram;
	AxVector	x;
	size_t		wrong = 0;

	zoo_fill(kind, n, false, true, &x);
	for (size_t i = 0; i < n; i++)
	{
		double		v;

		if (!zoo_live(&x, NULL, i))
			continue;
		ax_mask_set(valid, i);
		v = as_double(kind, zoo_number(&x, i));
		for (size_t b = 0; b < bins; b++)
			right[b] += v >= edges[b] && (v < edges[b + 1] || (b == bins - 1 && v == edges[b + 1]));
	}
	memset(counts, 0, bins * sizeof(counts[0]));
	ax_histogram_begin(&histogram, bins, edges, even, counts);
	ax_histogram_add(&histogram, kind, x.values, valid, n);
	for (size_t b = 0; b < bins; b++)
		wrong += counts[b] != right[b];
	CHECK_EQ_INT(wrong, 0);
}

int
main(void)
{
	static const double bounds[][2] = {{-10, 10}, {0, 1}, {-DBL_MAX, DBL_MAX}, {0.1, 0.3}, {1e15, 1e15 + 200},
		{-1e-300, 1e-300}, {0, 5e-324 * 64}, {-32768, 32767}};
	static const size_t bins[] = {1, 2, 3, 7, 10, 64, BINS_MOST};
	double		edges[BINS_MOST + 1];

	for (int k = 0; k < ZOO_KINDS; k++)
		for (size_t b = 0; b < sizeof(bounds) / sizeof(bounds[0]); b++)
			for (size_t s = 0; s < sizeof(bins) / sizeof(bins[0]); s++)
			{
				if (!ax_histogram_has(zoo_kinds[k]) ||
					!ax_histogram_edges(bounds[b][0], bounds[b][1], bins[s], 0, bins[s] + 1, edges))
					continue;
				CHECK(edges[0] == bounds[b][0] && edges[bins[s]] == bounds[b][1]);
				check_counts(zoo_kinds[k], zoo_sizes[(k + s) % ZOO_SIZES], bins[s], edges, true);
				check_counts(zoo_kinds[k], zoo_sizes[(b + s) % ZOO_SIZES], bins[s], edges, false);
			}
	edges[0] = -INFINITY;
	edges[1] = 0;
	edges[2] = INFINITY;
	check_counts(AX_KIND_FLOAT8, ZOO_CELLS, 2, edges, false);
	CHECK(!ax_histogram_edges(1, 1 + DBL_EPSILON, 2, 0, 3, edges));
	CHECK(ax_histogram_has(AX_KIND_BOOL));
	CHECK(ax_histogram_has(AX_KIND_RATIONAL));
	CHECK(!ax_histogram_has(AX_KIND_COMPLEX));
	CHECK(!ax_histogram_has(AX_KIND_DATE));
	return check_done();
}
