/*
 * read_array: a box of one attribute of a stored array, assembled from its
 * chunks into one ndarray.
 *
 * Sides that are not asked for are those of the array; where it is unbounded,
 * a first pass over the presence masks finds how far its cells reach.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/objectaddress.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "pg/error.h"
#include "pg/value.h"
#include "store/array.h"
#include "store/chunks.h"
#include "store/read_box.h"
#include "store/writer.h"

PG_FUNCTION_INFO_V1(read_array);

/* A pass over the chunks that meet a box. */
typedef struct Pass
{
	const AxArray *array;		/* borrowed */
	const AxAttribute *attribute;	/* borrowed */
	AxChunkScan *chunks;		/* owned */
	AxReader   *reader;			/* owned; open on the chunk's value */
	AxBox		box;			/* cells wanted */
	AxBox		inner;			/* of them those of the chunk */
	void	   *values;			/* owned; of the tile decoded last */
	uint64_t   *present;		/* owned */
	uint64_t   *valid;			/* owned */
	uint32		room;			/* cells that these have room for */
	uint64		tile;			/* its number; PG_UINT64_MAX if none */
} Pass;

/* The cells assembled so far, in row-major order of the result's box. */
typedef struct Canvas
{
	AxHead		head;			/* kind, box and names of the result */
	uint32		width;			/* bytes of a value */
	char	   *values;			/* owned */
	uint64_t   *present;		/* owned */
	uint64_t   *valid;			/* owned */
} Canvas;

static void
pass_begin(Pass *pass, const AxArray *array, const AxAttribute *attribute, const AxBox *box)
{
	memset(pass, 0, sizeof(Pass));
	pass->array = array;
	pass->attribute = attribute;
	pass->box = *box;
	pass->chunks = ax_chunks_begin(array, GetActiveSnapshot(), box);
	pass->reader = ax_pg_reader(CurrentMemoryContext);
}

/* Opens the next chunk that has some of the cells. */
static bool
pass_next(Pass *pass)
{
	int64		corner[AX_MAX_DIMS];
	TupleTableSlot *slot;

	while ((slot = ax_chunks_next(pass->chunks, corner)) != NULL)
	{
		bool		isnull;
		Datum		value = slot_getattr(slot, pass->attribute->chunk_attno, &isnull);
		AxHead	   *head = &pass->reader->head;
		AxBox		bounds;
		uint32		width;

		ax_grid_chunk(&pass->array->grid, corner, &bounds);
		if (!isnull)
			ax_pg_open(pass->reader, value);
		if (isnull || head->kind != pass->attribute->kind ||
			!ax_shape_contains(&bounds, &head->box))
			ereport(ERROR,
					(errcode(ERRCODE_DATA_CORRUPTED),
					 errmsg("a chunk of stored array \"%s\" is damaged",
							get_rel_name(pass->array->relid)),
					 errdetail("Attribute \"%s\" has no value, another element type, or cells outside the chunk.",
							   NameStr(pass->attribute->name))));
		if (!ax_shape_intersect(&head->box, &pass->box, &pass->inner))
			continue;
		pass->tile = PG_UINT64_MAX;
		if (head->tile_cells > pass->room)
		{
			width = ax_kind_info(head->kind)->width;
			pass->room = head->tile_cells;
			pass->values = palloc((Size) pass->room * width);
			pass->present = palloc(AX_MASK_BYTES(pass->room));
			pass->valid = palloc(AX_MASK_BYTES(pass->room));
		}
		return true;
	}
	return false;
}

static void
pass_end(Pass *pass)
{
	ax_pg_close(pass->reader);
	ax_chunks_end(pass->chunks);
}

/* Widens the extent, where it is open, by the cells of the open chunk that are present. */
static void
widen(Pass *pass, AxBox *extent)
{
	AxHead	   *head = &pass->reader->head;
	AxSummary	summary;

	ax_pg_summary(pass->reader, &summary);
	if (ax_shape_contains(extent, &pass->inner))
		return;
	if (summary.present == head->cells)
	{
		for (int d = 0; d < extent->ndim; d++)
		{
			extent->lower[d] = Min(extent->lower[d], pass->inner.lower[d]);
			extent->upper[d] = Max(extent->upper[d], pass->inner.upper[d]);
		}
		return;
	}
	for (uint32 t = 0; t < head->tiles; t++)
	{
		uint64		from = (uint64) t * head->tile_cells;
		AxTileEntry entry;

		ax_pg_entry(pass->reader, t, &entry);
		if (entry.summary.present == 0)
			continue;
		ax_pg_tile(pass->reader, t, NULL, pass->present, pass->valid);
		for (uint32 i = 0; i < entry.cells; i++)
		{
			int64		coords[AX_MAX_DIMS];

			if (!ax_mask_get(pass->present, i))
				continue;
			ax_shape_coords(&head->box, from + i, coords);
			if (!ax_shape_has(&pass->inner, coords))
				continue;
			for (int d = 0; d < extent->ndim; d++)
			{
				extent->lower[d] = Min(extent->lower[d], coords[d]);
				extent->upper[d] = Max(extent->upper[d], coords[d]);
			}
		}
	}
}

