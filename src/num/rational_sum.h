/*
 * Exact sums of any number of rationals.
 *
 * The accumulator keeps one 128-bit numerator for each denominator that it has
 * met: adding is a look-up and an integer addition, which 2^63 values cannot
 * overflow, and taking a value away undoes adding it.  No common denominator
 * is formed before the total is asked for; then the parts are added in pairs,
 * as fractions of natural numbers of any length.  Keeping a running common
 * denominator instead leaves a machine word at once (the least common multiple
 * of 1 to 47 does), and every value added costs long arithmetic from there.
 *
 * All memory comes from the lent allocator and is owned by the accumulator.
 */
#ifndef AX_NUM_RATIONAL_SUM_H
#define AX_NUM_RATIONAL_SUM_H

#include "base/alloc.h"
#include "num/rational.h"

/* One denominator and the sum of its numerators, in two halves. */
typedef struct AxSumPart
{
	int64_t		den;			/* 0 marks a free place */
	uint64_t	low;
	int64_t		high;
} AxSumPart;

typedef struct AxRationalSum
{
	AxAlloc		alloc;			/* borrowed */
	AxSumPart  *parts;			/* owned: hash table, open addressing */
	size_t		capacity;		/* places, a power of two or 0 */
	size_t		used;			/* places taken */
	size_t		last;			/* place of the last denominator */
	int64_t		count;			/* values added minus values removed */
} AxRationalSum;

/* Makes an empty sum. */
extern void ax_rational_sum_init(AxRationalSum *sum, AxAlloc alloc);

/* Frees what the sum owns. */
extern void ax_rational_sum_free(AxRationalSum *sum);

/* Adds a value; removes one that was added. */
extern AxStatus ax_rational_sum_add(AxRationalSum *sum, AxRational value,
									AxError *err);
extern AxStatus ax_rational_sum_remove(AxRationalSum *sum, AxRational value,
									   AxError *err);

/* Adds all of other to sum. */
extern AxStatus ax_rational_sum_merge(AxRationalSum *sum,
									  const AxRationalSum *other, AxError *err);

/*
 * Steps through the parts: *place starts at 0; false behind the last one.
 * ax_rational_sum_put() takes them into another sum (den >= 1, any numerator
 * that is smaller in magnitude than 2^126); the count is the caller's to set.
 */
extern bool ax_rational_sum_next(const AxRationalSum *sum, size_t *place,
								 int64_t *den, __int128 *num);
extern AxStatus ax_rational_sum_put(AxRationalSum *sum, int64_t den,
									__int128 num, AxError *err);

/*
 * The total divided by divisor (1 for the sum, the count for the mean) when
 * 128 bits suffice on the way.  False says nothing but that they don't.
 */
extern bool ax_rational_sum_quick(const AxRationalSum *sum, int64_t divisor,
								  AxRational *out);

/* A term of the total on its way: a fraction of two long natural numbers. */
typedef struct AxFoldTerm
{
	bool		negative;
	size_t		num_n;			/* limbs of the numerator */
	size_t		den_n;			/* limbs of the denominator */
	uint64_t   *limbs;			/* owned: numerator, then denominator */
} AxFoldTerm;

/* The parts of a sum being added up; step by step, so that callers can stop. */
typedef struct AxRationalFold
{
	AxAlloc		alloc;			/* borrowed */
	AxFoldTerm *terms;			/* owned */
	size_t		allocated;		/* of terms */
	size_t		count;			/* terms in this round */
	size_t		position;		/* first term of the next pair */
} AxRationalFold;

/* Starts with the reduced parts of sum, ordered by denominator. */
extern AxStatus ax_rational_fold_start(AxRationalFold *fold,
									   const AxRationalSum *sum,
									   AxAlloc alloc, AxError *err);

/* Adds one pair of terms; *more tells whether another step is needed. */
extern AxStatus ax_rational_fold_step(AxRationalFold *fold, bool *more,
									  AxError *err);

/* The total divided by divisor >= 1, once no more steps are needed; AX_RANGE. */
extern AxStatus ax_rational_fold_finish(const AxRationalFold *fold,
										int64_t divisor, AxRational *out,
										AxError *err);

/* Frees what the fold owns. */
extern void ax_rational_fold_free(AxRationalFold *fold);

#endif
