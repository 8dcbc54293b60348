/*
 * Reductions: nd_sum, nd_avg, nd_min, nd_max over all axes or some.
 *
 * Over all axes the tiles' summaries answer; only rationals whose sum does
 * not fit a tile's summary are read.  complex and point2d have no min and max.  Over some axes the cells are read once,
 * stretch by stretch of cells that fall into one group.  Sums of floats are
 * taken over a stretch as codec/look.h says and then added up in row-major
 * order.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/float.h"

#include "codec/look.h"
#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "num/rational_sum.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_sum);
PG_FUNCTION_INFO_V1(nd_avg);
PG_FUNCTION_INFO_V1(nd_min);
PG_FUNCTION_INFO_V1(nd_max);

typedef enum Reduction
{
	REDUCE_SUM,
	REDUCE_AVG,
	REDUCE_MIN,
	REDUCE_MAX
} Reduction;

typedef struct Groups
{
	AxReader   *reader;			/* borrowed, open */
	AxKind		kind;			/* of the cells */
	bool		exact;			/* sums of rationals are wanted */
	AxHead		head;			/* of the result: a cell for each group */
	uint64		strides[AX_MAX_DIMS];	/* of the value, by its axes */
	uint64		group_strides[AX_MAX_DIMS]; /* of the result, by the value's axes; 0 if reduced */
	uint64		stretch;		/* cells in a row that fall into one group */
	uint64		row;			/* cells along the last axis */
	uint64		count;			/* groups */
	AxSummary  *summaries;		/* owned; one a group */
	AxRationalSum *ratios;		/* owned; one a group if exact, else NULL */
} Groups;

static AxKind
result_kind(AxKind kind, Reduction reduction)
{
	AxKindClass class = ax_kind_info(kind)->class;

	if (class == AX_CLASS_OPAQUE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("an ndarray of elements of type %s has no reductions but counts",
						ax_kind_info(kind)->name),
				 errhint("Take the cells with nd_cells or nd_unnest, and aggregate them.")));
	if (class == AX_CLASS_PAIR && (reduction == REDUCE_MIN || reduction == REDUCE_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s",
						reduction == REDUCE_MIN ? "nd_min" : "nd_max", ax_kind_info(kind)->name),
				 errhint("nd_summary shows the least and greatest of each part.")));
	if (class == AX_CLASS_TIME && reduction != REDUCE_MIN && reduction != REDUCE_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s",
						reduction == REDUCE_AVG ? "nd_avg" : "nd_sum", ax_kind_info(kind)->name)));
	if (reduction == REDUCE_MIN || reduction == REDUCE_MAX || kind == AX_KIND_RATIONAL ||
		class == AX_CLASS_PAIR)
		return kind;
	if (reduction == REDUCE_AVG)
		return AX_KIND_FLOAT8;
	return class == AX_CLASS_INTEGER ? AX_KIND_INT8 : kind;
}

/* The exact total of rationals divided by a divisor of at least 1. */
static AxRational
ratio_total(const AxRationalSum *sum, int64 divisor)
{
	AxRational	total;
	AxRationalFold fold;
	AxError		err;
	bool		more = true;

	if (ax_rational_sum_quick(sum, divisor, &total))
		return total;
	AX_CHECK(ax_rational_fold_start(&fold, sum, ax_pg_alloc(CurrentMemoryContext), &err), &err);
	while (more)
	{
		CHECK_FOR_INTERRUPTS();
		AX_CHECK(ax_rational_fold_step(&fold, &more, &err), &err);
	}
	AX_CHECK(ax_rational_fold_finish(&fold, divisor, &total, &err), &err);
	ax_rational_fold_free(&fold);
	return total;
}

static void
ratio_add(AxRationalSum *sum, AxNumber number)
{
	AxError		err;
	AxRational	value = {number.ratio[0], number.ratio[1]};

	AX_CHECK(ax_rational_sum_add(sum, value, &err), &err);
}

