/*
 * Laws of real numbers, and the uniform law of integers.
 */
#include "draw.h"

#include <math.h>
#include <stddef.h>

/* Refuses NaN and infinities too. */
static bool
is_finite(double x)
{
	return fabs(x) <= 0x1.fffffffffffffp1023;
}

static bool
is_positive(double x)
{
	return x > 0 && is_finite(x);
}

const char *
mm_prepare_unit(MmLaw *law, const MmWord *parameters, int *bad)
{
	(void) parameters;
	(void) bad;
	law->uniform.low = 0;
	law->uniform.high = 1;
	return NULL;
}

const char *
mm_prepare_uniform(MmLaw *law, const MmWord *parameters, int *bad)
{
	law->uniform.low = parameters[0].d;
	law->uniform.high = parameters[1].d;
	*bad = 0;
	if (!is_finite(parameters[0].d))
		return "lower bound must be finite";
	*bad = 1;
	if (!is_finite(parameters[1].d))
		return "upper bound must be finite";
	return parameters[1].d < parameters[0].d ? "upper bound must not be below the lower bound" : NULL;
}

const char *
mm_prepare_integer(MmLaw *law, const MmWord *parameters, int *bad)
{
	law->integer.low = parameters[0].i;
	law->integer.span = (uint64_t) parameters[1].i - (uint64_t) parameters[0].i;
	*bad = 1;
	return parameters[1].i < parameters[0].i ? "upper bound must not be below the lower bound" : NULL;
}

/* Lemire, Fast random integer generation in an interval (2019): no bias. */
MmWord
mm_draw_integer(const MmLaw *law, MmStream *stream)
{
	uint64_t	count = law->integer.span + 1;
	uint64_t	bits = mm_bits(stream);
	MmWord		drawn;

	if (count != 0)
	{
		unsigned __int128 product = (unsigned __int128) bits * count;

		if ((uint64_t) product < count)
		{
			uint64_t	refused = -count % count;

			while ((uint64_t) product < refused)
				product = (unsigned __int128) mm_bits(stream) * count;
		}
		bits = (uint64_t) (product >> 64);
	}
	drawn.i = (int64_t) ((uint64_t) law->integer.low + bits);
	return drawn;
}

/*
 * mm_layer_x[i] is the right edge of layer i, mm_layer_x[256] is 0; layer 0 holds
 * the tail beyond mm_layer_x[1] and is as wide as its area asks for.
 */
#define LAYERS 256
#define TAIL 3.6541528853610088	/* where 256 layers of one area begin */

double		mm_layer_x[LAYERS + 1];
static double layer_density[LAYERS + 1];

static double
density(double x)
{
	return exp(-0.5 * x * x);
}

/* Fills the tables when the library is opened; they are only read after that. */
static void __attribute__((constructor))
make_layers(void)
{
	double		area = TAIL * density(TAIL) + sqrt(M_PI_2) * erfc(TAIL * M_SQRT1_2);

	mm_layer_x[0] = area / density(TAIL);
	mm_layer_x[1] = TAIL;
	for (int i = 2; i < LAYERS; i++)
		mm_layer_x[i] = sqrt(-2 * log(area / mm_layer_x[i - 1] + density(mm_layer_x[i - 1])));
	mm_layer_x[LAYERS] = 0;
	for (int i = 0; i <= LAYERS; i++)
		layer_density[i] = density(mm_layer_x[i]);
}

/* Goes on with an x that is not below the curve for certain; not negative. */
double
mm_normal_edge(MmStream *stream, int layer, double x)
{
	for (;;)
	{
		uint64_t	bits;

		if (layer == 0)
		{
			/* The tail: Marsaglia 1964. */
			double		beyond;
			double		height;

			do
			{
				beyond = -log(mm_open_fraction(stream)) / TAIL;
				height = -log(mm_open_fraction(stream));
			} while (2 * height < beyond * beyond);
			return TAIL + beyond;
		}
		if (layer_density[layer] + mm_fraction(stream) *
			(layer_density[layer + 1] - layer_density[layer]) < density(x))
			return x;
		bits = mm_bits(stream);
		layer = (int) (bits & 0xFF);
		x = (double) (bits >> 11) * 0x1p-53 * mm_layer_x[layer];
		if (x < mm_layer_x[layer + 1])
			return x;
	}
}

const char *
mm_prepare_normal(MmLaw *law, const MmWord *parameters, int *bad)
{
	law->normal.mean = parameters[0].d;
	law->normal.stddev = parameters[1].d;
	*bad = 0;
	if (!is_finite(parameters[0].d))
		return "mean must be finite";
	*bad = 1;
	if (!(parameters[1].d >= 0) || !is_finite(parameters[1].d))
		return "standard deviation must be finite and not negative";
	return NULL;
}

const char *
mm_prepare_exponential(MmLaw *law, const MmWord *parameters, int *bad)
{
	law->exponential.rate = parameters[0].d;
	*bad = 0;
	return is_positive(parameters[0].d) ? NULL : "rate must be positive and finite";
}

const char *
mm_prepare_gamma(MmLaw *law, const MmWord *parameters, int *bad)
{
	double		shape = parameters[0].d;

	*bad = 0;
	if (!is_positive(shape))
		return "shape must be positive and finite";
	*bad = 1;
	if (!is_positive(parameters[1].d))
		return "scale must be positive and finite";
	law->gamma.boost = shape < 1 ? 1 / shape : 0;
	law->gamma.d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
	law->gamma.c = 1 / sqrt(9 * law->gamma.d);
	law->gamma.scale = parameters[1].d;
	return NULL;
}

/*
 * Marsaglia and Tsang, A simple method for generating gamma variables (2000); a
 * shape below 1 by theirs, too: gamma(shape + 1) * U^(1 / shape).
 */
MmWord
mm_draw_gamma(const MmLaw *law, MmStream *stream)
{
	MmWord		drawn;

	for (;;)
	{
		double		x = mm_normal(stream);
		double		v = 1 + law->gamma.c * x;
		double		u;

		if (v <= 0)
			continue;
		v = v * v * v;
		u = mm_open_fraction(stream);
		if (u < 1 - 0.0331 * (x * x) * (x * x) ||
			log(u) < 0.5 * x * x + law->gamma.d * (1 - v + log(v)))
		{
			drawn.d = law->gamma.d * v * law->gamma.scale;
			break;
		}
	}
	if (law->gamma.boost != 0)
		drawn.d *= pow(mm_open_fraction(stream), law->gamma.boost);
	return drawn;
}
