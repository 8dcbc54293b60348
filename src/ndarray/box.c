/* A box of an ndarray, and an ndarray moved to another place. */
#include "postgres.h"

#include "fmgr.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_box);
PG_FUNCTION_INFO_V1(nd_rebase);

/* Takes one side of the box from an argument; NULL leaves it as the value's. */
static void
clip_side(FunctionCallInfo fcinfo, int arg, const char *what, const AxHead *head, AxBox *box)
{
	int64		coords[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];

	if (PG_ARGISNULL(arg))
		return;
	ax_nd_check_count(head, what, ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(arg), what,
													coords, nulls));
	for (int d = 0; d < box->ndim; d++)
	{
		if (nulls[d])
			continue;
		if (arg == 1)
			box->lower[d] = Max(box->lower[d], Min(coords[d], AX_COORD_MAX));
		else
			box->upper[d] = Min(box->upper[d], Max(coords[d], -AX_COORD_MAX - 1));
	}
}

/* Copies the cells of the box of head, which lies within the value's. */
static struct varlena *
copy_box(AxReader *reader, const AxHead *head)
{
	uint32		tile_cells = reader->head.tile_cells;
	uint64		to = 0;
	AxFeed		feed;
	AxCursor	cursor;
	AxRuns		runs;

	ax_nd_feed(&feed, head);
	if (feed.build.head.cells == 0)
		return ax_nd_finish(&feed);
	ax_pg_prefetch(reader,
				   (uint32) (ax_shape_ordinal(&reader->head.box, head->box.lower) / tile_cells),
				   (uint32) (ax_shape_ordinal(&reader->head.box, head->box.upper) / tile_cells));
	ax_nd_cursor(&cursor, reader);
	ax_runs_begin(&runs, &reader->head.box, &head->box);
	while (ax_runs_next(&runs))
	{
		uint64		from = runs.start;
		uint64		left = runs.length;

		while (left > 0)
		{
			uint64		n;

			ax_nd_move(&cursor, (uint32) (from / tile_cells));
			n = Min(left, cursor.first + cursor.entry.cells - from);
			ax_nd_put_run(&feed, to, &cursor, from - cursor.first, n);
			from += n;
			to += n;
			left -= n;
		}
	}
	return ax_nd_finish(&feed);
}

Datum
nd_box(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	AxHead		head;
	struct varlena *result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = reader->head;
	clip_side(fcinfo, 1, "lower", &reader->head, &head.box);
	clip_side(fcinfo, 2, "upper", &reader->head, &head.box);
	for (int d = 0; d < head.box.ndim; d++)
		if (head.box.upper[d] < head.box.lower[d])
			head.box.upper[d] = head.box.lower[d] - 1;
	if (ax_shape_equal(&head.box, &reader->head.box))
	{
		ax_pg_close(reader);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	result = copy_box(reader, &head);
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}

Datum
nd_rebase(PG_FUNCTION_ARGS)
{
	struct varlena *value;
	AxHead		head;
	AxError		err;
	int64		lower[AX_MAX_DIMS] = {0};
	bool		nulls[AX_MAX_DIMS] = {0};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	value = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	AX_CHECK(ax_head_read((uint8 *) value, VARSIZE(value), VARSIZE(value), &head, &err), &err);
	if (!PG_ARGISNULL(1))
		ax_nd_check_count(&head, "lower",
						  ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "lower", lower, nulls));
	/* a NULL element leaves the axis where it is */
	for (int d = 0; d < head.box.ndim; d++)
		if (!nulls[d])
			ax_nd_place(&head.box, d, lower[d], ax_shape_length(&head.box, d));
	/* cells keep their numbers, so that head and tiles stay as they are */
	ax_head_write(&head, (uint8 *) value);
	SET_VARSIZE(value, head.total_bytes);
	PG_RETURN_POINTER(value);
}
