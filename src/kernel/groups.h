/*
 * Groups: running aggregates of the values of one vector, for many groups or
 * for one, which is the aggregate of all.
 *
 *		ax_groups_begin(&groups, kind, AX_GROUP_SUM | ..., alloc, err)
 *		ax_groups_grow(&groups, 1, err)
 *		ax_kernel_reduce(&groups, 0, &vector, selected, n, err)	for each tile
 *		ax_groups_finish(&groups, err)
 *		... groups.count[0], ax_groups_sum(&groups, 0), ...
 *
 * Each quantity is an array over the groups, so that a row of cells is added
 * to a row of groups in vector instructions.
 *
 * Order of float sums: a stretch is what one call adds to one group from
 * consecutive cells.  Up to 31 of them are added one after another; of longer
 * stretches cell i goes to lane i mod 8, and the lanes are added in pairs,
 * ((0+1)+(2+3))+((4+5)+(6+7)).  The stretch's sum is then added to the group's.
 * Of three or more runs in a row that meet the same groups by columns, all of
 * whose cells are live, the cells of each column are added up first, then the
 * columns of a stretch, 64 at most, one after another.
 * Cells that are not live add zero or nothing, so a mask of ones changes no
 * bit of the result.  Sums of pairs are taken so part by part.
 */
#ifndef AX_KERNEL_GROUPS_H
#define AX_KERNEL_GROUPS_H

#include "base/alloc.h"
#include "format/summary.h"
#include "kernel/vector.h"
#include "num/rational_sum.h"

/* What is kept beside the count. */
#define AX_GROUP_SUM		1	/* sum */
#define AX_GROUP_RANGE		2	/* least, greatest; for numbers the sum too */
#define AX_GROUP_SQUARES	4	/* for variances; the sum too */

typedef struct AxGroups
{
	AxKind		kind;			/* of the values */
	unsigned	what;			/* AX_GROUP_ bits */
	AxAlloc		alloc;			/* borrowed */
	size_t		size;			/* groups in use */
	size_t		room;			/* groups allocated */
	void	   *block;			/* owned: holds all the arrays */
	size_t		block_size;		/* its bytes */
	/* Arrays over the groups, in the block; NULL where not kept. */
	int64_t    *count;			/* live cells */
	int64_t    *nans;			/* of them NaN; of floats with AX_GROUP_RANGE */
	void	   *sum;			/* int64_t, __int128 for int8, double, AxRationalSum;
								 * of pairs two doubles */
	void	   *least;			/* of the values but NaN, of the kind's C type */
	void	   *most;
	void	   *squares;		/* floats: sum of (x - mean)^2 as double, as in
								 * float8_accum(); bool, int2, int4: sum of
								 * x^2 as __int128; pairs: sum of the squared
								 * distances from the mean as double */
	uint8_t    *infinite;		/* floats: 1 where an infinite value was met;
								 * pairs: 1 and 2 where a first or second part
								 * was infinite or NaN */
} AxGroups;

/* Starts with no groups; 0A000 for squares of int8 and rational, ranges of pairs. */
extern AxStatus ax_groups_begin(AxGroups *groups, AxKind kind, unsigned what,
								AxAlloc alloc, AxError *err);

/* Makes it at least `size` groups; the new ones are empty. */
extern AxStatus ax_groups_grow(AxGroups *groups, size_t size, AxError *err);

/* Empties all groups and keeps the memory. */
extern void ax_groups_clear(AxGroups *groups);

extern void ax_groups_free(AxGroups *groups);

/*
 * Adds cells that a summary stands for; AX_RANGE when it has no sum and one is
 * kept, AX_UNSUPPORTED when squares are.
 */
extern AxStatus ax_groups_add_summary(AxGroups *groups, size_t g,
									  const AxSummary *summary, AxError *err);

/* Adds group f of groups that keep the same to group g. */
extern AxStatus ax_groups_merge(AxGroups *into, size_t g, const AxGroups *from, size_t f,
								AxError *err);

/*
 * The first `size` groups as bytes without pointers into their process, aligned
 * to 16, and the way back: begun groups that keep the same, which borrow the bytes (and
 * change them: the sums of rationals get their place there).  They are good
 * for ax_groups_merge alone, and are not to be freed.
 */
extern size_t ax_groups_flat_bytes(AxGroups *groups, size_t size);
extern void ax_groups_flatten(AxGroups *groups, size_t size, void *to);
extern void ax_groups_borrow(AxGroups *groups, void *flat, size_t size);

/* 22003 if a sum or a square is infinite and no value was. */
extern AxStatus ax_groups_finish(const AxGroups *groups, AxError *err);

/*
 * The results: min and max in PostgreSQL's order (NaN the greatest), false for
 * no values.  Sums of rationals are in ((AxRationalSum *) groups->sum)[g].
 */
extern AxNumber ax_groups_sum(const AxGroups *groups, size_t g);
extern bool ax_groups_min(const AxGroups *groups, size_t g, AxNumber *out);
extern bool ax_groups_max(const AxGroups *groups, size_t g, AxNumber *out);
extern AxNumber ax_groups_squares(const AxGroups *groups, size_t g);

#endif
