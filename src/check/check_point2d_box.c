/* Unit and property tests of num/point2d_box.c and num/point2d_inside.c. */
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "num/point2d_box.h"

#define SEED UINT64_C(20260104)

static uint64_t random_state = SEED;

static const double zoo[] = {
	0.0, -0.0, 1, -1, 0.1, -0.1, 1e-308, 5e-324, -5e-324, 1e154, -1e155, 1.7976931348623157e308,
	-1.7976931348623157e308, INFINITY, -INFINITY, NAN, 3, 4503599627370497.5, 1e9, 1000000001
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

static double
random_double(void)
{
	uint64_t	bits = random64();
	double		v;

	switch (random64() % 5)
	{
		case 0:
			memcpy(&v, &bits, sizeof(v));
			return v;
		case 1:
			return ldexp((double) (int64_t) bits, -53);
		case 2:
			return 1e9 + (double) (bits % 1000) / 1024;
		case 3:
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

static AxBox2d
box_of(AxPoint2d p)
{
	return ax_key2d_box(ax_point2d_key(p));
}

static bool
contains(AxBox2d box, AxBox2d other)
{
	AxBox2d		both = box;

	ax_box2d_extend(&both, other);
	return ax_point2d_eq(both.lo, box.lo) && ax_point2d_eq(both.hi, box.hi);
}

static double
width_of(double lower, double upper)
{
	return upper - lower;
}

static void
check_key(AxPoint2d a, AxPoint2d b)
{
	AxBox2d		box = box_of(a);
	AxBox2d		packed;
	AxKey2d		key = ax_point2d_key(a);
	AxKey2d		again;

	CHECK(!ax_key2d_is_box(key));
	CHECK(ax_point2d_eq(box.lo, a) && ax_point2d_eq(box.hi, a));
	ax_box2d_extend(&box, box_of(b));
	CHECK(ax_box2d_has(&box, a) && ax_box2d_has(&box, b));
	key = ax_box2d_pack(box);
	CHECK(ax_key2d_is_box(key));
	packed = ax_key2d_box(key);
	CHECK_THAT_(contains(packed, box), "(%.17g,%.17g) to (%.17g,%.17g) becomes (%.17g,%.17g) to (%.17g,%.17g)",
				box.lo.x, box.lo.y, box.hi.x, box.hi.y,
				packed.lo.x, packed.lo.y, packed.hi.x, packed.hi.y);
	again = ax_box2d_pack(packed);
	packed = ax_key2d_box(again);
	CHECK(contains(ax_key2d_box(key), packed));
	/* narrow where floats can be */
	if (width_of(box.lo.x, box.hi.x) < 0x1p1000 && fabs(box.lo.x) < 0x1p1000)
		CHECK(width_of(packed.lo.x, packed.hi.x) <=
			  width_of(box.lo.x, box.hi.x) * 1.04 + fabs(box.lo.x) * 0x1p-22 + 0x1p-1020);
}

/* A box says of its points nothing that is not so. */
static void
check_reach(AxPoint2d a, AxPoint2d b, AxPoint2d q)
{
	AxBox2d		box = box_of(a);
	double		bound;
	double		distance = ax_point2d_reach(a, q);

	CHECK(ax_point2d_cmp_axis(ax_box2d_reach(&box, q), distance) <= 0);
	ax_box2d_extend(&box, box_of(b));
	box = ax_key2d_box(ax_box2d_pack(box));
	bound = ax_box2d_reach(&box, q);
	CHECK(!isnan(bound) || isnan(box.lo.x) || isnan(box.lo.y));
	CHECK_THAT_(ax_point2d_cmp_axis(bound, distance) <= 0,
				"(%g,%g) to (%g,%g) is %.17g, its box %.17g away", a.x, a.y, q.x, q.y, distance, bound);
	CHECK(ax_point2d_cmp_axis(bound, ax_point2d_reach(b, q)) <= 0);
	/* a point within bounds is found through its box */
	if (q.x <= a.x && a.x <= b.x && q.y <= a.y && a.y <= b.y)
		CHECK(ax_box2d_meets(&box, q, b) && ax_box2d_meets(&box, q, a));
	if (isnan(q.x) || isnan(q.y))
		CHECK(!ax_box2d_meets(&box, q, a) && !ax_box2d_meets(&box, a, q));
}

/* Neighbours on a grid in one corner of a square are neighbours on the curve, both ways. */
static void
check_curve(void)
{
	enum
	{
		SIDE = 64
	};
	static struct
	{
		int			x;
		int			y;
	}			at[SIDE * SIDE];
	uint64_t	first = UINT64_MAX;
	uint64_t	step;

	for (int x = 0; x < SIDE; x++)
		for (int y = 0; y < SIDE; y++)
		{
			AxPoint2d	p = {1 + x / (double) SIDE, 1 + y / (double) SIDE};
			uint64_t	place = ax_point2d_curve(p);

			first = place < first ? place : first;
		}
	/* from -2 to 2 are 2^26 cells an axis, a step of the grid is 2^18 of them */
	step = UINT64_C(1) << 2 * 18;
	first = first / step;
	for (int x = 0; x < SIDE; x++)
		for (int y = 0; y < SIDE; y++)
		{
			AxPoint2d	p = {1 + x / (double) SIDE, 1 + y / (double) SIDE};
			uint64_t	place = ax_point2d_curve(p) / step - first;

			CHECK(place < SIDE * SIDE);
			if (place < SIDE * SIDE)
			{
				at[place].x = x;
				at[place].y = y;
			}
		}
	for (int i = 1; i < SIDE * SIDE; i++)
		CHECK_EQ_INT(abs(at[i].x - at[i - 1].x) + abs(at[i].y - at[i - 1].y), 1);
	CHECK(ax_point2d_curve((AxPoint2d) {0, -0.0}) != ax_point2d_curve((AxPoint2d) {1, 0}));
	CHECK(ax_point2d_curve((AxPoint2d) {NAN, 1}) == ax_point2d_curve((AxPoint2d) {-NAN, 1}));
}

typedef struct Lattice
{
	int64_t		x;
	int64_t		y;
} Lattice;

/* On the edge from a to b, inside by the crossings of a ray: in whole numbers. */
static bool
oracle_inside(Lattice p, const Lattice *v, int n)
{
	bool		inside = false;

	for (int i = 0; i < n; i++)
	{
		Lattice		a = v[i];
		Lattice		b = v[(i + 1) % n];
		__int128	turn = (__int128) (b.x - a.x) * (p.y - a.y) - (__int128) (b.y - a.y) * (p.x - a.x);
		bool		in_x = (a.x <= p.x && p.x <= b.x) || (b.x <= p.x && p.x <= a.x);
		bool		in_y = (a.y <= p.y && p.y <= b.y) || (b.y <= p.y && p.y <= a.y);

		if (turn == 0 && in_x && in_y)
			return true;
		if (a.y > b.y)
		{
			Lattice		c = a;

			a = b;
			b = c;
			turn = -turn;
		}
		/* the edge crosses the ray to the right of p */
		if (a.y <= p.y && p.y < b.y && turn > 0)
			inside = !inside;
	}
	return inside;
}

static void
check_polygon(int bits, int64_t offset, double scale)
{
	Lattice		corners[8];
	AxPoint2d	vertices[8];
	int			n = 1 + (int) (random64() % 8);
	AxPoint2d	lo = {INFINITY, INFINITY};
	AxPoint2d	hi = {-INFINITY, -INFINITY};

	for (int i = 0; i < n; i++)
	{
		corners[i].x = (int64_t) (random64() >> (64 - bits)) + offset;
		corners[i].y = (int64_t) (random64() >> (64 - bits)) + offset;
		vertices[i].x = (double) corners[i].x * scale;
		vertices[i].y = (double) corners[i].y * scale;
		lo.x = fmin(lo.x, vertices[i].x);
		lo.y = fmin(lo.y, vertices[i].y);
		hi.x = fmax(hi.x, vertices[i].x);
		hi.y = fmax(hi.y, vertices[i].y);
	}
	for (int i = 0; i < 20; i++)
	{
		Lattice		p = {(int64_t) (random64() >> (64 - bits)) + offset,
		(int64_t) (random64() >> (64 - bits)) + offset};
		AxPoint2d	q;

		/* half of them as near to an edge as the lattice allows */
		if (i % 2)
		{
			Lattice		a = corners[random64() % n];
			Lattice		b = corners[random64() % n];
			int64_t		part = (int64_t) (random64() % 9);

			p.x = a.x + (b.x - a.x) / 8 * part + (int64_t) (random64() % 3) - 1;
			p.y = a.y + (b.y - a.y) / 8 * part + (int64_t) (random64() % 3) - 1;
		}
		q.x = (double) p.x * scale;
		q.y = (double) p.y * scale;
		CHECK_THAT_(ax_point2d_inside(q, vertices, n, lo, hi) == oracle_inside(p, corners, n),
					"(%.17g,%.17g) in a polygon of %d vertices, %d bits", q.x, q.y, n, bits);
	}
}

int
main(void)
{
	static const AxPoint2d square[] = {{0, 0}, {2, 0}, {2, 2}, {0, 2}};
	AxPoint2d	lo = {0, 0};
	AxPoint2d	hi = {2, 2};
	AxPoint2d	endless = {INFINITY, 2};
	AxPoint2d	unknown = {NAN, 2};

	printf("check_point2d_box, seed %llu\n", (unsigned long long) SEED);
	for (size_t i = 0; i < ZOO * ZOO; i++)
		for (size_t j = 0; j < ZOO * ZOO; j++)
		{
			AxPoint2d	a = {zoo[i / ZOO], zoo[i % ZOO]};
			AxPoint2d	b = {zoo[j / ZOO], zoo[j % ZOO]};

			check_key(a, b);
			check_reach(a, b, random_point());
			check_reach(a, random_point(), b);
		}
	for (int i = 0; i < 500000; i++)
	{
		check_key(random_point(), random_point());
		check_reach(random_point(), random_point(), random_point());
	}
	check_curve();
	for (int i = 0; i < 20000; i++)
	{
		check_polygon(3, -4, 1);
		check_polygon(8, 0, 0.25);
		check_polygon(8, INT64_C(1) << 52, 1);
		check_polygon(40, -(INT64_C(1) << 39), 1);
		check_polygon(50, 0, 0x1p970);
		check_polygon(50, 0, 0x1p-1074);
	}
	CHECK(ax_point2d_inside((AxPoint2d) {1, 1}, square, 4, lo, hi));
	CHECK(ax_point2d_inside((AxPoint2d) {2, 1}, square, 4, lo, hi));
	CHECK(!ax_point2d_inside((AxPoint2d) {nextafter(2, 3), 1}, square, 4, lo, hi));
	CHECK(!ax_point2d_inside((AxPoint2d) {NAN, 1}, square, 4, lo, hi));
	CHECK(!ax_point2d_inside((AxPoint2d) {1, 1}, square, 4, lo, endless));
	CHECK(!ax_point2d_inside((AxPoint2d) {1, 1}, square, 4, lo, unknown));
	return check_done();
}
