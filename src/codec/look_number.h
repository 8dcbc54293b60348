/*
 * Template: summarize and range for one C type.
 *
 * Parameters, undefined at the end: AX_T the C type, AX_NAME a suffix,
 * AX_FLOAT 1 for a floating type, 0 for an integer, AX_SUM a type that holds
 * the sum of 2^16 integers.  Emits summarize_NAME and, for integers,
 * range_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

#if AX_FLOAT

AX_CLONES static void
AX_PASTE(summarize, AX_NAME) (const AX_T *v, size_t n, AxSummary *s)
{
	double		total = 0;
	double		carry = 0;
	AX_T		low[8];
	AX_T		high[8];
	size_t		nans = 0;

	for (int k = 0; k < 8; k++)
	{
		low[k] = INFINITY;
		high[k] = -INFINITY;
	}
	/* sum and range of a block while it is at hand */
	for (size_t from = 0, m; from < n; from += m, v += m)
	{
		double		block[AX_SUM_BLOCK];
		size_t		whole;

		m = n - from < AX_SUM_BLOCK ? n - from : AX_SUM_BLOCK;
		whole = m / 8 * 8;
		for (size_t i = 0; i < m; i++)
			block[i] = v[i];
		ax_sum_add(&total, &carry, block, m, 1);
		/* comparisons with NaN are false, so it never becomes a bound */
		for (size_t i = 0; i < whole; i += 8)
			for (int k = 0; k < 8; k++)
			{
				low[k] = v[i + k] < low[k] ? v[i + k] : low[k];
				high[k] = v[i + k] > high[k] ? v[i + k] : high[k];
			}
		for (size_t i = whole; i < m; i++)
		{
			low[0] = v[i] < low[0] ? v[i] : low[0];
			high[0] = v[i] > high[0] ? v[i] : high[0];
		}
	}
	total = ax_sum_close(total, carry);
	/* where there is a NaN the sum is one; its sign and bits are the machine's */
	if (total != total)
	{
		total = NAN;
		v -= n;
		for (size_t i = 0; i < n; i++)
			nans += v[i] != v[i];
	}
	for (int k = 1; k < 8; k++)
	{
		low[0] = low[k] < low[0] ? low[k] : low[0];
		high[0] = high[k] > high[0] ? high[k] : high[0];
	}
	s->nans = nans;
	s->has_range = nans < n;
	s->min.real = s->has_range ? low[0] : 0;
	s->max.real = s->has_range ? high[0] : 0;
	s->sum.real = total;
}

#else

AX_CLONES static void
AX_PASTE(range, AX_NAME) (const AX_T *v, size_t n, int64_t *low, int64_t *high)
{
	AX_T		min = v[0];
	AX_T		max = v[0];

	for (size_t i = 1; i < n; i++)
	{
		min = v[i] < min ? v[i] : min;
		max = v[i] > max ? v[i] : max;
	}
	*low = min;
	*high = max;
}

AX_CLONES static void
AX_PASTE(summarize, AX_NAME) (const AX_T *v, size_t n, AxSummary *s)
{
	int64_t		low;
	int64_t		high;
	__int128	sum = 0;

	for (size_t i = 0; i < n;)
	{
		size_t		end = n - i < 65536 ? n : i + 65536;
		AX_SUM		part = 0;

		for (; i < end; i++)
			part += v[i];
		sum += part;
	}
	s->sum.wide = sum;
	s->has_range = n > 0;
	if (n > 0)
	{
		AX_PASTE(range, AX_NAME) (v, n, &low, &high);
		s->min.wide = low;
		s->max.wide = high;
	}
}

#endif

#undef AX_T
#undef AX_NAME
#undef AX_FLOAT
#undef AX_SUM
#undef AX_PASTE
#undef AX_PASTE_
