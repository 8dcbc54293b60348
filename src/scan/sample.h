/* ANALYZE: a sample of the cells of a stored array. */
#ifndef AX_SCAN_SAMPLE_H
#define AX_SCAN_SAMPLE_H

#include "postgres.h"

#include "storage/block.h"
#include "utils/relcache.h"
#include "access/htup.h"

/* Pages of the chunk table with its TOAST. */
extern BlockNumber ax_sample_pages(Relation relation);

/* Takes at most `wanted` cells, each as likely as any other, in their order. */
extern int	ax_sample_rows(Relation relation, int elevel, HeapTuple *rows, int wanted,
						   double *total, double *dead);

#endif
