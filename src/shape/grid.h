/*
 * The chunk grid of a stored array: which chunk holds a cell.
 *
 * An unbounded side has the bound +-AX_COORD_MAX.  Chunks are counted from
 * the lower bound of an axis, or from zero where it is unbounded below, so
 * that a dimension can grow either way without rewriting.
 */
#ifndef AX_SHAPE_GRID_H
#define AX_SHAPE_GRID_H

#include "shape/box.h"

typedef struct AxGrid
{
	AxBox		bounds;			/* of the array */
	int64_t		chunk[AX_MAX_DIMS]; /* cells of a chunk along each axis, > 0 */
} AxGrid;

/* Checks bounds and chunk lengths, and that a chunk has at most limit cells. */
extern AxStatus ax_grid_check(const AxGrid *grid, uint64_t limit, AxError *err);

/* Where the chunks of an axis are counted from. */
extern int64_t ax_grid_origin(const AxGrid *grid, int axis);

/* Lower corner of the chunk that holds coords, along one axis. */
extern int64_t ax_grid_corner_of(const AxGrid *grid, int axis, int64_t coord);

/* Lower corner of the chunk that holds the cell at coords. */
extern void ax_grid_corner(const AxGrid *grid, const int64_t *coords, int64_t *corner);

/* The cells of the chunk with that corner, cut to the bounds of the array. */
extern void ax_grid_chunk(const AxGrid *grid, const int64_t *corner, AxBox *box);

/* Says whether corner is the lower corner of a chunk that has cells. */
extern bool ax_grid_is_corner(const AxGrid *grid, const int64_t *corner);

#endif