/* Puts the wanted cells of the open chunk in their places. */
static void
paint(Pass *pass, Canvas *canvas)
{
	AxHead	   *head = &pass->reader->head;
	uint64		tile_cells = head->tile_cells;
	AxRuns		runs;

	ax_pg_prefetch(pass->reader,
				   (uint32) (ax_shape_ordinal(&head->box, pass->inner.lower) / tile_cells),
				   (uint32) (ax_shape_ordinal(&head->box, pass->inner.upper) / tile_cells));
	ax_runs_begin(&runs, &head->box, &pass->inner);
	while (ax_runs_next(&runs))
	{
		uint64		at = runs.start;
		uint64		end = runs.start + runs.length;
		int			last = head->box.ndim - 1;

		/* a run may cross rows of the chunk, which lie apart in the result */
		while (at < end)
		{
			uint64		t = at / tile_cells;
			uint64		offset = at - t * tile_cells;
			int64		coords[AX_MAX_DIMS];
			uint64		n;
			uint64		to;

			if (t != pass->tile)
				ax_pg_tile(pass->reader, (uint32) t, pass->values, pass->present, pass->valid);
			pass->tile = t;
			ax_shape_coords(&head->box, at, coords);
			n = Min((uint64) (pass->inner.upper[last] - coords[last]) + 1, tile_cells - offset);
			n = Min(n, end - at);
			to = ax_shape_ordinal(&canvas->head.box, coords);
			memcpy(canvas->values + to * canvas->width,
				   (char *) pass->values + offset * canvas->width, n * canvas->width);
			ax_mask_copy(canvas->present, to, pass->present, offset, n);
			ax_mask_copy(canvas->valid, to, pass->valid, offset, n);
			at += n;
		}
	}
}

static void
canvas_make(Canvas *canvas, const AxArray *array, const AxAttribute *attribute,
			const AxBox *box)
{
	AxError		err;

	memset(canvas, 0, sizeof(Canvas));
	canvas->width = ax_kind_info(attribute->kind)->width;
	canvas->head.kind = attribute->kind;
	canvas->head.box = *box;
	canvas->head.has_names = true;
	for (int d = 0; d < array->ndim; d++)
		strlcpy(canvas->head.names[d], NameStr(array->dims[d].name), AX_NAME_BYTES + 1);
	AX_CHECK(ax_shape_check(box, &err), &err);
	if (ax_shape_cells(box, AX_MAX_BYTES / canvas->width, &canvas->head.cells, &err) != AX_OK)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("box of stored array \"%s\" is too large for one ndarray",
						get_rel_name(array->relid)),
				 errdetail("An ndarray has at most %d MB, here %d cells of type %s.",
						   AX_MAX_BYTES / (1024 * 1024), AX_MAX_BYTES / (int) canvas->width,
						   ax_kind_info(attribute->kind)->name),
				 errhint("Ask for a smaller box, or query the array's cells.")));
	canvas->values = MemoryContextAllocHuge(CurrentMemoryContext,
											canvas->head.cells * canvas->width + 8);
	canvas->present = palloc0(AX_MASK_BYTES(canvas->head.cells) + 8);
	canvas->valid = palloc0(AX_MASK_BYTES(canvas->head.cells) + 8);
}

static struct varlena *
canvas_finish(Canvas *canvas)
{
	uint64		cells = canvas->head.cells;
	uint64		present = ax_mask_count(canvas->present, cells);

	return ax_pg_build(&canvas->head, canvas->values,
					   present == cells ? NULL : canvas->present,
					   ax_mask_count(canvas->valid, cells) == present ? NULL : canvas->valid);
}

const AxAttribute *
ax_read_attribute(const AxArray *array, const char *name)
{
	StringInfoData names;

	if (name == NULL && array->natts == 1)
		return &array->atts[0];
	for (int i = 0; name != NULL && i < array->natts; i++)
		if (strcmp(NameStr(array->atts[i].name), name) == 0)
			return &array->atts[i];
	initStringInfo(&names);
	for (int i = 0; i < array->natts; i++)
		appendStringInfo(&names, "%s\"%s\"", i > 0 ? ", " : "", NameStr(array->atts[i].name));
	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("stored array \"%s\" has more than one attribute",
						get_rel_name(array->relid)),
				 errhint("Name one of %s.", names.data)));
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("stored array \"%s\" has no attribute \"%s\"",
					get_rel_name(array->relid), name),
			 errhint("Name one of %s.", names.data)));
	return NULL;
}

