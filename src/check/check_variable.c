/* Checks of kind 65: payloads of values of any length, tiles and values of them. */
#include "check/check.h"
#include "check/sample.h"
#include "codec/tile.h"
#include "codec/variable.h"
#include "format/bytes.h"
#include "format/named.h"

#define MOST 2000

/* Values and what they lie in. */
typedef struct Values
{
	size_t		n;
	const void *slots[MOST];
	uint8_t    *memory;			/* owned; aligned to 8 */
	size_t		size;
} Values;

typedef enum Pattern
{
	SAME,						/* all equal */
	EMPTY,						/* all of length 0 */
	FEW,						/* one of 9 */
	NUMBERED,					/* a text with a number */
	RANDOM,						/* any bytes, up to 40 */
	UNEVEN,						/* most short, a few of some kB */
	PATTERNS
} Pattern;

static void
make(Values *values, Pattern pattern, size_t n, uint64_t *state)
{
	values->n = n;
	values->size = 0;
	values->memory = malloc(n * 6000 + 8);
	for (size_t i = 0; i < n; i++)
	{
		uint8_t    *at = values->memory + values->size;
		uint8_t    *data = at + AX_VARIABLE_HEAD;
		uint32_t	bytes = 0;
		uint64_t	r = sample_next(state);

		if (pattern == SAME)
			bytes = (uint32_t) sprintf((char *) data, "the same each time");
		else if (pattern == FEW)
			bytes = (uint32_t) sprintf((char *) data, "name %d", (int) (r % 9));
		else if (pattern == NUMBERED)
			bytes = (uint32_t) sprintf((char *) data, "this is number %zu of them", i);
		else if (pattern != EMPTY)
		{
			bytes = (uint32_t) (pattern == UNEVEN && r % 50 == 0 ? 1000 + r % 5000 : r % 40);
			for (uint32_t k = 0; k < bytes; k++)
				data[k] = (uint8_t) (sample_next(state) >> 20);
		}
		ax_variable_head(at, bytes);
		values->slots[i] = at;
		values->size += AX_ALIGN8(AX_VARIABLE_HEAD + (size_t) bytes);
	}
}

static bool
same(const void *a, const void *b)
{
	return ((uintptr_t) b & 7) == 0 && ax_get_u32(a) == ax_get_u32(b) &&
		memcmp(a, b, AX_VARIABLE_HEAD + ax_variable_bytes(a)) == 0;
}

/* The one piece that a decode left, as the last of what it asked for and did not free. */
static void *kept[16];
static int	nkept;

static void *
heap_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	(void) state;
	(void) old_size;
	if (new_size == 0)
	{
		for (int i = 0; i < nkept; i++)
			if (kept[i] == memory)
				kept[i] = kept[--nkept];
		free(memory);
		return NULL;
	}
	CHECK(memory == NULL && nkept < 16);
	kept[nkept++] = malloc(new_size);
	return kept[nkept - 1];
}

static const AxAlloc heap = {heap_resize, NULL};

static void
heap_free(void)
{
	while (nkept > 0)
		free(kept[--nkept]);
}

static void *
no_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	(void) state;
	(void) old_size;
	if (new_size == 0)
		free(memory);
	return NULL;
}

