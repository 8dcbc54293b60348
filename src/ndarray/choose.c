/*
 * Choosing cells: nd_where and nd_coalesce between two values, nd_filter and
 * nd_compress by a mask, nd_values by what is neither NULL nor empty.
 */
#include "postgres.h"

#include "fmgr.h"

#include "kernel/logic.h"
#include "ndarray/args.h"
#include "ndarray/each.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_where);
PG_FUNCTION_INFO_V1(nd_coalesce);
PG_FUNCTION_INFO_V1(nd_filter);
PG_FUNCTION_INFO_V1(nd_compress);
PG_FUNCTION_INFO_V1(nd_values);

/* Copies the cells that are in the mask from a vector, each to its slot. */
static void
copy_chosen(char *to, const AxVector *from, const uint64_t *mask, Size n)
{
	Size		width = ax_kind_info(from->kind)->width;
	const char *values = from->values;

	for (Size w = 0; w < AX_MASK_WORDS(n); w++)
	{
		if (mask[w] == ~UINT64_C(0) && !from->constant)
		{
			memcpy(to + 64 * w * width, values + 64 * w * width, 64 * width);
			continue;
		}
		for (uint64_t left = mask[w]; left != 0; left &= left - 1)
		{
			Size		i = 64 * w + (Size) __builtin_ctzll(left);

			memcpy(to + i * width, values + (from->constant ? 0 : i * width), width);
		}
	}
}

/* The kind of a choice between two operands. */
static AxKind
choice_kind(const char *name, AxKind a, AxKind b)
{
	AxKind		kind = a == b ? a : ax_nd_each_common(a, b);

	if (kind == AX_KIND_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("%s: kinds %s and %s cannot be matched", name,
						ax_kind_info(a)->name, ax_kind_info(b)->name),
				 errhint("Convert one of them with nd_astype.")));
	return kind;
}

static void
require_mask(const char *name, AxKind kind)
{
	if (kind != AX_KIND_BOOL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("mask of %s must have kind bool, not %s", name, ax_kind_info(kind)->name),
				 errhint("nd_eq, nd_lt and their like compare cell by cell.")));
}

/* NULL where the function's ndarrays are; scalars may be NULL. */
static bool
ndarray_is_null(FunctionCallInfo fcinfo, int nargs)
{
	Oid			type = ax_pg_type("ndarray");

	for (int i = 0; i < nargs; i++)
		if (PG_ARGISNULL(i) && get_fn_expr_argtype(fcinfo->flinfo, i) == type)
			return true;
	return false;
}

