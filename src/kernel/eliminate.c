/* Exact elimination of matrices of rationals. */
#include "kernel/eliminate.h"

#include <string.h>

#include "num/gcd.h"
#include "num/wide.h"

/* Limbs that numbers may take in all: 512 MB. */
#define MOST_LIMBS ((size_t) 1 << 26)

static const AxRational *
given(const AxElimination *e, const AxRational *a, const AxRational *b, size_t i, size_t j)
{
	return j < e->n ? &a[i * e->n + j] : &b[i * (e->columns - e->n) + j - e->n];
}

/* The least common denominator of row i, into out; returns its limbs. */
static size_t
common_denominator(const AxElimination *e, const AxRational *a, const AxRational *b, size_t i,
				   uint64_t *out, uint64_t *copy)
{
	size_t		n = 1;

	out[0] = 1;
	for (size_t j = 0; j < e->columns; j++)
	{
		uint64_t	den = (uint64_t) given(e, a, b, i, j)->den;
		uint64_t	rest;

		memcpy(copy, out, n * sizeof(uint64_t));
		(void) ax_wide_div_word(copy, n, den, &rest);
		n = ax_wide_mul_word(out, n, den / ax_num_gcd64(rest, den), 0);
	}
	return n;
}

static size_t
bits_of(const uint64_t *limbs, size_t n)
{
	return n == 0 ? 0 : 64 * n - (size_t) __builtin_clzll(limbs[n - 1]);
}

/* Bits that all minors fit in: rows' greatest cells times the root of the number of columns. */
static AxStatus
measure(const AxElimination *e, const AxRational *a, const AxRational *b, uint64_t *den,
		uint64_t *copy, size_t *bits)
{
	size_t		root = (size_t) (64 - __builtin_clzll((uint64_t) e->n | 1)) / 2 + 1;

	*bits = 64;
	for (size_t i = 0; i < e->n; i++)
	{
		size_t		row = bits_of(den, common_denominator(e, a, b, i, den, copy));
		size_t		most = 0;

		for (size_t j = 0; j < e->columns; j++)
		{
			uint64_t	num = ax_num_magnitude64(given(e, a, b, i, j)->num);
			size_t		num_bits = num == 0 ? 0 : (size_t) (64 - __builtin_clzll(num));
			size_t		den_bits = (size_t) (63 - __builtin_clzll((uint64_t) given(e, a, b, i, j)->den));

			most = num_bits + row - den_bits > most ? num_bits + row - den_bits : most;
		}
		*bits += (most > row ? most : row) + root;
	}
	return AX_OK;
}

