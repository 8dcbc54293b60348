/*
 * Vectors: what kernels work on, the cells of one decoded tile.
 *
 * A tile has n cells, 1 to AX_VECTOR_CELLS.  Values lie in dense slots, one a
 * cell, aligned as their C type; a slot whose cell is not valid means nothing.
 * Selections are masks of base/mask.h over the n cells, NULL for all of them.
 * A kernel reports only errors of cells that are selected and valid; what it
 * leaves in the slots of other cells means nothing.
 */
#ifndef AX_KERNEL_VECTOR_H
#define AX_KERNEL_VECTOR_H

#include "base/mask.h"
#include "base/status.h"
#include "format/kind.h"

#define AX_VECTOR_CELLS 65536	/* the most cells of a tile */
#define AX_VECTOR_WORDS AX_MASK_WORDS(AX_VECTOR_CELLS)

typedef struct AxVector
{
	AxKind		kind;			/* of the values */
	bool		constant;		/* one cell stands for all n */
	const void *values;			/* borrowed: n cells, one if constant, even a NULL */
	const uint64_t *valid;		/* borrowed: which are not NULL, NULL for all;
								 * of a constant bit 0 counts */
} AxVector;

/*
 * A condition for every cell: true, false (known and not true) or unknown.
 * Bits of cells that were not selected, and bits beyond the last cell, are
 * zero in both; truth is always within known.
 */
typedef struct AxTruth
{
	uint64_t   *truth;			/* borrowed */
	uint64_t   *known;			/* borrowed */
} AxTruth;

/* The first n bits, for 0 <= n <= 64. */
static inline uint64_t
ax_vector_ones(size_t n)
{
	return n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;
}

/* Word w of a selection over n cells. */
static inline uint64_t
ax_vector_selected(const uint64_t *selected, size_t n, size_t w)
{
	return selected != NULL ? selected[w] : ax_vector_ones(n - 64 * w);
}

/* Word w of what is valid; bits beyond the last cell may be set. */
static inline uint64_t
ax_vector_valid(const AxVector *vector, size_t w)
{
	if (vector->valid == NULL)
		return ~UINT64_C(0);
	if (vector->constant)
		return -(vector->valid[0] & 1);
	return vector->valid[w];
}

/*
 * The cells that are selected and valid, as a mask; NULL when that is all n.
 * room holds a mask over n cells and is used where no given mask will do.
 */
extern const uint64_t *ax_vector_live(const AxVector *vector,
									  const uint64_t *selected, size_t n,
									  uint64_t *room);

/* The kind that PostgreSQL brings two operands to; NONE where there is none. */
extern AxKind ax_vector_common(AxKind a, AxKind b);

/*
 * Operands, block by block: brings a vector to a kind and spreads a constant.
 *
 *		ax_stage_begin(&stage, &vector, kind);
 *		for (start = 0; start < n; start += AX_STAGE_CELLS)
 *			... ax_stage_block(&stage, start, cells) ...
 *
 * With it no loop has to be written for mixed kinds or for constants.  A
 * block stays in the L1 cache; a vector of the right kind is not copied.
 */
#define AX_STAGE_CELLS 256

typedef struct AxStage
{
	const AxVector *vector;		/* borrowed */
	AxKind		kind;			/* of what block returns */
	bool		spread;			/* the constant fills the room */
	_Alignas(16) uint8_t room[AX_STAGE_CELLS * 16];
} AxStage;

extern void ax_stage_begin(AxStage *stage, const AxVector *vector, AxKind kind);

/* The cells [start, start + n), start a multiple of AX_STAGE_CELLS. */
extern const void *ax_stage_block(AxStage *stage, size_t start, size_t n);

#endif
