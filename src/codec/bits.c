/* Bit-packing by the width of the integers. */
#include "codec/bits.h"

#include "format/bytes.h"

#define AX_T int16_t
#define AX_NAME int2
#include "codec/bits_number.h"

#define AX_T int32_t
#define AX_NAME int4
#include "codec/bits_number.h"

#define AX_T int64_t
#define AX_NAME int8
#include "codec/bits_number.h"

void
ax_bits_pack(uint32_t width, const void *values, size_t n, int64_t min,
			 unsigned bits, uint8_t *out)
{
	if (width == 2)
		pack_int2(values, n, min, bits, out);
	else if (width == 4)
		pack_int4(values, n, min, bits, out);
	else
		pack_int8(values, n, min, bits, out);
}

bool
ax_bits_unpack(uint32_t width, const uint8_t *in, size_t bytes, void *values,
			   size_t n, uint64_t reference, unsigned bits)
{
	if (width == 2)
		return unpack_int2(in, bytes, values, n, reference, bits);
	if (width == 4)
		return unpack_int4(in, bytes, values, n, reference, bits);
	return unpack_int8(in, bytes, values, n, reference, bits);
}
