/*
 * Run-length codec: u32 number of runs, u32 zero, the end of each run as u32
 * (exclusive), padded to 8, then one value for each run.
 */
#include "codec/codec.h"

#include <string.h>

#include "codec/look.h"
#include "codec/width.h"
#include "format/bytes.h"

static size_t
size_for(size_t runs, uint32_t width)
{
	return 8 + (runs * 4 + 7) / 8 * 8 + runs * width;
}

AX_INLINE void
put_runs(const uint8_t *v, size_t n, uint8_t *end, uint8_t *value, size_t width)
{
	for (size_t i = 0; i < n; i++)
	{
		if (i + 1 < n && memcmp(v + i * width, v + (i + 1) * width, width) == 0)
			continue;
		ax_put_u32(end, (uint32_t) (i + 1));
		memcpy(value, v + i * width, width);
		end += 4;
		value += width;
	}
}

static size_t
runs_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		most = room > 8 ? (room - 8) / (4 + width) : 0;
	size_t		runs = ax_look_runs(values, n, width, most + 1);
	size_t		bytes;

	if (runs > most || (bytes = size_for(runs, width)) > room)
		return 0;
	memset(out, 0, bytes - runs * width);
	ax_put_u32(out, (uint32_t) runs);
	AX_FOR_WIDTH(width, put_runs(values, n, out + 8, out + bytes - runs * width, AX_W));
	return bytes;
}

/* Runs of up to eight values are written as eight: what follows overwrites. */
AX_INLINE bool
get_runs(const uint8_t *end, const uint8_t *value, size_t runs, uint8_t *out,
		 size_t n, size_t width)
{
	size_t		from = 0;

	for (size_t r = 0; r < runs; r++, value += width)
	{
		size_t		to = ax_get_u32(end + 4 * r);
		uint8_t		copy[AX_WIDTH_MAX];

		if (to <= from || to > n)
			return false;
		memcpy(copy, value, width);
		if (to - from <= 8 && n - from >= 8)
			for (size_t i = 0; i < 8; i++)
				memcpy(out + (from + i) * width, copy, width);
		else
			for (size_t i = from; i < to; i++)
				memcpy(out + i * width, copy, width);
		from = to;
	}
	return from == n;
}

static bool
runs_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint32_t	width = ax_kind_info(kind)->width;
	bool		good = false;
	const uint8_t *value;
	size_t		runs;

	if (bytes < 8 || ax_get_u32(in + 4) != 0)
		return false;
	runs = ax_get_u32(in);
	if (runs == 0 || runs > n || bytes != size_for(runs, width))
		return false;
	value = in + bytes - runs * width;
	if (!ax_codec_values_ok(kind, value, runs))
		return false;
	AX_FOR_WIDTH(width, good = get_runs(in + 8, value, runs, values, n, AX_W));
	return good;
}

const AxCodec ax_codec_runs = {"runs", runs_encode, runs_decode};
