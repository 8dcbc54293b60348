/* What the types made of two doubles share: hashing a part, errors of range. */
#ifndef AX_NUM_DOUBLE_H
#define AX_NUM_DOUBLE_H

#include <stdint.h>
#include <string.h>

#include "base/status.h"

/* The bits of a part; equal parts (-0 and 0, all NaN) have equal bits. */
static inline uint64_t
ax_num_canonical_bits(double part)
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
static inline uint64_t
ax_num_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline AxStatus
ax_num_overflow(AxError *err)
{
	return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
}

static inline AxStatus
ax_num_underflow(AxError *err)
{
	return ax_base_fail(err, AX_RANGE, "value out of range: underflow");
}

#endif