/* A sum of floats; it may be infinite or NaN only if a value is. */
static double
real_total(const AxSummary *s)
{
	bool		finite = s->nans == 0 &&
		(!s->has_range || (!isinf(s->min.real) && !isinf(s->max.real)));

	if (finite && !isfinite(s->sum.real))
		float_overflow_error();
	/* the lanes of a sum may have run over to infinities that no value has */
	if (!finite && s->nans == 0 && isnan(s->sum.real) &&
		!(s->min.real == -INFINITY && s->max.real == INFINITY))
		float_overflow_error();
	return s->sum.real;
}

/* A sum of pairs, which the summary leaves out where it ran over. */
static AxNumber
pair_total(const AxSummary *s)
{
	if (!s->has_sum)
		float_overflow_error();
	return s->sum;
}

static void
finish_sum(const AxSummary *s, AxKind kind, const AxRationalSum *ratios, AxCell *out)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			if (s->sum.wide < PG_INT64_MIN || s->sum.wide > PG_INT64_MAX)
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("bigint out of range"),
						 errhint("nd_summary shows the sum as text, nd_avg gives the mean.")));
			*(int64 *) out = (int64) s->sum.wide;
			break;
		case AX_CLASS_FLOAT:
			{
				double		total = real_total(s);

				if (kind == AX_KIND_FLOAT8)
					*(float8 *) out = total;
				else
				{
					*(float4 *) out = (float4) total;
					if (isinf(*(float4 *) out) && !isinf(total))
						float_overflow_error();
				}
				break;
			}
		case AX_CLASS_RATIONAL:
			{
				AxRational	total = {s->sum.ratio[0], s->sum.ratio[1]};

				if (ratios != NULL)
					total = ratio_total(ratios, 1);
				memcpy(out, &total, sizeof(total));
				break;
			}
		case AX_CLASS_PAIR:
			ax_kind_store(kind, pair_total(s), out);
			break;
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			break;
	}
}

static void
finish_avg(const AxSummary *s, AxKind kind, const AxRationalSum *ratios, AxCell *out)
{
	int64		count = (int64) (s->present - s->nulls);

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			*(float8 *) out = (double) s->sum.wide / (double) count;
			break;
		case AX_CLASS_FLOAT:
			*(float8 *) out = real_total(s) / (double) count;
			break;
		case AX_CLASS_RATIONAL:
			{
				AxRational	mean;
				AxError		err;

				if (ratios != NULL)
					mean = ratio_total(ratios, count);
				else
					AX_CHECK(ax_rational_make(s->sum.ratio[0], (__int128) s->sum.ratio[1] * count,
											  &mean, &err), &err);
				memcpy(out, &mean, sizeof(mean));
				break;
			}
		case AX_CLASS_PAIR:
			{
				AxNumber	mean = pair_total(s);

				mean.pair[0] /= (double) count;
				mean.pair[1] /= (double) count;
				ax_kind_store(kind, mean, out);
				break;
			}
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			break;
	}
}

/* The extreme value; NaN is the greatest. */
static void
finish_extreme(const AxSummary *s, AxKind kind, bool max, AxCell *out)
{
	AxNumber	number = max ? s->max : s->min;

	if (!s->has_range || (max && s->nans > 0))
		number.real = NAN;
	ax_kind_store(kind, number, out);
}

/* The result of a group; false if it is NULL. */
static bool
finish_group(const AxSummary *s, AxKind kind, Reduction reduction,
			 const AxRationalSum *ratios, AxCell *out)
{
	if (s->present == s->nulls)
		return false;
	switch (reduction)
	{
		case REDUCE_SUM:
			finish_sum(s, kind, ratios, out);
			break;
		case REDUCE_AVG:
			finish_avg(s, kind, ratios, out);
			break;
		case REDUCE_MIN:
		case REDUCE_MAX:
			finish_extreme(s, kind, reduction == REDUCE_MAX, out);
			break;
	}
	return true;
}

/* The group of the cell with that number. */
static uint64
group_of(const Groups *groups, uint64 number)
{
	const AxBox *box = &groups->reader->head.box;
	uint64		group = 0;

	for (int d = 0; d < box->ndim; d++)
		group += number / groups->strides[d] % (uint64) ax_shape_length(box, d) *
			groups->group_strides[d];
	return group;
}

