/*
 * Floats that are decimal numbers of few digits, as integers: v = d / 10^e.
 *
 *		u8, u8		e (0 to 15), bits of a difference (0 to 52)
 *		u16, u32	zero, number of exceptions
 *		i64			reference, the least d
 *		differences	of n integers, packed
 *		u16 each	places of the exceptions, ascending, padded to 8
 *		values		of the exceptions
 *
 * The division is exact to the last bit for a decimal of up to 15 digits,
 * where a multiplication by 10^-e would not be.  What does not come back bit
 * by bit is an exception: -0, NaN, infinities, and all that has more digits.
 */
#include "codec/bits.h"
#include "codec/codec.h"
#include "format/bytes.h"
#include "format/head.h"

#define DECIMAL_HEAD 16
#define DECIMAL_EXPONENTS 16
#define DECIMAL_BITS 52

/* An integer below 2^51 and this have the integer in the low bits of the sum. */
#define DECIMAL_MAGIC 0x1.8p52

/* How many values choose the exponent. */
#define DECIMAL_SAMPLE 32

static const double powers[DECIMAL_EXPONENTS] = {
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
};

/* Integers of float4 fit int4, those of float8 lie within this. */
#define AX_T float
#define AX_BITS uint32_t
#define AX_INT int32_t
#define AX_NAME float4
#define AX_LIMIT_OF 2147483000.0
#include "codec/decimal_number.h"

#define AX_T double
#define AX_BITS uint64_t
#define AX_INT int64_t
#define AX_NAME float8
#define AX_LIMIT_OF 0x1p50
#include "codec/decimal_number.h"

static size_t
decimal_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	if (n > AX_TILE_CELLS_MAX)
		return 0;
	if (kind == AX_KIND_FLOAT4)
		return encode_float4(values, n, out, room);
	if (kind == AX_KIND_FLOAT8)
		return encode_float8(values, n, out, room);
	return 0;
}

static bool
decimal_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	unsigned	exponent;
	unsigned	bits;
	size_t		exceptions;
	size_t		packed;
	uint32_t	width = ax_kind_info(kind)->width;
	const uint8_t *place;
	const uint8_t *value;

	if (bytes < DECIMAL_HEAD || (kind != AX_KIND_FLOAT4 && kind != AX_KIND_FLOAT8))
		return false;
	exponent = in[0];
	bits = in[1];
	exceptions = ax_get_u32(in + 4);
	if (exponent >= DECIMAL_EXPONENTS || bits > DECIMAL_BITS || ax_get_u16(in + 2) != 0 ||
		exceptions > n)
		return false;
	packed = ax_bits_bytes(n, bits);
	if (bytes != DECIMAL_HEAD + packed + (2 * exceptions + 7) / 8 * 8 + exceptions * width)
		return false;
	if (!(kind == AX_KIND_FLOAT4 ? decode_float4(in, packed, values, n, exponent, bits) :
		  decode_float8(in, packed, values, n, exponent, bits)))
		return false;
	place = in + DECIMAL_HEAD + packed;
	value = in + bytes - exceptions * width;
	for (size_t x = 0; x < exceptions; x++, value += width)
	{
		size_t		at = ax_get_u16(place + 2 * x);

		if (at >= n || (x > 0 && at <= ax_get_u16(place + 2 * x - 2)))
			return false;
		memcpy((uint8_t *) values + at * width, value, width);
	}
	return true;
}

const AxCodec ax_codec_decimal = {"decimal", decimal_encode, decimal_decode};
