/* Checks of exact elimination: inverses multiplied back, determinants, limits. */
#include <stdlib.h>

#include "check/check.h"
#include "kernel/eliminate.h"

#define MOST 12

static void *
resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	int		   *left = state;

	if (new_size == 0)
	{
		free(memory);
		return NULL;
	}
	if (left != NULL && (*left)-- == 0)
		return NULL;
	return realloc(memory, new_size);
}

static const AxAlloc memory = {resize, NULL};

static void
make_unit(size_t n, AxRational *b)
{
	for (size_t i = 0; i < n * n; i++)
	{
		b[i].num = i % (n + 1) == 0;
		b[i].den = 1;
	}
}

/* a times its inverse is the unit matrix; returns false if a is singular. */
static bool
check_inverse(size_t n, const AxRational *a)
{
	AxRational	unit[MOST * MOST];
	AxRational	x[MOST * MOST];
	AxElimination e;
	AxError		err;

	make_unit(n, unit);
	CHECK(ax_eliminate_begin(&e, memory, n, n, a, unit, &err) == AX_OK);
	while (ax_eliminate_step(&e))
		;
	if (e.rank < n)
	{
		AxRational	det;

		CHECK(ax_eliminate_det(&e, &det, &err) == AX_OK && det.num == 0 && det.den == 1);
		ax_eliminate_end(&e);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			CHECK(ax_eliminate_cell(&e, i, j, &x[i * n + j], &err) == AX_OK);
	ax_eliminate_end(&e);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
		{
			AxRational	sum = {0, 1};

			for (size_t k = 0; k < n; k++)
			{
				AxRational	product;

				CHECK(ax_rational_mul(a[i * n + k], x[k * n + j], &product, &err) == AX_OK);
				CHECK(ax_rational_add(sum, product, &sum, &err) == AX_OK);
			}
			CHECK(sum.num == (i == j) && sum.den == 1);
		}
	return true;
}

static AxStatus
determinant(size_t n, const AxRational *a, AxRational *det)
{
	AxElimination e;
	AxError		err;
	AxStatus	status;

	CHECK(ax_eliminate_begin(&e, memory, n, 0, a, NULL, &err) == AX_OK);
	while (ax_eliminate_step(&e))
		;
	status = ax_eliminate_det(&e, det, &err);
	ax_eliminate_end(&e);
	return status;
}

/* 1 / (i + j + 1): hard to invert with rounding, and its determinant is tiny. */
static void
check_hilbert(void)
{
	AxRational	a[MOST * MOST];
	AxRational	det;

	for (size_t n = 0; n <= MOST; n++)
	{
		for (size_t i = 0; i < n * n; i++)
		{
			a[i].num = 1;
			a[i].den = (int64_t) (i / n + i % n + 1);
		}
		CHECK(check_inverse(n, a));
		CHECK(determinant(n, a, &det) == (n <= 6 ? AX_OK : AX_RANGE));
		CHECK(n > 6 || det.num == 1);
		if (n == 4)
			CHECK_EQ_INT(det.den, 6048000);
		if (n == 6)
			CHECK_EQ_INT(det.den, 186313420339200000);
	}
}

/* Small matrices with zeros, so that rows change places and some are singular. */
static void
check_small(void)
{
	uint64_t	state = 7;
	int			regular = 0;
	int			singular = 0;

	for (int round = 0; round < 3000; round++)
	{
		AxRational	a[16];
		size_t		n = 1 + (size_t) round % 4;

		for (size_t i = 0; i < n * n; i++)
		{
			state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			a[i].num = (int64_t) (state >> 40) % 4 - 1;
			a[i].den = 1 + (a[i].num == 1 && state >> 60 == 0);
		}
		if (check_inverse(n, a))
			regular++;
		else
			singular++;
	}
	CHECK(regular > 500 && singular > 500);
}

static void
check_limits(void)
{
	AxRational	a[4] = {{INT64_MIN, 1}, {INT64_MAX, INT64_MAX - 1}, {INT64_MAX - 2, INT64_MAX}, {INT64_MIN, INT64_MAX}};
	AxRational	unit[4] = {{1, 1}, {0, 1}, {0, 1}, {1, 1}};
	AxRational	x;
	AxElimination e;
	AxError		err;

	CHECK(ax_eliminate_begin(&e, memory, 2, 2, a, unit, &err) == AX_OK);
	while (ax_eliminate_step(&e))
		;
	CHECK(e.rank == 2 && ax_eliminate_cell(&e, 0, 1, &x, &err) == AX_RANGE);
	ax_eliminate_end(&e);
	a[1].num = a[2].num = 0;
	a[1].den = a[2].den = 1;
	a[3].num = 1;
	CHECK(determinant(2, a, &x) == AX_OK && x.num == INT64_MIN && x.den == INT64_MAX);
	a[3].num = 2;
	a[3].den = 1;
	CHECK(determinant(2, a, &x) == AX_RANGE);
	a[3].num = 1;
	CHECK(determinant(2, a, &x) == AX_OK && x.num == INT64_MIN && x.den == 1);
	for (int allowed = 0; allowed < 2; allowed++)
	{
		int			left = allowed;
		AxAlloc		little = {resize, &left};

		CHECK(ax_eliminate_begin(&e, little, 2, 2, a, unit, &err) == AX_MEMORY);
	}
}

int
main(void)
{
	check_hilbert();
	check_small();
	check_limits();
	return check_done();
}
