/*
 * Cells of an ndarray one tile after another: read, and written.
 *
 * Nothing here holds more than a tile of cells in memory, so that a sparse
 * value of 2^28 cells costs what its present cells cost.
 */
#ifndef AX_NDARRAY_CELLS_H
#define AX_NDARRAY_CELLS_H

#include "postgres.h"

#include "pg/value.h"

/* Opens a reader, in the current memory context, on an argument. */
extern AxReader *ax_nd_open(Datum value);

/* The tile of a value that is decoded at the moment. */
typedef struct AxCursor
{
	AxReader   *reader;			/* borrowed, open */
	AxTileEntry entry;			/* of the tile */
	uint32		tile;			/* its number, PG_UINT32_MAX before the first */
	uint64		first;			/* number of its first cell */
	char	   *values;			/* owned; a slot for each cell of the tile */
	uint64_t   *present;		/* owned; cells that are not empty */
	uint64_t   *valid;			/* owned; of them those that are not NULL */
} AxCursor;

/* Makes a cursor, its buffers in the current memory context, before tile 0. */
extern void ax_nd_cursor(AxCursor *cursor, AxReader *reader);

/* Decodes a tile, unless the cursor is there. */
extern void ax_nd_move(AxCursor *cursor, uint32 tile);

/* Moves on to the next tile that has a cell; false at the end. */
extern bool ax_nd_next(AxCursor *cursor);

/*
 * The cells of a tile, where they stand if they are stored plainly, and the
 * mask of those that are not NULL, NULL for all.  Values are read where there
 * are some and they are wanted.  Sets the cursor's entry, and its buffers as
 * needed.
 */
extern const void *ax_nd_tile_values(AxReader *reader, uint32 t, AxCursor *cursor, bool wanted,
									 const uint64_t **valid);

/*
 * The cells that are neither empty nor NULL, in row-major order, in memory of the
 * current context with room for a tile more.
 */
extern char *ax_nd_pack(AxReader *reader, uint64 *n);

/* Reads the cell of that number; false if it is empty or NULL.  Closes the reader. */
extern bool ax_nd_cell(AxReader *reader, uint64 number, void *cell);

/* A value being written, cells in row-major order. */
typedef struct AxFeed
{
	AxBuild		build;			/* of the value */
	uint64		first;			/* number of the first cell of the tile being filled */
	uint32		width;			/* bytes of a cell */
	char	   *values;			/* owned; the tile's cells */
	uint64_t   *present;		/* owned */
	uint64_t   *valid;			/* owned */
} AxFeed;

/* Begins a value with the kind, box and names of head, in the current context. */
extern void ax_nd_feed(AxFeed *feed, const AxHead *head);

/*
 * Writes the cell of that number, NULL for NULL; numbers ascend, cells left
 * out are empty.
 */
extern void ax_nd_put(AxFeed *feed, uint64 number, const void *cell);

/*
 * Writes n cells as they stand in the cursor's tile from cell `at`: values,
 * NULL and empty ones.
 */
extern void ax_nd_put_run(AxFeed *feed, uint64 number, const AxCursor *from, uint64 at, uint64 n);

/*
 * Writes n cells: values and masks, of which the first cells' bits are given
 * and NULL is all; a valid cell is a present one.
 */
extern void ax_nd_put_cells(AxFeed *feed, uint64 number, const void *values,
							const uint64_t *present, uint64 present_at,
							const uint64_t *valid, uint64 valid_at, uint64 n);

/* Ends the value. */
extern struct varlena *ax_nd_finish(AxFeed *feed);

/*
 * Builds a value from n cells in any order.  nulls says which of them are
 * NULL.  Returns NULL when two have the same number, and that number.
 */
extern struct varlena *ax_nd_scatter(const AxHead *head, uint64 n, const uint64 *numbers,
									 const char *cells, const bool *nulls,
									 uint64 *duplicate);

/* Makes the head of a value: no names, default tiles. */
extern void ax_nd_head(AxHead *head, AxKind kind, const AxBox *box);

/* Copies the name of one axis to an axis of another head. */
extern void ax_nd_copy_name(AxHead *to, int to_axis, const AxHead *from, int from_axis);

/* Names that two operands gave to different axes are taken from neither: all go. */
extern void ax_nd_distinct_names(AxHead *head);

#endif
