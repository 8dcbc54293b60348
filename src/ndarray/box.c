/* A box of an ndarray, and an ndarray moved to another place. */
#include "postgres.h"

#include "fmgr.h"

#include "ndarray/args.h"
#include "ndarray/box.h"
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

/* Tiles that no run needs, but that cost less to read than another slice. */
#define GAP 2

/* Tiles of a slice at most: 16 MB of float8. */
#define SLICE_TILES 256

/*
 * Fetches tile `first` and those behind it that the runs ahead need, as far
 * as one slice pays; returns the last.  `more` says whether `ahead` stands on a run.
 */
static uint32
fetch_ahead(AxReader *reader, AxRuns *ahead, bool *more, uint32 first)
{
	uint32		tile_cells = reader->head.tile_cells;
	uint32		last = first;

	while (*more)
	{
		uint32		from = (uint32) (ahead->start / tile_cells);
		uint32		to = (uint32) ((ahead->start + ahead->length - 1) / tile_cells);

		if (from > last + GAP)
			break;
		last = Max(last, Min(to, first + SLICE_TILES - 1));
		if (last < to)
			break;
		*more = ax_runs_next(ahead);
	}
	ax_pg_prefetch(reader, first, last);
	return last;
}

struct varlena *
ax_nd_copy_box(AxReader *reader, const AxBox *box, const AxHead *to)
{
	uint32		tile_cells = reader->head.tile_cells;
	uint64		number = 0;
	int64		fetched = -1;	/* tiles up to that one are */
	bool		more;
	AxFeed		feed;
	AxCursor	cursor;
	AxRuns		runs;
	AxRuns		ahead;

	ax_nd_feed(&feed, to);
	if (feed.build.head.cells == 0)
		return ax_nd_finish(&feed);
	ax_nd_cursor(&cursor, reader);
	ax_runs_begin(&runs, &reader->head.box, box);
	ax_runs_begin(&ahead, &reader->head.box, box);
	more = ax_runs_next(&ahead);
	while (ax_runs_next(&runs))
	{
		uint64		from = runs.start;
		uint64		left = runs.length;

		while (left > 0)
		{
			uint32		tile = (uint32) (from / tile_cells);
			uint64		n;

			if ((int64) tile > fetched)
				fetched = fetch_ahead(reader, &ahead, &more, tile);
			ax_nd_move(&cursor, tile);
			n = Min(left, cursor.first + cursor.entry.cells - from);
			ax_nd_put_run(&feed, number, &cursor, from - cursor.first, n);
			from += n;
			number += n;
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
	result = ax_nd_copy_box(reader, &head.box, &head);
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
