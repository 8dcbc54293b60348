/*
 * Cells that Python has in another form than storage: dates and timestamps as
 * numpy's datetime64, types by name as Python objects, those that PL/Python
 * makes of such values.
 */
#include "array_py.h"

#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "format/epoch.h"
#include "pg/kind.h"

bool
ax_py_is_converted(AxKind kind)
{
	return ax_kind_is_named(kind) || ax_kind_info(kind)->class == AX_CLASS_TIME;
}

Py_ssize_t
ax_py_item_bytes(AxKind kind)
{
	if (ax_kind_is_named(kind))
		return sizeof(PyObject *);
	return ax_kind_info(kind)->class == AX_CLASS_TIME ? sizeof(int64) : ax_kind_info(kind)->width;
}

static PyObject *
string_of(const char *text, Size length)
{
	char	   *utf8 = pg_server_to_any(text, (int) length, PG_UTF8);
	PyObject   *result = PyUnicode_FromStringAndSize(utf8, utf8 == text ? length : strlen(utf8));

	if (utf8 != text)
		pfree(utf8);
	return result;
}

/* A cell of a type by name as an object; NULL with an exception set. */
static PyObject *
object_of(AxKind kind, Oid type, const void *cell)
{
	const struct varlena *value = *(void *const *) cell;
	PyObject   *result;
	char	   *text;

	switch (type)
	{
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
			return string_of(VARDATA(value), VARSIZE(value) - VARHDRSZ);
		case BYTEAOID:
			return PyBytes_FromStringAndSize(VARDATA(value), VARSIZE(value) - VARHDRSZ);
		case OIDOID:
			return PyLong_FromUnsignedLong(*(const Oid *) cell);
	}
	text = ax_pg_named_out(kind, cell);
	if (type == NUMERICOID)
		result = PyObject_CallFunction(ax_py_attribute("_Decimal"), "s", text);
	else
		result = string_of(text, strlen(text));
	pfree(text);
	return result;
}

/* What stands in masked cells, so that numpy can calculate with them: "", b"" or 0. */
static PyObject *
neutral(Oid type)
{
	switch (type)
	{
		case BYTEAOID:
			return PyBytes_FromStringAndSize(NULL, 0);
		case OIDOID:
			return PyLong_FromLong(0);
		case NUMERICOID:
			return PyObject_CallFunction(ax_py_attribute("_Decimal"), "i", 0);
	}
	return PyUnicode_FromStringAndSize(NULL, 0);
}

static void
to_objects(AxKind kind, const char *cells, const uint64_t *valid, uint64 n, PyObject **out)
{
	Oid			type = ax_pg_named_type(kind);
	uint32		width = ax_kind_info(kind)->width;

	for (uint64 i = 0; i < n; i++)
	{
		const char *cell = cells + i * width;
		bool		is_valid = valid == NULL || ax_mask_get(valid, i);
		bool		shared = i > 0 && is_valid && ax_kind_is_variable(kind) &&
			*(void *const *) cell == *(void *const *) (cell - width);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!is_valid)
			out[i] = neutral(type);
		else
			out[i] = shared ? Py_NewRef(out[i - 1]) : object_of(kind, type, cell);
		if (out[i] == NULL)
			ax_py_throw();
	}
}

void
ax_py_from_cells(AxKind kind, const char *cells, const uint64_t *valid, uint64 n, void *out)
{
	bool		days = kind == AX_KIND_DATE;
	int64	   *times = out;

	if (ax_kind_is_named(kind))
	{
		to_objects(kind, cells, valid, n, out);
		return;
	}
	for (uint64 i = 0; i < n; i++)
	{
		int64		cell = days ? ((const int32 *) cells)[i] : ((const int64 *) cells)[i];

		if (valid != NULL && !ax_mask_get(valid, i))
			times[i] = AX_NAT;
		else if (!ax_epoch_write(days, cell, &times[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s out of range of numpy's datetime64", ax_kind_info(kind)->name),
					 errdetail("numpy has no infinity of dates, and 64 bits of microseconds from 1970."),
					 errhint("Give infinite cells another value, or NULL, with nd_where.")));
	}
}

void
ax_py_to_times(AxKind kind, const int64 *times, const uint64_t *valid, uint64 n, void *cells)
{
	bool		days = kind == AX_KIND_DATE;

	for (uint64 i = 0; i < n; i++)
	{
		int64_t		cell = 0;

		if (i % AX_TILE_CELLS == 0)
			CHECK_FOR_INTERRUPTS();
		if ((valid == NULL || ax_mask_get(valid, i)) && !ax_epoch_read(days, times[i], &cell))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("%s out of range", ax_kind_info(kind)->name)));
		if (days)
			((int32 *) cells)[i] = (int32) cell;
		else
			((int64 *) cells)[i] = cell;
	}
}

/* Writes the cell of a str. */
static void
cell_of_string(AxKind kind, Oid type, PyObject *string, char *cell)
{
	Py_ssize_t	length;
	const char *utf8 = PyUnicode_AsUTF8AndSize(string, &length);
	char	   *text;

	if (utf8 == NULL)
		ax_py_throw();
	if (strlen(utf8) != length)
		ereport(ERROR,
				(errcode(ERRCODE_UNTRANSLATABLE_CHARACTER),
				 errmsg("a str with a null character cannot become %s", ax_kind_info(kind)->name)));
	text = pg_any_to_server(utf8, (int) length, PG_UTF8);
	if (type == TEXTOID)
		*(void **) cell = cstring_to_text(text);
	else
		ax_pg_named_in(kind, text, cell);
	if (text != utf8)
		pfree(text);
}

void
ax_py_to_named(AxKind kind, PyObject *objects, uint64 n, char *cells)
{
	Oid			type = ax_pg_named_type(kind);
	uint32		width = ax_kind_info(kind)->width;

	for (uint64 i = 0; i < n; i++)
	{
		PyObject   *object = PyList_GET_ITEM(objects, i);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (object == Py_None)
			continue;
		if (PyUnicode_Check(object))
			cell_of_string(kind, type, object, cells + i * width);
		else if (type == BYTEAOID)
			*(void **) (cells + i * width) =
				cstring_to_text_with_len(PyBytes_AS_STRING(object), (int) PyBytes_GET_SIZE(object));
		else
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("bytes cannot become %s", ax_kind_info(kind)->name),
					 errhint("Decode them to str.")));
	}
}
