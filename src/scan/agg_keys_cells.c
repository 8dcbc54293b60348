/* Group keys: the groups of single cells, where values of cells are keys. */
#include "postgres.h"

#include "scan/agg_keys_inner.h"

/* The group of the axes that a local group belongs to. */
static inline uint32
front_of(AxAggKeys *keys, uint32 local)
{
	if (keys->fronts[local] == 0)
		keys->fronts[local] = ax_agg_keys_group(keys, local) + 1;
	return keys->fronts[local] - 1;
}

/* The groups of the axes that the selected cells of a block belong to. */
static void
fill_fronts(AxAggKeys *keys, const AxBlock *block, const uint64_t *selected, uint32 *groups)
{
	const AxColumns *columns;
	size_t		count;
	const AxGroupRun *runs = ax_agg_keys_runs(keys, block, selected, &count, &columns);

	for (const AxGroupRun *run = runs; run < runs + count; run++)
		for (uint32 i = 0; i < run->length; i++)
			if (selected == NULL || ax_mask_get(selected, run->start + i))
				groups[run->start + i] = front_of(keys, run->base +
												  (columns != NULL ? columns->map[run->column + i] : 0));
}

/* Turns the groups in front of set i and its labels into groups. */
static void
combine(AxAggKeys *keys, int i, const uint64_t *selected, size_t n, const uint32 *labels,
		uint32 *groups)
{
	AxNearPair   *near = keys->near[i];

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64 left = ax_vector_selected(selected, n, w) & ax_vector_ones(n - 64 * w);
			 left != 0; left &= left - 1)
		{
			size_t		cell = 64 * w + (size_t) __builtin_ctzll(left);
			uint64		pair = (uint64) groups[cell] << 32 | labels[cell];
			AxNearPair   *entry = &near[(groups[cell] * 31 + labels[cell]) % AX_AGG_NEAR];

			if (entry->number == 0 || entry->pair != pair)
			{
				entry->number = ax_pairs_number(&keys->levels[i], groups[cell], labels[cell]) + 1;
				entry->pair = pair;
			}
			groups[cell] = entry->number - 1;
		}
}

const uint32 *
ax_agg_keys_cells(AxAggKeys *keys, const AxBlock *block, const uint64_t *selected,
				  const AxVector *vectors)
{
	uint32	   *groups = ax_pg_buffer(&keys->groups, sizeof(uint32) * block->n);
	uint32	   *found = ax_pg_buffer(&keys->found, sizeof(uint32) * block->n);

	if (keys->naxes > 0)
		fill_fronts(keys, block, selected, groups);
	for (int i = keys->naxes; i < ax_agg_keys_sets(keys); i++)
	{
		ax_value_key_labels(keys->values[i], &vectors[i - keys->naxes], selected, block->n,
							i == 0 ? groups : found);
		if (i > 0)
			combine(keys, i, selected, block->n, found, groups);
	}
	return groups;
}