Datum
nd_where(PG_FUNCTION_ARGS)
{
	AxEach		each;
	AxKind		kind;
	uint64_t   *chosen[2];
	uint64_t   *present;

	if (ndarray_is_null(fcinfo, 3))
		PG_RETURN_NULL();
	ax_nd_each_init(&each);
	for (int i = 0; i < 3; i++)
		ax_nd_each_argument(&each, fcinfo, i);
	require_mask("nd_where", each.args[0].kind);
	kind = choice_kind("nd_where", each.args[1].kind, each.args[2].kind);
	each.any_empty = true;
	ax_nd_each_begin(&each, kind);
	chosen[0] = palloc(AX_MASK_BYTES(each.head.tile_cells));
	chosen[1] = palloc(AX_MASK_BYTES(each.head.tile_cells));
	present = palloc(AX_MASK_BYTES(each.head.tile_cells));
	while (ax_nd_each_next(&each))
	{
		AxTruth		mask = {chosen[0], chosen[1]};
		AxVector	result = {kind, false, each.values, each.valid};
		AxVector	casts[2];

		ax_kernel_truth(&each.args[0].vector, NULL, each.n, mask);
		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
		{
			uint64_t	yes = mask.truth[w];
			uint64_t	no = mask.known[w] & ~yes;
			uint64_t	x = ax_nd_each_there(&each.args[1], w);
			uint64_t	y = ax_nd_each_there(&each.args[2], w);

			/* where the mask is NULL the result is; it is in the box where the mask is */
			present[w] = ((yes & x) | (no & y) | ~(yes | no)) &
				ax_nd_each_there(&each.args[0], w) & ax_vector_ones(each.n - 64 * w);
			chosen[0][w] = yes & ax_vector_valid(&each.args[1].vector, w);
			chosen[1][w] = no & ax_vector_valid(&each.args[2].vector, w);
			each.valid[w] = chosen[0][w] | chosen[1][w];
		}
		for (int i = 0; i < 2; i++)
			copy_chosen(each.values, ax_nd_each_cast(&each, i + 1, kind, chosen[i], &casts[i]),
						chosen[i], each.n);
		ax_nd_each_put(&each, &result, present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

Datum
nd_coalesce(PG_FUNCTION_ARGS)
{
	AxEach		each;
	AxKind		kind;
	uint64_t   *chosen[2];
	uint64_t   *present;

	if (ndarray_is_null(fcinfo, 2))
		PG_RETURN_NULL();
	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_argument(&each, fcinfo, 1);
	kind = choice_kind("nd_coalesce", each.args[0].kind, each.args[1].kind);
	each.any_empty = true;
	ax_nd_each_begin(&each, kind);
	chosen[0] = palloc(AX_MASK_BYTES(each.head.tile_cells));
	chosen[1] = palloc(AX_MASK_BYTES(each.head.tile_cells));
	present = palloc(AX_MASK_BYTES(each.head.tile_cells));
	while (ax_nd_each_next(&each))
	{
		AxVector	result = {kind, false, each.values, each.valid};
		AxVector	casts[2];

		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
		{
			uint64_t	all = ax_vector_ones(each.n - 64 * w);

			present[w] = (ax_nd_each_there(&each.args[0], w) |
						  ax_nd_each_there(&each.args[1], w)) & all;
			chosen[0][w] = ax_vector_valid(&each.args[0].vector, w) & all;
			chosen[1][w] = ax_vector_valid(&each.args[1].vector, w) & all & ~chosen[0][w];
			each.valid[w] = chosen[0][w] | chosen[1][w];
		}
		for (int i = 0; i < 2; i++)
			copy_chosen(each.values, ax_nd_each_cast(&each, i, kind, chosen[i], &casts[i]),
						chosen[i], each.n);
		ax_nd_each_put(&each, &result, present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

/* The cells of the tile that the mask, operand 1, keeps of operand 0. */
static void
find_kept(AxEach *each, uint64_t *kept)
{
	AxTruth		mask = {kept, each->known};

	ax_kernel_truth(&each->args[1].vector, each->present, each->n, mask);
}

Datum
nd_filter(PG_FUNCTION_ARGS)
{
	AxEach		each;
	uint64_t   *kept;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_argument(&each, fcinfo, 1);
	require_mask("nd_filter", each.args[1].kind);
	ax_nd_each_begin(&each, each.args[0].kind);
	kept = palloc(AX_MASK_BYTES(each.head.tile_cells));
	while (ax_nd_each_next(&each))
	{
		find_kept(&each, kept);
		ax_nd_each_put(&each, &each.args[0].vector, kept);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

/* Cells that were chosen, one after another. */
typedef struct Chosen
{
	uint32		width;			/* bytes of a cell */
	uint64		count;			/* cells */
	uint64		room;			/* cells there is room for, a multiple of 64 */
	char	   *values;			/* owned */
	uint64_t   *valid;			/* owned */
	bool		nulls;			/* some are NULL */
} Chosen;

static void
make_room(Chosen *chosen, uint64 more)
{
	uint64		room = Max(2 * chosen->room, (chosen->count + more + 63) / 64 * 64);

	if (chosen->count + more <= chosen->room)
		return;
	chosen->values = chosen->values == NULL ?
		MemoryContextAllocHuge(CurrentMemoryContext, room * chosen->width + 8) :
		repalloc_huge(chosen->values, room * chosen->width + 8);
	chosen->valid = chosen->valid == NULL ?
		MemoryContextAllocHuge(CurrentMemoryContext, AX_MASK_BYTES(room) + 8) :
		repalloc_huge(chosen->valid, AX_MASK_BYTES(room) + 8);
	memset((char *) chosen->valid + AX_MASK_BYTES(chosen->room), 0,
		   AX_MASK_BYTES(room) - AX_MASK_BYTES(chosen->room));
	chosen->room = room;
}

static void
choose(Chosen *chosen, const AxVector *from, const uint64_t *kept, Size n)
{
	make_room(chosen, ax_mask_count(kept, n));
	for (Size w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64_t left = kept[w]; left != 0; left &= left - 1)
		{
			Size		i = 64 * w + (Size) __builtin_ctzll(left);
			uint64		to = chosen->count++;

			memcpy(chosen->values + to * chosen->width,
				   (const char *) from->values + (from->constant ? 0 : i * chosen->width),
				   chosen->width);
			if ((ax_vector_valid(from, w) >> (i % 64)) & 1)
				ax_mask_set(chosen->valid, to);
			else
				chosen->nulls = true;
		}
}

/* The chosen cells as a value. */
static struct varlena *
pack(Chosen *chosen, AxKind kind)
{
	AxHead		head;
	AxBox		box;

	make_room(chosen, 1);
	box.ndim = 1;
	ax_nd_place(&box, 0, 0, (int64) chosen->count);
	ax_nd_head(&head, kind, &box);
	return ax_pg_build(&head, chosen->values, NULL, chosen->nulls ? chosen->valid : NULL);
}

Datum
nd_compress(PG_FUNCTION_ARGS)
{
	AxEach		each;
	Chosen		chosen = {0};
	AxKind		kind;
	uint64_t   *kept;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_argument(&each, fcinfo, 1);
	require_mask("nd_compress", each.args[1].kind);
	kind = each.args[0].kind;
	each.reading = true;
	ax_nd_each_begin(&each, kind);
	kept = palloc(AX_MASK_BYTES(each.head.tile_cells));
	chosen.width = ax_kind_info(kind)->width;
	while (ax_nd_each_next(&each))
	{
		find_kept(&each, kept);
		choose(&chosen, &each.args[0].vector, kept, each.n);
	}
	(void) ax_nd_each_finish(&each);
	PG_RETURN_POINTER(pack(&chosen, kind));
}

Datum
nd_values(PG_FUNCTION_ARGS)
{
	AxEach		each;
	Chosen		chosen = {0};
	AxKind		kind;

	ax_nd_each_init(&each);
	ax_nd_each_value(&each, PG_GETARG_DATUM(0));
	kind = each.args[0].kind;
	each.reading = true;
	ax_nd_each_begin(&each, kind);
	chosen.width = ax_kind_info(kind)->width;
	while (ax_nd_each_next(&each))
	{
		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
			each.known[w] = ax_vector_selected(each.present, each.n, w) &
				ax_vector_valid(&each.args[0].vector, w);
		choose(&chosen, &each.args[0].vector, each.known, each.n);
	}
	(void) ax_nd_each_finish(&each);
	PG_RETURN_POINTER(pack(&chosen, kind));
}
