/*
 * Norms of vectors and matrices: nd_norm; and nd_trace.
 *
 * All but those by singular values are taken of the magnitudes, as float8.  A
 * sum of squares that leaves the range of double is taken again in long
 * double, whose exponents have four bits more.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "ndarray/args.h"
#include "ndarray/matrix.h"
#include "ndarray/product.h"
#include "ndarray/spectrum.h"
#include "num/complex.h"

PG_FUNCTION_INFO_V1(nd_norm);
PG_FUNCTION_INFO_V1(nd_norm_named);
PG_FUNCTION_INFO_V1(nd_trace);

#define NORM_STEP 65536			/* cells between checks for interrupts */

typedef enum NormKind
{
	NORM_DEFAULT,				/* the root of the sum of squares */
	NORM_FROBENIUS,				/* the same, of matrices only */
	NORM_NUCLEAR,				/* sum of singular values */
	NORM_NUMBER					/* by order */
} NormKind;

typedef struct Norm
{
	NormKind	kind;
	double		order;			/* of NORM_NUMBER */
	const AxMatrix *a;			/* borrowed */
	const double *sizes;		/* borrowed; magnitudes of its cells, NULL where svd is taken */
	Size		rows;			/* of a matrix; of a vector 1 */
	Size		columns;		/* cells along the last chosen axis */
	Size		row_stride;		/* in cells */
	Size		column_stride;
	bool		matrix;
	const AxWork *work;			/* borrowed; for singular values */
	char	   *room;			/* borrowed; a matrix */
	char	   *values;			/* borrowed; its singular values */
} Norm;

static bool
by_singular_values(NormKind kind, double order, bool matrix)
{
	return matrix && (kind == NORM_NUCLEAR || (kind == NORM_NUMBER && fabs(order) == 2));
}

/* To be read cell by cell: pow of all cells of a value takes seconds. */
static double
size_at(const Norm *norm, Size first, Size i, Size j)
{
	if (j % NORM_STEP == 0)
		CHECK_FOR_INTERRUPTS();
	return norm->sizes[first + i * norm->row_stride + j * norm->column_stride];
}

static double
root_of_squares(const Norm *norm, Size first)
{
	double		sum = 0;
	long double wide = 0;

	for (Size i = 0; i < norm->rows; i++)
		for (Size j = 0; j < norm->columns; j++)
		{
			double		x = size_at(norm, first, i, j);

			sum += x * x;
		}
	if (sum > 1e-280 && sum < 1e300)
		return sqrt(sum);
	for (Size i = 0; i < norm->rows; i++)
		for (Size j = 0; j < norm->columns; j++)
		{
			long double x = size_at(norm, first, i, j);

			wide += x * x;
		}
	return (double) sqrtl(wide);
}

/* Keeps the greater, or the lesser, of two; NaN stays. */
static double
extreme(double so_far, double x, bool greatest)
{
	if (isnan(so_far) || isnan(x))
		return get_float8_nan();
	return (x > so_far) == greatest ? x : so_far;
}

static double
vector_norm(const Norm *norm, Size first)
{
	double		p = norm->order;
	double		result;

	if (norm->kind == NORM_DEFAULT || p == 2)
		return root_of_squares(norm, first);
	result = p < 0 && isinf(p) ? get_float8_infinity() : 0;
	for (Size j = 0; j < norm->columns; j++)
	{
		double		x = size_at(norm, first, 0, j);

		if (isinf(p))
			result = extreme(result, x, p > 0);
		else if (p == 0)
			result += x != 0;
		else
			result += p == 1 ? x : pow(x, p);
	}
	return isinf(p) || p == 0 || p == 1 ? result : pow(result, 1 / p);
}

/* The greatest or least sum along rows or columns. */
static double
sum_norm(const Norm *norm, Size first)
{
	bool		by_rows = isinf(norm->order);
	bool		greatest = norm->order > 0;
	Size		outer = by_rows ? norm->rows : norm->columns;
	Size		inner = by_rows ? norm->columns : norm->rows;
	double		result = greatest ? 0 : get_float8_infinity();

	for (Size i = 0; i < outer; i++)
	{
		double		sum = 0;

		for (Size j = 0; j < inner; j++)
			sum += by_rows ? size_at(norm, first, i, j) : size_at(norm, first, j, i);
		result = extreme(result, sum, greatest);
	}
	return result;
}

static double
singular_norm(const Norm *norm, Size first)
{
	Size		k = Min(norm->rows, norm->columns);
	Size		width = norm->work->blas->width;
	double		sum = 0;

	for (Size i = 0; i < norm->rows; i++)
		for (Size j = 0; j < norm->columns; j++)
			memcpy(norm->room + (i * norm->columns + j) * width,
				   norm->a->cells + (first + i * norm->row_stride + j * norm->column_stride) * width,
				   width);
	ax_svd(norm->work, norm->rows, norm->columns, false, norm->room, norm->values, NULL, NULL);
	if (norm->kind == NORM_NUMBER)
		return ax_svd_value(norm->work->blas, norm->values, norm->order > 0 ? 0 : k - 1);
	for (Size i = 0; i < k; i++)
		sum += ax_svd_value(norm->work->blas, norm->values, i);
	return sum;
}

