/*
 * Equations: nd_solve, nd_inverse, nd_det, nd_slogdet, nd_cholesky, nd_qr.
 *
 * Each takes a stack of matrices.  LAPACK works on columns, so a matrix is
 * turned on the way in and its result on the way out.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/float.h"

#include "kernel/exact.h"
#include "ndarray/exact.h"
#include "ndarray/factor.h"
#include "ndarray/product.h"
#include "ndarray/stack.h"
#include "num/complex.h"

PG_FUNCTION_INFO_V1(nd_solve);
PG_FUNCTION_INFO_V1(nd_inverse);
PG_FUNCTION_INFO_V1(nd_det);
PG_FUNCTION_INFO_V1(nd_slogdet);
PG_FUNCTION_INFO_V1(nd_cholesky);
PG_FUNCTION_INFO_V1(nd_qr);

static void
singular(const AxHead *head, uint64 number, Size pivot)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("matrix is singular"),
			 head->box.ndim > 2 ?
			 errdetail("Of matrix " UINT64_FORMAT " of the stack, counted from 0, pivot %zu is zero.",
					   number, pivot) :
			 errdetail("Pivot %zu is zero.", pivot),
			 errhint("nd_lstsq and nd_pinv give the solution with the least norm.")));
}

/*
 * Factors what stands in lu, and returns the first pivot that is zero, or 0.  A factor
 * that finite cells have overflowed is refused: later zeros would come of it.
 */
static Size
factor(const AxBlas *blas, AxKind kind, Size n, void *lu, int *pivots)
{
	bool		had_limits = ax_exact_not_finite(kind, lu, n * n);
	Size		failed = ax_factor_lu(blas, n, lu, pivots);

	if (!had_limits && ax_exact_not_finite(kind, lu, n * n))
		float_overflow_error();
	return failed;
}

/* Rationals are solved as such, all else as LAPACK does. */
static AxKind
work_kind(AxKind kind)
{
	return kind == AX_KIND_RATIONAL ? kind : ax_matrix_real_kind(kind);
}

/* numpy.linalg.solve; a vector is the only second operand with one axis. */
Datum
nd_solve(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxStack		stack;
	AxHead		out;
	AxKind		kind;
	const AxBlas *blas;
	int			core;
	Size		n;
	Size		m;
	Size		width;
	char	   *cells;
	char	   *lu;
	char	   *x;
	int		   *pivots;
	uint64		factored = PG_UINT64_MAX;

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_solve");
	ax_matrix_open(&b, PG_GETARG_DATUM(1), "nd_solve");
	ax_matrix_check_square(&a.head, "nd_solve");
	core = Min(b.head.box.ndim, 2);
	if (core == 0)
		ax_matrix_mismatch(&a.head, &b.head, false, "nd_solve", "the second needs an axis");
	n = ax_matrix_rows(&a.head);
	if (ax_shape_length(&b.head.box, b.head.box.ndim - core) != n ||
		b.head.box.lower[b.head.box.ndim - core] != a.head.box.lower[a.head.box.ndim - 2])
		ax_matrix_mismatch(&a.head, &b.head,
						   ax_shape_length(&b.head.box, b.head.box.ndim - core) == n,
						   "nd_solve", "rows of the first go with rows of the second");
	kind = work_kind(ax_product_kind(a.kind, b.kind));
	ax_matrix_read(&a, kind);
	ax_matrix_read(&b, kind);
	m = core == 2 ? ax_matrix_columns(&b.head) : 1;
	ax_stack_begin(&stack, &out, kind, &a.head, 2, &b.head, core, "nd_solve");
	ax_matrix_axis(&out, &a.head, a.head.box.ndim - 1);
	if (core == 2)
		ax_matrix_axis(&out, &b.head, b.head.box.ndim - 1);
	cells = ax_matrix_result(&out);
	width = ax_kind_info(kind)->width;
	if (out.cells == 0)
		return ax_matrix_build(&out, cells);
	if (kind == AX_KIND_RATIONAL)
	{
		for (; ax_stack_more(&stack); ax_stack_next(&stack))
		{
			Size		failed = ax_exact_solve(n, m, (AxRational *) a.cells + stack.a * n * n,
												(AxRational *) b.cells + stack.b * n * m,
												(AxRational *) cells + stack.number * n * m);

			if (failed > 0)
				singular(&a.head, stack.a, failed);
		}
		return ax_matrix_build(&out, cells);
	}
	blas = ax_blas(kind);
	lu = ax_matrix_room(n * n, width);
	x = ax_matrix_room(n * m, width);
	pivots = palloc(n * sizeof(int));
	for (; ax_stack_more(&stack); ax_stack_next(&stack))
	{
		CHECK_FOR_INTERRUPTS();
		if (factored != stack.a)
		{
			Size		failed;

			ax_matrix_turn(width, n, n, a.cells + stack.a * n * n * width, n, lu, n);
			failed = factor(blas, kind, n, lu, pivots);
			if (failed > 0)
				singular(&a.head, stack.a, failed);
			factored = stack.a;
		}
		ax_matrix_turn(width, n, m, b.cells + stack.b * n * m * width, m, x, n);
		ax_factor_lu_solve(blas, n, m, lu, pivots, x);
		ax_matrix_turn(width, m, n, x, n, cells + stack.number * n * m * width, m);
	}
	ax_matrix_check_range(kind, cells, out.cells, &a, &b);
	return ax_matrix_build(&out, cells);
}

