/*
 * Functions that put cells in another order or more of them together:
 * transposes, flips, rolls, repeats, pads, diagonals, joins.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/arrange.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/mosaic.h"
#include "ndarray/text.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_transpose);
PG_FUNCTION_INFO_V1(nd_flip);
PG_FUNCTION_INFO_V1(nd_roll);
PG_FUNCTION_INFO_V1(nd_fftshift);
PG_FUNCTION_INFO_V1(nd_ifftshift);
PG_FUNCTION_INFO_V1(nd_repeat);
PG_FUNCTION_INFO_V1(nd_pad);
PG_FUNCTION_INFO_V1(nd_diag);
PG_FUNCTION_INFO_V1(nd_concat);
PG_FUNCTION_INFO_V1(nd_stack);

/* The whole of a box, moved to where strides and first cell of another say. */
static void
whole_piece(const AxBox *box, AxPiece *piece)
{
	uint64_t	strides[AX_MAX_DIMS];

	ax_shape_strides(box, strides);
	memset(piece, 0, sizeof(*piece));
	piece->ndim = box->ndim;
	for (int d = 0; d < box->ndim; d++)
	{
		piece->length[d] = (uint64) ax_shape_length(box, d);
		piece->from_stride[d] = piece->to_stride[d] = (int64) strides[d];
	}
}

/* A value made of one piece of another. */
static Datum
one_piece(AxReader *reader, const AxHead *head, const AxPiece *piece, bool full)
{
	AxMosaic	mosaic;
	struct varlena *result;

	ax_nd_mosaic_begin(&mosaic, head, full && ax_nd_is_full(reader));
	ax_nd_mosaic_source(&mosaic, reader);
	ax_pg_close(reader);
	ax_nd_mosaic_piece(&mosaic, piece);
	result = ax_nd_mosaic_finish(&mosaic);
	return PointerGetDatum(result);
}

struct varlena *
ax_nd_transpose(AxReader *reader, const int *axes)
{
	const AxHead *old = &reader->head;
	uint64_t	from[AX_MAX_DIMS];
	uint64_t	to[AX_MAX_DIMS];
	AxBox		box = {.ndim = old->box.ndim};
	AxHead		head;
	AxPiece		piece = {0};

	for (int d = 0; d < box.ndim; d++)
	{
		box.lower[d] = old->box.lower[axes[d]];
		box.upper[d] = old->box.upper[axes[d]];
	}
	ax_nd_head(&head, old->kind, &box);
	for (int d = 0; d < box.ndim; d++)
		ax_nd_copy_name(&head, d, old, axes[d]);
	ax_shape_strides(&old->box, from);
	ax_shape_strides(&box, to);
	piece.ndim = box.ndim;
	for (int d = 0; d < box.ndim; d++)
	{
		piece.length[d] = (uint64) ax_shape_length(&box, d);
		piece.from_stride[d] = (int64) from[axes[d]];
		piece.to_stride[d] = (int64) to[d];
	}
	return (struct varlena *) DatumGetPointer(one_piece(reader, &head, &piece, true));
}

/* nd_transpose(a, axes text[] DEFAULT NULL): the order of axes, or all turned round. */
Datum
nd_transpose(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	int			axes[AX_MAX_DIMS];
	int			ndim;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	ndim = reader->head.box.ndim;
	for (int d = 0; d < ndim; d++)
		axes[d] = ndim - 1 - d;
	if (!PG_ARGISNULL(1))
	{
		int			n = ax_nd_axis_list(PG_GETARG_ARRAYTYPE_P(1), &reader->head, axes);

		if (n != ndim)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("axes must name every dimension once"),
					 errdetail("The ndarray has %d dimensions, there are %d axes.", ndim, n)));
	}
	PG_RETURN_POINTER(ax_nd_transpose(reader, axes));
}

/* nd_flip(a, axis text[] DEFAULT NULL) */
Datum
nd_flip(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	bool		chosen[AX_MAX_DIMS];
	AxHead		head;
	AxPiece		piece;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = reader->head;
	memset(chosen, true, sizeof(chosen));
	if (!PG_ARGISNULL(1))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(1), &head, chosen);
	whole_piece(&head.box, &piece);
	for (int d = 0; d < piece.ndim; d++)
		if (chosen[d] && piece.length[d] > 0)
		{
			piece.from += (piece.length[d] - 1) * (uint64) piece.from_stride[d];
			piece.from_stride[d] = -piece.from_stride[d];
		}
	return one_piece(reader, &head, &piece, true);
}

