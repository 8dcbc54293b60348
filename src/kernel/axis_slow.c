/* Reductions of some axes cell by cell: products, and all of rationals. */
#include "kernel/axis_slow.h"

#include <math.h>
#include <string.h>

#include "base/mask.h"
#include "num/complex.h"

#define SCALE_FAR 0x1p500		/* parts beyond this, or below its inverse, are scaled */

/* More than any bigint has, so little that it times a bigint is an int128. */
#define WIDE_FAR (((__int128) 1 << 63) + 1)

/* What nothing multiplies to. */
static AxAxisProduct
one(AxKind kind)
{
	AxAxisProduct product;

	memset(&product, 0, sizeof(product));
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			product.scaled.part = 1;
			break;
		case AX_CLASS_RATIONAL:
			product.number.ratio[0] = product.number.ratio[1] = 1;
			break;
		case AX_CLASS_PAIR:
			product.number.pair[0] = 1;
			break;
		default:
			product.wide = 1;
			break;
	}
	return product;
}

void
ax_axis_clear_products(AxKind kind, AxAxisProduct *products, uint64_t n)
{
	AxAxisProduct product = one(kind);

	for (uint64_t i = 0; i < n; i++)
		products[i] = product;
}

/* Takes what is far from 1 into the exponent. */
static double
near(double x, int64_t *exponent)
{
	double		size = fabs(x);
	int			more = 0;

	if ((size > SCALE_FAR || size < 1 / SCALE_FAR) && size > 0 && isfinite(size))
		x = frexp(x, &more);
	*exponent += more;
	return x;
}

AxStatus
ax_axis_multiply(AxKind kind, AxAxisProduct *product, const void *cell, AxError *err)
{
	AxNumber	x = ax_kind_load(kind, cell);

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			product->scaled.part *= near(x.real, &product->scaled.exponent);
			product->scaled.part = near(product->scaled.part, &product->scaled.exponent);
			return AX_OK;
		case AX_CLASS_RATIONAL:
			{
				AxRational	result;

				AX_TRY(ax_rational_mul((AxRational) {product->number.ratio[0], product->number.ratio[1]},
									   (AxRational) {x.ratio[0], x.ratio[1]}, &result, err));
				product->number.ratio[0] = result.num;
				product->number.ratio[1] = result.den;
				return AX_OK;
			}
		case AX_CLASS_PAIR:
			{
				AxComplex	result;

				AX_TRY(ax_complex_mul((AxComplex) {product->number.pair[0], product->number.pair[1]},
									  (AxComplex) {x.pair[0], x.pair[1]}, &result, err));
				product->number.pair[0] = result.re;
				product->number.pair[1] = result.im;
				return AX_OK;
			}
		default:
			{
				__int128	wide = product->wide * x.wide;

				product->wide = wide > WIDE_FAR ? WIDE_FAR : wide < -WIDE_FAR ? -WIDE_FAR : wide;
				return AX_OK;
			}
	}
}

AxStatus
ax_axis_product(AxKind kind, const AxAxisProduct *product, void *cell, AxError *err)
{
	AxNumber	number = product->number;

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			{
				double		part = product->scaled.part;
				int64_t		exponent = product->scaled.exponent;

				/* no finite part needs more to be infinite or zero */
				exponent = exponent > 10000 ? 10000 : exponent < -10000 ? -10000 : exponent;
				number.real = ldexp(part, (int) exponent);
				if (kind == AX_KIND_FLOAT4)
					number.real = (float) number.real;
				if (isinf(number.real) && !isinf(part))
					return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
				if (number.real == 0 && part != 0)
					return ax_base_fail(err, AX_RANGE, "value out of range: underflow");
				break;
			}
		case AX_CLASS_INTEGER:
			if (product->wide < INT64_MIN || product->wide > INT64_MAX)
				return ax_base_fail(err, AX_RANGE, "bigint out of range");
			number.wide = product->wide;
			kind = AX_KIND_INT8;
			break;
		default:
			break;
	}
	ax_kind_store(kind, number, cell);
	return AX_OK;
}

static AxStatus
add_rational(const AxAxisFold *fold, uint64_t g, AxRational x, AxError *err)
{
	AxRational *total = (AxRational *) fold->total + g;
	int			order;

	if (fold->op == AX_AXIS_SUM)
		return ax_rational_sum_add((AxRationalSum *) fold->total + g, x, err);
	/* a cleared total has no denominator */
	order = total->den != 0 ? ax_rational_cmp(x, *total) : 0;
	if (total->den == 0 || (fold->op == AX_AXIS_LEAST ? order < 0 : order > 0))
		*total = x;
	return AX_OK;
}

AxStatus
ax_axis_add_slow(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
				 const uint64_t *live, AxError *err)
{
	uint32_t	width = ax_kind_info(fold->kind)->width;

	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0; i < run->n; i++)
		{
			size_t		cell = run->start + r * run->n + i;
			uint64_t	g = run->group + (run->across ? i : r);

			if (live != NULL && !ax_mask_get(live, cell))
				continue;
			if (fold->op == AX_AXIS_PRODUCT)
				AX_TRY(ax_axis_multiply(fold->kind, (AxAxisProduct *) fold->total + g,
										(const char *) values + cell * width, err));
			else
				AX_TRY(add_rational(fold, g, ((const AxRational *) values)[cell], err));
		}
	return AX_OK;
}

void
ax_axis_find_rational(const AxRational *wanted, const AxAxisRun *run, const AxRational *values,
					  const uint64_t *live, int64_t *places)
{
	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0; i < run->n; i++)
		{
			size_t		cell = run->start + r * run->n + i;
			size_t		g = run->across ? i : r;

			if (places[g] < 0 && (live == NULL || ax_mask_get(live, cell)) &&
				ax_rational_cmp(values[cell], wanted[g]) == 0)
				places[g] = (int64_t) (run->place + (run->across ? r * run->place_step : i));
		}
}
