/* Cells of a stored array as blocks, tile by tile. */
#include "postgres.h"

#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "format/named.h"
#include "kernel/place.h"
#include "scan/blocks.h"
#include "store/summary.h"

/*
 * Bytes fetched at once, unless a tile has more: they are still in the L2
 * cache when they are decoded.
 */
#define FETCH_BYTES (256 * 1024)

AxBlocks *
ax_blocks_make(const AxArray *array, Snapshot snapshot, const bool *wanted, int lead,
			   const AxChunkLock *lock)
{
	AxBlocks   *blocks = palloc0(sizeof(AxBlocks));

	blocks->array = array;
	blocks->context = CurrentMemoryContext;
	blocks->snapshot = snapshot;
	if (lock != NULL)
	{
		blocks->locks = true;
		blocks->lock = *lock;
	}
	for (int a = 0; a < array->natts && lead < 0; a++)
		if (wanted[a])
			lead = a;
	/* any attribute says which cells are present */
	blocks->lead = Max(lead, 0);
	blocks->vectors = palloc0(sizeof(AxVector) * array->natts);
	blocks->columns = palloc0(sizeof(AxBlockColumn) * array->natts);
	for (int a = 0; a < array->natts; a++)
	{
		AxBlockColumn *column = &blocks->columns[a];

		column->attribute = &array->atts[a];
		column->width = ax_kind_info(array->atts[a].kind)->width;
		column->values.context = blocks->context;
		column->present.context = blocks->context;
		column->valid.context = blocks->context;
		column->wanted = wanted[a];
		if (wanted[a] || a == blocks->lead)
			column->reader = ax_pg_reader(blocks->context);
		if (column->reader != NULL && ax_kind_is_variable(array->atts[a].kind))
		{
			if (blocks->heap == NULL)
				blocks->heap = AllocSetContextCreate(blocks->context, "array_ext values",
													 ALLOCSET_DEFAULT_SIZES);
			ax_pg_heap(column->reader, blocks->heap);
		}
	}
	blocks->selected.context = blocks->context;
	blocks->skipped_buffer.context = blocks->context;
	blocks->block.columns = blocks->vectors;
	return blocks;
}

void
ax_blocks_start(AxBlocks *blocks, const AxBox *box)
{
	MemoryContext old = MemoryContextSwitchTo(blocks->context);

	blocks->starts++;
	blocks->slot = NULL;
	blocks->opened = false;
	blocks->running = box != NULL;
	if (box != NULL)
	{
		blocks->box = *box;
		if (blocks->chunks != NULL)
			ax_chunks_rescan(blocks->chunks, box);
		else
			blocks->chunks = ax_chunks_begin_lock(blocks->array, blocks->snapshot, box,
												  blocks->locks ? &blocks->lock : NULL);
		ax_chunks_share(blocks->chunks, blocks->counter);
	}
	MemoryContextSwitchTo(old);
}

static void
damaged(const AxBlocks *blocks, const AxBlockColumn *column, const char *what)
{
	char		text[2048];

	ax_shape_print(&blocks->bounds, text, sizeof(text));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("chunk %s of stored array \"%s\" is damaged", text,
					get_rel_name(blocks->array->relid)),
			 errdetail("Attribute \"%s\" %s.", NameStr(column->attribute->name), what)));
}

bool
ax_blocks_next_chunk(AxBlocks *blocks)
{
	MemoryContext old;
	int64		corner[AX_MAX_DIMS];

	blocks->opened = false;
	blocks->slot = NULL;
	if (!blocks->running)
		return false;
	old = MemoryContextSwitchTo(blocks->context);
	blocks->slot = ax_chunks_next(blocks->chunks, corner);
	MemoryContextSwitchTo(old);
	if (blocks->slot == NULL)
	{
		blocks->running = false;
		return false;
	}
	ax_grid_chunk(&blocks->array->grid, corner, &blocks->bounds);
	blocks->inside = ax_shape_contains(&blocks->box, &blocks->bounds);
	/* readers are opened anew; rows of the chunk before are not asked for any more */
	if (blocks->heap != NULL)
		MemoryContextReset(blocks->heap);
	for (int a = 0; a < blocks->array->natts; a++)
		blocks->columns[a].open = false;
	return true;
}

