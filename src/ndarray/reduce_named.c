/*
 * Reductions of cells of a type by name: by the order of its btree class, by the
 * SQL aggregate of the type, or by its operator *.
 *
 * Cells are taken out of the tiles, put in the order of their groups by
 * counting, and aggregated one group after another, so that there is one state
 * at a time, however large states are.  Memory: the cells that are neither
 * empty nor NULL, 16 bytes more for each, and 8 for each group.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "ndarray/call.h"
#include "ndarray/cells.h"
#include "ndarray/collapse.h"
#include "ndarray/reduce.h"

#define KEEP_CELLS 1024			/* steps whose memory is given back at once */

/* An aggregate of SQL, or what is called like one. */
typedef struct Aggregate
{
	FmgrInfo	step;
	FmgrInfo	final;			/* fn_oid invalid: there is none */
	Oid			state_type;
	int16		state_length;
	bool		state_by_value;
	Datum		begin;			/* the first state */
	bool		begin_null;
	AxKind		result;
	AggState   *context;		/* owned; what functions ask for the memory of states */
	MemoryContext steps;		/* owned; of some steps */
} Aggregate;

/* The cells of a value by groups. */
typedef struct Groups
{
	uint32		width;			/* bytes of a cell */
	char	   *cells;			/* owned; in row-major order */
	uint64	   *order;			/* owned; their numbers in the order of groups, NULL if they are */
	uint64	   *ends;			/* owned; of each group the number of cells in it and before */
} Groups;

static const char *const aggregates[] = {
	[AX_REDUCE_SUM] = "sum",
	[AX_REDUCE_AVG] = "avg",
	[AX_REDUCE_MIN] = "min",
	[AX_REDUCE_MAX] = "max",
	[AX_REDUCE_PRODUCT] = "product",
	[AX_REDUCE_VAR_POP] = "var_pop",
	[AX_REDUCE_VAR_SAMP] = "var_samp",
	[AX_REDUCE_STDDEV_POP] = "stddev_pop",
	[AX_REDUCE_STDDEV_SAMP] = "stddev_samp",
};

bool
ax_nd_reduces_named(AxReduction what)
{
	return (Size) what < lengthof(aggregates) && aggregates[what] != NULL;
}

static void
undefined(AxReduction what, AxKind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FUNCTION),
			 errmsg("function %s(%s) does not exist", aggregates[what], ax_kind_info(kind)->name),
			 errdetail("It is wanted for the cells of an ndarray."),
			 errhint("You might need to convert them with nd_astype.")));
}

/* ---- aggregates ---- */

static bool
is_immutable(Oid function)
{
	return func_volatile(function) == PROVOLATILE_IMMUTABLE;
}

/* Reads what pg_aggregate says of an aggregate of one argument; false if it cannot be used. */
static bool
read_aggregate(Oid function, Aggregate *aggregate)
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

/* Finds the aggregate of a name for a type; false if there is none. */
static bool
find_aggregate(const char *name, AxKind kind, Aggregate *aggregate)
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

/* The product, step by step by the type's operator. */
static bool
find_product(AxKind kind, Aggregate *aggregate)
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
open_aggregate(Aggregate *aggregate, AxReduction what, AxKind kind)
{
	memset(aggregate, 0, sizeof(*aggregate));
	if (what == AX_REDUCE_PRODUCT ? !find_product(kind, aggregate) :
		!find_aggregate(aggregates[what], kind, aggregate))
		undefined(what, kind);
	get_typlenbyval(aggregate->state_type, &aggregate->state_length, &aggregate->state_by_value);
	aggregate->context = makeNode(AggState);
	aggregate->context->curaggcontext = CreateStandaloneExprContext();
	aggregate->steps = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_DEFAULT_SIZES);
}

static Datum
copy_state(const Aggregate *aggregate, Datum state)
{
	MemoryContext old = MemoryContextSwitchTo(aggregate->context->curaggcontext->ecxt_per_tuple_memory);

	state = datumCopy(state, aggregate->state_by_value, aggregate->state_length);
	MemoryContextSwitchTo(old);
	return state;
}