/* Moves the pieces that rolls along the axes from d on cut the piece into. */
static void
roll(AxMosaic *mosaic, const AxPiece *piece, const uint64 *by, int d)
{
	AxPiece		part = *piece;

	if (d == piece->ndim)
	{
		ax_nd_mosaic_piece(mosaic, piece);
		return;
	}
	if (by[d] == 0)
	{
		roll(mosaic, piece, by, d + 1);
		return;
	}
	part.length[d] = piece->length[d] - by[d];
	part.to += by[d] * (uint64) piece->to_stride[d];
	roll(mosaic, &part, by, d + 1);
	part = *piece;
	part.length[d] = by[d];
	part.from += (piece->length[d] - by[d]) * (uint64) piece->from_stride[d];
	roll(mosaic, &part, by, d + 1);
}

/* nd_roll(a, by int8[], axis text[] DEFAULT NULL): without axis, the cells in row-major order. */
Datum
nd_roll(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	int			axes[AX_MAX_DIMS] = {0};
	int			n = 1;
	int			m;
	int64		by[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];
	uint64		steps[AX_MAX_DIMS] = {0};
	AxPiece		piece;
	AxMosaic	mosaic;
	AxHead		head;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = reader->head;
	m = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "by", by, nulls);
	whole_piece(&head.box, &piece);
	if (!PG_ARGISNULL(2))
		n = ax_nd_axis_list(PG_GETARG_ARRAYTYPE_P(2), &head, axes);
	else
	{
		memset(&piece, 0, sizeof(piece));
		piece.ndim = 1;
		piece.length[0] = head.cells;
		piece.from_stride[0] = piece.to_stride[0] = 1;
	}
	if (m != n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("wrong number of elements in by"),
				 errdetail("There must be one for each axis that is rolled: %d, not %d.", n, m)));
	for (int i = 0; i < n; i++)
		if (!nulls[i] && piece.length[axes[i]] > 0)
		{
			int64		length = (int64) piece.length[axes[i]];

			steps[axes[i]] = (uint64) ((by[i] % length + length) % length);
		}
	ax_nd_mosaic_begin(&mosaic, &head, ax_nd_is_full(reader));
	ax_nd_mosaic_source(&mosaic, reader);
	ax_pg_close(reader);
	roll(&mosaic, &piece, steps, 0);
	PG_RETURN_POINTER(ax_nd_mosaic_finish(&mosaic));
}

/*
 * numpy.fft.fftshift and ifftshift: the zero frequency to the middle and back.
 * In the middle a coordinate is the frequency, so that half of them are negative.
 */
static Datum
shift_frequencies(FunctionCallInfo fcinfo, bool back)
{
	AxReader   *reader;
	bool		chosen[AX_MAX_DIMS];
	uint64		steps[AX_MAX_DIMS] = {0};
	AxPiece		piece;
	AxMosaic	mosaic;
	AxHead		head;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = reader->head;
	whole_piece(&head.box, &piece);
	memset(chosen, true, sizeof(chosen));
	if (!PG_ARGISNULL(1))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(1), &head, chosen);
	for (int d = 0; d < head.box.ndim; d++)
		if (chosen[d] && piece.length[d] > 0)
		{
			uint64		half = piece.length[d] / 2;

			steps[d] = (back ? piece.length[d] - half : half) % piece.length[d];
			ax_nd_place(&head.box, d, back ? 0 : -(int64) half, (int64) piece.length[d]);
		}
	ax_nd_mosaic_begin(&mosaic, &head, ax_nd_is_full(reader));
	ax_nd_mosaic_source(&mosaic, reader);
	ax_pg_close(reader);
	roll(&mosaic, &piece, steps, 0);
	PG_RETURN_POINTER(ax_nd_mosaic_finish(&mosaic));
}

Datum
nd_fftshift(PG_FUNCTION_ARGS)
{
	return shift_frequencies(fcinfo, false);
}

Datum
nd_ifftshift(PG_FUNCTION_ARGS)
{
	return shift_frequencies(fcinfo, true);
}

