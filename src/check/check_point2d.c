/* Unit and property tests of num/point2d.c: order, hash, arithmetic, distance. */
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "num/point2d.h"

#define SEED UINT64_C(20260103)

static AxError err;
static uint64_t random_state = SEED;

static const double zoo[] = {
	0.0, -0.0, 1, -1, 0.1, 1e-308, 5e-324, -5e-324, 1e154, -1e155, 1.7976931348623157e308,
	-1.7976931348623157e308, INFINITY, -INFINITY, NAN, 3
};

#define ZOO (sizeof(zoo) / sizeof(zoo[0]))

static uint64_t
random64(void)
{
	uint64_t	z = random_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Any bits, numbers of like size, small whole numbers, the zoo. */
static double
random_double(void)
{
	uint64_t	bits = random64();
	double		v;

	switch (random64() % 4)
	{
		case 0:
			memcpy(&v, &bits, sizeof(v));
			return v;
		case 1:
			return ldexp((double) (int64_t) bits, -53);
		case 2:
			return (double) (int64_t) (bits % 7) - 3;
		default:
			return zoo[bits % ZOO];
	}
}

static AxPoint2d
random_point(void)
{
	AxPoint2d	p;

	p.x = random_double();
	p.y = random_double();
	return p;
}

/* The order in other words: a rank of classes, then the numbers. */
static int
oracle_axis(double a, double b)
{
	if (isnan(a) || isnan(b))
		return (isnan(a) != 0) - (isnan(b) != 0);
	return (a > b) - (a < b);
}

static int
oracle(AxPoint2d a, AxPoint2d b)
{
	return oracle_axis(a.x, b.x) != 0 ? oracle_axis(a.x, b.x) : oracle_axis(a.y, b.y);
}

static void
check_order(AxPoint2d a, AxPoint2d b, AxPoint2d c)
{
	int			ab = ax_point2d_cmp(a, b);
	int			bc = ax_point2d_cmp(b, c);

	CHECK_EQ_INT(ab, oracle(a, b));
	CHECK_EQ_INT(ax_point2d_cmp(b, a), -ab);
	CHECK(ax_point2d_eq(a, b) == (ab == 0));
	CHECK(ax_point2d_eq(a, a) && ax_point2d_cmp(a, a) == 0);
	if (ab <= 0 && bc <= 0)
		CHECK(ax_point2d_cmp(a, c) <= 0);
	if (ab == 0)
	{
		CHECK(ax_point2d_hash(a, 0) == ax_point2d_hash(b, 0));
		CHECK(ax_point2d_hash(a, 12345) == ax_point2d_hash(b, 12345));
	}
	else
		CHECK(ax_point2d_hash(a, 0) != ax_point2d_hash(b, 0));
	CHECK(ax_point2d_hash(a, 1) != ax_point2d_hash(a, 2));
}

/* Every low and high bit of the hash is about as often set as not. */
static void
check_hash_spread(void)
{
	int			ones[64] = {0};
	const int	n = 200 * 200;

	for (int x = 0; x < 200; x++)
		for (int y = 0; y < 200; y++)
		{
			uint64_t	h = ax_point2d_hash((AxPoint2d) {x, y}, 0);

			for (int bit = 0; bit < 64; bit++)
				ones[bit] += (h >> bit) & 1;
		}
	for (int bit = 0; bit < 64; bit++)
		CHECK_THAT_(abs(ones[bit] - n / 2) < 5 * 100, "bit %d is set %d times of %d",
					bit, ones[bit], n);
	CHECK(ax_point2d_hash((AxPoint2d) {1, 2}, 0) != ax_point2d_hash((AxPoint2d) {2, 1}, 0));
}

/* Wants what float8 gives for one place: a value, or one of three errors. */
static AxStatus
oracle_op(char op, double a, double b, double *right)
{
	bool		finite = !isinf(a) && !isinf(b);

	if (op == '/')
	{
		if (b == 0 && !isnan(a))
			return AX_DIVISION;
		*right = a / b;
		if (isinf(*right) && !isinf(a))
			return AX_RANGE;
		return *right == 0 && a != 0 && !isinf(b) ? AX_RANGE : AX_OK;
	}
	*right = op == '+' ? a + b : op == '-' ? a - b : a * b;
	if (isinf(*right) && finite)
		return AX_RANGE;
	return op == '*' && *right == 0 && a != 0 && b != 0 ? AX_RANGE : AX_OK;
}

static bool
same(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b && signbit(a) == signbit(b);
}

static void
check_op(char op, AxPoint2d a, AxPoint2d b)
{
	AxPoint2d	got = {0, 0};
	double		x = 0;
	double		y = 0;
	AxStatus	status;
	AxStatus	right;

	right = oracle_op(op, a.x, b.x, &x);
	if (right == AX_OK)
		right = oracle_op(op, a.y, op == '*' || op == '/' ? b.x : b.y, &y);
	status = op == '+' ? ax_point2d_add(a, b, &got, &err) :
		op == '-' ? ax_point2d_sub(a, b, &got, &err) :
		op == '*' ? ax_point2d_mul(a, b.x, &got, &err) :
		ax_point2d_div(a, b.x, &got, &err);
	CHECK_THAT_(status == right && (status != AX_OK || (same(got.x, x) && same(got.y, y))),
				"(%g,%g) %c (%g,%g): status %d, (%g,%g)", a.x, a.y, op, b.x, b.y,
				(int) status, got.x, got.y);
}

static void
check_distance(AxPoint2d a, AxPoint2d b)
{
	double		got = ax_point2d_reach(a, b);
	double		checked;
	double		dx = a.x - b.x;
	double		dy = a.y - b.y;
	long double exact = sqrtl((long double) dx * dx + (long double) dy * dy);
	AxStatus	status = ax_point2d_distance(a, b, &checked, &err);

	CHECK(same(got, ax_point2d_reach(b, a)));
	CHECK(same(checked, got));
	CHECK(same(got, ax_point2d_length(dy, -dx)));
	if (isnan(dx) || isnan(dy))
		CHECK(isnan(got) && status == AX_OK);
	else if (isinf(dx) || isinf(dy))
		CHECK(isinf(got) && status == (isinf(a.x) || isinf(a.y) || isinf(b.x) || isinf(b.y) ? AX_OK : AX_RANGE));
	else if (isinf(got))
		CHECK(exact > 1.79e308L && status == AX_RANGE);
	else
		/* a unit in the last place, or of the least double */
		CHECK_THAT_(fabsl(got - exact) <= exact * 0x1.8p-52L + 0x1p-1074L,
					"length (%g,%g) is %.17g, not %.17Lg", dx, dy, got, exact);
	CHECK(!(got == 0) || (dx == 0 && dy == 0));
}

/* A step away on one axis is never a step nearer, which hypot() does not promise. */
static void
check_monotone(double dx, double dy)
{
	double		before = ax_point2d_length(dx, dy);

	if (isnan(before))
		return;
	CHECK(ax_point2d_length(nextafter(fabs(dx), INFINITY), dy) >= before);
	CHECK(ax_point2d_length(dx, nextafter(fabs(dy), INFINITY)) >= before);
}

static void
check_dot(AxPoint2d a, AxPoint2d b)
{
	double		x = 0;
	double		y = 0;
	double		right = 0;
	double		got = 0;
	AxStatus	status = oracle_op('*', a.x, b.x, &x);

	if (status == AX_OK)
		status = oracle_op('*', a.y, b.y, &y);
	if (status == AX_OK)
		status = oracle_op('+', x, y, &right);
	CHECK_EQ_INT(ax_point2d_dot(a, b, &got, &err), status);
	if (status == AX_OK)
		CHECK(same(got, right));
}

static void
check_pair(AxPoint2d a, AxPoint2d b)
{
	check_op('+', a, b);
	check_op('-', a, b);
	check_op('*', a, b);
	check_op('/', a, b);
	check_dot(a, b);
	check_distance(a, b);
	check_monotone(a.x, b.y);
	check_monotone(a.x * 0x1p-500, a.y * 0x1p-500);
}

int
main(void)
{
	AxPoint2d	p = {1, 2};
	double		d;

	printf("check_point2d, seed %llu\n", (unsigned long long) SEED);
	for (size_t i = 0; i < ZOO * ZOO; i++)
		for (size_t j = 0; j < ZOO * ZOO; j++)
		{
			AxPoint2d	a = {zoo[i / ZOO], zoo[i % ZOO]};
			AxPoint2d	b = {zoo[j / ZOO], zoo[j % ZOO]};

			check_order(a, b, random_point());
			check_pair(a, b);
		}
	for (int i = 0; i < 500000; i++)
	{
		AxPoint2d	a = random_point();
		AxPoint2d	b = random_point();

		check_order(a, b, random_point());
		check_pair(a, b);
	}
	check_hash_spread();
	p = ax_point2d_neg(p);
	CHECK(p.x == -1 && p.y == -2);
	CHECK(signbit(ax_point2d_neg((AxPoint2d) {0, 1}).x));
	CHECK_EQ_INT(ax_point2d_distance((AxPoint2d) {0, 0}, (AxPoint2d) {3, 4}, &d, &err), AX_OK);
	CHECK(d == 5);
	CHECK(ax_point2d_length(3e-320, 4e-320) == 5e-320);
	CHECK(ax_point2d_length(3e300, 4e300) == 5e300);
	CHECK_EQ_INT(ax_point2d_distance((AxPoint2d) {1e308, 0}, (AxPoint2d) {-1e308, 0}, &d, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: overflow");
	CHECK_EQ_INT(ax_point2d_mul((AxPoint2d) {1e-200, 0}, 1e-200, &p, &err), AX_RANGE);
	CHECK_EQ_STR(err.message, "value out of range: underflow");
	CHECK_EQ_INT(ax_point2d_div((AxPoint2d) {1, 1}, 0, &p, &err), AX_DIVISION);
	CHECK_EQ_STR(err.message, "division by zero");
	return check_done();
}
