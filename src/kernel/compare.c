/* Comparisons of two vectors. */
#include "kernel/compare.h"

#include <float.h>
#include <math.h>

#include "kernel/bits.h"
#include "kernel/compare_pair.h"
#include "num/rational.h"

/*
 * Writes a word for each 64 cells of `condition`, an expression in i.  Loops
 * of fixed length compile to comparisons and packs alone.
 */
#define WORDS(condition) \
	do { \
		size_t		from = 0; \
		for (; from + 64 <= n; from += 64) \
		{ \
			uint8_t		hit[64]; \
			for (size_t i = from; i < from + 64; i++) \
				hit[i - from] = (uint8_t) -(condition); \
			out[from / 64] = ax_bits_pack(hit); \
		} \
		if (from < n) \
		{ \
			uint64_t	word = 0; \
			for (size_t i = from; i < n; i++) \
				word |= (uint64_t) (condition) << (i - from); \
			out[from / 64] = word; \
		} \
	} while (0)

#define AX_TEMPLATE "kernel/compare_number.h"
#include "kernel/each_number.h"

typedef void (*CompareBlock) (const void *left, const void *right, size_t n,
							  uint64_t *out);

typedef struct CompareKind
{
	CompareBlock equal;			/* cell by cell */
	CompareBlock less;
	CompareBlock equal_constant;	/* cells on the left, one cell on the right */
	CompareBlock less_constant;
	CompareBlock greater_constant;
} CompareKind;

#define PAIR {ax_compare_pair_equal, ax_compare_pair_less, ax_compare_pair_equal_constant, \
		ax_compare_pair_less_constant, ax_compare_pair_greater_constant}

static const CompareKind compare_kinds[AX_KIND_END] = {
	[AX_KIND_COMPLEX] = PAIR,
	[AX_KIND_POINT2D] = PAIR,
#define AX_TABLE
#include "kernel/each_number.h"
};

AxCompare
ax_kernel_mirror(AxCompare op)
{
	switch (op)
	{
		case AX_COMPARE_LT:
			return AX_COMPARE_GT;
		case AX_COMPARE_LE:
			return AX_COMPARE_GE;
		case AX_COMPARE_GT:
			return AX_COMPARE_LT;
		case AX_COMPARE_GE:
			return AX_COMPARE_LE;
		case AX_COMPARE_EQ:
		case AX_COMPARE_NE:
			break;
	}
	return op;
}

/* Rationals one by one, where both sides are known. */
static void
compare_rationals(AxCompare op, const AxRational *a, const AxRational *b,
				  const uint64_t *known, size_t words, uint64_t *out)
{
	for (size_t w = 0; w < words; w++)
	{
		uint64_t	hits = 0;

		for (uint64_t left = known[w]; left != 0; left &= left - 1)
		{
			int			i = __builtin_ctzll(left);

			hits |= (uint64_t) ax_compare_holds(op, ax_rational_cmp(a[64 * w + i], b[64 * w + i])) << i;
		}
		out[w] = hits;
	}
}

AxStatus
ax_kernel_compare(AxCompare op, const AxVector *a, const AxVector *b,
				  const uint64_t *selected, size_t n, AxTruth out, AxError *err)
{
	AxKind		kind = ax_vector_common(a->kind, b->kind);
	const CompareKind *loops = &compare_kinds[ax_kind_storage(kind)];
	bool		constant;
	bool		all;			/* every cell is known */
	size_t		step = AX_STAGE_CELLS;
	AxStage		left;
	AxStage		right;

	if (kind == AX_KIND_NONE)
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot compare these kinds of values");
	if (a->constant)
	{
		const AxVector *swap = a;

		a = b;
		b = swap;
		op = ax_kernel_mirror(op);
	}
	constant = b->constant && !a->constant;
	all = selected == NULL && a->valid == NULL && b->valid == NULL;
	if (all)
	{
		ax_mask_fill(out.known, n);
		/* of a constant the loops, where the kind has them, read one cell */
		if (loops->less_constant != NULL && a->kind == kind && !a->constant &&
			(constant || b->kind == kind))
			step = n;
	}
	ax_stage_begin(&left, a, kind);
	ax_stage_begin(&right, b, kind);
	for (size_t start = 0; start < n; start += step)
	{
		size_t		cells = n - start < step ? n - start : step;
		size_t		words = AX_MASK_WORDS(cells);
		uint64_t   *truth = out.truth + start / 64;
		uint64_t   *known = out.known + start / 64;
		uint64_t	flip = 0;
		uint64_t	any = all;
		const void *x;
		const void *y;

		for (size_t w = 0; w < words && !all; w++)
		{
			known[w] = ax_vector_selected(selected, n, start / 64 + w) &
				ax_vector_valid(a, start / 64 + w) & ax_vector_valid(b, start / 64 + w);
			any |= known[w];
		}
		if (any == 0)
		{
			memset(truth, 0, words * sizeof(uint64_t));
			continue;
		}
		x = ax_stage_block(&left, start, cells);
		y = ax_stage_block(&right, start, cells);
		if (kind == AX_KIND_RATIONAL)
			compare_rationals(op, x, y, known, words, truth);
		else
			switch (op)
			{
				case AX_COMPARE_NE:
					flip = ~UINT64_C(0);
					/* FALLTHROUGH */
				case AX_COMPARE_EQ:
					(constant ? loops->equal_constant : loops->equal) (x, y, cells, truth);
					break;
				case AX_COMPARE_GE:
					flip = ~UINT64_C(0);
					/* FALLTHROUGH */
				case AX_COMPARE_LT:
					(constant ? loops->less_constant : loops->less) (x, y, cells, truth);
					break;
				case AX_COMPARE_LE:
					flip = ~UINT64_C(0);
					/* FALLTHROUGH */
				case AX_COMPARE_GT:
					if (constant)
						loops->greater_constant(x, y, cells, truth);
					else
						loops->less(y, x, cells, truth);
					break;
			}
		for (size_t w = 0; w < words; w++)
			truth[w] = (truth[w] ^ flip) & known[w];
	}
	return AX_OK;
}
