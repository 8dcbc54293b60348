/*
 * Template: adds the cells of several runs, one below the other and all live,
 * of one kind of each_number.h, to groups by columns.
 *
 * A block of columns is added up in the L1 cache first: so groups are written
 * once for several rows.  Needs run_number.h.
 */
/* Cells of several runs, one below the other, added up by columns. */
typedef struct AX_FN(Stack)
{
	AX_SUM		sum[STACK_CELLS];
	AX_T		least[STACK_CELLS];
	AX_T		most[STACK_CELLS];
} AX_FN(Stack);

/* False if an infinity or a NaN is among the cells, or a sum overflows. */
AX_INLINE bool
AX_FN(fill_stack) (AX_FN(Stack) *restrict stack, const AX_T *values, const AxGroupRun *runs,
				   size_t count, size_t offset, size_t n, bool range)
{
	for (size_t c = 0; c < n; c++)
	{
		stack->sum[c] = values[runs->start + offset + c];
		stack->least[c] = stack->most[c] = values[runs->start + offset + c];
	}
	for (size_t r = 1; r < count; r++)
	{
		const AX_T *restrict v = values + runs[r].start + offset;

		for (size_t c = 0; c < n; c++)
			stack->sum[c] += v[c];
		if (!range)
			continue;
		for (size_t c = 0; c < n; c++)
			stack->least[c] = v[c] < stack->least[c] ? v[c] : stack->least[c];
		for (size_t c = 0; c < n; c++)
			stack->most[c] = v[c] > stack->most[c] ? v[c] : stack->most[c];
	}
#if AX_FLOAT
	{
		int			far = 0;

		for (size_t c = 0; c < n; c++)
			far |= !((stack->sum[c] <= DBL_MAX) & (stack->sum[c] >= -DBL_MAX));
		return far == 0;
	}
#else
	return true;
#endif
}

/* Adds the columns [k, k + n) of a stack of `count` runs to the groups from base on. */
AX_INLINE void
AX_FN(put_stack) (AxGroups *groups, size_t base, const AX_FN(Stack) *stack, size_t count,
				  size_t k, size_t n, const AxColumns *columns, bool range)
{
	size_t		c = 0;

	while (c < n)
	{
		size_t		g = base + columns->map[k + c];
		size_t		end = columns->ends[k + c] - k < n ? columns->ends[k + c] - k : n;
		size_t		step = end > c + 1 && columns->map[k + c + 1] != columns->map[k + c];
		AX_SUM		sum = 0;

		if (step == 0)
		{
			for (size_t i = c; i < end; i++)
				sum += stack->sum[i];
			groups->count[g] += (int64_t) (count * (end - c));
			((AX_SUM *) groups->sum)[g] += sum;
		}
		else
			for (size_t i = c; i < end; i++)
			{
				groups->count[g + i - c] += (int64_t) count;
				((AX_SUM *) groups->sum)[g + i - c] += stack->sum[i];
			}
		for (size_t i = c; range && i < end; i++)
		{
			AX_T	   *least = (AX_T *) groups->least + g + (i - c) * step;
			AX_T	   *most = (AX_T *) groups->most + g + (i - c) * step;

			*least = stack->least[i] < *least ? stack->least[i] : *least;
			*most = stack->most[i] > *most ? stack->most[i] : *most;
		}
		c = end;
	}
}

/* Runs over the same columns to the same groups, all cells live: block by block. */
AX_INLINE void
AX_FN(stack_runs) (AxGroups *groups, const void *values, const AxGroupRun *runs, size_t count,
				   const AxColumns *columns, bool range)
{
	AX_FN(Stack) stack;

	for (size_t k = 0, n; k < runs->length; k += n)
	{
		n = runs->length - k < STACK_CELLS ? runs->length - k : STACK_CELLS;
		if (AX_FN(fill_stack) (&stack, values, runs, count, k, n, range))
			AX_FN(put_stack) (groups, runs->base, &stack, count, runs->column + k, n, columns,
							  range);
		else
			for (size_t r = 0; r < count; r++)
				AX_FN(run) (groups, values, false, NULL, runs[r].start + k, n, runs->base,
							runs->column + k, columns, range);
	}
}
