/*
 * Exact products of integer matrices by products of doubles.
 *
 * An integer is cut into slices of AX_EXACT_BITS bits, x = sum of
 * slice[s] * 2^(AX_EXACT_BITS * s), each slice within 2^(AX_EXACT_BITS - 1) of
 * zero.  A product of two slices is at most 2^42, and sums of up to
 * AX_EXACT_DEPTH of them are integers below 2^53, which doubles hold exactly
 * in whatever order they are added, with or without FMA.  (Ozaki, Ogita,
 * Oishi, Rump, Error-free transformations of matrix multiplication, 2012.)
 */
#ifndef AX_KERNEL_EXACT_H
#define AX_KERNEL_EXACT_H

#include <stddef.h>
#include <stdint.h>

#include "format/kind.h"

#define AX_EXACT_BITS 22
#define AX_EXACT_DEPTH 2048
#define AX_EXACT_SLICES 3		/* of any int64 */

/* The greatest magnitude of n integers. */
extern uint64_t ax_exact_most(const int64_t *cells, size_t n);

/* Slices that integers of that magnitude have. */
extern int	ax_exact_slices(uint64_t most);

/* n integers as doubles, rounded where they are beyond 2^53. */
extern void ax_exact_whole(const int64_t *cells, size_t n, double *out);

/* Slice number s of n integers. */
extern void ax_exact_slice(const int64_t *cells, size_t n, int s, double *out);

/*
 * A sum of products of up to 2^28 terms, low + high * 2^(3 * AX_EXACT_BITS):
 * adds n sums of products of two slices whose numbers add up to `slices`.
 */
extern void ax_exact_add(const double *part, size_t n, int slices, AxWide *low, AxWide *high);

/* The sum; false if it does not fit 128 bits. */
extern bool ax_exact_total(AxWide low, AxWide high, AxWide *total);

/* Whether any of n cells of a float kind or complex is NaN or infinite. */
extern bool ax_exact_not_finite(AxKind kind, const void *cells, size_t n);

#endif
