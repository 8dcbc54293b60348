/*
 * Aggregates of plugins.  A state is the plugin's bytes behind a count of the
 * rows that came in; a process of a parallel plan sends both.
 */
#include "postgres.h"

#include "fmgr.h"

#include "plugin/use.h"

typedef struct State
{
	int64		rows;			/* accumulated so far */
	int64		zero;			/* so that the bytes are aligned to 16 */
	char		bytes[FLEXIBLE_ARRAY_MEMBER];
} State;

static State *
make_state(AxUse *use, MemoryContext context)
{
	State	   *state = MemoryContextAllocZero(context, offsetof(State, bytes) + use->function->bytes);

	if (use->function->init != NULL)
	{
		use->function->init(&use->call, state->bytes);
		ax_plugin_check_call(use);
	}
	return state;
}

static MemoryContext
aggregate_context(AxUse *use, FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function %s of a plugin can only be called by its aggregate",
						use->call.function)));
	return context;
}

static Datum
accumulate(AxUse *use, FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(use, fcinfo);
	State	   *state = PG_ARGISNULL(0) ? NULL : (State *) PG_GETARG_POINTER(0);

	if (state == NULL)
		state = make_state(use, context);
	for (int i = 0; i < use->nargs; i++)
	{
		if (PG_ARGISNULL(i + 1) && use->strict)
			PG_RETURN_POINTER(state);
		ax_plugin_value(&use->args[i], PG_GETARG_DATUM(i + 1), PG_ARGISNULL(i + 1), &use->values[i],
						&use->cells[i]);
	}
	use->function->accumulate(&use->call, state->bytes, use->values);
	ax_plugin_check_call(use);
	state->rows++;
	PG_RETURN_POINTER(state);
}

static Datum
combine(AxUse *use, FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(use, fcinfo);
	State	   *state = PG_ARGISNULL(0) ? NULL : (State *) PG_GETARG_POINTER(0);
	State	   *other = PG_ARGISNULL(1) ? NULL : (State *) PG_GETARG_POINTER(1);

	if (state == NULL)
		state = make_state(use, context);
	if (other != NULL && (other->rows > 0 || !use->strict))
	{
		/* the first rows are taken over as they are */
		if (state->rows == 0 && use->strict)
			memcpy(state->bytes, other->bytes, use->function->bytes);
		else
			use->function->merge(&use->call, state->bytes, other->bytes);
		ax_plugin_check_call(use);
		state->rows += other->rows;
	}
	PG_RETURN_POINTER(state);
}

static Datum
serial(AxUse *use, FunctionCallInfo fcinfo)
{
	State	   *state = (State *) PG_GETARG_POINTER(0);
	Size		size = offsetof(State, bytes) + use->function->bytes;
	bytea	   *result = palloc(VARHDRSZ + size);

	(void) aggregate_context(use, fcinfo);
	SET_VARSIZE(result, VARHDRSZ + size);
	memcpy(VARDATA(result), state, size);
	PG_RETURN_BYTEA_P(result);
}

static Datum
deserial(AxUse *use, FunctionCallInfo fcinfo)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	Size		size = offsetof(State, bytes) + use->function->bytes;
	State	   *state;

	(void) aggregate_context(use, fcinfo);
	if (VARSIZE_ANY_EXHDR(bytes) != size)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("state of aggregate %s has %zu bytes where %zu are expected",
						use->signature, VARSIZE_ANY_EXHDR(bytes), size)));
	state = palloc(size);
	memcpy(state, VARDATA_ANY(bytes), size);
	PG_RETURN_POINTER(state);
}

static Datum
final(AxUse *use, FunctionCallInfo fcinfo)
{
	State	   *state = PG_ARGISNULL(0) ? NULL : (State *) PG_GETARG_POINTER(0);
	AxValue		result = {.tag = AX_UNSET};
	bool		isnull;
	Datum		datum;

	(void) aggregate_context(use, fcinfo);
	if ((state == NULL || state->rows == 0) && use->strict)
		PG_RETURN_NULL();
	if (state == NULL)
		state = make_state(use, CurrentMemoryContext);
	use->function->final(&use->call, state->bytes, &result);
	ax_plugin_check_call(use);
	datum = ax_plugin_datum(use, &result, &isnull);
	fcinfo->isnull = isnull;
	return datum;
}

Datum
ax_plugin_aggregate(AxUse *use, FunctionCallInfo fcinfo)
{
	switch (use->form)
	{
		case AX_FORM_ACCUMULATE:
			return accumulate(use, fcinfo);
		case AX_FORM_COMBINE:
			return combine(use, fcinfo);
		case AX_FORM_SERIAL:
			return PG_ARGISNULL(0) ? (fcinfo->isnull = true, (Datum) 0) : serial(use, fcinfo);
		case AX_FORM_DESERIAL:
			return PG_ARGISNULL(0) ? (fcinfo->isnull = true, (Datum) 0) : deserial(use, fcinfo);
		default:
			return final(use, fcinfo);
	}
}
