/* Checks of kinds, summaries, and of the head and directory of a value: what is
 * written, and that each damage is seen. */
#include "check/check.h"
#include "check/sample.h"
#include "format/bytes.h"
#include "format/head.h"
#include "format/named.h"

#define ROOM 1024

/* A value of int4[0:9,5:14] named x, y with one plain tile, total 32+32+8+80+400. */
static AxHead
write_sample(uint8_t *bytes)
{
	AxHead		head = {.kind = AX_KIND_INT4, .tile_cells = 128, .has_names = true};
	AxTileEntry entry = {.codec = 1, .payload_bytes = 400};
	AxError		err;

	memset(bytes, 0, ROOM);
	head.box.ndim = 2;
	head.box.upper[0] = 9;
	head.box.lower[1] = 5;
	head.box.upper[1] = 14;
	strcpy(head.names[0], "x");
	strcpy(head.names[1], "y");
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	entry.offset = head.data_offset;
	entry.cells = 100;
	entry.summary.present = 100;
	entry.summary.has_range = entry.summary.has_sum = true;
	entry.summary.min.wide = -5;
	entry.summary.max.wide = 70;
	entry.summary.sum.wide = 1234;
	head.total_bytes = head.data_offset + 400;
	ax_head_write(&head, bytes);
	ax_head_write_entry(&head, 0, &entry, bytes);
	return head;
}

static void
check_layout(void)
{
	uint8_t		bytes[ROOM];
	AxHead		head = write_sample(bytes);
	AxHead		read;
	AxTileEntry entry;
	AxSummary	summary;
	AxError		err;
	size_t		size;

	/* the bytes as docs/format.md has them */
	static const uint8_t right[] = {
		0, 0, 0, 0, 1, 3, 2, 1, 128, 0, 0, 0, 1, 0, 0, 0,
		72, 0, 0, 0, 152, 0, 0, 0, 40, 2, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0,
		5, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0,
		1, 'x', 1, 'y', 0, 0, 0, 0,
		152, 0, 0, 0, 0, 0, 0, 0, 144, 1, 0, 0, 100, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 3, 0, 0, 0, 0,
		251, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
		70, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		210, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
	};

	CHECK_EQ_INT(sizeof(right), 152);
	CHECK(memcmp(bytes, right, sizeof(right)) == 0);
	CHECK_EQ_INT(head.total_bytes, 552);
	CHECK_EQ_INT(ax_head_size(bytes, 32, 552, &size, &err), AX_OK);
	CHECK_EQ_INT(size, 152);
	memset(&read, 0xa5, sizeof(read));
	CHECK_EQ_INT(ax_head_read(bytes, 152, 552, &read, &err), AX_OK);
	CHECK_EQ_INT(read.kind, AX_KIND_INT4);
	CHECK(ax_shape_equal(&read.box, &head.box));
	CHECK_EQ_INT(read.cells, 100);
	CHECK_EQ_INT(read.tile_cells, 128);
	CHECK_EQ_INT(read.tiles, 1);
	CHECK_EQ_INT(read.directory_offset, 72);
	CHECK_EQ_INT(read.data_offset, 152);
	CHECK_EQ_INT(read.total_bytes, 552);
	CHECK(read.has_names && read.directory == bytes + 72);
	CHECK_EQ_STR(read.names[0], "x");
	CHECK_EQ_STR(read.names[1], "y");
	memset(&entry, 0xa5, sizeof(entry));
	CHECK_EQ_INT(ax_head_entry(&read, 0, &entry, &err), AX_OK);
	CHECK_EQ_INT(entry.offset, 152);
	CHECK_EQ_INT(entry.mask_bytes, 0);
	CHECK_EQ_INT(entry.payload_bytes, 400);
	CHECK_EQ_INT(entry.cells, 100);
	CHECK_EQ_INT(entry.codec, 1);
	CHECK(entry.presence == AX_MASK_FULL && entry.nullness == AX_MASK_FULL && !entry.packed);
	CHECK_EQ_INT(ax_tile_bytes(&entry), 400);
	CHECK_EQ_INT(ax_head_summary(&read, &summary, &err), AX_OK);
	CHECK(summary.present == 100 && summary.nulls == 0 && summary.nans == 0);
	CHECK(summary.has_range && summary.min.wide == -5 && summary.max.wide == 70);
	CHECK(summary.has_sum && summary.sum.wide == 1234);
}

