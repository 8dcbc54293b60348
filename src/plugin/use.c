/* The use of a plugin's function by a query: found, opened, failed. */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "pg/kind.h"
#include "plugin/use.h"

/* ---- failures ---- */

void
ax_plugin_blame(AxUse *use, const char *format,...)
{
	char		text[512];
	va_list		args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	/* what the plugin did wrong counts less than what it said first */
	ax_plugin_host.fail(&use->call, "38000", text);
}

/* A plugin that was told of a cancel has returned early. */
static void
check_cancel(AxUse *use)
{
	if (!use->cancelled)
		return;
	use->cancelled = false;
	use->call.failed = 0;
	CHECK_FOR_INTERRUPTS();
	ereport(ERROR,
			(errcode(ERRCODE_QUERY_CANCELED),
			 errmsg("canceling statement in a plugin function")));
}

void
ax_plugin_check_call(AxUse *use)
{
	check_cancel(use);
	if (likely(!use->call.failed))
		return;
	use->call.failed = 0;
	ereport(ERROR,
			(errcode(MAKE_SQLSTATE(use->sqlstate[0], use->sqlstate[1], use->sqlstate[2],
								   use->sqlstate[3], use->sqlstate[4])),
			 errmsg_internal("%s", use->message),
			 use->detail[0] != '\0' ? errdetail_internal("%s", use->detail) : 0,
			 use->hint[0] != '\0' ? errhint("%s", use->hint) : 0,
			 errcontext("function %s of plugin library \"%s\"", use->call.function,
						use->library->name)));
}

AxStatus
ax_plugin_status(AxUse *use, AxError *err)
{
	check_cancel(use);
	if (likely(!use->call.failed))
		return AX_OK;
	use->call.failed = 0;
	ax_base_fail(err, AX_OUTSIDE, "%s", use->message);
	if (use->detail[0] != '\0')
		ax_base_detail(err, "%s", use->detail);
	if (use->hint[0] != '\0')
		ax_base_hint(err, "%s", use->hint);
	strlcpy(err->sqlstate, use->sqlstate, sizeof(err->sqlstate));
	return AX_OUTSIDE;
}

/* ---- state ---- */

static void
close_state(void *arg)
{
	AxUse	   *use = arg;
	AxClose		close = use->function != NULL && use->function->close != NULL ?
		use->function->close : use->kernel != NULL ? use->kernel->close : NULL;

	if (use->call.state != NULL && close != NULL)
		close(use->call.state);
	use->call.state = NULL;
}

void
ax_plugin_begin(AxUse *use)
{
	AxOpen		open;

	if (use->opened)
		return;
	open = use->function != NULL && use->function->open != NULL ?
		use->function->open : use->kernel != NULL ? use->kernel->open : NULL;
	if (open != NULL)
	{
		use->callback.func = close_state;
		use->callback.arg = use;
		MemoryContextRegisterResetCallback(use->context, &use->callback);
		open(&use->call);
		ax_plugin_check_call(use);
	}
	use->opened = true;
}

/* ---- from prosrc ---- */

static const struct
{
	const char *word;
	AxPluginForm form;
}			forms[] = {
	{"call", AX_FORM_CALL},
	{"convert", AX_FORM_CONVERT},
	{"in", AX_FORM_IN},
	{"out", AX_FORM_OUT},
	{"receive", AX_FORM_RECEIVE},
	{"send", AX_FORM_SEND},
	{"le", AX_FORM_LE},
	{"ge", AX_FORM_GE},
	{"gt", AX_FORM_GT},
	{"ne", AX_FORM_NE},
	{"cmp", AX_FORM_CMP},
	{"smaller", AX_FORM_SMALLER},
	{"larger", AX_FORM_LARGER},
	{"hash", AX_FORM_HASH},
	{"hash_extended", AX_FORM_HASH_EXTENDED},
	{"nd", AX_FORM_ND},
	{"accumulate", AX_FORM_ACCUMULATE},
	{"combine", AX_FORM_COMBINE},
	{"serial", AX_FORM_SERIAL},
	{"deserial", AX_FORM_DESERIAL},
	{"final", AX_FORM_FINAL},
	{"library", AX_FORM_LIBRARY},
};

