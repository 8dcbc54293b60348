/*
 * Cumulative functions: nd_cumsum, nd_cumprod, nd_cummin, nd_cummax.
 *
 * A result has the tiles of its value, written one after another as they are
 * read.  Held are a tile of each and the totals of the groups that the tile
 * is in: of a stretch of the first axis, if another one is followed, else of
 * all cells that share no coordinate on it.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "kernel/running.h"
#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/collapse.h"
#include "ndarray/reduce.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_cumsum);
PG_FUNCTION_INFO_V1(nd_cumprod);
PG_FUNCTION_INFO_V1(nd_cummin);
PG_FUNCTION_INFO_V1(nd_cummax);

#define CLEAR_GROUPS 65536		/* between looks for an interrupt */

typedef struct Cumulate
{
	AxReader   *reader;			/* owned, open */
	AxCollapse	plan;			/* groups are the lines along the axis */
	AxAxisFold	fold;			/* totals of a slab, owned */
	uint64		unit;			/* groups of a slab */
	uint64		unit_cells;		/* and its cells */
	AxCursor	cursor;			/* on the tile */
	void	   *out;			/* owned; the result's tile */
	AxBuild		build;			/* of the result */
} Cumulate;

static void
clear(Cumulate *c)
{
	for (uint64 g = 0; g < c->unit; g += CLEAR_GROUPS)
	{
		CHECK_FOR_INTERRUPTS();
		ax_running_clear(&c->fold, g, Min(c->unit - g, CLEAR_GROUPS));
	}
}

static void
begin(Cumulate *c, AxKind kind, AxAxisOp op)
{
	const AxHead *head = &c->reader->head;
	Size		tile = Min(head->cells, head->tile_cells) + 1;
	AxHead		result = *head;
	AxError		err;

	c->fold.kind = ax_kind_storage(head->kind);
	c->fold.op = op;
	c->unit = c->plan.reduced[0] ? c->plan.groups : c->plan.group_strides[0];
	c->unit_cells = c->plan.reduced[0] ? head->cells : c->plan.strides[0];
	c->fold.total = MemoryContextAllocHuge(CurrentMemoryContext,
										   (c->unit + 1) * ax_running_width(c->fold.kind, op));
	if (op == AX_AXIS_SUM && ax_kind_info(head->kind)->class == AX_CLASS_FLOAT)
		c->fold.carry = MemoryContextAllocHuge(CurrentMemoryContext, (c->unit + 1) * sizeof(double));
	/* zeroed: slots that nothing is written to are read by the codecs' look */
	c->out = palloc0(tile * ax_kind_info(kind)->width);
	ax_nd_cursor(&c->cursor, c->reader);
	result.kind = kind;
	result.directory = NULL;
	AX_CHECK(ax_build_begin(&c->build, ax_pg_alloc(CurrentMemoryContext), &result, &err), &err);
}

/* Follows the lines through a tile, whose cells begin with number `first`. */
static void
add_tile(Cumulate *c, uint64 first, uint64 cells, const uint64_t *live)
{
	uint64		at = first;

	while (at < first + cells)
	{
		uint64		slab = at / c->unit_cells;
		uint64		end = Min(first + cells, (slab + 1) * c->unit_cells);
		AxAxisRun	run;
		AxError		err;

		if (at == slab * c->unit_cells)
			clear(c);
		while (ax_nd_collapse_next(&c->plan, first, slab * c->unit, &at, end, &run))
			AX_CHECK(ax_running_add(&c->fold, &run, c->cursor.values, live, c->out, &err), &err);
	}
}

static Datum
cumulate(FunctionCallInfo fcinfo, AxReduction what)
{
	bool		chosen[AX_MAX_DIMS];
	Cumulate	c;
	AxKind		kind;
	AxError		err;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	memset(&c, 0, sizeof(c));
	c.reader = ax_nd_open(PG_GETARG_DATUM(0));
	memset(chosen, PG_ARGISNULL(1), sizeof(chosen));
	if (!PG_ARGISNULL(1))
		chosen[ax_nd_axis(text_to_cstring(PG_GETARG_TEXT_PP(1)), &c.reader->head)] = true;
	if (ax_kind_is_named(c.reader->head.kind))
		PG_RETURN_POINTER(ax_nd_cumulate_named(c.reader, what, chosen));
	kind = ax_reduce_kind(what, c.reader->head.kind);
	ax_nd_collapse(&c.plan, &c.reader->head, chosen, true, kind);
	begin(&c, kind, ax_reduce_op(what));
	for (uint32 t = 0; t < c.reader->head.tiles; t++)
	{
		const AxSummary *s = &c.cursor.entry.summary;
		bool		all_present;
		bool		full;

		ax_nd_move(&c.cursor, t);
		all_present = s->present == c.cursor.entry.cells;
		full = all_present && s->nulls == 0;
		add_tile(&c, c.cursor.first, c.cursor.entry.cells, full ? NULL : c.cursor.valid);
		AX_CHECK(ax_build_tile(&c.build, c.out, all_present ? NULL : c.cursor.present,
							   full ? NULL : c.cursor.valid, &err), &err);
	}
	ax_pg_close(c.reader);
	PG_RETURN_POINTER(ax_pg_finish(&c.build));
}

Datum
nd_cumsum(PG_FUNCTION_ARGS)
{
	return cumulate(fcinfo, AX_REDUCE_CUMSUM);
}

Datum
nd_cumprod(PG_FUNCTION_ARGS)
{
	return cumulate(fcinfo, AX_REDUCE_CUMPROD);
}

Datum
nd_cummin(PG_FUNCTION_ARGS)
{
	return cumulate(fcinfo, AX_REDUCE_CUMMIN);
}

Datum
nd_cummax(PG_FUNCTION_ARGS)
{
	return cumulate(fcinfo, AX_REDUCE_CUMMAX);
}
