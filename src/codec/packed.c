/*
 * Bit-packing of integers above a reference value: i64 reference (the least
 * value), u64 bits of a value (1 to 63), then the differences, packed from
 * the low end of 64-bit words.
 */
#include "codec/codec.h"

#include <string.h>

#include "codec/bits.h"
#include "codec/look.h"
#include "format/bytes.h"

#define PACKED_HEAD 16

/* One byte of each is 1 in these, and one bit of each byte, bit i of byte i. */
#define EACH_BYTE UINT64_C(0x0101010101010101)
#define EACH_BIT UINT64_C(0x8040201008040201)

/* Bools are packed as they are, or minus 1 where all of them are true. */
static void
pack_truth(const uint8_t *v, size_t n, int64_t min, uint8_t *p)
{
	uint8_t		flip = (uint8_t) min;
	size_t		i = 0;

	memset(p, 0, ax_bits_bytes(n, 1));
	for (; i + 8 <= n; i += 8)
	{
		uint64_t	eight = ax_get_u64(v + i) ^ (EACH_BYTE * flip);

		/* moves bit 0 of byte k to bit 56 + k, with nothing carried */
		p[i / 8] = (uint8_t) ((eight * UINT64_C(0x0102040810204080)) >> 56);
	}
	for (; i < n; i++)
		p[i / 8] |= (uint8_t) ((v[i] ^ flip) << (i % 8));
}

static bool
unpack_truth(const uint8_t *p, uint8_t *out, size_t n, uint64_t reference)
{
	uint64_t	all = 0;
	size_t		i = 0;

	for (; i + 8 <= n; i += 8)
	{
		uint64_t	eight = (p[i / 8] * EACH_BYTE) & EACH_BIT;

		eight = ((eight + EACH_BYTE * 0x7f) >> 7) & EACH_BYTE;
		ax_put_u64(out + i, eight + EACH_BYTE * reference);
		all |= eight;
	}
	for (; i < n; i++)
	{
		uint8_t		bit = (p[i / 8] >> (i % 8)) & 1;

		out[i] = (uint8_t) (bit + reference);
		all |= bit;
	}
	return reference == 0 || all == 0;
}

static size_t
packed_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	int64_t		min;
	int64_t		max;
	uint64_t	spread;
	unsigned	bits;
	size_t		bytes;
	uint8_t    *p = out + PACKED_HEAD;

	if (ax_kind_info(kind)->class != AX_CLASS_INTEGER)
		return 0;
	ax_look_range(kind, values, n, &min, &max);
	spread = (uint64_t) max - (uint64_t) min;
	bits = spread == 0 ? 1 : ax_bits_for(spread);
	bytes = PACKED_HEAD + ax_bits_bytes(n, bits);
	if (bits > 63 || bytes > room)
		return 0;
	ax_put_i64(out, min);
	ax_put_u64(out + 8, bits);
	if (kind == AX_KIND_BOOL)
		pack_truth(values, n, min, p);
	else
		ax_bits_pack(ax_kind_info(kind)->width, values, n, min, bits, p);
	return bytes;
}

static bool
packed_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint64_t	reference;
	uint64_t	bits;
	const uint8_t *p = in + PACKED_HEAD;

	if (bytes < PACKED_HEAD || ax_kind_info(kind)->class != AX_CLASS_INTEGER)
		return false;
	reference = ax_get_u64(in);
	bits = ax_get_u64(in + 8);
	if (bits < 1 || bits > 63 || bytes != PACKED_HEAD + ax_bits_bytes(n, (unsigned) bits))
		return false;
	if (kind == AX_KIND_BOOL)
		return bits == 1 && reference <= 1 && unpack_truth(p, values, n, reference);
	return ax_bits_unpack(ax_kind_info(kind)->width, p, bytes - PACKED_HEAD, values, n,
						  reference, (unsigned) bits);
}

const AxCodec ax_codec_packed = {"packed", packed_encode, packed_decode};