/* Writes `width` bytes of v at `at` of the sample and reads that. */
static void
damage(size_t at, size_t width, uint64_t v, const char *detail)
{
	uint8_t		bytes[ROOM];
	AxHead		head;
	AxTileEntry entry;
	AxError		err = {0};
	AxStatus	status;

	write_sample(bytes);
	memcpy(bytes + at, &v, width);
	status = ax_head_read(bytes, 552, 552, &head, &err);
	if (status == AX_OK)
		status = ax_head_entry(&head, 0, &entry, &err);
	CHECK_EQ_INT(status, detail == NULL ? AX_OK : AX_CORRUPT);
	if (detail != NULL)
	{
		CHECK_EQ_STR(err.detail, detail);
		CHECK_EQ_STR(err.message, "stored ndarray is damaged");
	}
}

#define RANGE "The bounds are out of range."
#define FIT "The tile directory does not fit the box."
#define NAMES "The dimension names do not fit."
#define ZERO "A dimension name holds a zero byte."
#define ENTRY "The entry of a tile is not valid."
#define OUTSIDE "A tile lies outside the value."
#define FOLLOW "Tiles do not follow one another."
#define SUMMARY "The summary of a tile is not valid."

static void
check_damage(void)
{
	uint8_t		bytes[ROOM];
	AxHead		head;
	AxError		err;

	damage(0, 4, 0xdeadbeef, NULL);
	damage(20, 4, 553, "The tile directory lies outside the value.");
	damage(20, 4, 31, "The tile directory lies outside the value.");
	damage(20, 4, 32, "The head is too short for its bounds.");
	damage(24, 4, 551, "The length in the head is not the length of the value.");
	for (int kind = 0; kind < 256; kind++)
		if (ax_kind_info(kind) == NULL)
			damage(5, 1, (uint64_t) kind, kind == AX_KIND_VARIABLE ?
				   "The element type is not valid." : "The element kind is not known.");
	damage(6, 1, 33, "The head has unrecognized flags or dimensions.");
	damage(6, 1, 255, "The head has unrecognized flags or dimensions.");
	damage(6, 1, 32, "The head is too short for its bounds.");
	damage(6, 1, 1, ZERO);
	damage(7, 1, 3, "The head has unrecognized flags or dimensions.");
	damage(7, 1, 0, FIT);
	damage(28, 4, 1, "The head has unrecognized flags or dimensions.");
	damage(8, 4, 0, "The tile length is out of range.");
	damage(8, 4, 32, "The tile length is out of range.");
	damage(8, 4, 100, "The tile length is out of range.");
	damage(8, 4, 65600, "The tile length is out of range.");
	damage(8, 4, 64, FIT);
	damage(8, 4, 65536, NULL);
	damage(12, 4, 0, FIT);
	damage(12, 4, 2, FIT);
	damage(12, 4, 0xffffffff, FIT);
	damage(16, 4, 64, FIT);
	/* bounds */
	damage(32, 8, (uint64_t) -AX_COORD_MAX - 1, RANGE);
	damage(32, 8, (uint64_t) AX_COORD_MAX, RANGE);
	damage(32, 8, (uint64_t) AX_COORD_MAX - 9, NULL);
	damage(32, 8, (uint64_t) AX_COORD_MAX - 8, RANGE);
	damage(32, 8, (uint64_t) -AX_COORD_MAX, NULL);
	damage(40, 8, (uint64_t) -1, RANGE);
	damage(40, 8, (uint64_t) INT64_MIN, RANGE);
	damage(40, 8, INT64_MAX, RANGE);
	damage(40, 8, (uint64_t) AX_COORD_MAX + 1, "The box has too many cells.");
	damage(40, 8, (uint64_t) 1 << 26, "The box has too many cells.");
	damage(40, 8, 0, FIT);
	damage(40, 8, 11, ENTRY);
	/* names */
	damage(64, 1, 64, NAMES);
	damage(64, 1, 255, NAMES);
	damage(65, 1, 0, ZERO);
	damage(64, 1, 7, ZERO);
	damage(66, 1, 7, ZERO);
	damage(66, 1, 0, NAMES);
	damage(71, 1, 1, NAMES);
	/* the entry */
	damage(72, 4, 144, OUTSIDE);
	damage(72, 4, 153, OUTSIDE);
	damage(72, 4, 160, OUTSIDE);
	damage(72, 4, 0xfffffff8, OUTSIDE);
	damage(76, 4, 8, ENTRY);
	damage(80, 4, 0xffffffff, OUTSIDE);
	damage(80, 4, 392, FOLLOW);
	damage(80, 4, 393, NULL);
	damage(84, 4, 99, ENTRY);
	damage(84, 4, 101, ENTRY);
	damage(88, 4, 1, ENTRY);
	damage(88, 4, 101, ENTRY);
	damage(92, 4, 1, SUMMARY);
	damage(92, 4, 101, ENTRY);
	for (int form = 1; form < 256; form++)
	{
		damage(97, 1, (uint64_t) form, ENTRY);
		/* no NULL cells at no place at all is odd but well */
		damage(98, 1, (uint64_t) form, form == AX_MASK_POSITIONS ? NULL : ENTRY);
	}
	damage(99, 1, 8, ENTRY);
	damage(99, 1, 128, ENTRY);
	damage(99, 1, 7, NULL);
	damage(99, 1, 1, NULL);
	damage(99, 1, 2, SUMMARY);
	damage(100, 4, 1, ENTRY);
	/* the summary: min, max, sum */
	damage(111, 1, 0, SUMMARY);
	damage(104, 8, 71, SUMMARY);
	damage(120, 8, (uint64_t) INT32_MAX + 1, SUMMARY);
	damage(120, 8, INT32_MAX, NULL);
	damage(127, 1, 0x80, SUMMARY);
	damage(136, 8, 7001, SUMMARY);
	damage(136, 8, 7000, NULL);
	damage(151, 1, 0x7f, SUMMARY);
	damage(151, 1, 0x80, SUMMARY);

	/* too few bytes, wherever they end */
	write_sample(bytes);
	for (size_t have = 0; have < 152; have++)
	{
		uint8_t    *copy = malloc(have + 1);

		memcpy(copy, bytes, have);
		CHECK_EQ_INT(ax_head_read(copy, have, 552, &head, &err), AX_CORRUPT);
		copy = realloc(copy, have ? have : 1);
		CHECK_EQ_INT(ax_head_read(copy, have, have, &head, &err), AX_CORRUPT);
		free(copy);
	}
	CHECK_EQ_INT(ax_head_read(bytes, 32, AX_MAX_BYTES + 8, &head, &err), AX_CORRUPT);
	CHECK_EQ_STR(err.detail, "The value is longer than an ndarray may be.");
	bytes[4] = 2;
	CHECK_EQ_INT(ax_head_read(bytes, 552, 552, &head, &err), AX_CORRUPT);
	CHECK_EQ_STR(err.message, "unrecognized version of ndarray: 2");
	CHECK(err.hint[0] != '\0');
}