void
ax_blocks_chunk_summary(AxBlocks *blocks, int a, AxSummary *summary)
{
	const AxAttribute *attribute = &blocks->array->atts[a];
	bool		isnull;
	Datum		datum = slot_getattr(blocks->slot, blocks->array->summary_attno, &isnull);
	struct varlena *value;
	AxKind		kind = AX_KIND_NONE;

	if (!isnull)
	{
		value = PG_DETOAST_DATUM_PACKED(datum);
		ax_chunk_summary_get(value, a, &kind, summary);
		if ((Pointer) value != DatumGetPointer(datum))
			pfree(value);
	}
	if (kind != ax_kind_in_summary(attribute->kind))
		damaged(blocks, &blocks->columns[a], "has no summary of its element type");
}

/* Opens a column on the chunk row and checks that its value fits there. */
static void
open_column(AxBlocks *blocks, AxBlockColumn *column)
{
	AxHead	   *head = &column->reader->head;
	bool		isnull;
	Datum		value = slot_getattr(blocks->slot, column->attribute->chunk_attno, &isnull);

	if (isnull)
		damaged(blocks, column, "has no value");
	ax_pg_open(column->reader, value);
	if (head->kind != column->attribute->kind)
		damaged(blocks, column, "has another element type");
	if (!ax_shape_contains(&blocks->bounds, &head->box))
		damaged(blocks, column, "has cells outside the chunk");
	if (column != &blocks->columns[blocks->lead] && !ax_shape_equal(blocks->chunk, &head->box))
		damaged(blocks, column, "has other bounds than another one");
	column->open = true;
	column->fetched = 0;
}

/* The lead's head; its tiles are the blocks'. */
static inline const AxHead *
lead_head(const AxBlocks *blocks)
{
	return &blocks->columns[blocks->lead].reader->head;
}

/* Makes tile t the current one, without its cells. */
static void
enter_tile(AxBlocks *blocks, uint32 t)
{
	blocks->tile = t;
	ax_pg_entry(blocks->columns[blocks->lead].reader, t, &blocks->entry);
	blocks->block.n = blocks->entry.cells;
	blocks->block.first = (uint64) t * lead_head(blocks)->tile_cells;
	blocks->block.box = blocks->chunk;
	blocks->block.selected = NULL;
	blocks->count = 0;
}

/* Asks about all tiles of the chunk, so that what is needed is fetched in few slices. */
static void
ask_about_tiles(AxBlocks *blocks, uint32 first)
{
	Size		bytes = AX_MASK_BYTES((Size) blocks->last_tile + 1);

	blocks->skipped = ax_pg_buffer(&blocks->skipped_buffer, bytes);
	memset(blocks->skipped, 0, bytes);
	for (uint32 t = first; t <= blocks->last_tile; t++)
	{
		enter_tile(blocks, t);
		if (blocks->entry.summary.present > 0 && blocks->skip(blocks, blocks->skip_state))
		{
			ax_mask_set(blocks->skipped, t);
			blocks->tiles_skipped++;
		}
	}
}

/* Opens the chunk; false when none of its cells is wanted. */
static bool
open_chunk(AxBlocks *blocks)
{
	AxBlockColumn *lead = &blocks->columns[blocks->lead];
	uint32		tile_cells;
	uint32		first;

	open_column(blocks, lead);
	blocks->chunks_read++;
	blocks->opened = true;
	blocks->chunk = &lead->reader->head.box;
	blocks->tile = blocks->last_tile = 0;
	if (!ax_shape_intersect(blocks->chunk, &blocks->box, &blocks->inner))
		return false;
	blocks->whole = ax_shape_equal(blocks->chunk, &blocks->inner);
	tile_cells = lead->reader->head.tile_cells;
	blocks->from = ax_shape_ordinal(blocks->chunk, blocks->inner.lower);
	blocks->to = ax_shape_ordinal(blocks->chunk, blocks->inner.upper) + 1;
	first = (uint32) (blocks->from / tile_cells);
	blocks->last_tile = (uint32) ((blocks->to - 1) / tile_cells);
	blocks->skipped = NULL;
	if (blocks->skip != NULL)
		ask_about_tiles(blocks, first);
	enter_tile(blocks, first);
	return true;
}

