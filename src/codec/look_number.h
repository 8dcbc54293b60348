/*
 * Template: summarize and range for one C type.
 *
 * Parameters, undefined at the end: AX_T the C type, AX_NAME a suffix,
 * AX_FLOAT 1 for a floating type, 0 for an integer.  Emits summarize_NAME
 * and, for integers, range_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

#if AX_FLOAT

static void
AX_PASTE(summarize, AX_NAME) (const AX_T *v, size_t n, AxSummary *s)
{
	double		lane[8] = {0};
	AX_T		min = INFINITY;
	AX_T		max = -INFINITY;
	size_t		nans = 0;
	size_t		i = 0;

	for (; i + 8 <= n; i += 8)
		for (int k = 0; k < 8; k++)
			lane[k] += v[i + k];
	for (int k = 0; i < n; i++, k++)
		lane[k] += v[i];
	/* comparisons with NaN are false, so it never becomes a bound */
	for (i = 0; i < n; i++)
	{
		min = v[i] < min ? v[i] : min;
		max = v[i] > max ? v[i] : max;
		nans += v[i] != v[i];
	}
	s->nans = nans;
	s->has_range = nans < n;
	s->min.real = s->has_range ? min : 0;
	s->max.real = s->has_range ? max : 0;
	s->sum.real = ((lane[0] + lane[1]) + (lane[2] + lane[3])) +
		((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

#else

static void
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

static void
AX_PASTE(summarize, AX_NAME) (const AX_T *v, size_t n, AxSummary *s)
{
	int64_t		low;
	int64_t		high;
	__int128	sum = 0;

#if AX_WIDE
	for (size_t i = 0; i < n; i++)
		sum += v[i];
#else
	int64_t		narrow = 0;

	/* a tile has at most 2^16 cells of at most 2^31: no overflow */
	for (size_t i = 0; i < n; i++)
		narrow += v[i];
	sum = narrow;
#endif
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
#undef AX_WIDE
#undef AX_PASTE
#undef AX_PASTE_
