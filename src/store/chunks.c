/*
 * Chunks of a stored array, found through the chunk table's primary key.
 *
 * A chunk meets a box when its corner lies, along each axis, between the
 * corner of the chunk that holds the box's lower bound and the box's upper
 * bound; so a box is a range of the key on every axis that it cuts.
 */
#include "postgres.h"

#include "access/relation.h"
#include "access/skey.h"
#include "access/stratnum.h"
#include "access/table.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "store/chunks.h"

struct AxChunkScan
{
	const AxArray *array;		/* borrowed */
	Relation	heap;			/* the chunk table, open */
	Relation	index;			/* its primary key, open once used */
	Snapshot	snapshot;		/* borrowed */
	IndexScanDesc by_key;		/* running, or NULL */
	TableScanDesc in_order;		/* running, or NULL */
	TupleTableSlot *slot;		/* owned; row of the scan */
	TupleTableSlot *locked;		/* owned; its latest version, or NULL */
	bool		locks;			/* rows are locked */
	AxChunkLock lock;			/* how */
	uint64		met;			/* rows found so far */
	pg_atomic_uint64 *counter;	/* borrowed; rows given to processes, or NULL */
	uint64		at;				/* number of the next row of the scan */
	uint64		drawn;			/* the row drawn, if it has not been reached */
	bool		has_drawn;
	int64		least[AX_MAX_DIMS]; /* least corner wanted along each axis */
	int64		greatest[AX_MAX_DIMS];	/* greatest one */
};

/* Fills the range of corners and the keys for the axes that the box cuts. */
static int
corner_range(AxChunkScan *scan, const AxBox *box, ScanKey keys)
{
	const AxGrid *grid = &scan->array->grid;
	int			nkeys = 0;

	for (int d = 0; d < scan->array->ndim; d++)
	{
		scan->least[d] = PG_INT64_MIN;
		scan->greatest[d] = PG_INT64_MAX;
		if (box != NULL && box->lower[d] > grid->bounds.lower[d])
		{
			scan->least[d] = ax_grid_corner_of(grid, d, box->lower[d]);
			ScanKeyInit(&keys[nkeys++], d + 1, BTGreaterEqualStrategyNumber, F_INT8GE,
						Int64GetDatum(scan->least[d]));
		}
		if (box != NULL && box->upper[d] < grid->bounds.upper[d])
		{
			scan->greatest[d] = box->upper[d];
			ScanKeyInit(&keys[nkeys++], d + 1, BTLessEqualStrategyNumber, F_INT8LE,
						Int64GetDatum(scan->greatest[d]));
		}
	}
	return nkeys;
}

static void
start(AxChunkScan *scan, const AxBox *box)
{
	ScanKeyData keys[2 * AX_MAX_DIMS];
	int			nkeys = corner_range(scan, box, keys);

	scan->at = 0;
	scan->has_drawn = false;
	if (nkeys == 0)
	{
		/* from the first page on, so that all processes number rows alike */
		scan->in_order = table_beginscan_strat(scan->heap, scan->snapshot, 0, NULL, true, false);
		return;
	}
	if (scan->index == NULL)
		scan->index = index_open(scan->array->chunk_index, AccessShareLock);
	scan->by_key = index_beginscan(scan->heap, scan->index, scan->snapshot, nkeys, 0);
	index_rescan(scan->by_key, keys, nkeys, NULL, 0);
}

static void
stop(AxChunkScan *scan)
{
	ExecClearTuple(scan->slot);
	if (scan->locked != NULL)
		ExecClearTuple(scan->locked);
	if (scan->by_key != NULL)
		index_endscan(scan->by_key);
	if (scan->in_order != NULL)
		table_endscan(scan->in_order);
	scan->by_key = NULL;
	scan->in_order = NULL;
}

AxChunkScan *
ax_chunks_begin_lock(const AxArray *array, Snapshot snapshot, const AxBox *box,
					 const AxChunkLock *lock)
{
	AxChunkScan *scan = palloc0(sizeof(AxChunkScan));

	scan->array = array;
	scan->snapshot = snapshot;
	scan->heap = table_open(array->chunk_relid, lock != NULL ? RowShareLock : AccessShareLock);
	scan->slot = table_slot_create(scan->heap, NULL);
	if (lock != NULL)
	{
		scan->locks = true;
		scan->lock = *lock;
		scan->locked = table_slot_create(scan->heap, NULL);
	}
	start(scan, box);
	return scan;
}

AxChunkScan *
ax_chunks_begin(const AxArray *array, Snapshot snapshot, const AxBox *box)
{
	return ax_chunks_begin_lock(array, snapshot, box, NULL);
}

void
ax_chunks_share(AxChunkScan *scan, pg_atomic_uint64 *counter)
{
	scan->counter = counter;
}

static bool
find_row(AxChunkScan *scan)
{
	return scan->by_key != NULL ?
		index_getnext_slot(scan->by_key, ForwardScanDirection, scan->slot) :
		table_scan_getnextslot(scan->in_order, ForwardScanDirection, scan->slot);
}

