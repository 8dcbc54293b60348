/* Short rationals against the long way, and their tables against Euclid. */
#include "check/check.h"
#include "num/rational_short.h"

static uint64_t state = 1;

static uint64_t
next_random(void)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return state >> 11;
}

static uint64_t
euclid(uint64_t a, uint64_t b)
{
	while (b != 0)
	{
		uint64_t	rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static void
check_number(uint64_t x)
{
	for (uint64_t d = 1; d < AX_NUM_SMALL; d++)
	{
		CHECK_EQ_INT(ax_num_small_rest(x, d), x % d);
		CHECK_EQ_INT(ax_num_small_quotient(x, d), x / d);
		CHECK_EQ_INT(ax_num_short_gcd(x, d), euclid(x, d));
		CHECK_EQ_INT(ax_num_short_gcd(d, x), euclid(x, d));
	}
	CHECK_EQ_INT(ax_num_short_gcd(x, 0), x);
	CHECK_EQ_INT(ax_num_short_gcd(0, x), x);
}

static void
check_pair(AxRational a, AxRational b)
{
	AxRational	right = {0, 0};
	AxRational	got;
	AxError		err;
	int64_t		left_side;
	int64_t		right_side;

	CHECK(ax_rational_both_short(a, b));
	CHECK_EQ_INT(ax_rational_make((AxInt128) a.num * b.den + (AxInt128) b.num * a.den,
								  (AxInt128) a.den * b.den, &right, &err), AX_OK);
	got = ax_rational_short_add(a, b);
	CHECK_THAT_(got.num == right.num && got.den == right.den,
				"%lld/%lld + %lld/%lld is %lld/%lld", (long long) a.num, (long long) a.den,
				(long long) b.num, (long long) b.den, (long long) got.num, (long long) got.den);
	CHECK_EQ_INT(ax_rational_make((AxInt128) a.num * b.den - (AxInt128) b.num * a.den,
								  (AxInt128) a.den * b.den, &right, &err), AX_OK);
	got = ax_rational_short_sub(a, b);
	CHECK_THAT_(got.num == right.num && got.den == right.den,
				"%lld/%lld - %lld/%lld is %lld/%lld", (long long) a.num, (long long) a.den,
				(long long) b.num, (long long) b.den, (long long) got.num, (long long) got.den);
	CHECK_EQ_INT(ax_rational_make((AxInt128) a.num * b.num, (AxInt128) a.den * b.den, &right, &err), AX_OK);
	got = ax_rational_short_mul(a, b);
	CHECK_THAT_(got.num == right.num && got.den == right.den,
				"%lld/%lld * %lld/%lld is %lld/%lld", (long long) a.num, (long long) a.den,
				(long long) b.num, (long long) b.den, (long long) got.num, (long long) got.den);
	ax_rational_cross(&a, &b, &left_side, &right_side);
	CHECK_EQ_INT((left_side > right_side) - (left_side < right_side), ax_rational_cmp(a, b));
}

int
main(void)
{
	static const int64_t tops[] = {0, 1, -1, 2, -6, 12, 63, 64, -65, 720720,
	(1 << 27) - 1, -(1 << 27), -(1 << 27) + 1, 3 * (1 << 25)};
	static const int64_t bottoms[] = {1, 2, 3, 6, 12, 63, 64, 65, 126, 720720,
	(1 << 28) - 1, (1 << 28) - 2, 1 << 27, 3 * (1 << 26)};
	const int	ntops = sizeof(tops) / sizeof(tops[0]);
	const int	nbottoms = sizeof(bottoms) / sizeof(bottoms[0]);
	const uint64_t bound = (uint64_t) 1 << 57;
	AxRational	least = {-(1 << 27), 1};
	AxRational	beyond = {1 << 27, 1};
	AxRational	below = {-(1 << 27) - 1, 1};
	AxRational	fine = {1, 1 << 28};
	AxRational	lowest = {INT64_MIN, INT64_MAX};
	AxError		err;

	for (uint64_t a = 0; a < AX_NUM_SMALL; a++)
		for (uint64_t b = 0; b < AX_NUM_SMALL; b++)
			CHECK_EQ_INT(ax_num_small_gcd[a][b], euclid(a, b));
	for (uint64_t x = 0; x < 300; x++)
	{
		check_number(x);
		check_number(bound - 1 - x);
		check_number(next_random() & (bound - 1));
	}
	CHECK(ax_rational_both_short(least, least));
	CHECK(!ax_rational_both_short(least, beyond) && !ax_rational_both_short(beyond, least));
	CHECK(!ax_rational_both_short(below, least) && !ax_rational_both_short(least, fine));
	CHECK(!ax_rational_both_short(lowest, least) && !ax_rational_both_short(least, lowest));
	for (int i = 0; i < ntops * nbottoms; i++)
		for (int j = 0; j < ntops * nbottoms; j++)
		{
			AxRational	a = {0, 1};
			AxRational	b = {0, 1};

			CHECK_EQ_INT(ax_rational_make(tops[i / nbottoms], bottoms[i % nbottoms], &a, &err), AX_OK);
			CHECK_EQ_INT(ax_rational_make(tops[j / nbottoms], bottoms[j % nbottoms], &b, &err), AX_OK);
			check_pair(a, b);
		}
	for (int i = 0; i < 200000; i++)
	{
		int			bits = 1 + (int) (next_random() % 27);
		AxRational	a = {0, 1};
		AxRational	b = {0, 1};

		CHECK_EQ_INT(ax_rational_make((int64_t) (next_random() >> (53 - bits)) - (1 << (bits - 1)),
									  1 + (int64_t) (next_random() >> (53 - bits)), &a, &err), AX_OK);
		bits = 1 + (int) (next_random() % 27);
		CHECK_EQ_INT(ax_rational_make((int64_t) (next_random() >> (53 - bits)) - (1 << (bits - 1)),
									  1 + (int64_t) (next_random() >> (53 - bits)), &b, &err), AX_OK);
		check_pair(a, b);
	}
	return check_done();
}
