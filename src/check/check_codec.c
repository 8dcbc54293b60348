/* Checks of each codec by itself: every kind, many lengths and patterns of
 * values, and damaged bytes. */
#include "check/check.h"
#include "check/sample.h"
#include "codec/codec.h"
#include "codec/look.h"
#include "format/bytes.h"

static const size_t lengths[] = {
	1, 2, 3, 7, 8, 9, 63, 64, 65, 127, 500, 8191, 8192, 8193, 65536
};

#define LENGTHS (sizeof(lengths) / sizeof(lengths[0]))

/* Decodes from and to memory of the exact size, the input at an odd address. */
static bool
decode(const AxCodec *codec, AxKind kind, const uint8_t *in, size_t bytes,
	   uint8_t **values, size_t n)
{
	size_t		size = n * ax_kind_info(kind)->width;
	uint8_t    *copy = malloc(bytes + 1);
	bool		good;

	*values = malloc(size > 0 ? size : 1);
	memset(*values, 0xa5, size);
	memcpy(copy + 1, in, bytes);
	good = codec->decode(kind, copy + 1, bytes, *values, n);
	free(copy);
	return good;
}

/* Any bytes: no read and no write out of bounds, no value that may not be. */
static void
decode_damaged(const AxCodec *codec, AxKind kind, const uint8_t *in, size_t bytes, size_t n)
{
	uint8_t    *values;

	if (decode(codec, kind, in, bytes, &values, n))
		CHECK(ax_codec_values_ok(kind, values, n));
	free(values);
}

/* Kinds that a codec has taken values of. */
static bool taken[AX_CODEC_END][AX_KIND_END];

static void
check_one(AxCodecId id, AxKind kind, SamplePattern pattern, size_t n, uint64_t *state)
{
	const AxCodec *codec = ax_codec(id);
	uint32_t	width = ax_kind_info(kind)->width;
	uint8_t    *values = malloc(n * width);
	uint8_t    *out = malloc(n * (width + 4) + 64);
	uint8_t    *again = malloc(n * (width + 4) + 64);
	uint8_t    *decoded;
	size_t		bytes;

	sample_values(kind, pattern, n, values, state);
	bytes = codec->encode(kind, values, n, out, n * (width + 4) + 64);
	taken[id][kind] |= bytes > 0;
	if (bytes > 0)
	{
		CHECK(decode(codec, kind, out, bytes, &decoded, n));
		CHECK(memcmp(decoded, values, n * width) == 0);
		free(decoded);

		/* the room is kept to, and just enough of it is enough */
		again = realloc(again, bytes);
		memset(again, 0x5a, bytes);
		CHECK_EQ_INT(codec->encode(kind, values, n, again, bytes), bytes);
		CHECK(memcmp(again, out, bytes) == 0);
		again = realloc(again, bytes > 1 ? bytes - 1 : 1);
		CHECK_EQ_INT(codec->encode(kind, values, n, again, bytes - 1), 0);

		/* one byte less, one more; one cell less, one more */
		CHECK(!decode(codec, kind, out, bytes - 1, &decoded, n));
		free(decoded);
		out[bytes] = 0;
		CHECK(!decode(codec, kind, out, bytes + 1, &decoded, n));
		free(decoded);
		decode_damaged(codec, kind, out, bytes, n - 1);
		decode_damaged(codec, kind, out, bytes, n + 1);
		for (int round = 0; round < 20; round++)
		{
			size_t		at = sample_next(state) % (round < 10 && bytes > 32 ? 32 : bytes);
			uint8_t		was = out[at];

			out[at] = (uint8_t) sample_next(state);
			decode_damaged(codec, kind, out, bytes, n);
			decode_damaged(codec, kind, out, sample_next(state) % bytes, n);
			out[at] = was;
		}
	}
	free(values);
	free(out);
	free(again);
}

