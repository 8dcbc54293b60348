/* Checks of values built and decoded tile by tile: cells come back, summaries
 * are those of a plain loop, the bytes are the same each time and few. */
#include "check/check.h"
#include "check/sample.h"
#include "codec/codec.h"
#include "codec/tile.h"
#include "format/bytes.h"
#include "num/rational.h"

typedef enum Masks
{
	MASK_NONE,					/* all present, none NULL, no masks given */
	MASK_FULL,					/* the same, given as masks */
	MASK_EMPTY,					/* nothing present */
	MASK_ALL_NULL,
	MASK_SPARSE,				/* one in 40 present */
	MASK_HALF,
	MASK_DENSE,					/* one in 40 empty */
	MASK_NULLS,					/* all present, one in 3 NULL */
	MASK_FEW_NULLS,				/* all present, one in 100 NULL */
	MASK_BOTH,					/* half empty, of the others one in 3 NULL */
	MASK_STRETCHES,				/* NULL, empty and valid in turns of up to 300 */
	MASKS
} Masks;

static void
make_masks(Masks which, size_t n, uint64_t *present, uint64_t *valid, uint64_t *state)
{
	ax_mask_fill(present, n);
	ax_mask_fill(valid, n);
	switch (which)
	{
		case MASK_EMPTY:
			memset(present, 0, AX_MASK_BYTES(n));
			memset(valid, 0, AX_MASK_BYTES(n));
			break;
		case MASK_ALL_NULL:
			memset(valid, 0, AX_MASK_BYTES(n));
			break;
		case MASK_SPARSE:
		case MASK_HALF:
			sample_mask(present, n, which == MASK_HALF ? 2 : 40, true, state);
			memcpy(valid, present, AX_MASK_BYTES(n));
			break;
		case MASK_DENSE:
			sample_mask(present, n, 40, false, state);
			memcpy(valid, present, AX_MASK_BYTES(n));
			break;
		case MASK_NULLS:
		case MASK_FEW_NULLS:
			sample_mask(valid, n, which == MASK_NULLS ? 3 : 100, false, state);
			break;
		case MASK_BOTH:
			sample_mask(present, n, 2, true, state);
			sample_mask(valid, n, 3, false, state);
			for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
				valid[w] &= present[w];
			break;
		case MASK_STRETCHES:
			for (size_t i = 0; i < n;)
			{
				size_t		end = i + sample_next(state) % 300 + 1;
				unsigned	what = (unsigned) (sample_next(state) >> 20) % 3;

				for (; i < end && i < n; i++)
				{
					if (what == 0)
						ax_mask_clear(present, i);
					if (what < 2)
						ax_mask_clear(valid, i);
				}
			}
			break;
		default:
			break;
	}
}

/*
 * The sums of n doubles whose parts alternate, in the order that num/sum.h
 * promises: blocks of 128 in 16 lanes, added in pairs, then two-sums.
 */
static void
plain_sums(const double *v, size_t n, size_t parts, double *sums)
{
	double		carry[2] = {0, 0};

	sums[0] = sums[1] = 0;
	for (size_t from = 0; from < n; from += 128)
	{
		size_t		m = n - from < 128 ? n - from : 128;
		double		lanes[16] = {0};

		for (size_t i = 0; i < m; i++)
			lanes[i % (m < 16 ? parts : 16)] += v[from + i];
		for (size_t half = 8; m >= 16 && half >= parts; half /= 2)
			for (size_t k = 0; k < half; k++)
				lanes[k] += lanes[k + half];
		for (size_t p = 0; p < parts; p++)
		{
			double		sum = sums[p] + lanes[p];
			double		moved = sum - sums[p];

			carry[p] += (sums[p] - (sum - moved)) + (lanes[p] - moved);
			sums[p] = sum;
		}
	}
	for (size_t p = 0; p < parts; p++)
		if (isfinite(sums[p]))
			sums[p] += carry[p];
}

