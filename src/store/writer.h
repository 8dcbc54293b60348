/*
 * The gathering writer: cells go in one by one, chunks come out.
 *
 * Cells are gathered per chunk within work_mem and spill to a tuplesort past
 * it.  A flush writes each chunk touched once, through SPI as the owner of
 * the array, in corner order.  Writers that have cells pending stand in a
 * list of the backend; see the flush points in writer.c.
 */
#ifndef AX_STORE_WRITER_H
#define AX_STORE_WRITER_H

#include "postgres.h"

#include "store/array.h"

typedef enum AxConflict
{
	AX_CONFLICT_ERROR,			/* an existing cell is 23505 */
	AX_CONFLICT_IGNORE,			/* the existing cell stays */
	AX_CONFLICT_OVERWRITE		/* the new cell replaces it */
} AxConflict;

/* Setting array_ext.on_conflict. */
extern int	ax_writer_on_conflict;

typedef struct AxWriter AxWriter;

/* Makes a writer in the current memory context; registers it as pending. */
extern AxWriter *ax_writer_begin(const AxArray *array, AxConflict conflict);

/*
 * Takes a cell: coords by dimension, values and nulls by attribute (of the
 * AxArray).  Checks bounds (22003) and NOT NULL (23502).  False when the cell
 * exists and is ignored.
 */
extern bool ax_writer_insert(AxWriter *writer, const int64 *coords,
							 const Datum *values, const bool *nulls);

/*
 * Replaces the values of an existing cell that lies at old_coords, and moves
 * it when coords differ.  False when this writer has updated or deleted the
 * cell already.
 */
extern bool ax_writer_update(AxWriter *writer, const int64 *old_coords,
							 const int64 *coords, const Datum *values, const bool *nulls);

/* Makes an existing cell empty.  False when this writer has done so already. */
extern bool ax_writer_delete(AxWriter *writer, const int64 *coords);

/* Writes all that is pending. */
extern void ax_writer_flush(AxWriter *writer);

/* Flushes, takes it off the list, frees it. */
extern void ax_writer_end(AxWriter *writer);

/* Installs hooks, transaction callbacks and settings; called by _PG_init. */
extern void ax_writer_init(void);

#endif
