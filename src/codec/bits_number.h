/*
 * Template: packing and unpacking for one C type of integers.
 *
 * Parameters, undefined at the end: AX_T the C type, AX_NAME a suffix.  Emits
 * pack_NAME and unpack_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

/* Writes the differences from min, of `bits` bits each, to words from p on. */
static void
AX_PASTE(pack, AX_NAME) (const AX_T *v, size_t n, int64_t min, unsigned bits, uint8_t *p)
{
	uint64_t	word = 0;
	unsigned	used = 0;

	for (size_t i = 0; i < n; i++)
	{
		uint64_t	d = (uint64_t) v[i] - (uint64_t) min;

		word |= d << used;
		used += bits;
		if (used >= 64)
		{
			ax_put_u64(p, word);
			p += 8;
			used -= 64;
			word = used > 0 ? d >> (bits - used) : 0;
		}
	}
	if (used > 0)
		ax_put_u64(p, word);
}

/*
 * Reads n differences and adds the reference modulo 2^64; false when a value
 * does not fit the type, which is seen by comparing with it read back.
 */
static bool
AX_PASTE(unpack, AX_NAME) (const uint8_t *p, size_t bytes, AX_T *out, size_t n,
						   uint64_t reference, unsigned bits)
{
	uint64_t	mask = (UINT64_C(1) << bits) - 1;
	uint64_t	wrong = 0;
	size_t		i = 0;

	if (bits <= 57 && bytes >= 8 + bits)
	{
		/*
		 * Eight differences take `bits` bytes, and each lies within the eight
		 * bytes from its first one on.
		 */
		const uint8_t *end = p + bytes - 8 - bits;
		const uint8_t *from = p;
		unsigned	byte[8];
		unsigned	shift[8];

		for (unsigned k = 0; k < 8; k++)
		{
			byte[k] = k * bits / 8;
			shift[k] = k * bits % 8;
		}
		for (; i + 8 <= n && from <= end; i += 8, from += bits)
		{
#pragma GCC unroll 8
			for (unsigned k = 0; k < 8; k++)
			{
				uint64_t	v = ((ax_get_u64(from + byte[k]) >> shift[k]) & mask) + reference;

				out[i + k] = (AX_T) v;
				wrong |= (uint64_t) (int64_t) out[i + k] ^ v;
			}
		}
	}
	for (; i < n; i++)
	{
		size_t		at = i * bits;
		unsigned	shift = at % 64;
		uint64_t	v = ax_get_u64(p + at / 64 * 8) >> shift;

		if (shift + bits > 64)
			v |= ax_get_u64(p + at / 64 * 8 + 8) << (64 - shift);
		v = (v & mask) + reference;
		out[i] = (AX_T) v;
		wrong |= (uint64_t) (int64_t) out[i] ^ v;
	}
	return wrong == 0;
}

#undef AX_T
#undef AX_NAME
#undef AX_PASTE
#undef AX_PASTE_
