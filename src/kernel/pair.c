/*
 * Functions of complex and point2d over vectors.
 *
 * As in arithmetic.c a block function is a sieve: it computes all slots in the
 * plainest way and says whether that is right for all of them.  Where it is
 * not, or there is none, the function of num/ is asked for each live cell.
 */
#include "kernel/pair.h"

#include <float.h>
#include <math.h>

#include "base/clones.h"
#include "num/complex.h"
#include "num/point2d.h"

typedef bool (*PairBlock) (const double *restrict a, const double *restrict b,
						   double *restrict out, size_t n);
typedef AxStatus (*PairCell) (const double *a, const double *b, double *out, AxError *err);

typedef struct PairCode
{
	AxKind		args[2];
	AxKind		result;
	PairBlock	block;			/* NULL: cells only */
	PairCell	cell;
} PairCode;

/* ---- blocks ---- */

#define BLOCK(name, ...) \
AX_CLONES static bool \
block_##name(const double *restrict a, const double *restrict b, double *restrict out, size_t n) \
{ \
	int			bad = 0; \
	(void) a; \
	(void) b; \
	__VA_ARGS__ \
	return bad == 0; \
}

/* As conditions: a sum that becomes NaN would have to be added in order. */
#define INFINITE(x) (((x) > DBL_MAX) | ((x) < -DBL_MAX))
#define NOT_FINITE(x) (!(fabs(x) <= DBL_MAX))

#define RE(v) ((v)[2 * i])
#define IM(v) ((v)[2 * i + 1])

BLOCK(add,
	for (size_t i = 0; i < 2 * n; i++)
	{
		out[i] = a[i] + b[i];
		bad |= INFINITE(out[i]);
	})

BLOCK(sub,
	for (size_t i = 0; i < 2 * n; i++)
	{
		out[i] = a[i] - b[i];
		bad |= INFINITE(out[i]);
	})

BLOCK(neg,
	for (size_t i = 0; i < 2 * n; i++)
		out[i] = -a[i];)

BLOCK(conj,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = RE(a);
		IM(out) = -IM(a);
	})

BLOCK(mul,
	for (size_t i = 0; i < n; i++)
	{
		double		re = RE(a) * RE(b) - IM(a) * IM(b);
		double		im = RE(a) * IM(b) + IM(a) * RE(b);
		RE(out) = re;
		IM(out) = im;
				/* a zero, which may be an underflow; of zeros it is right */
		bad |= NOT_FINITE(re) | NOT_FINITE(im) |
			((re == 0) & (im == 0) & ((RE(a) != 0) | (IM(a) != 0)) & ((RE(b) != 0) | (IM(b) != 0)));
	})

BLOCK(scale,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = RE(a) * b[i];
		IM(out) = IM(a) * b[i];
		bad |= NOT_FINITE(RE(out)) | NOT_FINITE(IM(out));
		bad |= (((RE(out) == 0) & (RE(a) != 0)) | ((IM(out) == 0) & (IM(a) != 0))) & (b[i] != 0);
	})

BLOCK(shrink,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = RE(a) / b[i];
		IM(out) = IM(a) / b[i];
		bad |= NOT_FINITE(RE(out)) | NOT_FINITE(IM(out));
		bad |= ((RE(out) == 0) & (RE(a) != 0)) | ((IM(out) == 0) & (IM(a) != 0)) | (b[i] == 0);
	})

/* No zero is added to the imaginary part, which keeps its sign. */
BLOCK(add_real,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = RE(a) + b[i];
		IM(out) = IM(a);
		bad |= INFINITE(RE(out));
	})

BLOCK(sub_real,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = RE(a) - b[i];
		IM(out) = IM(a);
		bad |= INFINITE(RE(out));
	})

BLOCK(real_sub,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = b[i] - RE(a);
		IM(out) = -IM(a);
		bad |= INFINITE(RE(out));
	})

BLOCK(first,
	for (size_t i = 0; i < n; i++)
		out[i] = RE(a);)

BLOCK(second,
	for (size_t i = 0; i < n; i++)
		out[i] = IM(a);)

BLOCK(make,
	for (size_t i = 0; i < n; i++)
	{
		RE(out) = a[i];
		IM(out) = b[i];
	})

