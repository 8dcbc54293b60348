/*
 * Functions of plugins over the cells of a tile.
 *
 * A kernel gets the tile as it is, constants spread over a buffer that is
 * filled once.  A scalar form runs in a loop, without a call of PostgreSQL's
 * function manager for each cell.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "pg/memory.h"
#include "plugin/vector.h"

/* A constant spread over slots. */
typedef struct Spread
{
	AxBuffer	slots;
	size_t		n;				/* slots that are filled */
	uint64		cell[2];		/* with this */
} Spread;

struct AxPluginVector
{
	AxUse	   *use;			/* borrowed */
	MemoryContext calls;		/* owned; what functions allocate, reset every 64 cells */
	AxBuffer	live;
	Spread		spread[AX_PLUGIN_ARGS];
};

bool
ax_plugin_is_function(Oid function)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	FmgrInfo	info;
	bool		may_be;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	/* others run under fmgr's own address, which costs more to find out */
	may_be = ((Form_pg_proc) GETSTRUCT(tuple))->prolang >= FirstNormalObjectId &&
		!((Form_pg_proc) GETSTRUCT(tuple))->prosecdef &&
		heap_attisnull(tuple, Anum_pg_proc_proconfig, NULL);
	ReleaseSysCache(tuple);
	if (!may_be)
		return false;
	fmgr_info(function, &info);
	return info.fn_addr == array_plugin_call_handler;
}

bool
ax_plugin_is_vector(Oid function)
{
	MemoryContext context;
	AxUse	   *use;
	bool		fits;

	if (!ax_plugin_is_function(function))
		return false;
	context = AllocSetContextCreate(CurrentMemoryContext, "array_ext plugin", ALLOCSET_SMALL_SIZES);
	use = ax_plugin_use(function, context);
	fits = (use->form == AX_FORM_CALL || use->form == AX_FORM_CONVERT) && use->strict &&
		use->result.kind != AX_KIND_NONE;
	for (int i = 0; i < use->nargs; i++)
		fits = fits && use->args[i].kind != AX_KIND_NONE;
	MemoryContextDelete(context);
	return fits;
}

AxPluginVector *
ax_plugin_vector(AxUse *use, MemoryContext context)
{
	AxPluginVector *vector = MemoryContextAllocZero(context, sizeof(AxPluginVector));

	vector->use = use;
	vector->calls = AllocSetContextCreate(context, "array_ext plugin calls", ALLOCSET_SMALL_SIZES);
	vector->live.context = context;
	for (int i = 0; i < AX_PLUGIN_ARGS; i++)
		vector->spread[i].slots.context = context;
	return vector;
}

/* The slots of an argument: as they are, or a constant in all of them. */
static const void *
slots(Spread *spread, const AxVector *arg, size_t n)
{
	Size		width = ax_kind_info(arg->kind)->width;
	char	   *room;

	if (!arg->constant)
		return arg->values;
	if (n <= spread->n && memcmp(spread->cell, arg->values, width) == 0)
		return spread->slots.data;
	room = ax_pg_buffer(&spread->slots, n * width);
	memcpy(spread->cell, arg->values, width);
	for (size_t i = 0; i < n; i++)
		memcpy(room + i * width, spread->cell, width);
	spread->n = n;
	return room;
}

/* Makes what a kernel filled fit to be stored. */
static void
check_kernel_values(AxUse *use, void *values, const uint64_t *valid, size_t n)
{
	if (use->result.kind == AX_KIND_BOOL)
		for (size_t i = 0; i < n; i++)
			((uint8 *) values)[i] = ((uint8 *) values)[i] != 0;
	else if (use->result.kind == AX_KIND_RATIONAL)
		for (size_t i = 0; i < n; i++)
			if (ax_mask_get(valid, i) && !ax_plugin_rational_ok(use, (char *) values + 16 * i))
				return;
}

static AxStatus
run_kernel(AxPluginVector *vector, const AxVector *args, const uint64_t *live, bool all,
		   size_t n, void *values, uint64_t *valid, AxError *err)
{
	AxUse	   *use = vector->use;
	AxColumn	columns[AX_PLUGIN_ARGS];
	AxRoom		room = {.values = values, .valid = valid};
	MemoryContext old = MemoryContextSwitchTo(vector->calls);

	for (int k = 0; k < use->nargs; k++)
	{
		columns[k].values = slots(&vector->spread[k], &args[k], n);
		columns[k].valid = args[k].constant ? NULL : args[k].valid;
		columns[k].constant = args[k].constant;
	}
	memcpy(valid, live, AX_MASK_BYTES(n));
	use->kernel->kernel(&use->call, n, all ? NULL : live, columns, &room);
	MemoryContextSwitchTo(old);
	MemoryContextReset(vector->calls);
	AX_TRY(ax_plugin_status(use, err));
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		valid[w] &= live[w];
	check_kernel_values(use, values, valid, n);
	return ax_plugin_status(use, err);
}

