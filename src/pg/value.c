/* Stored values: an ndarray Datum read by head and by tiles. */
#include "postgres.h"

#include "access/detoast.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "codec/codec.h"
#include "format/named.h"
#include "pg/error.h"
#include "pg/value.h"

/* Enough for the head and directory of a chunk of 128 K cells. */
#define FIRST_SLICE 1992

AxReader *
ax_pg_reader(MemoryContext context)
{
	AxReader   *reader = MemoryContextAllocZero(context, sizeof(AxReader));

	reader->context = context;
	reader->head_buffer.context = context;
	reader->tile_buffer.context = context;
	reader->toast.context = context;
	reader->heap = context;
	return reader;
}

void
ax_pg_heap(AxReader *reader, MemoryContext heap)
{
	reader->heap = heap;
	reader->slots = NULL;
}

/*
 * Fetches bytes [from, to) of the open external value to out, where `from`
 * counts as in the format (so it is at least VARHDRSZ).  out has VARHDRSZ
 * bytes in front that are overwritten.
 */
static void
fetch(AxReader *reader, uint32 from, uint32 to, uint8 *out)
{
	struct varatt_external pointer;

	VARATT_EXTERNAL_GET_POINTER(pointer, reader->external);
	ax_pg_toast_fetch(&reader->toast, &pointer, from - VARHDRSZ, to - from, out);
	reader->bytes_fetched += to - from;
}

static void
open_external(AxReader *reader, struct varlena *value)
{
	struct varatt_external pointer;
	Size		total;
	Size		have;
	size_t		size;
	uint8	   *bytes;
	AxError		err;

	if (reader->external == NULL)
		reader->external = MemoryContextAlloc(reader->context, VARHDRSZ_EXTERNAL + sizeof(pointer));
	memcpy(reader->external, value, VARSIZE_EXTERNAL(value));
	VARATT_EXTERNAL_GET_POINTER(pointer, value);
	total = (Size) VARATT_EXTERNAL_GET_EXTSIZE(pointer) + VARHDRSZ;
	have = Min(total, FIRST_SLICE + VARHDRSZ);
	bytes = ax_pg_buffer(&reader->head_buffer, have);
	fetch(reader, VARHDRSZ, (uint32) have, bytes + VARHDRSZ);
	AX_CHECK(ax_head_size(bytes, have, total, &size, &err), &err);
	if (size > have)
	{
		bytes = ax_pg_buffer(&reader->head_buffer, size);
		fetch(reader, VARHDRSZ, (uint32) size, bytes + VARHDRSZ);
		have = size;
	}
	AX_CHECK(ax_head_read(bytes, have, total, &reader->head, &err), &err);
	reader->whole = NULL;
	reader->fetched_from = reader->fetched_to = 0;
	if (have == total)
		reader->whole = bytes;
}

void
ax_pg_open(AxReader *reader, Datum datum)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);
	AxError		err;

	if (reader->detoasted != NULL)
	{
		pfree(reader->detoasted);
		reader->detoasted = NULL;
	}
	reader->whole = NULL;
	reader->slots = NULL;
	if (VARATT_IS_EXTERNAL_ONDISK(value))
	{
		struct varatt_external pointer;

		VARATT_EXTERNAL_GET_POINTER(pointer, value);
		if (!VARATT_EXTERNAL_IS_COMPRESSED(pointer))
		{
			open_external(reader, value);
			return;
		}
	}
	/*
	 * Compressed, short, indirect or expanded: detoasted whole.  A value with
	 * a full length word inside a tuple is used in place when it is aligned.
	 */
	if (VARATT_IS_EXTENDED(value) || ((uintptr_t) value & 7) != 0)
	{
		MemoryContext old = MemoryContextSwitchTo(reader->context);

		reader->detoasted = VARATT_IS_EXTENDED(value) ?
			detoast_attr(value) : (struct varlena *) memcpy(palloc(VARSIZE(value)), value, VARSIZE(value));
		MemoryContextSwitchTo(old);
		value = reader->detoasted;
	}
	reader->bytes_fetched += VARSIZE(value);
	reader->whole = (const uint8 *) value;
	AX_CHECK(ax_head_read(reader->whole, VARSIZE(value), VARSIZE(value), &reader->head, &err), &err);
}

