/* The table of codecs, the choice among them, plain and constant. */
#include "codec/codec.h"

#include <string.h>

#include "codec/planes.h"
#include "format/bytes.h"
#include "format/named.h"

bool
ax_codec_values_ok(AxKind kind, const void *values, size_t n)
{
	const uint8_t *p = values;

	if (kind == AX_KIND_BOOL)
	{
		uint8_t		all = 0;

		for (size_t i = 0; i < n; i++)
			all |= p[i];
		return all <= 1;
	}
	if (kind == AX_KIND_RATIONAL)
	{
		bool		ok = true;

		for (size_t i = 0; i < n; i++)
			ok &= ax_get_i64(p + 16 * i + 8) > 0;
		return ok;
	}
	return true;
}

static size_t
plain_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	size_t		bytes = n * ax_kind_info(kind)->width;

	if (bytes > room)
		return 0;
	memcpy(out, values, bytes);
	return bytes;
}

static bool
plain_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	if (bytes != n * ax_kind_info(kind)->width)
		return false;
	memcpy(values, in, bytes);
	return ax_codec_values_ok(kind, values, n);
}

static size_t
constant_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	uint32_t	width = ax_kind_info(kind)->width;

	/* every value equals the one before it */
	if (width > room || memcmp(values, (const uint8_t *) values + width, (n - 1) * width) != 0)
		return 0;
	memcpy(out, values, width);
	return width;
}

static bool
constant_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		done = width;

	if (bytes != width || n == 0)
		return false;
	memcpy(values, in, width);
	if (!ax_codec_values_ok(kind, values, 1))
		return false;
	/* double what is there until all is filled */
	while (done < n * width)
	{
		size_t		more = done < n * width - done ? done : n * width - done;

		memcpy((uint8_t *) values + done, values, more);
		done += more;
	}
	return true;
}

static bool
none_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	(void) in;
	memset(values, 0, n * ax_kind_info(kind)->width);
	return bytes == 0;
}

static size_t
none_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	(void) kind;
	(void) values;
	(void) n;
	(void) out;
	(void) room;
	return 0;
}

static const AxCodec codec_none = {"none", none_encode, none_decode};
static const AxCodec codec_plain = {"plain", plain_encode, plain_decode};
static const AxCodec codec_constant = {"constant", constant_encode, constant_decode};

static const AxCodec *const codecs[AX_CODEC_END] = {
	[AX_CODEC_NONE] = &codec_none,
	[AX_CODEC_PLAIN] = &codec_plain,
	[AX_CODEC_CONSTANT] = &codec_constant,
	[AX_CODEC_RUNS] = &ax_codec_runs,
	[AX_CODEC_PACKED] = &ax_codec_packed,
	[AX_CODEC_DELTA] = &ax_codec_delta,
	[AX_CODEC_DICTIONARY] = &ax_codec_dictionary,
	[AX_CODEC_DECIMAL] = &ax_codec_decimal,
	[AX_CODEC_ZSTD] = &ax_codec_zstd,
};

const AxCodec *
ax_codec(int id)
{
	return id >= 0 && id < AX_CODEC_END ? codecs[id] : NULL;
}

int
ax_codec_by_name(const char *name)
{
	for (int c = 0; c < AX_CODEC_END; c++)
		if (strcmp(codecs[c]->name, name) == 0)
			return c;
	return -1;
}

bool
ax_codec_serves(int id, AxKind kind)
{
	const AxKindInfo *info = ax_kind_info(ax_kind_storage(kind));

	/* codec/variable.h */
	if (ax_kind_is_variable(kind))
		return id == AX_CODEC_PLAIN || id == AX_CODEC_CONSTANT || id == AX_CODEC_DICTIONARY ||
			id == AX_CODEC_ZSTD;
	switch (id)
	{
		case AX_CODEC_NONE:
			return false;
		case AX_CODEC_PACKED:
			return info->class == AX_CLASS_INTEGER;
		case AX_CODEC_DELTA:
			return info->class == AX_CLASS_INTEGER && info->width > 1;
		case AX_CODEC_DECIMAL:
			return info->class == AX_CLASS_FLOAT;
		case AX_CODEC_DICTIONARY:
			return info->width <= AX_DICTIONARY_WIDTH;
		default:
			return id > 0 && id < AX_CODEC_END;
	}
}

/* To start zstd costs some microseconds, the time to copy tens of kB. */
#define LEAST_FOR_ZSTD 4096

/*
 * The smallest by far of what applies.  Each codec comes after those that are
 * read faster, and replaces one only with so many quarters of its bytes.  zstd
 * must halve plain bytes too: those are read in slices, and at memory's speed.
 */
static size_t
encode_best(AxKind kind, const void *values, size_t n, uint8_t *out, AxCodecId *id)
{
	static const struct
	{
		AxCodecId	id;
		uint32_t	quarters;
	}			order[] = {
		{AX_CODEC_CONSTANT, 4}, {AX_CODEC_PACKED, 3}, {AX_CODEC_RUNS, 2}, {AX_CODEC_DELTA, 3},
		{AX_CODEC_DECIMAL, 3}, {AX_CODEC_DICTIONARY, 2}, {AX_CODEC_ZSTD, 2}
	};
	size_t		plain = n * ax_kind_info(kind)->width;
	size_t		best = 0;

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
	{
		size_t		room = best > 0 ? best / 4 * order[k].quarters : plain / 4 * 3;
		uint8_t    *at = out;
		size_t		bytes;

		/* what is as small as this is read fast and best left alone */
		if (best > 0 && best <= plain / 64)
			break;
		if (order[k].id == AX_CODEC_ZSTD)
		{
			if (plain < LEAST_FOR_ZSTD)
				break;
			/* it writes before it knows its size: behind what there is */
			at = out + best;
			if (best == 0)
				room = plain / 2;
			else if (room > plain - best)
				room = plain - best;
			if (ax_planes_estimate(kind, values, n) > room)
				break;
		}
		bytes = ax_codec(order[k].id)->encode(kind, values, n, at, room);
		if (bytes > 0)
		{
			memmove(out, at, bytes);
			best = bytes;
			*id = order[k].id;
		}
	}
	return best;
}

size_t
ax_codec_shrink(AxKind kind, const void *values, size_t n, AxCodecId wanted,
				uint8_t *out, AxCodecId *id)
{
	size_t		bytes = 0;

	kind = ax_kind_storage(kind);
	*id = AX_CODEC_NONE;
	if (n == 0)
		return 0;
	if (wanted != AX_CODEC_NONE)
	{
		*id = wanted;
		bytes = ax_codec(wanted)->encode(kind, values, n, out, n * ax_kind_info(kind)->width);
	}
	return bytes > 0 ? bytes : encode_best(kind, values, n, out, id);
}

size_t
ax_codec_encode(AxKind kind, const void *values, size_t n, AxCodecId wanted,
				uint8_t *out, AxCodecId *id)
{
	size_t		bytes = ax_codec_shrink(kind, values, n, wanted, out, id);

	if (bytes > 0 || n == 0)
		return bytes;
	*id = AX_CODEC_PLAIN;
	kind = ax_kind_storage(kind);
	return plain_encode(kind, values, n, out, n * ax_kind_info(kind)->width);
}
