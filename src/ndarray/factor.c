/* Factorizations of one matrix in memory. */
#include "postgres.h"

#include "miscadmin.h"

#include "ndarray/factor.h"

/* Cells that change places between two looks at interrupts. */
#define STEP_SWAPS ((Size) 1 << 22)

static const int one = 1;

/* c -= a * b. */
static void
subtract_product(const AxBlas *blas, Size m, Size n, Size k, const void *a, const void *b,
				 const char *trans_b, void *c, Size ld)
{
	ax_blas_gemm(blas, "N", trans_b, m, n, k, blas->minus_one, a, ld, b, ld, blas->one, c, ld);
}

/* Rows [first, first + count) change places in some columns, as the pivots say. */
static void
swap_rows(const AxBlas *blas, Size columns, void *a, Size ld, Size first, Size count,
		  const int *pivots)
{
	int			a_ld = (int) ld;
	int			from = (int) first + 1;
	int			to = (int) (first + count);
	Size		step = Max(STEP_SWAPS / Max(count, 1), 1);

	for (Size j = 0; j < columns; j += step)
	{
		int			n = (int) Min(step, columns - j);

		CHECK_FOR_INTERRUPTS();
		blas->laswp(&n, ax_factor_at(blas, a, ld, 0, j), &a_ld, &from, &to, pivots, &one);
	}
}

/* b = inverse(triangle) * b for n columns. */
static void
divide(const AxBlas *blas, const char *uplo, const char *diag, Size m, Size n, const void *a,
	   Size lda, void *b, Size ldb)
{
	int			rows = (int) m;
	int			columns = (int) n;
	int			a_ld = (int) lda;
	int			b_ld = (int) ldb;

	if (n > 0)
		blas->trsm("L", uplo, "N", diag, &rows, &columns, blas->one, a, &a_ld, b, &b_ld, 1, 1, 1, 1);
}

Size
ax_factor_lu(const AxBlas *blas, Size n, void *a, int *pivots)
{
	Size		failed = 0;

	for (Size j = 0; j < n; j += AX_BLAS_PANEL)
	{
		Size		jb = Min(AX_BLAS_PANEL, n - j);
		Size		next = j + jb;
		int			rows = (int) (n - j);
		int			columns = (int) jb;
		int			ld = (int) n;
		int			info;

		CHECK_FOR_INTERRUPTS();
		blas->getrf(&rows, &columns, ax_factor_at(blas, a, n, j, j), &ld, pivots + j, &info);
		if (info > 0 && failed == 0)
			failed = j + info;
		for (Size i = j; i < next; i++)
			pivots[i] += (int) j;
		swap_rows(blas, j, a, n, j, jb, pivots);
		swap_rows(blas, n - next, ax_factor_at(blas, a, n, 0, next), n, j, jb, pivots);
		divide(blas, "L", "U", jb, n - next, ax_factor_at(blas, a, n, j, j), n,
			   ax_factor_at(blas, a, n, j, next), n);
		subtract_product(blas, n - next, n - next, jb, ax_factor_at(blas, a, n, next, j),
						 ax_factor_at(blas, a, n, j, next), "N",
						 ax_factor_at(blas, a, n, next, next), n);
	}
	return failed;
}

void
ax_factor_lu_solve(const AxBlas *blas, Size n, Size m, const void *a, const int *pivots, void *b)
{
	swap_rows(blas, m, b, n, 0, n, pivots);
	for (Size j = 0; j < n; j += AX_BLAS_PANEL)
	{
		Size		jb = Min(AX_BLAS_PANEL, n - j);

		CHECK_FOR_INTERRUPTS();
		divide(blas, "L", "U", jb, m, ax_factor_at(blas, a, n, j, j), n,
			   ax_factor_at(blas, b, n, j, 0), n);
		subtract_product(blas, n - j - jb, m, jb, ax_factor_at(blas, a, n, j + jb, j),
						 ax_factor_at(blas, b, n, j, 0), "N",
						 ax_factor_at(blas, b, n, j + jb, 0), n);
	}
	for (Size end = n; end > 0;)
	{
		Size		jb = (end - 1) % AX_BLAS_PANEL + 1;
		Size		j = end - jb;

		CHECK_FOR_INTERRUPTS();
		divide(blas, "U", "N", jb, m, ax_factor_at(blas, a, n, j, j), n,
			   ax_factor_at(blas, b, n, j, 0), n);
		subtract_product(blas, j, m, jb, ax_factor_at(blas, a, n, 0, j),
						 ax_factor_at(blas, b, n, j, 0), "N", b, n);
		end = j;
	}
}

