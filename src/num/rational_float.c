/*
 * Rationals and doubles, both ways without double rounding: by integers of
 * 128 bits, not by the processor's division of two rounded numbers.
 */
#include "num/rational.h"

#include <math.h>

#include "num/gcd.h"

double
ax_rational_to_double(AxRational a)
{
	const int64_t exact = (int64_t) 1 << 53;
	uint64_t	top;
	uint64_t	bottom;
	int			top_shift;
	int			bottom_shift;
	AxUInt128	scaled;
	uint64_t	quotient;
	double		result;

	/* both exact: one division rounds once */
	if (a.num >= -exact && a.num <= exact && a.den <= exact)
		return (double) a.num / (double) a.den;
	top = ax_num_magnitude64(a.num);
	bottom = (uint64_t) a.den;
	top_shift = __builtin_clzll(top);
	bottom_shift = __builtin_clzll(bottom);
	/* a quotient of 63 or 64 bits, whose last bit also stands for the rest */
	scaled = (AxUInt128) (top << top_shift) << 63;
	bottom <<= bottom_shift;
	quotient = (uint64_t) (scaled / bottom);
	if (scaled % bottom != 0)
		quotient |= 1;
	result = ldexp((double) quotient, bottom_shift - top_shift - 63);
	return a.num < 0 ? -result : result;
}

/*
 * The best approximation of num/den with a denominator up to limit, as
 * Python's Fraction.limit_denominator finds it: the last convergent of the
 * continued fraction within the limit, or the semiconvergent behind it.
 */
static void
approximate(AxUInt128 num, AxUInt128 den, uint64_t limit,
			AxUInt128 *out_num, uint64_t *out_den)
{
	AxUInt128	p0 = 0;
	AxUInt128	p1 = 1;
	uint64_t	q0 = 1;
	uint64_t	q1 = 0;
	AxUInt128	n = num;
	AxUInt128	d = den;
	uint64_t	steps;
	uint64_t	semi_den;

	for (;;)
	{
		AxUInt128	whole = n / d;
		AxUInt128	rest = n % d;
		AxUInt128	p2;
		uint64_t	q2;

		/* the division also keeps the products from overflowing */
		if (q1 != 0 && whole > (limit - q0) / q1)
			break;
		p2 = p0 + whole * p1;
		q2 = q0 + (uint64_t) whole * q1;
		p0 = p1;
		q0 = q1;
		p1 = p2;
		q1 = q2;
		if (rest == 0)
		{
			*out_num = p1;
			*out_den = q1;
			return;
		}
		n = d;
		d = rest;
	}
	steps = (limit - q0) / q1;
	semi_den = q0 + steps * q1;
	/* convergent off by d / (den q1), semiconvergent on the other side */
	if (d <= den / ((AxUInt128) 2 * semi_den))
	{
		*out_num = p1;
		*out_den = q1;
	}
	else
	{
		*out_num = p0 + steps * p1;
		*out_den = semi_den;
	}
}

AxStatus
ax_rational_from_double(double x, int64_t max_denominator, AxRational *out,
						AxError *err)
{
	int			exponent;
	uint64_t	mantissa;
	AxUInt128	num;
	uint64_t	den;

	if (max_denominator < 1)
		return ax_base_fail(err, AX_ARGUMENT,
							"maximum denominator must be greater than zero");
	/* the bounds are exact doubles; NaN fails the test too */
	if (!(x >= -0x1p63 && x < 0x1p63))
		return ax_base_fail(err, AX_RANGE, "rational out of range");
	mantissa = (uint64_t) ldexp(frexp(fabs(x), &exponent), 53);
	exponent -= 53;
	while (mantissa != 0 && mantissa % 2 == 0 && exponent < 0)
	{
		mantissa /= 2;
		exponent++;
	}
	if (exponent >= 0)
		return ax_rational_make((x < 0 ? -1 : 1) * ((AxInt128) mantissa << exponent),
								1, out, err);
	if (exponent < -126)
	{
		/* below 2^-73: nearer to 0 than to 1/INT64_MAX */
		out->num = 0;
		out->den = 1;
		return AX_OK;
	}
	approximate(mantissa, (AxUInt128) 1 << -exponent, (uint64_t) max_denominator,
				&num, &den);
	return ax_rational_make(x < 0 ? -(AxInt128) num : (AxInt128) num,
							(AxInt128) den, out, err);
}
