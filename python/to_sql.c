/*
 * A Python value as an ndarray.
 *
 * array_ext._pack makes of it cells in row-major order and native bytes; here
 * their buffers are read.  Nothing of Python's is trusted beyond its length:
 * a bool may be any byte, a rational not reduced.
 */
#include "array_py.h"

#include "mb/pg_wchar.h"

#include "codec/codec.h"
#include "num/rational.h"
#include "pg/error.h"
#include "pg/kind.h"

PG_FUNCTION_INFO_V1(plpython3_to_ndarray);

/* Fills bounds from a tuple of lengths and one of lower bounds (or None). */
static bool
unpack_box(PyObject *shape, PyObject *lower, AxPacked *packed)
{
	Py_ssize_t	ndim = PyTuple_Size(shape);
	AxError		err;

	if (ndim < 0)
		return false;
	if (ndim > AX_MAX_DIMS)
	{
		ax_py_array_error("54000", psprintf("an ndarray has at most %d dimensions", AX_MAX_DIMS));
		return false;
	}
	if (lower != Py_None && PyTuple_Size(lower) != ndim)
	{
		ax_py_array_error("2202E", psprintf("%zd coordinates for an array of %zd dimensions",
											PyTuple_Size(lower), ndim));
		return false;
	}
	packed->box.ndim = (int32_t) ndim;
	for (int d = 0; d < ndim; d++)
	{
		long long	from = lower == Py_None ? 0 : PyLong_AsLongLong(PyTuple_GET_ITEM(lower, d));
		long long	length = PyLong_AsLongLong(PyTuple_GET_ITEM(shape, d));

		if (PyErr_Occurred())
			return false;
		if (from < -AX_COORD_MAX || from > AX_COORD_MAX - length)
		{
			ax_py_array_error("22003", psprintf("coordinate %lld is out of range", from));
			return false;
		}
		packed->box.lower[d] = from;
		packed->box.upper[d] = from + length - 1;
	}
	if (ax_shape_check(&packed->box, &err) != AX_OK ||
		ax_shape_cells(&packed->box, AX_MAX_CELLS, &packed->cells, &err) != AX_OK)
	{
		ax_py_array_error("54000", err.message);
		return false;
	}
	return true;
}

static bool
unpack_buffer(PyObject *object, Py_ssize_t bytes, Py_buffer *buffer)
{
	if (object == Py_None)
		return true;
	if (PyObject_GetBuffer(object, buffer, PyBUF_C_CONTIGUOUS) != 0)
		return false;
	if (buffer->len != bytes)
	{
		PyErr_Format(PyExc_ValueError, "buffer has %zd bytes in place of %zd", buffer->len, bytes);
		return false;
	}
	return true;
}

/* Cells of a kind (a number), or a list of objects of a type (its name). */
static bool
unpack_cells(PyObject *kind, PyObject *data, AxPacked *packed)
{
	if (!PyUnicode_Check(kind))
	{
		packed->kind = (AxKind) PyLong_AsLong(kind);
		return unpack_buffer(data, (Py_ssize_t) packed->cells * ax_py_item_bytes(packed->kind),
							 &packed->data);
	}
	packed->type = PyUnicode_AsUTF8(kind);
	packed->objects = data;
	return packed->type != NULL;
}

bool
ax_py_unpack(PyObject *tuple, AxPacked *packed)
{
	PyObject   *kind;
	PyObject   *lower;
	PyObject   *shape;
	PyObject   *data;
	PyObject   *mask;
	PyObject   *empty;
	int			open;

	memset(packed, 0, sizeof(AxPacked));
	if (!PyArg_ParseTuple(tuple, "OOOOOOp", &kind, &lower, &shape, &data, &mask, &empty, &open))
		return false;
	packed->open = open != 0;
	if (unpack_box(shape, lower, packed) &&
		unpack_cells(kind, data, packed) &&
		unpack_buffer(mask, (Py_ssize_t) packed->cells, &packed->mask) &&
		unpack_buffer(empty, (Py_ssize_t) packed->cells, &packed->empty))
		return true;
	ax_py_release(packed);
	return false;
}

void
ax_py_release(AxPacked *packed)
{
	PyBuffer_Release(&packed->data);
	PyBuffer_Release(&packed->mask);
	PyBuffer_Release(&packed->empty);
}

void
ax_py_masks(const AxPacked *packed, uint64_t **present, uint64_t **valid)
{
	const uint8 *mask = packed->mask.buf;
	const uint8 *empty = packed->empty.buf;

	*present = *valid = NULL;
	if (packed->mask.obj == NULL)
		return;
	*valid = palloc0(AX_MASK_BYTES(packed->cells) + 8);
	if (packed->empty.obj != NULL)
		*present = palloc0(AX_MASK_BYTES(packed->cells) + 8);
	for (uint64 i = 0; i < packed->cells; i++)
	{
		if (!mask[i])
			ax_mask_set(*valid, i);
		/* a cell with a value is present, whatever `empty` says */
		if (*present != NULL && (!mask[i] || !empty[i]))
			ax_mask_set(*present, i);
	}
}

