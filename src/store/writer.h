/*
 * The gathering writer: cells go in one by one, chunks come out.
 *
 * Cells are gathered per chunk within work_mem and go to a temporary file
 * past it.  A flush writes each chunk touched once, through SPI as the owner
 * of the array, in corner order.  Writers that have cells pending stand in a
 * list of the backend; see the flush points in pending.c.
 */
#ifndef AX_STORE_WRITER_H
#define AX_STORE_WRITER_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/snapshot.h"

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

/*
 * Makes a writer of new cells, or one that changes stored cells, in the
 * current memory context; registers it as pending.  The array must outlive
 * it.  Checks that the owner may write the chunk table.
 */
extern AxWriter *ax_writer_begin(const AxArray *array, AxConflict conflict);
extern AxWriter *ax_writer_begin_changes(const AxArray *array);

/*
 * Says that the writer belongs to an executor's query: it is flushed when
 * that query has run to its end, before AFTER triggers fire, and its cells
 * are as old as that query's command.
 */
extern void ax_writer_attach(AxWriter *writer, EState *estate);

/*
 * Says which attributes (a flag for each) of existing cells are changed, by
 * updates in place or by overwriting; the others keep their values.
 */
extern void ax_writer_restrict(AxWriter *writer, const bool *written);

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

/*
 * Writes what is pending for an array and older than the snapshot, and lets
 * the snapshot see it.  For functions that read chunks without an executor;
 * the executor's queries have it done at their start.
 */
extern void ax_writer_sync(const AxArray *array, Snapshot snapshot);

/* Raises 23502 for a column of the array. */
extern void ax_writer_null(const AxArray *array, AttrNumber attno) __attribute__((noreturn));

/* Installs hooks, transaction callbacks and settings; called by _PG_init. */
extern void ax_writer_init(void);

#endif
