/* SQL's own operators and functions, called cell by cell. */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "datatype/timestamp.h"
#include "miscadmin.h"
#include "nodes/value.h"
#include "parser/parse_oper.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#include "ndarray/call.h"

static Oid
space_of(AxKind kind)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(ax_pg_kind_type(kind)));
	Oid			space = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		space = ((Form_pg_type) GETSTRUCT(tuple))->typnamespace;
		ReleaseSysCache(tuple);
	}
	return space;
}

int
ax_nd_call_spaces(AxKind a, AxKind b, Oid spaces[3])
{
	Oid			wanted[3] = {PG_CATALOG_NAMESPACE, space_of(a), b != AX_KIND_NONE ? space_of(b) : InvalidOid};
	int			n = 0;

	for (int i = 0; i < 3; i++)
	{
		bool		known = !OidIsValid(wanted[i]);

		for (int k = 0; k < n; k++)
			known = known || spaces[k] == wanted[i];
		if (!known)
			spaces[n++] = wanted[i];
	}
	return n;
}

void
ax_nd_call_check(Oid function)
{
	AclResult	acl = pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE);

	if (acl != ACLCHECK_OK)
		aclcheck_error(acl, OBJECT_FUNCTION, get_func_name(function));
}

/* The operator for exactly these types, or else the one that the parser would take. */
static Oid
find_operator(const char *symbol, AxKind a, AxKind b)
{
	Oid			left = b != AX_KIND_NONE ? ax_pg_kind_type(a) : InvalidOid;
	Oid			right = ax_pg_kind_type(b != AX_KIND_NONE ? b : a);
	Oid			spaces[3];
	int			n = ax_nd_call_spaces(a, b, spaces);

	for (int i = 0; i < n; i++)
	{
		Oid			found = GetSysCacheOid4(OPERNAMENSP, Anum_pg_operator_oid, CStringGetDatum(symbol),
											ObjectIdGetDatum(left), ObjectIdGetDatum(right),
											ObjectIdGetDatum(spaces[i]));

		if (OidIsValid(found))
			return found;
	}
	/* with conversions those of pg_catalog come last: they take nearly anything */
	for (int i = n - 1; i >= 0; i--)
	{
		List	   *name = list_make2(makeString(get_namespace_name(spaces[i])),
									  makeString(pstrdup(symbol)));
		Operator	found = OidIsValid(left) ? oper(NULL, name, left, right, true, -1) :
			left_oper(NULL, name, right, true, -1);

		if (found != NULL)
		{
			Oid			oid = oprid(found);

			ReleaseSysCache(found);
			return oid;
		}
	}
	return InvalidOid;
}

/* NULL where the function takes or gives what is no kind, or cells cannot be converted. */
static AxCall *
make_call(Oid function, const Oid *types, Oid result, AxKind a, AxKind b)
{
	AxKind		from[2] = {a, b};
	AxCall	   *call = palloc0(sizeof(AxCall));

	call->nargs = b != AX_KIND_NONE ? 2 : 1;
	call->result = ax_pg_kind_of(result);
	if (call->result == AX_KIND_NONE || get_func_retset(function))
		return NULL;
	for (int i = 0; i < call->nargs; i++)
	{
		call->args[i] = ax_pg_kind_of(types[i]);
		if (call->args[i] == AX_KIND_NONE || !ax_nd_can_convert_named(from[i], call->args[i]))
			return NULL;
	}
	if (func_volatile(function) != PROVOLATILE_IMMUTABLE || !func_strict(function))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("function %s cannot be used for cells of ndarrays", format_procedure(function)),
				 errdetail("It depends on settings, or it takes NULL.")));
	ax_nd_call_check(function);
	fmgr_info(function, &call->function);
	call->cells = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_DEFAULT_SIZES);
	return call;
}

AxCall *
ax_nd_call_operator(const char *symbol, AxKind a, AxKind b)
{
	Oid			found = find_operator(symbol, a, b);
	Oid			types[2];

	if (!OidIsValid(found) || !OidIsValid(get_opcode(found)))
		return NULL;
	op_input_types(found, &types[0], &types[1]);
	return make_call(get_opcode(found), b != AX_KIND_NONE ? types : types + 1, get_op_rettype(found), a, b);
}

AxCall *
ax_nd_call_function(const char *name, AxKind a, AxKind b)
{
	Oid			types[2] = {ax_pg_kind_type(a), b != AX_KIND_NONE ? ax_pg_kind_type(b) : InvalidOid};
	int			nargs = b != AX_KIND_NONE ? 2 : 1;
	Oid			spaces[3];
	int			n = ax_nd_call_spaces(a, b, spaces);

	for (int i = 0; i < n; i++)
	{
		Oid			found = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
											PointerGetDatum(buildoidvector(types, nargs)),
											ObjectIdGetDatum(spaces[i]));

		if (OidIsValid(found) && get_func_prokind(found) == PROKIND_FUNCTION)
			return make_call(found, types, get_func_rettype(found), a, b);
	}
	return NULL;
}

