/* Singular values and eigenvalues: nd_svd, nd_eigh, nd_eig, nd_lstsq, nd_pinv, nd_matrix_rank. */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"

#include "ndarray/matrix.h"
#include "ndarray/product.h"
#include "ndarray/spectrum.h"
#include "num/complex.h"

PG_FUNCTION_INFO_V1(nd_svd);
PG_FUNCTION_INFO_V1(nd_eigh);
PG_FUNCTION_INFO_V1(nd_eig);
PG_FUNCTION_INFO_V1(nd_lstsq);
PG_FUNCTION_INFO_V1(nd_pinv);
PG_FUNCTION_INFO_V1(nd_matrix_rank);

/* The shorter side of a matrix that LAPACK takes in one call. */
#define LONGEST 2048

void
ax_spectrum_check_size(Size m, Size n, const char *function)
{
	if (Min(m, n) > LONGEST)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("matrix of %zu rows and %zu columns is too large for %s", m, n, function),
				 errdetail("Rows or columns must be at most %d, as it cannot be interrupted.",
						   LONGEST)));
}

static void
not_converged(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s did not converge", what)));
}

/* The number of cells that a query wrote to the first cell of work. */
static int
wanted(const AxBlas *blas, const void *cell)
{
	double		n = blas->width == sizeof(float4) ? *(const float4 *) cell : *(const float8 *) cell;

	/* a float4 may have been rounded down */
	return (int) Min(n * (1 + 1e-6) + 1, (double) PG_INT32_MAX);
}

static char *
room(const AxBlas *blas, int cells)
{
	return palloc_extended((Size) cells * blas->width, MCXT_ALLOC_HUGE);
}

static int
call_svd(const AxWork *work, const char *job, Size m, Size n, void *a, void *s, void *u, void *vt,
		 int u_columns, int lwork, void *space)
{
	/* a matrix in rows is its transpose in columns, whose parts change places */
	int			rows = (int) n;
	int			columns = (int) m;
	int			u_ld = Max(u_columns, 1);
	int			info = 0;

	if (work->blas->complex)
		work->blas->gesdd(job, &rows, &columns, a, &rows, s, vt, &rows, u, &u_ld, space, &lwork,
						  work->rwork, work->iwork, &info, (size_t) 1);
	else
		work->blas->gesdd(job, &rows, &columns, a, &rows, s, vt, &rows, u, &u_ld, space, &lwork,
						  work->iwork, &info, (size_t) 1);
	return info;
}

void
ax_svd_begin(AxWork *work, const AxBlas *blas, Size m, Size n, bool vectors, bool full)
{
	Size		k = Min(m, n);
	Size		most = Max(m, n);
	AxComplex	cell = {0, 0};
	/* as zgesdd documents it */
	Size		reals = vectors ? Max(5 * k * k + 5 * k, 2 * most * k + 2 * k * k + k) : 7 * k;

	work->blas = blas;
	work->iwork = palloc((8 * k + 1) * sizeof(int));
	work->rwork = blas->complex ? palloc_extended((reals + 1) * 8, MCXT_ALLOC_HUGE) : NULL;
	(void) call_svd(work, !vectors ? "N" : full ? "A" : "S", m, n, &cell, &cell, &cell, &cell,
					(int) (full ? m : k), -1, &cell);
	work->lwork = wanted(blas, &cell);
	work->work = room(blas, work->lwork);
}

void
ax_svd(const AxWork *work, Size m, Size n, bool full, void *a, void *s, void *u, void *vt)
{
	CHECK_FOR_INTERRUPTS();
	if (call_svd(work, u == NULL ? "N" : full ? "A" : "S", m, n, a, s, u, vt,
				 (int) (full ? m : Min(m, n)), work->lwork, work->work) != 0)
		not_converged("singular value decomposition");
}

