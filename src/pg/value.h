/*
 * Stored values: an ndarray Datum read by head and by tiles.
 *
 * A reader is made once for a scan (or a call) and opened on one value after
 * another; its buffers, and the TOAST relation that it reads from, stay open
 * in between.  Of an uncompressed TOASTed value (STORAGE EXTERNAL, the
 * default) only the slices asked for are fetched, straight into the buffers;
 * any other form is detoasted whole.
 *
 * Slots of kinds of variable length point to memory in `heap`, the reader's
 * context unless ax_pg_heap has set another, that stays until that context is
 * reset: in one call that reads a few values nobody has to care.  A tile that is
 * decoded again takes no more of it.
 */
#ifndef AX_PG_VALUE_H
#define AX_PG_VALUE_H

#include "postgres.h"

#include "codec/tile.h"
#include "pg/memory.h"
#include "pg/toast.h"

typedef struct AxReader
{
	AxHead		head;			/* of the open value; borrows head_buffer */
	uint64		bytes_fetched;	/* of values, since the reader was made */
	uint64		tiles_decoded;	/* since the reader was made */

	MemoryContext context;		/* borrowed; holds all that the reader owns */
	struct varlena *external;	/* copy of the TOAST pointer, NULL when not sliced */
	const uint8 *whole;			/* the whole value when not sliced */
	struct varlena *detoasted;	/* owned; what was detoasted whole, or NULL */
	AxToast		toast;			/* owned; where external values are read from */
	AxBuffer	head_buffer;	/* head and directory, when sliced */
	AxBuffer	tile_buffer;	/* tiles fetched last, when sliced */
	uint32		fetched_from;	/* offsets that tile_buffer holds: from */
	uint32		fetched_to;		/* ... to (exclusive) */
	MemoryContext heap;			/* borrowed; where values of variable length are decoded to */
	void	  **slots;			/* of kinds of variable length: the slots of each tile
								 * that was decoded, in heap, or NULL */
} AxReader;

/* Makes a reader that lives in the context. */
extern AxReader *ax_pg_reader(MemoryContext context);

/*
 * Has values of variable length decoded to a context that the caller resets
 * when no slot of them is needed any more; the reader is not open then.
 */
extern void ax_pg_heap(AxReader *reader, MemoryContext heap);

/*
 * Opens it on a value, reads and checks the head.  The Datum's own bytes are
 * borrowed if it is not TOASTed.
 */
extern void ax_pg_open(AxReader *reader, Datum value);

/* Fetches the bytes of tiles first .. last in one slice, for what follows. */
extern void ax_pg_prefetch(AxReader *reader, uint32 first, uint32 last);

/*
 * The same where of tile first only the cells from `from` on are needed, and
 * of tile last those before `to`: what ax_pg_cells_plain gives out is fetched
 * no further than that, other tiles whole.
 */
extern void ax_pg_prefetch_cells(AxReader *reader, uint32 first, uint32 from,
								 uint32 last, uint32 to);

/* Entry t of the directory, checked. */
extern void ax_pg_entry(AxReader *reader, uint32 t, AxTileEntry *entry);

/* The bytes of tile t as they are stored, and its entry; valid until others are fetched. */
extern const uint8 *ax_pg_tile_bytes(AxReader *reader, uint32 t, AxTileEntry *entry);

/* Decodes tile t, as ax_tile_decode. */
extern void ax_pg_tile(AxReader *reader, uint32 t, void *values,
					   uint64_t *present, uint64_t *valid);

/*
 * The values of cells [from, to) of tile t where they stand, aligned, if they
 * are stored plainly with a slot for every cell, else NULL; `from` is a
 * multiple of 64.  Valid until other tiles are fetched or another value is
 * opened.
 */
extern const void *ax_pg_cells_plain(AxReader *reader, uint32 t, uint32 from, uint32 to);

/*
 * Reads the whole open value straight to out, with no buffer in between, if
 * its bytes are its cells: every tile plain, all cells present, none NULL.
 * Else returns false and leaves out alone.  The 8 bytes in front of out are
 * overwritten.
 */
extern bool ax_pg_plain(AxReader *reader, void *out);

/* The summary of the open value. */
extern void ax_pg_summary(AxReader *reader, AxSummary *summary);

/*
 * Decodes the whole value (or, with a box that lies within it, the cells of
 * that box) into dense row-major memory, freshly allocated in the current
 * context.  *present and *valid are masks over these cells, NULL where all
 * are present or none of the present ones is NULL.
 */
extern void ax_pg_dense(AxReader *reader, const AxBox *box, void **values,
						uint64_t **present, uint64_t **valid);

/* Closes the TOAST relation; the reader's memory goes with its context. */
extern void ax_pg_close(AxReader *reader);

/* The ndarray of a finished build: sets the varlena's length. */
extern struct varlena *ax_pg_finish(AxBuild *build);

/*
 * The same of a build of which no tile is written yet, from dense cells; masks
 * over all of them or NULL, as in ax_build_tile.
 */
extern struct varlena *ax_pg_finish_dense(AxBuild *build, const void *values,
										  const uint64_t *present, const uint64_t *valid);

/* Builds an ndarray from dense cells, as ax_build_dense, in the current context. */
extern struct varlena *ax_pg_build(const AxHead *head, const void *values,
								   const uint64_t *present, const uint64_t *valid);

#endif
