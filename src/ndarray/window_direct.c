/*
 * Boxes that are gone through one by one: medians, and sums and means of
 * rationals, whose exact parts no running result could hold.
 *
 * The value is held as dense cells, numbers as float8, beside the values of
 * one box; the cost of a cell goes with its box.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "kernel/cast.h"
#include "kernel/median.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/window.h"
#include "num/rational.h"
#include "pg/error.h"
#include "pg/rational_total.h"

#define LOOK_ROUND 65536		/* cells between two looks at interrupts */

typedef struct Direct
{
	const AxBox *in;			/* borrowed: of the value */
	bool		ratios;			/* cells are rationals, else numbers */
	Size		width;			/* bytes of a cell */
	const char *cells;			/* owned: of the value */
	const uint64_t *present;	/* owned: of them those that are not empty; NULL for all */
	const uint64_t *valid;		/* owned: those that are not NULL either; NULL for all */
	char	   *taken;			/* owned: values of a box */
	uint64		count;			/* number of them */
	uint64		since;			/* cells since the last look at interrupts */
} Direct;

static void
look_round(Direct *direct, uint64 cells)
{
	direct->since += cells;
	if (direct->since < LOOK_ROUND)
		return;
	CHECK_FOR_INTERRUPTS();
	direct->since = 0;
}

/* Takes the values of a box. */
static void
take(Direct *direct, const AxBox *box)
{
	AxRuns		runs;

	direct->count = 0;
	ax_runs_begin(&runs, direct->in, box);
	while (ax_runs_next(&runs))
	{
		char	   *to = direct->taken + direct->count * direct->width;

		look_round(direct, runs.length);
		if (direct->valid == NULL)
		{
			memcpy(to, direct->cells + runs.start * direct->width, runs.length * direct->width);
			direct->count += runs.length;
			continue;
		}
		for (uint64 i = runs.start; i < runs.start + runs.length; i++)
			if (ax_mask_get(direct->valid, i))
				memcpy(direct->taken + direct->count++ * direct->width,
					   direct->cells + i * direct->width, direct->width);
	}
}

static double
median_of_numbers(Direct *direct)
{
	AxMedian	median;

	ax_median_begin(&median, (double *) direct->taken, direct->count);
	while (ax_median_step(&median))
		look_round(direct, median.high - median.low);
	return ax_median_value(&median);
}

/* The exact total of some of the values taken, over divisor. */
static AxRational
total_of(Direct *direct, uint64 first, uint64 n, int64 divisor)
{
	const AxRational *values = (const AxRational *) direct->taken + first;
	AxRationalSum sum;
	AxRational	total;
	AxError		err;

	ax_rational_sum_init(&sum, ax_pg_alloc(CurrentMemoryContext));
	for (uint64 i = 0; i < n; i++)
	{
		look_round(direct, 1);
		AX_CHECK(ax_rational_sum_add(&sum, values[i], &err), &err);
	}
	total = ax_pg_rational_total(&sum, divisor);
	ax_rational_sum_free(&sum);
	return total;
}

static int
compare_ratios(const void *a, const void *b, void *arg)
{
	return ax_rational_cmp_at(a, b);
}

static AxRational
ratio_of(Direct *direct, int aggregate)
{
	uint64		middle = (direct->count - 1) / 2;
	uint64		n = 2 - direct->count % 2;

	if (aggregate != AX_WINDOW_MEDIAN)
		return total_of(direct, 0, direct->count,
						aggregate == AX_WINDOW_AVG ? (int64) direct->count : 1);
	qsort_interruptible(direct->taken, direct->count, sizeof(AxRational), compare_ratios, NULL);
	return total_of(direct, middle, n, (int64) n);
}

/* Decodes the value. */
static void
decode(Direct *direct, AxReader *reader)
{
	AxKind		kind = reader->head.kind;
	void	   *cells;
	uint64_t   *present;
	uint64_t   *valid;

	ax_pg_dense(reader, NULL, &cells, &present, &valid);
	direct->in = &reader->head.box;
	direct->ratios = kind == AX_KIND_RATIONAL;
	direct->width = direct->ratios ? sizeof(AxRational) : sizeof(double);
	direct->present = present;
	direct->valid = valid != NULL ? valid : present;
	if (!direct->ratios && kind != AX_KIND_FLOAT8)
	{
		double	   *numbers = MemoryContextAllocHuge(CurrentMemoryContext,
													 reader->head.cells * sizeof(double) + 8);
		uint32		width = ax_kind_info(kind)->width;

		for (uint64 from = 0; from < reader->head.cells; from += AX_VECTOR_CELLS)
		{
			CHECK_FOR_INTERRUPTS();
			/* every number has its float8 */
			(void) ax_cast_block(kind, AX_KIND_FLOAT8, (char *) cells + from * width,
								 numbers + from,
								 Min(AX_VECTOR_CELLS, reader->head.cells - from));
		}
		pfree(cells);
		cells = numbers;
	}
	direct->cells = cells;
}