/* Reads a stack of matrices for these functions: all of them finite, none too large. */
static const AxBlas *
load_finite(AxMatrix *a, Datum value, const char *function, bool square)
{
	ax_matrix_open(a, value, function);
	if (square)
		ax_matrix_check_square(&a->head, function);
	else
		ax_matrix_check_rank(&a->head, function);
	if (a->head.cells > 0)
		ax_spectrum_check_size(ax_matrix_rows(&a->head), ax_matrix_columns(&a->head), function);
	ax_matrix_read(a, ax_matrix_real_kind(a->kind));
	ax_matrix_check_finite(a, function);
	return ax_blas(a->kind);
}

/* The kind of singular values and of eigenvalues of Hermitian matrices. */
static AxKind
value_kind(AxKind kind)
{
	return kind == AX_KIND_COMPLEX ? AX_KIND_FLOAT8 : kind;
}

/* Ones on the diagonals of a stack of square matrices. */
static void
make_unit(const AxBlas *blas, char *cells, uint64 count, Size n)
{
	memset(cells, 0, count * n * n * blas->width);
	for (uint64 s = 0; s < count; s++)
		for (Size i = 0; i < n; i++)
			memcpy(cells + (s * n * n + i * (n + 1)) * blas->width, blas->one, blas->width);
}

/* numpy.linalg.svd. */
Datum
nd_svd(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	const AxBlas *blas = load_finite(&a, PG_GETARG_DATUM(0), "nd_svd", false);
	bool		full = PG_GETARG_BOOL(1);
	Size		m = ax_matrix_rows(&a.head);
	Size		n = ax_matrix_columns(&a.head);
	Size		k = Min(m, n);
	uint64		count = ax_matrix_count(&a.head, 2);
	Size		value_width = ax_kind_info(value_kind(a.kind))->width;
	AxHead		heads[3];
	char	   *cells[3];
	Datum		values[3];

	if (full && Max(m, n) > 0 && Max(m, n) > AX_MAX_BYTES / blas->width / Max(m, n))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("ndarray exceeds the maximum size allowed (%d MB)",
						AX_MAX_BYTES / (1024 * 1024)),
				 errdetail("It is a factor of %zu rows and columns.", Max(m, n)),
				 errhint("Without full_matrices a factor is as large as the matrix.")));
	ax_matrix_lead(&heads[0], a.kind, &a.head, 1);
	ax_matrix_count_axis(&heads[0], (int64) (full ? m : k));
	ax_matrix_lead(&heads[1], value_kind(a.kind), &a.head, 2);
	ax_matrix_count_axis(&heads[1], (int64) k);
	ax_matrix_lead(&heads[2], a.kind, &a.head, 2);
	ax_matrix_count_axis(&heads[2], (int64) (full ? n : k));
	ax_matrix_axis(&heads[2], &a.head, a.head.box.ndim - 1);
	for (int i = 0; i < 3; i++)
		cells[i] = ax_matrix_result(&heads[i]);
	if (k > 0 && count > 0)
	{
		AxWork		work;

		ax_svd_begin(&work, blas, m, n, true, full);
		for (uint64 s = 0; s < count; s++)
			ax_svd(&work, m, n, full, a.cells + s * m * n * blas->width,
				   cells[1] + s * k * value_width,
				   cells[0] + s * m * (full ? m : k) * blas->width,
				   cells[2] + s * n * (full ? n : k) * blas->width);
	}
	else if (full)
	{
		/* of a matrix without cells any bases will do */
		make_unit(blas, cells[0], count, m);
		make_unit(blas, cells[2], count, n);
	}
	for (int i = 0; i < 3; i++)
		values[i] = ax_matrix_build(&heads[i], cells[i]);
	return ax_matrix_record(fcinfo, values, NULL);
}