/* Takes 'library form signature' apart. */
static void
parse_source(AxUse *use, char *source)
{
	char	   *form = strchr(source, ' ');
	char	   *signature = form != NULL ? strchr(form + 1, ' ') : NULL;

	if (signature == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
				 errmsg("body of a function in language array_plugin is not \"library form signature\": \"%s\"",
						source)));
	*form++ = '\0';
	*signature++ = '\0';
	use->signature = signature;
	use->library = ax_plugin_open(source);
	for (int i = 0; i < lengthof(forms); i++)
		if (strcmp(forms[i].word, form) == 0)
		{
			use->form = forms[i].form;
			return;
		}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
			 errmsg("unrecognized form \"%s\" of a function in language array_plugin", form)));
}

static const AxRegistration *
require(const AxUse *use, AxRegistered what, const char *signature)
{
	const AxRegistration *r = ax_plugin_find(use->library, what, signature);

	if (r == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("plugin library \"%s\" does not register %s", use->library->name, signature),
				 errhint("The library was changed after the extension was made: make the extension again.")));
	return r;
}

static void
find_registrations(AxUse *use)
{
	const char *s = use->signature;

	switch (use->form)
	{
		case AX_FORM_CALL:
			use->function = ax_plugin_find(use->library, AX_REGISTERED_FUNCTION, s);
			use->kernel = ax_plugin_find(use->library, AX_REGISTERED_KERNEL, s);
			if (use->function == NULL && use->kernel == NULL)
				(void) require(use, AX_REGISTERED_FUNCTION, s);
			break;
		case AX_FORM_CONVERT:
			use->function = require(use, AX_REGISTERED_CONVERTER, s);
			break;
		case AX_FORM_IN:
			use->function = require(use, AX_REGISTERED_CONVERTER, psprintf("%s(text)", s));
			break;
		case AX_FORM_OUT:
			use->function = require(use, AX_REGISTERED_CONVERTER, psprintf("text(%s)", s));
			break;
		case AX_FORM_RECEIVE:
			use->function = require(use, AX_REGISTERED_CONVERTER, psprintf("%s(bytea)", s));
			break;
		case AX_FORM_SEND:
			use->function = require(use, AX_REGISTERED_CONVERTER, psprintf("bytea(%s)", s));
			break;
		case AX_FORM_LE:
		case AX_FORM_GE:
		case AX_FORM_GT:
		case AX_FORM_NE:
		case AX_FORM_CMP:
		case AX_FORM_SMALLER:
		case AX_FORM_LARGER:
			if (use->form != AX_FORM_NE)
				use->less = require(use, AX_REGISTERED_FUNCTION, psprintf("<(%s,%s)", s, s));
			if (use->form == AX_FORM_NE || use->form == AX_FORM_CMP)
				use->equal = require(use, AX_REGISTERED_FUNCTION, psprintf("=(%s,%s)", s, s));
			use->function = use->less != NULL ? use->less : use->equal;
			break;
		case AX_FORM_HASH:
		case AX_FORM_HASH_EXTENDED:
			use->function = require(use, AX_REGISTERED_FUNCTION, psprintf("hash(%s)", s));
			break;
		case AX_FORM_ACCUMULATE:
		case AX_FORM_COMBINE:
		case AX_FORM_SERIAL:
		case AX_FORM_DESERIAL:
		case AX_FORM_FINAL:
			use->function = require(use, AX_REGISTERED_AGGREGATE, s);
			break;
		case AX_FORM_ND:
		case AX_FORM_LIBRARY:
			break;
	}
}

