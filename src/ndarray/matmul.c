/* Products: nd_matmul, nd_dot, nd_vdot, nd_outer. */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

#include "ndarray/matrix.h"
#include "ndarray/product.h"
#include "ndarray/stack.h"
#include "num/complex.h"

PG_FUNCTION_INFO_V1(nd_matmul);
PG_FUNCTION_INFO_V1(nd_dot);
PG_FUNCTION_INFO_V1(nd_vdot);
PG_FUNCTION_INFO_V1(nd_outer);

/* Opens and reads both operands of a product; returns its kind. */
static AxKind
load_both(FunctionCallInfo fcinfo, const char *function, AxMatrix *a, AxMatrix *b)
{
	AxKind		kind;

	ax_matrix_open(a, PG_GETARG_DATUM(0), function);
	ax_matrix_open(b, PG_GETARG_DATUM(1), function);
	kind = ax_product_kind(a->kind, b->kind);
	ax_matrix_read(a, kind);
	ax_matrix_read(b, kind);
	return kind;
}

/* The axis of b that is summed over: the last but one, or its only one. */
static int
inner_axis(const AxHead *b)
{
	return Max(b->box.ndim - 2, 0);
}

static void
check_inner(const AxHead *a, const AxHead *b, const char *function)
{
	int			last = a->box.ndim - 1;
	int			inner = inner_axis(b);

	if (ax_shape_length(&a->box, last) != ax_shape_length(&b->box, inner) ||
		a->box.lower[last] != b->box.lower[inner])
		ax_matrix_mismatch(a, b, ax_shape_length(&a->box, last) == ax_shape_length(&b->box, inner),
						   function, b->box.ndim < 2 ?
						   "the last axis of the first goes with the axis of the second" :
						   "the last axis of the first goes with the last but one of the second");
}

static Datum
finish(AxHead *out, void *cells, const AxMatrix *a, const AxMatrix *b)
{
	if (ax_kind_info(out->kind)->class == AX_CLASS_FLOAT || out->kind == AX_KIND_COMPLEX)
		ax_matrix_check_range(out->kind, cells, out->cells, a, b);
	/* the value's bytes take their place */
	pfree(a->cells);
	pfree(b->cells);
	return ax_matrix_build(out, cells);
}

/* numpy.matmul: stacks of matrices, vectors as a row before and a column behind. */
Datum
nd_matmul(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxStack		stack;
	AxHead		out;
	AxKind		kind = load_both(fcinfo, "nd_matmul", &a, &b);
	int			a_core = Min(a.head.box.ndim, 2);
	int			b_core = Min(b.head.box.ndim, 2);
	Size		width = ax_kind_info(kind)->width;
	Size		m;
	Size		n;
	Size		k;
	char	   *cells;

	if (a_core == 0 || b_core == 0)
		ax_matrix_mismatch(&a.head, &b.head, false, "nd_matmul", "each needs an axis");
	check_inner(&a.head, &b.head, "nd_matmul");
	k = (Size) ax_shape_length(&a.head.box, a.head.box.ndim - 1);
	m = a_core == 2 ? ax_matrix_rows(&a.head) : 1;
	n = b_core == 2 ? ax_matrix_columns(&b.head) : 1;
	ax_stack_begin(&stack, &out, kind, &a.head, a_core, &b.head, b_core, "nd_matmul");
	if (a_core == 2)
		ax_matrix_axis(&out, &a.head, a.head.box.ndim - 2);
	if (b_core == 2)
		ax_matrix_axis(&out, &b.head, b.head.box.ndim - 1);
	cells = ax_matrix_result(&out);
	if (out.cells > 0)
	{
		/* one matrix for all of a stack of rows: a single product */
		if (stack.one_second && a_core == 2)
		{
			m *= stack.count;
			stack.count = 1;
		}
		for (; ax_stack_more(&stack); ax_stack_next(&stack))
		{
			CHECK_FOR_INTERRUPTS();
			ax_product(kind, m, n, k, a.cells + stack.a * m * k * width, k,
					   b.cells + stack.b * k * n * width, n,
					   cells + stack.number * m * n * width, n);
		}
	}
	return finish(&out, cells, &a, &b);
}

