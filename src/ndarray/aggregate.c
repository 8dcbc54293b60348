/*
 * Aggregates of SQL over cells of a type by name.
 *
 * Functions are called as the executor calls them for an aggregate without
 * arguments beside the cell, with one state at a time, however large it is.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "ndarray/aggregate.h"
#include "ndarray/call.h"

#define KEEP_CELLS 1024			/* steps whose memory is given back at once */

static bool
is_immutable(Oid function)
{
	return func_volatile(function) == PROVOLATILE_IMMUTABLE;
}

/* Reads what pg_aggregate says of an aggregate of one argument; false if it cannot be used. */
static bool
read_aggregate(Oid function, AxAggregate *aggregate)
{
	HeapTuple	tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(function));
	Form_pg_aggregate form;
	Datum		initial;
	bool		usable;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_aggregate) GETSTRUCT(tuple);
	usable = form->aggkind == AGGKIND_NORMAL && is_immutable(form->aggtransfn) &&
		(!OidIsValid(form->aggfinalfn) || is_immutable(form->aggfinalfn)) &&
		(form->aggtranstype == INTERNALOID || get_typtype(form->aggtranstype) != TYPTYPE_PSEUDO);
	if (usable)
	{
		fmgr_info(form->aggtransfn, &aggregate->step);
		if (OidIsValid(form->aggfinalfn))
			fmgr_info(form->aggfinalfn, &aggregate->final);
		aggregate->final_spoils = form->aggfinalmodify != AGGMODIFY_READ_ONLY;
		aggregate->state_type = form->aggtranstype;
		initial = SysCacheGetAttr(AGGFNOID, tuple, Anum_pg_aggregate_agginitval, &aggregate->begin_null);
		if (!aggregate->begin_null)
		{
			Oid			input;
			Oid			io_param;

			getTypeInputInfo(aggregate->state_type, &input, &io_param);
			aggregate->begin = OidInputFunctionCall(input, TextDatumGetCString(initial), io_param, -1);
		}
	}
	ReleaseSysCache(tuple);
	return usable;
}

static bool
find(const char *name, AxKind kind, AxAggregate *aggregate)
{
	Oid			type = ax_pg_kind_type(kind);
	Oid			spaces[3];
	int			n = ax_nd_call_spaces(kind, AX_KIND_NONE, spaces);

	for (int i = 0; i < n; i++)
	{
		Oid			found = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
											PointerGetDatum(buildoidvector(&type, 1)),
											ObjectIdGetDatum(spaces[i]));

		if (!OidIsValid(found) || !read_aggregate(found, aggregate))
			continue;
		ax_nd_call_check(found);
		aggregate->result = ax_pg_kind_of(get_func_rettype(found));
		return aggregate->result != AX_KIND_NONE;
	}
	return false;
}

static bool
find_product(AxKind kind, AxAggregate *aggregate)
{
	AxCall	   *call = ax_nd_call_operator("*", kind, kind);

	if (call == NULL || call->result != kind || call->args[0] != kind || call->args[1] != kind)
		return false;
	aggregate->step = call->function;
	aggregate->state_type = ax_pg_kind_type(kind);
	aggregate->begin_null = true;
	aggregate->result = kind;
	return true;
}

static void
prepare(AxAggregate *aggregate, AxKind kind)
{
	aggregate->kind = kind;
	get_typlenbyval(aggregate->state_type, &aggregate->state_length, &aggregate->state_by_value);
	aggregate->context = makeNode(AggState);
	aggregate->context->curaggcontext = CreateStandaloneExprContext();
	aggregate->steps = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_DEFAULT_SIZES);
}

bool
ax_nd_aggregate(AxAggregate *aggregate, const char *name, AxKind kind)
{
	memset(aggregate, 0, sizeof(*aggregate));
	if (!find(name, kind, aggregate))
		return false;
	prepare(aggregate, kind);
	return true;
}

bool
ax_nd_aggregate_product(AxAggregate *aggregate, AxKind kind)
{
	memset(aggregate, 0, sizeof(*aggregate));
	if (!find_product(kind, aggregate))
		return false;
	prepare(aggregate, kind);
	return true;
}