BLOCK(distance,
	for (size_t i = 0; i < n; i++)
	{
		double		dx = RE(a) - RE(b);
		double		dy = IM(a) - IM(b);
		double		sum = dx * dx + dy * dy;
		out[i] = sqrt(sum);
		/* the range in which ax_point2d_length() does not scale */
		bad |= !(((sum >= 0x1p-900) & (sum <= 0x1p1020)) | ((dx == 0) & (dy == 0)));
	})

BLOCK(dot,
	for (size_t i = 0; i < n; i++)
	{
		double		x = RE(a) * RE(b);
		double		y = IM(a) * IM(b);
		out[i] = x + y;
		bad |= NOT_FINITE(out[i]);
		bad |= ((x == 0) & (RE(a) != 0) & (RE(b) != 0)) | ((y == 0) & (IM(a) != 0) & (IM(b) != 0));
	})

/* ---- cells ---- */

AX_INLINE AxComplex
complex_at(const double *cell)
{
	return (AxComplex) {cell[0], cell[1]};
}

AX_INLINE AxPoint2d
point_at(const double *cell)
{
	return (AxPoint2d) {cell[0], cell[1]};
}

#define CELL(name, expression) \
static AxStatus \
cell_##name(const double *a, const double *b, double *out, AxError *err) \
{ \
	(void) a; \
	(void) b; \
	return expression; \
}

CELL(complex_add, ax_complex_add(complex_at(a), complex_at(b), (AxComplex *) out, err))
CELL(complex_sub, ax_complex_sub(complex_at(a), complex_at(b), (AxComplex *) out, err))
CELL(complex_mul, ax_complex_mul(complex_at(a), complex_at(b), (AxComplex *) out, err))
CELL(complex_div, ax_complex_div(complex_at(a), complex_at(b), (AxComplex *) out, err))
CELL(complex_mul_real, ax_complex_mul_real(complex_at(a), *b, (AxComplex *) out, err))
CELL(complex_div_real, ax_complex_div_real(complex_at(a), *b, (AxComplex *) out, err))
CELL(complex_abs, ax_complex_abs(complex_at(a), out, err))
CELL(complex_arg, (*out = ax_complex_arg(complex_at(a)), AX_OK))
CELL(point_add, ax_point2d_add(point_at(a), point_at(b), (AxPoint2d *) out, err))
CELL(point_sub, ax_point2d_sub(point_at(a), point_at(b), (AxPoint2d *) out, err))
CELL(point_scale, ax_point2d_mul(point_at(a), *b, (AxPoint2d *) out, err))
CELL(point_div, ax_point2d_div(point_at(a), *b, (AxPoint2d *) out, err))
CELL(point_distance, ax_point2d_distance(point_at(a), point_at(b), out, err))
CELL(point_dot, ax_point2d_dot(point_at(a), point_at(b), out, err))

/* Imaginary parts stay as they are, though a zero is added in between. */
static AxStatus
cell_complex_add_real(const double *a, const double *b, double *out, AxError *err)
{
	AxStatus	status = ax_complex_add(complex_at(a), (AxComplex) {*b, 0}, (AxComplex *) out, err);

	out[1] = a[1];
	return status;
}

static AxStatus
cell_complex_sub_real(const double *a, const double *b, double *out, AxError *err)
{
	AxStatus	status = ax_complex_sub(complex_at(a), (AxComplex) {*b, 0}, (AxComplex *) out, err);

	out[1] = a[1];
	return status;
}

static AxStatus
cell_real_sub_complex(const double *a, const double *b, double *out, AxError *err)
{
	AxStatus	status = ax_complex_sub((AxComplex) {*b, 0}, complex_at(a), (AxComplex *) out, err);

	out[1] = -a[1];
	return status;
}

CELL(real_div_complex, ax_complex_div((AxComplex) {*b, 0}, complex_at(a), (AxComplex *) out, err))

#define KIND(k) AX_KIND_##k

