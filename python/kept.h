/* Results that are kept until the function has run: for arrays not yet there. */
#ifndef ARRAY_PY_KEPT_H
#define ARRAY_PY_KEPT_H

#include "array_py.h"

#include "utils/tuplestore.h"

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

/* Begins in the current context, which must outlive the call of ax_py_run. */
extern AxKept *ax_kept_begin(void);

/* A sink's take; its state is an AxKept. */
extern void ax_kept_take(AxSink *sink, const AxPiece *piece);

/* Goes back to the first array. */
extern void ax_kept_rewind(AxKept *kept);

/* The next value, valid until the call after, or 0. */
extern Datum ax_kept_next(AxKept *kept);

extern void ax_kept_end(AxKept *kept);

#endif
