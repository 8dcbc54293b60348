/* The one place where a status of the core becomes an SQLSTATE. */
#include "postgres.h"

#include "pg/error.h"

static int
sqlstate_of(AxStatus status)
{
	switch (status)
	{
		case AX_TEXT:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
		case AX_BINARY:
			return ERRCODE_INVALID_BINARY_REPRESENTATION;
		case AX_LIMIT:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		case AX_ARGUMENT:
			return ERRCODE_INVALID_PARAMETER_VALUE;
		case AX_SHAPE:
			return ERRCODE_DATA_EXCEPTION;
		case AX_SUBSCRIPT:
			return ERRCODE_ARRAY_SUBSCRIPT_ERROR;
		case AX_RANGE:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
		case AX_DIVISION:
			return ERRCODE_DIVISION_BY_ZERO;
		case AX_LOGARITHM:
			return ERRCODE_INVALID_ARGUMENT_FOR_LOG;
		case AX_POWER:
			return ERRCODE_INVALID_ARGUMENT_FOR_POWER_FUNCTION;
		case AX_CORRUPT:
			return ERRCODE_DATA_CORRUPTED;
		case AX_MEMORY:
			return ERRCODE_OUT_OF_MEMORY;
		case AX_EXISTS:
			return ERRCODE_UNIQUE_VIOLATION;
		case AX_UNSUPPORTED:
			return ERRCODE_FEATURE_NOT_SUPPORTED;
		case AX_OUTSIDE:
			return ERRCODE_EXTERNAL_ROUTINE_EXCEPTION;
		case AX_OK:
			break;
	}
	return ERRCODE_INTERNAL_ERROR;
}

void
ax_pg_throw(const AxError *err)
{
	const char *own = err->sqlstate;

	ereport(ERROR,
			(errcode(err->status == AX_OUTSIDE && strlen(own) == 5 ?
					 MAKE_SQLSTATE(own[0], own[1], own[2], own[3], own[4]) :
					 sqlstate_of(err->status)),
			 errmsg_internal("%s", err->message),
			 err->detail[0] ? errdetail_internal("%s", err->detail) : 0,
			 err->hint[0] ? errhint("%s", err->hint) : 0));
	pg_unreachable();
}
