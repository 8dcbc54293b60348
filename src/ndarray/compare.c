/*
 * The order of whole values, and their hash.
 *
 * Values are ordered by kind, number of dimensions, bounds, then cell by cell
 * in row-major order: a value before NULL before an empty cell, values as
 * PostgreSQL orders them, complex numbers by their real, then imaginary parts,
 * types by name by their btree class, collated as C, or else by their bytes.
 * Codec, tile length and dimension names do not count.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "utils/memutils.h"

#include "ndarray/cells.h"
#include "pg/named.h"

PG_FUNCTION_INFO_V1(ndarray_eq);
PG_FUNCTION_INFO_V1(ndarray_ne);
PG_FUNCTION_INFO_V1(ndarray_lt);
PG_FUNCTION_INFO_V1(ndarray_le);
PG_FUNCTION_INFO_V1(ndarray_gt);
PG_FUNCTION_INFO_V1(ndarray_ge);
PG_FUNCTION_INFO_V1(ndarray_cmp);
PG_FUNCTION_INFO_V1(ndarray_hash);
PG_FUNCTION_INFO_V1(ndarray_hash_extended);

static int
cmp_heads(const AxHead *a, const AxHead *b)
{
	int			order = ax_kind_order(a->kind, b->kind);

	if (order != 0)
		return order < 0 ? -1 : 1;
	if (a->box.ndim != b->box.ndim)
		return a->box.ndim < b->box.ndim ? -1 : 1;
	for (int d = 0; d < a->box.ndim; d++)
	{
		if (a->box.lower[d] != b->box.lower[d])
			return a->box.lower[d] < b->box.lower[d] ? -1 : 1;
		if (a->box.upper[d] != b->box.upper[d])
			return a->box.upper[d] < b->box.upper[d] ? -1 : 1;
	}
	return 0;
}

/* 0 for a value, 1 for NULL, 2 for empty. */
static inline int
state_of(const AxCursor *cursor, uint64 at)
{
	return ax_mask_get(cursor->valid, at) ? 0 : ax_mask_get(cursor->present, at) ? 1 : 2;
}

/* Compares n cells, from cell i of one tile and cell j of another. */
static int
cmp_stretch(AxKind kind, const AxCursor *a, uint64 i, const AxCursor *b, uint64 j, uint64 n)
{
	uint32		width = ax_kind_info(kind)->width;

	for (uint64 k = 0; k < n; k++)
	{
		int			state = state_of(a, i + k);
		int			order = state - state_of(b, j + k);
		const char *va = a->values + (i + k) * width;
		const char *vb = b->values + (j + k) * width;

		if (order != 0)
			return order < 0 ? -1 : 1;
		/* equal bytes are equal values, for NaN too */
		if (state != 0 || memcmp(va, vb, width) == 0)
			continue;
		order = ax_kind_is_named(kind) ? ax_pg_named_cmp(kind, va, vb) :
			ax_kind_cmp(kind, ax_kind_load(kind, va), ax_kind_load(kind, vb));
		if (order != 0)
			return order;
	}
	return 0;
}

static int
cmp_cells(AxReader *ra, AxReader *rb)
{
	AxCursor	a;
	AxCursor	b;
	uint64		n = 0;
	int			order = 0;

	ax_nd_cursor(&a, ra);
	ax_nd_cursor(&b, rb);
	while (n < ra->head.cells && order == 0)
	{
		uint64		end;

		ax_nd_move(&a, (uint32) (n / ra->head.tile_cells));
		ax_nd_move(&b, (uint32) (n / rb->head.tile_cells));
		end = Min(a.first + a.entry.cells, b.first + b.entry.cells);
		order = cmp_stretch(ra->head.kind, &a, n - a.first, &b, n - b.first, end - n);
		n = end;
	}
	return order;
}

/* The counts of two equal values are equal. */
static bool
same_counts(AxReader *a, AxReader *b)
{
	AxSummary	sa;
	AxSummary	sb;

	ax_pg_summary(a, &sa);
	ax_pg_summary(b, &sb);
	return sa.present == sb.present && sa.nulls == sb.nulls && sa.nans == sb.nans;
}

/*
 * A context for one comparison: sorting and index builds call these functions
 * any number of times in one context that they do not reset.
 */
static MemoryContext
enter(MemoryContext *old)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "ndarray comparison",
												  ALLOCSET_SMALL_SIZES);

	*old = MemoryContextSwitchTo(context);
	return context;
}

