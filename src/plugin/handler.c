/* LANGUAGE array_plugin: its call handler and its validator. */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "plugin/use.h"

PG_FUNCTION_INFO_V1(array_plugin_call_handler);
PG_FUNCTION_INFO_V1(array_plugin_validator);

/* Fills the arguments of a call; false when one is NULL and the function strict. */
static bool
take_arguments(AxUse *use, FunctionCallInfo fcinfo)
{
	for (int i = 0; i < use->nargs; i++)
	{
		if (PG_ARGISNULL(i) && use->strict)
			return false;
		ax_plugin_value(&use->args[i], PG_GETARG_DATUM(i), PG_ARGISNULL(i), &use->values[i],
						&use->cells[i]);
	}
	return true;
}

static Datum
call(AxUse *use, FunctionCallInfo fcinfo)
{
	bool		isnull;
	Datum		result;

	if (!take_arguments(use, fcinfo))
		PG_RETURN_NULL();
	result = ax_plugin_call_scalar(use, &isnull);
	fcinfo->isnull = isnull;
	return result;
}

/* ---- types: text and binary form ---- */

static Datum
type_in(AxUse *use, FunctionCallInfo fcinfo)
{
	const char *text = PG_GETARG_CSTRING(0);
	bool		isnull;
	Datum		result;

	use->values[0].u.data = text;
	use->values[0].length = strlen(text);
	use->values[0].tag = AX_DATA;
	result = ax_plugin_call_scalar(use, &isnull);
	fcinfo->isnull = isnull;
	return result;
}

static Datum
type_receive(AxUse *use, FunctionCallInfo fcinfo)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int			length = buffer->len - buffer->cursor;
	bool		isnull;
	Datum		result;

	/* a copy, because the message may begin anywhere */
	use->values[0].u.data = memcpy(palloc(length + 1), buffer->data + buffer->cursor, length);
	use->values[0].length = length;
	use->values[0].tag = AX_DATA;
	buffer->cursor = buffer->len;
	result = ax_plugin_call_scalar(use, &isnull);
	fcinfo->isnull = isnull;
	return result;
}

/* Text and bytes of a value, which has them. */
static Datum
type_out(AxUse *use, FunctionCallInfo fcinfo)
{
	bool		isnull;
	Datum		result;

	ax_plugin_value(&use->args[0], PG_GETARG_DATUM(0), false, &use->values[0], &use->cells[0]);
	result = ax_plugin_call_scalar(use, &isnull);
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("plugin function %s gave NULL as the output of a value", use->call.function)));
	if (use->form == AX_FORM_OUT)
		PG_RETURN_CSTRING(TextDatumGetCString(result));
	return result;
}

/* ---- comparisons made of < and = ---- */

/* Calls < or = with the two arguments, in this order or the other. */
static bool
test(AxUse *use, const AxRegistration *function, bool turned)
{
	AxValue		args[2];
	AxValue		result = {.tag = AX_UNSET};
	bool		isnull;
	Datum		datum;

	args[0] = use->values[turned ? 1 : 0];
	args[1] = use->values[turned ? 0 : 1];
	function->scalar(&use->call, args, &result);
	ax_plugin_check_call(use);
	datum = ax_plugin_datum(use, &result, &isnull);
	if (isnull)
		ereport(ERROR,
				(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
				 errmsg("plugin function %s gave NULL for a comparison of two values",
						function->name)));
	return DatumGetBool(datum);
}

