/*
 * Template: count, sum, least and greatest of a stretch of cells of one kind
 * of each_number.h.
 *
 * `mask` is what is live, NULL for all; cell i of a stretch that starts at
 * `start` has bit start + i.  Of words that are not all ones, cells take part
 * as zero (or as the end of the range that loses every comparison), chosen bit
 * by bit and not by a branch, so that NaN in a dead slot does no harm.
 */
#if AX_FLOAT
#define LANE double
#define SELECT(x, y, mask) select_double((x), (y), (mask))
#define NO_LEAST INFINITY
#define NO_MOST (-INFINITY)
#define SQUARE double
#else
#define LANE AX_T
#define SELECT(x, y, mask) (((int64_t) (x) & (int64_t) (mask)) | ((int64_t) (y) & ~(int64_t) (mask)))
#define NO_LEAST AX_MOST
#define NO_MOST AX_LEAST
#define SQUARE __int128
#if AX_MOST > INT32_MAX
#define HALVES 1
#endif
#endif

/* What a stretch comes to. */
typedef struct AX_FN(Part)
{
	int64_t		count;
	AX_SUM		sum;
	AX_T		least;			/* NaN left out */
	AX_T		most;
} AX_FN(Part);

/* Fewer than FOLD_LONG cells, one after another. */
AX_INLINE void
AX_FN(fold_short) (const AX_T *v, uint64_t live, size_t n, bool range, AX_FN(Part) *part)
{
	AX_SUM		sum = 0;
	AX_T		least = NO_LEAST;
	AX_T		most = NO_MOST;

	if (live == ax_vector_ones(n))
		for (size_t i = 0; i < n; i++)
		{
			sum += v[i];
			least = range && v[i] < least ? v[i] : least;
			most = range && v[i] > most ? v[i] : most;
		}
	else
		for (uint64_t left = live; left != 0; left &= left - 1)
		{
			AX_T		x = v[__builtin_ctzll(left)];

			sum += x;
			least = range && x < least ? x : least;
			most = range && x > most ? x : most;
		}
	part->count = __builtin_popcountll(live);
	part->sum = sum;
	part->least = least;
	part->most = most;
}

typedef struct AX_FN(Lanes)
{
#ifdef HALVES
	/* of x + 2^63; 2^16 cells of 32 bits cannot overflow */
	uint64_t	low[FOLD_LANES];
	uint64_t	high[FOLD_LANES];
#else
	AX_SUM		sum[FOLD_LANES];
#endif
	LANE		least[FOLD_LANES];
	LANE		most[FOLD_LANES];
} AX_FN(Lanes);

/* n <= FOLD_LANES cells; live has a bit for each and is not read where `all`. */
AX_INLINE void
AX_FN(fold_step) (const AX_T *v, unsigned live, size_t n, bool all, bool range,
				  AX_FN(Lanes) *lanes)
{
	LANE		low[FOLD_LANES];
	LANE		high[FOLD_LANES];

	for (size_t k = 0; k < n; k++)
	{
		LANE		x = v[k];
		uint64_t	in = all ? ~UINT64_C(0) : fold_masks[(live >> (k & 4)) & 15][k & 3];

#ifdef HALVES
		uint64_t	biased = ((uint64_t) x ^ (UINT64_C(1) << 63)) & in;

		lanes->low[k] += biased & UINT32_MAX;
		lanes->high[k] += biased >> 32;
#else
		lanes->sum[k] += all ? x : SELECT(x, 0, in);
#endif
		low[k] = all ? x : (LANE) SELECT(x, NO_LEAST, in);
		high[k] = all ? x : (LANE) SELECT(x, NO_MOST, in);
	}
	if (!range)
		return;
#if AX_FLOAT
	for (size_t k = n; k < FOLD_LANES; k++)
	{
		low[k] = NO_LEAST;
		high[k] = NO_MOST;
	}
	narrow_range(low, high, lanes->least, lanes->most);
#else
	for (size_t k = 0; k < n; k++)
	{
		lanes->least[k] = low[k] < lanes->least[k] ? low[k] : lanes->least[k];
		lanes->most[k] = high[k] > lanes->most[k] ? high[k] : lanes->most[k];
	}
#endif
}

