/* What the processes of a parallel scan share. */
#include "postgres.h"

#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/paths.h"

#include "scan/share.h"

/* Cells whose work is worth a page's. */
#define CELLS_PER_PAGE 1024

bool		ax_scan_enable_parallel = true;

/* As compute_parallel_worker(): one more for each time it is three times as large. */
int
ax_share_workers(double pages, double cells)
{
	double		size = Max(pages, cells / CELLS_PER_PAGE);
	double		threshold = Max(min_parallel_table_scan_size, 1);
	int			workers = 0;

	if (!ax_scan_enable_parallel)
		return 0;
	/* where the threshold is 0, any scan is worth a worker */
	if (min_parallel_table_scan_size == 0)
		workers = 1;
	for (; size >= threshold && workers < max_parallel_workers_per_gather; threshold *= 3)
		workers++;
	return Min(workers, max_parallel_workers_per_gather);
}

/* As get_parallel_divisor(), which is private. */
double
ax_share_divisor(int workers)
{
	double		leader = 1.0 - 0.3 * workers;

	return parallel_leader_participation && leader > 0 ? workers + leader : workers;
}

void
ax_share_init(AxShare *share)
{
	pg_atomic_init_u64(&share->counter, 0);
	for (int i = 0; i < AX_FIGURES; i++)
		pg_atomic_init_u64(&share->figures[i], 0);
	SpinLockInit(&share->mutex);
	ConditionVariableInit(&share->handed_over);
	ax_share_restart(share);
}

void
ax_share_restart(AxShare *share)
{
	pg_atomic_write_u64(&share->counter, 0);
	share->closed = false;
	share->running = 0;
	share->parts = InvalidDsaPointer;
}

void
ax_share_add(AxShare *share, const uint64 *figures)
{
	for (int i = 0; i < AX_FIGURES; i++)
		pg_atomic_fetch_add_u64(&share->figures[i], (int64) figures[i]);
}

void
ax_share_take(AxShare *share, uint64 *figures)
{
	for (int i = 0; i < AX_FIGURES; i++)
		figures[i] += pg_atomic_exchange_u64(&share->figures[i], 0);
}
