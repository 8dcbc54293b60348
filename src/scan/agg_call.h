/*
 * Aggregates that can be computed from groups of cells (kernel/groups.h):
 * which they are, what they need, and what they give.
 */
#ifndef AX_SCAN_AGG_CALL_H
#define AX_SCAN_AGG_CALL_H

#include "postgres.h"

#include "nodes/primnodes.h"

#include "kernel/groups.h"

typedef enum AxAggFunction
{
	AX_AGG_NONE,				/* none of them */
	AX_AGG_ROWS,				/* count(*) */
	AX_AGG_COUNT,
	AX_AGG_SUM,
	AX_AGG_AVG,
	AX_AGG_MIN,
	AX_AGG_MAX,
	AX_AGG_VAR_SAMP,			/* these of complex */
	AX_AGG_VAR_POP,
	AX_AGG_STDDEV_SAMP,
	AX_AGG_STDDEV_POP
} AxAggFunction;

/* Where the values of an argument come from. */
typedef enum AxAggSource
{
	AX_AGG_ATTRIBUTE,			/* an attribute as it stands */
	AX_AGG_DIMENSION,			/* the coordinates along an axis */
	AX_AGG_PROGRAM,				/* an expression */
	AX_AGG_NOTHING				/* count(*) */
} AxAggSource;

typedef struct AxAggCall
{
	AxAggFunction function;
	AxKind		kind;			/* of the argument, NONE for count(*) */
	AxAggSource source;
	int			number;			/* attribute, axis or program, as source says */
	int			filter;			/* program of FILTER, or -1 */
} AxAggCall;

/* Which one an Aggref calls, by the catalogues alone; AX_AGG_NONE if none. */
extern AxAggFunction ax_agg_function(const Aggref *aggref);

/* Says whether values of the kind can be an argument. */
extern bool ax_agg_takes(AxAggFunction function, AxKind kind);

/* What groups have to keep for it: AX_GROUP_ bits. */
extern unsigned ax_agg_needs(AxAggFunction function);

/*
 * The result for a group, in the current memory context or in the groups.
 * 22003 as PostgreSQL has it where a sum does not fit.
 */
extern Datum ax_agg_result(const AxAggCall *call, const AxGroups *groups, size_t g,
						   bool *isnull);

#endif