/* The lanes of a stretch together, in the order that groups.h promises. */
AX_INLINE void
AX_FN(fold_lanes) (const AX_FN(Lanes) *lanes, int64_t count, AX_FN(Part) *part)
{
	part->count = count;
#if AX_FLOAT
	part->sum = ((lanes->sum[0] + lanes->sum[1]) + (lanes->sum[2] + lanes->sum[3])) +
		((lanes->sum[4] + lanes->sum[5]) + (lanes->sum[6] + lanes->sum[7]));
#elif defined(HALVES)
	part->sum = -((AX_SUM) count << 63);
	for (int k = 0; k < FOLD_LANES; k++)
		part->sum += ((AX_SUM) lanes->high[k] << 32) + lanes->low[k];
#else
	part->sum = 0;
	for (int k = 0; k < FOLD_LANES; k++)
		part->sum += lanes->sum[k];
#endif
	part->least = (AX_T) lanes->least[0];
	part->most = (AX_T) lanes->most[0];
	for (int k = 1; k < FOLD_LANES; k++)
	{
		part->least = lanes->least[k] < part->least ? (AX_T) lanes->least[k] : part->least;
		part->most = lanes->most[k] > part->most ? (AX_T) lanes->most[k] : part->most;
	}
}

/* Any number of cells; words of zeros cost nothing, stretches of ones no mask. */
AX_INLINE void
AX_FN(fold_long) (const AX_T *v, const uint64_t *mask, size_t start, size_t n, bool range,
				  AX_FN(Part) *part)
{
	AX_FN(Lanes) lanes;
	int64_t		count = mask == NULL ? (int64_t) n : 0;
	size_t		i = 0;

	memset(&lanes, 0, sizeof(lanes));
	for (int k = 0; k < FOLD_LANES; k++)
	{
		lanes.least[k] = NO_LEAST;
		lanes.most[k] = NO_MOST;
	}
	while (i < n)
	{
		size_t		stop = n;
		uint64_t	word = 0;

		if (mask != NULL)
		{
			for (stop = i; stop < n; stop += 64)
			{
				word = ax_bits_window(mask, start + stop, n - stop < 64 ? n - stop : 64);
				if (word != ~UINT64_C(0))
					break;
			}
			/* nothing but ones up to the end: no word is left */
			if (stop >= n)
				word = 0;
			count += (int64_t) (stop - i);
		}
		for (; i + FOLD_LANES <= stop; i += FOLD_LANES)
			AX_FN(fold_step) (v + i, 0, FOLD_LANES, true, range, &lanes);
		if (i < stop)
		{
			AX_FN(fold_step) (v + i, 0, stop - i, true, range, &lanes);
			i = stop;
		}
		if (word != 0)
		{
			stop = n - i < 64 ? n : i + 64;
			count += __builtin_popcountll(word);
			for (; i + FOLD_LANES <= stop; i += FOLD_LANES, word >>= FOLD_LANES)
				AX_FN(fold_step) (v + i, word & 0xff, FOLD_LANES, false, range, &lanes);
			if (i < stop)
				AX_FN(fold_step) (v + i, word & 0xff, stop - i, false, range, &lanes);
			i = stop;
		}
		else if (i < n)
			i += 64;
	}
	AX_FN(fold_lanes) (&lanes, count, part);
}

/* Squares of what is live: of integers plain, of floats from the mean. */
AX_INLINE SQUARE
AX_FN(fold_squares) (const AX_T *v, const uint64_t *mask, size_t start, size_t n, SQUARE mean)
{
	SQUARE		lane[FOLD_LANES] = {0};
	SQUARE		total = 0;
	size_t		i = 0;

	while (i < n)
	{
		size_t		cells = n - i < 64 ? n - i : 64;
		uint64_t	word = ax_bits_window(mask, start + i, cells);
		size_t		stop = i + cells;

		if (word == ~UINT64_C(0))
		{
			for (; i < stop; i += FOLD_LANES)
				for (int k = 0; k < FOLD_LANES; k++)
				{
					SQUARE		x = v[i + k] - mean;

					lane[k] += x * x;
				}
			continue;
		}
		for (; word != 0; word &= word - 1)
		{
			SQUARE		x = v[i + __builtin_ctzll(word)] - mean;

			total += x * x;
		}
		i = stop;
	}
	for (int k = 0; k < FOLD_LANES; k++)
		total += lane[k];
	return total;
}

#undef LANE
#undef SELECT
#undef NO_LEAST
#undef NO_MOST
#undef SQUARE
#undef HALVES
