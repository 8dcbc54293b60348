/*
 * Template: byte planes of words of one C type.
 *
 * Parameters, undefined at the end: AX_T an unsigned type, AX_NAME a suffix,
 * AX_STRIDE words from one to the next.  Emits take_NAME, put_NAME and sum_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

/* One byte of each word, or of its zigzag difference from the one before. */
static void
AX_PASTE(take, AX_NAME) (const AX_T *v, size_t from, size_t n, unsigned shift, bool delta,
						 uint8_t *plane)
{
	if (!delta)
	{
		for (size_t i = 0; i < n; i++)
			plane[i] = (uint8_t) (v[(from + i) * AX_STRIDE] >> shift);
		return;
	}
	for (size_t i = 0; i < n; i++)
	{
		AX_T		before = from + i > 0 ? v[(from + i - 1) * AX_STRIDE] : 0;
		AX_T		d = (AX_T) (v[(from + i) * AX_STRIDE] - before);
		AX_T		sign = (AX_T) -(AX_T) (d >> (sizeof(AX_T) * 8 - 1));

		plane[i] = (uint8_t) ((AX_T) ((AX_T) (d << 1) ^ sign) >> shift);
	}
}

/* Sets words to their fixed bits and the bytes of a plane, or adds a plane. */
static void
AX_PASTE(put, AX_NAME) (AX_T *v, size_t n, unsigned shift, bool first, uint64_t fixed,
						const uint8_t *plane)
{
	if (first && plane == NULL)
		for (size_t i = 0; i < n; i++)
			v[i * AX_STRIDE] = (AX_T) fixed;
	else if (first)
		for (size_t i = 0; i < n; i++)
			v[i * AX_STRIDE] = (AX_T) (fixed | (uint64_t) plane[i] << shift);
	else
		for (size_t i = 0; i < n; i++)
			v[i * AX_STRIDE] |= (AX_T) ((AX_T) plane[i] << shift);
}

/* Zigzag differences become values, in place. */
static void
AX_PASTE(sum, AX_NAME) (AX_T *v, size_t n)
{
	AX_T		sum = 0;

	for (size_t i = 0; i < n; i++)
	{
		AX_T		z = v[i * AX_STRIDE];

		sum = (AX_T) (sum + (AX_T) ((z >> 1) ^ (AX_T) -(AX_T) (z & 1)));
		v[i * AX_STRIDE] = sum;
	}
}

#undef AX_T
#undef AX_NAME
#undef AX_STRIDE
#undef AX_PASTE
#undef AX_PASTE_
