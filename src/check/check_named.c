/* Checks of types by name: codes, heads, and tiles of values of any width. */
#include "check/check.h"
#include "check/sample.h"
#include "codec/codec.h"
#include "codec/tile.h"
#include "format/bytes.h"
#include "format/named.h"

static AxKind
kind_of(const char *schema, const char *type, uint32_t length, uint32_t width)
{
	AxKind		kind = AX_KIND_NONE;
	AxError		err = {0};

	CHECK_EQ_INT(ax_named_kind(schema, type, length, width, &kind, &err), AX_OK);
	return kind;
}

static void
check_codes(void)
{
	char		longest[AX_TYPE_NAME_BYTES + 1];
	char		quotes[AX_TYPE_NAME_BYTES + 1];
	char		name[16];
	AxKind		a = kind_of("pg_catalog", "uuid", 16, 16);
	AxKind		b = kind_of("Odd \"schema\"", "a.b", 12, 16);
	AxKind		kind = a;
	AxError		err = {0};
	AxStatus	status = AX_OK;

	CHECK(a != b && a == kind_of("pg_catalog", "uuid", 16, 16));
	CHECK(ax_kind_is_named(a) && !ax_kind_is_named(AX_KIND_POINT2D) && !ax_kind_is_named(AX_KIND_NAMED));
	CHECK_EQ_INT(ax_kind_number(a), AX_KIND_NAMED);
	CHECK_EQ_INT(ax_kind_number(AX_KIND_INT8), AX_KIND_INT8);
	CHECK_EQ_STR(ax_kind_info(a)->name, "pg_catalog.uuid");
	CHECK_EQ_STR(ax_kind_info(b)->name, "\"Odd \"\"schema\"\"\".\"a.b\"");
	CHECK(ax_kind_info(b)->width == 16 && ax_kind_info(b)->class == AX_CLASS_OPAQUE);
	CHECK_EQ_INT(ax_named_type(b)->length, 12);
	CHECK_EQ_INT(ax_kind_info(AX_KIND_NAMED)->class, AX_CLASS_OPAQUE);
	CHECK(ax_kind_order(a, a) == 0 && ax_kind_order(b, a) < 0 && ax_kind_order(a, b) > 0 &&
		  ax_kind_order(AX_KIND_BOOL, b) < 0 && ax_kind_order(AX_KIND_INT8, AX_KIND_BOOL) > 0);
	CHECK(ax_kind_order(kind_of("s", "t", 3, 4), kind_of("s", "t", 4, 4)) < 0);

	/* the longest names, all quotes */
	memset(longest, 'x', AX_TYPE_NAME_BYTES);
	memset(quotes, '"', AX_TYPE_NAME_BYTES);
	longest[AX_TYPE_NAME_BYTES] = quotes[AX_TYPE_NAME_BYTES] = '\0';
	CHECK_EQ_INT(strlen(ax_kind_info(kind_of(quotes, quotes, 1, 1))->name), 4 * AX_TYPE_NAME_BYTES + 5);
	CHECK(kind_of(longest, longest, 1, 1) != AX_KIND_NONE);

	CHECK_EQ_INT(ax_named_kind("", "t", 8, 8, &kind, &err), AX_ARGUMENT);
	CHECK_EQ_INT(ax_named_kind("s", "", 8, 8, &kind, &err), AX_ARGUMENT);
	CHECK_EQ_INT(ax_named_kind("s", "t", 0, 8, &kind, &err), AX_ARGUMENT);
	CHECK_EQ_INT(ax_named_kind("s", "t", 9, 8, &kind, &err), AX_ARGUMENT);
	CHECK_EQ_INT(ax_named_kind("s", "t", 8, 16, &kind, &err), AX_ARGUMENT);
	CHECK_EQ_INT(ax_named_kind("s", "t", 257, 257, &kind, &err), AX_ARGUMENT);

	/* the table ends; what is in it stays */
	for (int i = 0; i <= AX_NAMED_MAX && status == AX_OK; i++)
	{
		sprintf(name, "t%d", i);
		status = ax_named_kind("many", name, 8, 8, &kind, &err);
	}
	CHECK_EQ_INT(status, AX_LIMIT);
	CHECK(a == kind_of("pg_catalog", "uuid", 16, 16));
}

/* Any change of a byte of the head is seen, or gives another type. */
static void
check_head(AxKind kind)
{
	AxHead		head = {.kind = kind, .box = {.ndim = 1, .lower = {0}, .upper = {2}}};
	AxHead		read;
	AxError		err = {0};
	uint8_t		values[3 * AX_WIDTH_MAX] = {0};
	uint8_t    *bytes;
	size_t		size;
	AxSummary	summary;

	strcpy(head.names[0], "axis");
	head.has_names = true;
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, NULL, NULL, &bytes, &size, &err), AX_OK);
	CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
	CHECK(read.kind == kind && strcmp(read.names[0], "axis") == 0 && read.directory_offset % 8 == 0);
	CHECK_EQ_INT(bytes[5], AX_KIND_NAMED);
	CHECK_EQ_INT(ax_head_summary(&read, &summary, &err), AX_OK);
	CHECK(summary.present == 3 && !summary.has_range && !summary.has_sum);
	for (uint32_t at = 4; at < read.data_offset; at++)
	{
		uint8_t		was = bytes[at];

		for (int bit = 0; bit < 8; bit++)
		{
			AxTileEntry entry;

			bytes[at] = was ^ (uint8_t) (1 << bit);
			if (ax_head_read(bytes, size, size, &read, &err) != AX_OK)
				CHECK(err.status == AX_CORRUPT || err.status == AX_LIMIT);
			else if (ax_head_entry(&read, 0, &entry, &err) != AX_OK)
				CHECK_EQ_INT(err.status, AX_CORRUPT);
		}
		bytes[at] = was;
	}
	/* a range or a sum belongs to no such type */
	for (int flag = 1; flag <= 2; flag++)
	{
		AxTileEntry entry;

		CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
		bytes[read.directory_offset + 27] |= (uint8_t) flag;
		CHECK_EQ_INT(ax_head_entry(&read, 0, &entry, &err), AX_CORRUPT);
		bytes[read.directory_offset + 27] &= (uint8_t) ~flag;
	}
	free(bytes);
}

