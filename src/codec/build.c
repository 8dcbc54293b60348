/* Values built tile by tile: masks chosen, payload encoded, directory kept. */
#include "codec/tile.h"

#include "codec/codec.h"
#include "codec/look.h"
#include "codec/variable.h"
#include "codec/width.h"
#include "format/bytes.h"
#include "format/named.h"

static AxStatus
too_large(AxError *err)
{
	ax_base_fail(err, AX_LIMIT, "ndarray exceeds the maximum size allowed (%d MB)",
				 AX_MAX_BYTES / (1024 * 1024));
	ax_base_hint(err, "Keep larger arrays as stored arrays: see create_array.");
	return AX_LIMIT;
}

/* Makes room for more bytes; a tile may pass the limit before it is encoded. */
static AxStatus
grow(AxBuild *build, size_t more, AxError *err)
{
	size_t		need = build->used + more;
	size_t		room = build->room + build->room / 2;
	void	   *bytes;

	if (need <= build->room)
		return AX_OK;
	if (room < need)
		room = need;
	bytes = build->alloc.resize(build->alloc.state, build->bytes, build->used, room);
	if (bytes == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	build->bytes = bytes;
	build->room = room;
	return AX_OK;
}

AxStatus
ax_build_begin(AxBuild *build, AxAlloc alloc, const AxHead *head, AxError *err)
{
	size_t		raw;

	memset(build, 0, sizeof(*build));
	build->alloc = alloc;
	build->head = *head;
	if (build->head.tile_cells == 0)
		build->head.tile_cells = ax_kind_is_variable(head->kind) ? AX_TILE_CELLS_VARIABLE : AX_TILE_CELLS;
	AX_TRY(ax_head_layout(&build->head, err));
	ax_summary_init(head->kind, &build->summary);
	if (build->head.data_offset > AX_MAX_BYTES)
		return too_large(err);
	/* a small value gets all it can need at once */
	raw = build->head.cells * ax_kind_info(head->kind)->width;
	AX_TRY(grow(build, build->head.data_offset + (raw < (1 << 20) ? raw : (1 << 20)) + 64, err));
	memset(build->bytes, 0, build->head.data_offset);
	build->used = build->head.data_offset;
	return AX_OK;
}

AxStatus
ax_build_reserve(AxBuild *build, size_t payload, AxError *err)
{
	/* the slack is what the last tile asks for before it is encoded */
	size_t		slack = (size_t) build->head.tile_cells * (ax_kind_info(build->head.kind)->width + 1) + 64;

	if (payload > AX_MAX_BYTES)
		payload = AX_MAX_BYTES;
	return grow(build, payload + slack, err);
}

static void
put_positions(uint8_t *out, const uint64_t *mask, size_t n)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64_t bits = mask[w]; bits != 0; bits &= bits - 1, out += 2)
			ax_put_u16(out, (uint16_t) (w * 64 + (size_t) __builtin_ctzll(bits)));
}

/* Writes a mask of n cells with `count` bits set in the smaller of two forms. */
static AxMaskForm
put_mask(uint8_t **out, const uint64_t *mask, size_t n, size_t count)
{
	size_t		positions = AX_ALIGN8(2 * count);

	if (positions < AX_MASK_BYTES(n))
	{
		memset(*out, 0, positions);
		put_positions(*out, mask, n);
		*out += positions;
		return AX_MASK_POSITIONS;
	}
	memcpy(*out, mask, AX_MASK_BYTES(n));
	*out += AX_MASK_BYTES(n);
	return AX_MASK_BITMAP;
}

/*
 * Copies the values of valid cells, one after another; out has room for one
 * value more.
 */
