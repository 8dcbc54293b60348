/* nd_astype: the same cells in another kind. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "kernel/cast.h"
#include "ndarray/each.h"

PG_FUNCTION_INFO_V1(nd_astype);

Datum
nd_astype(PG_FUNCTION_ARGS)
{
	AxKind		kind = ax_nd_kind_named(text_to_cstring(PG_GETARG_TEXT_PP(1)));
	AxEach		each;

	ax_nd_each_init(&each);
	ax_nd_each_value(&each, PG_GETARG_DATUM(0));
	if (each.args[0].kind == kind)
	{
		ax_pg_close(each.args[0].reader);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (!ax_kernel_can_cast(each.args[0].kind, kind))
		ereport(ERROR,
				(errcode(ERRCODE_CANNOT_COERCE),
				 errmsg("cannot cast type %s to %s", ax_kind_info(each.args[0].kind)->name,
						ax_kind_info(kind)->name)));
	ax_nd_each_begin(&each, kind);
	while (ax_nd_each_next(&each))
	{
		AxVector	result;

		ax_nd_each_put(&each, ax_nd_each_cast(&each, 0, kind, each.present, &result), each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}