/* The summary of cells [from, to), one by one. */
static AxSummary
plain_summary(AxKind kind, const uint8_t *values, const uint64_t *present,
			  const uint64_t *valid, size_t from, size_t to)
{
	uint32_t	width = ax_kind_info(kind)->width;
	bool		real = ax_kind_info(kind)->class == AX_CLASS_FLOAT;
	bool		pair = ax_kind_info(kind)->class == AX_CLASS_PAIR;
	double	   *live = malloc(2 * (to - from + 1) * sizeof(double));
	double		sums[2];
	bool		odd[2] = {false, false};
	size_t		n = 0;
	AxSummary	s = {0};

	s.has_sum = true;
	if (kind == AX_KIND_RATIONAL)
		s.sum.ratio[1] = 1;
	for (size_t i = from; i < to; i++)
	{
		AxNumber	number = ax_kind_load(kind, values + i * width);

		s.present += ax_mask_get(present, i);
		s.nulls += ax_mask_get(present, i) && !ax_mask_get(valid, i);
		if (!ax_mask_get(valid, i))
			continue;
		if (real)
			live[n++] = number.real;
		else if (pair)
		{
			for (int p = 0; p < 2; p++)
			{
				live[n++] = number.pair[p];
				odd[p] |= !isfinite(number.pair[p]);
			}
		}
		else if (kind != AX_KIND_RATIONAL)
			s.sum.wide += number.wide;
		else if (s.has_sum)
		{
			AxRational	sum = {s.sum.ratio[0], s.sum.ratio[1]};
			AxRational	out;
			AxError		err;

			s.has_sum = ax_rational_make((__int128) sum.num * number.ratio[1] +
										 (__int128) number.ratio[0] * sum.den,
										 (__int128) sum.den * number.ratio[1],
										 &out, &err) == AX_OK;
			s.sum.ratio[0] = out.num;
			s.sum.ratio[1] = out.den;
		}
		if (ax_kind_is_nan(kind, number))
		{
			s.nans++;
			continue;
		}
		if (pair)
		{
			for (int p = 0; p < 2; p++)
			{
				if (!s.has_range || number.pair[p] < s.min.pair[p])
					s.min.pair[p] = number.pair[p];
				if (!s.has_range || number.pair[p] > s.max.pair[p])
					s.max.pair[p] = number.pair[p];
			}
			s.has_range = true;
			continue;
		}
		if (!s.has_range || ax_kind_cmp(kind, number, s.min) < 0)
			s.min = number;
		if (!s.has_range || ax_kind_cmp(kind, number, s.max) > 0)
			s.max = number;
		s.has_range = true;
	}
	plain_sums(live, n, pair ? 2 : 1, sums);
	free(live);
	if (real)
		s.sum.real = sums[0];
	for (int p = 0; pair && p < 2; p++)
	{
		s.sum.pair[p] = sums[p];
		s.has_sum &= odd[p] || isfinite(sums[p]);
	}
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
	{
		s.has_sum = false;
		s.sum.wide = 0;
	}
	return s;
}

static bool
same_number(AxKind kind, AxNumber a, AxNumber b)
{
	return ax_kind_cmp(kind, a, b) == 0;
}

static bool
same_summary(AxKind kind, const AxSummary *a, const AxSummary *b)
{
	return a->present == b->present && a->nulls == b->nulls && a->nans == b->nans &&
		a->has_range == b->has_range && a->has_sum == b->has_sum &&
		(!a->has_range || (same_number(kind, a->min, b->min) &&
						   same_number(kind, a->max, b->max))) &&
		(!a->has_sum || same_number(kind, a->sum, b->sum));
}

