/*
 * Schoolbook arithmetic on limbs; the gcd is Lehmer's (Knuth, The Art of
 * Computer Programming, 4.3.1 and algorithm 4.5.2 L), which takes about 30
 * bits off both numbers for each pass over their limbs.
 */
#include "num/wide.h"

#include <stdbool.h>
#include <string.h>

size_t
ax_wide_normalize(const uint64_t *a, size_t an)
{
	while (an > 0 && a[an - 1] == 0)
		an--;
	return an;
}

size_t
ax_wide_from128(AxUInt128 value, uint64_t *out)
{
	out[0] = (uint64_t) value;
	out[1] = (uint64_t) (value >> 64);
	return ax_wide_normalize(out, 2);
}

int
ax_wide_cmp(const uint64_t *a, size_t an, const uint64_t *b, size_t bn)
{
	if (an != bn)
		return an < bn ? -1 : 1;
	while (an-- > 0)
		if (a[an] != b[an])
			return a[an] < b[an] ? -1 : 1;
	return 0;
}

size_t
ax_wide_add(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			uint64_t *out)
{
	uint64_t	carry = 0;

	if (an < bn)
		return ax_wide_add(b, bn, a, an, out);
	for (size_t i = 0; i < an; i++)
	{
		AxUInt128	sum = (AxUInt128) a[i] + (i < bn ? b[i] : 0) + carry;

		out[i] = (uint64_t) sum;
		carry = (uint64_t) (sum >> 64);
	}
	out[an] = carry;
	return ax_wide_normalize(out, an + 1);
}

size_t
ax_wide_sub(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			uint64_t *out)
{
	uint64_t	borrow = 0;

	for (size_t i = 0; i < an; i++)
	{
		AxUInt128	difference = (AxUInt128) a[i] - (i < bn ? b[i] : 0) - borrow;

		out[i] = (uint64_t) difference;
		borrow = (uint64_t) (difference >> 64) & 1;
	}
	return ax_wide_normalize(out, an);
}

size_t
ax_wide_mul(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			uint64_t *out)
{
	if (an == 0 || bn == 0)
		return 0;
	memset(out, 0, an * sizeof(uint64_t));
	for (size_t j = 0; j < bn; j++)
	{
		uint64_t	carry = 0;

		for (size_t i = 0; i < an; i++)
		{
			/* (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1: no overflow */
			AxUInt128	product = (AxUInt128) a[i] * b[j] + out[i + j] + carry;

			out[i + j] = (uint64_t) product;
			carry = (uint64_t) (product >> 64);
		}
		out[an + j] = carry;
	}
	return ax_wide_normalize(out, an + bn);
}

size_t
ax_wide_mul_word(uint64_t *a, size_t an, uint64_t factor, uint64_t carry)
{
	for (size_t i = 0; i < an; i++)
	{
		AxUInt128	product = (AxUInt128) a[i] * factor + carry;

		a[i] = (uint64_t) product;
		carry = (uint64_t) (product >> 64);
	}
	a[an] = carry;
	return ax_wide_normalize(a, an + 1);
}

size_t
ax_wide_div_word(uint64_t *a, size_t an, uint64_t divisor, uint64_t *rest)
{
	uint64_t	high = 0;

	for (size_t i = an; i-- > 0;)
	{
		AxUInt128	part = ((AxUInt128) high << 64) | a[i];

		a[i] = (uint64_t) (part / divisor);
		high = (uint64_t) (part % divisor);
	}
	*rest = high;
	return ax_wide_normalize(a, an);
}

/* a -= factor * b over bn + 1 limbs of a; returns the borrow. */
static uint64_t
subtract_multiple(uint64_t *a, const uint64_t *b, size_t bn, uint64_t factor)
{
	uint64_t	carry = 0;
	uint64_t	borrow = 0;

	for (size_t i = 0; i <= bn; i++)
	{
		AxUInt128	product = (AxUInt128) (i < bn ? b[i] : 0) * factor + carry;
		AxUInt128	difference = (AxUInt128) a[i] - (uint64_t) product - borrow;

		carry = (uint64_t) (product >> 64);
		a[i] = (uint64_t) difference;
		borrow = (uint64_t) (difference >> 64) & 1;
	}
	return borrow;
}

