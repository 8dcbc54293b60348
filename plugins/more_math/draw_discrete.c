/*
 * Laws of counts: Poisson, binomial, Zipf.
 *
 * Up to a mean of 10 the first two add probabilities up; above it they reject
 * from a transformed uniform: Hörmann, The transformed rejection method for
 * generating Poisson random variables (1993), and The generation of binomial
 * random variates (1993).  Both ask for logarithms of probabilities, computed by
 * deviances, which keep their accuracy up to 2^53, where differences of
 * log-gammas lose it: Loader, Fast and accurate computation of binomial
 * probabilities (2000).
 */
#include "draw.h"

#include <math.h>
#include <stddef.h>

#define SMALL_MEAN 10
#define MOST_STEPS 1000			/* of adding up; a mean of 10 asks for 1000 never */
#define MOST 0x1p53				/* counts up to here are exact */
#define HALF_LOG_2PI 0.918938533204672742

/* log(n!) less Stirling's formula, for a whole n >= 1. */
static double
stirling_rest(double n)
{
	if (n < 16)
	{
		double		factorial = 1;

		for (int i = 2; i <= (int) n; i++)
			factorial *= i;
		return log(factorial) - (n + 0.5) * log(n) + n - HALF_LOG_2PI;
	}
	return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / (n * n))
											 / (n * n)) / (n * n)) / (n * n)) / n;
}

/* x log(x / mean) + mean - x, without cancellation where x is near the mean. */
static double
deviance(double x, double mean)
{
	double		v = (x - mean) / (x + mean);
	double		sum;
	double		term;

	if (fabs(v) >= 0.1)
		return x * log(x / mean) + mean - x;
	sum = (x - mean) * v;
	term = 2 * x * v;
	for (int j = 1; j < 1000; j++)
	{
		double		more;

		term *= v * v;
		more = sum + term / (2 * j + 1);
		if (more == sum)
			break;
		sum = more;
	}
	return sum;
}

static double
log_poisson(double k, double mean)
{
	if (k == 0)
		return -mean;
	return -stirling_rest(k) - deviance(k, mean) - HALF_LOG_2PI - 0.5 * log(k);
}

static double
log_binomial(double k, double n, double p, double q)
{
	if (k == 0)
		return n * log1p(-p);
	if (k == n)
		return n * log(p);
	return stirling_rest(n) - stirling_rest(k) - stirling_rest(n - k)
		- deviance(k, n * p) - deviance(n - k, n * q)
		- HALF_LOG_2PI + 0.5 * (log(n) - log(k) - log(n - k));
}

const char *
mm_prepare_poisson(MmLaw *law, const MmWord *parameters, int *bad)
{
	double		mean = parameters[0].d;

	*bad = 0;
	if (!(mean >= 0 && mean <= MOST))
		return "mean must be from 0 to 2^53";
	law->poisson.mean = mean;
	law->poisson.first = exp(-mean);
	if (mean >= SMALL_MEAN)
	{
		double		b = 0.931 + 2.53 * sqrt(mean);

		law->poisson.b = b;
		law->poisson.a = -0.059 + 0.02483 * b;
		law->poisson.squeeze = 0.9277 - 3.6224 / (b - 2);
		law->poisson.log_alpha = log(1.1239 + 1.1328 / (b - 3.4));
	}
	return NULL;
}

MmWord
mm_draw_poisson(const MmLaw *law, MmStream *stream)
{
	double		mean = law->poisson.mean;
	double		a = law->poisson.a;
	double		b = law->poisson.b;
	MmWord		drawn;

	while (mean < SMALL_MEAN)
	{
		double		rest = mm_fraction(stream);
		double		probability = law->poisson.first;

		/* What rounding leaves beyond the last step is drawn again. */
		for (drawn.i = 0; drawn.i < MOST_STEPS; drawn.i++)
		{
			if (rest < probability)
				return drawn;
			rest -= probability;
			probability *= mean / (double) (drawn.i + 1);
		}
	}
	for (;;)
	{
		double		u = mm_open_fraction(stream) - 0.5;
		double		v = mm_open_fraction(stream);
		double		edge = 0.5 - fabs(u);
		double		k = floor((2 * a / edge + b) * u + mean + 0.43);

		drawn.i = (int64_t) k;
		if (edge >= 0.07 && v <= law->poisson.squeeze)
			return drawn;
		if (k < 0 || (edge < 0.013 && v > edge))
			continue;
		if (log(v) + law->poisson.log_alpha - log(a / (edge * edge) + b) <= log_poisson(k, mean))
			return drawn;
	}
}

