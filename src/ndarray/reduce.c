/*
 * Reductions over all axes or some.
 *
 * Sums, means, least and greatest over all axes come from the tiles' summaries;
 * only rationals whose sum does not fit a tile's summary are read.  All else
 * reads the tiles one after another, in slabs: stretches of the value whose
 * groups are held at once.  Where the first axis is kept a slab is a stretch of
 * it; else there is one.  Spreads and places go through a slab twice, first for
 * means or extremes; of a small slab the tiles are still there.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/collapse.h"
#include "ndarray/reduce.h"
#include "num/sum.h"
#include "pg/error.h"
#include "pg/rational_total.h"

PG_FUNCTION_INFO_V1(nd_sum);
PG_FUNCTION_INFO_V1(nd_avg);
PG_FUNCTION_INFO_V1(nd_min);
PG_FUNCTION_INFO_V1(nd_max);
PG_FUNCTION_INFO_V1(nd_count_axis);
PG_FUNCTION_INFO_V1(nd_product);
PG_FUNCTION_INFO_V1(nd_any);
PG_FUNCTION_INFO_V1(nd_all);
PG_FUNCTION_INFO_V1(nd_argmin);
PG_FUNCTION_INFO_V1(nd_argmax);
PG_FUNCTION_INFO_V1(nd_var_pop);
PG_FUNCTION_INFO_V1(nd_var_samp);
PG_FUNCTION_INFO_V1(nd_stddev_pop);
PG_FUNCTION_INFO_V1(nd_stddev_samp);

#define SLAB_GROUPS 65536		/* held at once, if the shape allows */

/* What is done with the cells of a slab. */
typedef enum Pass
{
	PASS_ADD,					/* to the totals */
	PASS_SQUARES,				/* of distances from the mean */
	PASS_FIND					/* the place of the extreme */
} Pass;

typedef struct Reduce
{
	AxReader   *reader;			/* owned, open */
	AxReduction what;
	AxKind		kind;			/* of the cells */
	AxKind		storage;		/* the kind that they are stored as */
	bool		all;			/* one group */
	bool		full;			/* no cell is empty or NULL */
	bool		odd_cells;		/* some value is infinite or NaN */
	bool		twice;			/* there are two passes */
	int			parts;			/* 2 of pairs, else 1 */
	int64		base;			/* what is taken from int8 for a spread */
	AxSummary	summary;		/* of the value */
	AxCollapse	plan;

	/* of the slab */
	uint64		first_cell;
	uint64		end_cell;
	uint64		first_group;
	uint64		groups;

	AxAxisFold	fold;			/* totals, owned */
	AxAxisFold	apart;			/* of a spread, owned: distances from about the mean */
	AxAxisFold	squares;		/* their squares */
	int64	   *counts;			/* owned; live cells of each group, NULL if full */
	int64		each_count;		/* of each group if full */
	uint8	   *odd;			/* owned; bits of each group and part, NULL without odd cells */
	double	   *means;			/* owned; of a spread */
	int64	   *places;			/* owned; of extremes, -1 where there is none */

	AxCursor	cursors[2];		/* by the tile's number; the second where there are two passes */
	double	   *wide;			/* owned; a tile's cells as doubles, or copied */
	double	   *tile_apart;		/* owned; distances of a tile, and their squares */
	double	   *tile_squares;
} Reduce;

static void *
allocate(Size n, Size width)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, (n + 1) * width);
}

/* ---- tiles ---- */

/* The kind and cells that are added up: doubles of a spread. */
static AxKind
added_kind(const Reduce *r)
{
	if (!ax_reduce_is_spread(r->what))
		return r->storage;
	return r->parts == 2 ? r->kind : AX_KIND_FLOAT8;
}

/*
 * Brings tile t: its values, and the mask of live cells, NULL if all are.
 * Values may be changed only where *own is set.
 */