/* numpy.linalg.inv; rows of the result are at the places of columns, and the other way round. */
Datum
nd_inverse(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	const AxBlas *blas;
	Size		n;
	Size		width;
	char	   *cells;
	char	   *x;
	int		   *pivots;
	bool		had_limits;

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_inverse");
	ax_matrix_check_square(&a.head, "nd_inverse");
	ax_matrix_read(&a, work_kind(a.kind));
	n = ax_matrix_rows(&a.head);
	width = ax_kind_info(a.kind)->width;
	ax_matrix_lead(&out, a.kind, &a.head, 2);
	ax_matrix_axis(&out, &a.head, a.head.box.ndim - 1);
	ax_matrix_axis(&out, &a.head, a.head.box.ndim - 2);
	cells = ax_matrix_result(&out);
	if (out.cells == 0)
		return ax_matrix_build(&out, cells);
	if (a.kind == AX_KIND_RATIONAL)
	{
		for (uint64 s = 0; s < out.cells / (n * n); s++)
		{
			Size		failed = ax_exact_solve(n, n, (AxRational *) a.cells + s * n * n, NULL,
												(AxRational *) cells + s * n * n);

			if (failed > 0)
				singular(&a.head, s, failed);
		}
		return ax_matrix_build(&out, cells);
	}
	blas = ax_blas(a.kind);
	had_limits = ax_matrix_not_finite(&a);
	x = palloc_extended(n * n * width, MCXT_ALLOC_HUGE);
	pivots = palloc(n * sizeof(int));
	for (uint64 s = 0; s < out.cells / (n * n); s++)
	{
		char	   *lu = a.cells + s * n * n * width;
		Size		failed;

		/* seen as columns this is the matrix turned, and so is the inverse of it */
		failed = factor(blas, a.kind, n, lu, pivots);
		if (failed > 0)
			singular(&a.head, s, failed);
		memset(x, 0, n * n * width);
		for (Size i = 0; i < n; i++)
			memcpy(ax_factor_at(blas, x, n, i, i), blas->one, width);
		ax_factor_lu_solve(blas, n, n, lu, pivots, x);
		memcpy(cells + s * n * n * width, x, n * n * width);
	}
	/* the cells of a are factors now */
	if (!had_limits)
		ax_matrix_check_range(a.kind, cells, out.cells, NULL, NULL);
	return ax_matrix_build(&out, cells);
}

/* A determinant as mantissa * 2^exponent: it has no range to leave. */
typedef struct Scaled
{
	AxComplex	mantissa;
	int64		exponent;
} Scaled;

static void
scale(Scaled *d)
{
	double		most = Max(fabs(d->mantissa.re), fabs(d->mantissa.im));
	int			exponent;

	if (most == 0 || !isfinite(most))
		return;
	(void) frexp(most, &exponent);
	d->mantissa.re = ldexp(d->mantissa.re, -exponent);
	d->mantissa.im = ldexp(d->mantissa.im, -exponent);
	d->exponent += exponent;
}

static AxComplex
cell_of(AxKind kind, const void *cell)
{
	AxComplex	z = {0, 0};

	if (kind == AX_KIND_FLOAT4)
		z.re = *(const float4 *) cell;
	else if (kind == AX_KIND_FLOAT8)
		z.re = *(const float8 *) cell;
	else
		z = *(const AxComplex *) cell;
	return z;
}

