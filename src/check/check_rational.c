/* Unit and property tests of num/rational*.c: arithmetic, order, text, doubles. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "num/gcd.h"
#include "num/rational.h"

#define MAX INT64_MAX
#define MIN INT64_MIN
#define SEED UINT64_C(20260101)

static AxError err;

static const int64_t nums[] = {
	0, 1, -1, 2, -2, 3, 7, -10, 12, 1000003, -4294967296, 4294967297,
	MAX, MAX - 1, MIN, MIN + 1, (int64_t) 1 << 62, 6148914691236517205
};
static const int64_t dens[] = {
	1, 2, 3, 6, 10, 12, 1000003, 4294967296, MAX, MAX - 1, (int64_t) 1 << 62
};

static uint64_t random_state = SEED;

static uint64_t
random64(void)
{
	uint64_t	z = random_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Random in magnitude too: small numbers are as likely as great ones. */
static AxRational
random_rational(void)
{
	AxRational	r = {0, 1};
	int64_t		num = (int64_t) random64() >> (random64() % 64);
	int64_t		den = (int64_t) ((random64() >> 1) >> (random64() % 63));

	ax_rational_make(num, den == 0 ? 1 : den, &r, &err);
	return r;
}

/* The plain oracle: reduces by Euclid, knows nothing of the code under test. */
static bool
oracle(AxInt128 num, AxInt128 den, AxRational *out)
{
	AxUInt128	a = num < 0 ? -(AxUInt128) num : (AxUInt128) num;
	AxUInt128	b = den < 0 ? -(AxUInt128) den : (AxUInt128) den;
	AxUInt128	top = a;
	AxUInt128	bottom = b;
	bool		negative = (num < 0) != (den < 0);

	while (b != 0)
	{
		AxUInt128	rest = a % b;

		a = b;
		b = rest;
	}
	top /= a;
	bottom /= a;
	if (top > (AxUInt128) MAX + negative || bottom > (AxUInt128) MAX)
		return false;
	out->num = negative ? (int64_t) (-(AxInt128) top) : (int64_t) top;
	out->den = (int64_t) bottom;
	return true;
}

static void
expect(const char *what, AxRational a, AxRational b, AxStatus status,
	   AxRational got, AxInt128 num, AxInt128 den)
{
	AxRational	right;
	bool		fits = oracle(num, den, &right);

	CHECK_THAT_(fits ? status == AX_OK && got.num == right.num && got.den == right.den
				: status == AX_RANGE,
				"%lld/%lld %s %lld/%lld: status %d, %lld/%lld",
				(long long) a.num, (long long) a.den, what,
				(long long) b.num, (long long) b.den, (int) status,
				(long long) got.num, (long long) got.den);
}

static void
check_pair(AxRational a, AxRational b)
{
	AxInt128	an = a.num;
	AxInt128	ad = a.den;
	AxInt128	bn = b.num;
	AxInt128	bd = b.den;
	AxRational	r = {0, 1};
	AxStatus	status;
	int			order;

	status = ax_rational_add(a, b, &r, &err);
	expect("+", a, b, status, r, an * bd + bn * ad, ad * bd);
	status = ax_rational_sub(a, b, &r, &err);
	expect("-", a, b, status, r, an * bd - bn * ad, ad * bd);
	status = ax_rational_mul(a, b, &r, &err);
	expect("*", a, b, status, r, an * bn, ad * bd);
	status = ax_rational_div(a, b, &r, &err);
	if (b.num == 0)
		CHECK_EQ_INT(status, AX_DIVISION);
	else
		expect("/", a, b, status, r, an * bd, ad * bn);
	status = ax_rational_mod(a, b, &r, &err);
	if (b.num == 0)
		CHECK_EQ_INT(status, AX_DIVISION);
	else
		expect("%", a, b, status, r, (an * bd) % (bn * ad), ad * bd);
	order = an * bd < bn * ad ? -1 : an * bd > bn * ad;
	CHECK_EQ_INT(ax_rational_cmp(a, b), order);
	CHECK_EQ_INT(ax_rational_cmp(b, a), -order);
	CHECK((order == 0) == (a.num == b.num && a.den == b.den));
	if (order <= 0)
		CHECK(ax_rational_to_double(a) <= ax_rational_to_double(b));
	status = ax_rational_mediant(a, b, &r, &err);
	expect("mediant", a, b, status, r, an + bn, ad + bd);
}