static const void *
load(Reduce *r, uint32 t, const AxTileEntry *entry, const uint64_t **live, bool *own)
{
	bool		full = entry->summary.present == entry->cells && entry->summary.nulls == 0;
	AxCursor   *cursor = &r->cursors[r->twice ? t & 1 : 0];

	*live = NULL;
	*own = false;
	if (r->what == AX_REDUCE_COUNT)
	{
		if (!full)
		{
			ax_pg_tile(r->reader, t, NULL, cursor->present, cursor->valid);
			*live = cursor->valid;
		}
		return NULL;
	}
	if (full && !r->twice)
	{
		const void *values;

		CHECK_FOR_INTERRUPTS();
		values = ax_pg_cells_plain(r->reader, t, 0, entry->cells);
		if (values != NULL)
			return values;
	}
	ax_nd_move(cursor, t);
	if (!full)
		*live = cursor->valid;
	*own = !r->twice;
	return cursor->values;
}

/* The tile's cells as they are added up, dead ones blanked. */
static const void *
prepare(Reduce *r, const AxAxisFold *fold, const void *values, const uint64_t *live,
		const AxTileEntry *entry, bool own)
{
	bool		nans = entry->summary.nans > 0 && fold->op != AX_AXIS_SUM;
	Size		bytes = (Size) entry->cells * ax_kind_info(r->kind)->width;

	if (ax_reduce_is_spread(r->what) && r->kind != AX_KIND_FLOAT8 && r->parts == 1)
	{
		ax_axis_widen(r->storage, values, entry->cells, r->base, r->wide);
		values = r->wide;
	}
	else if (live == NULL && !nans)
		return values;
	else if (!own)
		values = memcpy(r->wide, values, bytes);
	/* it is the cursor's or ours */
	ax_axis_blank(fold, unconstify(void *, values), live, entry->cells, nans);
	return values;
}

/* Runs of cells [from, to) of the tile. */
static void
add_tile(Reduce *r, Pass pass, uint32 t, const AxTileEntry *entry, uint64 from, uint64 to)
{
	uint64		first = (uint64) t * r->reader->head.tile_cells;
	uint64		at = from;
	const uint64_t *live;
	bool		own;
	const void *values = load(r, t, entry, &live, &own);
	const void *added = values;
	bool		odd = r->odd != NULL && pass == PASS_ADD &&
		(entry->summary.nans > 0 ||
		 !isfinite(entry->summary.min.pair[0]) || !isfinite(entry->summary.max.pair[0]) ||
		 (r->parts == 2 && (!isfinite(entry->summary.min.pair[1]) ||
							!isfinite(entry->summary.max.pair[1]))));
	AxAxisRun	run;
	AxError		err;

	if (odd)
		while (ax_nd_collapse_next(&r->plan, first, r->first_group, &at, to, &run))
			ax_axis_odd(r->kind, &run, values, live, r->odd);
	if (pass != PASS_FIND && values != NULL)
		added = prepare(r, &r->fold, values, live, entry, own);
	if (pass == PASS_SQUARES)
	{
		for (at = from; ax_nd_collapse_next(&r->plan, first, r->first_group, &at, to, &run);)
			ax_axis_apart(&run, added, r->parts, r->means, r->tile_apart, r->tile_squares);
		ax_axis_blank(&r->apart, r->tile_apart, live, entry->cells, false);
		ax_axis_blank(&r->squares, r->tile_squares, live, entry->cells, false);
	}
	for (at = from; ax_nd_collapse_next(&r->plan, first, r->first_group, &at, to, &run);)
	{
		switch (pass)
		{
			case PASS_ADD:
				if (r->counts != NULL)
					ax_axis_count(&run, live, r->counts);
				if (values != NULL)
					AX_CHECK(ax_axis_add(&r->fold, &run, added, live, &err), &err);
				break;
			case PASS_SQUARES:
				AX_CHECK(ax_axis_add(&r->apart, &run, r->tile_apart, live, &err), &err);
				AX_CHECK(ax_axis_add(&r->squares, &run, r->tile_squares, live, &err), &err);
				break;
			case PASS_FIND:
				ax_axis_find(&r->fold, &run, values, live, r->places);
				break;
		}
	}
}

static void
add_slab(Reduce *r, Pass pass)
{
	uint32		tile_cells = r->reader->head.tile_cells;

	for (uint64 at = r->first_cell; at < r->end_cell;)
	{
		uint32		t = (uint32) (at / tile_cells);
		uint64		end = Min(r->end_cell, (uint64) (t + 1) * tile_cells);
		AxTileEntry entry;

		ax_pg_entry(r->reader, t, &entry);
		/* an extreme of all cells is in one tile, and found once */
		if (entry.summary.present > entry.summary.nulls &&
			!(pass == PASS_FIND && r->all &&
			  (r->places[0] >= 0 ||
			   !ax_summary_may_hold(r->kind, &entry.summary,
									ax_kind_load(r->kind, r->fold.total)))))
			add_tile(r, pass, t, &entry, at, end);
		at = end;
	}
}

