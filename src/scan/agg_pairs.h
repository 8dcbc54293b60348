/*
 * Pairs: combinations of a group of the keys in front with a label of the next
 * key, numbered from 0 as they are met.
 */
#ifndef AX_SCAN_AGG_PAIRS_H
#define AX_SCAN_AGG_PAIRS_H

#include "postgres.h"

typedef struct AxPairs
{
	MemoryContext context;		/* borrowed; holds all of this */
	struct pair_hash *table;	/* owned */
	struct PairEntry *last;		/* the entry used last; NULL: none */
	uint64	   *pairs;			/* owned; by number: front << 32 | label */
	uint32		count;
	uint32		room;
} AxPairs;

/* Starts with none, in a memory context that is reset to free them. */
extern void ax_pairs_begin(AxPairs *pairs, MemoryContext context);

/* The number of a pair, new if it has none yet. */
extern uint32 ax_pairs_number(AxPairs *pairs, uint32 front, uint32 label);

static inline uint32
ax_pairs_front(const AxPairs *pairs, uint32 number)
{
	return (uint32) (pairs->pairs[number] >> 32);
}

static inline uint32
ax_pairs_label(const AxPairs *pairs, uint32 number)
{
	return (uint32) pairs->pairs[number];
}

/* The upper half of a product depends on all bits (Fibonacci hashing). */
static inline uint32
ax_pairs_mix(uint64 key)
{
	return (uint32) ((key * UINT64CONST(0x9E3779B97F4A7C15)) >> 32);
}

#endif