/* Each codec that can be wanted, and what it wrote with a byte changed or left out. */
static void
check_payload(const Values *values, uint64_t *state)
{
	const void **back = malloc((values->n + 1) * sizeof(void *));
	AxError		err = {0};

	for (int wanted = AX_CODEC_NONE; wanted < AX_CODEC_END; wanted++)
	{
		uint8_t    *bytes;
		size_t		size;
		AxCodecId	id = AX_CODEC_NONE;
		AxAlloc		nothing = {no_resize, NULL};

		CHECK_EQ_INT(ax_variable_encode(values->slots, values->n, (AxCodecId) wanted, AX_MAX_BYTES,
										sample_alloc, &bytes, &size, &id, &err), AX_OK);
		CHECK(id == AX_CODEC_PLAIN || id == AX_CODEC_CONSTANT || id == AX_CODEC_DICTIONARY ||
			  id == AX_CODEC_ZSTD);
		CHECK_EQ_INT(ax_variable_decode(id, bytes, size, back, values->n, heap, &err), AX_OK);
		CHECK_EQ_INT(nkept, 1);
		for (size_t i = 0; i < values->n; i++)
			CHECK(same(values->slots[i], back[i]));
		heap_free();
		CHECK_EQ_INT(ax_variable_decode(id, bytes, size, back, values->n, nothing, &err), AX_MEMORY);
		for (int i = 0; i < 200; i++)
		{
			size_t		cut = i % 3 != 0 || size == 0 ? size : sample_next(state) % size;
			uint8_t    *copy = malloc(size + 1);
			AxStatus	status;

			memcpy(copy, bytes, size);
			if (size > 0)
				copy[i < 64 && (size_t) i < size ? (size_t) i : sample_next(state) % size] ^=
					(uint8_t) (1 << i % 8);
			copy = realloc(copy, cut + 1);
			status = ax_variable_decode(i % 7 == 0 ? (int) (sample_next(state) % 10) : id, copy, cut,
										back, values->n, heap, &err);
			CHECK(status == AX_OK || status == AX_CORRUPT);
			heap_free();
			free(copy);
		}
		/* padding of packed lengths may stand for an empty value more */
		(void) ax_variable_decode(id, bytes, size, back, values->n + 1, heap, &err);
		heap_free();
		free(bytes);
	}
	free(back);
}

/* Values with cells missing: masks and cells come back, bytes are the same each time. */
static void
check_value(AxKind kind, Values *values, unsigned every, uint64_t *state)
{
	size_t		n = values->n;
	AxHead		head = {.kind = kind, .box = {.ndim = 1, .lower = {-5}, .upper = {(int64_t) n - 6}}};
	AxHead		read;
	AxError		err = {0};
	uint64_t	present[AX_MASK_WORDS(MOST)];
	uint64_t	valid[AX_MASK_WORDS(MOST)];
	uint8_t    *bytes;
	uint8_t    *again;
	size_t		size;
	size_t		size_again;
	const void **slots = malloc(n * sizeof(void *) + 1);

	sample_mask(present, n, every, false, state);
	sample_mask(valid, n, every, false, state);
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		valid[w] &= present[w];
	memcpy(slots, values->slots, n * sizeof(void *));
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, slots, present, valid, &bytes, &size, &err), AX_OK);
	/* slots without a value are not looked at */
	for (size_t i = 0; i < n; i++)
		if (!ax_mask_get(valid, i))
			slots[i] = NULL;
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, slots, present, valid, &again, &size_again, &err), AX_OK);
	CHECK(size == size_again && memcmp(bytes, again, size) == 0);
	free(again);
	CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
	CHECK(read.kind == kind && bytes[5] == AX_KIND_VARIABLE);
	for (uint32_t t = 0; t < read.tiles; t++)
	{
		AxTileEntry entry;
		uint64_t	p[AX_MASK_WORDS(AX_TILE_CELLS)];
		uint64_t	v[AX_MASK_WORDS(AX_TILE_CELLS)];
		const void **back = malloc(read.tile_cells * sizeof(void *));

		CHECK_EQ_INT(ax_head_entry(&read, t, &entry, &err), AX_OK);
		CHECK(!entry.summary.has_range && !entry.summary.has_sum);
		CHECK_EQ_INT(ax_tile_decode(kind, &entry, bytes + entry.offset, heap, back, p, v, &err), AX_OK);
		for (size_t i = 0; i < entry.cells; i++)
		{
			size_t		at = t * (size_t) read.tile_cells + i;

			CHECK(ax_mask_get(p, i) == ax_mask_get(present, at) &&
				  ax_mask_get(v, i) == ax_mask_get(valid, at));
			if (ax_mask_get(valid, at))
				CHECK(same(values->slots[at], back[i]));
			else
				CHECK(back[i] == NULL);
		}
		heap_free();
		free(back);
	}
	free(slots);
	free(bytes);
}

