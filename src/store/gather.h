/*
 * Cells gathered by chunk: what the writer holds until it flushes.
 *
 * A chunk keeps its cells in the order in which they came, as columns: the
 * number of the cell within the chunk, what happens to it, a value for each
 * attribute.  So a nearly empty chunk costs as much as the cells it got.
 * When all columns together pass work_mem they go to a temporary file and
 * the chunks only remember where; a chunk is loaded back as a whole.  Of
 * attributes of variable length a column holds pointers to values that lie
 * beside the pieces; in the file they are the values themselves.
 *
 * Everything lives in the context given; the file belongs to the resource
 * owner that was current when the gather was made.
 */
#ifndef AX_STORE_GATHER_H
#define AX_STORE_GATHER_H

#include "postgres.h"

#include "storage/buffile.h"
#include "utils/hsearch.h"
#include "utils/resowner.h"

#include "base/mask.h"
#include "pg/kind.h"
#include "store/array.h"

/* What happens to a cell; both together replace it. */
#define AX_CELL_LEFT 1			/* the stored cell goes */
#define AX_CELL_ENTERED 2		/* a new one comes */

/*
 * Columns of `room` cells one after another: NULL bitmaps of the attributes,
 * numbers, operations (only of a gather that has them), values by attribute.
 * `room` is a multiple of 8, so that each column is aligned to 8.
 */
typedef struct AxPiece
{
	struct AxPiece *next;		/* of the same chunk */
	uint32		count;			/* cells */
	uint32		room;			/* cells that fit */
	uint64		data[FLEXIBLE_ARRAY_MEMBER];
} AxPiece;

/* A stretch of the file. */
typedef struct AxSpill
{
	int			fileno;
	off_t		offset;
	uint32		count;			/* cells */
} AxSpill;

typedef struct AxGatherChunk
{
	int64	   *corner;			/* owned by the gather */
	uint64		count;			/* cells, in memory and in the file */
	int64		last;			/* number of the cell that came last, -1 at first */
	bool		ordered;		/* numbers rise strictly */
	int			nspills;
	int			spill_room;
	AxSpill    *spills;			/* in order */
	AxPiece    *head;			/* cells in memory, in order */
	AxPiece    *tail;
} AxGatherChunk;

/* A column of attribute values that cells go to. */
typedef struct AxGatherColumn
{
	AxKind		kind;
	uint32		width;			/* of a value */
	bool		variable;		/* values are pointers into the gather's body */
	uint64	   *nulls;
	char	   *values;
} AxGatherColumn;

typedef struct AxGather
{
	const AxArray *array;		/* borrowed */
	bool		with_ops;		/* cells say what happens to them */
	Size		limit;			/* bytes of work_mem */
	uint64		count;			/* cells gathered */

	/* the current chunk, which was asked for last */
	AxGatherChunk *chunk;
	AxBox		box;			/* its cells */
	uint64		lengths[AX_MAX_DIMS];	/* of that box; zero when there is none */
	uint64		strides[AX_MAX_DIMS];

	/* where its next cell goes: columns of its last piece, NULL without one */
	AxPiece    *piece;
	uint32	   *numbers;
	uint8	   *ops;
	AxGatherColumn *columns;	/* by attribute */

	/* private to gather.c */
	MemoryContext heads;		/* chunks, their spills, the table */
	MemoryContext body;			/* cells in memory */
	Size		heads_limit;
	Size		heads_size;
	Size		body_size;
	HTAB	   *table;			/* corner to chunk */
	BufFile    *file;			/* NULL until something has spilled */
	int			end_fileno;		/* where the file ends */
	off_t		end_offset;
	ResourceOwner owner;		/* of the file */
	uint32	   *offsets;		/* of attribute values, in bytes per cell of room */
	AxPiece    *loaded;			/* buffer of ax_gather_load */
	MemoryContext loaded_values;	/* values of variable length in it */
} AxGather;

extern AxGather *ax_gather_begin(const AxArray *array, bool with_ops);

/* Makes the chunk that holds the cell the current one; coords lie in the bounds. */
extern void ax_gather_seek(AxGather *gather, const int64 *coords);

