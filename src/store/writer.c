/* The gathering writer: checks cells and keeps them until they are flushed. */
#include "postgres.h"

#include "access/xact.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "pg/value.h"
#include "store/chunks.h"
#include "store/merge.h"
#include "store/pending.h"
#include "store/walk.h"

int			ax_writer_on_conflict = AX_CONFLICT_ERROR;

static const struct config_enum_entry conflict_options[] = {
	{"error", AX_CONFLICT_ERROR, false},
	{"ignore", AX_CONFLICT_IGNORE, false},
	{"overwrite", AX_CONFLICT_OVERWRITE, false},
	{NULL, 0, false}
};

static AxWriter *
begin(const AxArray *array, bool changes)
{
	AxWriter   *writer;
	MemoryContext old;

	ax_store_check_chunks(array, ACL_SELECT | ACL_INSERT | ACL_UPDATE | (changes ? ACL_DELETE : 0));
	writer = ax_pending_add(array);
	old = MemoryContextSwitchTo(writer->context);
	writer->gather = ax_gather_begin(array, changes);
	MemoryContextSwitchTo(old);
	return writer;
}

AxWriter *
ax_writer_begin(const AxArray *array, AxConflict conflict)
{
	AxWriter   *writer = begin(array, false);

	writer->conflict = conflict;
	if (conflict == AX_CONFLICT_IGNORE)
	{
		MemoryContext old = MemoryContextSwitchTo(writer->context);

		writer->seen = ax_cellset_make(array->ndim);
		MemoryContextSwitchTo(old);
	}
	return writer;
}

AxWriter *
ax_writer_begin_changes(const AxArray *array)
{
	AxWriter   *writer = begin(array, true);
	MemoryContext old = MemoryContextSwitchTo(writer->context);

	writer->conflict = AX_CONFLICT_ERROR;
	writer->seen = ax_cellset_make(array->ndim);
	MemoryContextSwitchTo(old);
	return writer;
}

void
ax_writer_restrict(AxWriter *writer, const bool *written)
{
	const AxArray *array = writer->array;
	MemoryContext old = MemoryContextSwitchTo(writer->context);

	writer->written = palloc(sizeof(bool) * array->natts);
	memcpy(writer->written, written, sizeof(bool) * array->natts);
	/* whether an attribute may be missing depends on whether the cell is new */
	for (int a = 0; a < array->natts; a++)
		if (!writer->gather->with_ops && !written[a] && array->atts[a].not_null &&
			writer->stored == NULL)
			writer->stored = ax_cellset_make(array->ndim);
	MemoryContextSwitchTo(old);
}

static void
out_of_bounds(const AxArray *array, int dim, int64 value)
{
	int64		lower = array->grid.bounds.lower[dim];
	int64		upper = array->grid.bounds.upper[dim];

	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("coordinate " INT64_FORMAT " is out of bounds of dimension \"%s\"",
					value, NameStr(array->dims[dim].name)),
			 errdetail("Dimension \"%s\" of stored array \"%s\" goes from %s to %s.",
					   NameStr(array->dims[dim].name), get_rel_name(array->relid),
					   lower == -AX_COORD_MAX ? "*" : psprintf(INT64_FORMAT, lower),
					   upper == AX_COORD_MAX ? "*" : psprintf(INT64_FORMAT, upper))));
}

void
ax_writer_null(const AxArray *array, AttrNumber attno)
{
	ereport(ERROR,
			(errcode(ERRCODE_NOT_NULL_VIOLATION),
			 errmsg("null value in column \"%s\" of relation \"%s\" violates not-null constraint",
					get_attname(array->relid, attno, false), get_rel_name(array->relid))));
	pg_unreachable();
}

static inline void
check_bounds(const AxArray *array, const int64 *coords)
{
	for (int d = 0; d < array->ndim; d++)
		if (unlikely(coords[d] < array->grid.bounds.lower[d] ||
					 coords[d] > array->grid.bounds.upper[d]))
			out_of_bounds(array, d, coords[d]);
}

static inline void
check_nulls(const AxArray *array, const bool *nulls)
{
	for (int a = 0; a < array->natts; a++)
		if (unlikely(nulls[a] && array->atts[a].not_null))
			ax_writer_null(array, array->atts[a].attno);
}

/*
 * Puts the stored cells of the current chunk into a set.  The chunk is taken
 * in hand first, so that what is decided by the set stays true.
 */
