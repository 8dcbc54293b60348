/* Group keys: which group each cell of a block belongs to. */
#include "postgres.h"

#include "utils/memutils.h"

#include "pg/memory.h"
#include "scan/agg_keys.h"
#include "scan/agg_labels.h"

/* The upper half of a product depends on all bits (Fibonacci hashing). */
static inline uint32
mix(uint64 key)
{
	return (uint32) ((key * UINT64CONST(0x9E3779B97F4A7C15)) >> 32);
}

/*
 * Combinations of a group of the axes in front with neighbouring labels of the
 * next axis: a chunk asks for one after another, and one entry for each would
 * cost a cache miss each.
 */
#define STRETCH 16

typedef struct PairEntry
{
	uint64		pair;			/* group in front, label / STRETCH */
	uint32		numbers[STRETCH];	/* of the combinations, from 1; 0: none yet */
	char		status;
} PairEntry;

#define SH_PREFIX pair
#define SH_ELEMENT_TYPE PairEntry
#define SH_KEY_TYPE uint64
#define SH_KEY pair
#define SH_HASH_KEY(tb, key) mix(key)
#define SH_EQUAL(tb, a, b) (a) == (b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Combinations of the labels of one more axis than the level before. */
typedef struct Level
{
	pair_hash  *table;			/* owned */
	PairEntry  *last;			/* the entry used last; NULL: none */
	uint64	   *pairs;			/* owned; by number */
	uint32		count;
	uint32		room;
} Level;

/* Where a key's value stands. */
typedef struct KeyPlace
{
	int			axis;			/* in `labels` */
	int			key;			/* of its keys */
} KeyPlace;

struct AxAggKeys
{
	const AxArray *array;		/* borrowed */
	TupleDesc	cells;			/* borrowed */
	MemoryContext context;		/* borrowed */
	MemoryContext levels_context;	/* owned */
	int			naxes;			/* axes that have keys */
	AxLabels   *labels[AX_MAX_DIMS];	/* owned; in the order of the axes */
	int			nkeys;
	KeyPlace   *places;			/* owned; by key */
	Level		levels[AX_MAX_DIMS];	/* from 1 on; of the first axis labels are groups */

	/* the chunk */
	AxBox		box;			/* of its value */
	int			axes_in_front;	/* axes that a run lies at one place of */
	uint64		run_cells;		/* cells of a run */
	bool		columns;		/* runs go along the last axis that has keys */
	uint32		strides[AX_MAX_DIMS];	/* of local groups, by axis in `labels` */

	AxBuffer	runs;			/* of the block */
	uint32		front_local;	/* local group of the last group asked for, less its last label */
	uint32		front_group;	/* group of the axes in front for that */
	bool		front_known;
};

AxAggKeys *
ax_agg_keys_make(const AxArray *array, TupleDesc cells)
{
	AxAggKeys  *keys = palloc0(sizeof(AxAggKeys));

	keys->array = array;
	keys->cells = cells;
	keys->context = CurrentMemoryContext;
	keys->runs.context = CurrentMemoryContext;
	return keys;
}

/* The labels of an axis, which are kept in the order of the axes. */
static int
labels_of(AxAggKeys *keys, int axis)
{
	int			at = 0;

	while (at < keys->naxes && keys->labels[at]->axis < axis)
		at++;
	if (at < keys->naxes && keys->labels[at]->axis == axis)
		return at;
	for (int i = keys->naxes; i > at; i--)
		keys->labels[i] = keys->labels[i - 1];
	for (int k = 0; k < keys->nkeys; k++)
		keys->places[k].axis += keys->places[k].axis >= at;
	keys->labels[at] = ax_labels_make(axis, keys->array->dims[axis].attno, keys->cells);
	keys->naxes++;
	return at;
}

void
ax_agg_keys_add(AxAggKeys *keys, int axis, Expr *expr, Oid eqop, bool safe)
{
	int			at = labels_of(keys, axis);

	keys->places = keys->places == NULL ? palloc(sizeof(KeyPlace)) :
		repalloc(keys->places, sizeof(KeyPlace) * (keys->nkeys + 1));
	keys->places[keys->nkeys++] = (KeyPlace) {at, keys->labels[at]->nkeys};
	ax_labels_add(keys->labels[at], expr, eqop, safe);
}