/* The SQL type of the plugin's own name, for results that SQL does not declare. */
static const AxRegistration *
main_registration(const AxUse *use)
{
	return use->function != NULL ? use->function : use->kernel;
}

/* Fills the types of a registration where no SQL function declares them. */
static void
fill_types(AxUse *use)
{
	const AxRegistration *r = main_registration(use);

	use->nargs = r->nargs;
	for (int i = 0; i < r->nargs; i++)
	{
		(void) ax_plugin_type(use->library->plugin, r->args[i + 1], &use->args[i].type);
		use->args[i].kind = ax_kind_by_name(use->args[i].type.name);
	}
	if (r->result != NULL)
	{
		(void) ax_plugin_type(use->library->plugin, r->result, &use->result.type);
		use->result.kind = ax_kind_by_name(use->result.type.name);
	}
	use->strict = (r->flags & AX_CALLED_ON_NULL) == 0;
	if (use->call.function == NULL)
		use->call.function = r->name;
}

static void
bad_type(const AxUse *use, Oid oid, const char *wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
			 errmsg("function is declared with type %s where plugin library \"%s\" has %s for %s",
					format_type_be(oid), use->library->name, wanted, use->signature)));
}

/* Binds one slot to the SQL type that is declared for it. */
static void
bind(AxUse *use, AxSlot *slot, Oid oid)
{
	AxPluginType type = slot->type;

	if (!ax_plugin_slot(oid, &type, slot))
		bad_type(use, oid, type.name);
}

static void
bind_exactly(const AxUse *use, Oid oid, Oid wanted)
{
	if (oid != wanted)
		bad_type(use, oid, format_type_be(wanted));
}

static void
check_count(const AxUse *use, int nargs, int wanted)
{
	if (nargs != wanted)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
				 errmsg("function is declared with %d arguments where plugin library \"%s\" has %d for %s",
						nargs, use->library->name, wanted, use->signature)));
}

/* A function over ndarrays: which of them are, and which single values. */
static void
bind_nd(AxUse *use, const Oid *args, int nargs, Oid result)
{
	Oid			ndarray = ax_pg_type("ndarray");

	bind_exactly(use, result, ndarray);
	if (nargs > AX_PLUGIN_ARGS)
		check_count(use, nargs, AX_PLUGIN_ARGS);
	use->nargs = nargs;
	for (int i = 0; i < nargs; i++)
	{
		use->args[i].kind = args[i] == ndarray ? AX_KIND_NONE : ax_pg_slot_kind_of(args[i]);
		if (args[i] != ndarray && use->args[i].kind == AX_KIND_NONE)
			bad_type(use, args[i], "an ndarray or a number");
	}
}