static void
see_stored(AxWriter *writer, AxCellSet *set)
{
	AxGather   *gather = writer->gather;
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext, "stored cells",
												 ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	AxReader   *reader = ax_pg_reader(memory);
	Snapshot	snapshot;
	AxChunkScan *scan;
	TupleTableSlot *slot;
	int64		corner[AX_MAX_DIMS];

	ax_pending_claim(writer);
	snapshot = RegisterSnapshot(GetLatestSnapshot());
	scan = ax_chunks_begin(writer->array, snapshot, &gather->box);
	while ((slot = ax_chunks_next(scan, corner)) != NULL)
	{
		bool		isnull;
		Datum		value = slot_getattr(slot, writer->array->atts[0].chunk_attno, &isnull);
		AxWalk		walk;

		if (isnull)
			continue;
		ax_pg_open(reader, value);
		ax_walk_begin(&walk, reader, false);
		while (ax_walk_next(&walk))
			(void) ax_cellset_add(set, gather->chunk->corner,
								  (uint32) ax_shape_ordinal(&gather->box, walk.coords));
	}
	ax_pg_close(reader);
	ax_chunks_end(scan);
	UnregisterSnapshot(snapshot);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
}

/*
 * Writes early when the chunks alone need more than work_mem.  Not once cells
 * have moved: the one that stands where they go may be about to leave.
 */
static inline void
make_room(AxWriter *writer)
{
	if (unlikely(ax_gather_crowded(writer->gather)) && !writer->moves && !IsInParallelMode())
		ax_writer_flush(writer);
}

/*
 * Says whether a cell is to be taken, which depends on the cells that exist.
 * Raises 23502 for an attribute that must be given because the cell is new.
 */
static bool
admit(AxWriter *writer, uint32 number, const bool *nulls)
{
	const int64 *corner = writer->gather->chunk->corner;

	if (writer->stored != NULL)
	{
		if (!ax_cellset_know(writer->stored, corner))
			see_stored(writer, writer->stored);
		for (int a = 0; a < writer->array->natts; a++)
			if (nulls[a] && writer->array->atts[a].not_null &&
				(writer->written[a] || !ax_cellset_has(writer->stored, corner, number)))
				ax_writer_null(writer->array, writer->array->atts[a].attno);
	}
	if (writer->seen != NULL)
	{
		if (!ax_cellset_know(writer->seen, corner))
			see_stored(writer, writer->seen);
		return ax_cellset_add(writer->seen, corner, number);
	}
	return true;
}

bool
ax_writer_insert(AxWriter *writer, const int64 *coords, const Datum *values, const bool *nulls)
{
	AxGather   *gather = writer->gather;
	uint32		number;

	Assert(writer->flushed == InvalidSubTransactionId);
	if (writer->stored == NULL)
		check_nulls(writer->array, nulls);
	make_room(writer);
	/* what lies in the current chunk lies within the bounds */
	if (unlikely(!ax_gather_find(gather, coords, &number)))
	{
		check_bounds(writer->array, coords);
		number = ax_gather_number(gather, coords);
	}
	if (unlikely(writer->stored != NULL || writer->seen != NULL) && !admit(writer, number, nulls))
		return false;
	ax_gather_put(gather, number, AX_CELL_ENTERED, values, nulls);
	return true;
}

bool
ax_writer_update(AxWriter *writer, const int64 *old_coords, const int64 *coords,
				 const Datum *values, const bool *nulls)
{
	AxGather   *gather = writer->gather;
	bool		stays = memcmp(old_coords, coords, sizeof(int64) * writer->array->ndim) == 0;
	uint32		number;

	Assert(writer->flushed == InvalidSubTransactionId);
	check_bounds(writer->array, coords);
	check_nulls(writer->array, nulls);
	make_room(writer);
	number = ax_gather_number(gather, old_coords);
	if (!ax_cellset_add(writer->seen, gather->chunk->corner, number))
		return false;
	if (stays)
	{
		ax_gather_put(gather, number, AX_CELL_LEFT | AX_CELL_ENTERED, values, nulls);
		return true;
	}
	writer->moves = true;
	ax_gather_put(gather, number, AX_CELL_LEFT, NULL, NULL);
	number = ax_gather_number(gather, coords);
	ax_gather_put(gather, number, AX_CELL_ENTERED, values, nulls);
	return true;
}

bool
ax_writer_delete(AxWriter *writer, const int64 *coords)
{
	AxGather   *gather = writer->gather;
	uint32		number;

	Assert(writer->flushed == InvalidSubTransactionId);
	make_room(writer);
	number = ax_gather_number(gather, coords);
	if (!ax_cellset_add(writer->seen, gather->chunk->corner, number))
		return false;
	ax_gather_put(gather, number, AX_CELL_LEFT, NULL, NULL);
	return true;
}

void
ax_writer_end(AxWriter *writer)
{
	ax_writer_flush(writer);
	ax_pending_drop(writer);
}

void
ax_writer_init(void)
{
	DefineCustomEnumVariable("array_ext.on_conflict",
							 "What INSERT and COPY do with a cell that exists already.",
							 "error refuses it, ignore keeps the old cell, overwrite replaces it.",
							 &ax_writer_on_conflict, AX_CONFLICT_ERROR, conflict_options,
							 PGC_USERSET, 0, NULL, NULL, NULL);
	ax_pending_init();
}
