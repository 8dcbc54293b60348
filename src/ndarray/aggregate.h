/* An aggregate of SQL over cells of a type by name, one state at a time. */
#ifndef AX_NDARRAY_AGGREGATE_H
#define AX_NDARRAY_AGGREGATE_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/execnodes.h"

#include "ndarray/element.h"

typedef struct AxAggregate
{
	AxKind		kind;			/* of the cells */
	AxKind		result;
	FmgrInfo	step;
	FmgrInfo	final;			/* fn_oid invalid: there is none */
	Oid			state_type;
	int16		state_length;
	bool		state_by_value;
	Datum		begin;			/* the first state */
	bool		begin_null;
	bool		final_spoils;	/* no step may follow the final function */
	AggState   *context;		/* owned; what functions ask for the memory of states */
	MemoryContext steps;		/* owned; of some steps */
	/* the state */
	Datum		state;
	Datum		kept;			/* it, where it is in the memory of states */
	bool		isnull;
	bool		begun;			/* there is a state, and be it NULL */
	uint64		unkept;			/* steps whose memory is not given back */
} AxAggregate;

/*
 * Finds the aggregate of a name for a kind, in pg_catalog and in the type's
 * schema; false if there is none of immutable functions, 42501 if it may not be
 * called.
 */
extern bool ax_nd_aggregate(AxAggregate *aggregate, const char *name, AxKind kind);

/* The product, for which SQL has no aggregate: by the operator * of the type. */
extern bool ax_nd_aggregate_product(AxAggregate *aggregate, AxKind kind);

/* The first state, in place of any other. */
extern void ax_nd_aggregate_begin(AxAggregate *aggregate);

/* Adds a cell to the state. */
extern void ax_nd_aggregate_add(AxAggregate *aggregate, const void *cell);

/*
 * The result, in the current context; false: NULL.  Further cells may be added
 * unless final_spoils.
 */
extern bool ax_nd_aggregate_result(AxAggregate *aggregate, AxCell *out);

extern void ax_nd_aggregate_close(AxAggregate *aggregate);

#endif
