/* Reductions: adds the live cells of a vector to groups. */
#include "kernel/reduce.h"

#include <float.h>
#include <math.h>

#include "kernel/bits.h"
#include "kernel/reduce_pair.h"
#include "kernel/reduce_rational.h"

#define FOLD_LANES 8
#define FOLD_LONG 32			/* from here on lanes pay */

#define STACK_CELLS 64			/* columns of runs that are added up together */
#define STACK_RUNS 3			/* from here on that pays */

/* Four bits as four masks.  Conditions in its place were compiled to branches: 3.9 ns a cell, not 0.5. */
#define M UINT64_MAX
static const uint64_t fold_masks[16][4] = {
	{0, 0, 0, 0}, {M, 0, 0, 0}, {0, M, 0, 0}, {M, M, 0, 0},
	{0, 0, M, 0}, {M, 0, M, 0}, {0, M, M, 0}, {M, M, M, 0},
	{0, 0, 0, M}, {M, 0, 0, M}, {0, M, 0, M}, {M, M, 0, M},
	{0, 0, M, M}, {M, 0, M, M}, {0, M, M, M}, {M, M, M, M},
};
#undef M

/* x where the mask is all ones, y where it is zero. */
AX_INLINE double
select_double(double x, double y, uint64_t mask)
{
	uint64_t	a;
	uint64_t	b;

	memcpy(&a, &x, sizeof(a));
	memcpy(&b, &y, sizeof(b));
	a = (a & mask) | (b & ~mask);
	memcpy(&x, &a, sizeof(x));
	return x;
}

/*
 * The lesser and the greater of eight numbers and of what is kept, which NaN
 * leaves as it is.  Written as conditions, gcc 12 takes a comparison and a
 * blend in place of each instruction here, which is twice as slow.
 */
AX_INLINE void
narrow_range(const double *low, const double *high, double *least, double *most)
{
	for (int k = 0; k < FOLD_LANES; k += 2)
	{
#ifdef __SSE2__
		_mm_storeu_pd(least + k, _mm_min_pd(_mm_loadu_pd(low + k), _mm_loadu_pd(least + k)));
		_mm_storeu_pd(most + k, _mm_max_pd(_mm_loadu_pd(high + k), _mm_loadu_pd(most + k)));
#else
		for (int l = k; l < k + 2; l++)
		{
			least[l] = low[l] < least[l] ? low[l] : least[l];
			most[l] = high[l] > most[l] ? high[l] : most[l];
		}
#endif
	}
}

/* Squares of two parts from the mean of both, as float8_combine() has it. */
AX_INLINE double
join_squares(int64_t n, double sum, double squares,
			 int64_t more_n, double more_sum, double more_squares)
{
	double		apart;

	if (n == 0)
		return more_squares;
	apart = sum / (double) n - more_sum / (double) more_n;
	return squares + more_squares +
		(double) n * (double) more_n * apart * apart / (double) (n + more_n);
}

/*
 * Youngs and Cramer's step, as in float8_accum(); n and sum have x in already.
 * Of one value it is 0, or NaN if the value is not finite.
 */
AX_INLINE double
add_square(int64_t n, double sum, double squares, double x)
{
	double		apart = x * (double) n - sum;

	if (n == 1)
		return squares + (x - x);
	return squares + apart * apart / ((double) n * (double) (n - 1));
}

/* Says whether all cells of a run are live. */
static bool
all_live(const uint64_t *mask, const AxGroupRun *run)
{
	for (size_t i = 0, cells; mask != NULL && i < run->length; i += cells)
	{
		cells = run->length - i < 64 ? run->length - i : 64;
		if (ax_bits_window(mask, run->start + i, cells) != ax_vector_ones(cells))
			return false;
	}
	return true;
}

/* How many of the runs are all live over the same columns to the same groups; or 1. */
static size_t
alike(const AxGroupRun *runs, size_t count, const uint64_t *mask)
{
	size_t		n = 0;

	while (n < count && runs[n].base == runs->base && runs[n].column == runs->column &&
		   runs[n].length == runs->length && all_live(mask, &runs[n]))
		n++;
	return n > 0 ? n : 1;
}

#define AX_TEMPLATE "kernel/fold_number.h"
#include "kernel/each_number.h"
#undef AX_TEMPLATE

#define AX_TEMPLATE "kernel/run_number.h"
#include "kernel/each_number.h"
#undef AX_TEMPLATE

#define AX_TEMPLATE "kernel/stack_number.h"
#include "kernel/each_number.h"
#undef AX_TEMPLATE

#define AX_TEMPLATE "kernel/reduce_number.h"
#include "kernel/each_number.h"

typedef void (*ReduceRuns) (AxGroups *groups, const void *values, bool constant,
							const uint64_t *mask, const AxGroupRun *runs,
							size_t count, const AxColumns *columns);

