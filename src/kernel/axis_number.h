/*
 * Template: reductions along and across an axis for one kind of each_number.h.
 *
 * Emits sums, least and most of rows, each to a total of its own, and across
 * rows, cell i to total i; identities; places; widening.
 */
#ifdef AX_TABLE
[AX_KIND] = {{AX_FN(sum_rows), AX_FN(sum_across), AX_FN(least_rows), AX_FN(least_across),
AX_FN(most_rows), AX_FN(most_across)}, AX_FN(blank), {AX_FN(find_rows), AX_FN(find_across)},
AX_FN(widen), sizeof(AX_SUM), sizeof(AX_T)},
#else

#if AX_FLOAT
#define NO_LEAST INFINITY
#define NO_MOST (-INFINITY)
#else
#define NO_LEAST AX_MOST
#define NO_MOST AX_LEAST
#endif

#if AX_FLOAT
AX_CLONES static void
AX_FN(sum_rows) (void *total, double *carry, const void *values, size_t n, size_t count)
{
	const AX_T *v = values;

	for (size_t r = 0; r < count; r++)
		for (size_t i = 0, m; i < n; i += m, v += m)
		{
			double		block[AX_SUM_BLOCK];
			double		sum;

			m = n - i < AX_SUM_BLOCK ? n - i : AX_SUM_BLOCK;
			for (size_t k = 0; k < m; k++)
				block[k] = v[k];
			ax_sum_block(block, m, 1, &sum);
			ax_sum_carry((double *) total + r, carry + r, sum);
		}
}

AX_CLONES static void
AX_FN(sum_across) (void *total, double *carry, const void *values, size_t n, size_t count)
{
	for (size_t r = 0, rows; r < count; r += rows)
	{
		rows = count - r < AX_AXIS_STACK ? count - r : AX_AXIS_STACK;
		for (size_t i = 0, m; i < n; i += m)
		{
			const AX_T *v = (const AX_T *) values + r * n + i;
			double	   *restrict to = (double *) total + i;
			double	   *restrict rest = carry + i;
			double		part[STRIP];

			m = n - i < STRIP ? n - i : STRIP;
			for (size_t k = 0; k < m; k++)
				part[k] = v[k];
			for (size_t q = 1; q < rows; q++)
				for (size_t k = 0; k < m; k++)
					part[k] += v[q * n + k];
			for (size_t k = 0; k < m; k++)
				ax_sum_carry(&to[k], &rest[k], part[k]);
		}
	}
}
#else
AX_CLONES static void
AX_FN(sum_rows) (void *total, double *carry, const void *values, size_t n, size_t count)
{
	const AX_T *v = values;

	(void) carry;
	for (size_t r = 0; r < count; r++, v += n)
	{
		AX_SUM		sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += v[i];
		((AX_SUM *) total)[r] += sum;
	}
}

AX_CLONES static void
AX_FN(sum_across) (void *total, double *carry, const void *values, size_t n, size_t count)
{
	const AX_T *restrict v = values;
	AX_SUM	   *restrict to = total;

	(void) carry;
	for (size_t r = 0; r < count; r++, v += n)
		for (size_t i = 0; i < n; i++)
			to[i] += v[i];
}
#endif