/* numpy.linalg.eigh, of the lower triangle. */
Datum
nd_eigh(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	const AxBlas *blas = load_finite(&a, PG_GETARG_DATUM(0), "nd_eigh", true);
	Size		n = ax_matrix_rows(&a.head);
	uint64		count = ax_matrix_count(&a.head, 2);
	AxHead		heads[2];
	char	   *cells[2];
	Datum		values[2];
	Size		value_width = ax_kind_info(value_kind(a.kind))->width;

	ax_matrix_check_same(&a.head, "nd_eigh");
	ax_matrix_lead(&heads[0], value_kind(a.kind), &a.head, 2);
	ax_matrix_count_axis(&heads[0], (int64) n);
	ax_matrix_lead(&heads[1], a.kind, &a.head, 1);
	ax_matrix_count_axis(&heads[1], (int64) n);
	for (int i = 0; i < 2; i++)
		cells[i] = ax_matrix_result(&heads[i]);
	if (n > 0 && count > 0)
	{
		int			size = (int) n;
		int			liwork = 3 + 5 * size;
		/* as dsyevd and zheevd document it */
		int			lrwork = 1 + 5 * size + 2 * size * size;
		int			lwork = blas->complex ? 2 * size + size * size : 1 + 6 * size + 2 * size * size;
		int		   *iwork = palloc(liwork * sizeof(int));
		double	   *rwork = blas->complex ? palloc_extended((Size) lrwork * 8, MCXT_ALLOC_HUGE) : NULL;
		char	   *work;
		char	   *x = ax_matrix_room(n * n, blas->width);

		/* blocks of the reduction to three diagonals want more */
		lwork += 64 * size;
		work = room(blas, lwork);
		for (uint64 s = 0; s < count; s++)
		{
			char	   *w = cells[0] + s * n * value_width;
			int			info = 0;

			CHECK_FOR_INTERRUPTS();
			ax_matrix_turn(blas->width, n, n, a.cells + s * n * n * blas->width, n, x, n);
			if (blas->complex)
				blas->syevd("V", "L", &size, x, &size, w, work, &lwork, rwork, &lrwork, iwork,
							&liwork, &info, (size_t) 1, (size_t) 1);
			else
				blas->syevd("V", "L", &size, x, &size, w, work, &lwork, iwork, &liwork, &info,
							(size_t) 1, (size_t) 1);
			if (info != 0)
				not_converged("eigenvalue iteration");
			ax_matrix_turn(blas->width, n, n, x, n, cells[1] + s * n * n * blas->width, n);
		}
	}
	for (int i = 0; i < 2; i++)
		values[i] = ax_matrix_build(&heads[i], cells[i]);
	return ax_matrix_record(fcinfo, values, NULL);
}

/*
 * Eigenvectors of a real matrix as dgeev leaves them, in columns: of a pair of
 * conjugate eigenvalues the real parts stand in one column, the imaginary
 * parts in the next.
 */
static void
pair_up(Size n, const double *wr, const double *wi, const double *v, AxComplex *values,
		AxComplex *vectors)
{
	for (Size j = 0; j < n; j++)
	{
		bool		second = wi[j] < 0 && j > 0 && wi[j - 1] == -wi[j];
		Size		re = second ? j - 1 : j;

		values[j].re = wr[j];
		values[j].im = wi[j];
		for (Size i = 0; i < n; i++)
		{
			AxComplex  *z = &vectors[i * n + j];

			z->re = v[re * n + i];
			z->im = wi[j] == 0 ? 0 : second ? -v[(re + 1) * n + i] : v[(re + 1) * n + i];
		}
	}
}

