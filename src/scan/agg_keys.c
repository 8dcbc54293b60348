/* Group keys: which group each cell of a block belongs to. */
#include "postgres.h"

#include "utils/memutils.h"

#include "scan/agg_keys_inner.h"

AxAggKeys *
ax_agg_keys_make(const AxArray *array, TupleDesc cells)
{
	AxAggKeys  *keys = palloc0(sizeof(AxAggKeys));

	keys->array = array;
	keys->cells = cells;
	keys->context = CurrentMemoryContext;
	keys->runs.context = CurrentMemoryContext;
	keys->fronts_buffer.context = CurrentMemoryContext;
	keys->groups.context = CurrentMemoryContext;
	keys->found.context = CurrentMemoryContext;
	return keys;
}

static void
add_place(AxAggKeys *keys, int set)
{
	keys->places = keys->places == NULL ? palloc(sizeof(AxKeyPlace)) :
		repalloc(keys->places, sizeof(AxKeyPlace) * (keys->nkeys + 1));
	keys->places[keys->nkeys++] = (AxKeyPlace) {set, keys->labels[set]->nkeys};
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
	for (int i = ax_agg_keys_sets(keys); i > at; i--)
	{
		keys->labels[i] = keys->labels[i - 1];
		keys->values[i] = keys->values[i - 1];
	}
	for (int k = 0; k < keys->nkeys; k++)
		keys->places[k].set += keys->places[k].set >= at;
	keys->labels[at] = ax_labels_make(axis, keys->array->dims[axis].attno, keys->cells);
	keys->values[at] = NULL;
	keys->naxes++;
	return at;
}

void
ax_agg_keys_add(AxAggKeys *keys, int axis, Expr *expr, Oid eqop, bool safe)
{
	int			at = labels_of(keys, axis);

	add_place(keys, at);
	ax_labels_add(keys->labels[at], expr, false, eqop, safe);
}

void
ax_agg_keys_add_value(AxAggKeys *keys, AxKind kind, AttrNumber attno, Expr *expr, bool same,
					  Oid eqop)
{
	int			at = ax_agg_keys_sets(keys);

	keys->labels[at] = ax_labels_make(keys->array->ndim + keys->nvalues, attno, keys->cells);
	keys->nvalues++;
	add_place(keys, at);
	ax_labels_add(keys->labels[at], expr, same, eqop, false);
	keys->values[at] = ax_value_key_make(keys->labels[at], kind);
}

void
ax_agg_keys_clear(AxAggKeys *keys)
{
	if (keys->levels_context != NULL)
		MemoryContextReset(keys->levels_context);
	else
		keys->levels_context = AllocSetContextCreate(keys->context, "groups",
													 ALLOCSET_DEFAULT_SIZES);
	for (int i = 0; i < ax_agg_keys_sets(keys); i++)
	{
		ax_labels_clear(keys->labels[i]);
		if (keys->values[i] != NULL)
			ax_value_key_clear(keys->values[i]);
		if (i > 0)
			ax_pairs_begin(&keys->levels[i], keys->levels_context);
		keys->near[i] = NULL;
		if (i > 0 && keys->values[i] != NULL)
			keys->near[i] = MemoryContextAllocZero(keys->levels_context,
												   sizeof(AxNearPair) * AX_AGG_NEAR);
	}
	keys->front_known = false;
}

/* Says whether the keys of axes may be evaluated where there are no cells. */
static bool
are_safe(const AxAggKeys *keys)
{
	for (int i = 0; i < keys->naxes; i++)
		if (!keys->labels[i]->safe)
			return false;
	return true;
}

bool
ax_agg_keys_single(AxAggKeys *keys, const AxBox *box, uint32 *group)
{
	if (keys->nvalues > 0 || !are_safe(keys))
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
		*group = ax_pairs_number(&keys->levels[i], *group, keys->labels[i]->strip->labels[0]);
	return true;
}

uint32
ax_agg_keys_chunk(AxAggKeys *keys, const AxBox *chunk, const AxBox *inner)
{
	int			last;
	uint32		groups = 1;
	uint64		behind = 1;

	keys->box = *chunk;
	keys->front_known = false;
	if (keys->naxes == 0)
		return groups;
	last = keys->labels[keys->naxes - 1]->axis;
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
	if (keys->nvalues > 0)
	{
		keys->fronts = ax_pg_buffer(&keys->fronts_buffer, sizeof(uint32) * groups);
		memset(keys->fronts, 0, sizeof(uint32) * groups);
	}
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
			group = i == 0 ? next : ax_pairs_number(&keys->levels[i], group, next);
		}
		keys->front_local = front;
		keys->front_group = group;
		keys->front_known = true;
	}
	return ax_pairs_number(&keys->levels[last], keys->front_group, label);
}

bool
ax_agg_keys_single_tile(AxAggKeys *keys, uint64 first, size_t n, uint32 *local)
{
	int64		from[AX_MAX_DIMS];
	int64		to[AX_MAX_DIMS];
	bool		apart = false;

	if (keys->nvalues > 0 || !are_safe(keys))
		return false;
	ax_shape_coords(&keys->box, first, from);
	ax_shape_coords(&keys->box, first + n - 1, to);
	*local = 0;
	for (int d = 0, i = 0; d < keys->box.ndim && i < keys->naxes; d++)
	{
		int64		start = apart ? 0 : from[d] - keys->box.lower[d];
		int64		end = apart ? ax_shape_length(&keys->box, d) - 1 : to[d] - keys->box.lower[d];

		if (keys->labels[i]->axis == d)
		{
			const uint32 *locals = keys->labels[i]->strip->local;

			for (int64 place = start + 1; place <= end; place++)
				if (locals[place] != locals[start])
					return false;
			*local += keys->strides[i++] * locals[start];
		}
		apart |= start != end;
	}
	return true;
}

uint32
ax_agg_keys_count(const AxAggKeys *keys)
{
	int			last = ax_agg_keys_sets(keys) - 1;

	return last == 0 ? keys->labels[0]->nlabels : keys->levels[last].count;
}

int
ax_agg_keys_values(const AxAggKeys *keys)
{
	return keys->nvalues;
}

Datum
ax_agg_keys_value(const AxAggKeys *keys, uint32 group, int key, bool *isnull)
{
	const AxKeyPlace *place = &keys->places[key];
	const AxLabels *labels = keys->labels[place->set];
	Size		at;

	/* down the levels to the label of the key's set */
	for (int i = ax_agg_keys_sets(keys) - 1; i > place->set; i--)
		group = ax_pairs_front(&keys->levels[i], group);
	if (place->set > 0)
		group = ax_pairs_label(&keys->levels[place->set], group);
	at = (Size) group * labels->nkeys + place->key;
	*isnull = labels->nulls[at];
	return labels->values[at];
}
