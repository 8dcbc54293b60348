/* Arithmetic, distance and hash of point2d. */
#include "num/point2d.h"

#include <math.h>

#include "num/double.h"

uint64_t
ax_point2d_hash(AxPoint2d a, uint64_t seed)
{
	uint64_t	h = ax_num_mix(ax_num_canonical_bits(a.x) + seed * UINT64_C(0x9E3779B97F4A7C15) +
						UINT64_C(0xD1B54A32D192ED03));

	return ax_num_mix(h + ax_num_canonical_bits(a.y) * UINT64_C(0x9E3779B97F4A7C15));
}

static AxStatus
add_axis(double a, double b, double *out, AxError *err)
{
	*out = a + b;
	if (isinf(*out) && !isinf(a) && !isinf(b))
		return ax_num_overflow(err);
	return AX_OK;
}

static AxStatus
mul_axis(double a, double b, double *out, AxError *err)
{
	*out = a * b;
	if (isinf(*out) && !isinf(a) && !isinf(b))
		return ax_num_overflow(err);
	if (*out == 0 && a != 0 && b != 0)
		return ax_num_underflow(err);
	return AX_OK;
}

static AxStatus
div_axis(double a, double b, double *out, AxError *err)
{
	if (b == 0 && !isnan(a))
		return ax_base_fail(err, AX_DIVISION, "division by zero");
	*out = a / b;
	if (isinf(*out) && !isinf(a))
		return ax_num_overflow(err);
	if (*out == 0 && a != 0 && !isinf(b))
		return ax_num_underflow(err);
	return AX_OK;
}

AxStatus
ax_point2d_add(AxPoint2d a, AxPoint2d b, AxPoint2d *out, AxError *err)
{
	AX_TRY(add_axis(a.x, b.x, &out->x, err));
	return add_axis(a.y, b.y, &out->y, err);
}

AxStatus
ax_point2d_sub(AxPoint2d a, AxPoint2d b, AxPoint2d *out, AxError *err)
{
	AX_TRY(add_axis(a.x, -b.x, &out->x, err));
	return add_axis(a.y, -b.y, &out->y, err);
}

AxStatus
ax_point2d_mul(AxPoint2d a, double factor, AxPoint2d *out, AxError *err)
{
	AX_TRY(mul_axis(a.x, factor, &out->x, err));
	return mul_axis(a.y, factor, &out->y, err);
}

AxStatus
ax_point2d_div(AxPoint2d a, double divisor, AxPoint2d *out, AxError *err)
{
	AX_TRY(div_axis(a.x, divisor, &out->x, err));
	return div_axis(a.y, divisor, &out->y, err);
}

AxPoint2d
ax_point2d_neg(AxPoint2d a)
{
	AxPoint2d	result = {-a.x, -a.y};

	return result;
}

AxStatus
ax_point2d_dot(AxPoint2d a, AxPoint2d b, double *out, AxError *err)
{
	double		x;
	double		y;

	AX_TRY(mul_axis(a.x, b.x, &x, err));
	AX_TRY(mul_axis(a.y, b.y, &y, err));
	return add_axis(x, y, out, err);
}

/*
 * sqrt(dx^2 + dy^2): each step rounds correctly and so is monotone, which
 * hypot() does not promise.  Scaling by a power of two changes no digit, so the
 * three branches are one function; a square that underflows in the first is
 * below half a unit of the sum.
 */
double
ax_point2d_length(double dx, double dy)
{
	double		sum = dx * dx + dy * dy;

	if (sum >= 0x1p-900 && sum <= 0x1p1020)
		return sqrt(sum);
	if (dx == 0 && dy == 0)
		return 0;
	if (sum < 0x1p-900)
	{
		dx *= 0x1p600;
		dy *= 0x1p600;
		return sqrt(dx * dx + dy * dy) * 0x1p-600;
	}
	/* also infinities and NaN */
	dx *= 0x1p-600;
	dy *= 0x1p-600;
	return sqrt(dx * dx + dy * dy) * 0x1p600;
}

double
ax_point2d_reach(AxPoint2d a, AxPoint2d b)
{
	return ax_point2d_length(a.x - b.x, a.y - b.y);
}

AxStatus
ax_point2d_distance(AxPoint2d a, AxPoint2d b, double *out, AxError *err)
{
	*out = ax_point2d_reach(a, b);
	if (isinf(*out) && !isinf(a.x) && !isinf(a.y) && !isinf(b.x) && !isinf(b.y))
		return ax_num_overflow(err);
	return AX_OK;
}
