/* Results that are kept until the function has run: for arrays not yet there. */
#ifndef AX_PG_KEPT_H
#define AX_PG_KEPT_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "utils/tuplestore.h"

#include "format/kind.h"
#include "shape/box.h"

/* Attributes of one array: what a stored array has room for. */
#define AX_MAX_KEPT 98

/* One array of a result. */
typedef struct AxKeptArray
{
	int			attribute;		/* number in the list of attributes */
	AxBox		box;
} AxKeptArray;

typedef struct AxKept
{
	MemoryContext context;		/* borrowed; holds what is kept */
	const char *maker;			/* borrowed; who gives results, as "Python function" */
	Tuplestorestate *values;	/* one column: their values, in order */
	TupleDesc	desc;			/* of the store */
	TupleTableSlot *slot;		/* of the store */
	AxKeptArray *arrays;		/* what they are, in the same order */
	uint64		count;			/* of arrays */
	uint64		room;			/* allocated */
	int			natts;			/* number of attributes seen */
	const char **names;			/* of them; NULL for the one of a result without names */
	AxKind	   *kinds;			/* of them */
	AxBox		bounds;			/* of all that is kept */
} AxKept;

/*
 * Begins in the current context; maker is who gives the results, for
 * messages: "Python function", "plugin function".
 */
extern AxKept *ax_kept_begin(const char *maker);

/* The number of the attribute of that name (or of none), which is new or of that kind. */
extern int	ax_kept_attribute(AxKept *kept, const char *name, AxKind kind);

/* The kind of the attribute of that name, or of none; NONE where it is not yet there. */
extern AxKind ax_kept_kind(const AxKept *kept, const char *name);

/* Keeps an array with at least one cell, an ndarray over the box. */
extern void ax_kept_put(AxKept *kept, int attribute, const AxBox *box, Datum value);

/* Goes back to the first array. */
extern void ax_kept_rewind(AxKept *kept);

/* The next value, valid until the call after, or 0. */
extern Datum ax_kept_next(AxKept *kept);

extern void ax_kept_end(AxKept *kept);

#endif
