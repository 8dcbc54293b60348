/* Template: cells of one kind of each_number.h counted by bins. */
#ifdef AX_TABLE
[AX_KIND] = AX_FN(add),
#else

static void
AX_FN(add) (const AxHistogram *histogram, const void *cells, const uint64_t *valid, size_t n)
{
	const AX_T *v = cells;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64_t left = valid[w]; left != 0; left &= left - 1)
			count(histogram, (double) v[64 * w + (size_t) __builtin_ctzll(left)]);
}

#endif
