/*
 * Run-length codec: u32 number of runs, u32 zero, the end of each run as u32
 * (exclusive), padded to 8, then one value for each run.
 */
#include "codec/codec.h"

#include <string.h>

#include "codec/look.h"
#include "format/bytes.h"

static size_t
size_for(size_t runs, uint32_t width)
{
	return 8 + (runs * 4 + 7) / 8 * 8 + runs * width;
}

static size_t
runs_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	uint32_t	width = ax_kind_info(kind)->width;
	const uint8_t *v = values;
	size_t		most = room > 16 ? (room - 16) / (4 + width) : 0;
	size_t		runs = ax_look_runs(values, n, width, most + 1);
	size_t		bytes = size_for(runs, width);
	uint8_t    *end = out + 8;
	uint8_t    *value = out + bytes - runs * width;

	if (runs > most || bytes > room)
		return 0;
	memset(out, 0, bytes - runs * width);
	ax_put_u32(out, (uint32_t) runs);
	for (size_t i = 0; i < n; i++)
	{
		if (i + 1 < n && memcmp(v + i * width, v + (i + 1) * width, width) == 0)
			continue;
		ax_put_u32(end, (uint32_t) (i + 1));
		memcpy(value, v + i * width, width);
		end += 4;
		value += width;
	}
	return bytes;
}

static bool
runs_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint32_t	width = ax_kind_info(kind)->width;
	uint8_t    *out = values;
	size_t		runs;
	size_t		from = 0;
	const uint8_t *value;

	if (bytes < 8 || ax_get_u32(in + 4) != 0)
		return false;
	runs = ax_get_u32(in);
	if (runs == 0 || runs > n || bytes != size_for(runs, width))
		return false;
	value = in + bytes - runs * width;
	for (size_t r = 0; r < runs; r++, value += width)
	{
		size_t		to = ax_get_u32(in + 8 + 4 * r);

		if (to <= from || to > n ||
			!ax_codec(AX_CODEC_CONSTANT)->decode(kind, value, width, out + from * width, to - from))
			return false;
		from = to;
	}
	return from == n;
}

const AxCodec ax_codec_runs = {"runs", runs_encode, runs_decode};