/* Decodes every tile into memory of its own size and compares cells. */
static void
check_decoded(const AxHead *head, const uint8_t *bytes, const uint8_t *values,
			  const uint64_t *present, const uint64_t *valid)
{
	uint32_t	width = ax_kind_info(head->kind)->width;
	AxError		err;

	for (uint32_t t = 0; t < head->tiles; t++)
	{
		AxTileEntry entry;
		AxSummary	right;
		size_t		first = (size_t) t * head->tile_cells;
		uint64_t   *got_present;
		uint64_t   *got_valid;
		uint8_t    *got;
		uint8_t    *tile;
		size_t		wrong = 0;

		CHECK_EQ_INT(ax_head_entry(head, t, &entry, &err), AX_OK);
		got = malloc(entry.cells * width);
		got_present = malloc(AX_MASK_BYTES(entry.cells));
		got_valid = malloc(AX_MASK_BYTES(entry.cells));
		memset(got, 0xa5, entry.cells * width);
		tile = malloc(ax_tile_bytes(&entry) + 1);
		memcpy(tile + 1, bytes + entry.offset, ax_tile_bytes(&entry));
		CHECK_EQ_INT(ax_tile_decode(head->kind, &entry, tile + 1, sample_alloc, got, got_present, got_valid,
									&err), AX_OK);
		CHECK(memcmp(got_present, present + first / 64, AX_MASK_BYTES(entry.cells)) == 0);
		CHECK(memcmp(got_valid, valid + first / 64, AX_MASK_BYTES(entry.cells)) == 0);
		for (size_t i = 0; i < entry.cells; i++)
			wrong += ax_mask_get(valid, first + i) &&
				memcmp(got + i * width, values + (first + i) * width, width) != 0;
		CHECK_EQ_INT(wrong, 0);
		CHECK(ax_codec_values_ok(head->kind, got, entry.cells));

		/* without masks, without values */
		memset(got, 0xa5, entry.cells * width);
		CHECK_EQ_INT(ax_tile_decode(head->kind, &entry, tile + 1, sample_alloc, got, NULL, NULL, &err), AX_OK);
		for (size_t i = 0; i < entry.cells; i++)
			wrong += ax_mask_get(valid, first + i) &&
				memcmp(got + i * width, values + (first + i) * width, width) != 0;
		CHECK_EQ_INT(wrong, 0);
		memset(got_valid, 0xa5, AX_MASK_BYTES(entry.cells));
		CHECK_EQ_INT(ax_tile_decode(head->kind, &entry, tile + 1, sample_alloc, NULL, NULL, got_valid, &err),
					 AX_OK);
		CHECK(memcmp(got_valid, valid + first / 64, AX_MASK_BYTES(entry.cells)) == 0);

		right = plain_summary(head->kind, values, present, valid, first, first + entry.cells);
		CHECK(same_summary(head->kind, &entry.summary, &right));
		free(got);
		free(got_present);
		free(got_valid);
		free(tile);
	}
}

/* Builds a value from cells that are put where they are to stand. */
static void
build_in_place(const AxHead *head, const uint8_t *values, const uint64_t *present,
			   const uint64_t *valid, uint8_t **bytes, size_t *size)
{
	uint32_t	width = ax_kind_info(head->kind)->width;
	AxBuild		build;
	AxError		err;

	CHECK_EQ_INT(ax_build_begin(&build, sample_alloc, head, &err), AX_OK);
	for (size_t first = 0; first < build.head.cells; first += build.head.tile_cells)
	{
		size_t		left = build.head.cells - first;
		void	   *slot;

		CHECK_EQ_INT(ax_build_slot(&build, &slot, &err), AX_OK);
		memcpy(slot, values + first * width,
			   (left < build.head.tile_cells ? left : build.head.tile_cells) * width);
		CHECK_EQ_INT(ax_build_tile(&build, slot, present + first / 64, valid + first / 64, &err), AX_OK);
	}
	CHECK_EQ_INT(ax_build_finish(&build, bytes, size, &err), AX_OK);
}

static void
check_value(AxKind kind, const AxBox *box, uint32_t tile_cells, SamplePattern pattern,
			Masks masks, uint64_t *state)
{
	AxHead		head = {.kind = kind, .box = *box, .tile_cells = tile_cells};
	AxHead		read;
	AxError		err = {0};
	AxSummary	summary;
	AxSummary	right;
	uint64_t	cells;
	uint32_t	width = ax_kind_info(kind)->width;
	uint64_t   *values;
	uint64_t   *present;
	uint64_t   *valid;
	uint8_t    *bytes;
	uint8_t    *again;
	size_t		size;
	size_t		size_again;

	CHECK_EQ_INT(ax_shape_cells(box, AX_MAX_CELLS, &cells, &err), AX_OK);
	values = malloc(cells * width + 1);
	present = malloc(AX_MASK_BYTES(cells) + 1);
	valid = malloc(AX_MASK_BYTES(cells) + 1);
	sample_values(kind, pattern, cells, values, state);
	make_masks(masks, cells, present, valid, state);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, masks == MASK_NONE ? NULL : present,
								masks == MASK_NONE ? NULL : valid, &bytes, &size, &err), AX_OK);
	bytes = realloc(bytes, size);
	CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
	CHECK(ax_shape_equal(&read.box, box));
	CHECK_EQ_INT(read.tile_cells, tile_cells ? tile_cells : AX_TILE_CELLS);
	check_decoded(&read, bytes, (uint8_t *) values, present, valid);

	right = plain_summary(kind, (uint8_t *) values, present, valid, 0, cells);
	CHECK_EQ_INT(ax_head_summary(&read, &summary, &err), AX_OK);
	/* over tiles floats add up in another order, rationals may leave their range */
	if (ax_kind_info(kind)->class != AX_CLASS_INTEGER && read.tiles > 1)
	{
		right.sum = summary.sum;
		right.has_sum = summary.has_sum;
	}
	CHECK(same_summary(kind, &summary, &right));

	/* the same bytes from the same cells, whatever stands in the other slots */
	for (size_t i = 0; i < cells; i++)
		if (!ax_mask_get(valid, i))
			sample_store(kind, sample_next(state), (uint8_t *) values + i * width);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, present, valid, &again,
								&size_again, &err), AX_OK);
	CHECK(size == size_again && memcmp(bytes, again, size) == 0);
	free(again);
	build_in_place(&head, (uint8_t *) values, present, valid, &again, &size_again);
	CHECK(size == size_again && memcmp(bytes, again, size) == 0);
	CHECK(size <= read.data_offset + cells * width + read.tiles * 2 * AX_MASK_BYTES(read.tile_cells) + 8);
	free(again);
	free(bytes);
	free(values);
	free(present);
	free(valid);
}

