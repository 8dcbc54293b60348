/*
 * A plugin to copy: one function over single values, one over whole tiles, an
 * aggregate.  docs/plugins.md walks through it.
 */
#include "array_ext_plugin.h"

#include <math.h>

AX_PLUGIN(template, "1.0", "functions to copy and change");

/*
 * The scalar form: called for each value.  A NULL argument gives NULL without a
 * call.
 */
static void
celsius(AxCall *call, const AxValue *args, AxValue *result)
{
	double		fahrenheit = ax_get_double(&args[0]);

	if (fahrenheit < -459.67)
	{
		ax_fail(call, "22003", "%g degrees Fahrenheit is below absolute zero", fahrenheit);
		return;
	}
	ax_set_double(result, (fahrenheit - 32) / 1.8);
}
REGISTER_FUNCTION_AS(celsius, ("double"), "double", celsius, 0, NULL, NULL,
					 "degrees Celsius of degrees Fahrenheit");

/*
 * The kernel form: called for the cells of a whole tile.  No value can fail,
 * so it runs over all slots.
 */
static void
hypotenuse(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const double *a = (const double *) args[0].values;
	const double *b = (const double *) args[1].values;
	double	   *c = (double *) result->values;

	(void) call;
	(void) live;
	for (size_t i = 0; i < n; i++)
		c[i] = sqrt(a[i] * a[i] + b[i] * b[i]);
}
REGISTER_KERNEL_AS(hypotenuse, ("double", "double"), "double", hypotenuse, 0, NULL, NULL,
				   "square root of the sum of two squares");

/* An aggregate: the root of the mean of squares. */
typedef struct Squares
{
	double		sum;
	int64_t		count;
} Squares;

static void
rms_accumulate(AxCall *call, void *state, const AxValue *args)
{
	Squares    *squares = (Squares *) state;
	double		value = ax_get_double(&args[0]);

	(void) call;
	squares->sum += value * value;
	squares->count++;
}

static void
rms_merge(AxCall *call, void *state, const void *other)
{
	Squares    *squares = (Squares *) state;
	const Squares *more = (const Squares *) other;

	(void) call;
	squares->sum += more->sum;
	squares->count += more->count;
}

static void
rms_final(AxCall *call, const void *state, AxValue *result)
{
	const Squares *squares = (const Squares *) state;

	(void) call;
	ax_set_double(result, sqrt(squares->sum / (double) squares->count));
}
REGISTER_AGGREGATE_AS(rms, ("double"), "double", sizeof(Squares), NULL,
					  rms_accumulate, rms_merge, rms_final, 0, "root of the mean of squares");

/*
 * Over chunks: the mean of each cell and its neighbours along the last
 * dimension.  Called with mode 'chunk' and a halo of one cell it gives the same
 * as over the whole array.  A result with the bounds of the argument loses its
 * halo again.
 */
static void
smooth(AxCall *call, const AxChunk *chunk)
{
	const AxChunkAttribute *in = &chunk->attributes[0];
	const double *v = (const double *) in->values;
	uint64_t	row = (uint64_t) chunk->length[chunk->ndim - 1];
	AxChunk    *result;
	AxChunkAttribute *out;
	double	   *mean;

	if (strcmp(in->type, "float8") != 0)
	{
		ax_fail(call, "42804", "smooth needs an attribute of type float8, not %s", in->type);
		return;
	}
	result = ax_chunk(call, chunk->ndim, chunk->lower, chunk->length);
	if (result == NULL)
		return;
	out = ax_attribute(call, result, NULL, "float8");
	if (out == NULL)
		return;
	mean = (double *) out->values;
	for (uint64_t i = 0; i < chunk->cells; i++)
	{
		uint64_t	first = i % row > 0 ? i - 1 : i;
		uint64_t	last = i % row + 1 < row ? i + 1 : i;
		double		sum = 0;
		int			n = 0;

		if (i % row == 0 && ax_cancelled(call))
			return;
		for (uint64_t k = first; k <= last; k++)
			if (ax_in(in->valid, k))
			{
				sum += v[k];
				n++;
			}
		mean[i] = sum / n;
		if (!ax_in(in->present, i))
			ax_clear(out->present, i);
		else if (!ax_in(in->valid, i))
			ax_clear(out->valid, i);
	}
	ax_emit(call, result);
}
REGISTER_CHUNK_FUNCTION_AS(smooth, smooth, 0, NULL, NULL, "mean of three neighbours along the last dimension");
