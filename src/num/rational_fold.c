/*
 * The exact total of a sum: its parts added in pairs, round by round.
 *
 * Every term is kept reduced, so that what cancels shrinks at once; parts with
 * near denominators meet first, because in sums like 1/(i(i+1)) those are the
 * ones that cancel.  Pairs of equal size keep the long multiplications few.
 */
#include "num/rational_sum.h"

#include <stdlib.h>
#include <string.h>

#include "num/gcd.h"
#include "num/wide.h"

/* A part on its way into the order of denominators. */
typedef struct LoosePart
{
	uint64_t	den;
	uint64_t	num[2];			/* magnitude, halves */
	bool		negative;
} LoosePart;

static AxStatus
out_of_memory(AxError *err)
{
	return ax_base_fail(err, AX_MEMORY, "out of memory");
}

static AxStatus
out_of_range(AxError *err)
{
	return ax_base_fail(err, AX_RANGE, "rational out of range");
}

static size_t
term_limbs(const AxFoldTerm *term)
{
	return term->num_n + term->den_n;
}

static void
term_free(AxRationalFold *fold, AxFoldTerm *term)
{
	if (term->limbs != NULL)
		fold->alloc.resize(fold->alloc.state, term->limbs,
						   term_limbs(term) * sizeof(uint64_t), 0);
	term->limbs = NULL;
}

/* Copies numerator and denominator into a new term. */
static AxStatus
term_make(AxRationalFold *fold, AxFoldTerm *term, bool negative,
		  const uint64_t *num, size_t num_n, const uint64_t *den, size_t den_n,
		  AxError *err)
{
	term->negative = negative;
	term->num_n = num_n;
	term->den_n = den_n;
	term->limbs = fold->alloc.resize(fold->alloc.state, NULL, 0,
									 term_limbs(term) * sizeof(uint64_t));
	if (term->limbs == NULL)
		return out_of_memory(err);
	memcpy(term->limbs, num, num_n * sizeof(uint64_t));
	memcpy(term->limbs + num_n, den, den_n * sizeof(uint64_t));
	return AX_OK;
}

static int
compare_loose(const void *a, const void *b)
{
	uint64_t	left = ((const LoosePart *) a)->den;
	uint64_t	right = ((const LoosePart *) b)->den;

	return (left > right) - (left < right);
}

AxStatus
ax_rational_fold_start(AxRationalFold *fold, const AxRationalSum *sum,
					   AxAlloc alloc, AxError *err)
{
	LoosePart  *loose;
	size_t		size = (sum->used + 1) * sizeof(LoosePart);
	size_t		n = 0;
	size_t		place = 0;
	int64_t		den;
	AxInt128	num;
	AxStatus	status = AX_OK;

	memset(fold, 0, sizeof(*fold));
	fold->alloc = alloc;
	loose = alloc.resize(alloc.state, NULL, 0, size);
	if (loose == NULL)
		return out_of_memory(err);
	while (ax_rational_sum_next(sum, &place, &den, &num))
	{
		AxUInt128	top = ax_num_magnitude128(num);
		uint64_t	common;

		if (num == 0)
			continue;
		common = ax_num_gcd64((uint64_t) (top % (uint64_t) den), (uint64_t) den);
		top /= common;
		loose[n].den = (uint64_t) den / common;
		loose[n].num[0] = (uint64_t) top;
		loose[n].num[1] = (uint64_t) (top >> 64);
		loose[n].negative = num < 0;
		n++;
	}
	qsort(loose, n, sizeof(LoosePart), compare_loose);
	fold->allocated = n + 1;
	fold->terms = alloc.resize(alloc.state, NULL, 0,
							   fold->allocated * sizeof(AxFoldTerm));
	if (fold->terms == NULL)
		status = out_of_memory(err);
	for (size_t i = 0; i < n && status == AX_OK; i++)
	{
		status = term_make(fold, &fold->terms[i], loose[i].negative,
						   loose[i].num, ax_wide_normalize(loose[i].num, 2),
						   &loose[i].den, 1, err);
		fold->count = i + 1;
	}
	alloc.resize(alloc.state, loose, size, 0);
	return status;
}

