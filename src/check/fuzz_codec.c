/*
 * Fuzzing of codecs.  The input is kind, codec, number of values (u16), then
 * bytes that are decoded as they are, and taken for values that are encoded
 * and decoded again.
 */
#include <stdio.h>

#include "check/sample.h"
#include "codec/codec.h"
#include "codec/look.h"
#include "format/bytes.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good, const char *what)
{
	if (!good)
	{
		fprintf(stderr, "%s\n", what);
		abort();
	}
}

static void
decode_any(AxKind kind, const AxCodec *codec, const uint8_t *in, size_t bytes, size_t n)
{
	uint8_t    *values = malloc(n * ax_kind_info(kind)->width + 1);

	if (codec->decode(kind, in, bytes, values, n) && codec != ax_codec(AX_CODEC_NONE))
		must(ax_codec_values_ok(kind, values, n), "decoded values");
	free(values);
}

/* Encodes with a codec into just `room` bytes, decodes, compares. */
static void
there_and_back(AxKind kind, const AxCodec *codec, const uint8_t *values, size_t n, size_t room)
{
	size_t		size = n * ax_kind_info(kind)->width;
	uint8_t    *out = malloc(room + 1);
	size_t		bytes = codec->encode(kind, values, n, out, room);

	must(bytes <= room, "room of a codec");
	if (bytes > 0)
	{
		uint8_t    *in = malloc(bytes);
		uint8_t    *back = malloc(size);

		memcpy(in, out, bytes);
		must(codec->decode(kind, in, bytes, back, n), "what was encoded decodes");
		must(memcmp(back, values, size) == 0, "values there and back");
		free(in);
		free(back);
	}
	free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AxKind		kind;
	uint32_t	width;
	uint8_t    *copy;
	uint8_t    *values;
	size_t		n;

	if (size < 4 || ax_kind_info(data[0]) == NULL || ax_codec(data[1]) == NULL)
		return 0;
	kind = (AxKind) data[0];
	width = ax_kind_info(kind)->width;
	n = ax_get_u16(data + 2);
	copy = malloc(size - 4 + 1);
	memcpy(copy, data + 4, size - 4);
	decode_any(kind, ax_codec(data[1]), copy, size - 4, n);

	/* as values: made ones of the kind, at an aligned address */
	n = (size - 4) / width;
	values = malloc(n * width + 1);
	memcpy(values, copy, n * width);
	for (size_t i = 0; i < n; i++)
	{
		if (kind == AX_KIND_BOOL)
			values[i] &= 1;
		if (kind == AX_KIND_RATIONAL && ax_get_i64(values + 16 * i + 8) <= 0)
			ax_put_i64(values + 16 * i + 8, 1);
	}
	if (n > 0)
	{
		uint8_t    *out = malloc(n * width);
		AxSummary	summary;
		AxCodecId	id;
		size_t		bytes;

		for (int c = AX_CODEC_PLAIN; c < AX_CODEC_END; c++)
		{
			there_and_back(kind, ax_codec(c), values, n, n * (width + 4) + 64);
			there_and_back(kind, ax_codec(c), values, n, n * width / 4 * 3);
		}
		bytes = ax_codec_encode(kind, values, n, AX_CODEC_NONE, out, &id);
		must(bytes <= n * width, "room of the choice");
		there_and_back(kind, ax_codec(id), values, n, bytes);
		ax_look_summarize(kind, values, n, &summary);
		/* bytes without an order have no range */
		must(summary.present == n && summary.has_range ==
			 (summary.nans < n && ax_kind_info(kind)->class != AX_CLASS_OPAQUE), "summary");
		free(out);
	}
	free(values);
	free(copy);
	return 0;
}
