/*
 * Exact elimination of matrices of rationals.
 *
 * Each row is multiplied by the least common denominator of its cells; the
 * integers that this gives are eliminated without fractions (Bareiss,
 * Sylvester's identity and multistep integer-preserving Gaussian elimination,
 * 1968), in numbers of any length.  All of them are minors of the matrix, so
 * Hadamard's bound says at the beginning how long they can get.
 *
 *		ax_eliminate_begin(&e, alloc, n, m, a, b, &err)
 *		while (ax_eliminate_step(&e))	{ a place to stop }
 *		... e.rank == n ? ax_eliminate_cell(&e, i, j, &x, &err) : singular
 *		ax_eliminate_end(&e)
 */
#ifndef AX_KERNEL_ELIMINATE_H
#define AX_KERNEL_ELIMINATE_H

#include <stdint.h>

#include "base/alloc.h"
#include "num/rational.h"

/* An integer of any length; zero has no limbs. */
typedef struct AxLong
{
	bool		negative;
	size_t		n;				/* limbs */
	uint64_t   *limbs;			/* borrowed from the elimination */
} AxLong;

typedef struct AxElimination
{
	AxAlloc		alloc;			/* lent by the caller */
	size_t		n;				/* rows, and columns of a */
	size_t		columns;		/* of a and b */
	size_t		room;			/* limbs of a number */
	AxLong	   *cells;			/* owned: n rows; their limbs follow */
	size_t		size;			/* bytes of cells and limbs, scratch and scale */
	uint64_t   *scratch;		/* of cells' memory: products, rests, quotients */
	AxLong		scale;			/* product of the denominators of rows */
	AxLong		before;			/* the pivot of the step before */
	bool		odd;			/* rows changed places an odd number of times */
	size_t		rank;			/* pivots found */
	size_t		row;			/* the next to be eliminated */
	bool		done;
} AxElimination;

/* Takes n rows of n cells of a and m cells of b, in rows; AX_MEMORY, AX_LIMIT. */
extern AxStatus ax_eliminate_begin(AxElimination *e, AxAlloc alloc, size_t n, size_t m,
								   const AxRational *a, const AxRational *b, AxError *err);

/* Eliminates a cell of a column from one row; false at the end, or when a is singular. */
extern bool ax_eliminate_step(AxElimination *e);

/* Cell (i, j) of inverse(a) * b; AX_RANGE if it does not fit. */
extern AxStatus ax_eliminate_cell(const AxElimination *e, size_t i, size_t j,
								  AxRational *out, AxError *err);

/* The determinant of a; AX_RANGE if it does not fit. */
extern AxStatus ax_eliminate_det(const AxElimination *e, AxRational *out, AxError *err);

extern void ax_eliminate_end(AxElimination *e);

#endif