static bool
is_one(const uint64_t *a, size_t an)
{
	return an == 1 && a[0] == 1;
}

/* quotient = a / b without rest; work and scratch hold an + 1 limbs each. */
static size_t
divide_exactly(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			   uint64_t *quotient, uint64_t *work, uint64_t *scratch)
{
	size_t		rest_n;

	memcpy(work, a, an * sizeof(uint64_t));
	return ax_wide_divide(work, an, b, bn, quotient, scratch, &rest_n);
}

/* The gcd of a and b, which are kept; the three works hold the longer + 1. */
static size_t
common_divisor(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			   uint64_t *out, uint64_t *work_a, uint64_t *work_b,
			   uint64_t *scratch)
{
	memcpy(work_a, a, an * sizeof(uint64_t));
	memcpy(work_b, b, bn * sizeof(uint64_t));
	return ax_wide_gcd(work_a, an, work_b, bn, out, scratch);
}

/* out = the signed sum of left and right; returns its count. */
static size_t
add_magnitudes(const uint64_t *left, size_t left_n, bool left_negative,
			   const uint64_t *right, size_t right_n, bool right_negative,
			   uint64_t *out, bool *negative)
{
	int			order;

	*negative = left_negative;
	if (left_negative == right_negative)
		return ax_wide_add(left, left_n, right, right_n, out);
	order = ax_wide_cmp(left, left_n, right, right_n);
	if (order == 0)
	{
		*negative = false;
		return 0;
	}
	if (order > 0)
		return ax_wide_sub(left, left_n, right, right_n, out);
	*negative = right_negative;
	return ax_wide_sub(right, right_n, left, left_n, out);
}

/* Stores a + b, reduced (Knuth 4.5.1), with `width` limbs in each buffer. */
static AxStatus
term_sum(AxRationalFold *fold, const AxFoldTerm *a, const AxFoldTerm *b,
		 uint64_t *memory, size_t width, AxFoldTerm *out, AxError *err)
{
	const uint64_t one = 1;
	const uint64_t *a_den = a->limbs + a->num_n;
	const uint64_t *b_den = b->limbs + b->num_n;
	uint64_t   *common = memory;
	uint64_t   *a_cofactor = memory + width;
	uint64_t   *b_cofactor = memory + 2 * width;
	uint64_t   *left = memory + 3 * width;
	uint64_t   *right = memory + 4 * width;
	uint64_t   *sum = memory + 5 * width;
	uint64_t   *work = memory + 6 * width;
	uint64_t   *scratch = memory + 7 * width;
	size_t		common_n;
	size_t		a_cofactor_n;
	size_t		b_cofactor_n;
	size_t		left_n;
	size_t		right_n;
	size_t		sum_n;
	bool		negative;

	common_n = common_divisor(a_den, a->den_n, b_den, b->den_n, common,
							  left, right, scratch);
	a_cofactor_n = divide_exactly(a_den, a->den_n, common, common_n, a_cofactor,
								  work, scratch);
	b_cofactor_n = divide_exactly(b_den, b->den_n, common, common_n, b_cofactor,
								  work, scratch);
	left_n = ax_wide_mul(a->limbs, a->num_n, b_cofactor, b_cofactor_n, left);
	right_n = ax_wide_mul(b->limbs, b->num_n, a_cofactor, a_cofactor_n, right);
	sum_n = add_magnitudes(left, left_n, a->negative, right, right_n,
						   b->negative, sum, &negative);
	if (sum_n == 0)
		return term_make(fold, out, false, &one, 0, &one, 1, err);
	/* the denominator is a_cofactor * b_den, less what sum and common share */
	if (!is_one(common, common_n))
	{
		common_n = common_divisor(sum, sum_n, common, common_n, b_cofactor,
								  left, right, scratch);
		if (!is_one(b_cofactor, common_n))
		{
			memcpy(common, b_cofactor, common_n * sizeof(uint64_t));
			b_cofactor_n = divide_exactly(b_den, b->den_n, common, common_n,
										  b_cofactor, work, scratch);
			left_n = divide_exactly(sum, sum_n, common, common_n, left, work,
									scratch);
			right_n = ax_wide_mul(a_cofactor, a_cofactor_n, b_cofactor,
								  b_cofactor_n, right);
			return term_make(fold, out, negative, left, left_n, right, right_n,
							 err);
		}
	}
	right_n = ax_wide_mul(a_cofactor, a_cofactor_n, b_den, b->den_n, right);
	return term_make(fold, out, negative, sum, sum_n, right, right_n, err);
}

