/* nd_unique, nd_unique_counts: the distinct values of all cells. */
#include "postgres.h"

#include "access/htup_details.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"

#include "codec/width.h"
#include "ndarray/cells.h"
#include "ndarray/order.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_unique);
PG_FUNCTION_INFO_V1(nd_unique_counts);

/* A value of one axis from 0 on. */
static Datum
row_of(AxKind kind, uint64 n, const void *cells)
{
	AxBox		box = {.ndim = 1, .upper = {(int64) n - 1}};
	AxBuild		build;
	AxHead		head;
	AxError		err;

	ax_nd_head(&head, kind, &box);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	return PointerGetDatum(ax_pg_finish_dense(&build, cells, NULL, NULL));
}

/* Whether two neighbours among sorted cells are equal. */
AX_INLINE bool
is_same(AxKind kind, bool keys, size_t width, const char *a, const char *b)
{
	/*
	 * Numbers are equal when their bytes are, since all NaN have become one;
	 * but for zeros, between which the sign, a bit of the last byte, changes.
	 */
	if (keys && ((a[width - 1] ^ b[width - 1]) & 0x80) == 0)
		return memcmp(a, b, width) == 0;
	return ax_order_cmp(kind, a, b) == 0;
}

/*
 * Leaves of n sorted cells the first of each value, at the front; firsts, if
 * that is not NULL, gets their places.  Returns the number of values.
 */
AX_INLINE uint64
keep_firsts(AxKind kind, size_t width, char *cells, uint64 n, uint64 *firsts)
{
	bool		keys = ax_sort_has_keys(kind);
	uint64		distinct = 0;

	for (uint64 i = 0; i < n; i++)
	{
		const char *cell = cells + i * width;

		if (i % AX_SORT_STEP == 0)
			CHECK_FOR_INTERRUPTS();
		if (distinct > 0 && is_same(kind, keys, width, cells + (distinct - 1) * width, cell))
			continue;
		if (distinct != i)
			memcpy(cells + distinct * width, cell, width);
		if (firsts != NULL)
			firsts[distinct] = i;
		distinct++;
	}
	return distinct;
}

static uint64
distinct_cells(AxKind kind, char *cells, uint64 n, uint64 *firsts)
{
	uint64		distinct = 0;

	AX_FOR_WIDTH(ax_kind_info(kind)->width, distinct = keep_firsts(kind, AX_W, cells, n, firsts));
	return distinct;
}

/* The cells of a value that are neither empty nor NULL, sorted. */
static char *
sorted_cells(Datum a, AxKind *kind, uint64 *n)
{
	AxReader   *reader = ax_nd_open(a);
	char	   *cells;
	AxOrder		order;

	*kind = reader->head.kind;
	ax_order_check(*kind);
	cells = ax_nd_pack(reader, n);
	ax_pg_close(reader);
	ax_order_begin(&order, *kind, false, *n);
	ax_order_cells(&order, cells, *n);
	ax_order_end(&order);
	return cells;
}

/* nd_unique(a) */
Datum
nd_unique(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	uint64		n;
	char	   *cells = sorted_cells(PG_GETARG_DATUM(0), &kind, &n);

	n = distinct_cells(kind, cells, n, NULL);
	return row_of(kind, n, cells);
}

/* nd_unique_counts(a, OUT value, OUT count) */
Datum
nd_unique_counts(PG_FUNCTION_ARGS)
{
	AxKind		kind;
	uint64		n;
	char	   *cells = sorted_cells(PG_GETARG_DATUM(0), &kind, &n);
	uint64	   *counts = ax_pg_allocate((n + 1) * sizeof(uint64), false);
	uint64		distinct = distinct_cells(kind, cells, n, counts);
	bool		nulls[2] = {false, false};
	Datum		values[2];
	TupleDesc	desc;

	counts[distinct] = n;
	for (uint64 i = 0; i < distinct; i++)
		counts[i] = counts[i + 1] - counts[i];
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = row_of(kind, distinct, cells);
	values[1] = row_of(AX_KIND_INT8, distinct, counts);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}