static double
one_norm(const Norm *norm, Size first)
{
	if (norm->sizes == NULL)
		return singular_norm(norm, first);
	if (!norm->matrix)
		return vector_norm(norm, first);
	if (norm->kind != NORM_NUMBER)
		return root_of_squares(norm, first);
	return sum_norm(norm, first);
}

static double *
magnitudes(const AxMatrix *a)
{
	double	   *sizes = ax_matrix_room(a->head.cells, sizeof(double));

	for (Size i = 0; i < a->head.cells; i++)
	{
		if (i % NORM_STEP == 0)
			CHECK_FOR_INTERRUPTS();
		if (a->kind == AX_KIND_COMPLEX)
			sizes[i] = hypot(((AxComplex *) a->cells)[i].re, ((AxComplex *) a->cells)[i].im);
		else if (a->kind == AX_KIND_FLOAT4)
			sizes[i] = fabs((double) ((float4 *) a->cells)[i]);
		else
			sizes[i] = fabs(((float8 *) a->cells)[i]);
	}
	return sizes;
}

static void
bad_order(bool matrix)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid order of a norm of %s", matrix ? "matrices" : "vectors"),
			 matrix ? errhint("Orders are fro, nuc, 1, -1, 2, -2, inf and -inf.") :
			 errhint("Orders are numbers, inf and -inf.")));
}

/* The axes that are taken together, in order; NULL is all of them. */
static int
chosen_axes(FunctionCallInfo fcinfo, const AxHead *head, Norm *norm, int *axes)
{
	int			n = head->box.ndim;

	if (!PG_ARGISNULL(2))
		n = ax_nd_axis_list(PG_GETARG_ARRAYTYPE_P(2), head, axes);
	else
		for (int d = 0; d < n; d++)
			axes[d] = d;
	if ((n < 1 || n > 2) && !(PG_ARGISNULL(2) && norm->kind == NORM_DEFAULT))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("nd_norm needs one axis for vectors, or two for matrices"),
				 errdetail("The ndarray is %d-dimensional, and axis names %d.", head->box.ndim, n)));
	norm->matrix = n == 2 && !(PG_ARGISNULL(2) && norm->kind == NORM_DEFAULT);
	if (norm->matrix ? norm->kind == NORM_NUMBER && fabs(norm->order) != 1 &&
		fabs(norm->order) != 2 && !isinf(norm->order) :
		norm->kind == NORM_FROBENIUS || norm->kind == NORM_NUCLEAR)
		bad_order(norm->matrix);
	return n;
}

/* All norms, one a cell of the result, which has the axes that are not chosen. */
static Datum
norms(FunctionCallInfo fcinfo, Norm *norm, AxMatrix *a)
{
	bool		keepdims = !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);
	int			axes[AX_MAX_DIMS];
	bool		chosen[AX_MAX_DIMS] = {0};
	uint64_t	strides[AX_MAX_DIMS];
	int64		coords[AX_MAX_DIMS];
	AxHead		out;
	char	   *cells;
	AxWork		work;
	int			n = chosen_axes(fcinfo, &a->head, norm, axes);

	ax_matrix_read(a, ax_matrix_real_kind(a->kind));
	norm->a = a;
	ax_shape_strides(&a->head.box, strides);
	norm->rows = norm->columns = 1;
	norm->row_stride = norm->column_stride = 1;
	for (int i = 0; i < n; i++)
		chosen[axes[i]] = true;
	if (norm->matrix)
	{
		norm->rows = (Size) ax_shape_length(&a->head.box, axes[0]);
		norm->row_stride = strides[axes[0]];
	}
	if (norm->matrix || n == 1)
	{
		norm->columns = (Size) ax_shape_length(&a->head.box, axes[n - 1]);
		norm->column_stride = strides[axes[n - 1]];
	}
	else
		norm->columns = a->head.cells;
	ax_matrix_lead(&out, a->kind == AX_KIND_FLOAT4 ? AX_KIND_FLOAT4 : AX_KIND_FLOAT8, &a->head,
				   a->head.box.ndim);
	for (int d = 0; d < a->head.box.ndim; d++)
		if (!chosen[d])
			ax_matrix_axis(&out, &a->head, d);
		else if (keepdims)
		{
			ax_matrix_axis(&out, &a->head, d);
			out.box.upper[out.box.ndim - 1] = out.box.lower[out.box.ndim - 1];
		}
	cells = ax_matrix_result(&out);
	/* of rows without cells, or columns, one is as good as 2^60 */
	if (norm->columns == 0)
		norm->rows = Min(norm->rows, 1);
	else if (norm->rows == 0)
		norm->columns = 1;
	norm->sizes = NULL;
	if (!by_singular_values(norm->kind, norm->order, norm->matrix) ||
		Min(norm->rows, norm->columns) == 0)
		norm->sizes = magnitudes(a);
	else
	{
		ax_spectrum_check_size(norm->rows, norm->columns, "nd_norm");
		ax_matrix_check_finite(a, "nd_norm");
		ax_svd_begin(&work, ax_blas(a->kind), norm->rows, norm->columns, false, false);
		norm->work = &work;
		norm->room = ax_matrix_room(norm->rows * norm->columns, work.blas->width);
		norm->values = ax_matrix_room(Min(norm->rows, norm->columns), 8);
	}
	for (Size i = 0; i < out.cells; i++)
	{
		Size		first = 0;
		int			axis = 0;
		double		result;

		CHECK_FOR_INTERRUPTS();
		ax_shape_coords(&out.box, i, coords);
		for (int d = 0; d < a->head.box.ndim; d++)
		{
			if (chosen[d] && !keepdims)
				continue;
			first += (Size) (coords[axis] - a->head.box.lower[d]) * strides[d];
			axis++;
		}
		/* singular values of a matrix without cells: none, so their sum and greatest are 0 */
		if (by_singular_values(norm->kind, norm->order, norm->matrix) && norm->sizes != NULL)
			result = 0;
		else
			result = one_norm(norm, first);
		if (out.kind == AX_KIND_FLOAT4)
			((float4 *) cells)[i] = (float4) result;
		else
			((float8 *) cells)[i] = result;
	}
	/* a negative order of a vector with a zero, or of no cells, is what the limit says, not an overflow */
	if (norm->kind != NORM_NUMBER || norm->order > 0 || (norm->matrix && a->head.cells > 0))
		ax_matrix_check_range(out.kind, cells, out.cells, a, NULL);
	return ax_matrix_build(&out, cells);
}

