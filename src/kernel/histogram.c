/* Histograms: how many cells fall between neighbouring edges. */
#include "kernel/histogram.h"

#include <float.h>
#include <math.h>

#include "base/clones.h"
#include "base/mask.h"
#include "num/rational.h"

bool
ax_histogram_edges(double lower, double upper, size_t bins, size_t from, size_t to, double *edges)
{
	double		step = (upper - lower) / (double) bins;

	for (size_t i = from; i < to; i++)
	{
		double		part = (double) i / (double) bins;

		/* the range may be beyond float8 */
		edges[i] = isinf(step) ? (1 - part) * lower + part * upper : (double) i * step + lower;
		if (i == bins)
			edges[i] = upper;
		if (i > 0 && !(edges[i - 1] < edges[i]))
			return false;
	}
	return true;
}

void
ax_histogram_begin(AxHistogram *histogram, size_t bins, const double *edges, bool even, int64_t *counts)
{
	histogram->bins = bins;
	histogram->edges = edges;
	histogram->scale = (double) bins / (edges[bins] - edges[0]);
	/* where that is nothing, bins are searched */
	histogram->even = even && isnormal(histogram->scale);
	histogram->counts = counts;
}

AX_INLINE void
count(const AxHistogram *histogram, double x)
{
	const double *edges = histogram->edges;
	size_t		last = histogram->bins - 1;
	size_t		i = 0;

	if (!(x >= edges[0] && x <= edges[last + 1]))
		return;
	if (histogram->even)
	{
		/* edges decide; rounding may have led past one */
		i = (size_t) ((x - edges[0]) * histogram->scale);
		i = i < last ? i : last;
		while (x < edges[i])
			i--;
		while (i < last && x >= edges[i + 1])
			i++;
	}
	else
		for (size_t rest = last + 1; rest > 1; rest -= rest / 2)
			i += x < edges[i + rest / 2] ? 0 : rest / 2;
	histogram->counts[i]++;
}

#define AX_TEMPLATE "kernel/histogram_number.h"
#include "kernel/each_number.h"

static void
add_rational(const AxHistogram *histogram, const void *cells, const uint64_t *valid, size_t n)
{
	const AxRational *v = cells;

	for (size_t i = 0; i < n; i++)
		if (ax_mask_get(valid, i))
			count(histogram, ax_rational_to_double(v[i]));
}

typedef void (*Add) (const AxHistogram *histogram, const void *cells, const uint64_t *valid, size_t n);

static const Add adds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
	[AX_KIND_RATIONAL] = add_rational,
};

bool
ax_histogram_has(AxKind kind)
{
	return (int) kind < AX_KIND_END && adds[kind] != NULL;
}

void
ax_histogram_add(const AxHistogram *histogram, AxKind kind, const void *cells,
				 const uint64_t *valid, size_t n)
{
	adds[kind](histogram, cells, valid, n);
}
