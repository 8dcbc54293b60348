/* Values of a query's columns turned into those of an array's, as INSERT would. */
#ifndef AX_STORE_CONVERT_H
#define AX_STORE_CONVERT_H

#include "postgres.h"

#include "fmgr.h"

typedef enum AxConvertBy
{
	AX_CONVERT_NOT,				/* the same bytes */
	AX_CONVERT_INT2,			/* to bigint */
	AX_CONVERT_INT4,
	AX_CONVERT_FUNCTION,
	AX_CONVERT_TEXT				/* out of one type, into the other */
} AxConvertBy;

typedef struct AxConvert
{
	AxConvertBy by;
	int			nargs;			/* of the function: value, typmod, explicit */
	int32		typmod;			/* of the target */
	FmgrInfo	function;		/* or the input function */
	FmgrInfo	output;
	Oid			ioparam;		/* of the input function */
} AxConvert;

/*
 * Finds the assignment cast, in the current memory context; 42804, naming the
 * column, when there is none.
 */
extern void ax_convert_begin(AxConvert *convert, const char *column, Oid source,
							 Oid target, int32 typmod);

/* ax_convert where a function has to be called, which may allocate. */
extern Datum ax_convert_call(AxConvert *convert, Datum value);

static inline bool
ax_convert_calls(const AxConvert *convert)
{
	return convert->by >= AX_CONVERT_FUNCTION;
}

/* Converts a value that is not NULL, in the current memory context. */
static inline Datum
ax_convert(AxConvert *convert, Datum value)
{
	switch (convert->by)
	{
		case AX_CONVERT_NOT:
			return value;
		case AX_CONVERT_INT2:
			return Int64GetDatum(DatumGetInt16(value));
		case AX_CONVERT_INT4:
			return Int64GetDatum(DatumGetInt32(value));
		default:
			return ax_convert_call(convert, value);
	}
}

#endif
