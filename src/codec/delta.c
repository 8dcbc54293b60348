/*
 * Bit-packing of the differences of integers from the ones before: i64 least
 * difference, u64 bits above it (0 to 63), i64 first value, then the n - 1
 * differences.  They wrap around in the width of the kind.
 */
#include "codec/bits.h"
#include "codec/codec.h"
#include "format/bytes.h"

#define DELTA_HEAD 24

#define AX_T int16_t
#define AX_U uint16_t
#define AX_NAME int2
#include "codec/delta_number.h"

#define AX_T int32_t
#define AX_U uint32_t
#define AX_NAME int4
#include "codec/delta_number.h"

#define AX_T int64_t
#define AX_U uint64_t
#define AX_NAME int8
#include "codec/delta_number.h"

static size_t
delta_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	switch (kind)
	{
		case AX_KIND_INT2:
			return encode_int2(values, n, out, room);
		case AX_KIND_INT4:
			return encode_int4(values, n, out, room);
		case AX_KIND_INT8:
			return encode_int8(values, n, out, room);
		default:
			return 0;
	}
}

static bool
delta_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint64_t	bits;

	if (bytes < DELTA_HEAD || n == 0)
		return false;
	bits = ax_get_u64(in + 8);
	if (bits > 63 || bytes != DELTA_HEAD + ax_bits_bytes(n - 1, (unsigned) bits))
		return false;
	switch (kind)
	{
		case AX_KIND_INT2:
			return decode_int2(in, bytes, values, n, (unsigned) bits);
		case AX_KIND_INT4:
			return decode_int4(in, bytes, values, n, (unsigned) bits);
		case AX_KIND_INT8:
			return decode_int8(in, bytes, values, n, (unsigned) bits);
		default:
			return false;
	}
}

const AxCodec ax_codec_delta = {"delta", delta_encode, delta_decode};
