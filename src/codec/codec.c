/* The table of codecs, the choice among them, plain and constant. */
#include "codec/codec.h"

#include <string.h>

#include "format/bytes.h"

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
};

const AxCodec *
ax_codec(int id)
{
	return id >= 0 && id < AX_CODEC_END ? codecs[id] : NULL;
}

size_t
ax_codec_encode(AxKind kind, const void *values, size_t n, uint8_t *out, AxCodecId *id)
{
	/* tried in this order: each later one is the smaller only if much smaller */
	static const AxCodecId order[] = {AX_CODEC_CONSTANT, AX_CODEC_PACKED, AX_CODEC_RUNS};
	size_t		plain = n * ax_kind_info(kind)->width;
	size_t		best = 0;

	if (n == 0)
	{
		*id = AX_CODEC_NONE;
		return 0;
	}
	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
	{
		/* what was found is overwritten only by something of half its size */
		size_t		room = best > 0 ? best / 2 : plain / 4 * 3;
		size_t		bytes = ax_codec(order[k])->encode(kind, values, n, out, room);

		if (bytes > 0)
		{
			best = bytes;
			*id = order[k];
			if (order[k] == AX_CODEC_CONSTANT)
				break;
		}
	}
	if (best > 0)
		return best;
	*id = AX_CODEC_PLAIN;
	return plain_encode(kind, values, n, out, plain);
}
