/* Payloads of kind 65, values of any length. */
#include "codec/variable.h"

#include <string.h>
#include <zstd.h>

#include "base/mask.h"
#include "codec/bits.h"
#include "format/bytes.h"
#include "format/head.h"

#define TILE_BYTES (64 * 1024)	/* wanted of a tile, where its values are known */

/* A frame's own cost is some microseconds; more than this would keep a cancel waiting. */
#define ZSTD_LEAST 4096
#define ZSTD_MOST ((size_t) 32 * 1024 * 1024)
#define ZSTD_LEVEL 5
#define ZSTD_LEVEL_LARGE 1		/* above 1 MB: a fifth of the time */

uint32_t
ax_variable_bytes(const void *value)
{
	return (ax_get_u32(value) >> 2) - AX_VARIABLE_HEAD;
}

void
ax_variable_head(void *value, uint32_t bytes)
{
	ax_put_u32(value, (bytes + AX_VARIABLE_HEAD) << 2);
}

static const uint8_t *
data(const void *value)
{
	return (const uint8_t *) value + AX_VARIABLE_HEAD;
}

uint32_t
ax_variable_tile_cells(const void *const *slots, const uint64_t *mask, size_t n)
{
	uint64_t	sum = 0;
	uint32_t	cells = 64;

	for (size_t i = 0; i < n; i++)
		if (mask == NULL || ax_mask_get(mask, i))
			sum += ax_variable_bytes(slots[i]) + 2;
	while (cells < AX_TILE_CELLS && (double) sum / (double) n * 2 * cells <= TILE_BYTES)
		cells *= 2;
	return cells;
}

/* What encoding has to know of the values. */
typedef struct Look
{
	uint32_t   *number;			/* owned; of each value among the distinct ones */
	uint32_t   *place;			/* owned, in the same piece; of each distinct value, its first */
	uint32_t   *slots;			/* owned, in the same piece; number + 1 by hash, 0 if free */
	size_t		size;			/* bytes of the piece */
	size_t		distinct;
	uint64_t	bytes;			/* of all values */
	uint64_t	distinct_bytes;
	uint32_t	longest;
} Look;

