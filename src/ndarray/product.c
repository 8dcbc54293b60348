/* Products of matrices in memory, for all kinds of numbers. */
#include "postgres.h"

#include "miscadmin.h"

#include "kernel/exact.h"
#include "ndarray/blas.h"
#include "ndarray/each.h"
#include "ndarray/product.h"
#include "num/gcd.h"
#include "num/rational_sum.h"
#include "pg/error.h"
#include "pg/rational_total.h"

/* Rows and columns of a block of the result whose sums are kept in slices. */
#define BLOCK 512

AxKind
ax_product_kind(AxKind a, AxKind b)
{
	AxKind		kind = ax_nd_each_common(a, b);

	if (kind == AX_KIND_NONE)
		ax_nd_each_undefined("*", a, b);
	return ax_kind_info(kind)->class == AX_CLASS_INTEGER ? AX_KIND_INT8 : kind;
}

/* Row-major is column-major of the matrix turned, and c' = b' * a'. */
static void
real_product(AxKind kind, Size m, Size n, Size k, const void *a, Size lda,
			 const void *b, Size ldb, void *c, Size ldc)
{
	const AxBlas *blas = ax_blas(kind);

	ax_blas_gemm(blas, "N", "N", n, m, k, blas->one, b, ldb, a, lda, blas->zero, c, ldc);
}

static uint64
most_of(const int64 *cells, Size rows, Size columns, Size ld)
{
	uint64		most = 0;

	for (Size i = 0; i < rows; i++)
		most = Max(most, ax_exact_most(cells + i * ld, columns));
	return most;
}

/* A block of integers as doubles, row by row: one slice of them, or whole (-1). */
static void
cut(const int64 *cells, Size rows, Size columns, Size ld, int slice, double *out)
{
	for (Size i = 0; i < rows; i++)
		if (slice < 0)
			ax_exact_whole(cells + i * ld, columns, out + i * columns);
		else
			ax_exact_slice(cells + i * ld, columns, slice, out + i * columns);
}

static void
bigint_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("bigint out of range"),
			 errhint("nd_astype makes float8 or rational of one of them.")));
}

/* All sums are below 2^53: one product of doubles has them. */
static void
small_product(Size m, Size n, Size k, const int64 *a, Size lda, const int64 *b, Size ldb,
			  int64 *c, Size ldc)
{
	double	   *left = palloc_extended(m * k * 8 + 8, MCXT_ALLOC_HUGE);
	double	   *right = palloc_extended(k * n * 8 + 8, MCXT_ALLOC_HUGE);
	Size		rows = Max(Min(m, (Size) 1048576 / Max(n, 1)), 1);
	double	   *part = palloc_extended(rows * n * 8 + 8, MCXT_ALLOC_HUGE);

	cut(a, m, k, lda, -1, left);
	cut(b, k, n, ldb, -1, right);
	for (Size i = 0; i < m; i += rows)
	{
		Size		h = Min(rows, m - i);

		real_product(AX_KIND_FLOAT8, h, n, k, left + i * k, k, right, n, part, n);
		for (Size y = 0; y < h; y++)
			for (Size x = 0; x < n; x++)
				c[(i + y) * ldc + x] = (int64) part[y * n + x];
	}
	pfree(left);
	pfree(right);
	pfree(part);
}

/* Where the sums of a sliced product go. */
typedef struct Sink
{
	Size		ld;
	int64	   *integers;		/* borrowed, or NULL: rationals are wanted */
	AxRational *ratios;			/* borrowed */
	const int64 *row_dens;		/* borrowed; denominators that rows of a were multiplied by */
	const int64 *column_dens;	/* borrowed; and columns of b */
} Sink;

typedef struct Sliced
{
	int			left_slices;
	int			right_slices;
	double	   *left;			/* owned; slices of a block of a */
	double	   *right;			/* owned; and of b */
	double	   *part;			/* owned; the product of two slices */
	AxWide	   *low;			/* owned; sums of them */
	AxWide	   *high;			/* owned */
} Sliced;