/* numpy.dot: the last axis of a against the last but one of b, all with all others. */
Datum
nd_dot(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxHead		out;
	AxKind		kind = load_both(fcinfo, "nd_dot", &a, &b);
	Size		width = ax_kind_info(kind)->width;
	bool		scalar = a.head.box.ndim == 0 || b.head.box.ndim == 0;
	Size		k = 1;
	Size		m;
	Size		n;
	Size		stacked = 1;
	char	   *cells;

	ax_matrix_lead(&out, kind, &a.head, scalar ? 0 : 1);
	if (scalar)
	{
		for (int d = 0; d < b.head.box.ndim; d++)
			ax_matrix_axis(&out, &b.head, d);
		m = a.head.cells;
		n = b.head.cells;
	}
	else
	{
		int			inner = inner_axis(&b.head);

		check_inner(&a.head, &b.head, "nd_dot");
		k = (Size) ax_shape_length(&a.head.box, a.head.box.ndim - 1);
		for (int d = 0; d < b.head.box.ndim; d++)
			if (d != inner)
				ax_matrix_axis(&out, &b.head, d);
		m = ax_matrix_count(&a.head, 1);
		n = b.head.box.ndim > 1 ? ax_matrix_columns(&b.head) : 1;
		if (b.head.box.ndim > 2)
			stacked = ax_matrix_count(&b.head, 2);
	}
	cells = ax_matrix_result(&out);
	if (out.cells > 0)
		for (Size s = 0; s < stacked; s++)
		{
			CHECK_FOR_INTERRUPTS();
			ax_product(kind, m, n, k, a.cells, k, b.cells + s * k * n * width, n,
					   cells + s * n * width, stacked * n);
		}
	return finish(&out, cells, &a, &b);
}

/* numpy.vdot, but of values over one box: the sum of conj(a) * b over all cells. */
Datum
nd_vdot(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxHead		out;
	AxBox		box;
	AxKind		kind = load_both(fcinfo, "nd_vdot", &a, &b);
	void	   *cells;

	if (!ax_shape_equal(&a.head.box, &b.head.box))
	{
		bool		bounds = a.head.box.ndim == b.head.box.ndim;

		for (int d = 0; bounds && d < a.head.box.ndim; d++)
			bounds = ax_shape_length(&a.head.box, d) == ax_shape_length(&b.head.box, d);
		ax_matrix_mismatch(&a.head, &b.head, bounds, "nd_vdot", "all axes go with each other");
	}
	if (kind == AX_KIND_COMPLEX)
	{
		AxComplex  *z = (AxComplex *) a.cells;

		for (Size i = 0; i < a.head.cells; i++)
			z[i].im = -z[i].im;
	}
	box.ndim = 0;
	ax_nd_head(&out, kind, &box);
	cells = ax_matrix_result(&out);
	ax_product(kind, 1, 1, a.head.cells, a.cells, a.head.cells, b.cells, 1, cells, 1);
	return finish(&out, cells, &a, &b);
}

/* numpy.multiply.outer: every cell of a times every cell of b. */
Datum
nd_outer(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxHead		out;
	AxKind		kind = load_both(fcinfo, "nd_outer", &a, &b);
	void	   *cells;

	ax_matrix_lead(&out, kind, &a.head, 0);
	for (int d = 0; d < b.head.box.ndim; d++)
		ax_matrix_axis(&out, &b.head, d);
	cells = ax_matrix_result(&out);
	ax_product(kind, a.head.cells, b.head.cells, 1, a.cells, 1, b.cells, b.head.cells,
			   cells, b.head.cells);
	return finish(&out, cells, &a, &b);
}