/* nd_repeat(a, times int8, axis text DEFAULT '0') */
Datum
nd_repeat(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int64		times = PG_GETARG_INT64(1);
	Datum		word = PG_GETARG_DATUM(2);
	ArrayType  *words = construct_array(&word, 1, TEXTOID, -1, false, TYPALIGN_INT);
	AxHead		head = reader->head;
	uint64_t	strides[AX_MAX_DIMS];
	AxPiece		piece;
	int			axis;
	uint64_t	cells;
	AxError		err;

	(void) ax_nd_axis_list(words, &head, &axis);
	if (times < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of times " INT64_FORMAT " is negative", times)));
	whole_piece(&head.box, &piece);
	ax_nd_place(&head.box, axis, head.box.lower[axis],
				(int64) piece.length[axis] * Min(times, (int64) AX_MAX_CELLS + 1));
	AX_CHECK(ax_shape_cells(&head.box, AX_MAX_CELLS, &cells, &err), &err);
	ax_shape_strides(&head.box, strides);
	/* the new axis stands behind the one that is repeated */
	for (int d = piece.ndim; d > axis + 1; d--)
	{
		piece.length[d] = piece.length[d - 1];
		piece.from_stride[d] = piece.from_stride[d - 1];
	}
	piece.ndim++;
	piece.length[axis + 1] = (uint64) times;
	piece.from_stride[axis + 1] = 0;
	for (int d = 0; d < piece.ndim; d++)
		piece.to_stride[d] = (int64) strides[d > axis ? d - 1 : d] * (d == axis ? times : 1);
	return one_piece(reader, &head, &piece, true);
}

/* nd_pad(a, before int8[], after int8[] [, fill anyelement]): without fill the new cells are empty. */
Datum
nd_pad(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	AxHead		head;
	int64		pads[2][AX_MAX_DIMS];
	bool		nulls[2][AX_MAX_DIMS];
	uint64_t	strides[AX_MAX_DIMS];
	bool		fill = PG_NARGS() > 3 && !PG_ARGISNULL(3);
	AxPiece		piece;
	AxMosaic	mosaic;
	AxCell		cell;
	AxCell		converted;
	uint64_t	cells;
	AxError		err;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = reader->head;
	for (int i = 0; i < 2; i++)
	{
		const char *what = i == 0 ? "before" : "after";

		ax_nd_check_count(&head, what, ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1 + i), what,
														 pads[i], nulls[i]));
		for (int d = 0; d < head.box.ndim; d++)
			if (pads[i][d] < 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("number of cells " INT64_FORMAT " in %s is negative", pads[i][d], what),
						 errhint("nd_box takes cells away.")));
	}
	whole_piece(&head.box, &piece);
	for (int d = 0; d < head.box.ndim; d++)
	{
		int64		before = Min(pads[0][d], AX_COORD_MAX);
		int64		after = Min(pads[1][d], (int64) AX_MAX_CELLS);

		ax_nd_place(&head.box, d, head.box.lower[d] - before,
					(int64) piece.length[d] + Min(before, (int64) AX_MAX_CELLS) + after);
	}
	AX_CHECK(ax_shape_cells(&head.box, AX_MAX_CELLS, &cells, &err), &err);
	ax_shape_strides(&head.box, strides);
	for (int d = 0; d < head.box.ndim; d++)
	{
		piece.to_stride[d] = (int64) strides[d];
		piece.to += strides[d] * (uint64) pads[0][d];
	}
	if (fill)
	{
		AxKind		kind = ax_pg_kind_required(get_fn_expr_argtype(fcinfo->flinfo, 3));

		ax_pg_datum_cell(kind, PG_GETARG_DATUM(3), &cell);
		ax_nd_convert(kind, &cell, head.kind, &converted);
	}
	ax_nd_mosaic_begin(&mosaic, &head, fill && ax_nd_is_full(reader));
	if (fill)
		ax_nd_mosaic_fill(&mosaic, &converted);
	ax_nd_mosaic_source(&mosaic, reader);
	ax_pg_close(reader);
	ax_nd_mosaic_piece(&mosaic, &piece);
	PG_RETURN_POINTER(ax_nd_mosaic_finish(&mosaic));
}

/* Writes zeros, of which there are `room` in memory, up to a cell. */
static void
put_zeros(AxFeed *feed, uint64 from, uint64 to, const char *zeros, uint64 room)
{
	for (uint64 n; from < to; from += n)
	{
		n = Min(to - from, room);
		ax_nd_put_cells(feed, from, zeros, NULL, 0, NULL, 0, n);
	}
}

/* The cells of a diagonal of a matrix, from cell `first` on. */
static struct varlena *
diagonal_line(AxReader *reader, const AxHead *head, uint64 first)
{
	uint64		step = (uint64) ax_shape_length(&reader->head.box, 1) + 1;
	uint32		width = ax_kind_info(head->kind)->width;
	AxCursor	cursor;
	AxFeed		feed;

	ax_nd_feed(&feed, head);
	ax_nd_cursor(&cursor, reader);
	for (uint64 i = 0; i < feed.build.head.cells; i++)
	{
		uint64		from = first + i * step;
		uint64		at = from % reader->head.tile_cells;

		CHECK_FOR_INTERRUPTS();
		ax_nd_move(&cursor, (uint32) (from / reader->head.tile_cells));
		if (ax_mask_get(cursor.present, at))
			ax_nd_put(&feed, i, ax_mask_get(cursor.valid, at) ? cursor.values + at * width : NULL);
	}
	ax_pg_close(reader);
	return ax_nd_finish(&feed);
}

