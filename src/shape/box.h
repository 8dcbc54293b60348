/*
 * Boxes of cells: n-dimensional geometry without data.
 *
 * Bounds are inclusive; an axis with upper = lower - 1 is empty.  Every bound
 * lies within +-AX_COORD_MAX (SciDB's limit, 2^62 - 1), so that no sum or
 * difference of two of them overflows an int64.  Cells are numbered in
 * row-major order: the last axis runs fastest.
 */
#ifndef AX_SHAPE_BOX_H
#define AX_SHAPE_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define AX_MAX_DIMS 32
#define AX_COORD_MAX INT64_C(4611686018427387903)

typedef struct AxBox
{
	int32_t		ndim;			/* number of dimensions, 0 .. AX_MAX_DIMS */
	int64_t		lower[AX_MAX_DIMS]; /* first coordinate of each axis */
	int64_t		upper[AX_MAX_DIMS]; /* last coordinate of each axis */
} AxBox;

/* Cells along one axis. */
static inline int64_t
ax_shape_length(const AxBox *box, int axis)
{
	return box->upper[axis] - box->lower[axis] + 1;
}

/* Checks number of dimensions and bounds: 54000 or 2202E. */
extern AxStatus ax_shape_check(const AxBox *box, AxError *err);

/* Counts the cells of a checked box; 54000 when there are more than limit. */
extern AxStatus ax_shape_cells(const AxBox *box, uint64_t limit,
							   uint64_t *cells, AxError *err);

/* Says whether two boxes have the same dimensions and bounds. */
extern bool ax_shape_equal(const AxBox *a, const AxBox *b);

/* Says whether the inner box, if not empty, lies within the outer one. */
extern bool ax_shape_contains(const AxBox *outer, const AxBox *inner);

/* Says whether a point lies in the box. */
extern bool ax_shape_has(const AxBox *box, const int64_t *coords);

/* Intersects two boxes of equal dimensions; false when nothing is left. */
extern bool ax_shape_intersect(const AxBox *a, const AxBox *b, AxBox *out);

/* Fills the distance in cells between neighbours along each axis. */
extern void ax_shape_strides(const AxBox *box, uint64_t *strides);

/* Number of the cell at coords, which lie in the box. */
extern uint64_t ax_shape_ordinal(const AxBox *box, const int64_t *coords);

/* Coordinates of the cell with the given number. */
extern void ax_shape_coords(const AxBox *box, uint64_t ordinal, int64_t *coords);

/*
 * Moves coords from the cell with number `from` to the one with number `to`;
 * cheap along a row, where ax_shape_coords divides for every axis.
 */
static inline void
ax_shape_step(const AxBox *box, uint64_t from, uint64_t to, int64_t *coords)
{
	int			last = box->ndim - 1;

	if (last >= 0 && to >= from &&
		to - from <= (uint64_t) (box->upper[last] - coords[last]))
		coords[last] += (int64_t) (to - from);
	else
		ax_shape_coords(box, to, coords);
}

/* Prints bounds as [0:9,5:7]. Returns what snprintf returns. */
extern int	ax_shape_print(const AxBox *box, char *out, size_t size);

/*
 * Runs: the cells of an inner box as stretches of consecutive numbers of the
 * outer box, in row-major order.
 *
 *		ax_runs_begin(&runs, &outer, &inner);
 *		while (ax_runs_next(&runs))
 *			... runs.start, runs.length, runs.coords of the first cell ...
 */
typedef struct AxRuns
{
	const AxBox *outer;			/* borrowed */
	const AxBox *inner;			/* borrowed, within outer */
	uint64_t	strides[AX_MAX_DIMS];	/* of outer */
	int64_t		coords[AX_MAX_DIMS];	/* of the run's first cell */
	int			last;			/* axis that the runs go along, -1 if 0-d */
	uint64_t	start;			/* number of the run's first cell in outer */
	uint64_t	length;			/* cells in the run */
	bool		first;			/* before the first call of next */
	bool		done;			/* nothing left */
} AxRuns;

extern void ax_runs_begin(AxRuns *runs, const AxBox *outer, const AxBox *inner);
extern bool ax_runs_next(AxRuns *runs);

#endif