static void
leave(MemoryContext context, MemoryContext old)
{
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

/* -1, 0, 1; where only equality matters, anything but 0 may be 1. */
static int
compare(FunctionCallInfo fcinfo, bool equality)
{
	MemoryContext old;
	MemoryContext context = enter(&old);
	AxReader   *a = ax_nd_open(PG_GETARG_DATUM(0));
	AxReader   *b = ax_nd_open(PG_GETARG_DATUM(1));
	int			order = cmp_heads(&a->head, &b->head);

	if (order == 0)
		order = equality && !same_counts(a, b) ? 1 : cmp_cells(a, b);
	ax_pg_close(a);
	ax_pg_close(b);
	leave(context, old);
	return order;
}

Datum
ndarray_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, true) == 0);
}

Datum
ndarray_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, true) != 0);
}

Datum
ndarray_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, false) < 0);
}

Datum
ndarray_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, false) <= 0);
}

Datum
ndarray_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, false) > 0);
}

Datum
ndarray_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo, false) >= 0);
}

Datum
ndarray_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo, false));
}

/* The finalizer of MurmurHash3: every bit of x moves half of the result's. */
static inline uint64
mix(uint64 x)
{
	x ^= x >> 33;
	x *= UINT64CONST(0xff51afd7ed558ccd);
	x ^= x >> 33;
	x *= UINT64CONST(0xc4ceb9fe1a85ec53);
	x ^= x >> 33;
	return x;
}

static inline uint64
chain(uint64 hash, uint64 x)
{
	return mix(hash * UINT64CONST(0x9e3779b97f4a7c15) + x);
}

/* Hashes a float so that equal ones agree: -0 as 0, one NaN. */
static inline uint64
chain_real(uint64 hash, double real)
{
	uint64		bits;

	if (isnan(real))
		return chain(hash, UINT64CONST(0x7ff8000000000000));
	real += 0.0;				/* makes 0 of -0 */
	memcpy(&bits, &real, sizeof(bits));
	return chain(hash, bits);
}

/* Hashes a value so that equal ones agree. */
static inline uint64
chain_value(uint64 hash, AxKind kind, const char *cell)
{
	AxNumber	number = ax_kind_load(kind, cell);

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_TIME:
			return chain(hash, (uint64) (int64) number.wide);
		case AX_CLASS_FLOAT:
			return chain_real(hash, number.real);
		case AX_CLASS_RATIONAL:
			return chain(chain(hash, (uint64) number.ratio[0]), (uint64) number.ratio[1]);
		case AX_CLASS_PAIR:
			return chain_real(chain_real(hash, number.pair[0]), number.pair[1]);
		case AX_CLASS_OPAQUE:
			return chain(hash, ax_pg_named_hash(kind, cell));
	}
	return hash;
}

/* Hashes present cells with their numbers, so that tiles do not matter. */
static uint64
hash_value(AxReader *reader)
{
	const AxHead *head = &reader->head;
	uint32		width = ax_kind_info(head->kind)->width;
	uint64		hash = chain(chain(0, ax_kind_number(head->kind)), (uint64) head->box.ndim);
	AxCursor	cursor;

	for (int d = 0; d < head->box.ndim; d++)
		hash = chain(chain(hash, (uint64) head->box.lower[d]), (uint64) head->box.upper[d]);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		for (uint32 i = 0; i < cursor.entry.cells; i++)
		{
			if (!ax_mask_get(cursor.present, i))
				continue;
			hash += cursor.first + i;
			hash = ax_mask_get(cursor.valid, i) ?
				chain_value(hash, head->kind, cursor.values + (Size) i * width) :
				mix(hash);
		}
	return hash;
}

static uint64
hash_argument(FunctionCallInfo fcinfo)
{
	MemoryContext old;
	MemoryContext context = enter(&old);
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	uint64		hash = hash_value(reader);

	ax_pg_close(reader);
	leave(context, old);
	return hash;
}

Datum
ndarray_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) hash_argument(fcinfo));
}

Datum
ndarray_hash_extended(PG_FUNCTION_ARGS)
{
	uint64		hash = hash_argument(fcinfo);
	uint64		seed = (uint64) PG_GETARG_INT64(1);

	PG_RETURN_UINT64(seed == 0 ? hash : chain(hash, seed));
}