static Datum
copy_state(const AxAggregate *aggregate, Datum state)
{
	MemoryContext old = MemoryContextSwitchTo(aggregate->context->curaggcontext->ecxt_per_tuple_memory);

	state = datumCopy(state, aggregate->state_by_value, aggregate->state_length);
	MemoryContextSwitchTo(old);
	return state;
}

/* Brings a state that steps have made to the memory of states, and gives back that of the steps. */
static void
keep_state(AxAggregate *aggregate)
{
	if (!aggregate->state_by_value && !aggregate->isnull && aggregate->state != aggregate->kept)
	{
		Datum		state = copy_state(aggregate, aggregate->state);

		if (DatumGetPointer(aggregate->kept) != NULL)
			pfree(DatumGetPointer(aggregate->kept));
		aggregate->state = aggregate->kept = state;
	}
	MemoryContextReset(aggregate->steps);
	aggregate->unkept = 0;
}

/* Calls a function of the aggregate. */
static Datum
call(const AxAggregate *aggregate, FmgrInfo *function, FunctionCallInfo fcinfo, int nargs, bool *isnull)
{
	Datum		value;

	InitFunctionCallInfoData(*fcinfo, function, nargs, C_COLLATION_OID, (fmNodePtr) aggregate->context, NULL);
	value = FunctionCallInvoke(fcinfo);
	*isnull = fcinfo->isnull;
	return value;
}

void
ax_nd_aggregate_begin(AxAggregate *aggregate)
{
	ReScanExprContext(aggregate->context->curaggcontext);
	MemoryContextReset(aggregate->steps);
	aggregate->unkept = 0;
	aggregate->state = aggregate->kept = (Datum) 0;
	aggregate->isnull = aggregate->begin_null;
	aggregate->begun = !aggregate->begin_null;
	if (aggregate->begun)
		aggregate->state = aggregate->kept = copy_state(aggregate, aggregate->begin);
}

void
ax_nd_aggregate_add(AxAggregate *aggregate, const void *cell)
{
	LOCAL_FCINFO(fcinfo, 2);
	MemoryContext old;
	Datum		value = ax_pg_cell_datum(aggregate->kind, cell);

	if (aggregate->step.fn_strict && !aggregate->begun)
	{
		aggregate->state = aggregate->kept = copy_state(aggregate, value);
		aggregate->isnull = false;
		aggregate->begun = true;
		return;
	}
	if (aggregate->step.fn_strict && aggregate->isnull)
		return;
	old = MemoryContextSwitchTo(aggregate->steps);
	fcinfo->args[0].value = aggregate->state;
	fcinfo->args[0].isnull = aggregate->isnull;
	fcinfo->args[1].value = value;
	fcinfo->args[1].isnull = false;
	aggregate->state = call(aggregate, &aggregate->step, fcinfo, 2, &aggregate->isnull);
	aggregate->begun = true;
	MemoryContextSwitchTo(old);
	if (++aggregate->unkept == KEEP_CELLS)
		keep_state(aggregate);
}

bool
ax_nd_aggregate_result(AxAggregate *aggregate, AxCell *out)
{
	Datum		result = aggregate->state;
	bool		isnull = aggregate->isnull;

	if (OidIsValid(aggregate->final.fn_oid) && !(aggregate->final.fn_strict && isnull))
	{
		LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);
		MemoryContext old = MemoryContextSwitchTo(aggregate->steps);

		fcinfo->args[0].value = result;
		fcinfo->args[0].isnull = isnull;
		for (int i = 1; i < aggregate->final.fn_nargs; i++)
		{
			fcinfo->args[i].value = (Datum) 0;
			fcinfo->args[i].isnull = true;
		}
		result = call(aggregate, &aggregate->final, fcinfo, aggregate->final.fn_nargs, &isnull);
		MemoryContextSwitchTo(old);
	}
	if (!isnull)
		ax_pg_datum_cell(aggregate->result, result, out);
	return !isnull;
}

void
ax_nd_aggregate_close(AxAggregate *aggregate)
{
	FreeExprContext(aggregate->context->curaggcontext, true);
	MemoryContextDelete(aggregate->steps);
}