static void
add_block(const Sliced *sliced, Size h, Size w, Size d, const int64 *a, Size lda,
		  const int64 *b, Size ldb)
{
	for (int s = 0; s < sliced->left_slices; s++)
		cut(a, h, d, lda, s, sliced->left + s * h * d);
	for (int t = 0; t < sliced->right_slices; t++)
		cut(b, d, w, ldb, t, sliced->right + t * d * w);
	for (int s = 0; s < sliced->left_slices; s++)
		for (int t = 0; t < sliced->right_slices; t++)
		{
			real_product(AX_KIND_FLOAT8, h, w, d, sliced->left + s * h * d, d,
						 sliced->right + t * d * w, w, sliced->part, w);
			ax_exact_add(sliced->part, h * w, s + t, sliced->low, sliced->high);
		}
}

/* Writes the sum of row i and column j; false if it is beyond 128 bits. */
static bool
put_sum(const Sink *sink, Size i, Size j, AxWide low, AxWide high)
{
	AxWide		total;
	AxError		err;
	bool		fits = ax_exact_total(low, high, &total);

	if (sink->integers != NULL)
	{
		if (!fits || total < PG_INT64_MIN || total > PG_INT64_MAX)
			bigint_overflow();
		sink->integers[i * sink->ld + j] = (int64) total;
	}
	else if (fits)
		AX_CHECK(ax_rational_make(total, (__int128) sink->row_dens[i] * sink->column_dens[j],
								  &sink->ratios[i * sink->ld + j], &err), &err);
	return fits;
}

/* Returns false if a sum is beyond 128 bits. */
static bool
sliced_product(Size m, Size n, Size k, uint64 most_a, uint64 most_b, const int64 *a, Size lda,
			   const int64 *b, Size ldb, const Sink *sink)
{
	bool		fits = true;
	Size		height = Min(m, BLOCK);
	Size		breadth = Min(n, BLOCK);
	Size		depth = Min(k, AX_EXACT_DEPTH);
	Sliced		sliced;

	sliced.left_slices = ax_exact_slices(most_a);
	sliced.right_slices = ax_exact_slices(most_b);
	sliced.left = palloc(sliced.left_slices * height * depth * 8);
	sliced.right = palloc(sliced.right_slices * depth * breadth * 8);
	sliced.part = palloc(height * breadth * 8);
	sliced.low = palloc(height * breadth * sizeof(AxWide));
	sliced.high = palloc(height * breadth * sizeof(AxWide));
	for (Size i = 0; i < m; i += height)
		for (Size j = 0; j < n; j += breadth)
		{
			Size		h = Min(height, m - i);
			Size		w = Min(breadth, n - j);

			memset(sliced.low, 0, h * w * sizeof(AxWide));
			memset(sliced.high, 0, h * w * sizeof(AxWide));
			for (Size p = 0; p < k; p += depth)
				add_block(&sliced, h, w, Min(depth, k - p), a + i * lda + p, lda,
						  b + p * ldb + j, ldb);
			for (Size y = 0; y < h; y++)
				for (Size x = 0; x < w; x++)
					fits &= put_sum(sink, i + y, j + x, sliced.low[y * w + x], sliced.high[y * w + x]);
		}
	pfree(sliced.left);
	pfree(sliced.right);
	pfree(sliced.part);
	pfree(sliced.low);
	pfree(sliced.high);
	return fits;
}

static void
integer_product(Size m, Size n, Size k, const int64 *a, Size lda, const int64 *b, Size ldb,
				int64 *c, Size ldc)
{
	uint64		most_a = most_of(a, m, k, lda);
	uint64		most_b = most_of(b, k, n, ldb);
	Sink		sink = {ldc, c, NULL, NULL, NULL};

	if ((unsigned __int128) most_a * most_b <= ((uint64) 1 << 53) / k)
		small_product(m, n, k, a, lda, b, ldb, c, ldc);
	else
		(void) sliced_product(m, n, k, most_a, most_b, a, lda, b, ldb, &sink);
}

/*
 * Multiplies n rationals, stride apart, by their least common denominator.
 * Returns it, or 0 if it or a numerator leaves bigint.
 */
static int64
make_whole(const AxRational *cells, Size n, Size stride, int64 *out, Size out_stride)
{
	int64		den = 1;

	for (Size i = 0; i < n; i++)
	{
		int64		own = cells[i * stride].den;

		if (den % own != 0 &&
			__builtin_mul_overflow(den, own / (int64) ax_num_gcd64((uint64_t) den, (uint64_t) own), &den))
			return 0;
	}
	for (Size i = 0; i < n; i++)
		if (__builtin_mul_overflow(cells[i * stride].num, den / cells[i * stride].den,
								   &out[i * out_stride]))
			return 0;
	return den;
}