/* a += b over bn + 1 limbs of a, dropping the carry that leaves them. */
static void
add_back(uint64_t *a, const uint64_t *b, size_t bn)
{
	uint64_t	carry = 0;

	for (size_t i = 0; i <= bn; i++)
	{
		AxUInt128	sum = (AxUInt128) a[i] + (i < bn ? b[i] : 0) + carry;

		a[i] = (uint64_t) sum;
		carry = (uint64_t) (sum >> 64);
	}
}

/* The quotient digit for the top limbs, at most 2 too great before add_back. */
static uint64_t
estimate_digit(uint64_t a2, uint64_t a1, uint64_t a0, uint64_t b1, uint64_t b0)
{
	AxUInt128	top = ((AxUInt128) a2 << 64) | a1;
	AxUInt128	digit;
	AxUInt128	rest;

	if (a2 >= b1)
	{
		digit = UINT64_MAX;
		rest = top - digit * b1;
	}
	else
	{
		digit = top / b1;
		rest = top % b1;
	}
	while ((rest >> 64) == 0 && digit * b0 > ((rest << 64) | a0))
	{
		digit--;
		rest += b1;
	}
	return (uint64_t) digit;
}

size_t
ax_wide_divide(uint64_t *a, size_t an, const uint64_t *b, size_t bn,
			   uint64_t *quotient, uint64_t *scratch, size_t *rest_n)
{
	int			shift;

	if (an < bn)
	{
		*rest_n = an;
		return 0;
	}
	if (bn == 1)
	{
		uint64_t	rest;
		size_t		qn = ax_wide_div_word(a, an, b[0], &rest);

		if (quotient != NULL)
			memcpy(quotient, a, qn * sizeof(uint64_t));
		a[0] = rest;
		*rest_n = rest != 0;
		return qn;
	}
	/* Knuth's algorithm D on operands shifted so that b's top bit is set */
	shift = __builtin_clzll(b[bn - 1]);
	for (size_t i = bn; i-- > 0;)
		scratch[i] = shift == 0 ? b[i] :
			(b[i] << shift) | (i > 0 ? b[i - 1] >> (64 - shift) : 0);
	a[an] = shift == 0 ? 0 : a[an - 1] >> (64 - shift);
	if (shift != 0)
		for (size_t i = an; i-- > 0;)
			a[i] = (a[i] << shift) | (i > 0 ? a[i - 1] >> (64 - shift) : 0);
	for (size_t j = an - bn + 1; j-- > 0;)
	{
		uint64_t	digit = estimate_digit(a[j + bn], a[j + bn - 1],
										   a[j + bn - 2], scratch[bn - 1],
										   scratch[bn - 2]);

		if (subtract_multiple(a + j, scratch, bn, digit))
		{
			digit--;
			add_back(a + j, scratch, bn);
		}
		if (quotient != NULL)
			quotient[j] = digit;
	}
	if (shift != 0)
		for (size_t i = 0; i < bn; i++)
			a[i] = (a[i] >> shift) | (a[i + 1] << (64 - shift));
	*rest_n = ax_wide_normalize(a, bn);
	return quotient == NULL ? 0 : ax_wide_normalize(quotient, an - bn + 1);
}

/* Cofactors of a run of Euclid's steps: a' = xa*a + xb*b, b' = ya*a + yb*b. */
typedef struct Cofactors
{
	int64_t		xa;
	int64_t		xb;
	int64_t		ya;
	int64_t		yb;
} Cofactors;

/*
 * Runs Euclid on the leading bits of a and b (a >= b, an >= 2) for as long as
 * the quotients are certain.  False when not even one is.
 */
