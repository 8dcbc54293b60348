/*
 * Summaries: the zone map of a tile, of a value, of an attribute of a chunk.
 *
 * The range is taken over the values that are neither NULL nor NaN, the sum
 * over all that are not NULL.  A sum is left out (has_sum false) where it
 * does not fit its type; only sums of rationals and of pairs can do that.
 *
 * The range of pairs is their bounding box: min holds the least first and the
 * least second part, max the greatest ones.  A pair is NaN if either part is.
 * Sums of pairs add part by part; a part of the sum is infinite or NaN only
 * where that part of some value is.
 */
#ifndef AX_FORMAT_SUMMARY_H
#define AX_FORMAT_SUMMARY_H

#include "format/kind.h"

typedef struct AxSummary
{
	uint64_t	present;		/* cells that are not empty */
	uint64_t	nulls;			/* of them NULL */
	uint64_t	nans;			/* of them NaN */
	bool		has_range;		/* min and max are set */
	bool		has_sum;		/* sum is set; true for no cells: zero */
	AxNumber	min;			/* least value but NaN; of pairs, least parts */
	AxNumber	max;			/* greatest value but NaN; of pairs, greatest parts */
	AxNumber	sum;			/* of all values, as AxNumber says */
} AxSummary;

/* The summary of no cells. */
extern void ax_summary_init(AxKind kind, AxSummary *summary);

/* Adds the cells that `other` sums up. */
extern void ax_summary_merge(AxKind kind, AxSummary *summary, const AxSummary *other);

/* Adds value to a sum of the kind; false when the result does not fit. */
extern bool ax_summary_add(AxKind kind, AxNumber *sum, AxNumber value);

/* Widens the range by the corners of another, which may be one value twice. */
extern void ax_summary_widen(AxKind kind, AxSummary *summary, AxNumber min, AxNumber max);

/* Says whether a value may be one of those that the summary stands for. */
extern bool ax_summary_may_hold(AxKind kind, const AxSummary *summary, AxNumber value);

#endif