static Datum
norms_of(FunctionCallInfo fcinfo, NormKind kind, double order)
{
	AxMatrix	a;
	Norm		norm = {.kind = kind, .order = order};

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_norm");
	if (isnan(order))
		bad_order(a.head.box.ndim == 2);
	return norms(fcinfo, &norm, &a);
}

Datum
nd_norm(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		return norms_of(fcinfo, NORM_DEFAULT, 0);
	return norms_of(fcinfo, NORM_NUMBER, PG_GETARG_FLOAT8(1));
}

/* The same with the order by name. */
Datum
nd_norm_named(PG_FUNCTION_ARGS)
{
	char	   *order;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		return norms_of(fcinfo, NORM_DEFAULT, 0);
	order = text_to_cstring(PG_GETARG_TEXT_PP(1));
	if (pg_strcasecmp(order, "fro") == 0)
		return norms_of(fcinfo, NORM_FROBENIUS, 0);
	if (pg_strcasecmp(order, "nuc") == 0)
		return norms_of(fcinfo, NORM_NUCLEAR, 0);
	return norms_of(fcinfo, NORM_NUMBER,
					float8in_internal(order, NULL, "double precision", order));
}

/* The sum of the diagonal: its product with ones. */
Datum
nd_trace(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	AxKind		kind;
	Size		n;
	Size		columns;
	Size		width;
	char	   *cells;
	char	   *diagonal;
	char	   *ones;

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_trace");
	ax_matrix_check_rank(&a.head, "nd_trace");
	kind = ax_product_kind(a.kind, a.kind);
	ax_matrix_read(&a, kind);
	columns = ax_matrix_columns(&a.head);
	n = Min(ax_matrix_rows(&a.head), columns);
	width = ax_kind_info(kind)->width;
	ax_matrix_lead(&out, kind, &a.head, 2);
	cells = ax_matrix_result(&out);
	diagonal = ax_matrix_room(n, width);
	ones = ax_matrix_room(n, width);
	for (Size i = 0; i < n; i++)
	{
		AxNumber	number;

		memset(&number, 0, sizeof(number));
		if (kind == AX_KIND_INT8)
			number.wide = 1;
		else if (kind == AX_KIND_RATIONAL)
			number.ratio[0] = number.ratio[1] = 1;
		else
			number.real = 1;
		ax_kind_store(kind, number, ones + i * width);
	}
	for (Size s = 0; s < out.cells; s++)
	{
		CHECK_FOR_INTERRUPTS();
		for (Size i = 0; i < n; i++)
			memcpy(diagonal + i * width,
				   a.cells + (s * ax_matrix_rows(&a.head) * columns + i * (columns + 1)) * width, width);
		ax_product(kind, 1, 1, n, diagonal, n, ones, 1, cells + s * width, 1);
	}
	if (kind != AX_KIND_INT8 && kind != AX_KIND_RATIONAL)
		ax_matrix_check_range(kind, cells, out.cells, &a, NULL);
	return ax_matrix_build(&out, cells);
}