/* One sum of products of rationals, each of which has a denominator within bigint. */
static AxRational
ratio_dot(Size k, const AxRational *a, const AxRational *b, Size ldb)
{
	AxRationalSum sum;
	AxRational	total;
	AxError		err;

	ax_rational_sum_init(&sum, ax_pg_alloc(CurrentMemoryContext));
	for (Size p = 0; p < k; p++)
	{
		AxRational	x = a[p];
		AxRational	y = b[p * ldb];
		int64		g;
		int64		h;
		int64		den;

		if (p % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (x.num == 0 || y.num == 0)
			continue;
		g = (int64) ax_num_gcd64(ax_num_magnitude64(x.num), (uint64_t) y.den);
		h = (int64) ax_num_gcd64(ax_num_magnitude64(y.num), (uint64_t) x.den);
		/* 2^126, of two least integers, is one more than a part takes */
		if (__builtin_mul_overflow(x.den / h, y.den / g, &den) ||
			(x.num / g == PG_INT64_MIN && y.num / h == PG_INT64_MIN))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("rational out of range"),
					 errdetail("It is a product on the way to a sum of products.")));
		AX_CHECK(ax_rational_sum_put(&sum, den, (__int128) (x.num / g) * (y.num / h), &err), &err);
	}
	sum.count = (int64) k;
	total = ax_pg_rational_total(&sum, 1);
	ax_rational_sum_free(&sum);
	return total;
}

/* By integers where common denominators fit, else sum by sum. */
static void
rational_product(Size m, Size n, Size k, const AxRational *a, Size lda, const AxRational *b, Size ldb,
				 AxRational *c, Size ldc)
{
	int64	   *left = palloc_extended(m * k * sizeof(int64), MCXT_ALLOC_HUGE);
	int64	   *right = palloc_extended(k * n * sizeof(int64), MCXT_ALLOC_HUGE);
	int64	   *row_dens = palloc_extended(m * sizeof(int64), MCXT_ALLOC_HUGE);
	int64	   *column_dens = palloc_extended(n * sizeof(int64), MCXT_ALLOC_HUGE);
	Sink		sink = {ldc, NULL, c, row_dens, column_dens};
	bool		whole = true;

	for (Size i = 0; whole && i < m; i++)
	{
		CHECK_FOR_INTERRUPTS();
		row_dens[i] = make_whole(a + i * lda, k, 1, left + i * k, 1);
		whole = row_dens[i] > 0;
	}
	for (Size j = 0; whole && j < n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		column_dens[j] = make_whole(b + j, k, ldb, right + j, n);
		whole = column_dens[j] > 0;
	}
	if (!whole || !sliced_product(m, n, k, ax_exact_most(left, m * k), ax_exact_most(right, k * n),
								  left, k, right, n, &sink))
		for (Size i = 0; i < m; i++)
			for (Size j = 0; j < n; j++)
				c[i * ldc + j] = ratio_dot(k, a + i * lda, b + j, ldb);
	pfree(left);
	pfree(right);
	pfree(row_dens);
	pfree(column_dens);
}

void
ax_product(AxKind kind, Size m, Size n, Size k, const void *a, Size lda,
		   const void *b, Size ldb, void *c, Size ldc)
{
	Size		width = ax_kind_info(kind)->width;

	if (k == 0)
	{
		/* all bits zero are 0, but of rationals */
		for (Size i = 0; i < m; i++)
			memset((char *) c + i * ldc * width, 0, n * width);
		for (Size i = 0; kind == AX_KIND_RATIONAL && i < m; i++)
			for (Size j = 0; j < n; j++)
				((AxRational *) c)[i * ldc + j].den = 1;
	}
	if (m == 0 || n == 0 || k == 0)
		return;
	if (kind == AX_KIND_INT8)
		integer_product(m, n, k, a, lda, b, ldb, c, ldc);
	else if (kind == AX_KIND_RATIONAL)
		rational_product(m, n, k, a, lda, b, ldb, c, ldc);
	else
		real_product(kind, m, n, k, a, lda, b, ldb, c, ldc);
}