static void
check_one(AxRational a)
{
	char		text[AX_RATIONAL_TEXT];
	char		decimal[AX_RATIONAL_DECIMAL_TEXT];
	AxRational	r;
	AxInt128	floor;
	int			length;

	CHECK(ax_rational_is_canonical(a));
	length = ax_rational_print(a, text);
	CHECK_EQ_INT(length, strlen(text));
	CHECK_EQ_INT(ax_rational_parse(text, &r, &err), AX_OK);
	CHECK(r.num == a.num && r.den == a.den);
	if (ax_rational_print_decimal(a, decimal, &err) == AX_OK)
	{
		CHECK_EQ_INT(ax_rational_parse(decimal, &r, &err), AX_OK);
		CHECK(r.num == a.num && r.den == a.den);
	}
	else
		CHECK(a.den != 1);
	floor = a.num / (AxInt128) a.den;
	while (floor * a.den > a.num)
		floor--;
	CHECK_EQ_INT(ax_rational_floor(a), (int64_t) floor);
	CHECK_EQ_INT(ax_rational_ceil(a), (int64_t) floor + (a.den != 1));
	CHECK((AxInt128) 2 * (a.num - (AxInt128) ax_rational_round(a) * a.den) <= a.den);
	CHECK((AxInt128) 2 * (a.num - (AxInt128) ax_rational_round(a) * a.den) >= -(AxInt128) a.den);
	CHECK_EQ_INT(ax_rational_sign(a), (a.num > 0) - (a.num < 0));
	if (a.num == MIN)
		CHECK_EQ_INT(ax_rational_neg(a, &r, &err), AX_RANGE);
	else
	{
		CHECK_EQ_INT(ax_rational_neg(a, &r, &err), AX_OK);
		CHECK(r.num == -a.num && r.den == a.den);
	}
}

static void
check_pow(AxRational a)
{
	AxRational	product = {1, 1};
	AxStatus	status = AX_OK;

	for (int power = 0; power < 70; power++)
	{
		AxRational	r = {0, 0};

		CHECK_EQ_INT(ax_rational_pow(a, power, &r, &err), status);
		if (status == AX_OK)
		{
			CHECK(r.num == product.num && r.den == product.den);
			status = ax_rational_mul(product, a, &product, &err);
		}
		if (a.num == 0 && power > 0)
			CHECK_EQ_INT(ax_rational_pow(a, -power, &r, &err), AX_DIVISION);
		else if (a.num != 0 && a.num != MIN)
		{
			AxRational	turned;
			AxRational	right = {0, 0};
			AxStatus	expected;

			CHECK_EQ_INT(ax_rational_make(a.den, a.num, &turned, &err), AX_OK);
			expected = ax_rational_pow(turned, power, &right, &err);
			CHECK_EQ_INT(ax_rational_pow(a, -power, &r, &err), expected);
			CHECK(expected != AX_OK || (r.num == right.num && r.den == right.den));
		}
	}
}

static void
check_text(const char *text, const char *right)
{
	AxRational	r;
	char		printed[AX_RATIONAL_TEXT];
	AxStatus	status = ax_rational_parse(text, &r, &err);

	if (status == AX_OK)
		ax_rational_print(r, printed);
	CHECK_THAT_(strcmp(status == AX_OK ? printed : status == AX_TEXT ? "syntax" :
					   status == AX_RANGE ? "range" :
					   status == AX_DIVISION ? "zero" : "?", right) == 0,
				"\"%s\" is %s, not %s", text,
				status == AX_OK ? printed : err.message, right);
}

