/*
 * A function of a plugin in both forms, for the benchmark: a kernel, and one
 * called for each cell.  bench/limit.c has the same in LANGUAGE C.
 */
#include "array_ext_plugin.h"

AX_PLUGIN(bench_twice, "1.0", "a function in both forms, for the benchmark");

static void
twice(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const double *v = (const double *) args[0].values;
	double	   *out = (double *) result->values;

	(void) call;
	(void) live;
	for (size_t i = 0; i < n; i++)
		out[i] = v[i] * 2;
}
REGISTER_KERNEL_AS(twice, ("double"), "double", twice, 0, NULL, NULL, "twice the value, over whole tiles");

static void
twice_each(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_double(result, ax_get_double(&args[0]) * 2);
}
REGISTER_FUNCTION_AS(twice_each, ("double"), "double", twice_each, 0, NULL, NULL, "twice the value, cell by cell");