/* numpy.linalg.eig, always complex. */
Datum
nd_eig(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	const AxBlas *blas;
	Size		n;
	uint64		count;
	AxHead		heads[2];
	char	   *cells[2];
	Datum		values[2];

	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_eig");
	ax_matrix_check_same(&a.head, "nd_eig");
	n = ax_matrix_rows(&a.head);
	if (a.head.cells > 0)
		ax_spectrum_check_size(n, n, "nd_eig");
	ax_matrix_read(&a, a.kind == AX_KIND_COMPLEX ? a.kind : AX_KIND_FLOAT8);
	ax_matrix_check_finite(&a, "nd_eig");
	blas = ax_blas(a.kind);
	count = ax_matrix_count(&a.head, 2);
	ax_matrix_lead(&heads[0], AX_KIND_COMPLEX, &a.head, 2);
	ax_matrix_count_axis(&heads[0], (int64) n);
	ax_matrix_lead(&heads[1], AX_KIND_COMPLEX, &a.head, 1);
	ax_matrix_count_axis(&heads[1], (int64) n);
	for (int i = 0; i < 2; i++)
		cells[i] = ax_matrix_result(&heads[i]);
	if (n > 0 && count > 0)
	{
		int			size = (int) n;
		int			one = 1;
		int			lwork = 64 * size + 4 * size;
		char	   *work = room(blas, lwork);
		char	   *x = ax_matrix_room(n * n, blas->width);
		char	   *v = ax_matrix_room(n * n, blas->width);
		double	   *w = palloc(2 * n * sizeof(double));

		for (uint64 s = 0; s < count; s++)
		{
			AxComplex  *found = (AxComplex *) cells[0] + s * n;
			AxComplex  *vectors = (AxComplex *) cells[1] + s * n * n;
			int			info = 0;

			CHECK_FOR_INTERRUPTS();
			ax_matrix_turn(blas->width, n, n, a.cells + s * n * n * blas->width, n, x, n);
			if (blas->complex)
				blas->geev("N", "V", &size, x, &size, found, NULL, &one, v, &size, work, &lwork, w,
						   &info, (size_t) 1, (size_t) 1);
			else
				blas->geev("N", "V", &size, x, &size, w, w + n, NULL, &one, v, &size, work, &lwork,
						   &info, (size_t) 1, (size_t) 1);
			if (info != 0)
				not_converged("eigenvalue iteration");
			if (blas->complex)
				ax_matrix_turn(blas->width, n, n, v, n, vectors, n);
			else
				pair_up(n, w, w + n, (double *) v, found, vectors);
		}
	}
	for (int i = 0; i < 2; i++)
		values[i] = ax_matrix_build(&heads[i], cells[i]);
	return ax_matrix_record(fcinfo, values, NULL);
}

/* Argument `number`, or the default of numpy: the roundoff times the longer side. */
static double
tolerance(FunctionCallInfo fcinfo, int number, const AxBlas *blas, Size m, Size n)
{
	if (PG_NARGS() <= number || PG_ARGISNULL(number))
		return ax_svd_epsilon(blas) * (double) Max(m, n);
	return PG_GETARG_FLOAT8(number);
}

/* Opens a single matrix and the right-hand sides behind it. */
static void
check_lstsq(const AxHead *a, const AxHead *b)
{
	if (a->box.ndim != 2 || b->box.ndim < 1 || b->box.ndim > 2)
		ax_matrix_mismatch(a, b, false, "nd_lstsq", "it takes one matrix, and a vector or a matrix");
	if (ax_shape_length(&b->box, 0) != ax_shape_length(&a->box, 0) ||
		b->box.lower[0] != a->box.lower[0])
		ax_matrix_mismatch(a, b, ax_shape_length(&b->box, 0) == ax_shape_length(&a->box, 0),
						   "nd_lstsq", "rows of the first go with rows of the second");
}

/* Sums of squares of the rows of b behind row n, which hold what is left over. */
static void
residuals(const AxBlas *blas, AxKind kind, const char *b, Size ld, Size m, Size n, Size columns,
		  void *out)
{
	for (Size j = 0; j < columns; j++)
	{
		double		sum = 0;

		for (Size i = n; i < m; i++)
		{
			const char *cell = b + (j * ld + i) * blas->width;

			if (kind == AX_KIND_FLOAT4)
				sum += (double) *(const float4 *) cell * *(const float4 *) cell;
			else
				for (Size p = 0; p < blas->width / 8; p++)
					sum += ((const double *) cell)[p] * ((const double *) cell)[p];
		}
		if (kind == AX_KIND_FLOAT4)
			((float4 *) out)[j] = (float4) sum;
		else
			((float8 *) out)[j] = sum;
	}
}

