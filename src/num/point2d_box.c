/* Packing of boxes into keys, bounds of distances, and the Hilbert curve. */
#include "num/point2d_box.h"

#define CANONICAL_NAN UINT64_C(0x7FF8000000000000)
#define BOX_TAG UINT64_C(0xFFF8000000000000)

static uint64_t
bits_of(double v)
{
	uint64_t	bits;

	memcpy(&bits, &v, sizeof(bits));
	return bits;
}

AxKey2d
ax_point2d_key(AxPoint2d p)
{
	AxKey2d		key;

	key.x = isnan(p.x) ? CANONICAL_NAN : bits_of(p.x);
	key.y = isnan(p.y) ? CANONICAL_NAN : bits_of(p.y);
	return key;
}

/* The 35 bits of v rounded down. */
static uint64_t
pack_lower(double v)
{
	uint64_t	bits = isnan(v) ? CANONICAL_NAN : bits_of(v);
	uint64_t	kept = bits >> AX_KEY2D_DROPPED;

	/* a negative number goes away from 0; past the greatest it is -infinity */
	if (v < 0 && kept << AX_KEY2D_DROPPED != bits)
		kept++;
	return kept;
}

/* The least code whose upper bound is not below upper. */
static uint32_t
pack_width(double lower, double upper)
{
	uint32_t	code;

	if (isnan(upper))
		return AX_KEY2D_NAN;
	if (upper <= lower)
		return 0;
	if (isinf(upper) || isinf(upper - lower))
		return AX_KEY2D_INFINITE;
	code = (uint32_t) (bits_of(upper - lower) >> (63 - AX_KEY2D_WIDTH));
	while (ax_key2d_upper(lower, code) < upper)
		code++;
	while (code > 0 && ax_key2d_upper(lower, code - 1) >= upper)
		code--;
	return code;
}

static uint64_t
pack_axis(double lower, double upper)
{
	uint64_t	kept = pack_lower(lower);

	return kept << AX_KEY2D_WIDTH | pack_width(ax_key2d_double(kept << AX_KEY2D_DROPPED), upper);
}

AxKey2d
ax_box2d_pack(AxBox2d box)
{
	AxKey2d		key;

	key.x = BOX_TAG | pack_axis(box.lo.x, box.hi.x);
	key.y = pack_axis(box.lo.y, box.hi.y);
	return key;
}

/* How far p lies outside; 0 where NaN leaves it open. */
static inline double
axis_reach(double lower, double upper, double p)
{
	if (p < lower)
		return lower - p;
	if (p > upper)
		return p - upper;
	return 0;
}

double
ax_box2d_reach(const AxBox2d *box, AxPoint2d p)
{
	return ax_point2d_length(axis_reach(box->lo.x, box->hi.x, p.x),
							 axis_reach(box->lo.y, box->hi.y, p.y));
}

/* Bits of a coordinate on the curve. */
#define CURVE_BITS 26

/* The cell of v among 2^26 from -unit to unit; NaN is in the last. */
static uint32_t
curve_cell(double v, double scale)
{
	double		cell = (v * scale + 1) * 0x1p25;

	if (cell < 0x1p26)
		return cell > 0 ? (uint32_t) cell : 0;
	return (1u << CURVE_BITS) - 1;
}

/*
 * The exponent of the larger coordinate leads: a curve over the square of all
 * numbers up to a power of two, in cells of one size.  With a cell's size in
 * proportion to each coordinate, as the bits of a float give it, the points
 * near an axis would share pages in strips along it.
 *
 * One square of the curve at a time, the greatest first: swap and reflect turn
 * what is left into the square's own frame.
 */
uint64_t
ax_point2d_curve(AxPoint2d p)
{
	double		size = fmax(fabs(p.x), fabs(p.y));
	int			exponent = 1025;
	uint32_t	x;
	uint32_t	y;
	uint64_t	place = 0;

	if (isfinite(p.x) && isfinite(p.y))
		frexp(size, &exponent);
	/* numbers below 2^-960 share one square */
	exponent = exponent < -960 ? -960 : exponent;
	x = curve_cell(p.x, ldexp(1, -exponent));
	y = curve_cell(p.y, ldexp(1, -exponent));
	for (int bit = CURVE_BITS - 1; bit >= 0; bit--)
	{
		uint32_t	right = (x >> bit) & 1;
		uint32_t	top = (y >> bit) & 1;
		uint32_t	flip = (right & ~top & 1) ? UINT32_MAX : 0;
		uint32_t	swap = top ? 0 : (x ^ y);

		place = place << 2 | ((3 * right) ^ top);
		x ^= swap;
		y ^= swap;
		x ^= flip;
		y ^= flip;
	}
	return (uint64_t) (exponent + 1000) << (2 * CURVE_BITS) | place;
}
