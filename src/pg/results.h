/* Results of functions over chunks as rows. */
#ifndef AX_PG_RESULTS_H
#define AX_PG_RESULTS_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/execnodes.h"

#include "base/mask.h"
#include "format/kind.h"
#include "shape/box.h"

/* One array of a result, dense. */
typedef struct AxResultArray
{
	AxKind		kind;
	AxBox		box;
	uint64		cells;			/* of the box */
	const void *values;			/* borrowed; slots of the kind */
	const uint64_t *present;	/* borrowed; NULL: all cells */
	const uint64_t *valid;		/* borrowed; NULL: no cell is NULL */
} AxResultArray;

/* Arrays of one result, all over one box. */
typedef struct AxResult
{
	int			natts;			/* number of arrays, at least one */
	const char **names;			/* of them; NULL when they have none */
	AxResultArray *arrays;		/* borrowed */
} AxResult;

/* Begins the set that an SQL function with a column definition list returns. */
extern void ax_results_begin(FunctionCallInfo fcinfo, const char *function);

/* Puts the cells of a result into it; maker is who gave them, for messages. */
extern void ax_results_put(ReturnSetInfo *rsinfo, const char *maker, const AxResult *result);

#endif
