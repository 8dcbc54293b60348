/* Operands and results of linear algebra and transforms. */
#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/float.h"

#include "kernel/cast.h"
#include "kernel/exact.h"
#include "kernel/transpose.h"
#include "ndarray/args.h"
#include "ndarray/matrix.h"
#include "ndarray/text.h"
#include "pg/error.h"

/* The coordinates of a cell, as "(3,4)". */
static char *
place(const AxBox *box, uint64 number)
{
	int64		coords[AX_MAX_DIMS];
	StringInfoData text;

	ax_shape_coords(box, number, coords);
	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	for (int d = 0; d < box->ndim; d++)
		appendStringInfo(&text, "%s" INT64_FORMAT, d > 0 ? "," : "", coords[d]);
	appendStringInfoChar(&text, ')');
	return text.data;
}

static void
report_hole(AxReader *reader, const char *function)
{
	AxCursor	cursor;
	AxTileEntry entry;
	uint32		t = 0;
	uint64		i = 0;
	bool		empty;

	for (; t < reader->head.tiles; t++)
	{
		ax_pg_entry(reader, t, &entry);
		if (entry.summary.present != entry.cells || entry.summary.nulls > 0)
			break;
	}
	ax_nd_cursor(&cursor, reader);
	ax_nd_move(&cursor, t);
	while (ax_mask_get(cursor.valid, i))
		i++;
	empty = !ax_mask_get(cursor.present, i);
	ax_pg_close(reader);
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s needs a value in every cell", function),
			 errdetail("The cell at %s is %s.", place(&reader->head.box, cursor.first + i),
					   empty ? "empty" : "NULL"),
			 errhint("Fill such cells with nd_coalesce.")));
}

static void
check_bytes(uint64 cells, AxKind kind)
{
	if (cells * ax_kind_info(kind)->width > AX_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("ndarray exceeds the maximum size allowed (%d MB)",
						AX_MAX_BYTES / (1024 * 1024)),
				 errdetail("It has " UINT64_FORMAT " cells of kind %s in memory.", cells,
						   ax_kind_info(kind)->name),
				 errhint("Work on boxes of it: see nd_box.")));
}

void
ax_matrix_open(AxMatrix *matrix, Datum value, const char *function)
{
	AxReader   *reader = ax_nd_open(value);
	AxKind		kind = reader->head.kind;
	AxKindClass class;
	AxSummary	summary;

	matrix->reader = reader;
	matrix->head = reader->head;
	matrix->kind = kind;
	matrix->cells = NULL;
	class = ax_kind_info(kind)->class;
	if (kind == AX_KIND_BOOL || kind == AX_KIND_POINT2D || class == AX_CLASS_TIME ||
		class == AX_CLASS_OPAQUE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s", function,
						ax_kind_info(kind)->name),
				 class == AX_CLASS_TIME || class == AX_CLASS_OPAQUE ? 0 :
				 errhint("You might need to convert it with nd_astype.")));
	ax_pg_summary(reader, &summary);
	if (summary.present != reader->head.cells || summary.nulls > 0)
		report_hole(reader, function);
}

void
ax_matrix_read(AxMatrix *matrix, AxKind kind)
{
	AxReader   *reader = matrix->reader;
	const AxHead *head = &matrix->head;
	Size		from_width = ax_kind_info(head->kind)->width;
	Size		width = ax_kind_info(kind)->width;
	void	   *tile = NULL;

	check_bytes(head->cells, kind);
	matrix->kind = kind;
	matrix->cells = MemoryContextAllocHuge(CurrentMemoryContext, head->cells * width + 16);
	if (kind != head->kind)
		tile = palloc(Min(head->cells, head->tile_cells) * from_width + 16);
	for (uint32 t = 0; t < head->tiles; t++)
	{
		uint64		first = (uint64) t * head->tile_cells;
		Size		n = Min(head->cells - first, head->tile_cells);
		char	   *to = matrix->cells + first * width;

		CHECK_FOR_INTERRUPTS();
		ax_pg_tile(reader, t, tile != NULL ? tile : to, NULL, NULL);
		if (tile != NULL)
		{
			AxVector	from = {head->kind, false, tile, NULL};
			AxVector	result;
			AxError		err;

			AX_CHECK(ax_kernel_cast(&from, kind, NULL, n, to, &result, &err), &err);
			if (result.values != to)
				memcpy(to, result.values, n * width);
		}
	}
	if (tile != NULL)
		pfree(tile);
	ax_pg_close(reader);
}

void
ax_matrix_load(AxMatrix *matrix, Datum value, const char *function, AxKind kind)
{
	ax_matrix_open(matrix, value, function);
	ax_matrix_read(matrix, kind == AX_KIND_NONE ? ax_matrix_real_kind(matrix->kind) : kind);
}

AxKind
ax_matrix_real_kind(AxKind kind)
{
	return kind == AX_KIND_FLOAT4 || kind == AX_KIND_COMPLEX ? kind : AX_KIND_FLOAT8;
}

void
ax_matrix_check_rank(const AxHead *head, const char *function)
{
	if (head->box.ndim < 2)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("%s needs a matrix", function),
				 errdetail("The ndarray is %s.", ax_nd_print_type(head)),
				 errhint("A matrix has at least two axes; nd_expand adds one.")));
}

void
ax_matrix_check_square(const AxHead *head, const char *function)
{
	ax_matrix_check_rank(head, function);
	if (ax_matrix_rows(head) != ax_matrix_columns(head))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("%s needs a square matrix", function),
				 errdetail("The ndarray is %s.", ax_nd_print_type(head))));
}

