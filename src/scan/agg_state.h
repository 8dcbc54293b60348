/* The inside of a running aggregation. */
#ifndef AX_SCAN_AGG_STATE_H
#define AX_SCAN_AGG_STATE_H

#include "postgres.h"

#include "kernel/groups.h"
#include "pg/memory.h"
#include "scan/agg.h"
#include "scan/agg_call.h"
#include "scan/agg_keys.h"
#include "scan/blocks.h"
#include "scan/filter.h"
#include "scan/share.h"

/* An argument, with what is kept of it. */
typedef struct AxAggInput
{
	AxAggSource source;
	int			number;			/* attribute, axis or program */
	int			filter;			/* program of FILTER, or -1 */
	AxKind		kind;			/* of the values */
	unsigned	needs;			/* AX_GROUP_ bits */
	AxGroups	groups;			/* owned; of the scan */
	AxGroups	local;			/* owned; of the chunk, where there are keys */
	AxBuffer	coords;			/* of a dimension */
} AxAggInput;

/* An argument or a FILTER condition. */
typedef struct AxAggProgram
{
	AxProgram  *program;		/* owned */
	AxBuffer	mask;			/* of a condition: cells of the block that pass */
	size_t		count;			/* how many */
	bool		known;			/* mask and count are of the current block */
} AxAggProgram;

/* A column that comes out. */
typedef struct AxAggOutput
{
	AxAggCall	call;			/* function NONE: a key */
	int			place;			/* of the key, or of the input; -1: rows */
	bool		used;			/* above the scan */
} AxAggOutput;

/* What a key of values is of. */
typedef struct AxAggValue
{
	int			attribute;		/* -1: a program's result */
	int			program;
} AxAggValue;

struct AxAgg
{
	MemoryContext context;		/* borrowed; holds all of this */
	AxArray    *array;			/* owned */
	ExprContext *expr_context;	/* borrowed */
	List	   *bounds;			/* AxBound, without comparands */
	List	   *comparands;		/* ExprState, one for each bound, then constants */
	AxExprShare *share;			/* owned; of all programs */
	AxBlocks   *blocks;			/* owned */
	AxFilter   *filter;			/* owned; predicates, or NULL */
	int			nprograms;
	AxAggProgram    *programs;		/* owned; of arguments and FILTER */
	AxAggKeys  *keys;			/* owned; NULL: one group */
	int			nvalues;		/* keys of values; then groups are those of the scan at once */
	AxAggValue	values[AX_AGG_VALUES];
	int			ncolumns;
	AxAggOutput	   *columns;		/* owned */
	int			ninputs;
	AxAggInput	   *inputs;			/* owned */
	AxSummary  *summaries;		/* owned; room for one of each input */
	int			lead;			/* input that rows are counted with, -1: none */
	AxGroups	rows;			/* owned; cells where the lead is NULL, or all */
	AxGroups	local_rows;		/* owned; the same in the chunk */
	bool		summary;		/* summaries can answer */
	AxBuffer	runs;			/* of a block, where keys are values */
	uint32		nlocal;			/* local groups of the chunk, 0: not begun */
	struct dsa_area *area;		/* borrowed; memory of the team, or NULL */
	AxShare    *team;			/* borrowed; of the processes that aggregate together, or NULL */
	bool		worker;			/* this is not the leader */
	bool		done;			/* groups are complete */
	uint32		next;			/* next group to give out */
	uint64		answered;		/* chunks answered from the summary */
	uint64		answered_tiles; /* tiles of others answered from theirs */
};

/* Makes the groups of the scan at least so many. */
extern void ax_agg_grow(AxAgg *agg, uint32 size);

/* Empties the groups of the scan. */
extern void ax_agg_empty(AxAgg *agg);

/* Asked by the scan about tiles: answers one from its summary, if that is possible. */
extern bool ax_agg_answer_tile(AxBlocks *blocks, void *state);

/* The cells of a group of the scan, or of the chunk. */
static inline int64
ax_agg_count(const AxAgg *agg, const AxGroups *rows, const AxGroups *lead, uint32 group)
{
	return rows->count[group] + (agg->lead >= 0 ? lead->count[group] : 0);
}

#endif