/* Kind 64 has lengths, kind 65 has none. */
static void
check_head(AxKind kind)
{
	AxHead		head = {.kind = kind, .box = {.ndim = 0}};
	AxHead		read;
	AxError		err = {0};
	uint64_t	value[1];
	const void *slot = value;
	uint8_t    *bytes;
	size_t		size;

	ax_variable_head(value, 2);
	memcpy((uint8_t *) value + AX_VARIABLE_HEAD, "ab", 2);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, &slot, NULL, NULL, &bytes, &size, &err), AX_OK);
	CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
	CHECK(read.kind == kind && ax_kind_is_named(kind) && ax_kind_is_variable(kind));
	CHECK_EQ_INT(ax_kind_info(kind)->width, sizeof(void *));
	for (uint32_t at = 4; at < read.data_offset; at++)
		for (int bit = 0; bit < 8; bit++)
		{
			AxTileEntry entry;
			const void *out;

			bytes[at] ^= (uint8_t) (1 << bit);
			if (ax_head_read(bytes, size, size, &read, &err) != AX_OK)
				CHECK(err.status == AX_CORRUPT || err.status == AX_LIMIT);
			else if (ax_head_entry(&read, 0, &entry, &err) != AX_OK ||
					 ax_tile_decode(read.kind, &entry, bytes + entry.offset, heap, &out, NULL, NULL, &err) != AX_OK)
				CHECK_EQ_INT(err.status, AX_CORRUPT);
			heap_free();
			bytes[at] ^= (uint8_t) (1 << bit);
		}
	free(bytes);
	CHECK(ax_kind_order(kind, kind) == 0);
	CHECK_EQ_INT(ax_kind_in_summary(kind), AX_KIND_NAMED);
	CHECK_EQ_INT(ax_kind_in_summary(AX_KIND_INT4), AX_KIND_INT4);
}

/* One long value in every cell is stored once; different ones that do not fit are refused. */
static void
check_limits(AxKind kind)
{
	size_t		length = 1024 * 1024;
	size_t		n = 4096;
	AxHead		head = {.kind = kind, .box = {.ndim = 1, .lower = {0}, .upper = {(int64_t) n - 1}}};
	uint8_t    *value = calloc(1, length + 8);
	uint8_t    *many = malloc(n * 100 * 8);
	const void **slots = malloc(n * sizeof(void *));
	AxError		err = {0};
	uint8_t    *bytes;
	size_t		size;

	ax_variable_head(value, (uint32_t) length);
	for (size_t i = 0; i < n; i++)
		slots[i] = value;
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, slots, NULL, NULL, &bytes, &size, &err), AX_OK);
	CHECK(size < 64 * length / 100);
	free(bytes);
	CHECK_EQ_INT(ax_variable_encode(slots, n, AX_CODEC_PLAIN, 1000000, sample_alloc, &bytes, &size,
									&(AxCodecId) {AX_CODEC_NONE}, &err), AX_LIMIT);
	CHECK(bytes == NULL);
	CHECK_EQ_INT(ax_variable_tile_cells(slots, NULL, n), 64);
	for (size_t i = 0; i < n; i++)
	{
		slots[i] = many + i * 8;
		ax_variable_head(many + i * 8, 0);
	}
	CHECK_EQ_INT(ax_variable_tile_cells(slots, NULL, n), AX_TILE_CELLS);
	free(value);
	free(many);
	free(slots);
}

int
main(void)
{
	AxKind		kind;
	AxError		err = {0};
	uint64_t	state = 7;

	CHECK_EQ_INT(ax_named_kind("pg_catalog", "text", 0, 0, &kind, &err), AX_OK);
	for (Pattern pattern = 0; pattern < PATTERNS; pattern++)
		for (size_t n = 1; n <= MOST; n = n * 5 + 2)
		{
			Values		values;

			make(&values, pattern, n, &state);
			check_payload(&values, &state);
			for (unsigned every = 2; every <= 42; every += 20)
				check_value(kind, &values, every, &state);
			free(values.memory);
		}
	check_head(kind);
	check_limits(kind);
	return check_done();
}
