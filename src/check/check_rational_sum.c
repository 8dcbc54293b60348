/* Unit and property tests of num/wide.c, num/rational_sum.c, num/rational_fold.c. */
#include <stdlib.h>

#include "check/check.h"
#include "num/rational_sum.h"
#include "num/wide.h"

#define SEED UINT64_C(20260102)
#define LIMBS 40

static AxError err;
static uint64_t random_state = SEED;
static size_t live_bytes;
static long failing_after = -1;

static uint64_t
random64(void)
{
	uint64_t	z = random_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Counts what is owed, so that a wrong old size shows as a leak. */
static void *
counted_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	(void) state;
	if (new_size == 0)
	{
		live_bytes -= old_size;
		free(memory);
		return NULL;
	}
	if (failing_after >= 0 && failing_after-- == 0)
	{
		failing_after = 0;
		return NULL;
	}
	live_bytes += new_size - old_size;
	return realloc(memory, new_size);
}

static const AxAlloc counted = {counted_resize, NULL};

/* A random number of up to `limbs` limbs; runs of ones and zeros are likely. */
static size_t
random_wide(uint64_t *a, size_t limbs)
{
	size_t		n = random64() % (limbs + 1);

	for (size_t i = 0; i < n; i++)
		switch (random64() % 4)
		{
			case 0:
				a[i] = 0;
				break;
			case 1:
				a[i] = UINT64_MAX;
				break;
			default:
				a[i] = random64() >> (random64() % 64);
		}
	return ax_wide_normalize(a, n);
}

/* a = q * b + r with r < b, and (a + b) - b = a. */
static void
check_division(void)
{
	uint64_t	a[LIMBS + 1];
	uint64_t	b[LIMBS];
	uint64_t	rest[LIMBS + 1];
	uint64_t	quotient[LIMBS + 1];
	uint64_t	product[2 * LIMBS + 2];
	uint64_t	scratch[LIMBS];

	for (int i = 0; i < 100000; i++)
	{
		size_t		an = random_wide(a, LIMBS / 4);
		size_t		bn = random_wide(b, LIMBS / 4);
		size_t		qn;
		size_t		rn;
		size_t		pn;

		pn = ax_wide_add(a, an, b, bn, product);
		pn = ax_wide_sub(product, pn, b, bn, product);
		CHECK(ax_wide_cmp(product, pn, a, an) == 0);
		if (bn == 0)
			continue;
		memcpy(rest, a, an * sizeof(uint64_t));
		qn = ax_wide_divide(rest, an, b, bn, quotient, scratch, &rn);
		CHECK(ax_wide_cmp(rest, rn, b, bn) < 0);
		pn = ax_wide_mul(quotient, qn, b, bn, product);
		pn = ax_wide_add(product, pn, rest, rn, product);
		CHECK(ax_wide_cmp(product, pn, a, an) == 0);
	}
}

/* Lehmer's gcd against Euclid's, for numbers with and without a common factor. */
static void
check_gcd(void)
{
	for (int i = 0; i < 20000; i++)
	{
		uint64_t	x[LIMBS];
		uint64_t	y[LIMBS];
		uint64_t	factor[LIMBS];
		uint64_t	a[LIMBS + 1];
		uint64_t	b[LIMBS + 1];
		uint64_t	c[LIMBS + 1];
		uint64_t	d[LIMBS + 1];
		uint64_t	out[LIMBS + 1];
		uint64_t	scratch[LIMBS + 1];
		size_t		fn = random_wide(factor, LIMBS / 4);
		size_t		an = random_wide(x, LIMBS / 2);
		size_t		bn = random_wide(y, LIMBS / 2);
		size_t		cn;
		size_t		dn;
		size_t		on;

		if (i % 3 == 0 && an > 0)
		{
			/* near each other: long runs of small quotients */
			bn = an;
			memcpy(y, x, an * sizeof(uint64_t));
			y[0] ^= random64();
			bn = ax_wide_normalize(y, bn);
		}
		an = ax_wide_mul(x, an, factor, fn, a);
		bn = ax_wide_mul(y, bn, factor, fn, b);
		cn = an;
		dn = bn;
		memcpy(c, a, an * sizeof(uint64_t));
		memcpy(d, b, bn * sizeof(uint64_t));
		while (dn != 0)
		{
			uint64_t	swap[LIMBS + 1];
			size_t		rn;

			ax_wide_divide(c, cn, d, dn, NULL, scratch, &rn);
			memcpy(swap, c, rn * sizeof(uint64_t));
			memcpy(c, d, dn * sizeof(uint64_t));
			memcpy(d, swap, rn * sizeof(uint64_t));
			cn = dn;
			dn = rn;
		}
		on = ax_wide_gcd(a, an, b, bn, out, scratch);
		CHECK(ax_wide_cmp(out, on, c, cn) == 0);
	}
}