static size_t
longer(size_t a, size_t b)
{
	return a > b ? a : b;
}

AxStatus
ax_rational_fold_step(AxRationalFold *fold, bool *more, AxError *err)
{
	if (fold->position + 1 < fold->count)
	{
		AxFoldTerm *a = &fold->terms[fold->position];
		AxFoldTerm *b = a + 1;
		AxFoldTerm	sum;
		size_t		width;
		size_t		size;
		uint64_t   *memory;
		AxStatus	status;

		/* the longest number is a product of numerator and cofactor, or of both denominators */
		width = longer(longer(a->num_n, a->den_n) + b->den_n,
					   b->num_n + a->den_n) + 2;
		size = 8 * width * sizeof(uint64_t);
		memory = fold->alloc.resize(fold->alloc.state, NULL, 0, size);
		if (memory == NULL)
			return out_of_memory(err);
		status = term_sum(fold, a, b, memory, width, &sum, err);
		fold->alloc.resize(fold->alloc.state, memory, size, 0);
		AX_TRY(status);
		term_free(fold, a);
		term_free(fold, b);
		fold->terms[fold->position / 2] = sum;
		if (fold->position != 0)
			a->limbs = NULL;
		b->limbs = NULL;
		fold->position += 2;
	}
	if (fold->position + 1 >= fold->count && fold->count > 1)
	{
		/* an odd term moves up as it is */
		if (fold->position < fold->count)
		{
			AxFoldTerm	odd = fold->terms[fold->position];

			fold->terms[fold->position].limbs = NULL;
			fold->terms[fold->position / 2] = odd;
		}
		fold->count = (fold->count + 1) / 2;
		fold->position = 0;
	}
	*more = fold->count > 1;
	return AX_OK;
}

AxStatus
ax_rational_fold_finish(const AxRationalFold *fold, int64_t divisor,
						AxRational *out, AxError *err)
{
	const AxFoldTerm *term = fold->terms;
	AxUInt128	num;
	uint64_t	common;
	AxInt128	top;

	if (fold->count == 0 || term->num_n == 0)
		return ax_rational_make(0, 1, out, err);
	/* reduced: only the divisor can take something off the numerator */
	if (term->num_n > 2 || term->den_n > 1 ||
		term->limbs[term->num_n] > (uint64_t) INT64_MAX)
		return out_of_range(err);
	num = term->limbs[0];
	if (term->num_n == 2)
		num |= (AxUInt128) term->limbs[1] << 64;
	common = ax_num_gcd64((uint64_t) (num % (uint64_t) divisor), (uint64_t) divisor);
	num /= common;
	if (num >> 126 != 0)
		return out_of_range(err);
	top = (AxInt128) num;
	return ax_rational_make(term->negative ? -top : top,
							(AxInt128) term->limbs[term->num_n] *
							(AxInt128) ((uint64_t) divisor / common),
							out, err);
}

void
ax_rational_fold_free(AxRationalFold *fold)
{
	for (size_t i = 0; i < fold->count; i++)
		term_free(fold, &fold->terms[i]);
	if (fold->terms != NULL)
		fold->alloc.resize(fold->alloc.state, fold->terms,
						   fold->allocated * sizeof(AxFoldTerm), 0);
	fold->terms = NULL;
	fold->count = 0;
}
