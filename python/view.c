/* Cells of an ndarray as memory that Python owns, lent through the buffer protocol. */
#include "array_py.h"

#include "format/named.h"

static const char *
format_of(AxKind kind)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			return "?";
		case AX_KIND_INT2:
			return "h";
		case AX_KIND_INT4:
			return "i";
		case AX_KIND_INT8:
			return "l";
		case AX_KIND_FLOAT4:
			return "f";
		case AX_KIND_FLOAT8:
			return "d";
		case AX_KIND_COMPLEX:
			return "Zd";
		case AX_KIND_RATIONAL:
			return "T{l:num:l:den:}";
		case AX_KIND_POINT2D:
			return "T{d:x:d:y:}";
		case AX_KIND_DATE:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			return "l";
		case AX_KIND_NONE:
			break;
	}
	return "O";
}

StaticAssertDecl(sizeof(long) == sizeof(int64), "format l must be that of an int8");

AxView *
ax_py_view(const AxBox *box, uint64 cells, AxKind kind)
{
	AxView	   *view = PyObject_New(AxView, &ax_py_view_type);
	Py_ssize_t	stride = ax_py_item_bytes(kind);

	if (view == NULL)
		return NULL;
	view->kind = kind;
	view->ndim = box->ndim;
	view->width = stride;
	view->format = format_of(kind);
	view->bytes = (Py_ssize_t) cells * stride;
	view->lower = PyTuple_New(box->ndim);
	/* objects that are not yet there are NULL */
	view->block = ax_kind_is_named(kind) ? calloc(1, view->bytes + AX_VIEW_SPARE) :
		malloc(view->bytes + AX_VIEW_SPARE);
	view->data = (char *) view->block + AX_VIEW_SPARE;
	if (view->block == NULL || view->lower == NULL)
	{
		Py_DECREF(view);
		PyErr_NoMemory();
		return NULL;
	}
	for (int d = box->ndim - 1; d >= 0; d--)
	{
		PyObject   *lower = PyLong_FromLongLong(box->lower[d]);

		if (lower == NULL)
		{
			Py_DECREF(view);
			return NULL;
		}
		PyTuple_SET_ITEM(view->lower, d, lower);
		view->shape[d] = (Py_ssize_t) ax_shape_length(box, d);
		view->strides[d] = stride;
		stride *= view->shape[d];
	}
	return view;
}

static void
view_dealloc(PyObject *self)
{
	AxView	   *view = (AxView *) self;

	if (view->block != NULL && ax_kind_is_named(view->kind))
		for (Py_ssize_t i = 0; i < view->bytes / view->width; i++)
			Py_XDECREF(((PyObject **) view->data)[i]);
	free(view->block);
	Py_XDECREF(view->lower);
	PyObject_Free(self);
}

static int
view_getbuffer(PyObject *self, Py_buffer *buffer, int flags)
{
	AxView	   *view = (AxView *) self;

	buffer->obj = NULL;
	if ((flags & PyBUF_WRITABLE) == PyBUF_WRITABLE)
	{
		PyErr_SetString(PyExc_BufferError, "an ndarray from SQL is read-only");
		return -1;
	}
	if ((flags & PyBUF_F_CONTIGUOUS) == PyBUF_F_CONTIGUOUS && view->ndim > 1)
	{
		PyErr_SetString(PyExc_BufferError, "an ndarray from SQL is in row-major order");
		return -1;
	}
	buffer->obj = Py_NewRef(self);
	buffer->buf = view->data;
	buffer->len = view->bytes;
	buffer->itemsize = view->width;
	buffer->readonly = 1;
	buffer->ndim = view->ndim;
	buffer->format = (flags & PyBUF_FORMAT) ? (char *) view->format : NULL;
	buffer->shape = (flags & PyBUF_ND) ? view->shape : NULL;
	buffer->strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? view->strides : NULL;
	buffer->suboffsets = NULL;
	buffer->internal = NULL;
	return 0;
}

static PyBufferProcs view_buffer = {view_getbuffer, NULL};

static PyObject *
view_get_lower(PyObject *self, void *closure)
{
	return Py_NewRef(((AxView *) self)->lower);
}

static PyObject *
view_get_shape(PyObject *self, void *closure)
{
	AxView	   *view = (AxView *) self;
	PyObject   *shape = PyTuple_New(view->ndim);

	for (int d = 0; shape != NULL && d < view->ndim; d++)
	{
		PyObject   *length = PyLong_FromSsize_t(view->shape[d]);

		if (length == NULL)
		{
			Py_DECREF(shape);
			return NULL;
		}
		PyTuple_SET_ITEM(shape, d, length);
	}
	return shape;
}

static PyObject *
view_get_kind(PyObject *self, void *closure)
{
	return PyUnicode_FromString(ax_kind_info(((AxView *) self)->kind)->name);
}

static PyGetSetDef view_getset[] = {
	{"kind", view_get_kind, NULL, "name of the type of the cells in SQL", NULL},
	{"lower", view_get_lower, NULL, "coordinates of the first cell", NULL},
	{"shape", view_get_shape, NULL, "lengths of the dimensions", NULL},
	{NULL, NULL, NULL, NULL, NULL}
};

PyTypeObject ax_py_view_type = {
	PyVarObject_HEAD_INIT(NULL, 0)
	.tp_name = "array_ext.View",
	.tp_doc = "Cells of an ndarray that came from SQL, read-only.",
	.tp_basicsize = sizeof(AxView),
	.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
	.tp_dealloc = view_dealloc,
	.tp_as_buffer = &view_buffer,
	.tp_getset = view_getset,
};
