/*
 * Boxes round point2d values, and their form as keys of an index.
 *
 * A box of this file is ordered as float8 is: hi is NaN on an axis where a
 * point has NaN, lo where all have.  A key is 16 bytes, whether it is one point
 * or a box.  A point is its own bits, with NaN as the one positive quiet NaN;
 * a box is told from it by a negative NaN in place of x, and holds 51 bits an
 * axis: 35 of the lower bound (all of the exponent, 23 digits) rounded down,
 * and 16 of the width (11 and 5 digits) rounded up.  So a key's box contains
 * all that it was made of and is at most 3 % wider, but for bounds closer than
 * 2^-23 of their size and for the least numbers.  Keys are stored in indexes.
 */
#ifndef AX_NUM_POINT2D_BOX_H
#define AX_NUM_POINT2D_BOX_H

#include <math.h>
#include <string.h>

#include "num/point2d.h"

/* Bits of an axis in a box's key: dropped from the lower bound, and of the width. */
#define AX_KEY2D_DROPPED 29
#define AX_KEY2D_WIDTH 16

/* Codes of a width: an exponent of all ones is no number. */
#define AX_KEY2D_INFINITE 0xFFE0u
#define AX_KEY2D_NAN 0xFFFFu

typedef struct AxBox2d
{
	AxPoint2d	lo;				/* least coordinates */
	AxPoint2d	hi;				/* greatest coordinates */
} AxBox2d;

typedef struct AxKey2d
{
	uint64_t	x;				/* bits of a point's x, or the tag and x axis of a box */
	uint64_t	y;				/* bits of a point's y, or the y axis of a box */
} AxKey2d;

/* The key of a point. */
extern AxKey2d ax_point2d_key(AxPoint2d p);

/* Says whether a key is one of a box. */
static inline bool
ax_key2d_is_box(AxKey2d key)
{
	return key.x >> 51 == 0x1FFF;
}

/* The least key that contains a box: packing what was unpacked changes nothing. */
extern AxKey2d ax_box2d_pack(AxBox2d box);

/* The point of a key that is one of a point. */
static inline AxPoint2d
ax_key2d_point(AxKey2d key)
{
	AxPoint2d	p;

	memcpy(&p.x, &key.x, sizeof(p.x));
	memcpy(&p.y, &key.y, sizeof(p.y));
	return p;
}

static inline double
ax_key2d_double(uint64_t bits)
{
	double		v;

	memcpy(&v, &bits, sizeof(v));
	return v;
}

/* The upper bound that a lower one and a width's code say. */
static inline double
ax_key2d_upper(double lower, uint32_t code)
{
	if (code >= AX_KEY2D_INFINITE)
		return code == AX_KEY2D_INFINITE ? (double) INFINITY : (double) NAN;
	return lower + ax_key2d_double((uint64_t) code << (63 - AX_KEY2D_WIDTH));
}

/* The box of a key that is one of a box. */
static inline AxBox2d
ax_key2d_unpack(AxKey2d key)
{
	const uint32_t mask = (1u << AX_KEY2D_WIDTH) - 1;
	AxBox2d		box;

	/* the tag falls out at the left, the width at the right */
	box.lo.x = ax_key2d_double((key.x << 13 >> (13 + AX_KEY2D_WIDTH)) << AX_KEY2D_DROPPED);
	box.lo.y = ax_key2d_double((key.y << 13 >> (13 + AX_KEY2D_WIDTH)) << AX_KEY2D_DROPPED);
	box.hi.x = ax_key2d_upper(box.lo.x, (uint32_t) key.x & mask);
	box.hi.y = ax_key2d_upper(box.lo.y, (uint32_t) key.y & mask);
	return box;
}

/* The box of any key, no wider than its point if it is one of a point. */
static inline AxBox2d
ax_key2d_box(AxKey2d key)
{
	AxBox2d		box;

	if (ax_key2d_is_box(key))
		return ax_key2d_unpack(key);
	box.lo = ax_key2d_point(key);
	box.hi = ax_key2d_point(key);
	return box;
}

/* Widens *box so that it contains other. */
static inline void
ax_box2d_extend(AxBox2d *box, AxBox2d other)
{
	/* without NaN in the way each of these is one comparison */
	if (ax_point2d_cmp_axis(other.lo.x, box->lo.x) < 0)
		box->lo.x = other.lo.x;
	if (ax_point2d_cmp_axis(other.lo.y, box->lo.y) < 0)
		box->lo.y = other.lo.y;
	if (ax_point2d_cmp_axis(other.hi.x, box->hi.x) > 0)
		box->hi.x = other.hi.x;
	if (ax_point2d_cmp_axis(other.hi.y, box->hi.y) > 0)
		box->hi.y = other.hi.y;
}

/* Says whether a point may lie in the box. */
static inline bool
ax_box2d_has(const AxBox2d *box, AxPoint2d p)
{
	return ax_point2d_cmp_axis(box->lo.x, p.x) <= 0 &&
		ax_point2d_cmp_axis(p.x, box->hi.x) <= 0 &&
		ax_point2d_cmp_axis(box->lo.y, p.y) <= 0 &&
		ax_point2d_cmp_axis(p.y, box->hi.y) <= 0;
}

/*
 * Says whether a point of the box may lie within bounds as PostgreSQL's types
 * compare them, which is false with NaN in the point or in the bounds.
 */
static inline bool
ax_box2d_meets(const AxBox2d *box, AxPoint2d lo, AxPoint2d hi)
{
	/* written so that a NaN in box->hi lets the rest decide */
	return box->lo.x <= hi.x && !(box->hi.x < lo.x) && lo.x <= hi.x &&
		box->lo.y <= hi.y && !(box->hi.y < lo.y) && lo.y <= hi.y;
}

/* A bound from below of ax_point2d_reach() to every point of the box. */
extern double ax_box2d_reach(const AxBox2d *box, AxPoint2d p);

/*
 * The place of a point on a Hilbert curve through all points up to a power of
 * two in size, and then those up to the next: near on the curve is near in the
 * plane.
 */
extern uint64_t ax_point2d_curve(AxPoint2d p);

/*
 * Says whether a point lies inside a polygon or on its edge, exactly but for
 * vertices 1e200 times nearer to 0 than the farthest; an edge that crosses
 * itself divides inside from outside by the even-odd rule.  lo and hi are the
 * polygon's bounds; where one is not finite nothing is inside.
 */
extern bool ax_point2d_inside(AxPoint2d p, const AxPoint2d *vertices, int count,
							  AxPoint2d lo, AxPoint2d hi);

#endif
