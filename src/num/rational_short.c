/*
 * Tables of small numbers for short rationals, made by the compiler from what
 * they mean.
 */
#include "num/rational_short.h"

/* p where a power of the prime p divides both numbers, else 1; 0 is divided by all. */
#define BOTH(a, b, power, p) ((a) % (power) == 0 && (b) % (power) == 0 ? (uint32_t) (p) : 1)
#define PRIMES(a, b) \
	(BOTH(a, b, 2, 2) * BOTH(a, b, 4, 2) * BOTH(a, b, 8, 2) * BOTH(a, b, 16, 2) * \
	 BOTH(a, b, 32, 2) * BOTH(a, b, 3, 3) * BOTH(a, b, 9, 3) * BOTH(a, b, 27, 3) * \
	 BOTH(a, b, 5, 5) * BOTH(a, b, 25, 5) * BOTH(a, b, 7, 7) * BOTH(a, b, 49, 7) * \
	 BOTH(a, b, 11, 11) * BOTH(a, b, 13, 13) * BOTH(a, b, 17, 17) * \
	 BOTH(a, b, 19, 19) * BOTH(a, b, 23, 23) * BOTH(a, b, 29, 29) * \
	 BOTH(a, b, 31, 31) * BOTH(a, b, 37, 37) * BOTH(a, b, 41, 41) * \
	 BOTH(a, b, 43, 43) * BOTH(a, b, 47, 47) * BOTH(a, b, 53, 53) * \
	 BOTH(a, b, 59, 59) * BOTH(a, b, 61, 61))
#define GCD(a, b) ((uint8_t) ((a) == 0 ? (b) : (b) == 0 ? (a) : PRIMES(a, b)))

#define EIGHT(what, a, b) \
	what(a, b), what(a, (b) + 1), what(a, (b) + 2), what(a, (b) + 3), \
	what(a, (b) + 4), what(a, (b) + 5), what(a, (b) + 6), what(a, (b) + 7)
#define ROW(what, a) \
	EIGHT(what, a, 0), EIGHT(what, a, 8), EIGHT(what, a, 16), EIGHT(what, a, 24), \
	EIGHT(what, a, 32), EIGHT(what, a, 40), EIGHT(what, a, 48), EIGHT(what, a, 56)
#define ROWS(a) \
	{ROW(GCD, a)}, {ROW(GCD, (a) + 1)}, {ROW(GCD, (a) + 2)}, {ROW(GCD, (a) + 3)}, \
	{ROW(GCD, (a) + 4)}, {ROW(GCD, (a) + 5)}, {ROW(GCD, (a) + 6)}, {ROW(GCD, (a) + 7)}

const uint8_t ax_num_small_gcd[AX_NUM_SMALL][AX_NUM_SMALL] = {
	ROWS(0), ROWS(8), ROWS(16), ROWS(24), ROWS(32), ROWS(40), ROWS(48), ROWS(56)
};

#define RECIPROCAL(a, d) ((d) == 0 ? 0 : (((uint64_t) 1 << 63) - 1) / ((d) == 0 ? 1 : (d)) + 1)

const uint64_t ax_num_small_reciprocal[AX_NUM_SMALL] = {ROW(RECIPROCAL, 0)};
