/* Cells of a stored array as stretches of decoded tiles. */
#include "postgres.h"

#include "utils/lsyscache.h"

#include "scan/tiles.h"

AxTiles *
ax_tiles_make(const AxArray *array, Snapshot snapshot, const bool *wanted,
			  const AxChunkLock *lock)
{
	AxTiles    *tiles = palloc0(sizeof(AxTiles));

	tiles->array = array;
	tiles->context = CurrentMemoryContext;
	tiles->snapshot = snapshot;
	if (lock != NULL)
	{
		tiles->locks = true;
		tiles->lock = *lock;
	}
	tiles->columns = palloc0(sizeof(AxTileColumn) * array->natts);
	for (int i = 0; i < array->natts; i++)
		if (wanted[i])
		{
			tiles->columns[tiles->ncolumns].attribute = &array->atts[i];
			tiles->columns[tiles->ncolumns++].wanted = true;
		}
	/* any attribute says which cells are present */
	if (tiles->ncolumns == 0)
		tiles->columns[tiles->ncolumns++].attribute = &array->atts[0];
	for (int i = 0; i < tiles->ncolumns; i++)
	{
		tiles->columns[i].reader = ax_pg_reader(CurrentMemoryContext);
		tiles->columns[i].width = ax_kind_info(tiles->columns[i].attribute->kind)->width;
	}
	return tiles;
}

void
ax_tiles_start(AxTiles *tiles, const AxBox *box)
{
	MemoryContext old = MemoryContextSwitchTo(tiles->context);

	tiles->starts++;
	tiles->in_chunk = false;
	tiles->run_at = tiles->run_to = 0;
	tiles->running = box != NULL;
	if (box != NULL)
	{
		tiles->box = *box;
		if (tiles->chunks != NULL)
			ax_chunks_rescan(tiles->chunks, box);
		else
			tiles->chunks = ax_chunks_begin_lock(tiles->array, tiles->snapshot, box,
												 tiles->locks ? &tiles->lock : NULL);
	}
	MemoryContextSwitchTo(old);
}

static void
damaged(const AxTiles *tiles, const int64 *coords, const AxTileColumn *column, const char *what)
{
	int64		corner[AX_MAX_DIMS];
	AxBox		at;
	char		text[2048];

	ax_grid_corner(&tiles->array->grid, coords, corner);
	ax_grid_chunk(&tiles->array->grid, corner, &at);
	ax_shape_print(&at, text, sizeof(text));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("chunk %s of stored array \"%s\" is damaged", text,
					get_rel_name(tiles->array->relid)),
			 errdetail("Attribute \"%s\" %s.", NameStr(column->attribute->name), what)));
}

/* Fetches what the wanted columns need of the open chunk, one slice each. */
static void
prefetch(AxTiles *tiles)
{
	uint64		first = ax_shape_ordinal(tiles->chunk, tiles->inner.lower);
	uint64		last = ax_shape_ordinal(tiles->chunk, tiles->inner.upper);

	for (int i = 0; i < tiles->ncolumns; i++)
	{
		AxTileColumn *column = &tiles->columns[i];
		uint32		tile_cells = column->reader->head.tile_cells;

		if (column->wanted)
			ax_pg_prefetch(column->reader, (uint32) (first / tile_cells),
						   (uint32) (last / tile_cells));
	}
}

/* Opens the columns on a chunk row; false when none of its cells is wanted. */
static bool
open_chunk(AxTiles *tiles, TupleTableSlot *slot, const int64 *corner)
{
	AxBox		bounds;

	ax_grid_chunk(&tiles->array->grid, corner, &bounds);
	tiles->uneven = false;
	for (int i = 0; i < tiles->ncolumns; i++)
	{
		AxTileColumn *column = &tiles->columns[i];
		AxHead	   *head = &column->reader->head;
		bool		isnull;
		Datum		value = slot_getattr(slot, column->attribute->chunk_attno, &isnull);

		if (isnull)
			damaged(tiles, corner, column, "has no value");
		ax_pg_open(column->reader, value);
		if (head->kind != column->attribute->kind)
			damaged(tiles, corner, column, "has another element type");
		if (!ax_shape_contains(&bounds, &head->box))
			damaged(tiles, corner, column, "has cells outside the chunk");
		if (i > 0 && !ax_shape_equal(tiles->chunk, &head->box))
			damaged(tiles, corner, column, "has other bounds than another one");
		if (i == 0)
			tiles->chunk = &head->box;
		else if (head->tile_cells != tiles->columns[0].reader->head.tile_cells)
			tiles->uneven = true;
		column->from = column->to = 0;
	}
	return ax_shape_intersect(tiles->chunk, &tiles->box, &tiles->inner);
}

static bool
next_chunk(AxTiles *tiles)
{
	int64		corner[AX_MAX_DIMS];
	TupleTableSlot *slot;

	while (tiles->running)
	{
		slot = ax_chunks_next(tiles->chunks, corner);
		if (slot == NULL)
		{
			tiles->running = false;
			break;
		}
		tiles->chunks_read++;
		if (open_chunk(tiles, slot, corner))
		{
			prefetch(tiles);
			ax_runs_begin(&tiles->runs, tiles->chunk, &tiles->inner);
			tiles->in_chunk = true;
			return true;
		}
	}
	return false;
}