/* Adds n cells of the tile, from cell `at`, which fall into one group. */
static void
add_stretch(Groups *groups, const AxCursor *cursor, uint64 at, uint64 n, char *packed)
{
	AxKind		kind = groups->kind;
	uint32		width = ax_kind_info(kind)->width;
	uint64		group = group_of(groups, cursor->first + at);
	uint64		count = 0;
	AxSummary	part;

	for (uint64 i = at; i < at + n; i++)
		if (ax_mask_get(cursor->valid, i))
			memcpy(packed + count++ * width, cursor->values + i * width, width);
	ax_look_summarize(kind, packed, count, &part);
	if (groups->ratios != NULL)
	{
		part.has_sum = false;
		for (uint64 i = 0; i < count; i++)
			ratio_add(&groups->ratios[group], ax_kind_load(kind, packed + i * width));
	}
	ax_summary_merge(kind, &groups->summaries[group], &part);
}

/* Adds n cells of the tile, from cell `at`, each to the group behind that of the one before. */
static void
add_row(Groups *groups, const AxCursor *cursor, uint64 at, uint64 n)
{
	AxKind		kind = groups->kind;
	uint32		width = ax_kind_info(kind)->width;
	uint64		group = group_of(groups, cursor->first + at);

	for (uint64 i = at; i < at + n; i++, group++)
	{
		AxSummary  *s = &groups->summaries[group];
		AxNumber	number;

		if (!ax_mask_get(cursor->valid, i))
			continue;
		number = ax_kind_load(kind, cursor->values + i * width);
		s->present++;
		if (groups->ratios != NULL)
			ratio_add(&groups->ratios[group], number);
		else if (s->has_sum)
			s->has_sum = ax_summary_add(kind, &s->sum, number);
		if (ax_kind_is_nan(kind, number))
			s->nans++;
		else
			ax_summary_widen(kind, s, number, number);
	}
}

static void
add_cells(Groups *groups)
{
	AxCursor	cursor;
	char	   *packed;

	ax_nd_cursor(&cursor, groups->reader);
	packed = palloc(Min(groups->reader->head.tile_cells, groups->stretch) *
					ax_kind_info(groups->kind)->width);
	while (ax_nd_next(&cursor))
		for (uint64 at = 0; at < cursor.entry.cells;)
		{
			uint64		run = groups->stretch > 1 ? groups->stretch : groups->row;
			uint64		left = run - (cursor.first + at) % run;
			uint64		n = Min(left, cursor.entry.cells - at);

			if (groups->stretch > 1)
				add_stretch(groups, &cursor, at, n, packed);
			else
				add_row(groups, &cursor, at, n);
			at += n;
		}
}

/* All cells are one group: from the tiles' summaries, if they hold what is wanted. */
static void
add_summaries(Groups *groups)
{
	ax_pg_summary(groups->reader, &groups->summaries[0]);
	if (!groups->exact || groups->summaries[0].has_sum)
		groups->ratios = NULL;
	else
	{
		AxCursor	cursor;
		AxTileEntry entry;

		ax_nd_cursor(&cursor, groups->reader);
		for (uint32 t = 0; t < groups->reader->head.tiles; t++)
		{
			ax_pg_entry(groups->reader, t, &entry);
			if (entry.summary.has_sum)
			{
				ratio_add(&groups->ratios[0], entry.summary.sum);
				continue;
			}
			ax_nd_move(&cursor, t);
			for (uint32 i = 0; i < entry.cells; i++)
				if (ax_mask_get(cursor.valid, i))
					ratio_add(&groups->ratios[0],
							  ax_kind_load(AX_KIND_RATIONAL, cursor.values + (Size) i * 16));
		}
	}
}