static bool
lehmer_run(const uint64_t *a, size_t an, const uint64_t *b, size_t bn,
		   Cofactors *out)
{
	int			shift = __builtin_clzll(a[an - 1]);
	uint64_t	b_high = bn >= an ? b[an - 1] : 0;
	uint64_t	b_next = bn >= an - 1 ? b[an - 2] : 0;
	int64_t		x;
	int64_t		y;
	Cofactors	c = {1, 0, 0, 1};

	/* the top 62 bits, so that adding a cofactor cannot overflow */
	if (shift == 0)
	{
		x = (int64_t) (a[an - 1] >> 2);
		y = (int64_t) (b_high >> 2);
	}
	else
	{
		x = (int64_t) (((a[an - 1] << shift) | (a[an - 2] >> (64 - shift))) >> 2);
		y = (int64_t) (((b_high << shift) | (b_next >> (64 - shift))) >> 2);
	}
	for (;;)
	{
		int64_t		quotient;
		int64_t		next;

		if (y + c.ya == 0 || y + c.yb == 0)
			break;
		quotient = (x + c.xa) / (y + c.ya);
		if (quotient != (x + c.xb) / (y + c.yb))
			break;
		/* cofactors stay below 2^31 so that combine() fits 128 bits */
		if (quotient >= ((int64_t) 1 << 31) ||
			(AxInt128) quotient * c.ya >= ((int64_t) 1 << 31) ||
			(AxInt128) quotient * c.ya <= -((int64_t) 1 << 31) ||
			(AxInt128) quotient * c.yb >= ((int64_t) 1 << 31) ||
			(AxInt128) quotient * c.yb <= -((int64_t) 1 << 31))
			break;
		next = c.xa - quotient * c.ya;
		c.xa = c.ya;
		c.ya = next;
		next = c.xb - quotient * c.yb;
		c.xb = c.yb;
		c.yb = next;
		next = x - quotient * y;
		x = y;
		y = next;
	}
	*out = c;
	return c.xb != 0;
}

/* Puts the cofactors to work on all limbs of a and b (n limbs each, padded). */
static void
combine(uint64_t *a, uint64_t *b, size_t n, const Cofactors *c)
{
	AxInt128	x = 0;
	AxInt128	y = 0;

	for (size_t i = 0; i < n; i++)
	{
		AxInt128	ai = (AxInt128) a[i];
		AxInt128	bi = (AxInt128) b[i];

		/* factors below 2^33 by limbs: each sum stays below 2^99 */
		x += c->xa * ai + c->xb * bi;
		y += c->ya * ai + c->yb * bi;
		a[i] = (uint64_t) x;
		b[i] = (uint64_t) y;
		x >>= 64;
		y >>= 64;
	}
}

size_t
ax_wide_gcd(uint64_t *a, size_t an, uint64_t *b, size_t bn, uint64_t *out,
			uint64_t *scratch)
{
	for (;;)
	{
		Cofactors	cofactors;

		if (ax_wide_cmp(a, an, b, bn) < 0)
		{
			uint64_t   *swap = a;
			size_t		count = an;

			a = b;
			an = bn;
			b = swap;
			bn = count;
		}
		if (bn == 0)
		{
			memcpy(out, a, an * sizeof(uint64_t));
			return an;
		}
		if (bn == 1)
		{
			uint64_t	rest;

			ax_wide_div_word(a, an, b[0], &rest);
			out[0] = ax_num_gcd64(b[0], rest);
			return 1;
		}
		if (an - bn <= 1 && lehmer_run(a, an, b, bn, &cofactors))
		{
			memset(b + bn, 0, (an - bn) * sizeof(uint64_t));
			combine(a, b, an, &cofactors);
			bn = ax_wide_normalize(b, an);
			an = ax_wide_normalize(a, an);
		}
		else
			ax_wide_divide(a, an, b, bn, NULL, scratch, &an);
	}
}
