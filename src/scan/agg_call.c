/* Aggregates that can be computed from groups of cells: which they are. */
#include "postgres.h"

#include "access/transam.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "pg/kind.h"
#include "scan/agg_call.h"

static AxAggFunction
built_in(Oid function)
{
	switch (function)
	{
		case F_COUNT_:
			return AX_AGG_ROWS;
		case F_COUNT_ANY:
			return AX_AGG_COUNT;
		case F_SUM_INT2:
		case F_SUM_INT4:
		case F_SUM_INT8:
		case F_SUM_FLOAT4:
		case F_SUM_FLOAT8:
			return AX_AGG_SUM;
		case F_AVG_INT2:
		case F_AVG_INT4:
		case F_AVG_INT8:
		case F_AVG_FLOAT4:
		case F_AVG_FLOAT8:
			return AX_AGG_AVG;
		case F_MIN_INT2:
		case F_MIN_INT4:
		case F_MIN_INT8:
		case F_MIN_FLOAT4:
		case F_MIN_FLOAT8:
		case F_MIN_DATE:
		case F_MIN_TIMESTAMP:
		case F_MIN_TIMESTAMPTZ:
			return AX_AGG_MIN;
		case F_MAX_INT2:
		case F_MAX_INT4:
		case F_MAX_INT8:
		case F_MAX_FLOAT4:
		case F_MAX_FLOAT8:
		case F_MAX_DATE:
		case F_MAX_TIMESTAMP:
		case F_MAX_TIMESTAMPTZ:
			return AX_AGG_MAX;
	}
	return AX_AGG_NONE;
}

/* Of the aggregates of the extension's own types, which live in its schema. */
static AxAggFunction
by_name(const char *name, AxKind kind)
{
	static const struct
	{
		const char *name;
		AxAggFunction function;
	}			known[] = {
		{"sum", AX_AGG_SUM}, {"avg", AX_AGG_AVG}, {"min", AX_AGG_MIN}, {"max", AX_AGG_MAX},
		{"var_samp", AX_AGG_VAR_SAMP}, {"var_pop", AX_AGG_VAR_POP},
		{"stddev_samp", AX_AGG_STDDEV_SAMP}, {"stddev_pop", AX_AGG_STDDEV_POP}
	};

	for (int i = 0; i < lengthof(known); i++)
		if (strcmp(known[i].name, name) == 0 && ax_agg_takes(known[i].function, kind))
			return known[i].function;
	return AX_AGG_NONE;
}

AxAggFunction
ax_agg_function(const Aggref *aggref)
{
	AxKind		kind;

	if (aggref->aggfnoid < FirstUnpinnedObjectId)
		return built_in(aggref->aggfnoid);
	if (list_length(aggref->aggargtypes) != 1)
		return AX_AGG_NONE;
	if (get_func_namespace(aggref->aggfnoid) != ax_pg_schema())
		return AX_AGG_NONE;
	kind = ax_pg_kind_of(linitial_oid(aggref->aggargtypes));
	if (kind != AX_KIND_RATIONAL && kind != AX_KIND_COMPLEX && kind != AX_KIND_POINT2D)
		return AX_AGG_NONE;
	return by_name(get_func_name(aggref->aggfnoid), kind);
}

bool
ax_agg_takes(AxAggFunction function, AxKind kind)
{
	/* a plan must not hold the code of a type by name, which is this process's */
	if (ax_kind_is_named(kind))
		return false;
	switch (function)
	{
		case AX_AGG_NONE:
		case AX_AGG_ROWS:
			return false;
		case AX_AGG_COUNT:
			return kind != AX_KIND_NONE;
		case AX_AGG_MIN:
		case AX_AGG_MAX:
			return kind != AX_KIND_NONE && kind != AX_KIND_BOOL &&
				ax_kind_info(kind)->class != AX_CLASS_PAIR;
		case AX_AGG_VAR_SAMP:
		case AX_AGG_VAR_POP:
		case AX_AGG_STDDEV_SAMP:
		case AX_AGG_STDDEV_POP:
			return kind == AX_KIND_COMPLEX;
		default:
			return kind != AX_KIND_NONE && kind != AX_KIND_BOOL &&
				ax_kind_info(kind)->class != AX_CLASS_TIME;
	}
}

unsigned
ax_agg_needs(AxAggFunction function)
{
	switch (function)
	{
		case AX_AGG_SUM:
		case AX_AGG_AVG:
			return AX_GROUP_SUM;
		case AX_AGG_MIN:
		case AX_AGG_MAX:
			return AX_GROUP_RANGE;
		case AX_AGG_VAR_SAMP:
		case AX_AGG_VAR_POP:
		case AX_AGG_STDDEV_SAMP:
		case AX_AGG_STDDEV_POP:
			return AX_GROUP_SUM | AX_GROUP_SQUARES;
		default:
			return 0;
	}
}
