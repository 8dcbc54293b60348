/*
 * zstd behind a byte shuffle: values are cut into planes, the first bytes of
 * all, the second bytes of all, and each plane is kept as it pays.
 *
 *		u32			1: integers as zigzag differences from the one before
 *		u32 each	form << 24 | bytes, for each plane; the byte in a constant one
 *		bytes		of the planes, one after another
 *
 * Values of 16 bytes are two streams of 8-byte words; those of types by name
 * whose width is no power of two up to 16 are streams of bytes.
 */
#include "codec/planes.h"

#include <math.h>
#include <string.h>
#include <zstd.h>

#include "codec/codec.h"
#include "format/bytes.h"
#include "format/head.h"

#define AX_T uint8_t
#define AX_NAME byte
#define AX_STRIDE 1
#include "codec/planes_number.h"

#define AX_T uint16_t
#define AX_NAME short
#define AX_STRIDE 1
#include "codec/planes_number.h"

#define AX_T uint32_t
#define AX_NAME int
#define AX_STRIDE 1
#include "codec/planes_number.h"

#define AX_T uint64_t
#define AX_NAME long
#define AX_STRIDE 1
#include "codec/planes_number.h"

#define AX_T uint64_t
#define AX_NAME pair
#define AX_STRIDE 2
#include "codec/planes_number.h"

typedef enum PlaneForm
{
	PLANE_CONSTANT = 0,			/* one byte, in the table */
	PLANE_PLAIN = 1,			/* as it is */
	PLANE_ZSTD = 2				/* a frame of zstd */
} PlaneForm;

#define PLANES_DELTA 1
#define PLANES_HEAD(width) (4 + 4 * (size_t) (width))

/*
 * Of smooth int4 (see docs/format.md) level 1 leaves 1.47 MB, 3 1.48, 4 1.18, 5
 * 1.09, 7 0.91, and long matches read faster too: 5 at 1.4 times the speed of 1;
 * but 5 writes at 0.4 and 7 at 0.17 times the speed of 1.  lz4 leaves 3.34.
 */
#define PLANES_LEVEL 5

/* What is looked at: stretches, so that differences are seen too. */
#define SAMPLE_STRETCHES 8
#define SAMPLE_STRETCH 16
#define SAMPLE_VALUES (SAMPLE_STRETCHES * SAMPLE_STRETCH)

/* Bytes of the words that values of a width are taken as. */
static unsigned
word_of(uint32_t width)
{
	return width == 16 ? 8 : width <= 8 && (width & (width - 1)) == 0 ? width : 1;
}

/* A byte plane of values [from, from + n). */
static void
take(uint32_t width, const uint8_t *values, size_t from, size_t n, unsigned plane,
	 bool delta, uint8_t *out)
{
	unsigned	shift = plane % 8 * 8;

	switch (width)
	{
		case 1:
			take_byte(values, from, n, shift, delta, out);
			break;
		case 2:
			take_short((const void *) values, from, n, shift, delta, out);
			break;
		case 4:
			take_int((const void *) values, from, n, shift, delta, out);
			break;
		case 8:
			take_long((const void *) values, from, n, shift, delta, out);
			break;
		default:
			for (size_t i = 0; i < n; i++)
				out[i] = values[(from + i) * width + plane];
			break;
		case 16:
			take_pair((const void *) (values + plane / 8 * 8), from, n, shift, delta, out);
			break;
	}
}

/* The first plane put into a word brings its fixed bits. */
static void
put(uint32_t width, uint8_t *values, size_t n, unsigned plane, bool first, uint64_t fixed,
	const uint8_t *in)
{
	unsigned	shift = plane % 8 * 8;

	switch (width)
	{
		case 1:
			put_byte(values, n, shift, first, fixed, in);
			break;
		case 2:
			put_short((void *) values, n, shift, first, fixed, in);
			break;
		case 4:
			put_int((void *) values, n, shift, first, fixed, in);
			break;
		case 8:
			put_long((void *) values, n, shift, first, fixed, in);
			break;
		default:
			for (size_t i = 0; i < n; i++)
				values[i * width + plane] = in != NULL ? in[i] : (uint8_t) fixed;
			break;
		case 16:
			put_pair((void *) (values + plane / 8 * 8), n, shift, first, fixed, in);
			break;
	}
}

static void
sum(uint32_t width, uint8_t *values, size_t n)
{
	switch (width)
	{
		case 1:
			sum_byte(values, n);
			break;
		case 2:
			sum_short((void *) values, n);
			break;
		case 4:
			sum_int((void *) values, n);
			break;
		case 8:
			sum_long((void *) values, n);
			break;
		case 16:
			sum_pair((void *) values, n);
			sum_pair((void *) (values + 8), n);
			break;
	}
}

/* Says whether differences of the kind can mean anything. */
static bool
has_delta(AxKind kind)
{
	return (ax_kind_info(kind)->class == AX_CLASS_INTEGER && kind != AX_KIND_BOOL) ||
		kind == AX_KIND_RATIONAL;
}

/*
 * Bits of information in a byte of a plane, about, and at most 8: from how
 * often two bytes of the sample are the same, which needs no correction for
 * its size as an entropy would.
 */
