/*
 * Cells of a stored array one by one, as the columns of its foreign table.
 *
 * Only the columns asked for are filled; by-reference values stand in the
 * decoded tile and are valid until the next call.  What is the same for the
 * next cell is not written again: the arrays are to be left alone in between.
 */
#ifndef AX_SCAN_CELLS_H
#define AX_SCAN_CELLS_H

#include "postgres.h"

#include "nodes/bitmapset.h"

#include "scan/blocks.h"
#include "scan/filter.h"

/* An attribute that is given out, as the block has it. */
typedef struct AxCellColumn
{
	const Datum *datums;		/* borrowed; of the block, if its values are such and none is NULL */
	Datum	   *to;				/* borrowed; where a value goes */
	bool	   *null;			/* borrowed; where it goes whether it is NULL */
	int			attribute;		/* which */
	AxKind		kind;			/* of its elements */
	uint32		width;			/* bytes of a value */
	const char *values;			/* borrowed; of the block */
	const uint64_t *valid;		/* borrowed; its values that are not NULL; NULL: all */
} AxCellColumn;

typedef struct AxCells
{
	AxBlocks   *blocks;			/* owned */
	AxFilter   *filter;			/* borrowed; cells that fail it are left out; or NULL */
	int			ndims;			/* dimensions asked for */
	int			dims[AX_MAX_DIMS];	/* which axis */
	int			dim_columns[AX_MAX_DIMS];	/* which column of the foreign table, from 0 */
	int			natts;			/* attributes asked for */
	AxCellColumn *atts;			/* owned */
	bool		in_chunk;		/* the chunk may have tiles left */
	const uint64_t *selected;	/* borrowed; cells of the block to give out, NULL: all */
	uint64		at;				/* next cell of the block */
	uint64		to;				/* behind its last cell; 0: no block */
	uint64		row_to;			/* behind the last cell of the row that the last one is in */
	int64		row_start;		/* coordinate on the last axis of the block's cell 0, if it were in that row */
	Datum	   *last;			/* borrowed; where that coordinate goes */
	Datum		spare;			/* ... if it is not asked for */
	Datum	   *values;			/* borrowed; by column of the foreign table */
} AxCells;

/*
 * Makes a scan in the current memory context that fills the columns whose
 * numbers (from 1) are in the set.  lock and filter may be NULL.
 */
extern AxCells *ax_cells_make(const AxArray *array, Snapshot snapshot,
							  const Bitmapset *columns, const AxChunkLock *lock,
							  AxFilter *filter, Datum *values, bool *nulls);

/*
 * Starts it, or starts it anew, on a box; NULL: no cells.  The filter is
 * started by its owner.
 */
extern void ax_cells_start(AxCells *cells, const AxBox *box);

/* Fills the columns with the next cell; false at the end. */
extern bool ax_cells_next(AxCells *cells);

/*
 * Moves on so that the next cell is the one `skip` cells further, and says
 * how many were left to skip at the end of the scan: 0 unless it has ended.
 */
extern uint64 ax_cells_skip(AxCells *cells, uint64 skip);

extern void ax_cells_end(AxCells *cells);

#endif