/* Least or most: which of two cells is `better`, and what loses to all. */
#define EXTREME(name, better, worst) \
AX_CLONES static void \
AX_FN(name##_rows) (void *total, double *carry, const void *values, size_t n, size_t count) \
{ \
	const AX_T *v = values; \
	AX_T	   *to = total; \
	\
	(void) carry; \
	for (size_t r = 0; r < count; r++, v += n) \
	{ \
		AX_T		lane[LANES]; \
		size_t		whole = n / LANES * LANES; \
		\
		for (int k = 0; k < LANES; k++) \
			lane[k] = worst; \
		for (size_t i = 0; i < whole; i += LANES) \
			for (int k = 0; k < LANES; k++) \
				lane[k] = v[i + k] better lane[k] ? v[i + k] : lane[k]; \
		for (size_t i = whole; i < n; i++) \
			lane[0] = v[i] better lane[0] ? v[i] : lane[0]; \
		if (whole > 0) \
			for (int k = 1; k < LANES; k++) \
				lane[0] = lane[k] better lane[0] ? lane[k] : lane[0]; \
		to[r] = lane[0] better to[r] ? lane[0] : to[r]; \
	} \
} \
\
AX_CLONES static void \
AX_FN(name##_across) (void *total, double *carry, const void *values, size_t n, size_t count) \
{ \
	const AX_T *restrict v = values; \
	AX_T	   *restrict to = total; \
	\
	(void) carry; \
	for (size_t r = 0; r < count; r++, v += n) \
		for (size_t i = 0; i < n; i++) \
			to[i] = v[i] better to[i] ? v[i] : to[i]; \
}

EXTREME(least, <, NO_LEAST)
EXTREME(most, >, NO_MOST)
#undef EXTREME

static void
AX_FN(blank) (AxAxisOp op, void *values, const uint64_t *live, size_t n, bool nans)
{
	AX_T	   *v = values;
	AX_T		nothing = op == AX_AXIS_LEAST ? NO_LEAST : op == AX_AXIS_MOST ? NO_MOST : 0;

	(void) nans;
	for (size_t i = 0; live != NULL && i < n; i += 64)
		for (uint64_t dead = ~live[i / 64] & ax_vector_ones(n - i); dead != 0; dead &= dead - 1)
			v[i + __builtin_ctzll(dead)] = nothing;
#if AX_FLOAT
	if (nans)
		for (size_t i = 0; i < n; i++)
			v[i] = v[i] != v[i] ? nothing : v[i];
#endif
}

#if AX_FLOAT
#define SAME(a, b) (((a) == (b)) | (((a) != (a)) & ((b) != (b))))
#else
#define SAME(a, b) ((a) == (b))
#endif

static void
AX_FN(find_rows) (const void *wanted, const void *values, const uint64_t *live,
				  const AxAxisRun *run, int64_t *places)
{
	const AX_T *w = wanted;

	for (size_t r = 0; r < run->count; r++)
	{
		size_t		start = run->start + r * run->n;
		const AX_T *v = (const AX_T *) values + start;

		if (places[r] >= 0)
			continue;
		for (size_t i = 0; i < run->n; i++)
			if (SAME(v[i], w[r]) && (live == NULL || ax_mask_get(live, start + i)))
			{
				places[r] = (int64_t) (run->place + i);
				break;
			}
	}
}

AX_CLONES static void
AX_FN(find_across) (const void *wanted, const void *values, const uint64_t *live,
					const AxAxisRun *run, int64_t *restrict places)
{
	const AX_T *restrict w = wanted;

	for (size_t r = 0; r < run->count; r++)
	{
		size_t		start = run->start + r * run->n;
		const AX_T *restrict v = (const AX_T *) values + start;
		int64_t		place = (int64_t) (run->place + r * run->place_step);

		if (live == NULL)
			for (size_t i = 0; i < run->n; i++)
				places[i] = ((places[i] < 0) & SAME(v[i], w[i])) ? place : places[i];
		else
			for (size_t i = 0; i < run->n; i++)
				if (places[i] < 0 && SAME(v[i], w[i]) && ax_mask_get(live, start + i))
					places[i] = place;
	}
}

AX_CLONES static void
AX_FN(widen) (const void *values, size_t n, int64_t base, double *restrict out)
{
	const AX_T *restrict v = values;

	for (size_t i = 0; i < n; i++)
		out[i] = sizeof(AX_T) == 8 && !AX_FLOAT ?
			(double) ((uint64_t) v[i] - (uint64_t) base) : (double) v[i];
}

#undef SAME
#undef NO_LEAST
#undef NO_MOST
#endif