/* A cell of an operand as the function takes it. */
static Datum
argument(const AxVector *vector, Size i, AxKind kind, AxCell *room)
{
	const char *cell = (const char *) vector->values +
		(vector->constant ? 0 : i * ax_kind_info(vector->kind)->width);

	if (vector->kind == kind)
		return ax_pg_cell_datum(kind, cell);
	ax_nd_convert_named(vector->kind, cell, kind, room);
	return ax_pg_cell_datum(kind, room);
}

/* Calls the function for the cells of word w. */
static void
call_word(AxCall *call, FunctionCallInfo fcinfo, const AxVector *const *args, Size w, uint64_t left,
		  char *values)
{
	Size		width = ax_kind_info(call->result)->width;
	AxCell		rooms[2];

	for (; left != 0; left &= left - 1)
	{
		Size		i = 64 * w + (Size) __builtin_ctzll(left);
		Datum		value;

		CHECK_FOR_INTERRUPTS();
		for (int k = 0; k < call->nargs; k++)
			/* a constant is there already */
			if (!args[k]->constant)
				fcinfo->args[k].value = argument(args[k], i, call->args[k], &rooms[k]);
		fcinfo->isnull = false;
		value = FunctionCallInvoke(fcinfo);
		if (fcinfo->isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("function %s gave null", format_procedure(call->function.fn_oid))));
		/* what it has made lasts as long as the cells */
		if (ax_kind_is_variable(call->result) && !VARATT_IS_EXTENDED(DatumGetPointer(value)))
			*(void **) (values + i * width) = DatumGetPointer(value);
		else
			ax_pg_datum_cell(call->result, value, values + i * width);
	}
}

/*
 * Dates are days, and take no call: date - date, and date and an integer.
 * False, and nothing is promised, where a date is infinite or a result is none.
 */
static bool
add_days(const AxCall *call, const AxVector *const *args, Size n, int32 *values)
{
	Oid			function = call->function.fn_oid;
	bool		minus = function == F_DATE_MI || function == F_DATE_MII;
	int64		sign = minus ? -1 : 1;
	Size		steps[2];
	const int32 *days[2];
	bool		bad = false;

	if (!minus && function != F_DATE_PLI && function != F_INTEGER_PL_DATE)
		return false;
	for (int k = 0; k < 2; k++)
	{
		if (args[k]->kind != call->args[k])
			return false;
		days[k] = args[k]->values;
		steps[k] = args[k]->constant ? 0 : 1;
	}
	for (Size i = 0; i < n; i++)
	{
		int64		a = days[0][i * steps[0]];
		int64		b = days[1][i * steps[1]];
		int64		sum = a + sign * b;

		/* the infinite ones are beyond all dates */
		bad |= (call->args[0] == AX_KIND_DATE && !IS_VALID_DATE(a)) |
			(call->args[1] == AX_KIND_DATE && !IS_VALID_DATE(b)) |
			(call->result == AX_KIND_DATE && !IS_VALID_DATE(sum));
		values[i] = (int32) sum;
	}
	return !bad;
}

void
ax_nd_call(AxCall *call, const AxVector *const *args, const uint64_t *selected, Size n,
		   void *values, uint64_t *valid, AxVector *result)
{
	LOCAL_FCINFO(fcinfo, 2);
	AxCell		constants[2];
	bool		begun = false;
	bool		done = add_days(call, args, n, values);
	uint64_t	missing = 0;
	MemoryContext old;

	MemoryContextReset(call->cells);
	old = MemoryContextSwitchTo(call->cells);
	InitFunctionCallInfoData(*fcinfo, &call->function, call->nargs, C_COLLATION_OID, NULL, NULL);
	for (int k = 0; k < call->nargs; k++)
		fcinfo->args[k].isnull = false;
	for (Size w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	all = ax_vector_selected(selected, n, w) & ax_vector_ones(n - 64 * w);
		uint64_t	live = all;

		CHECK_FOR_INTERRUPTS();
		for (int k = 0; k < call->nargs; k++)
			live &= ax_vector_valid(args[k], w);
		/* converted once, and not at all where no cell needs it */
		for (int k = 0; k < call->nargs && live != 0 && !begun && !done; k++)
			if (args[k]->constant)
				fcinfo->args[k].value = argument(args[k], 0, call->args[k], &constants[k]);
		begun = begun || live != 0;
		if (!done)
			call_word(call, fcinfo, args, w, live, values);
		valid[w] = live;
		missing |= all ^ live;
	}
	MemoryContextSwitchTo(old);
	result->kind = call->result;
	result->constant = false;
	result->values = values;
	result->valid = missing != 0 ? valid : NULL;
}
