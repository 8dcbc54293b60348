/* Tiles decoded: masks and payload from bytes. */
#include "codec/tile.h"

#include "codec/codec.h"
#include "codec/variable.h"
#include "codec/width.h"
#include "format/bytes.h"
#include "format/named.h"
#include "num/rational.h"

static AxStatus
corrupt(AxError *err, const char *what)
{
	ax_base_fail(err, AX_CORRUPT, "stored ndarray is damaged");
	ax_base_detail(err, "%s.", what);
	return AX_CORRUPT;
}

/*
 * Reads a mask of n cells in the given form, of which `count` are set, from
 * *in, and moves *in behind it.
 */
static bool
mask_read(AxMaskForm form, size_t n, size_t count, const uint8_t **in, uint64_t *mask)
{
	memset(mask, 0, AX_MASK_BYTES(n));
	switch (form)
	{
		case AX_MASK_FULL:
			ax_mask_fill(mask, n);
			return true;
		case AX_MASK_VOID:
			return true;
		case AX_MASK_BITMAP:
			memcpy(mask, *in, AX_MASK_BYTES(n));
			*in += AX_MASK_BYTES(n);
			if (n % 64 != 0 && (mask[n / 64] >> (n % 64)) != 0)
				return false;
			return ax_mask_count(mask, n) == count;
		case AX_MASK_POSITIONS:
			for (size_t i = 0; i < count; i++)
			{
				size_t		at = ax_get_u16(*in + 2 * i);

				if (at >= n || (i > 0 && at <= ax_get_u16(*in + 2 * i - 2)))
					return false;
				ax_mask_set(mask, at);
			}
			*in += AX_ALIGN8(2 * count);
			return true;
	}
	return false;
}

/* Turns the mask of NULL cells into that of valid ones. */
static bool
valid_from_nulls(uint64_t *nulls, const uint64_t *present, size_t n)
{
	uint64_t	stray = 0;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		stray |= nulls[w] & ~present[w];
		nulls[w] = present[w] & ~nulls[w];
	}
	return stray == 0;
}

/*
 * Spreads packed values, which stand at the start, to the slots of valid
 * cells; other slots get a zero of the kind.
 */
AX_INLINE void
spread(AxKind kind, uint8_t *v, const uint64_t *valid, size_t n, size_t count, size_t width)
{
	static const AxRational none = {0, 1};
	static const uint8_t zero[AX_WIDTH_MAX] = {0};
	uint8_t		gap[AX_WIDTH_MAX];
	size_t		i = n;

	memcpy(gap, kind == AX_KIND_RATIONAL ? (const void *) &none : zero, width);
	/* backwards, so that nothing is overwritten before it has been moved */
	while (i > count)
	{
		size_t		first = (i - 1) / 64 * 64;
		uint64_t	bits = valid[first / 64];

		if (count <= first)
		{
			/* the values left lie below this word: clear it, then set its own */
			for (size_t k = first; k < i; k++)
				memcpy(v + k * width, gap, width);
			count -= (size_t) __builtin_popcountll(bits);
			for (size_t from = count; bits != 0; bits &= bits - 1, from++)
				memcpy(v + (first + (size_t) __builtin_ctzll(bits)) * width,
					   v + from * width, width);
			i = first;
			continue;
		}
		/* only near the start, where a value may stand in its own word */
		for (; i > first && i > count && count > 0; i--)
		{
			bool		take = ax_mask_get(valid, i - 1);
			const uint8_t *from = take ? v + (count - 1) * width : gap;

			memcpy(v + (i - 1) * width, from, width);
			count -= take;
		}
		for (; i > first && count == 0; i--)
			memcpy(v + (i - 1) * width, gap, width);
	}
}

AxStatus
ax_tile_decode(AxKind kind, const AxTileEntry *entry, const uint8_t *bytes, AxAlloc heap,
			   void *values, uint64_t *present, uint64_t *valid, AxError *err)
{
	uint64_t	own_present[AX_MASK_WORDS(AX_TILE_CELLS_MAX)];
	uint64_t	own_valid[AX_MASK_WORDS(AX_TILE_CELLS_MAX)];
	size_t		n = entry->cells;
	size_t		count = entry->summary.present - entry->summary.nulls;
	const uint8_t *in = bytes;
	const AxCodec *codec = ax_codec(entry->codec);
	bool		packed = (entry->packed || count == 0) && count < n;

	kind = ax_kind_storage(kind);
	if (present == NULL)
		present = own_present;
	if (valid == NULL)
		valid = own_valid;
	if (!mask_read(entry->presence, n, entry->summary.present, &in, present))
		return corrupt(err, "The presence mask of a tile is not valid");
	if (entry->nullness == AX_MASK_FULL)
		memcpy(valid, present, AX_MASK_BYTES(n));
	else if (entry->nullness == AX_MASK_VOID)
		memset(valid, 0, AX_MASK_BYTES(n));
	else if (!mask_read(entry->nullness, n, entry->summary.nulls, &in, valid) ||
			 !valid_from_nulls(valid, present, n))
		return corrupt(err, "The NULL mask of a tile is not valid");
	if (values == NULL)
		return AX_OK;
	if (codec == NULL)
	{
		ax_base_fail(err, AX_CORRUPT, "unrecognized codec of an ndarray tile: %d",
					 entry->codec);
		return AX_CORRUPT;
	}
	if ((count == 0) != (entry->codec == AX_CODEC_NONE))
		return corrupt(err, "The payload of a tile is not valid");
	if (ax_kind_is_variable(kind))
	{
		AxStatus	status = ax_variable_decode(entry->codec, bytes + entry->mask_bytes,
												entry->payload_bytes, values,
												packed ? count : n, heap, err);

		if (status == AX_CORRUPT)
			return corrupt(err, "The payload of a tile is not valid");
		AX_TRY(status);
	}
	else if (!codec->decode(kind, bytes + entry->mask_bytes, entry->payload_bytes, values,
					   packed ? count : n))
		return corrupt(err, "The payload of a tile is not valid");
	if (packed)
		AX_FOR_WIDTH(ax_kind_info(kind)->width,
					 spread(kind, values, valid, n, count, AX_W));
	return AX_OK;
}