/* The total by the long way, whatever the quick way says. */
static AxStatus
fold_total(const AxRationalSum *sum, int64_t divisor, AxRational *out)
{
	AxRationalFold fold;
	AxStatus	status = ax_rational_fold_start(&fold, sum, counted, &err);
	bool		more = true;

	while (status == AX_OK && more)
		status = ax_rational_fold_step(&fold, &more, &err);
	if (status == AX_OK)
		status = ax_rational_fold_finish(&fold, divisor, out, &err);
	ax_rational_fold_free(&fold);
	return status;
}

static void
add(AxRationalSum *sum, int64_t num, int64_t den)
{
	AxRational	r;

	CHECK_EQ_INT(ax_rational_make(num, den, &r, &err), AX_OK);
	CHECK_EQ_INT(ax_rational_sum_add(sum, r, &err), AX_OK);
}

static void
expect_total(const AxRationalSum *sum, int64_t divisor, const char *right)
{
	AxRational	r;
	AxRational	quick;
	char		text[AX_RATIONAL_TEXT];
	AxStatus	status = fold_total(sum, divisor, &r);

	CHECK(status == AX_OK || status == AX_RANGE);
	if (status == AX_OK)
		ax_rational_print(r, text);
	else
		strcpy(text, "range");
	CHECK_EQ_STR(text, right);
	if (ax_rational_sum_quick(sum, divisor, &quick))
		CHECK(status == AX_OK && quick.num == r.num && quick.den == r.den);
}

static void
check_sums(void)
{
	AxRationalSum sum;

	ax_rational_sum_init(&sum, counted);
	expect_total(&sum, 1, "0");
	/* telescoping: 100,000 different denominators, the sum is n/(n+1) */
	for (int64_t i = 1; i <= 100000; i++)
		add(&sum, 1, i * (i + 1));
	expect_total(&sum, 1, "100000/100001");
	expect_total(&sum, 100000, "1/100001");
	CHECK_EQ_INT(sum.count, 100000);
	ax_rational_sum_free(&sum);

	/* one denominator, beyond 64 bits in between */
	ax_rational_sum_init(&sum, counted);
	for (int i = 0; i < 1000; i++)
		add(&sum, INT64_MAX, 1);
	expect_total(&sum, 1, "range");
	expect_total(&sum, 1000, "9223372036854775807");
	for (int i = 0; i < 1000; i++)
		add(&sum, -INT64_MAX, 1);
	add(&sum, 1, 3);
	expect_total(&sum, 1, "1/3");
	for (int i = 0; i < 3; i++)
		add(&sum, INT64_MIN, 1);
	expect_total(&sum, 3, "range");
	add(&sum, -1, 3);
	expect_total(&sum, 3, "-9223372036854775808");
	ax_rational_sum_free(&sum);

	/* great coprime denominators that cancel only at the very end */
	ax_rational_sum_init(&sum, counted);
	for (int64_t i = 0; i < 300; i++)
		add(&sum, i + 1, INT64_MAX - i);
	expect_total(&sum, 1, "range");
	for (int64_t i = 0; i < 300; i++)
		add(&sum, -(i + 1), INT64_MAX - i);
	add(&sum, 22, 7);
	expect_total(&sum, 1, "22/7");
	ax_rational_sum_free(&sum);

	/* the quick way must see that 2^(128 - k) times 2^k is not 0 */
	for (int k = 40; k <= 62; k++)
	{
		ax_rational_sum_init(&sum, counted);
		CHECK_EQ_INT(ax_rational_sum_put(&sum, 1, (AxInt128) 1 << (128 - k), &err), AX_OK);
		add(&sum, 1, (int64_t) 1 << k);
		expect_total(&sum, 1, "range");
		ax_rational_sum_free(&sum);
	}

	/* harmonic numbers: the denominators meet in a common multiple of 1 to 40 */
	ax_rational_sum_init(&sum, counted);
	for (int64_t i = 1; i <= 40; i++)
		add(&sum, 1, i);
	expect_total(&sum, 1, "2078178381193813/485721041551200");
	for (int64_t i = 41; i <= 1000; i++)
		add(&sum, 1, i);
	expect_total(&sum, 1, "range");
	ax_rational_sum_free(&sum);
	CHECK_EQ_INT(live_bytes, 0);
}