void
ax_matrix_check_same(const AxHead *head, const char *function)
{
	ax_matrix_check_square(head, function);
	if (head->box.lower[head->box.ndim - 2] != head->box.lower[head->box.ndim - 1])
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s needs rows and columns with the same coordinates", function),
				 errdetail("The ndarray is %s.", ax_nd_print_type(head)),
				 errhint("Move one axis with nd_rebase if its cells belong together.")));
}

void
ax_matrix_mismatch(const AxHead *a, const AxHead *b, bool bounds, const char *function,
				   const char *rule)
{
	if (bounds)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("ndarrays do not begin at the same coordinates"),
				 errdetail("%s is given %s and %s; %s.", function, ax_nd_print_type(a),
						   ax_nd_print_type(b), rule),
				 errhint("Move one of them with nd_rebase if their cells belong together.")));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("shapes of ndarrays do not match"),
			 errdetail("%s is given %s and %s; %s.", function, ax_nd_print_type(a),
					   ax_nd_print_type(b), rule)));
}

Size
ax_matrix_rows(const AxHead *head)
{
	return (Size) ax_shape_length(&head->box, head->box.ndim - 2);
}

Size
ax_matrix_columns(const AxHead *head)
{
	return (Size) ax_shape_length(&head->box, head->box.ndim - 1);
}

uint64
ax_matrix_count(const AxHead *head, int core)
{
	uint64		count = 1;

	/* a box without cells may have axes of any length beside an empty one */
	for (int d = 0; d < head->box.ndim - core; d++)
		if (ax_shape_length(&head->box, d) == 0)
			return 0;
	for (int d = 0; d < head->box.ndim - core; d++)
		if (__builtin_mul_overflow(count, (uint64) ax_shape_length(&head->box, d), &count) ||
			count > AX_MAX_CELLS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("number of cells exceeds the maximum allowed (%llu)",
							(unsigned long long) AX_MAX_CELLS)));
	return count;
}

void *
ax_matrix_room(Size n, Size width)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, mul_size(n, width) + 16,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

void
ax_matrix_turn(Size width, Size rows, Size columns, const void *from, Size from_ld,
			   void *to, Size to_ld)
{
	Size		band = Max(((Size) 1 << 20) / Max(columns, 1), 16);

	for (Size i = 0; i < rows; i += band)
	{
		CHECK_FOR_INTERRUPTS();
		ax_kernel_transpose(width, Min(band, rows - i), columns,
							(const char *) from + i * from_ld * width, from_ld,
							(char *) to + i * width, to_ld);
	}
}

void
ax_matrix_lead(AxHead *out, AxKind kind, const AxHead *from, int core)
{
	AxBox		box;

	box.ndim = 0;
	ax_nd_head(out, kind, &box);
	for (int d = 0; d < from->box.ndim - core; d++)
		ax_matrix_axis(out, from, d);
}

static int
new_axis(AxHead *out)
{
	if (out->box.ndim == AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions (%d) exceeds the maximum allowed (%d)",
						out->box.ndim + 1, AX_MAX_DIMS)));
	return out->box.ndim++;
}

void
ax_matrix_axis(AxHead *out, const AxHead *from, int axis)
{
	int			d = new_axis(out);

	out->box.lower[d] = from->box.lower[axis];
	out->box.upper[d] = from->box.upper[axis];
	out->names[d][0] = '\0';
	ax_nd_copy_name(out, d, from, axis);
}

void
ax_matrix_count_axis(AxHead *out, int64 length)
{
	int			d = new_axis(out);

	out->names[d][0] = '\0';
	ax_nd_place(&out->box, d, 0, length);
}

void *
ax_matrix_result(AxHead *out)
{
	AxError		err;
	uint64_t	cells;

	ax_nd_distinct_names(out);
	AX_CHECK(ax_shape_cells(&out->box, AX_MAX_CELLS, &cells, &err), &err);
	check_bytes(cells, out->kind);
	out->cells = cells;
	return palloc_extended(cells * ax_kind_info(out->kind)->width + 16, MCXT_ALLOC_HUGE);
}

Datum
ax_matrix_build(const AxHead *out, const void *cells)
{
	AxBuild		build;
	AxError		err;
	Size		width = ax_kind_info(out->kind)->width;

	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), out, &err), &err);
	AX_CHECK(ax_build_reserve(&build, build.head.cells * width, &err), &err);
	while (build.next < build.head.tiles)
	{
		CHECK_FOR_INTERRUPTS();
		AX_CHECK(ax_build_tile(&build, (const char *) cells +
							   (Size) build.next * build.head.tile_cells * width,
							   NULL, NULL, &err), &err);
	}
	return PointerGetDatum(ax_pg_finish(&build));
}

Datum
ax_matrix_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	desc;
	bool		none[8] = {0};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values,
											nulls != NULL ? nulls : none));
}

bool
ax_matrix_not_finite(const AxMatrix *matrix)
{
	return ax_exact_not_finite(matrix->kind, matrix->cells, matrix->head.cells);
}

void
ax_matrix_check_range(AxKind kind, const void *cells, Size n, const AxMatrix *a,
					  const AxMatrix *b)
{
	if (!ax_exact_not_finite(kind, cells, n))
		return;
	if ((a != NULL && ax_matrix_not_finite(a)) || (b != NULL && ax_matrix_not_finite(b)))
		return;
	float_overflow_error();
}

void
ax_matrix_check_finite(const AxMatrix *matrix, const char *function)
{
	Size		width = ax_kind_info(matrix->kind)->width;
	Size		i = 0;

	if (!ax_matrix_not_finite(matrix))
		return;
	while (!ax_exact_not_finite(matrix->kind, matrix->cells + i * width, 1))
		i++;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s needs finite cells", function),
			 errdetail("The cell at %s is NaN or infinite.", place(&matrix->head.box, i))));
}