const char *
mm_prepare_binomial(MmLaw *law, const MmWord *parameters, int *bad)
{
	double		n = (double) parameters[0].i;
	double		p = parameters[1].d;

	*bad = 0;
	if (parameters[0].i < 0 || parameters[0].i > (int64_t) MOST)
		return "number of trials must be from 0 to 2^53";
	*bad = 1;
	if (!(p >= 0 && p <= 1))
		return "probability must be from 0 to 1";
	law->binomial.mirrored = p > 0.5;
	if (law->binomial.mirrored)
		p = 1 - p;
	law->binomial.n = n;
	law->binomial.p = p;
	law->binomial.q = 1 - p;
	if (n * p < SMALL_MEAN)
		law->binomial.first = exp(n * log1p(-p));
	else
	{
		double		spread = sqrt(n * p * (1 - p));
		double		b = 1.15 + 2.53 * spread;

		law->binomial.b = b;
		law->binomial.a = -0.0873 + 0.0248 * b + 0.01 * p;
		law->binomial.centre = n * p + 0.5;
		law->binomial.squeeze = 0.92 - 4.2 / b;
		law->binomial.alpha = (2.83 + 5.1 / b) * spread;
		law->binomial.log_mode = log_binomial(floor((n + 1) * p), n, p, 1 - p);
	}
	return NULL;
}

static double
draw_smaller_binomial(const MmLaw *law, MmStream *stream)
{
	double		n = law->binomial.n;
	double		odds = law->binomial.p / law->binomial.q;
	double		a = law->binomial.a;
	double		b = law->binomial.b;

	while (n * law->binomial.p < SMALL_MEAN)
	{
		double		rest = mm_fraction(stream);
		double		probability = law->binomial.first;

		for (double k = 0; k <= n && k < MOST_STEPS; k++)
		{
			if (rest < probability)
				return k;
			rest -= probability;
			probability *= odds * ((n - k) / (k + 1));
		}
	}
	for (;;)
	{
		double		u = mm_open_fraction(stream) - 0.5;
		double		v = mm_open_fraction(stream);
		double		edge = 0.5 - fabs(u);
		double		k = floor((2 * a / edge + b) * u + law->binomial.centre);

		if (k < 0 || k > n)
			continue;
		if (edge >= 0.07 && v <= law->binomial.squeeze)
			return k;
		if (log(v * law->binomial.alpha / (a / (edge * edge) + b)) <=
			log_binomial(k, n, law->binomial.p, law->binomial.q) - law->binomial.log_mode)
			return k;
	}
}

MmWord
mm_draw_binomial(const MmLaw *law, MmStream *stream)
{
	double		k = draw_smaller_binomial(law, stream);
	MmWord		drawn;

	drawn.i = (int64_t) (law->binomial.mirrored ? law->binomial.n - k : k);
	return drawn;
}

/*
 * Zipf's law of 1 .. n with any exponent >= 0: Hörmann and Derflinger,
 * Rejection-inversion to generate variates from monotone discrete distributions
 * (1996).  The hat is x^-exponent; its integral from 1 to x is
 * (x^(1 - exponent) - 1) / (1 - exponent), which is log x for the exponent 1.
 */
static double
hat(double x, double exponent)
{
	return exp(-exponent * log(x));
}

static double
integral(double x, double exponent)
{
	double		power = (1 - exponent) * log(x);

	return fabs(power) > 1e-8 ? expm1(power) / (1 - exponent) : log(x) * (1 + power / 2);
}

static double
integral_inverse(double area, double exponent)
{
	double		part = area * (1 - exponent);

	/* Rounding must not leave the range of the integral. */
	if (part < -1)
		part = -1;
	return exp(fabs(part) > 1e-8 ? log1p(part) / (1 - exponent) : area * (1 - part / 2));
}

const char *
mm_prepare_zipf(MmLaw *law, const MmWord *parameters, int *bad)
{
	double		n = (double) parameters[0].i;
	double		exponent = parameters[1].d;

	*bad = 0;
	if (parameters[0].i < 1 || parameters[0].i > (int64_t) MOST)
		return "number of ranks must be from 1 to 2^53";
	*bad = 1;
	if (!(exponent >= 0 && exponent <= 1000))
		return "exponent must be from 0 to 1000";
	law->zipf.n = n;
	law->zipf.exponent = exponent;
	law->zipf.least = integral(1.5, exponent) - 1;
	law->zipf.most = integral(n + 0.5, exponent);
	law->zipf.squeeze = 2 - integral_inverse(integral(2.5, exponent) - hat(2, exponent), exponent);
	return NULL;
}

MmWord
mm_draw_zipf(const MmLaw *law, MmStream *stream)
{
	double		exponent = law->zipf.exponent;
	MmWord		drawn;

	for (;;)
	{
		double		area = law->zipf.most + mm_open_fraction(stream) * (law->zipf.least - law->zipf.most);
		double		x = integral_inverse(area, exponent);
		double		k = floor(x + 0.5);

		if (!(k >= 1))
			k = 1;
		else if (k > law->zipf.n)
			k = law->zipf.n;
		drawn.i = (int64_t) k;
		if (k - x <= law->zipf.squeeze || area >= integral(k + 0.5, exponent) - hat(k, exponent))
			return drawn;
	}
}
