/*
 * Writers with cells pending, and their flush points.
 *
 * A plain table's rows are there for everything that runs after them: the
 * queries of volatile functions and of triggers, AFTER triggers, the next
 * statement of a function.  Cells wait in a writer, so they are written
 *
 * - before a query starts that may read them and whose snapshot is newer than
 *   the writer's command.  What the flush writes then belongs to a later
 *   command than the snapshot, which was taken just before; so the snapshot's
 *   command is moved past the flush.  Nothing else can have been written in
 *   between, since each statement of a function takes its snapshot anew.  The
 *   query of a stable function has the snapshot of the writer's own command
 *   and sees nothing of it, as with a table;
 * - when the writer's query has run to its end, with the data-modifying parts
 *   of a WITH, and before AFTER triggers fire;
 * - when the writer ends (COPY).
 *
 * A flush that happens in a subtransaction below the writer's own may be
 * rolled back without the writer: the writer then keeps its cells, as
 * `flushed` by that subtransaction, and takes them for pending again when it
 * aborts.  Cells only come to a writer at its own level, so none are added
 * meanwhile.
 */
#include "postgres.h"

#include "access/xact.h"
#include "executor/executor.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "store/flush.h"
#include "store/pending.h"

static dlist_head writers = DLIST_STATIC_INIT(writers);

/* Subtransaction of the outermost flush or claim that runs, or invalid. */
static SubTransactionId flushing = InvalidSubTransactionId;

static ExecutorStart_hook_type next_start;
static ExecutorFinish_hook_type next_finish;

static void
unlist(void *arg)
{
	AxWriter   *writer = arg;

	if (writer->listed)
		dlist_delete(&writer->node);
	writer->listed = false;
}

AxWriter *
ax_pending_add(const AxArray *array)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "array writer",
												  ALLOCSET_DEFAULT_SIZES);
	AxWriter   *writer = MemoryContextAllocZero(context, sizeof(AxWriter));

	writer->array = array;
	writer->context = context;
	writer->command = GetCurrentCommandId(true);
	writer->subid = GetCurrentSubTransactionId();
	writer->gone.func = unlist;
	writer->gone.arg = writer;
	MemoryContextRegisterResetCallback(context, &writer->gone);
	dlist_push_tail(&writers, &writer->node);
	writer->listed = true;
	return writer;
}

void
ax_pending_drop(AxWriter *writer)
{
	unlist(writer);
	ax_gather_end(writer->gather);
	MemoryContextDelete(writer->context);
}

static bool
is_pending(const AxWriter *writer)
{
	return writer->gather != NULL && writer->gather->count > 0 &&
		writer->flushed == InvalidSubTransactionId;
}

void
ax_writer_attach(AxWriter *writer, EState *estate)
{
	writer->estate = estate;
	writer->command = estate->es_output_cid;
}

void
ax_writer_flush(AxWriter *writer)
{
	SubTransactionId outer = flushing;
	SubTransactionId here = GetCurrentSubTransactionId();

	if (!is_pending(writer))
		return;
	if (flushing == InvalidSubTransactionId)
		flushing = here;
	ax_flush_gather(writer->gather, writer->conflict, writer->written);
	flushing = outer;
	if (here == writer->subid)
		ax_gather_reset(writer->gather);
	else
		writer->flushed = here;
}

void
ax_pending_claim(AxWriter *writer)
{
	SubTransactionId outer = flushing;

	/* the statement must not flush the writer, which is in the midst of a cell */
	if (flushing == InvalidSubTransactionId)
		flushing = GetCurrentSubTransactionId();
	ax_flush_claim(writer->gather, writer->gather->chunk);
	flushing = outer;
}

/* Flushes the writers that the test names; true when there were any. */
static bool
flush_matching(bool (*matches) (const AxWriter *writer, const void *arg), const void *arg)
{
	bool		any = false;
	bool		found;

	/* what a flush runs may add and drop writers: begin again after each */
	do
	{
		dlist_iter	iter;

		found = false;
		dlist_foreach(iter, &writers)
		{
			AxWriter   *writer = dlist_container(AxWriter, node, iter.cur);

			if (is_pending(writer) && matches(writer, arg))
			{
				ax_writer_flush(writer);
				any = found = true;
				break;
			}
		}
	} while (found);
	return any;
}

/*
 * Says whether a query may read the array of a writer: it names the array or
 * its chunk table, or calls a function that is not built in and so may lead
 * to a query that does.
 */
static bool
may_read(const PlannedStmt *query, const AxArray *array)
{
	ListCell   *lc;

	if (list_member_oid(query->relationOids, array->relid) ||
		list_member_oid(query->relationOids, array->chunk_relid))
		return true;
	foreach(lc, query->invalItems)
		if (lfirst_node(PlanInvalItem, lc)->cacheId == PROCOID)
			return true;
	return false;
}

static bool
read_by_query(const AxWriter *writer, const void *arg)
{
	const QueryDesc *query = arg;

	return writer->command < query->snapshot->curcid &&
		may_read(query->plannedstmt, writer->array);
}

