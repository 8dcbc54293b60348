/*
 * nd_merge: the stored value of a chunk and new cells for it become one.
 *
 * The result spans the least box that holds both.  Values over the same box
 * are merged tile by tile, others cell by cell in row-major order.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/mask.h"
#include "pg/error.h"
#include "pg/value.h"
#include "store/merge.h"
#include "store/schema.h"
#include "store/walk.h"

PG_FUNCTION_INFO_V1(nd_merge);

void
ax_merge_exists(int ndim, const int64 *coords)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int d = 0; d < ndim; d++)
		appendStringInfo(&text, "%s" INT64_FORMAT, d > 0 ? ", " : "", coords[d]);
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("cell of a stored array exists already"),
			 errdetail("A cell at (%s) is present.", text.data),
			 errhint("INSERT and COPY can pass over or replace such cells: see array_ext.on_conflict.")));
}

static AxMergeMode
mode_of(text *name)
{
	static const char *const names[] = {"error", "ignore", "overwrite", "delete"};
	char	   *given = text_to_cstring(name);

	for (int m = 0; m < lengthof(names); m++)
		if (strcmp(given, names[m]) == 0)
			return (AxMergeMode) m;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized merge mode \"%s\"", given),
			 errhint("Use error, ignore, overwrite or delete.")));
}

/*
 * Merges n cells of `from` into `to`, whose slots correspond.  Returns the
 * first cell in the way, n when there is none (always but in mode error).
 */
static size_t
merge_cells(AxMergeMode mode, uint32 width, size_t n,
			char *to, uint64 *to_present, uint64 *to_valid,
			const char *from, const uint64 *from_present, const uint64 *from_valid)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64		take = from_present[w];

		if (mode == AX_MERGE_DELETE)
		{
			to_present[w] &= ~take;
			to_valid[w] &= ~take;
			continue;
		}
		if (mode == AX_MERGE_ERROR && (take & to_present[w]) != 0)
			return w * 64 + __builtin_ctzll(take & to_present[w]);
		if (mode == AX_MERGE_IGNORE)
			take &= ~to_present[w];
		to_present[w] |= take;
		to_valid[w] = (to_valid[w] & ~take) | (from_valid[w] & take);
		take &= from_valid[w];
		if (take == ~UINT64CONST(0))
			memcpy(to + w * 64 * width, from + w * 64 * width, (Size) 64 * width);
		else
			for (; take != 0; take &= take - 1)
			{
				size_t		i = w * 64 + __builtin_ctzll(take);

				memcpy(to + i * width, from + i * width, width);
			}
	}
	return n;
}

static void
exists_at(const AxBox *box, uint64 number)
{
	int64		coords[AX_MAX_DIMS];

	ax_shape_coords(box, number, coords);
	ax_merge_exists(box->ndim, coords);
}

/* Both values have the same box and the same tiles. */
static struct varlena *
merge_tiles(AxMergeMode mode, AxCodecId codec, AxReader *old, AxReader *new)
{
	uint32		width = ax_kind_info(old->head.kind)->width;
	uint32		tile_cells = old->head.tile_cells;
	Size		mask_bytes = AX_MASK_BYTES(tile_cells);
	bool		masks_only = mode == AX_MERGE_DELETE;
	char	   *a = palloc((Size) tile_cells * width);
	char	   *b = masks_only ? NULL : palloc((Size) tile_cells * width);
	uint64	   *masks = palloc(4 * mask_bytes);
	uint64	   *a_present = masks;
	uint64	   *a_valid = masks + mask_bytes / 8;
	uint64	   *b_present = masks + 2 * mask_bytes / 8;
	uint64	   *b_valid = masks + 3 * mask_bytes / 8;
	AxBuild		build;
	AxError		err;

	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &old->head, &err), &err);
	build.codec = codec;
	if (old->head.tiles > 0)
	{
		ax_pg_prefetch(old, 0, old->head.tiles - 1);
		ax_pg_prefetch(new, 0, new->head.tiles - 1);
	}
	for (uint32 t = 0; t < old->head.tiles; t++)
	{
		uint64		first = (uint64) t * tile_cells;
		size_t		n = (size_t) Min(tile_cells, old->head.cells - first);
		size_t		clash;

		ax_pg_tile(old, t, a, a_present, a_valid);
		ax_pg_tile(new, t, b, b_present, b_valid);
		clash = merge_cells(mode, width, n, a, a_present, a_valid, b, b_present, b_valid);
		if (clash < n)
			exists_at(&old->head.box, first + clash);
		AX_CHECK(ax_build_tile(&build, a, a_present, a_valid, &err), &err);
	}
	return ax_pg_finish(&build);
}

static void
hull(const AxBox *a, const AxBox *b, AxBox *out)
{
	out->ndim = a->ndim;
	for (int d = 0; d < a->ndim; d++)
	{
		out->lower[d] = Min(a->lower[d], b->lower[d]);
		out->upper[d] = Max(a->upper[d], b->upper[d]);
	}
}

