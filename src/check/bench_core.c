/*
 * Speed of the codecs and summaries over tiles of 8192 cells, in GB of
 * decoded values a second.  Run by hand: make -f tools/core.mk bench.
 */
#include <stdio.h>
#include <time.h>

#include "check/sample.h"
#include "codec/codec.h"
#include "codec/look.h"
#include "codec/tile.h"

#define CELLS AX_TILE_CELLS
#define MOST (CELLS * 16 + 1024)

static uint64_t values[MOST / 8];
static uint64_t decoded[MOST / 8];
static uint8_t bytes[2 * MOST];
static volatile size_t sink;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

/* The best of five rates of an expression, in GB/s of `work` bytes each time. */
#define RATE(rate, work, expression) \
	do { \
		(rate) = 0; \
		for (int round_ = 0; round_ < 5; round_++) \
		{ \
			double		start_ = now(); \
			double		took_ = 0; \
			size_t		times_ = 0; \
			\
			for (; took_ < 0.004; took_ = now() - start_) \
				for (int k_ = 0; k_ < 8; k_++, times_++) \
					sink += (size_t) (expression); \
			if ((double) (work) * (double) times_ / took_ / 1e9 > (rate)) \
				(rate) = (double) (work) * (double) times_ / took_ / 1e9; \
		} \
	} while (0)

static void
bench_codec(AxKind kind, AxCodecId id, SamplePattern pattern, const char *what)
{
	const AxCodec *codec = ax_codec(id);
	size_t		raw = CELLS * ax_kind_info(kind)->width;
	uint64_t	state = 7;
	size_t		size;
	double		encode;
	double		decode;

	sample_values(kind, pattern, CELLS, values, &state);
	size = codec->encode(kind, values, CELLS, bytes, sizeof(bytes));
	if (size == 0)
		return;
	RATE(encode, raw, codec->encode(kind, values, CELLS, bytes, sizeof(bytes)));
	RATE(decode, raw, codec->decode(kind, bytes, size, decoded, CELLS));
	printf("%-9s %-9s %-8s %8zu of %6zu bytes   encode %7.2f   decode %7.2f GB/s\n",
		   codec->name, ax_kind_info(kind)->name, what, size, raw, encode, decode);
}

/* Tiles of data as people have it. */
typedef enum Data
{
	DATA_NOISE, DATA_SMOOTH, DATA_DECIMAL, DATA_SORTED, DATA_FEW, DATA_SINE, DATA_SPARSE, DATA_END
} Data;

static const struct
{
	AxKind		kind;
	const char *what;
}			data[DATA_END] = {
	[DATA_NOISE] = {AX_KIND_FLOAT8, "noise"},
	[DATA_SMOOTH] = {AX_KIND_INT4, "smooth"},
	[DATA_DECIMAL] = {AX_KIND_FLOAT8, "two decimals"},
	[DATA_SORTED] = {AX_KIND_INT8, "sorted"},
	[DATA_FEW] = {AX_KIND_INT2, "few values"},
	[DATA_SINE] = {AX_KIND_FLOAT8, "sine"},
	[DATA_SPARSE] = {AX_KIND_FLOAT8, "1 % noise"},
};

/* One cell of data; tiles are 8192 cells of chunks that are 362 cells wide. */
static void
fill(Data which, size_t i, uint64_t *state)
{
	static const int16_t few[] = {-32000, -7, 0, 1, 100, 4711, 9999, 30000};
	double		real = (double) (sample_next(state) >> 11) * 0x1p-53;
	static int64_t sorted;

	switch (which)
	{
		case DATA_SMOOTH:
			((int32_t *) values)[i] = (int32_t) round(100 * sin((double) (700 + i / 362) / 200) *
													  cos((double) (300 + i % 362) / 300));
			break;
		case DATA_DECIMAL:
			((double *) values)[i] = round(real * 1e5) / 100;
			break;
		case DATA_SORTED:
			sorted = i == 0 ? INT64_C(1700000000000) : sorted + (int64_t) (real * 1000);
			((int64_t *) values)[i] = sorted;
			break;
		case DATA_FEW:
			((int16_t *) values)[i] = few[(int) (real * 8)];
			break;
		case DATA_SINE:
			((double *) values)[i] = sin((double) i / 300);
			break;
		default:
			((double *) values)[i] = real;
			break;
	}
}

