/* Hash and arithmetic of complex numbers. */
#include "num/complex.h"

#include <string.h>

/* The bits of a part; equal parts have equal bits. */
static uint64_t
canonical_bits(double part)
{
	uint64_t	bits;

	if (part == 0)
		return 0;
	if (part != part)
		return UINT64_C(0x7ff8000000000000);
	memcpy(&bits, &part, sizeof(bits));
	return bits;
}

/* A bijection in which every bit of x reaches every bit of the result (Stafford's mix 13). */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

uint64_t
ax_complex_hash(AxComplex a, uint64_t seed)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t	hash = mix(seed + odd);

	hash = mix((hash ^ canonical_bits(a.re)) + odd);
	return mix((hash ^ canonical_bits(a.im)) + odd);
}