/* Makes room for a tile of the column. */
static void
make_room(AxTiles *tiles, AxTileColumn *column, uint32 cells)
{
	Size		values_size = (Size) cells * column->width;
	Size		mask_size = AX_MASK_BYTES(cells);

	if (column->wanted && values_size > column->values_size)
	{
		if (column->values != NULL)
			pfree(column->values);
		column->values = MemoryContextAlloc(tiles->context, values_size);
		column->values_size = values_size;
	}
	if (mask_size > column->mask_size)
	{
		if (column->present != NULL)
			pfree(column->present);
		if (column->valid != NULL)
			pfree(column->valid);
		column->present = MemoryContextAlloc(tiles->context, mask_size);
		column->valid = MemoryContextAlloc(tiles->context, mask_size);
		column->mask_size = mask_size;
	}
}

static void
load_tile(AxTiles *tiles, AxTileColumn *column, uint64 cell)
{
	uint32		tile_cells = column->reader->head.tile_cells;
	uint32		t = (uint32) (cell / tile_cells);
	AxTileEntry entry;

	ax_pg_entry(column->reader, t, &entry);
	column->from = (uint64) t * tile_cells;
	column->to = column->from + entry.cells;
	column->npresent = entry.summary.present;
	column->all_present = entry.summary.present == entry.cells;
	column->all_valid = column->all_present && entry.summary.nulls == 0;
	/* without values there may be nothing to read at all */
	if (column->npresent == 0 || (!column->wanted && column->all_present))
		return;
	make_room(tiles, column, entry.cells);
	ax_pg_tile(column->reader, t, column->wanted ? column->values : NULL,
			   column->present, column->valid);
}

static void
differ(const AxTiles *tiles, const AxTileColumn *column)
{
	damaged(tiles, tiles->inner.lower, column, "has other cells present than another one");
}

/* Checks that the cells of the stretch are the same for all columns. */
static void
check_stretch(const AxTiles *tiles)
{
	const AxTileColumn *lead = &tiles->columns[0];

	for (int i = 1; i < tiles->ncolumns; i++)
	{
		const AxTileColumn *column = &tiles->columns[i];

		for (uint64 cell = tiles->from; cell < tiles->to; cell++)
			if ((lead->npresent > 0 && ax_tiles_present(lead, cell)) !=
				(column->npresent > 0 && ax_tiles_present(column, cell)))
				differ(tiles, column);
	}
}

/* Cuts a stretch from the run, as long as the tiles of all columns reach. */
static void
cut_stretch(AxTiles *tiles)
{
	AxTileColumn *lead = &tiles->columns[0];
	bool		loaded = false;

	tiles->from = tiles->run_at;
	tiles->to = tiles->run_to;
	for (int i = 0; i < tiles->ncolumns; i++)
	{
		AxTileColumn *column = &tiles->columns[i];

		if (tiles->from < column->from || tiles->from >= column->to)
		{
			load_tile(tiles, column, tiles->from);
			loaded = true;
		}
		if (column->to < tiles->to)
			tiles->to = column->to;
	}
	tiles->run_at = tiles->to;
	if (tiles->uneven)
		check_stretch(tiles);
	else if (loaded)
		for (int i = 1; i < tiles->ncolumns; i++)
		{
			AxTileColumn *column = &tiles->columns[i];

			if (column->npresent != lead->npresent ||
				(lead->npresent > 0 && !lead->all_present &&
				 memcmp(lead->present, column->present,
						AX_MASK_BYTES(lead->to - lead->from)) != 0))
				differ(tiles, column);
		}
}

bool
ax_tiles_next(AxTiles *tiles)
{
	MemoryContext old = MemoryContextSwitchTo(tiles->context);
	bool		found = false;

	for (;;)
	{
		if (tiles->run_at < tiles->run_to)
		{
			cut_stretch(tiles);
			if (tiles->columns[0].npresent > 0)
			{
				found = true;
				break;
			}
		}
		else if (tiles->in_chunk && ax_runs_next(&tiles->runs))
		{
			tiles->run_at = tiles->runs.start;
			tiles->run_to = tiles->runs.start + tiles->runs.length;
		}
		else
		{
			tiles->in_chunk = false;
			if (!next_chunk(tiles))
				break;
		}
	}
	MemoryContextSwitchTo(old);
	return found;
}

void
ax_tiles_drain(AxTiles *tiles)
{
	if (tiles->running)
		ax_chunks_drain(tiles->chunks);
	tiles->running = false;
	tiles->in_chunk = false;
	tiles->run_at = tiles->run_to = 0;
}

uint64
ax_tiles_met(const AxTiles *tiles)
{
	return tiles->chunks != NULL ? ax_chunks_met(tiles->chunks) : 0;
}

uint64
ax_tiles_decoded(const AxTiles *tiles)
{
	uint64		sum = 0;

	for (int i = 0; i < tiles->ncolumns; i++)
		sum += tiles->columns[i].reader->tiles_decoded;
	return sum;
}

uint64
ax_tiles_bytes(const AxTiles *tiles)
{
	uint64		sum = 0;

	for (int i = 0; i < tiles->ncolumns; i++)
		sum += tiles->columns[i].reader->bytes_fetched;
	return sum;
}

void
ax_tiles_end(AxTiles *tiles)
{
	for (int i = 0; i < tiles->ncolumns; i++)
		ax_pg_close(tiles->columns[i].reader);
	if (tiles->chunks != NULL)
		ax_chunks_end(tiles->chunks);
	tiles->chunks = NULL;
	tiles->running = false;
}
