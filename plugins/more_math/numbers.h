/*
 * Primes, factors and binomial coefficients of 64-bit integers; plain C that
 * knows nothing of plugins.
 */
#ifndef MORE_MATH_NUMBERS_H
#define MORE_MATH_NUMBERS_H

#include <stdbool.h>
#include <stdint.h>

/* The largest prime below 2^63. */
#define MM_LAST_PRIME INT64_C(9223372036854775783)

/* Most prime factors of a number below 2^63. */
#define MM_MOST_FACTORS 62

/* Says whether a long computation is to stop; called every some microseconds. */
typedef bool (*MmStop) (void *context);

/* Says whether n is a prime; no number below 2 is. */
extern bool mm_is_prime(int64_t n);

/* The smallest prime above n; 0 when it is above 2^63. */
extern int64_t mm_next_prime(int64_t n);

/*
 * Stores the prime factors of n >= 1, ascending, each as often as it divides n.
 * Returns how many, or -1 when stop said so.  stop may be NULL.
 */
extern int	mm_prime_factors(int64_t n, int64_t factors[MM_MOST_FACTORS], MmStop stop, void *context);

/* n over k for n >= 0, 0 unless 0 <= k <= n; false when it is above 2^63 - 1. */
extern bool mm_binomial(int64_t n, int64_t k, int64_t *result);

#endif
