/* Values of a query's columns turned into those of an array's. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "store/convert.h"

void
ax_convert_begin(AxConvert *convert, const char *column, Oid source, Oid target, int32 typmod)
{
	Oid			function;
	Oid			output;
	bool		varlena;

	memset(convert, 0, sizeof(*convert));
	convert->typmod = typmod;
	/* the casts that dimensions need, inline */
	if (target == INT8OID && (source == INT2OID || source == INT4OID))
	{
		convert->by = source == INT2OID ? AX_CONVERT_INT2 : AX_CONVERT_INT4;
		return;
	}
	switch (find_coercion_pathway(target, source, COERCION_ASSIGNMENT, &function))
	{
		case COERCION_PATH_RELABELTYPE:
			return;
		case COERCION_PATH_FUNC:
			convert->by = AX_CONVERT_FUNCTION;
			convert->nargs = get_func_nargs(function);
			fmgr_info(function, &convert->function);
			return;
		case COERCION_PATH_COERCEVIAIO:
			convert->by = AX_CONVERT_TEXT;
			getTypeInputInfo(target, &function, &convert->ioparam);
			fmgr_info(function, &convert->function);
			getTypeOutputInfo(source, &output, &varlena);
			fmgr_info(output, &convert->output);
			return;
		default:
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" is of type %s but expression is of type %s",
							column, format_type_be(target), format_type_be(source)),
					 errhint("You will need to rewrite or cast the expression.")));
	}
}

Datum
ax_convert_call(AxConvert *convert, Datum value)
{
	switch (convert->by)
	{
		case AX_CONVERT_NOT:
		case AX_CONVERT_INT2:
		case AX_CONVERT_INT4:
			break;
		case AX_CONVERT_FUNCTION:
			if (convert->nargs == 1)
				return FunctionCall1(&convert->function, value);
			if (convert->nargs == 2)
				return FunctionCall2(&convert->function, value, Int32GetDatum(convert->typmod));
			return FunctionCall3(&convert->function, value, Int32GetDatum(convert->typmod),
								 BoolGetDatum(false));
		case AX_CONVERT_TEXT:
			return InputFunctionCall(&convert->function,
									 OutputFunctionCall(&convert->output, value),
									 convert->ioparam, convert->typmod);
	}
	return value;
}
