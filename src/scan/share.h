/*
 * What the processes of a parallel scan share: who reads which chunk, and what
 * EXPLAIN tells of all of them.
 *
 * Lives in dynamic shared memory, which is gone when EXPLAIN asks: so workers
 * add their figures when they end, and the leader copies the sums before it
 * lets the memory go.
 */
#ifndef AX_SCAN_SHARE_H
#define AX_SCAN_SHARE_H

#include "postgres.h"

#include "port/atomics.h"
#include "storage/condition_variable.h"
#include "storage/spin.h"
#include "utils/dsa.h"

/* Setting array_ext.enable_parallel_scan. */
extern bool ax_scan_enable_parallel;

/* What is counted, over all runs. */
typedef enum AxFigure
{
	AX_FIGURE_MET,				/* chunk rows that met the box */
	AX_FIGURE_FILTERED,			/* cells that failed a vectorised predicate */
	AX_FIGURE_PRUNED,			/* chunks removed by their summaries */
	AX_FIGURE_ANSWERED,			/* chunks answered from their summary */
	AX_FIGURE_TILES_ANSWERED,	/* tiles of other chunks answered from theirs */
	AX_FIGURE_READ,				/* chunks opened */
	AX_FIGURE_TILES,			/* tiles decoded */
	AX_FIGURE_BYTES				/* bytes fetched */
} AxFigure;

#define AX_FIGURES (AX_FIGURE_BYTES + 1)

typedef struct AxShare
{
	pg_atomic_uint64 counter;	/* chunk rows given out */
	pg_atomic_uint64 figures[AX_FIGURES];	/* of the workers that have ended */

	/* Of an aggregation; see agg_team.h. */
	slock_t		mutex;			/* of the three below */
	bool		closed;			/* nobody may join any more */
	int			running;		/* workers that have joined and not handed over */
	dsa_pointer parts;			/* handed over last; it names the one before */
	ConditionVariable handed_over;
} AxShare;

/* How many workers a scan of so many cells on so many pages is worth. */
extern int	ax_share_workers(double pages, double cells);

/* By how much the work of a process shrinks with so many workers beside it. */
extern double ax_share_divisor(int workers);

extern void ax_share_init(AxShare *share);

/* Begins another run; figures stay. */
extern void ax_share_restart(AxShare *share);

extern void ax_share_add(AxShare *share, const uint64 *figures);

/* Moves the figures of workers out, adding them to figures. */
extern void ax_share_take(AxShare *share, uint64 *figures);

#endif