void
ax_agg_keys_clear(AxAggKeys *keys)
{
	if (keys->levels_context != NULL)
		MemoryContextReset(keys->levels_context);
	else
		keys->levels_context = AllocSetContextCreate(keys->context, "groups",
													 ALLOCSET_DEFAULT_SIZES);
	memset(keys->levels, 0, sizeof(keys->levels));
	for (int i = 0; i < keys->naxes; i++)
	{
		ax_labels_clear(keys->labels[i]);
		if (i > 0)
			keys->levels[i].table = pair_create(keys->levels_context, 256, NULL);
	}
	keys->front_known = false;
}

/* The number of a combination: of a group of the axes in front of `level`, and a label. */
static uint32
combine(AxAggKeys *keys, int i, uint32 front, uint32 label)
{
	Level	   *level = &keys->levels[i];
	uint64		pair = (uint64) front << 32 | label / STRETCH;
	uint32	   *number;
	bool		found;

	if (level->last == NULL || level->last->pair != pair)
	{
		level->last = pair_insert(level->table, pair, &found);
		if (!found)
			memset(level->last->numbers, 0, sizeof(level->last->numbers));
	}
	number = &level->last->numbers[label % STRETCH];
	if (*number != 0)
		return *number - 1;
	if (level->count == level->room)
	{
		Size		room = level->room == 0 ? 256 : 2 * (Size) level->room;

		if (room >= PG_UINT32_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many groups")));
		level->pairs = level->pairs == NULL ?
			MemoryContextAllocHuge(keys->levels_context, sizeof(uint64) * room) :
			repalloc_huge(level->pairs, sizeof(uint64) * room);
		level->room = (uint32) room;
	}
	level->pairs[level->count] = (uint64) front << 32 | label;
	*number = ++level->count;
	return *number - 1;
}

bool
ax_agg_keys_single(AxAggKeys *keys, const AxBox *box, uint32 *group)
{
	for (int i = 0; i < keys->naxes; i++)
		if (!keys->labels[i]->safe)
			return false;
	for (int i = 0; i < keys->naxes; i++)
	{
		AxLabels   *labels = keys->labels[i];
		int			d = labels->axis;

		ax_labels_begin(labels, box->lower[d], (uint32) ax_shape_length(box, d),
						box->lower[d], box->upper[d]);
		if (labels->strip->nlocal != 1)
			return false;
	}
	*group = keys->labels[0]->strip->labels[0];
	for (int i = 1; i < keys->naxes; i++)
		*group = combine(keys, i, *group, keys->labels[i]->strip->labels[0]);
	return true;
}

uint32
ax_agg_keys_chunk(AxAggKeys *keys, const AxBox *chunk, const AxBox *inner)
{
	int			last = keys->labels[keys->naxes - 1]->axis;
	uint32		groups = 1;
	uint64		behind = 1;

	keys->box = *chunk;
	keys->front_known = false;
	for (int i = keys->naxes - 1; i >= 0; i--)
	{
		AxLabels   *labels = keys->labels[i];
		int			d = labels->axis;

		ax_labels_begin(labels, chunk->lower[d], (uint32) ax_shape_length(chunk, d),
						inner->lower[d], inner->upper[d]);
		keys->strides[i] = groups;
		/* a value has at most 2^28 cells, so this does not overflow */
		groups *= labels->safe ? labels->strip->nlocal : labels->strip->length;
	}
	for (int d = last + 1; d < chunk->ndim; d++)
		behind *= (uint64) ax_shape_length(chunk, d);
	keys->columns = behind == 1;
	keys->axes_in_front = keys->columns ? last : last + 1;
	keys->run_cells = keys->columns ? (uint64) ax_shape_length(chunk, last) : behind;
	return groups;
}

/* Says whether any of the cells [from, to) is selected. */
static bool
any_selected(const uint64_t *selected, size_t from, size_t to)
{
	if (selected == NULL)
		return true;
	for (size_t w = from / 64; w * 64 < to; w++)
	{
		uint64		word = selected[w];

		if (w == from / 64)
			word &= ~UINT64CONST(0) << (from % 64);
		if (w == (to - 1) / 64)
			word &= ax_vector_ones((to - 1) % 64 + 1);
		if (word != 0)
			return true;
	}
	return false;
}

/* The local group of a run, but for the axis that it goes along. */
static uint32
base_of(AxAggKeys *keys, const int64 *places)
{
	uint32		base = 0;

	for (int i = 0; i < keys->naxes; i++)
		if (keys->labels[i]->axis < keys->axes_in_front)
			base += keys->strides[i] *
				ax_labels_local(keys->labels[i], (uint32) places[keys->labels[i]->axis]);
	return base;
}

/* Looks up the coordinates along a run that have cells selected. */
static void
look_along(AxLabels *labels, const uint64_t *selected, size_t from, size_t to, uint32 column)
{
	for (size_t i = from; i < to; i++, column++)
		if (selected == NULL || ax_mask_get(selected, i))
			(void) ax_labels_local(labels, column);
}

const AxGroupRun *
ax_agg_keys_runs(AxAggKeys *keys, const AxBlock *block, const uint64_t *selected,
				 size_t *count, const AxColumns **columns)
{
	AxLabels   *last = keys->labels[keys->naxes - 1];
	AxGroupRun *runs = ax_pg_buffer(&keys->runs, sizeof(AxGroupRun) *
									(block->n / keys->run_cells + 2));
	uint64		cell = block->first - block->first % keys->run_cells;
	uint64		end = block->first + block->n;
	uint64		rest = cell / keys->run_cells;
	int64		places[AX_MAX_DIMS];
	size_t		n = 0;

	for (int d = keys->axes_in_front - 1; d >= 0; d--)
	{
		uint64		length = (uint64) ax_shape_length(&keys->box, d);

		places[d] = (int64) (rest % length);
		rest /= length;
	}
	for (; cell < end; cell += keys->run_cells)
	{
		uint64		from = Max(cell, block->first);
		uint64		to = Min(cell + keys->run_cells, end);
		size_t		start = (size_t) (from - block->first);
		size_t		stop = (size_t) (to - block->first);

		if (any_selected(selected, start, stop))
		{
			uint32		base = base_of(keys, places);

			if (keys->columns && !last->safe)
				look_along(last, selected, start, stop, (uint32) (from - cell));
			if (!keys->columns && n > 0 && runs[n - 1].base == base &&
				runs[n - 1].start + runs[n - 1].length == start)
				runs[n - 1].length += (uint32) (stop - start);
			else
				runs[n++] = (AxGroupRun) {
					.start = (uint32) start, .length = (uint32) (stop - start),
					.base = base, .column = (uint32) (from - cell)
				};
		}
		for (int d = keys->axes_in_front - 1; d >= 0; d--)
		{
			if (++places[d] < ax_shape_length(&keys->box, d))
				break;
			places[d] = 0;
		}
	}
	*count = n;
	*columns = keys->columns ? ax_labels_columns(last) : NULL;
	return runs;
}

uint32
ax_agg_keys_group(AxAggKeys *keys, uint32 local)
{
	int			last = keys->naxes - 1;
	uint32		label;
	uint32		front;

	if (last == 0)
		return keys->labels[0]->strip->labels[local];
	/* the stride of the last axis is 1 */
	front = local / keys->strides[last - 1];
	label = keys->labels[last]->strip->labels[local % keys->strides[last - 1]];
	if (!keys->front_known || keys->front_local != front)
	{
		uint32		rest = local;
		uint32		group = 0;

		for (int i = 0; i < last; i++)
		{
			uint32		next = keys->labels[i]->strip->labels[rest / keys->strides[i]];

			rest %= keys->strides[i];
			group = i == 0 ? next : combine(keys, i, group, next);
		}
		keys->front_local = front;
		keys->front_group = group;
		keys->front_known = true;
	}
	return combine(keys, last, keys->front_group, label);
}

Datum
ax_agg_keys_value(const AxAggKeys *keys, uint32 group, int key, bool *isnull)
{
	const KeyPlace *place = &keys->places[key];
	const AxLabels *labels = keys->labels[place->axis];
	Size		at;

	/* down the levels to the label of the key's axis */
	for (int i = keys->naxes - 1; i > place->axis; i--)
		group = (uint32) (keys->levels[i].pairs[group] >> 32);
	if (place->axis > 0)
		group = (uint32) keys->levels[place->axis].pairs[group];
	at = (Size) group * labels->nkeys + place->key;
	*isnull = labels->nulls[at];
	return labels->values[at];
}
