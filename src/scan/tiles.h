/*
 * Cells of a stored array as stretches of decoded tiles.
 *
 * Chunk by chunk, of each only the attributes wanted and the tiles that meet
 * the box.  Cells have numbers in the chunk value's own box, which may be
 * smaller than the chunk; all attributes of a chunk have the same box and the
 * same cells present.  Buffers are kept for the whole scan; what a stretch
 * shows is valid until the next one.
 */
#ifndef AX_SCAN_TILES_H
#define AX_SCAN_TILES_H

#include "postgres.h"

#include "pg/value.h"
#include "store/array.h"
#include "store/chunks.h"

/* An attribute that is read. */
typedef struct AxTileColumn
{
	const AxAttribute *attribute;	/* borrowed */
	bool		wanted;			/* its values too, not only which are present */
	uint32		width;			/* bytes of a value */
	AxReader   *reader;			/* owned; open on the chunk's value */
	uint64		from;			/* first cell of the decoded tile */
	uint64		to;				/* behind its last cell; from: none decoded */
	uint64		npresent;		/* cells of the tile that are present */
	bool		all_present;	/* every cell of the tile is */
	bool		all_valid;		/* every cell of the tile is and is not NULL */
	void	   *values;			/* owned; of the tile, if wanted */
	uint64_t   *present;		/* owned; mask of the tile unless all are */
	uint64_t   *valid;			/* owned; mask of the tile unless all are */
	Size		values_size;	/* bytes allocated */
	Size		mask_size;		/* bytes of each mask */
} AxTileColumn;

typedef struct AxTiles
{
	const AxArray *array;		/* borrowed */
	MemoryContext context;		/* borrowed; holds all that the scan owns */
	Snapshot	snapshot;		/* borrowed */
	bool		locks;			/* chunk rows are locked */
	AxChunkLock lock;			/* how */
	int			ncolumns;		/* at least one */
	AxTileColumn *columns;		/* owned; the first says which cells are present */
	AxChunkScan *chunks;		/* owned; NULL before the first start */
	bool		running;		/* chunks are left to read */
	AxBox		box;			/* cells wanted */

	bool		in_chunk;		/* a chunk is open */
	const AxBox *chunk;			/* its value's box; borrowed from the reader */
	AxBox		inner;			/* what of it is wanted */
	AxRuns		runs;			/* of inner in chunk */
	bool		uneven;			/* attributes have tiles of unequal length */
	uint64		run_at;			/* what is left of the run: from */
	uint64		run_to;			/* ... to (exclusive) */

	uint64		from;			/* the stretch: first cell */
	uint64		to;				/* behind its last cell */

	uint64		starts;			/* how often it was started */
	uint64		chunks_read;	/* chunks opened */
} AxTiles;

/*
 * Makes a scan in the current memory context.  `wanted` says for each
 * attribute of the array whether its values are; lock may be NULL.
 */
extern AxTiles *ax_tiles_make(const AxArray *array, Snapshot snapshot,
							  const bool *wanted, const AxChunkLock *lock);

/* Starts it, or starts it anew, on a box of ndim axes; NULL: nothing at all. */
extern void ax_tiles_start(AxTiles *tiles, const AxBox *box);

/* Moves to the next stretch of cells, some of them present; false at the end. */
extern bool ax_tiles_next(AxTiles *tiles);

/*
 * Ends the run, but counts the chunks first that were not read because nobody
 * asked for their cells.
 */
extern void ax_tiles_drain(AxTiles *tiles);

/* Chunk rows that met a box, over all starts. */
extern uint64 ax_tiles_met(const AxTiles *tiles);

/* Tiles decoded and bytes fetched by all columns. */
extern uint64 ax_tiles_decoded(const AxTiles *tiles);
extern uint64 ax_tiles_bytes(const AxTiles *tiles);

extern void ax_tiles_end(AxTiles *tiles);

/* Says whether a cell of the stretch is present. */
static inline bool
ax_tiles_present(const AxTileColumn *column, uint64 cell)
{
	return column->all_present || ax_mask_get(column->present, cell - column->from);
}

/* Says whether a cell of the stretch is present and not NULL. */
static inline bool
ax_tiles_valid(const AxTileColumn *column, uint64 cell)
{
	return column->all_valid || ax_mask_get(column->valid, cell - column->from);
}

/* Where the value of a cell of the stretch is. */
static inline const void *
ax_tiles_value(const AxTileColumn *column, uint64 cell)
{
	return (const char *) column->values + (cell - column->from) * column->width;
}

#endif