void
ax_read_check(const AxArray *array, const AxAttribute *attribute)
{
	bool		whole = pg_class_aclcheck(array->relid, GetUserId(), ACL_SELECT) == ACLCHECK_OK;

	/* the places of the cells show all dimensions */
	for (int d = 0; !whole && d <= array->ndim; d++)
	{
		AttrNumber	attno = d < array->ndim ? array->dims[d].attno : attribute->attno;

		if (pg_attribute_aclcheck(array->relid, attno, GetUserId(), ACL_SELECT) != ACLCHECK_OK)
			aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FOREIGN_TABLE, get_rel_name(array->relid));
	}
	ax_store_check_chunks(array, ACL_SELECT);
}

void
ax_read_bounds(const AxArray *array, ArrayType *asked, const char *what, int64 *bounds,
			   bool *given)
{
	Datum	   *elements;
	bool	   *nulls;
	int			n;

	deconstruct_array(asked, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elements, &nulls, &n);
	if (ARR_NDIM(asked) > 1 || n != array->ndim)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have one element for each dimension", what),
				 errdetail("The number of dimensions is %d, that of elements %d.", array->ndim, n)));
	for (int d = 0; d < n; d++)
		if (!nulls[d])
		{
			bounds[d] = DatumGetInt64(elements[d]);
			if (given != NULL)
				given[d] = true;
		}
}

/* Cuts open sides where the array is unbounded to the cells that are present. */
static void
settle_open_sides(const AxArray *array, const AxAttribute *attribute, AxBox *box,
				  const bool *lower_given, const bool *upper_given)
{
	AxBox		extent;
	bool		open = false;
	Pass		pass;

	extent.ndim = box->ndim;
	for (int d = 0; d < box->ndim; d++)
	{
		open = open || (!lower_given[d] && box->lower[d] == -AX_COORD_MAX) ||
			(!upper_given[d] && box->upper[d] == AX_COORD_MAX);
		extent.lower[d] = AX_COORD_MAX;
		extent.upper[d] = -AX_COORD_MAX;
	}
	if (!open)
		return;
	pass_begin(&pass, array, attribute, box);
	while (pass_next(&pass))
		widen(&pass, &extent);
	pass_end(&pass);
	for (int d = 0; d < box->ndim; d++)
	{
		bool		lower_open = !lower_given[d] && box->lower[d] == -AX_COORD_MAX;
		bool		upper_open = !upper_given[d] && box->upper[d] == AX_COORD_MAX;

		if (extent.lower[d] <= extent.upper[d])
		{
			if (lower_open)
				box->lower[d] = extent.lower[d];
			if (upper_open)
				box->upper[d] = extent.upper[d];
		}
		else if (lower_open && upper_open)
		{
			/* no cells: an empty axis */
			box->lower[d] = 0;
			box->upper[d] = -1;
		}
		else if (lower_open)
			box->lower[d] = box->upper[d] + 1;
		else if (upper_open)
			box->upper[d] = box->lower[d] - 1;
	}
}

struct varlena *
ax_read_box(const AxArray *array, const AxAttribute *attribute, const AxBox *box)
{
	Canvas		canvas;
	Pass		pass;

	canvas_make(&canvas, array, attribute, box);
	if (canvas.head.cells > 0)
	{
		pass_begin(&pass, array, attribute, box);
		while (pass_next(&pass))
			paint(&pass, &canvas);
		pass_end(&pass);
	}
	return canvas_finish(&canvas);
}

Datum
read_array(PG_FUNCTION_ARGS)
{
	bool		lower_given[AX_MAX_DIMS] = {false};
	bool		upper_given[AX_MAX_DIMS] = {false};
	const AxAttribute *attribute;
	AxArray    *array;
	AxBox		box;
	AxError		err;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	array = ax_store_array(PG_GETARG_OID(0));
	/* cells of a statement that calls this function are there already */
	ax_writer_sync(array, GetActiveSnapshot());
	attribute = ax_read_attribute(array, PG_ARGISNULL(1) ? NULL : NameStr(*PG_GETARG_NAME(1)));
	ax_read_check(array, attribute);
	box = array->grid.bounds;
	if (!PG_ARGISNULL(2))
		ax_read_bounds(array, PG_GETARG_ARRAYTYPE_P(2), "lower", box.lower, lower_given);
	if (!PG_ARGISNULL(3))
		ax_read_bounds(array, PG_GETARG_ARRAYTYPE_P(3), "upper", box.upper, upper_given);
	AX_CHECK(ax_shape_check(&box, &err), &err);
	settle_open_sides(array, attribute, &box, lower_given, upper_given);
	PG_RETURN_POINTER(ax_read_box(array, attribute, &box));
}