/* Binds the types of an SQL function to those of the registration. */
static void
bind_types(AxUse *use, const Oid *args, int nargs, Oid result)
{
	bool		state = false;

	if (use->form == AX_FORM_ND)
		bind_nd(use, args, nargs, result);
	if (main_registration(use) == NULL)
		return;
	fill_types(use);
	switch (use->form)
	{
		case AX_FORM_CALL:
		case AX_FORM_CONVERT:
		case AX_FORM_LE:
		case AX_FORM_GE:
		case AX_FORM_GT:
		case AX_FORM_NE:
			check_count(use, nargs, use->nargs);
			for (int i = 0; i < nargs; i++)
				bind(use, &use->args[i], args[i]);
			bind(use, &use->result, result);
			break;
		case AX_FORM_CMP:
		case AX_FORM_SMALLER:
		case AX_FORM_LARGER:
			check_count(use, nargs, 2);
			bind(use, &use->args[0], args[0]);
			bind(use, &use->args[1], args[1]);
			bind_exactly(use, result, use->form == AX_FORM_CMP ? INT4OID : args[0]);
			bind(use, &use->result, BOOLOID);
			break;
		case AX_FORM_HASH:
		case AX_FORM_HASH_EXTENDED:
			check_count(use, nargs, use->form == AX_FORM_HASH ? 1 : 2);
			bind(use, &use->args[0], args[0]);
			bind_exactly(use, result, use->form == AX_FORM_HASH ? INT4OID : INT8OID);
			bind(use, &use->result, INT8OID);
			if (nargs > 1)
				bind_exactly(use, args[1], INT8OID);
			break;
		case AX_FORM_IN:
		case AX_FORM_RECEIVE:
			check_count(use, nargs, 1);
			bind_exactly(use, args[0], use->form == AX_FORM_IN ? CSTRINGOID : INTERNALOID);
			bind(use, &use->args[0], use->form == AX_FORM_IN ? TEXTOID : BYTEAOID);
			bind(use, &use->result, result);
			break;
		case AX_FORM_OUT:
		case AX_FORM_SEND:
			check_count(use, nargs, 1);
			bind(use, &use->args[0], args[0]);
			bind_exactly(use, result, use->form == AX_FORM_OUT ? CSTRINGOID : BYTEAOID);
			bind(use, &use->result, use->form == AX_FORM_OUT ? TEXTOID : BYTEAOID);
			break;
		case AX_FORM_ACCUMULATE:
			check_count(use, nargs, use->nargs + 1);
			for (int i = 0; i < use->nargs; i++)
				bind(use, &use->args[i], args[i + 1]);
			bind_exactly(use, result, INTERNALOID);
			state = true;
			break;
		case AX_FORM_COMBINE:
			check_count(use, nargs, 2);
			bind_exactly(use, args[1], INTERNALOID);
			bind_exactly(use, result, INTERNALOID);
			state = true;
			break;
		case AX_FORM_SERIAL:
			check_count(use, nargs, 1);
			bind_exactly(use, result, BYTEAOID);
			state = true;
			break;
		case AX_FORM_DESERIAL:
			check_count(use, nargs, 2);
			bind_exactly(use, args[0], BYTEAOID);
			bind_exactly(use, args[1], INTERNALOID);
			bind_exactly(use, result, INTERNALOID);
			break;
		case AX_FORM_FINAL:
			check_count(use, nargs, 1);
			bind(use, &use->result, result);
			state = true;
			break;
		case AX_FORM_ND:
		case AX_FORM_LIBRARY:
			break;
	}
	if (state)
		bind_exactly(use, args[0], INTERNALOID);
}

static AxUse *
make_use(MemoryContext context)
{
	AxUse	   *use = MemoryContextAllocZero(context, sizeof(AxUse));

	use->call.host = &ax_plugin_host;
	use->call.interrupt = &InterruptPending;
	use->context = context;
	return use;
}

AxUse *
ax_plugin_use(Oid function, MemoryContext context)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	MemoryContext old = MemoryContextSwitchTo(context);
	AxUse	   *use = make_use(context);
	Form_pg_proc proc;
	Datum		source;
	bool		isnull;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	proc = (Form_pg_proc) GETSTRUCT(tuple);
	source = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &isnull);
	if (isnull)
		elog(ERROR, "null prosrc for function %u", function);
	parse_source(use, TextDatumGetCString(source));
	find_registrations(use);
	use->call.function = pstrdup(NameStr(proc->proname));
	bind_types(use, proc->proargtypes.values, proc->pronargs, proc->prorettype);
	ReleaseSysCache(tuple);
	MemoryContextSwitchTo(old);
	return use;
}

AxUse *
ax_plugin_use_registration(const AxLibrary *library, const AxRegistration *function,
						   const AxRegistration *kernel, MemoryContext context)
{
	AxUse	   *use = make_use(context);

	use->library = library;
	use->form = AX_FORM_CALL;
	use->function = function;
	use->kernel = kernel;
	use->signature = (function != NULL ? function : kernel)->name;
	fill_types(use);
	return use;
}
