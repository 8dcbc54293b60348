/*
 * Running a function of a script over an array.
 *
 * Reading the array and calling the function is Python code (array_ext._run)
 * inside the PL/Python function python_run, so that the script has plpy, and
 * PL/Python its own view of what runs.  Results come back through _emit to the
 * sink on top of a stack.  An SQL error there is caught, becomes a Python
 * exception that no script catches by accident, and is thrown again here.
 */
#include "array_py.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "pg/dimensions.h"
#include "pg/kind.h"

#define RUN_ARGUMENTS 9

static AxSink *top = NULL;		/* of the call that runs */

/* Gives a result to the sink; false when that raised an SQL error, which the sink keeps. */
static bool
take_piece(AxSink *sink, const AxPiece *piece)
{
	MemoryContext old = CurrentMemoryContext;
	MemoryContext context = AllocSetContextCreate(sink->context, "array_ext result",
												  ALLOCSET_DEFAULT_SIZES);

	PG_TRY();
	{
		MemoryContextSwitchTo(context);
		sink->take(sink, piece);
	}
	PG_CATCH();
	{
		MemoryContextSwitchTo(sink->context);
		sink->error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	return sink->error == NULL;
}

PyObject *
ax_py_begin(PyObject *self, PyObject *args)
{
	if (top == NULL)
	{
		PyErr_SetString(PyExc_RuntimeError, "python_run is called by python_apply and its like only");
		return NULL;
	}
	ax_py_guard();
	Py_RETURN_NONE;
}

PyObject *
ax_py_emit(PyObject *self, PyObject *args)
{
	PyObject   *names;
	PyObject   *arrays;
	AxPiece		piece = {0};
	int			unpacked = 0;
	bool		ok = true;

	if (!PyArg_ParseTuple(args, "OO!", &names, &PyList_Type, &arrays))
		return NULL;
	if (top == NULL)
	{
		PyErr_SetString(PyExc_RuntimeError, "python_run is called by python_apply and its like only");
		return NULL;
	}
	piece.natts = (int) PyList_GET_SIZE(arrays);
	piece.arrays = calloc(Max(piece.natts, 1), sizeof(AxPacked));
	piece.names = names != Py_None ? calloc(Max(piece.natts, 1), sizeof(char *)) : NULL;
	if (piece.arrays == NULL || (names != Py_None && piece.names == NULL))
	{
		PyErr_NoMemory();
		ok = false;
	}
	for (int i = 0; ok && i < piece.natts; i++)
	{
		ok = ax_py_unpack(PyList_GET_ITEM(arrays, i), &piece.arrays[i]);
		if (ok)
			unpacked++;
		if (ok && names != Py_None)
			ok = (piece.names[i] = PyUnicode_AsUTF8(PyList_GetItem(names, i))) != NULL;
	}
	if (ok && !take_piece(top, &piece))
	{
		PyErr_SetString(ax_py_attribute("_Failed"), "an SQL error was caught");
		ok = false;
	}
	while (unpacked > 0)
		ax_py_release(&piece.arrays[--unpacked]);
	free(piece.arrays);
	free(piece.names);
	if (!ok)
		return NULL;
	Py_RETURN_NONE;
}

/* Text from Python, kept by the sink; NULL stays NULL. */
static char *
keep(AxSink *sink, const char *text)
{
	MemoryContext old;
	char	   *server;
	char	   *result;

	if (text == NULL)
		return NULL;
	old = MemoryContextSwitchTo(sink->context);
	server = pg_any_to_server(text, (int) strlen(text), PG_UTF8);
	result = server == text ? pstrdup(text) : server;
	MemoryContextSwitchTo(old);
	return result;
}

PyObject *
ax_py_fail(PyObject *self, PyObject *args)
{
	const char *state;
	const char *message;
	const char *detail;
	const char *hint;
	const char *traceback;

	if (!PyArg_ParseTuple(args, "sszzz", &state, &message, &detail, &hint, &traceback))
		return NULL;
	if (top == NULL)
	{
		PyErr_SetString(PyExc_RuntimeError, message);
		return NULL;
	}
	PG_TRY();
	{
		top->message = keep(top, message);
		top->detail = keep(top, detail);
		top->hint = keep(top, hint);
		top->traceback = keep(top, traceback);
		top->sqlstate = MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4]);
	}
	PG_CATCH();
	{
		/* text that the server's encoding does not have */
		MemoryContextSwitchTo(top->context);
		top->error = CopyErrorData();
		FlushErrorState();
	}
	PG_END_TRY();
	Py_RETURN_NONE;
}

