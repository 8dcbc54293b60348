/* Where the cells of a tile lie. */
#include "kernel/place.h"

void
ax_kernel_coords(const AxBox *box, int axis, uint64_t first, size_t n, int64_t *coords)
{
	uint64_t	strides[AX_MAX_DIMS];
	uint64_t	length = (uint64_t) ax_shape_length(box, axis);
	uint64_t	place;
	uint64_t	stay;

	ax_shape_strides(box, strides);
	/* cells left before the coordinate changes */
	stay = strides[axis] - first % strides[axis];
	place = first / strides[axis] % length;
	for (size_t i = 0; i < n;)
	{
		if (strides[axis] == 1)
		{
			size_t		stop = n - i < length - place ? n : i + (size_t) (length - place);
			int64_t		start = box->lower[axis] + (int64_t) place - (int64_t) i;

			for (; i < stop; i++)
				coords[i] = start + (int64_t) i;
			place = 0;
		}
		else
		{
			size_t		stop = n - i < stay ? n : i + (size_t) stay;
			int64_t		coord = box->lower[axis] + (int64_t) place;

			for (; i < stop; i++)
				coords[i] = coord;
			stay = strides[axis];
			place = place + 1 < length ? place + 1 : 0;
		}
	}
}

size_t
ax_kernel_select_box(const AxBox *box, uint64_t first, size_t n, const AxBox *inner,
					 uint64_t *mask)
{
	uint64_t	strides[AX_MAX_DIMS];
	int64_t		coords[AX_MAX_DIMS];
	AxBox		cut;
	int			axis;
	uint64_t	row;
	uint64_t	from;
	uint64_t	to;
	uint64_t	cell;
	size_t		count = 0;

	memset(mask, 0, AX_MASK_BYTES(n));
	if (!ax_shape_intersect(box, inner, &cut))
		return 0;
	/* the last axis that is cut: what is behind it comes along whole */
	for (axis = box->ndim - 1; axis >= 0; axis--)
		if (cut.lower[axis] != box->lower[axis] || cut.upper[axis] != box->upper[axis])
			break;
	if (axis < 0)
	{
		ax_mask_fill(mask, n);
		return n;
	}
	ax_shape_strides(box, strides);
	row = strides[axis] * (uint64_t) ax_shape_length(box, axis);
	from = strides[axis] * (uint64_t) (cut.lower[axis] - box->lower[axis]);
	to = strides[axis] * (uint64_t) (cut.upper[axis] - box->lower[axis] + 1);
	cell = first - first % row;
	ax_shape_coords(box, cell, coords);
	for (; cell < first + n; cell += row)
	{
		bool		in = true;

		for (int k = 0; k < axis && in; k++)
			in = coords[k] >= cut.lower[k] && coords[k] <= cut.upper[k];
		if (in)
		{
			uint64_t	start = cell + from > first ? cell + from : first;
			uint64_t	stop = cell + to < first + n ? cell + to : first + n;

			if (start < stop)
			{
				ax_mask_set_range(mask, (size_t) (start - first), (size_t) (stop - first));
				count += (size_t) (stop - start);
			}
		}
		/* the next row; the axes in front turn over like a mileage counter */
		for (int k = axis - 1; k >= 0; k--)
		{
			if (coords[k]++ < box->upper[k])
				break;
			coords[k] = box->lower[k];
		}
	}
	return count;
}