/* Three tiles, the second of which is then moved or cut. */
static void
check_chain(void)
{
	AxHead		head = {.kind = AX_KIND_BOOL, .tile_cells = 64};
	AxTileEntry entry = {.codec = 1, .cells = 64};
	uint8_t		bytes[ROOM] = {0};
	uint32_t	at;
	AxError		err;

	head.box.ndim = 1;
	head.box.upper[0] = 129;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	CHECK_EQ_INT(head.tiles, 3);
	at = head.data_offset;
	CHECK_EQ_INT(at, 48 + 3 * 80);
	for (uint32_t t = 0; t < 3; t++)
	{
		entry.offset = at;
		entry.cells = entry.payload_bytes = t < 2 ? 64 : 2;
		entry.summary.present = entry.cells;
		entry.summary.has_range = true;
		ax_head_write_entry(&head, t, &entry, bytes);
		at += ax_tile_bytes(&entry);
	}
	head.total_bytes = at;
	ax_head_write(&head, bytes);
	CHECK_EQ_INT(ax_head_read(bytes, at, at, &head, &err), AX_OK);
	for (uint32_t t = 0; t < 3; t++)
	{
		CHECK_EQ_INT(ax_head_entry(&head, t, &entry, &err), AX_OK);
		CHECK_EQ_INT(entry.cells, t < 2 ? 64 : 2);
	}
	ax_put_u32(bytes + 48 + 80, head.data_offset + 72);
	CHECK_EQ_INT(ax_head_entry(&head, 0, &entry, &err), AX_CORRUPT);
	CHECK_EQ_STR(err.detail, FOLLOW);
	CHECK_EQ_INT(ax_head_entry(&head, 1, &entry, &err), AX_CORRUPT);
	ax_put_u32(bytes + 48 + 80, head.data_offset + 64);
	ax_put_u32(bytes + 48 + 160 + 8, 10);
	CHECK_EQ_INT(ax_head_entry(&head, 2, &entry, &err), AX_CORRUPT);
	CHECK_EQ_STR(err.detail, OUTSIDE);
}

