/* Exact products of integer matrices by products of doubles. */
#include "kernel/exact.h"

#include "base/clones.h"
#include "num/gcd.h"

#define HALF (INT64_C(1) << (AX_EXACT_BITS - 1))

AX_CLONES uint64_t
ax_exact_most(const int64_t *cells, size_t n)
{
	int64_t		least = 0;
	int64_t		most = 0;

	for (size_t i = 0; i < n; i++)
	{
		least = cells[i] < least ? cells[i] : least;
		most = cells[i] > most ? cells[i] : most;
	}
	return ax_num_magnitude64(least) > (uint64_t) most ? ax_num_magnitude64(least) : (uint64_t) most;
}

int
ax_exact_slices(uint64_t most)
{
	/* a number of two slices is at most 2^21 + 2^43; the carry takes what is above 2^21 - 1 */
	if (most < (uint64_t) HALF)
		return 1;
	return most < ((uint64_t) HALF << AX_EXACT_BITS) - HALF ? 2 : AX_EXACT_SLICES;
}

AX_CLONES void
ax_exact_whole(const int64_t *cells, size_t n, double *out)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (double) cells[i];
}

AX_CLONES void
ax_exact_slice(const int64_t *cells, size_t n, int s, double *out)
{
	/* what is below slice s rounds to it: half of each slice below, added at once */
	uint64_t	carry = 0;
	int			shift = AX_EXACT_BITS * s;
	int64_t		mask = (INT64_C(1) << AX_EXACT_BITS) - 1;

	for (int below = 0; below < s; below++)
		carry += (uint64_t) HALF << (AX_EXACT_BITS * below);
	for (size_t i = 0; i < n; i++)
	{
		/* floor((x + carry) / 2^shift) with no overflow: both halves by themselves */
		int64_t		low = (int64_t) (((uint64_t) cells[i] & ((UINT64_C(1) << shift) - 1)) + carry) >> shift;
		int64_t		rest = (cells[i] >> shift) + low;

		/* the top slice keeps its sign; of others the lowest bits, within HALF of zero */
		if (s < AX_EXACT_SLICES - 1)
			rest = (int64_t) (((uint64_t) rest + HALF) & (uint64_t) mask) - HALF;
		out[i] = (double) (int32_t) rest;
	}
}

void
ax_exact_add(const double *part, size_t n, int slices, AxWide *low, AxWide *high)
{
	AxWide	   *sum = slices < AX_EXACT_SLICES ? low : high;
	__int128	factor = (__int128) 1 << (AX_EXACT_BITS * (slices % AX_EXACT_SLICES));

	/* a part is at most 2^53, one of 2^17 of them, and the factor at most 2^44 */
	for (size_t i = 0; i < n; i++)
		sum[i] += (int64_t) part[i] * factor;
}

bool
ax_exact_total(AxWide low, AxWide high, AxWide *total)
{
	const int	bits = AX_EXACT_BITS * AX_EXACT_SLICES;
	__int128	top = high + (low >> bits);
	__int128	most = (__int128) 1 << (127 - bits);

	if (top >= most || top < -most)
		return false;
	*total = top * ((__int128) 1 << bits) + (low & (((__int128) 1 << bits) - 1));
	return true;
}

AX_CLONES bool
ax_exact_not_finite(AxKind kind, const void *cells, size_t n)
{
	if (kind == AX_KIND_FLOAT4)
	{
		const uint32_t *bits = cells;
		uint32_t	any = 0;

		for (size_t i = 0; i < n; i++)
			any |= ((bits[i] & 0x7f800000) + 0x00800000) & 0x80000000;
		return any != 0;
	}
	else
	{
		const uint64_t *bits = cells;
		uint64_t	any = 0;
		const uint64_t exponent = UINT64_C(0x7ff0000000000000);

		if (kind == AX_KIND_COMPLEX)
			n *= 2;
		for (size_t i = 0; i < n; i++)
			any |= ((bits[i] & exponent) + (UINT64_C(1) << 52)) & (UINT64_C(1) << 63);
		return any != 0;
	}
}
