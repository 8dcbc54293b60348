/*
 * Template: adds cells of one kind of each_number.h to groups.
 *
 * Needs run_number.h and stack_number.h.  Emits runs_sum and runs_range, which
 * differ in whether there is a range, and cells.
 */
#ifdef AX_TABLE
[AX_KIND] = {AX_FN(runs_sum), AX_FN(runs_range), AX_FN(cells)},
#else

/* Runs that are alike together, others one by one. */
AX_INLINE void
AX_FN(runs) (AxGroups *groups, const void *values, bool constant, const uint64_t *mask,
			 const AxGroupRun *runs, size_t count, const AxColumns *columns, bool range)
{
	bool		stacks = columns != NULL && !constant && !(groups->what & AX_GROUP_SQUARES);

	for (size_t r = 0, like; r < count; r += like)
	{
		like = stacks ? alike(runs + r, count - r, mask) : 1;
		if (like >= STACK_RUNS)
			AX_FN(stack_runs) (groups, values, runs + r, like, columns, range);
		else
			for (size_t i = r; i < r + like; i++)
				AX_FN(run) (groups, values, constant, mask, runs[i].start, runs[i].length,
							runs[i].base, runs[i].column, columns, range);
	}
}

AX_CLONES static void
AX_FN(runs_sum) (AxGroups *groups, const void *values, bool constant, const uint64_t *mask,
				 const AxGroupRun *runs, size_t count, const AxColumns *columns)
{
	AX_FN(runs) (groups, values, constant, mask, runs, count, columns, false);
}

AX_CLONES static void
AX_FN(runs_range) (AxGroups *groups, const void *values, bool constant, const uint64_t *mask,
				   const AxGroupRun *runs, size_t count, const AxColumns *columns)
{
	AX_FN(runs) (groups, values, constant, mask, runs, count, columns, true);
}

/* Each live cell to a group of its own. */
static void
AX_FN(cells) (AxGroups *groups, const void *values, bool constant, const uint64_t *mask,
			  size_t n, const uint32_t *group)
{
	const AX_T *v = values;

	for (size_t from = 0; from < n; from += 64)
		for (uint64_t left = ax_bits_window(mask, from, n - from < 64 ? n - from : 64);
			 left != 0; left &= left - 1)
		{
			size_t		i = from + __builtin_ctzll(left);
			size_t		g = group[i];
			AX_T		x = v[constant ? 0 : i];

			groups->count[g]++;
			((AX_SUM *) groups->sum)[g] += x;
			if (groups->what & AX_GROUP_RANGE)
			{
				AX_T	   *least = (AX_T *) groups->least + g;
				AX_T	   *most = (AX_T *) groups->most + g;

				*least = x < *least ? x : *least;
				*most = x > *most ? x : *most;
#if AX_FLOAT
				groups->nans[g] += x != x;
#endif
			}
#if AX_FLOAT
			if (groups->what & AX_GROUP_SQUARES)
			{
				double	   *squares = (double *) groups->squares + g;

				*squares = add_square(groups->count[g], ((double *) groups->sum)[g], *squares, x);
			}
			if (isinf(x))
				groups->infinite[g] = 1;
#else
			if (groups->what & AX_GROUP_SQUARES)
				((AxWide *) groups->squares)[g] += (__int128) x * x;
#endif
		}
}

#endif