Size
ax_factor_cholesky(const AxBlas *blas, Size n, void *a)
{
	for (Size j = 0; j < n; j += AX_BLAS_PANEL)
	{
		Size		jb = Min(AX_BLAS_PANEL, n - j);
		int			columns = (int) jb;
		int			rows = (int) (n - j - jb);
		int			ld = (int) n;
		int			info;

		CHECK_FOR_INTERRUPTS();
		blas->potrf("L", &columns, ax_factor_at(blas, a, n, j, j), &ld, &info, 1);
		if (info > 0)
			return j + info;
		if (rows > 0)
			blas->trsm("R", "L", blas->adjoint, "N", &rows, &columns, blas->one,
					   ax_factor_at(blas, a, n, j, j), &ld,
					   ax_factor_at(blas, a, n, j + jb, j), &ld, 1, 1, 1, 1);
		/* of what is left, the blocks on and below the diagonal */
		for (Size k = j + jb; k < n; k += AX_BLAS_PANEL)
			subtract_product(blas, n - k, Min(AX_BLAS_PANEL, n - k), jb,
							 ax_factor_at(blas, a, n, k, j), ax_factor_at(blas, a, n, k, j),
							 blas->adjoint, ax_factor_at(blas, a, n, k, k), n);
	}
	for (Size j = 1; j < n; j++)
		memset(ax_factor_at(blas, a, n, 0, j), 0, j * blas->width);
	return 0;
}

/* Applies the block of reflectors in v, or its adjoint, to c; by columns in steps. */
static void
reflect(const AxBlas *blas, const char *trans, Size m, Size n, Size k, const void *v, Size ldv,
		const void *t, void *c, Size ldc, void *work)
{
	int			rows = (int) m;
	int			inner = (int) k;
	int			v_ld = (int) ldv;
	int			t_ld = AX_BLAS_PANEL;
	int			c_ld = (int) ldc;
	double		cost = (blas->complex ? 16.0 : 4.0) * m * k;
	Size		step = Max((Size) Min((double) n, AX_BLAS_STEP / cost), 1);

	for (Size j = 0; j < n; j += step)
	{
		int			columns = (int) Min(step, n - j);

		CHECK_FOR_INTERRUPTS();
		blas->larfb("L", trans, "F", "C", &rows, &columns, &inner, v, &v_ld, t, &t_ld,
					ax_factor_at(blas, c, ldc, 0, j), &c_ld, work, &columns, 1, 1, 1, 1);
	}
}

void
ax_factor_qr(const AxBlas *blas, Size m, Size n, void *a, void *q)
{
	Size		k = Min(m, n);
	Size		panels = (k + AX_BLAS_PANEL - 1) / AX_BLAS_PANEL;
	Size		t_bytes = (Size) AX_BLAS_PANEL * AX_BLAS_PANEL * blas->width;
	char	   *t = palloc_extended(Max(panels, 1) * t_bytes, MCXT_ALLOC_HUGE);
	char	   *tau = palloc((k + 1) * blas->width);
	int			lwork = 64 * AX_BLAS_PANEL;
	char	   *work = palloc_extended(Max((Size) lwork, Max(n, k) * AX_BLAS_PANEL) * blas->width,
									   MCXT_ALLOC_HUGE);
	int			ld = (int) Max(m, 1);

	for (Size p = 0; p < panels; p++)
	{
		Size		j = p * AX_BLAS_PANEL;
		Size		jb = Min(AX_BLAS_PANEL, k - j);
		int			rows = (int) (m - j);
		int			columns = (int) jb;
		int			t_ld = AX_BLAS_PANEL;
		int			info;
		void	   *v = ax_factor_at(blas, a, m, j, j);

		CHECK_FOR_INTERRUPTS();
		blas->geqrf(&rows, &columns, v, &ld, tau + j * blas->width, work, &lwork, &info);
		blas->larft("F", "C", &rows, &columns, v, &ld, tau + j * blas->width, t + p * t_bytes,
					&t_ld, 1, 1);
		reflect(blas, blas->adjoint, m - j, n - j - jb, jb, v, m, t + p * t_bytes,
				ax_factor_at(blas, a, m, j, j + jb), m, work);
	}
	memset(q, 0, m * k * blas->width);
	for (Size j = 0; j < k; j++)
		memcpy(ax_factor_at(blas, q, m, j, j), blas->one, blas->width);
	for (Size p = panels; p-- > 0;)
	{
		Size		j = p * AX_BLAS_PANEL;

		/* columns before j are still those of the unit matrix, which are zero from row j on */
		reflect(blas, "N", m - j, k - j, Min(AX_BLAS_PANEL, k - j), ax_factor_at(blas, a, m, j, j),
				m, t + p * t_bytes, ax_factor_at(blas, q, m, j, j), m, work);
	}
	pfree(t);
	pfree(tau);
	pfree(work);
}
