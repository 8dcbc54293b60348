/*
 * Reductions: adds the live cells of a vector to groups.
 *
 * Which group a cell belongs to is said in the form that costs least:
 *
 *	- ax_kernel_reduce: all to one;
 *	- ax_kernel_reduce_runs without columns: a run of cells to one group
 *	  (GROUP BY i of an array i, j);
 *	- with columns: a cell's group is the run's base plus what the map says of
 *	  its column (GROUP BY j, by i/10, j/10, by i and month(j));
 *	- ax_kernel_reduce_cells: each to its own (GROUP BY an attribute).
 *
 * The groups must be there (ax_groups_grow).  The vector may be NULL when
 * groups keep the count alone: count(*).
 */
#ifndef AX_KERNEL_REDUCE_H
#define AX_KERNEL_REDUCE_H

#include "kernel/groups.h"

/*
 * A map from columns to groups, with its stretches marked: those in which it
 * stays the same, and those in which it rises by one from column to column.
 */
typedef struct AxColumns
{
	size_t		length;			/* columns */
	const uint32_t *map;		/* borrowed: what to add to a run's base */
	const uint32_t *ends;		/* borrowed: end of the stretch of each column */
} AxColumns;

/* Fills ends, of the same length as the map, and the struct. */
extern void ax_columns_mark(const uint32_t *map, size_t length, uint32_t *ends,
							AxColumns *columns);

/* Cells [start, start + length) of a tile. */
typedef struct AxGroupRun
{
	uint32_t	start;			/* first cell */
	uint32_t	length;			/* cells */
	uint32_t	base;			/* group, or what the map is added to */
	uint32_t	column;			/* of the first cell, where there are columns */
} AxGroupRun;

extern AxStatus ax_kernel_reduce(AxGroups *groups, size_t g, const AxVector *vector,
								 const uint64_t *selected, size_t n, AxError *err);

/* columns may be NULL. */
extern AxStatus ax_kernel_reduce_runs(AxGroups *groups, const AxVector *vector,
									  const uint64_t *selected, size_t n,
									  const AxGroupRun *runs, size_t count,
									  const AxColumns *columns, AxError *err);

/* group has n numbers; those of cells that are not selected are not read. */
extern AxStatus ax_kernel_reduce_cells(AxGroups *groups, const AxVector *vector,
									   const uint64_t *selected, size_t n,
									   const uint32_t *group, AxError *err);

#endif