/* numpy.linalg.lstsq. */
Datum
nd_lstsq(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxMatrix	b;
	AxHead		heads[3];
	char	   *cells[3];
	Datum		values[4];
	bool		nulls[4] = {0};
	AxKind		kind;
	const AxBlas *blas;
	Size		m;
	Size		n;
	Size		columns;
	int			rank = 0;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_lstsq");
	ax_matrix_open(&b, PG_GETARG_DATUM(1), "nd_lstsq");
	check_lstsq(&a.head, &b.head);
	m = ax_matrix_rows(&a.head);
	n = ax_matrix_columns(&a.head);
	ax_spectrum_check_size(m, n, "nd_lstsq");
	kind = ax_matrix_real_kind(ax_product_kind(a.kind, b.kind));
	ax_matrix_read(&a, kind);
	ax_matrix_read(&b, kind);
	ax_matrix_check_finite(&a, "nd_lstsq");
	ax_matrix_check_finite(&b, "nd_lstsq");
	blas = ax_blas(kind);
	columns = b.head.box.ndim == 2 ? ax_matrix_columns(&b.head) : 1;
	ax_matrix_lead(&heads[0], kind, &a.head, 2);
	ax_matrix_axis(&heads[0], &a.head, 1);
	ax_matrix_lead(&heads[1], value_kind(kind), &a.head, 2);
	if (b.head.box.ndim == 2)
	{
		ax_matrix_axis(&heads[0], &b.head, 1);
		ax_matrix_axis(&heads[1], &b.head, 1);
	}
	ax_matrix_lead(&heads[2], value_kind(kind), &a.head, 2);
	ax_matrix_count_axis(&heads[2], (int64) Min(m, n));
	for (int i = 0; i < 3; i++)
	{
		cells[i] = ax_matrix_result(&heads[i]);
		memset(cells[i], 0, heads[i].cells * ax_kind_info(heads[i].kind)->width);
	}
	if (m > 0)
	{
		int			rows = (int) m;
		int			width = (int) n;
		/* gelsd does nothing where there is no side, but there are singular values */
		int			sides = (int) Max(columns, 1);
		int			ld = (int) Max(m, n);
		int			lwork = -1;
		int			iwanted = 0;
		int			info = 0;
		double		cut = tolerance(fcinfo, 2, blas, m, n);
		float4		cut4 = (float4) cut;
		void	   *rcond = kind == AX_KIND_FLOAT4 ? (void *) &cut4 : (void *) &cut;
		AxComplex	cell = {0, 0};
		double		reals = 0;
		char	   *x = ax_matrix_room(m * n, blas->width);
		char	   *y = ax_matrix_room((Size) ld * sides, blas->width);
		char	   *work;
		int		   *iwork;

		ax_matrix_turn(blas->width, m, n, a.cells, n, x, m);
		ax_matrix_turn(blas->width, m, columns, b.cells, columns, y, ld);
		if (blas->complex)
			blas->gelsd(&rows, &width, &sides, x, &rows, y, &ld, cells[2], rcond, &rank, &cell,
						&lwork, &reals, &iwanted, &info);
		else
			blas->gelsd(&rows, &width, &sides, x, &rows, y, &ld, cells[2], rcond, &rank, &cell,
						&lwork, &iwanted, &info);
		lwork = wanted(blas, &cell);
		work = room(blas, lwork);
		iwork = palloc(((Size) iwanted + 1) * sizeof(int));
		CHECK_FOR_INTERRUPTS();
		if (blas->complex)
			blas->gelsd(&rows, &width, &sides, x, &rows, y, &ld, cells[2], rcond, &rank, work,
						&lwork, palloc_extended(((Size) reals + 1) * 8, MCXT_ALLOC_HUGE), iwork, &info);
		else
			blas->gelsd(&rows, &width, &sides, x, &rows, y, &ld, cells[2], rcond, &rank, work,
						&lwork, iwork, &info);
		if (info != 0)
			not_converged("singular value decomposition");
		ax_matrix_turn(blas->width, columns, n, y, ld, cells[0], columns);
		residuals(blas, kind, y, ld, m, n, columns, cells[1]);
	}
	ax_matrix_check_range(kind, cells[0], heads[0].cells, &a, &b);
	values[0] = ax_matrix_build(&heads[0], cells[0]);
	/* what is left over stands behind the solution only if that is unique */
	nulls[1] = m <= n || rank < n;
	values[1] = nulls[1] ? (Datum) 0 : ax_matrix_build(&heads[1], cells[1]);
	values[2] = Int32GetDatum(rank);
	values[3] = ax_matrix_build(&heads[2], cells[2]);
	return ax_matrix_record(fcinfo, values, nulls);
}