/* The codec that is chosen, what is built and read of it with masks and all. */
static void
bench_data(Data which)
{
	static uint64_t present[AX_MASK_WORDS(CELLS)];
	AxKind		kind = data[which].kind;
	AxHead		head = {.kind = kind};
	AxHead		read;
	AxTileEntry entry;
	AxError		err;
	uint64_t	state = 7;
	size_t		raw = CELLS * ax_kind_info(kind)->width;
	uint64_t   *mask = which == DATA_SPARSE ? present : NULL;
	uint8_t    *value;
	size_t		size;
	double		build;
	double		decode;

	head.box.ndim = 1;
	head.box.upper[0] = CELLS - 1;
	for (size_t i = 0; i < CELLS; i++)
		fill(which, i, &state);
	sample_mask(present, CELLS, 100, true, &state);
	RATE(build, raw, (ax_build_dense(sample_alloc, &head, values, mask, NULL, &value, &size, &err),
					  free(value), size));
	if (ax_build_dense(sample_alloc, &head, values, mask, NULL, &value, &size, &err) != AX_OK ||
		ax_head_read(value, size, size, &read, &err) != AX_OK ||
		ax_head_entry(&read, 0, &entry, &err) != AX_OK)
		exit(1);
	RATE(decode, raw, ax_tile_decode(kind, &entry, value + entry.offset, sample_alloc, decoded, NULL, NULL, &err));
	printf("%-12s %-9s %-12s %8u of %6zu bytes   build %7.2f   decode %7.2f GB/s\n",
		   data[which].what, ax_kind_info(kind)->name, ax_codec(entry.codec)->name,
		   ax_tile_bytes(&entry), raw, build, decode);
	free(value);
}

static void
bench_look(AxKind kind)
{
	size_t		raw = CELLS * ax_kind_info(kind)->width;
	uint64_t	state = 7;
	AxSummary	summary;
	AxCodecId	id;
	double		look;
	double		choose;
	double		copy;

	sample_values(kind, kind == AX_KIND_RATIONAL ? SAMPLE_SMALL : SAMPLE_RANDOM,
				  CELLS, values, &state);
	RATE(look, raw, (ax_look_summarize(kind, values, CELLS, &summary), summary.present));
	RATE(choose, raw, ax_codec_encode(kind, values, CELLS, AX_CODEC_NONE, bytes, &id));
	RATE(copy, raw, (memcpy(decoded, values, raw), decoded[0]));
	printf("%-9s summarize %7.2f   choose and encode %7.2f   memcpy %7.2f GB/s\n",
		   ax_kind_info(kind)->name, look, choose, copy);
}

/* A whole tile with one cell in `often` valid, or all but these. */
static void
bench_tile(AxKind kind, unsigned often, bool valid, const char *what)
{
	static uint64_t mask[AX_MASK_WORDS(CELLS)];
	static uint64_t present[AX_MASK_WORDS(CELLS)];
	AxHead		head = {.kind = kind};
	AxHead		read;
	AxTileEntry entry;
	AxError		err;
	uint64_t	state = 7;
	size_t		raw = CELLS * ax_kind_info(kind)->width;
	uint8_t    *value;
	size_t		size;
	double		build;
	double		decode;

	head.box.ndim = 1;
	head.box.upper[0] = CELLS - 1;
	sample_values(kind, SAMPLE_RANDOM, CELLS, values, &state);
	sample_mask(mask, CELLS, often, valid, &state);
	RATE(build, raw, (ax_build_dense(sample_alloc, &head, values, mask, NULL, &value, &size, &err),
					  free(value), size));
	if (ax_build_dense(sample_alloc, &head, values, mask, NULL, &value, &size, &err) != AX_OK ||
		ax_head_read(value, size, size, &read, &err) != AX_OK ||
		ax_head_entry(&read, 0, &entry, &err) != AX_OK)
		exit(1);
	RATE(decode, raw, ax_tile_decode(kind, &entry, value + entry.offset, sample_alloc, decoded, present, mask,
									 &err));
	printf("tile      %-9s %-12s %8zu bytes   build %7.2f   decode %7.2f GB/s\n",
		   ax_kind_info(kind)->name, what, size, build, decode);
	free(value);
}

int
main(void)
{
	for (int which = 0; which < DATA_END; which++)
		bench_data((Data) which);
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
		bench_look(sample_kinds[k]);
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
	{
		bench_codec(sample_kinds[k], AX_CODEC_PLAIN, SAMPLE_RANDOM, "random");
		bench_codec(sample_kinds[k], AX_CODEC_CONSTANT, SAMPLE_CONSTANT, "constant");
		bench_codec(sample_kinds[k], AX_CODEC_RUNS, SAMPLE_RUNS, "runs");
		bench_codec(sample_kinds[k], AX_CODEC_PACKED, SAMPLE_SMALL, "small");
		bench_codec(sample_kinds[k], AX_CODEC_PACKED, SAMPLE_STEPS, "steps");
		bench_codec(sample_kinds[k], AX_CODEC_DELTA, SAMPLE_STEPS, "steps");
		bench_codec(sample_kinds[k], AX_CODEC_DELTA, SAMPLE_SMALL, "small");
		bench_codec(sample_kinds[k], AX_CODEC_DICTIONARY, SAMPLE_SMALL, "small");
		bench_codec(sample_kinds[k], AX_CODEC_ZSTD, SAMPLE_SMALL, "small");
	}
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
	{
		bench_tile(sample_kinds[k], 100, true, "1 % valid");
		bench_tile(sample_kinds[k], 3, true, "33 % valid");
		bench_tile(sample_kinds[k], 100, false, "99 % valid");
	}
	return 0;
}