/* Those without a cell function cannot fail and have one form. */
static const PairCode codes[AX_PAIR_END] = {
	[AX_COMPLEX_ADD] = {{KIND(COMPLEX), KIND(COMPLEX)}, KIND(COMPLEX), block_add, cell_complex_add},
	[AX_COMPLEX_SUB] = {{KIND(COMPLEX), KIND(COMPLEX)}, KIND(COMPLEX), block_sub, cell_complex_sub},
	[AX_COMPLEX_MUL] = {{KIND(COMPLEX), KIND(COMPLEX)}, KIND(COMPLEX), block_mul, cell_complex_mul},
	[AX_COMPLEX_DIV] = {{KIND(COMPLEX), KIND(COMPLEX)}, KIND(COMPLEX), NULL, cell_complex_div},
	[AX_COMPLEX_MUL_REAL] = {{KIND(COMPLEX), KIND(FLOAT8)}, KIND(COMPLEX), block_scale, cell_complex_mul_real},
	[AX_COMPLEX_ADD_REAL] = {{KIND(COMPLEX), KIND(FLOAT8)}, KIND(COMPLEX), block_add_real, cell_complex_add_real},
	[AX_COMPLEX_SUB_REAL] = {{KIND(COMPLEX), KIND(FLOAT8)}, KIND(COMPLEX), block_sub_real, cell_complex_sub_real},
	[AX_REAL_ADD_COMPLEX] = {{KIND(FLOAT8), KIND(COMPLEX)}, KIND(COMPLEX), block_add_real, cell_complex_add_real},
	[AX_REAL_SUB_COMPLEX] = {{KIND(FLOAT8), KIND(COMPLEX)}, KIND(COMPLEX), block_real_sub, cell_real_sub_complex},
	[AX_REAL_MUL_COMPLEX] = {{KIND(FLOAT8), KIND(COMPLEX)}, KIND(COMPLEX), block_scale, cell_complex_mul_real},
	[AX_REAL_DIV_COMPLEX] = {{KIND(FLOAT8), KIND(COMPLEX)}, KIND(COMPLEX), NULL, cell_real_div_complex},
	[AX_COMPLEX_DIV_REAL] = {{KIND(COMPLEX), KIND(FLOAT8)}, KIND(COMPLEX), block_shrink, cell_complex_div_real},
	[AX_COMPLEX_NEG] = {{KIND(COMPLEX), KIND(NONE)}, KIND(COMPLEX), block_neg, NULL},
	[AX_COMPLEX_CONJ] = {{KIND(COMPLEX), KIND(NONE)}, KIND(COMPLEX), block_conj, NULL},
	[AX_COMPLEX_RE] = {{KIND(COMPLEX), KIND(NONE)}, KIND(FLOAT8), block_first, NULL},
	[AX_COMPLEX_IM] = {{KIND(COMPLEX), KIND(NONE)}, KIND(FLOAT8), block_second, NULL},
	[AX_COMPLEX_ABS] = {{KIND(COMPLEX), KIND(NONE)}, KIND(FLOAT8), NULL, cell_complex_abs},
	[AX_COMPLEX_ARG] = {{KIND(COMPLEX), KIND(NONE)}, KIND(FLOAT8), NULL, cell_complex_arg},
	[AX_COMPLEX_MAKE] = {{KIND(FLOAT8), KIND(FLOAT8)}, KIND(COMPLEX), block_make, NULL},
	[AX_POINT_ADD] = {{KIND(POINT2D), KIND(POINT2D)}, KIND(POINT2D), block_add, cell_point_add},
	[AX_POINT_SUB] = {{KIND(POINT2D), KIND(POINT2D)}, KIND(POINT2D), block_sub, cell_point_sub},
	[AX_POINT_SCALE] = {{KIND(POINT2D), KIND(FLOAT8)}, KIND(POINT2D), block_scale, cell_point_scale},
	[AX_POINT_SCALED] = {{KIND(FLOAT8), KIND(POINT2D)}, KIND(POINT2D), block_scale, cell_point_scale},
	[AX_POINT_DIV] = {{KIND(POINT2D), KIND(FLOAT8)}, KIND(POINT2D), block_shrink, cell_point_div},
	[AX_POINT_NEG] = {{KIND(POINT2D), KIND(NONE)}, KIND(POINT2D), block_neg, NULL},
	[AX_POINT_X] = {{KIND(POINT2D), KIND(NONE)}, KIND(FLOAT8), block_first, NULL},
	[AX_POINT_Y] = {{KIND(POINT2D), KIND(NONE)}, KIND(FLOAT8), block_second, NULL},
	[AX_POINT_DISTANCE] = {{KIND(POINT2D), KIND(POINT2D)}, KIND(FLOAT8), block_distance, cell_point_distance},
	[AX_POINT_DOT] = {{KIND(POINT2D), KIND(POINT2D)}, KIND(FLOAT8), block_dot, cell_point_dot},
	[AX_POINT_MAKE] = {{KIND(FLOAT8), KIND(FLOAT8)}, KIND(POINT2D), block_make, NULL},
};

