/*
 * Template: adds the cells of one run, of one kind of each_number.h, to groups.
 *
 * Needs the folds of fold_number.h.
 */
/* Adds the cells of a stretch, already folded, to one group. */
AX_INLINE void
AX_FN(put) (AxGroups *groups, size_t g, const AX_T *v, const uint64_t *mask, size_t start,
			size_t n, bool range, const AX_FN(Part) *part)
{
	AX_SUM	   *sum = (AX_SUM *) groups->sum + g;

	if (part->count == 0)
		return;
	if (groups->what & AX_GROUP_SQUARES)
	{
#if AX_FLOAT
		double	   *squares = (double *) groups->squares + g;
		double		more = AX_FN(fold_squares) (v, mask, start, n, part->sum / part->count);

		*squares = join_squares(groups->count[g], *sum, *squares,
								part->count, part->sum, more);
#else
		((AxWide *) groups->squares)[g] += AX_FN(fold_squares) (v, mask, start, n, 0);
#endif
	}
	groups->count[g] += part->count;
	*sum += part->sum;
	if (range)
	{
		AX_T	   *least = (AX_T *) groups->least + g;
		AX_T	   *most = (AX_T *) groups->most + g;

		*least = part->least < *least ? part->least : *least;
		*most = part->most > *most ? part->most : *most;
	}
#if AX_FLOAT
	/* an infinity or a NaN among the cells, or an overflow: look closer */
	if (!(fabs(part->sum) <= DBL_MAX))
		for (size_t i = 0; i < n; i++)
			if (mask == NULL || ax_mask_get(mask, start + i))
			{
				if (isinf(v[i]))
					groups->infinite[g] = 1;
				if (range)
					groups->nans[g] += isnan(v[i]);
			}
#endif
}

/* Adds cell k of up to 64 to group g + k. */
AX_INLINE void
AX_FN(add_across) (AxGroups *groups, size_t g, const AX_T *restrict v,
				   const uint8_t *restrict live, size_t n, bool all, bool range)
{
	int64_t    *restrict count = groups->count + g;
	AX_SUM	   *restrict sum = (AX_SUM *) groups->sum + g;

#define IN(k) (all || live[k] != 0)
	for (size_t k = 0; k < n; k++)
		count[k] += IN(k);
	for (size_t k = 0; k < n; k++)
		sum[k] += IN(k) ? v[k] : 0;
	if (range)
	{
		AX_T	   *restrict least = (AX_T *) groups->least + g;
		AX_T	   *restrict most = (AX_T *) groups->most + g;

		for (size_t k = 0; k < n; k++)
			least[k] = (IN(k) & (v[k] < least[k])) ? v[k] : least[k];
		for (size_t k = 0; k < n; k++)
			most[k] = (IN(k) & (v[k] > most[k])) ? v[k] : most[k];
	}
#if AX_FLOAT
	if (range)
	{
		int64_t    *restrict nans = groups->nans + g;

		for (size_t k = 0; k < n; k++)
			nans[k] += IN(k) & (v[k] != v[k]);
	}
#endif
	if (groups->what & AX_GROUP_SQUARES)
		for (size_t k = 0; k < n; k++)
		{
#if AX_FLOAT
			double	   *squares = (double *) groups->squares + g + k;

			if (IN(k))
				*squares = add_square(count[k], sum[k], *squares, v[k]);
#else
			int64_t		x = IN(k) ? (int64_t) v[k] : 0;

			((AxWide *) groups->squares)[g + k] += (__int128) x * x;
#endif
		}
#if AX_FLOAT
	{
		int			far = 0;

		for (size_t k = 0; k < n; k++)
			far |= (v[k] > AX_MOST) | (v[k] < AX_LEAST);
		for (size_t k = 0; far && k < n; k++)
			if (IN(k) && isinf(v[k]))
				groups->infinite[g + k] = 1;
	}
#endif
#undef IN
}

/* Adds the cells of a stretch to groups g, g + 1, ... */
AX_INLINE void
AX_FN(across) (AxGroups *groups, size_t g, const AX_T *v, const uint64_t *mask,
			   size_t start, size_t n, bool range)
{
	if (mask == NULL)
	{
		AX_FN(add_across) (groups, g, v, NULL, n, true, range);
		return;
	}
	for (size_t i = 0; i < n; i += 64)
	{
		size_t		cells = n - i < 64 ? n - i : 64;
		uint64_t	word = ax_bits_window(mask, start + i, cells);
		uint8_t		live[64];

		if (word == ax_vector_ones(cells))
			AX_FN(add_across) (groups, g + i, v + i, NULL, cells, true, range);
		else if (word != 0)
		{
			ax_bits_spread(word, live);
			AX_FN(add_across) (groups, g + i, v + i, live, cells, false, range);
		}
	}
}

/* Cells of one run from column k on, cut where the map of columns changes its direction. */
AX_INLINE void
AX_FN(run) (AxGroups *groups, const void *values, bool constant, const uint64_t *mask,
			size_t start, size_t length, size_t base, size_t k, const AxColumns *columns,
			bool range)
{
	size_t		end = start + length;

	while (start < end)
	{
		const AX_T *v = (const AX_T *) values + (constant ? 0 : start);
		size_t		n = end - start;
		size_t		g = base;
		bool		rises = false;
		AX_FN(Part) part;

		if (columns != NULL)
		{
			if (n > columns->ends[k] - k)
				n = columns->ends[k] - k;
			g += columns->map[k];
			rises = n > 1 && columns->map[k + 1] != columns->map[k];
		}
		/* a constant has been spread over one block */
		if (constant && n > AX_STAGE_CELLS)
			n = AX_STAGE_CELLS;
		if (rises)
			AX_FN(across) (groups, g, v, mask, start, n, range);
		else
		{
			if (n < FOLD_LONG)
				AX_FN(fold_short) (v, ax_bits_window(mask, start, n), n, range, &part);
			else
				AX_FN(fold_long) (v, mask, start, n, range, &part);
			AX_FN(put) (groups, g, v, mask, start, n, range, &part);
		}
		start += n;
		k += n;
	}
}
