/* Reductions of some axes of a box: cells of a tile added to totals. */
#include "kernel/axis.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/mask.h"
#include "kernel/axis_slow.h"
#include "kernel/bits.h"
#include "num/sum.h"

#define LANES 16
#define STRIP 64				/* columns whose rows are added up in the L1 cache */

#define AX_TEMPLATE "kernel/axis_number.h"
#include "kernel/each_number.h"

typedef void (*AddRows) (void *total, double *carry, const void *values, size_t n, size_t count);
typedef void (*FindRows) (const void *wanted, const void *values, const uint64_t *live,
						  const AxAxisRun *run, int64_t *places);

typedef struct AxisKind
{
	AddRows		add[6];			/* of sum, least, most: rows, across */
	void		(*blank) (AxAxisOp op, void *values, const uint64_t *live, size_t n, bool nans);
	FindRows	find[2];
	void		(*widen) (const void *values, size_t n, int64_t base, double *out);
	uint32_t	sum_width;
	uint32_t	width;
} AxisKind;

static const AxisKind axis_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

static bool
is_pair(AxKind kind)
{
	return ax_kind_info(kind)->class == AX_CLASS_PAIR;
}

uint32_t
ax_axis_width(AxKind kind, AxAxisOp op)
{
	if (op == AX_AXIS_PRODUCT)
		return sizeof(AxAxisProduct);
	if (op != AX_AXIS_SUM)
		return ax_kind_info(kind)->width;
	if (kind == AX_KIND_RATIONAL)
		return sizeof(AxRationalSum);
	return is_pair(kind) ? 2 * sizeof(double) : axis_kinds[kind].sum_width;
}

void
ax_axis_clear(const AxAxisFold *fold, uint64_t first, uint64_t n)
{
	uint32_t	width = ax_axis_width(fold->kind, fold->op);
	char	   *total = (char *) fold->total + first * width;
	uint64_t	parts = is_pair(fold->kind) ? 2 : 1;

	if (fold->carry != NULL)
		memset(fold->carry + first * parts, 0, n * parts * sizeof(double));
	memset(total, 0, n * width);
	if (fold->op == AX_AXIS_PRODUCT)
		ax_axis_clear_products(fold->kind, (AxAxisProduct *) fold->total + first, n);
	else if (fold->op != AX_AXIS_SUM && fold->kind != AX_KIND_RATIONAL)
		for (uint64_t i = 0; i < n; i += AX_STAGE_CELLS)
		{
			static const uint64_t none[AX_STAGE_CELLS / 64];

			/* totals of these are cells, of which none is live */
			axis_kinds[fold->kind].blank(fold->op, total + i * width, none,
										 n - i < AX_STAGE_CELLS ? n - i : AX_STAGE_CELLS, false);
		}
}

void
ax_axis_blank(const AxAxisFold *fold, void *values, const uint64_t *live, size_t n, bool nans)
{
	if (fold->op == AX_AXIS_PRODUCT || fold->kind == AX_KIND_RATIONAL)
		return;
	if (!is_pair(fold->kind))
		axis_kinds[fold->kind].blank(fold->op, values, live, n,
									 nans && fold->op != AX_AXIS_SUM);
	else if (live != NULL)
		for (size_t i = 0; i < n; i++)
			if (!ax_mask_get(live, i))
				memset((char *) values + 16 * i, 0, 16);
}

/* Sums of rows of pairs. */
AX_CLONES static void
sum_pairs(double *total, double *carry, const double *v, size_t n, size_t count)
{
	for (size_t r = 0; r < count; r++, v += 2 * n)
		ax_sum_add(total + 2 * r, carry + 2 * r, v, 2 * n, 2);
}

AxStatus
ax_axis_add(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
			const uint64_t *live, AxError *err)
{
	AxKind		kind = fold->kind;
	char	   *total = (char *) fold->total + run->group * ax_axis_width(kind, fold->op);
	const char *v = (const char *) values + run->start * ax_kind_info(kind)->width;

	if (fold->op == AX_AXIS_PRODUCT || kind == AX_KIND_RATIONAL)
		return ax_axis_add_slow(fold, run, values, live, err);
	if (!is_pair(kind))
		axis_kinds[kind].add[2 * (int) fold->op + run->across]
			(total, fold->carry != NULL ? fold->carry + run->group : NULL, v, run->n, run->count);
	else if (run->across)
		axis_kinds[AX_KIND_FLOAT8].add[1] (total, fold->carry + 2 * run->group, v, 2 * run->n,
										   run->count);
	else
		sum_pairs((double *) total, fold->carry + 2 * run->group, (const double *) v, run->n,
				  run->count);
	return AX_OK;
}

