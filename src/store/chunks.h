/*
 * Chunks of a stored array, found through the chunk table's primary key.
 */
#ifndef AX_STORE_CHUNKS_H
#define AX_STORE_CHUNKS_H

#include "postgres.h"

#include "access/genam.h"
#include "access/tableam.h"
#include "executor/tuptable.h"
#include "nodes/lockoptions.h"
#include "port/atomics.h"
#include "utils/snapshot.h"

#include "store/array.h"

/* How chunk rows are locked before they are given out. */
typedef struct AxChunkLock
{
	LockTupleMode mode;			/* of the row lock */
	LockWaitPolicy wait;		/* NOWAIT, SKIP LOCKED or neither */
	CommandId	cid;			/* of the command that locks */
} AxChunkLock;

typedef struct AxChunkScan AxChunkScan;

/*
 * Starts a scan of the chunks that meet the box (all when NULL), in the
 * current memory context.  An index scan on the corner when a box is given
 * that does not cover the bounds, else a sequential scan.  The array and the
 * snapshot are borrowed.
 */
extern AxChunkScan *ax_chunks_begin(const AxArray *array, Snapshot snapshot,
									const AxBox *box);

/*
 * The same, but every row is locked first and given out in its latest
 * version: at READ COMMITTED rows deleted meanwhile are left out, else 40001.
 * A row that the same command has changed is given out as the snapshot has
 * it.  A NULL lock locks nothing.
 */
extern AxChunkScan *ax_chunks_begin_lock(const AxArray *array, Snapshot snapshot,
										 const AxBox *box, const AxChunkLock *lock);

/*
 * Shares the scan's rows with other processes that scan the same box under the
 * same snapshot: each row goes to the one that draws its number from the
 * counter, which is in shared memory and starts at zero.
 */
extern void ax_chunks_share(AxChunkScan *scan, pg_atomic_uint64 *counter);

/*
 * Next chunk row, or NULL; valid until the next call.  `corner` gets its
 * lower corner.
 */
extern TupleTableSlot *ax_chunks_next(AxChunkScan *scan, int64 *corner);

/* Reads on to the end, without locking. */
extern void ax_chunks_drain(AxChunkScan *scan);

/*
 * Rows found since the scan was made, over all its boxes; those that were
 * left out because of their locks count too; of a shared scan those of this
 * process.
 */
extern uint64 ax_chunks_met(const AxChunkScan *scan);

/* Begins anew with another box. */
extern void ax_chunks_rescan(AxChunkScan *scan, const AxBox *box);

/* Chunk rows that the snapshot sees, in all. */
extern uint64 ax_chunks_count(const AxArray *array, Snapshot snapshot);

extern void ax_chunks_end(AxChunkScan *scan);

#endif