static inline void
load(AxKind kind, const char *cell, AxValue *value)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			value->u.b = *(const bool *) cell;
			break;
		case AX_KIND_INT2:
			value->u.i16 = *(const int16 *) cell;
			break;
		case AX_KIND_INT4:
			value->u.i32 = *(const int32 *) cell;
			break;
		case AX_KIND_INT8:
			value->u.i64 = *(const int64 *) cell;
			break;
		case AX_KIND_FLOAT4:
			value->u.f = *(const float *) cell;
			break;
		case AX_KIND_FLOAT8:
			value->u.d = *(const double *) cell;
			break;
		default:
			value->u.data = cell;
			break;
	}
}

static inline void
store(AxKind kind, const AxValue *value, char *cell)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			*(bool *) cell = value->u.b;
			break;
		case AX_KIND_INT2:
			*(int16 *) cell = value->u.i16;
			break;
		case AX_KIND_INT4:
			*(int32 *) cell = value->u.i32;
			break;
		case AX_KIND_INT8:
			*(int64 *) cell = value->u.i64;
			break;
		case AX_KIND_FLOAT4:
			*(float *) cell = value->u.f;
			break;
		case AX_KIND_FLOAT8:
			*(double *) cell = value->u.d;
			break;
		default:
			/* ax_set_room gave out the cell itself */
			break;
	}
}

/* The cells of one word; valid loses those that become NULL. */
static void
run_word(AxUse *use, const AxVector *args, const Size *steps, size_t first, uint64_t left,
		 char *values, Size width, uint64_t *valid)
{
	AxScalar	scalar = use->function->scalar;
	AxKind		kind = use->result.kind;
	int32		tag = use->result.type.tag;
	int			nargs = use->nargs;
	AxValue		result = {.tag = AX_UNSET};

	for (; left != 0; left &= left - 1)
	{
		int			bit = __builtin_ctzll(left);
		size_t		i = first + (size_t) bit;

		for (int k = 0; k < nargs; k++)
			load(args[k].kind, (const char *) args[k].values + i * steps[k], &use->values[k]);
		result.tag = AX_UNSET;
		if (tag == AX_DATA)
			use->result_at = values + i * width;
		scalar(&use->call, use->values, &result);
		if (unlikely(use->call.failed || use->cancelled))
			return;
		if (likely(result.tag == tag))
			store(kind, &result, values + i * width);
		else if (result.tag == AX_NULL)
			*valid &= ~(UINT64CONST(1) << bit);
		else
		{
			(void) ax_plugin_result_ok(use, &result);
			return;
		}
		if (unlikely(kind == AX_KIND_RATIONAL) && result.tag == AX_DATA &&
			(!ax_plugin_result_ok(use, &result) || !ax_plugin_rational_ok(use, values + i * width)))
			return;
	}
}

static AxStatus
run_scalar(AxPluginVector *vector, const AxVector *args, const uint64_t *live, size_t n,
		   void *values, uint64_t *valid, AxError *err)
{
	AxUse	   *use = vector->use;
	Size		width = ax_kind_info(use->result.kind)->width;
	Size		steps[AX_PLUGIN_ARGS];
	MemoryContext old = MemoryContextSwitchTo(vector->calls);
	AxStatus	status = AX_OK;

	for (int k = 0; k < use->nargs; k++)
	{
		steps[k] = args[k].constant ? 0 : ax_kind_info(args[k].kind)->width;
		use->values[k].tag = use->args[k].type.tag;
		use->values[k].length = ax_kind_info(args[k].kind)->width;
	}
	for (size_t w = 0; w < AX_MASK_WORDS(n) && status == AX_OK; w++)
	{
		valid[w] = live[w];
		if (live[w] == 0)
			continue;
		run_word(use, args, steps, 64 * w, live[w], values, width, &valid[w]);
		status = ax_plugin_status(use, err);
		MemoryContextReset(vector->calls);
		CHECK_FOR_INTERRUPTS();
	}
	use->result_at = NULL;
	MemoryContextSwitchTo(old);
	return status;
}

AxStatus
ax_plugin_run(AxPluginVector *vector, const AxVector *args, const uint64_t *selected,
			  size_t n, void *values, uint64_t *valid, AxVector *out, AxError *err)
{
	AxUse	   *use = vector->use;
	uint64_t   *live = ax_pg_buffer(&vector->live, AX_MASK_BYTES(n));
	uint64_t	any = 0;
	bool		all = true;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	word = ax_vector_selected(selected, n, w);

		for (int k = 0; k < use->nargs; k++)
			word &= ax_vector_valid(&args[k], w);
		live[w] = word;
		any |= word;
		all = all && word == ax_vector_ones(n - 64 * w);
	}
	out->kind = use->result.kind;
	out->constant = false;
	out->values = values;
	out->valid = valid;
	if (any == 0)
	{
		memset(valid, 0, AX_MASK_BYTES(n));
		return AX_OK;
	}
	ax_plugin_begin(use);
	AX_TRY(use->kernel != NULL ? run_kernel(vector, args, live, all, n, values, valid, err) :
		   run_scalar(vector, args, live, n, values, valid, err));
	if (all && n % 64 == 0)
	{
		bool		none_null = true;

		for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
			none_null = none_null && valid[w] == ~UINT64_C(0);
		if (none_null)
			out->valid = NULL;
	}
	return AX_OK;
}