/* Decodes the value, and makes room for the values of the largest box. */
static void
begin(Direct *direct, AxReader *reader, const int64 *length)
{
	const AxBox *in = &reader->head.box;
	uint64		cells = 1;

	memset(direct, 0, sizeof(*direct));
	decode(direct, reader);
	for (int d = 0; d < in->ndim; d++)
		cells *= Max(Min(length[d], ax_shape_length(in, d)), 0);
	direct->taken = MemoryContextAllocHuge(CurrentMemoryContext, cells * direct->width + 8);
}

/* Writes the result of the values taken, NULL if there are none. */
static void
put_result(Direct *direct, int aggregate, AxFeed *feed, uint64 number)
{
	AxCell		cell;

	if (direct->count > 0 && direct->ratios)
	{
		AxRational	ratio = ratio_of(direct, aggregate);

		memcpy(&cell, &ratio, sizeof(ratio));
	}
	else if (direct->count > 0)
	{
		double		median = median_of_numbers(direct);

		memcpy(&cell, &median, sizeof(median));
	}
	ax_nd_put(feed, number, direct->count > 0 ? &cell : NULL);
}

struct varlena *
ax_nd_window_direct(AxReader *reader, const AxHead *head, const int64 *before,
					const int64 *after, int aggregate)
{
	const AxBox *in = &reader->head.box;
	int64		length[AX_MAX_DIMS];
	int64		coords[AX_MAX_DIMS];
	Direct		direct;
	AxFeed		feed;

	for (int d = 0; d < in->ndim; d++)
		length[d] = before[d] + after[d] + 1;
	begin(&direct, reader, length);
	ax_nd_feed(&feed, head);
	for (uint64 number = 0; number < feed.build.head.cells; number++)
	{
		AxBox		box = *in;

		look_round(&direct, 1);
		ax_shape_coords(&head->box, number, coords);
		if (direct.present != NULL && !ax_mask_get(direct.present, ax_shape_ordinal(in, coords)))
			continue;
		for (int d = 0; d < in->ndim; d++)
		{
			box.lower[d] = Max(in->lower[d], coords[d] - before[d]);
			box.upper[d] = Min(in->upper[d], coords[d] + after[d]);
		}
		take(&direct, &box);
		put_result(&direct, aggregate, &feed, number);
	}
	return ax_nd_finish(&feed);
}

/* Says whether a cell of the box is not empty. */
static bool
has_cell(const Direct *direct, const AxBox *box)
{
	AxRuns		runs;

	ax_runs_begin(&runs, direct->in, box);
	while (ax_runs_next(&runs))
		for (uint64 i = runs.start; i < runs.start + runs.length; i++)
			if (direct->present == NULL || ax_mask_get(direct->present, i))
				return true;
	return false;
}

struct varlena *
ax_nd_block_medians(AxReader *reader, const AxHead *head, const int64 *block)
{
	const AxBox *in = &reader->head.box;
	int64		coords[AX_MAX_DIMS];
	Direct		direct;
	AxFeed		feed;

	begin(&direct, reader, block);
	ax_nd_feed(&feed, head);
	for (uint64 number = 0; number < feed.build.head.cells; number++)
	{
		AxBox		box = *in;

		look_round(&direct, 1);
		ax_shape_coords(&head->box, number, coords);
		for (int d = 0; d < in->ndim; d++)
		{
			box.lower[d] = in->lower[d] + (coords[d] - in->lower[d]) * block[d];
			box.upper[d] = Min(in->upper[d], box.lower[d] + block[d] - 1);
		}
		take(&direct, &box);
		if (direct.count > 0 || has_cell(&direct, &box))
			put_result(&direct, AX_WINDOW_MEDIAN, &feed, number);
	}
	return ax_nd_finish(&feed);
}