/* ---- slabs ---- */

/* Room for the totals of groups. */
static AxAxisFold
make_fold(AxKind kind, AxAxisOp op, uint64 groups)
{
	AxAxisFold	fold = {.kind = kind, .op = op};
	AxKindClass class = ax_kind_info(kind)->class;

	fold.total = allocate(groups, ax_axis_width(kind, op));
	if (op == AX_AXIS_SUM && (class == AX_CLASS_FLOAT || class == AX_CLASS_PAIR))
		fold.carry = allocate(groups, ax_axis_width(kind, op));
	return fold;
}

static void
make_room(Reduce *r, uint64 groups)
{
	AxKind		kind = added_kind(r);
	Size		tile = Min(r->reader->head.cells, r->reader->head.tile_cells) + 1;
	Size		width = Max(ax_kind_info(r->kind)->width, sizeof(double));

	if (r->what != AX_REDUCE_COUNT)
		r->fold = make_fold(kind, ax_reduce_op(r->what), groups);
	if (!r->full)
		r->counts = allocate(groups, sizeof(int64));
	if (r->odd_cells && r->what != AX_REDUCE_COUNT)
		r->odd = allocate(groups, r->parts);
	if (ax_reduce_is_spread(r->what))
	{
		r->apart = make_fold(kind, AX_AXIS_SUM, groups);
		r->squares = make_fold(AX_KIND_FLOAT8, AX_AXIS_SUM, groups);
		r->means = allocate(groups, r->parts * sizeof(double));
		r->tile_apart = palloc(tile * r->parts * sizeof(double));
		r->tile_squares = palloc(tile * sizeof(double));
	}
	if (ax_reduce_is_place(r->what))
		r->places = allocate(groups, sizeof(int64));
	r->wide = palloc(tile * width);
	ax_nd_cursor(&r->cursors[0], r->reader);
	if (r->twice)
		ax_nd_cursor(&r->cursors[1], r->reader);
}

/* Nothing has been added to any group of the slab. */
static void
clear(Reduce *r)
{
	AxAlloc		alloc = ax_pg_alloc(CurrentMemoryContext);

	for (uint64 g = 0, n; g < r->groups; g += n)
	{
		CHECK_FOR_INTERRUPTS();
		n = Min(r->groups - g, SLAB_GROUPS);
		if (r->fold.total != NULL)
			ax_axis_clear(&r->fold, g, n);
		if (r->squares.total != NULL)
		{
			ax_axis_clear(&r->apart, g, n);
			ax_axis_clear(&r->squares, g, n);
		}
		if (r->counts != NULL)
			memset(r->counts + g, 0, n * sizeof(int64));
		if (r->odd != NULL)
			memset(r->odd + g * r->parts, 0, n * r->parts);
		if (r->places != NULL)
			memset(r->places + g, 0xff, n * sizeof(int64));
		if (r->fold.kind == AX_KIND_RATIONAL && ax_reduce_is_mean(r->what))
			for (uint64 i = g; i < g + n; i++)
				ax_rational_sum_init((AxRationalSum *) r->fold.total + i, alloc);
	}
}

static int64
count_of(const Reduce *r, uint64 g)
{
	return r->counts != NULL ? r->counts[g] : r->each_count;
}

/* The sum of part p of group g. */
static double
real_sum(const AxAxisFold *fold, uint64 g, int p)
{
	uint64		i = g * (ax_axis_width(fold->kind, AX_AXIS_SUM) / sizeof(double)) + p;

	return ax_sum_close(((const double *) fold->total)[i], fold->carry[i]);
}

/* The sum of part p of the values of group g; 22003. */
static double
value_sum(const Reduce *r, uint64 g, int p)
{
	return ax_reduce_real(real_sum(&r->fold, g, p), r->odd != NULL ? r->odd[g * r->parts + p] : 0);
}

