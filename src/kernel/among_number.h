/* Template: a sorted list of cells of one kind of each_number.h. */
#ifdef AX_TABLE
[AX_KIND] = {AX_FN(order), AX_FN(among)},
#else

AX_INLINE bool
AX_FN(before) (AX_T a, AX_T b)
{
#if AX_FLOAT
	return (int) (a < b) | ((int) (a == a) & (b != b));
#else
	return a < b;
#endif
}

static int
AX_FN(order) (const void *left, const void *right)
{
	AX_T		a = *(const AX_T *) left;
	AX_T		b = *(const AX_T *) right;

	return (int) AX_FN(before) (b, a) - (int) AX_FN(before) (a, b);
}

/* The cells of `left` in a word of 64 that are found. */
static uint64_t
AX_FN(among) (const void *cells, uint64_t left, const void *list, size_t count)
{
	const AX_T *v = cells;
	const AX_T *sorted = list;
	uint64_t	hits = 0;

	for (; left != 0; left &= left - 1)
	{
		int			i = __builtin_ctzll(left);
		const AX_T *at = sorted;
		AX_T		x = v[i];

		/* the last one that is not behind x, without a branch to foretell */
		for (size_t rest = count; rest > 1; rest -= rest / 2)
			at += AX_FN(before) (x, at[rest / 2]) ? 0 : rest / 2;
		hits |= (uint64_t) !(AX_FN(before) (x, *at) || AX_FN(before) (*at, x)) << i;
	}
	return hits;
}

#endif
