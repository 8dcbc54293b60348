/*
 * Chunks of a stored array, found through the chunk table's primary key.
 */
#ifndef AX_STORE_CHUNKS_H
#define AX_STORE_CHUNKS_H

#include "postgres.h"

#include "access/genam.h"
#include "access/tableam.h"
#include "executor/tuptable.h"
#include "utils/snapshot.h"

#include "store/array.h"

typedef struct AxChunkScan AxChunkScan;

/*
 * Starts a scan of the chunks that meet the box (all when NULL), in the
 * current memory context.  An index scan on the corner when a box is given
 * that does not cover the bounds, else a sequential scan.
 */
extern AxChunkScan *ax_chunks_begin(const AxArray *array, Snapshot snapshot,
									const AxBox *box);

/*
 * Next chunk row, or NULL; valid until the next call.  `corner` gets its
 * lower corner.
 */
extern TupleTableSlot *ax_chunks_next(AxChunkScan *scan, int64 *corner);

/* The open chunk table of the scan. */
extern Relation ax_chunks_relation(AxChunkScan *scan);

extern void ax_chunks_end(AxChunkScan *scan);

#endif
