/* Reductions of rationals: sums are exact, in the accumulator of num/. */
#include "kernel/reduce_rational.h"

#include "kernel/bits.h"

static AxStatus
add_value(AxGroups *groups, size_t g, AxRational x, AxError *err)
{
	if (groups->what & AX_GROUP_RANGE)
	{
		AxRational *least = (AxRational *) groups->least + g;
		AxRational *most = (AxRational *) groups->most + g;

		if (groups->count[g] == 0 || ax_rational_cmp(x, *least) < 0)
			*least = x;
		if (groups->count[g] == 0 || ax_rational_cmp(x, *most) > 0)
			*most = x;
	}
	groups->count[g]++;
	if (groups->what & AX_GROUP_SUM)
		return ax_rational_sum_add((AxRationalSum *) groups->sum + g, x, err);
	return AX_OK;
}

AxStatus
ax_reduce_rational_runs(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
						const AxGroupRun *runs, size_t count, const AxColumns *columns,
						AxError *err)
{
	const AxRational *v = vector->values;

	for (const AxGroupRun *run = runs; run < runs + count; run++)
		for (size_t i = 0; i < run->length; i += 64)
		{
			size_t		cells = run->length - i < 64 ? run->length - i : 64;

			for (uint64_t left = ax_bits_window(mask, run->start + i, cells);
				 left != 0; left &= left - 1)
			{
				size_t		k = i + __builtin_ctzll(left);
				size_t		g = run->base;

				if (columns != NULL)
					g += columns->map[run->column + k];
				AX_TRY(add_value(groups, g, v[vector->constant ? 0 : run->start + k], err));
			}
		}
	return AX_OK;
}

AxStatus
ax_reduce_rational_cells(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
						 size_t n, const uint32_t *group, AxError *err)
{
	const AxRational *v = vector->values;

	for (size_t from = 0; from < n; from += 64)
		for (uint64_t left = ax_bits_window(mask, from, n - from < 64 ? n - from : 64);
			 left != 0; left &= left - 1)
		{
			size_t		i = from + __builtin_ctzll(left);

			AX_TRY(add_value(groups, group[i], v[vector->constant ? 0 : i], err));
		}
	return AX_OK;
}
