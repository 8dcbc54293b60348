/* Pairs: combinations of a group of the keys in front with a label. */
#include "postgres.h"

#include "utils/memutils.h"

#include "scan/agg_pairs.h"

/*
 * Combinations with neighbouring labels share an entry: a chunk asks for one
 * after another, and one entry for each would cost a cache miss each.
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
#define SH_HASH_KEY(tb, key) ax_pairs_mix(key)
#define SH_EQUAL(tb, a, b) (a) == (b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

void
ax_pairs_begin(AxPairs *pairs, MemoryContext context)
{
	memset(pairs, 0, sizeof(*pairs));
	pairs->context = context;
	pairs->table = pair_create(context, 256, NULL);
}

uint32
ax_pairs_number(AxPairs *pairs, uint32 front, uint32 label)
{
	uint64		pair = (uint64) front << 32 | label / STRETCH;
	uint32	   *number;
	bool		found;

	if (pairs->last == NULL || pairs->last->pair != pair)
	{
		pairs->last = pair_insert(pairs->table, pair, &found);
		if (!found)
			memset(pairs->last->numbers, 0, sizeof(pairs->last->numbers));
	}
	number = &pairs->last->numbers[label % STRETCH];
	if (*number != 0)
		return *number - 1;
	if (pairs->count == pairs->room)
	{
		Size		room = pairs->room == 0 ? 256 : 2 * (Size) pairs->room;

		if (room >= PG_UINT32_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many groups")));
		pairs->pairs = pairs->pairs == NULL ?
			MemoryContextAllocHuge(pairs->context, sizeof(uint64) * room) :
			repalloc_huge(pairs->pairs, sizeof(uint64) * room);
		pairs->room = (uint32) room;
	}
	pairs->pairs[pairs->count] = (uint64) front << 32 | label;
	*number = ++pairs->count;
	return *number - 1;
}
