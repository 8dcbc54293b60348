/*
 * Codecs: the payload of a tile, n values of one kind, to bytes and back.
 *
 * The numbers stand in stored bytes and never change.  A codec that does not
 * pay is not used: encoding falls back to plain, which always works.
 */
#ifndef AX_CODEC_CODEC_H
#define AX_CODEC_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "format/kind.h"

typedef enum AxCodecId
{
	AX_CODEC_NONE = 0,			/* no values, no bytes */
	AX_CODEC_PLAIN = 1,			/* values one after another */
	AX_CODEC_CONSTANT = 2,		/* one value stands for all */
	AX_CODEC_RUNS = 3,			/* run-length */
	AX_CODEC_PACKED = 4,		/* integers: bits above a reference value */
	AX_CODEC_DELTA = 5,			/* integers: differences, packed */
	AX_CODEC_DICTIONARY = 6,	/* few distinct values, their numbers packed */
	AX_CODEC_DECIMAL = 7,		/* floats of few decimal digits as integers */
	AX_CODEC_ZSTD = 8			/* zstd behind a byte shuffle */
} AxCodecId;

#define AX_CODEC_END 9

typedef struct AxCodec
{
	const char *name;			/* as array_stats shows it */

	/*
	 * Writes n > 0 values to out and returns the bytes written, at most
	 * `room`; 0 when the codec does not apply or needs more than room.
	 */
	size_t		(*encode) (AxKind kind, const void *values, size_t n,
						   uint8_t *out, size_t room);

	/* Reads n values from `bytes` bytes; false when they are damaged. */
	bool		(*decode) (AxKind kind, const uint8_t *in, size_t bytes,
						   void *values, size_t n);
} AxCodec;

/* The codec with that number; NULL when there is none. */
extern const AxCodec *ax_codec(int id);

/* The number of the codec with that name; -1 when there is none. */
extern int	ax_codec_by_name(const char *name);

/* Says whether a codec can ever take values of the kind. */
extern bool ax_codec_serves(int id, AxKind kind);

/* Widest values that the dictionary takes. */
#define AX_DICTIONARY_WIDTH 16

/*
 * Chooses a codec by a look at the values and encodes; out has room for the
 * plain form.  A codec other than plain is chosen only where it leaves at
 * most three quarters of the plain bytes.  A codec that is wanted, one other
 * than none, is taken wherever it applies and needs no more than plain;
 * elsewhere one is chosen.
 * Returns the bytes written.
 */
extern size_t ax_codec_encode(AxKind kind, const void *values, size_t n,
							  AxCodecId wanted, uint8_t *out, AxCodecId *id);

/* The same, but 0 instead of the plain form where that is the best. */
extern size_t ax_codec_shrink(AxKind kind, const void *values, size_t n,
							  AxCodecId wanted, uint8_t *out, AxCodecId *id);

/*
 * Says whether n values, at any address, are ones that storage may hold: a
 * bool is 0 or 1, a denominator positive.  That a rational is reduced is not
 * tested: a gcd for each value would cost more than all the rest of decoding.
 * Whoever takes bytes from outside must test it.
 */
extern bool ax_codec_values_ok(AxKind kind, const void *values, size_t n);

extern const AxCodec ax_codec_runs;
extern const AxCodec ax_codec_packed;
extern const AxCodec ax_codec_delta;
extern const AxCodec ax_codec_dictionary;
extern const AxCodec ax_codec_decimal;
extern const AxCodec ax_codec_zstd;

#endif
