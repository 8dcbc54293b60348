/* Samples for the checks of the core: a generator of numbers, values, memory. */
#ifndef AX_CHECK_SAMPLE_H
#define AX_CHECK_SAMPLE_H

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/mask.h"
#include "format/kind.h"

static const AxKind sample_kinds[] = {
	AX_KIND_BOOL, AX_KIND_INT2, AX_KIND_INT4, AX_KIND_INT8,
	AX_KIND_FLOAT4, AX_KIND_FLOAT8, AX_KIND_COMPLEX, AX_KIND_RATIONAL, AX_KIND_POINT2D
};

#define SAMPLE_KINDS (sizeof(sample_kinds) / sizeof(sample_kinds[0]))

typedef enum SamplePattern
{
	SAMPLE_CONSTANT,
	SAMPLE_RUNS,				/* runs of 1 to 40 */
	SAMPLE_SMALL,				/* a small range far from zero */
	SAMPLE_STEPS,				/* 0, 1, 2, ... */
	SAMPLE_EXTREMES,			/* least, greatest, NaN, both zeros, infinities */
	SAMPLE_WALK,				/* small steps from a large value; decimal floats */
	SAMPLE_FEW,					/* one of 20 values, far from each other */
	SAMPLE_RANDOM,				/* any bits; floats of ordinary size */
	SAMPLE_PATTERNS
} SamplePattern;

/* The next number of an xorshift generator; *state is not zero. */
static inline uint64_t
sample_next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * UINT64_C(0x2545f4914f6cdd1d);
}

/* One value of the kind from 64 bits, all of which an int8 keeps. */
static inline void
sample_store(AxKind kind, uint64_t bits, void *cell)
{
	int64_t		ratio[2] = {(int64_t) bits, 1};

	switch (kind)
	{
		case AX_KIND_FLOAT4:
			{
				float		v = (float) (int64_t) bits * 0x1p-20f;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_FLOAT8:
			{
				double		v = (double) (int64_t) bits * 0x1p-30;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			{
				/* both parts of an ordinary size; all bits are in one of them */
				double		v[2] = {(double) (int32_t) bits * 0x1p-10,
				(double) (int64_t) bits * 0x1p-30};

				memcpy(cell, v, sizeof(v));
				break;
			}
		case AX_KIND_BOOL:
			*(uint8_t *) cell = bits & 1;
			break;
		case AX_KIND_RATIONAL:
			/* an odd numerator over a power of two is reduced */
			if (bits & 1)
				ratio[1] = INT64_C(1) << (bits >> 60);
			memcpy(cell, ratio, sizeof(ratio));
			break;
		default:
			memcpy(cell, &bits, ax_kind_info(kind)->width);
			break;
	}
}

static inline void
sample_extreme(AxKind kind, unsigned which, void *cell)
{
	static const double reals[] = {
		NAN, 0.0, -0.0, INFINITY, -INFINITY, 1e-40, -3.5e38, 1
	};
	static const int64_t ratios[][2] = {
		{INT64_MIN, 1}, {INT64_MAX, 1}, {1, INT64_MAX}, {-1, INT64_MAX},
		{0, 1}, {INT64_MAX, 2}, {INT64_MIN, INT64_MAX}, {1, 2}
	};
	float		v = (float) reals[which % 8];
	double		pair[2] = {reals[which % 8], reals[which / 8 % 8]};
	uint64_t	bits = which % 2 ? (uint64_t) INT64_MAX : (uint64_t) INT64_MIN;

	switch (kind)
	{
		case AX_KIND_FLOAT4:
			memcpy(cell, &v, sizeof(v));
			break;
		case AX_KIND_FLOAT8:
			memcpy(cell, &reals[which % 8], sizeof(double));
			break;
		case AX_KIND_RATIONAL:
			memcpy(cell, ratios[which % 8], 16);
			break;
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			memcpy(cell, pair, sizeof(pair));
			break;
		case AX_KIND_BOOL:
			*(uint8_t *) cell = which & 1;
			break;
		default:
			/* the high end holds the sign: 80.. and 7f.. in every width */
			memcpy(cell, (const uint8_t *) &bits + 8 - ax_kind_info(kind)->width,
				   ax_kind_info(kind)->width);
			break;
	}
}

/* An integer as a decimal number of two places; now and then no number. */
static inline void
sample_decimal(AxKind kind, int64_t integer, uint64_t chance, void *cell)
{
	double		v = (double) integer / 100;
	float		narrow = (float) v;

	if (chance % 97 == 0)
		sample_extreme(kind, (unsigned) (chance >> 40), cell);
	else if (kind == AX_KIND_FLOAT4)
		memcpy(cell, &narrow, sizeof(narrow));
	else
		memcpy(cell, &v, sizeof(v));
}

/* Fills n values of a kind in a pattern. */
static inline void
sample_values(AxKind kind, SamplePattern pattern, size_t n, void *values, uint64_t *state)
{
	uint32_t	width = ax_kind_info(kind)->width;
	uint64_t	base = kind == AX_KIND_INT2 ? (uint64_t) -30000 : (uint64_t) -2000000000;
	uint64_t	bits = sample_next(state);
	uint64_t	few = sample_next(state);
	uint64_t	walk = base;
	uint64_t	chosen;
	size_t		left = 0;

	for (size_t i = 0; i < n; i++)
	{
		void	   *cell = (uint8_t *) values + i * width;

		switch (pattern)
		{
			case SAMPLE_CONSTANT:
				sample_store(kind, base, cell);
				break;
			case SAMPLE_RUNS:
				if (left-- == 0)
				{
					bits = sample_next(state);
					left = sample_next(state) % 40;
				}
				sample_store(kind, bits, cell);
				break;
			case SAMPLE_SMALL:
				sample_store(kind, base + sample_next(state) % 200, cell);
				break;
			case SAMPLE_STEPS:
				sample_store(kind, i, cell);
				break;
			case SAMPLE_WALK:
				walk += sample_next(state) % 5;
				if (kind == AX_KIND_FLOAT4 || kind == AX_KIND_FLOAT8)
					sample_decimal(kind, (int64_t) (walk - base), sample_next(state), cell);
				else
					sample_store(kind, walk, cell);
				break;
			case SAMPLE_FEW:
				chosen = few + sample_next(state) % 20;
				sample_store(kind, sample_next(&chosen), cell);
				break;
			case SAMPLE_EXTREMES:
				sample_extreme(kind, (unsigned) (sample_next(state) >> 40), cell);
				break;
			default:
				sample_store(kind, sample_next(state), cell);
				break;
		}
	}
}

/* Fills a mask over n cells in which about one in `often` bits is as `set`. */
static inline void
sample_mask(uint64_t *mask, size_t n, unsigned often, bool set, uint64_t *state)
{
	memset(mask, 0, AX_MASK_BYTES(n));
	for (size_t i = 0; i < n; i++)
		if ((sample_next(state) % often == 0) == set)
			ax_mask_set(mask, i);
}

static void *
sample_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	if (new_size == 0)
	{
		free(memory);
		return NULL;
	}
	return realloc(memory, new_size);
}

static const AxAlloc sample_alloc = {sample_resize, NULL};

#endif