void
ax_axis_count(const AxAxisRun *run, const uint64_t *live, int64_t *count)
{
	count += run->group;
	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0, n; i < run->n; i += n)
		{
			uint64_t	word;

			n = run->n - i < 64 ? run->n - i : 64;
			word = ax_bits_window(live, run->start + r * run->n + i, n);
			if (!run->across)
				count[r] += __builtin_popcountll(word);
			else if (word == ax_vector_ones(n))
				for (size_t k = 0; k < n; k++)
					count[i + k]++;
			else
				for (; word != 0; word &= word - 1)
					count[i + __builtin_ctzll(word)]++;
		}
}

AX_INLINE uint8_t
odd_bits(double x)
{
	return (uint8_t) ((x > DBL_MAX ? AX_AXIS_ABOVE : 0) | (x < -DBL_MAX ? AX_AXIS_BELOW : 0) |
					  (x != x ? AX_AXIS_NAN : 0));
}

void
ax_axis_odd(AxKind kind, const AxAxisRun *run, const void *values, const uint64_t *live,
			uint8_t *odd)
{
	size_t		parts = is_pair(kind) ? 2 : 1;

	odd += run->group * parts;
	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0; i < run->n; i++)
		{
			size_t		cell = run->start + r * run->n + i;
			uint8_t    *to = odd + (run->across ? i : r) * parts;

			if (live != NULL && !ax_mask_get(live, cell))
				continue;
			if (kind == AX_KIND_FLOAT4)
				*to |= odd_bits(((const float *) values)[cell]);
			else
				for (size_t p = 0; p < parts; p++)
					to[p] |= odd_bits(((const double *) values)[cell * parts + p]);
		}
}

void
ax_axis_find(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
			 const uint64_t *live, int64_t *places)
{
	const char *wanted = (const char *) fold->total + run->group * ax_kind_info(fold->kind)->width;

	if (fold->kind == AX_KIND_RATIONAL)
		ax_axis_find_rational((const AxRational *) wanted, run, values, live, places + run->group);
	else
		axis_kinds[fold->kind].find[run->across] (wanted, values, live, run, places + run->group);
}

void
ax_axis_widen(AxKind kind, const void *values, size_t n, int64_t base, double *out)
{
	if (kind == AX_KIND_RATIONAL)
		for (size_t i = 0; i < n; i++)
			out[i] = ax_rational_to_double(((const AxRational *) values)[i]);
	else
		axis_kinds[kind].widen(values, n, base, out);
}

/* A row of n doubles, with a mean for each or one for all. */
AX_INLINE void
apart_row(const double *restrict v, size_t n, const double *restrict mean, size_t step,
		  double *restrict apart, double *restrict squares)
{
	for (size_t i = 0; i < n; i++)
	{
		double		d = v[i] - mean[i * step];

		apart[i] = d;
		squares[i] = d * d;
	}
}

AX_CLONES static void
apart_rows(const AxAxisRun *run, const double *v, const double *mean, double *apart,
		   double *squares)
{
	for (size_t r = 0; r < run->count; r++)
	{
		size_t		at = run->start + r * run->n;

		if (run->across)
			apart_row(v + at, run->n, mean + run->group, 1, apart + at, squares + at);
		else
			apart_row(v + at, run->n, mean + run->group + r, 0, apart + at, squares + at);
	}
}

void
ax_axis_apart(const AxAxisRun *run, const double *values, size_t parts, const double *mean,
			  double *apart, double *squares)
{
	if (parts == 1)
	{
		apart_rows(run, values, mean, apart, squares);
		return;
	}
	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0; i < run->n; i++)
		{
			size_t		cell = run->start + r * run->n + i;
			size_t		g = 2 * (run->group + (run->across ? i : r));
			double		re = values[2 * cell] - mean[g];
			double		im = values[2 * cell + 1] - mean[g + 1];

			apart[2 * cell] = re;
			apart[2 * cell + 1] = im;
			squares[cell] = re * re + im * im;
		}
}
