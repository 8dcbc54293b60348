/*
 * An ndarray as an argument of a Python function.
 *
 * Cells are decoded from storage straight into memory that the Python object
 * owns.  A value without NULL and empty cells is an array over that memory; for
 * any other array_ext._masked makes a masked array.
 */
#include "array_py.h"

#include "miscadmin.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(ndarray_to_plpython3);

/* Tiles fetched in one go: what was fetched is still in the cache when it is decoded. */
#define FETCH_BYTES (256 * 1024)

/* Last tile to fetch together with tile t. */
static uint32
fetch_end(const AxReader *reader, uint32 t)
{
	uint64		tile_bytes = (uint64) reader->head.tile_cells * ax_kind_info(reader->head.kind)->width;
	uint64		n = Max(FETCH_BYTES / tile_bytes, 1);

	return (uint32) Min((uint64) t + n, reader->head.tiles) - 1;
}

/* Decodes all cells, as Python has them; masks are NULL or have room for them. */
static void
decode(AxReader *reader, char *values, uint64_t *present, uint64_t *valid)
{
	AxKind		kind = reader->head.kind;
	Py_ssize_t	width = ax_py_item_bytes(kind);
	Size		tile = Min(reader->head.tile_cells, reader->head.cells);
	char	   *stored = ax_py_is_converted(kind) ? palloc(tile * ax_kind_info(kind)->width + 8) : NULL;
	uint32		fetched = 0;

	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		uint64		from = (uint64) t * reader->head.tile_cells;
		uint64_t   *tile_valid = valid != NULL ? valid + from / 64 : NULL;

		CHECK_FOR_INTERRUPTS();
		if (t >= fetched)
		{
			uint32		last = fetch_end(reader, t);

			ax_pg_prefetch(reader, t, last);
			fetched = last + 1;
		}
		ax_pg_tile(reader, t, stored != NULL ? stored : values + from * width,
				   present != NULL ? present + from / 64 : NULL, tile_valid);
		if (stored != NULL)
			ax_py_from_cells(kind, stored, tile_valid, Min(tile, reader->head.cells - from),
							 values + from * width);
	}
}

/* A byte for each cell whose bit is not set. */
static void
spread(const uint64_t *bits, uint64 cells, uint8 *out)
{
	for (uint64 i = 0; i < cells; i++)
		out[i] = !ax_mask_get(bits, i);
}

static PyObject *
masked(AxReader *reader, AxView *view, bool some_empty)
{
	uint64		cells = reader->head.cells;
	uint64_t   *present = palloc(AX_MASK_BYTES(cells) + 8);
	uint64_t   *valid = palloc(AX_MASK_BYTES(cells) + 8);
	AxView	   *mask;
	AxView	   *empty = NULL;
	PyObject   *result = NULL;

	decode(reader, view->data, present, valid);
	mask = ax_py_view(&reader->head.box, cells, AX_KIND_BOOL);
	if (mask != NULL && some_empty)
		empty = ax_py_view(&reader->head.box, cells, AX_KIND_BOOL);
	if (mask != NULL && (empty != NULL || !some_empty))
	{
		spread(valid, cells, mask->data);
		if (empty != NULL)
			spread(present, cells, empty->data);
		result = PyObject_CallFunctionObjArgs(ax_py_attribute("_masked"), (PyObject *) view,
											  (PyObject *) mask,
											  empty != NULL ? (PyObject *) empty : Py_None, NULL);
	}
	Py_XDECREF(mask);
	Py_XDECREF(empty);
	return result;
}

/* ndarray_to_plpython3(internal) returns internal */
Datum
ndarray_to_plpython3(PG_FUNCTION_ARGS)
{
	MemoryContext context;
	MemoryContext old;
	AxReader   *reader;
	AxView	   *volatile view = NULL;
	PyObject   *volatile result = NULL;

	ax_py_enter();
	ax_py_guard();
	context = AllocSetContextCreate(CurrentMemoryContext, "array_ext to Python",
									ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	reader = ax_pg_reader(context);
	ax_pg_open(reader, PG_GETARG_DATUM(0));
	if (ax_py_is_converted(reader->head.kind) && ax_py_attribute("numpy") == Py_None)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("an ndarray of elements of type %s needs numpy",
						ax_kind_info(reader->head.kind)->name),
				 errhint("Install the numpy of the server's Python (Debian: python3-numpy).")));
	view = ax_py_view(&reader->head.box, reader->head.cells, reader->head.kind);
	if (view == NULL)
		ax_py_throw();
	PG_TRY();
	{
		AxSummary	summary;

		ax_pg_summary(reader, &summary);
		if (summary.present == reader->head.cells && summary.nulls == 0)
		{
			if (ax_py_is_converted(reader->head.kind) || !ax_pg_plain(reader, view->data))
				decode(reader, view->data, NULL, NULL);
			result = PyObject_CallOneArg(ax_py_is_converted(view->kind) ? ax_py_attribute("_typed") :
										 ax_py_wrap, (PyObject *) view);
		}
		else
			result = masked(reader, view, summary.present != reader->head.cells);
		ax_pg_close(reader);
	}
	PG_FINALLY();
	{
		Py_DECREF((PyObject *) view);
	}
	PG_END_TRY();
	if (result == NULL)
		ax_py_throw();
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	PG_RETURN_POINTER(result);
}