/*
 * Brings a state that steps have made to the memory of states, and gives back that
 * of the steps.
 */
static Datum
keep_state(const Aggregate *aggregate, Datum state, Datum kept, bool isnull)
{
	if (!aggregate->state_by_value && !isnull && state != kept)
	{
		state = copy_state(aggregate, state);
		if (DatumGetPointer(kept) != NULL)
			pfree(DatumGetPointer(kept));
	}
	MemoryContextReset(aggregate->steps);
	return state;
}

/* Calls a function of the aggregate; with more arguments than one the rest are given. */
static Datum
call(const Aggregate *aggregate, FmgrInfo *function, FunctionCallInfo fcinfo, int nargs, bool *isnull)
{
	Datum		value;

	InitFunctionCallInfoData(*fcinfo, function, nargs, C_COLLATION_OID, (fmNodePtr) aggregate->context, NULL);
	value = FunctionCallInvoke(fcinfo);
	*isnull = fcinfo->isnull;
	return value;
}

/* Aggregates the cells first .. end - 1 in the order of groups; false: NULL. */
static bool
aggregate_group(Aggregate *aggregate, AxKind kind, const Groups *groups, uint64 first, uint64 end,
				AxCell *out)
{
	LOCAL_FCINFO(fcinfo, FUNC_MAX_ARGS);
	MemoryContext old = MemoryContextSwitchTo(aggregate->steps);
	Datum		state = (Datum) 0;
	Datum		kept = (Datum) 0;	/* the state in the memory of states */
	bool		isnull = aggregate->begin_null;
	bool		begun = !isnull;

	ReScanExprContext(aggregate->context->curaggcontext);
	if (begun)
		state = kept = copy_state(aggregate, aggregate->begin);
	for (uint64 i = first; i < end; i++)
	{
		const char *cell = groups->cells + (groups->order != NULL ? groups->order[i] : i) * groups->width;
		Datum		value = ax_pg_cell_datum(kind, cell);

		CHECK_FOR_INTERRUPTS();
		if (aggregate->step.fn_strict && !begun)
		{
			state = kept = copy_state(aggregate, value);
			isnull = false;
			begun = true;
			continue;
		}
		if (aggregate->step.fn_strict && isnull)
			break;
		fcinfo->args[0].value = state;
		fcinfo->args[0].isnull = isnull;
		fcinfo->args[1].value = value;
		fcinfo->args[1].isnull = false;
		state = call(aggregate, &aggregate->step, fcinfo, 2, &isnull);
		begun = true;
		if ((i - first) % KEEP_CELLS == KEEP_CELLS - 1)
			state = kept = keep_state(aggregate, state, kept, isnull);
	}
	if (OidIsValid(aggregate->final.fn_oid) && !(aggregate->final.fn_strict && isnull))
	{
		fcinfo->args[0].value = state;
		fcinfo->args[0].isnull = isnull;
		for (int i = 1; i < aggregate->final.fn_nargs; i++)
		{
			fcinfo->args[i].value = (Datum) 0;
			fcinfo->args[i].isnull = true;
		}
		state = call(aggregate, &aggregate->final, fcinfo, aggregate->final.fn_nargs, &isnull);
	}
	MemoryContextSwitchTo(old);
	if (!isnull)
		ax_pg_datum_cell(aggregate->result, state, out);
	MemoryContextReset(aggregate->steps);
	return !isnull;
}

/* The least or greatest of these cells; of equal ones the last, as SQL has it. */
static const char *
extreme_of_group(bool most, AxKind kind, const Groups *groups, uint64 first, uint64 end)
{
	const char *best = NULL;

	for (uint64 i = first; i < end; i++)
	{
		const char *cell = groups->cells + (groups->order != NULL ? groups->order[i] : i) * groups->width;
		int			order = best == NULL ? 0 : ax_pg_named_cmp(kind, best, cell);

		CHECK_FOR_INTERRUPTS();
		if (most ? order <= 0 : order >= 0)
			best = cell;
	}
	return best;
}

/* ---- groups ---- */

