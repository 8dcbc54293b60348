/*
 * Template: decimal floats of one C type.
 *
 * Parameters, undefined at the end: AX_T the C type, AX_BITS an unsigned and
 * AX_INT a signed integer of its width, AX_NAME a suffix, AX_LIMIT_OF what an
 * integer stays below.  Emits encode_NAME and decode_NAME.
 */
#define AX_PASTE_(a, b) a##_##b
#define AX_PASTE(a, b) AX_PASTE_(a, b)

/* The integer of a value; 0 and false when it does not come back the same. */
static inline bool
AX_PASTE(integer, AX_NAME) (AX_T v, double power, AX_INT *integer)
{
	double		x = (double) v * power;
	double		whole;
	AX_T		back;
	AX_BITS		bits;
	AX_BITS		wanted;

	/* false for NaN too */
	x = x > -AX_LIMIT_OF && x < AX_LIMIT_OF ? x : 0;
	whole = (x + DECIMAL_MAGIC) - DECIMAL_MAGIC;
	*integer = (AX_INT) whole;
	back = (AX_T) (whole / power);
	memcpy(&bits, &back, sizeof(bits));
	memcpy(&wanted, &v, sizeof(bits));
	return bits == wanted;
}

/* The least exponent that serves most of the sample; -1 if none does. */
static int
AX_PASTE(exponent, AX_NAME) (const AX_T *v, size_t n)
{
	size_t		count = n < DECIMAL_SAMPLE ? n : DECIMAL_SAMPLE;
	size_t		least = count;
	int			best = -1;

	for (int e = 0; e < DECIMAL_EXPONENTS && least > 0; e++)
	{
		size_t		wrong = 0;

		for (size_t k = 0; k < count && wrong < least && wrong <= count / 4; k++)
		{
			AX_INT		integer;

			wrong += !AX_PASTE(integer, AX_NAME) (v[n * k / count], powers[e], &integer);
		}
		if (wrong < least && wrong <= count / 4)
		{
			least = wrong;
			best = e;
		}
	}
	return best;
}

static size_t
AX_PASTE(encode, AX_NAME) (const AX_T *v, size_t n, uint8_t *out, size_t room)
{
	int			exponent = AX_PASTE(exponent, AX_NAME) (v, n);
	AX_INT		stretch[AX_BITS_STRETCH];
	AX_INT		min = 0;
	AX_INT		max = 0;
	size_t		exceptions = 0;
	double		power;
	unsigned	bits;
	size_t		packed;
	size_t		bytes;
	uint8_t    *place;
	uint8_t    *value;

	if (exponent < 0)
		return 0;
	power = powers[exponent];
	for (size_t i = 0; i < n; i++)
	{
		AX_INT		d;

		if (!AX_PASTE(integer, AX_NAME) (v[i], power, &d))
			exceptions++;
		else if (exceptions == i)
			min = max = d;
		else
		{
			min = d < min ? d : min;
			max = d > max ? d : max;
		}
	}
	bits = ax_bits_for((uint64_t) max - (uint64_t) min);
	packed = ax_bits_bytes(n, bits);
	bytes = DECIMAL_HEAD + packed + (2 * exceptions + 7) / 8 * 8 + exceptions * sizeof(AX_T);
	if (bits > DECIMAL_BITS || bytes > room)
		return 0;
	memset(out, 0, DECIMAL_HEAD);
	out[0] = (uint8_t) exponent;
	out[1] = (uint8_t) bits;
	ax_put_u32(out + 4, (uint32_t) exceptions);
	ax_put_i64(out + 8, min);
	place = out + DECIMAL_HEAD + packed;
	value = out + bytes - exceptions * sizeof(AX_T);
	memset(place, 0, (size_t) (value - place));
	out += DECIMAL_HEAD;
	for (size_t i = 0; i < n; i += AX_BITS_STRETCH, out += 8 * bits)
	{
		size_t		count = n - i < AX_BITS_STRETCH ? n - i : AX_BITS_STRETCH;

		for (size_t k = 0; k < count; k++)
			if (!AX_PASTE(integer, AX_NAME) (v[i + k], power, &stretch[k]))
			{
				stretch[k] = min;
				ax_put_u16(place, (uint16_t) (i + k));
				memcpy(value, &v[i + k], sizeof(AX_T));
				place += 2;
				value += sizeof(AX_T);
			}
		if (bits > 0)
			ax_bits_pack(sizeof(AX_T), stretch, count, min, bits, out);
	}
	return bytes;
}

/* Integers are unpacked to the place of the floats that they become. */
static bool
AX_PASTE(decode, AX_NAME) (const uint8_t *in, size_t packed, AX_T *v, size_t n,
						   unsigned exponent, unsigned bits)
{
	uint64_t	reference = ax_get_u64(in + 8);
	double		power = powers[exponent];
	AX_INT	   *integers = (AX_INT *) (void *) v;

	if ((AX_INT) reference != (int64_t) reference)
		return false;
	if (bits == 0)
		for (size_t i = 0; i < n; i++)
			integers[i] = (AX_INT) reference;
	else if (!ax_bits_unpack(sizeof(AX_T), in + DECIMAL_HEAD, packed, integers, n, reference, bits))
		return false;
	for (size_t i = 0; i < n; i++)
	{
		AX_INT		d;
		AX_T		value;

		memcpy(&d, (const uint8_t *) v + i * sizeof(AX_T), sizeof(d));
		value = (AX_T) ((double) d / power);
		memcpy((uint8_t *) v + i * sizeof(AX_T), &value, sizeof(value));
	}
	return true;
}

#undef AX_T
#undef AX_BITS
#undef AX_INT
#undef AX_NAME
#undef AX_LIMIT_OF
#undef AX_PASTE
#undef AX_PASTE_
