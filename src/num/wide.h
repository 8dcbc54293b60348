/*
 * Natural numbers of any length, as arrays of 64-bit limbs, the least first.
 *
 * A number is a pointer and a count of limbs; counts are normalised, that is
 * the top limb is not zero and zero has no limbs.  The caller owns all memory
 * and says nothing of capacity: each function states what its result needs.
 */
#ifndef AX_NUM_WIDE_H
#define AX_NUM_WIDE_H

#include <stddef.h>
#include <stdint.h>

#include "num/gcd.h"

/* Drops zero limbs from the top; returns the normalised count. */
extern size_t ax_wide_normalize(const uint64_t *a, size_t an);

/* Stores a 128-bit number; out holds 2 limbs; returns the count. */
extern size_t ax_wide_from128(AxUInt128 value, uint64_t *out);

/* -1, 0, 1. */
extern int	ax_wide_cmp(const uint64_t *a, size_t an,
						const uint64_t *b, size_t bn);

/* out = a + b; out holds max(an, bn) + 1 limbs and may be a or b. */
extern size_t ax_wide_add(const uint64_t *a, size_t an,
						  const uint64_t *b, size_t bn, uint64_t *out);

/* out = a - b for a >= b; out holds an limbs and may be a or b. */
extern size_t ax_wide_sub(const uint64_t *a, size_t an,
						  const uint64_t *b, size_t bn, uint64_t *out);

/* out = a * b; out holds an + bn limbs and is neither a nor b. */
extern size_t ax_wide_mul(const uint64_t *a, size_t an,
						  const uint64_t *b, size_t bn, uint64_t *out);

/* a = a * factor + carry, in place; a holds an + 1 limbs. */
extern size_t ax_wide_mul_word(uint64_t *a, size_t an, uint64_t factor,
							   uint64_t carry);

/* a = a / divisor, in place; the rest goes to *rest; divisor is not 0. */
extern size_t ax_wide_div_word(uint64_t *a, size_t an, uint64_t divisor,
							   uint64_t *rest);

/*
 * Divides a by b, b not zero.  a becomes the rest (its count goes to *rest_n)
 * and needs room for an + 1 limbs; quotient, which may be NULL, holds
 * an - bn + 1 limbs when an >= bn; scratch holds bn limbs.  Returns the count
 * of the quotient.
 */
extern size_t ax_wide_divide(uint64_t *a, size_t an,
							 const uint64_t *b, size_t bn,
							 uint64_t *quotient, uint64_t *scratch,
							 size_t *rest_n);

/*
 * The gcd of a and b into out, which holds min(an, bn) limbs, or the longer
 * count if one is zero.  Destroys a and b, each with room for max(an, bn) + 1
 * limbs; scratch holds max(an, bn) + 1.
 */
extern size_t ax_wide_gcd(uint64_t *a, size_t an, uint64_t *b, size_t bn,
						  uint64_t *out, uint64_t *scratch);

#endif