/* Product of the pivots of a matrix, which is destroyed; turned it has the same. */
static Scaled
determinant(const AxBlas *blas, AxKind kind, Size n, void *a, int *pivots)
{
	Scaled		d = {{1, 0}, 0};

	(void) factor(blas, kind, n, a, pivots);
	for (Size i = 0; i < n; i++)
	{
		AxComplex	pivot = cell_of(kind, ax_factor_at(blas, a, n, i, i));
		Scaled		factor = {pivot, 0};
		AxComplex	z = d.mantissa;

		scale(&factor);
		pivot = factor.mantissa;
		/* no 0 * infinity of parts that are not there */
		d.mantissa.re = z.re * pivot.re - (kind == AX_KIND_COMPLEX ? z.im * pivot.im : 0);
		d.mantissa.im = kind == AX_KIND_COMPLEX ? z.re * pivot.im + z.im * pivot.re : 0;
		d.exponent += factor.exponent;
		scale(&d);
		if (pivots[i] != (int) i + 1)
		{
			d.mantissa.re = -d.mantissa.re;
			d.mantissa.im = -d.mantissa.im;
		}
	}
	return d;
}

static double
in_range(double mantissa, int64 exponent, AxKind kind)
{
	/* + 0: of a singular matrix 0 has no sign */
	double		x = ldexp(mantissa, (int) Max(Min(exponent, 10000), -10000)) + 0.0;

	if (kind == AX_KIND_FLOAT4)
		x = (float4) x;
	if (isinf(x) && !isinf(mantissa))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: overflow"),
				 errhint("nd_slogdet gives the logarithm of a determinant.")));
	if (x == 0 && mantissa != 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: underflow"),
				 errhint("nd_slogdet gives the logarithm of a determinant.")));
	return x;
}

/* Writes a cell of a float kind or complex. */
static void
put_cell(AxKind kind, void *cells, Size i, double re, double im)
{
	if (kind == AX_KIND_FLOAT4)
		((float4 *) cells)[i] = (float4) re;
	else if (kind == AX_KIND_FLOAT8)
		((float8 *) cells)[i] = re;
	else
	{
		((AxComplex *) cells)[i].re = re;
		((AxComplex *) cells)[i].im = im;
	}
}

/* numpy.linalg.det. */
Datum
nd_det(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	Size		n;
	void	   *cells;
	int		   *pivots;

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_det");
	ax_matrix_check_square(&a.head, "nd_det");
	ax_matrix_read(&a, work_kind(a.kind));
	n = ax_matrix_rows(&a.head);
	ax_matrix_lead(&out, a.kind, &a.head, 2);
	cells = ax_matrix_result(&out);
	if (a.kind == AX_KIND_RATIONAL)
	{
		for (uint64 s = 0; s < out.cells; s++)
			((AxRational *) cells)[s] = ax_exact_det(n, (AxRational *) a.cells + s * n * n);
		return ax_matrix_build(&out, cells);
	}
	pivots = palloc((n + 1) * sizeof(int));
	for (uint64 s = 0; s < out.cells; s++)
	{
		Scaled		d = determinant(ax_blas(a.kind), a.kind, n,
									a.cells + s * n * n * ax_kind_info(a.kind)->width, pivots);

		CHECK_FOR_INTERRUPTS();
		put_cell(a.kind, cells, s, in_range(d.mantissa.re, d.exponent, a.kind),
				 a.kind == AX_KIND_COMPLEX ? in_range(d.mantissa.im, d.exponent, a.kind) : 0);
	}
	return ax_matrix_build(&out, cells);
}

