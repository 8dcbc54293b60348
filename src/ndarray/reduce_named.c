/*
 * Reductions of cells of a type by name, and their running forms: by the order of
 * its btree class, by the SQL aggregate of the type, or by its operator *.
 *
 * Cells are taken out of the tiles, put in the order of their groups by
 * counting, and aggregated one group after another, so that there is one state
 * at a time, however large states are.  Memory: the cells that are neither
 * empty nor NULL, 16 bytes more for each, and 8 for each group; of running forms
 * also the results.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "ndarray/aggregate.h"
#include "ndarray/call.h"
#include "ndarray/cells.h"
#include "ndarray/collapse.h"
#include "ndarray/reduce.h"

/* The cells of a value by groups. */
typedef struct Groups
{
	uint32		width;			/* bytes of a cell */
	char	   *cells;			/* owned; in row-major order */
	uint64	   *order;			/* owned; their numbers in the order of groups, NULL if they are */
	uint64	   *ends;			/* owned; of each group the number of cells in it and before */
	uint64	   *places;			/* owned; of each cell its number in the value, if it is asked for */
} Groups;

/* The names of SQL's aggregates; of what goes by the order or by * for messages. */
static const char *const aggregates[] = {
	[AX_REDUCE_SUM] = "sum",
	[AX_REDUCE_AVG] = "avg",
	[AX_REDUCE_MIN] = "min",
	[AX_REDUCE_MAX] = "max",
	[AX_REDUCE_PRODUCT] = "product",
	[AX_REDUCE_ARGMIN] = "min",
	[AX_REDUCE_ARGMAX] = "max",
	[AX_REDUCE_CUMSUM] = "sum",
	[AX_REDUCE_CUMPROD] = "product",
	[AX_REDUCE_CUMMIN] = "min",
	[AX_REDUCE_CUMMAX] = "max",
	[AX_REDUCE_VAR_POP] = "var_pop",
	[AX_REDUCE_VAR_SAMP] = "var_samp",
	[AX_REDUCE_STDDEV_POP] = "stddev_pop",
	[AX_REDUCE_STDDEV_SAMP] = "stddev_samp",
};

bool
ax_nd_reduces_named(AxReduction what)
{
	return (Size) what < lengthof(aggregates) && aggregates[what] != NULL;
}

static bool
is_most(AxReduction what)
{
	return what == AX_REDUCE_MAX || what == AX_REDUCE_ARGMAX || what == AX_REDUCE_CUMMAX;
}

static bool
is_extreme(AxReduction what)
{
	return is_most(what) || what == AX_REDUCE_MIN || what == AX_REDUCE_ARGMIN || what == AX_REDUCE_CUMMIN;
}

/* What a reduction needs of the type; the kind of its cells. */
static AxKind
open_for(AxAggregate *aggregate, AxReduction what, AxKind kind)
{
	bool		product = what == AX_REDUCE_PRODUCT || what == AX_REDUCE_CUMPROD;
	bool		found = is_extreme(what) ? ax_pg_named_has_order(kind) :
		product ? ax_nd_aggregate_product(aggregate, kind) : ax_nd_aggregate(aggregate, aggregates[what], kind);

	if (!found)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("function %s(%s) does not exist", aggregates[what], ax_kind_info(kind)->name),
				 errdetail("It is wanted for the cells of an ndarray."),
				 errhint("You might need to convert them with nd_astype.")));
	return ax_reduce_is_place(what) ? AX_KIND_INT8 : is_extreme(what) ? kind : aggregate->result;
}

/* The number of the i-th cell in the order of groups. */
static uint64
number_of(const Groups *groups, uint64 i)
{
	return groups->order != NULL ? groups->order[i] : i;
}

static const char *
cell_of(const Groups *groups, uint64 i)
{
	return groups->cells + number_of(groups, i) * groups->width;
}

/*
 * The least or greatest of these cells, by its number in the order of groups; end
 * if there is none.  Of equal ones it is the last, as SQL has it, or the first.
 */
static uint64
extreme_of_group(AxReduction what, AxKind kind, const Groups *groups, uint64 first, uint64 end)
{
	uint64		best = first;

	for (uint64 i = first + 1; i < end; i++)
	{
		int			order = ax_pg_named_cmp(kind, cell_of(groups, best), cell_of(groups, i));

		CHECK_FOR_INTERRUPTS();
		if ((is_most(what) ? order < 0 : order > 0) || (order == 0 && !ax_reduce_is_place(what)))
			best = i;
	}
	return best;
}

