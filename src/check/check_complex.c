/* Unit and property tests of num/complex*.c: order, hash, arithmetic, functions, text. */
#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "num/complex.h"

#define SEED UINT64_C(20260102)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static AxError err;

static const double parts[] = {
	0.0, -0.0, 1, -1, 0.5, -3.25, 1e-160, -1e160, 0x1p-1074, -0x1p-1074, DBL_MIN, DBL_MAX,
	-DBL_MAX, 0x1p1023, INFINITY, -INFINITY, NAN, -NAN
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

/* Any bits, or one of the zoo, or a small whole number. */
static double
random_part(void)
{
	uint64_t	bits = random64();
	double		part;

	switch (random64() % 4)
	{
		case 0:
			return parts[bits % COUNT(parts)];
		case 1:
			return (double) (int) (bits % 21) - 10;
		default:
			memcpy(&part, &bits, sizeof(part));
			return part;
	}
}

static AxComplex
make(double re, double im)
{
	AxComplex	result = {re, im};

	return result;
}

static AxComplex
random_complex(void)
{
	double		re = random_part();

	return make(re, random_part());
}

/* Of moderate size: magnitudes 2^-60 to 2^60. */
static AxComplex
random_moderate(void)
{
	double		re = ldexp((double) (int64_t) random64(), -63 + (int) (random64() % 120) - 60);

	return make(re, ldexp((double) (int64_t) random64(), -63 + (int) (random64() % 120) - 60));
}

static double complex
to_c(AxComplex a)
{
	double complex result;

	memcpy(&result, &a, sizeof(a));
	return result;
}

static AxComplex
from_c(double complex a)
{
	AxComplex	result;

	memcpy(&result, &a, sizeof(a));
	return result;
}

static bool
same_bits(AxComplex a, AxComplex b)
{
	return ax_complex_equal(a, b) && !signbit(a.re) == !signbit(b.re) && !signbit(a.im) == !signbit(b.im);
}

static void
check_pair_order(AxComplex a, AxComplex b)
{
	int			order = ax_complex_cmp(a, b);
	bool		equal = ax_complex_equal(a, b);

	CHECK_EQ_INT(ax_complex_cmp(b, a), -order);
	CHECK_EQ_INT(equal, order == 0);
	CHECK_EQ_INT(ax_complex_hash(a, 7) == ax_complex_hash(b, 7), equal);
	CHECK_EQ_INT(ax_complex_hash(a, 0) == ax_complex_hash(b, 0), equal);
}

static void
check_order(void)
{
	AxComplex	zoo[COUNT(parts) * COUNT(parts)];
	size_t		n = 0;
	unsigned	seen[64] = {0};

	for (size_t i = 0; i < COUNT(parts); i++)
		for (size_t j = 0; j < COUNT(parts); j++)
			zoo[n++] = make(parts[i], parts[j]);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			check_pair_order(zoo[i], zoo[j]);
	for (int round = 0; round < 1000000; round++)
	{
		AxComplex	a = random_complex();
		AxComplex	b = random_complex();
		AxComplex	c = random_complex();

		check_pair_order(a, b);
		if (round % 4 == 0)
			b.re = a.re;
		if (ax_complex_cmp(a, b) <= 0 && ax_complex_cmp(b, c) <= 0)
			CHECK(ax_complex_cmp(a, c) <= 0);
	}
	CHECK(ax_complex_equal(make(0, -0.0), make(-0.0, 0)));
	CHECK(ax_complex_equal(make(NAN, 1), make(-NAN, 1)));
	CHECK(!ax_complex_equal(make(NAN, 1), make(NAN, 2)));
	CHECK(ax_complex_cmp(make(INFINITY, 0), make(NAN, -1)) < 0);
	CHECK(ax_complex_cmp(make(1, 2), make(1, -2)) > 0);
	CHECK(ax_complex_hash(make(1, 2), 0) != ax_complex_hash(make(2, 1), 0));
	CHECK(ax_complex_hash(make(1, 2), 0) != ax_complex_hash(make(1, 2), 1));
	/* neighbours on a grid spread over the low bits */
	for (int i = 0; i < 6400; i++)
		seen[ax_complex_hash(make(i / 80, i % 80), 0) % 64]++;
	for (size_t i = 0; i < COUNT(seen); i++)
		CHECK_THAT_(seen[i] > 50 && seen[i] < 150, "bucket %zu has %u", i, seen[i]);
}

/* Wants a result within ulps of right, in units of the larger part's last place. */
static void
near(const char *what, AxComplex a, AxComplex b, AxStatus status, AxComplex got,
	 long double re, long double im, double ulps)
{
	double		larger = fmax(fabs((double) re), fabs((double) im));
	double		unit = larger < DBL_MIN ? 0x1p-1074 : ldexp(1, ilogb(larger) - 52);
	double		off = (double) hypotl(got.re - re, got.im - im);

	CHECK_THAT_(status == AX_OK && off <= ulps * unit,
				"(%.17g,%.17g) %s (%.17g,%.17g): status %d, (%.17g,%.17g) is off by %.3g ulps",
				a.re, a.im, what, b.re, b.im, (int) status, got.re, got.im, off / unit);
}

static void
check_arithmetic(void)
{
	AxComplex	r = {0, 0};
	AxStatus	status;

	for (int round = 0; round < 100000; round++)
	{
		AxComplex	a = random_moderate();
		AxComplex	b = random_moderate();
		long double ar = a.re,
					ai = a.im,
					br = b.re,
					bi = b.im,
					square = br * br + bi * bi;

		status = ax_complex_add(a, b, &r, &err);
		near("+", a, b, status, r, ar + br, ai + bi, 1);
		status = ax_complex_sub(a, b, &r, &err);
		near("-", a, b, status, r, ar - br, ai - bi, 1);
		status = ax_complex_mul(a, b, &r, &err);
		near("*", a, b, status, r, ar * br - ai * bi, ar * bi + ai * br, 2);
		status = ax_complex_div(a, b, &r, &err);
		near("/", a, b, status, r, (ar * br + ai * bi) / square, (ai * br - ar * bi) / square, 1);
		/* the same far from 1, where squares are out of range */
		status = ax_complex_div(make(ldexp(a.re, 900), ldexp(a.im, 900)),
								make(ldexp(b.re, 900), ldexp(b.im, 900)), &r, &err);
		near("/ with 2^900", a, b, status, r, (ar * br + ai * bi) / square, (ai * br - ar * bi) / square, 1);
		status = ax_complex_div(make(ldexp(a.re, -900), ldexp(a.im, -900)),
								make(ldexp(b.re, -900), ldexp(b.im, -900)), &r, &err);
		near("/ with 2^-900", a, b, status, r, (ar * br + ai * bi) / square, (ai * br - ar * bi) / square, 1);
		status = ax_complex_mul_real(a, b.re, &r, &err);
		near("* real", a, b, status, r, ar * br, ai * br, 1);
		status = ax_complex_div_real(a, b.re, &r, &err);
		near("/ real", a, b, status, r, ar / br, ai / br, 1);
	}

	CHECK_EQ_INT(ax_complex_add(make(DBL_MAX, 0), make(DBL_MAX, 0), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: overflow");
	CHECK_EQ_INT(ax_complex_sub(make(0, -DBL_MAX), make(0, DBL_MAX), &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_add(make(INFINITY, 0), make(1, DBL_MAX), &r, &err), AX_OK);
	CHECK_EQ_INT(ax_complex_mul(make(1e200, 0), make(0, 1e200), &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_mul(make(1e-200, 0), make(0, 1e-200), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: underflow");
	CHECK_EQ_INT(ax_complex_mul(make(0, 0), make(1e-300, 0), &r, &err), AX_OK);
	/* one product is too large and the difference is not */
	CHECK_EQ_INT(ax_complex_mul(make(0x1.1p512, 0x1p511), make(0x1p512, 0x1.8p510), &r, &err), AX_OK);
	CHECK(same_bits(r, make(0x1.cp1023, 0x1.ccp1023)));
	CHECK_EQ_INT(ax_complex_div(make(1, 2), make(0, -0.0), &r, &err), AX_DIVISION);
	CHECK_EQ_STR(err.message, "division by zero");
	CHECK_EQ_INT(ax_complex_div(make(INFINITY, 2), make(0, 0), &r, &err), AX_DIVISION);
	CHECK_EQ_INT(ax_complex_div(make(NAN, 2), make(0, 0), &r, &err), AX_OK);
	CHECK(isnan(r.re) && isnan(r.im));
	CHECK_EQ_INT(ax_complex_div_real(make(1, 2), -0.0, &r, &err), AX_DIVISION);
	CHECK_EQ_INT(ax_complex_div_real(make(1, 2), INFINITY, &r, &err), AX_OK);
	CHECK(same_bits(r, make(0, 0)));
	CHECK_EQ_INT(ax_complex_div_real(make(DBL_MAX, 2), 0.5, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_div_real(make(DBL_MIN, 0), 1e300, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_mul_real(make(DBL_MAX, 2), 2, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_mul_real(make(DBL_MIN, 0), 1e-300, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_div(make(DBL_MAX, DBL_MAX), make(DBL_MAX, DBL_MAX), &r, &err), AX_OK);
	CHECK(same_bits(r, make(1, 0)));
	CHECK_EQ_INT(ax_complex_div(make(0x1p-1074, 0x1p-1074), make(0x1p-1074, 0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(1, 1)));
	CHECK_EQ_INT(ax_complex_div(make(1, 0), make(0x1p-1074, 0x1p-1074), &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_div(make(0x1p-1074, 0), make(4, 4), &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_div(make(0, 0), make(DBL_MAX, 1), &r, &err), AX_OK);
	CHECK(same_bits(ax_complex_neg(make(0, -2)), make(-0.0, 2)));
	CHECK(same_bits(ax_complex_conj(make(-1, 0)), make(-1, -0.0)));
}

/* Infinite, NaN in a part with no infinite one, or finite. */
static int
class_of(AxComplex a)
{
	return ax_complex_is_infinite(a) ? 2 : ax_complex_is_nan(a);
}

/* Operands that are not finite, against the compiler's Annex G. */
static void
check_not_finite(void)
{
	for (size_t i = 0; i < COUNT(parts) * COUNT(parts); i++)
		for (size_t j = 0; j < COUNT(parts) * COUNT(parts); j++)
		{
			AxComplex	a = make(parts[i / COUNT(parts)], parts[i % COUNT(parts)]);
			AxComplex	b = make(parts[j / COUNT(parts)], parts[j % COUNT(parts)]);
			AxComplex	right;
			AxComplex	got;

			if (ax_complex_is_finite(a) && ax_complex_is_finite(b))
				continue;
			right = from_c(to_c(a) * to_c(b));
			CHECK_EQ_INT(ax_complex_mul(a, b, &got, &err), AX_OK);
			/* where only NaN is not finite, a product that overflows beside it stays NaN */
			CHECK_THAT_((class_of(got) == class_of(right) &&
						 (class_of(got) == 1 || ax_complex_equal(got, right))) ||
						(class_of(got) == 1 && class_of(a) < 2 && class_of(b) < 2),
						"(%g,%g) * (%g,%g) is (%g,%g), not (%g,%g)", a.re, a.im, b.re, b.im,
						got.re, got.im, right.re, right.im);
			if (b.re == 0 && b.im == 0)
				continue;
			right = from_c(to_c(a) / to_c(b));
			CHECK_EQ_INT(ax_complex_div(a, b, &got, &err), AX_OK);
			CHECK_THAT_((class_of(got) == class_of(right) &&
						 (ax_complex_is_nan(got) || ax_complex_is_nan(right) || ax_complex_equal(got, right))) ||
						(class_of(got) == 1 && class_of(a) < 2 && class_of(b) < 2),
						"(%g,%g) / (%g,%g) is (%g,%g), not (%g,%g)", a.re, a.im, b.re, b.im,
						got.re, got.im, right.re, right.im);
		}
}

static void
check_functions(void)
{
	AxComplex	r = {0, 0};
	double		x = 0;
	AxStatus	status;

	for (int round = 0; round < 20000; round++)
	{
		AxComplex	a = random_moderate();
		AxComplex	root = ax_complex_sqrt(a);
		AxComplex	none = {0, 0};

		near("squared root", a, none, AX_OK, make((double) ((long double) root.re * root.re - (long double) root.im * root.im),
												  2 * root.re * root.im), a.re, a.im, 4);
		CHECK(root.re >= 0);
		status = ax_complex_abs(a, &x, &err);
		near("abs", a, none, status, make(x, 0), hypotl(a.re, a.im), 0, 1);
		status = ax_complex_polar(x, ax_complex_arg(a), &r, &err);
		near("polar of abs and arg", a, none, status, r, a.re, a.im, 4);
		status = ax_complex_log(a, &r, &err);
		near("log", a, none, status, r, logl(hypotl(a.re, a.im)), atan2l(a.im, a.re), 2);
		if (fabs(a.re) < 100 && fabs(a.im) < 1000)
		{
			status = ax_complex_exp(a, &r, &err);
			near("exp", a, none, status, r, expl(a.re) * cosl(a.im), expl(a.re) * sinl(a.im), 3);
		}
		status = ax_complex_pow(a, make(3, 0), &r, &err);
		near("^ 3", a, none, status, r,
			 (long double) a.re * a.re * a.re - 3 * (long double) a.re * a.im * a.im,
			 3 * (long double) a.re * a.re * a.im - (long double) a.im * a.im * a.im, 2);
	}
	CHECK_EQ_INT(ax_complex_abs(make(DBL_MAX, DBL_MAX), &x, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_abs(make(NAN, -INFINITY), &x, &err), AX_OK);
	CHECK(x == INFINITY);
	CHECK(ax_complex_arg(make(-1, 0.0)) == M_PI && ax_complex_arg(make(-1, -0.0)) == -M_PI);

	/* branch cuts: the sign of the zero is the side */
	CHECK(same_bits(ax_complex_sqrt(make(-4, 0.0)), make(0, 2)));
	CHECK(same_bits(ax_complex_sqrt(make(-4, -0.0)), make(0, -2)));
	CHECK_EQ_INT(ax_complex_log(make(-1, 0.0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(0, M_PI)));
	CHECK_EQ_INT(ax_complex_log(make(-1, -0.0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(0, -M_PI)));
	CHECK_EQ_INT(ax_complex_log(make(0, -0.0), &r, &err), AX_LOGARITHM);

	CHECK_EQ_INT(ax_complex_polar(INFINITY, -0.0, &r, &err), AX_OK);
	CHECK(same_bits(r, make(INFINITY, -0.0)));
	CHECK_EQ_INT(ax_complex_polar(1, INFINITY, &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_exp(make(710, 0), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: overflow");
	CHECK_EQ_INT(ax_complex_exp(make(-800, 1), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: underflow");
	CHECK_EQ_INT(ax_complex_exp(make(-INFINITY, 1), &r, &err), AX_OK);
	CHECK(same_bits(r, make(0, 0)));

	CHECK_EQ_INT(ax_complex_pow(make(NAN, 5), make(0, -0.0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(1, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(1, 0), make(NAN, 5), &r, &err), AX_OK);
	CHECK(same_bits(r, make(1, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(0, 0), make(0, 0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(1, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(0, 0), make(2, 1), &r, &err), AX_OK);
	CHECK(same_bits(r, make(0, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(0, 0), make(-1, 0), &r, &err), AX_POWER);
	CHECK_EQ_INT(ax_complex_pow(make(0, 0), make(0, 1), &r, &err), AX_POWER);
	CHECK_EQ_INT(ax_complex_pow(make(0, 0), make(NAN, 1), &r, &err), AX_OK);
	CHECK(isnan(r.re));
	CHECK_EQ_INT(ax_complex_pow(make(0, 1), make(2, 0), &r, &err), AX_OK);
	CHECK(ax_complex_equal(r, make(-1, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(3, 4), make(-1, 0), &r, &err), AX_OK);
	near("^ -1", make(3, 4), make(-1, 0), AX_OK, r, 3.0L / 25, -4.0L / 25, 1);
	CHECK_EQ_INT(ax_complex_pow(make(1, 1), make(100, 0), &r, &err), AX_OK);
	CHECK(ax_complex_equal(r, make(-0x1p50, 0)));
	CHECK_EQ_INT(ax_complex_pow(make(2, 0), make(0.5, 0), &r, &err), AX_OK);
	CHECK(same_bits(r, make(sqrt(2), 0)));
	CHECK_EQ_INT(ax_complex_pow(make(10, 10), make(400, 0), &r, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_pow(make(1e300, 1), make(90, 0), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: overflow");
	CHECK_EQ_INT(ax_complex_pow(make(1e300, 1), make(-90, 0), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: underflow");
	CHECK_EQ_INT(ax_complex_pow(make(0x1p-1074, 0x1p-1074), make(-90, 0), &r, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: overflow");
	/* i^i = exp(-pi/2) */
	CHECK_EQ_INT(ax_complex_pow(make(0, 1), make(0, 1), &r, &err), AX_OK);
	near("^ i", make(0, 1), make(0, 1), AX_OK, r, 0.20787957635076190854695561983497877L, 0, 1);
}

static void
check_text(void)
{
	static const struct
	{
		const char *text;
		double		re;
		double		im;
	}			good[] = {
		{"(1,-2)", 1, -2}, {"1-2i", 1, -2}, {"1-2j", 1, -2}, {"(1-2*i)", 1, -2}, {"(1+-2*i)", 1, -2},
		{"3", 3, 0}, {"-3", -3, 0}, {"2i", 0, 2}, {"i", 0, 1}, {"-i", 0, -1}, {"+j", 0, 1}, {"1+i", 1, 1},
		{"1-I", 1, -1}, {"(3)", 3, 0}, {"(i)", 0, 1}, {" ( 1 , - 2 ) ", 1, -2}, {"\t1 - 2 * i\n", 1, -2},
		{"1e3-2.5E-1i", 1000, -0.25}, {"(.5,5.)", 0.5, 5}, {"(-0,0)", -0.0, 0},
		{"0-0i", 0, -0.0}, {"inf", INFINITY, 0}, {"infi", 0, INFINITY}, {"-Infinityi", 0, -INFINITY},
		{"(inf,-INFINITY)", INFINITY, -INFINITY}, {"nan", NAN, 0}, {"1+nani", 1, NAN}, {"(NaN,NaN)", NAN, NAN},
		{"4.9e-324+1.7976931348623157e308i", 0x1p-1074, DBL_MAX}, {"1--2i", 1, 2}
	};
	static const char *const bad[] = {
		"", " ", "(", ")", "()", "(1", "1)", "(1,)", "(,1)", "(1,2", "(1,2)x", "(1,2i)", "(i,1)", "1,2", "((1,2))",
		"1+2", "1+2i+3", "i+1", "1+2i3", "2ii", "*i", "1*", "1*2", "e5", "1e", ".", "(.,1)", "+", "-", "1-", "1 2i",
		"0x10", "nan(1)", "infinit", "1e5.5", "(1;2)", "1+2i j", "--1"
	};
	AxComplex	got = {0, 0};
	AxComplex	again = {0, 0};
	char		text[128];

	for (size_t i = 0; i < COUNT(good); i++)
	{
		AxStatus	status;

		status = ax_complex_parse(good[i].text, &got, &err);
		CHECK_THAT_(status == AX_OK && (same_bits(got, make(good[i].re, good[i].im)) ||
										isnan(good[i].re) || isnan(good[i].im)) &&
					ax_complex_equal(got, make(good[i].re, good[i].im)),
					"\"%s\": status %d, (%g,%g)", good[i].text, (int) status, got.re, got.im);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		CHECK_THAT_(ax_complex_parse(bad[i], &got, &err) == AX_TEXT, "\"%s\" is (%g,%g)", bad[i], got.re, got.im);
	CHECK_EQ_INT(ax_complex_parse("1e400", &got, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value \"1e400\" is out of range for type complex");
	CHECK_EQ_INT(ax_complex_parse("(0,1e-400)", &got, &err), AX_RANGE);
	CHECK_EQ_INT(ax_complex_parse("(0,0e-400)", &got, &err), AX_OK);

	/* 17 digits tell every double, in each form */
	for (int round = 0; round < 100000; round++)
	{
		static const char *const forms[] = {"(%.17g,%.17g)", "%.17g%+.17gi", "(%.17g+%.17g*i)", " %.17g %+.17g * J "};
		AxComplex	a = random_complex();

		snprintf(text, sizeof(text), forms[round % 4], a.re, a.im);
		CHECK_THAT_(ax_complex_parse(text, &again, &err) == AX_OK && ax_complex_equal(a, again),
					"\"%s\" is (%.17g,%.17g)", text, again.re, again.im);
	}
}

int
main(void)
{
	printf("seed %llu\n", (unsigned long long) SEED);
	check_order();
	check_arithmetic();
	check_not_finite();
	check_functions();
	check_text();
	return check_done();
}