void
ax_kernel_pair_kinds(AxPairFunction function, AxKind args[2], AxKind *result)
{
	args[0] = codes[function].args[0];
	args[1] = codes[function].args[1];
	*result = codes[function].result;
}

/* ---- vectors ---- */

/* What is valid on both sides, in valid unless one side's mask says it all. */
static const uint64_t *
both_valid(const AxVector *a, const AxVector *b, size_t n, uint64_t *valid)
{
	bool		constant = a->constant && b->constant;

	if (b->valid == NULL && (constant || !a->constant || a->valid == NULL))
		return a->valid;
	if (a->valid == NULL && (constant || !b->constant))
		return b->valid;
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		valid[w] = ax_vector_valid(a, w) & ax_vector_valid(b, w) & ax_vector_ones(n - 64 * w);
	return valid;
}

static AxStatus
run_block(const PairCode *code, const double *a, const double *b, const uint64_t *live,
		  size_t n, double *out, AxError *err)
{
	size_t		a_step = ax_kind_info(code->args[0])->width / sizeof(double);
	size_t		b_step = code->args[1] == AX_KIND_NONE ? 0 :
		ax_kind_info(code->args[1])->width / sizeof(double);
	size_t		out_step = ax_kind_info(code->result)->width / sizeof(double);
	bool		turned = code->args[0] == AX_KIND_FLOAT8 && b_step == 2;

	if (code->block != NULL &&
		(turned ? code->block(b, a, out, n) : code->block(a, b, out, n)))
		return AX_OK;
	for (size_t w = 0; w < AX_MASK_WORDS(n) && code->cell != NULL; w++)
		for (uint64_t left = live[w]; left != 0; left &= left - 1)
		{
			size_t		i = 64 * w + (size_t) __builtin_ctzll(left);
			const double *x = a + i * a_step;
			const double *y = b + i * b_step;

			/* the code of both takes the pair first */
			AX_TRY(code->cell(turned ? y : x, turned ? x : y, out + i * out_step, err));
		}
	return AX_OK;
}

AxStatus
ax_kernel_pair(AxPairFunction function, const AxVector *a, const AxVector *b,
			   const uint64_t *selected, size_t n, void *values,
			   uint64_t *valid, AxVector *result, AxError *err)
{
	const PairCode *code = &codes[function];
	size_t		width = ax_kind_info(code->result)->width;
	size_t		count;
	AxStage		left;
	AxStage		right;

	if (b == NULL)
		b = a;
	if (a->kind != code->args[0] || (code->args[1] != AX_KIND_NONE && b->kind != code->args[1]))
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot compute this function of %s and %s",
							ax_kind_info(a->kind)->name, ax_kind_info(b->kind)->name);
	result->kind = code->result;
	result->constant = a->constant && b->constant;
	result->values = values;
	result->valid = both_valid(a, b, n, valid);
	ax_stage_begin(&left, a, a->kind);
	ax_stage_begin(&right, b, b->kind);
	for (size_t start = 0; start < n; start += AX_STAGE_CELLS)
	{
		uint64_t	live[AX_STAGE_CELLS / 64];
		uint64_t	any = 0;
		const void *x;
		const void *y;
		void	   *out = (uint8_t *) values + start * width;

		count = n - start < AX_STAGE_CELLS ? n - start : AX_STAGE_CELLS;
		for (size_t w = 0; w < AX_MASK_WORDS(count); w++)
		{
			live[w] = ax_vector_selected(selected, n, start / 64 + w) &
				ax_vector_valid(a, start / 64 + w) & ax_vector_valid(b, start / 64 + w) &
				ax_vector_ones(count - 64 * w);
			any |= live[w];
		}
		if (any == 0)
			continue;
		if (result->constant)
		{
			/* one cell stands for all: the first live one found is enough */
			live[0] = 1;
			count = 1;
			out = values;
		}
		x = ax_stage_block(&left, start, count);
		y = b == a ? x : ax_stage_block(&right, start, count);
		AX_TRY(run_block(code, x, y, live, count, out, err));
		if (result->constant)
			break;
	}
	return AX_OK;
}
