/*
 * Arithmetic and order of rationals.
 *
 * Sums and products are reduced before they are formed (Knuth, The Art of
 * Computer Programming, 4.5.1), so that the gcds are gcds of words; canonical
 * operands keep every intermediate below 2^127.
 */
#include "num/rational.h"

#include "num/gcd.h"
#include "num/rational_short.h"

static AxStatus
out_of_range(AxError *err)
{
	return ax_base_fail(err, AX_RANGE, "rational out of range");
}

static AxStatus
division_by_zero(AxError *err)
{
	return ax_base_fail(err, AX_DIVISION, "division by zero");
}

/* Stores sign * num / den, which are coprime, if they fit. */
static inline AxStatus
store_reduced(bool negative, AxUInt128 num, AxUInt128 den, AxRational *out,
			  AxError *err)
{
	AxUInt128	limit = (AxUInt128) INT64_MAX + (negative ? 1 : 0);

	if (num > limit || den > (AxUInt128) INT64_MAX)
		return out_of_range(err);
	out->num = negative ? (int64_t) -(uint64_t) num : (int64_t) num;
	out->den = (int64_t) den;
	return AX_OK;
}

AxStatus
ax_rational_make(__int128 num, __int128 den, AxRational *out, AxError *err)
{
	AxUInt128	top = ax_num_magnitude128(num);
	AxUInt128	bottom = ax_num_magnitude128(den);
	AxUInt128	common;

	if (den == 0)
		return division_by_zero(err);
	common = ax_num_gcd128(top, bottom);
	if (common != 1)
	{
		top /= common;
		bottom /= common;
	}
	return store_reduced((num < 0) != (den < 0), top, bottom, out, err);
}

int
ax_rational_cmp(AxRational a, AxRational b)
{
	AxInt128	left;
	AxInt128	right;

	if (a.den == b.den)
		return (a.num > b.num) - (a.num < b.num);
	left = (AxInt128) a.num * b.den;
	right = (AxInt128) b.num * a.den;
	return (left > right) - (left < right);
}

int
ax_rational_cmp_at(const AxRational *a, const AxRational *b)
{
	return ax_rational_cmp(*a, *b);
}

int
ax_rational_is_canonical(AxRational a)
{
	return a.den >= 1 &&
		ax_num_gcd64(ax_num_magnitude64(a.num), (uint64_t) a.den) == 1;
}

/* a + b, or a - b when subtract is set: |b.num| is never negated as an int64. */
static inline AxStatus
add_signed(AxRational a, AxRational b, bool subtract, AxRational *out,
		   AxError *err)
{
	uint64_t	common = ax_num_gcd64((uint64_t) a.den, (uint64_t) b.den);
	AxInt128	left;
	AxInt128	right;
	AxInt128	sum;
	AxUInt128	top;
	uint64_t	a_rest;
	uint64_t	b_rest;
	uint64_t	shared;

	if (common == 1)
	{
		/* coprime denominators: the sum is reduced already */
		left = (AxInt128) a.num * b.den;
		right = (AxInt128) b.num * a.den;
		sum = subtract ? left - right : left + right;
		return store_reduced(sum < 0, ax_num_magnitude128(sum),
							 (AxUInt128) a.den * (uint64_t) b.den, out, err);
	}
	a_rest = ax_num_divide64((uint64_t) a.den, common);
	b_rest = ax_num_divide64((uint64_t) b.den, common);
	left = (AxInt128) a.num * (AxInt128) b_rest;
	right = (AxInt128) b.num * (AxInt128) a_rest;
	sum = subtract ? left - right : left + right;
	top = ax_num_magnitude128(sum);
	/* whatever divides sum and denominator divides the common factor */
	shared = (top >> 64) == 0 ? ax_num_rest64((uint64_t) top, common)
		: (uint64_t) (top % common);
	shared = ax_num_gcd64(shared, common);
	b_rest = (uint64_t) b.den;
	if (shared != 1)
	{
		top = (top >> 64) == 0 ? ax_num_divide64((uint64_t) top, shared)
			: top / shared;
		b_rest = ax_num_divide64(b_rest, shared);
	}
	return store_reduced(sum < 0, top, (AxUInt128) a_rest * b_rest, out, err);
}

AxStatus
ax_rational_add(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	if (ax_rational_both_short(a, b))
	{
		*out = ax_rational_short_add(a, b);
		return AX_OK;
	}
	return add_signed(a, b, false, out, err);
}

AxStatus
ax_rational_sub(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	if (ax_rational_both_short(a, b))
	{
		*out = ax_rational_short_sub(a, b);
		return AX_OK;
	}
	return add_signed(a, b, true, out, err);
}