/* Quick and long way, merge and removal, against plain addition. */
static void
check_random_sums(void)
{
	int			totals = 0;

	for (int round = 0; round < 3000; round++)
	{
		AxRationalSum halves[2];
		AxRationalSum moving;
		AxRational	plain = {0, 1};
		AxRational	r = {0, 1};
		AxRational	quick;
		AxStatus	plain_status = AX_OK;
		AxStatus	status;
		int			n = (int) (random64() % 60);
		int			bits = 1 + (int) (random64() % 20);

		ax_rational_sum_init(&halves[0], counted);
		ax_rational_sum_init(&halves[1], counted);
		ax_rational_sum_init(&moving, counted);
		for (int i = 0; i < n; i++)
		{
			AxRational	value;
			AxRational	passing;

			ax_rational_make((int64_t) (random64() % 2000) - 1000,
							 1 + (int64_t) (random64() % (1 << bits)), &value, &err);
			ax_rational_make((int64_t) random64(), 1 + (int64_t) (random64() % 50),
							 &passing, &err);
			CHECK_EQ_INT(ax_rational_sum_add(&halves[i % 2], value, &err), AX_OK);
			CHECK_EQ_INT(ax_rational_sum_add(&moving, passing, &err), AX_OK);
			CHECK_EQ_INT(ax_rational_sum_add(&moving, value, &err), AX_OK);
			CHECK_EQ_INT(ax_rational_sum_remove(&moving, passing, &err), AX_OK);
			if (plain_status == AX_OK)
				plain_status = ax_rational_add(plain, value, &plain, &err);
		}
		CHECK_EQ_INT(ax_rational_sum_merge(&halves[0], &halves[1], &err), AX_OK);
		CHECK_EQ_INT(halves[0].count, n);
		CHECK_EQ_INT(moving.count, n);
		status = fold_total(&halves[0], 1, &r);
		if (plain_status == AX_OK)
		{
			totals++;
			CHECK(status == AX_OK && r.num == plain.num && r.den == plain.den);
		}
		CHECK_EQ_INT(fold_total(&moving, 1, &plain), status);
		if (status == AX_OK)
			CHECK(r.num == plain.num && r.den == plain.den);
		if (ax_rational_sum_quick(&halves[0], 1, &quick))
			CHECK(status == AX_OK && r.num == quick.num && r.den == quick.den);
		ax_rational_sum_free(&halves[0]);
		ax_rational_sum_free(&halves[1]);
		ax_rational_sum_free(&moving);
	}
	CHECK(totals > 1000);
	CHECK_EQ_INT(live_bytes, 0);
}

/* Memory that runs out at any place is an error and leaks nothing. */
static void
check_out_of_memory(void)
{
	int			errors = 0;

	for (long limit = 0; limit < 200; limit++)
	{
		AxRationalSum sum;
		AxStatus	status = AX_OK;
		AxRational	r;

		failing_after = limit;
		ax_rational_sum_init(&sum, counted);
		for (int64_t i = 1; i <= 30 && status == AX_OK; i++)
			status = ax_rational_sum_add(&sum, (AxRational) {1, i}, &err);
		if (status == AX_OK)
			status = fold_total(&sum, 1, &r);
		errors += status == AX_MEMORY;
		CHECK(status == AX_OK || status == AX_MEMORY);
		failing_after = -1;
		ax_rational_sum_free(&sum);
		CHECK_EQ_INT(live_bytes, 0);
	}
	CHECK(errors > 50 && errors < 150);
}

int
main(void)
{
	printf("check_rational_sum, seed %llu\n", (unsigned long long) SEED);
	check_division();
	check_gcd();
	check_sums();
	check_random_sums();
	check_out_of_memory();
	return check_done();
}
