/* nd_astype: the same cells in another kind. */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "kernel/cast.h"
#include "ndarray/call.h"
#include "ndarray/each.h"

PG_FUNCTION_INFO_V1(nd_astype);

/*
 * Converts the cells of the tile one by one, to the room for its result.  What
 * cells of variable length point to lasts until the next tile; one that is the
 * same piece of memory as the one before is not converted again.
 */
static void
convert_tile(AxEach *each, AxKind kind, MemoryContext cells)
{
	const AxArg *arg = &each->args[0];
	bool		variable = ax_kind_is_variable(arg->kind);
	Size		from_width = arg->vector.constant ? 0 : ax_kind_info(arg->kind)->width;
	Size		width = ax_kind_info(kind)->width;
	const void *before = NULL;
	AxCell		cell;
	MemoryContext old;

	MemoryContextReset(cells);
	old = MemoryContextSwitchTo(cells);
	for (Size w = 0; w < AX_MASK_WORDS(each->n); w++)
		for (uint64_t left = ax_vector_selected(each->present, each->n, w) &
			 ax_vector_valid(&arg->vector, w) & ax_vector_ones(each->n - 64 * w);
			 left != 0; left &= left - 1)
		{
			Size		i = 64 * w + (Size) __builtin_ctzll(left);
			const char *from = (const char *) arg->vector.values + i * from_width;

			CHECK_FOR_INTERRUPTS();
			if (!variable || *(void *const *) from != before)
				ax_nd_convert(arg->kind, from, kind, &cell);
			before = variable ? *(void *const *) from : NULL;
			memcpy((char *) each->values + i * width, &cell, width);
		}
	MemoryContextSwitchTo(old);
}

Datum
nd_astype(PG_FUNCTION_ARGS)
{
	AxKind		kind = ax_nd_kind_named(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	AxEach		each;
	bool		called;
	MemoryContext cells;

	ax_nd_each_init(&each);
	ax_nd_each_value(&each, PG_GETARG_DATUM(0));
	if (each.args[0].kind == kind)
	{
		ax_pg_close(each.args[0].reader);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	called = ax_nd_is_called(kind) || ax_nd_is_called(each.args[0].kind);
	if (called ? !ax_nd_can_convert_named(each.args[0].kind, kind) :
		!ax_kernel_can_cast(each.args[0].kind, kind))
		ereport(ERROR,
				(errcode(ERRCODE_CANNOT_COERCE),
				 errmsg("cannot cast type %s to %s", ax_kind_info(each.args[0].kind)->name,
						ax_kind_info(kind)->name)));
	cells = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_DEFAULT_SIZES);
	ax_nd_each_begin(&each, kind);
	while (ax_nd_each_next(&each))
	{
		AxVector	result;

		if (called)
		{
			convert_tile(&each, kind, cells);
			result = (AxVector) {kind, false, each.values, each.args[0].vector.valid};
			ax_nd_each_put(&each, &result, each.present);
			continue;
		}
		ax_nd_each_put(&each, ax_nd_each_cast(&each, 0, kind, each.present, &result), each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}