/* (a_top / a_bottom) * (b_top / b_bottom), both reduced: cross-cancels. */
static inline AxStatus
multiply(bool negative, uint64_t a_top, uint64_t a_bottom, uint64_t b_top,
		 uint64_t b_bottom, AxRational *out, AxError *err)
{
	uint64_t	g = ax_num_gcd64(a_top, b_bottom);
	uint64_t	h = ax_num_gcd64(b_top, a_bottom);

	if (g != 1)
	{
		a_top = ax_num_divide64(a_top, g);
		b_bottom = ax_num_divide64(b_bottom, g);
	}
	if (h != 1)
	{
		b_top = ax_num_divide64(b_top, h);
		a_bottom = ax_num_divide64(a_bottom, h);
	}
	return store_reduced(negative, (AxUInt128) a_top * b_top,
						 (AxUInt128) a_bottom * b_bottom, out, err);
}

AxStatus
ax_rational_mul(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	if (ax_rational_both_short(a, b))
	{
		*out = ax_rational_short_mul(a, b);
		return AX_OK;
	}
	return multiply((a.num < 0) != (b.num < 0) && a.num != 0 && b.num != 0,
					ax_num_magnitude64(a.num), (uint64_t) a.den,
					ax_num_magnitude64(b.num), (uint64_t) b.den, out, err);
}

AxStatus
ax_rational_div(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	if (b.num == 0)
		return division_by_zero(err);
	return multiply((a.num < 0) != (b.num < 0) && a.num != 0,
					ax_num_magnitude64(a.num), (uint64_t) a.den,
					(uint64_t) b.den, ax_num_magnitude64(b.num), out, err);
}

AxStatus
ax_rational_mod(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	uint64_t	common;
	AxInt128	a_factor;
	AxInt128	b_factor;

	if (b.num == 0)
		return division_by_zero(err);
	common = ax_num_gcd64((uint64_t) a.den, (uint64_t) b.den);
	a_factor = (AxInt128) ((uint64_t) b.den / common);
	b_factor = (AxInt128) ((uint64_t) a.den / common);
	return ax_rational_make((a.num * a_factor) % (b.num * b_factor),
							a.den * a_factor, out, err);
}

AxStatus
ax_rational_neg(AxRational a, AxRational *out, AxError *err)
{
	if (a.num == INT64_MIN)
		return out_of_range(err);
	out->num = -a.num;
	out->den = a.den;
	return AX_OK;
}

AxStatus
ax_rational_abs(AxRational a, AxRational *out, AxError *err)
{
	if (a.num < 0)
		return ax_rational_neg(a, out, err);
	*out = a;
	return AX_OK;
}

/* base to the power, false if it exceeds 2^63 (which INT64_MIN still is). */
static bool
power_of(uint64_t base, uint64_t power, AxUInt128 *result)
{
	const AxUInt128 limit = (AxUInt128) 1 << 63;
	AxUInt128	factor = base;
	AxUInt128	product = 1;

	if (base <= 1)
	{
		*result = power == 0 ? 1 : base;
		return true;
	}
	/* a square beyond the limit is not needed once no bit of power is left */
	while (power != 0)
	{
		if (power & 1)
		{
			if (factor > limit)
				return false;
			product *= factor;
			if (product > limit)
				return false;
		}
		power >>= 1;
		if (power != 0)
		{
			if (factor > limit)
				return false;
			factor *= factor;
		}
	}
	*result = product;
	return true;
}

AxStatus
ax_rational_pow(AxRational a, int64_t power, AxRational *out, AxError *err)
{
	uint64_t	times = ax_num_magnitude64(power);
	bool		negative = a.num < 0 && (times & 1) != 0;
	AxUInt128	top;
	AxUInt128	bottom;

	if (a.num == 0 && power < 0)
		return division_by_zero(err);
	/* powers of coprime numbers are coprime: nothing to reduce */
	if (!power_of(ax_num_magnitude64(a.num), times, &top) ||
		!power_of((uint64_t) a.den, times, &bottom))
		return out_of_range(err);
	if (power < 0)
		return store_reduced(negative, bottom, top, out, err);
	return store_reduced(negative, top, bottom, out, err);
}

int64_t
ax_rational_floor(AxRational a)
{
	int64_t		quotient = a.num / a.den;

	return a.num % a.den < 0 ? quotient - 1 : quotient;
}

int64_t
ax_rational_ceil(AxRational a)
{
	int64_t		quotient = a.num / a.den;

	return a.num % a.den > 0 ? quotient + 1 : quotient;
}

int64_t
ax_rational_round(AxRational a)
{
	int64_t		quotient = a.num / a.den;
	uint64_t	rest = ax_num_magnitude64(a.num % a.den);

	/* rest < den <= INT64_MAX, so that twice the rest fits */
	if (2 * rest >= (uint64_t) a.den)
		return a.num < 0 ? quotient - 1 : quotient + 1;
	return quotient;
}

int
ax_rational_sign(AxRational a)
{
	return (a.num > 0) - (a.num < 0);
}

AxStatus
ax_rational_mediant(AxRational a, AxRational b, AxRational *out, AxError *err)
{
	return ax_rational_make((AxInt128) a.num + b.num, (AxInt128) a.den + b.den,
							out, err);
}