static inline bool
is_skipped(const AxBlocks *blocks, uint32 t)
{
	return blocks->skipped != NULL && ax_mask_get(blocks->skipped, t);
}

bool
ax_blocks_next_tile(AxBlocks *blocks)
{
	if (!blocks->opened)
	{
		if (!open_chunk(blocks))
			return false;
	}
	else if (blocks->tile >= blocks->last_tile)
		return false;
	else
		enter_tile(blocks, blocks->tile + 1);
	while (blocks->entry.summary.present == 0 || is_skipped(blocks, blocks->tile))
	{
		if (blocks->tile >= blocks->last_tile)
			return false;
		enter_tile(blocks, blocks->tile + 1);
	}
	return true;
}

/* Says whether the column's tiles are those of the lead. */
static inline bool
is_even(const AxBlocks *blocks, const AxBlockColumn *column)
{
	return column->reader->head.tile_cells == lead_head(blocks)->tile_cells;
}

bool
ax_blocks_tile_summary(AxBlocks *blocks, int a, AxSummary *summary)
{
	AxBlockColumn *column = &blocks->columns[a];
	AxTileEntry entry;

	if (a == blocks->lead)
	{
		*summary = blocks->entry.summary;
		return true;
	}
	if (!column->open)
		open_column(blocks, column);
	if (!is_even(blocks, column))
		return false;
	ax_pg_entry(column->reader, blocks->tile, &entry);
	*summary = entry.summary;
	return true;
}

/* Cells of the current block that lie in the box, to mask. */
static size_t
cells_in_box(const AxBlocks *blocks, uint64_t *mask)
{
	return ax_kernel_select_box(blocks->chunk, blocks->block.first, blocks->block.n,
								&blocks->inner, mask);
}

/* Number of the block's first cell in its tile, a multiple of 64. */
static inline uint32
place_in_tile(const AxBlocks *blocks)
{
	return (uint32) (blocks->block.first - (uint64) blocks->tile * lead_head(blocks)->tile_cells);
}

/* Leaves of the current tile what meets the box, in whole words of masks. */
static void
narrow(AxBlocks *blocks)
{
	uint64		first = blocks->block.first;
	uint64		end = first + blocks->block.n;

	if (blocks->from > first)
		blocks->block.first = first + (blocks->from - first) / 64 * 64;
	if (blocks->to < end)
		end = Min(end, first + (blocks->to - first + 63) / 64 * 64);
	blocks->block.n = end - blocks->block.first;
}

bool
ax_blocks_tile_inside(const AxBlocks *blocks)
{
	uint64_t	mask[AX_VECTOR_WORDS];

	return blocks->whole || cells_in_box(blocks, mask) == blocks->block.n;
}

/*
 * Fetches what is still needed of the column from the current tile on: up to
 * FETCH_BYTES, and not across a stretch of tiles that are passed over.
 */
static void
fetch(AxBlocks *blocks, AxBlockColumn *column)
{
	uint32		lead_cells = lead_head(blocks)->tile_cells;
	uint32		own_cells = column->reader->head.tile_cells;
	uint64		end;
	uint32		last = blocks->tile;
	bool		even = is_even(blocks, column);
	AxTileEntry from;
	AxTileEntry to;
	uint32		first = (uint32) (blocks->block.first / own_cells);

	if (blocks->block.first + blocks->block.n <= column->fetched)
		return;
	while (last < blocks->last_tile && !is_skipped(blocks, last + 1))
		last++;
	end = Min((uint64) (last + 1) * lead_cells, column->reader->head.cells);
	/* blocks end with a word of their masks */
	end = Min(end, (blocks->to + 63) / 64 * 64);
	last = (uint32) ((end - 1) / own_cells);
	ax_pg_entry(column->reader, first, &from);
	for (; last > first; last--)
	{
		ax_pg_entry(column->reader, last, &to);
		if (to.offset + ax_tile_bytes(&to) <= from.offset + FETCH_BYTES)
			break;
	}
	/* at least what the block needs */
	last = Max(last, (uint32) ((blocks->block.first + blocks->block.n - 1) / own_cells));
	end = Min(end, (uint64) (last + 1) * own_cells);
	/* tiles that are cut otherwise than the lead's are decoded whole */
	if (even)
		ax_pg_prefetch_cells(column->reader, first, place_in_tile(blocks), last,
							 (uint32) (end - (uint64) last * own_cells));
	else
		ax_pg_prefetch(column->reader, first, last);
	column->fetched = end;
}

