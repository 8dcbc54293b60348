/* Cells put in order, as PostgreSQL orders their type. */
#include "postgres.h"

#include "miscadmin.h"
#include "port.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/typcache.h"

#include "ndarray/order.h"
#include "num/point2d.h"
#include "num/rational.h"
#include "pg/memory.h"

void
ax_order_check(AxKind kind)
{
	Oid			type;

	if (ax_sort_has_keys(kind))
		return;
	type = ax_pg_kind_type(kind);
	if (OidIsValid(lookup_type_cache(type, TYPECACHE_CMP_PROC)->cmp_proc))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FUNCTION),
			 errmsg("could not identify an ordering operator for type %s", format_type_be(type)),
			 kind == AX_KIND_COMPLEX ?
			 errhint("Complex numbers have no order; nd_abs, nd_re and nd_im give numbers that have.") : 0));
}

void
ax_order_begin(AxOrder *order, AxKind kind, bool descending, uint64 most)
{
	ax_order_check(kind);
	memset(order, 0, offsetof(AxOrder, sort));
	order->kind = kind;
	order->width = ax_kind_info(kind)->width;
	order->descending = descending;
	order->exact = ax_sort_has_keys(kind);
	order->most = most;
	order->items = NULL;
	order->scratch = NULL;
	order->room = NULL;
}

static void
sort(AxOrder *order, AxSortForm form, void *elements, uint64 n)
{
	if (n >= AX_SORT_MANY && order->room == NULL)
		order->room = palloc(sizeof(AxSortRoom));
	ax_sort_begin(&order->sort, form, elements, order->scratch, n, order->room);
	while (ax_sort_step(&order->sort))
		CHECK_FOR_INTERRUPTS();
}

/* To keys or back, a step at a time. */
static void
convert(AxOrder *order, char *cells, uint64 n,
		void (*turn) (AxKind kind, void *cells, size_t n, bool descending))
{
	for (uint64 at = 0; at < n; at += AX_SORT_STEP)
	{
		CHECK_FOR_INTERRUPTS();
		turn(order->kind, cells + at * order->width, Min(n - at, AX_SORT_STEP), order->descending);
	}
}

void
ax_order_cells(AxOrder *order, void *cells, uint64 n)
{
	char	   *sorted;

	if (n < 2)
		return;
	if (order->exact)
	{
		if (order->scratch == NULL)
			order->scratch = ax_pg_allocate(order->most * order->width, false);
		convert(order, cells, n, ax_sort_to_keys);
		sort(order, ax_sort_form(order->kind), cells, n);
		convert(order, cells, n, ax_sort_from_keys);
		return;
	}
	ax_order_items(order, cells, n);
	sorted = ax_pg_allocate(n * order->width, false);
	for (uint64 i = 0; i < n; i++)
	{
		if (i % AX_SORT_STEP == 0)
			CHECK_FOR_INTERRUPTS();
		memcpy(sorted + i * order->width, order->cells + order->items[i].at * (Size) order->width,
			   order->width);
	}
	memcpy(cells, sorted, n * order->width);
	pfree(sorted);
}

int
ax_order_cmp(AxKind kind, const void *a, const void *b)
{
	if (kind == AX_KIND_RATIONAL)
		return ax_rational_cmp_at(a, b);
	if (kind == AX_KIND_POINT2D)
		return ax_point2d_cmp(*(const AxPoint2d *) a, *(const AxPoint2d *) b);
	if (ax_sort_has_keys(kind))
		return ax_kind_cmp(kind, ax_kind_load(kind, a), ax_kind_load(kind, b));
	return ax_pg_named_cmp(kind, a, b);
}

static int
compare_cells(const AxOrder *order, uint32 a, uint32 b)
{
	return ax_order_cmp(order->kind, order->cells + a * (Size) order->width,
						order->cells + b * (Size) order->width);
}

/* Ranks from which on sorting all cells is cheaper than selecting. */
#define RANKS_FEW 12

void
ax_order_select(AxOrder *order, void *cells, uint64 n, const uint64 *ranks, int nranks)
{
	uint64		from = 0;

	if (!order->exact)
	{
		ax_order_items(order, cells, n);
		return;
	}
	if (nranks > RANKS_FEW)
	{
		ax_order_cells(order, cells, n);
		return;
	}
	convert(order, cells, n, ax_sort_to_keys);
	for (int i = 0; i < nranks; i++)
	{
		AxSelect	select;

		ax_select_begin(&select, ax_sort_form(order->kind), cells, from, n, ranks[i]);
		while (ax_select_step(&select))
			CHECK_FOR_INTERRUPTS();
		from = ranks[i] + 1;
	}
	for (int i = 0; i < nranks; i++)
		ax_sort_from_keys(order->kind, (char *) cells + ranks[i] * order->width, 1, order->descending);
}

