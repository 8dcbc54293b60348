/*
 * The library's magic block, and the Python module array_ext: array_ext.py,
 * compiled into the library, with the C functions that it calls.
 */
#include "array_py.h"

#include "mb/pg_wchar.h"
#include <malloc.h>
#include "plpy_elog.h"

#include "module_source.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

PyObject   *ax_py_wrap;

static PyObject *namespace;		/* the module's, owned for good */
static PyObject *array_error;	/* its class ArrayError, borrowed of it */

static void (*throw_python) (int elevel, const char *fmt,...);

void
_PG_init(void)
{
	/*
	 * By default glibc gives the pages of two chunk-sized blocks in a row back
	 * and takes fresh ones for the next chunk: v*2+1 over 128 MB then takes
	 * 290 ms in place of 130.  These blocks are numpy's and PL/Python's as
	 * well as ours, so no pool of ours would help.
	 */
	mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
	/* it defines array_ext.python_path; until then anybody may set that */
	load_file("$libdir/array_ext", false);
}

static PyMethodDef methods[] = {
	{"_begin", ax_py_begin, METH_NOARGS, "Fails if no SQL function waits for results."},
	{"_emit", ax_py_emit, METH_VARARGS, "Hands a result to the SQL function that waits for it."},
	{"_fail", ax_py_fail, METH_VARARGS, "Says with which SQL error that function is to end."},
	{"_interrupted", ax_py_interrupted, METH_VARARGS, "Python's handler of SIGINT."},
	{NULL, NULL, 0, NULL}
};

static PyObject *
guard(PyObject *self, PyObject *args)
{
	/* armed when the value was converted; a new transaction comes through there too */
	ax_py_guard();
	Py_RETURN_NONE;
}

static PyMethodDef guard_method =
{"_guard", guard, METH_NOARGS, "Lets a cancel request end Python code."};

static bool
add_function(PyObject *module, PyMethodDef *method)
{
	PyObject   *function = PyCFunction_New(method, NULL);
	bool		ok = function != NULL && PyObject_SetAttrString(module, method->ml_name, function) == 0;

	Py_XDECREF(function);
	return ok;
}

/* Fills the new module; false with an exception set. */
static bool
fill(PyObject *module)
{
	PyObject   *code;
	PyObject   *result = NULL;

	if (PyType_Ready(&ax_py_view_type) < 0 ||
		PyModule_AddObjectRef(module, "View", (PyObject *) &ax_py_view_type) < 0 ||
		!add_function(module, &guard_method))
		return false;
	for (PyMethodDef *method = methods; method->ml_name != NULL; method++)
		if (!add_function(module, method))
			return false;
	namespace = PyModule_GetDict(module);
	if (PyDict_GetItemString(namespace, "__builtins__") == NULL &&
		PyDict_SetItemString(namespace, "__builtins__", PyEval_GetBuiltins()) < 0)
		return false;
	code = Py_CompileString(module_source, "array_ext", Py_file_input);
	if (code != NULL)
		result = PyEval_EvalCode(code, namespace, namespace);
	Py_XDECREF(code);
	Py_XDECREF(result);
	if (result == NULL)
		return false;
	ax_py_wrap = PyDict_GetItemString(namespace, "_wrap");
	array_error = PyDict_GetItemString(namespace, "ArrayError");
	return ax_py_wrap != NULL && array_error != NULL;
}

void
ax_py_enter(void)
{
	static bool ready = false;
	PyObject   *module;

	if (ready)
		return;
	if (!Py_IsInitialized())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("Python has not been started, or is another than array_ext_plpython3u was built for")));
	throw_python = (void (*) (int, const char *,...))
		load_external_function("$libdir/plpython3", "PLy_elog_impl", true, NULL);
	module = PyImport_AddModule("array_ext");
	if (module == NULL || !fill(module))
	{
		PyObject   *type,
				   *value,
				   *traceback;

		/* half a module must not be found by import */
		PyErr_Fetch(&type, &value, &traceback);
		namespace = NULL;
		PyDict_DelItemString(PyImport_GetModuleDict(), "array_ext");
		PyErr_Restore(type, value, traceback);
		ax_py_throw();
	}
	Py_INCREF(module);
	ready = true;
}

PyObject *
ax_py_attribute(const char *name)
{
	PyObject   *found = PyDict_GetItemString(namespace, name);

	if (found == NULL)
		elog(ERROR, "Python module array_ext has no \"%s\"", name);
	return found;
}

void
ax_py_array_error(const char *sqlstate, const char *message)
{
	PyObject   *error = PyObject_CallFunction(array_error, "ss", sqlstate, message);

	if (error != NULL)
		PyErr_SetObject(array_error, error);
	Py_XDECREF(error);
}

/* A text attribute of an exception, in the current context, or NULL. */
static char *
text_of(PyObject *value, const char *name)
{
	PyObject   *attribute = name != NULL ? PyObject_GetAttrString(value, name) : PyObject_Str(value);
	char	   *result = NULL;

	if (attribute != NULL && attribute != Py_None)
	{
		const char *text = PyUnicode_AsUTF8(attribute);

		if (text != NULL)
		{
			result = pg_any_to_server(text, strlen(text), PG_UTF8);
			if (result == text)
				result = pstrdup(text);
		}
	}
	Py_XDECREF(attribute);
	PyErr_Clear();
	return result;
}

void
ax_py_throw(void)
{
	if (array_error != NULL && PyErr_ExceptionMatches(array_error))
	{
		PyObject   *type,
				   *value,
				   *traceback;
		char	   *state;
		char	   *message;
		char	   *detail;
		char	   *hint;

		PyErr_Fetch(&type, &value, &traceback);
		PyErr_NormalizeException(&type, &value, &traceback);
		state = text_of(value, "sqlstate");
		message = text_of(value, NULL);
		detail = text_of(value, "detail");
		hint = text_of(value, "hint");
		Py_XDECREF(type);
		Py_XDECREF(value);
		Py_XDECREF(traceback);
		ereport(ERROR,
				(errcode(MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4])),
				 errmsg_internal("%s", message),
				 detail != NULL ? errdetail_internal("%s", detail) : 0,
				 hint != NULL ? errhint("%s", hint) : 0));
	}
	throw_python(ERROR, NULL);
	pg_unreachable();
}
