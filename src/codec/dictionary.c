/*
 * Few distinct values: u32 number of them (1 to 1024), u32 zero, the values in
 * the order of their first appearance, padded to 8, then the number of each
 * value, packed in the bits that the greatest one takes (at least 1).
 */
#include "codec/bits.h"
#include "codec/codec.h"
#include "codec/width.h"
#include "format/bytes.h"
#include "format/head.h"

#define DICTIONARY_MOST 1024
#define DICTIONARY_SLOTS 4096	/* 12 bits of a hash, few of them in use */

/* Values of which few repeat are given up after this many. */
#define DICTIONARY_TRIAL 256
#define DICTIONARY_DISTINCT (DICTIONARY_TRIAL / 8 * 7)

/* Numbers are unpacked by so many, a multiple of AX_BITS_STRETCH. */
#define DICTIONARY_STRETCH 512

static unsigned
bits_for(size_t distinct)
{
	return distinct <= 2 ? 1 : ax_bits_for(distinct - 1);
}

static size_t
head_for(size_t distinct, uint32_t width)
{
	return 8 + (distinct * width + 7) / 8 * 8;
}

/* The most distinct values with which n of them fit the room. */
static size_t
most_distinct(size_t n, uint32_t width, size_t room)
{
	size_t		most = 0;

	for (unsigned bits = 1; (size_t) 1 << bits <= DICTIONARY_MOST; bits++)
	{
		size_t		fixed = 8 + ax_bits_bytes(n, bits);
		size_t		fit = room > fixed ? (room - fixed) / 8 * 8 / width : 0;

		if (fit > (size_t) 1 << bits)
			fit = (size_t) 1 << bits;
		if (fit > most)
			most = fit;
	}
	return most;
}

AX_INLINE uint32_t
slot_of(const uint8_t *value, size_t width)
{
	uint64_t	low = 0;
	uint64_t	high = 0;

	memcpy(&low, value, width < 8 ? width : 8);
	if (width > 8)
		memcpy(&high, value + 8, width - 8);
	low = (low ^ (high * UINT64_C(0xff51afd7ed558ccd))) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t) (low >> 52);
}

/* Numbers the values; returns how many are distinct, 0 if more than `most`. */
AX_INLINE size_t
number_values(const uint8_t *v, size_t n, size_t most, int16_t *number, uint32_t *place,
			  size_t width)
{
	int16_t		slots[DICTIONARY_SLOTS] = {0};	/* number + 1, 0 if free */
	size_t		distinct = 0;

	for (size_t i = 0; i < n; i++)
	{
		const uint8_t *value = v + i * width;
		uint32_t	slot = slot_of(value, width);

		while (slots[slot] != 0 &&
			   memcmp(v + place[slots[slot] - 1] * width, value, width) != 0)
			slot = (slot + 1) % DICTIONARY_SLOTS;
		if (slots[slot] == 0)
		{
			if (distinct == most ||
				(i < DICTIONARY_TRIAL && distinct == DICTIONARY_DISTINCT))
				return 0;
			place[distinct++] = (uint32_t) i;
			slots[slot] = (int16_t) distinct;
		}
		number[i] = (int16_t) (slots[slot] - 1);
	}
	return distinct;
}

static size_t
dictionary_encode(AxKind kind, const void *values, size_t n, uint8_t *out, size_t room)
{
	int16_t		number[AX_TILE_CELLS_MAX];
	uint32_t	place[DICTIONARY_MOST];
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		most = most_distinct(n, width, room);
	size_t		distinct = 0;
	size_t		head;
	size_t		bytes;

	if (n > AX_TILE_CELLS_MAX || most == 0 || width > AX_DICTIONARY_WIDTH)
		return 0;
	AX_FOR_WIDTH(width, distinct = number_values(values, n, most, number, place, AX_W));
	head = head_for(distinct, width);
	bytes = head + ax_bits_bytes(n, bits_for(distinct));
	if (distinct == 0 || bytes > room)
		return 0;
	memset(out, 0, head);
	ax_put_u32(out, (uint32_t) distinct);
	for (size_t d = 0; d < distinct; d++)
		memcpy(out + 8 + d * width, (const uint8_t *) values + place[d] * width, width);
	ax_bits_pack(sizeof(int16_t), number, n, 0, bits_for(distinct), out + head);
	return bytes;
}

/* Looks values up; the table has a value for every number of that many bits. */
AX_INLINE bool
look_up(const uint8_t *in, size_t bytes, unsigned bits, const uint8_t *table,
		size_t distinct, uint8_t *out, size_t n, size_t width)
{
	int16_t		number[DICTIONARY_STRETCH];
	int16_t		most = 0;

	for (size_t from = 0; from < n; from += DICTIONARY_STRETCH)
	{
		size_t		count = n - from < DICTIONARY_STRETCH ? n - from : DICTIONARY_STRETCH;
		size_t		skip = from * bits / 8;

		ax_bits_unpack(sizeof(int16_t), in + skip, bytes - skip, number, count, 0, bits);
		for (size_t i = 0; i < count; i++)
			most = number[i] > most ? number[i] : most;
		for (size_t i = 0; i < count; i++)
			memcpy(out + (from + i) * width, table + (size_t) number[i] * width, width);
	}
	return (size_t) most < distinct;
}

static bool
dictionary_decode(AxKind kind, const uint8_t *in, size_t bytes, void *values, size_t n)
{
	uint64_t	table[DICTIONARY_MOST * AX_DICTIONARY_WIDTH / 8];
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		distinct;
	size_t		head;
	unsigned	bits;
	bool		good = false;

	if (bytes < 8 || ax_get_u32(in + 4) != 0 || width > AX_DICTIONARY_WIDTH)
		return false;
	distinct = ax_get_u32(in);
	if (distinct < 1 || distinct > DICTIONARY_MOST)
		return false;
	head = head_for(distinct, width);
	bits = bits_for(distinct);
	if (bytes != head + ax_bits_bytes(n, bits) ||
		!ax_codec_values_ok(kind, in + 8, distinct))
		return false;
	memset(table, 0, (size_t) width << bits);
	memcpy(table, in + 8, distinct * width);
	AX_FOR_WIDTH(width, good = look_up(in + head, bytes - head, bits, (const uint8_t *) table,
									   distinct, values, n, AX_W));
	return good;
}

const AxCodec ax_codec_dictionary = {"dictionary", dictionary_encode, dictionary_decode};
