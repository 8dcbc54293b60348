/*
 * Functions of complex numbers, by the C library's, whose branch cuts and
 * special values are those of C99, Annex G.
 *
 * Powers are computed in long double, which has eleven more bits on x86 and 60
 * on most other processors: exp(b log a) multiplies the error of the logarithm
 * by |b log a|, up to 745 where the result is in range, so that in double the
 * last three digits were lost.
 */
#include "num/complex.h"

#include <complex.h>
#include <math.h>

#include "num/double.h"

/* Whole exponents up to here are products; beyond, exp and log are as good and faster. */
#define MAX_PRODUCT 100

/* By a union: C99 says that the two parts lie so, and CMPLX is not everywhere. */
typedef union Both
{
	AxComplex	ours;
	double complex theirs;
} Both;

typedef union BothLong
{
	long double parts[2];		/* real, imaginary */
	long double complex theirs;
} BothLong;

static inline double complex
to_c(AxComplex a)
{
	Both		both = {.ours = a};

	return both.theirs;
}

static inline AxComplex
from_c(double complex a)
{
	Both		both = {.theirs = a};

	return both.ours;
}

AxStatus
ax_complex_abs(AxComplex a, double *out, AxError *err)
{
	*out = hypot(a.re, a.im);
	if (isinf(*out) && !ax_complex_is_infinite(a))
		return ax_num_overflow(err);
	return AX_OK;
}

double
ax_complex_arg(AxComplex a)
{
	return atan2(a.im, a.re);
}

AxStatus
ax_complex_polar(double r, double theta, AxComplex *out, AxError *err)
{
	if (isinf(theta))
		return ax_base_fail(err, AX_RANGE, "input is out of range");
	out->re = r * cos(theta);
	/* no other angle has a sine of 0, and an infinite r must not meet it */
	out->im = theta == 0 ? copysign(1.0, r) * theta : r * sin(theta);
	return AX_OK;
}

/* Refuses infinities and zeros that operands, both finite, do not explain. */
static AxStatus
check_result(AxComplex result, AxError *err)
{
	if (!ax_complex_is_finite(result))
		return ax_num_overflow(err);
	if (result.re == 0 && result.im == 0)
		return ax_num_underflow(err);
	return AX_OK;
}

AxStatus
ax_complex_exp(AxComplex a, AxComplex *out, AxError *err)
{
	*out = from_c(cexp(to_c(a)));
	return ax_complex_is_finite(a) ? check_result(*out, err) : AX_OK;
}

AxStatus
ax_complex_log(AxComplex a, AxComplex *out, AxError *err)
{
	if (a.re == 0 && a.im == 0)
		return ax_base_fail(err, AX_LOGARITHM, "cannot take logarithm of zero");
	*out = from_c(clog(to_c(a)));
	return AX_OK;
}

AxComplex
ax_complex_sqrt(AxComplex a)
{
	return from_c(csqrt(to_c(a)));
}

static inline BothLong
multiply(BothLong a, BothLong b)
{
	BothLong	result = {.parts = {
		a.parts[0] * b.parts[0] - a.parts[1] * b.parts[1],
		a.parts[0] * b.parts[1] + a.parts[1] * b.parts[0]
	}};

	return result;
}

/* a, finite and not 0, to a whole power by squares and products. */
static AxComplex
whole_power(AxComplex a, int power)
{
	unsigned	times = power < 0 ? -power : power;
	BothLong	factor = {.parts = {a.re, a.im}};
	BothLong	product = {.parts = {1, 0}};
	AxComplex	result;

	if (power < 0)
	{
		/* first, so that only what is out of range overflows */
		long double larger = fmaxl(fabsl(factor.parts[0]), fabsl(factor.parts[1]));
		long double re = factor.parts[0] / larger;
		long double im = factor.parts[1] / larger;
		long double square = re * re + im * im;

		factor.parts[0] = re / square / larger;
		factor.parts[1] = -im / square / larger;
	}
	for (; times != 0; times >>= 1)
	{
		if (times & 1)
			product = multiply(product, factor);
		if (times > 1)
			factor = multiply(factor, factor);
	}
	result.re = (double) product.parts[0];
	result.im = (double) product.parts[1];
	return result;
}

/* 0 to the power b, which is not 0. */
static AxStatus
power_of_zero(AxComplex b, AxComplex *out, AxError *err)
{
	if (ax_complex_is_nan(b))
	{
		out->re = out->im = NAN;
		return AX_OK;
	}
	if (b.re < 0)
		return ax_base_fail(err, AX_POWER, "zero raised to a negative power is undefined");
	if (b.re == 0)
		return ax_base_fail(err, AX_POWER, "zero raised to an imaginary power is undefined");
	out->re = out->im = 0;
	return AX_OK;
}

AxStatus
ax_complex_pow(AxComplex a, AxComplex b, AxComplex *out, AxError *err)
{
	if ((b.re == 0 && b.im == 0) || (a.re == 1 && a.im == 0))
	{
		out->re = 1;
		out->im = 0;
		return AX_OK;
	}
	if (a.re == 0 && a.im == 0)
		return power_of_zero(b, out, err);
	if (a.im == 0 && b.im == 0 && a.re > 0)
	{
		out->re = pow(a.re, b.re);
		out->im = 0;
	}
	else if (b.im == 0 && fabs(b.re) <= MAX_PRODUCT && b.re == trunc(b.re) &&
			 ax_complex_is_finite(a))
		*out = whole_power(a, (int) b.re);
	else
	{
		BothLong	base = {.parts = {a.re, a.im}};
		BothLong	exponent = {.parts = {b.re, b.im}};
		BothLong	result = {.theirs = cpowl(base.theirs, exponent.theirs)};

		out->re = (double) result.parts[0];
		out->im = (double) result.parts[1];
	}
	if (ax_complex_is_finite(a) && ax_complex_is_finite(b))
		return check_result(*out, err);
	return AX_OK;
}
