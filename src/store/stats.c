/* array_stats: what the chunks of an array hold, read from their heads. */
#include "postgres.h"

#include "access/heapam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "format/named.h"
#include "codec/codec.h"
#include "pg/value.h"
#include "store/array.h"

PG_FUNCTION_INFO_V1(array_stats);

typedef struct AttributeStats
{
	uint64		chunks;			/* rows of the chunk table */
	uint64		present;		/* cells that are not empty */
	uint64		nulls;			/* of them NULL */
	uint64		tiles;
	uint64		bytes;			/* of the values, as stored */
	uint64		raw_bytes;		/* of the present cells, uncompressed */
	uint64		codecs[AX_CODEC_END];	/* tiles of each codec */
} AttributeStats;

enum
{
	COL_ATTRIBUTE, COL_CHUNKS, COL_CELLS, COL_NULLS, COL_TILES, COL_BYTES,
	COL_RAW_BYTES, COL_CODECS, COLUMNS
};

/* Bytes of the values of the open ndarray, whose lengths vary, with their length words. */
static uint64
values_bytes(AxReader *reader)
{
	MemoryContext heap = AllocSetContextCreate(CurrentMemoryContext, "array_ext values",
											   ALLOCSET_DEFAULT_SIZES);
	uint32		cells = reader->head.tile_cells;
	void	  **slots = MemoryContextAlloc(heap, cells * sizeof(void *));
	uint64_t   *valid = MemoryContextAlloc(heap, AX_MASK_BYTES(cells));
	MemoryContext tile = AllocSetContextCreate(heap, "array_ext tile", ALLOCSET_DEFAULT_SIZES);
	uint64		sum = 0;

	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		ax_pg_heap(reader, tile);
		ax_pg_tile(reader, t, slots, NULL, valid);
		for (uint32 i = 0; i < Min(cells, reader->head.cells - (uint64) t * cells); i++)
			if (ax_mask_get(valid, i))
				sum += VARSIZE(slots[i]);
		MemoryContextReset(tile);
	}
	ax_pg_heap(reader, reader->context);
	MemoryContextDelete(heap);
	return sum;
}

static void
add_value(AttributeStats *stats, AxReader *reader, Datum value)
{
	AxSummary	summary;

	ax_pg_open(reader, value);
	ax_pg_summary(reader, &summary);
	stats->chunks++;
	stats->present += summary.present;
	stats->nulls += summary.nulls;
	stats->tiles += reader->head.tiles;
	stats->bytes += reader->head.total_bytes;
	stats->raw_bytes += ax_kind_is_variable(reader->head.kind) ? values_bytes(reader) :
		summary.present * ax_kind_info(reader->head.kind)->width;
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		AxTileEntry entry;

		ax_pg_entry(reader, t, &entry);
		if (entry.codec < AX_CODEC_END)
			stats->codecs[entry.codec]++;
	}
}

static void
scan_chunks(const AxArray *array, AttributeStats *stats)
{
	Relation	rel = table_open(array->chunk_relid, AccessShareLock);
	TupleTableSlot *slot = table_slot_create(rel, NULL);
	TableScanDesc scan = table_beginscan(rel, GetActiveSnapshot(), 0, NULL);
	AxReader   *reader = ax_pg_reader(CurrentMemoryContext);

	while (table_scan_getnextslot(scan, ForwardScanDirection, slot))
		for (int a = 0; a < array->natts; a++)
		{
			bool		isnull;
			Datum		value = slot_getattr(slot, array->atts[a].chunk_attno, &isnull);

			CHECK_FOR_INTERRUPTS();
			if (!isnull)
				add_value(&stats[a], reader, value);
		}
	ax_pg_close(reader);
	table_endscan(scan);
	ExecDropSingleTupleTableSlot(slot);
	table_close(rel, NoLock);
}

/* Tiles by codec, as a JSON object. */
static Datum
codecs_json(const AttributeStats *stats)
{
	StringInfoData out;

	initStringInfo(&out);
	for (int c = 0; c < AX_CODEC_END; c++)
		if (stats->codecs[c] > 0)
			appendStringInfo(&out, "%s\"%s\": " UINT64_FORMAT, out.len == 0 ? "{" : ", ",
							 ax_codec(c)->name, stats->codecs[c]);
	appendStringInfoString(&out, out.len == 0 ? "{}" : "}");
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

/* array_stats(source regclass) returns table (...) */
Datum
array_stats(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	AxArray    *array = ax_store_array(PG_GETARG_OID(0));
	AttributeStats *stats = palloc0(array->natts * sizeof(AttributeStats));

	ax_store_check_array(array, ACL_SELECT);
	ax_store_check_chunks(array, ACL_SELECT);
	InitMaterializedSRF(fcinfo, 0);
	scan_chunks(array, stats);
	for (int a = 0; a < array->natts; a++)
	{
		Datum		values[COLUMNS];
		bool		nulls[COLUMNS] = {false};

		values[COL_ATTRIBUTE] = NameGetDatum(&array->atts[a].name);
		values[COL_CHUNKS] = Int64GetDatum((int64) stats[a].chunks);
		values[COL_CELLS] = Int64GetDatum((int64) stats[a].present);
		values[COL_NULLS] = Int64GetDatum((int64) stats[a].nulls);
		values[COL_TILES] = Int64GetDatum((int64) stats[a].tiles);
		values[COL_BYTES] = Int64GetDatum((int64) stats[a].bytes);
		values[COL_RAW_BYTES] = Int64GetDatum((int64) stats[a].raw_bytes);
		values[COL_CODECS] = codecs_json(&stats[a]);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