/* The means of the slab's groups. */
static void
find_means(Reduce *r)
{
	for (uint64 i = 0; i < r->groups * r->parts; i++)
	{
		int64		n = count_of(r, i / r->parts);

		if (i % SLAB_GROUPS == 0)
			CHECK_FOR_INTERRUPTS();
		if (n > 0)
			r->means[i] = value_sum(r, i / r->parts, i % r->parts) / (double) n;
	}
}

/*
 * The sum of the squares of the distances from the true mean.  That is off the
 * one used by what the distances add up to.
 */
static double
squares_of(const Reduce *r, uint64 g)
{
	double		squares = real_sum(&r->squares, g, 0);

	for (int p = 0; p < r->parts; p++)
	{
		double		off = real_sum(&r->apart, g, p);

		squares -= off / (double) count_of(r, g) * off;
	}
	return Max(squares, 0);
}

/* The value that a group comes to. */
static AxNumber
number_of(const Reduce *r, uint64 g)
{
	const char *total = (const char *) r->fold.total + g * ax_axis_width(r->fold.kind, r->fold.op);
	uint8		odd = r->odd != NULL ? r->odd[g * r->parts] : 0;
	AxNumber	number = {0};

	if (r->fold.op != AX_AXIS_SUM)
	{
		number = ax_kind_load(r->storage, total);
		/* NaN is the greatest; the least only where nothing else is */
		if ((odd & AX_AXIS_NAN) &&
			(r->fold.op == AX_AXIS_MOST || (number.real == INFINITY && !(odd & AX_AXIS_ABOVE))))
			number.real = NAN;
		return number;
	}
	switch (ax_kind_info(r->kind)->class)
	{
		case AX_CLASS_INTEGER:
			number.wide = r->kind == AX_KIND_INT8 ? *(const AxWide *) total : *(const int64 *) total;
			break;
		case AX_CLASS_RATIONAL:
			{
				AxRational	ratio = ax_pg_rational_total((const AxRationalSum *) total,
														 r->what == AX_REDUCE_AVG ? count_of(r, g) : 1);

				number.ratio[0] = ratio.num;
				number.ratio[1] = ratio.den;
				break;
			}
		case AX_CLASS_PAIR:
			number.pair[0] = value_sum(r, g, 0);
			number.pair[1] = value_sum(r, g, 1);
			break;
		default:
			number.real = value_sum(r, g, 0);
			break;
	}
	return number;
}

/* The result's cell of a group of the slab; false if it is NULL. */
static bool
finish_group(Reduce *r, uint64 g, AxCell *cell)
{
	int64		count = count_of(r, g);
	AxError		err;

	if (r->what == AX_REDUCE_COUNT)
	{
		*(int64 *) cell = count;
		return true;
	}
	if (count == 0)
		return false;
	if (ax_reduce_is_spread(r->what))
	{
		bool		odd = r->odd != NULL && (r->odd[g * r->parts] | r->odd[g * r->parts + r->parts - 1]);

		return ax_reduce_spread(r->what, squares_of(r, g), count, odd, (double *) cell);
	}
	if (r->what == AX_REDUCE_PRODUCT)
		AX_CHECK(ax_axis_product(r->kind, (const AxAxisProduct *) r->fold.total + g, cell, &err), &err);
	else
		ax_reduce_cell(r->what, r->kind, number_of(r, g), count, cell);
	return true;
}

/* Puts NaN where the extreme of a group is NaN, as the cells are searched for it. */
static void
settle_extremes(Reduce *r)
{
	uint32		width = ax_kind_info(r->storage)->width;

	for (uint64 g = 0; r->odd != NULL && g < r->groups; g++)
		if (r->odd[g] & AX_AXIS_NAN)
			ax_kind_store(r->storage, number_of(r, g), (char *) r->fold.total + g * width);
}

static void
reduce_slab(Reduce *r)
{
	clear(r);
	if (r->all && ax_reduce_is_place(r->what))
	{
		if (!r->summary.has_range)
			r->summary.min.real = NAN;
		else if (r->what == AX_REDUCE_ARGMAX && r->summary.nans > 0)
			r->summary.max.real = NAN;
		ax_kind_store(r->kind, r->what == AX_REDUCE_ARGMAX && r->summary.has_range ?
					  r->summary.max : r->summary.min, r->fold.total);
	}
	else
	{
		add_slab(r, PASS_ADD);
		if (ax_reduce_is_place(r->what))
			settle_extremes(r);
	}
	if (ax_reduce_is_spread(r->what))
	{
		find_means(r);
		add_slab(r, PASS_SQUARES);
	}
	if (ax_reduce_is_place(r->what))
		add_slab(r, PASS_FIND);
}

