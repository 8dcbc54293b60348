/*
 * nd_to_npy and nd_from_npy: values as numpy's own files, in memory.  Beside
 * argument and result there is never more than a tile of cells.
 */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "format/npy.h"
#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_to_npy);
PG_FUNCTION_INFO_V1(nd_from_npy);

/* A file has no holes, but for dates and timestamps that are NULL. */
static void
refuse_holes(const AxCursor *cursor)
{
	const AxHead *head = &cursor->reader->head;
	bool		time = ax_kind_info(head->kind)->class == AX_CLASS_TIME;
	const uint64_t *mask = time ? cursor->present : cursor->valid;
	uint32		at = 0;
	int64		coords[AX_MAX_DIMS];
	StringInfoData where;

	if (ax_mask_count(mask, cursor->entry.cells) == cursor->entry.cells)
		return;
	while (ax_mask_get(mask, at))
		at++;
	ax_shape_coords(&head->box, cursor->first + at, coords);
	initStringInfo(&where);
	for (int d = 0; d < head->box.ndim; d++)
		appendStringInfo(&where, "%s" INT64_FORMAT, d > 0 ? "," : "", coords[d]);
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("%s cells have no place in .npy files",
					ax_mask_get(cursor->present, at) ? "null" : "empty"),
			 errdetail("The first of them is at (%s).", where.data),
			 errhint("Say with fill what stands in their place, or give them values by nd_coalesce.")));
}

Datum
nd_to_npy(PG_FUNCTION_ARGS)
{
	char		top[AX_NPY_HEAD];
	size_t		length;
	Size		size;
	AxReader   *reader;
	AxCursor	cursor;
	AxKind		kind;
	uint32		width;
	AxCell		fill;
	AxError		err;
	bytea	   *result;
	uint8	   *at;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	kind = reader->head.kind;
	width = ax_kind_info(kind)->width;
	AX_CHECK(ax_npy_write_head(kind, &reader->head.box, top, &length, &err), &err);
	if (!PG_ARGISNULL(1))
		ax_nd_element_in(kind, text_to_cstring(PG_GETARG_TEXT_PP(1)), fill.bytes);
	size = VARHDRSZ + length + reader->head.cells * ax_npy_item_bytes(kind);
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg(".npy file exceeds the maximum size allowed (%d MB)",
						(int) (MaxAllocSize / (1024 * 1024))),
				 errhint("Write boxes of the value: see nd_box.")));
	result = palloc(size);
	SET_VARSIZE(result, size);
	memcpy(VARDATA(result), top, length);
	at = (uint8 *) VARDATA(result) + length;
	if (reader->head.cells > 0)
		ax_nd_cursor(&cursor, reader);
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		uint32		n;

		CHECK_FOR_INTERRUPTS();
		ax_nd_move(&cursor, t);
		n = cursor.entry.cells;
		if (PG_ARGISNULL(1))
			refuse_holes(&cursor);
		else if (ax_mask_count(cursor.valid, n) < n)
		{
			for (uint32 i = 0; i < n; i++)
				if (!ax_mask_get(cursor.valid, i))
					memcpy(cursor.values + i * width, fill.bytes, width);
			ax_mask_fill(cursor.valid, n);
		}
		AX_CHECK(ax_npy_write(kind, cursor.values, cursor.valid, n, at, &err), &err);
		at += (Size) n * ax_npy_item_bytes(kind);
	}
	ax_pg_close(reader);
	PG_RETURN_BYTEA_P(result);
}

Datum
nd_from_npy(PG_FUNCTION_ARGS)
{
	bytea	   *file;
	const uint8 *bytes;
	int64		lower[AX_MAX_DIMS] = {0};
	bool		nulls[AX_MAX_DIMS] = {0};
	AxNpy		npy;
	AxHead		head = {0};
	AxBuild		build;
	AxError		err;
	Size		tile;
	void	   *raw;
	void	   *cells;
	uint64_t   *valid;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	file = PG_GETARG_BYTEA_PP(0);
	bytes = (const uint8 *) VARDATA_ANY(file);
	AX_CHECK(ax_npy_read_head(bytes, VARSIZE_ANY_EXHDR(file), &npy, &err), &err);
	head.kind = npy.kind;
	head.box.ndim = npy.ndim;
	if (!PG_ARGISNULL(1))
		ax_nd_check_count(&head, "lower",
						  ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "lower", lower, nulls));
	for (int d = 0; d < npy.ndim; d++)
	{
		if (nulls[d])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("lower bound must not be null")));
		ax_nd_place(&head.box, d, lower[d], npy.shape[d]);
	}
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	tile = Min(build.head.cells, build.head.tile_cells);
	raw = palloc(tile * npy.size + 16);
	cells = palloc0(tile * ax_kind_info(npy.kind)->width + 16);
	valid = palloc(AX_MASK_BYTES(tile) + 8);
	while (build.next < build.head.tiles)
	{
		uint64		first = (uint64) build.next * build.head.tile_cells;
		Size		n = Min(build.head.cells - first, build.head.tile_cells);

		CHECK_FOR_INTERRUPTS();
		memset(valid, 0, AX_MASK_BYTES(n));
		AX_CHECK(ax_npy_read(&npy, bytes, first, n, raw, cells, valid, &err), &err);
		AX_CHECK(ax_build_tile(&build, cells, NULL, valid, &err), &err);
	}
	PG_RETURN_POINTER(ax_pg_finish(&build));
}