static double
sample_bits(AxKind kind, const uint8_t *values, size_t n, unsigned plane, bool delta)
{
	uint32_t	width = ax_kind_info(kind)->width;
	uint8_t		bytes[SAMPLE_VALUES];
	uint8_t		seen[256] = {0};
	size_t		stretch = n < SAMPLE_VALUES ? n : SAMPLE_STRETCH;
	size_t		count = 0;
	uint32_t	same = 0;
	double		bits;

	for (size_t s = 0; s < SAMPLE_STRETCHES && count + stretch <= SAMPLE_VALUES; s++)
	{
		if (s > 0 && n < SAMPLE_VALUES)
			break;
		take(width, values, (n - stretch) / SAMPLE_STRETCHES * s, stretch, plane, delta,
			 bytes + count);
		count += stretch;
	}
	for (size_t i = 0; i < count; i++)
		same += seen[bytes[i]]++;
	if (same == 0)
		return 8;
	bits = log2((double) count * (double) (count - 1) / 2 / same);
	return bits < 8 ? bits : 8;
}

/* Estimated bits of a value; says whether differences take fewer. */
static double
sample_value(AxKind kind, const uint8_t *values, size_t n, bool *delta)
{
	double		plain = 0;
	double		differences = 0;

	for (unsigned p = 0; p < ax_kind_info(kind)->width; p++)
	{
		plain += sample_bits(kind, values, n, p, false);
		if (has_delta(kind))
			differences += sample_bits(kind, values, n, p, true);
	}
	*delta = has_delta(kind) && differences <= plain;
	return *delta ? differences : plain;
}

size_t
ax_planes_estimate(AxKind kind, const void *values, size_t n)
{
	bool		delta;

	return PLANES_HEAD(ax_kind_info(kind)->width) +
		(size_t) (sample_value(kind, values, n, &delta) * (double) n / 8);
}

static size_t
planes_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	uint8_t		plane[AX_TILE_CELLS_MAX];
	uint8_t		frame[ZSTD_COMPRESSBOUND(AX_TILE_CELLS_MAX)];
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		used = PLANES_HEAD(width);
	bool		delta;

	if (used > room || n > AX_TILE_CELLS_MAX)
		return 0;
	sample_value(kind, values, n, &delta);
	ax_put_u32(out, delta ? PLANES_DELTA : 0);
	for (unsigned p = 0; p < width; p++)
	{
		PlaneForm	form = PLANE_PLAIN;
		const uint8_t *from = plane;
		size_t		size = n;

		take(width, values, 0, n, p, delta, plane);
		if (memcmp(plane, plane + 1, n - 1) == 0)
		{
			ax_put_u32(out + 4 + 4 * p, (uint32_t) PLANE_CONSTANT << 24 | plane[0]);
			continue;
		}
		/* what looks like noise is not tried; a frame must pay for its reading */
		if (sample_bits(kind, values, n, p, delta) < 7.4)
		{
			size = ZSTD_compress(frame, sizeof(frame), plane, n, PLANES_LEVEL);
			if (!ZSTD_isError(size) && size < n / 8 * 7)
			{
				form = PLANE_ZSTD;
				from = frame;
			}
			else
				size = n;
		}
		if (size > room - used)
			return 0;
		ax_put_u32(out + 4 + 4 * p, (uint32_t) form << 24 | (uint32_t) size);
		memcpy(out + used, from, size);
		used += size;
	}
	return used;
}

/* Reads one plane; one that is plain is lent from where it lies. */
static const uint8_t *
read_plane(PlaneForm form, const uint8_t *in, size_t size, uint8_t *plane, size_t n)
{
	if (form == PLANE_PLAIN)
		return size == n ? in : NULL;
	return ZSTD_decompress(plane, n, in, size) == n ? plane : NULL;
}

static bool
planes_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint8_t		plane[AX_TILE_CELLS_MAX];
	uint32_t	width = ax_kind_info(kind)->width;
	unsigned	word = word_of(width);
	size_t		used = PLANES_HEAD(width);
	uint32_t	transform;

	if (bytes < used || n == 0 || n > AX_TILE_CELLS_MAX)
		return false;
	transform = ax_get_u32(in);
	if (transform != 0 && !(transform == PLANES_DELTA && has_delta(kind)))
		return false;
	for (unsigned start = 0; start < width; start += word)
	{
		uint64_t	fixed = 0;
		bool		first = true;

		for (unsigned p = 0; p < word; p++)
		{
			uint32_t	entry = ax_get_u32(in + 4 + 4 * (start + p));

			if (entry >> 24 == PLANE_CONSTANT)
			{
				if (entry > 255)
					return false;
				fixed |= (uint64_t) entry << (8 * p);
			}
		}
		for (unsigned p = 0; p < word; p++)
		{
			uint32_t	entry = ax_get_u32(in + 4 + 4 * (start + p));
			size_t		size = entry & 0xffffff;
			const uint8_t *from;

			if (entry >> 24 == PLANE_CONSTANT)
				continue;
			if (entry >> 24 > PLANE_ZSTD || size > bytes - used)
				return false;
			from = read_plane((PlaneForm) (entry >> 24), in + used, size, plane, n);
			if (from == NULL)
				return false;
			put(width, values, n, start + p, first, fixed, from);
			first = false;
			used += size;
		}
		if (first)
			put(width, values, n, start, true, fixed, NULL);
	}
	if (used != bytes)
		return false;
	if (transform == PLANES_DELTA)
		sum(width, values, n);
	return ax_codec_values_ok(kind, values, n);
}

const AxCodec ax_codec_zstd = {"zstd", planes_encode, planes_decode};
