/*
 * Reductions of some axes of a box: cells of a tile added to totals.
 *
 * A tile falls into runs, each a number of rows.  In a run along the reduced
 * axis every row goes to a group of its own, the one behind that of the row
 * before; in one across it cell i of every row goes to the i-th group.  Totals
 * are arrays over the groups, so that the latter is a vector addition.
 *
 * Loops of numbers have no masks: ax_axis_blank() first makes cells that are
 * not live into what changes no total.  The others (rationals, products,
 * places) look at the mask.
 *
 * Sums of floats and pairs are those of num/sum.h.  Across, up to AX_AXIS_STACK
 * rows are added one after another, and what comes of them is added to the
 * total with its carry.
 */
#ifndef AX_KERNEL_AXIS_H
#define AX_KERNEL_AXIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "format/kind.h"

#define AX_AXIS_STACK 16

typedef enum AxAxisOp
{
	AX_AXIS_SUM,
	AX_AXIS_LEAST,				/* not of pairs; NaN must be blanked */
	AX_AXIS_MOST,
	AX_AXIS_PRODUCT				/* not of point2d, dates and timestamps */
} AxAxisOp;

/* A total of AX_AXIS_PRODUCT. */
typedef union AxAxisProduct
{
	AxWide		wide;			/* of integers; beyond int8 and back no more once out of it */
	struct
	{
		double		part;		/* of floats: times 2^exponent, so that nothing overflows on the way */
		int64_t		exponent;
	}			scaled;
	AxNumber	number;			/* of rationals and complex */
} AxAxisProduct;

/* What is kept for each group; all arrays are the caller's. */
typedef struct AxAxisFold
{
	AxKind		kind;			/* of the cells, a kind of storage */
	AxAxisOp	op;
	void	   *total;			/* sum: int64_t, AxWide of int8, double, two of them of pairs,
								 * AxRationalSum; least, most: the kind's type; AxAxisProduct */
	double	   *carry;			/* of sums of floats and pairs, as many as totals */
} AxAxisFold;

typedef struct AxAxisRun
{
	bool		across;			/* cell i of a row to group + i, else row r to group + r */
	uint64_t	group;			/* the first */
	size_t		start;			/* the first cell */
	size_t		n;				/* cells of a row */
	size_t		count;			/* rows */
	uint64_t	place;			/* of the first cell among the reduced axes, in row-major order */
	uint64_t	place_step;		/* from row to row, across */
} AxAxisRun;

/* Bytes of a total. */
extern uint32_t ax_axis_width(AxKind kind, AxAxisOp op);

/* Makes n totals such that nothing has been added; not of rationals' sums. */
extern void ax_axis_clear(const AxAxisFold *fold, uint64_t first, uint64_t n);

/*
 * Makes those of n cells that are not live (NULL: all are) into what changes
 * no total; of least and most NaN too, if `nans`.  Rationals, and cells of a
 * product, are left alone.
 */
extern void ax_axis_blank(const AxAxisFold *fold, void *values, const uint64_t *live, size_t n,
						  bool nans);

/* Adds the cells of a run; live has a bit for each cell of the tile, NULL: all are. */
extern AxStatus ax_axis_add(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
							const uint64_t *live, AxError *err);

/* Writes what a product comes to, of integers as int8, else as the kind; AX_RANGE. */
extern AxStatus ax_axis_product(AxKind kind, const AxAxisProduct *product, void *cell, AxError *err);

/* Counts the live cells of a run. */
extern void ax_axis_count(const AxAxisRun *run, const uint64_t *live, int64_t *count);

/* What floats and parts of pairs may be beside finite: bits of a byte. */
#define AX_AXIS_ABOVE	1		/* infinity */
#define AX_AXIS_BELOW	2		/* minus infinity */
#define AX_AXIS_NAN		4

/* Notes for each group (and part) what live cells of a run are. */
extern void ax_axis_odd(AxKind kind, const AxAxisRun *run, const void *values,
						const uint64_t *live, uint8_t *odd);

/*
 * Finds the first live cell of each group that equals the group's total of
 * least or most; places of groups where it was found are not -1.
 */
extern void ax_axis_find(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
						 const uint64_t *live, int64_t *places);

/* n cells of a number as doubles, less `base` where they are int8: that is at most the least. */
extern void ax_axis_widen(AxKind kind, const void *values, size_t n, int64_t base, double *out);

/*
 * The distances of the doubles (pairs with two parts) of a run from what is
 * given as mean of their group, and their squares, of pairs both parts' added;
 * both out are as long as the tile.
 */
extern void ax_axis_apart(const AxAxisRun *run, const double *values, size_t parts,
						  const double *mean, double *apart, double *squares);

#endif