size_t
ax_blocks_select(AxBlocks *blocks)
{
	AxBlockColumn *lead = &blocks->columns[blocks->lead];
	size_t		n;
	uint64_t   *selected = NULL;

	if (!blocks->whole)
		narrow(blocks);
	n = blocks->block.n;
	memset(blocks->vectors, 0, sizeof(AxVector) * blocks->array->natts);
	blocks->present = NULL;
	blocks->block.selected = NULL;
	blocks->count = n;
	if (!blocks->whole)
	{
		selected = ax_pg_buffer(&blocks->selected, AX_MASK_BYTES(n));
		blocks->count = cells_in_box(blocks, selected);
		if (blocks->count == 0)
			return 0;
		if (blocks->count < n)
			blocks->block.selected = selected;
	}
	if (blocks->entry.summary.present < blocks->entry.cells)
	{
		/* with the values, if they will be asked for: they come along */
		if (lead->wanted)
			ax_blocks_load(blocks, blocks->lead);
		else
		{
			uint64_t   *present = ax_pg_buffer(&lead->present,
												AX_MASK_BYTES(blocks->entry.cells));

			ax_pg_tile(lead->reader, blocks->tile, NULL, present, NULL);
			blocks->present = present + place_in_tile(blocks) / 64;
		}
		if (blocks->block.selected == NULL)
		{
			blocks->block.selected = blocks->present;
			blocks->count = n == blocks->entry.cells ? blocks->entry.summary.present :
				ax_mask_count(blocks->present, n);
		}
		else
		{
			for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
				selected[w] &= blocks->present[w];
			blocks->count = ax_mask_count(selected, n);
		}
	}
	return blocks->count;
}

/* Checks that the column has the cells present that the lead has. */
static void
check_present(AxBlocks *blocks, const AxBlockColumn *column, const uint64_t *present)
{
	size_t		n = blocks->block.n;

	if (blocks->present != NULL ?
		memcmp(present, blocks->present, AX_MASK_BYTES(n)) != 0 :
		ax_mask_count(present, n) != n)
		damaged(blocks, column, "has other cells present than another one");
}

/* Puts the block together from the tiles of a column that are cut otherwise. */
static void
assemble(AxBlocks *blocks, AxBlockColumn *column, AxVector *vector)
{
	uint32		own_cells = column->reader->head.tile_cells;
	uint64		from = blocks->block.first;
	uint64		to = from + blocks->block.n;
	char	   *values = ax_pg_buffer(&column->values, blocks->block.n * column->width);
	Size		words = AX_MASK_WORDS(blocks->block.n);
	uint64_t   *present = ax_pg_buffer(&column->present, words * sizeof(uint64_t));
	uint64_t   *valid = ax_pg_buffer(&column->valid, words * sizeof(uint64_t));
	MemoryContext old = MemoryContextSwitchTo(blocks->context);
	char	   *tile_values = palloc((Size) own_cells * column->width);
	uint64_t   *tile_present = palloc(AX_MASK_BYTES(own_cells));
	uint64_t   *tile_valid = palloc(AX_MASK_BYTES(own_cells));

	for (uint64 t = from / own_cells; t * own_cells < to; t++)
	{
		/* all of these are multiples of 64 but the end of the last tile */
		uint64		start = t * own_cells;
		uint64		first = Max(start, from);
		uint64		end = Min(Min(start + own_cells, to), column->reader->head.cells);

		ax_pg_tile(column->reader, (uint32) t, tile_values, tile_present, tile_valid);
		memcpy(values + (first - from) * column->width,
			   tile_values + (first - start) * column->width, (end - first) * column->width);
		memcpy(present + (first - from) / 64, tile_present + (first - start) / 64,
			   AX_MASK_BYTES(end - first));
		memcpy(valid + (first - from) / 64, tile_valid + (first - start) / 64,
			   AX_MASK_BYTES(end - first));
	}
	pfree(tile_values);
	pfree(tile_present);
	pfree(tile_valid);
	MemoryContextSwitchTo(old);
	check_present(blocks, column, present);
	vector->values = values;
	vector->valid = valid;
}