/* What is chosen: decodes, is small where it should be, is the same twice. */
static void
check_choice(AxKind kind, SamplePattern pattern, size_t n, uint64_t *state)
{
	uint32_t	width = ax_kind_info(kind)->width;
	uint8_t    *values = malloc(n * width);
	uint8_t    *out = malloc(n * width);
	uint8_t    *again = malloc(n * width);
	uint8_t    *decoded;
	AxCodecId	id = AX_CODEC_END;
	AxCodecId	same = AX_CODEC_END;
	size_t		bytes;

	sample_values(kind, pattern, n, values, state);
	bytes = ax_codec_encode(kind, values, n, AX_CODEC_NONE, out, &id);
	memset(again, 0xff, n * width);
	CHECK_EQ_INT(ax_codec_encode(kind, values, n, AX_CODEC_NONE, again, &same), bytes);
	CHECK(id == same && memcmp(out, again, bytes) == 0);
	CHECK(bytes == n * width ? id == AX_CODEC_PLAIN : bytes <= n * width / 4 * 3);
	if (ax_codec(id) != NULL)
	{
		CHECK(decode(ax_codec(id), kind, out, bytes, &decoded, n));
		CHECK(memcmp(decoded, values, n * width) == 0);
		free(decoded);
	}
	if (n >= 500 && pattern == SAMPLE_CONSTANT)
		CHECK_EQ_INT(id, AX_CODEC_CONSTANT);
	if (n >= 500 && pattern == SAMPLE_RUNS)
		CHECK_EQ_INT(id, kind == AX_KIND_BOOL ? AX_CODEC_PACKED : AX_CODEC_RUNS);
	if (n >= 500 && pattern == SAMPLE_SMALL && ax_kind_info(kind)->class == AX_CLASS_INTEGER)
		CHECK_EQ_INT(id, AX_CODEC_PACKED);
	if (n >= 500 && pattern == SAMPLE_STEPS && ax_kind_info(kind)->class == AX_CLASS_INTEGER &&
		kind != AX_KIND_BOOL && (kind != AX_KIND_INT2 || n <= 32768))
		CHECK_EQ_INT(id, AX_CODEC_DELTA);
	if (n >= 500 && n <= 8193 && pattern == SAMPLE_WALK && kind >= AX_KIND_INT4 &&
		kind <= AX_KIND_INT8)
		CHECK_EQ_INT(id, AX_CODEC_DELTA);
	if (n >= 500 && pattern == SAMPLE_WALK && ax_kind_info(kind)->class == AX_CLASS_FLOAT)
		CHECK_EQ_INT(id, AX_CODEC_DECIMAL);
	if (n >= 500 && pattern == SAMPLE_FEW && kind != AX_KIND_BOOL)
		CHECK_EQ_INT(id, AX_CODEC_DICTIONARY);
	if (n >= 500 && pattern == SAMPLE_RANDOM && kind != AX_KIND_BOOL)
		CHECK_EQ_INT(id, AX_CODEC_PLAIN);

	/* one that is wanted is taken where it applies */
	for (int c = AX_CODEC_PLAIN; c < AX_CODEC_END; c++)
	{
		bytes = ax_codec(c)->encode(kind, values, n, again, n * width);
		CHECK_EQ_INT(ax_codec_encode(kind, values, n, (AxCodecId) c, out, &same),
					 bytes > 0 ? bytes : ax_codec_encode(kind, values, n, AX_CODEC_NONE, again, &id));
		CHECK(same == (bytes > 0 ? (AxCodecId) c : id));
	}
	free(values);
	free(out);
	free(again);
}

/* Bit-packing of each width from 1 to 63, and of the spread that is too wide. */
static void
check_widths(uint64_t *state)
{
	enum {N = 203};

	for (unsigned bits = 1; bits <= 64; bits++)
		for (int round = 0; round < 4; round++)
		{
			int64_t		values[N];
			uint8_t		out[N * 8 + 64];
			uint8_t    *decoded;
			uint64_t	mask = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
			uint64_t	low = round == 0 ? (uint64_t) INT64_MIN :
				round == 1 ? (uint64_t) INT64_MAX - mask :
				(uint64_t) INT64_MIN + sample_next(state) % (UINT64_MAX - mask + 1 ? UINT64_MAX - mask + 1 : 1);
			size_t		bytes;

			for (size_t i = 0; i < N; i++)
				values[i] = (int64_t) (low + (i == 5 ? 0 : i == N - 1 ? mask : sample_next(state) & mask));
			bytes = ax_codec_packed.encode(AX_KIND_INT8, values, N, out, sizeof(out));
			CHECK_EQ_INT(bytes, bits == 64 ? 0 : 16 + (N * bits + 63) / 64 * 8);
			if (bytes > 0)
			{
				CHECK(decode(&ax_codec_packed, AX_KIND_INT8, out, bytes, &decoded, N));
				CHECK(memcmp(decoded, values, sizeof(values)) == 0);
				free(decoded);
			}
		}
}

