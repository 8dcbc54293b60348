/* Cells of an ndarray one tile after another: read, and written. */
#include "postgres.h"

#include "miscadmin.h"

#include "ndarray/cells.h"
#include "pg/error.h"

AxReader *
ax_nd_open(Datum value)
{
	AxReader   *reader = ax_pg_reader(CurrentMemoryContext);

	ax_pg_open(reader, value);
	return reader;
}

void
ax_nd_cursor(AxCursor *cursor, AxReader *reader)
{
	uint64		cells = Min(reader->head.cells, reader->head.tile_cells);

	cursor->reader = reader;
	cursor->tile = PG_UINT32_MAX;
	cursor->first = 0;
	cursor->values = palloc(cells * ax_kind_info(reader->head.kind)->width + 8);
	cursor->present = palloc0(AX_MASK_BYTES(cells) + 8);
	cursor->valid = palloc0(AX_MASK_BYTES(cells) + 8);
}

void
ax_nd_move(AxCursor *cursor, uint32 tile)
{
	if (cursor->tile == tile)
		return;
	ax_pg_entry(cursor->reader, tile, &cursor->entry);
	ax_pg_tile(cursor->reader, tile, cursor->values, cursor->present, cursor->valid);
	cursor->tile = tile;
	cursor->first = (uint64) tile * cursor->reader->head.tile_cells;
}

bool
ax_nd_next(AxCursor *cursor)
{
	uint32		tile = cursor->tile + 1;	/* 0 at the beginning */

	for (; tile < cursor->reader->head.tiles; tile++)
	{
		AxTileEntry entry;

		ax_pg_entry(cursor->reader, tile, &entry);
		if (entry.summary.present > 0)
		{
			ax_nd_move(cursor, tile);
			return true;
		}
	}
	return false;
}

const void *
ax_nd_tile_values(AxReader *reader, uint32 t, AxCursor *cursor, bool wanted,
				  const uint64_t **valid)
{
	const AxTileEntry *entry = &cursor->entry;
	const void *values = NULL;

	CHECK_FOR_INTERRUPTS();
	ax_pg_entry(reader, t, &cursor->entry);
	*valid = entry->presence == AX_MASK_FULL && entry->nullness == AX_MASK_FULL ? NULL :
		cursor->valid;
	if (entry->summary.present == entry->summary.nulls)
	{
		memset(cursor->valid, 0, AX_MASK_BYTES(entry->cells));
		*valid = cursor->valid;
		return cursor->values;
	}
	if (*valid == NULL)
		values = wanted ? ax_pg_cells_plain(reader, t, 0, entry->cells) : cursor->values;
	if (values != NULL)
		return values;
	ax_pg_tile(reader, t, wanted ? cursor->values : NULL, cursor->present, cursor->valid);
	return cursor->values;
}

char *
ax_nd_pack(AxReader *reader, uint64 *n)
{
	uint32		width = ax_kind_info(reader->head.kind)->width;
	AxSummary	summary;
	AxCursor	cursor;
	char	   *cells;

	ax_pg_summary(reader, &summary);
	cells = ax_pg_allocate((summary.present - summary.nulls + reader->head.tile_cells) * width, false);
	ax_nd_cursor(&cursor, reader);
	*n = 0;
	for (uint32 tile = 0; tile < reader->head.tiles; tile++)
	{
		char	   *from = cells + *n * width;
		char	   *to = from;
		AxTileEntry entry;
		uint32		count;

		ax_pg_entry(reader, tile, &entry);
		count = entry.summary.present - entry.summary.nulls;
		if (count == 0)
			continue;
		ax_pg_tile(reader, tile, from, cursor.present, cursor.valid);
		*n += count;
		if (count == entry.cells)
			continue;
		for (Size w = 0; w < AX_MASK_WORDS(entry.cells); w++)
			for (uint64_t left = cursor.valid[w]; left != 0; left &= left - 1, to += width)
				memmove(to, from + (64 * w + (Size) __builtin_ctzll(left)) * width, width);
	}
	return cells;
}

bool
ax_nd_cell(AxReader *reader, uint64 number, void *cell)
{
	uint32		width = ax_kind_info(reader->head.kind)->width;
	AxCursor	cursor;
	uint64		at;
	bool		found;

	ax_nd_cursor(&cursor, reader);
	ax_nd_move(&cursor, (uint32) (number / reader->head.tile_cells));
	at = number - cursor.first;
	found = ax_mask_get(cursor.valid, at);
	if (found)
		memcpy(cell, cursor.values + at * width, width);
	ax_pg_close(reader);
	return found;
}

void
ax_nd_feed(AxFeed *feed, const AxHead *head)
{
	AxError		err;
	uint64		cells;

	AX_CHECK(ax_build_begin(&feed->build, ax_pg_alloc(CurrentMemoryContext), head, &err), &err);
	cells = Min(feed->build.head.cells, feed->build.head.tile_cells);
	feed->first = 0;
	feed->width = ax_kind_info(head->kind)->width;
	/* zeroed: slots that no cell fills are read by the codecs' look */
	feed->values = palloc0(cells * feed->width + 8);
	feed->present = palloc0(AX_MASK_BYTES(cells) + 8);
	feed->valid = palloc0(AX_MASK_BYTES(cells) + 8);
}