/* An axis from the least to the greatest coordinate, beside one without cells; then one longer. */
static void
check_longest_axis(void)
{
	AxHead		head = {.kind = AX_KIND_INT4, .tile_cells = 64};
	AxHead		read;
	uint8_t		bytes[ROOM] = {0};
	AxError		err;

	head.box.ndim = 2;
	head.box.lower[0] = -AX_COORD_MAX;
	head.box.upper[0] = AX_COORD_MAX;
	head.box.upper[1] = -1;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	ax_head_write(&head, bytes);
	CHECK_EQ_INT(ax_head_read(bytes, 64, 64, &read, &err), AX_OK);
	CHECK_EQ_INT(ax_shape_equal(&head.box, &read.box), true);
	ax_put_i64(bytes + 32, 1 - AX_COORD_MAX);
	CHECK_EQ_INT(ax_head_read(bytes, 64, 64, &read, &err), AX_CORRUPT);
}

/* Masks by their sizes: 100 cells want 16 bytes as a bitmap, 2 each as positions. */
static void
check_masks(void)
{
	static const struct
	{
		uint32_t	present;
		uint32_t	nulls;
		AxMaskForm	presence;
		AxMaskForm	nullness;
		uint32_t	mask_bytes;
		bool		good;
	}			cases[] = {
		{50, 0, AX_MASK_BITMAP, AX_MASK_FULL, 16, true},
		{50, 0, AX_MASK_BITMAP, AX_MASK_FULL, 24, false},
		{50, 0, AX_MASK_BITMAP, AX_MASK_FULL, 8, false},
		{5, 0, AX_MASK_POSITIONS, AX_MASK_FULL, 16, true},
		{5, 0, AX_MASK_POSITIONS, AX_MASK_FULL, 10, false},
		{5, 0, AX_MASK_VOID, AX_MASK_FULL, 0, false},
		{0, 0, AX_MASK_VOID, AX_MASK_FULL, 0, true},
		{0, 0, AX_MASK_VOID, AX_MASK_VOID, 0, true},
		{100, 100, AX_MASK_FULL, AX_MASK_VOID, 0, true},
		{100, 99, AX_MASK_FULL, AX_MASK_VOID, 0, false},
		{100, 3, AX_MASK_FULL, AX_MASK_POSITIONS, 8, true},
		{100, 3, AX_MASK_FULL, AX_MASK_BITMAP, 16, true},
		{50, 4, AX_MASK_BITMAP, AX_MASK_POSITIONS, 24, true},
		{50, 51, AX_MASK_BITMAP, AX_MASK_POSITIONS, 120, false},
		{4, 5, AX_MASK_POSITIONS, AX_MASK_BITMAP, 24, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		uint8_t		bytes[ROOM];
		AxHead		head = write_sample(bytes);
		AxTileEntry entry = {.codec = 1, .offset = 152};
		AxError		err;

		entry.presence = cases[i].presence;
		entry.nullness = cases[i].nullness;
		entry.mask_bytes = cases[i].mask_bytes;
		entry.payload_bytes = 400 - entry.mask_bytes;
		entry.summary.present = cases[i].present;
		entry.summary.nulls = cases[i].nulls;
		entry.summary.has_range = cases[i].present > cases[i].nulls;
		ax_head_write_entry(&head, 0, &entry, bytes);
		CHECK_EQ_INT(ax_head_read(bytes, 552, 552, &head, &err), AX_OK);
		CHECK_EQ_INT(ax_head_entry(&head, 0, &entry, &err),
					 cases[i].good ? AX_OK : AX_CORRUPT);
	}
}

/* Summaries that are no summaries of values of their kind. */
static void
check_summaries(void)
{
	static const struct
	{
		AxKind		kind;
		AxNumber	min;
		AxNumber	max;
		AxNumber	sum;
		uint32_t	nans;
		bool		good;
	}			cases[] = {
		{AX_KIND_BOOL, {.wide = 0}, {.wide = 1}, {.wide = 100}, 0, true},
		{AX_KIND_BOOL, {.wide = 0}, {.wide = 2}, {.wide = 100}, 0, false},
		{AX_KIND_BOOL, {.wide = -1}, {.wide = 1}, {.wide = 100}, 0, false},
		{AX_KIND_INT2, {.wide = -32768}, {.wide = 32767}, {.wide = 100}, 0, true},
		{AX_KIND_INT2, {.wide = -32769}, {.wide = 32767}, {.wide = 100}, 0, false},
		{AX_KIND_INT8, {.wide = INT64_MIN}, {.wide = INT64_MAX}, {.wide = -1}, 0, true},
		{AX_KIND_INT8, {.wide = INT64_MIN}, {.wide = (__int128) INT64_MAX + 1}, {.wide = 0}, 0, false},
		{AX_KIND_FLOAT8, {.real = -INFINITY}, {.real = INFINITY}, {.real = 1}, 0, true},
		{AX_KIND_FLOAT8, {.real = 1}, {.real = 2}, {.real = 1}, 99, true},
		{AX_KIND_FLOAT8, {.real = 2}, {.real = 1}, {.real = 1}, 0, false},
		{AX_KIND_FLOAT8, {.real = 1}, {.real = 2}, {.real = 1}, 100, false},
		{AX_KIND_FLOAT4, {.real = NAN}, {.real = 2}, {.real = 1}, 0, false},
		{AX_KIND_FLOAT4, {.real = 1}, {.real = NAN}, {.real = 1}, 0, false},
		{AX_KIND_RATIONAL, {.ratio = {1, 3}}, {.ratio = {1, 2}}, {.ratio = {7, 5}}, 0, true},
		{AX_KIND_RATIONAL, {.ratio = {1, 2}}, {.ratio = {1, 3}}, {.ratio = {7, 5}}, 0, false},
		{AX_KIND_RATIONAL, {.ratio = {2, 6}}, {.ratio = {1, 2}}, {.ratio = {7, 5}}, 0, false},
		{AX_KIND_RATIONAL, {.ratio = {1, 3}}, {.ratio = {1, 0}}, {.ratio = {7, 5}}, 0, false},
		{AX_KIND_RATIONAL, {.ratio = {1, 3}}, {.ratio = {1, 2}}, {.ratio = {7, -5}}, 0, false},
		{AX_KIND_RATIONAL, {.ratio = {INT64_MIN, 1}}, {.ratio = {1, 2}}, {.ratio = {7, 5}}, 1, false},
		{AX_KIND_COMPLEX, {.pair = {1, 2}}, {.pair = {1, 3}}, {.pair = {NAN, INFINITY}}, 0, true},
		{AX_KIND_COMPLEX, {.pair = {1, 2}}, {.pair = {1, 3}}, {.pair = {7, 5}}, 99, true},
		{AX_KIND_COMPLEX, {.pair = {1, 2}}, {.pair = {1, 3}}, {.pair = {7, 5}}, 100, false},
		{AX_KIND_COMPLEX, {.pair = {1, 4}}, {.pair = {2, 3}}, {.pair = {7, 5}}, 0, false},
		{AX_KIND_POINT2D, {.pair = {2, 1}}, {.pair = {1, 2}}, {.pair = {7, 5}}, 0, false},
		{AX_KIND_POINT2D, {.pair = {1, NAN}}, {.pair = {1, 2}}, {.pair = {7, 5}}, 0, false},
		{AX_KIND_POINT2D, {.pair = {1, 2}}, {.pair = {NAN, 2}}, {.pair = {7, 5}}, 0, false},
		{AX_KIND_POINT2D, {.pair = {-INFINITY, -INFINITY}}, {.pair = {INFINITY, INFINITY}}, {.pair = {7, 5}}, 0, true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		uint8_t		bytes[ROOM];
		AxHead		head = write_sample(bytes);
		AxTileEntry entry = {.codec = 1, .offset = 152, .payload_bytes = 400};
		AxError		err;

		head.kind = cases[i].kind;
		bytes[5] = (uint8_t) head.kind;
		entry.summary.present = 100;
		entry.summary.nans = cases[i].nans;
		entry.summary.has_range = entry.summary.has_sum = true;
		entry.summary.min = cases[i].min;
		entry.summary.max = cases[i].max;
		entry.summary.sum = cases[i].sum;
		ax_head_write_entry(&head, 0, &entry, bytes);
		CHECK_EQ_INT(ax_head_read(bytes, 552, 552, &head, &err), AX_OK);
		CHECK_EQ_INT(ax_head_entry(&head, 0, &entry, &err),
					 cases[i].good ? AX_OK : AX_CORRUPT);
	}
}

/* Heads without cells, without dimensions, as long and as many as can be. */
static void
check_odd_heads(void)
{
	static uint8_t bytes[8192];
	AxHead		head = {.kind = AX_KIND_INT2, .tile_cells = 64};
	AxHead		read;
	AxSummary	summary;
	AxError		err;

	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	CHECK_EQ_INT(head.cells, 1);
	CHECK_EQ_INT(head.tiles, 1);
	CHECK_EQ_INT(head.data_offset, 112);

	/* an empty axis excuses the length of the other, which is the longest there is */
	head.box.ndim = 2;
	head.box.lower[0] = -AX_COORD_MAX;
	head.box.upper[0] = AX_COORD_MAX;
	head.box.lower[1] = -AX_COORD_MAX;
	head.box.upper[1] = -AX_COORD_MAX - 1;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	CHECK_EQ_INT(head.tiles, 0);
	ax_head_write(&head, bytes);
	CHECK_EQ_INT(ax_head_read(bytes, 64, 64, &read, &err), AX_OK);
	CHECK(ax_shape_equal(&read.box, &head.box));
	CHECK_EQ_INT(ax_head_summary(&read, &summary, &err), AX_OK);
	CHECK(summary.present == 0 && !summary.has_range && summary.has_sum && summary.sum.wide == 0);
	ax_put_u32(bytes + 24, 72);
	CHECK_EQ_INT(ax_head_read(bytes, 72, 72, &read, &err), AX_CORRUPT);
	CHECK_EQ_STR(err.detail, "Bytes follow the last tile.");

	head.box.upper[1] = -AX_COORD_MAX;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_LIMIT);
	CHECK(strstr(err.hint, "create_array") != NULL);
	head.box.lower[0] = 2;
	head.box.upper[0] = 0;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_SUBSCRIPT);
	head.box.ndim = 33;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_LIMIT);

	/* 32 dimensions with the longest names */
	head.box.ndim = 32;
	head.has_names = true;
	for (int d = 0; d < 32; d++)
	{
		head.box.lower[d] = head.box.upper[d] = d;
		memset(head.names[d], 'a' + d % 26, AX_NAME_BYTES);
		head.names[d][AX_NAME_BYTES] = '\0';
	}
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_OK);
	CHECK_EQ_INT(head.directory_offset, 32 + 32 * 16 + 32 * 64);
	head.tile_cells = 65;
	CHECK_EQ_INT(ax_head_layout(&head, &err), AX_ARGUMENT);
	head.tile_cells = 64;
	head.total_bytes = head.data_offset;
	ax_head_write(&head, bytes);
	CHECK_EQ_INT(ax_head_read(bytes, head.total_bytes, head.total_bytes, &read, &err), AX_OK);
	for (int d = 0; d < 32; d++)
		CHECK_EQ_STR(read.names[d], head.names[d]);
}

