/*
 * Sorting and selection of keys: unsigned numbers whose order is that of the
 * cells they were made of, and items, keys with the place they came from.
 *
 * The order of cells is total: NaN is the greatest and equals itself; items
 * take -0 for 0.  Long work goes by steps of AX_SORT_STEP cells, so that the
 * caller can look round in between.
 */
#ifndef AX_KERNEL_SORT_H
#define AX_KERNEL_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/kind.h"

#define AX_SORT_STEP 65536
#define AX_SORT_DIGIT 256		/* values of a byte */

/* A key with the number of its cell: 12 bytes, so that the long of them fit memory. */
typedef struct AxSortItem
{
	uint64_t	key;
	uint32_t	at;
} __attribute__((packed)) AxSortItem;

/* What is sorted: keys of so many bytes, or items. */
typedef enum AxSortForm
{
	AX_SORT_KEYS_1,
	AX_SORT_KEYS_2,
	AX_SORT_KEYS_4,
	AX_SORT_KEYS_8,
	AX_SORT_ITEMS
} AxSortForm;

/* Says whether cells of the kind are C numbers, which keys are made of in place. */
extern bool ax_sort_has_keys(AxKind kind);

/* The form of these keys. */
extern AxSortForm ax_sort_form(AxKind kind);

/*
 * Turns n cells to keys where they stand, and back.  The bits of a NaN are
 * lost; -0 goes before 0.  Descending, the greatest cell has the least key.
 */
extern void ax_sort_to_keys(AxKind kind, void *cells, size_t n, bool descending);
extern void ax_sort_from_keys(AxKind kind, void *keys, size_t n, bool descending);

/*
 * Makes items of n cells, numbered from first.  Equal cells have equal keys.
 * Of kinds with keys only they have (then it returns true); of rationals and
 * points cells with equal keys must be compared, of other kinds all keys are 0.
 */
extern bool ax_sort_to_items(AxKind kind, const void *cells, size_t n, uint32_t first,
							 bool descending, AxSortItem *items);

/* Cells from which on they are first parted by their upper bits, if there is room for that. */
#define AX_SORT_MANY 262144
#define AX_SORT_BINS 65536		/* values of two bytes */
#define AX_SORT_PARTS 1024		/* at most */

typedef struct AxSortRoom AxSortRoom;

/* A sort under way. */
typedef struct AxSort
{
	AxSortForm	form;
	void	   *cells;			/* borrowed: where they are and will be */
	void	   *from;			/* of a pass: cells or scratch */
	void	   *to;				/* ... the other one */
	size_t		n;				/* number of cells */
	size_t		done;			/* of them, in this pass */
	int			digit;			/* that the pass sorts by; -1 while counting */
	uint32_t	counts[sizeof(uint64_t)][AX_SORT_DIGIT];	/* then places, of each digit */
	AxSortRoom *room;			/* borrowed; NULL: cells are not parted */
} AxSort;

/* What parting cells needs; 430 KB. */
struct AxSortRoom
{
	int			stage;			/* of sort.c */
	uint64_t	first;			/* key of the first cell */
	uint64_t	differ;			/* bits in which others differ from it */
	int			shift;			/* to the 16 bits that cells are parted by */
	size_t		parts;			/* number of them */
	size_t		part;			/* that is sorted now */
	size_t		begin;			/* its first cell */
	uint32_t	bins[AX_SORT_BINS]; /* cells with these bits */
	uint16_t	part_of[AX_SORT_BINS];
	uint32_t	places[AX_SORT_PARTS + 1];	/* where the next cell of a part goes; then its end */
	AxSort		sort;			/* of a part */
};

/*
 * Begins a stable, ascending sort of n < 2^32 keys or items; scratch has room
 * for as many, room may be NULL.  Time goes with n and the bytes of a key that differ.
 */
extern void ax_sort_begin(AxSort *sort, AxSortForm form, void *cells, void *scratch, size_t n,
						  AxSortRoom *room);

/* Goes on for a step; false when all are sorted. */
extern bool ax_sort_step(AxSort *sort);

/* A selection under way. */
typedef struct AxSelect
{
	AxSortForm	form;			/* not of items */
	void	   *cells;			/* borrowed */
	size_t		from;			/* the rank wanted lies in [from, to) */
	size_t		to;
	size_t		rank;
	size_t		at;				/* cells looked at in this round */
	size_t		split;			/* of them, those that go to the front */
	uint64_t	pivot;			/* these are below it, or not above if `equal` */
	uint64_t	least;			/* no key of the range is below */
	uint64_t	most;			/* ... or above */
	int			round;			/* rounds so far */
	bool		dividing;		/* in the middle of a round */
	bool		equal;			/* nothing was below the pivot */
} AxSelect;

/*
 * Begins to move the key of that rank, from <= rank < to, to its place in
 * sorted order among cells [from, to): none in front is greater, none behind
 * is less.
 */
extern void ax_select_begin(AxSelect *select, AxSortForm form, void *keys,
							size_t from, size_t to, size_t rank);

/* Goes on for a step; false when the key is in its place. */
extern bool ax_select_step(AxSelect *select);

#endif
