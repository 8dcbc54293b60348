/* The inside of group keys. */
#ifndef AX_SCAN_AGG_KEYS_INNER_H
#define AX_SCAN_AGG_KEYS_INNER_H

#include "pg/memory.h"
#include "scan/agg_keys.h"
#include "scan/agg_labels.h"
#include "scan/agg_pairs.h"
#include "scan/agg_values.h"

/* Entries of the table of pairs met last, which stays in the L1 cache. */
#define AX_AGG_NEAR 512

/* Where a key's value stands. */
typedef struct AxKeyPlace
{
	int			set;			/* in `labels` */
	int			key;			/* of its keys */
} AxKeyPlace;

typedef struct AxNearPair
{
	uint64		pair;			/* group in front, label */
	uint32		number;			/* of it + 1; 0: none */
} AxNearPair;

struct AxAggKeys
{
	const AxArray *array;		/* borrowed */
	TupleDesc	cells;			/* borrowed */
	MemoryContext context;		/* borrowed */
	MemoryContext levels_context;	/* owned */
	int			naxes;			/* axes that have keys */
	int			nvalues;		/* keys of values */
	AxLabels   *labels[AX_AGG_SETS];	/* owned; in the order of the axes, then of values */
	AxValueKey *values[AX_AGG_SETS];	/* owned; by place in `labels` */
	AxNearPair   *near[AX_AGG_SETS];	/* owned; by place in `labels`, from 1 on */
	int			nkeys;
	AxKeyPlace   *places;			/* owned; by key */
	AxPairs		levels[AX_AGG_SETS];	/* from 1 on; of the first set labels are groups */

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

	/* keys of values, besides */
	uint32	   *fronts;			/* borrowed; group of the axes + 1 by local group, 0: unknown */
	AxBuffer	fronts_buffer;	/* its memory */
	AxBuffer	groups;			/* of the block */
	AxBuffer	found;			/* labels of a key in the block */
};

/* Sets of labels: of the axes in front, of values behind. */
static inline int
ax_agg_keys_sets(const AxAggKeys *keys)
{
	return keys->naxes + keys->nvalues;
}

#endif