static void
check_kinds(void)
{
	AxNumber	one = {.real = 1};
	AxNumber	nan = {.real = NAN};
	AxNumber	infinity = {.real = INFINITY};

	CHECK_EQ_INT(ax_kind_by_name("rational"), AX_KIND_RATIONAL);
	CHECK_EQ_INT(ax_kind_by_name("none"), AX_KIND_NONE);
	CHECK_EQ_INT(ax_kind_by_name(""), AX_KIND_NONE);
	CHECK_EQ_INT(ax_kind_by_name("complex"), AX_KIND_COMPLEX);
	CHECK_EQ_INT(ax_kind_by_name("point2d"), AX_KIND_POINT2D);
	CHECK(ax_kind_info(-1) == NULL && ax_kind_info(0) == NULL &&
		  ax_kind_info(AX_KIND_END) == NULL);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_FLOAT8, nan, infinity), 1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_FLOAT8, infinity, nan), -1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_FLOAT8, nan, nan), 0);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_FLOAT8, one, infinity), -1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_RATIONAL, (AxNumber) {.ratio = {1, 3}},
							 (AxNumber) {.ratio = {1, 2}}), -1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_INT8, (AxNumber) {.wide = -1}, (AxNumber) {.wide = 1}), -1);
	/* by the first parts, then by the second; -0 is 0, NaN the greatest */
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_COMPLEX, (AxNumber) {.pair = {1, 9}}, (AxNumber) {.pair = {2, 0}}), -1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_COMPLEX, (AxNumber) {.pair = {-0.0, 9}}, (AxNumber) {.pair = {0, 8}}), 1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_POINT2D, (AxNumber) {.pair = {NAN, 1}}, (AxNumber) {.pair = {NAN, 2}}), -1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_POINT2D, (AxNumber) {.pair = {1, NAN}}, (AxNumber) {.pair = {1, INFINITY}}), 1);
	CHECK_EQ_INT(ax_kind_cmp(AX_KIND_POINT2D, (AxNumber) {.pair = {NAN, NAN}}, (AxNumber) {.pair = {NAN, NAN}}), 0);
	CHECK(ax_kind_is_nan(AX_KIND_POINT2D, (AxNumber) {.pair = {1, NAN}}) &&
		  !ax_kind_is_nan(AX_KIND_POINT2D, (AxNumber) {.pair = {1, INFINITY}}) &&
		  ax_kind_is_nan(AX_KIND_FLOAT4, nan) && !ax_kind_is_nan(AX_KIND_FLOAT8, infinity) &&
		  !ax_kind_is_nan(AX_KIND_RATIONAL, (AxNumber) {.ratio = {-1, -1}}));
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
		for (unsigned which = 0; which < 8; which++)
		{
			uint8_t		cell[17] = {0};
			uint8_t		back[17] = {0};

			/* at an odd address */
			sample_extreme(sample_kinds[k], which, cell + 1);
			ax_kind_store(sample_kinds[k], ax_kind_load(sample_kinds[k], cell + 1), back + 1);
			CHECK(memcmp(cell, back, 17) == 0);
		}
}

