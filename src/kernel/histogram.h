/*
 * Histograms: how many cells fall between neighbouring edges.
 *
 * A bin has its lower edge and, but for the last one, not its upper edge.  What
 * lies outside of all of them is not counted, nor is NaN.  Cells count as float8.
 */
#ifndef AX_KERNEL_HISTOGRAM_H
#define AX_KERNEL_HISTOGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/kind.h"

typedef struct AxHistogram
{
	size_t		bins;			/* at least 1 */
	const double *edges;		/* borrowed; one more, ascending */
	bool		even;			/* bins are as wide as each other */
	double		scale;			/* of even ones: bins in a unit */
	int64_t    *counts;			/* borrowed; of each bin */
} AxHistogram;

/* Begins with counts, which are zero; edges ascend, none is equal to another. */
extern void ax_histogram_begin(AxHistogram *histogram, size_t bins, const double *edges,
							   bool even, int64_t *counts);

/*
 * The edges from .. to - 1 of the bins + 1 of even bins, as numpy.linspace places
 * them; false if one does not lie above that before it.
 */
extern bool ax_histogram_edges(double lower, double upper, size_t bins, size_t from, size_t to,
							   double *edges);

/* Says whether cells of the kind can be counted. */
extern bool ax_histogram_has(AxKind kind);

/* Counts the valid cells of n. */
extern void ax_histogram_add(const AxHistogram *histogram, AxKind kind, const void *cells,
							 const uint64_t *valid, size_t n);

#endif