/* The function python_run beside the one that is called. */
static Oid
find_run(FunctionCallInfo fcinfo, Oid ndarray)
{
	Oid			types[RUN_ARGUMENTS] = {ndarray, TEXTOID, OIDOID, TEXTOID, TEXTOID, TEXTARRAYOID,
	TEXTOID, INT8ARRAYOID, JSONBOID};
	char	   *schema = get_namespace_name(get_func_namespace(fcinfo->flinfo->fn_oid));

	return LookupFuncName(list_make2(makeString(schema), makeString("python_run")),
						  RUN_ARGUMENTS, types, false);
}

/* The first value that python_run gets, so that the module is made and the guard put up. */
static Datum
first_value(void)
{
	AxHead		head = {0};
	int64		zero = 0;

	head.kind = AX_KIND_INT4;
	return PointerGetDatum(ax_pg_build(&head, &zero, NULL, NULL));
}

static void
check_mode(const char *mode, bool has_halo)
{
	if (strcmp(mode, "array") != 0 && strcmp(mode, "chunk") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("mode \"%s\" is not known", mode),
				 errhint("It is \"array\" or \"chunk\".")));
	if (has_halo && strcmp(mode, "array") == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a halo is for mode \"chunk\" only")));
}

/* Names of attributes as text[]; of all attributes when none are given. */
static Datum
attribute_names(FunctionCallInfo fcinfo, int argument)
{
	Oid			source = PG_GETARG_OID(0);
	ArrayBuildState *names = NULL;

	if (!PG_ARGISNULL(argument))
	{
		Datum	   *elements;
		bool	   *nulls;
		int			n;

		deconstruct_array(PG_GETARG_ARRAYTYPE_P(argument), NAMEOID, NAMEDATALEN, false,
						  TYPALIGN_CHAR, &elements, &nulls, &n);
		for (int i = 0; i < n; i++)
		{
			if (nulls[i])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("name of an attribute must not be null")));
			names = accumArrayResult(names, CStringGetTextDatum(NameStr(*DatumGetName(elements[i]))),
									 false, TEXTOID, CurrentMemoryContext);
		}
	}
	else
		names = ax_pg_attributes(source);
	if (names == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no attribute is named")));
	return makeArrayResult(names, CurrentMemoryContext);
}

static void
throw_failure(const AxSink *sink)
{
	ereport(ERROR,
			(errcode(sink->sqlstate),
			 errmsg_internal("%s", sink->message),
			 sink->detail != NULL ? errdetail_internal("%s", sink->detail) : 0,
			 sink->hint != NULL ? errhint("%s", sink->hint) : 0,
			 sink->traceback != NULL ? errcontext_msg("%s", sink->traceback) : 0));
}

void
ax_py_run(FunctionCallInfo fcinfo, int rest, AxSink *sink)
{
	LOCAL_FCINFO(call, RUN_ARGUMENTS);
	FmgrInfo	run;
	char	   *mode;

	for (int i = 0; i < rest; i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("source, script, function and target must not be null")));
	mode = PG_ARGISNULL(rest + 1) ? "array" : text_to_cstring(PG_GETARG_TEXT_PP(rest + 1));
	check_mode(mode, !PG_ARGISNULL(rest + 2));
	sink->context = CurrentMemoryContext;
	sink->error = NULL;
	sink->sqlstate = 0;

	fmgr_info(find_run(fcinfo, ax_pg_type("ndarray")), &run);
	InitFunctionCallInfoData(*call, &run, RUN_ARGUMENTS, InvalidOid, NULL, NULL);
	for (int i = 0; i < RUN_ARGUMENTS; i++)
		call->args[i].isnull = false;
	call->args[0].value = first_value();
	call->args[1].value = CStringGetTextDatum(quote_identifier(get_namespace_name(ax_pg_schema())));
	call->args[2].value = ObjectIdGetDatum(PG_GETARG_OID(0));
	call->args[3].value = CStringGetTextDatum(ax_py_script(text_to_cstring(PG_GETARG_TEXT_PP(1))));
	call->args[4].value = PG_GETARG_DATUM(2);
	call->args[5].value = attribute_names(fcinfo, rest);
	call->args[6].value = CStringGetTextDatum(mode);
	call->args[7].value = PG_GETARG_DATUM(rest + 2);
	call->args[7].isnull = PG_ARGISNULL(rest + 2);
	call->args[8].value = PG_GETARG_DATUM(rest + 3);
	call->args[8].isnull = PG_ARGISNULL(rest + 3);

	sink->outer = top;
	top = sink;
	PG_TRY();
	{
		(void) FunctionCallInvoke(call);
	}
	PG_CATCH();
	{
		top = sink->outer;
		if (sink->error != NULL)
		{
			FlushErrorState();
			ReThrowError(sink->error);
		}
		PG_RE_THROW();
	}
	PG_END_TRY();
	top = sink->outer;
	if (sink->error != NULL)
		ReThrowError(sink->error);
	if (sink->sqlstate != 0)
		throw_failure(sink);
}
