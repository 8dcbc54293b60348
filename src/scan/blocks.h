/*
 * Cells of a stored array as blocks: tile by tile, all attributes side by
 * side, each attribute fetched and decoded only when it is asked for.
 *
 *		ax_blocks_start(blocks, &box)
 *		while (ax_blocks_next_chunk(blocks))
 *			... ax_blocks_chunk_summary() may spare the chunk's values ...
 *			while (ax_blocks_next_tile(blocks))
 *				... ax_blocks_tile_summary() may spare the tile ...
 *				if (ax_blocks_select(blocks) > 0)
 *					ax_blocks_load(blocks, a) for each attribute needed
 *					... blocks->block ...
 *
 * Cells have numbers in the chunk value's own box, which may be smaller than
 * the chunk; all attributes of a chunk have the same box and the same cells
 * present.  Blocks follow the tiles of one attribute, the lead, which also
 * says which cells are present; a tile that the box cuts is read no further
 * than it has to be.  Buffers are kept for the whole scan; what a
 * block shows is valid until the next tile.
 */
#ifndef AX_SCAN_BLOCKS_H
#define AX_SCAN_BLOCKS_H

#include "postgres.h"

#include "expr/block.h"
#include "pg/value.h"
#include "store/array.h"
#include "store/chunks.h"

/* An attribute that may be read. */
typedef struct AxBlockColumn
{
	const AxAttribute *attribute;	/* borrowed */
	bool		wanted;			/* its values may be asked for */
	uint32		width;			/* bytes of a value */
	AxReader   *reader;			/* owned; NULL unless wanted or the lead */
	bool		open;			/* reader is open on the chunk's value */
	uint64		fetched;		/* behind the last cell whose bytes were fetched */
	AxBuffer	values;			/* of the block, where they had to be decoded */
	AxBuffer	present;		/* mask of the block */
	AxBuffer	valid;			/* mask of the block */
} AxBlockColumn;

typedef struct AxBlocks
{
	const AxArray *array;		/* borrowed */
	MemoryContext context;		/* borrowed; holds all that the scan owns */
	MemoryContext heap;			/* owned; values of variable length of the chunk, or NULL */
	Snapshot	snapshot;		/* borrowed */
	bool		locks;			/* chunk rows are locked */
	AxChunkLock lock;			/* how */
	AxBlockColumn *columns;		/* owned; by attribute */
	AxVector   *vectors;		/* owned; by attribute */
	int			lead;			/* attribute whose tiles are followed */
	AxChunkScan *chunks;		/* owned; NULL before the first start */
	pg_atomic_uint64 *counter;	/* borrowed; shares chunks among processes, or NULL */
	bool		running;		/* chunks are left to read */
	AxBox		box;			/* cells wanted */

	/*
	 * Asked when a chunk is opened about each tile, as if it were the current
	 * one: true when its values will not be needed, so that it is passed over.
	 * NULL: all are.
	 */
	bool		(*skip) (struct AxBlocks *blocks, void *state);
	void	   *skip_state;		/* borrowed */

	TupleTableSlot *slot;		/* borrowed; the chunk row */
	AxBox		bounds;			/* of the chunk, by its corner */
	bool		inside;			/* the whole chunk is wanted */
	bool		opened;			/* the lead's value is open */
	const AxBox *chunk;			/* its box; borrowed from the lead's reader */
	AxBox		inner;			/* what of it is wanted */
	bool		whole;			/* all of it is */
	uint32		tile;			/* the current tile */
	uint32		last_tile;		/* the last that meets inner */
	uint64		from;			/* number of the first cell of inner in the chunk value */
	uint64		to;				/* behind its last one */
	uint64	   *skipped;		/* owned; mask over the lead's tiles, or NULL */
	AxBuffer	skipped_buffer;	/* its memory */

	AxTileEntry entry;			/* of the lead's current tile */
	AxBlock		block;			/* the current tile, once selected */
	size_t		count;			/* cells selected */
	const uint64_t *present;	/* borrowed; cells present, NULL for all */
	AxBuffer	selected;		/* mask of the block */

	uint64		starts;			/* how often it was started */
	uint64		chunks_read;	/* chunks whose values were opened */
	uint64		tiles_skipped;	/* tiles passed over by skip */
} AxBlocks;

/*
 * Makes a scan in the current memory context.  `wanted` says for each
 * attribute of the array whether its values may be asked for; lead is the one
 * that is needed first, or -1; lock may be NULL.
 */
extern AxBlocks *ax_blocks_make(const AxArray *array, Snapshot snapshot,
								const bool *wanted, int lead, const AxChunkLock *lock);

/* Starts it, or starts it anew, on a box of ndim axes; NULL: nothing at all. */
extern void ax_blocks_start(AxBlocks *blocks, const AxBox *box);

/* Moves to the next chunk row that meets the box, and touches none of its values. */
extern bool ax_blocks_next_chunk(AxBlocks *blocks);

/* The summary of attribute a in the chunk row, over the whole chunk. */
extern void ax_blocks_chunk_summary(AxBlocks *blocks, int a, AxSummary *summary);

/*
 * Moves to the next tile of the chunk that meets the box and has cells
 * present; false at the end of the chunk.  The tile is not decoded.
 */
extern bool ax_blocks_next_tile(AxBlocks *blocks);

/*
 * The summary of attribute a over the whole current tile; false when its
 * tiles are cut otherwise than the lead's.
 */
extern bool ax_blocks_tile_summary(AxBlocks *blocks, int a, AxSummary *summary);

/* Says whether the box holds all cells of the current tile; before ax_blocks_select. */
extern bool ax_blocks_tile_inside(const AxBlocks *blocks);

/*
 * Makes `block` of the current tile, or of the stretch of it, in whole words
 * of 64 cells, that meets the box: its columns empty, the cells selected that
 * are present and in the box; returns how many these are.
 */
extern size_t ax_blocks_select(AxBlocks *blocks);

/* Fills column a of the block, once; at least one cell was selected. */
extern void ax_blocks_load(AxBlocks *blocks, int a);

/*
 * Ends the run, but counts the chunks first that were not read because nobody
 * asked for their cells.
 */
extern void ax_blocks_drain(AxBlocks *blocks);

/* Chunk rows that met a box, over all starts. */
extern uint64 ax_blocks_met(const AxBlocks *blocks);

/* Tiles decoded and bytes fetched by all columns. */
extern uint64 ax_blocks_decoded(const AxBlocks *blocks);
extern uint64 ax_blocks_bytes(const AxBlocks *blocks);

extern void ax_blocks_end(AxBlocks *blocks);

#endif
