/*
 * Template: differences of one C type of integers.
 *
 * Parameters, undefined at the end: AX_T the C type, AX_U the unsigned one,
 * AX_NAME a suffix.  Emits encode_NAME and decode_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

static size_t
AX_PASTE(encode, AX_NAME) (const AX_T *v, size_t n, uint8_t *out, size_t room)
{
	AX_T		min = n > 1 ? (AX_T) ((AX_U) v[1] - (AX_U) v[0]) : 0;
	AX_T		max = min;
	AX_T		stretch[AX_BITS_STRETCH];
	unsigned	bits;
	size_t		bytes;

	for (size_t i = 1; i < n; i++)
	{
		AX_T		d = (AX_T) ((AX_U) v[i] - (AX_U) v[i - 1]);

		min = d < min ? d : min;
		max = d > max ? d : max;
	}
	bits = ax_bits_for((uint64_t) max - (uint64_t) min);
	bytes = DELTA_HEAD + ax_bits_bytes(n - 1, bits);
	if (bits > 63 || bytes > room)
		return 0;
	ax_put_i64(out, min);
	ax_put_u64(out + 8, bits);
	ax_put_i64(out + 16, v[0]);
	out += DELTA_HEAD;
	for (size_t i = 1; i < n && bits > 0; i += AX_BITS_STRETCH, out += 8 * bits)
	{
		size_t		count = n - i < AX_BITS_STRETCH ? n - i : AX_BITS_STRETCH;

		for (size_t k = 0; k < count; k++)
			stretch[k] = (AX_T) ((AX_U) v[i + k] - (AX_U) v[i + k - 1]);
		ax_bits_pack(sizeof(AX_T), stretch, count, min, bits, out);
	}
	return bytes;
}

static bool
AX_PASTE(decode, AX_NAME) (const uint8_t *in, size_t bytes, AX_T *v, size_t n, unsigned bits)
{
	uint64_t	reference = ax_get_u64(in);
	AX_T		first = (AX_T) ax_get_u64(in + 16);
	AX_U		sum = (AX_U) first;

	if (ax_get_i64(in + 16) != first)
		return false;
	v[0] = first;
	if (bits == 0)
	{
		AX_T		step = (AX_T) reference;

		if (ax_get_i64(in) != step)
			return false;
		for (size_t i = 1; i < n; i++)
			v[i] = (AX_T) (sum + (AX_U) ((AX_U) step * (AX_U) i));
		return true;
	}
	if (!ax_bits_unpack(sizeof(AX_T), in + DELTA_HEAD, bytes - DELTA_HEAD, v + 1, n - 1,
						reference, bits))
		return false;
	for (size_t i = 1; i < n; i++)
	{
		sum = (AX_U) (sum + (AX_U) v[i]);
		v[i] = (AX_T) sum;
	}
	return true;
}

#undef AX_T
#undef AX_U
#undef AX_NAME
#undef AX_PASTE
#undef AX_PASTE_