static Datum
compare(AxUse *use, FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	(void) take_arguments(use, fcinfo);
	ax_plugin_begin(use);
	switch (use->form)
	{
		case AX_FORM_LE:
			PG_RETURN_BOOL(!test(use, use->less, true));
		case AX_FORM_GE:
			PG_RETURN_BOOL(!test(use, use->less, false));
		case AX_FORM_GT:
			PG_RETURN_BOOL(test(use, use->less, true));
		case AX_FORM_NE:
			PG_RETURN_BOOL(!test(use, use->equal, false));
		case AX_FORM_CMP:
			PG_RETURN_INT32(test(use, use->less, false) ? -1 : test(use, use->equal, false) ? 0 : 1);
		case AX_FORM_SMALLER:
			return PG_GETARG_DATUM(test(use, use->less, true) ? 1 : 0);
		default:
			return PG_GETARG_DATUM(test(use, use->less, false) ? 1 : 0);
	}
}

/* The plugin's own hash, spread over all bits as PostgreSQL's tables need. */
static Datum
hash(AxUse *use, FunctionCallInfo fcinfo)
{
	bool		isnull;
	int64		own;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	ax_plugin_value(&use->args[0], PG_GETARG_DATUM(0), false, &use->values[0], &use->cells[0]);
	own = DatumGetInt64(ax_plugin_call_scalar(use, &isnull));
	if (isnull)
		own = 0;
	if (use->form == AX_FORM_HASH)
		PG_RETURN_UINT32(hash_bytes((unsigned char *) &own, sizeof(own)));
	PG_RETURN_UINT64(hash_bytes_extended((unsigned char *) &own, sizeof(own), PG_GETARG_INT64(1)));
}

static Datum
about(AxUse *use)
{
	const AxPlugin *plugin = use->library->plugin;

	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%s %s (plugin ABI %u): %s", plugin->name,
											  plugin->version != NULL ? plugin->version : "",
											  plugin->abi,
											  plugin->comment != NULL ? plugin->comment : "")));
}

Datum
array_plugin_call_handler(PG_FUNCTION_ARGS)
{
	AxUse	   *use = fcinfo->flinfo->fn_extra;

	if (unlikely(use == NULL))
	{
		use = ax_plugin_use(fcinfo->flinfo->fn_oid, fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = use;
	}
	switch (use->form)
	{
		case AX_FORM_CALL:
		case AX_FORM_CONVERT:
			return call(use, fcinfo);
		case AX_FORM_IN:
			return PG_ARGISNULL(0) ? (fcinfo->isnull = true, (Datum) 0) : type_in(use, fcinfo);
		case AX_FORM_RECEIVE:
			return PG_ARGISNULL(0) ? (fcinfo->isnull = true, (Datum) 0) : type_receive(use, fcinfo);
		case AX_FORM_OUT:
		case AX_FORM_SEND:
			return PG_ARGISNULL(0) ? (fcinfo->isnull = true, (Datum) 0) : type_out(use, fcinfo);
		case AX_FORM_LE:
		case AX_FORM_GE:
		case AX_FORM_GT:
		case AX_FORM_NE:
		case AX_FORM_CMP:
		case AX_FORM_SMALLER:
		case AX_FORM_LARGER:
			return compare(use, fcinfo);
		case AX_FORM_HASH:
		case AX_FORM_HASH_EXTENDED:
			return hash(use, fcinfo);
		case AX_FORM_ACCUMULATE:
		case AX_FORM_COMBINE:
		case AX_FORM_SERIAL:
		case AX_FORM_DESERIAL:
		case AX_FORM_FINAL:
			return ax_plugin_aggregate(use, fcinfo);
		case AX_FORM_ND:
			return ax_plugin_nd(use, fcinfo);
		case AX_FORM_LIBRARY:
			return about(use);
	}
	pg_unreachable();
}

/* A function that does not fit its registration is refused when it is made. */
Datum
array_plugin_validator(PG_FUNCTION_ARGS)
{
	Oid			function = PG_GETARG_OID(0);

	if (!CheckFunctionValidatorAccess(fcinfo->flinfo->fn_oid, function))
		PG_RETURN_VOID();
	/* a dump is restored with this off, before its types are whole */
	if (check_function_bodies)
		(void) ax_plugin_use(function, CurrentMemoryContext);
	PG_RETURN_VOID();
}
