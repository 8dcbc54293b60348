/*
 * a || b: the cells of b behind those of a along the first axis, where the
 * bounds of a continue.  In row-major order they follow one another.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/each.h"
#include "ndarray/text.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(ndarray_concat);

extern Datum nd_astype(PG_FUNCTION_ARGS);

/* Opens an operand in the given kind. */
static AxReader *
open_as(AxReader *reader, Datum value, AxKind kind)
{
	if (reader->head.kind == kind)
		return reader;
	ax_pg_close(reader);
	return ax_nd_open(DirectFunctionCall2(nd_astype, value,
										  CStringGetTextDatum(ax_kind_info(kind)->name)));
}

/* Raises an error unless the boxes differ in their first axes alone. */
static void
check_boxes(const AxHead *a, const AxHead *b)
{
	bool		shapes = a->box.ndim == b->box.ndim && a->box.ndim > 0;

	for (int d = 1; d < a->box.ndim && shapes; d++)
		shapes = ax_shape_length(&a->box, d) == ax_shape_length(&b->box, d);
	if (!shapes)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("shapes of ndarrays do not match"),
				 errdetail("They are %s and %s.", ax_nd_print_type(a), ax_nd_print_type(b)),
				 errhint("All axes but the first must have equal lengths.")));
	for (int d = 1; d < a->box.ndim; d++)
		if (a->box.lower[d] != b->box.lower[d])
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("ndarrays do not begin at the same coordinates"),
					 errdetail("They are %s and %s.", ax_nd_print_type(a), ax_nd_print_type(b)),
					 errhint("Move one of them with nd_rebase if their cells belong together.")));
}

static void
append(AxFeed *feed, uint64 number, AxReader *reader)
{
	AxCursor	cursor;

	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
	{
		CHECK_FOR_INTERRUPTS();
		ax_nd_put_run(feed, number + cursor.first, &cursor, 0, cursor.entry.cells);
	}
	ax_pg_close(reader);
}

Datum
ndarray_concat(PG_FUNCTION_ARGS)
{
	AxReader   *a = ax_nd_open(PG_GETARG_DATUM(0));
	AxReader   *b = ax_nd_open(PG_GETARG_DATUM(1));
	AxKind		kind = a->head.kind == b->head.kind ? a->head.kind :
		ax_nd_each_common(a->head.kind, b->head.kind);
	AxHead		head;
	AxFeed		feed;

	if (kind == AX_KIND_NONE)
		ax_nd_each_undefined("||", a->head.kind, b->head.kind);
	check_boxes(&a->head, &b->head);
	a = open_as(a, PG_GETARG_DATUM(0), kind);
	b = open_as(b, PG_GETARG_DATUM(1), kind);
	ax_nd_head(&head, kind, &a->head.box);
	for (int d = 0; d < head.box.ndim; d++)
		ax_nd_copy_name(&head, d, &a->head, d);
	ax_nd_place(&head.box, 0, a->head.box.lower[0],
				ax_shape_length(&a->head.box, 0) + ax_shape_length(&b->head.box, 0));
	ax_nd_feed(&feed, &head);
	append(&feed, 0, a);
	append(&feed, a->head.cells, b);
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}