static void
check_merge(void)
{
	AxSummary	a;
	AxSummary	b;

	ax_summary_init(AX_KIND_RATIONAL, &a);
	CHECK(a.has_sum && a.sum.ratio[0] == 0 && a.sum.ratio[1] == 1 && !a.has_range);
	b = a;
	b.present = 5;
	b.nulls = 2;
	b.has_range = true;
	b.min = (AxNumber) {.ratio = {1, 3}};
	b.max = (AxNumber) {.ratio = {1, 2}};
	b.sum = (AxNumber) {.ratio = {7, 6}};
	ax_summary_merge(AX_KIND_RATIONAL, &a, &b);
	ax_summary_merge(AX_KIND_RATIONAL, &a, &b);
	CHECK(a.present == 10 && a.nulls == 4 && a.has_sum && a.sum.ratio[0] == 7 && a.sum.ratio[1] == 3);
	CHECK(a.min.ratio[1] == 3 && a.max.ratio[1] == 2);
	b.sum = (AxNumber) {.ratio = {INT64_MAX, 1}};
	ax_summary_merge(AX_KIND_RATIONAL, &a, &b);
	CHECK(!a.has_sum && a.present == 15);
	ax_summary_init(AX_KIND_RATIONAL, &b);
	ax_summary_merge(AX_KIND_RATIONAL, &a, &b);
	CHECK(!a.has_sum && a.has_range);
	/* the products of the extremes fit 128 bits */
	a.sum = (AxNumber) {.ratio = {INT64_MIN, INT64_MAX}};
	CHECK(!ax_summary_add(AX_KIND_RATIONAL, &a.sum, (AxNumber) {.ratio = {INT64_MIN, INT64_MAX - 1}}));
}