void
ax_pg_entry(AxReader *reader, uint32 t, AxTileEntry *entry)
{
	AxError		err;

	Assert(t < reader->head.tiles);
	AX_CHECK(ax_head_entry(&reader->head, t, entry, &err), &err);
}

static const uint8 *
bytes_at(AxReader *reader, uint32 from, uint32 to)
{
	uint8	   *buffer;

	if (reader->whole != NULL)
		return reader->whole + from;
	if (from == to)
		return reader->head.directory;	/* a tile without bytes; not read */
	if (from < reader->fetched_from || to > reader->fetched_to)
	{
		/* tiles begin at multiples of 8, the buffer's first 8 bytes are spare */
		reader->fetched_from = reader->fetched_to = 0;
		buffer = (uint8 *) ax_pg_buffer(&reader->tile_buffer, to - from + 8);
		fetch(reader, from, to, buffer + 8);
		reader->fetched_from = from;
		reader->fetched_to = to;
	}
	return (uint8 *) reader->tile_buffer.data + 8 + (from - reader->fetched_from);
}

/* Says whether the values of a tile stand one by one as they do in memory. */
static bool
has_slots(const AxReader *reader, const AxTileEntry *entry)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return entry->codec == AX_CODEC_PLAIN && !ax_kind_is_variable(reader->head.kind) &&
		!(entry->packed && entry->summary.present - entry->summary.nulls < entry->cells) &&
		entry->payload_bytes == (uint64) entry->cells * ax_kind_info(reader->head.kind)->width;
#else
	return false;
#endif
}

/* Where the bytes of cells [from, to) of a tile begin, masks in front included, and end. */
static void
cell_bytes(const AxReader *reader, const AxTileEntry *entry, uint32 from, uint32 to,
		   uint32 *begin, uint32 *end)
{
	uint32		width = ax_kind_info(reader->head.kind)->width;

	*begin = entry->offset;
	*end = entry->offset + ax_tile_bytes(entry);
	if (!has_slots(reader, entry))
		return;
	if (entry->mask_bytes == 0)
		*begin += from * width;
	*end = entry->offset + entry->mask_bytes + to * width;
}

void
ax_pg_prefetch_cells(AxReader *reader, uint32 first, uint32 from, uint32 last, uint32 to)
{
	AxTileEntry entry;
	uint32		begin;
	uint32		end;
	uint32		other;

	ax_pg_entry(reader, first, &entry);
	cell_bytes(reader, &entry, from, first == last ? to : entry.cells, &begin, &end);
	if (first != last)
	{
		ax_pg_entry(reader, last, &entry);
		cell_bytes(reader, &entry, 0, to, &other, &end);
	}
	if (end <= begin)
		return;					/* nothing, or damaged; found when a tile is decoded */
	(void) bytes_at(reader, begin, end);
}

void
ax_pg_prefetch(AxReader *reader, uint32 first, uint32 last)
{
	AxTileEntry entry;

	ax_pg_entry(reader, last, &entry);
	ax_pg_prefetch_cells(reader, first, 0, last, entry.cells);
}

const uint8 *
ax_pg_tile_bytes(AxReader *reader, uint32 t, AxTileEntry *entry)
{
	ax_pg_entry(reader, t, entry);
	return bytes_at(reader, entry->offset, entry->offset + ax_tile_bytes(entry));
}

/* Keeps the slots of a tile of variable length, so that it is decoded once. */
static void
keep_slots(AxReader *reader, uint32 t, const AxTileEntry *entry, const void *values)
{
	if (reader->slots == NULL)
		reader->slots = MemoryContextAllocZero(reader->heap, reader->head.tiles * sizeof(void *));
	reader->slots[t] = MemoryContextAlloc(reader->heap, entry->cells * sizeof(void *));
	memcpy(reader->slots[t], values, entry->cells * sizeof(void *));
}

