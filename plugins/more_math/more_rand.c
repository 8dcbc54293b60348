/*
 * Random numbers as functions: rand_LAW(seed, index, parameters).  The value
 * depends on the arguments alone, so that it is the same in any order, in any
 * number of processes and again tomorrow.
 */
#include "array_ext_plugin.h"
#include "draw.h"

#include <inttypes.h>
#include <math.h>

/* Fails with what is wrong with a parameter, and its value. */
static void
refuse(AxCall *call, const char *wrong, MmWord parameter, bool whole)
{
	if (whole)
		ax_fail(call, "22023", "%s: %" PRId64, wrong, parameter.i);
	else if (isfinite(parameter.d))
		ax_fail(call, "22023", "%s: %.15g", wrong, parameter.d);
	else
		ax_fail(call, "22023", "%s: %s", wrong,
				isnan(parameter.d) ? "NaN" : parameter.d > 0 ? "Infinity" : "-Infinity");
}

/*
 * Draws the live cells.  The law is computed again only where its parameters
 * are others than those of the cell before.  Inlined into each of the kernels
 * below, so that prepare and draw are calls of known functions.
 */
static inline void __attribute__((always_inline))
draw_cells(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args,
		   AxRoom *result, MmTag tag, const char *types, MmPrepare prepare, MmDraw draw)
{
	const int64_t *seed = (const int64_t *) args[0].values;
	const int64_t *index = (const int64_t *) args[1].values;
	int			nparameters = (int) __builtin_strlen(types);
	MmWord	   *drawn = (MmWord *) result->values;
	MmWord		parameters[2] = {{0}, {0}};
	bool		prepared = false;
	MmLaw		law;

	for (size_t i = 0; i < n; i++)
	{
		MmStream	stream;

		if (!ax_in(live, i))
			continue;
		for (int p = 0; p < nparameters; p++)
		{
			MmWord		parameter = ((const MmWord *) args[2 + p].values)[i];

			if (parameter.i != parameters[p].i)
			{
				parameters[p] = parameter;
				prepared = false;
			}
		}
		if (!prepared)
		{
			int			bad = 0;
			const char *wrong = prepare(&law, parameters, &bad);

			if (wrong != NULL)
			{
				refuse(call, wrong, parameters[bad], types[bad] == 'i');
				return;
			}
			prepared = true;
			if (ax_cancelled(call))
				return;
		}
		mm_start(&stream, seed[i], index[i], tag);
		drawn[i] = draw(&law, &stream);
	}
}

/* A kernel of a law whose parameters are of these types, i or d each. */
#define LAW(law, tag, types) LAW_AS(law, tag, types, mm_prepare_##law, mm_draw_##law)
#define LAW_AS(law, tag, types, prepare, draw) \
	static void \
	rand_##law(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result) \
	{ \
		draw_cells(call, n, live, args, result, tag, types, prepare, draw); \
	}

LAW_AS(unit, MM_UNIFORM, "", mm_prepare_unit, mm_draw_uniform)
REGISTER_KERNEL_AS(rand_uniform, ("int64", "int64"), "double", rand_unit, 0, NULL, NULL,
				   "random number from 0 to below 1, of seed and index");

LAW(uniform, MM_UNIFORM, "dd")
REGISTER_KERNEL_AS(rand_uniform, ("int64", "int64", "double", "double"), "double", rand_uniform,
				   0, NULL, NULL, "random number between two bounds, of seed and index");

LAW(integer, MM_INTEGER, "ii")
REGISTER_KERNEL_AS(rand_integer, ("int64", "int64", "int64", "int64"), "int64", rand_integer,
				   0, NULL, NULL, "random integer from low to high, both included, of seed and index");

LAW(normal, MM_NORMAL, "dd")
REGISTER_KERNEL_AS(rand_normal, ("int64", "int64", "double", "double"), "double", rand_normal,
				   0, NULL, NULL, "normal random number of mean and standard deviation, of seed and index");

LAW(exponential, MM_EXPONENTIAL, "d")
REGISTER_KERNEL_AS(rand_exponential, ("int64", "int64", "double"), "double", rand_exponential,
				   0, NULL, NULL, "exponential random number of a rate, of seed and index");

LAW(gamma, MM_GAMMA, "dd")
REGISTER_KERNEL_AS(rand_gamma, ("int64", "int64", "double", "double"), "double", rand_gamma,
				   0, NULL, NULL, "gamma random number of shape and scale, of seed and index");

LAW(poisson, MM_POISSON, "d")
REGISTER_KERNEL_AS(rand_poisson, ("int64", "int64", "double"), "int64", rand_poisson,
				   0, NULL, NULL, "Poisson random count of a mean, of seed and index");

LAW(binomial, MM_BINOMIAL, "id")
REGISTER_KERNEL_AS(rand_binomial, ("int64", "int64", "int64", "double"), "int64", rand_binomial,
				   0, NULL, NULL, "random count of successes in trials of a probability, of seed and index");

LAW(zipf, MM_ZIPF, "id")
REGISTER_KERNEL_AS(rand_zipf, ("int64", "int64", "int64", "double"), "int64", rand_zipf,
				   0, NULL, NULL, "random rank from 1 to n as of Zipf's law with an exponent, of seed and index");

/* A seed for each value of a further dimension: rand_normal(rand_seed(7, i), j, 0, 1). */
static void
rand_seed(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const int64_t *seed = (const int64_t *) args[0].values;
	const int64_t *index = (const int64_t *) args[1].values;
	int64_t    *out = (int64_t *) result->values;

	(void) call;
	(void) live;
	for (size_t i = 0; i < n; i++)
	{
		MmStream	stream;

		mm_start(&stream, seed[i], index[i], MM_SEED);
		out[i] = (int64_t) mm_bits(&stream);
	}
}
REGISTER_KERNEL_AS(rand_seed, ("int64", "int64"), "int64", rand_seed, 0, NULL, NULL,
				   "another seed for each seed and index");