static void
check_values(uint64_t *state)
{
	static const uint32_t tiles[] = {0, 64, 128, 192, 1024, 65536};
	static const struct
	{
		int			ndim;
		int64_t		length[5];
	}			shapes[] = {
		{0, {0}}, {1, {0}}, {1, {1}}, {1, {63}}, {1, {64}}, {1, {65}}, {1, {129}},
		{1, {8193}}, {2, {50, 41}}, {2, {1, 300}}, {2, {7, 0}}, {3, {9, 8, 7}},
		{4, {2, 3, 5, 7}}, {5, {3, 3, 3, 3, 5}}
	};

	for (size_t s = 0; s < sizeof(shapes) / sizeof(shapes[0]); s++)
	{
		AxBox		box = {.ndim = shapes[s].ndim};

		for (int d = 0; d < box.ndim; d++)
		{
			box.lower[d] = d - 2;
			box.upper[d] = box.lower[d] + shapes[s].length[d] - 1;
		}
		for (size_t t = 0; t < sizeof(tiles) / sizeof(tiles[0]); t++)
			for (size_t k = 0; k < SAMPLE_KINDS; k++)
				for (int masks = 0; masks < MASKS; masks++)
					check_value(sample_kinds[k], &box, tiles[t],
								(SamplePattern) ((s + t + k + (size_t) masks) % SAMPLE_PATTERNS),
								(Masks) masks, state);
	}
	/* every pattern with every mask, in several tiles; dates and timestamps too */
	for (size_t k = 0; k < SAMPLE_KINDS + 3; k++)
		for (int pattern = 0; pattern < SAMPLE_PATTERNS; pattern++)
			for (int masks = 0; masks < MASKS; masks++)
			{
				AxBox		box = {.ndim = 1, .lower = {0}, .upper = {4999}};

				check_value(k < SAMPLE_KINDS ? sample_kinds[k] : (AxKind) (AX_KIND_DATE + k - SAMPLE_KINDS),
							&box, 2048, (SamplePattern) pattern, (Masks) masks, state);
			}
	/* every length of tile that 16-bit positions allow at once */
	{
		AxBox		box = {.ndim = 2, .lower = {0}, .upper = {1, 65535}};

		for (int masks = 0; masks < MASKS; masks++)
			check_value(AX_KIND_INT4, &box, 65536, SAMPLE_RANDOM, (Masks) masks, state);
	}
}

/* The example of docs/format.md, byte by byte. */
static void
check_example(void)
{
	static const uint8_t right[] = {
		0, 0, 0, 0, 1, 3, 1, 1, 0, 0x20, 0, 0, 1, 0, 0, 0,
		0x38, 0, 0, 0, 0x88, 0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 0, 0,
		1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
		1, 0x78, 0, 0, 0, 0, 0, 0, 0x88, 0, 0, 0, 0x10, 0, 0, 0,
		0x18, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
		1, 1, 1, 3, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0xb, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0x24, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0x37, 0, 0, 0, 0, 0, 0, 0,
		4, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0,
		8, 0, 0, 0, 8, 0, 0, 0, 0xa, 0, 0, 0, 0xb, 0, 0, 0
	};
	AxHead		head = {.kind = AX_KIND_INT4, .has_names = true};
	AxError		err;
	int32_t		values[] = {7, 8, -1, 99, 10, 11};
	uint64_t	present = 0x37;
	uint64_t	valid = 0x33;
	uint8_t    *bytes = NULL;
	size_t		size = 0;

	head.box.ndim = 1;
	head.box.lower[0] = 1;
	head.box.upper[0] = 6;
	strcpy(head.names[0], "x");
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, &present, &valid, &bytes, &size,
								&err), AX_OK);
	CHECK_EQ_INT(size, sizeof(right));
	CHECK(size == sizeof(right) && memcmp(bytes, right, size) == 0);
	free(bytes);
}