/*
 * A matrix of zeros with the cells of a line on a diagonal, the first of them
 * at cell `first`; one tile after another, as the matrix may be large.
 */
static struct varlena *
diagonal_matrix(AxReader *reader, const AxHead *head, uint64 first)
{
	uint64		step = (uint64) ax_shape_length(&head->box, 1) + 1;
	uint32		width = ax_kind_info(head->kind)->width;
	uint64		room;
	uint64		number = 0;		/* of the cell that comes next */
	AxNumber	zero = {0};
	AxCursor	cursor;
	AxFeed		feed;
	char	   *zeros;

	ax_nd_feed(&feed, head);
	ax_nd_cursor(&cursor, reader);
	room = feed.build.head.tile_cells;
	zeros = palloc(room * width);
	if (head->kind == AX_KIND_RATIONAL)
		zero.ratio[1] = 1;
	for (uint64 i = 0; i < room; i++)
		ax_kind_store(head->kind, zero, zeros + i * width);
	for (uint64 i = 0; i < reader->head.cells; i++)
	{
		uint64		at = i % reader->head.tile_cells;

		ax_nd_move(&cursor, (uint32) (i / reader->head.tile_cells));
		put_zeros(&feed, number, first + i * step, zeros, room);
		number = first + i * step;
		if (ax_mask_get(cursor.present, at))
			ax_nd_put(&feed, number, ax_mask_get(cursor.valid, at) ? cursor.values + at * width : NULL);
		number++;
	}
	put_zeros(&feed, number, feed.build.head.cells, zeros, room);
	ax_pg_close(reader);
	return ax_nd_finish(&feed);
}

/* nd_diag(a, k int8 DEFAULT 0): the k-th diagonal of two dimensions, or a matrix with one dimension on it. */
Datum
nd_diag(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	const AxHead *old = &reader->head;
	int64		k = PG_GETARG_INT64(1);
	int64		down;			/* rows above the diagonal */
	int64		right;			/* columns left of it */
	AxBox		box = {0};
	AxHead		head;
	uint64_t	cells;
	AxError		err;

	k = Max(Min(k, (int64) AX_MAX_CELLS), -(int64) AX_MAX_CELLS);
	down = k < 0 ? -k : 0;
	right = k > 0 ? k : 0;
	if (old->box.ndim == 2)
	{
		int64		rows = ax_shape_length(&old->box, 0);
		int64		columns = ax_shape_length(&old->box, 1);
		int64		n = Max(0, Min(rows - down, columns - right));

		box.ndim = 1;
		ax_nd_place(&box, 0, 0, n);
		ax_nd_head(&head, old->kind, &box);
		PG_RETURN_POINTER(diagonal_line(reader, &head, (uint64) (down * columns + right)));
	}
	if (old->box.ndim != 1)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("cannot take the diagonal of ndarray %s", ax_nd_print_type(old)),
				 errdetail("It must have one dimension or two.")));
	if (ax_kind_info(old->kind)->class == AX_CLASS_OPAQUE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("kind %s has no zero", ax_kind_info(old->kind)->name),
				 errdetail("A matrix with a diagonal is zero everywhere else.")));
	box.ndim = 2;
	for (int d = 0; d < 2; d++)
		ax_nd_place(&box, d, 0, ax_shape_length(&old->box, 0) + Abs(k));
	AX_CHECK(ax_shape_cells(&box, AX_MAX_CELLS, &cells, &err), &err);
	ax_nd_head(&head, old->kind, &box);
	PG_RETURN_POINTER(diagonal_matrix(reader, &head, (uint64) (down * ax_shape_length(&box, 1) + right)));
}

/* The elements of an ndarray[], without NULL, as open readers; one at least. */
static AxReader **
open_all(ArrayType *array, int *n)
{
	Datum	   *elements;
	bool	   *nulls;
	AxReader  **readers;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &elements, &nulls, n);
	readers = palloc((*n + 1) * sizeof(AxReader *));
	for (int i = 0; i < *n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("ndarray to be joined must not be null")));
		readers[i] = ax_nd_open(elements[i]);
		ax_pg_close(readers[i]);
	}
	if (*n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no ndarray to be joined")));
	return readers;
}

