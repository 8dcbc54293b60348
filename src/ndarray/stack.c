/* Two stacks of matrices brought together. */
#include "postgres.h"

#include "ndarray/stack.h"

/* The length of axis d of `ndim`, counted with an operand that has `own` of them. */
static uint64
length_at(const AxHead *head, int own, int ndim, int d)
{
	int			axis = d - (ndim - own);

	return axis >= 0 ? (uint64) ax_shape_length(&head->box, axis) : 1;
}

static void
set_strides(const AxHead *head, int own, int ndim, uint64 *strides)
{
	uint64		stride = 1;

	for (int d = ndim - 1; d >= 0; d--)
	{
		uint64		length = length_at(head, own, ndim, d);

		strides[d] = length == 1 ? 0 : stride;
		stride *= length;
	}
}

void
ax_stack_begin(AxStack *stack, AxHead *out, AxKind kind, const AxHead *a, int a_core,
			   const AxHead *b, int b_core, const char *function)
{
	static const char rule[] = "axes in front of matrices have the same bounds, or length 1";
	int			a_own = a->box.ndim - a_core;
	int			b_own = b->box.ndim - b_core;
	bool		a_whole = true;

	stack->ndim = Max(a_own, b_own);
	ax_matrix_lead(out, kind, a, a->box.ndim);
	for (int d = 0; d < stack->ndim; d++)
	{
		int			a_axis = d - (stack->ndim - a_own);
		int			b_axis = d - (stack->ndim - b_own);
		uint64		n = length_at(a, a_own, stack->ndim, d);
		uint64		m = length_at(b, b_own, stack->ndim, d);
		bool		from_a = b_axis < 0 || (a_axis >= 0 && (n != 1 || m == 1));

		if (a_axis >= 0 && b_axis >= 0)
		{
			if (n != m && n != 1 && m != 1)
				ax_matrix_mismatch(a, b, false, function, rule);
			if (n == m && a->box.lower[a_axis] != b->box.lower[b_axis])
				ax_matrix_mismatch(a, b, true, function, rule);
		}
		stack->lengths[d] = from_a ? n : m;
		a_whole = a_whole && n == stack->lengths[d];
		ax_matrix_axis(out, from_a ? a : b, from_a ? a_axis : b_axis);
		if (from_a && b_axis >= 0 && out->names[d][0] == '\0')
			ax_nd_copy_name(out, d, b, b_axis);
		else if (!from_a && a_axis >= 0)
			ax_nd_copy_name(out, d, a, a_axis);
		stack->at[d] = 0;
	}
	set_strides(a, a_own, stack->ndim, stack->a_strides);
	set_strides(b, b_own, stack->ndim, stack->b_strides);
	stack->count = ax_matrix_count(out, 0);
	stack->one_second = a_whole && ax_matrix_count(b, b_core) == 1;
	stack->number = stack->a = stack->b = 0;
}

void
ax_stack_next(AxStack *stack)
{
	stack->number++;
	for (int d = stack->ndim - 1; d >= 0; d--)
	{
		stack->a += stack->a_strides[d];
		stack->b += stack->b_strides[d];
		if (++stack->at[d] < stack->lengths[d])
			return;
		stack->a -= stack->a_strides[d] * stack->lengths[d];
		stack->b -= stack->b_strides[d] * stack->lengths[d];
		stack->at[d] = 0;
	}
}