typedef struct ReduceKind
{
	ReduceRuns	runs_sum;
	ReduceRuns	runs_range;
	void		(*cells) (AxGroups *groups, const void *values, bool constant,
						  const uint64_t *mask, size_t n, const uint32_t *group);
} ReduceKind;

static const ReduceKind reduce_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

/* Nothing but counts: values are not looked at. */
AX_CLONES static void
count_runs(AxGroups *groups, const uint64_t *mask, const AxGroupRun *runs, size_t count,
		   const AxColumns *columns)
{
	for (const AxGroupRun *run = runs; run < runs + count; run++)
		for (size_t i = 0, cells; i < run->length; i += cells)
		{
			size_t		k = run->column + i;
			int64_t    *to = groups->count + run->base;
			uint64_t	word;

			cells = run->length - i < 64 ? run->length - i : 64;
			if (columns != NULL)
			{
				cells = cells < columns->ends[k] - k ? cells : columns->ends[k] - k;
				to += columns->map[k];
			}
			word = ax_bits_window(mask, run->start + i, cells);
			if (columns == NULL || cells == 1 || columns->map[k + 1] == columns->map[k])
				*to += __builtin_popcountll(word);
			else if (word == ax_vector_ones(cells))
				for (size_t c = 0; c < cells; c++)
					to[c]++;
			else
				for (; word != 0; word &= word - 1)
					to[__builtin_ctzll(word)]++;
		}
}

static void
count_cells(AxGroups *groups, const uint64_t *mask, size_t n, const uint32_t *group)
{
	for (size_t from = 0; from < n; from += 64)
		for (uint64_t left = ax_bits_window(mask, from, n - from < 64 ? n - from : 64);
			 left != 0; left &= left - 1)
			groups->count[group[from + __builtin_ctzll(left)]]++;
}

void
ax_columns_mark(const uint32_t *map, size_t length, uint32_t *ends, AxColumns *columns)
{
	for (size_t start = 0; start < length;)
	{
		size_t		end = start + 1;
		uint32_t	step = end < length ? map[end] - map[start] : 0;

		if (step <= 1)
			while (end < length && map[end] - map[end - 1] == step)
				end++;
		while (start < end)
			ends[start++] = (uint32_t) end;
	}
	columns->length = length;
	columns->map = map;
	columns->ends = ends;
}

AxStatus
ax_kernel_reduce_runs(AxGroups *groups, const AxVector *vector, const uint64_t *selected,
					  size_t n, const AxGroupRun *runs, size_t count,
					  const AxColumns *columns, AxError *err)
{
	uint64_t	room[AX_VECTOR_WORDS];
	const uint64_t *mask = selected;
	const void *values;
	AxStage		stage;

	if (vector != NULL)
		mask = ax_vector_live(vector, selected, n, room);
	if (groups->what == 0)
	{
		count_runs(groups, mask, runs, count, columns);
		return AX_OK;
	}
	if (groups->kind == AX_KIND_RATIONAL)
		return ax_reduce_rational_runs(groups, vector, mask, runs, count, columns, err);
	if (ax_kind_info(groups->kind)->class == AX_CLASS_PAIR)
	{
		ax_reduce_pair_runs(groups, vector, mask, runs, count, columns);
		return AX_OK;
	}
	values = vector->values;
	if (vector->constant)
	{
		ax_stage_begin(&stage, vector, vector->kind);
		values = ax_stage_block(&stage, 0, 1);
	}
	(groups->what & AX_GROUP_RANGE ? reduce_kinds[groups->kind].runs_range :
	 reduce_kinds[groups->kind].runs_sum) (groups, values, vector->constant, mask, runs,
										   count, columns);
	return AX_OK;
}

AxStatus
ax_kernel_reduce(AxGroups *groups, size_t g, const AxVector *vector,
				 const uint64_t *selected, size_t n, AxError *err)
{
	AxGroupRun	all = {.length = (uint32_t) n, .base = (uint32_t) g};

	return ax_kernel_reduce_runs(groups, vector, selected, n, &all, 1, NULL, err);
}

AxStatus
ax_kernel_reduce_cells(AxGroups *groups, const AxVector *vector, const uint64_t *selected,
					   size_t n, const uint32_t *group, AxError *err)
{
	uint64_t	room[AX_VECTOR_WORDS];
	const uint64_t *mask = selected;

	if (vector != NULL)
		mask = ax_vector_live(vector, selected, n, room);
	if (groups->what == 0)
		count_cells(groups, mask, n, group);
	else if (groups->kind == AX_KIND_RATIONAL)
		return ax_reduce_rational_cells(groups, vector, mask, n, group, err);
	else if (ax_kind_info(groups->kind)->class == AX_CLASS_PAIR)
		ax_reduce_pair_cells(groups, vector, mask, n, group);
	else
		reduce_kinds[groups->kind].cells(groups, vector->values, vector->constant, mask,
										 n, group);
	return AX_OK;
}