/* Takes the cells of a tile, from the k-th on, and their groups; returns how many there are then. */
static uint64
take_tile(Groups *groups, const AxCollapse *plan, const AxCursor *cursor, uint64 k, uint64 *numbers)
{
	uint64		at = cursor->first;
	AxAxisRun	run;

	while (ax_nd_collapse_next(plan, cursor->first, 0, &at, cursor->first + cursor->entry.cells, &run))
		for (Size i = 0; i < run.n * run.count; i++)
		{
			if (!ax_mask_get(cursor->valid, run.start + i))
				continue;
			memcpy(groups->cells + k * groups->width, cursor->values + (run.start + i) * groups->width,
				   groups->width);
			numbers[k++] = run.group + (run.across ? i % run.n : i / run.n);
		}
	return k;
}

/* Puts the cells in the order of groups, by the number of each one's group. */
static void
sort_groups(Groups *groups, uint64 ngroups, const uint64 *numbers, uint64 n)
{
	bool		sorted = true;

	for (uint64 i = 0; i < n; i++)
	{
		if (i % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[numbers[i]]++;
		sorted = sorted && (i == 0 || numbers[i - 1] <= numbers[i]);
	}
	for (uint64 g = 1; g < ngroups; g++)
	{
		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[g] += groups->ends[g - 1];
	}
	if (sorted)
		return;
	groups->order = ax_pg_allocate(n * sizeof(uint64), false);
	/* from behind, so that ends become begins, and cells stay in their order */
	for (uint64 i = n; i-- > 0;)
	{
		if (i % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->order[--groups->ends[numbers[i]]] = i;
	}
	for (uint64 g = 0; g < ngroups; g++)
	{
		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		groups->ends[g] = g + 1 < ngroups ? groups->ends[g + 1] : n;
	}
}

static void
take_groups(Groups *groups, AxReader *reader, const AxCollapse *plan)
{
	uint64	   *numbers;
	uint64		n = 0;
	AxSummary	summary;
	AxCursor	cursor;

	memset(groups, 0, sizeof(*groups));
	ax_pg_summary(reader, &summary);
	n = summary.present - summary.nulls;
	groups->width = ax_kind_info(reader->head.kind)->width;
	groups->cells = ax_pg_allocate(n * groups->width + 1, false);
	groups->ends = ax_pg_allocate((plan->groups + 1) * sizeof(uint64), true);
	numbers = ax_pg_allocate((n + 1) * sizeof(uint64), false);
	ax_nd_cursor(&cursor, reader);
	for (n = 0; ax_nd_next(&cursor);)
	{
		CHECK_FOR_INTERRUPTS();
		n = take_tile(groups, plan, &cursor, n, numbers);
	}
	sort_groups(groups, plan->groups, numbers, n);
	pfree(numbers);
}

struct varlena *
ax_nd_reduce_named(AxReader *reader, AxReduction what, const bool *reduced, bool keepdims)
{
	AxKind		kind = reader->head.kind;
	bool		extreme = what == AX_REDUCE_MIN || what == AX_REDUCE_MAX;
	Aggregate	aggregate;
	AxCollapse	plan;
	Groups		groups;
	AxFeed		feed;

	if (!extreme)
		open_aggregate(&aggregate, what, kind);
	else if (!ax_pg_named_has_order(kind))
		undefined(what, kind);
	ax_nd_collapse(&plan, &reader->head, reduced, keepdims, extreme ? kind : aggregate.result);
	take_groups(&groups, reader, &plan);
	ax_nd_feed(&feed, &plan.head);
	for (uint64 g = 0; g < plan.groups; g++)
	{
		uint64		first = g > 0 ? groups.ends[g - 1] : 0;
		uint64		end = groups.ends[g];
		AxCell		cell;
		const void *out = NULL;

		if (g % AX_VECTOR_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		if (extreme)
			out = extreme_of_group(what == AX_REDUCE_MAX, kind, &groups, first, end);
		else if (end > first && aggregate_group(&aggregate, kind, &groups, first, end, &cell))
			out = &cell;
		ax_nd_put(&feed, g, out);
	}
	if (!extreme)
		FreeExprContext(aggregate.context->curaggcontext, true);
	ax_pg_close(reader);
	return ax_nd_finish(&feed);
}
