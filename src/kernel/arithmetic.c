/* Arithmetic of two vectors. */
#include "kernel/arithmetic.h"

#include <float.h>
#include <math.h>

#include "base/clones.h"
#include "num/rational.h"

/* A whole quotient of numbers below 2^53, through the division of doubles. */
AX_INLINE int64_t
quotient64(int64_t a, int64_t b)
{
	const uint64_t half = UINT64_C(1) << 52;

	/*
	 * The distance of a fraction from the next integer is at least 1/b, which
	 * is more than the rounding error of a/b while a is below 2^53.  The
	 * instruction for 64-bit integers takes ten times as long.
	 */
	if ((((uint64_t) a + half) | ((uint64_t) b + half)) < 2 * half)
		return (int64_t) ((double) a / (double) b);
	return a / b;
}

/* Narrower numbers always fit, and their loops are vectorised. */
#define QUOTIENT(a, b) \
	(sizeof(a) == 8 ? (AX_T) quotient64((a), (b)) : (AX_T) ((double) (a) / (double) (b)))

#define AX_TEMPLATE "kernel/arithmetic_number.h"
#include "kernel/each_number.h"

typedef struct ArithmeticKind
{
	/* all cells of a block; whether none can be an error */
	bool		(*block[AX_ARITHMETIC_END]) (const void *a, const void *b,
											 void *out, size_t n);
	/* the error of one cell, if it is one */
	AxStatus	(*fault) (AxArithmetic op, const void *a, const void *b,
						  AxError *err);
} ArithmeticKind;

static const ArithmeticKind arithmetic_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

AxKind
ax_kernel_arithmetic_kind(AxArithmetic op, AxKind a, AxKind b)
{
	AxKind		kind = ax_vector_common(a, b);

	if (kind == AX_KIND_NONE || kind == AX_KIND_RATIONAL)
		return kind;
	return arithmetic_kinds[kind].block[op] != NULL ? kind : AX_KIND_NONE;
}

static AxStatus
rational_cell(AxArithmetic op, AxRational a, AxRational b, AxRational *out, AxError *err)
{
	switch (op)
	{
		case AX_ARITHMETIC_ADD:
			return ax_rational_add(a, b, out, err);
		case AX_ARITHMETIC_SUB:
			return ax_rational_sub(a, b, out, err);
		case AX_ARITHMETIC_MUL:
			return ax_rational_mul(a, b, out, err);
		case AX_ARITHMETIC_DIV:
			return ax_rational_div(a, b, out, err);
		case AX_ARITHMETIC_MOD:
			return ax_rational_mod(a, b, out, err);
		case AX_ARITHMETIC_NEG:
			return ax_rational_neg(a, out, err);
		case AX_ARITHMETIC_ABS:
			return ax_rational_abs(a, out, err);
	}
	return AX_OK;
}

/* A block of rationals: only what is live can be computed at all. */
static AxStatus
rational_block(AxArithmetic op, const AxRational *a, const AxRational *b,
			   const uint64_t *live, size_t n, AxRational *out, AxError *err)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64_t left = live[w]; left != 0; left &= left - 1)
		{
			size_t		i = 64 * w + __builtin_ctzll(left);

			AX_TRY(rational_cell(op, a[i], b[i], &out[i], err));
		}
	return AX_OK;
}

/* Asks of each live cell of a block whether it is an error. */
static AxStatus
number_faults(const ArithmeticKind *loops, AxArithmetic op, const uint8_t *a,
			  const uint8_t *b, size_t width, const uint64_t *live, size_t n, AxError *err)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64_t left = live[w]; left != 0; left &= left - 1)
		{
			size_t		i = 64 * w + __builtin_ctzll(left);

			AX_TRY(loops->fault(op, a + i * width, b + i * width, err));
		}
	return AX_OK;
}

/* The cells of a block that are selected and valid on both sides; false if none. */
static bool
find_live(const AxVector *a, const AxVector *b, const uint64_t *selected, size_t n,
		  size_t start, size_t count, uint64_t *live)
{
	uint64_t	any = 0;

	for (size_t w = 0; w < AX_MASK_WORDS(count); w++)
	{
		live[w] = ax_vector_selected(selected, n, start / 64 + w) &
			ax_vector_valid(a, start / 64 + w) & ax_vector_valid(b, start / 64 + w);
		any |= live[w];
	}
	return any != 0;
}

/* What is valid on both sides, in valid unless one side's mask says it all. */
static const uint64_t *
both_valid(const AxVector *a, const AxVector *b, size_t n, uint64_t *valid)
{
	if (b->valid == NULL && (a->valid == NULL || !a->constant))
		return a->valid;
	if (a->valid == NULL && !b->constant)
		return b->valid;
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		valid[w] = ax_vector_valid(a, w) & ax_vector_valid(b, w) & ax_vector_ones(n - 64 * w);
	return valid;
}

AxStatus
ax_kernel_arithmetic(AxArithmetic op, const AxVector *a, const AxVector *b,
					 const uint64_t *selected, size_t n, void *values,
					 uint64_t *valid, AxVector *result, AxError *err)
{
	AxKind		kind;
	size_t		width;
	size_t		count;
	bool		all;			/* every cell is live */
	AxStage		left;
	AxStage		right;

	if (b == NULL)
		b = a;
	kind = ax_kernel_arithmetic_kind(op, a->kind, b->kind);
	if (kind == AX_KIND_NONE)
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot do this arithmetic with %s and %s",
							ax_kind_info(a->kind)->name, ax_kind_info(b->kind)->name);
	width = ax_kind_info(kind)->width;
	result->kind = kind;
	result->constant = a->constant && b->constant;
	result->values = values;
	result->valid = both_valid(a, b, n, valid);
	all = selected == NULL && a->valid == NULL && b->valid == NULL;
	ax_stage_begin(&left, a, kind);
	ax_stage_begin(&right, b, kind);
	for (size_t start = 0; start < n; start += AX_STAGE_CELLS)
	{
		uint64_t	live[AX_STAGE_CELLS / 64];
		const void *x;
		const void *y;
		void	   *out = (uint8_t *) values + start * width;

		count = n - start < AX_STAGE_CELLS ? n - start : AX_STAGE_CELLS;
		if (!all && !find_live(a, b, selected, n, start, count, live))
			continue;
		if (result->constant)
		{
			/* one cell stands for all: the first live one found is enough */
			all = true;
			out = values;
			n = count = 1;
		}
		x = ax_stage_block(&left, start, count);
		y = b == a ? x : ax_stage_block(&right, start, count);
		if (kind != AX_KIND_RATIONAL && arithmetic_kinds[kind].block[op] (x, y, out, count))
			continue;
		if (all)
			ax_mask_fill(live, count);
		if (kind == AX_KIND_RATIONAL)
			AX_TRY(rational_block(op, x, y, live, count, out, err));
		else
			AX_TRY(number_faults(&arithmetic_kinds[kind], op, x, y, width, live, count, err));
	}
	return AX_OK;
}