/* Sizes that the design promises. */
static void
check_sizes(uint64_t *state)
{
	AxHead		head = {.kind = AX_KIND_FLOAT8};
	AxError		err;
	size_t		cells = 250000;
	uint64_t   *values = malloc(cells * 8);
	uint64_t   *mask = malloc(AX_MASK_BYTES(cells));
	uint8_t    *bytes;
	size_t		size;

	head.box.ndim = 2;
	head.box.upper[0] = head.box.upper[1] = 499;
	sample_values(AX_KIND_FLOAT8, SAMPLE_RANDOM, cells, values, state);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, NULL, NULL, &bytes, &size, &err), AX_OK);
	CHECK(size <= cells * 8 / 100 * 104);
	CHECK_EQ_INT(size, 32 + 2 * 16 + 31 * 80 + cells * 8);
	free(bytes);
	/* ten cells of a quarter of a million: the directory and little more */
	memset(mask, 0, AX_MASK_BYTES(cells));
	for (size_t i = 0; i < 10; i++)
		ax_mask_set(mask, i * 25000);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, mask, NULL, &bytes, &size, &err), AX_OK);
	CHECK_EQ_INT(size, 64 + 31 * 80 + 10 * 16);
	free(bytes);
	/* constant */
	sample_values(AX_KIND_FLOAT8, SAMPLE_CONSTANT, cells, values, state);
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, NULL, NULL, &bytes, &size, &err), AX_OK);
	CHECK_EQ_INT(size, 64 + 31 * 80 + 31 * 8);
	free(bytes);
	free(values);
	free(mask);
}

/* Memory that ends after so many calls, and how much of it is held. */
typedef struct Purse
{
	int			calls;
	long		held;
} Purse;

static void *
purse_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	Purse	   *purse = state;

	if (new_size > 0 && purse->calls-- <= 0)
		return NULL;
	purse->held += (long) new_size - (long) old_size;
	return sample_resize(NULL, memory, old_size, new_size);
}

