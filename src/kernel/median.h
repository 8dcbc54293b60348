/* The median of numbers, in PostgreSQL's order: NaN is the greatest. */
#ifndef AX_KERNEL_MEDIAN_H
#define AX_KERNEL_MEDIAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Finds the median of n >= 1 numbers, which it changes the order of.
 *
 *		ax_median_begin(&median, values, n)
 *		while (ax_median_step(&median)) ... a pass over the values each ...
 *		... ax_median_value(&median) ...
 */
typedef struct AxMedian
{
	double	   *values;			/* borrowed */
	size_t		n;				/* number of them */
	size_t		numbers;		/* of them not NaN: they come first */
	size_t		low;			/* the lower middle one lies from here */
	size_t		high;			/* ... to here */
} AxMedian;

extern void ax_median_begin(AxMedian *median, double *values, size_t n);

/* Goes on; false when the value is found. */
extern bool ax_median_step(AxMedian *median);

/* The middle value, or the mean of the two middle ones. */
extern double ax_median_value(const AxMedian *median);

#endif