static bool
next_row(AxChunkScan *scan)
{
	bool		found;

	if (scan->counter != NULL)
	{
		if (!scan->has_drawn)
			scan->drawn = pg_atomic_fetch_add_u64(scan->counter, 1);
		scan->has_drawn = true;
		for (; scan->at < scan->drawn; scan->at++)
			if (!find_row(scan))
				return false;
		scan->at++;
		scan->has_drawn = false;
	}
	found = find_row(scan);
	scan->met += found;
	return found;
}

static void
read_corner(AxChunkScan *scan, TupleTableSlot *slot, int64 *corner)
{
	for (int d = 0; d < scan->array->ndim; d++)
	{
		bool		isnull;

		/* a column of the primary key is never NULL */
		corner[d] = DatumGetInt64(slot_getattr(slot, scan->array->dims[d].chunk_attno, &isnull));
	}
}

static void
serialization_failure(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not serialize access due to concurrent %s", what)));
}

/*
 * The version of the scan's row that this command itself has replaced, which
 * holds what others did until then.  It may be later than the one found: the
 * snapshot knows nothing of those who committed while the row was waited for
 * the first time.  Versions between the two are kept for the snapshot's sake.
 */
static TupleTableSlot *
before_own_change(AxChunkScan *scan)
{
	ItemPointerData tid = scan->slot->tts_tid;
	TM_FailureData failure;
	TM_Result	result;

	while ((result = table_tuple_lock(scan->heap, &tid, scan->snapshot, scan->locked,
									  scan->lock.cid, scan->lock.mode, scan->lock.wait, 0,
									  &failure)) == TM_Updated)
		tid = failure.ctid;
	if (result != TM_SelfModified ||
		!table_tuple_fetch_row_version(scan->heap, &tid, SnapshotAny, scan->locked))
		elog(ERROR, "could not find the version of a chunk row that was replaced");
	return scan->locked;
}

/* Locks the row of the scan; the slot of the version to use, NULL to leave it out. */
static TupleTableSlot *
lock_row(AxChunkScan *scan)
{
	ItemPointerData tid = scan->slot->tts_tid;
	int			flags = TUPLE_LOCK_FLAG_LOCK_UPDATE_IN_PROGRESS;
	TM_FailureData failure;

	if (!IsolationUsesXactSnapshot())
		flags |= TUPLE_LOCK_FLAG_FIND_LAST_VERSION;
	switch (table_tuple_lock(scan->heap, &tid, scan->snapshot, scan->locked, scan->lock.cid,
							 scan->lock.mode, scan->lock.wait, flags, &failure))
	{
		case TM_Ok:
			return scan->locked;
		case TM_SelfModified:
			/* ours already, so nobody else has changed it since */
			return before_own_change(scan);
		case TM_WouldBlock:
			return NULL;
		case TM_Updated:
			if (IsolationUsesXactSnapshot())
				serialization_failure("update");
			elog(ERROR, "chunk row was updated although its latest version was locked");
			break;
		case TM_Deleted:
			if (IsolationUsesXactSnapshot())
				serialization_failure("delete");
			return NULL;
		case TM_Invisible:
			elog(ERROR, "attempted to lock invisible tuple");
			break;
		case TM_BeingModified:
			elog(ERROR, "unexpected result of table_tuple_lock");
			break;
	}
	return NULL;
}

static bool
in_range(const AxChunkScan *scan, const int64 *corner)
{
	for (int d = 0; d < scan->array->ndim; d++)
		if (corner[d] < scan->least[d] || corner[d] > scan->greatest[d])
			return false;
	return true;
}

TupleTableSlot *
ax_chunks_next(AxChunkScan *scan, int64 *corner)
{
	while (next_row(scan))
	{
		TupleTableSlot *slot = scan->slot;

		CHECK_FOR_INTERRUPTS();
		if (scan->locks)
		{
			slot = lock_row(scan);
			if (slot == NULL)
				continue;
		}
		read_corner(scan, slot, corner);
		/* the latest version may stand elsewhere than the one found */
		if (!scan->locks || in_range(scan, corner))
			return slot;
	}
	return NULL;
}

void
ax_chunks_drain(AxChunkScan *scan)
{
	while (next_row(scan))
		CHECK_FOR_INTERRUPTS();
}

uint64
ax_chunks_met(const AxChunkScan *scan)
{
	return scan->met;
}

void
ax_chunks_rescan(AxChunkScan *scan, const AxBox *box)
{
	stop(scan);
	start(scan, box);
}

uint64
ax_chunks_count(const AxArray *array, Snapshot snapshot)
{
	AxChunkScan *scan = ax_chunks_begin(array, snapshot, NULL);
	uint64		count;

	ax_chunks_drain(scan);
	count = ax_chunks_met(scan);
	ax_chunks_end(scan);
	return count;
}

void
ax_chunks_end(AxChunkScan *scan)
{
	stop(scan);
	ExecDropSingleTupleTableSlot(scan->slot);
	if (scan->locked != NULL)
		ExecDropSingleTupleTableSlot(scan->locked);
	if (scan->index != NULL)
		index_close(scan->index, NoLock);
	table_close(scan->heap, NoLock);
	pfree(scan);
}