AX_INLINE void
gather(uint8_t *out, const uint8_t *values, const uint64_t *valid, size_t n, size_t width)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		const uint8_t *from = values + w * 64 * width;
		size_t		cells = n - w * 64 < 64 ? n - w * 64 : 64;
		uint64_t	bits = valid[w];

		if (bits == ~UINT64_C(0))
		{
			memcpy(out, from, 64 * width);
			out += 64 * width;
		}
		else if (__builtin_popcountll(bits) < 16)
			for (; bits != 0; bits &= bits - 1, out += width)
				memcpy(out, from + (size_t) __builtin_ctzll(bits) * width, width);
		else
			/* copies all, and keeps the place where the value was not wanted */
			for (size_t i = 0; i < cells; i++, bits >>= 1)
			{
				memcpy(out, from + i * width, width);
				out += (bits & 1) * width;
			}
	}
}

/*
 * Copies values; a slot without one repeats the value before it, or the first
 * one.  At least one cell is valid.
 */
AX_INLINE void
fill_gaps(uint8_t *out, const uint8_t *values, const uint64_t *valid, size_t n, size_t width)
{
	size_t		first = 0;

	memcpy(out, values, n * width);
	while (!ax_mask_get(valid, first))
		first++;
	for (size_t i = 0; i < first; i++)
		memcpy(out + i * width, out + first * width, width);
	for (size_t w = first / 64; w < AX_MASK_WORDS(n); w++)
		for (uint64_t gaps = ~valid[w]; gaps != 0; gaps &= gaps - 1)
		{
			size_t		i = w * 64 + (size_t) __builtin_ctzll(gaps);

			if (i > first && i < n)
				memcpy(out + i * width, out + (i - 1) * width, width);
		}
}

/* Cells of the tile that comes next. */
static size_t
tile_cells(const AxBuild *build)
{
	uint64_t	first = (uint64_t) build->next * build->head.tile_cells;

	return (size_t) (build->head.cells - first < build->head.tile_cells ?
					 build->head.cells - first : build->head.tile_cells);
}

/*
 * Allocates scratch for a mask and twice the values of a tile, once.
 */
static AxStatus
prepare(AxBuild *build, AxError *err)
{
	size_t		size = 2 * (size_t) build->head.tile_cells * ax_kind_info(build->head.kind)->width +
		AX_MASK_BYTES(build->head.tile_cells);

	if (build->scratch != NULL)
		return AX_OK;
	build->scratch = build->alloc.resize(build->alloc.state, NULL, 0, size);
	build->scratch_size = size;
	return build->scratch != NULL ? AX_OK : ax_base_fail(err, AX_MEMORY, "out of memory");
}

/* Appends a payload of values of variable length, of which n > 0 are at hand. */
static AxStatus
put_variable(AxBuild *build, const void *values, size_t n, size_t at, AxTileEntry *entry,
			 AxError *err)
{
	size_t		most = AX_MAX_BYTES - (at < AX_MAX_BYTES ? at : AX_MAX_BYTES);
	uint8_t    *payload;
	size_t		bytes;
	AxCodecId	codec;
	AxStatus	status = ax_variable_encode(values, n, build->codec, most, build->alloc, &payload,
											&bytes, &codec, err);

	if (status == AX_LIMIT)
		return too_large(err);
	AX_TRY(status);
	/* the masks in front are to be kept too */
	build->used = at;
	status = grow(build, bytes + 64, err);
	build->used = entry->offset;
	if (status == AX_OK)
		memcpy(build->bytes + at, payload, bytes);
	build->alloc.resize(build->alloc.state, payload, bytes, 0);
	entry->payload_bytes = (uint32_t) bytes;
	entry->codec = (uint8_t) codec;
	return status;
}

AxStatus
ax_build_slot(AxBuild *build, void **values, AxError *err)
{
	size_t		n = tile_cells(build);

	AX_TRY(grow(build, 2 * AX_MASK_BYTES(n) + n * ax_kind_info(build->head.kind)->width + 64, err));
	*values = build->bytes + build->used;
	return AX_OK;
}

