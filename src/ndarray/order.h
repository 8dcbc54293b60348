/*
 * Cells put in order, as PostgreSQL orders their type: NaN is the greatest and
 * equals itself, -0 equals 0, rationals are exact, points go by x and then by
 * y, types by name as their btree class says.
 *
 *		ax_order_begin(&order, kind, descending, most)
 *		ax_order_cells(&order, cells, n)	sorts the cells where they are
 *		ax_order_items(&order, cells, n)	says in which order they are, stable
 *		ax_order_select(&order, cells, n, ...)	finds some by their ranks
 *
 * C numbers are sorted by keys (kernel/sort.h).  Of rationals and points the keys
 * tell most cells apart, and those with equal keys are compared; of types by
 * name all are.
 */
#ifndef AX_NDARRAY_ORDER_H
#define AX_NDARRAY_ORDER_H

#include "postgres.h"

#include "kernel/sort.h"
#include "pg/kind.h"

typedef struct AxOrder
{
	AxKind		kind;			/* of the cells */
	uint32		width;			/* bytes of a cell */
	bool		descending;
	bool		exact;			/* equal keys are equal cells */
	AxSort		sort;			/* the kernel's state */
	const char *cells;			/* borrowed; those that items are of */
	AxSortItem *items;			/* owned; cells in order, as ax_order_items leaves them */
	void	   *scratch;		/* owned; room for the sort */
	AxSortRoom *room;			/* owned; for sorting many, NULL where there are few */
	uint64		most;			/* cells that there is room for */
} AxOrder;

/* Raises 42883 if SQL has no order for values of the kind. */
extern void ax_order_check(AxKind kind);

/* Begins sorts of at most so many cells of a kind, in the current memory context; 42883. */
extern void ax_order_begin(AxOrder *order, AxKind kind, bool descending, uint64 most);

/* Sorts n cells in place. */
extern void ax_order_cells(AxOrder *order, void *cells, uint64 n);

/*
 * Sorts n cells, which stay where they are: order->items[i].at is the number
 * of the cell that is the i-th.
 */
extern void ax_order_items(AxOrder *order, const void *cells, uint64 n);

/*
 * Finds the cells of n that have given, ascending ranks, counted from 0; the
 * cells lose their places, and all but those their values.
 */
extern void ax_order_select(AxOrder *order, void *cells, uint64 n, const uint64 *ranks, int nranks);

/* The cell with one of these ranks. */
static inline const void *
ax_order_at(const AxOrder *order, const void *cells, uint64 rank)
{
	return (const char *) cells + (order->exact ? rank : order->items[rank].at) * order->width;
}

/* Says whether items i and i + 1 have equal cells. */
extern bool ax_order_tied(const AxOrder *order, uint64 i);

/* Compares two cells of a kind that has an order: below 0, 0, above 0. */
extern int	ax_order_cmp(AxKind kind, const void *a, const void *b);

/* Gives the memory back. */
extern void ax_order_end(AxOrder *order);

#endif
