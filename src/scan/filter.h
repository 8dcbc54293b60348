/*
 * Predicates of a scan that run vectorised over blocks, and summaries that
 * spare chunks and tiles.
 *
 * Planning divides the predicates; what is divided goes through a plan as
 * lists of expressions.  Execution runs the programs in their order, each on
 * the cells that the ones before it have left.
 */
#ifndef AX_SCAN_FILTER_H
#define AX_SCAN_FILTER_H

#include "postgres.h"

#include "nodes/pathnodes.h"

#include "expr/program.h"
#include "expr/prune.h"
#include "scan/blocks.h"

/* Setting array_ext.debug_require_vectorized. */
typedef enum AxRequire
{
	AX_REQUIRE_ALLOW,			/* what can be vectorised is */
	AX_REQUIRE_REQUIRE,			/* what cannot is an error */
	AX_REQUIRE_FORBID			/* nothing is */
} AxRequire;

extern int	ax_scan_require_vectorized;

/* Settings array_ext.enable_vectorized_filter, enable_summary_pruning. */
extern bool ax_scan_enable_vectorized_filter;
extern bool ax_scan_enable_summary_pruning;

/* ---- planning ---- */

/* What became of the predicates. */
typedef struct AxFilterPlan
{
	List	   *programs;		/* split expressions that run over blocks, in order */
	List	   *prunes;			/* split expressions to test summaries by */
	List	   *constants;		/* of both; a plan keeps them in fdw_exprs */
	List	   *quals;			/* the predicates that programs stand for */
	List	   *rest;			/* predicates left to the executor */
	List	   *whys;			/* a string for each of the rest */
} AxFilterPlan;

/*
 * Divides predicates (bare clauses, in the order of evaluation).  The caller
 * says whether every cell of a block is asked for in any case, as aggregates
 * do: only then may functions run that raise errors for a whole block at once.
 * 55000 where array_ext.debug_require_vectorized demands more.
 */
extern AxFilterPlan *ax_filter_plan(Index varno, const AxArray *array, List *clauses,
									bool all_cells);

/* Says so for a scan of rows: whether nothing above it may stop early. */
extern bool ax_filter_all_cells(PlannerInfo *root);

/* Columns of the array as programs see them, in the current memory context. */
extern void ax_filter_source(Index varno, const AxArray *array, AxExprSource *source);

/* ---- execution ---- */

typedef struct AxFilter
{
	int			nprograms;
	AxProgram **programs;		/* owned */
	int			nprunes;
	AxPrune   **prunes;			/* owned */
	AxExprShare *share;			/* borrowed */
	int			natts;			/* of the array */
	AxBuffer	selected;		/* mask of cells that passed */
	bool		failed;			/* a cell behind those that passed raises err */
	AxError		err;
	uint64		removed;		/* cells tested that did not pass */
	uint64		chunks_removed; /* by their summaries */
} AxFilter;

/* Makes it in the current memory context; NULL for no programs and no prunes. */
extern AxFilter *ax_filter_make(const AxArray *array, List *programs, List *prunes,
								AxExprShare *share);

/* Adds the attributes that it reads to `wanted`; the one needed first, or -1. */
extern int	ax_filter_attributes(const AxFilter *filter, bool *wanted);

/* Lets it test the tiles of a scan by their summaries. */
extern void ax_filter_attach(AxFilter *filter, AxBlocks *blocks);

/* Begins anew: the constants may have changed. */
extern void ax_filter_start(AxFilter *filter);

/* Says whether the current chunk may have cells that pass, by its summaries. */
extern bool ax_filter_chunk(AxFilter *filter, AxBlocks *blocks);

/*
 * Tests the selected cells of the current block, loading what it needs.
 * *selected gets the mask of those that pass (NULL: all n), valid until the
 * next call; returns how many.  If a cell fails, only those before it are
 * there, and ax_filter_check raises its error; it must be called when they
 * have been dealt with.
 */
extern size_t ax_filter_run(AxFilter *filter, AxBlocks *blocks, const uint64_t **selected);

extern void ax_filter_raise(AxFilter *filter) __attribute__((noreturn));

static inline void
ax_filter_check(AxFilter *filter)
{
	if (filter->failed)
		ax_filter_raise(filter);
}

#endif
