/*
 * point2d: a point or vector of the plane, two doubles.
 *
 * Every double is allowed in either place.  Comparison is that of
 * PostgreSQL's float8: -0 equals 0, all NaNs are equal and above everything
 * else.  Arithmetic fails as float8's does: a result that overflows or
 * underflows is AX_RANGE (22003), a zero divisor AX_DIVISION (22012);
 * infinities and NaN in the arguments pass through.
 */
#ifndef AX_NUM_POINT2D_H
#define AX_NUM_POINT2D_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

typedef struct AxPoint2d
{
	double		x;
	double		y;
} AxPoint2d;

/* Compares two doubles as float8 does: -1, 0, 1; NaN is the greatest. */
static inline int
ax_point2d_cmp_axis(double a, double b)
{
	if (a < b)
		return -1;
	if (a > b)
		return 1;
	if (a == b)
		return 0;
	/* one of them is NaN */
	return (a != a) - (b != b);
}

/* Compares lexicographically, by x, then y: -1, 0, 1.  The order is arbitrary. */
static inline int
ax_point2d_cmp(AxPoint2d a, AxPoint2d b)
{
	int			order = ax_point2d_cmp_axis(a.x, b.x);

	return order != 0 ? order : ax_point2d_cmp_axis(a.y, b.y);
}

/* Says whether ax_point2d_cmp() is 0. */
static inline bool
ax_point2d_eq(AxPoint2d a, AxPoint2d b)
{
	return (a.x == b.x || (a.x != a.x && b.x != b.x)) &&
		(a.y == b.y || (a.y != a.y && b.y != b.y));
}

/* A hash of 64 good bits; equal points have equal hashes.  Stored in indexes. */
extern uint64_t ax_point2d_hash(AxPoint2d a, uint64_t seed);

/* a + b, a - b, as vectors. */
extern AxStatus ax_point2d_add(AxPoint2d a, AxPoint2d b, AxPoint2d *out,
							   AxError *err);
extern AxStatus ax_point2d_sub(AxPoint2d a, AxPoint2d b, AxPoint2d *out,
							   AxError *err);

/* a * factor. */
extern AxStatus ax_point2d_mul(AxPoint2d a, double factor, AxPoint2d *out,
							   AxError *err);

/* a / divisor; 22012 for 0, unless all that is divided by it is NaN. */
extern AxStatus ax_point2d_div(AxPoint2d a, double divisor, AxPoint2d *out,
							   AxError *err);

/* -a. */
extern AxPoint2d ax_point2d_neg(AxPoint2d a);

/* a.x * b.x + a.y * b.y; it fails where that expression of float8 fails. */
extern AxStatus ax_point2d_dot(AxPoint2d a, AxPoint2d b, double *out,
							   AxError *err);

/*
 * The length of the vector (dx, dy), within one unit in the last place; NaN if
 * either is NaN, infinity beyond the range.  Monotone in |dx| and in |dy|, so
 * that the distance of a box is never above that of a point in it.
 */
extern double ax_point2d_length(double dx, double dy);

/* ax_point2d_length() of the difference, so infinity beyond the range. */
extern double ax_point2d_reach(AxPoint2d a, AxPoint2d b);

/* The same as a result: beyond the range of finite points is 22003. */
extern AxStatus ax_point2d_distance(AxPoint2d a, AxPoint2d b, double *out,
									AxError *err);

#endif
