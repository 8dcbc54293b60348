/*
 * SQL's own operators and functions, called cell by cell: for types by name,
 * dates and timestamps, which no kernel calculates with.
 *
 * They are found as the parser finds them, in pg_catalog and in the schemas
 * of the cells' types, whatever the search path is.  Only what is strict and
 * immutable is called, in the collation C.
 */
#ifndef AX_NDARRAY_CALL_H
#define AX_NDARRAY_CALL_H

#include "postgres.h"

#include "fmgr.h"

#include "kernel/vector.h"
#include "ndarray/element.h"

typedef struct AxCall
{
	FmgrInfo	function;
	int			nargs;			/* 1 or 2 */
	AxKind		args[2];		/* what it takes: cells are converted by the SQL casts */
	AxKind		result;			/* what it gives */
	MemoryContext cells;		/* owned; what the last tile's cells point to */
} AxCall;

/* Says whether cells of a kind are calculated with in this way. */
static inline bool
ax_nd_is_called(AxKind kind)
{
	AxKindClass class = ax_kind_info(kind)->class;

	return class == AX_CLASS_OPAQUE || class == AX_CLASS_TIME;
}

/*
 * The operator or the function of that name for cells of these kinds, b NONE for one
 * operand; NULL where there is none.  42883 for one that is not strict and
 * immutable, 42501 for one that the user may not call.
 */
extern AxCall *ax_nd_call_operator(const char *symbol, AxKind a, AxKind b);
extern AxCall *ax_nd_call_function(const char *name, AxKind a, AxKind b);

/*
 * Calls it for the selected cells that are valid in all operands.  values and
 * valid have room for n cells.  What cells of variable length point to stays
 * until the next call.
 */
extern void ax_nd_call(AxCall *call, const AxVector *const *args, const uint64_t *selected,
					   Size n, void *values, uint64_t *valid, AxVector *result);

/* The namespaces that functions for cells of a kind are looked for in; returns their number. */
extern int	ax_nd_call_spaces(AxKind a, AxKind b, Oid spaces[3]);

/* Raises 42501 if the user may not call a function. */
extern void ax_nd_call_check(Oid function);

#endif
