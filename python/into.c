/* python_apply_into: the results as a stored array. */
#include "array_py.h"

#include "utils/builtins.h"

#include "pg/into.h"

PG_FUNCTION_INFO_V1(python_apply_into);

void
ax_py_keep(AxSink *sink, const AxPiece *piece)
{
	AxKept	   *kept = sink->state;

	for (int i = 0; i < piece->natts; i++)
	{
		AxPacked   *packed = &piece->arrays[i];
		const char *name = piece->names != NULL ? piece->names[i] : NULL;
		AxKind		asked = OidIsValid(sink->target) ? ax_into_kind(sink->target, name) : ax_kept_kind(kept, name);
		int			attribute;

		ax_py_settle(packed, asked);
		attribute = ax_kept_attribute(kept, name, packed->kind);
		if (packed->cells > 0)
			ax_kept_put(kept, attribute, &packed->box, PointerGetDatum(ax_py_build(packed)));
	}
}

/* python_apply_into(source, script, function, target, attributes, mode, halo, params) returns regclass */
Datum
python_apply_into(PG_FUNCTION_ARGS)
{
	AxKept	   *kept = ax_kept_begin("Python function");
	AxSink		sink = {.take = ax_py_keep, .state = kept};
	const char *mode;
	Oid			target;

	if (!PG_ARGISNULL(3))
		sink.target = ax_into_target(text_to_cstring(PG_GETARG_TEXT_PP(3)));
	ax_py_run(fcinfo, 4, &sink);
	mode = PG_ARGISNULL(5) ? "array" : text_to_cstring(PG_GETARG_TEXT_PP(5));
	target = ax_into(kept, PG_GETARG_OID(0), text_to_cstring(PG_GETARG_TEXT_PP(3)),
					 text_to_cstring(PG_GETARG_TEXT_PP(2)), strcmp(mode, "chunk") == 0);
	ax_kept_end(kept);
	PG_RETURN_OID(target);
}
