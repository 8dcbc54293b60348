/*
 * Template: running totals for one kind of each_number.h.
 *
 * Emits a function for sums, least and most, each for rows and across, and what
 * makes totals empty.
 */
#ifdef AX_TABLE
[AX_KIND] = {{AX_FN(run_sum), AX_FN(run_least), AX_FN(run_most)}, AX_FN(run_clear),
{sizeof(AX_SUM), sizeof(AX_T), sizeof(AX_T)}},
#else

/* Each takes a cell and says whether the total is out of range. */
#if AX_FLOAT
#define RESULT AX_T

AX_INLINE bool
AX_FN(take_sum) (AX_SUM *total, double *carry, AX_T x, RESULT *out)
{
	double		before = *total;
	double		sum;
	bool		finite = (fabs(before) <= DBL_MAX) & (fabs(x) <= DBL_MAX);

	ax_sum_carry(total, carry, x);
	sum = fabs(*total) <= DBL_MAX ? *total + *carry : *total;
	*out = (AX_T) sum;
	/* with finite values it must be so too, as the cell's kind */
	return finite & !(fabs(*out) <= AX_MOST);
}

AX_INLINE bool
AX_FN(take_least) (AX_T *total, double *carry, AX_T x, AX_T *out)
{
	(void) carry;
	/* NaN as long as there is nothing else */
	*total = ((x < *total) | (*total != *total)) ? x : *total;
	*out = *total;
	return false;
}

AX_INLINE bool
AX_FN(take_most) (AX_T *total, double *carry, AX_T x, AX_T *out)
{
	(void) carry;
	*total = ((x > *total) | (x != x)) ? x : *total;
	*out = *total;
	return false;
}
#else
#define RESULT int64_t

AX_INLINE bool
AX_FN(take_sum) (AX_SUM *total, double *carry, AX_T x, RESULT *out)
{
	(void) carry;
	*total += x;
	*out = (int64_t) *total;
	return *total != *out;
}

AX_INLINE bool
AX_FN(take_least) (AX_T *total, double *carry, AX_T x, AX_T *out)
{
	(void) carry;
	*out = *total = x < *total ? x : *total;
	return false;
}

AX_INLINE bool
AX_FN(take_most) (AX_T *total, double *carry, AX_T x, AX_T *out)
{
	(void) carry;
	*out = *total = x > *total ? x : *total;
	return false;
}
#endif

#define RUN(name, total_type, result_type) \
AX_CLONES static bool \
AX_FN(run_##name) (void *totals, double *restrict carry, const void *values, const uint64_t *live, \
				   const AxAxisRun *run, void *results) \
{ \
	const AX_T *restrict v = (const AX_T *) values + run->start; \
	result_type *restrict out = (result_type *) results + run->start; \
	total_type *restrict total = totals; \
	double		none[1] = {0}; \
	size_t		step = carry != NULL; \
	unsigned	over = 0; \
	\
	if (carry == NULL) \
		carry = none; \
	for (size_t r = 0; r < run->count; r++, v += run->n, out += run->n) \
	{ \
		size_t		start = run->start + r * run->n; \
		\
		if (!run->across) \
			for (size_t i = 0; i < run->n; i++) \
			{ \
				if (live == NULL || ax_mask_get(live, start + i)) \
					over |= AX_FN(take_##name) (&total[r], &carry[r * step], v[i], &out[i]); \
			} \
		else if (live == NULL && step != 0) \
			for (size_t i = 0; i < run->n; i++) \
				over |= AX_FN(take_##name) (&total[i], &carry[i], v[i], &out[i]); \
		else if (live == NULL) \
			for (size_t i = 0; i < run->n; i++) \
				over |= AX_FN(take_##name) (&total[i], NULL, v[i], &out[i]); \
		else \
			for (size_t i = 0; i < run->n; i++) \
				if (ax_mask_get(live, start + i)) \
					over |= AX_FN(take_##name) (&total[i], &carry[i * step], v[i], &out[i]); \
	} \
	return over != 0; \
}

RUN(sum, AX_SUM, RESULT)
RUN(least, AX_T, AX_T)
RUN(most, AX_T, AX_T)
#undef RUN
#undef RESULT

static void
AX_FN(run_clear) (AxAxisOp op, void *totals, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (op == AX_AXIS_SUM)
			((AX_SUM *) totals)[i] = 0;
		else
#if AX_FLOAT
			((AX_T *) totals)[i] = op == AX_AXIS_LEAST ? NAN : -INFINITY;
#else
			((AX_T *) totals)[i] = op == AX_AXIS_LEAST ? AX_MOST : AX_LEAST;
#endif
}

#endif
