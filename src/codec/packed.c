/*
 * Bit-packing of integers above a reference value: i64 reference (the least
 * value), u64 bits of a value (1 to 63), then the differences, packed from
 * the low end of 64-bit words.
 */
#include "codec/codec.h"

#include <string.h>

#include "codec/look.h"
#include "format/bytes.h"

#define PACKED_HEAD 16

static size_t
words_for(size_t n, unsigned bits)
{
	return (n * bits + 63) / 64;
}

static int64_t
load(AxKind kind, const void *values, size_t i)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			return ((const uint8_t *) values)[i];
		case AX_KIND_INT2:
			return ((const int16_t *) values)[i];
		case AX_KIND_INT4:
			return ((const int32_t *) values)[i];
		default:
			return ((const int64_t *) values)[i];
	}
}

static size_t
packed_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	int64_t		min;
	int64_t		max;
	uint64_t	spread;
	uint64_t	word = 0;
	unsigned	bits;
	unsigned	used = 0;
	size_t		bytes;
	uint8_t    *p = out + PACKED_HEAD;

	if (ax_kind_info(kind)->class != AX_CLASS_INTEGER)
		return 0;
	ax_look_range(kind, values, n, &min, &max);
	spread = (uint64_t) max - (uint64_t) min;
	bits = spread == 0 ? 1 : 64 - (unsigned) __builtin_clzll(spread);
	bytes = PACKED_HEAD + words_for(n, bits) * 8;
	if (bits > 63 || bytes > room)
		return 0;
	ax_put_i64(out, min);
	ax_put_u64(out + 8, bits);
	for (size_t i = 0; i < n; i++)
	{
		uint64_t	v = (uint64_t) load(kind, values, i) - (uint64_t) min;

		word |= v << used;
		used += bits;
		if (used >= 64)
		{
			ax_put_u64(p, word);
			p += 8;
			used -= 64;
			word = used > 0 ? v >> (bits - used) : 0;
		}
	}
	if (used > 0)
		ax_put_u64(p, word);
	return bytes;
}

/*
 * Unpacks into one C type.  Differences are added modulo 2^64; what does not
 * fit the type is seen by comparing with the value read back.
 */
#define UNPACK(type) \
	do { \
		type	   *out = values; \
		uint64_t	wrong = 0; \
		\
		for (size_t i = 0; i < n; i++) \
		{ \
			size_t		at = i * bits; \
			unsigned	shift = at & 63; \
			uint64_t	v = ax_get_u64(p + at / 64 * 8) >> shift; \
			\
			if (shift + bits > 64) \
				v |= ax_get_u64(p + at / 64 * 8 + 8) << (64 - shift); \
			v = (v & mask) + reference; \
			out[i] = (type) v; \
			wrong |= (uint64_t) (int64_t) out[i] ^ v; \
		} \
		return wrong == 0; \
	} while (0)

static bool
packed_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint64_t	reference;
	uint64_t	bits;
	uint64_t	mask;
	const uint8_t *p = in + PACKED_HEAD;

	if (bytes < PACKED_HEAD || ax_kind_info(kind)->class != AX_CLASS_INTEGER)
		return false;
	reference = ax_get_u64(in);
	bits = ax_get_u64(in + 8);
	if (bits < 1 || bits > 63 || bytes != PACKED_HEAD + words_for(n, (unsigned) bits) * 8)
		return false;
	mask = (UINT64_C(1) << bits) - 1;
	switch (kind)
	{
		case AX_KIND_BOOL:
			{
				uint8_t    *out = values;
				uint8_t		all = 0;

				if (bits != 1 || reference > 1)
					return false;
				for (size_t i = 0; i < n; i++)
				{
					out[i] = (uint8_t) (((p[i / 8] >> (i % 8)) & 1) + reference);
					all |= out[i];
				}
				return all <= 1;
			}
		case AX_KIND_INT2:
			UNPACK(int16_t);
		case AX_KIND_INT4:
			UNPACK(int32_t);
		default:
			UNPACK(int64_t);
	}
}

const AxCodec ax_codec_packed = {"packed", packed_encode, packed_decode};