/* numpy.linalg.slogdet: sign (of complex an angle's point) and logarithm of the size. */
Datum
nd_slogdet(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		sign;
	AxHead		log_size;
	Size		n;
	void	   *sign_cells;
	void	   *log_cells;
	int		   *pivots;
	Datum		values[2];

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_slogdet");
	ax_matrix_check_square(&a.head, "nd_slogdet");
	ax_matrix_read(&a, ax_matrix_real_kind(a.kind));
	n = ax_matrix_rows(&a.head);
	ax_matrix_lead(&sign, a.kind, &a.head, 2);
	ax_matrix_lead(&log_size, a.kind == AX_KIND_COMPLEX ? AX_KIND_FLOAT8 : a.kind, &a.head, 2);
	sign_cells = ax_matrix_result(&sign);
	log_cells = ax_matrix_result(&log_size);
	pivots = palloc((n + 1) * sizeof(int));
	for (uint64 s = 0; s < sign.cells; s++)
	{
		Scaled		d = determinant(ax_blas(a.kind), a.kind, n,
									a.cells + s * n * n * ax_kind_info(a.kind)->width, pivots);
		double		size = hypot(d.mantissa.re, d.mantissa.im);
		bool		plain = size > 0 && isfinite(size);

		CHECK_FOR_INTERRUPTS();
		put_cell(a.kind, sign_cells, s, plain ? d.mantissa.re / size : size == 0 ? 0 : get_float8_nan(),
				 plain ? d.mantissa.im / size : 0);
		put_cell(log_size.kind, log_cells, s, log(size) + d.exponent * M_LN2, 0);
	}
	values[0] = ax_matrix_build(&sign, sign_cells);
	values[1] = ax_matrix_build(&log_size, log_cells);
	return ax_matrix_record(fcinfo, values, NULL);
}

/* numpy.linalg.cholesky. */
Datum
nd_cholesky(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	Size		n;
	Size		width;
	char	   *cells;
	char	   *x;

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_cholesky");
	ax_matrix_check_same(&a.head, "nd_cholesky");
	ax_matrix_read(&a, ax_matrix_real_kind(a.kind));
	n = ax_matrix_rows(&a.head);
	width = ax_kind_info(a.kind)->width;
	ax_matrix_lead(&out, a.kind, &a.head, 0);
	cells = ax_matrix_result(&out);
	x = ax_matrix_room(n * n, width);
	for (uint64 s = 0; out.cells > 0 && s < out.cells / (n * n); s++)
	{
		Size		failed;

		ax_matrix_turn(width, n, n, a.cells + s * n * n * width, n, x, n);
		failed = ax_factor_cholesky(ax_blas(a.kind), n, x);
		if (failed > 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("matrix is not positive definite"),
					 errdetail("Its leading minor of order %zu is not positive.", failed)));
		ax_matrix_turn(width, n, n, x, n, cells + s * n * n * width, n);
	}
	ax_matrix_check_range(a.kind, cells, out.cells, &a, NULL);
	return ax_matrix_build(&out, cells);
}

/* numpy.linalg.qr, mode reduced. */
Datum
nd_qr(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		q;
	AxHead		r;
	Size		m;
	Size		n;
	Size		k;
	Size		width;
	char	   *q_cells;
	char	   *r_cells;
	char	   *x;
	char	   *y;
	Datum		values[2];

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_qr");
	ax_matrix_check_rank(&a.head, "nd_qr");
	ax_matrix_read(&a, ax_matrix_real_kind(a.kind));
	m = ax_matrix_rows(&a.head);
	n = ax_matrix_columns(&a.head);
	k = Min(m, n);
	width = ax_kind_info(a.kind)->width;
	ax_matrix_lead(&q, a.kind, &a.head, 1);
	ax_matrix_count_axis(&q, (int64) k);
	ax_matrix_lead(&r, a.kind, &a.head, 2);
	ax_matrix_count_axis(&r, (int64) k);
	ax_matrix_axis(&r, &a.head, a.head.box.ndim - 1);
	q_cells = ax_matrix_result(&q);
	r_cells = ax_matrix_result(&r);
	x = ax_matrix_room(m * n, width);
	y = ax_matrix_room(m * k, width);
	for (uint64 s = 0; k > 0 && s < q.cells / (m * k); s++)
	{
		ax_matrix_turn(width, m, n, a.cells + s * m * n * width, n, x, m);
		ax_factor_qr(ax_blas(a.kind), m, n, x, y);
		ax_matrix_turn(width, k, m, y, m, q_cells + s * m * k * width, k);
		/* what is left below the diagonal are reflectors */
		for (Size j = 0; j < Min(n, k); j++)
			memset(x + (j * m + j + 1) * width, 0, (m - j - 1) * width);
		ax_matrix_turn(width, n, k, x, m, r_cells + s * k * n * width, n);
	}
	ax_matrix_check_range(a.kind, q_cells, q.cells, &a, NULL);
	ax_matrix_check_range(a.kind, r_cells, r.cells, &a, NULL);
	values[0] = ax_matrix_build(&q, q_cells);
	values[1] = ax_matrix_build(&r, r_cells);
	return ax_matrix_record(fcinfo, values, NULL);
}
