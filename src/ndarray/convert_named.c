/*
 * Cells to and from types by name, as the SQL casts between the types do it.
 *
 * A cast that depends on settings (of dates to text) is none: what a function
 * of ndarrays gives depends on its arguments alone.
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "parser/parse_coerce.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "ndarray/call.h"
#include "ndarray/element.h"

#define PATHS 16				/* kept at a time */

/* How values of one type become those of another. */
typedef struct Path
{
	AxKind		from;			/* NONE: free */
	AxKind		to;
	CoercionPathType how;		/* NONE: there is no cast */
	FmgrInfo	function;		/* the cast, or the output function */
	FmgrInfo	input;			/* where the cast goes by text */
	Oid			io_param;		/* of the input function */
	int			nargs;			/* of the cast */
	Oid			user;			/* who was found to be allowed it */
} Path;

static Path paths[PATHS];
static int	next_path;
static bool registered;

static void
forget(Datum arg, int cacheid, uint32 hashvalue)
{
	for (int i = 0; i < PATHS; i++)
		paths[i].from = AX_KIND_NONE;
}

static bool
is_immutable(Oid function)
{
	return func_volatile(function) == PROVOLATILE_IMMUTABLE;
}

/* Finds the cast; what it looks up may forget everything, so the result is stored last. */
static void
look_up(AxKind from, AxKind to, Path *path)
{
	Oid			source = ax_pg_kind_type(from);
	Oid			target = ax_pg_kind_type(to);
	Oid			function = InvalidOid;
	Oid			input;
	bool		varlena;

	memset(path, 0, sizeof(*path));
	path->from = from;
	path->to = to;
	path->how = find_coercion_pathway(target, source, COERCION_EXPLICIT, &function);
	switch (path->how)
	{
		case COERCION_PATH_FUNC:
			if (!is_immutable(function))
				path->how = COERCION_PATH_NONE;
			else
			{
				fmgr_info_cxt(function, &path->function, CacheMemoryContext);
				path->nargs = get_func_nargs(function);
			}
			break;
		case COERCION_PATH_COERCEVIAIO:
			getTypeOutputInfo(source, &function, &varlena);
			getTypeInputInfo(target, &input, &path->io_param);
			if (!is_immutable(function) || !is_immutable(input))
				path->how = COERCION_PATH_NONE;
			else
			{
				fmgr_info_cxt(function, &path->function, CacheMemoryContext);
				fmgr_info_cxt(input, &path->input, CacheMemoryContext);
			}
			break;
		case COERCION_PATH_RELABELTYPE:
			break;
		case COERCION_PATH_NONE:
		case COERCION_PATH_ARRAYCOERCE:
			path->how = COERCION_PATH_NONE;
			break;
	}
}

static Path *
find(AxKind from, AxKind to)
{
	Path		path;

	for (int i = 0; i < PATHS; i++)
		if (paths[i].from == from && paths[i].to == to)
			return &paths[i];
	if (!registered)
	{
		CacheRegisterSyscacheCallback(CASTSOURCETARGET, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(PROCOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(TYPEOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, forget, (Datum) 0);
		registered = true;
	}
	look_up(from, to, &path);
	next_path = (next_path + 1) % PATHS;
	paths[next_path] = path;
	return &paths[next_path];
}

bool
ax_nd_can_convert_named(AxKind from, AxKind to)
{
	return from == to || find(from, to)->how != COERCION_PATH_NONE;
}

bool
ax_nd_convert_named(AxKind from, const void *cell, AxKind to, void *out)
{
	Path	   *path = find(from, to);
	Datum		value = ax_pg_cell_datum(from, cell);
	MemoryContext work = NULL;
	MemoryContext old = CurrentMemoryContext;
	LOCAL_FCINFO(fcinfo, 3);

	/* a value may have millions of cells, and functions of types free nothing */
	if (path->how == COERCION_PATH_FUNC || path->how == COERCION_PATH_COERCEVIAIO)
	{
		work = AllocSetContextCreate(CurrentMemoryContext, "array_ext cast", ALLOCSET_SMALL_SIZES);
		MemoryContextSwitchTo(work);
	}
	switch (path->how)
	{
		case COERCION_PATH_FUNC:
			if (path->user != GetUserId())
			{
				ax_nd_call_check(path->function.fn_oid);
				path->user = GetUserId();
			}
			/* no cell's own collation matters: values are compared by C's */
			InitFunctionCallInfoData(*fcinfo, &path->function, path->nargs, InvalidOid, NULL, NULL);
			fcinfo->args[0].value = value;
			fcinfo->args[1].value = Int32GetDatum(-1);
			fcinfo->args[2].value = BoolGetDatum(true);
			for (int i = 0; i < 3; i++)
				fcinfo->args[i].isnull = false;
			value = FunctionCallInvoke(fcinfo);
			if (fcinfo->isnull)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("cast from %s to %s gave null", ax_kind_info(from)->name,
								ax_kind_info(to)->name)));
			break;
		case COERCION_PATH_COERCEVIAIO:
			value = InputFunctionCall(&path->input, OutputFunctionCall(&path->function, value),
									  path->io_param, -1);
			break;
		case COERCION_PATH_RELABELTYPE:
			break;
		default:
			return false;
	}
	MemoryContextSwitchTo(old);
	ax_pg_datum_cell(to, value, out);
	if (work != NULL)
		MemoryContextDelete(work);
	return true;
}