/* Damage that must be seen, not only survived. */
static void
check_seen(void)
{
	uint8_t		bytes[128] = {0};
	uint8_t    *values;

#define SEEN(id, kind, size, n) \
	do { \
		CHECK(!decode(ax_codec(id), kind, bytes, size, &values, n)); \
		free(values); \
	} while (0)
#define GOOD(id, kind, size, n) \
	do { \
		CHECK(decode(ax_codec(id), kind, bytes, size, &values, n)); \
		free(values); \
	} while (0)

	/* an unknown truth, a denominator of zero and below */
	memset(bytes, 1, 16);
	GOOD(AX_CODEC_PLAIN, AX_KIND_BOOL, 16, 16);
	bytes[9] = 2;
	SEEN(AX_CODEC_PLAIN, AX_KIND_BOOL, 16, 16);
	SEEN(AX_CODEC_CONSTANT, AX_KIND_RATIONAL, 15, 1);
	GOOD(AX_CODEC_CONSTANT, AX_KIND_RATIONAL, 16, 9);
	ax_put_i64(bytes + 8, 0);
	SEEN(AX_CODEC_CONSTANT, AX_KIND_RATIONAL, 16, 9);
	SEEN(AX_CODEC_PLAIN, AX_KIND_RATIONAL, 16, 1);
	ax_put_i64(bytes + 8, -1);
	SEEN(AX_CODEC_PLAIN, AX_KIND_RATIONAL, 16, 1);
	bytes[0] = 7;
	SEEN(AX_CODEC_CONSTANT, AX_KIND_BOOL, 1, 9);
	SEEN(AX_CODEC_CONSTANT, AX_KIND_BOOL, 1, 0);
	GOOD(AX_CODEC_NONE, AX_KIND_BOOL, 0, 0);
	SEEN(AX_CODEC_NONE, AX_KIND_BOOL, 1, 0);

	/* runs: 2 and 3 of int8 */
	memset(bytes, 0, sizeof(bytes));
	ax_put_u32(bytes, 2);
	ax_put_u32(bytes + 8, 2);
	ax_put_u32(bytes + 12, 5);
	GOOD(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 4);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 6);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 31, 5);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 7, 5);
	SEEN(AX_CODEC_RUNS, AX_KIND_RATIONAL, 48, 5);
	ax_put_u32(bytes + 4, 1);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);
	ax_put_u32(bytes + 4, 0);
	ax_put_u32(bytes + 8, 5);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);
	ax_put_u32(bytes + 8, 0);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);
	ax_put_u32(bytes + 8, 0xffffffff);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);
	ax_put_u32(bytes, 0);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 8, 0);
	ax_put_u32(bytes, 0xffffffff);
	SEEN(AX_CODEC_RUNS, AX_KIND_INT8, 32, 5);

	/* packed: 32 values of 2 bits */
	memset(bytes, 0xff, sizeof(bytes));
	ax_put_i64(bytes, 32764);
	ax_put_u64(bytes + 8, 2);
	GOOD(AX_CODEC_PACKED, AX_KIND_INT2, 24, 32);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT2, 24, 33);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT2, 32, 32);
	SEEN(AX_CODEC_PACKED, AX_KIND_FLOAT4, 24, 32);
	SEEN(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 32);
	ax_put_i64(bytes, 32765);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT2, 24, 32);
	ax_put_i64(bytes, INT64_C(1) << 40);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT4, 24, 32);
	ax_put_u64(bytes + 8, 0);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT8, 16, 0);
	ax_put_u64(bytes + 8, 64);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT8, 24, 1);
	ax_put_u64(bytes + 8, (UINT64_C(1) << 32) + 2);
	SEEN(AX_CODEC_PACKED, AX_KIND_INT8, 24, 32);
	/* packed truth: 1 above a reference that is true */
	ax_put_u64(bytes + 8, 1);
	ax_put_i64(bytes, 0);
	GOOD(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 60);
	ax_put_i64(bytes, 1);
	SEEN(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 60);
	SEEN(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 3);
	memset(bytes + 16, 0, 8);
	GOOD(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 60);
	ax_put_i64(bytes, 2);
	SEEN(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 60);
	ax_put_i64(bytes, -1);
	SEEN(AX_CODEC_PACKED, AX_KIND_BOOL, 24, 60);
}