static bool
aggregate_group(AxAggregate *aggregate, const Groups *groups, uint64 first, uint64 end, AxCell *out)
{
	ax_nd_aggregate_begin(aggregate);
	for (uint64 i = first; i < end; i++)
	{
		CHECK_FOR_INTERRUPTS();
		ax_nd_aggregate_add(aggregate, cell_of(groups, i));
	}
	return ax_nd_aggregate_result(aggregate, out);
}

/* ---- groups ---- */

/* Takes the cells of a tile, from the k-th on, and their groups; returns how many there are then. */
static uint64
take_tile(Groups *groups, const AxCollapse *plan, const AxCursor *cursor, uint64 k, uint64 *numbers)
{
	uint64		at = cursor->first;
	AxAxisRun	run;

	while (ax_nd_collapse_next(plan, cursor->first, 0, &at, cursor->first + cursor->entry.cells, &run))
		for (Size i = 0; i < run.n * run.count; i++)
		{
			if (!ax_mask_get(cursor->valid, run.start + i))
				continue;
			memcpy(groups->cells + k * groups->width, cursor->values + (run.start + i) * groups->width,
				   groups->width);
			if (groups->places != NULL)
				groups->places[k] = cursor->first + run.start + i;
			numbers[k++] = run.group + (run.across ? i % run.n : i / run.n);
		}
	return k;
}