static void
check_texts(void)
{
	static const char *const pairs[][2] = {
		{"1/2", "1/2"}, {"(1/2)", "1/2"}, {" ( 1 / 2 ) ", "1/2"}, {"3", "3"},
		{"(3)", "3"}, {"0.125", "1/8"}, {"-0.125", "-1/8"}, {"+.5", "1/2"},
		{"5.", "5"}, {"-1.5e-3", "-3/2000"}, {"1E3", "1000"}, {"2/4", "1/2"},
		{"1/-2", "-1/2"}, {"-1/-2", "1/2"}, {"0/5", "0"}, {"-0", "0"},
		{"0.000", "0"}, {"0e999999999999999999999", "0"}, {"100.0e-2", "1"},
		{"10.", "10"}, {"100.500", "201/2"}, {"00012/00024", "1/2"},
		{"9223372036854775807/1", "9223372036854775807"},
		{"-9223372036854775808", "-9223372036854775808"},
		{"-9223372036854775808/9223372036854775807",
		"-9223372036854775808/9223372036854775807"},
		{"9223372036854775808", "range"}, {"-9223372036854775809", "range"},
		{"1/9223372036854775808", "range"}, {"2/18446744073709551614",
		"1/9223372036854775807"}, {"-9223372036854775808/-1", "range"},
		{"1e19", "range"}, {"9e18", "9000000000000000000"}, {"1e-20", "range"},
		{"12345678901234567890123456789012345678", "range"},
		{"99999999999999999999999999999999999999/99999999999999999999999999999999999999", "1"},
		{"100000000000000000000000000000000000000/100000000000000000000000000000000000000", "range"},
		{"0.500000000000000000000000000000000000000000000000000000000000", "1/2"},
		{"0.00000000000000000021684043449710088680149056017398834228515625", "1/4611686018427387904"},
		{"1/0", "zero"}, {"0/0", "zero"}, {"", "syntax"}, {" ", "syntax"},
		{"/", "syntax"}, {"1/", "syntax"}, {"/2", "syntax"}, {".", "syntax"},
		{"e5", "syntax"}, {"1e", "syntax"}, {"1e+", "syntax"}, {"1.2.3", "syntax"},
		{"1/2.5", "syntax"}, {"1.5/2", "syntax"}, {"1/2/3", "syntax"},
		{"(1/2", "syntax"}, {"1/2)", "syntax"}, {"()", "syntax"},
		{"((1/2))", "syntax"}, {"- 1", "syntax"}, {"--1", "syntax"},
		{"1 2", "syntax"}, {"0x10", "syntax"}, {"NaN", "syntax"}, {"inf", "syntax"},
		{"1/2\xc3\xa4", "syntax"}, {"1,5", "syntax"}
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		check_text(pairs[i][0], pairs[i][1]);
	check_text("1/2\xc3\xa4", "syntax");
	CHECK_EQ_STR(err.message, "invalid input syntax for type rational: \"1/2...\"");
	check_text("1/9223372036854775808", "range");
	CHECK_EQ_STR(err.message, "value \"1/9223372036854775808\" is out of range for type rational");
}

/* No text crashes the parser, and what it takes it takes as its own print. */
static void
check_mutated_texts(void)
{
	static const char letters[] = "0123456789/().eE+- \t9999";
	char		text[64];
	int			taken = 0;

	for (int round = 0; round < 200000; round++)
	{
		size_t		length = random64() % 24;
		AxRational	r;

		for (size_t i = 0; i < length; i++)
			text[i] = letters[random64() % (sizeof(letters) - 1)];
		text[length] = '\0';
		if (round % 2)
		{
			length = (size_t) ax_rational_print(random_rational(), text);
			text[random64() % length] = letters[random64() % (sizeof(letters) - 1)];
		}
		if (ax_rational_parse(text, &r, &err) == AX_OK)
		{
			taken++;
			CHECK(ax_rational_is_canonical(r));
		}
		else
			CHECK(err.status == AX_TEXT || err.status == AX_RANGE ||
				  err.status == AX_DIVISION);
	}
	CHECK(taken > 10000);
}

static void
check_decimal(int64_t num, int64_t den, const char *right)
{
	AxRational	r;
	char		text[AX_RATIONAL_DECIMAL_TEXT];

	CHECK_EQ_INT(ax_rational_make(num, den, &r, &err), AX_OK);
	if (ax_rational_print_decimal(r, text, &err) != AX_OK)
	{
		CHECK_EQ_INT(err.status, AX_RANGE);
		strcpy(text, "none");
	}
	CHECK_EQ_STR(text, right);
}

static void
check_double(double x, int64_t limit, const char *right)
{
	AxRational	r;
	char		text[AX_RATIONAL_TEXT] = "error";

	if (ax_rational_from_double(x, limit, &r, &err) == AX_OK)
		ax_rational_print(r, text);
	CHECK_THAT_(strcmp(text, right) == 0, "%.17g up to %lld is %s, not %s", x,
				(long long) limit, text, right);
}

/* Exact distance in the tests below: |x - p/q| as long doubles won't do. */
static bool
nearer(double x, AxRational a, AxRational b)
{
	/* x = m / 2^20, so that everything fits 128 bits */
	AxInt128	m = (AxInt128) ldexp(x, 20);
	AxInt128	da = m * a.den - ((AxInt128) a.num << 20);
	AxInt128	db = m * b.den - ((AxInt128) b.num << 20);

	return (da < 0 ? -da : da) * b.den < (db < 0 ? -db : db) * a.den;
}

static void
check_doubles(void)
{
	AxRational	r;

	check_double(0.5, MAX, "1/2");
	check_double(-0.0, MAX, "0");
	check_double(0.1, MAX, "3602879701896397/36028797018963968");
	check_double(0.1, 1000000, "1/10");
	check_double(M_PI, 100, "311/99");
	check_double(M_PI, 1000, "355/113");
	check_double(-M_PI, 10, "-22/7");
	check_double(M_PI, 1, "3");
	check_double(0.5, 1, "0");
	check_double(-0x1p63, MAX, "-9223372036854775808");
	check_double(0x1p63, MAX, "error");
	check_double(NAN, MAX, "error");
	check_double(INFINITY, MAX, "error");
	check_double(-INFINITY, MAX, "error");
	check_double(1e300, MAX, "error");
	check_double(1e-300, MAX, "0");
	check_double(0x1p-63, MAX, "1/9223372036854775807");
	check_double(0x1p-64, MAX, "0");
	check_double(0x1.8p-64, MAX, "1/9223372036854775807");
	check_double(4e18, 1, "4000000000000000000");
	CHECK_EQ_INT(ax_rational_from_double(0.5, 0, &r, &err), AX_ARGUMENT);
	/* a double that came from a double goes back to it */
	for (int i = 0; i < 100000; i++)
	{
		double		x = ldexp((double) ((int64_t) random64() >> 11), (int) (random64() % 64) - 53);

		if (!(fabs(x) < 0x1p63) || (x != 0 && fabs(x) < 0x1p-9))
			continue;
		CHECK_EQ_INT(ax_rational_from_double(x, MAX, &r, &err), AX_OK);
		CHECK(ax_rational_to_double(r) == x);
	}
	/* nearest: nothing with a smaller denominator is nearer */
	for (int i = 0; i < 300; i++)
	{
		double		x = ldexp((double) (int64_t) (random64() % (1 << 22)), -20);
		int64_t		limit = 1 + (int64_t) (random64() % 200);

		CHECK_EQ_INT(ax_rational_from_double(x, limit, &r, &err), AX_OK);
		CHECK(r.den <= limit);
		for (int64_t den = 1; den <= limit; den++)
		{
			AxRational	other = {(int64_t) floor(x * (double) den), den};

			CHECK(!nearer(x, other, r));
			other.num++;
			CHECK(!nearer(x, other, r));
		}
	}
	/* 9/(2^54 den) above the middle of two doubles: up, not to the even one */
	ax_rational_make(8854437155380584936, 9223372036854775783, &r, &err);
	CHECK(ax_rational_to_double(r) == ldexp(8646911284551353.0, -53));
	/* correctly rounded where the naive quotient of two doubles is not */
	ax_rational_make(MAX, 3, &r, &err);
	CHECK(ax_rational_to_double(r) == 3074457345618258602.0);
	for (int i = 0; i < 100000; i++)
	{
		AxRational	a = random_rational();
		double		x = ax_rational_to_double(a);
		double		below = nextafter(x, -INFINITY);
		double		above = nextafter(x, INFINITY);
		AxRational	exact;

		/* where the midpoints are rationals too, a lies between them */
		if (fabs(x) >= 0x1p52 || fabs(x) < 0x1p-8)
			continue;
		if (ax_rational_from_double(above, MAX, &exact, &err) == AX_OK &&
			ax_rational_to_double(exact) == above)
			CHECK(ax_rational_cmp(a, exact) < 0);
		if (ax_rational_from_double(below, MAX, &exact, &err) == AX_OK &&
			ax_rational_to_double(exact) == below)
			CHECK(ax_rational_cmp(a, exact) > 0);
	}
}

int
main(void)
{
	AxRational	zoo[1024];
	int			n = 0;
	AxRational	r;

	printf("check_rational, seed %llu\n", (unsigned long long) SEED);
	for (size_t i = 0; i < sizeof(nums) / sizeof(nums[0]); i++)
		for (size_t j = 0; j < sizeof(dens) / sizeof(dens[0]); j++)
			if (ax_rational_make(nums[i], dens[j], &zoo[n], &err) == AX_OK)
				n++;
	CHECK_EQ_INT(n, 198);
	for (int i = 0; i < n; i++)
	{
		check_one(zoo[i]);
		check_pow(zoo[i]);
		for (int j = 0; j < n; j++)
			check_pair(zoo[i], zoo[j]);
	}
	for (int i = 0; i < 200000; i++)
	{
		AxRational	a = random_rational();

		check_one(a);
		check_pair(a, random_rational());
	}
	CHECK_EQ_INT(ax_rational_make(1, 0, &r, &err), AX_DIVISION);
	CHECK_EQ_STR(err.message, "division by zero");
	CHECK_EQ_INT(ax_rational_make(MIN, -1, &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "rational out of range");
	CHECK_EQ_INT(ax_rational_make(1, MIN, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_rational_make(MIN, MIN, &r, &err), AX_OK);
	CHECK(r.num == 1 && r.den == 1);
	CHECK(!ax_rational_is_canonical((AxRational) {2, 4}));
	CHECK(!ax_rational_is_canonical((AxRational) {1, 0}));
	CHECK(!ax_rational_is_canonical((AxRational) {1, -2}));
	CHECK(!ax_rational_is_canonical((AxRational) {0, 2}));
	check_texts();
	check_mutated_texts();
	check_decimal(1, 8, "0.125");
	check_decimal(-7, 1, "-7");
	check_decimal(-1, 400, "-0.0025");
	check_decimal(1, 3, "none");
	check_decimal(MIN, 1, "-9223372036854775808");
	check_decimal(MIN, 5, "-1844674407370955161.6");
	check_decimal(1, (int64_t) 1 << 62, "0.00000000000000000021684043449710088680149056017398834228515625");
	check_doubles();
	return check_done();
}