/* The same for the codecs that are made of packed integers, and for zstd. */
static void
check_seen_more(void)
{
	uint8_t		bytes[128] = {0};
	uint8_t    *values;

	/* delta: 4, 5, 6, ... without a bit; 33 values with one */
	ax_put_i64(bytes, 1);
	ax_put_i64(bytes + 16, 4);
	GOOD(AX_CODEC_DELTA, AX_KIND_INT2, 24, 9);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT2, 24, 0);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT2, 23, 9);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT2, 32, 9);
	SEEN(AX_CODEC_DELTA, AX_KIND_BOOL, 24, 9);
	SEEN(AX_CODEC_DELTA, AX_KIND_FLOAT8, 24, 9);
	ax_put_i64(bytes + 16, 40000);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT2, 24, 9);
	GOOD(AX_CODEC_DELTA, AX_KIND_INT4, 24, 9);
	ax_put_i64(bytes, INT64_C(1) << 40);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT4, 24, 9);
	ax_put_u64(bytes + 8, 1);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT4, 32, 33);
	GOOD(AX_CODEC_DELTA, AX_KIND_INT8, 32, 33);
	GOOD(AX_CODEC_DELTA, AX_KIND_INT8, 32, 65);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT8, 32, 66);
	ax_put_u64(bytes + 8, 64);
	SEEN(AX_CODEC_DELTA, AX_KIND_INT8, 32, 2);

	/* dictionary: three int4, two bits a number */
	memset(bytes, 0, sizeof(bytes));
	ax_put_u32(bytes, 3);
	GOOD(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 32);
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 33);
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 31, 32);
	bytes[31] = 0x80;
	GOOD(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 32);
	bytes[31] = 0xc0;
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 32);
	GOOD(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 31);
	bytes[31] = 0;
	bytes[10] = 2;
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_BOOL, 24, 32);
	bytes[4] = 1;
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 32);
	bytes[4] = 0;
	ax_put_u32(bytes, 0);
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 16, 32);
	ax_put_u32(bytes, 1025);
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT2, 128, 1);
	ax_put_u32(bytes, 0xffffffff);
	SEEN(AX_CODEC_DICTIONARY, AX_KIND_INT4, 32, 32);

	/* decimal: 4.00, 4.01, ... with an exception at the third place */
	memset(bytes, 0, sizeof(bytes));
	bytes[0] = 2;
	bytes[1] = 4;
	bytes[4] = 1;
	ax_put_i64(bytes + 8, 400);
	ax_put_u64(bytes + 16, UINT64_C(0xfedcba9876543210));
	ax_put_u16(bytes + 24, 2);
	GOOD(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 40, 16);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 40, 17);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 39, 16);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_INT8, 40, 16);
	GOOD(AX_CODEC_DECIMAL, AX_KIND_FLOAT4, 36, 16);
	ax_put_u16(bytes + 24, 16);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 40, 16);
	bytes[4] = 2;
	ax_put_u16(bytes + 24, 2);
	ax_put_u16(bytes + 26, 2);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 48, 16);
	ax_put_u16(bytes + 26, 3);
	GOOD(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 48, 16);
	bytes[0] = 16;
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 48, 16);
	bytes[0] = 2;
	bytes[2] = 1;
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT8, 48, 16);
	bytes[2] = 0;
	ax_put_i64(bytes + 8, INT64_C(1) << 40);
	SEEN(AX_CODEC_DECIMAL, AX_KIND_FLOAT4, 40, 16);

	/* zstd: a byte the same in all, one as it is, one as a frame */
	memset(bytes, 0, sizeof(bytes));
	for (unsigned p = 0; p < 3; p++)
		ax_put_u32(bytes + 4 + 4 * p, p == 2 ? 1 << 24 | 8 : 7);
	GOOD(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 9);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 27, 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 29, 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 19, 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 0);
	ax_put_u32(bytes + 4, 256);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 8);
	ax_put_u32(bytes + 4, 3 << 24 | 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 36, 8);
	ax_put_u32(bytes + 4, 2 << 24 | 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 36, 8);
	ax_put_u32(bytes + 4, 0);
	ax_put_u32(bytes, 2);
	SEEN(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 8);
	ax_put_u32(bytes, 1);
	GOOD(AX_CODEC_ZSTD, AX_KIND_INT4, 28, 8);
	SEEN(AX_CODEC_ZSTD, AX_KIND_FLOAT4, 28, 8);
	/* a denominator that is not positive */
	memset(bytes, 0, sizeof(bytes));
	SEEN(AX_CODEC_ZSTD, AX_KIND_RATIONAL, 68, 8);
	ax_put_u32(bytes + 4 + 4 * 8, 1);
	GOOD(AX_CODEC_ZSTD, AX_KIND_RATIONAL, 68, 8);
}