static uint64_t
hash(const uint8_t *p, size_t n)
{
	uint64_t	h = n * UINT64_C(0x9e3779b97f4a7c15);

	for (; n >= 8; n -= 8, p += 8)
	{
		h = (h ^ ax_get_u64(p)) * UINT64_C(0xff51afd7ed558ccd);
		h ^= h >> 32;
	}
	for (; n > 0; n--, p++)
		h = (h ^ *p) * UINT64_C(0x100000001b3);
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

static bool
same(const void *a, const void *b)
{
	return a == b || (ax_get_u32(a) == ax_get_u32(b) &&
					  memcmp(data(a), data(b), ax_variable_bytes(a)) == 0);
}

/* Numbers the values by their bytes; one that repeats the one before costs no hash. */
static AxStatus
look(const void *const *values, size_t n, AxAlloc alloc, Look *look, AxError *err)
{
	size_t		room = 64;

	while (room < 2 * n)
		room *= 2;
	memset(look, 0, sizeof(*look));
	look->size = (2 * n + room) * sizeof(uint32_t);
	look->number = alloc.resize(alloc.state, NULL, 0, look->size);
	if (look->number == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	look->place = look->number + n;
	look->slots = look->place + n;
	memset(look->slots, 0, room * sizeof(uint32_t));
	for (size_t i = 0; i < n; i++)
	{
		uint32_t	bytes = ax_variable_bytes(values[i]);
		size_t		slot;

		look->bytes += bytes;
		if (i > 0 && same(values[i], values[i - 1]))
		{
			look->number[i] = look->number[i - 1];
			continue;
		}
		slot = hash(data(values[i]), bytes) & (room - 1);
		while (look->slots[slot] != 0 &&
			   !same(values[look->place[look->slots[slot] - 1]], values[i]))
			slot = (slot + 1) & (room - 1);
		if (look->slots[slot] == 0)
		{
			look->place[look->distinct++] = (uint32_t) i;
			look->slots[slot] = (uint32_t) look->distinct;
			look->distinct_bytes += bytes;
			if (bytes > look->longest)
				look->longest = bytes;
		}
		look->number[i] = look->slots[slot] - 1;
	}
	return AX_OK;
}

static unsigned
bits_of(uint64_t most)
{
	return most == 0 ? 1 : ax_bits_for(most);
}

static size_t
plain_size(size_t n, uint32_t longest, uint64_t bytes)
{
	return 8 + ax_bits_bytes(n, bits_of(longest)) + bytes;
}

static size_t
dictionary_size(const Look *look, size_t n)
{
	return 8 + AX_ALIGN8(plain_size(look->distinct, look->longest, look->distinct_bytes)) +
		ax_bits_bytes(n, bits_of(look->distinct - 1));
}

/* Writes n values, those at `place` if it is given; lengths has room for n. */
static void
put_plain(const void *const *values, const uint32_t *place, size_t n, uint32_t longest,
		  uint64_t sum, uint32_t *lengths, uint8_t *out)
{
	unsigned	bits = bits_of(longest);

	memset(out, 0, 8);
	ax_put_u32(out, (uint32_t) sum);
	out[4] = (uint8_t) bits;
	for (size_t i = 0; i < n; i++)
		lengths[i] = ax_variable_bytes(values[place != NULL ? place[i] : i]);
	ax_bits_pack(sizeof(uint32_t), lengths, n, 0, bits, out + 8);
	out += 8 + ax_bits_bytes(n, bits);
	for (size_t i = 0; i < n; i++)
	{
		memcpy(out, data(values[place != NULL ? place[i] : i]), lengths[i]);
		out += lengths[i];
	}
}

static void
put_dictionary(const void *const *values, size_t n, const Look *look, uint8_t *out)
{
	size_t		inner = plain_size(look->distinct, look->longest, look->distinct_bytes);

	memset(out, 0, 8 + AX_ALIGN8(inner));
	ax_put_u32(out, (uint32_t) look->distinct);
	ax_put_u32(out + 4, (uint32_t) inner);
	/* the table of hashes is not needed any more */
	put_plain(values, look->place, look->distinct, look->longest, look->distinct_bytes,
			  look->slots, out + 8);
	ax_bits_pack(sizeof(uint32_t), look->number, n, 0, bits_of(look->distinct - 1),
				 out + 8 + AX_ALIGN8(inner));
}

/*
 * Puts a frame in place of what is in *out if it takes at most three quarters
 * of the bytes, or any fewer if it is wanted.
 */
static AxStatus
squeeze(AxAlloc alloc, bool wanted, uint8_t **out, size_t *bytes, AxCodecId *id, AxError *err)
{
	size_t		room = wanted ? *bytes : *bytes / 4 * 3;
	uint8_t    *frame;
	size_t		size;

	if (room <= 8 || *bytes > ZSTD_MOST || (!wanted && *bytes < ZSTD_LEAST))
		return AX_OK;
	frame = alloc.resize(alloc.state, NULL, 0, room);
	if (frame == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	size = ZSTD_compress(frame + 8, room - 8, *out, *bytes,
						 *bytes > 1024 * 1024 ? ZSTD_LEVEL_LARGE : ZSTD_LEVEL);
	if (ZSTD_isError(size))
	{
		alloc.resize(alloc.state, frame, room, 0);
		return AX_OK;
	}
	ax_put_u32(frame, (uint32_t) *bytes);
	ax_put_u32(frame + 4, (uint32_t) *id);
	memcpy(*out, frame, 8 + size);
	alloc.resize(alloc.state, frame, room, 0);
	*out = alloc.resize(alloc.state, *out, *bytes, 8 + size);
	if (*out == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	*bytes = 8 + size;
	*id = AX_CODEC_ZSTD;
	return AX_OK;
}

AxStatus
ax_variable_encode(const void *const *slots, size_t n, AxCodecId wanted, size_t most,
				   AxAlloc alloc, uint8_t **out, size_t *bytes, AxCodecId *id, AxError *err)
{
	Look		found;
	AxStatus	status;
	size_t		plain;
	size_t		dictionary;

	*out = NULL;
	AX_TRY(look(slots, n, alloc, &found, err));
	plain = plain_size(n, found.longest, found.bytes);
	dictionary = dictionary_size(&found, n);
	*id = AX_CODEC_PLAIN;
	*bytes = plain;
	/* a long value is better off as a dictionary of one, which zstd then takes */
	if (found.distinct == 1 && (wanted == AX_CODEC_CONSTANT ||
								(wanted == AX_CODEC_NONE && found.longest < ZSTD_LEAST)))
	{
		*id = AX_CODEC_CONSTANT;
		*bytes = found.distinct_bytes;
	}
	/* a fifth more than half: numbers cost reading less than lengths do */
	else if (wanted == AX_CODEC_DICTIONARY ? dictionary < plain :
			 wanted != AX_CODEC_PLAIN && (dictionary <= plain / 8 * 5 || plain > most))
	{
		*id = AX_CODEC_DICTIONARY;
		*bytes = dictionary;
	}
	status = *bytes > most ?
		ax_base_fail(err, AX_LIMIT, "the values take %zu bytes", *bytes) : AX_OK;
	if (status == AX_OK)
	{
		*out = alloc.resize(alloc.state, NULL, 0, *bytes > 0 ? *bytes : 1);
		if (*out == NULL)
			status = ax_base_fail(err, AX_MEMORY, "out of memory");
		else if (*id == AX_CODEC_CONSTANT)
			memcpy(*out, data(slots[0]), *bytes);
		else if (*id == AX_CODEC_DICTIONARY)
			put_dictionary(slots, n, &found, *out);
		else
			put_plain(slots, NULL, n, found.longest, found.bytes, found.number, *out);
	}
	alloc.resize(alloc.state, found.number, found.size, 0);
	if (status == AX_OK && *id != AX_CODEC_CONSTANT &&
		(wanted == AX_CODEC_NONE || wanted == AX_CODEC_ZSTD))
		status = squeeze(alloc, wanted == AX_CODEC_ZSTD, out, bytes, id, err);
	return status;
}

static AxStatus
damaged(AxError *err)
{
	return ax_base_fail(err, AX_CORRUPT, "the payload is damaged");
}

/* Lays n values out on the heap, from where the lengths are known to fit. */
static AxStatus
lay_out(const uint8_t *in, const int32_t *lengths, size_t n, const void **slots, AxAlloc heap,
		AxError *err)
{
	size_t		room = 0;
	uint8_t    *at;

	for (size_t i = 0; i < n; i++)
		room += AX_ALIGN8(AX_VARIABLE_HEAD + (size_t) lengths[i]);
	at = heap.resize(heap.state, NULL, 0, room);
	if (at == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	for (size_t i = 0; i < n; i++)
	{
		size_t		length = (size_t) lengths[i];
		size_t		end = AX_ALIGN8(AX_VARIABLE_HEAD + length);

		slots[i] = at;
		memset(at + end - 8, 0, 8);
		ax_variable_head(at, (uint32_t) length);
		memcpy(at + AX_VARIABLE_HEAD, in, length);
		in += length;
		at += end;
	}
	return AX_OK;
}

static AxStatus
get_plain(const uint8_t *in, size_t bytes, const void **slots, size_t n, AxAlloc heap,
		  AxError *err)
{
	uint32_t	sum;
	unsigned	bits;
	int32_t    *lengths;
	uint64_t	total = 0;
	bool		good;
	AxStatus	status;

	if (bytes < 8 || n == 0)
		return damaged(err);
	sum = ax_get_u32(in);
	bits = in[4];
	if (bits < 1 || bits > 30 || in[5] != 0 || in[6] != 0 || in[7] != 0 || sum > AX_MAX_BYTES ||
		bytes != 8 + ax_bits_bytes(n, bits) + sum)
		return damaged(err);
	lengths = heap.resize(heap.state, NULL, 0, n * sizeof(*lengths));
	if (lengths == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	good = ax_bits_unpack(sizeof(*lengths), in + 8, bytes - 8, lengths, n, 0, bits);
	for (size_t i = 0; i < n && good; i++)
		total += (uint32_t) lengths[i];
	status = good && total == sum ?
		lay_out(in + bytes - sum, lengths, n, slots, heap, err) : damaged(err);
	heap.resize(heap.state, lengths, n * sizeof(*lengths), 0);
	return status;
}

/* Turns numbers into pointers; false where there is no value of that number. */
static bool
number_slots(const int32_t *number, size_t n, const void *const *table, size_t distinct,
			 const void **slots)
{
	for (size_t i = 0; i < n; i++)
	{
		if (number[i] < 0 || (size_t) number[i] >= distinct)
			return false;
		slots[i] = table[number[i]];
	}
	return true;
}

static AxStatus
get_dictionary(const uint8_t *in, size_t bytes, const void **slots, size_t n, AxAlloc heap,
			   AxError *err)
{
	size_t		distinct;
	size_t		inner;
	unsigned	bits;
	size_t		size;
	const void **table;
	int32_t    *number;
	AxStatus	status;

	if (bytes < 8)
		return damaged(err);
	distinct = ax_get_u32(in);
	inner = ax_get_u32(in + 4);
	if (distinct < 1 || distinct > n)
		return damaged(err);
	bits = bits_of(distinct - 1);
	if (inner > bytes || bytes != 8 + AX_ALIGN8(inner) + ax_bits_bytes(n, bits))
		return damaged(err);
	size = distinct * sizeof(*table) + n * sizeof(*number);
	table = heap.resize(heap.state, NULL, 0, size);
	if (table == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	number = (int32_t *) (table + distinct);
	status = get_plain(in + 8, inner, table, distinct, heap, err);
	in += 8 + AX_ALIGN8(inner);
	if (status == AX_OK &&
		!(ax_bits_unpack(sizeof(*number), in, ax_bits_bytes(n, bits), number, n, 0, bits) &&
		  number_slots(number, n, table, distinct, slots)))
		status = damaged(err);
	heap.resize(heap.state, (void *) table, size, 0);
	return status;
}

static AxStatus
get_zstd(const uint8_t *in, size_t bytes, const void **slots, size_t n, AxAlloc heap, AxError *err)
{
	size_t		size;
	uint32_t	inner;
	uint8_t    *out;
	AxStatus	status;

	if (bytes < 8)
		return damaged(err);
	size = ax_get_u32(in);
	inner = ax_get_u32(in + 4);
	if (size == 0 || size > AX_MAX_BYTES || (inner != AX_CODEC_PLAIN && inner != AX_CODEC_DICTIONARY) ||
		ZSTD_getFrameContentSize(in + 8, bytes - 8) != size)
		return damaged(err);
	out = heap.resize(heap.state, NULL, 0, size);
	if (out == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	status = ZSTD_decompress(out, size, in + 8, bytes - 8) == size ?
		ax_variable_decode((int) inner, out, size, slots, n, heap, err) : damaged(err);
	heap.resize(heap.state, out, size, 0);
	return status;
}

AxStatus
ax_variable_decode(int codec, const uint8_t *in, size_t bytes, const void **slots, size_t n,
				   AxAlloc heap, AxError *err)
{
	int32_t		length = (int32_t) bytes;

	switch (codec)
	{
		case AX_CODEC_NONE:
			memset(slots, 0, n * sizeof(*slots));
			return bytes == 0 ? AX_OK : damaged(err);
		case AX_CODEC_PLAIN:
			return get_plain(in, bytes, slots, n, heap, err);
		case AX_CODEC_CONSTANT:
			if (bytes > AX_MAX_BYTES || n == 0)
				return damaged(err);
			AX_TRY(lay_out(in, &length, 1, slots, heap, err));
			for (size_t i = 1; i < n; i++)
				slots[i] = slots[0];
			return AX_OK;
		case AX_CODEC_DICTIONARY:
			return get_dictionary(in, bytes, slots, n, heap, err);
		case AX_CODEC_ZSTD:
			return get_zstd(in, bytes, slots, n, heap, err);
	}
	return damaged(err);
}