/* Cells come back, whatever the masks; bytes are the same each time. */
static void
check_tiles(AxKind kind, unsigned every, bool present_only, SamplePattern pattern, uint64_t *state)
{
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		n = 1000;
	AxHead		head = {.kind = kind, .tile_cells = 256,
	.box = {.ndim = 1, .lower = {0}, .upper = {999}}};
	AxHead		read;
	AxError		err = {0};
	uint8_t    *values = calloc(n, width);
	uint8_t    *back = malloc(256 * width);
	uint64_t	present[AX_MASK_WORDS(1000)];
	uint64_t	valid[AX_MASK_WORDS(1000)];
	uint8_t    *bytes;
	size_t		size;
	uint8_t    *again;
	size_t		size_again;

	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < width; k++)
			values[i * width + k] = pattern == SAMPLE_CONSTANT ? (uint8_t) k :
				pattern == SAMPLE_RUNS ? (uint8_t) (i / 37 + k) : (uint8_t) (sample_next(state) >> 13);
	ax_mask_fill(present, n);
	sample_mask(valid, n, every, every > 2, state);
	if (present_only)
		memcpy(present, valid, sizeof(present));
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, present, valid, &bytes, &size, &err), AX_OK);
	for (size_t i = 0; i < n; i++)
		if (!ax_mask_get(valid, i))
			memset(values + i * width, 0x5a, width);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, present, valid, &again, &size_again, &err), AX_OK);
	CHECK(size == size_again && memcmp(bytes, again, size) == 0);
	CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
	for (uint32_t t = 0; t < read.tiles; t++)
	{
		AxTileEntry entry;
		uint64_t	p[4];
		uint64_t	v[4];

		CHECK_EQ_INT(ax_head_entry(&read, t, &entry, &err), AX_OK);
		CHECK_EQ_INT(ax_tile_decode(kind, &entry, bytes + entry.offset, sample_alloc, back, p, v, &err), AX_OK);
		if (pattern == SAMPLE_CONSTANT && entry.summary.present > entry.summary.nulls + 8)
			CHECK_EQ_INT(entry.codec, AX_CODEC_CONSTANT);
		for (size_t i = 0; i < entry.cells; i++)
		{
			size_t		at = t * 256 + i;

			CHECK(ax_mask_get(p, i) == ax_mask_get(present, at) &&
				  ax_mask_get(v, i) == ax_mask_get(valid, at));
			if (ax_mask_get(valid, at))
				CHECK(memcmp(back + i * width, values + at * width, width) == 0);
		}
	}
	free(values);
	free(back);
	free(bytes);
	free(again);
}

/* Every codec by itself, and what it wrote with a byte changed or left out. */
static void
check_codecs(AxKind kind, uint64_t *state)
{
	uint32_t	width = ax_kind_info(kind)->width;
	size_t		n = 300;
	size_t		room = n * width + 4096;
	uint8_t    *values = calloc(n, width);
	uint8_t    *back = malloc(n * width);
	uint8_t    *bytes = malloc(room);

	for (int distinct = 1; distinct <= 300; distinct = distinct * 3 + 1)
	{
		for (size_t i = 0; i < n; i++)
			memset(values + i * width, (int) (i % distinct / 4), width);
		for (int id = AX_CODEC_PLAIN; id < AX_CODEC_END; id++)
		{
			size_t		size = ax_codec(id)->encode(kind, values, n, bytes, room);

			if (size == 0)
			{
				/* these always apply */
				CHECK(id != AX_CODEC_PLAIN && id != AX_CODEC_RUNS && id != AX_CODEC_ZSTD);
				continue;
			}
			CHECK(ax_codec(id)->decode(kind, bytes, size, back, n) &&
				  memcmp(values, back, n * width) == 0);
			for (int i = 0; i < 20; i++)
			{
				uint8_t    *copy = malloc(size);
				size_t		cut = i % 2 == 0 ? size : sample_next(state) % size;

				memcpy(copy, bytes, size);
				copy[sample_next(state) % size] ^= (uint8_t) (1 << i % 8);
				copy = realloc(copy, cut + 1);
				(void) ax_codec(id)->decode(kind, copy, cut, back, n);
				free(copy);
			}
		}
	}
	free(values);
	free(back);
	free(bytes);
}

int
main(void)
{
	static const uint32_t lengths[][2] = {
		{1, 1}, {2, 2}, {3, 3}, {4, 4}, {6, 8}, {8, 8}, {12, 16}, {16, 16}, {24, 24}, {64, 64},
		{255, 256}, {256, 256}
	};
	uint64_t	state = 42;

	/* before the table is full */
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		(void) kind_of("public", "thing", lengths[i][0], lengths[i][1]);
	check_codes();
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
	{
		AxKind		kind = kind_of("public", "thing", lengths[i][0], lengths[i][1]);

		check_head(kind);
		check_codecs(kind, &state);
		for (unsigned every = 1; every <= 41; every += 8)
			for (int what = 0; what < 6; what++)
				check_tiles(kind, every, what % 2 == 0, what / 2 == 0 ? SAMPLE_CONSTANT :
							what / 2 == 1 ? SAMPLE_RUNS : SAMPLE_RANDOM, &state);
	}
	return check_done();
}