/* Compares items with equal keys; of equal ones the first comes first. */
static int
compare_items(const void *a, const void *b, void *arg)
{
	const AxOrder *order = arg;
	uint32		at = ((const AxSortItem *) a)->at;
	uint32		bt = ((const AxSortItem *) b)->at;
	int			result = compare_cells(order, at, bt);

	if (result == 0)
		return at < bt ? -1 : 1;
	return order->descending ? -result : result;
}

/* Sorts what has equal keys by the cells themselves. */
static void
sort_ties(AxOrder *order, uint64 n)
{
	AxSortItem *items = order->items;

	for (uint64 from = 0, to; from < n; from = to)
	{
		if (from % AX_SORT_STEP == 0)
			CHECK_FOR_INTERRUPTS();
		for (to = from + 1; to < n && items[to].key == items[from].key;)
			to++;
		if (to - from > 1)
			qsort_interruptible(items + from, to - from, sizeof(AxSortItem), compare_items, order);
	}
}

/* How cells of a type by name get keys that are in its order, if not strictly. */
typedef enum KeyWay
{
	KEY_NONE,					/* all are compared */
	KEY_PREFIX,					/* of variable length, ordered by bytes */
	KEY_BYTES,					/* of fixed length, ordered by bytes */
	KEY_NUMERIC					/* by the nearest float8 */
} KeyWay;

static KeyWay
key_way(AxKind kind)
{
	if (!ax_kind_is_named(kind))
		return KEY_NONE;
	switch (lookup_type_cache(ax_pg_kind_type(kind), TYPECACHE_CMP_PROC)->cmp_proc)
	{
		case F_BTTEXTCMP:		/* in the collation C: see ax_pg_named_cmp */
		case F_BYTEACMP:
			return ax_kind_is_variable(kind) ? KEY_PREFIX : KEY_NONE;
		case F_UUID_CMP:
			return KEY_BYTES;
		case F_NUMERIC_CMP:
			return KEY_NUMERIC;
	}
	return KEY_NONE;
}

/* Gives items their keys: n cells that are neither NULL nor empty. */
static void
make_keys(const AxOrder *order, KeyWay way, const char *cells, uint64 n, AxSortItem *items)
{
	for (uint64 i = 0; i < n; i++, cells += order->width)
	{
		const void *value = way == KEY_BYTES ? cells : *(void *const *) cells;
		uint64		key = 0;

		if (way == KEY_NUMERIC)
		{
			float8		nearest = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
																	 PointerGetDatum(value)));

			(void) ax_sort_to_items(AX_KIND_FLOAT8, &nearest, 1, items[i].at, order->descending, &items[i]);
			continue;
		}
		if (way == KEY_BYTES)
			memcpy(&key, value, sizeof(key));
		else
			memcpy(&key, VARDATA(value), Min(VARSIZE(value) - VARHDRSZ, sizeof(key)));
		items[i].key = order->descending ? ~pg_ntoh64(key) : pg_ntoh64(key);
	}
}

void
ax_order_items(AxOrder *order, const void *cells, uint64 n)
{
	KeyWay		way = key_way(order->kind);

	if (order->items == NULL)
	{
		order->items = ax_pg_allocate(order->most * sizeof(AxSortItem), false);
		order->scratch = ax_pg_allocate(order->most * sizeof(AxSortItem), false);
	}
	order->cells = cells;
	for (uint64 at = 0; at < n; at += AX_SORT_STEP)
	{
		CHECK_FOR_INTERRUPTS();
		(void) ax_sort_to_items(order->kind, order->cells + at * order->width,
								Min(n - at, AX_SORT_STEP), (uint32) at, order->descending,
								order->items + at);
		if (way != KEY_NONE)
			make_keys(order, way, order->cells + at * order->width, Min(n - at, AX_SORT_STEP),
					  order->items + at);
	}
	sort(order, AX_SORT_ITEMS, order->items, n);
	if (!order->exact)
		sort_ties(order, n);
}

bool
ax_order_tied(const AxOrder *order, uint64 i)
{
	const AxSortItem *item = &order->items[i];

	if (item[0].key != item[1].key)
		return false;
	return order->exact || compare_cells(order, item[0].at, item[1].at) == 0;
}

void
ax_order_end(AxOrder *order)
{
	if (order->items != NULL)
		pfree(order->items);
	if (order->scratch != NULL)
		pfree(order->scratch);
	if (order->room != NULL)
		pfree(order->room);
	order->items = NULL;
	order->scratch = NULL;
	order->room = NULL;
}