void
ax_blocks_load(AxBlocks *blocks, int a)
{
	AxBlockColumn *column = &blocks->columns[a];
	AxVector   *vector = &blocks->vectors[a];
	uint32		place = place_in_tile(blocks);
	AxTileEntry entry;
	uint64_t   *present = NULL;
	uint64_t   *valid = NULL;
	char	   *values = NULL;

	if (vector->kind != AX_KIND_NONE)
		return;
	Assert(column->reader != NULL && blocks->count > 0);
	if (!column->open)
		open_column(blocks, column);
	fetch(blocks, column);
	vector->kind = column->attribute->kind;
	vector->constant = false;
	if (!is_even(blocks, column))
	{
		assemble(blocks, column, vector);
		return;
	}
	ax_pg_entry(column->reader, blocks->tile, &entry);
	if (entry.summary.present != blocks->entry.summary.present)
		damaged(blocks, column, "has other cells present than another one");
	if (entry.summary.nulls > 0)
		valid = ax_pg_buffer(&column->valid, AX_MASK_BYTES(entry.cells));
	if (entry.summary.present < entry.cells)
		present = ax_pg_buffer(&column->present, AX_MASK_BYTES(entry.cells));
	vector->values = ax_pg_cells_plain(column->reader, blocks->tile, place,
									   place + (uint32) blocks->block.n);
	if (vector->values == NULL)
	{
		values = ax_pg_buffer(&column->values, (Size) entry.cells * column->width);
		vector->values = values + (Size) place * column->width;
	}
	ax_pg_tile(column->reader, blocks->tile, values, present, valid);
	if (present != NULL)
		present += place / 64;
	if (a == blocks->lead)
		blocks->present = present;
	else if (present != NULL)
		check_present(blocks, column, present);
	vector->valid = valid != NULL ? valid + place / 64 : NULL;
}

void
ax_blocks_drain(AxBlocks *blocks)
{
	if (blocks->running)
		ax_chunks_drain(blocks->chunks);
	blocks->running = false;
	blocks->slot = NULL;
}

uint64
ax_blocks_met(const AxBlocks *blocks)
{
	return blocks->chunks != NULL ? ax_chunks_met(blocks->chunks) : 0;
}

uint64
ax_blocks_decoded(const AxBlocks *blocks)
{
	uint64		sum = 0;

	for (int a = 0; a < blocks->array->natts; a++)
		if (blocks->columns[a].reader != NULL)
			sum += blocks->columns[a].reader->tiles_decoded;
	return sum;
}

uint64
ax_blocks_bytes(const AxBlocks *blocks)
{
	uint64		sum = 0;

	for (int a = 0; a < blocks->array->natts; a++)
		if (blocks->columns[a].reader != NULL)
			sum += blocks->columns[a].reader->bytes_fetched;
	return sum;
}

void
ax_blocks_end(AxBlocks *blocks)
{
	for (int a = 0; a < blocks->array->natts; a++)
		if (blocks->columns[a].reader != NULL)
			ax_pg_close(blocks->columns[a].reader);
	if (blocks->chunks != NULL)
		ax_chunks_end(blocks->chunks);
	blocks->chunks = NULL;
	blocks->running = false;
	blocks->slot = NULL;
}
