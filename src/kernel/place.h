/*
 * Places: a tile holds the cells [first, first + n) of a box in row-major
 * order; where they lie, and which of them lie in another box.
 */
#ifndef AX_KERNEL_PLACE_H
#define AX_KERNEL_PLACE_H

#include "base/mask.h"
#include "shape/box.h"

/* Fills the coordinates of the cells along one axis. */
extern void ax_kernel_coords(const AxBox *box, int axis, uint64_t first, size_t n,
							 int64_t *coords);

/*
 * Fills a mask with the cells that lie in the inner box, of as many
 * dimensions; returns how many.  Time goes with the runs within the tile.
 */
extern size_t ax_kernel_select_box(const AxBox *box, uint64_t first, size_t n,
								   const AxBox *inner, uint64_t *mask);

#endif
