/*
 * Template: sorting of elements of one form, and selection among keys.
 *
 * AX_E is the element, AX_K its key's type, AX_KEY(e) its key, AX_NAME the
 * form's name; AX_ITEMS for items, which are not selected from.
 */
#define AX_DIGITS ((int) sizeof(AX_K))

static void
AX_FN(insert) (AX_E *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
	{
		AX_E		e = v[i];
		size_t		j = i;

		for (; j > 0 && AX_KEY(e) < AX_KEY(v[j - 1]); j--)
			v[j] = v[j - 1];
		v[j] = e;
	}
}

/* Merges [0, middle) and [middle, n); of equals the left one comes first. */
static void
AX_FN(merge) (const AX_E *in, size_t middle, size_t n, AX_E *out)
{
	const AX_E *left = in;
	const AX_E *right = in + middle;
	const AX_E *left_end = right;
	const AX_E *right_end = in + n;

	while (left < left_end && right < right_end)
	{
		size_t		other = AX_KEY(*right) < AX_KEY(*left);
		const AX_E *next = other ? right : left;

		*out++ = *next;
		right += other;
		left += 1 - other;
	}
	memcpy(out, left, (size_t) ((const char *) left_end - (const char *) left));
	out += left_end - left;
	memcpy(out, right, (size_t) ((const char *) right_end - (const char *) right));
}

/* Sorts few elements: runs by insertion, then by merging there and back. */
static void
AX_FN(sort_few) (AX_E *v, AX_E *scratch, size_t n)
{
	AX_E	   *from = v;
	AX_E	   *to = scratch;

	for (size_t at = 0; at < n; at += FEW_RUN)
		AX_FN(insert) (v + at, n - at < FEW_RUN ? n - at : FEW_RUN);
	for (size_t run = FEW_RUN; run < n; run *= 2)
	{
		AX_E	   *swap = from;

		for (size_t at = 0; at < n; at += 2 * run)
		{
			size_t		length = n - at < 2 * run ? n - at : 2 * run;

			AX_FN(merge) (from + at, length < run ? length : run, length, to + at);
		}
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(AX_E));
}

static void
AX_FN(count) (const AX_E *v, size_t n, uint32_t (*counts)[AX_SORT_DIGIT])
{
	for (size_t i = 0; i < n; i++)
	{
		AX_K		key = AX_KEY(v[i]);

		for (int d = 0; d < AX_DIGITS; d++)
			counts[d][(uint8_t) (key >> (8 * d))]++;
	}
}

static void
AX_FN(scatter) (const AX_E *v, size_t n, int digit, uint32_t *places, AX_E *out)
{
	int			shift = 8 * digit;

	for (size_t i = 0; i < n; i++)
	{
		AX_E		e = v[i];

		out[places[(uint8_t) (AX_KEY(e) >> shift)]++] = e;
	}
}

static uint64_t
AX_FN(first) (const void *cells)
{
	return AX_KEY(*(const AX_E *) cells);
}

/* The bits in which some key differs from the first one. */
static uint64_t
AX_FN(differ) (const AX_E *v, size_t n, uint64_t first)
{
	AX_K		bits = 0;

	for (size_t i = 0; i < n; i++)
		bits |= AX_KEY(v[i]) ^ (AX_K) first;
	return bits;
}

static void
AX_FN(count_bins) (const AX_E *v, size_t n, int shift, uint32_t *bins)
{
	for (size_t i = 0; i < n; i++)
		bins[(uint16_t) (AX_KEY(v[i]) >> shift)]++;
}

static void
AX_FN(scatter_bins) (const AX_E *v, size_t n, int shift, const uint16_t *parts, uint32_t *places, AX_E *out)
{
	for (size_t i = 0; i < n; i++)
	{
		AX_E		e = v[i];

		out[places[parts[(uint16_t) (AX_KEY(e) >> shift)]]++] = e;
	}
}

#ifndef AX_ITEMS

/* A pivot near the rank, so that the rank likely falls to the smaller side twice. */
static uint64_t
AX_FN(sample) (const AX_E *v, size_t from, size_t to, size_t rank)
{
	AX_E		some[SAMPLE_MOST];
	size_t		n = (to - from) / 64;
	size_t		off = 1;
	size_t		at;

	n = n < SAMPLE_LEAST ? SAMPLE_LEAST : n > SAMPLE_MOST ? SAMPLE_MOST : n;
	while ((off + 1) * (off + 1) <= n)
		off++;
	off -= off / 4;
	for (size_t i = 0; i < n; i++)
		some[i] = v[from + (2 * i + 1) * (to - from) / (2 * n)];
	AX_FN(insert) (some, n);
	at = n * (rank - from) / (to - from);
	if (at > n / 2)
		at -= at < off ? at : off;
	else
		at = at + off < n ? at + off : n - 1;
	return some[at];
}

/* Moves those of [at, to) that are below the pivot (not above it) to the front part. */
static size_t
AX_FN(divide) (AX_E *v, size_t at, size_t to, size_t split, uint64_t pivot, bool equal)
{
	AX_K		bound = (AX_K) pivot;

	if (equal)
		for (; at < to; at++)
		{
			AX_E		e = v[at];

			v[at] = v[split];
			v[split] = e;
			split += e <= bound;
		}
	else
		for (; at < to; at++)
		{
			AX_E		e = v[at];

			v[at] = v[split];
			v[split] = e;
			split += e < bound;
		}
	return split;
}

#endif

#undef AX_DIGITS