/* Makes the result's head and the way from cells to groups. */
static void
plan_groups(Groups *groups, const bool *reduced, bool keepdims, AxKind kind)
{
	const AxHead *head = &groups->reader->head;
	AxBox		box = {0};
	int			axis_of[AX_MAX_DIMS];	/* of the result, by the value's axes */
	uint64_t	strides[AX_MAX_DIMS];
	AxError		err;

	for (int d = 0; d < head->box.ndim; d++)
	{
		axis_of[d] = -1;
		if (reduced[d] && !keepdims)
			continue;
		axis_of[d] = box.ndim;
		box.lower[box.ndim] = head->box.lower[d];
		box.upper[box.ndim] = reduced[d] ? head->box.lower[d] : head->box.upper[d];
		box.ndim++;
	}
	ax_nd_head(&groups->head, kind, &box);
	for (int d = 0; d < head->box.ndim; d++)
		if (axis_of[d] >= 0)
			ax_nd_copy_name(&groups->head, axis_of[d], head, d);
	AX_CHECK(ax_shape_cells(&box, AX_MAX_CELLS, &groups->count, &err), &err);
	ax_shape_strides(&box, strides);
	ax_shape_strides(&head->box, groups->strides);
	groups->stretch = 1;
	groups->row = head->box.ndim > 0 ? (uint64) ax_shape_length(&head->box, head->box.ndim - 1) : 1;
	for (int d = head->box.ndim - 1; d >= 0 && reduced[d]; d--)
		groups->stretch *= (uint64) ax_shape_length(&head->box, d);
	for (int d = 0; d < head->box.ndim; d++)
		groups->group_strides[d] = reduced[d] ? 0 : strides[axis_of[d]];
	groups->summaries = MemoryContextAllocHuge(CurrentMemoryContext,
											   (groups->count + 1) * sizeof(AxSummary));
	for (uint64 g = 0; g < groups->count; g++)
		ax_summary_init(groups->kind, &groups->summaries[g]);
	groups->ratios = NULL;
	if (groups->exact)
	{
		groups->ratios = MemoryContextAllocHuge(CurrentMemoryContext,
												(groups->count + 1) * sizeof(AxRationalSum));
		for (uint64 g = 0; g < groups->count; g++)
			ax_rational_sum_init(&groups->ratios[g], ax_pg_alloc(CurrentMemoryContext));
	}
}

static Datum
reduce(FunctionCallInfo fcinfo, Reduction reduction)
{
	Groups		groups;
	bool		reduced[AX_MAX_DIMS];
	bool		keepdims = !PG_ARGISNULL(2) && PG_GETARG_BOOL(2);
	bool		all = true;
	AxFeed		feed;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	groups.reader = ax_nd_open(PG_GETARG_DATUM(0));
	groups.kind = groups.reader->head.kind;
	groups.exact = groups.kind == AX_KIND_RATIONAL &&
		(reduction == REDUCE_SUM || reduction == REDUCE_AVG);
	memset(reduced, true, sizeof(reduced));
	if (!PG_ARGISNULL(1))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(1), &groups.reader->head, reduced);
	for (int d = 0; d < groups.reader->head.box.ndim; d++)
		all = all && reduced[d];
	plan_groups(&groups, reduced, keepdims, result_kind(groups.kind, reduction));
	if (all)
		add_summaries(&groups);
	else if (groups.reader->head.cells > 0)
		add_cells(&groups);
	ax_pg_close(groups.reader);
	ax_nd_feed(&feed, &groups.head);
	for (uint64 g = 0; g < groups.count; g++)
	{
		AxCell		cell;
		bool		found = finish_group(&groups.summaries[g], groups.kind, reduction,
										 groups.ratios != NULL ? &groups.ratios[g] : NULL, &cell);

		ax_nd_put(&feed, g, found ? &cell : NULL);
	}
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}

Datum
nd_sum(PG_FUNCTION_ARGS)
{
	return reduce(fcinfo, REDUCE_SUM);
}

Datum
nd_avg(PG_FUNCTION_ARGS)
{
	return reduce(fcinfo, REDUCE_AVG);
}

Datum
nd_min(PG_FUNCTION_ARGS)
{
	return reduce(fcinfo, REDUCE_MIN);
}

Datum
nd_max(PG_FUNCTION_ARGS)
{
	return reduce(fcinfo, REDUCE_MAX);
}