/* The kind of a type by its name, in Python's encoding. */
static AxKind
named_kind(const char *type)
{
	const char *name = pg_any_to_server(type, (int) strlen(type), PG_UTF8);
	const char *end;
	AxKind		kind = ax_pg_kind_parse(name, &end);

	if (kind == AX_KIND_NONE || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("type \"%s\" does not exist", name),
				 errhint("Types of schemas other than pg_catalog are named with their schema.")));
	return kind;
}

void
ax_py_settle(AxPacked *packed, AxKind asked)
{
	bool		some = packed->objects != NULL && packed->type[0] != '\0';

	if (packed->objects == NULL)
	{
		if (packed->open && packed->kind == AX_KIND_TIMESTAMP && asked == AX_KIND_TIMESTAMPTZ)
			packed->kind = asked;
		return;
	}
	if (packed->open && (ax_kind_is_named(asked) || (asked != AX_KIND_NONE && !some)))
		packed->kind = asked;
	else if (some)
		packed->kind = named_kind(packed->type);
	else
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("array has no value that shows the type of its elements"),
				 errhint("Return an array of numpy with a dtype, or array_ext.of(type, array).")));
	packed->made = MemoryContextAllocExtended(CurrentMemoryContext,
											  packed->cells * ax_kind_info(packed->kind)->width + 8,
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	if (ax_kind_is_named(packed->kind))
		ax_py_to_named(packed->kind, packed->objects, packed->cells, packed->made);
	else if (some)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("Python objects cannot become %s", ax_kind_info(packed->kind)->name),
				 errhint("Give the array of numpy a dtype.")));
}

const void *
ax_py_cells(const AxPacked *packed, const uint64_t *valid)
{
	const void *cells = packed->made != NULL ? packed->made : packed->data.buf;
	Size		bytes = (Size) packed->cells * ax_kind_info(packed->kind)->width;

	if (ax_kind_is_named(packed->kind))
		return cells;
	if (ax_kind_info(packed->kind)->class == AX_CLASS_TIME && packed->made == NULL)
	{
		void	   *out = MemoryContextAllocHuge(CurrentMemoryContext, bytes + 8);

		ax_py_to_times(packed->kind, cells, valid, packed->cells, out);
		return out;
	}
	if (packed->kind == AX_KIND_BOOL)
	{
		uint8	   *out;

		if (((uintptr_t) cells & 7) == 0 && ax_codec_values_ok(packed->kind, cells, packed->cells))
			return cells;
		out = MemoryContextAllocHuge(CurrentMemoryContext, bytes + 8);
		for (Size i = 0; i < bytes; i++)
			out[i] = ((const uint8 *) cells)[i] != 0;
		return out;
	}
	if (packed->kind == AX_KIND_RATIONAL)
	{
		AxRational *out = MemoryContextAllocHuge(CurrentMemoryContext, bytes + 8);
		AxError		err;

		memcpy(out, cells, bytes);
		for (uint64 i = 0; i < packed->cells; i++)
		{
			/* what stands in a masked cell is nobody's fault */
			if (valid != NULL && !ax_mask_get(valid, i))
				out[i] = (AxRational) {0, 1};
			else
				AX_CHECK(ax_rational_make(out[i].num, out[i].den, &out[i], &err), &err);
		}
		return out;
	}
	if (((uintptr_t) cells & 7) != 0)
		return memcpy(MemoryContextAllocHuge(CurrentMemoryContext, bytes + 8), cells, bytes);
	return cells;
}

struct varlena *
ax_py_build(const AxPacked *packed)
{
	AxHead		head = {0};
	uint64_t   *present;
	uint64_t   *valid;

	head.kind = packed->kind;
	head.box = packed->box;
	ax_py_masks(packed, &present, &valid);
	return ax_pg_build(&head, ax_py_cells(packed, valid), present, valid);
}

/* plpython3_to_ndarray(internal) returns ndarray */
Datum
plpython3_to_ndarray(PG_FUNCTION_ARGS)
{
	PyObject   *object = (PyObject *) PG_GETARG_POINTER(0);
	PyObject   *volatile tuple;
	AxPacked	packed;
	struct varlena *volatile value = NULL;

	ax_py_enter();
	ax_py_guard();
	tuple = PyObject_CallOneArg(ax_py_attribute("_pack"), object);
	if (tuple == NULL || !ax_py_unpack(tuple, &packed))
	{
		Py_XDECREF(tuple);
		ax_py_throw();
	}
	PG_TRY();
	{
		ax_py_settle(&packed, AX_KIND_NONE);
		value = ax_py_build(&packed);
	}
	PG_FINALLY();
	{
		ax_py_release(&packed);
		Py_DECREF(tuple);
	}
	PG_END_TRY();
	PG_RETURN_POINTER(value);
}