AxStatus
ax_build_tile(AxBuild *build, const void *values, const uint64_t *present,
			  const uint64_t *valid, AxError *err)
{
	AxKind		kind = build->head.kind;
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		n = tile_cells(build);
	size_t		npresent = present != NULL ? ax_mask_count(present, n) : n;
	size_t		nvalid = npresent;
	bool		variable = ax_kind_is_variable(kind);
	AxTileEntry entry = {0};
	AxCodecId	codec;
	uint8_t    *start;
	uint8_t    *out;
	const void *body = values;
	size_t		body_cells = n;

	if (valid != NULL)
	{
		nvalid = ax_mask_count(valid, n);
		if (present == NULL && nvalid == n)
			valid = NULL;
	}
	if (values != build->bytes + build->used)
		AX_TRY(grow(build, 2 * AX_MASK_BYTES(n) + (variable ? 0 : n * width) + 64, err));
	else if (npresent < n || nvalid < n)
	{
		/* masks come before the values, which are then in the way */
		AX_TRY(prepare(build, err));
		body = values = memcpy((uint8_t *) build->scratch + AX_MASK_BYTES(build->head.tile_cells) +
							   (size_t) build->head.tile_cells * width, values, n * width);
	}
	start = out = build->bytes + build->used;
	entry.offset = (uint32_t) build->used;
	entry.cells = (uint32_t) n;

	/* masks; a fully present one counts as none given */
	if (npresent == n)
		entry.presence = AX_MASK_FULL;
	else if (npresent == 0)
		entry.presence = AX_MASK_VOID;
	else
		entry.presence = put_mask(&out, present, n, npresent);
	if (nvalid == npresent)
		entry.nullness = AX_MASK_FULL;
	else if (nvalid == 0)
		entry.nullness = AX_MASK_VOID;
	else
	{
		uint64_t   *nulls;

		AX_TRY(prepare(build, err));
		nulls = build->scratch;
		for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
			nulls[w] = (present != NULL ? present[w] : ~UINT64_C(0)) & ~valid[w];
		if (n % 64 != 0)
			nulls[n / 64] &= (UINT64_C(1) << (n % 64)) - 1;
		entry.nullness = put_mask(&out, nulls, n, npresent - nvalid);
	}
	entry.mask_bytes = (uint32_t) (out - start);

	/* payload: packed where more than half of the slots would be empty */
	if (nvalid == n)
		ax_look_summarize(kind, values, n, &entry.summary);
	else
	{
		const uint64_t *mask = valid != NULL ? valid : present;
		uint8_t    *packed;

		AX_TRY(prepare(build, err));
		packed = (uint8_t *) build->scratch + AX_MASK_BYTES(build->head.tile_cells);
		AX_FOR_WIDTH(width, gather(packed, values, mask, n, AX_W));
		ax_look_summarize(kind, packed, nvalid, &entry.summary);
		body = packed;
		body_cells = nvalid;
		/* a gap among values of variable length would have to be one of them */
		entry.packed = variable || nvalid < n / 2 || nvalid == 0;
		if (!entry.packed)
		{
			/* the packed ones have been summed up and are wanted no more */
			AX_FOR_WIDTH(width, fill_gaps(packed, values, mask, n, AX_W));
			body = packed;
			body_cells = n;
		}
	}
	entry.summary.present = npresent;
	entry.summary.nulls = npresent - nvalid;
	if (variable && body_cells > 0)
	{
		size_t		at = (size_t) (out - build->bytes);

		AX_TRY(put_variable(build, body, body_cells, at, &entry, err));
		out = build->bytes + at;
		codec = (AxCodecId) entry.codec;
	}
	else if (body != out)
		entry.payload_bytes = (uint32_t) ax_codec_encode(kind, body, body_cells, build->codec, out, &codec);
	else
	{
		AX_TRY(prepare(build, err));
		entry.payload_bytes = (uint32_t) ax_codec_shrink(kind, body, n, build->codec, build->scratch, &codec);
		if (entry.payload_bytes > 0)
			memcpy(out, build->scratch, entry.payload_bytes);
		else
		{
			codec = AX_CODEC_PLAIN;
			entry.payload_bytes = (uint32_t) (n * width);
		}
	}
	entry.codec = (uint8_t) codec;
	memset(out + entry.payload_bytes, 0,
		   ax_tile_bytes(&entry) - entry.mask_bytes - entry.payload_bytes);
	build->used += ax_tile_bytes(&entry);
	if (build->used > AX_MAX_BYTES)
		return too_large(err);
	ax_head_write_entry(&build->head, build->next, &entry, build->bytes);
	ax_summary_merge(kind, &build->summary, &entry.summary);
	build->next++;
	return AX_OK;
}