static void
flush(AxFeed *feed)
{
	const AxHead *head = &feed->build.head;
	uint64		cells = Min(head->cells - feed->first, head->tile_cells);
	AxError		err;

	CHECK_FOR_INTERRUPTS();
	AX_CHECK(ax_build_tile(&feed->build, feed->values, feed->present, feed->valid, &err), &err);
	feed->first += cells;
	memset(feed->present, 0, AX_MASK_BYTES(cells));
	memset(feed->valid, 0, AX_MASK_BYTES(cells));
}

void
ax_nd_put(AxFeed *feed, uint64 number, const void *cell)
{
	uint64		at;

	while (number - feed->first >= feed->build.head.tile_cells)
		flush(feed);
	at = number - feed->first;
	ax_mask_set(feed->present, at);
	if (cell != NULL)
	{
		ax_mask_set(feed->valid, at);
		memcpy(feed->values + at * feed->width, cell, feed->width);
	}
}

/* Sets the bits of a mask from `to` on as they are in another one, NULL for all. */
static void
put_bits(uint64_t *mask, uint64 to, const uint64_t *from, uint64 at, uint64 n)
{
	if (from == NULL)
		ax_mask_set_range(mask, to, to + n);
	else
		ax_mask_copy(mask, to, from, at, n);
}

void
ax_nd_put_cells(AxFeed *feed, uint64 number, const void *values, const uint64_t *present,
				uint64 present_at, const uint64_t *valid, uint64 valid_at, uint64 n)
{
	const char *from = values;

	while (n > 0)
	{
		uint64		to;
		uint64		part;

		while (number - feed->first >= feed->build.head.tile_cells)
			flush(feed);
		to = number - feed->first;
		part = Min(n, feed->build.head.tile_cells - to);
		memcpy(feed->values + to * feed->width, from, part * feed->width);
		put_bits(feed->present, to, present, present_at, part);
		put_bits(feed->valid, to, valid, valid_at, part);
		from += part * feed->width;
		number += part;
		present_at += part;
		valid_at += part;
		n -= part;
	}
}

void
ax_nd_put_run(AxFeed *feed, uint64 number, const AxCursor *from, uint64 at, uint64 n)
{
	bool		all_present = from->entry.presence == AX_MASK_FULL;
	bool		all_valid = all_present && from->entry.nullness == AX_MASK_FULL;

	if (from->entry.summary.present > 0)
		ax_nd_put_cells(feed, number, from->values + at * feed->width,
						all_present ? NULL : from->present, at,
						all_valid ? NULL : from->valid, at, n);
}

struct varlena *
ax_nd_finish(AxFeed *feed)
{
	while (feed->build.next < feed->build.head.tiles)
		flush(feed);
	pfree(feed->values);
	pfree(feed->present);
	pfree(feed->valid);
	return ax_pg_finish(&feed->build);
}

typedef struct Place
{
	uint64		number;			/* of the cell */
	uint64		index;			/* where its value is */
} Place;

static int
place_cmp(const void *a, const void *b, void *arg)
{
	const Place *pa = a;
	const Place *pb = b;

	return pa->number < pb->number ? -1 : pa->number > pb->number;
}

struct varlena *
ax_nd_scatter(const AxHead *head, uint64 n, const uint64 *numbers, const char *cells,
			  const bool *nulls, uint64 *duplicate)
{
	uint32		width = ax_kind_info(head->kind)->width;
	Place	   *places = NULL;
	bool		sorted = true;
	AxFeed		feed;

	for (uint64 i = 1; i < n && sorted; i++)
		sorted = numbers[i - 1] < numbers[i];
	if (!sorted)
	{
		places = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(Place));
		for (uint64 i = 0; i < n; i++)
		{
			places[i].number = numbers[i];
			places[i].index = i;
		}
		qsort_interruptible(places, n, sizeof(Place), place_cmp, NULL);
		for (uint64 i = 1; i < n; i++)
			if (places[i - 1].number == places[i].number)
			{
				*duplicate = places[i].number;
				return NULL;
			}
	}
	ax_nd_feed(&feed, head);
	for (uint64 i = 0; i < n; i++)
	{
		uint64		index = places != NULL ? places[i].index : i;

		ax_nd_put(&feed, numbers[index], nulls[index] ? NULL : cells + index * width);
	}
	if (places != NULL)
		pfree(places);
	return ax_nd_finish(&feed);
}

void
ax_nd_head(AxHead *head, AxKind kind, const AxBox *box)
{
	memset(head, 0, sizeof(*head));
	head->kind = kind;
	head->box = *box;
}

void
ax_nd_copy_name(AxHead *to, int to_axis, const AxHead *from, int from_axis)
{
	if (!from->has_names || from->names[from_axis][0] == '\0')
		return;
	to->has_names = true;
	strlcpy(to->names[to_axis], from->names[from_axis], sizeof(to->names[to_axis]));
}