static void
check_errors(uint64_t *state)
{
	AxHead		head = {.kind = AX_KIND_RATIONAL, .tile_cells = 65536};
	AxBuild		build;
	AxError		err;
	uint64_t   *values = malloc(65536 * 16);
	uint64_t	mask[AX_MASK_WORDS(65536)];
	uint8_t    *bytes = NULL;
	size_t		size = 0;
	AxStatus	status = AX_OK;
	uint32_t	t;

	/* 2^26 rationals that must not shrink: beyond 256 MB at a quarter of them */
	head.box.ndim = 1;
	head.box.upper[0] = (INT64_C(1) << 26) - 1;
	sample_values(AX_KIND_RATIONAL, SAMPLE_RANDOM, 65536, values, state);
	CHECK_EQ_INT(ax_build_begin(&build, sample_alloc, &head, &err), AX_OK);
	build.codec = AX_CODEC_PLAIN;
	for (t = 0; t < build.head.tiles && status == AX_OK; t++)
		status = ax_build_tile(&build, values, NULL, NULL, &err);
	CHECK_EQ_INT(status, AX_LIMIT);
	CHECK_EQ_INT(t, 256);
	CHECK_EQ_STR(err.message, "ndarray exceeds the maximum size allowed (256 MB)");
	CHECK(strstr(err.hint, "create_array") != NULL);
	ax_build_abandon(&build);

	head.box.upper[0] = AX_MAX_CELLS;
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, NULL, NULL, &bytes, &size, &err), AX_LIMIT);
	CHECK_EQ_STR(err.message, "number of cells exceeds the maximum allowed (268435456)");
	/* a directory that is too large by itself */
	head.box.upper[0] = AX_MAX_CELLS - 1;
	head.tile_cells = 64;
	CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, NULL, NULL, &bytes, &size, &err), AX_LIMIT);
	CHECK_EQ_STR(err.message, "ndarray exceeds the maximum size allowed (256 MB)");

	/* too few tiles */
	head.box.upper[0] = 100;
	CHECK_EQ_INT(ax_build_begin(&build, sample_alloc, &head, &err), AX_OK);
	CHECK_EQ_INT(ax_build_tile(&build, values, NULL, NULL, &err), AX_OK);
	CHECK_EQ_INT(ax_build_finish(&build, &bytes, &size, &err), AX_ARGUMENT);
	CHECK_EQ_STR(err.message, "ndarray has 2 tiles but was given 1");
	ax_build_abandon(&build);

	/* out of memory at each call; nothing stays behind */
	head.box.upper[0] = 200000;
	head.tile_cells = 8192;
	values = realloc(values, 200001 * 16);
	sample_values(AX_KIND_RATIONAL, SAMPLE_RANDOM, 200001, values, state);
	{
		uint64_t   *sparse = malloc(AX_MASK_BYTES(200001));

		sample_mask(sparse, 200001, 3, false, state);
		for (int calls = 0;; calls++)
		{
			Purse		purse = {calls, 0};
			AxAlloc		alloc = {purse_resize, &purse};

			status = ax_build_dense(alloc, &head, values, sparse, NULL, &bytes, &size, &err);
			if (status == AX_OK)
			{
				CHECK(calls > 2 && purse.held >= (long) size);
				free(bytes);
				break;
			}
			CHECK_EQ_INT(status, AX_MEMORY);
			CHECK_EQ_INT(purse.held, 0);
		}
		free(sparse);
	}

	/* damaged masks and payloads */
	head.kind = AX_KIND_INT4;
	head.box.upper[0] = 99;
	head.tile_cells = 128;
	sample_values(AX_KIND_INT4, SAMPLE_RANDOM, 100, values, state);
	for (int dense = 0; dense < 2; dense++)
	{
		AxHead		read;
		AxTileEntry entry;
		uint8_t    *tile;

		memset(mask, 0, sizeof(mask));
		for (size_t i = 0; i < (dense ? 50 : 4); i++)
			ax_mask_set(mask, i * 2);
		CHECK_EQ_INT(ax_build_dense(sample_alloc, &head, values, mask, NULL, &bytes, &size, &err), AX_OK);
		CHECK_EQ_INT(ax_head_read(bytes, size, size, &read, &err), AX_OK);
		CHECK_EQ_INT(ax_head_entry(&read, 0, &entry, &err), AX_OK);
		CHECK_EQ_INT(entry.presence, dense ? AX_MASK_BITMAP : AX_MASK_POSITIONS);
		CHECK(entry.packed == !dense);
		tile = bytes + entry.offset;
		/* a bit beyond the last cell, or a position there */
		if (dense)
			tile[13] |= 1;
		else
			tile[6] = 100;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_CORRUPT);
		CHECK_EQ_STR(err.detail, "The presence mask of a tile is not valid.");
		/* one bit more than the count, positions out of order */
		if (dense)
			tile[13] = 0, tile[0] |= 2;
		else
			tile[6] = 4;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_CORRUPT);
		if (dense)
			tile[0] &= 0xfd;
		else
			tile[6] = 6;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_OK);
		entry.payload_bytes--;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_CORRUPT);
		CHECK_EQ_STR(err.detail, "The payload of a tile is not valid.");
		entry.payload_bytes++;
		entry.codec = AX_CODEC_NONE;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_CORRUPT);
		entry.codec = 200;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, values, NULL, NULL, &err), AX_CORRUPT);
		CHECK_EQ_STR(err.message, "unrecognized codec of an ndarray tile: 200");
		/* masks alone don't ask for the codec */
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, NULL, mask, NULL, &err), AX_OK);

		/* NULL where nothing is: bit 1, or position 1 */
		entry.codec = AX_CODEC_PLAIN;
		entry.presence = AX_MASK_FULL;
		entry.nullness = dense ? AX_MASK_BITMAP : AX_MASK_POSITIONS;
		entry.summary.nulls = entry.summary.present;
		entry.summary.present = 100;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, NULL, NULL, mask, &err), AX_OK);
		CHECK_EQ_INT(ax_mask_count(mask, 100), 100 - entry.summary.nulls);
		entry.presence = AX_MASK_VOID;
		CHECK_EQ_INT(ax_tile_decode(AX_KIND_INT4, &entry, tile, sample_alloc, NULL, NULL, mask, &err), AX_CORRUPT);
		CHECK_EQ_STR(err.detail, "The NULL mask of a tile is not valid.");
		free(bytes);
	}
	free(values);
}

int
main(void)
{
	uint64_t	state = 11;

	check_values(&state);
	check_example();
	check_sizes(&state);
	check_errors(&state);
	return check_done();
}
