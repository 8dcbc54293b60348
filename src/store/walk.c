/* The present cells of a value. */
#include "postgres.h"

#include "store/walk.h"

void
ax_walk_begin(AxWalk *walk, AxReader *reader, bool with_values)
{
	uint32		tile_cells = reader->head.tile_cells;

	memset(walk, 0, sizeof(*walk));
	walk->reader = reader;
	memcpy(walk->coords, reader->head.box.lower, sizeof(walk->coords));
	walk->present = palloc(AX_MASK_BYTES(tile_cells));
	if (!with_values)
		return;
	walk->values = palloc((Size) tile_cells * ax_kind_info(reader->head.kind)->width);
	walk->valid = palloc(AX_MASK_BYTES(tile_cells));
	if (reader->head.tiles > 0)
		ax_pg_prefetch(reader, 0, reader->head.tiles - 1);
}

/* Opens the next tile that has cells. */
static bool
open_tile(AxWalk *walk)
{
	AxTileEntry entry;

	for (; walk->tile < walk->reader->head.tiles; walk->tile++)
	{
		ax_pg_entry(walk->reader, walk->tile, &entry);
		if (entry.summary.present == 0)
			continue;
		ax_pg_tile(walk->reader, walk->tile, walk->values, walk->present, walk->valid);
		walk->tile++;
		walk->word = 0;
		walk->bits = walk->present[0];
		return true;
	}
	return false;
}

bool
ax_walk_next(AxWalk *walk)
{
	const AxHead *head = &walk->reader->head;
	uint64		first;

	for (;;)
	{
		first = (uint64) (walk->tile - 1) * head->tile_cells;
		while (walk->bits == 0 && walk->tile > 0 &&
			   ++walk->word < AX_MASK_WORDS(Min(head->tile_cells, head->cells - first)))
			walk->bits = walk->present[walk->word];
		if (walk->bits != 0)
			break;
		if (!open_tile(walk))
			return false;
	}
	walk->slot = walk->word * 64 + __builtin_ctzll(walk->bits);
	walk->bits &= walk->bits - 1;
	ax_shape_step(&head->box, walk->place, first + walk->slot, walk->coords);
	walk->place = first + walk->slot;
	return true;
}
