/* Group keys as bytes, for another process. */
#include "postgres.h"

#include "utils/datum.h"

#include "scan/agg_keys_inner.h"

void
ax_bytes_put(AxAggBytes *bytes, const void *data, Size size)
{
	if (bytes->base != NULL && size > 0)
		memcpy(bytes->base + bytes->at, data, size);
	bytes->at += AX_AGG_ALIGN(size);
}

/* The values of all labels of a set. */
static void
put_labels(AxAggBytes *bytes, const AxLabels *labels)
{
	uint64		count = labels->nlabels;
	Size		size = 0;
	char	   *to;

	ax_bytes_put(bytes, &count, sizeof(count));
	for (Size i = 0; i < count * labels->nkeys; i++)
	{
		const AxLabelKey *key = &labels->keys[i % labels->nkeys];

		size += datumEstimateSpace(labels->values[i], labels->nulls[i], key->by_value, key->length);
	}
	if (bytes->base != NULL)
	{
		to = bytes->base + bytes->at;
		for (Size i = 0; i < count * labels->nkeys; i++)
		{
			const AxLabelKey *key = &labels->keys[i % labels->nkeys];

			datumSerialize(labels->values[i], labels->nulls[i], key->by_value, key->length, &to);
		}
	}
	bytes->at += AX_AGG_ALIGN(size);
}

void
ax_agg_keys_write(const AxAggKeys *keys, AxAggBytes *bytes)
{
	for (int i = 0; i < ax_agg_keys_sets(keys); i++)
	{
		put_labels(bytes, keys->labels[i]);
		if (i > 0)
		{
			uint64		count = keys->levels[i].count;

			ax_bytes_put(bytes, &count, sizeof(count));
			ax_bytes_put(bytes, keys->levels[i].pairs, sizeof(uint64) * count);
		}
	}
}

static uint64
get_count(char **from)
{
	uint64		count;

	memcpy(&count, *from, sizeof(count));
	*from += AX_AGG_ALIGN(sizeof(count));
	return count;
}

/* The labels here of those of another process. */
static uint32 *
get_labels(AxLabels *labels, char **from)
{
	uint64		count = get_count(from);
	uint32	   *map = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * (count + 1));
	Datum	   *values = palloc(sizeof(Datum) * labels->nkeys);
	bool	   *nulls = palloc(sizeof(bool) * labels->nkeys);
	char	   *start = *from;

	for (uint64 label = 0; label < count; label++)
	{
		for (int k = 0; k < labels->nkeys; k++)
			values[k] = datumRestore(from, &nulls[k]);
		map[label] = ax_labels_adopt(labels, values, nulls);
		for (int k = 0; k < labels->nkeys; k++)
			if (!nulls[k] && !labels->keys[k].by_value)
				pfree(DatumGetPointer(values[k]));
	}
	pfree(values);
	pfree(nulls);
	*from = start + AX_AGG_ALIGN(*from - start);
	return map;
}

uint32 *
ax_agg_keys_read(AxAggKeys *keys, char **from)
{
	uint32	   *groups = NULL;

	for (int i = 0; i < ax_agg_keys_sets(keys); i++)
	{
		uint32	   *labels = get_labels(keys->labels[i], from);
		uint32	   *fronts = groups;
		const uint64 *pairs;
		uint64		count;

		groups = labels;
		if (i == 0)
			continue;
		count = get_count(from);
		pairs = (const uint64 *) *from;
		*from += AX_AGG_ALIGN(sizeof(uint64) * count);
		groups = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * (count + 1));
		for (uint64 n = 0; n < count; n++)
			groups[n] = ax_pairs_number(&keys->levels[i], fronts[pairs[n] >> 32],
										labels[(uint32) pairs[n]]);
		pfree(fronts);
		pfree(labels);
	}
	return groups;
}