/* ---- results ---- */

/* All cells as one group, from the tiles' summaries if they hold what is wanted. */
static bool
from_summary(Reduce *r, AxCell *cell, bool *found)
{
	AxSummary  *s = &r->summary;
	int64		count = (int64) (s->present - s->nulls);
	AxNumber	number;

	if (ax_reduce_is_spread(r->what) || ax_reduce_is_place(r->what) || r->what == AX_REDUCE_PRODUCT)
		return false;
	if (r->what == AX_REDUCE_COUNT)
	{
		*(int64 *) cell = count;
		*found = true;
		return true;
	}
	*found = count > 0;
	if (count == 0)
		return true;
	if (ax_reduce_op(r->what) != AX_AXIS_SUM)
	{
		bool		most = ax_reduce_op(r->what) == AX_AXIS_MOST;

		number = most ? s->max : s->min;
		if (!s->has_range || (most && s->nans > 0))
			number.real = NAN;
	}
	else if (r->kind == AX_KIND_RATIONAL)
	{
		AxRational	mean = {s->sum.ratio[0], s->sum.ratio[1]};
		AxError		err;

		if (!s->has_sum)
			return false;
		if (r->what == AX_REDUCE_AVG)
			AX_CHECK(ax_rational_make(s->sum.ratio[0], (__int128) s->sum.ratio[1] * count, &mean, &err), &err);
		number.ratio[0] = mean.num;
		number.ratio[1] = mean.den;
	}
	else
	{
		/* sums of pairs are left out where they ran over */
		if (!s->has_sum)
			(void) ax_reduce_real(INFINITY, 0);
		number = s->sum;
		if (ax_kind_info(r->kind)->class == AX_CLASS_FLOAT)
			number.real = ax_reduce_real(number.real, (s->nans > 0 ? AX_AXIS_NAN : 0) |
										 (s->has_range && s->max.real == INFINITY ? AX_AXIS_ABOVE : 0) |
										 (s->has_range && s->min.real == -INFINITY ? AX_AXIS_BELOW : 0));
	}
	ax_reduce_cell(r->what, r->kind, number, count, cell);
	return true;
}

/* Writes the place of a number in the reduced axes; a negative one is none. */
static void
put_place(AxFeed *feed, uint64 number, const AxBox *box, const bool *reduced, bool vector, int64 place)
{
	int64		coords[AX_MAX_DIMS];
	bool		found = place >= 0;

	for (int d = box->ndim - 1; d >= 0 && found; d--)
		if (reduced[d])
		{
			int64		length = (int64) ax_shape_length(box, d);

			coords[d] = box->lower[d] + place % length;
			place /= length;
		}
	ax_reduce_put_place(feed, number, box, reduced, vector, found ? coords : NULL);
}

/* Goes through the value slab by slab. */
static void
reduce_slabs(Reduce *r, AxFeed *feed, const bool *reduced, bool vector)
{
	const AxHead *head = &r->reader->head;
	AxCollapse *plan = &r->plan;
	uint64		unit = plan->reduced[0] ? plan->groups : plan->group_strides[0];
	uint64		unit_cells = plan->reduced[0] ? head->cells : plan->strides[0];
	uint64		step = 1;

	/* of a value without cells there may still be groups */
	if (head->cells == 0)
		unit = Min(plan->groups, SLAB_GROUPS);
	else if (!plan->reduced[0])
	{
		step = Max(SLAB_GROUPS / unit, 1);
		if (r->twice)
			step = Max(Min(step, head->tile_cells / unit_cells), 1);
	}
	r->each_count = (int64) (plan->groups > 0 ? head->cells / plan->groups : 0);
	make_room(r, Min(plan->groups, unit * step));
	for (uint64 g = 0; g < plan->groups; g += r->groups)
	{
		r->first_group = g;
		r->groups = Min(plan->groups - g, unit * step);
		r->first_cell = head->cells > 0 ? g / unit * unit_cells : 0;
		r->end_cell = Min(r->first_cell + step * unit_cells, head->cells);
		reduce_slab(r);
		for (uint64 i = 0; i < r->groups; i++)
		{
			AxCell		cell;

			if (r->places != NULL)
				put_place(feed, g + i, &head->box, reduced, vector, r->places[i]);
			else
				ax_nd_put(feed, g + i, finish_group(r, i, &cell) ? &cell : NULL);
			if (r->fold.kind == AX_KIND_RATIONAL && ax_reduce_is_mean(r->what))
				ax_rational_sum_free((AxRationalSum *) r->fold.total + i);
		}
	}
}