AxStatus
ax_build_copy(AxBuild *build, const AxTileEntry *from, const uint8_t *bytes, AxError *err)
{
	AxTileEntry entry = *from;
	size_t		size = ax_tile_bytes(from);

	AX_TRY(grow(build, size + 64, err));
	entry.offset = (uint32_t) build->used;
	memcpy(build->bytes + build->used, bytes, size);
	build->used += size;
	if (build->used > AX_MAX_BYTES)
		return too_large(err);
	ax_head_write_entry(&build->head, build->next, &entry, build->bytes);
	ax_summary_merge(build->head.kind, &build->summary, &entry.summary);
	build->next++;
	return AX_OK;
}

AxStatus
ax_build_finish(AxBuild *build, uint8_t **bytes, size_t *size, AxError *err)
{
	if (build->next != build->head.tiles)
		return ax_base_fail(err, AX_ARGUMENT, "ndarray has %u tiles but was given %u",
							build->head.tiles, build->next);
	build->head.total_bytes = (uint32_t) build->used;
	ax_head_write(&build->head, build->bytes);
	*bytes = build->bytes;
	*size = build->used;
	build->bytes = NULL;
	ax_build_abandon(build);
	return AX_OK;
}

void
ax_build_abandon(AxBuild *build)
{
	if (build->bytes != NULL)
		build->alloc.resize(build->alloc.state, build->bytes, build->room, 0);
	if (build->scratch != NULL)
		build->alloc.resize(build->alloc.state, build->scratch, build->scratch_size, 0);
	build->bytes = NULL;
	build->scratch = NULL;
}

void
ax_build_choose_tiles(AxHead *head, const void *values, const uint64_t *present,
					  const uint64_t *valid)
{
	uint64_t	cells;
	AxError		err;

	if (ax_kind_is_variable(head->kind) && head->tile_cells == 0 &&
		ax_shape_cells(&head->box, AX_MAX_CELLS, &cells, &err) == AX_OK && cells > 0)
		head->tile_cells = ax_variable_tile_cells(values, valid != NULL ? valid : present,
												  (size_t) cells);
}

AxStatus
ax_build_dense(AxAlloc alloc, const AxHead *head, const void *values,
			   const uint64_t *present, const uint64_t *valid,
			   uint8_t **bytes, size_t *size, AxError *err)
{
	AxBuild		build;
	AxHead		own = *head;
	uint32_t	width = ax_kind_info(head->kind)->width;
	AxStatus	status;

	ax_build_choose_tiles(&own, values, present, valid);
	status = ax_build_begin(&build, alloc, &own, err);

	/* a tile begins at a whole word of the masks, being a multiple of 64 cells */
	for (uint32_t t = 0; status == AX_OK && t < build.head.tiles; t++)
	{
		size_t		first = (size_t) t * build.head.tile_cells;

		/* the last words of masks over the box end where those of the tile end */
		status = ax_build_tile(&build, (const uint8_t *) values + first * width,
							   present != NULL ? present + first / 64 : NULL,
							   valid != NULL ? valid + first / 64 : NULL, err);
	}
	if (status == AX_OK)
		status = ax_build_finish(&build, bytes, size, err);
	if (status != AX_OK)
		ax_build_abandon(&build);
	return status;
}