/* Multiplies a row of n cells by a real number. */
static void
scale_row(AxKind kind, void *row, Size n, double factor)
{
	if (kind == AX_KIND_FLOAT4)
		for (Size i = 0; i < n; i++)
			((float4 *) row)[i] = (float4) (((float4 *) row)[i] * factor);
	else
		for (Size i = 0; i < (kind == AX_KIND_COMPLEX ? 2 * n : n); i++)
			((float8 *) row)[i] *= factor;
}

/* numpy.linalg.pinv: V * diag(1 / s) * adjoint(U), without the singular values below the cut. */
Datum
nd_pinv(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	const AxBlas *blas;
	AxHead		out;
	char	   *cells;
	Size		m;
	Size		n;
	Size		k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	blas = load_finite(&a, PG_GETARG_DATUM(0), "nd_pinv", false);
	m = ax_matrix_rows(&a.head);
	n = ax_matrix_columns(&a.head);
	k = Min(m, n);
	ax_matrix_lead(&out, a.kind, &a.head, 2);
	ax_matrix_axis(&out, &a.head, a.head.box.ndim - 1);
	ax_matrix_axis(&out, &a.head, a.head.box.ndim - 2);
	cells = ax_matrix_result(&out);
	if (out.cells > 0)
	{
		double		cut = tolerance(fcinfo, 1, blas, m, n);
		char	   *s = ax_matrix_room(k, 8);
		char	   *u = ax_matrix_room(m * k, blas->width);
		char	   *vt = ax_matrix_room(k * n, blas->width);
		AxWork		work;

		ax_svd_begin(&work, blas, m, n, true, false);
		for (uint64 i = 0; i < out.cells / (m * n); i++)
		{
			ax_svd(&work, m, n, false, a.cells + i * m * n * blas->width, s, u, vt);
			for (Size j = 0; j < k; j++)
			{
				double		value = ax_svd_value(blas, s, j);
				bool		kept = value > cut * ax_svd_value(blas, s, 0);

				scale_row(a.kind, vt + j * n * blas->width, n, kept ? 1 / value : 0);
			}
			/* in columns: the result turned is conj(U) * (V turned) */
			ax_blas_gemm(blas, blas->adjoint, blas->adjoint, m, n, k, blas->one, u, k, vt, n,
						 blas->zero, cells + i * m * n * blas->width, m);
		}
	}
	ax_matrix_check_range(a.kind, cells, out.cells, &a, NULL);
	return ax_matrix_build(&out, cells);
}

/* numpy.linalg.matrix_rank. */
Datum
nd_matrix_rank(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	const AxBlas *blas;
	AxHead		out;
	int64	   *cells;
	Size		m;
	Size		n;
	Size		k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	blas = load_finite(&a, PG_GETARG_DATUM(0), "nd_matrix_rank", false);
	m = ax_matrix_rows(&a.head);
	n = ax_matrix_columns(&a.head);
	k = Min(m, n);
	ax_matrix_lead(&out, AX_KIND_INT8, &a.head, 2);
	cells = ax_matrix_result(&out);
	memset(cells, 0, out.cells * sizeof(int64));
	if (k > 0 && out.cells > 0)
	{
		char	   *s = ax_matrix_room(k, 8);
		AxWork		work;

		ax_svd_begin(&work, blas, m, n, false, false);
		for (uint64 i = 0; i < out.cells; i++)
		{
			double		cut;

			ax_svd(&work, m, n, false, a.cells + i * m * n * blas->width, s, NULL, NULL);
			cut = PG_ARGISNULL(1) ?
				tolerance(fcinfo, 1, blas, m, n) * ax_svd_value(blas, s, 0) : PG_GETARG_FLOAT8(1);
			for (Size j = 0; j < k; j++)
				cells[i] += ax_svd_value(blas, s, j) > cut;
		}
	}
	return ax_matrix_build(&out, cells);
}