static Datum
reduce(FunctionCallInfo fcinfo, AxReduction what)
{
	bool		keepdims = !PG_ARGISNULL(2) && PG_GETARG_BOOL(2);
	bool		reduced[AX_MAX_DIMS];
	int			naxes = 0;
	bool		vector;
	Reduce		r;
	AxFeed		feed;
	AxHead		head;
	AxCell		cell;
	bool		found;
	AxKind		kind;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	memset(&r, 0, sizeof(r));
	r.reader = ax_nd_open(PG_GETARG_DATUM(0));
	r.what = what;
	r.kind = r.reader->head.kind;
	memset(reduced, true, sizeof(reduced));
	if (!PG_ARGISNULL(1))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(1), &r.reader->head, reduced);
	r.all = true;
	for (int d = 0; d < r.reader->head.box.ndim; d++)
	{
		naxes += reduced[d];
		r.all = r.all && reduced[d];
	}
	vector = ax_reduce_is_place(what) && (PG_ARGISNULL(1) || naxes != 1);
	if (ax_kind_is_named(r.kind) && ax_nd_reduces_named(what))
		PG_RETURN_POINTER(ax_nd_reduce_named(r.reader, what, reduced, keepdims, vector));
	kind = ax_reduce_kind(what, r.kind);
	ax_pg_summary(r.reader, &r.summary);
	r.storage = ax_kind_storage(r.kind);
	r.parts = ax_kind_info(r.kind)->class == AX_CLASS_PAIR ? 2 : 1;
	r.full = r.summary.present == r.reader->head.cells && r.summary.nulls == 0;
	r.twice = ax_reduce_is_spread(what) || ax_reduce_is_place(what);
	r.base = r.kind == AX_KIND_INT8 ? (int64) r.summary.min.wide : 0;
	if (ax_kind_info(r.kind)->class == AX_CLASS_FLOAT || r.parts == 2)
		r.odd_cells = r.summary.nans > 0 || (r.summary.has_range &&
			!(isfinite(r.summary.min.pair[0]) && isfinite(r.summary.max.pair[0]) &&
			  (r.parts == 1 || (isfinite(r.summary.min.pair[1]) && isfinite(r.summary.max.pair[1])))));
	ax_nd_collapse(&r.plan, &r.reader->head, reduced, keepdims, kind);
	head = r.plan.head;
	if (vector)
		ax_reduce_add_coordinate_axis(&head, &r.reader->head.box, reduced);
	ax_nd_feed(&feed, &head);
	if (r.all && from_summary(&r, &cell, &found))
		ax_nd_put(&feed, 0, found ? &cell : NULL);
	else
		reduce_slabs(&r, &feed, reduced, vector);
	ax_pg_close(r.reader);
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}

#define REDUCTION(name, what) \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	return reduce(fcinfo, what); \
}

REDUCTION(nd_sum, AX_REDUCE_SUM)
REDUCTION(nd_avg, AX_REDUCE_AVG)
REDUCTION(nd_min, AX_REDUCE_MIN)
REDUCTION(nd_max, AX_REDUCE_MAX)
REDUCTION(nd_count_axis, AX_REDUCE_COUNT)
REDUCTION(nd_product, AX_REDUCE_PRODUCT)
REDUCTION(nd_any, AX_REDUCE_ANY)
REDUCTION(nd_all, AX_REDUCE_ALL)
REDUCTION(nd_argmin, AX_REDUCE_ARGMIN)
REDUCTION(nd_argmax, AX_REDUCE_ARGMAX)
REDUCTION(nd_var_pop, AX_REDUCE_VAR_POP)
REDUCTION(nd_var_samp, AX_REDUCE_VAR_SAMP)
REDUCTION(nd_stddev_pop, AX_REDUCE_STDDEV_POP)
REDUCTION(nd_stddev_samp, AX_REDUCE_STDDEV_SAMP)
