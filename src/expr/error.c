/*
 * Conditions run up to the cell that fails.
 *
 * A row path may stop before it comes to a cell whose evaluation is an error,
 * so the cells in front of it have to come out first.
 */
#include "postgres.h"

#include "expr/node.h"
#include "pg/error.h"

/* Runs all conditions on a few cells; false with err when one fails. */
static bool
run_all(AxProgram *const *programs, int nprograms, AxBlock *window, uint64_t *selected,
		AxError *err)
{
	size_t		count;

	for (int p = 0; p < nprograms && *selected != 0; p++)
	{
		window->selected = selected;
		if (ax_expr_try(programs[p], window, selected, &count, err) != AX_OK)
			return false;
	}
	return true;
}

size_t
ax_expr_filter_to_error(AxProgram *const *programs, int nprograms, const AxBlock *block,
						int natts, uint64_t *selected, AxError *err)
{
	AxVector   *columns = palloc(sizeof(AxVector) * Max(natts, 1));
	AxBlock		window = *block;
	size_t		count = 0;

	window.columns = columns;
	for (size_t w = 0; w < AX_MASK_WORDS(block->n); w++)
	{
		uint64_t	all = ax_vector_selected(block->selected, block->n, w);
		uint64_t	passed = all;

		selected[w] = 0;
		window.n = Min(block->n - 64 * w, 64);
		window.first = block->first + 64 * w;
		for (int a = 0; a < natts; a++)
		{
			columns[a] = block->columns[a];
			if (columns[a].kind == AX_KIND_NONE || columns[a].constant)
				continue;
			columns[a].values = (const char *) columns[a].values +
				64 * w * ax_kind_info(columns[a].kind)->width;
			if (columns[a].valid != NULL)
				columns[a].valid += w;
		}
		if (run_all(programs, nprograms, &window, &passed, err))
		{
			selected[w] = passed;
			count += (size_t) __builtin_popcountll(passed);
			continue;
		}
		for (; all != 0; all &= all - 1)
		{
			passed = all & -all;
			if (!run_all(programs, nprograms, &window, &passed, err))
			{
				memset(selected + w + 1, 0,
					   (AX_MASK_WORDS(block->n) - w - 1) * sizeof(uint64_t));
				pfree(columns);
				return count;
			}
			selected[w] |= passed;
			count += passed != 0;
		}
	}
	pfree(columns);
	/* cannot happen: the error of a block comes from one of its cells */
	ax_pg_throw(err);
}