/* The cells of a value, numbered in the result's box; the order is the same in both. */
typedef struct CellStream
{
	AxWalk		walk;
	const AxBox *box;			/* of the result, borrowed */
	uint64		number;			/* of the current cell; all ones at the end */
} CellStream;

#define STREAM_END PG_UINT64_MAX

static void
stream_next(CellStream *stream)
{
	do
	{
		if (!ax_walk_next(&stream->walk))
		{
			stream->number = STREAM_END;
			return;
		}
		/* only cells to delete may lie outside */
	} while (!ax_shape_has(stream->box, stream->walk.coords));
	stream->number = ax_shape_ordinal(stream->box, stream->walk.coords);
}

static void
stream_begin(CellStream *stream, AxReader *reader, const AxBox *box)
{
	ax_walk_begin(&stream->walk, reader, true);
	stream->box = box;
	stream_next(stream);
}

/* Values over different boxes, which may be huge and nearly empty. */
static struct varlena *
merge_boxes(AxMergeMode mode, AxCodecId codec, AxReader *old, AxReader *new)
{
	AxHead		head = old->head;
	uint32		width = ax_kind_info(head.kind)->width;
	uint32		tile_cells;
	uint64_t	cells;
	CellStream	a;
	CellStream	b;
	char	   *values;
	uint64	   *present;
	uint64	   *valid;
	AxBuild		build;
	AxError		err;

	/* nothing can be deleted outside of the old box */
	if (mode != AX_MERGE_DELETE && old->head.cells == 0)
		head.box = new->head.box;
	else if (mode != AX_MERGE_DELETE && new->head.cells > 0)
		hull(&old->head.box, &new->head.box, &head.box);
	AX_CHECK(ax_shape_cells(&head.box, AX_MAX_CELLS, &cells, &err), &err);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	build.codec = codec;
	tile_cells = build.head.tile_cells;
	values = palloc((Size) tile_cells * width);
	present = palloc(AX_MASK_BYTES(tile_cells));
	valid = palloc(AX_MASK_BYTES(tile_cells));
	stream_begin(&a, old, &head.box);
	stream_begin(&b, new, &head.box);
	for (uint32 t = 0; t < build.head.tiles; t++)
	{
		uint64		first = (uint64) t * tile_cells;
		uint64		end = first + tile_cells;

		CHECK_FOR_INTERRUPTS();
		memset(present, 0, AX_MASK_BYTES(tile_cells));
		memset(valid, 0, AX_MASK_BYTES(tile_cells));
		while (a.number < end || b.number < end)
		{
			uint64		number = Min(a.number, b.number);
			CellStream *from = a.number == number ? &a : &b;
			bool		both = a.number == b.number;

			if (both && mode == AX_MERGE_ERROR)
				ax_merge_exists(head.box.ndim, b.walk.coords);
			if (both && mode == AX_MERGE_OVERWRITE)
				from = &b;
			if (mode != AX_MERGE_DELETE || (from == &a && !both))
			{
				const void *value = ax_walk_value(&from->walk, width);

				ax_mask_set(present, number - first);
				if (value != NULL)
				{
					ax_mask_set(valid, number - first);
					memcpy(values + (number - first) * width, value, width);
				}
			}
			if (a.number == number)
				stream_next(&a);
			if (b.number == number)
				stream_next(&b);
		}
		AX_CHECK(ax_build_tile(&build, values, present, valid, &err), &err);
	}
	return ax_pg_finish(&build);
}

/* nd_merge(old ndarray, new ndarray, mode text, codec text) returns ndarray */
Datum
nd_merge(PG_FUNCTION_ARGS)
{
	AxMergeMode mode = mode_of(PG_GETARG_TEXT_PP(2));
	AxReader   *old = ax_pg_reader(CurrentMemoryContext);
	AxReader   *new = ax_pg_reader(CurrentMemoryContext);
	AxCodecId	codec;
	struct varlena *result;

	ax_pg_open(old, PG_GETARG_DATUM(0));
	ax_pg_open(new, PG_GETARG_DATUM(1));
	codec = ax_schema_codec(text_to_cstring(PG_GETARG_TEXT_PP(3)), old->head.kind);
	if (old->head.box.ndim != new->head.box.ndim)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarrays to merge have different numbers of dimensions"),
				 errdetail("One has %d, the other %d.",
						   old->head.box.ndim, new->head.box.ndim)));
	/* of cells to delete only the places count */
	if (mode != AX_MERGE_DELETE && old->head.kind != new->head.kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("ndarrays to merge have different element types"),
				 errdetail("One has elements of type %s, the other of type %s.",
						   ax_kind_info(old->head.kind)->name,
						   ax_kind_info(new->head.kind)->name)));
	if (ax_shape_equal(&old->head.box, &new->head.box) &&
		old->head.tile_cells == new->head.tile_cells)
		result = merge_tiles(mode, codec, old, new);
	else
		result = merge_boxes(mode, codec, old, new);
	ax_pg_close(old);
	ax_pg_close(new);
	PG_RETURN_POINTER(result);
}