AxStatus
ax_eliminate_begin(AxElimination *e, AxAlloc alloc, size_t n, size_t m,
				   const AxRational *a, const AxRational *b, AxError *err)
{
	size_t		wide = n + m + 2;	/* limbs of a common denominator */
	size_t		bits;
	size_t		cells;
	size_t		limbs;
	uint64_t   *next;
	uint64_t   *den;
	uint64_t   *copy;

	memset(e, 0, sizeof(*e));
	e->alloc = alloc;
	e->n = n;
	e->columns = n + m;
	den = alloc.resize(alloc.state, NULL, 0, 2 * wide * sizeof(uint64_t));
	if (den == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	copy = den + wide;
	(void) measure(e, a, b, den, copy, &bits);
	e->room = bits / 64 + 2;
	cells = n * e->columns;
	/* cells, the scale and the pivot before; a product, another, a quotient and a rest */
	limbs = (cells + 2) * e->room + 8 * (e->room + 2);
	if (cells > MOST_LIMBS || e->room > MOST_LIMBS || limbs > MOST_LIMBS)
	{
		alloc.resize(alloc.state, den, 2 * wide * sizeof(uint64_t), 0);
		ax_base_fail(err, AX_LIMIT, "matrix of %zu rows is too large for exact elimination", n);
		ax_base_hint(err, "nd_astype makes float8 of it.");
		return AX_LIMIT;
	}
	e->size = cells * sizeof(AxLong) + limbs * sizeof(uint64_t);
	e->cells = alloc.resize(alloc.state, NULL, 0, e->size);
	if (e->cells == NULL)
	{
		alloc.resize(alloc.state, den, 2 * wide * sizeof(uint64_t), 0);
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	}
	next = (uint64_t *) (e->cells + cells);
	e->scale.negative = e->before.negative = false;
	e->scale.limbs = next;
	e->before.limbs = next + e->room;
	e->scratch = next + (cells + 2) * e->room;
	next += 2 * e->room;
	e->scale.n = e->before.n = 1;
	e->scale.limbs[0] = e->before.limbs[0] = 1;
	for (size_t i = 0; i < n; i++)
	{
		size_t		den_n = common_denominator(e, a, b, i, den, copy);
		size_t		product = ax_wide_mul(e->scale.limbs, e->scale.n, den, den_n, e->scratch);

		memcpy(e->scale.limbs, e->scratch, product * sizeof(uint64_t));
		e->scale.n = product;
		for (size_t j = 0; j < e->columns; j++, next += e->room)
		{
			const AxRational *cell = given(e, a, b, i, j);
			AxLong	   *x = &e->cells[i * e->columns + j];
			uint64_t	rest;

			x->negative = cell->num < 0;
			x->limbs = next;
			x->n = 0;
			if (cell->num == 0)
				continue;
			memcpy(copy, den, den_n * sizeof(uint64_t));
			x->n = ax_wide_div_word(copy, den_n, (uint64_t) cell->den, &rest);
			x->n = ax_wide_mul_word(copy, x->n, ax_num_magnitude64(cell->num), 0);
			memcpy(next, copy, x->n * sizeof(uint64_t));
		}
	}
	alloc.resize(alloc.state, den, 2 * wide * sizeof(uint64_t), 0);
	e->done = n == 0;
	return AX_OK;
}

/* Brings a row whose cell in column `rank` is not zero to row `rank`; false if there is none. */
static bool
find_pivot(AxElimination *e)
{
	size_t		k = e->rank;

	for (size_t i = k; i < e->n; i++)
		if (e->cells[i * e->columns + k].n > 0)
		{
			for (size_t j = 0; i > k && j < e->columns; j++)
			{
				AxLong		x = e->cells[i * e->columns + j];

				e->cells[i * e->columns + j] = e->cells[k * e->columns + j];
				e->cells[k * e->columns + j] = x;
			}
			e->odd ^= i > k;
			return true;
		}
	return false;
}

/* x = (pivot * x - left * above) / before, which leaves nothing. */
static void
reduce_cell(AxElimination *e, const AxLong *pivot, AxLong *x, const AxLong *left,
			const AxLong *above)
{
	uint64_t   *first = e->scratch;
	uint64_t   *second = first + 2 * (e->room + 1);
	uint64_t   *quotient = second + 2 * (e->room + 1);
	uint64_t   *spare = quotient + 2 * (e->room + 1);
	size_t		n = x->n == 0 ? 0 : ax_wide_mul(pivot->limbs, pivot->n, x->limbs, x->n, first);
	size_t		m = left->n == 0 || above->n == 0 ? 0 :
		ax_wide_mul(left->limbs, left->n, above->limbs, above->n, second);
	bool		negative = n > 0 && pivot->negative != x->negative;
	bool		taken = m > 0 && left->negative == above->negative;	/* what is added is negative */
	size_t		rest;

	if (m > 0 && n > 0 && negative != taken)
	{
		int			order = ax_wide_cmp(first, n, second, m);

		if (order >= 0)
			n = order == 0 ? 0 : ax_wide_sub(first, n, second, m, first);
		else
		{
			n = ax_wide_sub(second, m, first, n, first);
			negative = taken;
		}
	}
	else if (m > 0)
	{
		n = ax_wide_add(first, n, second, m, first);
		negative = taken;
	}
	if (n > 0)
	{
		n = ax_wide_divide(first, n, e->before.limbs, e->before.n, quotient, spare, &rest);
		negative ^= e->before.negative;
	}
	memcpy(x->limbs, quotient, n * sizeof(uint64_t));
	x->n = n;
	x->negative = negative && n > 0;
}

bool
ax_eliminate_step(AxElimination *e)
{
	size_t		k = e->rank;
	const AxLong *pivot;

	if (e->done)
		return false;
	if (e->row == 0 && !find_pivot(e))
	{
		e->done = true;
		return false;
	}
	pivot = &e->cells[k * e->columns + k];
	if (e->row != k)
	{
		AxLong	   *row = &e->cells[e->row * e->columns];

		/* the cell of the column last: all others need it */
		for (size_t j = 0; j < e->columns; j++)
			if (j > k || j == e->row)
				reduce_cell(e, pivot, &row[j], &row[k], &e->cells[k * e->columns + j]);
		row[k].n = 0;
	}
	if (++e->row == e->n)
	{
		e->row = 0;
		e->rank++;
		e->before.n = pivot->n;
		e->before.negative = pivot->negative;
		memcpy(e->before.limbs, pivot->limbs, pivot->n * sizeof(uint64_t));
		e->done = e->rank == e->n;
	}
	return !e->done;
}

/* num / den as a rational. */
static AxStatus
quotient(const AxElimination *e, const AxLong *num, const AxLong *den, AxRational *out, AxError *err)
{
	size_t		room = (num->n > den->n ? num->n : den->n) + 2;
	uint64_t   *memory;
	uint64_t   *parts[6];
	size_t		common;
	size_t		n;
	size_t		m;
	size_t		rest;
	AxStatus	status = AX_OK;

	out->num = 0;
	out->den = 1;
	if (num->n == 0)
		return AX_OK;
	memory = e->alloc.resize(e->alloc.state, NULL, 0, 6 * room * sizeof(uint64_t));
	if (memory == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	for (int i = 0; i < 6; i++)
		parts[i] = memory + i * room;
	memcpy(parts[0], num->limbs, num->n * sizeof(uint64_t));
	memcpy(parts[1], den->limbs, den->n * sizeof(uint64_t));
	common = ax_wide_gcd(parts[0], num->n, parts[1], den->n, parts[2], parts[3]);
	memcpy(parts[0], num->limbs, num->n * sizeof(uint64_t));
	memcpy(parts[1], den->limbs, den->n * sizeof(uint64_t));
	n = ax_wide_divide(parts[0], num->n, parts[2], common, parts[4], parts[3], &rest);
	m = ax_wide_divide(parts[1], den->n, parts[2], common, parts[5], parts[3], &rest);
	if (n > 1 || m > 1)
		status = ax_base_fail(err, AX_RANGE, "rational out of range");
	else
	{
		__int128	top = parts[4][0];

		status = ax_rational_make(num->negative != den->negative ? -top : top,
								  (__int128) parts[5][0], out, err);
	}
	e->alloc.resize(e->alloc.state, memory, 6 * room * sizeof(uint64_t), 0);
	return status;
}

AxStatus
ax_eliminate_cell(const AxElimination *e, size_t i, size_t j, AxRational *out, AxError *err)
{
	return quotient(e, &e->cells[i * e->columns + e->n + j], &e->before, out, err);
}

AxStatus
ax_eliminate_det(const AxElimination *e, AxRational *out, AxError *err)
{
	AxLong		det = e->before;

	if (e->rank < e->n)
		det.n = 0;
	det.negative ^= e->odd;
	return quotient(e, &det, &e->scale, out, err);
}

void
ax_eliminate_end(AxElimination *e)
{
	if (e->cells != NULL)
		e->alloc.resize(e->alloc.state, e->cells, e->size, 0);
	e->cells = NULL;
}
