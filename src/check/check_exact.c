/* Checks of exact products of integers by slices, and of turned matrices. */
#include <math.h>

#include "check/check.h"
#include "kernel/exact.h"
#include "kernel/transpose.h"

static const int64_t zoo[] = {0, 1, -1, 2097151, 2097152, -2097152, -2097153, 4194303, 4194304,
	INT64_C(8796090925055), INT64_C(8796090925056), INT64_C(8796093022207), INT64_C(-8796093022208),
	INT64_C(1) << 53, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};

#define ZOO (sizeof(zoo) / sizeof(zoo[0]))

/* The slices of a number add up to it, and are as small as they must be. */
static void
check_slices(int64_t x)
{
	uint64_t	most = ax_exact_most(&x, 1);
	int			slices = ax_exact_slices(most);
	__int128	sum = 0;

	for (int s = 0; s < slices; s++)
	{
		double		part;

		ax_exact_slice(&x, 1, s, &part);
		CHECK(part == floor(part) && fabs(part) <= (double) (1 << (AX_EXACT_BITS - 1)));
		sum += (int64_t) part * ((__int128) 1 << (AX_EXACT_BITS * s));
	}
	CHECK(sum == x);
	/* what is above the slices is zero */
	for (int s = slices; s < AX_EXACT_SLICES; s++)
	{
		double		part;

		ax_exact_slice(&x, 1, s, &part);
		CHECK(part == 0);
	}
}

/* A product by slices, which are added with their weights. */
static void
check_product(int64_t x, int64_t y)
{
	AxWide		low = 0;
	AxWide		high = 0;
	AxWide		total = 0;

	for (int s = 0; s < AX_EXACT_SLICES; s++)
		for (int t = 0; t < AX_EXACT_SLICES; t++)
		{
			double		a;
			double		b;
			double		part;

			ax_exact_slice(&x, 1, s, &a);
			ax_exact_slice(&y, 1, t, &b);
			part = a * b;
			ax_exact_add(&part, 1, s + t, &low, &high);
		}
	CHECK(ax_exact_total(low, high, &total));
	CHECK(total == (__int128) x * y);
}

static void
check_sums(void)
{
	const int	bits = AX_EXACT_BITS * AX_EXACT_SLICES;
	AxWide		most = ((__int128) 1 << (127 - bits)) - 1;
	AxWide		total;

	CHECK(ax_exact_total(-1, 0, &total) && total == -1);
	CHECK(ax_exact_total(((__int128) 1 << bits) - 1, most, &total) &&
		  total == (__int128) (((unsigned __int128) 1 << 127) - 1));
	CHECK(!ax_exact_total((__int128) 1 << bits, most, &total));
	CHECK(ax_exact_total(0, -most - 1, &total));
	CHECK(!ax_exact_total(-1, -most - 1, &total));
	CHECK(ax_exact_total(-((__int128) 1 << bits), most + 1, &total));
}

static void
check_finite(void)
{
	double		d[9] = {0, -0.0, 1, -1, 1e308, -1e308, 5e-324, 2, 3};
	float		f[9] = {0, -0.0f, 1, -1, 3e38f, -3e38f, 1e-45f, 2, 3};

	CHECK(!ax_exact_not_finite(AX_KIND_FLOAT8, d, 9));
	CHECK(!ax_exact_not_finite(AX_KIND_COMPLEX, d, 4));
	CHECK(!ax_exact_not_finite(AX_KIND_FLOAT4, f, 9));
	for (int i = 0; i < 9; i++)
		for (int kind = 0; kind < 3; kind++)
		{
			double		x = d[i];
			float		y = f[i];

			d[i] = kind == 0 ? NAN : kind == 1 ? INFINITY : -INFINITY;
			f[i] = (float) d[i];
			CHECK(ax_exact_not_finite(AX_KIND_FLOAT8, d, 9));
			CHECK(ax_exact_not_finite(AX_KIND_COMPLEX, d, 4) == (i < 8));
			CHECK(ax_exact_not_finite(AX_KIND_FLOAT4, f, 9));
			d[i] = x;
			f[i] = y;
		}
}

static void
check_transpose(size_t width, size_t rows, size_t columns)
{
	uint8_t		from[40 * 40 * 16];
	uint8_t		to[40 * 40 * 16];
	size_t		from_ld = columns + 1;
	size_t		to_ld = rows + 2;

	for (size_t i = 0; i < sizeof(from); i++)
		from[i] = (uint8_t) (i * 131 >> 3);
	memset(to, 0xee, sizeof(to));
	ax_kernel_transpose(width, rows, columns, from, from_ld, to, to_ld);
	for (size_t j = 0; j < columns; j++)
	{
		for (size_t i = 0; i < rows; i++)
			CHECK(memcmp(to + (j * to_ld + i) * width, from + (i * from_ld + j) * width, width) == 0);
		CHECK(to[(j * to_ld + rows) * width] == 0xee);
	}
}

int
main(void)
{
	uint64_t	state = 1;

	for (size_t i = 0; i < ZOO; i++)
		for (size_t j = 0; j < ZOO; j++)
			check_product(zoo[i], zoo[j]);
	for (size_t i = 0; i < ZOO; i++)
		check_slices(zoo[i]);
	for (int i = 0; i < 100000; i++)
	{
		int64_t		x;

		state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		x = (int64_t) (state ^ state >> 29) >> (i % 64);
		check_slices(x);
		check_product(x, zoo[i % ZOO]);
	}
	check_sums();
	check_finite();
	for (size_t width = 4; width <= 16; width *= 2)
		for (size_t rows = 0; rows < 37; rows += 5)
			for (size_t columns = 0; columns < 37; columns += 6)
				check_transpose(width, rows, columns);
	return check_done();
}