/* Puts the cells in the order of groups, by the number of each one's group. */
static void
sort_groups(Groups *groups, uint64 ngroups, const uint64 *numbers, uint64 n)
{
	bool		sorted = true;

	for (uint64 i = 0; i < n; i++)
	{
		if (i % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[numbers[i]]++;
		sorted = sorted && (i == 0 || numbers[i - 1] <= numbers[i]);
	}
	for (uint64 g = 1; g < ngroups; g++)
	{
		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[g] += groups->ends[g - 1];
	}
	if (sorted)
		return;
	groups->order = ax_pg_allocate(n * sizeof(uint64), false);
	/* from behind, so that ends become begins, and cells stay in their order */
	for (uint64 i = n; i-- > 0;)
	{
		if (i % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->order[--groups->ends[numbers[i]]] = i;
	}
	for (uint64 g = 0; g < ngroups; g++)
	{
		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[g] = g + 1 < ngroups ? groups->ends[g + 1] : n;
	}
}

static void
take_groups(Groups *groups, AxReader *reader, const AxCollapse *plan, bool with_places)
{
	uint64	   *numbers;
	uint64		n = 0;
	AxSummary	summary;
	AxCursor	cursor;

	memset(groups, 0, sizeof(*groups));
	ax_pg_summary(reader, &summary);
	n = summary.present - summary.nulls;
	groups->width = ax_kind_info(reader->head.kind)->width;
	groups->cells = ax_pg_allocate(n * groups->width + 1, false);
	groups->ends = ax_pg_allocate((plan->groups + 1) * sizeof(uint64), true);
	if (with_places)
		groups->places = ax_pg_allocate((n + 1) * sizeof(uint64), false);
	numbers = ax_pg_allocate((n + 1) * sizeof(uint64), false);
	ax_nd_cursor(&cursor, reader);
	for (n = 0; ax_nd_next(&cursor);)
	{
		CHECK_FOR_INTERRUPTS();
		n = take_tile(groups, plan, &cursor, n, numbers);
	}
	sort_groups(groups, plan->groups, numbers, n);
	pfree(numbers);
}

struct varlena *
ax_nd_reduce_named(AxReader *reader, AxReduction what, const bool *reduced, bool keepdims, bool vector)
{
	AxHead	   *head = &reader->head;
	AxKind		kind = head->kind;
	AxAggregate aggregate;
	AxKind		result = open_for(&aggregate, what, kind);
	AxCollapse	plan;
	AxHead		result_head;
	Groups		groups;
	AxFeed		feed;

	ax_nd_collapse(&plan, head, reduced, keepdims, result);
	take_groups(&groups, reader, &plan, ax_reduce_is_place(what));
	result_head = plan.head;
	if (vector)
		ax_reduce_add_coordinate_axis(&result_head, &head->box, reduced);
	ax_nd_feed(&feed, &result_head);
	for (uint64 g = 0; g < plan.groups; g++)
	{
		uint64		first = g > 0 ? groups.ends[g - 1] : 0;
		uint64		end = groups.ends[g];
		AxCell		cell;
		const void *out = NULL;

		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		if (ax_reduce_is_place(what))
		{
			int64		coords[AX_MAX_DIMS];
			bool		found = end > first;

			if (found)
				ax_shape_coords(&head->box,
								groups.places[number_of(&groups, extreme_of_group(what, kind, &groups, first, end))],
								coords);
			ax_reduce_put_place(&feed, g, &head->box, reduced, vector, found ? coords : NULL);
			continue;
		}
		if (end == first)
			out = NULL;
		else if (is_extreme(what))
			out = cell_of(&groups, extreme_of_group(what, kind, &groups, first, end));
		else if (aggregate_group(&aggregate, &groups, first, end, &cell))
			out = &cell;
		ax_nd_put(&feed, g, out);
	}
	if (!is_extreme(what))
		ax_nd_aggregate_close(&aggregate);
	ax_pg_close(reader);
	return ax_nd_finish(&feed);
}

/* ---- running forms ---- */

/* What each cell of a group becomes; of what is NULL no bit is set. */
static void
run_group(AxAggregate *aggregate, AxReduction what, AxKind kind, const Groups *groups, uint64 first,
		  uint64 end, char *results, uint32 width, uint64_t *valid)
{
	const char *best = NULL;

	if (!is_extreme(what))
		ax_nd_aggregate_begin(aggregate);
	for (uint64 i = first; i < end; i++)
	{
		const char *cell = cell_of(groups, i);
		AxCell		made;
		const void *out = &made;

		CHECK_FOR_INTERRUPTS();
		if (is_extreme(what))
		{
			int			order = best == NULL ? 0 : ax_pg_named_cmp(kind, best, cell);

			if (is_most(what) ? order <= 0 : order >= 0)
				best = cell;
			out = best;
		}
		else
		{
			ax_nd_aggregate_add(aggregate, cell);
			if (!ax_nd_aggregate_result(aggregate, &made))
				continue;
		}
		memcpy(results + number_of(groups, i) * width, out, width);
		ax_mask_set(valid, number_of(groups, i));
	}
}

struct varlena *
ax_nd_cumulate_named(AxReader *reader, AxReduction what, const bool *along)
{
	AxKind		kind = reader->head.kind;
	AxAggregate aggregate;
	AxKind		result = open_for(&aggregate, what, kind);
	uint32		width = ax_kind_info(result)->width;
	AxCollapse	plan;
	AxHead		head = reader->head;
	Groups		groups;
	AxFeed		feed;
	AxCursor	cursor;
	char	   *results;
	uint64_t   *valid;
	uint64		n;
	uint64		k = 0;

	if (!is_extreme(what) && aggregate.final_spoils)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate %s(%s) has no running form", aggregates[what], ax_kind_info(kind)->name),
				 errdetail("Its final function changes the state.")));
	ax_nd_collapse(&plan, &head, along, true, result);
	take_groups(&groups, reader, &plan, false);
	n = plan.groups > 0 ? groups.ends[plan.groups - 1] : 0;
	results = ax_pg_allocate(n * width + 1, false);
	valid = ax_pg_allocate((n / 64 + 1) * sizeof(uint64_t), true);
	for (uint64 g = 0; g < plan.groups; g++)
	{
		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		run_group(&aggregate, what, kind, &groups, g > 0 ? groups.ends[g - 1] : 0, groups.ends[g],
				  results, width, valid);
	}
	head.kind = result;
	head.directory = NULL;
	ax_nd_feed(&feed, &head);
	for (ax_nd_cursor(&cursor, reader); ax_nd_next(&cursor);)
	{
		CHECK_FOR_INTERRUPTS();
		for (uint64 i = 0; i < cursor.entry.cells; i++)
		{
			if (!ax_mask_get(cursor.present, i))
				continue;
			if (!ax_mask_get(cursor.valid, i))
				ax_nd_put(&feed, cursor.first + i, NULL);
			else
			{
				ax_nd_put(&feed, cursor.first + i, ax_mask_get(valid, k) ? results + k * width : NULL);
				k++;
			}
		}
	}
	if (!is_extreme(what))
		ax_nd_aggregate_close(&aggregate);
	ax_pg_close(reader);
	return ax_nd_finish(&feed);
}