static void
before_start(QueryDesc *query, int eflags)
{
	if (!dlist_is_empty(&writers) && flushing == InvalidSubTransactionId &&
		query->snapshot != InvalidSnapshot && (eflags & EXEC_FLAG_EXPLAIN_ONLY) == 0)
	{
		CommandId	before = GetCurrentCommandId(false);

		if (flush_matching(read_by_query, query) && query->snapshot->curcid == before)
			query->snapshot->curcid = GetCurrentCommandId(false);
	}
	if (next_start != NULL)
		next_start(query, eflags);
	else
		standard_ExecutorStart(query, eflags);
}

typedef struct Reader
{
	const AxArray *array;
	Snapshot	snapshot;
} Reader;

static bool
read_by_function(const AxWriter *writer, const void *arg)
{
	const Reader *reader = arg;

	return writer->array->relid == reader->array->relid &&
		writer->command < reader->snapshot->curcid;
}

void
ax_writer_sync(const AxArray *array, Snapshot snapshot)
{
	CommandId	before = GetCurrentCommandId(false);
	Reader		reader = {array, snapshot};

	if (flushing == InvalidSubTransactionId &&
		flush_matching(read_by_function, &reader) && snapshot->curcid == before)
		snapshot->curcid = GetCurrentCommandId(false);
}

static bool
of_query(const AxWriter *writer, const void *estate)
{
	return writer->estate == estate;
}

/*
 * Runs the data-modifying parts of a WITH that nobody has read to the end, as
 * standard_ExecutorFinish is about to do: it then finds them done and goes on
 * to the AFTER triggers, which must find the cells of these parts too.
 */
static void
run_auxiliary(EState *estate)
{
	MemoryContext old = MemoryContextSwitchTo(estate->es_query_cxt);
	ListCell   *lc;

	estate->es_direction = ForwardScanDirection;
	foreach(lc, estate->es_auxmodifytables)
	{
		PlanState  *state = lfirst(lc);
		TupleTableSlot *slot;

		do
		{
			ResetPerTupleExprContext(estate);
			slot = ExecProcNode(state);
		} while (!TupIsNull(slot));
	}
	MemoryContextSwitchTo(old);
}

static void
before_finish(QueryDesc *query)
{
	dlist_iter	iter;
	bool		any = false;

	dlist_foreach(iter, &writers)
		any |= dlist_container(AxWriter, node, iter.cur)->estate == query->estate;
	if (any)
	{
		run_auxiliary(query->estate);
		(void) flush_matching(of_query, query->estate);
	}
	if (next_finish != NULL)
		next_finish(query);
	else
		standard_ExecutorFinish(query);
}

static void
at_transaction(XactEvent event, void *arg)
{
	dlist_mutable_iter iter;

	dlist_foreach_modify(iter, &writers)
	{
		AxWriter   *writer = dlist_container(AxWriter, node, iter.cur);

		switch (event)
		{
			case XACT_EVENT_PRE_COMMIT:
			case XACT_EVENT_PRE_PREPARE:
				if (is_pending(writer))
					elog(ERROR, "cells of stored array %u were left unwritten",
						 writer->array->relid);
				break;
			case XACT_EVENT_PARALLEL_PRE_COMMIT:
				break;
			default:
				unlist(writer);
				break;
		}
	}
	if (event == XACT_EVENT_ABORT)
		flushing = InvalidSubTransactionId;
}

static void
at_subtransaction(SubXactEvent event, SubTransactionId my, SubTransactionId parent, void *arg)
{
	dlist_mutable_iter iter;

	if (event != SUBXACT_EVENT_COMMIT_SUB && event != SUBXACT_EVENT_ABORT_SUB)
		return;
	dlist_foreach_modify(iter, &writers)
	{
		AxWriter   *writer = dlist_container(AxWriter, node, iter.cur);

		if (event == SUBXACT_EVENT_ABORT_SUB)
		{
			if (writer->subid == my)
				unlist(writer);
			else if (writer->flushed == my)
				writer->flushed = InvalidSubTransactionId;
			continue;
		}
		if (writer->subid == my)
			writer->subid = parent;
		if (writer->flushed == my)
			writer->flushed = parent;
		if (writer->flushed == writer->subid)
		{
			ax_gather_reset(writer->gather);
			writer->flushed = InvalidSubTransactionId;
		}
	}
	/* numbers of subtransactions rise, so this one began the flush or a child */
	if (event == SUBXACT_EVENT_ABORT_SUB && flushing >= my)
		flushing = InvalidSubTransactionId;
}

void
ax_pending_init(void)
{
	next_start = ExecutorStart_hook;
	ExecutorStart_hook = before_start;
	next_finish = ExecutorFinish_hook;
	ExecutorFinish_hook = before_finish;
	RegisterXactCallback(at_transaction, NULL);
	RegisterSubXactCallback(at_subtransaction, NULL);
}
