/*
 * Random numbers that depend on a seed and a cell's index alone: a stream of
 * bits for each (seed, index, law), and laws that draw from it.  Plain C that
 * knows nothing of plugins.
 */
#ifndef MORE_MATH_DRAW_H
#define MORE_MATH_DRAW_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Philox4x32-10 of Salmon, Moraes, Dror and Shaw, Parallel random numbers: as
 * easy as 1, 2, 3 (2011): a block of 128 bits from a key of 64 and a counter of
 * 128 bits.
 */
static inline void
mm_philox(uint32_t k0, uint32_t k1, uint32_t counter[4])
{
	for (int round = 0; round < 10; round++)
	{
		uint64_t	a = (uint64_t) counter[0] * 0xD2511F53;
		uint64_t	b = (uint64_t) counter[2] * 0xCD9E8D57;

		counter[0] = (uint32_t) (b >> 32) ^ counter[1] ^ k0;
		counter[1] = (uint32_t) b;
		counter[2] = (uint32_t) (a >> 32) ^ counter[3] ^ k1;
		counter[3] = (uint32_t) a;
		k0 += 0x9E3779B9;
		k1 += 0xBB67AE85;
	}
}

/* Each law has bits of its own; a number never changes its meaning. */
typedef enum MmTag
{
	MM_SEED = 0,
	MM_UNIFORM,
	MM_INTEGER,
	MM_NORMAL,
	MM_EXPONENTIAL,
	MM_GAMMA,
	MM_POISSON,
	MM_BINOMIAL,
	MM_ZIPF
} MmTag;

typedef struct MmStream
{
	uint64_t	seed;			/* the key */
	uint64_t	index;			/* the counter: index, number of the block, tag */
	uint32_t	block;
	uint32_t	tag;
	uint64_t	spare;			/* second half of the last block */
	bool		has_spare;
} MmStream;

static inline void
mm_start(MmStream *stream, int64_t seed, int64_t index, MmTag tag)
{
	stream->seed = (uint64_t) seed;
	stream->index = (uint64_t) index;
	stream->block = 0;
	stream->tag = tag;
	stream->has_spare = false;
}

/* The next 64 bits. */
static inline uint64_t
mm_bits(MmStream *stream)
{
	uint32_t	words[4] = {(uint32_t) stream->index, (uint32_t) (stream->index >> 32),
	stream->block, stream->tag};

	if (stream->has_spare)
	{
		stream->has_spare = false;
		return stream->spare;
	}
	mm_philox((uint32_t) stream->seed, (uint32_t) (stream->seed >> 32), words);
	stream->block++;
	stream->spare = (uint64_t) words[3] << 32 | words[2];
	stream->has_spare = true;
	return (uint64_t) words[1] << 32 | words[0];
}

/* Uniform in [0, 1), a multiple of 2^-53. */
static inline double
mm_fraction(MmStream *stream)
{
	return (double) (mm_bits(stream) >> 11) * 0x1p-53;
}

/* Uniform in (0, 1), symmetric about 1/2: an odd multiple of 2^-53. */
static inline double
mm_open_fraction(MmStream *stream)
{
	return ((double) (mm_bits(stream) >> 12) + 0.5) * 0x1p-52;
}

/* A parameter or a drawn value; of all laws one type or the other. */
typedef union MmWord
{
	int64_t		i;
	double		d;
} MmWord;

/* What a law computes once from its parameters. */
typedef union MmLaw
{
	struct
	{
		double		low;
		double		high;
	}			uniform;
	struct
	{
		int64_t		low;
		uint64_t	span;		/* of numbers, less one */
	}			integer;
	struct
	{
		double		mean;
		double		stddev;
	}			normal;
	struct
	{
		double		rate;
	}			exponential;
	struct
	{
		double		d;
		double		c;
		double		scale;
		double		boost;		/* 1 / shape of a shape below 1, otherwise 0 */
	}			gamma;
	struct
	{
		double		mean;
		double		first;		/* probability of 0, of a small mean */
		double		a;
		double		b;
		double		squeeze;
		double		log_alpha;
	}			poisson;
	struct
	{
		double		n;
		double		p;			/* at most 1/2 */
		double		q;
		double		first;		/* probability of 0, of a small mean */
		double		a;
		double		b;
		double		centre;
		double		squeeze;
		double		alpha;
		double		log_mode;	/* logarithm of the greatest probability */
		bool		mirrored;
	}			binomial;
	struct
	{
		double		n;
		double		exponent;
		double		least;		/* of the integral, where 1 begins */
		double		most;		/* of the integral, where n ends */
		double		squeeze;
	}			zipf;
} MmLaw;

/*
 * Computes a law of its parameters.  Returns NULL, or what is wrong with
 * parameter *bad.
 */
typedef const char *(*MmPrepare) (MmLaw *law, const MmWord *parameters, int *bad);

extern const char *mm_prepare_unit(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_uniform(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_integer(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_normal(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_exponential(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_gamma(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_poisson(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_binomial(MmLaw *law, const MmWord *parameters, int *bad);
extern const char *mm_prepare_zipf(MmLaw *law, const MmWord *parameters, int *bad);

/* Draws one value. */
typedef MmWord (*MmDraw) (const MmLaw *law, MmStream *stream);

extern MmWord mm_draw_integer(const MmLaw *law, MmStream *stream);
extern MmWord mm_draw_gamma(const MmLaw *law, MmStream *stream);
extern MmWord mm_draw_poisson(const MmLaw *law, MmStream *stream);
extern MmWord mm_draw_binomial(const MmLaw *law, MmStream *stream);
extern MmWord mm_draw_zipf(const MmLaw *law, MmStream *stream);

static inline MmWord
mm_draw_uniform(const MmLaw *law, MmStream *stream)
{
	double		part = mm_fraction(stream);
	MmWord		drawn;

	/* This form does not overflow, high - low may. */
	drawn.d = (1 - part) * law->uniform.low + part * law->uniform.high;
	return drawn;
}

static inline MmWord
mm_draw_exponential(const MmLaw *law, MmStream *stream)
{
	MmWord		drawn;

	drawn.d = -log(mm_open_fraction(stream)) / law->exponential.rate;
	return drawn;
}

/* Layers of the normal density, and what happens at their edges. */
extern double mm_layer_x[257];
extern double mm_normal_edge(MmStream *stream, int layer, double x);

/*
 * A standard normal value by the ziggurat of Marsaglia and Tsang (2000) with 256
 * layers; layer, sign and place in the layer are separate bits (Doornik 2005).
 */
static inline double
mm_normal(MmStream *stream)
{
	uint64_t	bits = mm_bits(stream);
	int			layer = (int) (bits & 0xFF);
	double		x = (double) (bits >> 11) * 0x1p-53 * mm_layer_x[layer];

	if (x >= mm_layer_x[layer + 1])
		x = mm_normal_edge(stream, layer, x);
	return bits & 0x100 ? -x : x;
}

static inline MmWord
mm_draw_normal(const MmLaw *law, MmStream *stream)
{
	MmWord		drawn;

	drawn.d = law->normal.mean + law->normal.stddev * mm_normal(stream);
	return drawn;
}

#endif
