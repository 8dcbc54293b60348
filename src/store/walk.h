/*
 * The present cells of a value, one after another in row-major order.
 */
#ifndef AX_STORE_WALK_H
#define AX_STORE_WALK_H

#include "postgres.h"

#include "base/mask.h"
#include "pg/value.h"

typedef struct AxWalk
{
	AxReader   *reader;			/* borrowed, open */
	char	   *values;			/* of the open tile; NULL when not asked for */
	uint64_t   *present;
	uint64_t   *valid;			/* NULL without values */
	size_t		slot;			/* of the current cell in the tile */
	int64		coords[AX_MAX_DIMS];	/* of the current cell */

	/* private to walk.c */
	uint32		tile;			/* open tile + 1 */
	size_t		word;			/* of its mask */
	uint64		bits;			/* of the word, not yet walked over */
	uint64		place;			/* of the current cell in the value */
} AxWalk;

/*
 * Begins in front of the first cell; buffers of a tile come from the current
 * memory context.  Without values only places are walked over, and no payload
 * is fetched.
 */
extern void ax_walk_begin(AxWalk *walk, AxReader *reader, bool with_values);

/* Goes to the next cell; false after the last. */
extern bool ax_walk_next(AxWalk *walk);

/* The value of the current cell; NULL where that is NULL. */
static inline const void *
ax_walk_value(const AxWalk *walk, uint32 width)
{
	return ax_mask_get(walk->valid, walk->slot) ? walk->values + walk->slot * width : NULL;
}

#endif