/* The range of pairs is a box, and their sums add part by part. */
static void
check_pairs(void)
{
	AxKind		kind = AX_KIND_POINT2D;
	AxSummary	a;
	AxSummary	b;

	ax_summary_init(kind, &a);
	CHECK(a.has_sum && a.sum.pair[0] == 0 && a.sum.pair[1] == 0 && !a.has_range);
	CHECK(!ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {0, 0}}));
	b = a;
	b.present = 1;
	b.has_range = true;
	b.min = b.max = b.sum = (AxNumber) {.pair = {1, 5}};
	ax_summary_merge(kind, &a, &b);
	b.min = b.max = b.sum = (AxNumber) {.pair = {2, -3}};
	ax_summary_merge(kind, &a, &b);
	CHECK(a.min.pair[0] == 1 && a.min.pair[1] == -3 && a.max.pair[0] == 2 && a.max.pair[1] == 5);
	CHECK(a.has_sum && a.sum.pair[0] == 3 && a.sum.pair[1] == 2);
	CHECK(ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {1.5, 0}}) &&
		  ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {2, 5}}) &&
		  !ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {1.5, 6}}) &&
		  !ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {0, 0}}) &&
		  !ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {NAN, 0}}));
	a.nans = 1;
	CHECK(ax_summary_may_hold(kind, &a, (AxNumber) {.pair = {0, NAN}}));

	/* an infinite part stays, a part that runs over leaves the sum out */
	b.sum = (AxNumber) {.pair = {INFINITY, 1e308}};
	ax_summary_merge(kind, &a, &b);
	CHECK(a.has_sum && isinf(a.sum.pair[0]) && a.sum.pair[1] > 9e307);
	ax_summary_merge(kind, &a, &b);
	CHECK(!a.has_sum || a.sum.pair[1] < INFINITY);
	b.sum = (AxNumber) {.pair = {-INFINITY, 1e308}};
	CHECK(!ax_summary_add(kind, &b.sum, (AxNumber) {.pair = {INFINITY, 1e308}}));
	CHECK(isnan(b.sum.pair[0]));
}

int
main(void)
{
	check_kinds();
	check_layout();
	check_damage();
	check_chain();
	check_longest_axis();
	check_masks();
	check_summaries();
	check_odd_heads();
	check_merge();
	check_pairs();
	return check_done();
}