void
ax_pg_tile(AxReader *reader, uint32 t, void *values, uint64_t *present, uint64_t *valid)
{
	AxTileEntry entry;
	AxError		err;
	uint32		bytes;

	CHECK_FOR_INTERRUPTS();
	ax_pg_entry(reader, t, &entry);
	reader->tiles_decoded++;
	if (values != NULL && reader->slots != NULL && reader->slots[t] != NULL)
	{
		memcpy(values, reader->slots[t], entry.cells * sizeof(void *));
		values = NULL;
	}
	/* without values the masks in front are all that is looked at */
	bytes = values != NULL ? ax_tile_bytes(&entry) : entry.mask_bytes;
	AX_CHECK(ax_tile_decode(reader->head.kind, &entry,
							bytes_at(reader, entry.offset, entry.offset + bytes),
							ax_pg_alloc(reader->heap), values, present, valid, &err), &err);
	if (values != NULL && ax_kind_is_variable(reader->head.kind))
		keep_slots(reader, t, &entry, values);
}

const void *
ax_pg_cells_plain(AxReader *reader, uint32 t, uint32 from, uint32 to)
{
	AxKind		kind = reader->head.kind;
	AxTileEntry entry;
	const uint8 *values;
	uint32		begin;
	uint32		end;

	Assert(from % 64 == 0 && from < to);
	ax_pg_entry(reader, t, &entry);
	if (!has_slots(reader, &entry))
		return NULL;
	cell_bytes(reader, &entry, from, to, &begin, &end);
	values = bytes_at(reader, begin, end) + (end - begin) -
		(Size) (to - from) * ax_kind_info(kind)->width;
	/* what cannot be is left to the decoder to report */
	if (((uintptr_t) values & 7) == 0 && ax_codec_values_ok(kind, values, to - from))
		return values;
	return NULL;
}

bool
ax_pg_plain(AxReader *reader, void *out)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint32		width = ax_kind_info(reader->head.kind)->width;
	uint32		from = 0;
	uint32		end = 0;

	CHECK_FOR_INTERRUPTS();
	/* decoding these kinds tests their values */
	if (reader->head.kind == AX_KIND_BOOL || reader->head.kind == AX_KIND_RATIONAL ||
		ax_kind_is_variable(reader->head.kind))
		return false;
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		AxTileEntry entry;

		ax_pg_entry(reader, t, &entry);
		if (t == 0)
			from = end = entry.offset;
		if (entry.codec != AX_CODEC_PLAIN || entry.mask_bytes != 0 || entry.packed ||
			entry.presence != AX_MASK_FULL || entry.nullness != AX_MASK_FULL ||
			entry.payload_bytes != entry.cells * width || entry.offset != end)
			return false;
		end += entry.payload_bytes;
	}
	if (end == from)
		return reader->head.cells == 0;
	if (reader->whole != NULL)
		memcpy(out, reader->whole + from, end - from);
	else
		fetch(reader, from, end, out);
	reader->tiles_decoded += reader->head.tiles;
	return true;
#else
	return false;
#endif
}

void
ax_pg_summary(AxReader *reader, AxSummary *summary)
{
	AxError		err;

	AX_CHECK(ax_head_summary(&reader->head, summary, &err), &err);
}

void
ax_pg_close(AxReader *reader)
{
	ax_pg_toast_close(&reader->toast);
}

struct varlena *
ax_pg_finish(AxBuild *build)
{
	uint8_t    *bytes;
	size_t		size;
	AxError		err;

	AX_CHECK(ax_build_finish(build, &bytes, &size, &err), &err);
	SET_VARSIZE(bytes, size);
	return (struct varlena *) bytes;
}

struct varlena *
ax_pg_finish_dense(AxBuild *build, const void *values, const uint64_t *present,
				   const uint64_t *valid)
{
	uint32		width = ax_kind_info(build->head.kind)->width;
	AxError		err;

	/* room that is not needed is never touched */
	AX_CHECK(ax_build_reserve(build, build->head.cells * width, &err), &err);
	for (uint32 t = 0; t < build->head.tiles; t++)
	{
		uint64		first = (uint64) t * build->head.tile_cells;

		CHECK_FOR_INTERRUPTS();
		AX_CHECK(ax_build_tile(build, (const char *) values + first * width,
							   present != NULL ? present + first / 64 : NULL,
							   valid != NULL ? valid + first / 64 : NULL, &err), &err);
	}
	return ax_pg_finish(build);
}

struct varlena *
ax_pg_build(const AxHead *head, const void *values, const uint64_t *present,
			const uint64_t *valid)
{
	AxHead		own = *head;
	AxBuild		build;
	AxError		err;

	ax_build_choose_tiles(&own, values, present, valid);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &own, &err), &err);
	return ax_pg_finish_dense(&build, values, present, valid);
}