/* Runs counted one by one. */
static void
check_runs(uint64_t *state)
{
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
		for (size_t l = 0; l < LENGTHS - 1; l++)
		{
			AxKind		kind = sample_kinds[k];
			uint32_t	width = ax_kind_info(kind)->width;
			size_t		n = lengths[l];
			uint8_t    *values = malloc(n * width);
			size_t		runs = 1;

			sample_values(kind, SAMPLE_RUNS, n, values, state);
			for (size_t i = 1; i < n; i++)
				runs += memcmp(values + i * width, values + (i - 1) * width, width) != 0;
			CHECK_EQ_INT(ax_look_runs(values, n, width, SIZE_MAX), runs);
			CHECK_EQ_INT(ax_look_runs(values, n, width, runs), runs);
			CHECK(ax_look_runs(values, n, width, runs / 2) >= runs / 2);
			CHECK_EQ_INT(ax_look_runs(values, 0, width, 10), 0);
			free(values);
		}
}

int
main(void)
{
	uint64_t	state = 3;
	AxCodecId	id = AX_CODEC_END;

	CHECK(ax_codec(-1) == NULL && ax_codec(AX_CODEC_END) == NULL && ax_codec(255) == NULL);
	CHECK_EQ_STR(ax_codec(AX_CODEC_PACKED)->name, "packed");
	for (int c = 0; c < AX_CODEC_END; c++)
		CHECK_EQ_INT(ax_codec_by_name(ax_codec(c)->name), c);
	CHECK_EQ_INT(ax_codec_by_name("lz4"), -1);
	CHECK_EQ_INT(ax_codec_encode(AX_KIND_INT8, NULL, 0, AX_CODEC_NONE, NULL, &id), 0);
	CHECK_EQ_INT(id, AX_CODEC_NONE);
	for (size_t k = 0; k < SAMPLE_KINDS; k++)
		for (int pattern = 0; pattern < SAMPLE_PATTERNS; pattern++)
			for (size_t l = 0; l < LENGTHS; l++)
			{
				for (int c = AX_CODEC_PLAIN; c < AX_CODEC_END; c++)
					check_one((AxCodecId) c, sample_kinds[k], (SamplePattern) pattern,
							  lengths[l], &state);
				check_choice(sample_kinds[k], (SamplePattern) pattern, lengths[l], &state);
			}
	for (int c = 0; c < AX_CODEC_END; c++)
		for (size_t k = 0; k < SAMPLE_KINDS; k++)
			CHECK_EQ_INT(ax_codec_serves(c, sample_kinds[k]), taken[c][sample_kinds[k]]);
	CHECK(ax_codec_serves(AX_CODEC_DELTA, AX_KIND_DATE) && !ax_codec_serves(AX_CODEC_DECIMAL, AX_KIND_DATE));
	CHECK(!ax_codec_serves(-1, AX_KIND_INT4) && !ax_codec_serves(AX_CODEC_END, AX_KIND_INT4));
	check_widths(&state);
	check_seen();
	check_seen_more();
	check_runs(&state);
	return check_done();
}
