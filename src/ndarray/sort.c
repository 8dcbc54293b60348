/* nd_sort, nd_argsort, nd_rank: the order of cells along an axis. */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/lines.h"
#include "ndarray/order.h"

PG_FUNCTION_INFO_V1(nd_sort);
PG_FUNCTION_INFO_V1(nd_argsort);
PG_FUNCTION_INFO_V1(nd_rank);

typedef enum RankMethod
{
	RANK_AVERAGE,
	RANK_MIN,
	RANK_MAX,
	RANK_DENSE,
	RANK_ORDINAL
} RankMethod;

static const char *const rank_methods[] = {"average", "min", "max", "dense", "ordinal"};

/* Lines along the axis of argument `arg`, of all cells if it is NULL, and what sorts them. */
static void
open_lines(FunctionCallInfo fcinfo, int arg, bool descending, AxLines *lines, AxOrder *order)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int			first = 0;
	int			last = reader->head.box.ndim - 1;

	ax_order_check(reader->head.kind);
	if (!PG_ARGISNULL(arg))
		first = last = ax_nd_axis(text_to_cstring(PG_GETARG_TEXT_PP(arg)), &reader->head);
	ax_lines_open(lines, reader, first, last);
	ax_order_begin(order, lines->head.kind, descending, lines->length);
}

/* nd_sort(a, axis text DEFAULT '-1', descending bool DEFAULT false) */
Datum
nd_sort(PG_FUNCTION_ARGS)
{
	AxLines		lines;
	AxOrder		order;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_lines(fcinfo, 1, !PG_ARGISNULL(2) && PG_GETARG_BOOL(2), &lines, &order);
	ax_lines_result(&lines);
	while (ax_lines_next(&lines))
	{
		ax_order_cells(&order, lines.cells, lines.n);
		ax_lines_sorted(&lines, lines.n, lines.nulls);
	}
	ax_order_end(&order);
	PG_RETURN_POINTER(ax_lines_finish(&lines));
}

/* Coordinates of NULL cells follow those of values. */
static void
put_null_places(const AxLines *lines, int64 lower, int64 *out)
{
	uint64		n = lines->n;
	uint64		found = 0;

	if (lines->nulls == 0)
		return;
	for (uint64 r = 0; r < lines->length; r++)
	{
		if (r % AX_SORT_STEP == 0)
			CHECK_FOR_INTERRUPTS();
		if (found < lines->n && lines->places[found] == r)
			found++;
		else if (ax_lines_present(lines, r))
			out[n++] = lower + (int64) r;
	}
}

/* nd_argsort(a, axis text DEFAULT '-1', descending bool DEFAULT false) */
Datum
nd_argsort(PG_FUNCTION_ARGS)
{
	AxLines		lines;
	AxOrder		order;
	int64		lower = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	open_lines(fcinfo, 1, !PG_ARGISNULL(2) && PG_GETARG_BOOL(2), &lines, &order);
	/* places in all cells are numbers, those along an axis coordinates */
	if (!PG_ARGISNULL(1))
		lower = lines.head.box.lower[ax_nd_axis(text_to_cstring(PG_GETARG_TEXT_PP(1)), &lines.head)];
	ax_lines_result_apart(&lines, AX_KIND_INT8);
	while (ax_lines_next(&lines))
	{
		int64	   *out = lines.out;

		ax_order_items(&order, lines.cells, lines.n);
		for (uint64 i = 0; i < lines.n; i++)
		{
			if (i % AX_SORT_STEP == 0)
				CHECK_FOR_INTERRUPTS();
			out[i] = lower + (int64) ax_lines_place(&lines, order.items[i].at);
		}
		put_null_places(&lines, lower, out);
		ax_lines_sorted(&lines, lines.n + lines.nulls, 0);
	}
	ax_order_end(&order);
	PG_RETURN_POINTER(ax_lines_finish(&lines));
}

static RankMethod
rank_method(const char *name)
{
	for (int m = 0; m < lengthof(rank_methods); m++)
		if (strcmp(name, rank_methods[m]) == 0)
			return (RankMethod) m;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown method \"%s\"", name),
			 errhint("Methods are average, min, max, dense and ordinal.")));
}

/* Ranks from 1 on of the sorted cells of a line, those that are equal together. */
static void
rank_line(AxLines *lines, const AxOrder *order, RankMethod method)
{
	uint64		dense = 0;

	for (uint64 from = 0, to; from < lines->n; from = to)
	{
		uint64		rank;

		dense++;
		for (to = from + 1; method != RANK_ORDINAL && to < lines->n && ax_order_tied(order, to - 1); to++)
			if (to % AX_SORT_STEP == 0)
				CHECK_FOR_INTERRUPTS();
		rank = method == RANK_DENSE ? dense : method == RANK_MAX ? to : from + 1;
		for (uint64 i = from; i < to; i++)
		{
			uint64		place = ax_lines_place(lines, order->items[i].at);

			if (i % AX_SORT_STEP == 0)
				CHECK_FOR_INTERRUPTS();
			if (method == RANK_AVERAGE)
				((float8 *) lines->out)[place] = (double) (from + 1 + to) / 2;
			else
				((int64 *) lines->out)[place] = (int64) rank;
		}
	}
}

/* nd_rank(a, axis text DEFAULT '-1', method text DEFAULT 'average', descending bool DEFAULT false) */
Datum
nd_rank(PG_FUNCTION_ARGS)
{
	RankMethod	method = RANK_AVERAGE;
	AxLines		lines;
	AxOrder		order;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(2))
		method = rank_method(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	open_lines(fcinfo, 1, !PG_ARGISNULL(3) && PG_GETARG_BOOL(3), &lines, &order);
	ax_lines_result_apart(&lines, method == RANK_AVERAGE ? AX_KIND_FLOAT8 : AX_KIND_INT8);
	while (ax_lines_next(&lines))
	{
		ax_order_items(&order, lines.cells, lines.n);
		rank_line(&lines, &order, method);
	}
	ax_order_end(&order);
	PG_RETURN_POINTER(ax_lines_finish(&lines));
}
