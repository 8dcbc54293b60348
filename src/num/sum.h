/*
 * Sums of doubles, in an order that is the same on every machine.
 *
 * A stretch is cut into blocks of AX_SUM_BLOCK doubles.  Of a block double i
 * goes to lane i mod AX_SUM_LANES, and the lanes are added in pairs; blocks
 * of less than AX_SUM_LANES are added one after another.  What comes of
 * each block is added to a total with a carry, which collects what rounding
 * took from the total (Knuth's two-sum; Ogita, Rump, Oishi 2005, Sum2): that
 * makes the number of blocks count no more.  So the error of a sum of n
 * doubles x is at most 14 half units in the last place of sum |x|, and one of
 * the result, whatever n is.  Pairs are added so part by part.
 *
 * Totals that are infinite or NaN have a carry that means nothing.
 */
#ifndef AX_NUM_SUM_H
#define AX_NUM_SUM_H

#include <math.h>
#include <stddef.h>

#define AX_SUM_BLOCK 128
#define AX_SUM_LANES 16

/* Adds x to a total with a carry. */
static inline void
ax_sum_carry(double *total, double *carry, double x)
{
	double		sum = *total + x;
	double		moved = sum - *total;

	*carry += (*total - (sum - moved)) + (x - moved);
	*total = sum;
}

/* What a total with its carry comes to. */
static inline double
ax_sum_close(double total, double carry)
{
	return isfinite(total) ? total + carry : total;
}

/*
 * The sums of the first and of the other parts (1 or 2) of n <= AX_SUM_BLOCK
 * doubles, which alternate.
 */
static inline __attribute__((always_inline)) void
ax_sum_block(const double *v, size_t n, size_t parts, double *sums)
{
	double		lane[AX_SUM_LANES] = {0};
	size_t		whole = n / AX_SUM_LANES * AX_SUM_LANES;

	for (size_t i = 0; i < whole; i += AX_SUM_LANES)
		for (size_t k = 0; k < AX_SUM_LANES; k++)
			lane[k] += v[i + k];
	if (whole == 0)
		for (size_t i = 0; i < n; i++)
			lane[i % parts] += v[i];
	else
	{
		for (size_t i = whole; i < n; i++)
			lane[i - whole] += v[i];
		for (size_t width = AX_SUM_LANES / 2; width >= parts; width /= 2)
			for (size_t k = 0; k < width; k++)
				lane[k] += lane[k + width];
	}
	for (size_t p = 0; p < parts; p++)
		sums[p] = lane[p];
}

/* Adds n doubles, whose parts alternate, to totals with carries, one each a part. */
static inline __attribute__((always_inline)) void
ax_sum_add(double *total, double *carry, const double *v, size_t n, size_t parts)
{
	for (size_t i = 0; i < n; i += AX_SUM_BLOCK)
	{
		double		sums[2];

		ax_sum_block(v + i, n - i < AX_SUM_BLOCK ? n - i : AX_SUM_BLOCK, parts, sums);
		for (size_t p = 0; p < parts; p++)
			ax_sum_carry(&total[p], &carry[p], sums[p]);
	}
}

#endif
