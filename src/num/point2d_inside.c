/*
 * Points in polygons.
 *
 * A ray to the right of the point crosses the edges; on which side of an edge
 * the point lies is decided with doubles where their error bound allows it, and
 * exactly otherwise (J. R. Shewchuk, Adaptive Precision Floating-Point
 * Arithmetic and Fast Robust Geometric Predicates, 1997).
 */
#include <math.h>

#include "num/point2d_box.h"

/* Shewchuk's ccwerrboundA: (3 + 16e)e with e = 2^-53. */
#define SIDE_ERROR 3.3306690738754716e-16

/* Parts of an exact sum, the least first; twelve terms make at most twelve. */
typedef struct Expansion
{
	double		parts[12];
	int			count;
} Expansion;

/* Adds v exactly. */
static void
add_term(Expansion *sum, double v)
{
	int			count = 0;

	for (int i = 0; i < sum->count; i++)
	{
		double		part = sum->parts[i];
		double		high = v + part;
		double		tail = high - v;
		double		low = (v - (high - tail)) + (part - tail);

		v = high;
		if (low != 0)
			sum->parts[count++] = low;
	}
	if (v != 0)
		sum->parts[count++] = v;
	sum->count = count;
}

/* Adds a * b exactly. */
static void
add_product(Expansion *sum, double a, double b)
{
	double		high = a * b;

	add_term(sum, fma(a, b, -high));
	add_term(sum, high);
}

static double
largest(AxPoint2d p)
{
	return fmax(fabs(p.x), fabs(p.y));
}

static int
exact_side(AxPoint2d a, AxPoint2d b, AxPoint2d p)
{
	Expansion	sum = {{0}, 0};
	int			exponent;

	/* a power of two keeps every product in range */
	frexp(fmax(largest(p), fmax(largest(a), largest(b))), &exponent);
	a.x = ldexp(a.x, 400 - exponent);
	a.y = ldexp(a.y, 400 - exponent);
	b.x = ldexp(b.x, 400 - exponent);
	b.y = ldexp(b.y, 400 - exponent);
	p.x = ldexp(p.x, 400 - exponent);
	p.y = ldexp(p.y, 400 - exponent);
	add_product(&sum, a.x, b.y);
	add_product(&sum, -a.y, b.x);
	add_product(&sum, b.x, p.y);
	add_product(&sum, -b.y, p.x);
	add_product(&sum, p.x, a.y);
	add_product(&sum, -p.y, a.x);
	if (sum.count == 0)
		return 0;
	return sum.parts[sum.count - 1] > 0 ? 1 : -1;
}

/* 1 if p lies to the left of the line from a to b, -1 to the right, 0 on it. */
static int
side(AxPoint2d a, AxPoint2d b, AxPoint2d p)
{
	double		left = (b.x - a.x) * (p.y - a.y);
	double		right = (b.y - a.y) * (p.x - a.x);
	double		turn = left - right;

	/* also false for what overflowed or came near to underflow */
	if (fabs(turn) > SIDE_ERROR * (fabs(left) + fabs(right)) &&
		fabs(turn) > 0x1p-900 && isfinite(turn))
		return turn > 0 ? 1 : -1;
	return exact_side(a, b, p);
}

bool
ax_point2d_inside(AxPoint2d p, const AxPoint2d *vertices, int count,
				  AxPoint2d lo, AxPoint2d hi)
{
	bool		inside = false;
	AxPoint2d	a;

	if (!(lo.x <= p.x && p.x <= hi.x && lo.y <= p.y && p.y <= hi.y) ||
		!isfinite(lo.x) || !isfinite(lo.y) || !isfinite(hi.x) || !isfinite(hi.y) ||
		count < 1)
		return false;
	a = vertices[count - 1];
	for (int i = 0; i < count; i++)
	{
		AxPoint2d	b = vertices[i];

		if (b.x == p.x && b.y == p.y)
			return true;
		if ((a.y > p.y) != (b.y > p.y))
		{
			int			turn = side(a, b, p);

			if (turn == 0)
				return true;
			if ((turn > 0) == (b.y > a.y))
				inside = !inside;
		}
		else if (a.y == p.y && b.y == p.y && (a.x < p.x) != (b.x < p.x))
			return true;
		a = b;
	}
	return inside;
}