/* Raises an error if two values cannot be joined; `axis` is the one that may differ, or -1. */
static void
check_joined(const AxHead *first, const AxHead *next, int axis)
{
	bool		same = first->box.ndim == next->box.ndim;
	bool		lengths = same;

	if (first->kind != next->kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot join ndarray %s and %s", ax_nd_print_type(first),
						ax_nd_print_type(next)),
				 errdetail("They have different kinds.")));
	for (int d = 0; same && d < first->box.ndim; d++)
		if (d != axis)
		{
			same = same && first->box.lower[d] == next->box.lower[d] &&
				first->box.upper[d] == next->box.upper[d];
			lengths = lengths &&
				ax_shape_length(&first->box, d) == ax_shape_length(&next->box, d);
		}
	if (!lengths)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("cannot join ndarray %s and %s", ax_nd_print_type(first),
						ax_nd_print_type(next)),
				 errdetail("Their shapes differ on another axis than the one they are joined along.")));
	if (!same)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("cannot join ndarray %s and %s", ax_nd_print_type(first),
						ax_nd_print_type(next)),
				 errdetail("They have different coordinates."),
				 errhint("nd_rebase moves a value to other coordinates.")));
}

/* Joins values along an axis of the result, whose head has been made. */
static Datum
join(AxReader **readers, int n, const AxHead *head, int axis)
{
	AxMosaic	mosaic;
	uint64_t	strides[AX_MAX_DIMS];
	bool		full = true;
	uint64		to = 0;

	ax_shape_strides(&head->box, strides);
	for (int i = 0; i < n; i++)
		full = full && ax_nd_is_full(readers[i]);
	ax_nd_mosaic_begin(&mosaic, head, full);
	for (int i = 0; i < n; i++)
	{
		const AxBox *box = &readers[i]->head.box;
		bool		stacked = box->ndim < head->box.ndim;
		AxPiece		piece;

		whole_piece(box, &piece);
		for (int d = 0; d < box->ndim; d++)
			piece.to_stride[d] = (int64) strides[stacked && d >= axis ? d + 1 : d];
		piece.to = to * strides[axis];
		ax_nd_mosaic_source(&mosaic, readers[i]);
		ax_pg_close(readers[i]);
		ax_nd_mosaic_piece(&mosaic, &piece);
		to += stacked ? 1 : (uint64) ax_shape_length(box, axis);
	}
	return PointerGetDatum(ax_nd_mosaic_finish(&mosaic));
}

/* nd_concat(arrays ndarray[], axis text DEFAULT '0'): the first one's bounds continue. */
Datum
nd_concat(PG_FUNCTION_ARGS)
{
	int			n;
	AxReader  **readers = open_all(PG_GETARG_ARRAYTYPE_P(0), &n);
	Datum		word = PG_GETARG_DATUM(1);
	ArrayType  *words = construct_array(&word, 1, TEXTOID, -1, false, TYPALIGN_INT);
	AxHead		head = readers[0]->head;
	int64		length = 0;
	int			axis;
	uint64_t	cells;
	AxError		err;

	(void) ax_nd_axis_list(words, &head, &axis);
	for (int i = 0; i < n; i++)
	{
		check_joined(&readers[0]->head, &readers[i]->head, axis);
		/* beyond every limit, and reported there, where the sum would not fit */
		length += Min(ax_shape_length(&readers[i]->head.box, axis), PG_INT64_MAX - length);
	}
	ax_nd_place(&head.box, axis, head.box.lower[axis], length);
	AX_CHECK(ax_shape_cells(&head.box, AX_MAX_CELLS, &cells, &err), &err);
	return join(readers, n, &head, axis);
}

/* nd_stack(arrays ndarray[], axis int4 DEFAULT 0): a new axis, from 0. */
Datum
nd_stack(PG_FUNCTION_ARGS)
{
	int			n;
	AxReader  **readers = open_all(PG_GETARG_ARRAYTYPE_P(0), &n);
	const AxHead *first = &readers[0]->head;
	AxHead		head;
	uint64_t	cells;
	AxError		err;
	int			axis = ax_nd_insert_axis(&head, first, PG_GETARG_INT32(1), 0, n);

	for (int i = 1; i < n; i++)
		check_joined(first, &readers[i]->head, -1);
	AX_CHECK(ax_shape_cells(&head.box, AX_MAX_CELLS, &cells, &err), &err);
	return join(readers, n, &head, axis);
}
