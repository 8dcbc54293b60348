/* Functions of float8 in fast loops. */
#include "kernel/real.h"

#include <math.h>

#include "base/clones.h"

#define LOOP(name, expression) \
AX_CLONES bool \
ax_real_##name(const double *restrict in, double *restrict out, size_t n) \
{ \
	for (size_t i = 0; i < n; i++) \
	{ \
		double		x = in[i]; \
		out[i] = (expression); \
	} \
	return true; \
}

LOOP(ceil, ceil(x))
LOOP(floor, floor(x))
LOOP(round, rint(x))
LOOP(trunc, trunc(x))
/* of NaN 0, as PostgreSQL's */
LOOP(sign, (double) ((x > 0) - (x < 0)))

/* Without errno the instruction is all there is; its result is the same. */
#if defined(__GNUC__) && !defined(__llvm__)
__attribute__((optimize("no-math-errno")))
#endif
bool
ax_real_sqrt(const double *restrict in, double *restrict out, size_t n)
{
	bool		bad = false;

	for (size_t i = 0; i < n; i++)
	{
		bad |= in[i] < 0;
		out[i] = sqrt(in[i]);
	}
	return !bad;
}
