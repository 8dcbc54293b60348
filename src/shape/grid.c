/* The chunk grid of a stored array: which chunk holds a cell. */
#include "shape/grid.h"

#include <inttypes.h>

AxStatus
ax_grid_check(const AxGrid *grid, uint64_t limit, AxError *err)
{
	uint64_t	cells = 1;

	AX_TRY(ax_shape_check(&grid->bounds, err));
	for (int d = 0; d < grid->bounds.ndim; d++)
	{
		if (grid->chunk[d] <= 0 || grid->chunk[d] > AX_COORD_MAX)
			return ax_base_fail(err, AX_ARGUMENT,
								"chunk length must be greater than zero, not %" PRId64,
								grid->chunk[d]);
		if (__builtin_mul_overflow(cells, (uint64_t) grid->chunk[d], &cells) || cells > limit)
		{
			ax_base_fail(err, AX_LIMIT,
						 "number of cells of a chunk exceeds the maximum allowed (%" PRIu64 ")",
						 limit);
			ax_base_hint(err, "Give shorter chunk lengths, or * to have them chosen.");
			return AX_LIMIT;
		}
	}
	return AX_OK;
}

int64_t
ax_grid_origin(const AxGrid *grid, int axis)
{
	return grid->bounds.lower[axis] == -AX_COORD_MAX ? 0 : grid->bounds.lower[axis];
}

int64_t
ax_grid_corner_of(const AxGrid *grid, int axis, int64_t coord)
{
	int64_t		origin = ax_grid_origin(grid, axis);
	int64_t		length = grid->chunk[axis];
	__int128	offset = (__int128) coord - origin;
	__int128	index = offset / length;

	if (offset % length < 0)
		index--;
	/* may lie below -AX_COORD_MAX for the lowest chunk of an unbounded axis */
	return (int64_t) (origin + index * length);
}

void
ax_grid_corner(const AxGrid *grid, const int64_t *coords, int64_t *corner)
{
	for (int d = 0; d < grid->bounds.ndim; d++)
		corner[d] = ax_grid_corner_of(grid, d, coords[d]);
}

void
ax_grid_chunk(const AxGrid *grid, const int64_t *corner, AxBox *box)
{
	box->ndim = grid->bounds.ndim;
	for (int d = 0; d < box->ndim; d++)
	{
		__int128	upper = (__int128) corner[d] + grid->chunk[d] - 1;

		box->lower[d] = corner[d] < grid->bounds.lower[d] ? grid->bounds.lower[d] : corner[d];
		box->upper[d] = upper > grid->bounds.upper[d] ? grid->bounds.upper[d] : (int64_t) upper;
	}
}

bool
ax_grid_is_corner(const AxGrid *grid, const int64_t *corner)
{
	for (int d = 0; d < grid->bounds.ndim; d++)
	{
		__int128	upper = (__int128) corner[d] + grid->chunk[d] - 1;
		__int128	offset = (__int128) corner[d] - ax_grid_origin(grid, d);

		if (offset % grid->chunk[d] != 0 || corner[d] > grid->bounds.upper[d] ||
			upper < grid->bounds.lower[d])
			return false;
	}
	return true;
}
