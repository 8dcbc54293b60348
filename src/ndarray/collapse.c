/* The geometry of a reduction: which cells of a box come to which of the result's. */
#include "postgres.h"

#include "ndarray/cells.h"
#include "ndarray/collapse.h"
#include "pg/error.h"

/* Joins the value's axes; the result's box is made. */
static void
join_axes(AxCollapse *plan, const AxBox *box, const bool *reduced)
{
	uint64		cells = 1;
	uint64		groups = 1;
	uint64		places = 1;
	int			n = 0;

	/* from the last axis on, then turned round */
	for (int d = box->ndim - 1; d >= 0; d--)
	{
		uint64		length = (uint64) ax_shape_length(box, d);

		if (length == 1)
			continue;
		if (n > 0 && plan->reduced[n - 1] == reduced[d])
			plan->lengths[n - 1] *= length;
		else
		{
			plan->reduced[n] = reduced[d];
			plan->lengths[n] = length;
			plan->strides[n] = cells;
			plan->group_strides[n] = reduced[d] ? 0 : groups;
			plan->place_strides[n] = reduced[d] ? places : 0;
			n++;
		}
		cells *= length;
		if (reduced[d])
			places *= length;
		else
			groups *= length;
	}
	if (n == 0)
	{
		plan->reduced[0] = true;
		plan->lengths[0] = plan->strides[0] = plan->place_strides[0] = 1;
		plan->group_strides[0] = 0;
		n = 1;
	}
	for (int i = 0, j = n - 1; i < j; i++, j--)
	{
#define SWAP(type, array) \
		do { type other = (array)[i]; (array)[i] = (array)[j]; (array)[j] = other; } while (0)
		SWAP(bool, plan->reduced);
		SWAP(uint64, plan->lengths);
		SWAP(uint64, plan->strides);
		SWAP(uint64, plan->group_strides);
		SWAP(uint64, plan->place_strides);
#undef SWAP
	}
	plan->naxes = n;
}

void
ax_nd_collapse(AxCollapse *plan, const AxHead *value, const bool *reduced, bool keepdims,
			   AxKind kind)
{
	const AxBox *from = &value->box;
	AxBox		box = {0};
	AxError		err;

	for (int d = 0; d < from->ndim; d++)
	{
		if (reduced[d] && !keepdims)
			continue;
		box.lower[box.ndim] = from->lower[d];
		box.upper[box.ndim] = reduced[d] ? from->lower[d] : from->upper[d];
		box.ndim++;
	}
	ax_nd_head(&plan->head, kind, &box);
	for (int d = 0, to = 0; d < from->ndim; d++)
		if (!reduced[d] || keepdims)
			ax_nd_copy_name(&plan->head, to++, value, d);
	AX_CHECK(ax_shape_cells(&box, AX_MAX_CELLS, &plan->groups, &err), &err);
	join_axes(plan, from, reduced);
}

bool
ax_nd_collapse_next(const AxCollapse *plan, uint64 first, uint64 first_group,
					uint64 *at, uint64 end, AxAxisRun *run)
{
	int			inner = plan->naxes - 1;
	uint64		length = plan->lengths[inner];
	uint64		left = end - *at;
	uint64		index[2] = {0, 0};	/* along the last axis and the one before */

	if (left == 0)
		return false;
	run->across = !plan->reduced[inner];
	run->start = *at - first;
	run->group = 0;
	run->place = 0;
	for (int d = 0; d <= inner; d++)
	{
		uint64		i = *at / plan->strides[d] % plan->lengths[d];

		run->group += i * plan->group_strides[d];
		run->place += i * plan->place_strides[d];
		index[0] = d == inner - 1 ? i : index[0];
		index[1] = i;
	}
	run->group -= first_group;
	run->n = Min(length - index[1], left);
	run->count = 1;
	run->place_step = 0;
	if (inner > 0)
	{
		run->place_step = plan->place_strides[inner - 1];
		if (index[1] == 0 && left >= length)
			run->count = Min(left / length, plan->lengths[inner - 1] - index[0]);
	}
	*at += run->n * run->count;
	return true;
}
