/* A double at a decimal place. */
#include "num/place.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAST_PLACES 22			/* 10^22 is the last power of ten that is a double */
#define FRACTION_MAX 1074		/* digits behind the point of the least double */
#define WHOLE_MAX 309			/* digits before it of the greatest */

static const double powers[FAST_PLACES + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

/*
 * All digits of x, "0" and WHOLE_MAX before the point and FRACTION_MAX behind
 * it, are cut at the place; what is left is read again.
 */
static double
by_digits(double x, int32_t n, bool round)
{
	char		digits[WHOLE_MAX + FRACTION_MAX + 4];
	char		text[WHOLE_MAX + FRACTION_MAX + 16];
	int			end = 1 + WHOLE_MAX + n;	/* digits that stay */
	double		result;

	/* the point is left out: the number is digits * 10^-FRACTION_MAX */
	snprintf(digits, sizeof(digits), "%0*.*f", 2 + WHOLE_MAX + FRACTION_MAX, FRACTION_MAX, fabs(x));
	memmove(digits + 1 + WHOLE_MAX, digits + 2 + WHOLE_MAX, FRACTION_MAX + 1);
	if (round)
	{
		bool		more = strspn(digits + end + 1, "0") < strlen(digits + end + 1);
		bool		up = digits[end] > '5' ||
			(digits[end] == '5' && (more || (digits[end - 1] - '0') % 2 == 1));

		/* the first digit is 0, and stops the carry */
		for (int i = end - 1; up; i--)
		{
			up = digits[i] == '9';
			digits[i] = up ? '0' : digits[i] + 1;
		}
	}
	snprintf(text, sizeof(text), "%.*se%d", end, digits, -n);
	result = strtod(text, NULL);
	return copysign(result, x);
}

/*
 * y is x * 10^n, rounded.  Whole numbers and halves below 2^52 are doubles, so
 * where y is none of them it lies between the same ones as the exact product.
 * Where it is, the sign of what rounding left out, which one fma gives, says
 * on which side that product lies.
 */
static double
at_place(double x, int32_t n, bool round)
{
	double		power;
	double		y;
	double		whole;
	double		fraction;
	double		rest;

	if (!isfinite(x) || x == 0 || n >= FRACTION_MAX)
		return x;
	if (n < -WHOLE_MAX)
		return copysign(0, x);
	if (n < -FAST_PLACES || n > FAST_PLACES)
		return by_digits(x, n, round);
	power = powers[abs(n)];
	y = fabs(n >= 0 ? x * power : x / power);
	if (!(y < 1 / DBL_EPSILON))
		return by_digits(x, n, round);
	whole = floor(y);
	fraction = y - whole;
	if (fraction == 0 || fraction == 0.5)
	{
		/* of the exact product less y, or that times the power */
		rest = n >= 0 ? fma(fabs(x), power, -y) : fma(-y, power, fabs(x));
		if (!round)
			whole -= fraction == 0 && rest < 0;
		else if (fraction == 0.5)
			whole += rest > 0 || (rest == 0 && fmod(whole, 2) == 1);
	}
	else if (round)
		whole += fraction > 0.5;
	/* both are exact, so this is rounded once */
	return copysign(n >= 0 ? whole / power : whole * power, x);
}

double
ax_num_round_at(double x, int32_t n)
{
	return at_place(x, n, true);
}

double
ax_num_trunc_at(double x, int32_t n)
{
	return at_place(x, n, false);
}
