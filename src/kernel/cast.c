/* Casts between the number kinds. */
#include "kernel/cast.h"

#include <math.h>

#include "kernel/bits.h"
#include "num/rational.h"

#define AX_TEMPLATE "kernel/cast_number.h"
#include "kernel/each_number.h"

typedef bool (*CastBlock) (const void *in, void *out, size_t n);

static const CastBlock cast_blocks[AX_KIND_END][AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

bool
ax_cast_block(AxKind from, AxKind to, const void *in, void *out, size_t n)
{
	return cast_blocks[from][to] (in, out, n);
}

/* Dates and timestamps are none, nor are types by name, whose kinds lie outside of the table. */
static bool
is_number(AxKind kind)
{
	AxKindClass class = ax_kind_info(kind)->class;

	return class == AX_CLASS_INTEGER || class == AX_CLASS_FLOAT || class == AX_CLASS_RATIONAL;
}

bool
ax_kernel_can_cast(AxKind from, AxKind to)
{
	if (from == to)
		return true;
	if (!is_number(from) || (!is_number(to) && to != AX_KIND_COMPLEX))
		return false;
	if (from == AX_KIND_RATIONAL || to == AX_KIND_RATIONAL || to == AX_KIND_COMPLEX)
		return from != AX_KIND_BOOL && to != AX_KIND_BOOL;
	return cast_blocks[from][to] != NULL;
}

/* The error of a number that does not fit; the words are PostgreSQL's. */
static AxStatus
misfit(AxKind to, double value, AxError *err)
{
	switch (to)
	{
		case AX_KIND_INT2:
			return ax_base_fail(err, AX_RANGE, "smallint out of range");
		case AX_KIND_INT4:
			return ax_base_fail(err, AX_RANGE, "integer out of range");
		case AX_KIND_INT8:
			return ax_base_fail(err, AX_RANGE, "bigint out of range");
		default:
			return ax_base_fail(err, AX_RANGE, fabs(value) > 1 ?
								"value out of range: overflow" :
								"value out of range: underflow");
	}
}

/* As the SQL cast from float8 does. */
static AxStatus
float_to_rational(double value, AxRational *out, AxError *err)
{
	if (isnan(value) || isinf(value))
		return ax_base_fail(err, AX_RANGE, "cannot convert %s to rational",
							isnan(value) ? "NaN" : "infinity");
	AX_TRY(ax_rational_from_double(value, INT64_MAX, out, err));
	if (out->num == 0 && value != 0)
		return ax_base_fail(err, AX_RANGE, "rational out of range: underflow");
	return AX_OK;
}

/* One cell, which is live. */
static AxStatus
cast_cell(AxKind from, AxKind to, const void *in, void *out, AxError *err)
{
	double		real;
	int64_t		whole;
	AxRational	ratio;

	if (from == AX_KIND_RATIONAL)
	{
		memcpy(&ratio, in, sizeof(ratio));
		if (ax_kind_info(to)->class == AX_CLASS_FLOAT || to == AX_KIND_COMPLEX)
		{
			real = ax_rational_to_double(ratio);
			return cast_cell(AX_KIND_FLOAT8, to, &real, out, err);
		}
		whole = ax_rational_round(ratio);
		return cast_cell(AX_KIND_INT8, to, &whole, out, err);
	}
	if (from == to)
	{
		memcpy(out, in, ax_kind_info(to)->width);
		return AX_OK;
	}
	if (to == AX_KIND_RATIONAL && ax_kind_info(from)->class == AX_CLASS_FLOAT)
	{
		ax_cast_block(from, AX_KIND_FLOAT8, in, &real, 1);
		return float_to_rational(real, out, err);
	}
	if (!ax_cast_block(from, to, in, out, 1))
	{
		ax_cast_block(from, AX_KIND_FLOAT8, in, &real, 1);
		return misfit(to, real, err);
	}
	return AX_OK;
}

AxStatus
ax_kernel_cast(const AxVector *from, AxKind to, const uint64_t *selected, size_t n,
			   void *values, AxVector *result, AxError *err)
{
	size_t		in_width = ax_kind_info(from->kind)->width;
	size_t		out_width = ax_kind_info(to)->width;
	CastBlock	block;

	if (!ax_kernel_can_cast(from->kind, to))
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot cast type %s to %s",
							ax_kind_info(from->kind)->name, ax_kind_info(to)->name);
	*result = *from;
	if (from->kind == to)
		return AX_OK;
	block = cast_blocks[from->kind][to];
	result->kind = to;
	result->values = values;
	for (size_t start = 0; start < n; start += AX_STAGE_CELLS)
	{
		size_t		cells = n - start < AX_STAGE_CELLS ? n - start : AX_STAGE_CELLS;
		size_t		first = from->constant ? 0 : start;
		const uint8_t *in = (const uint8_t *) from->values + first * in_width;
		uint8_t    *out = (uint8_t *) values + first * out_width;
		uint64_t	live[AX_STAGE_CELLS / 64];
		uint64_t	any = 0;

		for (size_t w = 0; w < AX_MASK_WORDS(cells); w++)
		{
			live[w] = ax_vector_selected(selected, n, start / 64 + w) &
				ax_vector_valid(from, start / 64 + w);
			any |= live[w];
		}
		if (any == 0)
			continue;
		if (from->constant)
			return cast_cell(from->kind, to, in, out, err);
		if (block != NULL && block(in, out, cells))
			continue;
		for (size_t w = 0; w < AX_MASK_WORDS(cells); w++)
			for (uint64_t left = live[w]; left != 0; left &= left - 1)
			{
				size_t		i = 64 * w + __builtin_ctzll(left);

				AX_TRY(cast_cell(from->kind, to, in + i * in_width,
								 out + i * out_width, err));
			}
	}
	return AX_OK;
}