/* Puts a value of variable length into a slot of the current piece. */
extern void ax_gather_put_variable(AxGather *gather, AxKind kind, Datum value, void *slot);

/* Gives the current chunk room for a cell more. */
extern void ax_gather_grow(AxGather *gather);

/* All chunks in the order of their corners; palloc'd array. */
extern AxGatherChunk **ax_gather_chunks(AxGather *gather, int *count);

/* All cells of a chunk in one piece, valid until the next call. */
extern const AxPiece *ax_gather_load(AxGather *gather, AxGatherChunk *chunk);

/* Forgets all cells. */
extern void ax_gather_reset(AxGather *gather);

/* Closes the file; the memory goes with the context. */
extern void ax_gather_end(AxGather *gather);

/* The columns of cells. */
static inline uint64 *
ax_piece_nulls(const AxPiece *cells, int att)
{
	return (uint64 *) ((char *) cells->data + att * AX_MASK_BYTES(cells->room));
}

static inline uint32 *
ax_piece_numbers(const AxGather *gather, const AxPiece *cells)
{
	return (uint32 *) ax_piece_nulls(cells, gather->array->natts);
}

static inline uint8 *
ax_piece_ops(const AxGather *gather, const AxPiece *cells)
{
	return (uint8 *) (ax_piece_numbers(gather, cells) + cells->room);
}

static inline char *
ax_piece_values(const AxGather *gather, const AxPiece *cells, int att)
{
	return (char *) ax_piece_numbers(gather, cells) +
		(Size) cells->room * gather->offsets[att];
}

/*
 * Says whether the mere list of chunks has outgrown work_mem, so that a flush
 * is due.
 */
static inline bool
ax_gather_crowded(const AxGather *gather)
{
	return gather->heads_size > gather->heads_limit;
}

/* The number of a cell in the current chunk; false when it lies in another one. */
static inline bool
ax_gather_find(const AxGather *gather, const int64 *coords, uint32 *number)
{
	int			ndim = gather->array->ndim;
	uint64		at = 0;

	for (int d = 0; d < ndim; d++)
	{
		uint64		from = (uint64) coords[d] - (uint64) gather->box.lower[d];

		if (from >= gather->lengths[d])
			return false;
		at += from * gather->strides[d];
	}
	*number = (uint32) at;
	return true;
}

/* Makes the chunk of the cell the current one, and numbers the cell in it. */
static inline uint32
ax_gather_number(AxGather *gather, const int64 *coords)
{
	uint32		number = 0;

	if (!ax_gather_find(gather, coords, &number))
	{
		ax_gather_seek(gather, coords);
		(void) ax_gather_find(gather, coords, &number);
	}
	return number;
}

/* Adds the cell with that number to the current chunk. */
static inline void
ax_gather_put(AxGather *gather, uint32 number, uint8 op, const Datum *values, const bool *nulls)
{
	AxGatherChunk *chunk = gather->chunk;
	int			natts = gather->array->natts;
	uint32		i;

	if (gather->piece == NULL || gather->piece->count == gather->piece->room)
		ax_gather_grow(gather);
	i = gather->piece->count++;
	gather->numbers[i] = number;
	if (gather->with_ops)
		gather->ops[i] = op;
	chunk->ordered &= (int64) number > chunk->last;
	chunk->last = number;
	chunk->count++;
	gather->count++;
	for (int a = 0; a < natts; a++)
	{
		const AxGatherColumn *column = &gather->columns[a];

		/* a cell that only leaves has no values */
		if (values == NULL || nulls[a])
			ax_mask_set(column->nulls, i);
		else if (unlikely(column->variable))
			ax_gather_put_variable(gather, column->kind, values[a],
								   column->values + (Size) i * column->width);
		else
			ax_pg_datum_cell(column->kind, values[a], column->values + (Size) i * column->width);
	}
	/* values alone may fill work_mem before a piece is full; the next cell then spills */
	if (unlikely(gather->body_size > gather->limit))
		gather->piece = NULL;
}

#endif
