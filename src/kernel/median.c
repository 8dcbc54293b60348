#include <math.h>

#include "kernel/median.h"

#define FEW 24					/* so many are sorted */

static void
sort_few(double *v, ptrdiff_t low, ptrdiff_t high)
{
	for (ptrdiff_t i = low + 1; i <= high; i++)
	{
		double		x = v[i];
		ptrdiff_t	k = i;

		for (; k > low && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

void
ax_median_begin(AxMedian *median, double *values, size_t n)
{
	size_t		numbers = 0;

	/* NaN moves behind the numbers */
	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
		{
			double		x = values[i];

			values[i] = values[numbers];
			values[numbers++] = x;
		}
	*median = (AxMedian) {.values = values, .n = n, .numbers = numbers,
		.high = numbers > 0 ? numbers - 1 : 0};
}

/* Hoare's selection, the pivot being the middle one of three. */
bool
ax_median_step(AxMedian *median)
{
	double	   *v = median->values;
	ptrdiff_t	wanted = (ptrdiff_t) (median->n - 1) / 2;
	ptrdiff_t	i = (ptrdiff_t) median->low;
	ptrdiff_t	j = (ptrdiff_t) median->high;
	double		a = v[i];
	double		b = v[i + (j - i) / 2];
	double		c = v[j];
	double		pivot = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);

	if (wanted >= (ptrdiff_t) median->numbers || i >= j)
		return false;
	if (j - i < FEW)
	{
		sort_few(v, i, j);
		median->low = median->high = wanted;
		return false;
	}
	while (i <= j)
	{
		while (v[i] < pivot)
			i++;
		while (v[j] > pivot)
			j--;
		if (i <= j)
		{
			double		x = v[i];

			v[i++] = v[j];
			v[j--] = x;
		}
	}
	if (wanted <= j)
		median->high = j;
	else if (wanted >= i)
		median->low = i;
	else
		median->low = median->high = wanted;
	return true;
}

double
ax_median_value(const AxMedian *median)
{
	const double *v = median->values;
	size_t		wanted = (median->n - 1) / 2;
	double		next = INFINITY;
	double		sum;

	if (wanted >= median->numbers)
		return NAN;
	if (median->n % 2 == 1)
		return v[wanted];
	if (wanted + 1 >= median->numbers)
		return NAN;
	for (size_t i = wanted + 1; i < median->numbers; i++)
		next = v[i] < next ? v[i] : next;
	sum = v[wanted] + next;
	return isinf(sum) ? v[wanted] / 2 + next / 2 : sum / 2;
}
