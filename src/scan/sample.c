/*
 * ANALYZE: a sample of the cells of a stored array.
 *
 * A first pass counts the cells from the heads of the chunks' values; then
 * numbers are drawn, sorted, and a second pass picks these cells.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/table.h"
#include "commands/vacuum.h"
#include "common/pg_prng.h"
#include "miscadmin.h"
#include "storage/bufmgr.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "scan/cells.h"
#include "scan/sample.h"

BlockNumber
ax_sample_pages(Relation relation)
{
	AxArray    *array = ax_store_array(RelationGetRelid(relation));
	Relation	chunks;
	BlockNumber pages;

	ax_store_check_chunks(array, ACL_SELECT);
	chunks = table_open(array->chunk_relid, AccessShareLock);
	pages = RelationGetNumberOfBlocks(chunks);
	if (OidIsValid(chunks->rd_rel->reltoastrelid))
	{
		Relation	toast = table_open(chunks->rd_rel->reltoastrelid, AccessShareLock);

		pages += RelationGetNumberOfBlocks(toast);
		table_close(toast, AccessShareLock);
	}
	table_close(chunks, NoLock);
	return pages;
}

static uint64
count_cells(const AxArray *array, Snapshot snapshot)
{
	AxChunkScan *scan = ax_chunks_begin(array, snapshot, NULL);
	AxReader   *reader = ax_pg_reader(CurrentMemoryContext);
	int64		corner[AX_MAX_DIMS];
	TupleTableSlot *slot;
	uint64		cells = 0;

	while ((slot = ax_chunks_next(scan, corner)) != NULL)
	{
		bool		isnull;
		Datum		value = slot_getattr(slot, array->atts[0].chunk_attno, &isnull);
		AxSummary	summary;

		vacuum_delay_point();
		if (isnull)
			continue;
		ax_pg_open(reader, value);
		ax_pg_summary(reader, &summary);
		cells += summary.present;
	}
	ax_pg_close(reader);
	ax_chunks_end(scan);
	return cells;
}

static int
by_number(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return x < y ? -1 : x > y;
}

/* Draws different numbers below total, in order; how many there are. */
static int
draw(uint64 total, int wanted, uint64 *picks)
{
	int			n = 0;

	if (total <= (uint64) wanted)
	{
		for (; (uint64) n < total; n++)
			picks[n] = n;
		return n;
	}
	for (int i = 0; i < wanted; i++)
		picks[i] = pg_prng_uint64_range(&pg_global_prng_state, 0, total - 1);
	qsort(picks, wanted, sizeof(uint64), by_number);
	/* the few drawn twice are left out, rather than drawn again */
	for (int i = 0; i < wanted; i++)
		if (n == 0 || picks[i] != picks[n - 1])
			picks[n++] = picks[i];
	return n;
}

int
ax_sample_rows(Relation relation, int elevel, HeapTuple *rows, int wanted,
			   double *total, double *dead)
{
	TupleDesc	desc = RelationGetDescr(relation);
	AxArray    *array = ax_store_array(RelationGetRelid(relation));
	Snapshot	snapshot = GetActiveSnapshot();
	Datum	   *values = palloc0(sizeof(Datum) * desc->natts);
	bool	   *nulls = palloc(sizeof(bool) * desc->natts);
	uint64	   *picks = palloc(sizeof(uint64) * Max(wanted, 1));
	Bitmapset  *columns = NULL;
	uint64		cells;
	uint64		at = 0;
	int			npicks;
	int			n = 0;
	AxCells    *scan;

	ax_store_check_chunks(array, ACL_SELECT);
	memset(nulls, true, sizeof(bool) * desc->natts);
	for (int i = 0; i < desc->natts; i++)
		if (!TupleDescAttr(desc, i)->attisdropped)
			columns = bms_add_member(columns, i + 1);
	cells = count_cells(array, snapshot);
	npicks = draw(cells, wanted, picks);
	scan = ax_cells_make(array, snapshot, columns, NULL, NULL, values, nulls);
	ax_cells_start(scan, &array->grid.bounds);
	for (n = 0; n < npicks; n++)
	{
		vacuum_delay_point();
		if (ax_cells_skip(scan, picks[n] - at) > 0 || !ax_cells_next(scan))
			break;
		at = picks[n] + 1;
		rows[n] = heap_form_tuple(desc, values, nulls);
	}
	ax_cells_end(scan);
	*total = (double) cells;
	*dead = 0;
	ereport(elevel,
			(errmsg("\"%s\": stored array contains %.0f cells; %d cells in sample",
					RelationGetRelationName(relation), (double) cells, n)));
	return n;
}
